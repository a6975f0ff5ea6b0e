//! A file as output, which comes to be under its name only when all of it was written.

use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf, is_separator};

use rustix::process::geteuid;
use tempfile::NamedTempFile;

use crate::actor;
use crate::failure::{Result, ResultExt as _, attempted};
use crate::i18n::Phrase;
use crate::new_file::{folder_of, persist};
use crate::refusal::Refusal;
use crate::system_fault::without_path;
use crate::temporary::{self, TemporaryKind};

/// How many bytes are gathered before they are written.
pub(super) const BUFFER: usize = 1 << 16;

/// A file that is being written. Dropped before it is complete, it leaves nothing behind.
pub(super) struct FileOutput {
    writer: BufWriter<Written>,
    /// As the person gave it, for errors.
    path: PathBuf,
}

enum Written {
    /// A temporary file that gets its name at the end.
    New {
        file: NamedTempFile,
        /// The name that it gets: behind a link, that of the file it leads to.
        target: PathBuf,
        /// Those of the file that it replaces; without one, nobody else can read it.
        permissions: Option<Permissions>,
    },
    /// A pipe or a device, which cannot be replaced.
    Special(File),
}

impl FileOutput {
    /// Begins a file.
    ///
    /// # Errors
    /// Says why the path cannot be one of a file, or why none can be made in its folder.
    pub(super) fn new(path: &Path) -> Result<Self> {
        let existing = fs::metadata(path).ok();
        let names_folder = path.to_string_lossy().ends_with(is_separator) || path.file_name().is_none();
        if names_folder || existing.as_ref().is_some_and(Metadata::is_dir) {
            let folder = Phrase::new("output-is-folder").with("file", path.display());
            return Err(Refusal::new(folder.with("example", path.join("operations.csv").display())).into());
        }
        if existing.is_some() && is_database(path) {
            return Err(Refusal::new(Phrase::new("output-is-database").with("file", path.display())).into());
        }
        check_owner(path)?;
        let written = match existing {
            Some(existing) if !existing.is_file() => {
                let file = OpenOptions::new().write(true).open(path).with_context(|| attempt(path))?;
                Written::Special(file)
            }
            existing => new_file(path, existing.as_ref())?,
        };
        Ok(Self { writer: BufWriter::with_capacity(BUFFER, written), path: path.to_owned() })
    }

    /// Sets the permissions of the file, unless it is special.
    pub(super) fn with_permissions(mut self, chosen: Permissions) -> Self {
        if let Written::New { permissions, .. } = self.writer.get_mut() {
            *permissions = Some(chosen);
        }
        self
    }

    /// Whether the path is that of a terminal.
    pub(super) fn is_terminal(&self) -> bool {
        match self.writer.get_ref() {
            Written::New { .. } => false,
            Written::Special(file) => file.is_terminal(),
        }
    }

    /// The folder that the file will be in.
    pub(super) fn folder(&self) -> Option<&Path> {
        match self.writer.get_ref() {
            Written::New { target, .. } => Some(folder_of(target)),
            Written::Special(_) => None,
        }
    }

    /// Gives the file its name, after all of it has reached the disk.
    ///
    /// # Errors
    /// Names the file; what was there before is as it was.
    pub(super) fn complete(self) -> Result<()> {
        let Self { writer, path } = self;
        let written = writer.into_inner().map_err(io::IntoInnerError::into_error).with_context(|| attempt(&path))?;
        let Written::New { file, target, permissions } = written else { return Ok(()) };
        if let Some(permissions) = permissions {
            file.as_file().set_permissions(permissions).with_context(|| attempt(&path))?;
        }
        persist(file, &target, true).with_context(|| attempt(&path))
    }

    /// An error that names the file, still of its kind.
    fn explained(&self, source: io::Error) -> io::Error {
        attempted(attempt(&self.path), source)
    }
}

/// Whether a file is a database of SQLite, as the store and the channels are.
fn is_database(path: &Path) -> bool {
    const BEGINNING: &[u8] = b"SQLite format 3\0";
    let mut beginning = [0; BEGINNING.len()];
    let is_file = fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    is_file
        && File::open(path).and_then(|mut file| io::Read::read_exact(&mut file, &mut beginning)).is_ok()
        && beginning == BEGINNING
}

/// Refuses a link, a pipe or a device of another user, who may have planted it to have a file replaced or to read along.
fn check_owner(path: &Path) -> Result<()> {
    let is_planted = |entry: &Metadata| !entry.is_file() && !actor::is_trusted(entry.uid());
    let entries = [fs::symlink_metadata(path), fs::metadata(path)];
    match entries.into_iter().flatten().find(is_planted) {
        Some(entry) => {
            let planted = Phrase::new("output-planted").with("file", path.display());
            Err(Refusal::new(planted.with("user", actor::user_name(entry.uid()))).into())
        }
        None => Ok(()),
    }
}

/// Returns the permissions that a file passes on to the one that replaces it: those that its user chose. Another user's file,
/// or one that everybody may write, may have been planted so that customers' data can be read.
fn permissions_to_keep(existing: &Metadata) -> Option<Permissions> {
    /// The permission for everybody to write.
    const WORLD_WRITABLE: u32 = 0o002;
    let is_chosen = existing.uid() == geteuid().as_raw() && existing.mode() & WORLD_WRITABLE == 0;
    is_chosen.then(|| existing.permissions())
}

/// Makes the temporary file.
fn new_file(path: &Path, existing: Option<&Metadata>) -> Result<Written> {
    // A link is to lead to the new file as it led to the old one.
    let target = match existing {
        Some(_) => fs::canonicalize(path).with_context(|| attempt(path))?,
        None => path.to_owned(),
    };
    let folder = folder_of(&target);
    if !folder.is_dir() {
        let missing = Phrase::new("output-without-folder").with("file", path.display());
        return Err(Refusal::new(missing.with("folder", folder.display())).into());
    }
    let file = temporary::file(TemporaryKind::Output, folder).map_err(without_path).with_context(|| {
        Phrase::new("output-no-temporary").with("file", path.display()).with("folder", folder.display())
    })?;
    Ok(Written::New { file, target, permissions: existing.and_then(permissions_to_keep) })
}

fn attempt(path: &Path) -> Phrase {
    Phrase::new("output-not-written").with("file", path.display())
}

impl Write for FileOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes).map_err(|error| self.explained(error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush().map_err(|error| self.explained(error))
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::New { file, .. } => file.write(bytes),
            Self::Special(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::New { file, .. } => file.flush(),
            Self::Special(file) => file.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use pretty_assertions::assert_eq;

    use super::*;

    fn names_in(folder: &Path) -> Vec<OsString> {
        let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    }

    fn write(path: &Path, text: &str) {
        let mut file = FileOutput::new(path).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.complete().unwrap();
    }

    fn refusal(path: &Path) -> String {
        FileOutput::new(path).err().map(|error| format!("{error:#}")).unwrap_or_default()
    }

    #[test]
    fn a_file_has_its_name_when_it_is_complete() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let mut file = FileOutput::new(&path).unwrap();
        assert!(!file.is_terminal());
        assert_eq!(file.folder(), Some(folder.path()));
        file.write_all(b"id\n1\n").unwrap();
        file.flush().unwrap();
        assert!(!path.exists());
        file.complete().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "id\n1\n");
        assert_eq!(names_in(folder.path()), ["a.csv"]);
    }

    #[test]
    fn what_is_not_completed_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        fs::write(&path, "old").unwrap();
        let mut file = FileOutput::new(&path).unwrap();
        file.write_all(&vec![b'x'; 2 * BUFFER]).unwrap();
        drop(file);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(names_in(folder.path()), ["a.csv"]);
    }

    #[test]
    fn a_folder_is_refused_and_a_missing_one_too() {
        let folder = tempfile::tempdir().unwrap();
        let shown = folder.path().display();
        assert_eq!(refusal(folder.path()), format!("`{shown}` cannot be written: it is a folder"));
        let new = folder.path().join("new/");
        assert_eq!(refusal(&new), format!("`{shown}/new/` cannot be written: it is a folder"));
        let within = folder.path().join("none/a.csv");
        let expected = format!("`{shown}/none/a.csv` cannot be written: there is no folder `{shown}/none`");
        assert_eq!(refusal(&within), expected);
        assert_eq!(names_in(folder.path()), Vec::<OsString>::new());
    }

    #[cfg(unix)]
    mod unix {
        use std::os::unix::fs::{PermissionsExt as _, symlink};

        use pretty_assertions::assert_eq;

        use super::*;

        fn mode(path: &Path) -> u32 {
            fs::metadata(path).unwrap().permissions().mode() & 0o777
        }

        #[test]
        fn a_new_file_is_private_and_a_replaced_one_keeps_its_permissions() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a.csv");
            write(&path, "new");
            assert_eq!(mode(&path), 0o600);
            fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
            write(&path, "newer");
            assert_eq!((mode(&path), fs::read_to_string(&path).unwrap().as_str()), (0o644, "newer"));
            fs::set_permissions(&path, Permissions::from_mode(0o666)).unwrap();
            write(&path, "newest");
            assert_eq!(mode(&path), 0o600, "it may have been planted");
        }

        #[test]
        fn behind_a_link_the_file_that_it_leads_to_is_replaced() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a.csv");
            fs::create_dir(folder.path().join("files")).unwrap();
            fs::write(folder.path().join("files/b.csv"), "old").unwrap();
            symlink("files/b.csv", &path).unwrap();
            write(&path, "new");
            assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
            assert_eq!(fs::read_to_string(folder.path().join("files/b.csv")).unwrap(), "new");
        }

        #[test]
        fn a_device_is_written_directly() {
            let mut file = FileOutput::new(Path::new("/dev/null")).unwrap();
            assert_eq!(file.folder(), None);
            file.write_all(b"gone").unwrap();
            file.complete().unwrap();
            assert!(!fs::metadata("/dev/null").unwrap().is_file());
        }

        #[test]
        #[cfg(target_os = "linux")]
        fn an_error_names_the_file() {
            let mut file = FileOutput::new(Path::new("/dev/full")).unwrap();
            let error = file.write_all(&vec![b'x'; 2 * BUFFER]).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::StorageFull);
            assert!(error.to_string().starts_with("`/dev/full` cannot be written: "), "{error}");
            let mut file = FileOutput::new(Path::new("/dev/full")).unwrap();
            file.write_all(b"x").unwrap();
            let error = file.complete().unwrap_err();
            assert!(error.to_string().starts_with("`/dev/full` cannot be written"), "{error}");
        }
    }
}
