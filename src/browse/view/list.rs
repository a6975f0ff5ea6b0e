//! The list of operations.

use ratatui::layout::{Position, Rect};

use super::pen::{Pen, indented, line, width};
use crate::browse::areas::{Areas, Arrangement};
use crate::browse::model::{Mode, PageModel, Pane};
use crate::browse::theme::{Role, Theme};
use crate::i18n::Texts;
use crate::model::{Column, Operation};

/// What stands before the first column: whether a row is selected, and whether it is marked.
const MARGIN: u16 = 2;

/// What stands between two columns.
const GAP: usize = 2;

/// The fewest characters of what may be cut: the name of a channel, and errors.
const SHORTEST: usize = 8;

/// A column with its cells.
struct ListedCells {
    column: Column,
    head: String,
    cells: Vec<String>,
    /// As wide as its widest cell.
    natural: usize,
    width: usize,
}

/// Draws the list; returns where the selection is.
pub(super) fn draw(model: &PageModel, areas: Areas, pen: &mut Pen<'_>) -> Option<Position> {
    let place = areas.list;
    let rows = model.list.shown();
    let columns = columns(rows, areas, model.texts());
    let mut at = indented(line(place, 0), MARGIN);
    for column in &columns {
        pen.text(Rect { width: cells(column.width), ..at }.intersection(at), &column.head, Role::Title);
        at = indented(at, cells(column.width + GAP));
    }
    if rows.is_empty() {
        let text = if model.list.is_read { model.texts().list_empty() } else { model.texts().browse_reading() };
        pen.text(indented(line(place, 1), MARGIN), &text, Role::Quiet);
        return Some(Position { x: place.x, y: place.y + 1 });
    }
    let has_focus = model.pane == Pane::List && matches!(model.mode, Mode::Browsing);
    let mut cursor = None;
    for (row, operation) in rows.iter().enumerate() {
        let place = line(place, u16::try_from(row).unwrap_or(u16::MAX) + 1);
        let is_selected = model.list.selected == Some(operation.id);
        let is_marked = model.list.marked.contains(&operation.id);
        let is_stale = model.list.stale.contains(&operation.id);
        let margin = format!("{}{}", if is_selected { ">" } else { " " }, if is_marked { "+" } else { " " });
        pen.text(place, &margin, Role::Plain);
        let mut at = indented(place, MARGIN);
        for column in &columns {
            let role = match column.column {
                _ if is_stale => Role::Quiet,
                Column::Status => Theme::role_of(operation.state),
                _ => Role::Plain,
            };
            pen.text(Rect { width: cells(column.width), ..at }.intersection(at), &column.cells[row], role);
            at = indented(at, cells(column.width + GAP));
        }
        if is_selected {
            if has_focus {
                pen.paint(place, Role::Selected);
            }
            cursor = Some(Position { x: place.x, y: place.y });
        }
    }
    cursor.or(Some(Position { x: place.x, y: place.y }))
}

fn cells(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

/// Returns the columns for which there is room: what would be misread if it were cut is left out as a whole.
fn columns(rows: &[Operation], areas: Areas, texts: &Texts) -> Vec<ListedCells> {
    let is_wide = areas.arrangement == Arrangement::Wide;
    let shown = [
        Column::Id,
        Column::Channel,
        Column::CustomerAccount,
        Column::AsyncCustomerAccount,
        Column::Timestamp,
        Column::Status,
        Column::Errors,
    ];
    let is_shown = |column: &Column| is_wide || *column != Column::AsyncCustomerAccount;
    let mut columns: Vec<_> =
        shown.into_iter().filter(is_shown).map(|column| listed(column, rows, is_wide, texts)).collect();
    let room = usize::from(areas.list.width.saturating_sub(MARGIN + 1));
    let least = |column: &ListedCells| match column.column {
        Column::Channel | Column::Errors => column.natural.min(SHORTEST),
        _ => column.natural,
    };
    for dropped in [Column::AsyncCustomerAccount, Column::Errors, Column::Channel, Column::Timestamp] {
        let needed: usize = columns.iter().map(|column| least(column) + GAP).sum();
        if needed <= room + GAP {
            break;
        }
        columns.retain(|column| column.column != dropped);
    }
    let needed: usize = columns.iter().map(|column| least(column) + GAP).sum();
    let mut spare = (room + GAP).saturating_sub(needed);
    for column in &mut columns {
        let more = (column.natural - least(column)).min(spare);
        column.width = least(column) + more;
        spare -= more;
    }
    columns
}

fn listed(column: Column, rows: &[Operation], is_wide: bool, texts: &Texts) -> ListedCells {
    let long = texts.column(column.key());
    let head = match texts.short_header(column.key()) {
        Some(short) if !is_wide || matches!(column, Column::Status | Column::Timestamp) => short,
        _ => long,
    };
    let cells: Vec<_> = rows.iter().map(|operation| cell(column, operation, is_wide, texts)).collect();
    let widest = cells.iter().map(|cell| width(cell)).max().unwrap_or_default();
    // The columns stand still while one scrolls past what is a little shorter.
    let usual = match column {
        Column::Id => 5,
        Column::CustomerAccount => 12,
        Column::Channel | Column::Errors => 15,
        _ => 0,
    };
    let natural = widest.max(width(&head)).max(usual);
    ListedCells { column, head, cells, natural, width: natural }
}

fn cell(column: Column, operation: &Operation, is_wide: bool, texts: &Texts) -> String {
    match column {
        Column::Id => operation.id.to_string(),
        Column::Channel => operation.channel.to_string(),
        Column::CustomerAccount => operation.customer_account.clone().unwrap_or_else(|| texts.pending_sync_cell()),
        Column::AsyncCustomerAccount => operation.async_account.clone(),
        Column::Timestamp => {
            let at = operation.timestamp.map(|at| at.local()).unwrap_or_default();
            // Seconds are for those who have room.
            if is_wide { at } else { at.chars().take("2026-11-16 13:08".len()).collect() }
        }
        Column::Status => texts.state(operation.state),
        _ => {
            let mut codes: Vec<_> = operation.problems.iter().map(|problem| problem.code().name()).collect();
            codes.dedup();
            codes.join(" ")
        }
    }
}

/// Returns what a list says of an operation in one line.
pub(super) fn summary(operation: &Operation, texts: &Texts) -> String {
    let columns = [Column::Id, Column::Channel, Column::CustomerAccount, Column::Status, Column::Errors];
    let cells = columns.map(|column| cell(column, operation, false, texts));
    cells.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("  ")
}
