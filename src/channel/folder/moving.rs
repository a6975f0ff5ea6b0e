//! Moving files out of the way: to `done` once headquarters has their rows, to `failed` where they cannot be read.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::drop_folder::DropFolder;
use super::file_problem::FileProblem;
use super::waiting::{FileState, WaitingFile};
use crate::channel::error::Result;
use crate::clock::Clock;
use crate::failure::Explain as _;
use crate::i18n::{Phrase, Texts};
use crate::new_file::{persist, sync_name};
use crate::temporary::{self, TemporaryKind};

/// The ending of the text beside a file that cannot be read.
const REASON: &str = ".txt";

/// The most files of one name that are told apart by a number.
const MOST_NAMESAKES: u32 = 100_000;

impl DropFolder {
    /// Moves a file to `done`, unless it is another one by now than was taken in: that one waits for the next run.
    pub(super) fn finish(&self, file: &WaitingFile, state: &FileState) -> Result<()> {
        let is_same = |path: &Path| FileState::of(path).is_ok_and(|now| now == *state);
        if !is_same(&file.path) {
            return Ok(());
        }
        let target = self.move_to(&self.done(), file, |_| Ok(()))?;
        // It may have been replaced between the look and the move.
        if !is_same(&target) && !file.path.exists() {
            fs::rename(&target, &file.path).map_err(|error| self.error_at(&target, &error))?;
        }
        Ok(())
    }

    /// Moves a file to `failed`, after a text that says why stands there.
    pub(super) fn refuse(&self, file: &WaitingFile, problem: &FileProblem) -> Result<()> {
        self.move_to(&self.failed(), file, |target| {
            let mut text = temporary::file(TemporaryKind::Output, &self.failed())?;
            text.write_all(reason(file, problem).as_bytes())?;
            persist(text, &beside(target), true)
        })?;
        Ok(())
    }

    /// Has the names of files that were moved to a folder outlive a power cut.
    pub(super) fn settle_names(&self, folder: &Path) {
        sync_name(&folder.join("_"));
        sync_name(&self.path().join("_"));
    }

    /// Moves a file to a folder under its own name, or that name with a number where it is taken; `before` comes before it.
    fn move_to(&self, folder: &Path, file: &WaitingFile, before: impl Fn(&Path) -> io::Result<()>) -> Result<PathBuf> {
        self.create_part(folder)?;
        let go = || -> io::Result<PathBuf> {
            let target = (1..MOST_NAMESAKES)
                .map(|number| folder.join(numbered(&file.name, number)))
                .find(|target| !target.exists())
                .ok_or(io::ErrorKind::AlreadyExists)?;
            before(&target)?;
            fs::rename(&file.path, &target)?;
            Ok(target)
        };
        go().map_err(|error| self.error_at(&file.path, &error))
    }
}

/// Returns the name of the `number`-th file of a name: `TABLE.csv`, `TABLE.2.csv`, …
fn numbered(name: &str, number: u32) -> String {
    match name.split_once('.') {
        _ if number == 1 => name.to_owned(),
        Some((stem, endings)) => format!("{stem}.{number}.{endings}"),
        None => format!("{name}.{number}"),
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
        Some(refused.to_string()),
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
        assert_eq!(numbered("TABLE.csv.gz", 2), "TABLE.2.csv.gz");
    }
}
