//! One operation in detail: its values beside those of headquarters, and what it waits for.

use super::error::{EngineError, no_operation};
use super::sync::{begins_record, deactivated, fields_of};
use crate::config::Config;
use crate::model::{
    Action, Change, CorrectableColumn, Defaults, Effect, Fields, Layout, Operation, OperationId, Order, RecordKind,
    State, Value, decode_row,
};
use crate::store::{Detail, Record, Store};

/// A field of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attribute {
    pub(crate) name: String,
    /// The value at headquarters when the operation was synchronized, or now; `None` if it has no such record.
    pub(crate) old: Option<String>,
    /// The value that the operation sets.
    pub(crate) new: String,
    pub(crate) edited: bool,
    /// The value that was received.
    pub(crate) original: String,
}

impl Attribute {
    /// Whether the operation changes the value at headquarters, or changed it.
    pub(crate) fn is_change(&self) -> bool {
        self.old.as_ref().is_some_and(|old| *old != self.new)
    }
}

/// An operation in detail.
#[derive(Debug)]
pub(crate) struct InspectedOperation {
    pub(crate) operation: Operation,
    pub(crate) inspection: Inspection,
}

/// What `show` shows in addition to the operation itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Inspection {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) waits_for: Vec<OperationId>,
}

/// Reads operations in detail, as they are at one moment.
///
/// # Errors
/// There is no such operation, or what the store has for it is damaged.
pub(crate) fn inspect_all(
    store: &Store,
    config: Option<&Config>,
    ids: &[OperationId],
) -> Result<Vec<InspectedOperation>, EngineError> {
    let store = store.snapshot()?;
    let inspected = |id: &OperationId| {
        let detail = store.detail(*id)?.ok_or_else(|| no_operation(&store, *id))?;
        let inspection = inspect(&store, config, &detail)?;
        Ok(InspectedOperation { operation: detail.operation, inspection })
    };
    ids.iter().map(inspected).collect()
}

/// Compares an operation's values with headquarters: as recorded when it was synchronized, live before.
pub(super) fn inspect(store: &Store, config: Option<&Config>, detail: &Detail) -> Result<Inspection, EngineError> {
    let operation = &detail.operation;
    let unreadable = |source| EngineError::Unreadable { id: operation.id, source };
    let received_values = decode_row(&detail.received).map_err(unreadable)?;
    let values = decode_row(&detail.row).map_err(unreadable)?;
    let received = Fields::from_row(&detail.layout, &received_values);
    let corrected = Fields::from_row(&detail.layout, &values);
    let no_defaults = Defaults::default();
    let company = config.and_then(|config| config.company(&operation.company));
    let defaults = company.map_or(&no_defaults, |company| &company.defaults);

    let mut attributes = match operation.effect {
        Some(effect) => recorded(&corrected, &store.changes(operation.id)?, effect),
        None => {
            let record = match detail.customer {
                Some(customer) => store.record(customer, operation.kind, &detail.key)?,
                None => None,
            };
            live(detail, &corrected, record.as_ref(), defaults).map_err(unreadable)?
        }
    };
    if operation.edited {
        for (attribute, ((_, corrected), (_, original))) in
            attributes.iter_mut().zip(corrected.iter().zip(received.iter()))
        {
            attribute.edited = corrected != original;
            original.clone_into(&mut attribute.original);
        }
        attributes.splice(0..0, edited_envelope(&detail.layout, &values, &received_values));
    }
    Ok(Inspection { attributes, waits_for: waits_for(store, detail)? })
}

/// Returns the common columns that were edited.
fn edited_envelope(layout: &Layout, values: &[Value<'_>], received: &[Value<'_>]) -> Vec<Attribute> {
    let attribute = |column: CorrectableColumn<'_>| {
        let (new, original) = (column.text(values).into_owned(), column.text(received).into_owned());
        (new != original).then(|| Attribute { name: column.name.to_owned(), old: None, new, edited: true, original })
    };
    layout.correctable().filter(|column| column.is_common).filter_map(attribute).collect()
}

/// Returns the values as they were when the operation was synchronized. For an edited operation the caller fills in what was
/// received.
fn recorded(received: &Fields<'_>, changes: &[Change], effect: Effect) -> Vec<Attribute> {
    let attribute = |(name, original): (&str, &str)| {
        let change = changes.iter().find(|change| change.field.eq_ignore_ascii_case(name));
        let (old, new) = change.map_or((original, original), |change| (&change.old, &change.new));
        Attribute {
            name: name.to_owned(),
            old: (effect != Effect::Created).then(|| old.to_owned()),
            new: new.to_owned(),
            edited: false,
            original: original.to_owned(),
        }
    };
    received.iter().map(attribute).collect()
}

/// Returns the values that the operation would set now.
fn live<'a>(
    detail: &Detail,
    received: &Fields<'a>,
    record: Option<&'a Record>,
    defaults: &'a Defaults,
) -> Result<Vec<Attribute>, serde_json::Error> {
    let kind = detail.operation.kind;
    let old = record.map(|record| fields_of(kind, record)).transpose()?;
    let new = match (detail.operation.action, &old) {
        (Some(Action::Deactivate), Some(old)) => deactivated(kind, old.clone()),
        _ => {
            let mut new = received.clone();
            new.fill_defaults(defaults);
            new
        }
    };
    let attribute = |(name, original): (&str, &str)| Attribute {
        name: name.to_owned(),
        old: old.as_ref().map(|old| old.get(name).to_owned()),
        new: new.get(name).to_owned(),
        edited: false,
        original: original.to_owned(),
    };
    Ok(received.iter().map(attribute).collect())
}

/// Returns the operations that must go through before this one: the earlier ones on its record, and those that may create
/// its customer.
pub(super) fn waits_for(store: &Store, detail: &Detail) -> Result<Vec<OperationId>, EngineError> {
    let operation = &detail.operation;
    let (State::Waiting, Some(customer)) = (operation.state, detail.customer) else { return Ok(Vec::new()) };
    let order = Order {
        at: operation.timestamp.unwrap_or(operation.received),
        kind: operation.kind,
        counter: operation.counter,
        channel: detail.channel,
        id: operation.id,
    };
    let has_record = store.record(customer, operation.kind, &detail.key)?.is_some();
    let begins = begins_record(operation.kind, operation.action, has_record);
    let on_record = store.unresolved(customer, Some((operation.kind, &detail.key)))?;
    let mut blocking: Vec<Order> = on_record
        .iter()
        .filter(|held| held.order < order && (!begins || held.may_create()))
        .map(|held| held.order)
        .collect();
    if store.customer(customer)?.account.is_none() {
        let creations = store.unresolved(customer, Some((RecordKind::Customer, "")))?;
        blocking.extend(creations.iter().filter(|held| held.may_create()).map(|held| held.order));
    }
    blocking.retain(|held| held.id != operation.id);
    blocking.sort();
    blocking.dedup();
    Ok(blocking.into_iter().map(|order| order.id).collect())
}
