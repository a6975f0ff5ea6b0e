//! The run lock of a store on a server, which is in the store itself.
//!
//! It is a lock of the server's, which ends with the connection of its holder, however that ends; a row says who holds it.

use std::cell::Cell;
use std::fmt;
use std::thread;
use std::time::{Duration, Instant};

use super::database::{Database, params};
use super::error::{Result as StoreResult, StoreError};
use super::server;
use crate::address::ServerAddress;
use crate::i18n::Phrase;
use crate::model::{Activity, Job};
use crate::stop::Stop;

/// How long to wait between two tries.
const PAUSE: Duration = Duration::from_millis(50);

/// The number of the server's lock that every run shares, and that whatever lets no run be at work has alone. Such locks are for the
/// whole database, so it is made of the schema that the store is in.
const COMMON: &str = "hashtextextended('hqsync run ' || current_schema(), 0)";

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

/// Called with the holder of the lock that a command waits for; `None` if it was interrupted meanwhile.
pub(crate) type HolderNotice<'a> = &'a dyn Fn(Option<&Phrase>);

/// How the run lock of a store is asked for.
#[derive(Clone, Copy)]
pub(crate) struct LockRequest<'a> {
    pub(crate) scope: &'a LockScope,
    /// How long to wait for it.
    pub(crate) wait: Duration,
    pub(crate) notice: Option<HolderNotice<'a>>,
    /// Who asks for it, as the lock says it: `ann@hq, process 7, since 2026-11-16 09:30:00`.
    pub(crate) holder: &'a str,
    /// Ends the wait.
    pub(crate) stop: &'a Stop,
    /// Says who holds it.
    pub(crate) said: fn(&str) -> Phrase,
}

/// A held lock; released when it is dropped, and by the server when the connection ends.
pub(crate) struct ServerLock {
    address: Box<ServerAddress>,
    database: Database,
    scope: LockScope,
    /// Who holds it and since when.
    holder: String,
    /// The process of the server that has the lock.
    process: Cell<i64>,
    said: fn(&str) -> Phrase,
}

/// What the holder of a lock says about itself.
#[derive(Debug)]
pub(crate) struct ServerLockHolder {
    /// What its run is at, as far as it says.
    pub(crate) activity: Option<Activity>,
}

/// Why the lock of a store on a server was not taken.
#[derive(Debug)]
pub(crate) enum ServerLockError {
    /// Another run holds it.
    Held {
        store: Box<ServerAddress>,
        holder: Phrase,
    },
    /// The program was asked to stop while it waited, by the signal with that number.
    Interrupted(usize),
    Store(StoreError),
}

impl From<StoreError> for ServerLockError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl fmt::Debug for ServerLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerLock").field("holder", &self.holder).finish_non_exhaustive()
    }
}

impl ServerLock {
    /// Takes the lock of a store.
    ///
    /// # Errors
    /// Another run holds it; the server cannot be reached.
    pub(crate) fn acquire(address: &ServerAddress, request: LockRequest<'_>) -> Result<Self, ServerLockError> {
        let LockRequest { scope, wait, notice, holder, stop, said } = request;
        let database = server::connect_for_lock(address)?;
        let (address, scope, holder) = (Box::new(address.clone()), scope.clone(), holder.to_owned());
        let lock = Self { address, database, scope, holder, process: Cell::new(0), said };
        let begun = Instant::now();
        let deadline = begun.checked_add(wait);
        let notice = notice.filter(|_| !wait.is_zero());
        let mut is_noticed = false;
        let may_wait = || deadline.is_none_or(|deadline| Instant::now() < deadline);
        while !lock.attempt()? {
            if let Some(signal) = stop.signal() {
                if let Some(notice) = notice.filter(|_| is_noticed) {
                    notice(None);
                }
                return Err(ServerLockError::Interrupted(signal));
            }
            if !may_wait() {
                return Err(lock.held());
            }
            if let Some(notice) = notice.filter(|_| !is_noticed) {
                is_noticed = true;
                notice(Some(&lock.holder_now()));
            }
            thread::sleep(PAUSE);
        }
        lock.say_holder();
        Ok(lock)
    }

    /// Tries to take the lock at once; returns whether it could.
    fn attempt(&self) -> StoreResult<bool> {
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
        if !is_taken {
            // Those that were taken before the one that is held.
            self.database.only("SELECT pg_advisory_unlock_all()", &[], |_| Ok(()))?;
        }
        Ok(is_taken)
    }

    /// Makes sure that the lock is still held: it is lost with the connection, and taken again then.
    ///
    /// # Errors
    /// Another run has taken it meanwhile.
    pub(crate) fn renew(&self) -> Result<(), ServerLockError> {
        let process: i64 = self.database.only("SELECT pg_backend_pid()", &[], |row| row.get(0))?;
        if process == self.process.get() {
            return Ok(());
        }
        if !self.attempt()? {
            return Err(self.held());
        }
        self.say_holder();
        Ok(())
    }

    fn held(&self) -> ServerLockError {
        ServerLockError::Held { store: self.address.clone(), holder: self.holder_now() }
    }

    /// Returns who holds what this lock is to have.
    fn holder_now(&self) -> Phrase {
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
        (self.said)(&found.map_or_else(String::new, |(holder, _)| holder))
    }

    /// Says who holds the lock, if there is a store by now.
    pub(crate) fn say_holder(&self) {
        self.write(None);
    }

    /// Says in the lock what the run is at. If that cannot be written, others know less about the run, and no more.
    pub(crate) fn note(&self, activity: &Activity) {
        self.write(Some(activity));
    }

    /// Writes who holds the lock, and what the run is at. There is nowhere to write it before there is a store.
    fn write(&self, activity: Option<&Activity>) {
        let sql = "INSERT INTO run_lock (process, holder, activity) VALUES (?1, ?2, ?3)
             ON CONFLICT (process) DO UPDATE SET holder = excluded.holder, activity = excluded.activity";
        let activity = activity.map(Activity::to_json);
        let _ = self.database.execute(sql, &params![self.process.get(), &self.holder, activity]);
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
pub(super) fn is_at_work(database: &Database, run: i64) -> StoreResult<bool> {
    let of_run = format!("l.key = {COMMON} AND r.activity LIKE '%\"run\":{run},%'");
    Ok(holding(database, &of_run)?.is_some())
}

/// Returns the number of the server's lock for a job on a channel.
fn key_of((job, channel): &(Job, i64)) -> String {
    format!("hashtextextended('hqsync {} {channel} ' || current_schema(), 0)", job.name())
}

/// Returns who holds a lock that fulfils the condition, and what it is at; `None` if nobody does.
fn holding(database: &Database, condition: &str) -> StoreResult<Option<(String, Option<String>)>> {
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
