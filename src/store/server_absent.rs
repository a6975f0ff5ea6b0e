//! What stands in the place of [`super::server`] where the program is built without PostgreSQL: the address of a server is refused
//! before anything asks for a store there.

use super::access::Access;
use super::database::{Database, Param};
use super::error::{Result, StoreError};
use super::handle::Store;
use super::migrations::DatabaseKind;
use crate::address::ServerAddress;
use crate::clock::Clock;
use crate::trail::Author;

fn absent<R>() -> Result<R> {
    Err(StoreError::Database("this hqsync is built without PostgreSQL".into()))
}

pub(super) fn open<G>(
    _address: &ServerAddress,
    _access: Access,
    _clock: Clock,
    _author: &Author,
    _guard: impl FnOnce() -> Result<G>,
) -> Result<Store> {
    absent()
}

pub(super) fn open_reader(_address: &ServerAddress, _clock: Clock) -> Result<Store> {
    absent()
}

pub(super) fn is_missing(_address: &ServerAddress) -> Result<bool> {
    absent()
}

pub(super) fn connect_for_lock(_address: &ServerAddress) -> Result<Database> {
    absent()
}

pub(super) fn open_for_copy(_address: &ServerAddress, _clock: Clock) -> Result<(Store, DatabaseKind)> {
    absent()
}

pub(super) fn begin_copying(_database: &Database) -> Result<()> {
    absent()
}

pub(super) fn lay_out(_database: &Database) -> Result<()> {
    absent()
}

pub(super) fn insert_store_row(_database: &Database, _columns: &[&str], _values: &[Param<'_>]) -> Result<()> {
    absent()
}

pub(super) fn analyze(_database: &Database, _table: &str) -> Result<()> {
    absent()
}

impl Store {
    /// Makes the roles of a server.
    ///
    /// # Errors
    /// There is none.
    #[expect(clippy::unused_self, reason = "a store on a server has roles")]
    pub(crate) fn make_roles(&self) -> Result<bool> {
        absent()
    }
}
