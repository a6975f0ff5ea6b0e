//! The text of a cell, for people and for machines.

use std::borrow::Cow;

use serde_json::Value;

use crate::i18n::Texts;
use crate::model::{Cell, Problem, State};

impl Cell<'_> {
    /// Returns the text for people, in their language and their time.
    pub(super) fn text_for_people(&self, texts: &Texts) -> Cow<'_, str> {
        match self {
            Self::Empty => "".into(),
            Self::Text(text) | Self::Account(Some(text)) => Cow::Borrowed(text),
            Self::Number(_) | Self::Problems(_) => self.machine_text(),
            Self::Flag(flag) => if *flag { texts.yes() } else { texts.no() }.into(),
            Self::Time(at) => at.local().into(),
            Self::Account(None) => texts.pending_sync().into(),
            Self::State(state) => texts.state(*state).into(),
            Self::Record(kind) => texts.record(*kind).into(),
            Self::Action(action) => texts.action(*action).into(),
            Self::Effect(effect) => texts.effect(*effect).into(),
            Self::Description(operation) => texts.description(operation).into(),
            Self::Rendered { people, .. } => Cow::Borrowed(people),
        }
    }

    /// Returns the text for machines, which is the same in every language: times in UTC, problems as their codes, nothing
    /// for a value that is not there.
    pub(super) fn machine_text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty | Self::Account(None) | Self::Action(None) | Self::Rendered { machine: Value::Null, .. } => {
                "".into()
            }
            Self::Text(text) | Self::Account(Some(text)) => Cow::Borrowed(text),
            Self::Number(number) => itoa::Buffer::new().format(*number).to_owned().into(),
            Self::Flag(flag) => if *flag { "true" } else { "false" }.into(),
            Self::Time(at) => at.rfc3339().into(),
            Self::State(state) => state.name().into(),
            Self::Record(kind) => kind.name().into(),
            Self::Action(Some(action)) => action.name().into(),
            Self::Effect(effect) => effect.name().into(),
            Self::Problems(problems) => codes(problems),
            Self::Description(operation) => operation.english_description().into(),
            Self::Rendered { machine: Value::String(text), .. } => Cow::Borrowed(text),
            Self::Rendered { machine, .. } => machine.to_string().into(),
        }
    }

    /// Returns the state that gives the text its colour.
    pub(super) fn state(&self) -> Option<State> {
        match self {
            Self::State(state) => Some(*state),
            _ => None,
        }
    }
}

/// The codes of problems, separated by spaces.
fn codes(problems: &[Problem]) -> Cow<'static, str> {
    match problems {
        [] => "".into(),
        [problem] => problem.code().name().into(),
        problems => problems.iter().map(|problem| problem.code().name()).collect::<Vec<_>>().join(" ").into(),
    }
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
        ] {
            assert_eq!(cell(column, value).text_for_people(&texts), expected, "{column:?}");
        }
        assert_eq!(cell(Column::Status, Some("failed")).state(), Some(State::Failed));
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
