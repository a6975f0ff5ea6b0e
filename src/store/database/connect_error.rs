//! Why a store on a server cannot be connected to, sorted by what a person can do about it. No message has a password.

use std::path::PathBuf;
use std::time::Duration;

#[cfg(test)]
use crate::address::ClientEnvironment;
use crate::address::{PasswordFileError, ServerAddress, ServerHost, SessionTarget};
use crate::failure::Explain as _;
use crate::i18n::Phrase;
use crate::model::{FailureCode, JobFailure};

/// A database that cannot be connected to.
#[derive(Debug)]
pub(crate) struct ConnectError {
    host: ServerHost,
    database: String,
    user: String,
    pub(in crate::store) fault: ConnectFault,
}

/// What is wrong. Details are the words of the server or of the system.
#[derive(Debug)]
pub(in crate::store) enum ConnectFault {
    PasswordFile(PasswordFileError),
    /// The file of certificates to trust.
    Roots {
        file: PathBuf,
        detail: String,
    },
    /// The system trusts nobody.
    NoRoots,
    UnknownHost,
    /// The host is there, and nothing listens.
    Refused,
    NoSocket,
    Unreachable(String),
    Timeout(Duration),
    Password,
    /// The server asks for a password, and there is none.
    NoPassword,
    /// No such user, or one who may not log in.
    User,
    /// The server has no rule that lets this user in from here.
    Denied(String),
    NoDatabase,
    NoRights(String),
    TooMany,
    /// The server is starting up or shutting down.
    NotReady,
    Untrusted,
    /// The certificate is made out to another name.
    OtherName,
    OutOfDate,
    NoTls,
    Tls(String),
    /// None of the hosts is what the address asks for.
    NotTarget(SessionTarget),
    Other(String),
}

impl ConnectFault {
    /// Whether another host, which is to have the same users and databases, is not asked: this one has given the answer.
    pub(super) fn is_answer(&self) -> bool {
        matches!(
            self,
            Self::PasswordFile(_)
                | Self::Roots { .. }
                | Self::NoRoots
                | Self::Password
                | Self::NoPassword
                | Self::User
                | Self::Denied(_)
                | Self::NoDatabase
                | Self::NoRights(_)
        )
    }

    /// Whether the server may let the user in if it is asked again.
    pub(in crate::store) fn may_pass(&self) -> bool {
        let is_of_the_host = matches!(
            self,
            Self::UnknownHost | Self::Untrusted | Self::OtherName | Self::OutOfDate | Self::NoTls | Self::Tls(_)
        );
        !self.is_answer() && !is_of_the_host
    }

    fn phrase(&self, user: &str) -> Phrase {
        let because = |id: &'static str, detail: &str| Phrase::new(id).because(Phrase::verbatim(detail));
        let phrase = match self {
            Self::PasswordFile(error) => return error.phrase(),
            Self::Roots { file, detail } => because("connect-roots", detail).with("file", file.display()),
            Self::NoRoots => Phrase::new("connect-no-roots"),
            Self::UnknownHost => Phrase::new("connect-unknown-host"),
            Self::Refused => Phrase::new("connect-refused"),
            Self::NoSocket => Phrase::new("connect-no-socket"),
            Self::Unreachable(detail) => because("connect-unreachable", detail),
            Self::Timeout(limit) => Phrase::new("connect-timeout").with("seconds", limit.as_secs()),
            Self::Password => Phrase::new("connect-password"),
            Self::NoPassword => Phrase::new("connect-no-password"),
            Self::User => Phrase::new("connect-user"),
            Self::Denied(detail) => because("connect-denied", detail),
            Self::NoDatabase => Phrase::new("connect-no-database"),
            Self::NoRights(detail) => because("connect-no-rights", detail),
            Self::TooMany => Phrase::new("connect-too-many"),
            Self::NotReady => Phrase::new("connect-not-ready"),
            Self::Untrusted => Phrase::new("connect-untrusted"),
            Self::OtherName => Phrase::new("connect-other-name"),
            Self::OutOfDate => Phrase::new("connect-out-of-date"),
            Self::NoTls => Phrase::new("connect-no-tls"),
            Self::Tls(detail) => because("connect-tls", detail),
            Self::NotTarget(target) => Phrase::new("connect-not-target").with("target", target.name()),
            Self::Other(detail) => because("connect-other", detail),
        };
        phrase.with("user", user)
    }
}

impl ConnectError {
    pub(super) fn new(address: &ServerAddress, host: &ServerHost, fault: ConnectFault) -> Box<Self> {
        let (database, user) = (address.database.clone(), address.user.clone());
        Box::new(Self { host: host.clone(), database, user, fault })
    }

    #[cfg(test)]
    pub(in crate::store) fn example() -> Box<Self> {
        let address = ServerAddress::read("host=db.example", &ClientEnvironment::default()).unwrap();
        Self::new(&address, &address.hosts[0], ConnectFault::Refused)
    }
}

impl From<&ConnectError> for JobFailure {
    fn from(error: &ConnectError) -> Self {
        let ConnectError { host, database, user, fault } = error;
        let form = if host.is_socket() { "socket" } else { "host" };
        Self::new(FailureCode::StoreConnection)
            .with("form", form)
            .with("host", host.name.as_str())
            .with("port", host.port.to_string())
            .with("database", database.as_str())
            .because(&fault.phrase(user).with("database", database).with("host", host.name_in_password_file()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Texts;
    use crate::language::Language;

    #[test]
    fn every_fault_is_said_with_what_can_be_done_about_it() {
        let detail = || "no entry for host".to_owned();
        let faults = [
            ConnectFault::PasswordFile(PasswordFileError::Open { path: "/root/.pgpass".into() }),
            ConnectFault::Roots { file: "/etc/ca.pem".into(), detail: detail() },
            ConnectFault::NoRoots,
            ConnectFault::UnknownHost,
            ConnectFault::Refused,
            ConnectFault::NoSocket,
            ConnectFault::Unreachable(detail()),
            ConnectFault::Timeout(Duration::from_secs(10)),
            ConnectFault::Password,
            ConnectFault::NoPassword,
            ConnectFault::User,
            ConnectFault::Denied(detail()),
            ConnectFault::NoDatabase,
            ConnectFault::NoRights(detail()),
            ConnectFault::TooMany,
            ConnectFault::NotReady,
            ConnectFault::Untrusted,
            ConnectFault::OtherName,
            ConnectFault::OutOfDate,
            ConnectFault::NoTls,
            ConnectFault::Tls(detail()),
            ConnectFault::NotTarget(SessionTarget::ReadWrite),
            ConnectFault::Other(detail()),
        ];
        let written = "postgres://hq:secret@db.example/headquarters";
        let address = ServerAddress::read(written, &ClientEnvironment::default()).unwrap();
        for fault in faults {
            let error = ConnectError::new(&address, &address.hosts[0], fault);
            let failure = JobFailure::from(&*error);
            let message = failure.phrase().to_string();
            assert!(message.contains("`headquarters`") && message.contains("`db.example`"), "{message}");
            for language in Language::ALL {
                let texts = Texts::new(language);
                let hint = failure.hint().and_then(|hint| texts.say_if_any(&hint));
                let said = format!("{} {}", texts.say(&failure.phrase()), hint.clone().unwrap_or_default());
                assert_eq!(hint.is_some(), !matches!(error.fault, ConnectFault::Other(_)), "{said}");
                assert!(!said.contains("secret") && !said.contains("{$"), "{said}");
            }
            assert!(!format!("{error:?}").contains("secret"));
        }
    }
}
