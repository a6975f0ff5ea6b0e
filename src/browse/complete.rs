//! Completing the last word of an expression: a field, an operator, a value, a saved filter.

use super::vocabulary::Vocabulary;
use crate::filter::{TypedEnd, TypedPlace, quoted_if_needed};
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
        let (part, candidates) = match text.strip_prefix('@') {
            Some(name) => (name, vocabulary.saved.iter().map(|saved| saved.name.clone()).collect()),
            None => {
                let TypedEnd { place, part } = TypedEnd::read(text);
                (part, candidates(place, vocabulary))
            }
        };
        let is_begun = |word: &String| {
            let (word, part) = (word.to_lowercase(), part.to_lowercase());
            word.starts_with(&part) && word != part
        };
        let words: Vec<_> = candidates.into_iter().filter(is_begun).collect();
        let before = text[..text.len() - part.len()].to_owned();
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

/// Returns what can stand at a place.
fn candidates(place: TypedPlace<'_>, vocabulary: &Vocabulary) -> Vec<String> {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    match place {
        TypedPlace::Name => {
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
