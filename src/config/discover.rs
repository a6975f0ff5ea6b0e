//! Finding the configuration's file.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use super::error::ConfigError;
use crate::actor;
use crate::given_file;
use crate::language::Language;

/// The file's name in every place but an explicit one.
const NAME: &str = "hqsync.toml";

/// The configuration's file: the one given (by `--config` or `$HQSYNC_CONFIG`), which is `hqsync.toml` in a folder that is
/// given, or the first of `./hqsync.toml`, the user's
/// configuration folder and `/etc/hqsync/hqsync.toml` that exists.
///
/// # Errors
/// Names the places that were searched. A file in the current folder that another user has written, or can write, is not used
/// unless it is given: whoever enters that folder would do with stores and channels what its writer likes.
pub(crate) fn find(given: Option<&Path>) -> Result<PathBuf, ConfigError> {
    if let Some(path) = given {
        return Ok(if path.is_dir() { path.join(NAME) } else { path.to_owned() });
    }
    let here = PathBuf::from(NAME);
    if fs::symlink_metadata(&here).is_ok() {
        check_writers(&here)?;
    }
    let mut tried = vec![here];
    if let Ok(user) = etcetera::choose_base_strategy() {
        tried.push(user.config_dir().join("hqsync").join(NAME));
    }
    tried.push(Path::new("/etc/hqsync").join(NAME));
    match tried.iter().find(|path| path.exists()) {
        Some(path) => Ok(path.clone()),
        None => Err(ConfigError::NotFound { tried }),
    }
}

/// Returns the language that a configuration names, whatever else is wrong with it, as long as it is TOML.
pub(crate) fn language_in(path: &Path) -> Option<Language> {
    let table: toml::Table = given_file::read_to_string(path).ok()?.parse().ok()?;
    Language::from_code(table.get("language")?.as_str()?)
}

/// Checks that nobody else has written a file, or the link that leads to it, or can write it.
fn check_writers(path: &Path) -> Result<(), ConfigError> {
    /// The permission for everybody to write.
    const WORLD_WRITABLE: u32 = 0o002;
    for entry in [fs::symlink_metadata(path), fs::metadata(path)].into_iter().flatten() {
        if !actor::is_trusted(entry.uid()) {
            return Err(ConfigError::Foreign { path: path.to_owned(), owner: actor::user_name(entry.uid()) });
        }
        // The permissions of a link say nothing.
        if entry.is_file() && entry.mode() & WORLD_WRITABLE != 0 {
            return Err(ConfigError::Writable { path: path.to_owned() });
        }
    }
    Ok(())
}
