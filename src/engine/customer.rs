//! A customer: what headquarters has of it, and what is known about it.

use super::error::EngineError;
use super::inspect::{InspectedOperation, inspect_all};
use super::sync::fields_of_row;
use super::timeline::{TimelineEntry, name_of_record, timeline};
use crate::config::Config;
use crate::model::{Action, CompanyKey, CustomerId, Operation, OperationId, RecordKind, State, Timestamp};
use crate::store::{ChannelRow, Customer, RecordRow, Store};

/// What headquarters has of a customer, and what happened to it.
#[derive(Debug)]
pub(crate) struct CustomerOverview {
    pub(crate) customer: Customer,
    /// The code of its company.
    pub(crate) company: String,
    /// The channel that created it; `None` if no operation is about it.
    pub(crate) origin: Option<String>,
    /// Its records at headquarters, the customer itself first.
    pub(crate) records: Vec<CurrentRecord>,
    /// The channels of its company; empty until it has an account.
    pub(crate) receipts: Vec<ChannelReceipt>,
    /// Its operations that have not gone through.
    pub(crate) open: Vec<OpenOperation>,
    pub(crate) timeline: Vec<TimelineEntry>,
}

/// A record as headquarters has it now.
#[derive(Debug)]
pub(crate) struct CurrentRecord {
    pub(crate) kind: RecordKind,
    pub(crate) key: String,
    /// What tells it from the customer's other records.
    pub(crate) name: String,
    pub(crate) is_active: bool,
    pub(crate) is_primary: bool,
    /// All its fields with their values.
    pub(crate) fields: Vec<(String, String)>,
}

impl CurrentRecord {
    /// Returns the value of a field; empty if the record has no such value.
    pub(crate) fn value(&self, field: &str) -> &str {
        let found = self.fields.iter().find(|(name, _)| name == field);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }
}

/// Whether a channel has received a customer.
#[derive(Debug)]
pub(crate) struct ChannelReceipt {
    /// The channel's name.
    pub(crate) channel: String,
    /// Whether it has received the customer's last change.
    pub(crate) is_current: bool,
}

/// An operation that has not gone through.
#[derive(Debug)]
pub(crate) struct OpenOperation {
    pub(crate) operation: Operation,
    pub(crate) waits_for: Vec<OperationId>,
}

/// Returns the code of a company.
pub(super) fn company_code(channels: &[ChannelRow], company: CompanyKey) -> String {
    let channel = channels.iter().find(|channel| channel.company == company);
    channel.map(|channel| channel.company_code.clone()).unwrap_or_default()
}

/// Reads a record of a customer.
pub(super) fn current_record(customer: &Customer, record: RecordRow) -> Result<CurrentRecord, EngineError> {
    let unreadable = |source| {
        let account = customer.account.clone().unwrap_or_else(|| customer.async_account.clone());
        EngineError::UnreadableCustomer { account, source }
    };
    let RecordRow { kind, key, active, primary, fields, .. } = record;
    let fields = fields_of_row(kind, &fields, primary).map_err(unreadable)?;
    let name = name_of_record(kind, |field| fields.get(field));
    let fields = fields.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Ok(CurrentRecord { kind, key, name, is_active: active, is_primary: primary, fields })
}

/// Reads everything about a customer, as it is at one moment.
///
/// # Errors
/// There is no such customer, or what the store has of it is damaged.
pub(crate) fn read_customer(
    store: &Store,
    config: Option<&Config>,
    id: CustomerId,
) -> Result<CustomerOverview, EngineError> {
    let store = store.snapshot()?;
    let customer = store.customer(id)?;
    let standing = store.customer_standing(id)?;
    let channels = store.channels()?;
    let records = store.records(id, None)?.into_iter().map(|record| current_record(&customer, record));
    let records = records.collect::<Result<_, _>>()?;
    let inspected = inspect_all(&store, config, &store.operations_of(id)?)?;
    let receipt = |channel: &ChannelRow| ChannelReceipt {
        channel: channel.name.clone(),
        is_current: standing.change.is_some_and(|change| change <= channel.downloaded),
    };
    let own_channels =
        channels.iter().filter(|channel| customer.account.is_some() && channel.company == standing.company);
    Ok(CustomerOverview {
        company: company_code(&channels, standing.company),
        origin: origin(&inspected),
        records,
        receipts: own_channels.map(receipt).collect(),
        open: inspected.iter().filter_map(open_operation).collect(),
        timeline: timeline(&store, inspected)?,
        customer,
    })
}

/// Returns the operations of a customer, in the order of their numbers.
///
/// # Errors
/// Those of the store.
pub(crate) fn operations_of_customer(store: &Store, id: CustomerId) -> Result<Vec<OperationId>, EngineError> {
    Ok(store.operations_of(id)?)
}

/// Returns the channel that created a customer, or else the first that sent an operation about it.
fn origin(inspected: &[InspectedOperation]) -> Option<String> {
    let operations = inspected.iter().map(|inspected| &inspected.operation);
    let time = |operation: &&Operation| -> Timestamp { operation.timestamp.unwrap_or(operation.received) };
    let creates =
        |operation: &Operation| operation.kind == RecordKind::Customer && operation.action == Some(Action::Create);
    operations.min_by_key(|operation| (!creates(operation), time(operation))).map(|first| first.channel.to_string())
}

fn open_operation(inspected: &InspectedOperation) -> Option<OpenOperation> {
    let InspectedOperation { operation, inspection } = inspected;
    let is_open = matches!(operation.state, State::Pending | State::Waiting | State::Failed);
    is_open.then(|| OpenOperation { operation: operation.clone(), waits_for: inspection.waits_for.clone() })
}
