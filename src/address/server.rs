//! The address of a database on a server.

use std::fmt::{self, Write as _};
use std::path::PathBuf;
use std::time::Duration;

use super::environment::ClientEnvironment;
use super::error::{AddressError, PasswordFileError};
use super::hosts::{DEFAULT_PORT, ServerHost, SessionTarget};
use super::password::Password;
use super::password_file;
use super::settings::Settings;
use super::tls_mode::{CertificateRoots, TlsMode};

/// How long a host may take to answer.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The program's name on the server.
const APPLICATION: &str = "hqsync";

/// The file of passwords in the user's home folder.
const PASSWORD_FILE: &str = ".pgpass";

/// Where libpq looks for a root of certificates that is the user's own.
const OWN_ROOTS: &str = ".postgresql/root.crt";

/// A database on a server, and how to connect to it. It displays as a URL without the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ServerAddress {
    /// At least one; the first that is right is taken.
    pub(crate) hosts: Vec<ServerHost>,
    pub(crate) database: String,
    pub(crate) user: String,
    /// That of the address itself.
    password: Option<Password>,
    /// That of the environment.
    password_of_environment: Option<Password>,
    password_file: Option<PathBuf>,
    /// `None` if nobody said so: see [`ServerAddress::tls_mode`].
    tls: Option<TlsMode>,
    pub(crate) roots: CertificateRoots,
    /// How long a host may take to answer; `None` for as long as it likes.
    pub(crate) connect_timeout: Option<Duration>,
    /// What the server's administrator sees.
    pub(crate) application: String,
    /// Settings of the session, as `postgres` itself takes them: `-c name=value`.
    pub(crate) options: Option<String>,
    pub(crate) target: SessionTarget,
    pub(crate) keepalives: Keepalives,
    /// What the address itself says besides: neither where the database is, nor who connects, nor the password.
    further: Vec<(&'static str, String)>,
}

/// What an address is named by, and its password.
const NAMED: [&str; 5] = ["host", "port", "dbname", "user", "password"];

/// How a connection is kept that nobody uses, and how long it may be silent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Keepalives {
    pub(crate) is_on: bool,
    pub(crate) idle: Option<Duration>,
    pub(crate) interval: Option<Duration>,
    pub(crate) count: Option<u32>,
    /// How long what was sent may be without an answer.
    pub(crate) user_timeout: Option<Duration>,
}

impl ServerAddress {
    /// Reads an address: what it says itself, then what the variables `PG…` say, then what libpq takes without either.
    ///
    /// # Errors
    /// It says something that is wrong or not known.
    pub(crate) fn read(text: &str, environment: &ClientEnvironment) -> Result<Self, AddressError> {
        let settings = Settings::read(text, environment)?;
        let text = |key: &'static str| settings.get(key).map(str::to_owned);
        let user = text("user").unwrap_or_else(|| environment.user.clone());
        let of_address = settings.written("password").map(|password| Password::new(password.to_owned()));
        let in_home = |name: &str| environment.home.as_ref().map(|home| home.join(name));
        let seconds = |key| Ok(number(&settings, key)?.map(Duration::from_secs));
        Ok(Self {
            hosts: ServerHost::read(&settings)?,
            database: text("dbname").unwrap_or_else(|| user.clone()),
            user,
            password: of_address,
            password_of_environment: environment.variable("PGPASSWORD").map(|it| Password::new(it.to_owned())),
            password_file: text("passfile").map(PathBuf::from).or_else(|| in_home(PASSWORD_FILE)),
            tls: match settings.get("sslmode") {
                None => None,
                Some(name) => Some(TlsMode::from_name(name).ok_or_else(|| unknown("sslmode", name, TlsMode::names()))?),
            },
            roots: match settings.get("sslrootcert") {
                Some("system") => CertificateRoots::System,
                Some(file) => CertificateRoots::File(file.into()),
                None => match in_home(OWN_ROOTS).filter(|file| file.exists()) {
                    Some(file) => CertificateRoots::File(file),
                    None => CertificateRoots::System,
                },
            },
            connect_timeout: match number(&settings, "connect_timeout")? {
                None => Some(CONNECT_TIMEOUT),
                Some(0) => None,
                // As in libpq, less than that is no time at all.
                Some(seconds) => Some(Duration::from_secs(seconds.max(2))),
            },
            application: text("application_name").unwrap_or_else(|| APPLICATION.to_owned()),
            options: text("options"),
            target: match settings.get("target_session_attrs") {
                None => SessionTarget::default(),
                Some(name) => SessionTarget::from_name(name)
                    .ok_or_else(|| unknown("target_session_attrs", name, SessionTarget::names()))?,
            },
            further: settings.all_written().filter(|(key, _)| !NAMED.contains(key)).collect(),
            keepalives: Keepalives {
                is_on: match settings.get("keepalives") {
                    None | Some("1") => true,
                    Some("0") => false,
                    Some(_) => return Err(AddressError::Switch { key: "keepalives" }),
                },
                idle: seconds("keepalives_idle")?,
                interval: seconds("keepalives_interval")?,
                count: number(&settings, "keepalives_count")?.map(|count| u32::try_from(count).unwrap_or(u32::MAX)),
                user_timeout: number(&settings, "tcp_user_timeout")?.map(Duration::from_millis),
            },
        })
    }

    /// Whether the address itself holds a password: whoever reads it, knows it.
    pub(crate) fn holds_password(&self) -> bool {
        self.password.is_some()
    }

    /// Returns the password for a host: that of the address, of the environment, or of the file of passwords; `None` if there
    /// is none.
    ///
    /// # Errors
    /// The file of passwords is needed, and others may read it, or nobody can.
    pub(crate) fn password_for(&self, host: &ServerHost) -> Result<Option<Password>, PasswordFileError> {
        if let Some(password) = self.password.as_ref().or(self.password_of_environment.as_ref()) {
            return Ok(Some(password.clone()));
        }
        let Some(file) = &self.password_file else { return Ok(None) };
        password_file::find(file, host, &self.database, &self.user)
    }

    /// Returns whether to use TLS with a host. Unless somebody says otherwise, a host in the network has to prove who it is;
    /// what goes through a socket leaves no machine.
    pub(crate) fn tls_mode(&self, host: &ServerHost) -> TlsMode {
        match self.tls {
            _ if host.is_socket() => TlsMode::Disable,
            None => TlsMode::VerifyFull,
            Some(TlsMode::Require) if matches!(self.roots, CertificateRoots::File(_)) => TlsMode::VerifyCa,
            Some(mode) => mode,
        }
    }

    /// Whether two addresses lead to one database, whoever connects and however.
    pub(crate) fn is_same_database(&self, other: &Self) -> bool {
        self.hosts == other.hosts && self.database == other.database && self.options == other.options
    }

    /// Returns the whole address without its password, as a configuration and the programs of PostgreSQL, such as `pg_dump`,
    /// take it.
    pub(crate) fn without_password(&self) -> String {
        let mut text = self.to_string();
        for (key, value) in &self.further {
            let before = if text.contains('?') { '&' } else { '?' };
            // A `String` takes everything.
            let _ = write!(text, "{before}{key}={}", encode_query(value));
        }
        text
    }
}

fn unknown(key: &'static str, value: &str, known: String) -> AddressError {
    AddressError::Word { key, value: value.to_owned(), known }
}

fn number(settings: &Settings<'_>, key: &'static str) -> Result<Option<u64>, AddressError> {
    settings.get(key).map(|value| value.trim().parse().map_err(|_| AddressError::Number { key })).transpose()
}

impl fmt::Display for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "postgres://{}@", encode(&self.user))?;
        let sockets = self.hosts.iter().all(ServerHost::is_socket);
        if !sockets {
            for (at, host) in self.hosts.iter().enumerate() {
                f.write_str(if at == 0 { "" } else { "," })?;
                match &host.name {
                    name if name.contains(':') => write!(f, "[{name}]")?,
                    name => f.write_str(&encode(name))?,
                }
                if host.port != DEFAULT_PORT {
                    write!(f, ":{}", host.port)?;
                }
            }
        }
        write!(f, "/{}", encode(&self.database))?;
        if sockets {
            // A folder reads better there than encoded in front.
            let join = |of: fn(&ServerHost) -> String| self.hosts.iter().map(of).collect::<Vec<_>>().join(",");
            write!(f, "?host={}", encode_query(&join(|host| host.name.clone())))?;
            if self.hosts.iter().any(|host| host.port != DEFAULT_PORT) {
                write!(f, "&port={}", join(|host| host.port.to_string()))?;
            }
        }
        Ok(())
    }
}

/// Encodes what has a meaning of its own in a URL.
fn encode(text: &str) -> String {
    encode_all_but(text, |c| c.is_alphanumeric() || "-._~".contains(c))
}

fn encode_query(text: &str) -> String {
    encode_all_but(text, |c| c.is_alphanumeric() || "-._~/,".contains(c))
}

fn encode_all_but(text: &str, is_plain: impl Fn(char) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars() {
        if is_plain(c) {
            encoded.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                // A `String` takes everything.
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> ServerAddress {
        ServerAddress::read(text, &ClientEnvironment::with(&[])).unwrap()
    }

    #[test]
    fn an_address_is_named_without_its_password() {
        for (text, named) in [
            ("postgres://hq:secret@db.example/headquarters", "postgres://hq@db.example/headquarters"),
            ("postgres://hq:secret@db.example:5433/hq?sslmode=disable", "postgres://hq@db.example:5433/hq"),
            ("host=a,b port=5433, user=hq dbname=hq password=secret", "postgres://hq@a:5433,b/hq"),
            ("host=/run/pg port=5433 dbname=hq", "postgres://ann@/hq?host=/run/pg&port=5433"),
            ("host=::1 dbname='a b'", "postgres://ann@[::1]/a%20b"),
            ("hostaddr=10.0.0.7 user=hq", "postgres://hq@10.0.0.7/hq"),
        ] {
            let address = read(text);
            assert_eq!(address.to_string(), named);
            assert!(!format!("{address:?}").contains("secret"), "{address:?}");
            assert_eq!(address.holds_password(), text.contains("secret"));
        }
    }

    #[test]
    fn nothing_but_the_password_is_left_out() {
        for (text, whole) in [
            (
                "postgres://hq:secret@db/hq?sslmode=verify-ca&sslrootcert=/etc/my%20ca.pem",
                "postgres://hq@db/hq?sslmode=verify-ca&sslrootcert=/etc/my%20ca.pem",
            ),
            (
                "host=/run/pg user=hq password=secret options='-c search_path=a'",
                "postgres://hq@/hq?host=/run/pg&options=-c%20search_path%3Da",
            ),
        ] {
            let address = read(text);
            assert_eq!(address.without_password(), whole);
            assert_eq!(read(&address.without_password()), ServerAddress { password: None, ..address });
        }
    }

    proptest! {
        #[test]
        fn its_name_leads_to_the_same_database(user in "\\PC{1,8}", database in "\\PC{1,8}", port in 1_u16.., socket: bool) {
            let host = if socket { "%2Frun%2Fmy pg" } else { "db.example" };
            let text = format!("postgres://{}@{host}:{port}/{}", encode(&user), encode(&database));
            let address = read(&text);
            prop_assert_eq!((&address.user, &address.database), (&user, &database));
            prop_assert_eq!(&read(&address.to_string()), &address);
        }
    }

    #[test]
    fn the_environment_stands_in_for_what_is_missing() {
        let environment = ClientEnvironment::with(&[
            ("PGHOST", "db.example"),
            ("PGPORT", "5433"),
            ("PGDATABASE", "shops"),
            ("PGUSER", "hq"),
            ("PGPASSWORD", "secret"),
            ("PGSSLMODE", "require"),
            ("PGCONNECT_TIMEOUT", "3"),
            ("PGAPPNAME", "night"),
            ("PGOPTIONS", ""),
        ]);
        let address = ServerAddress::read("postgres://", &environment).unwrap();
        assert_eq!(address.to_string(), "postgres://hq@db.example:5433/shops");
        assert_eq!(address.tls_mode(&address.hosts[0]), TlsMode::Require);
        assert_eq!(address.connect_timeout, Some(Duration::from_secs(3)));
        assert_eq!((address.application.as_str(), address.options.as_deref()), ("night", None));
        let password = address.password_for(&address.hosts[0]).unwrap();
        assert_eq!(password.as_ref().map(Password::for_server), Some("secret"));
        assert!(!address.holds_password() && !format!("{address:?}").contains("secret"));
        let address = ServerAddress::read("host=other dbname=hq sslmode=disable", &environment).unwrap();
        assert_eq!(address.to_string(), "postgres://hq@other:5433/hq");
        assert_eq!(address.tls_mode(&address.hosts[0]), TlsMode::Disable);
    }

    #[test]
    fn a_host_in_the_network_has_to_prove_who_it_is() {
        let mode = |text: &str| {
            let address = read(text);
            address.tls_mode(&address.hosts[0])
        };
        for (text, expected) in [
            ("postgres://db.example/hq", TlsMode::VerifyFull),
            ("postgres://127.0.0.1/hq", TlsMode::VerifyFull),
            ("postgres:///hq?host=/run/pg", TlsMode::Disable),
            ("postgres:///hq?host=/run/pg&sslmode=verify-full", TlsMode::Disable),
            ("postgres://db.example/hq?sslmode=require", TlsMode::Require),
            ("postgres://db.example/hq?sslmode=require&sslrootcert=/etc/ca.pem", TlsMode::VerifyCa),
            ("postgres://db.example/hq?sslmode=require&sslrootcert=system", TlsMode::Require),
        ] {
            assert_eq!(mode(text), expected, "{text}");
        }
    }

    #[test]
    fn a_wrong_value_is_refused() {
        for (text, part) in [
            ("host=db sslmode=full", "`full`"),
            ("host=db target_session_attrs=master", "`master`"),
            ("host=db connect_timeout=soon", "`connect_timeout`"),
            ("host=db keepalives=yes", "`keepalives`"),
            ("host=a,b hostaddr=10.0.0.1", "`hostaddr`"),
            ("host=a,b,c port=1,2", "`port`"),
            ("hostaddr=db.example", "`hostaddr`"),
            ("postgres://hq:secret/db", "port"),
        ] {
            let message = ServerAddress::read(text, &ClientEnvironment::with(&[])).unwrap_err().to_string();
            assert!(message.contains(part) && !message.contains("secret"), "{text}: {message}");
        }
    }
}
