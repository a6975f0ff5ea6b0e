//! A store on a server.

use super::access::Access;
use super::error::{Result, StoreError};
use super::handle::Store;
use crate::address::ServerAddress;
use crate::clock::Clock;
use crate::trail::Author;

/// Opens a store on a server; an older one is migrated first, under what `guard` returns. `author` is who migrates or creates
/// it, for the audit trail.
///
/// # Errors
/// The server cannot be reached or does not let the user in; there is no store; it is foreign, newer, or locked.
pub(super) fn open<G>(
    address: &ServerAddress,
    access: Access,
    clock: Clock,
    author: &Author,
    guard: impl FnOnce() -> Result<G>,
) -> Result<Store> {
    let _ = (access, clock, author, guard);
    Err(not_yet(address))
}

/// Opens a further handle on a store that only reads what others have committed, for another thread.
///
/// # Errors
/// As [`open`].
pub(super) fn open_reader(address: &ServerAddress, clock: Clock) -> Result<Store> {
    let _ = clock;
    Err(not_yet(address))
}

/// Whether the database has no store yet.
///
/// # Errors
/// The server cannot be reached, or does not let the user in.
pub(super) fn is_missing(address: &ServerAddress) -> Result<bool> {
    Err(not_yet(address))
}

fn not_yet(address: &ServerAddress) -> StoreError {
    #[cfg(feature = "postgres")]
    if let Err(error) = super::database::connect(address) {
        return error.into();
    }
    StoreError::Database(format!("{address} is on a server").into())
}
