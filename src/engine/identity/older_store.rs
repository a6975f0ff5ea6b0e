//! The error of a store of which somebody else knows a later state.

use std::path::Path;

use thiserror::Error;

use crate::failure::Explain;
use crate::i18n::Phrase;
use crate::model::{FailureCode, JobFailure, Timestamp};
use crate::store::{Result, Store};

/// A store that was put back to an older state, or whose trail was rewritten.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.phrase())]
pub(crate) struct OlderStore {
    known_by: KnowingMore,
    later: LaterState,
    /// The last entry of the store, and when it was appended.
    last: i64,
    last_at: Timestamp,
    /// The last change to a customer.
    last_change: i64,
}

/// Who knows more of a store than it does itself.
#[derive(Debug, Clone, PartialEq, Eq)]
enum KnowingMore {
    /// The channel with that name.
    Channel(String),
    /// The file with the anchors, as messages name it.
    Anchors(String),
}

/// What somebody knows of a store that it does not know itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LaterState {
    /// An entry of the trail, and when it was noted.
    Entry { entry: i64, at: Timestamp },
    /// A change to a customer, as earlier versions noted it.
    Change(i64),
}

impl OlderStore {
    /// Says what a channel knows of a store that it does not know itself.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) fn of_channel(store: &Store, channel: &str, later: LaterState) -> Result<Self> {
        Self::new(store, KnowingMore::Channel(channel.to_owned()), later)
    }

    /// Says what the file with the anchors knows of a store that it does not know itself.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) fn of_anchors(store: &Store, file: &Path, later: LaterState) -> Result<Self> {
        Self::new(store, KnowingMore::Anchors(format!("`{}`", file.display())), later)
    }

    fn new(store: &Store, known_by: KnowingMore, later: LaterState) -> Result<Self> {
        let last = store.last_entry_of_trail()?.id;
        let last_at = store.trail_entry(last)?.map_or(Timestamp(0), |(_, at)| at);
        Ok(Self { known_by, later, last, last_at, last_change: store.last_change()? })
    }

    #[cfg(test)]
    pub(in crate::engine) fn examples() -> [Self; 3] {
        let at = Timestamp(1_795_000_000_000_000);
        let entry = |entry| LaterState::Entry { entry, at };
        [entry(1_234), entry(7), LaterState::Change(12)].map(|later| Self {
            known_by: KnowingMore::Channel("Houston".to_owned()),
            later,
            last: 1_200,
            last_at: Timestamp(1_794_000_000_000_000),
            last_change: 9,
        })
    }
}

impl Explain for OlderStore {
    fn phrase(&self) -> Phrase {
        JobFailure::from(self).phrase()
    }

    fn hint(&self) -> Option<Phrase> {
        JobFailure::from(self).hint()
    }
}

impl From<&OlderStore> for JobFailure {
    fn from(older: &OlderStore) -> Self {
        let failure = Self::new(FailureCode::OlderStore);
        let failure = match &older.known_by {
            KnowingMore::Channel(channel) => {
                // Older versions read who it is from `witness`.
                let witness = format!("channel `{channel}`");
                failure.with("witness", witness).with("known_by", "channel").with("channel", channel.as_str())
            }
            KnowingMore::Anchors(file) => {
                failure.with("witness", file.as_str()).with("known_by", "anchors").with("channel", "")
            }
        };
        let last = older.last;
        match older.later {
            LaterState::Entry { entry, at } => failure
                .with("form", if entry <= last { "rewritten" } else { "entry" })
                .with("entry", entry)
                .with("at", at.rfc3339())
                .with("last", last)
                .with("last_at", older.last_at.rfc3339()),
            LaterState::Change(change) => {
                failure.with("form", "change").with("change", change).with("last_change", older.last_change)
            }
        }
    }
}
