//! Edits an operation in the person's editor.

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::Command;

use tempfile::NamedTempFile;

use super::{Done, EditArgs, resync_edited, text};
use crate::commands::show::explained;
use crate::config::Config;
use crate::context::Context;
use crate::engine::{self, Assignment, EngineError};
use crate::failure::{Failure, Result, ResultExt as _};
use crate::i18n::Texts;
use crate::model::OperationId;
use crate::refusal::Refusal;
use crate::store::{Access, Store};
use crate::trail::Author;

/// What the editor is offered next, and why.
enum Offer {
    /// The operation as it is, with what was typed so far on top of it.
    Operation,
    /// A text that could not be read.
    Again(String),
}

/// Lets a person change an operation's values in an editor: again where the text cannot be read, or where others have
/// changed the operation meanwhile. Nothing is written where nothing is changed.
///
/// # Errors
/// The editor cannot be run, or what it gave cannot be used. What was typed is kept then, in a file that is named.
pub(super) fn edit(
    store: &mut Store,
    author: &Author,
    config: &Config,
    id: OperationId,
    args: &EditArgs,
    cx: &Context,
) -> Result<Done> {
    let is_rehearsal = args.correction.dry_run;
    let mut typed: Vec<Assignment> = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    let mut offer = Offer::Operation;
    let mut saved = String::new();
    // What the operation was like when the text was made: a text that is offered again may be older than what others did.
    let (mut opened, mut values) = (None, Vec::new());
    loop {
        let detail = match engine::editable(store, id) {
            Ok(detail) => detail,
            Err(error) => return Err(keep(&saved, explained(store, error))),
        };
        let heading = text::heading(&notes);
        let (offered, is_again) = match std::mem::replace(&mut offer, Offer::Operation) {
            Offer::Operation => {
                opened = store.last_entry(id)?;
                values = text::values(&detail)
                    .map_err(Failure::other)
                    .with_context(|| format!("operation {id} cannot be read"))?;
                let inspection = engine::inspect(store, Some(config), &detail)?;
                (text::write(&detail, &inspection, &values, &typed, &cx.texts), false)
            }
            Offer::Again(text) => (text, true),
        };
        let answer = run_editor(&format!("{heading}{offered}"), &saved)?;
        let answer = answer.strip_prefix(heading.as_str()).unwrap_or(&answer);
        let is_unchanged = answer == offered;
        if text::is_emptied(answer) || (is_unchanged && !is_again && typed.is_empty()) {
            writeln!(io::stderr(), "{}", cx.texts.target_nothing_done())?;
            return Ok(Done::default());
        }
        answer.clone_into(&mut saved);
        if is_unchanged && is_again {
            let hint = "`hqsync edit` opens the editor again".to_owned();
            let message = format!("the text cannot be used: {}", notes.join("; "));
            return Err(keep(&saved, Refusal { message, hint }.into()));
        }
        typed = match text::read(answer, &values) {
            Ok(typed) => typed,
            Err(message) => {
                notes = vec![message];
                offer = Offer::Again(saved.clone());
                continue;
            }
        };
        if is_rehearsal {
            *store = cx.open_store(Access::Rehearse)?;
        }
        let transaction = store.begin(author)?;
        match engine::edit(&transaction, config, id, &typed, opened) {
            Ok(edit) => {
                let is_changed = !edit.changes.is_empty();
                let edits = vec![edit];
                let resynced =
                    if args.resync && is_changed { resync_edited(&transaction, config, &edits)? } else { Vec::new() };
                transaction.commit()?;
                return Ok(Done { edits, lacking: 0, resynced });
            }
            Err(EngineError::ChangedMeanwhile { .. }) => {
                drop(transaction);
                notes = changes_since(store, id, opened, &cx.texts)?;
            }
            Err(error @ EngineError::NoField { .. }) => {
                drop(transaction);
                notes = vec![error.to_string()];
                offer = Offer::Again(saved.clone());
            }
            Err(error) => {
                drop(transaction);
                return Err(keep(&saved, explained(store, error)));
            }
        }
        if is_rehearsal {
            *store = cx.open_store(Access::Read)?;
        }
    }
}

/// What others have done to an operation since an entry, a line each.
fn changes_since(store: &Store, id: OperationId, opened: Option<i64>, texts: &Texts) -> Result<Vec<String>> {
    let entries = store.history(&[id])?.into_iter().filter(|entry| Some(entry.id) > opened);
    let lines = entries.map(|entry| {
        let mut what = vec![texts.event(entry.event)];
        let changes = entry.changes.iter();
        what.extend(changes.map(|change| {
            format!("{} {}", change.field, texts.history_change(change.old.as_str(), change.new.as_str()))
        }));
        texts.edit_conflict(entry.author.actor.as_str(), entry.at.local(), what.join(", "))
    });
    Ok(lines.collect())
}

/// Lets the person's editor change a text. Where that fails, what was typed is kept: now, or before, as `saved` has it.
fn run_editor(text: &str, saved: &str) -> Result<String> {
    let file = tempfile::Builder::new().prefix("hqsync-").suffix(".toml").tempfile();
    let mut file = file.context("no temporary file can be made for the editor")?;
    file.write_all(text.as_bytes()).and_then(|()| file.flush()).context("the temporary file cannot be written")?;
    let editor =
        ["VISUAL", "EDITOR"].iter().find_map(|name| env::var(name).ok().filter(|value| !value.trim().is_empty()));
    let editor = editor.unwrap_or_else(|| "vi".to_owned());
    // As git does it: the editor may be a command with arguments.
    let status = Command::new("sh").arg("-c").arg(format!("{editor} \"$1\"")).arg("editor").arg(file.path()).status();
    let status = status.with_context(|| format!("the editor `{editor}` cannot be run"))?;
    let answer = fs::read(file.path()).with_context(|| format!("`{}` cannot be read", file.path().display()))?;
    let answer = String::from_utf8(answer).map_err(|error| {
        let refusal = Refusal {
            message: "the text is not UTF-8".to_owned(),
            hint: "set the encoding of the editor, or save what you typed as UTF-8 and give it with `--from`"
                .to_owned(),
        };
        keep(error.as_bytes(), refusal.into())
    })?;
    if status.success() {
        return Ok(answer);
    }
    let error = Refusal {
        message: format!("the editor `{editor}` ended with a failure, so nothing was changed"),
        hint: "`$VISUAL` or `$EDITOR` names the editor".to_owned(),
    };
    Err(keep(if answer == text { saved } else { answer.as_str() }, error.into()))
}

/// Keeps what was typed in a file that only its owner can read, and says where; gives the error back.
fn keep(typed: impl AsRef<[u8]>, error: Failure) -> Failure {
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
        // Nothing is left to be told it, where even the standard error is closed.
        let _ = writeln!(io::stderr(), "what you typed is kept in `{}`", path.display());
    }
    error
}
