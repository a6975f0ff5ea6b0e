//! What happened to the store as a whole, as the audit trail has it: configurations, saved filters, backups and the like.

use serde_json::{Map, Value as Json};

use super::error::{Result, unreadable};
use super::handle::Store;
use super::trail::{COLUMNS, read_without_steps};
use crate::model::{Timestamp, hex};
use crate::trail::{Author, Event};

/// The events of jobs, which the history of runs shows, and of the beginning of the trail.
const OF_JOBS: [Event; 6] =
    [Event::Began, Event::JobEnded, Event::Ended, Event::Downloaded, Event::Reported, Event::Adopted];

/// An entry of the audit trail that is about the store as a whole.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AdministrationEntry {
    pub(crate) id: i64,
    pub(crate) at: Timestamp,
    pub(crate) author: Author,
    pub(crate) event: Event,
    /// What the entry says.
    pub(crate) details: Map<String, Json>,
    /// The entry's hash in hexadecimal digits, over itself and the entry before it.
    pub(crate) hash: String,
}

impl Store {
    /// Returns the entries about the store as a whole, in order.
    pub(crate) fn administration(&self) -> Result<Vec<AdministrationEntry>> {
        let sql = format!("SELECT {COLUMNS} FROM entry WHERE first IS NULL ORDER BY id");
        let entries = self.settled()?.all(&sql, &[], |row| {
            let event = Event::from_name(row.get(3)?).ok_or_else(|| unreadable("an entry's event"))?;
            if OF_JOBS.contains(&event) {
                return Ok(None);
            }
            let (entry, hash) = read_without_steps(row)?;
            let details = serde_json::from_str(&entry.details).map_err(|_| unreadable("an entry's details"))?;
            let (id, at, author) = (entry.id, Timestamp(entry.at), entry.author());
            Ok(Some(AdministrationEntry { id, at, author, event, details, hash: hex(&hash) }))
        })?;
        Ok(entries.into_iter().flatten().collect())
    }
}
