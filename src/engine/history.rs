//! The history of operations, customers and channels, as the audit trail has it.

use std::collections::{BTreeSet, HashMap};

use super::channels::find_channel;
use super::customer_search::customers_by_key;
use super::error::{EngineError, no_operation};
use crate::model::{Operation, OperationId};
use crate::store::{AdministrationEntry, ChannelReset, HistoryEntry, Store};

/// When, by whom and why a channel was reset.
#[derive(Debug)]
pub(crate) struct ResetHistory {
    /// The channel's name.
    pub(crate) channel: String,
    pub(crate) resets: Vec<ChannelReset>,
}

/// What happened to operations, and the operations as they are now.
#[derive(Debug)]
pub(crate) struct OperationHistory {
    pub(crate) entries: Vec<HistoryEntry>,
    /// By number; one that cannot be read is missing.
    pub(crate) operations: HashMap<OperationId, Operation>,
}

impl OperationHistory {
    fn read(store: &Store, entries: Vec<HistoryEntry>) -> Result<Self, EngineError> {
        let mut operations = HashMap::new();
        let ids: BTreeSet<_> = entries.iter().map(|entry| entry.operation.0).collect();
        for id in ids.into_iter().map(OperationId) {
            match store.detail(id) {
                Ok(detail) => operations.extend(detail.map(|detail| (id, detail.operation))),
                Err(error) if error.is_of_a_row() => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Self { entries, operations })
    }
}

/// Returns what happened to operations: to one after the other, each in order.
///
/// # Errors
/// There is no such operation.
pub(crate) fn operation_history(store: &Store, ids: &[OperationId]) -> Result<OperationHistory, EngineError> {
    let store = store.snapshot()?;
    for id in ids {
        store.state(*id)?.ok_or_else(|| no_operation(&store, *id))?;
    }
    let entries = store.history(ids)?;
    OperationHistory::read(&store, entries)
}

/// Returns what happened to all operations of customers, given by their accounts or GUIDs: to one customer after the other.
///
/// # Errors
/// There is no such customer.
pub(crate) fn customer_history(store: &Store, accounts: &[String]) -> Result<OperationHistory, EngineError> {
    let store = store.snapshot()?;
    let (mut entries, mut seen) = (Vec::new(), BTreeSet::new());
    for account in accounts {
        let customers = customers_by_key(&store, account)?;
        if customers.is_empty() {
            return Err(EngineError::NoCustomer { account: account.clone() });
        }
        for customer in customers.into_iter().filter(|customer| seen.insert(*customer)) {
            entries.extend(store.history_of_customer(customer)?);
        }
    }
    OperationHistory::read(&store, entries)
}

/// Whether any company has a customer with an account or a GUID.
///
/// # Errors
/// Those of the store.
pub(crate) fn has_customer(store: &Store, account: &str) -> Result<bool, EngineError> {
    Ok(!customers_by_key(store, account)?.is_empty())
}

/// Returns the resets of a channel.
///
/// # Errors
/// There is no such channel.
pub(crate) fn reset_history(store: &Store, channel: &str) -> Result<ResetHistory, EngineError> {
    let store = store.snapshot()?;
    let channels = store.channels()?;
    let channel = find_channel(&channels, |row| row.name.as_str(), channel)?;
    Ok(ResetHistory { channel: channel.name.clone(), resets: store.resets(channel.key)? })
}

/// Returns what happened to the store as a whole: configurations, saved filters, backups and the like.
///
/// # Errors
/// Those of the store.
pub(crate) fn administration_history(store: &Store) -> Result<Vec<AdministrationEntry>, EngineError> {
    Ok(store.administration()?)
}
