//! Operations that failed or wait, and what may release them.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::ControlFlow;

use super::clock_jumps::MisdatedReceipts;
use super::database::{Row, among, ids, params};
use super::desk::DeskAnswer;
use super::error::Result;
use super::handle::Store;
use super::stored_values::state_of;
use super::unresolved_operation::UnresolvedOperation;
use super::work::order_of;
use crate::model::{Action, Code, CustomerId, OperationId, Order, RecordKind, State, Timestamp};

/// The columns of an [`UnresolvedOperation`].
const UNRESOLVED: &str = "id, kind, counter, channel, coalesce(ordered, at), action, key, state";

/// The most operations that are laid out of what the customers of a batch have that failed or waits.
const MOST_HELD: usize = 20_000;

/// Without this hint SQLite uses the index of all operations of the customer, of which there may be very many.
const HELD: &str = "INDEXED BY operation_held";

impl Store {
    /// Returns the failed and waiting operations of a customer, or only those on one of its records, in the order of
    /// `sync`.
    pub(crate) fn unresolved(
        &self,
        customer: CustomerId,
        record: Option<(RecordKind, &str)>,
    ) -> Result<Vec<UnresolvedOperation>> {
        let is_asked =
            |held: &&UnresolvedOperation| record.is_none_or(|(kind, key)| held.order.kind == kind && held.key == key);
        if let Some(held) = self.desk.borrow().held.of(customer) {
            return Ok(held.iter().filter(is_asked).cloned().collect());
        }
        let (kind, key) = record.map_or((None, None), |(kind, key)| (Some(kind.index()), Some(key)));
        let condition = if record.is_some() { "AND kind = ?2 AND key = ?3" } else { "" };
        let sql = format!(
            "SELECT {UNRESOLVED} FROM operation {HELD} WHERE customer = ?1 AND state IN (1, 2) {condition}
             ORDER BY coalesce(ordered, at), kind, counter, channel, id"
        );
        let parameters = params![customer.0, kind, key];
        let count = if record.is_some() { 3 } else { 1 };
        self.settled()?.all(&sql, &parameters[..count], unresolved_of)
    }

    /// Returns the operations on the record of an operation that come after it and have not gone through, in the order of
    /// `sync`.
    pub(crate) fn later_on_record(&self, id: OperationId) -> Result<Vec<OperationId>> {
        let sql = "SELECT o.id, o.kind, o.counter, o.channel, coalesce(o.ordered, o.at) FROM operation e
                   JOIN operation o ON o.customer = e.customer AND o.kind = e.kind AND o.key = e.key
                   WHERE e.id = ?1 AND (o.id = e.id OR o.state IN (0, 1, 2))";
        let mut orders = self.settled()?.all(sql, &params![id.0], order_of)?;
        orders.sort_unstable();
        let later = orders.iter().skip_while(|order| order.id != id).skip(1);
        Ok(later.map(|order| order.id).collect())
    }

    /// Whether any operation of a customer failed or waits. Most customers have none.
    pub(crate) fn has_unresolved(&self, customer: CustomerId) -> Result<bool> {
        if let Some(held) = self.desk.borrow().held.of(customer) {
            return Ok(!held.is_empty());
        }
        let sql = format!("SELECT 1 FROM operation {HELD} WHERE customer = ?1 AND state IN (1, 2)");
        self.settled()?.exists(&sql, &params![customer.0])
    }

    /// Returns the earliest failed or waiting operation on a record; with `only_creations`, the earliest that may
    /// create it.
    pub(crate) fn earliest_unresolved(
        &self,
        customer: CustomerId,
        (kind, key): (RecordKind, &str),
        only_creations: bool,
    ) -> Result<Option<Order>> {
        if let DeskAnswer::Known(earliest) = self.desk.borrow().held.earliest(customer, (kind, key), only_creations) {
            return Ok(earliest);
        }
        // Spelled as in the partial index, so that SQLite recognizes it.
        let condition = if only_creations { "AND coalesce(action, 1) = 1" } else { "" };
        let sql = format!(
            "SELECT id, kind, counter, channel, coalesce(ordered, at) FROM operation
             WHERE customer = ?1 AND kind = ?2 AND key = ?3 AND state IN (1, 2) {condition}
             ORDER BY coalesce(ordered, at), counter, channel, id LIMIT 1"
        );
        self.settled()?.one(&sql, &params![customer.0, kind.index(), key], order_of)
    }

    /// Lays out what customers have that failed or waits, and which of these lack their address or contact.
    pub(super) fn lay_out_held(&self, customers: HashSet<CustomerId>) -> Result<()> {
        let customers: BTreeSet<_> = {
            let desk = self.desk.borrow();
            customers.into_iter().filter(|customer| desk.held.of(*customer).is_none()).collect()
        };
        if customers.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "SELECT {UNRESOLVED}, customer FROM operation {HELD} WHERE {} AND state IN (1, 2)
             ORDER BY coalesce(ordered, at), kind, counter, channel, id",
            among("customer", 1)
        );
        let mut held: HashMap<CustomerId, Vec<UnresolvedOperation>> = HashMap::new();
        let (mut unreadable, mut count) = (HashSet::new(), 0);
        self.settled()?.each(&sql, &[ids(customers.iter().map(|customer| customer.0))], |row| -> Result<_> {
            count += 1;
            if count > MOST_HELD {
                return Ok(ControlFlow::Break(()));
            }
            let customer = CustomerId(row.get(8)?);
            match unresolved_of(row) {
                Ok(operation) => held.entry(customer).or_default().push(operation),
                // It shows when it is asked for.
                Err(error) if error.is_of_a_row() => drop(unreadable.insert(customer)),
                Err(error) => return Err(error),
            }
            Ok(ControlFlow::Continue(()))
        })?;
        if count > MOST_HELD {
            // The store is asked for each operation then, which has an index for it.
            return Ok(());
        }
        let failed = held.values().flatten().filter(|operation| operation.state == State::Failed);
        let lacking = self.lacking_record(failed.map(|operation| operation.order.id).collect())?;
        let mut desk = self.desk.borrow_mut();
        for customer in customers.into_iter().filter(|customer| !unreadable.contains(customer)) {
            desk.held.note(customer, held.remove(&customer).unwrap_or_default());
        }
        for id in lacking {
            desk.held.note_lacking_record(id);
        }
        Ok(())
    }

    /// Returns those operations that failed since headquarters has no such address or contact.
    fn lacking_record(&self, operations: Vec<OperationId>) -> Result<Vec<OperationId>> {
        if operations.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT DISTINCT operation FROM problem WHERE {} AND code IN ('{}', '{}')",
            among("operation", 1),
            Code::AddressUnknown.name(),
            Code::ContactUnknown.name()
        );
        let operations = ids(operations.into_iter().map(|id| id.0));
        self.settled()?.all(&sql, &[operations], |row| Ok(OperationId(row.get(0)?)))
    }

    /// Whether a failed operation of a customer lacks its address or contact.
    pub(crate) fn lacks_record(&self, customer: CustomerId, id: OperationId) -> Result<bool> {
        let desk = self.desk.borrow();
        if desk.held.of(customer).is_some() {
            return Ok(desk.held.lacks_record(id));
        }
        drop(desk);
        Ok(!self.lacking_record(vec![id])?.is_empty())
    }

    /// Returns the operations that wait for an unknown customer and are to be decided on again: those that were
    /// received before `expired` and are not among the `misdated`, those whose account headquarters has given since,
    /// and those whose customer has a creation that failed or waits.
    pub(crate) fn orphans_due(&self, expired: Timestamp, misdated: &[MisdatedReceipts]) -> Result<Vec<OperationId>> {
        let found = "o.account IS NOT NULL AND EXISTS (
               SELECT 1 FROM customer c JOIN channel h ON h.company = c.company
               WHERE h.id = o.channel AND c.account COLLATE NOCASE = o.account COLLATE NOCASE AND NOT EXISTS (
                 SELECT 1 FROM reserved_account r JOIN customer g ON g.company = r.company AND g.guid = r.guid
                 WHERE g.id = o.customer)) OR EXISTS (
               SELECT 1 FROM operation x WHERE x.customer = o.customer AND x.state IN (1, 2)
                 AND coalesce(x.action, 1) = 1 AND x.kind = 0)";
        let sql = format!(
            "SELECT id, is_found FROM (
               SELECT o.id, o.received, ({found}) AS is_found FROM problem p JOIN operation o ON o.id = p.operation
               WHERE p.code = ?1 AND o.state = 1) AS orphan
             WHERE received <= ?2 OR is_found ORDER BY id"
        );
        let is_misdated = |id| misdated.iter().any(|receipts| (receipts.first..=receipts.last).contains(&id));
        let due = self.settled()?.all(&sql, &params![Code::CustomerUnknown.name(), expired.0], |row| {
            let (id, is_found) = (OperationId(row.get(0)?), row.get::<bool>(1)?);
            Ok((is_found || !is_misdated(id)).then_some(id))
        })?;
        Ok(due.into_iter().flatten().collect())
    }
}

fn unresolved_of(row: &Row<'_>) -> Result<UnresolvedOperation> {
    Ok(UnresolvedOperation {
        order: order_of(row)?,
        action: row.get::<Option<i64>>(5)?.and_then(Action::from_number),
        key: row.get(6)?,
        state: state_of(row.get(7)?)?,
    })
}
