//! Finding the configuration's file.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use super::error::ConfigError;

/// The file's name in every place but an explicit one.
const NAME: &str = "hqsync.toml";

/// The configuration's file: the one given (by `--config` or `$HQSYNC_CONFIG`), or the first of `./hqsync.toml`, the user's
/// configuration folder and `/etc/hqsync/hqsync.toml` that exists.
///
/// # Errors
/// Names the places that were searched.
pub(crate) fn find(given: Option<&Path>) -> Result<PathBuf, ConfigError> {
    if let Some(path) = given {
        return Ok(path.to_owned());
    }
    let mut tried = vec![PathBuf::from(NAME)];
    if let Ok(user) = etcetera::choose_base_strategy() {
        tried.push(user.config_dir().join("hqsync").join(NAME));
    }
    tried.push(Path::new("/etc/hqsync").join(NAME));
    match tried.iter().find(|path| path.exists()) {
        Some(path) => Ok(path.clone()),
        None => Err(ConfigError::NotFound { tried }),
    }
}
