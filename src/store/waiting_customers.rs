//! Customers whose creation has not come back to their channel: a cashier reads "Pending sync".

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use super::database::{Row, params};
use super::error::Result;
use super::handle::Store;
use super::listing::Counts;
use super::operations::ORDER_TIME;
use crate::model::{Action, ChannelKey, OperationId, RecordKind, State, Timestamp};

/// The columns of a [`WaitingCustomer`].
const CREATION: &str = "o.id, o.at, o.received, coalesce(o.async_account, c.async_account)";

/// A customer whose creation has not come back to its channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WaitingCustomer {
    /// The creation.
    pub(crate) operation: OperationId,
    /// As the channel spells it.
    pub(crate) async_account: String,
    /// When the channel created the customer; when that was received, if its clock was ahead.
    pub(crate) since: Timestamp,
}

impl Store {
    /// Returns the customer of each channel who has been waiting longest. `counts` are the operations in each state: where there
    /// are none, there is nothing to look for.
    pub(crate) fn oldest_waiting_customers(&self, counts: &[Counts]) -> Result<HashMap<ChannelKey, WaitingCustomer>> {
        let mut oldest = HashMap::new();
        for state in State::OPEN {
            let of_state = counts.iter().filter(|counts| counts.state == state && counts.count > 0);
            self.note_oldest_without_account(state, of_state.map(|counts| counts.channel).collect(), &mut oldest)?;
        }
        for synced in counts.iter().filter(|counts| counts.state == State::Synced && counts.count > 0) {
            if let Some(customer) = self.first_synced_creation(synced.channel)? {
                note(&mut oldest, synced.channel, customer);
            }
        }
        Ok(oldest)
    }

    /// Looks through the creations in a state, the oldest first, until each of the channels has one. A customer who has an account
    /// already, from another creation, waits for nothing.
    fn note_oldest_without_account(
        &self,
        state: State,
        mut channels: HashSet<ChannelKey>,
        oldest: &mut HashMap<ChannelKey, WaitingCustomer>,
    ) -> Result<()> {
        if channels.is_empty() {
            return Ok(());
        }
        self.settled()?.each(&without_account_query(state), &[], |row| -> Result<_> {
            let channel = ChannelKey(row.get(4)?);
            if channels.remove(&channel) {
                note(oldest, channel, waiting_customer(row)?);
            }
            Ok(if channels.is_empty() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })
    }

    /// Returns the first creation of a channel whose account it has not received yet.
    fn first_synced_creation(&self, channel: ChannelKey) -> Result<Option<WaitingCustomer>> {
        let sql = format!(
            "SELECT {CREATION} FROM operation o JOIN customer c ON c.id = o.customer
             WHERE o.state = {} AND o.channel = ?1 AND o.kind = {} AND o.action = {}
             ORDER BY o.counter LIMIT 1",
            State::Synced.index(),
            RecordKind::Customer.index(),
            Action::Create as i64,
        );
        self.settled()?.one(&sql, &params![channel.0], waiting_customer)
    }
}

/// Returns the query of the creations in a state whose customer has no account, with their channels, the oldest first.
fn without_account_query(state: State) -> String {
    // The literal lets SQLite use the partial indexes; `CROSS JOIN` has it read the operations first, in their order. It passes
    // over a million others in a quarter of a second, while a statement for each of them would take several seconds.
    format!(
        "SELECT {CREATION}, o.channel FROM operation o CROSS JOIN customer c ON c.id = o.customer
         WHERE o.state = {} AND o.kind = {} AND o.action = {} AND c.account IS NULL ORDER BY {}",
        state.index(),
        RecordKind::Customer.index(),
        Action::Create as i64,
        // As in the index.
        if state == State::Pending { ORDER_TIME } else { "o.at" },
    )
}

/// Reads a customer from the columns of [`CREATION`].
fn waiting_customer(row: &Row<'_>) -> Result<WaitingCustomer> {
    Ok(WaitingCustomer {
        operation: OperationId(row.get(0)?),
        since: Timestamp(row.get::<i64>(1)?.min(row.get(2)?)),
        async_account: row.get(3)?,
    })
}

/// Keeps the customer who has been waiting longer.
fn note(oldest: &mut HashMap<ChannelKey, WaitingCustomer>, channel: ChannelKey, customer: WaitingCustomer) {
    let before = oldest.get(&channel);
    if before.is_none_or(|before| customer.since < before.since) {
        oldest.insert(channel, customer);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::Access;
    use super::super::explanation::plan_of;
    use super::*;
    use crate::clock::Clock;

    /// The operations of each state: addresses and updates, and after them a creation.
    const OPERATIONS: i64 = 100;

    fn make_store() -> Store {
        // Of a store that is not there a rehearsal is in memory.
        let store = Store::open(&Path::new("").into(), Access::Rehearse, Clock::system(), "tester").unwrap();
        let numbers =
            format!("WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < {OPERATIONS})");
        for sql in [
            "INSERT INTO company (id, code) VALUES (1, 'USRT')",
            "INSERT INTO channel (id, origin, name, company) VALUES (1, 1, 'Houston', 1), (2, 2, 'Boston', 1)",
            "INSERT INTO customer (id, company, guid, async_account, account)
             VALUES (1, 1, x'01', 'known', 'C-000001'), (2, 1, x'02', 'new', NULL)",
        ] {
            store.database.execute(sql, &[]).unwrap();
        }
        for state in [State::Pending, State::Waiting, State::Failed, State::Synced] {
            let sql = format!(
                "{numbers} INSERT INTO operation (channel, epoch, kind, counter, state, action, customer, key, at, dated, received)
                 SELECT 1, {0}, i % 2 AND i < {OPERATIONS}, i, {0}, 2 - (i % 2 OR i = {OPERATIONS}),
                 1 + (i = {OPERATIONS} OR i % 2), 'k' || i, 1000 * {0} + i, 1, 2000 FROM n",
                state.index()
            );
            store.database.execute(&sql, &[]).unwrap();
        }
        store
    }

    #[test]
    fn operations_that_create_nobody_take_no_statements() {
        let mut store = make_store();
        let statements = store.database.count_statements().unwrap();
        let states = [State::Pending, State::Waiting, State::Failed, State::Synced];
        let counts = states.map(|state| Counts { channel: ChannelKey(1), state, count: 100 });
        let found = store.oldest_waiting_customers(&counts).unwrap();
        let oldest = WaitingCustomer {
            operation: OperationId(OPERATIONS),
            async_account: "new".to_owned(),
            since: Timestamp(OPERATIONS),
        };
        assert_eq!(found, HashMap::from([(ChannelKey(1), oldest)]));
        assert_eq!(statements.get(), states.len());
    }

    #[test]
    fn creations_are_found_by_the_index_of_their_state() {
        let store = make_store();
        for (state, index) in [
            (State::Pending, "operation_pending"),
            (State::Waiting, "operation_waiting"),
            (State::Failed, "operation_failed"),
        ] {
            let plan = plan_of(&store, &without_account_query(state), &[]).unwrap().join("\n");
            assert!(plan.starts_with(&format!("SCAN o USING INDEX {index}\n")) && !plan.contains("ORDER BY"), "{plan}");
        }
    }
}
