//! What operations of a period failed for, whether or not they have gone through since.

use std::collections::{BTreeMap, HashMap};

use super::calendar::Calendar;
use super::local_days::{LocalDay, LocalDays};
use crate::model::{ChannelKey, Code, OperationId, RecordKind, State};
use crate::store::{CountedFailure, CountedValue};

/// The fewest operations with the same wrong value that a report tells: fewer may be one person's.
const FEWEST: u64 = 5;

/// An error of a period. An operation counts once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ErrorFigures {
    pub(crate) code: Code,
    /// How many operations ever failed with it.
    pub(crate) operations: u64,
    /// How many of them still fail with it.
    pub(crate) open: u64,
    pub(crate) by_channel: BTreeMap<ChannelKey, u64>,
    /// By span of the calendar.
    pub(crate) spans: Vec<u64>,
}

/// A field that operations failed for. An operation counts once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldFigures {
    /// `None` for what no field of the contract stands for.
    pub(crate) field: Option<&'static str>,
    pub(crate) operations: u64,
    pub(crate) open: u64,
}

/// A wrong value of a reference field that many operations have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WrongValue {
    pub(crate) field: String,
    pub(crate) value: String,
    /// The right value; `None` if there could be two.
    pub(crate) proposal: Option<String>,
    pub(crate) operations: u64,
    /// The channel with the most of them, and how many those are.
    pub(crate) channel: (ChannelKey, u64),
}

/// What operations of a period failed for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct FailureFigures {
    /// How many operations ever failed.
    pub(crate) operations: u64,
    /// How many of them still do.
    pub(crate) open: u64,
    /// The most frequent first.
    pub(crate) errors: Vec<ErrorFigures>,
    /// The most frequent first.
    pub(crate) fields: Vec<FieldFigures>,
    /// The most frequent first.
    pub(crate) values: Vec<WrongValue>,
}

/// A failure as far as it is counted. The first fields tell one from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct NotedFailure {
    id: OperationId,
    code: Code,
    field: u16,
    /// Those that are present come first.
    is_past: bool,
    channel: ChannelKey,
    day: LocalDay,
}

/// Gathers failures as they are read.
#[derive(Debug, Default)]
pub(super) struct FailureCounter {
    days: LocalDays,
    noted: Vec<NotedFailure>,
    values: HashMap<(String, String), WrongValue>,
}

impl FailureCounter {
    pub(super) fn note(&mut self, failure: &CountedFailure<'_>) {
        let CountedFailure { id, channel, state, at, received, code, field, is_present } = *failure;
        self.noted.push(NotedFailure {
            id,
            code,
            field: number_of(field),
            is_past: !(is_present && state == State::Failed),
            channel,
            day: self.days.of(at.min(received)),
        });
    }

    pub(super) fn note_value(&mut self, counted: CountedValue) {
        let CountedValue { field, value, proposal, channel, operations } = counted;
        let proposal = Some(proposal).filter(|proposal| !proposal.is_empty());
        let known = self.values.entry((field.clone(), value.clone())).or_insert_with(|| WrongValue {
            field,
            value,
            proposal: proposal.clone(),
            operations: 0,
            channel: (channel, operations),
        });
        known.operations += operations;
        if operations > known.channel.1 {
            known.channel = (channel, operations);
        }
        // Two proposals are none.
        if known.proposal != proposal {
            known.proposal = None;
        }
    }

    /// Returns the figures by the spans of a calendar.
    pub(super) fn figures(mut self, calendar: &Calendar) -> FailureFigures {
        // Present ones come first, and of equal ones the first stays.
        self.noted.sort_unstable_by_key(|failure| (failure.id, failure.code, failure.is_past, failure.field));
        let mut figures = FailureFigures::default();
        let by_id = |one: &NotedFailure, other: &NotedFailure| one.id == other.id;
        for failures in self.noted.chunk_by(by_id) {
            figures.operations += 1;
            figures.open += u64::from(failures.iter().any(|failure| !failure.is_past));
        }
        figures.errors = errors(&self.noted, calendar);
        self.noted.sort_unstable_by_key(|failure| (failure.id, failure.field, failure.is_past));
        figures.fields = fields(&self.noted);
        figures.values = self.values.into_values().filter(|value| value.operations >= FEWEST).collect();
        figures.values.sort_by(|one, other| {
            let by_size = other.operations.cmp(&one.operations);
            by_size.then_with(|| (&one.field, &one.value).cmp(&(&other.field, &other.value)))
        });
        figures
    }
}

/// Counts failures by their codes; they are sorted by operation and code.
fn errors(noted: &[NotedFailure], calendar: &Calendar) -> Vec<ErrorFigures> {
    let mut errors: BTreeMap<Code, ErrorFigures> = BTreeMap::new();
    for same in noted.chunk_by(|one, other| (one.id, one.code) == (other.id, other.code)) {
        let first = same[0];
        let figures = errors.entry(first.code).or_insert_with(|| ErrorFigures {
            code: first.code,
            operations: 0,
            open: 0,
            by_channel: BTreeMap::new(),
            spans: vec![0; calendar.len()],
        });
        figures.operations += 1;
        figures.open += u64::from(!first.is_past);
        *figures.by_channel.entry(first.channel).or_default() += 1;
        if let Some(place) = calendar.place(first.day.date()) {
            figures.spans[place] += 1;
        }
    }
    let mut errors: Vec<_> = errors.into_values().collect();
    errors.sort_by_key(|error| std::cmp::Reverse(error.operations));
    errors
}

/// Counts failures by their fields; they are sorted by operation and field.
fn fields(noted: &[NotedFailure]) -> Vec<FieldFigures> {
    let mut fields: BTreeMap<u16, FieldFigures> = BTreeMap::new();
    for same in noted.chunk_by(|one, other| (one.id, one.field) == (other.id, other.field)) {
        let field = same[0].field;
        let known = FieldFigures { field: name_of(field), operations: 0, open: 0 };
        let figures = fields.entry(field).or_insert(known);
        figures.operations += 1;
        figures.open += u64::from(!same[0].is_past);
    }
    let mut fields: Vec<_> = fields.into_values().collect();
    fields.sort_by_key(|field| std::cmp::Reverse(field.operations));
    fields
}

/// The fields of the contract, in the order of their tables.
fn contract_fields() -> impl Iterator<Item = &'static str> {
    RecordKind::ALL.into_iter().flat_map(|kind| kind.fields().iter().map(|field| field.name))
}

/// Returns the number of a field of the contract; that after the last one for any other.
pub(super) fn number_of(field: &str) -> u16 {
    let place = contract_fields().position(|name| name.eq_ignore_ascii_case(field));
    u16::try_from(place.unwrap_or_else(|| contract_fields().count())).unwrap_or(u16::MAX)
}

/// Returns the name of a field of the contract.
pub(super) fn name_of(number: u16) -> Option<&'static str> {
    contract_fields().nth(number.into())
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::model::Timestamp;

    fn failure(id: i64, code: Code, field: &str, is_present: bool) -> CountedFailure<'_> {
        CountedFailure {
            id: OperationId(id),
            channel: ChannelKey(1 + id % 2),
            state: State::Failed,
            at: Timestamp(0),
            received: Timestamp(0),
            code,
            field,
            is_present,
        }
    }

    fn value(value: &str, channel: i64, operations: u64, proposal: &str) -> CountedValue {
        CountedValue {
            field: "Country".to_owned(),
            value: value.to_owned(),
            proposal: proposal.to_owned(),
            channel: ChannelKey(channel),
            operations,
        }
    }

    #[test]
    fn an_operation_counts_once_for_each_error_and_each_field() {
        let mut counter = FailureCounter::default();
        for failure in [
            failure(1, Code::EmailInvalid, "Email", true),
            failure(1, Code::EmailInvalid, "ReceiptEmail", true),
            failure(1, Code::EmailInvalid, "Email", false),
            failure(2, Code::EmailInvalid, "email", false),
            failure(2, Code::CountryUnknown, "Country", true),
            failure(3, Code::Malformed, "Loyalty_Molly", false),
        ] {
            counter.note(&failure);
        }
        let figures = counter.figures(&Calendar::new(&BTreeMap::new(), None, None));
        assert_eq!((figures.operations, figures.open), (3, 2));
        let errors: Vec<_> = figures.errors.iter().map(|error| (error.code, error.operations, error.open)).collect();
        assert_eq!(errors, [(Code::EmailInvalid, 2, 1), (Code::Malformed, 1, 0), (Code::CountryUnknown, 1, 1)]);
        assert_eq!(figures.errors[0].by_channel, BTreeMap::from([(ChannelKey(1), 1), (ChannelKey(2), 1)]));
        let fields: Vec<_> = figures.fields.iter().map(|field| (field.field, field.operations, field.open)).collect();
        let expected = [(Some("Email"), 2, 1), (Some("ReceiptEmail"), 1, 1), (Some("Country"), 1, 1), (None, 1, 0)];
        assert_eq!(fields.len(), expected.len());
        for expected in expected {
            assert!(fields.contains(&expected), "{expected:?} in {fields:?}");
        }
    }

    #[test]
    fn a_wrong_value_is_told_from_five_operations_on() {
        let mut counter = FailureCounter::default();
        for counted in [
            value("NL", 1, 2, "NLD"),
            value("NL", 2, 3, "NLD"),
            value("Molly", 1, 4, ""),
            value("DK", 1, 6, "DNK"),
            value("DK", 2, 1, ""),
        ] {
            counter.note_value(counted);
        }
        let values = counter.figures(&Calendar::new(&BTreeMap::new(), None, None)).values;
        let told: Vec<_> = values
            .iter()
            .map(|value| (value.value.as_str(), value.proposal.as_deref(), value.operations, value.channel))
            .collect();
        assert_eq!(told, [("DK", None, 7, (ChannelKey(1), 6)), ("NL", Some("NLD"), 5, (ChannelKey(2), 3))]);
    }
}
