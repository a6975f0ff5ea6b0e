//! The person's editor: an operation as a text, and running the editor on it.

mod field_values;
pub(crate) mod text;

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::{Command, ExitStatus};

use signal_hook::consts::SIGINT;
use tempfile::NamedTempFile;

use crate::failure::{Failure, Result, ResultExt as _};
use crate::i18n::{Phrase, Texts};
use crate::model::OperationId;
use crate::output::remark;
use crate::refusal::Refusal;
use crate::temporary::{TemporaryFolder, TemporaryKind};

pub(crate) use field_values::parse_fields;
pub(crate) use text::FieldValues;

/// Runs the person's editor on a text. If that fails, what was typed is kept: just now, or before, as `saved` has it.
pub(crate) fn run_editor(text: &str, saved: &str, id: OperationId, texts: &Texts) -> Result<String> {
    // In a folder of its own, what the editor puts beside the text is removed with it.
    let folder = TemporaryFolder::new(TemporaryKind::Editor, &env::temp_dir());
    let folder = folder.context(Phrase::new("edit-no-temporary-folder"))?;
    let file = folder.path().join("operation.toml");
    fs::write(&file, text).context(Phrase::new("edit-temporary-not-written"))?;
    let command = chosen_editor();
    let editor = command.display();
    // As git does it: the editor may be a command with arguments. A Ctrl-C in a command that it runs goes to the shell, too,
    // which must not end before the editor does.
    let line = [OsStr::new("trap : INT; "), &command, OsStr::new(" \"$1\"")];
    let line: OsString = line.into_iter().collect();
    let status = Command::new("sh").arg("-c").arg(line).arg("editor").arg(&file).status();
    let status = status.with_context(|| Phrase::new("edit-editor-not-run").with("editor", &editor))?;
    let answer = fs::read(&file).with_context(|| Phrase::new("edit-file-unreadable").with("file", file.display()))?;
    let answer = String::from_utf8(answer)
        .map_err(|error| keep(error.as_bytes(), id, Refusal::new(Phrase::new("edit-text-encoding")).into(), texts))?;
    if status.success() {
        return Ok(answer);
    }
    let end = if was_interrupted(status) { "interrupted" } else { "failed" };
    let error = Refusal::new(Phrase::new("edit-editor-failed").with("editor", editor).with("end", end));
    Err(keep(if answer == text { saved } else { answer.as_str() }, id, error.into(), texts))
}

/// Whether Ctrl-C ended an editor: itself, or the shell says so of it.
fn was_interrupted(status: ExitStatus) -> bool {
    status.signal() == Some(SIGINT) || status.code() == Some(128 + SIGINT)
}

/// Returns the command that opens the user's editor; a path in it need not be UTF-8.
fn chosen_editor() -> OsString {
    let is_set = |command: &OsString| !command.as_bytes().trim_ascii().is_empty();
    let chosen = ["VISUAL", "EDITOR"].iter().find_map(|name| env::var_os(name).filter(is_set));
    chosen.unwrap_or_else(|| "vi".into())
}

/// Keeps what was typed in a file that only its owner can read, and says where; returns the error.
pub(crate) fn keep(typed: impl AsRef<[u8]>, id: OperationId, error: Failure, texts: &Texts) -> Failure {
    let typed = typed.as_ref();
    if typed.is_empty() {
        return error;
    }
    let kept = || -> io::Result<PathBuf> {
        let mut file: NamedTempFile = tempfile::Builder::new().prefix("hqsync-").suffix(".toml").tempfile()?;
        file.write_all(typed)?;
        Ok(file.into_temp_path().keep()?)
    };
    if let Ok(path) = kept() {
        remark(texts.edit_kept(path.display().to_string(), id.to_string()));
    }
    error
}
