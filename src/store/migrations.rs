//! The store's schema, version by version. A published migration is never edited.

use super::adoption;
use super::database::{Database, Purpose, SqliteDatabase, params};
use super::error::{Result, StoreError};
use super::index_repair;
use super::inventory;
use super::last_runs;
use super::misdated;
use super::noted_values;
use super::trail;
use crate::clock::Clock;
use crate::sqlite::FileHeader;
use crate::trail::Author;

/// Each entry migrates the store from the version of its position to the next.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_initial.sql"),
    include_str!("migrations/0002_search.sql"),
    include_str!("migrations/0003_trail.sql"),
    include_str!("migrations/0004_epochs.sql"),
    include_str!("migrations/0005_failures.sql"),
    include_str!("migrations/0006_witnesses.sql"),
    include_str!("migrations/0007_numbers.sql"),
    include_str!("migrations/0008_runs.sql"),
    include_str!("migrations/0009_real_rows.sql"),
    include_str!("migrations/0010_imports.sql"),
];

/// The newest version, in which a store in a file and one on a server have the same tables.
pub(crate) const NEWEST: i64 = MIGRATIONS.len() as i64;

/// The version in which the audit trail begins.
const WITH_TRAIL: i64 = 3;

/// The version from which on the audit trail covers runs, channels and saved filters.
const WITH_INVENTORY: i64 = 6;

/// The version from which on operations have the number of the last run that changed them.
const WITH_RUNS: i64 = 8;

/// The version from which on operations have what is noted about their values, and from which on the search index has values
/// folded in full.
const WITH_NOTES: i64 = 9;

/// `PRAGMA application_id` of a store: `hqsy`.
pub(super) const APPLICATION_ID: i64 = 0x6871_7379;

/// The table that only a half-made copy of a store has: it says what is copied, and how far that is.
pub(super) const HALF_COPY: &str = "half_copy";

/// What a database file is to this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DatabaseKind {
    /// A database without any table.
    Blank,
    /// The half-made copy of a store, whatever the version of its schema.
    HalfCopy,
    Current,
    Older,
}

/// Returns what the database is.
///
/// # Errors
/// [`StoreError::Foreign`] for another program's database, [`StoreError::Newer`] for one of a later version, and
/// [`StoreError::Damaged`] if the version is none that the program writes.
pub(super) fn inspect(database: &SqliteDatabase) -> Result<DatabaseKind> {
    match kind_of(database) {
        Ok(DatabaseKind::Blank) | Err(StoreError::Foreign) if has_header_of_store(database) => {
            Err(StoreError::Malformed("its header is not what the file says".to_owned()))
        }
        kind => kind,
    }
}

/// Whether the file begins as a store does, whatever SQLite read of it.
fn has_header_of_store(database: &SqliteDatabase) -> bool {
    database.path().is_some_and(|path| FileHeader::read(path).may_be_made_by(APPLICATION_ID))
}

fn kind_of(database: &SqliteDatabase) -> Result<DatabaseKind> {
    let (application, found) = (database.pragma("application_id")?, database.pragma("user_version")?);
    let known = NEWEST;
    if application == APPLICATION_ID {
        return match found {
            _ if found > known => Err(StoreError::Newer { found, known }),
            _ if is_half_copy(database)? => Ok(DatabaseKind::HalfCopy),
            _ if found == known => Ok(DatabaseKind::Current),
            1.. => Ok(DatabaseKind::Older),
            _ => Err(StoreError::Damaged(format!("its schema has version {found}, which no hqsync writes"))),
        };
    }
    if application == 0 && found == 0 && !database.has_row("SELECT 1 FROM sqlite_schema")? {
        Ok(DatabaseKind::Blank)
    } else {
        Err(StoreError::Foreign)
    }
}

fn is_half_copy(database: &SqliteDatabase) -> Result<bool> {
    database.has_row(&format!("SELECT 1 FROM sqlite_schema WHERE name = '{HALF_COPY}'"))
}

/// Creates the tables of the newest version in a blank database, inside the caller's transaction: without the row that says
/// which store it is, and without an audit trail.
pub(super) fn lay_out(database: &Database) -> Result<()> {
    let sqlite = database.file()?;
    MIGRATIONS.iter().try_for_each(|step| sqlite.batch(step))?;
    sqlite.set_pragma("application_id", APPLICATION_ID)?;
    sqlite.set_pragma("user_version", NEWEST)
}

/// Migrates the schema to the newest version, each step in a transaction of its own; returns whether there was anything to
/// do. The audit trail names `author` for it.
pub(super) fn migrate(database: &Database, author: &Author, clock: Clock) -> Result<bool> {
    let mut was_migrated = false;
    loop {
        database.begin(Purpose::Write)?;
        match apply_next(database, author, clock) {
            Ok(true) => database.commit(Purpose::Write)?,
            ended => {
                database.roll_back(Purpose::Write);
                return ended.map(|_| was_migrated);
            }
        }
        was_migrated = true;
    }
}

/// Migrates the schema by one version inside the caller's transaction; returns false if it is the newest.
pub(super) fn apply_next(database: &Database, author: &Author, clock: Clock) -> Result<bool> {
    let sqlite = database.file()?;
    // The version is read under the lock, since another process may have been faster.
    let version = sqlite.pragma("user_version")?;
    let Some(step) = usize::try_from(version).ok().and_then(|version| MIGRATIONS.get(version)) else {
        return Ok(false);
    };
    sqlite.batch(step).map_err(|error| match error {
        StoreError::Database(error) => {
            StoreError::Damaged(format!("its schema has version {version}, but is another one: {error}"))
        }
        error => error,
    })?;
    if version == 0 {
        sqlite.set_pragma("application_id", APPLICATION_ID)?;
        database.execute(
            "INSERT INTO store (only, id, created, change) VALUES (1, ?1, ?2, 0)",
            &params![uuid::Uuid::new_v4().to_string(), clock.now().0],
        )?;
    }
    if version + 1 == WITH_TRAIL {
        adoption::adopt(database, author, clock)?;
    }
    if version + 1 == WITH_INVENTORY {
        inventory::take_inventory(database, author, clock)?;
    }
    if version + 1 == WITH_RUNS {
        last_runs::fill_in(database)?;
    }
    if version + 1 == WITH_NOTES {
        index_repair::replace_index(database)?;
        misdated::believe_receipts(database)?;
        noted_values::fill_in(database)?;
    }
    if version + 1 == NEWEST {
        trail::note_migration(database, author, clock, version + 1)?;
    }
    sqlite.set_pragma("user_version", version + 1)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::model::{FailureCode, JobFailure, Timestamp};
    use crate::store::{Access, Store};

    /// A store of schema version 4, in which failures of jobs were English sentences.
    fn store_with_sentences(path: &std::path::Path) {
        std::fs::write(path, "").unwrap();
        let database = Database::Sqlite(SqliteDatabase::open(path).unwrap());
        for _ in 0..4 {
            assert!(apply_next(&database, &Author::default(), Clock::system()).unwrap());
        }
        database
            .file()
            .unwrap()
            .batch(
                "INSERT INTO company (code) VALUES ('USRT');
                 INSERT INTO channel (origin, name, company, error) VALUES (1, 'Houston', 1, '`a.db` is locked');
                 INSERT INTO run (jobs, actor, started, ended, outcome) VALUES ('p', 'ann@hq', 1, 2, 'failed');
                 INSERT INTO report (run, position, job, channel, started, ended, outcome, figures, error)
                 VALUES (1, 0, 'p', 'Houston', 1, 2, 'failed', '{}', '`a.db` is locked; try later');",
            )
            .unwrap();
    }

    #[test]
    fn sentences_of_earlier_versions_stay_as_they_are_until_the_next_contact() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("headquarters.db");
        store_with_sentences(&path);
        let mut store = Store::open(&path.as_path().into(), Access::Write, Clock::system(), "tester").unwrap();
        let sentence = |text: &str| Some(JobFailure::Sentence(text.to_owned()));
        assert_eq!(store.channels().unwrap()[0].failure, sentence("`a.db` is locked"));
        assert_eq!(store.runs(None).unwrap()[0].reports[0].failure, sentence("`a.db` is locked; try later"));

        let failure = JobFailure::new(FailureCode::ChannelLocked).with("path", "a.db");
        for failure in [Some(failure), None] {
            let key = store.channels().unwrap()[0].key;
            let author = Author::default();
            let transaction = store.begin(&author).unwrap();
            transaction.set_contact(key, Timestamp(3), failure.as_ref(), None).unwrap();
            transaction.commit().unwrap();
            assert_eq!(store.channels().unwrap()[0].failure, failure);
        }
    }
}
