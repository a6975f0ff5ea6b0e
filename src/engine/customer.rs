//! A customer: what headquarters has of it, and what is known about it.

use std::collections::BTreeSet;

use super::error::EngineError;
use super::sync::fields_of_row;
use super::timeline::{OpenOperation, TimelineEntry, TimelineReader, name_of_record};
use crate::config::Config;
use crate::model::{CompanyKey, CustomerId, JobFailure, OperationId, RecordKind};
use crate::store::{ChannelRow, Customer, CustomerImport, RecordRow, Store};

/// What headquarters has of a customer, and what happened to it.
#[derive(Debug)]
pub(crate) struct CustomerOverview {
    pub(crate) customer: Customer,
    /// The code of its company.
    pub(crate) company: String,
    /// The channel that created it; `None` if no operation is about it.
    pub(crate) origin: Option<String>,
    /// The imports that brought it or its GUID.
    pub(crate) imports: Vec<CustomerImport>,
    /// Its records at headquarters, the customer itself first.
    pub(crate) records: Vec<CurrentRecord>,
    /// The channels of its company; empty until it has an account.
    pub(crate) receipts: Vec<ChannelReceipt>,
    /// Its operations that have not gone through.
    pub(crate) open: Vec<OpenOperation>,
    pub(crate) timeline: Vec<TimelineEntry>,
    /// The operations that cannot be read, so that they are missing.
    pub(crate) unreadable: Vec<OperationId>,
    /// How many operations the limit left out: the oldest of those that have gone through, unless too many have not.
    pub(crate) left_out: u64,
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
    /// Whether it has received the customer's last change; `None` if it may have been left out.
    pub(crate) is_current: Option<bool>,
}

impl ChannelReceipt {
    fn of(channel: &ChannelRow, customer: &Customer, account: &str, change: Option<i64>) -> Self {
        let is_passed = change.is_some_and(|change| change <= channel.downloaded);
        let may_lack = |failure: &JobFailure| failure.may_leave_out(account, &customer.async_account);
        let is_current =
            if is_passed && channel.failure.as_ref().is_some_and(may_lack) { None } else { Some(is_passed) };
        Self { channel: channel.name.clone(), is_current }
    }
}

/// Returns the code of a company.
pub(super) fn company_code(companies: &[(CompanyKey, String)], company: CompanyKey) -> String {
    let found = companies.iter().find(|(known, _)| *known == company);
    found.map(|(_, code)| code.clone()).unwrap_or_default()
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

/// Reads everything about a customer, as it is at one moment: of its operations the newest, and the first of those that have not
/// gone through, up to `limit` of each.
///
/// # Errors
/// There is no such customer, or what the store has of the customer itself is damaged.
pub(crate) fn read_customer(
    store: &Store,
    config: Option<&Config>,
    id: CustomerId,
    limit: Option<usize>,
) -> Result<CustomerOverview, EngineError> {
    let store = store.snapshot()?;
    let customer = store.customer(id)?;
    let standing = store.customer_standing(id)?;
    let channels = store.channels()?;
    let records = store.records(id, None)?.into_iter().map(|record| current_record(&customer, record));
    let records = records.collect::<Result<_, _>>()?;
    let mut ids = BTreeSet::from_iter(store.newest_operations_of(id, limit)?);
    ids.extend(store.open_operations_of(id, limit)?);
    let mut reader = TimelineReader::new(&store, config);
    ids.iter().try_for_each(|id| reader.add(*id))?;
    let receipts = customer.account.as_deref().map(|account| {
        let own_channels = channels.iter().filter(|channel| channel.company == standing.company);
        own_channels.map(|channel| ChannelReceipt::of(channel, &customer, account, standing.change)).collect()
    });
    Ok(CustomerOverview {
        company: company_code(&store.companies()?, standing.company),
        origin: store.origin_of(id)?,
        imports: store.imports_of(id)?,
        records,
        receipts: receipts.unwrap_or_default(),
        open: reader.open(),
        unreadable: std::mem::take(&mut reader.unreadable),
        timeline: reader.finish()?,
        left_out: store.count_operations_of(id)?.saturating_sub(ids.len() as u64),
        customer,
    })
}
