//! The error of a store of which somebody else knows a later state.

use std::fmt;

use crate::model::{FailureCode, JobFailure, Timestamp};
use crate::store::{Result, Store};

/// A store that was put back to an older state, or whose trail was rewritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OlderStore {
    /// Who knows more: a channel, or the file with the anchors.
    witness: String,
    /// The name of the channel, if it is one.
    channel: Option<String>,
    later: LaterState,
    /// The last entry of the store, and when it was appended.
    last: i64,
    last_at: Timestamp,
    /// The last change to a customer.
    last_change: i64,
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
    /// Returns what a person can do about it.
    pub(crate) fn hint(&self) -> String {
        let hint = "put the newer store back; if it is lost, `hqsync run-jobs --restored` takes over the accounts that \
                    channels know";
        match &self.channel {
            Some(channel) => format!(
                "{hint}; if the store was never put back, what the channel says is wrong, and `hqsync channels claim \
                 \"{channel}\"` replaces it"
            ),
            None => hint.to_owned(),
        }
    }

    /// Says what a channel knows of a store that it does not know itself.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) fn of_channel(store: &Store, channel: &str, later: LaterState) -> Result<Self> {
        let older = Self::new(store, format!("channel `{channel}`"), later)?;
        Ok(Self { channel: Some(channel.to_owned()), ..older })
    }

    /// Says what a witness knows of a store that it does not know itself.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) fn new(store: &Store, witness: String, later: LaterState) -> Result<Self> {
        let last = store.last_entry_of_trail()?.id;
        let last_at = store.trail_entry(last)?.map_or(Timestamp(0), |(_, at)| at);
        Ok(Self { witness, channel: None, later, last, last_at, last_change: store.last_change()? })
    }

    #[cfg(test)]
    pub(in crate::engine) fn examples() -> [Self; 3] {
        let at = Timestamp(1_795_000_000_000_000);
        let entry = |entry| LaterState::Entry { entry, at };
        [entry(1_234), entry(7), LaterState::Change(12)].map(|later| Self {
            witness: "channel `Houston`".to_owned(),
            channel: Some("Houston".to_owned()),
            later,
            last: 1_200,
            last_at: Timestamp(1_794_000_000_000_000),
            last_change: 9,
        })
    }
}

impl fmt::Display for OlderStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { witness, later, last, last_at, last_change, .. } = self;
        match later {
            LaterState::Entry { entry, at } if entry <= last => {
                write!(f, "the audit trail was rewritten: {witness} knows another entry {entry}, of {}", at.rfc3339())
            }
            LaterState::Entry { entry, at } => write!(
                f,
                "the store is an older state of itself: {witness} knows its entry {entry} of {}, but it ends with entry {last} of {}",
                at.rfc3339(),
                last_at.rfc3339()
            ),
            LaterState::Change(change) => write!(
                f,
                "the store is an older state of itself: {witness} received change {change}, but its last change is {last_change}"
            ),
        }
    }
}

impl std::error::Error for OlderStore {}

impl From<&OlderStore> for JobFailure {
    fn from(older: &OlderStore) -> Self {
        let channel = older.channel.as_deref();
        let failure = Self::new(FailureCode::OlderStore)
            .with("witness", older.witness.as_str())
            .with("known_by", if channel.is_some() { "channel" } else { "anchors" })
            .with("channel", channel.unwrap_or_default());
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
