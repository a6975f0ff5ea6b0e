//! The yardstick: the same movement of data by hand, with the `sqlite3` shell, in the same minute.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use rusqlite::Connection;

use hqsync_support::tables::UPLOAD_TABLES;

use super::World;
use super::customers::CHANNELS;

/// One indexed table for all operations.
const SCHEMA: &str = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;
PRAGMA wal_autocheckpoint=16000;
CREATE TABLE op (id INTEGER PRIMARY KEY, channel INTEGER, tab INTEGER, counter INTEGER, company TEXT, operation INTEGER,
 ts TEXT, async TEXT COLLATE NOCASE, account TEXT, status INTEGER, received INTEGER, payload TEXT);
CREATE UNIQUE INDEX op_u ON op (channel, tab, counter); CREATE INDEX op_s ON op (status, ts);
CREATE INDEX op_a ON op (async); CREATE INDEX op_c ON op (channel, ts);
";

/// The columns that all upload tables have in common come first.
const COMMON_COLUMNS: usize = 8;

/// The database that the reference load fills.
pub(crate) struct Reference(PathBuf);

impl Reference {
    /// Fills it from a world's channels; gives the seconds that it took.
    pub(crate) fn load(world: &World, path: PathBuf) -> Result<(Self, f64)> {
        let mut sql = SCHEMA.to_owned();
        for (number, channel) in CHANNELS.iter().enumerate() {
            let connection = world.channel_db(channel.name);
            let path = world.channel_path(channel.name);
            writeln!(sql, "ATTACH '{}' AS c; BEGIN IMMEDIATE;", path.display().to_string().replace('\'', "''"))?;
            for (tab, table) in UPLOAD_TABLES.iter().enumerate() {
                writeln!(
                    sql,
                    "INSERT INTO op (channel,tab,counter,company,operation,ts,async,account,status,received,payload)
                     SELECT {number},{tab},REPLICATIONCOUNTERFROMORIGIN,DATAAREAID,OPERATION,CREATEDDATETIME,
                     CUSTACCOUNTASYNC,CUSTACCOUNT,0,0,json_object({}) FROM c.{table} ORDER BY REPLICATIONCOUNTERFROMORIGIN;",
                    payload(&connection, table)?
                )?;
            }
            writeln!(sql, "COMMIT; DETACH c;")?;
        }
        let start = Instant::now();
        let mut child = shell().arg("-bail").arg(&path).stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
        child.stdin.take().context("the shell has no input")?.write_all(sql.as_bytes())?;
        let status = child.wait()?;
        ensure!(status.success(), "the reference load ended with {status}");
        Ok((Self(path), start.elapsed().as_secs_f64()))
    }

    /// Seconds of one question, put to a shell of its own, its answer thrown away.
    pub(crate) fn ask(&self, options: &[&str], question: &str) -> Result<f64> {
        let start = Instant::now();
        let status = shell().args(options).arg(&self.0).arg(question).stdout(Stdio::null()).status()?;
        ensure!(status.success(), "`{question}` ended with {status}");
        Ok(start.elapsed().as_secs_f64())
    }
}

/// Checks that there is a shell to compare with.
pub(crate) fn check_shell() -> Result<()> {
    shell()
        .arg("-version")
        .stdout(Stdio::null())
        .status()
        .context("the `sqlite3` shell is needed for the comparison (Debian: package sqlite3)")?;
    Ok(())
}

fn shell() -> Command {
    let mut command = Command::new("sqlite3");
    command.stdin(Stdio::null());
    command
}

/// Names and values of the table's own columns, as arguments of `json_object`.
fn payload(connection: &Connection, table: &str) -> Result<String> {
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let columns = statement.query_map([table], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let pairs: Vec<_> = columns.iter().skip(COMMON_COLUMNS).map(|column| format!("'{column}',{column}")).collect();
    Ok(pairs.join(","))
}

/// The bytes of a database, with what is still in its WAL.
pub(crate) fn size_of(path: &Path) -> Result<u64> {
    let mut wal = path.as_os_str().to_owned();
    wal.push("-wal");
    let wal = std::fs::metadata(wal).map_or(0, |metadata| metadata.len());
    Ok(std::fs::metadata(path)?.len() + wal)
}
