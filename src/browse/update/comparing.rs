//! Somebody else was faster: both persons' values, field by field, and which of them is saved.

use super::drafting::start;
use super::moving::visit;
use crate::browse::deed::{Deed, DeedKind};
use crate::browse::message::{Inspected, PageTask};
use crate::browse::model::{Conflict, ConflictField, Mode, PageModel};
use crate::browse::open_page::{Drafts, OpenPage, assignment, value_of};
use crate::browse::theme::Role;
use crate::editor::text;

/// Shows what both have made of an operation, and the operation itself behind it.
pub(super) fn begin(model: &mut PageModel, deed: Deed, theirs: Box<Inspected>) -> Option<PageTask> {
    let id = theirs.id();
    let drafts = model.drafts.as_ref().filter(|drafts| drafts.id == id)?;
    let their_values = text::values(&theirs.opened.detail).unwrap_or_default();
    let mut fields: Vec<ConflictField> = Vec::new();
    for (name, before) in &drafts.base {
        let (yours, theirs) = (drafts.value(name).unwrap_or(before), value_of(&their_values, name));
        if yours != before || theirs != before {
            fields.push(ConflictField {
                name: name.clone(),
                before: before.clone(),
                theirs: theirs.to_owned(),
                yours: yours.to_owned(),
                takes_yours: yours != before,
            });
        }
    }
    model.notice = None;
    model.mode = Mode::Comparing(Conflict { deed, theirs, fields, selected: 0 });
    visit(model, id)
}

/// Takes one person's value of the selected field, and goes on to the next.
pub(super) fn take(model: &mut PageModel, is_yours: bool) -> Vec<PageTask> {
    if let Mode::Comparing(conflict) = &mut model.mode {
        let last = conflict.fields.len().saturating_sub(1);
        if let Some(field) = conflict.fields.get_mut(conflict.selected) {
            field.takes_yours = is_yours;
        }
        conflict.selected = (conflict.selected + 1).min(last);
    }
    Vec::new()
}

/// Saves what was taken, on top of what the other person saved.
pub(super) fn save(model: &mut PageModel) -> Vec<PageTask> {
    let Mode::Comparing(conflict) = std::mem::replace(&mut model.mode, Mode::Browsing) else { return Vec::new() };
    let Conflict { deed, theirs, fields, .. } = conflict;
    let opened = theirs.opened.last_entry;
    let taken: Vec<_> = fields.into_iter().filter(|field| field.takes_yours && field.yours != field.theirs).collect();
    let page = OpenPage::new(*theirs, model.open.as_ref());
    let steps: Vec<_> = taken.into_iter().map(|field| (field.name, field.yours)).collect();
    let assignments: Vec<_> = steps.iter().map(|(field, value)| assignment(field, value)).collect();
    let (id, base) = (page.id(), page.values.clone());
    model.open = Some(page);
    model.drafts = None;
    if assignments.is_empty() {
        model.say(model.texts().target_nothing_done(), Role::Quiet);
        return Vec::new();
    }
    model.drafts = Some(Drafts { id, opened, base, steps });
    let resync = matches!(deed.kind, DeedKind::Edit { resync: true, .. });
    start(model, Deed::on(vec![id], DeedKind::Edit { assignments, opened, resync }))
}
