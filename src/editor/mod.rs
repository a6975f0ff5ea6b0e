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

/// Why an editor left no text.
#[derive(Debug)]
pub(crate) struct EditorFault {
    pub(crate) failure: Failure,
    /// What was typed, just now or before.
    pub(crate) typed: Vec<u8>,
}

/// Runs the person's editor on a text; `saved` is what was typed before.
///
/// # Errors
/// The editor cannot be run, fails, or leaves something else than a text.
pub(crate) fn run_editor(text: &str, saved: &str) -> Result<String, EditorFault> {
    let (status, answer) =
        edit_bytes(text).map_err(|failure| EditorFault { failure, typed: saved.as_bytes().to_vec() })?;
    let answer = String::from_utf8(answer).map_err(|error| EditorFault {
        failure: Refusal::new(Phrase::new("edit-text-encoding")).into(),
        typed: error.into_bytes(),
    })?;
    if status.success() {
        return Ok(answer);
    }
    let end = if was_interrupted(status) { "interrupted" } else { "failed" };
    let editor = chosen_editor();
    let error = Refusal::new(Phrase::new("edit-editor-failed").with("editor", editor.display()).with("end", end));
    let typed = if answer == text { saved.to_owned() } else { answer };
    Err(EditorFault { failure: error.into(), typed: typed.into_bytes() })
}

/// Runs the person's editor on a text; returns how it ended, and what it left.
fn edit_bytes(text: &str) -> Result<(ExitStatus, Vec<u8>)> {
    // In a folder of its own, what the editor puts beside the text is removed with it.
    let folder = TemporaryFolder::new(TemporaryKind::Editor, &env::temp_dir());
    let folder = folder.context(Phrase::new("edit-no-temporary-folder"))?;
    let file = folder.path().join("operation.toml");
    fs::write(&file, text).context(Phrase::new("edit-temporary-not-written"))?;
    let command = chosen_editor();
    // As git does it: the editor may be a command with arguments. A Ctrl-C in a command that it runs goes to the shell, too,
    // which must not end before the editor does.
    let line = [OsStr::new("trap : INT; "), &command, OsStr::new(" \"$1\"")];
    let line: OsString = line.into_iter().collect();
    let status = Command::new("sh").arg("-c").arg(line).arg("editor").arg(&file).status();
    let status = status.with_context(|| Phrase::new("edit-editor-not-run").with("editor", command.display()))?;
    let answer = fs::read(&file).with_context(|| Phrase::new("edit-file-unreadable").with("file", file.display()))?;
    Ok((status, answer))
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
    if let Some(kept) = keep_text(typed.as_ref(), id, texts) {
        remark(kept);
    }
    error
}

/// Keeps what was typed in a file that only its owner can read; returns where it is.
pub(crate) fn keep_text(typed: &[u8], id: OperationId, texts: &Texts) -> Option<String> {
    if typed.is_empty() {
        return None;
    }
    let kept = || -> io::Result<PathBuf> {
        let mut file: NamedTempFile = tempfile::Builder::new().prefix("hqsync-").suffix(".toml").tempfile()?;
        file.write_all(typed)?;
        Ok(file.into_temp_path().keep()?)
    };
    let path = kept().ok()?;
    Some(texts.edit_kept(path.display().to_string(), id.to_string()))
}
