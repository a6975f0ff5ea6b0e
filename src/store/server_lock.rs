//! The run lock of a store on a server, which is in the store itself.

use std::time::Duration;

use super::error::StoreError;
use crate::address::ServerAddress;
use crate::clock::Clock;
use crate::i18n::Phrase;
use crate::model::Activity;
use crate::stop::Stop;

/// Called with the holder of the lock that a command waits for; `None` if it was interrupted meanwhile.
pub(crate) type HolderNotice<'a> = &'a dyn Fn(Option<&Phrase>);

/// How the run lock of a store is asked for.
#[derive(Clone, Copy)]
pub(crate) struct LockRequest<'a> {
    /// How long to wait for it.
    pub(crate) wait: Duration,
    pub(crate) notice: Option<HolderNotice<'a>>,
    /// Who asks for it.
    pub(crate) actor: &'a str,
    pub(crate) clock: Clock,
    /// Ends the wait.
    pub(crate) stop: &'a Stop,
}

/// A held lock; released when it is dropped, and by the server when the connection ends.
#[derive(Debug)]
pub(crate) struct ServerLock(());

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

impl ServerLock {
    /// Takes the lock of a store.
    ///
    /// # Errors
    /// Another run holds it; the server cannot be reached.
    pub(crate) fn acquire(address: &ServerAddress, request: LockRequest<'_>) -> Result<Self, ServerLockError> {
        let _ = request;
        Err(ServerLockError::Store(StoreError::Database(format!("{address} is on a server").into())))
    }

    /// Says in the lock what the run is at.
    pub(crate) fn note(&self, activity: &Activity) {
        let _ = (self.0, activity);
    }

    /// Returns who holds the lock at this moment; `None` if nobody does.
    pub(crate) fn holder(address: &ServerAddress) -> Option<ServerLockHolder> {
        let _ = address;
        None
    }
}
