//! Moving the selection: in the list, among the fields, in questions and texts, and from one operation to another.

use super::showing::help_entries;
use crate::browse::action::Action;
use crate::browse::message::{PageTask, ReadTask, WatchRequest};
use crate::browse::model::{HelpPage, JOB_CHOICES, Mode, PageModel, PageQuestion, Pane, QuestionKind};
use crate::engine::WindowPlace;
use crate::model::OperationId;

/// Moves the selection.
pub(super) fn to(model: &mut PageModel, action: Action) -> Vec<PageTask> {
    let page = page_height(model);
    let step = match action {
        Action::Up => -1,
        Action::Down => 1,
        Action::PageUp => -page,
        Action::PageDown => page,
        Action::First => isize::MIN,
        _ => isize::MAX,
    };
    let help_count = match &model.mode {
        Mode::Helping(help) => help_entries(model, help).len(),
        _ => 0,
    };
    let saved = model.vocabulary.saved.len();
    let width = model.areas().map_or(model.size.0, |areas| areas.body.width);
    match &mut model.mode {
        Mode::Browsing if model.pane == Pane::List => return in_list(model, step),
        Mode::Browsing => in_fields(model, step),
        Mode::Helping(HelpPage { selected, .. }) => *selected = moved(*selected, step, help_count),
        Mode::Choosing(choice) => choice.selected = moved(choice.selected, step, saved),
        Mode::Comparing(conflict) => conflict.selected = moved(conflict.selected, step, conflict.fields.len()),
        Mode::Reading(text) => {
            let last = text.broken(width).len().saturating_sub(usize::try_from(page).unwrap_or(1));
            text.top = moved(text.top.min(last), step, last + 1);
        }
        Mode::Asking(PageQuestion { kind: QuestionKind::Jobs(choice), .. }) => {
            *choice = moved(*choice, step, JOB_CHOICES.len());
        }
        Mode::Asking(_) | Mode::Editing(_) | Mode::Filtering(_) => {}
    }
    Vec::new()
}

fn moved(at: usize, step: isize, count: usize) -> usize {
    at.saturating_add_signed(step).min(count.saturating_sub(1))
}

fn page_height(model: &PageModel) -> isize {
    let lines = model.areas().map_or(10, |areas| match (&model.mode, model.pane) {
        (Mode::Browsing, Pane::List) => areas.list.height.saturating_sub(2),
        (Mode::Browsing, Pane::Fields) => areas.details.height / 2,
        _ => areas.body.height.saturating_sub(1),
    });
    isize::try_from(lines.max(1)).unwrap_or(1)
}

fn in_list(model: &mut PageModel, step: isize) -> Vec<PageTask> {
    let before = model.shown_id();
    model.visited = None;
    model.way.clear();
    let place = match step {
        isize::MIN => model.list.move_to_end(true),
        isize::MAX => model.list.move_to_end(false),
        step => model.list.move_by(step),
    };
    let mut tasks: Vec<_> = place.map(|place| window(model, place)).into_iter().collect();
    if model.shown_id() != before {
        tasks.extend(inspect(model));
    }
    tasks
}

/// Asks for a window of the list.
pub(super) fn window(model: &mut PageModel, place: WindowPlace) -> PageTask {
    model.list.awaited = Some(place);
    let (filter, size) = (model.filter.filter.clone(), model.list.window_size());
    PageTask::Read(ReadTask::List { generation: model.generation, filter, place, size })
}

/// Asks for the operation that is to be shown.
pub(super) fn inspect(model: &PageModel) -> Option<PageTask> {
    model.shown_id().map(|id| PageTask::Read(ReadTask::Inspect(id)))
}

fn in_fields(model: &mut PageModel, step: isize) {
    let Some(open) = &mut model.open else { return };
    let rows = open.rows(model.drafts.as_ref(), model.shows_empty);
    let at = rows.iter().position(|row| row.name == open.field).unwrap_or(0);
    if let Some(row) = rows.get(moved(at, step, rows.len())) {
        open.field.clone_from(&row.name);
    }
}

/// Goes to the operation that the shown one waits for, or back.
pub(super) fn along(model: &mut PageModel, action: Action) -> Vec<PageTask> {
    let next = if action == Action::Back {
        model.way.pop()
    } else {
        let open = model.open.as_ref();
        let waits_for = open.and_then(|open| open.inspected.opened.inspection.waits_for.first().copied());
        model.way.extend(model.shown_id().filter(|_| waits_for.is_some()));
        waits_for
    };
    place_on(model, next);
    inspect(model).into_iter().collect()
}

/// Shows an operation that may not be the selected one; returns what asks for its details.
pub(super) fn visit(model: &mut PageModel, id: OperationId) -> Option<PageTask> {
    if model.shown_id() == Some(id) {
        return None;
    }
    place_on(model, Some(id));
    inspect(model)
}

/// Selects an operation, or visits it if it is not in the list.
fn place_on(model: &mut PageModel, id: Option<OperationId>) {
    model.visited = id.filter(|id| !model.list.select_operation(*id));
}

/// Asks what others have done to the operations that are shown.
pub(super) fn watch(model: &PageModel) -> PageTask {
    PageTask::Read(ReadTask::Watch(WatchRequest {
        generation: model.generation,
        entry: model.entry,
        ids: model.list.rows.iter().map(|row| row.id).collect(),
        filter: model.filter.filter.clone(),
        newest: model.list.newest,
    }))
}
