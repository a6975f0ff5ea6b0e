//! What happened to a customer: its operations at the time of their channels, and the corrections by people.

use super::error::EngineError;
use super::inspect::{Attribute, InspectedOperation};
use crate::model::{Change, Effect, Operation, OperationId, Problem, RecordKind, State, Timestamp};
use crate::store::{HistoryEntry, Store};
use crate::trail::{Author, Event};

/// Something that happened to a customer.
#[derive(Debug)]
pub(crate) struct TimelineEntry {
    /// When the channel did it, or when somebody corrected it.
    pub(crate) at: Timestamp,
    pub(crate) operation: Operation,
    /// What tells the record from the customer's others, such as its street or its e-mail address.
    pub(crate) record_name: String,
    pub(crate) event: TimelineEvent,
    /// Old and new value of the fields that changed, or that would change.
    pub(crate) changes: Vec<Change>,
    /// What is wrong; of a correction, what was wrong before.
    pub(crate) problems: Vec<Problem>,
}

/// What an entry of a timeline is about.
#[derive(Debug)]
pub(crate) enum TimelineEvent {
    /// The channel sent the operation. Names the operations that it waits for.
    Sent { waits_for: Vec<OperationId> },
    /// Somebody corrected the operation, which entered that state.
    Corrected { event: Event, author: Author, state: State },
}

/// Returns the timeline of inspected operations, oldest first.
pub(super) fn timeline(store: &Store, inspected: Vec<InspectedOperation>) -> Result<Vec<TimelineEntry>, EngineError> {
    let ids: Vec<_> = inspected.iter().map(|inspected| inspected.operation.id).collect();
    let mut entries = Vec::with_capacity(inspected.len());
    for correction in store.corrections(&ids)? {
        if let Some(inspected) = inspected.iter().find(|inspected| inspected.operation.id == correction.operation) {
            entries.push(corrected(inspected, correction));
        }
    }
    entries.extend(inspected.into_iter().map(sent));
    entries.sort_by_key(|entry| (entry.at, entry.operation.kind, entry.operation.id));
    Ok(entries)
}

fn corrected(inspected: &InspectedOperation, correction: HistoryEntry) -> TimelineEntry {
    let HistoryEntry { at, author, event, state, changes, problems, .. } = correction;
    TimelineEntry {
        at,
        operation: inspected.operation.clone(),
        record_name: record_name(inspected),
        event: TimelineEvent::Corrected { event, author, state },
        changes,
        problems,
    }
}

fn sent(inspected: InspectedOperation) -> TimelineEntry {
    let record_name = record_name(&inspected);
    let InspectedOperation { operation, inspection } = inspected;
    let changes = match operation.effect {
        // They say what a newer operation has overwritten, or what the deactivated record had.
        Some(Effect::Superseded(_) | Effect::Deactivated) => Vec::new(),
        None | Some(Effect::Created | Effect::Updated | Effect::Unchanged) => {
            let changed = inspection.attributes.into_iter().filter(|attribute| attribute.is_change());
            let change = |attribute: Attribute| Change {
                field: attribute.name,
                old: attribute.old.unwrap_or_default(),
                new: attribute.new,
            };
            changed.map(change).collect()
        }
    };
    TimelineEntry {
        at: operation.timestamp.unwrap_or(operation.received),
        problems: operation.problems.clone(),
        operation,
        record_name,
        event: TimelineEvent::Sent { waits_for: inspection.waits_for },
        changes,
    }
}

/// Returns what tells an operation's record from the customer's others.
fn record_name(inspected: &InspectedOperation) -> String {
    let kind = inspected.operation.kind;
    name_of_record(kind, |field| inspected.inspection.value_of(field))
}

/// Returns what tells a record from the customer's others, by its values.
pub(super) fn name_of_record<'v>(kind: RecordKind, value: impl Fn(&str) -> &'v str) -> String {
    let joined = |fields: &[&str], separator: &str| {
        let values: Vec<_> = fields.iter().map(|field| value(field)).filter(|value| !value.is_empty()).collect();
        values.join(separator)
    };
    match kind {
        RecordKind::Customer if value("CustName").is_empty() => joined(&["FirstName", "MiddleName", "LastName"], " "),
        RecordKind::Customer => value("CustName").to_owned(),
        RecordKind::Address => {
            let lines =
                [joined(&["Street", "StreetNumber"], " "), joined(&["Zip", "City"], " "), joined(&["Country"], "")];
            lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
        }
        RecordKind::Contact => value("Locator").to_owned(),
        RecordKind::Affiliation => value("Affiliation").to_owned(),
        RecordKind::Attribute => joined(&["AttributeName", "AttributeValueString"], " = "),
    }
}
