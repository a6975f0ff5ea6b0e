//! New files: private ones, and those that get their name when they are complete and keep it through a power cut.

use std::fs::{File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use tempfile::NamedTempFile;

/// Returns the folder of a file; that of a bare name is the current one.
pub(crate) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The permissions of a file that only its owner can read.
pub(crate) const PRIVATE: u32 = 0o600;

/// Creates an empty file that only its owner can read.
///
/// # Errors
/// There is a file or a link of that name already, or none can be created.
pub(crate) fn create_private(path: &Path) -> io::Result<()> {
    create_with_mode(path, PRIVATE)
}

/// Creates an empty file with these permissions, whatever the umask takes away.
///
/// # Errors
/// As [`create_private`].
pub(crate) fn create_with_mode(path: &Path, mode: u32) -> io::Result<()> {
    let file = OpenOptions::new().write(true).create_new(true).mode(PRIVATE).open(path)?;
    if mode == PRIVATE { Ok(()) } else { file.set_permissions(Permissions::from_mode(mode)) }
}

/// Gives a temporary file its name after all of it has reached the disk.
///
/// # Errors
/// The file is not to be replaced and exists, or cannot be written. What was there before is unchanged then.
pub(crate) fn persist(file: NamedTempFile, target: &Path, replace: bool) -> io::Result<()> {
    file.as_file().sync_all()?;
    let persisted = if replace { file.persist(target) } else { file.persist_noclobber(target) };
    persisted.map_err(|error| error.error)?;
    sync_name(target);
    Ok(())
}

/// Has the name of a file outlive a power cut. If the folder cannot be synced, the file is there all the same.
pub(crate) fn sync_name(file: &Path) {
    if let Ok(folder) = File::open(folder_of(file)) {
        let _ = folder.sync_all();
    }
}
