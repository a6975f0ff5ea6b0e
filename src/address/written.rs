//! The address of a store as somebody wrote it.

use std::ffi::OsString;
use std::fmt;
use std::path::Path;

use super::environment::ClientEnvironment;
use super::error::AddressError;
use super::server::ServerAddress;
use super::settings;
use super::store_address::StoreAddress;

/// What stands behind `--store` or `store =`, which may hold a password.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct WrittenAddress(OsString);

impl WrittenAddress {
    /// Returns what is meant: a server if it is a URL or consists of keys and values, otherwise a file, which is relative to
    /// `folder`.
    ///
    /// # Errors
    /// It is the address of a server, and a wrong one.
    pub(crate) fn read(&self, folder: &Path, environment: &ClientEnvironment) -> Result<StoreAddress, AddressError> {
        let Some(text) = self.0.to_str() else {
            let is_server = settings::is_of_server(&self.0.to_string_lossy());
            return if is_server { Err(AddressError::NotUtf8) } else { Ok(StoreAddress::File(folder.join(&self.0))) };
        };
        if settings::is_of_server(text) {
            if cfg!(not(feature = "postgres")) {
                return Err(AddressError::NoPostgres);
            }
            return Ok(StoreAddress::Server(Box::new(ServerAddress::read(text, environment)?)));
        }
        match settings::scheme(text) {
            Some(scheme) => Err(AddressError::Scheme(scheme.to_owned())),
            None => Ok(StoreAddress::File(folder.join(text))),
        }
    }
}

impl From<OsString> for WrittenAddress {
    fn from(text: OsString) -> Self {
        Self(text)
    }
}

impl fmt::Debug for WrittenAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WrittenAddress(…)")
    }
}
