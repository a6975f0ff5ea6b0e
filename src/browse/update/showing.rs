//! What is only shown: the audit trail, the customer's timeline, help, and what is copied.

use crate::browse::deed::{Deed, DeedKind};
use crate::browse::keys::{KeyBinding, possible};
use crate::browse::message::{PageTask, ReadTask};
use crate::browse::model::{HelpPage, Mode, PageModel, Pane, ParkedAnswer, TextPage};
use crate::browse::theme::{Role, Theme};
use crate::engine::TimelineEntry;
use crate::model::{Operation, OperationId};
use crate::output::{entry_lines, mending_command, timeline_details, timeline_sentence};

/// Shows what happened to the operation.
pub(super) fn trail(model: &mut PageModel) -> Vec<PageTask> {
    let Some(id) = model.shown_id() else { return Vec::new() };
    let texts = model.texts();
    let Some(open) = model.open.as_ref().filter(|open| open.id() == id) else { return Vec::new() };
    let operation = Some(&open.inspected.opened.detail.operation);
    let mut lines = Vec::new();
    for entry in &open.inspected.history {
        let role = Theme::role_of(entry.state);
        for (at, line) in entry_lines(entry, false, operation, texts).into_iter().enumerate() {
            lines.push((line, if at == 0 { role } else { Role::Plain }));
        }
    }
    let title = texts.browse_trail_title(id);
    model.mode = Mode::Reading(TextPage { title, lines, top: 0 });
    Vec::new()
}

/// Asks for what happened to the operation's customer.
pub(super) fn timeline(model: &mut PageModel) -> Vec<PageTask> {
    model.shown_id().map(|id| PageTask::Read(ReadTask::Timeline(id))).into_iter().collect()
}

/// Shows what happened to a customer, the newest last, where one reads on.
pub(super) fn timeline_is_read(model: &mut PageModel, id: OperationId, entries: &[TimelineEntry]) {
    if model.shown_id() != Some(id) {
        // One has gone on since it was asked for.
        return;
    }
    let texts = model.texts();
    let mut lines = Vec::new();
    for entry in entries {
        let role = if entry.operation.id == id { Role::Title } else { Role::Plain };
        let sentence = timeline_sentence(entry, texts);
        lines.push((format!("{}  {}  {sentence}", entry.at.local(), entry.operation.id), role));
        lines.extend(timeline_details(entry, texts).into_iter().map(|detail| (format!("    {detail}"), Role::Plain)));
    }
    let page = TextPage { title: texts.customer_timeline(), lines, top: 0 };
    model.parked.push_back(ParkedAnswer::Timeline { id, page });
}

/// Returns what the help lists: what is possible where it was opened, and has the words of the search.
pub(crate) fn help_entries(model: &PageModel, help: &HelpPage) -> Vec<&'static KeyBinding> {
    let Some(keyboard) = help.pane else { return Vec::new() };
    let texts = model.texts();
    let search = help.input.value().to_lowercase();
    let has_words = |binding: &&KeyBinding| {
        let text = texts.format(binding.action.text_id(), Some("help"), &[]);
        let label = texts.format(binding.action.text_id(), None, &[]);
        let keys: Vec<_> = binding.keys.iter().map(|key| key.name(texts)).collect();
        let all = format!("{label} {text} {} {}", keys.join(" "), binding.command).to_lowercase();
        search.split_whitespace().all(|word| all.contains(word))
    };
    let mut entries: Vec<&'static KeyBinding> = Vec::new();
    for binding in possible(keyboard, |action| model.can(action)).filter(has_words) {
        if !entries.iter().any(|known| known.action == binding.action) {
            entries.push(binding);
        }
    }
    entries
}

/// Says which keys are heard, where the help cannot take the place of what is there.
pub(super) fn help_on_keys(model: &mut PageModel) {
    let texts = model.texts();
    let keyboard = model.keyboard();
    let entry = |binding: &KeyBinding| {
        let keys: Vec<_> = binding.keys.iter().map(|key| key.name(texts)).collect();
        format!("{} {}", keys.join(" "), texts.format(binding.action.text_id(), None, &[]))
    };
    let text = possible(keyboard, |action| model.can(action)).map(entry).collect::<Vec<_>>().join("  ");
    model.say(text, Role::Quiet);
}

/// Copies the value of the selected field, or the customer's account.
pub(super) fn copy_value(model: &mut PageModel) -> Vec<PageTask> {
    let of_field = model.open.as_ref().filter(|_| model.pane == Pane::Fields);
    let value = match of_field {
        Some(open) => Some(open.present_value(&open.field, model.drafts.as_ref()).to_owned()),
        None => model.shown_operation().map(account),
    };
    copy(model, value.filter(|value| !value.is_empty()))
}

fn account(operation: &Operation) -> String {
    operation.customer_account.clone().unwrap_or_else(|| operation.async_account.clone())
}

/// Copies the command line that does the same as the page would.
pub(super) fn copy_command(model: &mut PageModel) -> Vec<PageTask> {
    let Some(id) = model.shown_id() else { return Vec::new() };
    let drafts = model.drafts.as_ref().filter(|drafts| drafts.id == id).map(|drafts| drafts.assignments());
    let command = match drafts.filter(|assignments| !assignments.is_empty()) {
        Some(assignments) => Deed::on(vec![id], DeedKind::Edit { assignments, opened: None, resync: true }).command(),
        None if model.is_about_many() => model.deed(DeedKind::Resync).command(),
        None => {
            let open = model.open.as_ref().filter(|open| open.id() == id);
            let mending = open.map(|open| open.inspected.opened.inspection.mending.as_slice()).unwrap_or_default();
            mending_command(id, mending).unwrap_or_else(|| format!("hqsync show {id}"))
        }
    };
    copy(model, Some(command))
}

fn copy(model: &mut PageModel, text: Option<String>) -> Vec<PageTask> {
    let Some(text) = text else { return Vec::new() };
    model.say(model.texts().browse_copied(text.as_str()), Role::Quiet);
    vec![PageTask::Copy(text)]
}
