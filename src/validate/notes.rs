//! Notes on values: what is valid and yet probably not meant.

use super::encoding::reread;
use super::name::NAMES;
use super::null_text::is_null_text;
use crate::model::{Action, Envelope, Fields, Layout, OperationNote, Problem, RecordKind, Value, bits_of_notes};

/// Words that people and programs put where they know no name, in small letters.
const PLACEHOLDERS: [&str; 36] = [
    "n/a",
    "n.a.",
    "n.a",
    "na",
    "n/b",
    "n.b.",
    "n.v.t.",
    "nvt",
    "none",
    "nil",
    "null",
    "nothing",
    "undefined",
    "unknown",
    "unknown customer",
    "unkown",
    "onbekend",
    "ukendt",
    "unbekannt",
    "okänd",
    "ukjent",
    "inconnu",
    "desconocido",
    "sconosciuto",
    "not available",
    "not applicable",
    "no name",
    "noname",
    "anonymous",
    "dummy",
    "test",
    "test test",
    "tbd",
    "xxx",
    "geen",
    "ingen",
];

/// The most bytes of a placeholder.
const LONGEST: usize = 16;

/// Returns what is worth a note in the values of a snapshot, in the order of the fields.
pub(crate) fn notes(kind: RecordKind, fields: &Fields<'_>) -> Vec<OperationNote> {
    let mut notes = Vec::new();
    for (position, field) in kind.fields().iter().enumerate().filter(|(_, field)| field.is_free_text()) {
        let value = fields.at(position);
        if value.is_empty() {
            continue;
        }
        let (name, shown) = (|| field.name.to_owned(), || value.to_owned());
        if let Some(proposal) = reread(value) {
            notes.push(OperationNote::Encoding { field: name(), value: shown(), proposal });
        }
        if is_placeholder(field.name, value) {
            notes.push(OperationNote::Placeholder { field: name(), value: shown() });
        }
    }
    notes
}

/// Whether a name is a word for no name, or another text an exported NULL.
fn is_placeholder(field: &str, value: &str) -> bool {
    if value.len() > LONGEST {
        return false;
    }
    let is_word = || {
        let lower = if value.is_ascii() { String::new() } else { value.to_lowercase() };
        PLACEHOLDERS.iter().any(|word| word.eq_ignore_ascii_case(value) || *word == lower)
    };
    is_null_text(value) || (NAMES.contains(&field) && is_word())
}

/// Returns the bits of what is worth a note in a row, as the store keeps them. Of a row that is malformed, or that deactivates
/// its record, the values do not count.
pub(crate) fn noted(layout: &Layout, values: &[Value<'_>], envelope: &Envelope, malformed: &[Problem]) -> i64 {
    match envelope.action {
        Some(Action::Create | Action::Update) if malformed.is_empty() => {
            bits_of_notes(&notes(layout.kind(), &Fields::from_row(layout, values)))
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::NoteCode;

    fn codes(kind: RecordKind, values: &[(&str, &'static str)]) -> Vec<(NoteCode, String)> {
        let mut fields = Fields::from_json(kind, "[]").unwrap();
        for (name, value) in values {
            fields.set(name, *value);
        }
        notes(kind, &fields).iter().map(|note| (note.code(), note.field().to_owned())).collect()
    }

    #[test]
    fn what_is_valid_and_probably_not_meant_is_noted() {
        let note = |code, field: &str| vec![(code, field.to_owned())];
        for (field, value, expected) in [
            ("FirstName", "JosÃ©", note(NoteCode::Encoding, "FirstName")),
            ("CustName", "N/A", note(NoteCode::Placeholder, "CustName")),
            ("CustName", "NULL", note(NoteCode::Placeholder, "CustName")),
            ("LastName", "Unknown", note(NoteCode::Placeholder, "LastName")),
            ("LastName", "Unknownsen", Vec::new()),
            ("CustName", "José", Vec::new()),
            ("VatNum", "NULL", note(NoteCode::Placeholder, "VatNum")),
            ("VatNum", "none", Vec::new()),
            ("Currency", "NULL", Vec::new()),
        ] {
            assert_eq!(codes(RecordKind::Customer, &[(field, value)]), expected, "{field} {value}");
        }
        assert_eq!(codes(RecordKind::Address, &[("City", "ZÃ¼rich")]), note(NoteCode::Encoding, "City"));
    }

    #[test]
    fn what_is_read_back_is_proposed() {
        let mut fields = Fields::from_json(RecordKind::Customer, "[]").unwrap();
        fields.set("FirstName", "JosÃ©");
        assert_eq!(notes(RecordKind::Customer, &fields)[0].proposal(), Some("José"));
    }
}
