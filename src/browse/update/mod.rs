//! What a message makes of the page, and what the page asks for then. Nothing here waits, reads or draws.

mod answers;
mod asking;
mod comparing;
mod correcting;
mod drafting;
mod filtering;
mod moving;
mod parking;
mod showing;
#[cfg(test)]
mod tests;
mod typing;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind};

use self::asking::Confirmed;
use super::action::Action;
use super::keys::action_of;
use super::message::{Message, PageTask, ReadTask};
use super::model::{HelpPage, Mode, PageModel, Pane, QuestionKind, is_typed};

pub(super) use filtering::begin_list;
pub(super) use showing::help_entries;

/// Changes the page as a message wants, and returns what is to be done.
pub(super) fn update(model: &mut PageModel, message: Message) -> Vec<PageTask> {
    let mut tasks = match message {
        Message::Key(event) => key(model, event),
        Message::Paste(text) => {
            // A field has one line. Terminals paste the ends of lines as Enter is typed.
            let line = text.split(['\r', '\n']).next().unwrap_or_default().to_owned();
            if model.keyboard().takes_text() { typing::paste(model, &line) } else { Vec::new() }
        }
        Message::Resized(width, height) => {
            model.size = (width, height);
            Vec::new()
        }
        Message::Tick => vec![moving::watch(model)],
        Message::Answer(answer) => {
            let mut tasks = answers::take(model, answer);
            tasks.extend(parking::unpark(model));
            tasks.extend(press_held_keys(model));
            tasks
        }
        Message::Edited(text) => correcting::edited(model, text),
    };
    tasks.extend(parking::unpark(model));
    tasks.extend(drafting::try_at_headquarters(model));
    model.fit();
    tasks
}

fn key(model: &mut PageModel, event: KeyEvent) -> Vec<PageTask> {
    // Windows tells of keys that are released, too.
    if event.kind == KeyEventKind::Release {
        return Vec::new();
    }
    let keyboard = model.keyboard();
    let action = action_of(event, keyboard, |action| model.can(action));
    if model.awaits_details() && !passes_held_keys(model, event, action) {
        model.held.push(event);
        return Vec::new();
    }
    // Nobody types blindly where nothing is shown.
    if model.areas().is_none() && action != Some(Action::Quit) {
        return Vec::new();
    }
    match action {
        Some(action) => {
            model.notice = None;
            act(model, action)
        }
        None if keyboard.takes_text() => typing::key(model, event),
        None => {
            model.notice = None;
            Vec::new()
        }
    }
}

/// Whether a key does what it does although the details have not come: the page can be left whatever the store is at. A letter
/// behind other keys may be a part of a text.
fn passes_held_keys(model: &PageModel, event: KeyEvent, action: Option<Action>) -> bool {
    let is_quit = action == Some(Action::Quit);
    event.code == KeyCode::Esc || is_quit && (model.held.is_empty() || !is_typed(event.modifiers))
}

/// Presses the keys that were pressed before the details were there.
fn press_held_keys(model: &mut PageModel) -> Vec<PageTask> {
    if model.held.is_empty() || model.awaits_details() {
        return Vec::new();
    }
    let held = std::mem::take(&mut model.held);
    held.into_iter().flat_map(|event| key(model, event)).collect()
}

/// Does what a key does.
pub(super) fn act(model: &mut PageModel, action: Action) -> Vec<PageTask> {
    match action {
        Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last => {
            if asking::keeps_drafts(model, action) {
                Vec::new()
            } else {
                moving::to(model, action)
            }
        }
        Action::Open => {
            model.pane = Pane::Fields;
            Vec::new()
        }
        Action::NextPane => {
            model.pane = if model.pane == Pane::List { Pane::Fields } else { Pane::List };
            Vec::new()
        }
        Action::EditField => correcting::begin(model),
        Action::Keep => correcting::keep(model),
        Action::TakeProposal => correcting::take_proposal(model),
        Action::Save => correcting::save(model, false),
        Action::SaveAndSynchronize => correcting::save(model, true),
        Action::Synchronize => correcting::synchronize(model),
        Action::Dismiss => correcting::dismiss(model),
        Action::Undo => correcting::undo(model),
        Action::OwnEditor => correcting::open_editor(model),
        Action::WaitsFor | Action::Back => {
            if asking::keeps_drafts(model, action) {
                Vec::new()
            } else {
                moving::along(model, action)
            }
        }
        Action::Trail => showing::trail(model),
        Action::Timeline => showing::timeline(model),
        Action::EmptyFields => {
            model.shows_empty = !model.shows_empty;
            Vec::new()
        }
        Action::Filter => filtering::begin(model),
        Action::SavedFilters => filtering::choose(model),
        Action::Choose => filtering::chosen(model),
        Action::Apply => filtering::apply(model),
        Action::Complete => filtering::complete(model, true),
        Action::CompleteBack => filtering::complete(model, false),
        Action::Older => filtering::recall(model, true),
        Action::Newer => filtering::recall(model, false),
        Action::Refresh => {
            let mut tasks = filtering::read_anew(model);
            tasks.push(PageTask::Redraw);
            tasks.push(PageTask::Read(ReadTask::Learn));
            tasks
        }
        Action::Mark => {
            if let Some(id) = model.list.selected {
                model.list.toggle_mark(id);
            }
            if asking::keeps_drafts(model, Action::Down) { Vec::new() } else { moving::to(model, Action::Down) }
        }
        Action::MarkAll => {
            let (generation, filter) = (model.generation, model.filter.filter.clone());
            vec![PageTask::Read(ReadTask::Matching { generation, filter })]
        }
        Action::MarkNone => {
            model.list.marked.clear();
            model.list.are_all_marked = false;
            Vec::new()
        }
        Action::CopyValue => showing::copy_value(model),
        Action::CopyCommand => showing::copy_command(model),
        Action::RunJobs => {
            asking::ask(model, QuestionKind::Jobs(0));
            Vec::new()
        }
        Action::StopRun => {
            if let Some(run) = &mut model.run {
                run.is_stopping = true;
            }
            vec![PageTask::StopRun]
        }
        Action::Help => {
            let pane = Some(model.keyboard());
            if matches!(model.mode, Mode::Browsing) {
                model.mode = Mode::Helping(HelpPage { pane, ..HelpPage::default() });
            } else {
                showing::help_on_keys(model);
            }
            Vec::new()
        }
        Action::DoIt => do_it(model),
        Action::Suspend => vec![PageTask::Suspend],
        Action::Quit => quit(model),
        Action::GiveUp | Action::Close => give_up(model),
        Action::Confirm | Action::ConfirmAndSynchronize => {
            match asking::confirm(model, action == Action::ConfirmAndSynchronize) {
                Confirmed::Tasks(tasks) => tasks,
                Confirmed::Then(action) => act(model, action),
            }
        }
        Action::SaveFirst => {
            model.mode = Mode::Browsing;
            correcting::save(model, false)
        }
        Action::TakeYours => comparing::take(model, true),
        Action::TakeTheirs => comparing::take(model, false),
        Action::SaveMarked => comparing::save(model),
    }
}

fn quit(model: &mut PageModel) -> Vec<PageTask> {
    // They would answer the question whether to leave.
    model.held.clear();
    if asking::keeps_drafts(model, Action::Quit) {
        return Vec::new();
    }
    if model.run.is_some() {
        asking::ask(model, QuestionKind::StopAndQuit);
        return Vec::new();
    }
    // A deed that is at work is ended first.
    model.is_ending = true;
    if model.busy.is_none() { vec![PageTask::Quit] } else { Vec::new() }
}

/// Leaves what the page is at.
fn give_up(model: &mut PageModel) -> Vec<PageTask> {
    match std::mem::replace(&mut model.mode, Mode::Browsing) {
        Mode::Browsing => {
            model.held.clear();
            model.pane = Pane::List;
            Vec::new()
        }
        Mode::Filtering(line) => filtering::give_up(model, line),
        _ => Vec::new(),
    }
}

/// Does what is selected in the help.
fn do_it(model: &mut PageModel) -> Vec<PageTask> {
    let Mode::Helping(help) = &model.mode else { return Vec::new() };
    let action = showing::help_entries(model, help).get(help.selected).map(|binding| binding.action);
    model.mode = Mode::Browsing;
    action.map_or_else(Vec::new, |action| if model.can(action) { act(model, action) } else { Vec::new() })
}
