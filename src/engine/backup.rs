//! A consistent copy of the store, held against its audit trail before it gets its name.

use std::io;
use std::path::{self, Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;
use thiserror::Error;

use crate::clock::Clock;
use crate::config::{FileUse, UsedFiles};
use crate::failure::{Explain, FailureKind};
use crate::i18n::Phrase;
use crate::new_file::{folder_of, persist};
use crate::own_file::beside;
use crate::sqlite::{JOURNAL, WAL};
use crate::stop::Stop;
use crate::store::{Access, Store, StoreError, is_other_database};
use crate::system_fault::{Shortage, key_of, without_path};
use crate::temporary::{TemporaryFolder, TemporaryKind};
use crate::trail::{Author, BackupMade};
use crate::verify::{AnchorsSource, Original, VerifyRequest, verify};

/// The endings of files that SQLite would play into a database of their name.
const LOGS: [&str; 2] = [WAL, JOURNAL];

/// How long an entry about a backup waits for another process's transaction.
const PATIENCE: Duration = Duration::from_secs(5);

/// What to copy where.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BackupRequest<'a> {
    pub(crate) file: &'a Path,
    /// Whether an existing file is replaced.
    pub(crate) replace: bool,
    /// The files that are never replaced.
    pub(crate) used: &'a UsedFiles,
    pub(crate) clock: Clock,
    /// Who makes the copy.
    pub(crate) actor: &'a str,
}

/// What is in a copy.
#[derive(Debug)]
pub(crate) struct BackupReport {
    pub(crate) operations: u64,
    /// The last hash of its audit trail; `None` if there are breaches, since it would vouch for what is wrong.
    pub(crate) head: Option<String>,
    /// The number of places where the copy, like the store, does not agree with its audit trail.
    pub(crate) breaches: u64,
}

/// A backup that could not be made.
#[derive(Debug, Error)]
#[error("{}", self.phrase())]
pub(crate) enum BackupError {
    Used {
        file: PathBuf,
        file_use: FileUse,
    },
    Folder {
        file: PathBuf,
    },
    NotRegular {
        file: PathBuf,
    },
    OtherDatabase {
        file: PathBuf,
    },
    NoFolder {
        file: PathBuf,
    },
    DanglingLink {
        file: PathBuf,
    },
    Exists {
        file: PathBuf,
    },
    InUse {
        file: PathBuf,
        log: PathBuf,
    },
    Store {
        file: PathBuf,
        source: StoreError,
    },
    File {
        file: PathBuf,
        source: io::Error,
    },
    NoTemporary {
        file: PathBuf,
        error: io::Error,
    },
    /// Nothing is written to the store that is copied.
    NoRoom {
        file: PathBuf,
        shortage: Shortage,
    },
    /// The program was asked to stop by the signal with that number.
    Interrupted(usize),
}

impl Explain for BackupError {
    fn phrase(&self) -> Phrase {
        match self {
            Self::Used { file, file_use } => Phrase::new("backup-file-used")
                .with("file", file.display())
                .with("use", file_use.name())
                .with("channel", file_use.channel()),
            Self::Folder { file } => Phrase::new("backup-folder").with("file", file.display()),
            Self::NotRegular { file } => Phrase::new("backup-not-regular").with("file", file.display()),
            Self::OtherDatabase { file } => Phrase::new("backup-other-database").with("file", file.display()),
            Self::NoFolder { file } => {
                Phrase::new("backup-no-folder").with("file", file.display()).with("folder", folder_of(file).display())
            }
            Self::DanglingLink { file } => Phrase::new("backup-dangling-link").with("file", file.display()),
            Self::Exists { file } => Phrase::new("backup-exists").with("file", file.display()),
            Self::InUse { file, log } => {
                Phrase::new("backup-in-use").with("file", file.display()).with("log", log.display())
            }
            Self::Store { file, source } => {
                Phrase::new("backup-failed").with("file", file.display()).because(source.phrase())
            }
            Self::File { file, source } => {
                Phrase::new("backup-failed").with("file", file.display()).because(source.phrase())
            }
            Self::NoTemporary { file, error } => Phrase::new("backup-no-temporary")
                .with("file", file.display())
                .with("folder", folder_of(file).display())
                .with("fault", key_of(error))
                .because(error.phrase()),
            Self::NoRoom { file, shortage } => {
                Phrase::new("backup-no-room").with("file", file.display()).with("shortage", shortage.key())
            }
            Self::Interrupted(_) => Phrase::new("interrupted"),
        }
    }

    fn kind(&self) -> FailureKind {
        match self {
            Self::Store { source, .. } => source.kind(),
            Self::Interrupted(signal) => FailureKind::Interrupted(*signal),
            _ => FailureKind::Failed,
        }
    }

    fn hint(&self) -> Option<Phrase> {
        match self {
            Self::Store { source, .. } => source.hint(),
            Self::File { source, .. } => source.hint(),
            _ => self.phrase().hint(),
        }
    }
}

/// Copies the store while others write to it, and holds the copy against its audit trail and against `anchors`, which were
/// opened before. The file appears or is replaced when the copy is whole, whether or not there are breaches: a store that
/// somebody changed is to be kept as it is.
///
/// # Errors
/// The file must not be replaced or cannot be written, or what was copied is damaged.
pub(crate) fn back_up(
    store: &Store,
    anchors: Vec<AnchorsSource>,
    request: BackupRequest<'_>,
    stop: &Stop,
) -> Result<BackupReport, BackupError> {
    check_target(request)?;
    let of_store = |source| BackupError::Store { file: request.file.to_owned(), source };
    let no_temporary = |error| BackupError::NoTemporary { file: request.file.to_owned(), error: without_path(error) };
    // Temporary files are readable by their owner alone. In a folder of its own, nothing that SQLite puts beside a copy
    // that fails is left behind.
    let folder = TemporaryFolder::new(TemporaryKind::Backup, folder_of(request.file)).map_err(no_temporary)?;
    let copy = NamedTempFile::new_in(folder.path()).map_err(no_temporary)?;
    let original = Original::new(store);
    let snapshot = store.snapshot().map_err(of_store)?;
    let of_copy = |error| of_copy(request.file, error);
    if !snapshot.back_up(copy.path(), || stop.signal().is_some()).map_err(of_copy)? {
        return Err(BackupError::Interrupted(stop.signal().unwrap_or_default()));
    }
    drop(snapshot);
    let report = BackupReport::read(copy.path(), original, anchors, request).map_err(of_copy)?;
    persist(copy, request.file, request.replace)
        .map_err(|source| BackupError::File { file: request.file.to_owned(), source })?;
    Ok(report)
}

/// Returns the error of a copy that cannot be made, while the store that is copied is only read.
fn of_copy(file: &Path, error: StoreError) -> BackupError {
    let file = file.to_owned();
    match error {
        StoreError::NoRoom(shortage) | StoreError::NoRoomBeside(shortage) => BackupError::NoRoom { file, shortage },
        source => BackupError::Store { file, source },
    }
}

/// Notes in the audit trail of the store that it was backed up. A store that cannot be written has no such entry.
///
/// # Errors
/// The store could be written, but was locked for too long or full.
pub(crate) fn note_backup(
    store: Result<Store, StoreError>,
    author: &Author,
    file: &Path,
    report: &BackupReport,
) -> Result<(), StoreError> {
    let note = |mut store: Store| {
        store.wait_at_most(PATIENCE)?;
        let transaction = store.begin(author)?;
        let path = path::absolute(file).unwrap_or_else(|_| file.to_owned());
        transaction.note_backup(BackupMade {
            file: path.display().to_string(),
            head: report.head.clone(),
            operations: report.operations,
        });
        transaction.commit()
    };
    match store.and_then(note) {
        Err(
            StoreError::ReadOnly
            | StoreError::Outdated
            | StoreError::File(_)
            | StoreError::Place(_)
            | StoreError::Unreachable(_),
        ) => Ok(()),
        noted => noted,
    }
}

/// Refuses to replace a file unless `replace` is set, and always a file in use or a database that is no backup.
fn check_target(request: BackupRequest<'_>) -> Result<(), BackupError> {
    let file = request.file.to_owned();
    if let Some(file_use) = request.used.use_of(&file).cloned() {
        return Err(BackupError::Used { file, file_use });
    }
    if file.is_dir() {
        return Err(BackupError::Folder { file });
    }
    if !folder_of(&file).is_dir() {
        return Err(BackupError::NoFolder { file });
    }
    if file.is_symlink() && !file.exists() {
        return Err(BackupError::DanglingLink { file });
    }
    if file.exists() && !request.replace {
        return Err(BackupError::Exists { file });
    }
    if file.exists() && !file.is_file() {
        return Err(BackupError::NotRegular { file });
    }
    if is_other_database(&file) {
        return Err(BackupError::OtherDatabase { file });
    }
    match LOGS.map(|ending| beside(&file, ending)).into_iter().find(|log| log.exists()) {
        Some(log) => Err(BackupError::InUse { file, log }),
        None => Ok(()),
    }
}

impl BackupReport {
    /// Verifies a copy as `hqsync verify` does the store.
    fn read(
        copy: &Path,
        original: Original<'_>,
        anchors: Vec<AnchorsSource>,
        request: BackupRequest<'_>,
    ) -> Result<Self, StoreError> {
        let copy = Store::open(&copy.into(), Access::Read, request.clock, request.actor)?;
        let mut breaches = 0;
        let verified = VerifyRequest { anchors, original: Some(original), ..VerifyRequest::default() };
        let summary = verify(&copy, verified, &mut |_| breaches += 1)?;
        let head = summary.head.filter(|_| breaches == 0);
        Ok(Self { operations: summary.operations, head, breaches })
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::i18n::Texts;
    use crate::language::Language;

    #[test]
    fn a_backup_that_cannot_be_made_says_why() {
        let file = || PathBuf::from("b/a.db");
        let used = |file_use| BackupError::Used { file: file(), file_use };
        let channel = || "Houston".to_owned();
        let error = |number| io::Error::from_raw_os_error(number);
        for (error, message, hint) in [
            (used(FileUse::Configuration), "`b/a.db` is the configuration", "give the backup another name"),
            (used(FileUse::Store), "`b/a.db` is the store itself", "give the backup another name"),
            (
                used(FileUse::StoreCompanion),
                "`b/a.db` is a file that belongs to the store",
                "give the backup another name",
            ),
            (
                used(FileUse::Anchors),
                "`b/a.db` is the file of anchors of the audit trail",
                "give the backup another name",
            ),
            (
                used(FileUse::Channel(channel())),
                "`b/a.db` is the database of channel `Houston`",
                "give the backup another name",
            ),
            (
                used(FileUse::ChannelCompanion(channel())),
                "`b/a.db` is a file that belongs to the database of channel `Houston`",
                "give the backup another name",
            ),
            (
                BackupError::NoFolder { file: file() },
                "backup `b/a.db`: there is no folder `b`",
                "create it, or give the backup another place",
            ),
            (
                BackupError::NoTemporary { file: file(), error: error(13) },
                "backup `b/a.db`: no file can be created in `b`: Permission denied",
                "check the permissions of the folder, or give the backup another place",
            ),
            (
                BackupError::NoTemporary { file: file(), error: error(28) },
                "backup `b/a.db`: no file can be created in `b`: No space left on device",
                "free some space",
            ),
            (
                BackupError::NoRoom { file: file(), shortage: Shortage::Quota },
                "backup `b/a.db`: there is no room for it: the disk quota is used up",
                "free some space or have the quota raised",
            ),
            (
                BackupError::Store { file: file(), source: StoreError::Locked },
                "backup `b/a.db`: the store is locked by another program",
                "try again when the other program has finished",
            ),
        ] {
            let said = Texts::new(Language::En).say_if_any(&error.hint().unwrap());
            assert_eq!((error.to_string().as_str(), said.as_deref()), (message, Some(hint)));
        }
    }
}
