//! One operation in detail: its values beside those of headquarters, and what it waits for.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::convert::Infallible;

use super::error::{EngineError, no_operation};
use super::repair::{Mending, mending};
use super::row_check::RowCheck;
use super::sync::{begins_record, fields_of};
use crate::config::Config;
use crate::model::{
    Change, CorrectableColumn, CustomerId, Defaults, Effect, FieldEvidence, FieldOfOperation, Fields, Layout,
    Operation, OperationId, Order, Problem, RecordKind, State, Value, Version, decode_row, default_of,
};
use crate::store::{Detail, Store, UnresolvedOperation};

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
    /// The first operations that it waits for.
    pub(crate) blocking: Vec<Operation>,
    /// The fields to correct if it has failed.
    pub(crate) mending: Vec<Mending>,
}

/// How many of the operations that one waits for are read.
pub(super) const MOST_BLOCKING: usize = 10;

/// Returns the value that an operation sets, or else the one at headquarters; empty if there is no such field.
pub(super) fn value_of<'a>(attributes: &'a [Attribute], field: &str) -> &'a str {
    let attribute = attributes.iter().find(|attribute| attribute.name == field);
    let values = attribute.map(|attribute| [Some(attribute.new.as_str()), attribute.old.as_deref()]);
    values.into_iter().flatten().flatten().find(|value| !value.is_empty()).unwrap_or_default()
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
        let mut detail = store.detail(*id)?.ok_or_else(|| no_operation(&store, *id))?;
        check_edited(&store, config, &mut detail)?;
        let inspection = inspect(&store, config, &detail)?;
        Ok(InspectedOperation { operation: detail.operation, inspection })
    };
    ids.iter().map(inspected).collect()
}

/// Adds what is still wrong with an operation that was edited and has not been tried since: the store has the problems of
/// attempts alone.
pub(super) fn check_edited(store: &Store, config: Option<&Config>, detail: &mut Detail) -> Result<(), EngineError> {
    let operation = &mut detail.operation;
    let is_untried = operation.state == State::Pending && operation.edited && operation.problems.is_empty();
    let (Some(config), true) = (config, is_untried) else { return Ok(()) };
    let channels = store.channels()?;
    let Some(channel) = channels.iter().find(|channel| channel.key == detail.channel) else { return Ok(()) };
    let id = operation.id;
    let values = decode_row(&detail.row).map_err(|source| EngineError::Unreadable { id, source })?;
    operation.problems = RowCheck::new(&detail.layout, &values, &channel.company_code, &config.rules).problems;
    Ok(())
}

/// Compares an operation's values with headquarters: as recorded when it was synchronized, live before. Tells what it waits for.
pub(super) fn inspect(store: &Store, config: Option<&Config>, detail: &Detail) -> Result<Inspection, EngineError> {
    let attributes = compare(store, config, detail)?;
    let waits_for = waits_for(store, detail)?;
    let blocking = waits_for.iter().take(MOST_BLOCKING).map(|id| Ok::<_, EngineError>(store.detail(*id)?));
    let blocking = blocking.filter_map(Result::transpose).map(|detail| Ok(detail?.operation));
    let blocking = blocking.collect::<Result<_, EngineError>>()?;
    Ok(Inspection { attributes, waits_for, blocking, mending: mending(store, config, detail)? })
}

/// Compares an operation's values with headquarters: as recorded when it was synchronized, live before.
pub(super) fn compare(store: &Store, config: Option<&Config>, detail: &Detail) -> Result<Vec<Attribute>, EngineError> {
    let operation = &detail.operation;
    let unreadable = |source| EngineError::Unreadable { id: operation.id, source };
    let received_values = decode_row(&detail.received).map_err(unreadable)?;
    let values = decode_row(&detail.row).map_err(unreadable)?;
    let received = Fields::as_received(&detail.layout, &received_values);
    let corrected = Fields::from_row(&detail.layout, &values);
    let as_written = Fields::as_received(&detail.layout, &values);
    let no_defaults = Defaults::default();
    let company = config.and_then(|config| config.company(&operation.company));
    let defaults = company.map_or(&no_defaults, |company| &company.defaults);

    let changes = if operation.effect.is_some() { store.changes(operation.id)? } else { Vec::new() };
    let record = match (operation.effect, detail.customer) {
        (None, Some(customer)) => store.record(customer, operation.kind, &detail.key)?,
        _ => None,
    };
    let present = record.as_ref().map(|record| fields_of(operation.kind, record)).transpose().map_err(unreadable)?;
    let field = |(name, value)| {
        InspectedField { name, value, changes: &changes, present: present.as_ref(), defaults }.attribute(operation)
    };
    let mut attributes: Vec<_> = corrected.iter().map(field).collect();
    for (attribute, ((_, written), (_, original))) in attributes.iter_mut().zip(as_written.iter().zip(received.iter()))
    {
        attribute.edited = written != original;
        original.clone_into(&mut attribute.original);
    }
    attributes.splice(0..0, shown_envelope(&detail.layout, &values, &received_values, &operation.problems));
    Ok(attributes)
}

/// Returns the common columns that were edited, or that are wrong.
fn shown_envelope(
    layout: &Layout,
    values: &[Value<'_>],
    received: &[Value<'_>],
    problems: &[Problem],
) -> Vec<Attribute> {
    let attribute = |column: CorrectableColumn<'_>| {
        let (new, original) = (column.text(values).into_owned(), column.text(received).into_owned());
        let edited = new != original;
        let is_wrong = problems.iter().any(|problem| problem.field.eq_ignore_ascii_case(column.name));
        (edited || is_wrong).then(|| Attribute { name: column.name.to_owned(), old: None, new, edited, original })
    };
    layout.correctable().filter(|column| column.is_common).filter_map(attribute).collect()
}

/// A field of an operation with what is known of it.
struct InspectedField<'i> {
    name: &'i str,
    /// The value of the row after its edits.
    value: &'i str,
    changes: &'i [Change],
    /// What headquarters has now.
    present: Option<&'i Fields<'i>>,
    defaults: &'i Defaults,
}

impl InspectedField<'_> {
    /// Returns the field's values. The caller fills in what was received.
    fn attribute(&self, operation: &Operation) -> Attribute {
        let Operation { kind, action, .. } = *operation;
        let field = FieldOfOperation { kind, name: self.name, action, effect: operation.effect.map(Effect::kind) };
        let value = |version| match field.value(version, &(self, kind)) {
            Ok(value) => value.map(Cow::into_owned),
        };
        Attribute {
            name: self.name.to_owned(),
            old: value(Version::Old),
            new: value(Version::New).unwrap_or_default(),
            edited: false,
            original: self.value.to_owned(),
        }
    }
}

impl<'a> FieldEvidence<'a> for (&'a InspectedField<'_>, RecordKind) {
    type Unknown = Infallible;

    fn received(&self) -> Result<Option<Cow<'a, str>>, Infallible> {
        Ok(Some(Cow::Borrowed(self.0.value)))
    }

    fn change(&self) -> Result<Option<[Cow<'a, str>; 2]>, Infallible> {
        let change = self.0.changes.iter().find(|change| change.field.eq_ignore_ascii_case(self.0.name));
        Ok(change.map(|change| [Cow::Borrowed(change.old.as_str()), Cow::Borrowed(change.new.as_str())]))
    }

    fn present(&self) -> Result<Option<Cow<'a, str>>, Infallible> {
        Ok(self.0.present.map(|fields| Cow::Borrowed(fields.get(self.0.name))))
    }

    fn default(&self) -> Option<Cow<'a, str>> {
        let default = default_of(self.0.name).filter(|_| self.1 == RecordKind::Customer)?;
        default(self.0.defaults).map(Cow::Borrowed)
    }
}

/// Returns the operations that must go through before this one: the earlier ones on its record, and those that may create
/// its customer.
pub(super) fn waits_for(store: &Store, detail: &Detail) -> Result<Vec<OperationId>, EngineError> {
    HeldByRecord::default().waits_for(store, detail, usize::MAX)
}

/// What failed or waits on the records of customers, each read once.
#[derive(Default)]
pub(super) struct HeldByRecord(HashMap<(CustomerId, RecordKind, String), Vec<UnresolvedOperation>>);

impl HeldByRecord {
    /// Returns the first operations that must go through before this one, at most `most`.
    pub(super) fn waits_for(
        &mut self,
        store: &Store,
        detail: &Detail,
        most: usize,
    ) -> Result<Vec<OperationId>, EngineError> {
        let operation = &detail.operation;
        let (State::Waiting, Some(customer)) = (operation.state, detail.customer) else { return Ok(Vec::new()) };
        let order = order_of(detail);
        let has_record = store.record(customer, operation.kind, &detail.key)?.is_some();
        let begins = begins_record(operation.kind, operation.action, has_record);
        let on_record = self.on(store, customer, (operation.kind, &detail.key))?.iter();
        let earlier = on_record.filter(|held| held.order < order && (!begins || held.may_create()));
        let mut blocking: Vec<Order> = earlier.map(|held| held.order).take(most).collect();
        if store.customer(customer)?.account.is_none() {
            let creations = self.on(store, customer, (RecordKind::Customer, ""))?.iter();
            let creations = creations.filter(|held| held.may_create() && held.order.id != operation.id);
            blocking.extend(creations.map(|held| held.order).take(most));
        }
        blocking.sort();
        blocking.dedup();
        Ok(blocking.into_iter().map(|order| order.id).take(most).collect())
    }

    /// Returns what failed or waits on a record, in the order of `sync`.
    fn on(
        &mut self,
        store: &Store,
        customer: CustomerId,
        (kind, key): (RecordKind, &str),
    ) -> Result<&[UnresolvedOperation], EngineError> {
        Ok(match self.0.entry((customer, kind, key.to_owned())) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(store.unresolved(customer, Some((kind, key)))?),
        })
    }
}

fn order_of(detail: &Detail) -> Order {
    let operation = &detail.operation;
    Order {
        at: operation.counts_at,
        kind: operation.kind,
        counter: operation.counter,
        channel: detail.channel,
        id: operation.id,
    }
}
