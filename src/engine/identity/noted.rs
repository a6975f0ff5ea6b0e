//! What the file with the anchors knows of the store: how far its trail and its number sequences went.

use std::path::{Path, PathBuf};

use super::course::Course;
use super::older_store::{LaterState, OlderStore};
use crate::engine::error::EngineError;
use crate::model::hex;
use crate::store::Store;
use crate::trail::WitnessDetails;
use crate::witness::{Anchor, AnchorText, last_anchor, last_anchor_where, open_configured, read_lines};

/// The last anchor of the store's file.
pub(super) struct NotedEnd {
    file: PathBuf,
    pub(super) anchor: Anchor,
}

impl NotedEnd {
    /// Returns the last anchor; `None` if there is none. A file that cannot be read is reported when it is appended to.
    pub(super) fn read(store: &Store) -> Option<Self> {
        let file = store.anchors_file()?.to_owned();
        let anchor = last_anchor(&file).ok().flatten()?;
        Some(Self { file, anchor })
    }

    /// Returns the last anchor of another store than the one with an identity; `None` if there is none. Anchors of the store
    /// itself may follow it, since a run that failed has noted them.
    pub(super) fn of_other_store(file: &Path, identity: &str) -> Option<Self> {
        let is_other = |anchor: &Anchor| anchor.store.to_string() != identity;
        let anchor = last_anchor_where(file, is_other).ok().flatten()?;
        Some(Self { file: file.to_owned(), anchor })
    }

    /// Returns the identity of the store that it is of.
    pub(super) fn store(&self) -> String {
        self.anchor.store.to_string()
    }

    /// Returns the error of a new store in the place of the one that it is of.
    pub(super) fn store_lost(&self) -> EngineError {
        EngineError::NotedStoreLost { file: self.file.clone(), store: self.store() }
    }

    /// Whether the anchor is of this store and of a course that nobody gave up, but not part of the trail.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) fn is_ahead(&self, store: &Store, course: &Course) -> Result<bool, EngineError> {
        is_ahead(&self.anchor, store, course)
    }

    /// Returns why the store is refused: it would give accounts that it has given before. If only entries without accounts are
    /// missing, the run goes on, and `verify` tells.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) fn lost_accounts(&self, store: &Store, course: &Course) -> Result<Option<OlderStore>, EngineError> {
        if !self.is_ahead(store, course)? || !self.has_more_accounts(store)? {
            return Ok(None);
        }
        let later = LaterState::Entry { entry: self.anchor.entry, at: self.anchor.at };
        Ok(Some(OlderStore::new(store, format!("`{}`", self.file.display()), later)?))
    }

    fn has_more_accounts(&self, store: &Store) -> Result<bool, EngineError> {
        let here = store.anchor()?.accounts;
        let is_more = |(code, count): &(String, i64)| {
            let known = here.iter().find(|(known, _)| known.eq_ignore_ascii_case(code));
            known.map_or(0, |(_, count)| *count) < *count
        };
        Ok(self.anchor.accounts.iter().any(is_more))
    }

    /// Returns what the anchor says, for the trail.
    pub(super) fn details(&self) -> WitnessDetails {
        WitnessDetails {
            channel: None,
            store: self.store(),
            entry: Some(self.anchor.entry),
            hash: Some(hex(&self.anchor.hash)),
            at: Some(self.anchor.at.rfc3339()),
            restored: None,
        }
    }
}

fn is_ahead(anchor: &Anchor, store: &Store, course: &Course) -> Result<bool, EngineError> {
    let is_ours = anchor.store.to_string() == course.store;
    let is_known = store.trail_entry(anchor.entry)?.is_some_and(|(hash, _)| hash == hex(&anchor.hash));
    let is_given_up = course.restorations.iter().any(|restoration| restoration.covers(anchor));
    Ok(is_ours && !is_known && !is_given_up)
}

/// Returns the last entry before the first anchor of the store's file that is not part of the trail; `None` if all are. The
/// store may have gone on since, and have noted more.
///
/// # Errors
/// Those of the store.
pub(super) fn last_common_entry(store: &Store, course: &Course) -> Result<Option<i64>, EngineError> {
    let Some(file) = store.anchors_file().and_then(open) else { return Ok(None) };
    let mut common = 0;
    for line in read_lines(file) {
        let Ok(line) = line else { break };
        let AnchorText::Anchor(anchor) = line.text else { continue };
        if is_ahead(&anchor, store, course)? {
            return Ok(Some(common));
        }
        if store.trail_entry(anchor.entry)?.is_some_and(|(hash, _)| hash == hex(&anchor.hash)) {
            common = anchor.entry;
        }
    }
    Ok(None)
}

fn open(path: &Path) -> Option<std::fs::File> {
    open_configured(path).ok().flatten()
}

/// Checks that no more accounts were given than the store knows, as far as its anchors say: a correction gives accounts too.
///
/// # Errors
/// [`EngineError::OlderStore`]
pub(in crate::engine) fn check_noted_accounts(store: &Store) -> Result<(), EngineError> {
    // A store that is damaged is reported as such.
    store.channels()?;
    let Some(noted) = NotedEnd::read(store) else { return Ok(()) };
    match noted.lost_accounts(store, &Course::read(store)?)? {
        Some(older) => Err(older.into()),
        None => Ok(()),
    }
}
