//! Who runs the program.

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
