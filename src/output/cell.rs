//! The text of a cell, for people and for machines.

use std::borrow::Cow;

use serde_json::Value;

use super::objects::{change_objects, figures_object};
use crate::i18n::Texts;
use crate::model::{Cell, Change, Figures, Job, Problem};

impl Cell<'_> {
    /// Returns the text for people, in their language and their time.
    pub(super) fn text_for_people(&self, texts: &Texts) -> Cow<'_, str> {
        match self {
            Self::Empty => "".into(),
            Self::Text(text) | Self::Account(Some(text)) => Cow::Borrowed(text),
            Self::Number(_) | Self::Problems(_) | Self::Notes(_) | Self::Proposals(_) | Self::Object(_) => {
                self.machine_text()
            }
            Self::Flag(flag) => if *flag { texts.yes() } else { texts.no() }.into(),
            Self::Time(at) | Self::LastTime(Some(at)) => at.local().into(),
            Self::Account(None) => texts.pending_sync_cell().into(),
            Self::State(state) => texts.state(*state).into(),
            Self::Record(kind) => texts.record(*kind).into(),
            Self::Action(action) => texts.action(*action).into(),
            Self::Effect(effect) => texts.effect(*effect).into(),
            Self::Description(operation) => texts.description(operation).into(),
            Self::Changes(changes) => changes_for_people(changes, texts).into(),
            Self::Job(job) => texts.job_name(*job).into(),
            Self::Outcome(outcome) => texts.outcome(*outcome).into(),
            Self::Figures(job, figures) => figures_for_people(*job, figures, texts).into(),
            Self::Count(count) => texts.number(*count).into(),
            Self::Seconds(seconds) => format!("{} s", texts.tenths(*seconds)).into(),
            Self::LastTime(None) => texts.never().into(),
            Self::Counters(counters) => {
                let shown = counters.iter();
                let shown = shown.map(|(kind, counter)| texts.channels_bookmark_value(*kind, counter.to_string()));
                shown.collect::<Vec<_>>().join(", ").into()
            }
            Self::Translated(text) => Cow::Borrowed(&text.shown),
        }
    }

    /// Returns the text for machines, which is the same in every language: times in UTC, problems as their codes, nothing
    /// for a value that is not there.
    pub(super) fn machine_text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty | Self::Account(None) | Self::Action(None) | Self::LastTime(None) | Self::Changes([]) => {
                "".into()
            }
            Self::Text(text) | Self::Account(Some(text)) => Cow::Borrowed(text),
            Self::Number(number) | Self::Count(number) => itoa::Buffer::new().format(*number).to_owned().into(),
            Self::Flag(flag) => if *flag { "true" } else { "false" }.into(),
            Self::Time(at) | Self::LastTime(Some(at)) => at.rfc3339().into(),
            Self::State(state) => state.name().into(),
            Self::Record(kind) => kind.name().into(),
            Self::Action(Some(action)) => action.name().into(),
            Self::Effect(effect) => effect.name().into(),
            Self::Problems(problems) => codes(problems),
            Self::Proposals(problems) => proposals(problems),
            Self::Notes(notes) => notes.iter().map(|note| note.code().name()).collect::<Vec<_>>().join(" ").into(),
            Self::Description(operation) => operation.english_description().into(),
            Self::Job(job) => job.name().into(),
            Self::Outcome(outcome) => outcome.name().into(),
            Self::Translated(text) => Cow::Borrowed(&text.english),
            Self::Changes(_) | Self::Figures(..) | Self::Seconds(_) | Self::Counters(_) | Self::Object(_) => {
                self.json_value().to_string().into()
            }
        }
    }

    /// Returns the JSON value of what machines do not get as a text; null for what they do.
    pub(super) fn json_value(&self) -> Value {
        match self {
            Self::Changes(changes) => serde_json::to_value(change_objects(changes)).unwrap_or_default(),
            Self::Figures(job, figures) => figures_object(*job, figures).into(),
            Self::Seconds(seconds) => (*seconds).into(),
            Self::Counters(counters) => {
                counters.iter().map(|(kind, counter)| (kind.table().to_owned(), Value::from(counter.0))).collect()
            }
            Self::Object(object) => Value::Object((*object).clone()),
            _ => Value::Null,
        }
    }
}

/// The figures that are not zero; the first one always.
pub(super) fn figures_for_people(job: Job, figures: &Figures, texts: &Texts) -> String {
    let figures = figures.of(job).into_iter().enumerate();
    let shown = figures.filter(|(at, (_, count))| *at == 0 || *count > 0);
    shown.map(|(_, (name, count))| texts.figure(name, count)).collect::<Vec<_>>().join(", ")
}

fn changes_for_people(changes: &[Change], texts: &Texts) -> String {
    changes.iter().map(|change| texts.change(change)).collect::<Vec<_>>().join("; ")
}

/// The codes of problems, separated by spaces.
fn codes(problems: &[Problem]) -> Cow<'static, str> {
    match problems {
        [] => "".into(),
        [problem] => problem.code().name().into(),
        problems => problems.iter().map(|problem| problem.code().name()).collect::<Vec<_>>().join(" ").into(),
    }
}

/// The proposals for what is wrong, separated by semicolons.
fn proposals(problems: &[Problem]) -> Cow<'static, str> {
    problems.iter().filter_map(Problem::proposal).collect::<Vec<_>>().join("; ").into()
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::language::Language;
    use crate::model::{Column, Timestamp};

    /// The value of a column in its machine form.
    fn cell(column: Column, value: Option<&str>) -> Cell<'static> {
        value.map_or(column.kind().missing(), |value| column.kind().cell(value).unwrap())
    }

    #[test]
    fn people_read_the_values_in_their_language() {
        let texts = Texts::new(Language::En);
        let at = "2026-11-01T08:00:05.250Z";
        let local = Timestamp::parse(at).unwrap().local();
        for (column, value, expected) in [
            (Column::CustomerAccount, None, "Pending sync"),
            (Column::CustomerAccount, Some("C-1"), "C-1"),
            (Column::Record, Some("address"), "address"),
            (Column::Operation, Some("create"), "create"),
            (Column::Operation, None, "unknown"),
            (Column::Timestamp, Some(at), local.as_str()),
            (Column::Timestamp, None, ""),
            (Column::Status, Some("waiting"), "waiting"),
            (Column::Edited, Some("true"), "yes"),
            (Column::Edited, Some("false"), "no"),
            (Column::Errors, Some("email-invalid"), "email-invalid"),
            (Column::Errors, None, ""),
            (Column::Id, Some("12345"), "12345"),
        ] {
            assert_eq!(cell(column, value).text_for_people(&texts), expected, "{column:?}");
        }
    }

    #[test]
    fn people_read_counts_and_fractions_as_their_language_writes_them() {
        for (language, count, seconds) in [(Language::En, "12,345", "1,234.5 s"), (Language::Nl, "12.345", "1.234,5 s")]
        {
            let texts = Texts::new(language);
            assert_eq!(Cell::from(12_345_u64).text_for_people(&texts), count);
            assert_eq!(Cell::Seconds(1_234.5).text_for_people(&texts), seconds);
        }
        assert_eq!(Cell::from(12_345_u64).machine_text(), "12345");
    }

    #[test]
    fn a_value_in_its_machine_form_has_the_type_of_its_column() {
        for (column, value) in [
            (Column::Id, "7"),
            (Column::CustomerAccount, "C-1"),
            (Column::Record, "address"),
            (Column::Operation, "create"),
            (Column::Timestamp, "2026-11-01T08:00:05.250Z"),
            (Column::Status, "waiting"),
            (Column::Errors, "email-invalid"),
            (Column::Table, "RETAILASYNCCUSTOMERV2"),
            (Column::Edited, "true"),
            (Column::Effect, "superseded"),
        ] {
            assert_eq!(cell(column, Some(value)).machine_text(), value, "{column:?}");
        }
        assert_eq!(cell(Column::Attempts, Some("3")), Cell::Number(3));
        assert_eq!(cell(Column::Edited, Some("true")), Cell::Flag(true));
        assert_eq!(Column::Attempts.kind().cell("three"), None);
        assert_eq!(cell(Column::CustomerAccount, None).machine_text(), "");
    }
}
