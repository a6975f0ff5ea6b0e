//! Completing the last word of an expression: a field, an operator, a value, a saved filter.

use super::vocabulary::Vocabulary;
use crate::model::{Action, Code, Column, EffectKind, NoteCode, RecordKind, State};

/// The operators that begin with a letter are offered too: people do not know them.
const OPERATORS: [&str; 11] = ["=", "!=", "~", "!~", "<", "<=", ">", ">=", "in (", "is empty", "is not empty"];

/// What may follow a whole comparison.
const JOINS: [&str; 2] = ["and", "or"];

/// A text with the word that is being typed replaced in several ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Completion {
    /// What stands before the word.
    before: String,
    /// The words that fit, the best first.
    pub(super) words: Vec<String>,
    /// The one that was chosen last.
    pub(super) at: Option<usize>,
}

impl Completion {
    /// Finds what the end of a text can be completed to; `None` if nothing fits.
    pub(super) fn of(text: &str, vocabulary: &Vocabulary) -> Option<Self> {
        let typed = Typed::read(text);
        let is_begun = |word: &String| {
            let (word, part) = (word.to_lowercase(), typed.part.to_lowercase());
            word.starts_with(&part) && word != part
        };
        let words: Vec<_> = candidates(&typed, vocabulary).into_iter().filter(is_begun).collect();
        let before = text[..text.len() - typed.part.len()].to_owned();
        (!words.is_empty()).then_some(Self { before, words, at: None })
    }

    /// Chooses the next word, or the one before, and returns the text with it.
    pub(super) fn next(&mut self, is_forwards: bool) -> String {
        let count = self.words.len();
        let at = match self.at {
            None if is_forwards => 0,
            None => count - 1,
            Some(at) if is_forwards => (at + 1) % count,
            Some(at) => (at + count - 1) % count,
        };
        self.at = Some(at);
        format!("{}{}", self.before, self.words[at])
    }
}

/// What stands at the end of an expression.
#[derive(Debug, PartialEq, Eq)]
struct Typed<'t> {
    place: TypedPlace<'t>,
    /// The part of a word that is there already.
    part: &'t str,
}

/// What kind of word is being typed.
#[derive(Debug, PartialEq, Eq)]
enum TypedPlace<'t> {
    Saved,
    Field,
    Operator,
    Value(&'t str),
    Join,
}

impl<'t> Typed<'t> {
    fn read(text: &'t str) -> Self {
        if let Some(name) = text.strip_prefix('@') {
            return Self { place: TypedPlace::Saved, part: name };
        }
        let words = words(text);
        let is_open = !text.is_empty() && !text.ends_with([' ', '(', ',']);
        let (part, whole) = match words.split_last() {
            Some((last, whole)) if is_open && !is_sign(last) => (*last, whole),
            _ => ("", words.as_slice()),
        };
        let mut place = TypedPlace::Field;
        let mut field = "";
        let mut is_list = false;
        for word in whole {
            place = match (&place, *word) {
                (_, "(") if field.is_empty() => TypedPlace::Field,
                (TypedPlace::Field, not) if not.eq_ignore_ascii_case("not") => TypedPlace::Field,
                (TypedPlace::Field, name) => {
                    field = name;
                    TypedPlace::Operator
                }
                (TypedPlace::Operator, "in" | "IN") => {
                    is_list = true;
                    TypedPlace::Value(field)
                }
                (TypedPlace::Operator, sign) if is_sign(sign) => TypedPlace::Value(field),
                (TypedPlace::Operator, "empty") => TypedPlace::Join,
                (TypedPlace::Operator, _) => TypedPlace::Operator,
                (TypedPlace::Value(_), "(" | ",") => TypedPlace::Value(field),
                (TypedPlace::Value(_), _) => TypedPlace::Join,
                (_, ",") if is_list => TypedPlace::Value(field),
                (_, ")") => {
                    is_list = false;
                    TypedPlace::Join
                }
                (_, join) if join.eq_ignore_ascii_case("and") || join.eq_ignore_ascii_case("or") => {
                    (field, is_list) = ("", false);
                    TypedPlace::Field
                }
                _ => TypedPlace::Join,
            };
        }
        Self { place, part }
    }
}

fn is_sign(word: &str) -> bool {
    word.chars().all(|c| "=!<>~".contains(c))
}

/// Cuts an expression into words, signs, parentheses and quoted texts.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '(' | ')' | ',' => 1,
            '"' | '\'' => rest[1..].find(first).map_or(rest.len(), |end| end + 2),
            _ if "=!<>~".contains(first) => rest.find(|c| !"=!<>~".contains(c)).unwrap_or(rest.len()),
            _ => rest.find(|c: char| c.is_whitespace() || "(),=!<>~".contains(c)).unwrap_or(rest.len()),
        };
        words.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    words
}

/// Returns what can stand at a place.
fn candidates(typed: &Typed<'_>, vocabulary: &Vocabulary) -> Vec<String> {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    match typed.place {
        TypedPlace::Saved => vocabulary.saved.iter().map(|saved| saved.name.clone()).collect(),
        TypedPlace::Field => {
            let mut names = owned(&["status", "error", "channel", "account", "timestamp", "any", "note"]);
            for name in vocabulary.names.all().into_iter().chain(["not".to_owned()]) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            names
        }
        TypedPlace::Operator => owned(&OPERATORS),
        TypedPlace::Value(field) => values(field, vocabulary),
        TypedPlace::Join => owned(&JOINS),
    }
}

/// Returns the values that are known of a field.
fn values(field: &str, vocabulary: &Vocabulary) -> Vec<String> {
    let owned = |names: Vec<&str>| names.into_iter().map(quoted_if_needed).collect();
    match Column::from_name(field) {
        Some(Column::Status) => owned(State::ALL.iter().map(|state| state.name()).collect()),
        Some(Column::Errors) => owned(Code::ALL.iter().map(|code| code.name()).collect()),
        Some(Column::Notes) => owned(NoteCode::ALL.iter().map(|code| code.name()).collect()),
        Some(Column::Record) => owned(RecordKind::ALL.iter().map(|kind| kind.name()).collect()),
        Some(Column::Operation) => owned(Action::ALL.iter().map(|action| action.name()).collect()),
        Some(Column::Effect) => owned(EffectKind::ALL.iter().map(|effect| effect.name()).collect()),
        Some(Column::Channel) => distinct(&vocabulary.known.channels),
        Some(Column::Company) => distinct(&vocabulary.known.companies),
        Some(Column::Timestamp | Column::Received) => owned(vec!["today", "yesterday", "-1h", "-1d", "-7d"]),
        Some(Column::Edited) => owned(vec!["yes", "no"]),
        Some(Column::Run) => owned(vec!["last"]),
        _ => Vec::new(),
    }
}

fn distinct(names: &[String]) -> Vec<String> {
    let mut names: Vec<_> = names.iter().map(|name| quoted_if_needed(name)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn quoted_if_needed(value: &str) -> String {
    let is_plain = value.chars().all(|c| c.is_alphanumeric() || "-_.@".contains(c));
    if is_plain { value.to_owned() } else { format!("\"{}\"", value.replace('"', "\\\"")) }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::filter::KnownValues;
    use crate::model::Timestamp;
    use crate::store::SavedFilter;

    #[test]
    fn the_last_word_is_completed() {
        let channels = vec!["Houston".to_owned(), "AW online store".to_owned()];
        let saved = SavedFilter {
            name: "houston".to_owned(),
            expression: "channel = Houston".to_owned(),
            actor: String::new(),
            saved: Timestamp(0),
        };
        let known = KnownValues { channels, ..KnownValues::default() };
        let vocabulary = Vocabulary { known, saved: vec![saved], ..Vocabulary::default() };
        for (text, completed) in [
            ("sta", "status"),
            ("", "status"),
            ("Cou", "counter"),
            ("Countr", "Country"),
            ("status ", "status ="),
            ("status i", "status in ("),
            ("status = fa", "status = failed"),
            ("status=fa", "status=failed"),
            ("status in (failed, wa", "status in (failed, waiting"),
            ("status = failed ", "status = failed and"),
            ("status = failed and err", "status = failed and error"),
            ("(status = failed) o", "(status = failed) or"),
            ("not sta", "not status"),
            ("error = email", "error = email-invalid"),
            ("channel = A", "channel = A"),
            ("channel = ", "channel = \"AW online store\""),
            ("channel = H", "channel = Houston"),
            ("Email is not empty ", "Email is not empty and"),
            ("@h", "@houston"),
            ("nothing = begins", "nothing = begins"),
        ] {
            let found = Completion::of(text, &vocabulary).map(|mut completion| completion.next(true));
            assert_eq!(found.as_deref().unwrap_or(text), completed, "{text}");
        }
    }

    #[test]
    fn the_words_follow_one_another_in_both_directions() {
        let mut completion = Completion::of("status = ", &Vocabulary::default()).unwrap();
        let forwards: Vec<_> = (0..7).map(|_| completion.next(true)).collect();
        assert_eq!(forwards[0], "status = pending");
        assert_eq!(forwards[6], forwards[0]);
        assert_eq!(completion.next(false), "status = dismissed");
    }
}
