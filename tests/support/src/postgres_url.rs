//! Where a database of a PostgreSQL server is.

use std::fmt::{self, Display, Write as _};
use std::path::Path;

/// An address such as `postgres://hq@/world?host=/dev/shm/hqsync-pg-1`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PostgresUrl(String);

impl PostgresUrl {
    /// The database on the server that listens on a socket in a folder.
    pub fn on_socket(user: &str, folder: &Path, database: &str) -> Self {
        let mut host = String::new();
        for byte in folder.as_os_str().as_encoded_bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'/' => host.push(char::from(*byte)),
                byte => write!(host, "%{byte:02X}").unwrap(),
            }
        }
        Self(format!("postgres://{user}@/{database}?host={host}"))
    }

    /// An address that somebody gave, if it is one.
    pub fn given(text: &str) -> Option<Self> {
        let is_url = text.starts_with("postgres://") || text.starts_with("postgresql://");
        is_url.then(|| Self(text.to_owned()))
    }

    /// Another database on the same server.
    #[must_use]
    pub fn with_database(&self, database: &str) -> Self {
        let (scheme, rest) = self.0.split_once("://").unwrap();
        let (before, parameters) = rest.split_once('?').map_or((rest, None), |(before, after)| (before, Some(after)));
        let servers = before.split_once('/').map_or(before, |(servers, _)| servers);
        let parameters = parameters.map_or_else(String::new, |parameters| format!("?{parameters}"));
        Self(format!("{scheme}://{servers}/{database}{parameters}"))
    }

    /// The name of the database.
    pub fn database(&self) -> &str {
        let (_, rest) = self.0.split_once("://").unwrap();
        let before = rest.split('?').next().unwrap_or(rest);
        before.split_once('/').map_or("", |(_, database)| database)
    }

    /// The address as text, with the password if it has one.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Display for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
