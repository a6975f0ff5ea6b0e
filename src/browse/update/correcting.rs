//! Correcting operations: drafts of new values, saving, synchronizing, dismissing, undoing, the person's own editor.

use tui_input::Input;

use super::asking;
use super::drafting::{draft, recheck, start};
use crate::browse::deed::{Deed, DeedKind};
use crate::browse::message::PageTask;
use crate::browse::model::{FieldEdit, Mode, PageModel, Pane};
use crate::browse::open_page::{Drafts, OpenPage, assignment};
use crate::browse::theme::Role;
use crate::editor::text;
use crate::engine::{Assignment, EngineError};
use crate::failure::Explain as _;
use crate::i18n::Phrase;

/// Begins to edit the selected field.
pub(super) fn begin(model: &mut PageModel) -> Vec<PageTask> {
    let shown = model.shown_id();
    let open = model.open.as_ref().filter(|open| !open.field.is_empty() && Some(open.id()) == shown);
    let Some(open) = open else { return Vec::new() };
    let (id, field) = (open.id(), open.field.clone());
    let value = open.present_value(&field, model.drafts.as_ref()).to_owned();
    let problems = open.problems.clone();
    model.mode = Mode::Editing(FieldEdit { id, field, input: Input::new(value), problems });
    Vec::new()
}

/// Checks the value as it is typed.
pub(super) fn typed(model: &mut PageModel) {
    let Some(open) = &model.open else { return };
    let Mode::Editing(edit) = &mut model.mode else { return };
    let typed = Some((edit.field.as_str(), edit.input.value()));
    edit.problems = open.check(model.drafts.as_ref(), typed, model.setup.config.as_deref());
}

/// Takes the value that is proposed.
pub(super) fn take_proposal(model: &mut PageModel) -> Vec<PageTask> {
    let proposal = model.proposal().map(str::to_owned);
    if let (Some(proposal), Mode::Editing(edit)) = (proposal, &mut model.mode) {
        edit.input = Input::new(proposal);
        typed(model);
    }
    Vec::new()
}

/// Keeps the value as a draft; for the marked operations, if it is one of them, it asks whether to save it.
pub(super) fn keep(model: &mut PageModel) -> Vec<PageTask> {
    let Mode::Editing(edit) = std::mem::replace(&mut model.mode, Mode::Browsing) else { return Vec::new() };
    if model.open.as_ref().map(OpenPage::id) != Some(edit.id) {
        model.say(model.texts().browse_not_kept(edit.id), Role::Failed);
        return Vec::new();
    }
    let (field, value) = (edit.field, edit.input.value().trim().to_owned());
    // Who goes into an operation that is not marked means that one.
    if model.list.marked.contains(&edit.id) {
        let assignments = vec![assignment(&field, &value)];
        let deed = model.deed(DeedKind::Edit { assignments, opened: None, resync: false });
        return asking::ask_to(model, deed);
    }
    draft(model, vec![(field, value)]);
    Vec::new()
}

/// Saves the drafts.
pub(super) fn save(model: &mut PageModel, resync: bool) -> Vec<PageTask> {
    if let Mode::Editing(edit) = &model.mode {
        let is_there = model.open.as_ref().map(OpenPage::id) == Some(edit.id);
        let tasks = keep(model);
        // If it asks about many operations, the drafts of one are not meant.
        if !is_there || !matches!(model.mode, Mode::Browsing) {
            return tasks;
        }
    }
    let Some(drafts) = &model.drafts else { return Vec::new() };
    let kind = DeedKind::Edit { assignments: drafts.assignments(), opened: drafts.opened, resync };
    let deed = Deed::on(vec![drafts.id], kind);
    start(model, deed)
}

/// Synchronizes the operation that is shown, with its drafts; many only after a question.
pub(super) fn synchronize(model: &mut PageModel) -> Vec<PageTask> {
    if !model.is_about_many() {
        if model.draft_count() > 0 {
            return save(model, true);
        }
        let deed = model.deed(DeedKind::Resync);
        return start(model, deed);
    }
    let deed = model.deed(DeedKind::Resync);
    asking::ask_to(model, deed)
}

/// Asks for the reason to dismiss operations.
pub(super) fn dismiss(model: &mut PageModel) -> Vec<PageTask> {
    let deed = model.deed(DeedKind::Dismiss { reason: String::new() });
    asking::ask_to(model, deed)
}

/// Takes the last draft back; without one, drafts the values that the last edit replaced.
pub(super) fn undo(model: &mut PageModel) -> Vec<PageTask> {
    if let Some(drafts) = &mut model.drafts {
        drafts.steps.pop();
        recheck(model);
        return Vec::new();
    }
    let Some((id, values)) = model.saved.last().cloned() else { return Vec::new() };
    if model.open.as_ref().map(OpenPage::id) != Some(id) {
        return Vec::new();
    }
    model.saved.pop();
    model.pane = Pane::Fields;
    draft(model, values);
    model.say(model.texts().browse_undone(), Role::Quiet);
    Vec::new()
}

/// Opens the whole operation in the person's editor, with the drafts.
pub(super) fn open_editor(model: &mut PageModel) -> Vec<PageTask> {
    model.unread_text = None;
    let text = editor_text(model);
    let id = model.open.as_ref().map(OpenPage::id);
    id.zip(text).map(|(id, text)| PageTask::Edit { id, text }).into_iter().collect()
}

fn editor_text(model: &PageModel) -> Option<String> {
    let open = model.open.as_ref()?;
    let drafted = model.drafts.as_ref().filter(|drafts| drafts.id == open.id());
    let drafted = drafted.map(Drafts::assignments).unwrap_or_default();
    let opened = &open.inspected.opened;
    Some(text::write(&opened.detail, &opened.inspection, &open.values, &drafted, model.texts()))
}

/// Drafts what was changed in the editor. A text that cannot be read is offered again, unless nothing was changed since.
pub(super) fn edited(model: &mut PageModel, text: Result<String, Vec<String>>) -> Vec<PageTask> {
    let before = model.unread_text.take();
    let Some(open) = &model.open else { return Vec::new() };
    let text = match text {
        Ok(text) => text,
        Err(lines) => {
            model.explain(&lines);
            return Vec::new();
        }
    };
    if text::is_emptied(&text) {
        return Vec::new();
    }
    let id = open.id();
    match text::read(&text, &open.values).and_then(|assignments| known_fields(open, assignments)) {
        Ok(steps) => {
            match &mut model.drafts {
                // What others did since the first of them is still to be found when they are saved.
                Some(drafts) if drafts.id == id => {
                    drafts.steps = steps;
                    recheck(model);
                }
                _ => draft(model, steps),
            }
            model.pane = Pane::Fields;
            Vec::new()
        }
        Err(fault) => {
            let fault = model.texts().say(&fault);
            if before.as_ref() == Some(&text) {
                let text = without_heading(&text).to_owned();
                return vec![PageTask::KeepText { id, text, lines: vec![fault] }];
            }
            let offered = format!("{}{}", text::heading(&[fault]), without_heading(&text));
            model.unread_text = Some(offered.clone());
            vec![PageTask::Edit { id, text: offered }]
        }
    }
}

/// Returns the new values by the names that the operation's fields have.
///
/// # Errors
/// It has no such field.
fn known_fields(open: &OpenPage, assignments: Vec<Assignment>) -> Result<Vec<(String, String)>, Phrase> {
    let known = |assignment: Assignment| {
        let found = open.values.iter().find(|(name, _)| name.eq_ignore_ascii_case(&assignment.field));
        match found {
            Some((name, _)) => Ok((name.clone(), assignment.value.unwrap_or_default())),
            None => {
                let kind = open.inspected.opened.detail.operation.kind;
                let known = open.values.iter().map(|(name, _)| name.clone()).collect();
                Err(EngineError::NoField { id: open.id(), kind, field: assignment.field, known }.phrase())
            }
        }
    };
    assignments.into_iter().map(known).collect()
}

/// Returns a text without the lines that said why it was offered again.
fn without_heading(text: &str) -> &str {
    match text.split_once("\n\n") {
        Some((heading, rest)) if heading.lines().all(|line| line.starts_with("# ")) && rest.starts_with("# ") => rest,
        _ => text,
    }
}
