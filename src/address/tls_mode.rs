//! Whether a connection is encrypted, and whether it is known to whom: libpq's `sslmode` and `sslrootcert`,
//! <https://www.postgresql.org/docs/current/libpq-ssl.html>.

use std::path::PathBuf;

/// Whether to use TLS, and how far the server has to prove who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TlsMode {
    Disable,
    /// Only if the server refuses what is not encrypted.
    Allow,
    /// Unless the server has none.
    Prefer,
    /// Whoever the server is; with roots in a file as [`TlsMode::VerifyCa`], as in libpq.
    Require,
    /// Its certificate leads to a root that is trusted.
    VerifyCa,
    /// And is made out to the name of the host.
    VerifyFull,
}

impl TlsMode {
    const NAMES: [(&'static str, Self); 6] = [
        ("disable", Self::Disable),
        ("allow", Self::Allow),
        ("prefer", Self::Prefer),
        ("require", Self::Require),
        ("verify-ca", Self::VerifyCa),
        ("verify-full", Self::VerifyFull),
    ];

    /// Returns the words for it, as messages list them.
    pub(super) fn names() -> String {
        Self::NAMES.map(|(name, _)| format!("`{name}`")).join(", ")
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, mode)| *mode)
    }
}

/// Whom to trust that a certificate tells the truth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CertificateRoots {
    /// Those whom the system trusts.
    System,
    /// Those in a file of PEM.
    File(PathBuf),
}
