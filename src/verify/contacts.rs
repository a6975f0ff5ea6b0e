//! The channels' last contacts and errors: as the last run that ended, or a reset, left them.

use std::collections::BTreeSet;

use super::breach::{BreachKind, BreachPlace};
use super::verification::Verification;
use crate::model::hex;
use crate::store::{NoteEntry, Result};
use crate::trail::{Event, contacts_after};

/// What the trail notes about the channels' last contacts.
#[derive(Debug, Default)]
pub(super) struct NotedContacts {
    /// The digest that was noted last, in hexadecimal digits; `None` if the contacts may have changed since.
    digest: Option<String>,
    /// Runs that may be at work: their contacts are noted when they end.
    open: BTreeSet<i64>,
}

impl NotedContacts {
    /// Adds what an entry says.
    pub(super) fn add(&mut self, entry: &NoteEntry<'_>) {
        match entry.event {
            Event::Began => {
                self.digest = None;
                // A run that has begun knows that none before it is at work, unless runs overlap.
                self.open.clear();
                self.open.extend(entry.run);
            }
            Event::Ended => {
                self.open.retain(|run| Some(*run) != entry.run);
                self.digest = contacts_after(entry.details);
            }
            Event::Registered => self.digest = None,
            Event::Reset | Event::Adopted => self.digest = contacts_after(entry.details).or(self.digest.take()),
            _ => {}
        }
    }

    /// Compares the contacts in the store.
    pub(super) fn finish(self, v: &mut Verification<'_>) -> Result<()> {
        let found = v.store.contacts_digest()?.map(|digest| hex(&digest));
        if self.open.is_empty() && self.digest.is_some() && found.is_some() && self.digest != found {
            v.breach(BreachPlace::Store, BreachKind::Contacts);
        }
        Ok(())
    }
}
