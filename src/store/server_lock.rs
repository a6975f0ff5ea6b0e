//! The run lock of a store on a server, which is in the store itself.
//!
//! It is a lock of the server's, which ends with the connection of its holder, however that ends; a row says who holds it.

use std::fmt;
use std::thread;
use std::time::{Duration, Instant};

use super::database::{Database, params};
use super::error::{Result as StoreResult, StoreError};
use super::server;
use crate::address::ServerAddress;
use crate::i18n::Phrase;
use crate::model::Activity;
use crate::stop::Stop;

/// How long to wait between two tries.
const PAUSE: Duration = Duration::from_millis(50);

/// The name of the lock.
const NAME: &str = "run";

/// The number of the server's lock, which is for the whole database: that of the schema the store is in.
const KEY: &str = "hashtextextended('hqsync run ' || current_schema(), 0)";

/// How the run lock of a store is asked for.
#[derive(Clone, Copy)]
pub(crate) struct LockRequest<'a> {
    /// How long to wait for it.
    pub(crate) wait: Duration,
    /// Called with the holder that is waited for; `None` if the wait was interrupted.
    pub(crate) notice: Option<&'a dyn Fn(Option<&Phrase>)>,
    /// Who asks for it, as the lock says it: `ann@hq, process 7, since 2026-11-16 09:30:00`.
    pub(crate) holder: &'a str,
    /// Ends the wait.
    pub(crate) stop: &'a Stop,
    /// Says who holds it.
    pub(crate) said: fn(&str) -> Phrase,
}

/// A held lock; released when it is dropped, and by the server when the connection ends.
pub(crate) struct ServerLock {
    database: Database,
    /// Who holds it and since when.
    holder: String,
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
        f.debug_struct("ServerLock").finish_non_exhaustive()
    }
}

impl ServerLock {
    /// Takes the lock of a store, which is there.
    ///
    /// # Errors
    /// Another run holds it; the server cannot be reached.
    pub(crate) fn acquire(address: &ServerAddress, request: LockRequest<'_>) -> Result<Self, ServerLockError> {
        let LockRequest { wait, notice, holder, stop, said } = request;
        let database = server::connect_database(address)?;
        let begun = Instant::now();
        let deadline = begun.checked_add(wait);
        let notice = notice.filter(|_| !wait.is_zero());
        let mut is_noticed = false;
        let may_wait = || deadline.is_none_or(|deadline| Instant::now() < deadline);
        // Without a store, nobody says who holds it.
        let holder_now = || said(&held(&database).ok().flatten().map_or_else(String::new, |(holder, _)| holder));
        while !database.only(&format!("SELECT pg_try_advisory_lock({KEY})"), &[], |row| row.get::<bool>(0))? {
            if let Some(signal) = stop.signal() {
                if let Some(notice) = notice.filter(|_| is_noticed) {
                    notice(None);
                }
                return Err(ServerLockError::Interrupted(signal));
            }
            if !may_wait() {
                return Err(ServerLockError::Held { store: Box::new(address.clone()), holder: holder_now() });
            }
            if let Some(notice) = notice.filter(|_| !is_noticed) {
                is_noticed = true;
                notice(Some(&holder_now()));
            }
            thread::sleep(PAUSE);
        }
        let lock = Self { database, holder: holder.to_owned() };
        lock.say_holder();
        Ok(lock)
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
        let sql = "INSERT INTO run_lock (name, holder, activity) VALUES (?1, ?2, ?3)
             ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, activity = excluded.activity";
        let activity = activity.map(Activity::to_json);
        let _ = self.database.execute(sql, &params![NAME, &self.holder, activity]);
    }

    /// Returns what the holder of the lock is at, as far as it says; `None` if nobody holds it.
    pub(crate) fn holder(address: &ServerAddress) -> Option<Option<Activity>> {
        // That a lock is held is known by whoever asks for it; what cannot be read says nothing.
        let database = server::connect_database(address).ok()?;
        let (_, activity) = held(&database).ok()??;
        Some(activity.as_deref().and_then(Activity::from_json))
    }
}

/// Returns who holds the lock and what it is at; `None` if nobody holds it.
fn held(database: &Database) -> StoreResult<Option<(String, Option<String>)>> {
    // The server shows the halves of a lock's number.
    let sql = format!(
        "SELECT r.holder, r.activity FROM run_lock r, (SELECT {KEY} AS number) AS k WHERE r.name = ?1 AND EXISTS (
           SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
             AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
             AND l.classid::bigint = (k.number >> 32) & 4294967295 AND l.objid::bigint = k.number & 4294967295)"
    );
    database.one(&sql, &params![NAME], |row| Ok((row.get(0)?, row.get(1)?)))
}
