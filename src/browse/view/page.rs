//! The page as a whole: head, filter, list and details, message, keys.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::pen::{Pen, indented, line, scrolled, width};
use super::{details, dialog, list};
use crate::browse::areas::{Areas, Arrangement, SMALLEST};
use crate::browse::keys::{KeyBinding, possible};
use crate::browse::model::{FilterLine, Mode, Notice, PageModel, Pane};
use crate::browse::theme::Role;
use crate::browse::update::help_entries;
use crate::filter::Mistake;
use crate::terminal::wrap;

/// Draws the page.
pub(crate) fn draw(model: &PageModel, frame: &mut Frame<'_>) {
    let mut pen = Pen::new(frame.buffer_mut(), model.setup.theme);
    let cursor = match model.areas() {
        Some(areas) => draw_parts(model, areas, &mut pen),
        None => {
            let (columns, lines) = SMALLEST;
            let (width, height) = model.size;
            let text = model.texts().browse_too_small(columns.to_string(), lines.to_string());
            pen.text(Rect { x: 0, y: 0, width, height: height.min(1) }, &text, Role::Plain);
            None
        }
    };
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

fn draw_parts(model: &PageModel, areas: Areas, pen: &mut Pen<'_>) -> Option<Position> {
    head(model, areas, pen);
    let in_filter = filter(model, areas.filter, pen);
    let in_body = match &model.mode {
        Mode::Comparing(conflict) => Some(dialog::comparing(model, conflict, areas.body, pen)),
        Mode::Helping(help) => Some(dialog::helping(model, help, areas.body, pen)),
        Mode::Reading(text) => Some(dialog::reading(text, areas.body, pen)),
        Mode::Browsing | Mode::Filtering(_) | Mode::Editing(_) | Mode::Asking(_) | Mode::Choosing(_) => None,
    };
    let in_parts = if in_body.is_some() { None } else { list_and_details(model, areas, pen) };
    message(model, areas.message, pen);
    keys(model, areas.keys, pen);
    in_filter.or(in_body).or(in_parts)
}

fn list_and_details(model: &PageModel, areas: Areas, pen: &mut Pen<'_>) -> Option<Position> {
    let in_list = list::draw(model, areas, pen);
    if areas.arrangement != Arrangement::Above {
        let between = Rect { x: areas.list.right(), width: 1, ..areas.body };
        pen.upright(between);
    }
    let in_details = match &model.mode {
        Mode::Asking(question) => Some(dialog::asking(model, question, areas.details, pen)),
        Mode::Choosing(choice) => Some(dialog::choosing(model, choice, areas.details, pen)),
        _ => details::draw(model, areas, pen),
    };
    let is_in_list = matches!(model.mode, Mode::Browsing) && model.pane == Pane::List;
    if is_in_list { in_list } else { in_details.or(in_list) }
}

/// The name of the page and of the store; how many operations there are.
fn head(model: &PageModel, areas: Areas, pen: &mut Pen<'_>) {
    let place = areas.head;
    let texts = model.texts();
    let mut facts = Vec::new();
    if areas.arrangement != Arrangement::Above {
        facts.extend(model.read_at.map(|at| texts.browse_read_at(at.local_minute())));
        facts.extend(model.vocabulary.known.last_ended_run.map(|run| texts.browse_last_run(run.to_string())));
    }
    if model.setup.is_read_only {
        facts.push(texts.browse_read_only());
    }
    if let Some(changed) = details::changed_meanwhile(model) {
        facts.push(changed);
    }
    match model.list.counts {
        Some((matching, all)) if matching < all => facts.push(texts.browse_count_of(matching, all)),
        Some((_, all)) => facts.push(texts.browse_count(all)),
        None => {}
    }
    if model.list.new > 0 {
        facts.push(texts.browse_new(model.list.new));
    }
    if !model.list.marked.is_empty() {
        facts.push(texts.browse_marked_count(model.list.marked.len()));
    }
    let place = indented(Rect { width: place.width.saturating_sub(1), ..place }, 1);
    let mut shown = facts.join(" · ");
    while width(&shown) > usize::from(place.width) && facts.len() > 1 {
        facts.remove(0);
        shown = facts.join(" · ");
    }
    let left = pen.right(place, &shown, Role::Plain);
    let title = format!("{} · {}", texts.browse_title(), model.setup.store);
    pen.text(Rect { width: left.saturating_sub(2), ..place }, &title, Role::Title);
}

/// The filter, which is typed here; below it, where the mistake is.
fn filter(model: &PageModel, place: Rect, pen: &mut Pen<'_>) -> Option<Position> {
    let label = format!(" {}: ", model.texts().browse_filter());
    let used = pen.text(line(place, 0), &label, Role::Plain);
    let field = indented(line(place, 0), used);
    let Mode::Filtering(typed) = &model.mode else {
        let shown = match model.filter.expression.as_str() {
            "" => model.texts().browse_all(),
            expression => expression.to_owned(),
        };
        pen.text(field, &shown, Role::Plain);
        return None;
    };
    let room = usize::from(field.width.max(2)) - 1;
    let scroll = typed.input.visual_scroll(room);
    pen.text(field, &scrolled(typed.input.value(), scroll), Role::Title);
    if let Some(mistake) = &typed.mistake {
        let (begin, carets) = caret(typed, mistake, scroll);
        let below = indented(line(place, 1), used + u16::try_from(begin).unwrap_or(u16::MAX));
        pen.text(below, &"^".repeat(carets.min(usize::from(below.width))), Role::Failed);
    }
    let column = u16::try_from(typed.input.visual_cursor().saturating_sub(scroll)).unwrap_or(u16::MAX);
    Some(Position { x: field.x.saturating_add(column).min(field.right().saturating_sub(1)), y: field.y })
}

/// Returns in which column the mistake begins, and how wide it is.
fn caret(typed: &FilterLine, mistake: &Mistake, scroll: usize) -> (usize, usize) {
    let text = typed.input.value();
    let begin = text.get(..mistake.place.start).map_or_else(|| width(text), width);
    let wrong = text.get(mistake.place.clone()).map_or(1, width).max(1);
    (begin.saturating_sub(scroll), wrong)
}

/// What is said; in the help, the whole sentence of the selected line, which may be cut there.
fn message(model: &PageModel, place: Rect, pen: &mut Pen<'_>) {
    let of_help = || {
        let Mode::Helping(help) = &model.mode else { return None };
        let action = help_entries(model, help).get(help.selected)?.action;
        Some(Notice { text: model.texts().format(action.text_id(), Some("help"), &[]), role: Role::Quiet })
    };
    let Some(notice) = model.message().or_else(of_help) else { return };
    let place = indented(place, 1);
    let lines = wrap::lines(&notice.text, usize::from(place.width.saturating_sub(1)).max(1));
    for (at, text) in (0..place.height).zip(&lines) {
        pen.text(line(place, at), text, notice.role);
    }
}

/// The keys that do something now. Help is never left out; of the others those at the right are.
fn keys(model: &PageModel, place: Rect, pen: &mut Pen<'_>) {
    let texts = model.texts();
    let label = |binding: &KeyBinding| texts.format(binding.action.text_id(), None, &[]);
    let help = if model.keyboard().takes_text() { "F1" } else { "?" };
    let help_text = texts.browse_do_help();
    let help_width = u16::try_from(width(help) + 1 + width(&help_text)).unwrap_or(u16::MAX);
    let mut left = indented(Rect { width: place.width.saturating_sub(help_width + 3), ..place }, 1);
    for binding in possible(model.keyboard(), |action| model.can(action)).filter(|binding| binding.is_in_line) {
        let name = binding.keys[0].name(texts);
        let needed = u16::try_from(width(&name) + 1 + width(&label(binding))).unwrap_or(u16::MAX);
        if needed > left.width {
            break;
        }
        let used = pen.text(left, &name, Role::KeyName) + 1;
        pen.text(indented(left, used), &label(binding), Role::Plain);
        left = indented(left, needed + 2);
    }
    let right = Rect { x: place.right().saturating_sub(help_width + 1), width: help_width, ..place };
    let used = pen.text(right, help, Role::KeyName) + 1;
    pen.text(indented(right, used), &help_text, Role::Plain);
}
