//! The run lock of a store on a server, which is in the store itself.
//!
//! It is a lock of the server's, which ends with the connection of its holder, however that ends; a row says who holds it.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::time::{Duration, Instant};

use super::database::{Database, params};
use super::error::Result;
use super::server;
use crate::address::ServerAddress;
use crate::model::{Activity, Job};

/// The number of the server's lock that every run shares, and that whatever lets no run be at work has alone. Such locks are for the
/// whole database, so it is made of the schema that the store is in.
const COMMON: &str = "hashtextextended('hqsync run ' || current_schema(), 0)";

/// How long a lock is taken to be held without asking the server again. What two runs would do within that time is still done one
/// after the other: whoever writes locks the store's row.
const KNOWN_FOR: Duration = Duration::from_millis(200);

/// What is locked of a store.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum LockScope {
    /// All of it: no run is at work meanwhile.
    #[default]
    Whole,
    /// Jobs on channels, by the numbers of these. Other runs may do the other jobs, and `sync` together with this one: each of its
    /// batches is read and written in one transaction.
    Jobs(Vec<(Job, i64)>),
}

/// A lock, once it is taken; released when it is dropped, and by the server when the connection ends.
pub(crate) struct ServerLock {
    address: Box<ServerAddress>,
    database: Database,
    scope: LockScope,
    /// Who holds it and since when.
    holder: String,
    /// The process of the server that has the lock.
    process: Cell<i64>,
    /// When it was known last that it has it.
    held_at: Cell<Option<Instant>>,
    /// What the run is at, as it was said last.
    activity: RefCell<Option<String>>,
}

/// What the holder of a lock says about itself.
#[derive(Debug)]
pub(crate) struct ServerLockHolder {
    /// What its run is at, as far as it says.
    pub(crate) activity: Option<Activity>,
}

impl fmt::Debug for ServerLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerLock").field("holder", &self.holder).finish_non_exhaustive()
    }
}

impl ServerLock {
    /// Prepares to take the lock of a store. `holder` says who does, and since when: `ann@hq, process 7, since 2026-11-16 09:30:00`.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub(crate) fn new(address: &ServerAddress, scope: &LockScope, holder: String) -> Result<Self> {
        let database = server::connect_for_lock(address)?;
        Ok(Self {
            address: Box::new(address.clone()),
            database,
            scope: scope.clone(),
            holder,
            process: Cell::new(0),
            held_at: Cell::default(),
            activity: RefCell::default(),
        })
    }

    /// Returns where the store is.
    pub(crate) fn address(&self) -> &ServerAddress {
        &self.address
    }

    /// Tries to take the lock at once; returns whether it could.
    pub(crate) fn attempt(&self) -> Result<bool> {
        let process = "SELECT pg_backend_pid()";
        self.process.set(self.database.only(process, &[], |row| row.get(0))?);
        let sql = match &self.scope {
            LockScope::Whole => format!("SELECT pg_try_advisory_lock({COMMON})"),
            LockScope::Jobs(jobs) => {
                let common = format!("pg_try_advisory_lock_shared({COMMON})");
                let of_jobs = jobs.iter().map(|of| format!("pg_try_advisory_lock({})", key_of(of)));
                let all: Vec<_> = [common].into_iter().chain(of_jobs).collect();
                format!("SELECT {}", all.join(" AND "))
            }
        };
        let is_taken = self.database.only(&sql, &[], |row| row.get::<bool>(0))?;
        self.held_at.set(is_taken.then(Instant::now));
        if !is_taken {
            // Those that were taken before the one that is held.
            self.database.only("SELECT pg_advisory_unlock_all()", &[], |_| Ok(()))?;
        }
        Ok(is_taken)
    }

    /// Makes sure that the lock is still held: it is lost with the connection, and taken again then. Returns false if another one has
    /// taken it meanwhile.
    pub(crate) fn renew(&self) -> Result<bool> {
        if self.held_at.get().is_some_and(|at| at.elapsed() < KNOWN_FOR) {
            return Ok(true);
        }
        let process: i64 = self.database.only("SELECT pg_backend_pid()", &[], |row| row.get(0))?;
        if process == self.process.get() {
            self.held_at.set(Some(Instant::now()));
            return Ok(true);
        }
        let is_taken = self.attempt()?;
        if is_taken {
            self.say_holder();
        }
        Ok(is_taken)
    }

    /// Returns who holds what this lock is to have, as that says it.
    pub(crate) fn present_holder(&self) -> String {
        let condition = match &self.scope {
            LockScope::Whole => format!("l.key = {COMMON}"),
            LockScope::Jobs(jobs) => {
                let keys: Vec<_> = jobs.iter().map(key_of).collect();
                let of_jobs =
                    if keys.is_empty() { String::new() } else { format!(" OR l.key IN ({})", keys.join(", ")) };
                format!("(l.key = {COMMON} AND l.mode = 'ExclusiveLock'{of_jobs})")
            }
        };
        // Before there is a store, nobody says who holds its lock.
        let found = holding(&self.database, &condition).ok().flatten();
        found.map_or_else(String::new, |(holder, _)| holder)
    }

    /// Says who holds the lock and what the run is at. There is nowhere to say it before there is a store.
    pub(crate) fn say_holder(&self) {
        let sql = "INSERT INTO run_lock (process, holder, activity) VALUES (?1, ?2, ?3)
             ON CONFLICT (process) DO UPDATE SET holder = excluded.holder, activity = excluded.activity";
        let activity = self.activity.borrow();
        let _ = self.database.execute(sql, &params![self.process.get(), &self.holder, activity.as_deref()]);
    }

    /// Says in the lock what the run is at. If that cannot be written, others know less about the run, and no more.
    pub(crate) fn note(&self, activity: &Activity) {
        self.activity.replace(Some(activity.to_json()));
        self.say_holder();
    }

    /// Returns what a holder of the lock is at, as far as it says; `None` if nobody holds it.
    pub(crate) fn holder(address: &ServerAddress) -> Option<ServerLockHolder> {
        // That a lock is held is known by whoever asks for it; what cannot be read says nothing.
        let database = server::connect_for_lock(address).ok()?;
        let (_, activity) = holding(&database, &format!("l.key = {COMMON}")).ok()??;
        Some(ServerLockHolder { activity: activity.as_deref().and_then(Activity::from_json) })
    }
}

impl Drop for ServerLock {
    /// Removes what the lock says; what a crash leaves is of no process that holds a lock.
    fn drop(&mut self) {
        let others = "DELETE FROM run_lock WHERE process = ?1 OR process NOT IN (SELECT pid FROM pg_stat_activity)";
        let _ = self.database.execute(others, &params![self.process.get()]);
    }
}

/// Whether a run says in its lock that it is at work.
pub(super) fn is_at_work(database: &Database, run: i64) -> Result<bool> {
    let of_run = format!("l.key = {COMMON} AND r.activity LIKE '%\"run\":{run},%'");
    Ok(holding(database, &of_run)?.is_some())
}

/// Returns the number of the server's lock for a job on a channel.
fn key_of((job, channel): &(Job, i64)) -> String {
    format!("hashtextextended('hqsync {} {channel} ' || current_schema(), 0)", job.name())
}

/// Returns who holds a lock that fulfils the condition, and what it is at; `None` if nobody does.
fn holding(database: &Database, condition: &str) -> Result<Option<(String, Option<String>)>> {
    // The server shows the halves of a lock's number.
    let sql = format!(
        "SELECT r.holder, r.activity FROM run_lock r JOIN (
           SELECT pid, mode, (classid::bigint << 32) | objid::bigint AS key FROM pg_locks
           WHERE locktype = 'advisory' AND granted AND objsubid = 1
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
         ) AS l ON l.pid = r.process WHERE l.pid <> pg_backend_pid() AND {condition} ORDER BY r.process LIMIT 1"
    );
    database.one(&sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))
}
