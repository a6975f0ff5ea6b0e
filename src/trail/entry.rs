//! Entries of the trail, each chained to the one before it by its hash.

use serde_json::{Map, Value as Json};

use super::digest::Hasher;
use super::event::{Author, Event};
use super::step::{Step, Steps};
use crate::model::Timestamp;

/// An entry that is to be appended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NewEntry {
    pub(crate) event: Event,
    pub(crate) details: Map<String, Json>,
    /// In the order of their operations.
    pub(crate) steps: Vec<Step>,
}

/// An entry as it is stored, beside its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) id: i64,
    pub(crate) at: i64,
    pub(crate) actor: String,
    /// The word of an [`Event`].
    pub(crate) event: String,
    pub(crate) run: Option<i64>,
    pub(crate) reason: String,
    /// A JSON object.
    pub(crate) details: String,
    /// The operation of the first step; `None` if the entry has no steps.
    pub(crate) first: Option<i64>,
    /// The operation of the last step.
    pub(crate) last: Option<i64>,
    /// As [`Steps`] reads them.
    pub(crate) steps: Vec<u8>,
}

impl Entry {
    /// Returns the hash of the entry, which follows the one with the hash `before`.
    pub(crate) fn hash(&self, before: &[u8]) -> [u8; 32] {
        let mut hasher = Hasher::default();
        hasher.bytes(before).number(self.id).number(self.at).text(&self.actor).text(&self.event).optional(self.run);
        hasher.text(&self.reason).text(&self.details).optional(self.first).optional(self.last).bytes(&self.steps);
        hasher.hash()
    }

    /// Returns who wrote the entry.
    pub(crate) fn author(&self) -> Author {
        Author { actor: self.actor.clone(), run: self.run, reason: self.reason.clone() }
    }

    /// Whether the program can have written the entry, whatever its hash.
    pub(crate) fn is_readable(&self) -> bool {
        let Some(steps) = Steps::new(&self.steps) else { return false };
        let mut ends: Option<(i64, i64)> = None;
        for step in steps.all() {
            let Some(Step { operation, .. }) = step else { return false };
            let (first, last) = ends.unwrap_or((operation, operation.wrapping_sub(1)));
            if operation <= last {
                return false;
            }
            ends = Some((first, operation));
        }
        ends.unzip() == (self.first, self.last)
            && Event::from_name(&self.event).is_some()
            && serde_json::from_str::<Map<String, Json>>(&self.details).is_ok()
    }
}

/// The last entry of the trail, to which the next one is chained. The default is that of an empty trail.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ChainEnd {
    pub(crate) id: i64,
    pub(crate) hash: Vec<u8>,
}

impl ChainEnd {
    /// Chains an entry to the end, which it becomes.
    pub(crate) fn append(&mut self, new: NewEntry, author: &Author, at: Timestamp) -> Entry {
        let entry = Entry {
            // In a damaged store there may be no next number: the store then refuses the entry.
            id: self.id.saturating_add(1),
            at: at.0,
            actor: author.actor.clone(),
            event: new.event.name().to_owned(),
            run: author.run,
            reason: author.reason.clone(),
            details: Json::Object(new.details).to_string(),
            first: new.steps.first().map(|step| step.operation),
            last: new.steps.last().map(|step| step.operation),
            steps: Steps::write(&new.steps),
        };
        (self.id, self.hash) = (entry.id, entry.hash(&self.hash).to_vec());
        entry
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Change, State, hex};
    use crate::trail::details::edit_details;

    fn steps() -> Vec<Step> {
        let failed = Step {
            operation: 5,
            state: State::Failed,
            revision: 3,
            outcome: Some([7; 16]),
            content: None,
            touches: false,
        };
        let completed = Step {
            operation: 9_000_000_000,
            state: State::Completed,
            revision: 70_000,
            outcome: None,
            content: Some([8; 16]),
            touches: false,
        };
        vec![failed, completed]
    }

    fn entry() -> Entry {
        Entry {
            id: 42,
            at: 1_700_000_000_000_001,
            actor: "jdoe@host".to_owned(),
            event: "edited".to_owned(),
            run: None,
            reason: "wrong é".to_owned(),
            details: r#"{"fields":[]}"#.to_owned(),
            first: Some(5),
            last: Some(9_000_000_000),
            steps: Steps::write(&steps()),
        }
    }

    #[test]
    fn the_hash_of_an_entry_never_changes() {
        let entry = entry();
        assert_eq!(hex(&entry.hash(&[1; 32])), "4730688cd895dbaa20e8c4fc35b987acb184c3f06630e5f8891f3a9da653691d");
        let first = Entry { run: Some(3), first: None, last: None, steps: Vec::new(), ..entry };
        assert_eq!(hex(&first.hash(&[])), "99e451e17e828d840cd9df9fa87e94868cbe83809c143b12c0b45040ee57547c");
    }

    #[test]
    fn an_entry_is_chained_to_the_one_before() {
        let author = Author { actor: "jdoe@host".to_owned(), run: None, reason: "wrong é".to_owned() };
        let mut end = ChainEnd { id: 41, hash: vec![1; 32] };
        let details = Map::from_iter([("fields".to_owned(), Json::Array(Vec::new()))]);
        let new = NewEntry { event: Event::Edited, details, steps: steps() };
        let appended = end.append(new, &author, Timestamp(1_700_000_000_000_001));
        assert_eq!(appended, entry());
        assert_eq!(end, ChainEnd { id: 42, hash: entry().hash(&[1; 32]).to_vec() });
        assert_eq!(appended.author(), author);
    }

    #[test]
    fn an_entry_that_the_program_writes_is_readable() {
        let change = Change { field: "Phone".to_owned(), old: "1".to_owned(), new: "2".to_owned() };
        for (details, steps) in [(edit_details(&[change]), steps()), (Map::new(), Vec::new())] {
            let new = NewEntry { event: Event::Edited, details, steps };
            assert!(ChainEnd::default().append(new, &Author::default(), Timestamp(0)).is_readable());
        }
    }

    #[test]
    fn an_entry_that_the_program_does_not_write_is_not_readable() {
        let mut twice = steps();
        twice[1].operation = 5;
        for wrong in [
            Entry { event: "party".to_owned(), ..entry() },
            Entry { details: "[]".to_owned(), ..entry() },
            Entry { first: Some(4), ..entry() },
            Entry { last: None, ..entry() },
            Entry { steps: vec![0; 44], ..entry() },
            Entry { steps: Steps::write(&twice), last: Some(5), ..entry() },
        ] {
            assert!(!wrong.is_readable(), "{wrong:?}");
        }
    }
}
