//! Edits an operation in the person's editor.

use super::args::EditArgs;
use crate::config::Config;
use crate::context::Context;
use crate::editor::{FieldValues, keep, run_editor, text};
use crate::engine::{self, Assignment, EditReport, EngineError, OpenedOperation, Repair, ResyncReport};
use crate::failure::{Explain as _, Failure, Result, ResultExt as _};
use crate::i18n::{Phrase, Texts};
use crate::model::OperationId;
use crate::output::remark;
use crate::refusal::Refusal;
use crate::signals;
use crate::stop::Stop;
use crate::store::{Access, HistoryEntry};

/// Lets a person change an operation's values in an editor: again if the text cannot be read, or if others have changed the
/// operation meanwhile. Nothing is written if nothing is changed.
///
/// # Errors
/// The editor cannot be run, or its result cannot be used. What was typed is kept then, in a file that is named.
pub(super) fn edit(config: &Config, id: OperationId, args: &EditArgs, stop: &Stop, cx: &Context) -> Result<EditReport> {
    let mut session = Session { config, id, args, stop, cx, saved: String::new() };
    let mut offer = session.open(Vec::new(), &[])?;
    loop {
        let Some(typed) = session.offer(&offer)? else {
            remark(cx.texts.target_nothing_done());
            let resync = args.resync.then(ResyncReport::default);
            return Ok(EditReport { resync, ..EditReport::default() });
        };
        offer = match typed {
            Ok(typed) => match session.save(&offer, &typed)? {
                Saved::Done(report) => return Ok(report),
                Saved::Conflict(notes) => session.open(notes, &typed)?,
                Saved::UnknownField(fault) => session.again(offer, fault),
            },
            Err(fault) => session.again(offer, fault),
        };
    }
}

/// Editing one operation, from the first text to what was saved.
struct Session<'a> {
    config: &'a Config,
    id: OperationId,
    args: &'a EditArgs,
    stop: &'a Stop,
    cx: &'a Context,
    /// What was typed last.
    saved: String,
}

/// A text that the editor is opened with.
struct Offer {
    /// The operation as it was when the text was made: a text that is offered again may be older than what others did.
    opened: OpenedOperation,
    values: FieldValues,
    /// Why it is offered again, a comment on top of the text.
    notes: Vec<String>,
    text: String,
    /// Whether the text itself has changes already, so that leaving it as it is saves them.
    has_changes: bool,
    /// Why the text could not be used the last time.
    refused: Option<Phrase>,
}

/// What came of saving.
enum Saved {
    Done(EditReport),
    /// Others have changed the operation; a line on each change.
    Conflict(Vec<String>),
    /// The operation has no such field, as the error says.
    UnknownField(Phrase),
}

impl Session<'_> {
    /// Makes a text of the operation as it is now, with what was typed before in place of its values.
    fn open(&self, notes: Vec<String>, typed: &[Assignment]) -> Result<Offer> {
        let store = self.cx.open_store(Access::Read).map_err(|error| self.keep(error))?;
        let opened = OpenedOperation::read(&store, self.config, self.id).map_err(|error| self.keep(error.into()))?;
        let values = text::values(&opened.detail)
            .map_err(Failure::other)
            .with_context(|| Phrase::new("edit-operation-unreadable").with("id", self.id))?;
        let text = text::write(&opened.detail, &opened.inspection, &values, typed, &self.cx.texts);
        Ok(Offer { opened, values, notes, text, has_changes: !typed.is_empty(), refused: None })
    }

    /// Offers what was typed once more, as it is.
    fn again(&self, before: Offer, fault: Phrase) -> Offer {
        let notes = vec![self.cx.texts.say(&fault)];
        Offer { notes, text: self.saved.clone(), has_changes: true, refused: Some(fault), ..before }
    }

    /// Opens the editor and returns what was typed, or why it cannot be read; `None` if nothing is to be changed.
    fn offer(&mut self, offer: &Offer) -> Result<Option<Result<Vec<Assignment>, Phrase>>> {
        signals::check(self.stop).map_err(|interrupted| self.keep(interrupted.into()))?;
        let heading = text::heading(&offer.notes);
        let answer = run_editor(&format!("{heading}{}", offer.text), &self.saved)
            .map_err(|fault| keep(fault.typed, self.id, fault.failure, &self.cx.texts))?;
        signals::forget_interrupt(self.stop);
        let answer = answer.strip_prefix(heading.as_str()).unwrap_or(&answer);
        let is_unchanged = answer == offer.text;
        if text::is_emptied(answer) || (is_unchanged && !offer.has_changes) {
            return Ok(None);
        }
        answer.clone_into(&mut self.saved);
        if let Some(fault) = offer.refused.clone().filter(|_| is_unchanged) {
            let unusable = Phrase::new("edit-text-unusable").with("id", self.id).because(fault);
            return Err(self.keep(Refusal::new(unusable).into()));
        }
        Ok(Some(text::read(answer, &offer.values)))
    }

    /// Saves what was typed. The store is open for writing, or for a rehearsal, only now: nobody may lock it for as long as
    /// an editor is open.
    fn save(&self, offer: &Offer, typed: &[Assignment]) -> Result<Saved> {
        let store = self.cx.open_store(self.args.correction.access());
        let mut store = store.map_err(|error| self.keep(error))?;
        let author = self.args.correction.author(self.cx);
        let repair = Repair { author: &author, config: Some(self.config), stop: self.stop };
        let request = self.args.request(self.config, typed, None);
        match engine::edit_opened(&mut store, &repair, self.id, offer.opened.last_entry, request) {
            Ok(report) => Ok(Saved::Done(report)),
            Err(EngineError::ChangedMeanwhile { .. }) => {
                let entries = offer.opened.changes_since(&store)?;
                Ok(Saved::Conflict(entries.iter().map(|entry| conflict(entry, &self.cx.texts)).collect()))
            }
            Err(error @ EngineError::NoField { .. }) => Ok(Saved::UnknownField(error.phrase())),
            Err(error) => Err(self.keep(error.into())),
        }
    }

    fn keep(&self, error: Failure) -> Failure {
        keep(&self.saved, self.id, error, &self.cx.texts)
    }
}

/// What another person did to the operation.
fn conflict(entry: &HistoryEntry, texts: &Texts) -> String {
    let changes: Vec<_> = entry.changes.iter().map(|change| texts.change(change)).collect();
    texts.edit_conflict(entry.event, entry.author.actor.as_str(), entry.at.local(), changes.join(", "))
}
