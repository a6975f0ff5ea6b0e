//! What a channel knows about its headquarters: which store it is, as which of its channels, and how far its trail went.
//!
//! It is kept in a table of the program's own, beside the bookmark of 1010 and in its transactions.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension as _, params};

use super::database::ChannelDatabase;
use super::error::{ChannelFault, Result};
use super::writing::Writing;
use crate::model::{Counter, LayoutError, RecordKind, Timestamp};

/// The program's own table in a channel.
const TABLE: &str = "HQSYNC_BOOKMARK";

/// As earlier versions created it.
const CREATE: &str = "CREATE TABLE IF NOT EXISTS HQSYNC_BOOKMARK (STORE TEXT PRIMARY KEY, CHANGE INTEGER NOT NULL)";

/// The columns that earlier versions did not have.
const ADDED: [&str; 8] = [
    "CHANNEL INTEGER",
    "ENTRY INTEGER",
    "HASH TEXT",
    "RESTORED TEXT",
    "WRITTEN TEXT",
    "ACCOUNTS INTEGER",
    "TAKEN INTEGER",
    "LEFTOUT TEXT",
];

/// The most stores that are read: a channel has one, and several only if it met them before it told them apart.
const STORES: usize = 16;

/// What a channel knows about one store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChannelWitness {
    /// The identity of the store.
    pub(crate) store: String,
    /// The number of the last change to a customer that the channel received.
    pub(crate) change: i64,
    /// `None` if an earlier version wrote the row.
    pub(crate) state: Option<WitnessedState>,
    /// The numbers of customers whom the channel could not receive.
    pub(crate) left_out: Vec<i64>,
}

/// The state of a store that a channel met last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WitnessedState {
    /// The channel's `ORIGINATINGCHANNEL` as it was configured.
    pub(crate) channel: i64,
    /// The number of the trail's last entry.
    pub(crate) entry: i64,
    /// The hash of that entry in hexadecimal digits.
    pub(crate) hash: String,
    /// The hash of the entry with which the store was last put back to an older state; empty if it never was.
    pub(crate) restored: String,
    pub(crate) at: Timestamp,
    /// How far the number sequence of the channel's company went.
    pub(crate) accounts: i64,
    /// The highest counter of the customers' upload table that the P-job may have taken; `None` if it took nothing.
    pub(crate) taken: Option<Counter>,
}

/// What a channel is to know about its only headquarters from now on. `None` leaves a value as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewWitness {
    pub(crate) store: String,
    pub(crate) change: Option<i64>,
    pub(crate) state: WitnessedState,
    pub(crate) left_out: Option<Vec<i64>>,
}

impl ChannelDatabase {
    /// Returns what the channel knows about stores: nothing before the first contact.
    ///
    /// # Errors
    /// The program's own table is not as the program makes it.
    pub(crate) fn witnesses(&self) -> Result<Vec<ChannelWitness>> {
        let sql = "SELECT type FROM sqlite_schema WHERE name = ?1 COLLATE NOCASE";
        let kind = self.sqlite(self.connection.query_row(sql, [TABLE], |row| row.get::<_, String>(0)).optional())?;
        match kind.as_deref() {
            None => return Ok(Vec::new()),
            Some("table") => {}
            Some(_) => return Err(self.fault(ChannelFault::NoTable(TABLE))),
        }
        let columns = self.columns(TABLE)?;
        let has = |wanted: &str| columns.iter().any(|column| column.eq_ignore_ascii_case(wanted));
        if let Some(column) = ["STORE", "CHANGE"].into_iter().find(|column| !has(column)) {
            return Err(self.fault(LayoutError { table: TABLE, column }.into()));
        }
        let added = ADDED.map(|definition| {
            let name = definition.split(' ').next().unwrap_or_default();
            if has(name) { name } else { "NULL" }
        });
        let sql =
            format!("SELECT STORE, CHANGE, {} FROM {TABLE} WHERE STORE IS NOT NULL LIMIT {STORES}", added.join(", "));
        let read = || -> rusqlite::Result<Vec<ChannelWitness>> {
            let mut statement = self.connection.prepare_cached(&sql)?;
            statement.query_map([], witness_of)?.collect()
        };
        read().map_err(|error| match error {
            rusqlite::Error::InvalidColumnType(_, column, kind) => {
                self.fault(ChannelFault::WitnessUnreadable { detail: format!("`{column}` is of type {kind}") })
            }
            error => self.sqlite_error(&error),
        })
    }

    /// Returns the `ORIGINATINGCHANNEL` of the newest row of each upload table that has one.
    pub(crate) fn origins(&self) -> Result<Vec<i64>> {
        let mut origins = Vec::new();
        for kind in RecordKind::ALL {
            let sql = format!(
                "SELECT ORIGINATINGCHANNEL FROM {} ORDER BY REPLICATIONCOUNTERFROMORIGIN DESC LIMIT 1",
                kind.table()
            );
            let newest = self.sqlite(self.connection.query_row(&sql, [], |row| row.get::<_, Value>(0)).optional())?;
            if let Some(Value::Integer(origin)) = newest {
                origins.push(origin);
            }
        }
        Ok(origins)
    }
}

fn witness_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<ChannelWitness> {
    let state = || -> rusqlite::Result<Option<WitnessedState>> {
        let (channel, entry, hash) = (row.get(2)?, row.get(3)?, row.get(4)?);
        let (Some(channel), Some(entry), Some(hash)) = (channel, entry, hash) else { return Ok(None) };
        Ok(Some(WitnessedState {
            channel,
            entry,
            hash,
            restored: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
            // What is of no type of ours says nothing.
            at: row.get::<_, String>(6).ok().and_then(|at| Timestamp::parse(&at)).unwrap_or(Timestamp(0)),
            accounts: row.get(7).unwrap_or_default(),
            taken: row.get(8).ok().map(Counter),
        }))
    };
    let left_out = row.get::<_, Option<String>>(9).unwrap_or_else(|_| Some("?".to_owned()));
    let numbers = left_out.as_deref().unwrap_or_default().split(' ').filter(|number| !number.is_empty());
    let numbers: Option<Vec<i64>> = numbers.map(|number| number.parse().ok()).collect();
    Ok(ChannelWitness {
        store: row.get(0)?,
        // Where it cannot be read who was left out, everybody is written again.
        change: if numbers.is_some() { row.get(1)? } else { 0 },
        state: state()?,
        left_out: numbers.unwrap_or_default(),
    })
}

impl Writing<'_> {
    /// Makes a store the channel's only headquarters, in the state that it has now.
    pub(crate) fn set_witness(&self, new: &NewWitness) -> Result<()> {
        let left_out =
            new.left_out.as_ref().map(|numbers| numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(" "));
        let write = || -> rusqlite::Result<()> {
            self.transaction.execute_batch(CREATE)?;
            self.add_columns()?;
            self.transaction
                .prepare_cached("DELETE FROM HQSYNC_BOOKMARK WHERE STORE IS NOT ?1")?
                .execute([&new.store])?;
            let mut statement = self.transaction.prepare_cached(
                "INSERT INTO HQSYNC_BOOKMARK
                   (STORE, CHANGE, CHANNEL, ENTRY, HASH, RESTORED, WRITTEN, ACCOUNTS, TAKEN, LEFTOUT)
                 VALUES (?1, coalesce(?2, 0), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
                 ON CONFLICT (STORE) DO UPDATE SET CHANGE = coalesce(?2, CHANGE), CHANNEL = ?3, ENTRY = ?4, HASH = ?5,
                   RESTORED = ?6, WRITTEN = ?7, ACCOUNTS = ?8, TAKEN = coalesce(?9, TAKEN), LEFTOUT = coalesce(?10, LEFTOUT)",
            )?;
            let state = &new.state;
            statement.execute(params![
                new.store,
                new.change,
                state.channel,
                state.entry,
                state.hash,
                state.restored,
                state.at.rfc3339_micros(),
                state.accounts,
                state.taken.map(|counter| counter.0),
                left_out,
            ])?;
            Ok(())
        };
        self.sqlite(write())?;
        self.check_witness(new)
    }

    /// Checks that the channel has kept what it was told, where a trigger of somebody else's may have undone it.
    fn check_witness(&self, new: &NewWitness) -> Result<()> {
        if !self.unreliable.has(TABLE) {
            return Ok(());
        }
        let kept = self.sqlite(self.transaction.query_row(
            "SELECT count(*), sum(STORE IS ?1 AND CHANNEL IS ?2 AND ENTRY IS ?3 AND HASH IS ?4 AND CHANGE IS coalesce(?5, CHANGE))
             FROM HQSYNC_BOOKMARK",
            params![new.store, new.state.channel, new.state.entry, new.state.hash, new.change],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?)),
        ))?;
        if kept == (1, Some(1)) { Ok(()) } else { Err(self.place.error(ChannelFault::WitnessNotKept)) }
    }

    /// Adds the columns that the table of an earlier version does not have.
    fn add_columns(&self) -> rusqlite::Result<()> {
        let mut statement = self.transaction.prepare_cached("SELECT name FROM pragma_table_info(?1)")?;
        let existing = statement.query_map([TABLE], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
        for definition in ADDED {
            let name = definition.split(' ').next().unwrap_or_default();
            if !existing.iter().any(|column| column.eq_ignore_ascii_case(name)) {
                self.transaction.execute_batch(&format!("ALTER TABLE {TABLE} ADD COLUMN {definition}"))?;
            }
        }
        Ok(())
    }
}
