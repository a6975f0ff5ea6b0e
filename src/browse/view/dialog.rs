//! What takes the place of the details, or of list and details: questions, comparing, help, saved filters, long texts.

use ratatui::layout::{Position, Rect};

use super::list::summary;
use super::pen::{Pen, indented, line, scrolled, width};
use crate::browse::deed::{Deed, DeedKind};
use crate::browse::model::{
    Conflict, HelpPage, JOB_CHOICES, PageModel, PageQuestion, QuestionKind, SavedChoice, TextPage,
};
use crate::browse::theme::Role;
use crate::browse::update::help_entries;
use crate::i18n::Texts;
use crate::model::{Job, Operation};
use crate::sanitize::visible;
use crate::terminal::wrap;

/// How many operations are shown before a question about many.
const SAMPLE: usize = 5;

/// Draws a question; returns where the answer is given.
pub(super) fn asking(model: &PageModel, question: &PageQuestion, place: Rect, pen: &mut Pen<'_>) -> Position {
    let texts = model.texts();
    let title = match &question.kind {
        QuestionKind::Do(deed) => deed_title(deed, texts),
        QuestionKind::Leave(_) => texts.browse_question_leave(model.draft_count()),
        QuestionKind::Jobs(_) => texts.browse_question_jobs(),
        QuestionKind::StopAndQuit => texts.browse_question_stop(),
    };
    pen.rule(line(place, 0), &title, "");
    let mut lines: Vec<(String, Role)> = Vec::new();
    match &question.kind {
        QuestionKind::Do(deed) => lines.extend(deed_lines(model, deed, question)),
        QuestionKind::Leave(_) => lines.extend(draft_lines(model)),
        QuestionKind::Jobs(choice) => {
            lines.extend(JOB_CHOICES.iter().enumerate().map(|(at, jobs)| {
                let is_chosen = at == *choice;
                let mark = if is_chosen { "> " } else { "  " };
                (format!("{mark}{}", jobs_text(jobs, texts)), if is_chosen { Role::Selected } else { Role::Plain })
            }));
        }
        QuestionKind::StopAndQuit => lines.push((texts.browse_question_stop_why(), Role::Plain)),
    }
    let mut y = 1;
    let mut cursor = Position { x: place.x, y: place.y };
    if let Some(input) = &question.input {
        let label = format!("{}: ", texts.browse_reason());
        let used = pen.text(indented(line(place, y), 1), &label, Role::Title) + 1;
        let field = indented(line(place, y), used);
        let field = Rect { width: field.width.saturating_sub(1), ..field };
        let scroll = input.visual_scroll(usize::from(field.width.max(2)) - 1);
        pen.text(field, &scrolled(input.value(), scroll), Role::Plain);
        let column = u16::try_from(input.visual_cursor().saturating_sub(scroll)).unwrap_or(u16::MAX);
        cursor = Position { x: field.x.saturating_add(column).min(field.right().saturating_sub(1)), y: field.y };
        y += 1;
    }
    let room = usize::from(place.width.saturating_sub(2)).max(1);
    for (text, role) in lines {
        if role == Role::Selected {
            cursor = Position { x: place.x + 1, y: (place.y + y).min(place.bottom().saturating_sub(1)) };
        }
        for text in wrap::lines(&visible(&text), room) {
            pen.text(indented(line(place, y), 1), &text, role);
            y = y.saturating_add(1);
        }
    }
    cursor
}

fn deed_title(deed: &Deed, texts: &Texts) -> String {
    let count = deed.ids.len();
    match (&deed.kind, deed.ids.as_slice()) {
        (DeedKind::Edit { .. }, _) => texts.browse_question_edit(count),
        (DeedKind::Resync, _) => texts.browse_question_synchronize(count),
        (DeedKind::Dismiss { .. }, [id]) => texts.browse_question_dismiss(*id),
        (DeedKind::Dismiss { .. }, _) => texts.browse_question_dismiss_many(count),
    }
}

/// Which operations, what would come of it, and the same thing as a command line.
fn deed_lines(model: &PageModel, deed: &Deed, question: &PageQuestion) -> Vec<(String, Role)> {
    let texts = model.texts();
    let mut lines = Vec::new();
    if let DeedKind::Edit { assignments, .. } = &deed.kind {
        for set in assignments {
            lines.push((format!("{} = {}", set.field, set.value.as_deref().unwrap_or_default()), Role::Title));
        }
    }
    if deed.ids.len() > 1 {
        // There are few rows, and perhaps very many numbers, in their order.
        let is_meant = |row: &&Operation| deed.ids.binary_search(&row.id).is_ok();
        let mut known: Vec<_> = model.list.rows.iter().filter(is_meant).collect();
        known.sort_unstable_by_key(|row| row.id);
        let sample = known.into_iter().take(SAMPLE);
        let sample: Vec<_> = sample.map(|row| (format!("  {}", summary(row, texts)), Role::Plain)).collect();
        let more = deed.ids.len() - sample.len();
        lines.extend(sample);
        if more > 0 {
            lines.push((format!("  {}", texts.target_more(more)), Role::Plain));
        }
    }
    match &question.outcome {
        Some(outcome) => lines.extend(outcome.iter().map(|sentence| (sentence.clone(), Role::Plain))),
        None => lines.push((texts.browse_rehearsing(), Role::Quiet)),
    }
    let typed = question.input.as_ref().map(|input| input.value().trim());
    lines.push((deed.shown_command(typed), Role::Quiet));
    lines
}

fn draft_lines(model: &PageModel) -> Vec<(String, Role)> {
    let drafts = model.drafts.as_ref().map(|drafts| drafts.assignments()).unwrap_or_default();
    let line = |set: crate::engine::Assignment| format!("{} = {}", set.field, set.value.unwrap_or_default());
    drafts.into_iter().map(|set| (line(set), Role::Change)).collect()
}

fn jobs_text(jobs: &[Job], texts: &Texts) -> String {
    match jobs {
        [job] => texts.job_name(*job),
        _ => texts.browse_all_jobs(),
    }
}

/// Draws what two persons have made of an operation; returns where the selection is.
pub(super) fn comparing(model: &PageModel, conflict: &Conflict, place: Rect, pen: &mut Pen<'_>) -> Position {
    let texts = model.texts();
    let id = conflict.theirs.id();
    let newest = conflict.theirs.history.last();
    let actor = newest.map(|entry| entry.author.actor.clone()).unwrap_or_default();
    let at = newest.map(|entry| entry.at.local()).unwrap_or_default();
    pen.rule(line(place, 0), &texts.browse_conflict_title(id, actor, at), "");
    let heads = [texts.show_field(), texts.browse_conflict_before(), texts.browse_theirs(), texts.browse_yours()];
    let column = place.width.saturating_sub(4) / 4;
    let cell = |place: Rect, at: u16| Rect { width: column.saturating_sub(2), ..indented(place, 3 + at * column) };
    for (at, head) in (0..).zip(&heads) {
        pen.text(cell(line(place, 1), at), head, Role::Quiet);
    }
    let height = usize::from(place.height.saturating_sub(2)).max(1);
    let top = (conflict.selected + 1).saturating_sub(height);
    let mut cursor = Position { x: place.x, y: place.y };
    for (drawn, (index, field)) in conflict.fields.iter().enumerate().skip(top).take(height).enumerate() {
        let place = line(place, u16::try_from(drawn).unwrap_or(u16::MAX) + 2);
        if index == conflict.selected {
            pen.text(place, " >", Role::Plain);
            cursor = Position { x: place.x + 1, y: place.y };
        }
        pen.text(cell(place, 0), &field.name, Role::Plain);
        pen.text(cell(place, 1), &field.before, Role::Quiet);
        let (theirs, yours) = (format!("  {}", field.theirs), format!("  {}", field.yours));
        let taken = |text: &str| format!("* {}", text.trim_start());
        if field.takes_yours {
            pen.text(cell(place, 2), &theirs, Role::Plain);
            pen.text(cell(place, 3), &taken(&yours), Role::Change);
        } else {
            pen.text(cell(place, 2), &taken(&theirs), Role::Change);
            pen.text(cell(place, 3), &yours, Role::Plain);
        }
    }
    cursor
}

/// Draws the help; returns where the search is typed.
pub(super) fn helping(model: &PageModel, help: &HelpPage, place: Rect, pen: &mut Pen<'_>) -> Position {
    let texts = model.texts();
    pen.rule(line(place, 0), &texts.browse_help_title(), "");
    let label = format!("{}: ", texts.browse_help_search());
    let used = pen.text(indented(line(place, 1), 1), &label, Role::Title) + 1;
    let field = indented(line(place, 1), used);
    let scroll = help.input.visual_scroll(usize::from(field.width.max(2)) - 1);
    pen.text(field, &scrolled(help.input.value(), scroll), Role::Plain);
    let column = u16::try_from(help.input.visual_cursor().saturating_sub(scroll)).unwrap_or(u16::MAX);
    let cursor = Position { x: field.x.saturating_add(column).min(field.right().saturating_sub(1)), y: field.y };
    let entries = help_entries(model, help);
    let height = usize::from(place.height.saturating_sub(2)).max(1);
    let top = (help.selected + 1).saturating_sub(height);
    let names: Vec<_> = entries.iter().map(|binding| keys_text(binding.keys, texts)).collect();
    let widest = names.iter().map(|name| width(name)).max().unwrap_or_default().min(24);
    for (drawn, (index, binding)) in entries.iter().enumerate().skip(top).take(height).enumerate() {
        let place = line(place, u16::try_from(drawn).unwrap_or(u16::MAX) + 2);
        let is_selected = index == help.selected;
        let text = texts.format(binding.action.text_id(), Some("help"), &[]);
        let mark = if is_selected { ">" } else { " " };
        pen.text(place, mark, Role::Plain);
        let keys = u16::try_from(widest).unwrap_or(u16::MAX);
        let at = indented(place, 2);
        pen.text(Rect { width: keys, ..at }.intersection(at), &names[index], Role::KeyName);
        let at = indented(at, keys + 2);
        let command = if binding.command.is_empty() { String::new() } else { format!("hqsync {}", binding.command) };
        let left = pen.right(Rect { width: at.width.saturating_sub(1), ..at }, &command, Role::Quiet);
        pen.text(Rect { width: left.saturating_sub(1), ..at }, &text, Role::Plain);
        if is_selected {
            pen.paint(place, Role::Selected);
        }
    }
    cursor
}

fn keys_text(keys: &[crate::browse::keys::KeyPress], texts: &Texts) -> String {
    keys.iter().map(|key| key.name(texts)).collect::<Vec<_>>().join(" ")
}

/// Draws the saved filters; returns where the selected one is.
pub(super) fn choosing(model: &PageModel, choice: &SavedChoice, place: Rect, pen: &mut Pen<'_>) -> Position {
    pen.rule(line(place, 0), &model.texts().browse_saved_filters(), "");
    let saved = &model.vocabulary.saved;
    let height = usize::from(place.height.saturating_sub(1)).max(1);
    let top = (choice.selected + 1).saturating_sub(height);
    let widest = saved.iter().map(|filter| width(&filter.name)).max().unwrap_or_default().min(30);
    let mut cursor = Position { x: place.x, y: place.y };
    for (drawn, (index, filter)) in saved.iter().enumerate().skip(top).take(height).enumerate() {
        let place = line(place, u16::try_from(drawn).unwrap_or(u16::MAX) + 1);
        let names = u16::try_from(widest).unwrap_or(u16::MAX);
        let at = indented(place, 2);
        pen.text(Rect { width: names + 1, ..at }.intersection(at), &format!("@{}", filter.name), Role::Title);
        pen.text(indented(at, names + 3), &filter.expression, Role::Plain);
        if index == choice.selected {
            pen.text(place, ">", Role::Plain);
            pen.paint(place, Role::Selected);
            cursor = Position { x: place.x, y: place.y };
        }
    }
    cursor
}

/// Draws a long text from the line on that is at its top.
pub(super) fn reading(text: &TextPage, place: Rect, pen: &mut Pen<'_>) -> Position {
    let lines = text.broken(place.width);
    let height = usize::from(place.height.saturating_sub(1));
    // The page may have become wider, and the text shorter.
    let top = text.top.min(lines.len().saturating_sub(height));
    let more = if lines.len() > top + height { pen.theme.ellipsis() } else { "" };
    pen.rule(line(place, 0), &text.title, more);
    for (y, broken) in (1..place.height).zip(lines.iter().skip(top)) {
        pen.text(indented(line(place, y), 1 + broken.indent), &broken.text, broken.role);
    }
    Position { x: place.x, y: place.y + 1 }
}
