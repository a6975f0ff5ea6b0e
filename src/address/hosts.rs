//! The hosts of a server: one, or several of which one is right.

use std::net::IpAddr;
use std::path::Path;

use super::error::AddressError;
use super::settings::Settings;

/// The port of PostgreSQL.
pub(super) const DEFAULT_PORT: u16 = 5_432;

/// Where PostgreSQL puts its socket: Debian and Red Hat, and what is not changed in the source.
const SOCKET_FOLDERS: [&str; 3] = ["/run/postgresql", "/var/run/postgresql", "/tmp"];

/// A host that may have the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ServerHost {
    /// Its name or address, or the folder of a socket, which begins with `/`. A certificate has to be made out to it.
    pub(crate) name: String,
    /// Its address, if the name is not to be looked up.
    pub(crate) address: Option<IpAddr>,
    pub(crate) port: u16,
}

impl ServerHost {
    /// Whether it is this one, reached through a socket in the file system.
    pub(crate) fn is_socket(&self) -> bool {
        is_folder(&self.name)
    }

    /// Returns the name of the host in the file of passwords, which has one for all sockets.
    pub(crate) fn name_in_password_file(&self) -> &str {
        if self.is_socket() { "localhost" } else { &self.name }
    }

    /// Reads the hosts; without any, it is the socket of this one.
    pub(super) fn read(settings: &Settings<'_>) -> Result<Vec<Self>, AddressError> {
        let names = list(settings.get("host"));
        let addresses = list(settings.get("hostaddr"));
        let ports = list(settings.get("port"));
        let count = names.len().max(addresses.len()).max(1);
        for (key, length) in [("host", names.len()), ("hostaddr", addresses.len()), ("port", ports.len())] {
            let may_be_one = key == "port" && length == 1;
            if length != 0 && length != count && !may_be_one {
                return Err(AddressError::NotAsMany { key, length, count });
            }
        }
        (0..count)
            .map(|at| {
                let port = match ports.get(at).or(ports.first()).copied().unwrap_or_default() {
                    "" => DEFAULT_PORT,
                    port => port.parse().ok().filter(|port| *port != 0).ok_or(AddressError::Port)?,
                };
                let address: Option<IpAddr> = match addresses.get(at).copied().unwrap_or_default() {
                    "" => None,
                    address => Some(address.parse().map_err(|_| AddressError::HostAddress)?),
                };
                let name = match (names.get(at).copied().unwrap_or_default(), address) {
                    ("", Some(address)) => address.to_string(),
                    ("", None) => socket_folder(port),
                    (name, _) => name.to_owned(),
                };
                Ok(Self { name, address, port })
            })
            .collect()
    }
}

/// Whether a host is the folder of a socket.
fn is_folder(host: &str) -> bool {
    host.starts_with('/')
}

/// Returns the folder in which a server with that port has its socket.
fn socket_folder(port: u16) -> String {
    let has_socket = |folder: &&&str| Path::new(folder).join(format!(".s.PGSQL.{port}")).exists();
    (*SOCKET_FOLDERS.iter().find(has_socket).unwrap_or(&SOCKET_FOLDERS[0])).to_owned()
}

fn list(value: Option<&str>) -> Vec<&str> {
    value.map(|value| value.split(',').map(str::trim).collect()).unwrap_or_default()
}

/// Which of several hosts is right: libpq's `target_session_attrs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum SessionTarget {
    #[default]
    Any,
    ReadWrite,
    ReadOnly,
    Primary,
    Standby,
    /// A standby, or any if there is none.
    PreferStandby,
}

impl SessionTarget {
    const NAMES: [(&'static str, Self); 6] = [
        ("any", Self::Any),
        ("read-write", Self::ReadWrite),
        ("read-only", Self::ReadOnly),
        ("primary", Self::Primary),
        ("standby", Self::Standby),
        ("prefer-standby", Self::PreferStandby),
    ];

    /// Returns the words for it, as messages list them.
    pub(super) fn names() -> String {
        Self::NAMES.map(|(name, _)| format!("`{name}`")).join(", ")
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, target)| *target)
    }

    /// Returns the word for it.
    pub(crate) fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, target)| *target == self).map_or("any", |(name, _)| name)
    }
}
