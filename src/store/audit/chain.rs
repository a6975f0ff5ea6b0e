//! The chain of the trail's entries.

use rusqlite::types::ValueRef;

use super::Audit;
use crate::model::hex;
use crate::store::Result;
use crate::store::trail::{COLUMNS, read_entry};
use crate::trail::Entry;
use crate::verify::{BreachKind, BreachPlace};

/// The entry that was looked at last.
struct Link {
    id: i64,
    /// As it is stored; none where that is no hash.
    stored: Option<Vec<u8>>,
    /// As it should be; none where that cannot be said.
    computed: Option<[u8; 32]>,
}

impl Audit<'_> {
    /// Reads all entries in their order. Each is held against the stored hash of the one before, so that one change makes one
    /// breach and not one for each later entry.
    pub(super) fn check_chain(&mut self, anchor: Option<&[u8]>) -> Result<()> {
        let sql = format!("SELECT {} FROM entry ORDER BY id", COLUMNS);
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        let mut last: Option<Link> = None;
        let mut has_anchor = false;
        while let Some(row) = rows.next()? {
            self.audited.entries += 1;
            let id: i64 = row.get(0)?;
            let stored = match row.get_ref(10)? {
                ValueRef::Blob(bytes) => Some(bytes.to_vec()),
                _ => None,
            };
            has_anchor |= anchor.is_some() && stored.as_deref() == anchor;
            let follows = id == last.as_ref().map_or(0, |link| link.id).wrapping_add(1);
            if !follows {
                self.breach(BreachPlace::Entry(id), BreachKind::EntriesMissing);
            }
            let mut link = Link { id, stored, computed: None };
            match read_entry(row) {
                Ok((entry, _)) => {
                    if follows {
                        self.check_link(&entry, last.as_ref(), &mut link);
                    }
                    if !entry.is_readable() {
                        self.breach(BreachPlace::Entry(id), BreachKind::EntryUnreadable);
                    }
                }
                Err(_) => self.breach(BreachPlace::Entry(id), BreachKind::EntryUnreadable),
            }
            last = Some(link);
        }
        self.audited.head = last.as_ref().and_then(|link| link.stored.as_deref()).map(hex);
        if last.is_none() {
            // The first entry tells of the trail's beginning.
            self.breach(BreachPlace::Store, BreachKind::EntriesMissing);
        }
        if let Some(anchor) = anchor.filter(|_| !has_anchor) {
            self.found(BreachPlace::Store, BreachKind::AnchorMissing, &hex(anchor));
        }
        Ok(())
    }

    /// Holds an entry against its hash, which is over that of the one before as well.
    fn check_link(&mut self, entry: &Entry, last: Option<&Link>, link: &mut Link) {
        let before: Vec<&[u8]> = match last {
            None => vec![&[]],
            // Where only the stored hash before was changed, that one is a breach, and this one is none.
            Some(Link { stored, computed, .. }) => {
                stored.as_deref().into_iter().chain(computed.as_ref().map(|hash| hash.as_slice())).collect()
            }
        };
        let hashes: Vec<_> = before.iter().map(|before| entry.hash(before)).collect();
        let right = hashes.iter().find(|hash| link.stored.as_deref() == Some(hash.as_slice()));
        if right.is_none() && !hashes.is_empty() {
            self.breach(BreachPlace::Entry(link.id), BreachKind::Chain);
        }
        link.computed = right.or(hashes.first()).copied();
    }
}
