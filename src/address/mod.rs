//! Where a store is: a file, or a database on a server.

mod environment;
mod error;
mod hosts;
mod keys;
mod password;
mod password_file;
mod server;
mod settings;
mod store_address;
mod tls_mode;
mod written;

pub(crate) use environment::ClientEnvironment;
pub(crate) use error::{AddressError, PasswordFileError};
pub(crate) use hosts::{ServerHost, SessionTarget};
pub(crate) use password::conceal_password;
pub(crate) use server::ServerAddress;
pub(crate) use store_address::StoreAddress;
pub(crate) use tls_mode::{CertificateRoots, TlsMode};
pub(crate) use written::WrittenAddress;
