//! Who runs the program.

use std::env;
use std::fs;

use rustix::process::geteuid;

/// `user@host`, as the history of runs and the lock name it.
pub(crate) fn current() -> String {
    let user = whoami::username().unwrap_or_else(|_| "unknown".to_owned());
    let host = whoami::hostname().unwrap_or_else(|_| "localhost".to_owned());
    format!("{user}@{host}")
}

/// Returns who acts under a name that was given: `NAME (user@host)`. A name alone could be that of anybody.
pub(crate) fn named(name: Option<&str>, user: &str) -> String {
    match name {
        Some(name) => format!("{name} ({user})"),
        None => user.to_owned(),
    }
}

/// Whether a user may decide what this process does: who runs it, root, and who has called it by `sudo`.
pub(crate) fn is_trusted(id: u32) -> bool {
    let user = geteuid();
    id == 0 || id == user.as_raw() || (user.is_root() && caller_of_sudo() == Some(id))
}

fn caller_of_sudo() -> Option<u32> {
    env::var("SUDO_UID").ok()?.parse().ok()
}

/// Returns a user in words for a message, such as "user `hq`"; by number if the system's list does not have that user.
pub(crate) fn user_name(id: u32) -> String {
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    match name_in(&users, id) {
        Some(name) => format!("user `{name}`"),
        None => format!("user {id}"),
    }
}

/// Returns the name of a user in a list such as `/etc/passwd`.
fn name_in(users: &str, id: u32) -> Option<&str> {
    let mut lines = users.lines().map(|line| line.split(':'));
    lines.find_map(|mut fields| {
        let name = fields.next()?;
        (fields.nth(1)?.parse() == Ok(id)).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn a_user_is_found_by_number() {
        let users = "root:x:0:0:root:/root:/bin/sh\nbroken\nhq:x:998:998::/var/lib/hqsync:/bin/false\n";
        assert_eq!((name_in(users, 998), name_in(users, 0), name_in(users, 7)), (Some("hq"), Some("root"), None));
    }
}
