//! The fields of an operation with their old and new values; a value is edited in its place.

use ratatui::layout::{Position, Rect};

use super::pen::{Pen, indented, line, scrolled, width};
use crate::browse::model::{Mode, PageModel, Pane};
use crate::browse::open_page::{FieldRow, OpenPage};
use crate::browse::theme::Role;

/// What stands before the names: whether a field is selected, and what is to be said of it.
const MARGIN: u16 = 3;

/// What stands between two columns.
const GAP: u16 = 2;

/// From this width on what was received has a column of its own.
const WITH_RECEIVED: u16 = 64;

/// The widest that names of fields are.
const WIDEST_NAME: u16 = 26;

/// Draws the fields below a line with their heading; returns where the selected one is.
pub(super) fn draw(model: &PageModel, open: &OpenPage, place: Rect, pen: &mut Pen<'_>) -> Option<Position> {
    let texts = model.texts();
    let hidden = if model.shows_empty { 0 } else { open.hidden(model.drafts.as_ref()) };
    let hidden = if hidden > 0 { texts.browse_hidden(hidden) } else { String::new() };
    pen.rule(line(place, 0), &texts.show_attributes(), &hidden);
    let rows = open.rows(model.drafts.as_ref(), model.shows_empty);
    let has_received = place.width >= WITH_RECEIVED && rows.iter().any(|row| row.received.is_some());
    let heads = [texts.show_field(), texts.show_old(), texts.show_new(), texts.show_original()];
    let heads = &heads[..if has_received { 4 } else { 3 }];
    let widths = widths(&rows, heads, place.width.saturating_sub(MARGIN + 1), &texts.show_old());
    let mut at = indented(line(place, 1), MARGIN);
    for (head, width) in heads.iter().zip(&widths) {
        pen.text(Rect { width: *width, ..at }.intersection(at), head, Role::Quiet);
        at = indented(at, width + GAP);
    }
    let height = usize::from(place.height.saturating_sub(2));
    let selected = rows.iter().position(|row| row.name == open.field).unwrap_or(0);
    let top = first_row(open.top, selected, height, rows.len());
    let is_editing = matches!(model.mode, Mode::Editing(_));
    let has_focus = is_editing || (model.pane == Pane::Fields && matches!(model.mode, Mode::Browsing));
    let mut cursor = None;
    for (drawn, (index, row)) in rows.iter().enumerate().skip(top).take(height).enumerate() {
        let place = line(place, u16::try_from(drawn).unwrap_or(u16::MAX) + 2);
        let is_selected = index == selected && has_focus;
        draw_row(row, is_selected, &widths, place, pen);
        if !is_selected {
            continue;
        }
        cursor = Some(Position { x: place.x, y: place.y });
        match &model.mode {
            Mode::Editing(edit) => {
                let before = MARGIN + widths[0] + GAP + widths[1] + GAP;
                let cell = indented(place, before);
                // A value that is typed may use all that is left of the line.
                let cell = Rect { width: cell.width.saturating_sub(1), ..cell };
                let room = usize::from(cell.width.max(2)) - 1;
                let scroll = edit.input.visual_scroll(room);
                pen.text(cell, &" ".repeat(usize::from(cell.width)), Role::Plain);
                pen.text(cell, &scrolled(edit.input.value(), scroll), Role::Title);
                let column = edit.input.visual_cursor().saturating_sub(scroll);
                let column = u16::try_from(column).unwrap_or(u16::MAX);
                let x = cell.x.saturating_add(column).min(cell.right().saturating_sub(1));
                cursor = Some(Position { x, y: place.y });
            }
            _ => pen.paint(place, Role::Selected),
        }
    }
    cursor
}

/// Returns the first row to draw so that the selected one is among them.
fn first_row(top: usize, selected: usize, height: usize, count: usize) -> usize {
    let top = top.min(count.saturating_sub(height));
    if selected < top {
        selected
    } else if selected >= top + height.max(1) {
        selected + 1 - height.max(1)
    } else {
        top
    }
}

fn draw_row(row: &FieldRow, is_selected: bool, widths: &[u16], place: Rect, pen: &mut Pen<'_>) {
    let (mark, role) = match row {
        FieldRow { is_wrong: true, .. } => ("!", Role::Failed),
        FieldRow { is_draft: true, .. } => ("+", Role::Change),
        FieldRow { is_change: true, .. } => ("*", Role::Change),
        _ => (" ", Role::Plain),
    };
    let margin = format!("{}{mark}", if is_selected { ">" } else { " " });
    pen.text(place, &margin, role);
    let received = row.received.as_deref().unwrap_or_default();
    let cells = [(row.name.as_str(), role), (&row.old, Role::Plain), (&row.new, role), (received, Role::Quiet)];
    let mut at = indented(place, MARGIN);
    for ((text, role), width) in cells.into_iter().zip(widths) {
        pen.text(Rect { width: *width, ..at }.intersection(at), text, role);
        at = indented(at, width + GAP);
    }
}

/// Returns the widths of the columns: the names as wide as they are, the values share what is left.
fn widths(rows: &[FieldRow], heads: &[String], room: u16, old_head: &str) -> Vec<u16> {
    let cells = |text: usize| u16::try_from(text).unwrap_or(u16::MAX);
    let widest = |head: &str, cell: &dyn Fn(&FieldRow) -> usize| {
        cells(rows.iter().map(cell).max().unwrap_or_default().max(width(head)))
    };
    let names = widest(&heads[0], &|row| width(&row.name)).min(WIDEST_NAME).min(room / 3);
    let values = cells(heads.len() - 1);
    let room = room.saturating_sub(names + values * GAP);
    let share = room / values.max(1);
    // Where nothing was before, the new values have the room.
    let old = widest(old_head, &|row| width(&row.old)).min(share);
    let mut widths = vec![names, old];
    let left = room - old;
    if heads.len() == 4 {
        let received = widest(&heads[3], &|row| width(row.received.as_deref().unwrap_or_default())).min(left / 2);
        widths.extend([left - received, received]);
    } else {
        widths.push(left);
    }
    widths
}
