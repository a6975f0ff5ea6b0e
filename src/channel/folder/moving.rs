//! Moving files out of the way: to `done` once headquarters has their rows, to `failed` where they cannot be read.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::drop_folder::DropFolder;
use super::file_problem::FileProblem;
use super::waiting::{FileState, REASON, REASON_MARK, WaitingFile};
use crate::channel::error::Result;
use crate::clock::Clock;
use crate::failure::Explain as _;
use crate::i18n::{Phrase, Texts};
use crate::new_file::{persist, sync_name};
use crate::temporary::{self, TemporaryKind};

/// The most files of one name that are told apart by a number.
const MOST_NAMESAKES: u32 = 100_000;

/// What became of a file that was to be moved.
struct MovedFile {
    target: PathBuf,
    /// Whether it is there now. Otherwise somebody has taken it away before.
    is_there: bool,
}

impl DropFolder {
    /// Moves a file to `done`, unless it is another one by now than was taken in: that one waits for the next run.
    pub(super) fn finish(&self, file: &WaitingFile, state: &FileState) -> Result<()> {
        let is_same = |path: &Path| FileState::of(path).is_ok_and(|now| now == *state);
        if !is_same(&file.path) {
            return Ok(());
        }
        let MovedFile { target, is_there } = self.move_to(&self.done(), (&file.path, &file.name), |_| Ok(()))?;
        // It may have been replaced between the look and the move. A link leads elsewhere from there.
        if is_there && !is_same(&target) && !target.is_symlink() {
            self.move_to(self.path(), (&target, &file.name), |_| Ok(()))?;
        }
        Ok(())
    }

    /// Moves a file to `failed`, after a text that says why stands there.
    pub(super) fn refuse(&self, file: &WaitingFile, problem: &FileProblem) -> Result<()> {
        let moved = self.move_to(&self.failed(), (&file.path, &file.name), |target| {
            let mut text = temporary::file(TemporaryKind::Output, &self.failed())?;
            text.write_all(reason(file, problem).as_bytes())?;
            // Whoever may read the file may know why it was refused.
            text.as_file().set_permissions(fs::metadata(&file.path)?.permissions())?;
            persist(text, &beside(target), true)
        })?;
        if !moved.is_there {
            let text = beside(&moved.target);
            fs::remove_file(&text).map_err(|error| self.error_at(&text, &error))?;
        }
        Ok(())
    }

    /// Has the names of files that were moved to a folder outlive a power cut.
    pub(super) fn settle_names(&self, folder: &Path) {
        sync_name(&folder.join("_"));
        sync_name(&self.path().join("_"));
    }

    /// Moves a file to a folder under a name, or that name with a number where it is taken; `before` comes before it.
    fn move_to(
        &self,
        folder: &Path,
        (file, name): (&Path, &str),
        before: impl Fn(&Path) -> io::Result<()>,
    ) -> Result<MovedFile> {
        self.create_part(folder)?;
        let target =
            (1..MOST_NAMESAKES).map(|number| folder.join(numbered(name, number))).find(|target| is_free(target));
        let target = target.unwrap_or_else(|| folder.join(name));
        let go = || -> io::Result<bool> {
            if is_taken(&target) {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            before(&target)?;
            match fs::rename(file, &target) {
                Err(error) if error.kind() == io::ErrorKind::NotFound && !is_taken(file) => Ok(false),
                renamed => renamed.map(|()| true),
            }
        };
        let is_there = go().map_err(|error| self.error_at(&target, &error))?;
        Ok(MovedFile { target, is_there })
    }
}

/// Whether a file can be moved to a path. What stands beside that may be the text of a file that is gone, but is another file if it has
/// such a text itself: `TABLE.csv.txt` is the name of an export too.
fn is_free(target: &Path) -> bool {
    let text = beside(target);
    let is_file = is_taken(&text) && is_taken(&beside(&text));
    !is_taken(target) && !is_file
}

/// Whether there is a file, or a link that leads anywhere.
fn is_taken(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Returns the name of the `number`-th file of a name: `TABLE.csv`, `TABLE.2.csv`, …
fn numbered(name: &str, number: u32) -> String {
    if number == 1 {
        return name.to_owned();
    }
    let (whole, compressed) = match name.rsplit_once('.') {
        Some((whole, ending)) if ending.eq_ignore_ascii_case("gz") => (whole, format!(".{ending}")),
        _ => (name, String::new()),
    };
    match whole.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{number}.{ending}{compressed}"),
        None => format!("{whole}.{number}{compressed}"),
    }
}

/// Returns where the text about a file stands.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(REASON);
    name.into()
}

/// Returns what the text about a file says.
fn reason(file: &WaitingFile, problem: &FileProblem) -> String {
    let now = Clock::system().now().rfc3339();
    let refused = Phrase::new("folder-file-refused").with("file", &file.name).with("at", now);
    let hint = problem.hint().and_then(|hint| Texts::for_machines().say_if_any(&hint));
    let parts = [
        Some(format!("{REASON_MARK}{refused}")),
        Some(problem.to_string()),
        hint,
        Some(Phrase::new("folder-file-again").to_string()),
    ];
    parts.into_iter().flatten().map(|part| part + "\n").collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_one_name_are_numbered() {
        assert_eq!(numbered("TABLE.csv", 1), "TABLE.csv");
        assert_eq!(numbered("ax.TABLE.csv.gz", 2), "ax.TABLE.2.csv.gz");
        assert_eq!(numbered("TABLE.csv", 3), "TABLE.3.csv");
    }
}
