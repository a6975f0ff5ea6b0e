//! Who runs the program.

/// `user@host`, as the history of runs and the lock name it.
pub(crate) fn current() -> String {
    let user = whoami::username().unwrap_or_else(|_| "unknown".to_owned());
    let host = whoami::hostname().unwrap_or_else(|_| "localhost".to_owned());
    format!("{user}@{host}")
}
