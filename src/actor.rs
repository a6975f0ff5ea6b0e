//! Who runs the program.

use std::env;
use std::fs;

use rustix::process::geteuid;

/// The longest name of a user that is believed, in characters.
const LONGEST_NAME: usize = 64;

/// Returns who runs the program, as the audit trail, the history of runs and the lock name it: `user@host`, or
/// `alice (root@host)` if alice runs it by sudo, doas or pkexec. Whatever stands before the parentheses is what the
/// environment says; the account in them is what the system says.
pub(crate) fn current() -> String {
    let user = whoami::username().unwrap_or_else(|_| "unknown".to_owned());
    let host = whoami::hostname().unwrap_or_else(|_| "localhost".to_owned());
    let account = format!("{user}@{host}");
    match caller().filter(|caller| *caller != user) {
        Some(caller) => named_account(&caller, &account),
        None => account,
    }
}

/// Returns who acts under a name that was given: `NAME (user@host)`, or `NAME (alice, root@host)`. A name alone could be that
/// of anybody.
pub(crate) fn named(name: Option<&str>, user: &str) -> String {
    let Some(name) = name else { return user.to_owned() };
    match user.strip_suffix(')').and_then(|user| user.split_once(" (")) {
        Some((caller, account)) => named_account(name, &format!("{caller}, {account}")),
        None => named_account(name, user),
    }
}

fn named_account(name: &str, account: &str) -> String {
    format!("{name} ({account})")
}

/// Returns the user who has called the program by sudo, doas or pkexec; `None` if nobody did, or if what the environment says
/// is not the name of a user.
fn caller() -> Option<String> {
    let named =
        ["SUDO_USER", "DOAS_USER"].into_iter().find_map(|name| env::var(name).ok().filter(|name| is_user(name)));
    let by_number = || {
        let id = env::var("PKEXEC_UID").ok()?.parse().ok()?;
        let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
        name_in(&users, id).map(str::to_owned)
    };
    named.or_else(by_number)
}

/// Whether a text can be the name of a user, also one of a directory such as `SHOP\alice` or `alice@shop.example`.
fn is_user(name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || "._-@\\$+".contains(c);
    !name.is_empty() && name.chars().count() <= LONGEST_NAME && name.chars().all(is_part)
}

/// Whether a user may decide what this process does: who runs it, root, and who has called it by `sudo`.
pub(crate) fn is_trusted(id: u32) -> bool {
    let user = geteuid();
    id == 0 || id == user.as_raw() || (user.is_root() && caller_of_sudo() == Some(id))
}

fn caller_of_sudo() -> Option<u32> {
    env::var("SUDO_UID").ok()?.parse().ok()
}

/// Returns a user as messages name one, such as `` `hq` ``; by number if the system's list does not have that user.
pub(crate) fn user_name(id: u32) -> String {
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    match name_in(&users, id) {
        Some(name) => format!("`{name}`"),
        None => id.to_string(),
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
    fn a_name_is_kept_with_the_account_behind_it() {
        assert_eq!(named(None, "alice (root@host)"), "alice (root@host)");
        assert_eq!(named(Some("Jan de Vries"), "root@host"), "Jan de Vries (root@host)");
        assert_eq!(named(Some("Jan de Vries"), "alice (root@host)"), "Jan de Vries (alice, root@host)");
    }

    #[test]
    fn what_is_more_than_a_name_is_not_believed() {
        assert!(["alice", "SHOP\\alice", "alice@shop.example", "søren"].into_iter().all(is_user));
        assert!(!["", "alice (bob@host)", "a\nb", "a, b", "a\u{202e}b", &"a".repeat(65)].into_iter().any(is_user));
    }

    #[test]
    fn a_user_is_found_by_number() {
        let users = "root:x:0:0:root:/root:/bin/sh\nbroken\nhq:x:998:998::/var/lib/hqsync:/bin/false\n";
        assert_eq!((name_in(users, 998), name_in(users, 0), name_in(users, 7)), (Some("hq"), Some("root"), None));
    }
}
