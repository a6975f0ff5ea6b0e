//! Connecting to a server: the hosts of an address one after the other, as libpq does.

use std::error::Error as _;
use std::io;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;

use postgres::config::SslMode;
use postgres::error::SqlState;
use postgres::{Client, Config, Error, SimpleQueryMessage};

use super::connect_error::{ConnectError, ConnectFault};
use super::postgres::Cancel;
use super::tls::{self, Proof};
use crate::address::{ServerAddress, ServerHost, SessionTarget, TlsMode};
use crate::failure::with_causes;

/// The error of the driver for a server that has no TLS, which it says in words only.
const NO_TLS: &str = "server does not support TLS";

/// The routine of PostgreSQL that finds a user who does not exist or may not log in: its words are in the server's language.
const FINDS_USER: &str = "InitializeSessionUserId";

/// Connects to the first host of an address that answers and is what the address asks for.
///
/// # Errors
/// There is none; a host has refused the user. The error is about the first host that gave an answer.
pub(in crate::store) fn connect(address: &ServerAddress) -> Result<Client, ConnectError> {
    let targets = match address.target {
        SessionTarget::PreferStandby => vec![SessionTarget::Standby, SessionTarget::Any],
        target => vec![target],
    };
    let mut first = None;
    for target in targets {
        for host in &address.hosts {
            let failed = |fault| ConnectError::new(address, host, fault);
            match connect_to(address, host).and_then(|mut client| {
                check_target(&mut client, target)?;
                Ok(client)
            }) {
                Ok(client) => return Ok(client),
                Err(fault) if fault.is_answer() => return Err(failed(fault)),
                Err(fault) => {
                    let is_better = matches!(fault, ConnectFault::NotTarget(_));
                    if first.is_none() || is_better {
                        first = Some(failed(fault));
                    }
                }
            }
        }
    }
    Err(first.unwrap_or_else(|| {
        let host = ServerHost { name: String::new(), address: None, port: 0 };
        ConnectError::new(address, &host, ConnectFault::UnknownHost)
    }))
}

/// Returns what ends the statement that a connection is at, over a connection of its own that is protected as the first was.
///
/// # Errors
/// The certificates to trust cannot be read.
pub(in crate::store) fn canceller(client: &Client, address: &ServerAddress) -> Result<Cancel, ConnectError> {
    let (token, host) = (client.cancel_token(), &address.hosts[0]);
    let proof = match address.tls_mode(host) {
        TlsMode::Disable | TlsMode::Allow | TlsMode::Prefer | TlsMode::Require => Proof::None,
        TlsMode::VerifyCa => Proof::Chain,
        TlsMode::VerifyFull => Proof::ChainAndName,
    };
    let connector = tls::connector(proof, &address.roots).map_err(|fault| ConnectError::new(address, host, fault))?;
    // What cannot be ended ends by itself.
    Ok(Box::new(move || drop(token.cancel_query(connector.clone()))))
}

/// Whether a connection is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encryption {
    None,
    Tls(Proof),
}

fn connect_to(address: &ServerAddress, host: &ServerHost) -> Result<Client, ConnectFault> {
    let (preferred, otherwise) = match address.tls_mode(host) {
        TlsMode::Disable => (Encryption::None, None),
        TlsMode::Allow => (Encryption::None, Some(Encryption::Tls(Proof::None))),
        TlsMode::Prefer => (Encryption::Tls(Proof::None), Some(Encryption::None)),
        TlsMode::Require => (Encryption::Tls(Proof::None), None),
        TlsMode::VerifyCa => (Encryption::Tls(Proof::Chain), None),
        TlsMode::VerifyFull => (Encryption::Tls(Proof::ChainAndName), None),
    };
    match (attempt(address, host, preferred), otherwise) {
        (Err(ConnectFault::NoTls | ConnectFault::Tls(_) | ConnectFault::Denied(_)), Some(otherwise)) => {
            attempt(address, host, otherwise)
        }
        (connected, _) => connected,
    }
}

fn attempt(address: &ServerAddress, host: &ServerHost, encryption: Encryption) -> Result<Client, ConnectFault> {
    let password = address.password_for(host).map_err(ConnectFault::PasswordFile)?;
    let mut config = config_for(address, host);
    if let Some(password) = &password {
        config.password(password.for_server());
    }
    let (mode, proof) = match encryption {
        Encryption::None => (SslMode::Disable, Proof::None),
        Encryption::Tls(proof) => (SslMode::Require, proof),
    };
    config.ssl_mode(mode);
    let connector = tls::connector(proof, &address.roots)?;
    // The driver limits how long a host may take to be reached, but neither the name service nor the server's answer.
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new()
        .name("connect".to_owned())
        .spawn(move || {
            // Nobody waits for it after the time.
            let _ = sender.send(config.connect(connector));
        })
        .map_err(|error| ConnectFault::Other(error.to_string()))?;
    let connected = match address.connect_timeout {
        Some(limit) => receiver.recv_timeout(limit).map_err(|error| match error {
            RecvTimeoutError::Timeout => ConnectFault::Timeout(limit),
            RecvTimeoutError::Disconnected => ConnectFault::Other(error.to_string()),
        })?,
        None => receiver.recv().map_err(|error| ConnectFault::Other(error.to_string()))?,
    };
    connected.map_err(|error| fault_of(&error, host, password.is_some(), address))
}

fn config_for(address: &ServerAddress, host: &ServerHost) -> Config {
    let mut config = Config::new();
    config
        .host(&host.name)
        .port(host.port)
        .user(&address.user)
        .dbname(&address.database)
        .application_name(&address.application)
        .keepalives(address.keepalives.is_on);
    if let Some(ip) = host.address {
        config.hostaddr(ip);
    }
    if let Some(options) = &address.options {
        config.options(options);
    }
    if let Some(limit) = address.connect_timeout {
        config.connect_timeout(limit);
    }
    if let Some(idle) = address.keepalives.idle {
        config.keepalives_idle(idle);
    }
    if let Some(interval) = address.keepalives.interval {
        config.keepalives_interval(interval);
    }
    if let Some(count) = address.keepalives.count {
        config.keepalives_retries(count);
    }
    if let Some(limit) = address.keepalives.user_timeout {
        config.tcp_user_timeout(limit);
    }
    config
}

/// Checks that a host is what the address asks for.
fn check_target(client: &mut Client, target: SessionTarget) -> Result<(), ConnectFault> {
    let (sql, right) = match target {
        SessionTarget::Any | SessionTarget::PreferStandby => return Ok(()),
        SessionTarget::ReadWrite => ("SHOW transaction_read_only", "off"),
        SessionTarget::ReadOnly => ("SHOW transaction_read_only", "on"),
        SessionTarget::Primary => ("SELECT pg_catalog.pg_is_in_recovery()", "f"),
        SessionTarget::Standby => ("SELECT pg_catalog.pg_is_in_recovery()", "t"),
    };
    let messages = client.simple_query(sql).map_err(|error| ConnectFault::Other(words_of(&error)))?;
    let is_right = messages.iter().any(|message| match message {
        SimpleQueryMessage::Row(row) => row.try_get(0).is_ok_and(|value| value == Some(right)),
        _ => false,
    });
    if is_right { Ok(()) } else { Err(ConnectFault::NotTarget(target)) }
}

/// Sorts an error of the driver by what can be done about it.
fn fault_of(error: &Error, host: &ServerHost, has_password: bool, address: &ServerAddress) -> ConnectFault {
    if let Some(answer) = error.as_db_error() {
        let words = || answer.message().to_owned();
        return match *answer.code() {
            SqlState::INVALID_PASSWORD if !has_password => ConnectFault::NoPassword,
            SqlState::INVALID_PASSWORD => ConnectFault::Password,
            SqlState::INVALID_AUTHORIZATION_SPECIFICATION if answer.routine() == Some(FINDS_USER) => ConnectFault::User,
            SqlState::INVALID_AUTHORIZATION_SPECIFICATION => ConnectFault::Denied(words()),
            SqlState::INVALID_CATALOG_NAME => ConnectFault::NoDatabase,
            SqlState::INSUFFICIENT_PRIVILEGE => ConnectFault::NoRights(words()),
            SqlState::TOO_MANY_CONNECTIONS => ConnectFault::TooMany,
            SqlState::CANNOT_CONNECT_NOW => ConnectFault::NotReady,
            _ => ConnectFault::Other(words()),
        };
    }
    let mut source = error.source();
    while let Some(cause) = source {
        if let Some(error) = cause.downcast_ref::<rustls::Error>() {
            return tls::fault_of(error);
        }
        if let Some(error) = cause.downcast_ref::<io::Error>() {
            if let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
                return tls::fault_of(error);
            }
            return fault_of_system(error, host, address);
        }
        if cause.to_string() == NO_TLS {
            return ConnectFault::NoTls;
        }
        if cause.to_string() == NO_PASSWORD {
            return ConnectFault::NoPassword;
        }
        source = cause.source();
    }
    ConnectFault::Other(words_of(error))
}

/// The error of the driver if the server asks for a password and there is none, which it says in words only.
const NO_PASSWORD: &str = "password missing";

/// How the error of a name begins that the name service does not know.
const UNKNOWN_HOST: &str = "failed to lookup address information";

fn fault_of_system(error: &io::Error, host: &ServerHost, address: &ServerAddress) -> ConnectFault {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => ConnectFault::Refused,
        io::ErrorKind::NotFound if host.is_socket() => ConnectFault::NoSocket,
        io::ErrorKind::TimedOut => ConnectFault::Timeout(address.connect_timeout.unwrap_or_default()),
        _ if error.to_string().starts_with(UNKNOWN_HOST) => ConnectFault::UnknownHost,
        _ => ConnectFault::Unreachable(error.to_string()),
    }
}

/// Returns what the server says, or else the driver.
fn words_of(error: &Error) -> String {
    error.as_db_error().map_or_else(|| with_causes(error), |answer| answer.message().to_owned())
}
