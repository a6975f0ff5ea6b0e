//! Witnesses of the trail outside of the store: lines in a file and in the system's journal that name its last entry, and the
//! key of its seal.
//!
//! Anyone who can write the store can rewrite the whole trail. What others keep, and what can only be appended to, shows it.

mod anchor;
mod anchors_file;
mod error;
mod seal_file;
mod syslog;

use std::path::{Path, PathBuf};

use anchors_file::LockedFile;

use crate::own_file::with_ending;

pub(crate) use anchor::{Anchor, AnchorText};
pub(crate) use anchors_file::{AnchorLine, last_anchor, last_anchor_where, open_configured, read_lines};
pub(crate) use error::{SealError, WitnessError};
pub(crate) use seal_file::SealFile;

/// Where the end of the trail is noted whenever a store is closed to which entries were appended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Anchoring {
    /// The store's file, whose permissions a new file of anchors gets; `None` for a store on a server.
    pub(crate) store: Option<PathBuf>,
    /// The file to which a line is appended; `None` for none.
    pub(crate) file: Option<PathBuf>,
    /// Whether the line is sent to the system's journal.
    pub(crate) syslog: bool,
}

impl Anchoring {
    /// Returns the file that a store has unless the configuration names another: beside it, with `.anchors` in place of `.db`, or
    /// after any other name, so that stores that differ in their ending have files of their own.
    pub(crate) fn default_file(store: &Path) -> PathBuf {
        let is_usual = store.extension().is_some_and(|ending| ending == "db");
        if is_usual { store.with_extension("anchors") } else { with_ending(store, ".anchors") }
    }

    /// Notes the end of the trail and returns what failed. `read` is called while the file is locked, so that the lines of
    /// several commands are in the order of their entries.
    ///
    /// # Errors
    /// Those of `read`.
    pub(crate) fn note<E>(&self, read: impl FnOnce() -> Result<Anchor, E>) -> Result<Vec<WitnessError>, E> {
        let file = self.file.as_deref().map(|path| LockedFile::open(path, self.store.as_deref())).transpose();
        let line = read()?.to_string();
        let in_file = file.and_then(|file| file.map_or(Ok(()), |file| file.append(&line)));
        let in_journal = if self.syslog { syslog::send(&line) } else { Ok(()) };
        Ok([in_file, in_journal].into_iter().filter_map(Result::err).collect())
    }
}
