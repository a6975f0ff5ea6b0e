//! The file of passwords, `~/.pgpass`: a line `host:port:database:user:password` for each, in which `*` stands for any.
//! <https://www.postgresql.org/docs/current/libpq-pgpass.html>

use std::fs::OpenOptions;
use std::io::{self, Read as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;

use rustix::fs::OFlags;

use super::error::PasswordFileError;
use super::hosts::ServerHost;
use super::password::Password;

/// The permissions of the group and of others.
const OF_OTHERS: u32 = 0o077;

/// Returns the password for a database and a user; `None` if the file has none, or does not exist.
///
/// # Errors
/// Others may read the file, or nobody can.
pub(super) fn find(
    path: &Path,
    host: &ServerHost,
    database: &str,
    user: &str,
) -> Result<Option<Password>, PasswordFileError> {
    let unreadable = |error| PasswordFileError::Unreadable { path: path.to_owned(), error };
    // A pipe is not waited for.
    let opened = OpenOptions::new().read(true).custom_flags(OFlags::NONBLOCK.bits() as i32).open(path);
    let mut file = match opened {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file.map_err(unreadable)?,
    };
    let metadata = file.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(PasswordFileError::NotRegular { path: path.to_owned() });
    }
    if metadata.mode() & OF_OTHERS != 0 {
        return Err(PasswordFileError::Open { path: path.to_owned() });
    }
    let mut text = Vec::new();
    file.read_to_end(&mut text).map_err(unreadable)?;
    let text = String::from_utf8_lossy(&text);
    Ok(password_in(&text, [host.name_in_password_file(), &host.port.to_string(), database, user]).map(Password::new))
}

/// Returns the password of the first line that is for these four.
fn password_in(text: &str, sought: [&str; 4]) -> Option<String> {
    let lines = text.lines().map(|line| line.trim_end_matches('\r')).filter(|line| !line.starts_with('#'));
    lines.map(fields).find_map(|fields| {
        let (password, names) = fields.split_last().filter(|(_, names)| names.len() == sought.len())?;
        let is_for = |(name, sought): (&PasswordField, &str)| name.is_any || name.text == sought;
        (!password.text.is_empty() && names.iter().zip(sought).all(is_for)).then(|| password.text.clone())
    })
}

/// A part of a line.
struct PasswordField {
    text: String,
    /// Whether it is a `*`, which an escaped one is not.
    is_any: bool,
}

/// Cuts a line at its colons, of which `\:` is none. The password is what follows the fourth, and may have further ones.
fn fields(line: &str) -> Vec<PasswordField> {
    const PASSWORD: usize = 4;
    let mut fields = Vec::with_capacity(PASSWORD + 1);
    let mut rest = line.chars();
    let (mut text, mut is_escaped) = (String::new(), false);
    while let Some(c) = rest.next() {
        match c {
            '\\' => {
                is_escaped = true;
                text.extend(rest.next());
            }
            ':' if fields.len() < PASSWORD => {
                let is_any = text == "*" && !is_escaped;
                fields.push(PasswordField { text: std::mem::take(&mut text), is_any });
                is_escaped = false;
            }
            c => text.push(c),
        }
    }
    fields.push(PasswordField { text, is_any: false });
    fields
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt as _;

    use pretty_assertions::assert_eq;

    use super::*;
    use crate::failure::Explain as _;

    const FILE: &str = "# passwords\n\
        db.example:5432:hq:ann:first\n\
        db.example:*:hq:*:a\\:b\\\\c:d\n\
        \\*:5432:hq:bob:star\n\
        localhost:5432:*:bob:of-socket\r\n\
        half:a:line\n\
        *:*:shops:hq:any\n";

    #[test]
    fn the_first_line_that_fits_has_the_password() {
        for (sought, expected) in [
            (["db.example", "5432", "hq", "ann"], Some("first")),
            (["db.example", "5433", "hq", "ann"], Some(r"a:b\c:d")),
            (["db.example", "5432", "other", "ann"], None),
            (["*", "5432", "hq", "bob"], Some("star")),
            (["elsewhere", "5432", "hq", "bob"], None),
            (["localhost", "5432", "hq", "bob"], Some("of-socket")),
            (["::1", "1", "shops", "hq"], Some("any")),
            (["half", "a", "line", ""], None),
        ] {
            assert_eq!(password_in(FILE, sought).as_deref(), expected, "{sought:?}");
        }
    }

    #[test]
    fn a_file_that_others_may_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pgpass");
        let host = ServerHost { name: "/run/postgresql".to_owned(), address: None, port: 5_432 };
        let found = || find(&path, &host, "hq", "bob");
        assert!(found().unwrap().is_none());
        fs::write(&path, FILE).unwrap();
        for (mode, is_used) in [(0o600, true), (0o400, true), (0o640, false), (0o604, false)] {
            fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            match found() {
                Ok(password) => {
                    assert!(is_used, "{mode:o}");
                    assert_eq!(password.as_ref().map(Password::for_server), Some("of-socket"));
                }
                Err(error) => {
                    assert!(!is_used, "{mode:o}: {error}");
                    assert!(error.hint().unwrap().to_string().contains("chmod 600"));
                }
            }
        }
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert!(matches!(found(), Err(PasswordFileError::NotRegular { .. })));
    }
}
