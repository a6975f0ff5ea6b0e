//! What happened to a customer: its operations at the time of their channels, and the corrections by people.

use std::collections::HashMap;

use super::error::{EngineError, no_operation};
use super::inspect::{Attribute, HeldByRecord, MOST_BLOCKING, check_edited, compare, value_of};
use super::repair::{Mending, mending};
use crate::config::Config;
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
    /// The channel sent the operation. Names the first operations that it waits for, at most [`MOST_BLOCKING`], and the
    /// fields to correct if it has failed.
    Sent { waits_for: Vec<OperationId>, mending: Vec<Mending> },
    /// Somebody corrected the operation, which entered that state.
    Corrected { event: Event, author: Author, state: State },
}

/// An operation that has not gone through.
#[derive(Debug)]
pub(crate) struct OpenOperation {
    pub(crate) operation: Operation,
    /// The first operations that it waits for.
    pub(crate) waits_for: Vec<OperationId>,
    /// The fields to correct if it has failed.
    pub(crate) mending: Vec<Mending>,
}

impl OpenOperation {
    /// Returns the operation of an entry; `None` if it has gone through.
    fn of(entry: &TimelineEntry) -> Option<Self> {
        let TimelineEntry { operation, event: TimelineEvent::Sent { waits_for, mending }, .. } = entry else {
            return None;
        };
        let is_open = matches!(operation.state, State::Pending | State::Waiting | State::Failed);
        is_open.then(|| Self { operation: operation.clone(), waits_for: waits_for.clone(), mending: mending.clone() })
    }
}

/// Reads a timeline, one operation after another: of each only the entry is kept.
pub(super) struct TimelineReader<'s> {
    store: &'s Store,
    config: Option<&'s Config>,
    held: HeldByRecord,
    entries: Vec<TimelineEntry>,
    /// The operations that cannot be read.
    pub(super) unreadable: Vec<OperationId>,
}

impl<'s> TimelineReader<'s> {
    pub(super) fn new(store: &'s Store, config: Option<&'s Config>) -> Self {
        Self { store, config, held: HeldByRecord::default(), entries: Vec::new(), unreadable: Vec::new() }
    }

    /// Adds an operation, unless its row is damaged.
    pub(super) fn add(&mut self, id: OperationId) -> Result<(), EngineError> {
        match self.read(id) {
            Ok(entry) => self.entries.push(entry),
            Err(error) if error.is_of_a_row() => self.unreadable.push(id),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn read(&mut self, id: OperationId) -> Result<TimelineEntry, EngineError> {
        let mut detail = self.store.detail(id)?.ok_or_else(|| no_operation(self.store, id))?;
        check_edited(self.store, self.config, &mut detail)?;
        let attributes = compare(self.store, self.config, &detail)?;
        let waits_for = match self.held.waits_for(self.store, &detail, MOST_BLOCKING) {
            // Another operation on the record is damaged.
            Err(error) if error.is_of_a_row() => Vec::new(),
            waits_for => waits_for?,
        };
        let mending = mending(self.store, self.config, &detail)?;
        Ok(sent(detail.operation, attributes, TimelineEvent::Sent { waits_for, mending }))
    }

    /// Returns the operations that have not gone through.
    pub(super) fn open(&self) -> Vec<OpenOperation> {
        self.entries.iter().filter_map(OpenOperation::of).collect()
    }

    /// Returns the timeline with the corrections, oldest first.
    pub(super) fn finish(mut self) -> Result<Vec<TimelineEntry>, EngineError> {
        let places: HashMap<_, _> =
            self.entries.iter().enumerate().map(|(place, entry)| (entry.operation.id, place)).collect();
        let ids: Vec<_> = self.entries.iter().map(|entry| entry.operation.id).collect();
        for correction in corrections(self.store, &ids)? {
            if let Some(place) = places.get(&correction.operation) {
                self.entries.push(corrected(&self.entries[*place], correction));
            }
        }
        self.entries.sort_by_key(|entry| (entry.at, entry.operation.kind, entry.operation.id));
        Ok(self.entries)
    }
}

/// Returns the corrections of operations, without those of operations for which something is damaged.
fn corrections(store: &Store, ids: &[OperationId]) -> Result<Vec<HistoryEntry>, EngineError> {
    match (store.corrections(ids), ids) {
        (Err(error), [_]) if error.is_of_a_row() => Ok(Vec::new()),
        (Err(error), _) if error.is_of_a_row() => {
            let mut corrections = Vec::new();
            for id in ids {
                corrections.extend(self::corrections(store, &[*id])?);
            }
            Ok(corrections)
        }
        (corrections, _) => Ok(corrections?),
    }
}

fn corrected(sent: &TimelineEntry, correction: HistoryEntry) -> TimelineEntry {
    let HistoryEntry { at, author, event, state, changes, problems, .. } = correction;
    TimelineEntry {
        at,
        operation: sent.operation.clone(),
        record_name: sent.record_name.clone(),
        event: TimelineEvent::Corrected { event, author, state },
        changes,
        problems,
    }
}

fn sent(operation: Operation, attributes: Vec<Attribute>, event: TimelineEvent) -> TimelineEntry {
    let record_name = name_of_record(operation.kind, |field| value_of(&attributes, field));
    let changes = match operation.effect {
        // They say what a newer operation has overwritten, or what the deactivated record had.
        Some(Effect::Superseded(_) | Effect::Deactivated) => Vec::new(),
        None | Some(Effect::Created | Effect::Updated | Effect::Unchanged) => {
            let changed = attributes.into_iter().filter(Attribute::is_change);
            let change = |attribute: Attribute| Change {
                field: attribute.name,
                old: attribute.old.unwrap_or_default(),
                new: attribute.new,
            };
            changed.map(change).collect()
        }
    };
    TimelineEntry {
        at: operation.counts_at,
        problems: operation.problems.clone(),
        operation,
        record_name,
        event,
        changes,
    }
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
