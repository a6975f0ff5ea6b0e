//! Files that somebody gives the program to read: by name on the command line, or by putting them into the folder of a channel.

use std::fs::File;
use std::io::{self, Read as _};
use std::os::unix::fs::{FileTypeExt as _, OpenOptionsExt as _};
use std::path::Path;

use rustix::fs::OFlags;

use crate::failure::io_fault;
use crate::i18n::Phrase;

/// Opens a file to read it. A named pipe is refused instead of being waited for; what the shell makes of `<(…)`, which has no
/// name in the file system, is read.
///
/// # Errors
/// The file cannot be opened, or is a named pipe.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    if path.canonicalize().is_err() {
        return File::open(path);
    }
    // A pipe to which nobody writes is opened at once in this way.
    let file = File::options().read(true).custom_flags(OFlags::NONBLOCK.bits() as i32).open(path)?;
    if file.metadata()?.file_type().is_fifo() {
        return Err(io_fault(Phrase::new("given-file-pipe")));
    }
    Ok(file)
}

/// Reads the whole text of a file.
///
/// # Errors
/// As [`open`]; or it is no UTF-8.
pub(crate) fn read_to_string(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    open(path)?.read_to_string(&mut text)?;
    Ok(text)
}

/// Reads the whole content of a file.
///
/// # Errors
/// As [`open`].
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}
