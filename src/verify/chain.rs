//! The chain of the trail's entries.

use super::anchors::NotedHashes;
use super::breach::{BreachKind, BreachPlace};
use super::seals::SealCheck;
use super::verification::Verification;
use crate::model::hex;
use crate::store::{Result, StoredEntry};
use crate::trail::{Entry, SealKey};

/// The entry that was checked last.
#[derive(Default)]
struct Link {
    id: i64,
    /// As it is stored; `None` if that is no hash.
    stored: Option<Vec<u8>>,
    /// As it should be; `None` if that cannot be said.
    computed: Option<[u8; 32]>,
}

/// Checks all entries in their order. Each is compared with the stored hash of the one before, so that one change makes
/// one breach and not one for each later entry. Hashes that were `noted` must be among those of the entries. Seals began with
/// some `keys`.
pub(super) fn check_chain(v: &mut Verification<'_>, mut noted: NotedHashes, keys: Vec<SealKey>) -> Result<()> {
    let store = v.store;
    let mut last: Option<Link> = None;
    let mut seals = SealCheck::new(keys);
    store.for_each_entry(&mut |stored| {
        v.summary.entries += 1;
        noted.found(stored.hash.as_deref().unwrap_or_default());
        seals.check(v, &stored);
        last = Some(check_entry(v, stored, last.as_ref()));
        Ok(())
    })?;
    v.summary.head = last.as_ref().and_then(|link| link.stored.as_deref()).map(hex);
    if last.is_none() {
        // The trail begins with an entry of its own.
        v.breach(BreachPlace::Store, BreachKind::EntriesMissing);
    }
    noted.report_missing(v);
    seals.finish(v);
    Ok(())
}

/// Checks an entry, which follows `last`.
fn check_entry(v: &mut Verification<'_>, stored: StoredEntry, last: Option<&Link>) -> Link {
    let StoredEntry { id, entry, hash, .. } = stored;
    let place = BreachPlace::Entry(id);
    let follows = id == last.map_or(0, |link| link.id).wrapping_add(1);
    if !follows {
        v.breach(place.clone(), BreachKind::EntriesMissing);
    }
    let mut link = Link { id, stored: hash, computed: None };
    if let Some(entry) = entry.as_ref().filter(|_| follows) {
        let hashes = possible_hashes(entry, last);
        let right = hashes.iter().find(|hash| link.stored.as_deref() == Some(hash.as_slice()));
        if right.is_none() && !hashes.is_empty() {
            v.breach(place.clone(), BreachKind::Chain);
        }
        link.computed = right.or(hashes.first()).copied();
    }
    if !entry.is_some_and(|entry| entry.is_readable()) {
        v.breach(place, BreachKind::EntryUnreadable);
    }
    link
}

/// Returns the hashes that an entry may have: it covers the hash of the entry before as that is stored. If only that
/// stored hash was changed, the entry before is a breach, and this one is not.
fn possible_hashes(entry: &Entry, last: Option<&Link>) -> Vec<[u8; 32]> {
    match last {
        None => vec![entry.hash(&[])],
        Some(Link { stored, computed, .. }) => {
            let before = stored.as_deref().into_iter().chain(computed.as_ref().map(|hash| hash.as_slice()));
            before.map(|before| entry.hash(before)).collect()
        }
    }
}
