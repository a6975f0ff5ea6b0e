//! The mirror: a database with the tables of a channel as far as its folder has shown them, and what the program notes there.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::changes;
use super::drop_folder::DropFolder;
use crate::channel::control::Control;
use crate::channel::database::{ChannelDatabase, SCHEMA, check_path, prepare};
use crate::channel::error::{ChannelFault, ChannelPlace, Result};
use crate::channel::file_identity::FileIdentity;
use crate::model::{RecordKind, TimeZone};
use crate::new_file::create_private;

/// The number of the schema below; 0 is that of a database that was not completed.
const VERSION: i64 = 1;

/// How many pages are copied between two looks at who waits.
const COPIED_PAGES: i32 = 10_000;

/// How the mirror of a folder is opened.
pub(super) struct MirrorPlace {
    place: ChannelPlace,
    zone: TimeZone,
    lock: Duration,
    control: Arc<Control>,
    /// That of the folder, which is the channel's.
    identity: FileIdentity,
}

impl MirrorPlace {
    /// Where the mirror of a folder is, whose times without an offset are of a zone; each statement waits for other programs as
    /// long as `lock`.
    pub(super) fn new(folder: &DropFolder, zone: TimeZone, lock: Duration, control: Arc<Control>) -> Self {
        let place = ChannelPlace::new(&folder.place.channel, &folder.mirror());
        Self { place, zone, lock, control, identity: folder.identity.clone() }
    }

    /// Opens the mirror; `None` if the folder has none yet.
    pub(super) fn open(&self) -> Result<Option<ChannelDatabase>> {
        let metadata = match fs::symlink_metadata(self.path()) {
            // Somebody who may write the folder could have any other database written.
            Ok(metadata) if !metadata.is_file() => return Err(self.place.error(ChannelFault::NotADatabase)),
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(self.place.system_error(&error)),
        };
        if metadata.len() == 0 {
            return Ok(None);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = || -> rusqlite::Result<(Connection, i64, bool)> {
            let connection = Connection::open_with_flags(self.path(), flags)?;
            prepare(&connection, self.lock, &self.control)?;
            let (version, has_tables) = (version(&connection)?, has_tables(&connection)?);
            Ok((connection, version, has_tables))
        };
        match open().map_err(|error| self.place.sqlite_error(&error))? {
            (connection, VERSION, _) => Ok(Some(self.database(connection))),
            // Killed while it was created.
            (_, 0, false) => Ok(None),
            _ => Err(self.place.error(ChannelFault::MirrorForeign)),
        }
    }

    /// Creates the mirror, and opens it.
    pub(super) fn create(&self) -> Result<ChannelDatabase> {
        check_path(&self.place)?;
        match create_private(self.path()) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            created => created.map_err(|error| self.place.system_error(&error))?,
        }
        let create = || -> rusqlite::Result<Connection> {
            let mut connection = Connection::open(self.path())?;
            prepare(&connection, self.lock, &self.control)?;
            fill(&mut connection)?;
            Ok(connection)
        };
        create().map(|connection| self.database(connection)).map_err(|error| self.place.sqlite_error(&error))
    }

    /// Makes a temporary mirror: a copy of that one, or an empty one.
    pub(super) fn make_temporary(&self, source: Option<&ChannelDatabase>) -> Result<ChannelDatabase> {
        let make = || -> rusqlite::Result<Connection> {
            // One without a name is a file that nobody else sees, and is gone when it is closed.
            let mut connection = Connection::open("")?;
            if let Some(source) = source {
                Backup::new(&source.connection, &mut connection)?.run_to_completion(
                    COPIED_PAGES,
                    Duration::ZERO,
                    None,
                )?;
            }
            prepare(&connection, self.lock, &self.control)?;
            fill(&mut connection)?;
            Ok(connection)
        };
        make().map(|connection| self.database(connection)).map_err(|error| self.place.sqlite_error(&error))
    }

    fn database(&self, connection: Connection) -> ChannelDatabase {
        let control = Arc::clone(&self.control);
        ChannelDatabase::of_mirror(connection, self.place.clone(), self.zone, control, self.identity.clone())
    }

    fn path(&self) -> &PathBuf {
        &self.place.path
    }
}

impl ChannelDatabase {
    /// Removes the rows that files have shown, and what is noted of them: the channel is another one from now on, and gets everything
    /// again. Lines that were no rows keep the counters that they were given.
    pub(super) fn forget_shown_rows(&mut self) -> Result<()> {
        let writing = self.begin()?;
        for kind in RecordKind::ALL {
            let sql = format!("DELETE FROM {} WHERE REPLICATIONCOUNTERFROMORIGIN >= 0", kind.table());
            writing.sqlite(writing.transaction.execute(&sql, []))?;
        }
        writing.sqlite(writing.transaction.execute("DELETE FROM HQSYNC_COMPLETED", []))?;
        writing.note_everything()?;
        writing.commit()
    }
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

fn has_tables(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))
}

/// Creates the tables where they are missing.
fn fill(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if version(&transaction)? == 0 {
        // Rows come as they are, whatever they lack.
        transaction.execute_batch(&SCHEMA.replace(" NOT NULL", ""))?;
        transaction.execute_batch(changes::TABLES)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    transaction.commit()
}
