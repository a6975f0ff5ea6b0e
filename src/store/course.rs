//! The course of the store: when it was put back to an older state or made anew, and which channels were heard since.

use super::channels::NEW_COMPANY;
use super::database::params;
use super::error::{Result, unreadable};
use super::handle::Store;
use super::trail::chain_end;
use super::transaction::Transaction;
use crate::model::{CompanyKey, Timestamp, hex};
use crate::trail::{
    ChainEnd, ClaimedDetails, Event, HeardDetails, RestoredDetails, WitnessDetails, course_details, read_course_details,
};
use crate::witness::Anchor;

/// An entry of the trail that says that the store was put back to an older state, or made anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Restoration {
    pub(crate) entry: i64,
    /// The hash of the entry in hexadecimal digits.
    pub(crate) hash: String,
    pub(crate) at: Timestamp,
    pub(crate) actor: String,
    /// What was noted until then can be of the course that was given up: when the entry was appended, or the next one if that
    /// was earlier, since somebody may have forged the time.
    until: Timestamp,
    pub(crate) details: RestoredDetails,
}

impl Restoration {
    /// Whether an anchor was noted before, of a course that the store gave up then, or of a store whose place it takes.
    pub(crate) fn covers(&self, anchor: &Anchor) -> bool {
        let is_replaced = self.replaces(&anchor.store.to_string());
        (is_replaced || self.gave_up(anchor.entry)) && self.is_known(anchor.at, anchor.entry, &hex(&anchor.hash))
    }

    /// Whether the store takes the place of another one.
    pub(crate) fn replaces(&self, store: &str) -> bool {
        self.details.replaces.iter().any(|replaced| replaced == store)
    }

    /// Whether an entry of the store that the trail does not have may belong to the course that was given up.
    pub(crate) fn gave_up(&self, entry: i64) -> bool {
        entry > self.details.entry
    }

    /// Whether an entry was noted before the course was given up: at that time, or as the last that somebody knew then. The
    /// clock may have been wrong.
    pub(crate) fn is_known(&self, at: Timestamp, entry: i64, hash: &str) -> bool {
        at <= self.until || self.details.witnesses.iter().any(|known| is_entry(known, entry, hash))
    }

    /// Whether this is the last anchor of the store's file at that time.
    pub(crate) fn is_last_anchor(&self, anchor: &Anchor) -> bool {
        let mut anchors = self.details.witnesses.iter().filter(|known| known.channel.is_none());
        anchors.any(|known| is_entry(known, anchor.entry, &hex(&anchor.hash)))
    }
}

fn is_entry(known: &WitnessDetails, entry: i64, hash: &str) -> bool {
    known.entry == Some(entry) && known.hash.as_deref() == Some(hash)
}

impl Store {
    /// Returns the last entry of the trail; that of an empty trail if there is none.
    pub(crate) fn last_entry_of_trail(&self) -> Result<ChainEnd> {
        Ok(chain_end(self.settled()?)?.unwrap_or_default())
    }

    /// Returns the hash of an entry in hexadecimal digits, and when it was appended; `None` if there is no such entry.
    pub(crate) fn trail_entry(&self, entry: i64) -> Result<Option<(String, Timestamp)>> {
        let sql = "SELECT hash, at FROM entry WHERE id = ?1";
        self.settled()?.one(sql, &params![entry], |row| {
            let hash: &[u8] = row.get(0).map_err(|_| unreadable("an entry's hash"))?;
            Ok((hex(hash), Timestamp(row.get(1)?)))
        })
    }

    /// Returns when the store was put back to an older state or made anew, oldest first.
    pub(crate) fn restorations(&self) -> Result<Vec<Restoration>> {
        let sql =
            "SELECT id, hash, at, details, actor, (SELECT later.at FROM entry later WHERE later.id = entry.id + 1)
             FROM entry WHERE event = ?1 AND first IS NULL ORDER BY id";
        self.settled()?.all(sql, &params![Event::Restored.name()], |row| {
            let (at, next): (i64, Option<i64>) = (row.get(2)?, row.get(5)?);
            Ok(Restoration {
                entry: row.get(0)?,
                hash: hex(row.get(1)?),
                at: Timestamp(at),
                actor: row.get(4)?,
                until: Timestamp(next.map_or(at, |next| next.min(at))),
                details: read_course_details(row.get(3)?).ok_or_else(|| unreadable("an entry's details"))?,
            })
        })
    }

    /// Returns the channels that were heard after an entry, oldest first.
    pub(crate) fn heard_channels(&self, after: i64) -> Result<Vec<HeardDetails>> {
        let sql = "SELECT details FROM entry WHERE event = ?1 AND first IS NULL AND id > ?2 ORDER BY id";
        self.settled()?.all(sql, &params![Event::Heard.name(), after], |row| {
            read_course_details(row.get(0)?).ok_or_else(|| unreadable("an entry's details"))
        })
    }

    /// Whether a channel was ever claimed from another store.
    pub(crate) fn has_claimed(&self) -> Result<bool> {
        let sql = "SELECT 1 FROM entry WHERE event = ?1 AND first IS NULL LIMIT 1";
        self.settled()?.exists(sql, &params![Event::Claimed.name()])
    }

    /// Returns the last entry after the one given that says more than that runs came and went; `None` if there is none.
    pub(crate) fn last_eventful_entry(&self, after: i64) -> Result<Option<i64>> {
        let events: Vec<_> = Event::ALL.into_iter().filter(|event| event.is_eventful()).map(Event::name).collect();
        let sql = format!(
            "SELECT id FROM entry WHERE id > ?1 AND event IN ('{}') ORDER BY id DESC LIMIT 1",
            events.join("', '")
        );
        self.settled()?.one(&sql, &params![after], |row| row.get(0))
    }

    /// Returns the last number of a company's sequence that was given or passed over.
    pub(crate) fn last_account_number(&self, company: CompanyKey) -> Result<i64> {
        self.settled()?.only("SELECT accounts FROM company WHERE id = ?1", &params![company.0], |row| row.get(0))
    }
}

impl Transaction<'_> {
    /// Notes that the store was put back to an older state, or made anew.
    pub(crate) fn note_restored(&self, details: &RestoredDetails) {
        self.draft.borrow_mut().note(Event::Restored, course_details(details));
    }

    /// Notes that a channel was heard for the first time since then.
    pub(crate) fn note_heard(&self, details: &HeardDetails) {
        self.draft.borrow_mut().note(Event::Heard, course_details(details));
    }

    /// Notes that a person made this store the headquarters of a channel.
    pub(crate) fn note_claimed(&self, details: &ClaimedDetails) {
        self.draft.borrow_mut().note(Event::Claimed, course_details(details));
    }

    /// Returns the number of the company with that code, which is added if it is not known.
    pub(crate) fn company_number(&self, code: &str) -> Result<CompanyKey> {
        let database = &self.database;
        database.execute(NEW_COMPANY, &params![code])?;
        database.only("SELECT id FROM company WHERE code COLLATE NOCASE = ?1 COLLATE NOCASE", &params![code], |row| {
            row.get(0).map(CompanyKey)
        })
    }
}
