//! What can be wrong with an address. No message repeats a part of it that may be a password.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use super::keys::{KEYS, known_keys};
use crate::failure::Explain;
use crate::i18n::Phrase;
use crate::suggest;

/// An address that leads nowhere.
#[derive(Debug, Error)]
#[error("{}", self.phrase())]
pub(crate) enum AddressError {
    /// Neither a file nor a server that is known.
    Scheme(String),
    /// The program was built without the crates for it.
    NoPostgres,
    NotUtf8,
    /// It is not what its form asks for; the text has a key for that.
    Syntax(&'static str),
    UnknownKey(String),
    Port,
    HostAddress,
    /// Lists of hosts, addresses and ports that do not fit.
    NotAsMany {
        key: &'static str,
        length: usize,
        count: usize,
    },
    /// A value that is none of those which are known.
    Word {
        key: &'static str,
        value: String,
        known: String,
    },
    /// A value that is to be a whole number from there on.
    Number {
        key: &'static str,
    },
    /// A value that is to be `0` or `1`.
    Switch {
        key: &'static str,
    },
}

impl Explain for AddressError {
    fn phrase(&self) -> Phrase {
        match self {
            Self::Scheme(scheme) => Phrase::new("address-scheme").with("scheme", scheme),
            Self::NoPostgres => Phrase::new("address-no-postgres"),
            Self::NotUtf8 => Phrase::new("address-not-utf8"),
            Self::Syntax(what) => Phrase::new("address-syntax").with("what", what),
            Self::UnknownKey(key) => Phrase::new("address-unknown-key").with("key", key),
            Self::Port => Phrase::new("address-port"),
            Self::HostAddress => Phrase::new("address-host-address"),
            Self::NotAsMany { key, length, count } => {
                Phrase::new("address-not-as-many").with("key", key).with("length", length).with("count", count)
            }
            Self::Word { key, value, known } => {
                Phrase::new("address-word").with("key", key).with("value", value).with("known", known)
            }
            Self::Number { key } => Phrase::new("address-number").with("key", key),
            Self::Switch { key } => Phrase::new("address-switch").with("key", key),
        }
    }

    fn hint(&self) -> Option<Phrase> {
        match self {
            Self::UnknownKey(key) => {
                let known = || Phrase::new("address-known-keys").with("known", known_keys());
                Some(suggest::hint(key, KEYS.iter().map(|(key, _)| *key), known))
            }
            _ => self.phrase().hint(),
        }
    }
}

/// A file of passwords that is not used.
#[derive(Debug, Error)]
#[error("{}", self.phrase())]
pub(crate) enum PasswordFileError {
    /// Its group or others may read it.
    Open {
        path: PathBuf,
    },
    /// It is a folder or a device.
    NotRegular {
        path: PathBuf,
    },
    Unreadable {
        path: PathBuf,
        error: io::Error,
    },
}

impl Explain for PasswordFileError {
    fn phrase(&self) -> Phrase {
        match self {
            Self::Open { path } => Phrase::new("password-file-open").with("path", path.display()),
            Self::NotRegular { path } => Phrase::new("password-file-not-regular").with("path", path.display()),
            Self::Unreadable { path, error } => {
                Phrase::new("password-file-unreadable").with("path", path.display()).because(error.phrase())
            }
        }
    }
}
