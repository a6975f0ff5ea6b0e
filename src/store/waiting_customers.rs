//! Customers whose creation has not come back to their channel: a cashier reads "Pending sync".

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use super::database::{Row, params};
use super::error::Result;
use super::handle::Store;
use super::listing::Counts;
use crate::model::{Action, ChannelKey, OperationId, RecordKind, State, Timestamp};

/// The columns of a [`WaitingCustomer`], and where they are.
const CREATION: &str = "o.id, o.at, o.received, coalesce(o.async_account, c.async_account)
     FROM operation o JOIN customer c ON c.id = o.customer";

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
        // These columns are in the partial indexes, which the literals let SQLite use: millions are passed over in a second.
        let of_customers = if state == State::Pending { " AND kind = 0" } else { "" };
        let sql =
            format!("SELECT channel, id FROM operation WHERE state = {}{of_customers} ORDER BY at", state.index());
        self.settled()?.each(&sql, &[], |row| -> Result<_> {
            let channel = ChannelKey(row.get(0)?);
            if channels.contains(&channel)
                && let Some(customer) = self.creation_without_account(OperationId(row.get(1)?))?
            {
                channels.remove(&channel);
                note(oldest, channel, customer);
            }
            Ok(if channels.is_empty() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })
    }

    /// Returns the customer whom an operation creates; `None` if it does something else, or the customer has an account.
    fn creation_without_account(&self, id: OperationId) -> Result<Option<WaitingCustomer>> {
        let sql = format!(
            "SELECT {CREATION} WHERE o.id = ?1 AND o.kind = {} AND o.action = {} AND c.account IS NULL",
            RecordKind::Customer.index(),
            Action::Create as i64,
        );
        self.settled()?.one(&sql, &params![id.0], waiting_customer)
    }

    /// Returns the first creation of a channel whose account it has not received yet.
    fn first_synced_creation(&self, channel: ChannelKey) -> Result<Option<WaitingCustomer>> {
        let sql = format!(
            "SELECT {CREATION} WHERE o.state = {} AND o.channel = ?1 AND o.kind = {} AND o.action = {}
             ORDER BY o.counter LIMIT 1",
            State::Synced.index(),
            RecordKind::Customer.index(),
            Action::Create as i64,
        );
        self.settled()?.one(&sql, &params![channel.0], waiting_customer)
    }
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
