//! What the file with the anchors knows of the store: how far its trail and its number sequences went.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::course::Course;
use super::older_store::{LaterState, OlderStore};
use crate::engine::error::EngineError;
use crate::model::{Timestamp, hex};
use crate::store::Store;
use crate::trail::WitnessDetails;
use crate::witness::{Anchor, AnchorText, last_anchor_where, open_configured, read_lines};

/// What the anchors of one store say, all of them: commands may have gone on with an older state and noted anchors of their
/// own, which do not know what is lost.
pub(in crate::engine) struct NotedEnd {
    file: PathBuf,
    store: String,
    /// The highest number of each company's sequence, by its code in lower case.
    numbers: BTreeMap<String, NotedNumber>,
    /// The furthest anchor of a course that the store is to give up, or take the place of; `None` if there is none.
    last: Option<Anchor>,
}

/// How far a number sequence went, and the entry with which the anchor says so.
struct NotedNumber {
    company: String,
    number: i64,
    entry: i64,
    at: Timestamp,
}

impl NotedEnd {
    /// Returns what the anchors say of the store; `None` if there are none. A file that cannot be read is reported elsewhere.
    ///
    /// # Errors
    /// Those of the store.
    pub(in crate::engine) fn read(store: &Store) -> Result<Option<Self>, EngineError> {
        let Some(file) = store.anchors_file() else { return Ok(None) };
        Self::gather(file, &store.identity()?, |_| Ok(false))
    }

    /// Returns what the anchors say of the store and of a course of it that is not part of its trail.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) fn of_lost_course(store: &Store, course: &Course) -> Result<Option<Self>, EngineError> {
        let Some(file) = store.anchors_file() else { return Ok(None) };
        Self::gather(file, &course.store, |anchor| is_ahead(anchor, store, course))
    }

    /// Returns what the anchors say of another store than the one with an identity; `None` if there are none. Anchors of the
    /// store itself may follow them, since a run that failed has noted them.
    pub(super) fn of_other_store(file: &Path, identity: &str) -> Option<Self> {
        let is_other = |anchor: &Anchor| anchor.store.to_string() != identity;
        let other = last_anchor_where(file, is_other).ok().flatten()?.store.to_string();
        Self::gather(file, &other, |_| Ok(true)).ok().flatten()
    }

    fn gather(
        file: &Path,
        store: &str,
        is_lost: impl Fn(&Anchor) -> Result<bool, EngineError>,
    ) -> Result<Option<Self>, EngineError> {
        let mut end: Option<Self> = None;
        for anchor in anchors(file).filter(|anchor| anchor.store.to_string() == store) {
            let end = end.get_or_insert_with(|| Self {
                file: file.to_owned(),
                store: store.to_owned(),
                numbers: BTreeMap::new(),
                last: None,
            });
            for (company, number) in &anchor.accounts {
                let key = company.to_ascii_lowercase();
                if end.numbers.get(&key).is_none_or(|known| known.number < *number) {
                    let (company, number) = (company.clone(), *number);
                    end.numbers.insert(key, NotedNumber { company, number, entry: anchor.entry, at: anchor.at });
                }
            }
            if end.last.as_ref().is_none_or(|last| last.entry <= anchor.entry) && is_lost(&anchor)? {
                end.last = Some(anchor);
            }
        }
        Ok(end)
    }

    /// Returns the identity of the store that it is of.
    pub(super) fn store(&self) -> String {
        self.store.clone()
    }

    /// Returns the error of a new store in the place of the one that it is of.
    pub(super) fn store_lost(&self) -> EngineError {
        EngineError::NotedStoreLost { file: self.file.clone(), store: self.store() }
    }

    /// Returns why the store is refused: it would give accounts that it has given before. If only entries without accounts are
    /// missing, the run goes on, and `verify` tells. The store is read after the anchors: others may go on with both.
    ///
    /// # Errors
    /// Those of the store.
    pub(in crate::engine) fn lost_accounts(&self, store: &Store) -> Result<Option<OlderStore>, EngineError> {
        let here = store.anchor()?.accounts;
        let number_of = |company: &str| {
            here.iter().find(|(known, _)| known.eq_ignore_ascii_case(company)).map_or(0, |(_, number)| *number)
        };
        let lost = self.numbers.values().filter(|noted| noted.number > number_of(&noted.company));
        let Some(NotedNumber { entry, at, .. }) = lost.max_by_key(|noted| noted.entry) else { return Ok(None) };
        let later = LaterState::Entry { entry: *entry, at: *at };
        Ok(Some(OlderStore::of_anchors(store, &self.file, later)?))
    }

    /// Returns the company and the highest number of each sequence.
    pub(super) fn numbers(&self) -> impl Iterator<Item = (&str, i64)> {
        self.numbers.values().map(|noted| (noted.company.as_str(), noted.number))
    }

    /// Whether the anchors of the lost course go as far as an entry that others know.
    pub(super) fn reaches(&self, entry: i64) -> bool {
        self.last.as_ref().is_some_and(|last| last.entry >= entry)
    }

    /// Returns what the furthest anchor of the lost course says, for the trail.
    pub(super) fn details(&self) -> Option<WitnessDetails> {
        self.last.as_ref().map(|anchor| WitnessDetails {
            channel: None,
            store: self.store(),
            entry: Some(anchor.entry),
            hash: Some(hex(&anchor.hash)),
            at: Some(anchor.at.rfc3339()),
            restored: None,
        })
    }
}

/// Whether an anchor is of this store and of a course that nobody gave up, but not part of the trail.
fn is_ahead(anchor: &Anchor, store: &Store, course: &Course) -> Result<bool, EngineError> {
    let is_ours = anchor.store.to_string() == course.store;
    let is_known = is_part_of_trail(anchor, store)?;
    let is_given_up = course.restorations.iter().any(|restoration| restoration.covers(anchor));
    Ok(is_ours && !is_known && !is_given_up)
}

fn is_part_of_trail(anchor: &Anchor, store: &Store) -> Result<bool, EngineError> {
    Ok(store.trail_entry(anchor.entry)?.is_some_and(|(hash, _)| hash == hex(&anchor.hash)))
}

/// Returns the last entry before all anchors of the store's file that are not part of the trail; `None` if all are. The
/// store may have gone on since, and have noted more; and it may have been put back several times.
///
/// # Errors
/// Those of the store.
pub(super) fn last_common_entry(store: &Store, course: &Course) -> Result<Option<i64>, EngineError> {
    let Some(file) = store.anchors_file() else { return Ok(None) };
    let (mut last_known, mut common) = (0, None);
    for anchor in anchors(file) {
        if is_ahead(&anchor, store, course)? {
            let before = common.unwrap_or(last_known).min(anchor.entry - 1);
            common = Some(before);
        } else if common.is_none() && is_part_of_trail(&anchor, store)? {
            last_known = anchor.entry;
        }
    }
    Ok(common)
}

/// Returns the anchors of a file, as far as it can be read.
fn anchors(file: &Path) -> impl Iterator<Item = Anchor> {
    let lines = open_configured(file).ok().flatten().into_iter().flat_map(read_lines).map_while(Result::ok);
    lines.filter_map(|line| match line.text {
        AnchorText::Anchor(anchor) => Some(anchor),
        _ => None,
    })
}

/// Checks that no more accounts were given than the store knows, as far as its anchors say: a correction gives accounts too.
///
/// # Errors
/// [`EngineError::OlderStore`]
pub(in crate::engine) fn check_noted_accounts(store: &Store) -> Result<(), EngineError> {
    noted_older_store(store)?.map_or(Ok(()), |older| Err(older.into()))
}

/// Returns why the store is refused by its anchors; `None` if it is not.
///
/// # Errors
/// Those of the store.
pub(super) fn noted_older_store(store: &Store) -> Result<Option<OlderStore>, EngineError> {
    // A store that is damaged is reported as such.
    store.channels()?;
    NotedEnd::read(store)?.map_or(Ok(None), |noted| noted.lost_accounts(store))
}
