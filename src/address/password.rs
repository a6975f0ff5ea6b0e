//! Passwords, which nothing prints.

use std::borrow::Cow;
use std::fmt;

/// A password. It has no text for people, and none for developers.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Password(String);

impl Password {
    pub(super) fn new(password: String) -> Self {
        Self(password)
    }

    /// Returns the password for the server, and for nobody else.
    pub(crate) fn for_server(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// Returns a line as it may be shown. Of one that may hold a password, only what stands before its first `=` is left: what is
/// wrong with an address may be the very thing that tells where its password is.
pub(crate) fn conceal_password(line: &str) -> Cow<'_, str> {
    let lower = line.to_ascii_lowercase();
    let may_hold_one = ["postgres", "password", "dbname", "sslmode"].iter().any(|word| lower.contains(word))
        || (line.contains("://") && line.contains('@'));
    if !may_hold_one {
        return Cow::Borrowed(line);
    }
    match line.split_once('=') {
        Some((key, _)) if key.trim().chars().all(|c| c.is_ascii_alphanumeric() || c == '_') => {
            Cow::Owned(format!("{} = …", key.trim_end()))
        }
        _ => Cow::Borrowed("…"),
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn a_line_that_may_hold_a_password_is_not_shown() {
        for (line, shown) in [
            ("store = \"postgres://hq:secret@db/hq\"", "store = …"),
            ("store = postgres://hq:secret@db/hq", "store = …"),
            ("store=\"host=db password=secret\"", "store = …"),
            ("store = \"postgers://hq:secret@db/hq\"", "store = …"),
            ("  password=secret dbname=hq\"\"\"", "  password = …"),
            ("postgres://hq:secret@db/hq?sslmode=require", "…"),
            ("store = \"headquarters.db\"", "store = \"headquarters.db\""),
            ("number_sequence = \"C-######\"", "number_sequence = \"C-######\""),
        ] {
            assert_eq!(conceal_password(line), shown);
        }
    }
}
