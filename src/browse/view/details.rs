//! The details of one operation: what it is, what is wrong, what it changes, and what happened to it.

use ratatui::layout::{Position, Rect};

use super::attributes;
use super::pen::{Pen, indented, line, width};
use crate::browse::areas::{Areas, Arrangement};
use crate::browse::model::PageModel;
use crate::browse::open_page::OpenPage;
use crate::browse::theme::{Role, Theme};
use crate::i18n::Texts;
use crate::model::Operation;
use crate::output::{blocking, entry_lines, note_line, outlook, timestamp};
use crate::terminal::wrap;

/// The fewest lines that the fields have, with what stands above them.
const LEAST_FIELDS: u16 = 7;

/// A line of facts: a label, and what it says; what follows a first line has no label.
struct FactLine {
    label: String,
    text: String,
    role: Role,
}

/// Draws the details; returns where the selected field is.
pub(super) fn draw(model: &PageModel, areas: Areas, pen: &mut Pen<'_>) -> Option<Position> {
    let place = areas.details;
    let operation = model.shown_operation()?;
    let texts = model.texts();
    let changes = match model.draft_count() {
        0 => String::new(),
        count => texts.browse_to_save(count),
    };
    pen.rule(line(place, 0), &title(operation, texts), &changes);
    let open = model.open.as_ref().filter(|open| open.id() == operation.id)?;
    let facts = facts(open, areas, texts);
    let trail_lines = if areas.arrangement == Arrangement::Wide { trail_height(open, place) } else { 0 };
    let least = LEAST_FIELDS.min(place.height / 2);
    let room = place.height.saturating_sub(1 + least + trail_lines);
    let shown = u16::try_from(facts.len()).unwrap_or(u16::MAX).min(room);
    let labels = facts.iter().map(|fact| width(&fact.label)).max().unwrap_or_default();
    let labels = u16::try_from(labels).unwrap_or(u16::MAX) + 3;
    for (at, fact) in (0..shown).zip(&facts) {
        let place = line(place, at + 1);
        pen.text(indented(place, 1), &fact.label, Role::Plain);
        pen.text(indented(place, labels), &fact.text, fact.role);
        let is_cut = at + 1 == shown && usize::from(shown) < facts.len();
        if is_cut {
            pen.right(Rect { width: place.width.saturating_sub(1), ..place }, pen.theme.ellipsis(), Role::Quiet);
        }
    }
    let top = place.y + 1 + shown;
    let bottom = place.bottom() - trail_lines;
    let cursor = attributes::draw(model, open, Rect { y: top, height: bottom.saturating_sub(top), ..place }, pen);
    if trail_lines > 0 {
        trail(model, open, Rect { y: bottom, height: trail_lines, ..place }, pen);
    }
    cursor
}

fn title(operation: &Operation, texts: &Texts) -> String {
    let what = [
        operation.id.to_string(),
        operation.channel.to_string(),
        texts.operation(operation),
        texts.state(operation.state),
    ];
    what.join(" · ")
}

/// What is known of the operation, as far as there is room: what is wrong always.
fn facts(open: &OpenPage, areas: Areas, texts: &Texts) -> Vec<FactLine> {
    let opened = &open.inspected.opened;
    let operation = &opened.detail.operation;
    let is_long = areas.arrangement == Arrangement::Wide;
    let label = |key: &str| {
        let short = texts.short_header(key).filter(|_| !is_long);
        short.unwrap_or_else(|| texts.column(key))
    };
    let account = operation.customer_account.clone().unwrap_or_else(|| texts.pending_sync());
    let mut facts = vec![(label("customer_account"), account, Role::Plain)];
    if areas.arrangement != Arrangement::Above {
        facts.push((label("async_customer_account"), operation.async_account.clone(), Role::Plain));
        let attempts = texts.browse_state_and_attempts(operation.state, operation.attempts);
        facts.push((label("status"), attempts, Theme::role_of(operation.state)));
        facts.push((label("timestamp"), timestamp(operation, texts), Role::Plain));
    }
    for problem in &open.problems {
        let code = format!("{}  {}", problem.code().name(), problem.field);
        facts.push((label("errors"), code.trim_end().to_owned(), Role::Failed));
        facts.push((String::new(), texts.problem(problem), Role::Plain));
    }
    if operation.effect.is_some() {
        facts.push((label("description"), texts.description(operation), Role::Plain));
    } else if let Some(outlook) = outlook(operation, &opened.inspection, texts) {
        facts.push((label("description"), outlook, Role::Plain));
    }
    if !opened.inspection.waits_for.is_empty() {
        facts.push((texts.show_waits_for(), blocking(&opened.inspection, texts), Role::Waiting));
    }
    for note in &operation.notes {
        facts.push((label("notes"), note_line(note, texts), Role::Plain));
    }
    let labels = facts.iter().map(|(label, ..)| width(label)).max().unwrap_or_default() + 3;
    let room = usize::from(areas.details.width).saturating_sub(labels + 1).max(8);
    // A GUID is left out where it would have to be cut.
    facts.retain(|(_, text, _)| *text != operation.async_account || width(text) <= room);
    let wrapped = facts.into_iter().filter(|(_, text, _)| !text.is_empty()).flat_map(|(label, text, role)| {
        let lines = wrap::lines(&crate::sanitize::visible(&text), room).into_iter().enumerate();
        let lines = lines.map(move |(at, text)| {
            let label = if at == 0 { label.clone() } else { String::new() };
            FactLine { label, text, role }
        });
        lines.collect::<Vec<_>>()
    });
    wrapped.collect()
}

/// Returns that somebody else has changed the operation since its drafts were begun.
pub(super) fn changed_meanwhile(model: &PageModel) -> Option<String> {
    let (drafts, open) = (model.drafts.as_ref()?, model.open.as_ref()?);
    if drafts.id != open.id() || open.inspected.opened.last_entry == drafts.opened || model.busy.is_some() {
        return None;
    }
    let newest = open.inspected.history.iter().rev().find(|entry| Some(entry.id) > drafts.opened)?;
    Some(model.texts().browse_changed_by(newest.author.actor.as_str(), newest.at.local_minute()))
}

fn trail_height(open: &OpenPage, place: Rect) -> u16 {
    let lines = u16::try_from(open.inspected.history.len()).unwrap_or(u16::MAX);
    (lines.saturating_add(1)).min(place.height / 4)
}

/// The newest entries of the audit trail.
fn trail(model: &PageModel, open: &OpenPage, place: Rect, pen: &mut Pen<'_>) {
    let texts = model.texts();
    pen.rule(line(place, 0), &texts.browse_trail(), "");
    let room = usize::from(place.height.saturating_sub(1));
    let history = &open.inspected.history;
    let newest = &history[history.len().saturating_sub(room)..];
    for (at, entry) in (1..place.height).zip(newest) {
        let text = entry_lines(entry, false, Some(&open.inspected.opened.detail.operation), texts);
        let text = text.first().cloned().unwrap_or_default();
        pen.text(indented(line(place, at), 1), &text, Theme::role_of(entry.state));
    }
}
