//! Customers whose creation has not come back to their channel: a cashier reads "Pending sync".

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use super::database::params;
use super::error::Result;
use super::handle::Store;
use super::listing::Counts;
use crate::model::{Action, ChannelKey, OperationId, RecordKind, State, Timestamp};

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
        for state in [State::Pending, State::Waiting, State::Failed] {
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
        // The literals let SQLite use the partial indexes, and the join keeps their order.
        let sql = format!(
            "SELECT o.channel, o.id, o.at, o.received, coalesce(o.async_account, c.async_account), c.account
             FROM operation o LEFT JOIN customer c ON c.id = o.customer
             WHERE o.state = {} AND o.kind = {} AND o.action = {} AND o.customer IS NOT NULL ORDER BY o.at",
            state.index(),
            RecordKind::Customer.index(),
            Action::Create as i64,
        );
        self.settled()?.each(&sql, &[], |row| -> Result<_> {
            let channel = ChannelKey(row.get(0)?);
            if channels.contains(&channel) && row.get::<Option<&str>>(5)?.is_none() {
                channels.remove(&channel);
                let since = Timestamp(row.get::<i64>(2)?.min(row.get(3)?));
                let async_account = row.get::<Option<String>>(4)?.unwrap_or_default();
                note(oldest, channel, WaitingCustomer { operation: OperationId(row.get(1)?), async_account, since });
            }
            Ok(if channels.is_empty() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })
    }

    /// Returns the first creation of a channel whose account it has not received yet.
    fn first_synced_creation(&self, channel: ChannelKey) -> Result<Option<WaitingCustomer>> {
        let sql = format!(
            "SELECT o.id, o.at, o.received, coalesce(o.async_account, c.async_account)
             FROM operation o LEFT JOIN customer c ON c.id = o.customer
             WHERE o.state = {} AND o.channel = ?1 AND o.kind = {} AND o.action = {} ORDER BY o.counter LIMIT 1",
            State::Synced.index(),
            RecordKind::Customer.index(),
            Action::Create as i64,
        );
        self.settled()?.one(&sql, &params![channel.0], |row| {
            Ok(WaitingCustomer {
                operation: OperationId(row.get(0)?),
                since: Timestamp(row.get::<i64>(1)?.min(row.get(2)?)),
                async_account: row.get::<Option<String>>(3)?.unwrap_or_default(),
            })
        })
    }
}

/// Keeps the customer who has been waiting longer.
fn note(oldest: &mut HashMap<ChannelKey, WaitingCustomer>, channel: ChannelKey, customer: WaitingCustomer) {
    let before = oldest.get(&channel);
    if before.is_none_or(|before| customer.since < before.since) {
        oldest.insert(channel, customer);
    }
}
