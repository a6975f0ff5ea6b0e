//! Operations that failed or wait, and what may release them.

use serde_json::json;

use super::clock_jumps::MisdatedReceipts;
use super::error::Result;
use super::handle::Store;
use super::stored_values::state_of;
use super::work::order_of;
use crate::model::{Action, Code, CustomerId, OperationId, Order, RecordKind, State, Timestamp};

/// An operation of a customer that failed or waits.
#[derive(Debug, Clone)]
pub(crate) struct UnresolvedOperation {
    pub(crate) order: Order,
    pub(crate) action: Option<Action>,
    pub(crate) key: String,
    pub(crate) state: State,
}

impl UnresolvedOperation {
    /// Whether the operation may create its record once it is corrected: it is a create, or cannot be read.
    pub(crate) fn may_create(&self) -> bool {
        matches!(self.action, Some(Action::Create) | None)
    }
}

impl Store {
    /// Returns the failed and waiting operations of a customer, or only those on one of its records, in the order of
    /// `sync`.
    pub(crate) fn unresolved(
        &self,
        customer: CustomerId,
        record: Option<(RecordKind, &str)>,
    ) -> Result<Vec<UnresolvedOperation>> {
        let (kind, key) = record.map_or((None, None), |(kind, key)| (Some(kind.index()), Some(key)));
        let condition = if record.is_some() { "kind = ?2 AND key = ?3" } else { "?2 IS NULL AND ?3 IS NULL" };
        let mut statement = self.connection().prepare_cached(&format!(
            "SELECT id, kind, counter, channel, at, action, key, state FROM operation INDEXED BY operation_held
             WHERE customer = ?1 AND {condition} AND state IN (1, 2) ORDER BY at, kind, counter, channel, id",
        ))?;
        let mut rows = statement.query((customer.0, kind, key))?;
        let mut unresolved = Vec::new();
        while let Some(row) = rows.next()? {
            unresolved.push(UnresolvedOperation {
                order: order_of(row)?,
                action: row.get::<_, Option<i64>>(5)?.and_then(Action::from_number),
                key: row.get(6)?,
                state: state_of(row.get(7)?)?,
            });
        }
        Ok(unresolved)
    }

    /// Whether any operation of a customer failed or waits. Most customers have none.
    pub(crate) fn has_unresolved(&self, customer: CustomerId) -> Result<bool> {
        // Without a hint SQLite uses the index of all operations of the customer, of which there may be very many.
        let sql = "SELECT 1 FROM operation INDEXED BY operation_held WHERE customer = ?1 AND state IN (1, 2)";
        Ok(self.connection().prepare_cached(sql)?.exists([customer.0])?)
    }

    /// Returns the earliest failed or waiting operation on a record; with `only_creations`, the earliest that may
    /// create it.
    pub(crate) fn earliest_unresolved(
        &self,
        customer: CustomerId,
        (kind, key): (RecordKind, &str),
        only_creations: bool,
    ) -> Result<Option<Order>> {
        // Spelled as in the partial index, so that SQLite recognizes it.
        let condition = if only_creations { "AND coalesce(action, 1) = 1" } else { "" };
        let mut statement = self.connection().prepare_cached(&format!(
            "SELECT id, kind, counter, channel, at FROM operation
             WHERE customer = ?1 AND kind = ?2 AND key = ?3 AND state IN (1, 2) {condition}
             ORDER BY at, counter, channel, id LIMIT 1",
        ))?;
        let mut rows = statement.query((customer.0, kind.index(), key))?;
        rows.next()?.map(order_of).transpose()
    }

    /// Returns the operations that wait for an unknown customer and are to be decided on again: those that were
    /// received before `expired` and are not among the `misdated`, those whose account headquarters has given since, and those whose customer has a
    /// creation that failed or waits.
    pub(crate) fn orphans_due(&self, expired: Timestamp, misdated: &[MisdatedReceipts]) -> Result<Vec<OperationId>> {
        let misdated: Vec<_> = misdated.iter().map(|receipts| json!([receipts.first.0, receipts.last.0])).collect();
        let misdated = serde_json::Value::Array(misdated).to_string();
        let mut statement = self.connection().prepare_cached(
            "SELECT o.id FROM problem p JOIN operation o ON o.id = p.operation
             WHERE p.code = ?1 AND o.state = 1 AND ((o.received <= ?2 AND NOT EXISTS (
               SELECT 1 FROM json_each(?3) r WHERE o.id BETWEEN r.value ->> 0 AND r.value ->> 1)) OR (o.account IS NOT NULL AND EXISTS (
               SELECT 1 FROM customer c JOIN channel h ON h.company = c.company
               WHERE h.id = o.channel AND c.account = o.account AND NOT EXISTS (
                 SELECT 1 FROM reserved_account r JOIN customer g ON g.company = r.company AND g.guid = r.guid
                 WHERE g.id = o.customer))) OR EXISTS (
               SELECT 1 FROM operation x WHERE x.customer = o.customer AND x.state IN (1, 2)
                 AND coalesce(x.action, 1) = 1 AND x.kind = 0))
             ORDER BY o.id",
        )?;
        let parameters = (Code::CustomerUnknown.name(), expired.0, misdated);
        let rows = statement.query_map(parameters, |row| row.get(0).map(OperationId))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
