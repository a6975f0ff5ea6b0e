//! A file or a server.

use std::fmt;
use std::path::{self, Path, PathBuf};

use super::server::ServerAddress;

/// Where a store is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StoreAddress {
    /// A file of SQLite's.
    File(PathBuf),
    /// A database of PostgreSQL, or of what speaks its protocol.
    Server(Box<ServerAddress>),
}

impl StoreAddress {
    /// Returns the store's file; `None` if it is on a server.
    pub(crate) fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Server(_) => None,
        }
    }

    /// Returns the store's server; `None` if it is a file.
    pub(crate) fn server(&self) -> Option<&ServerAddress> {
        match self {
            Self::File(_) => None,
            Self::Server(address) => Some(address),
        }
    }

    /// Returns the address for people who read it in another folder; as it is if the current folder is unknown.
    pub(crate) fn absolute(&self) -> Self {
        match self {
            Self::File(path) => Self::File(path::absolute(path).unwrap_or_else(|_| path.clone())),
            Self::Server(_) => self.clone(),
        }
    }

    /// Whether two addresses lead to one store, whatever names and links they use and whoever connects.
    pub(crate) fn is_same_store(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::File(one), Self::File(other)) => one == other || is_same_file(one, other),
            (Self::Server(one), Self::Server(other)) => one.is_same_database(other),
            _ => false,
        }
    }
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// As messages name it: never with a password.
impl fmt::Display for StoreAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Server(address) => address.fmt(f),
        }
    }
}

impl<P: Into<PathBuf>> From<P> for StoreAddress {
    fn from(path: P) -> Self {
        Self::File(path.into())
    }
}
