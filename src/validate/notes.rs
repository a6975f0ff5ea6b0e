//! Notes on values: what is valid and yet probably not meant.

use super::encoding::reread;
use super::name::NAMES;
use super::null_text::is_null_text;
use super::placeholder::{is_name_of_people, is_placeholder};
use crate::model::{
    Action, Envelope, Fields, Layout, OperationNote, Problem, RecordKind, Value, bits_of_notes, trimmed,
};

/// Returns what is worth a note in the values of a snapshot as it was received, in the order of the fields. The last byte of
/// `Città` reads as a white character, so a text is read back before it is trimmed.
pub(crate) fn notes(kind: RecordKind, fields: &Fields<'_>) -> Vec<OperationNote> {
    let mut notes = Vec::new();
    for (position, field) in kind.fields().iter().enumerate().filter(|(_, field)| field.is_free_text()) {
        let received = fields.at(position);
        let value = trimmed(received);
        if value.is_empty() {
            continue;
        }
        let (name, shown) = (|| field.name.to_owned(), || value.to_owned());
        if let Some(proposal) = meant(received, value) {
            notes.push(OperationNote::Encoding { field: name(), value: shown(), proposal });
        }
        if is_noted_placeholder(field.name, value, fields) {
            notes.push(OperationNote::Placeholder { field: name(), value: shown() });
        }
    }
    notes
}

/// Returns the text that was meant by one that was read in the wrong encoding.
fn meant(received: &str, value: &str) -> Option<String> {
    let whole = reread(received).map(|meant| trimmed(&meant).to_owned()).filter(|meant| meant != value);
    whole.or_else(|| reread(value).filter(|_| value.len() < received.len()))
}

/// Fields whose check reports an exported NULL as a problem.
const CHECKED: [&str; 5] = ["Email", "ReceiptEmail", "Phone", "CellularPhone", "Locator"];

/// Whether a value is a word for no value, or the text of an exported NULL. `Nil` and `Null` are names of people too: as a
/// first or last name they are placeholders only where the whole name is made of such words.
fn is_noted_placeholder(field: &str, value: &str, fields: &Fields<'_>) -> bool {
    if !NAMES.contains(&field) {
        return is_null_text(value) && !CHECKED.contains(&field);
    }
    let is_word = |text: &str| is_placeholder(text) || is_null_text(text);
    let others = || NAMES.iter().map(|name| trimmed(fields.get(name))).filter(|name| !name.is_empty());
    is_word(value) && (field == "CustName" || !is_name_of_people(value) || others().all(is_word))
}

/// Whether a row that is not malformed says what its record is to have. The values of one that deactivates it are not noted.
pub(crate) fn has_noted_values(action: Option<Action>) -> bool {
    matches!(action, Some(Action::Create | Action::Update))
}

/// Returns the bits of what is worth a note in a row, as the store keeps them; none for one that is malformed.
pub(crate) fn noted(layout: &Layout, values: &[Value<'_>], envelope: &Envelope, malformed: &[Problem]) -> i64 {
    if !malformed.is_empty() || !has_noted_values(envelope.action) {
        return 0;
    }
    bits_of_notes(&notes(layout.kind(), &Fields::as_received(layout, values)))
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
            ("Email", "NULL", Vec::new()),
            ("Phone", "NULL", Vec::new()),
            ("FirstName", "Nil", note(NoteCode::Placeholder, "FirstName")),
        ] {
            assert_eq!(codes(RecordKind::Customer, &[(field, value)]), expected, "{field} {value}");
        }
        assert_eq!(codes(RecordKind::Address, &[("City", "ZÃ¼rich")]), note(NoteCode::Encoding, "City"));
    }

    #[test]
    fn a_word_that_people_are_called_is_a_name_beside_other_names() {
        for (first, last, noted) in [
            ("Nil", "Puig", 0),
            ("Molly", "Null", 0),
            ("Na", "Li", 0),
            ("Nil", "Null", 2),
            ("unknown", "Puig", 1),
            ("NULL", "", 1),
        ] {
            let found = codes(RecordKind::Customer, &[("FirstName", first), ("LastName", last)]);
            assert_eq!(found.len(), noted, "{first} {last}");
        }
        assert_eq!(codes(RecordKind::Contact, &[("Locator", "NULL")]), []);
    }

    #[test]
    fn a_text_is_read_back_before_it_is_trimmed() {
        for (received, meant) in [
            ("CittÃ\u{a0}", Some("Città")),
            ("MartÃ\u{ad}", Some("Martí")),
            ("MichaÅ\u{82}", Some("Michał")),
            ("JosÃ©\u{a0}", Some("José")),
            ("\u{200b}JosÃ© ", Some("José")),
            ("José\u{a0}", None),
        ] {
            let mut fields = Fields::from_json(RecordKind::Customer, "[]").unwrap();
            fields.set("FirstName", received);
            let notes = notes(RecordKind::Customer, &fields);
            assert_eq!(notes.first().and_then(OperationNote::proposal), meant, "{received:?}");
        }
    }

    #[test]
    fn what_is_read_back_is_proposed() {
        let mut fields = Fields::from_json(RecordKind::Customer, "[]").unwrap();
        fields.set("FirstName", "JosÃ©");
        assert_eq!(notes(RecordKind::Customer, &fields)[0].proposal(), Some("José"));
    }
}
