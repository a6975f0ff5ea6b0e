//! What an address leaves to the environment, as libpq does: <https://www.postgresql.org/docs/current/libpq-envars.html>.

use std::collections::BTreeMap;
use std::env;
use std::path::PathBuf;

/// How the names of the variables begin.
const PREFIX: &str = "PG";

/// What surrounds the process.
#[derive(Clone, Default)]
pub(crate) struct ClientEnvironment {
    /// The variables whose names begin with `PG`. One of them may be a password.
    pub(super) variables: BTreeMap<String, String>,
    /// Who runs the program.
    pub(super) user: String,
    /// That user's home folder.
    pub(super) home: Option<PathBuf>,
}

impl ClientEnvironment {
    /// Returns what surrounds this process.
    pub(crate) fn of_process() -> Self {
        let variables = env::vars_os().filter_map(|(name, value)| {
            let name = name.into_string().ok().filter(|name| name.starts_with(PREFIX))?;
            Some((name, value.into_string().ok()?))
        });
        Self { variables: variables.collect(), user: whoami::username().unwrap_or_default(), home: env::home_dir() }
    }

    /// Returns a variable; an empty one counts as unset.
    pub(super) fn variable(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    #[cfg(test)]
    pub(super) fn with(variables: &[(&str, &str)]) -> Self {
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Self { variables: variables.collect(), user: "ann".to_owned(), home: None }
    }
}
