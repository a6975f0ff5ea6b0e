//! Drafts of new values, and starting what saves them.

use crate::browse::deed::{Deed, DeedKind, DeedReport};
use crate::browse::message::{PageTask, WriteTask};
use crate::browse::model::{Mode, PageModel};
use crate::browse::open_page::{Drafts, TriedDrafts, value_of};
use crate::browse::theme::Role;

/// Adds drafts to those of the operation that is shown.
pub(super) fn draft(model: &mut PageModel, steps: Vec<(String, String)>) {
    let Some(open) = &mut model.open else { return };
    let id = open.id();
    model.drafts.take_if(|drafts| drafts.id != id);
    let drafts = model.drafts.get_or_insert_with(|| Drafts {
        id,
        opened: open.inspected.opened.last_entry,
        base: open.values.clone(),
        steps: Vec::new(),
    });
    for (field, value) in steps {
        let present = drafts.value(&field).unwrap_or_else(|| value_of(&open.values, &field));
        if present != value {
            drafts.steps.push((field, value));
        }
    }
    recheck(model);
}

/// Looks at what is wrong with the drafts.
pub(super) fn recheck(model: &mut PageModel) {
    model.drafts.take_if(|drafts| drafts.assignments().is_empty());
    if let Some(open) = &mut model.open {
        open.problems = open.check(model.drafts.as_ref(), None, model.setup.config.as_deref());
    }
}

/// Has the drafts saved and synchronized in a rehearsal, once whenever they have become others.
pub(super) fn try_at_headquarters(model: &mut PageModel) -> Option<PageTask> {
    if model.busy.is_some() || !matches!(model.mode, Mode::Browsing) {
        return None;
    }
    let drafts = model.drafts.as_ref()?;
    let open = model.open.as_mut().filter(|open| open.id() == drafts.id && !open.is_outdated)?;
    let assignments = drafts.assignments();
    if open.tried.as_ref().is_some_and(|tried| tried.assignments == assignments) {
        return None;
    }
    open.tried = Some(TriedDrafts { assignments: assignments.clone(), problems: None });
    let kind = DeedKind::Edit { assignments, opened: drafts.opened, resync: true };
    Some(PageTask::Write(WriteTask::Rehearse(Deed::on(vec![drafts.id], kind))))
}

/// Takes in what came of it.
pub(super) fn tried_at_headquarters(model: &mut PageModel, deed: &Deed, report: &DeedReport) {
    let DeedKind::Edit { assignments, .. } = &deed.kind else { return };
    let tried = model.open.as_mut().filter(|open| deed.ids == [open.id()]).and_then(|open| open.tried.as_mut());
    let Some(tried) = tried.filter(|tried| tried.assignments == *assignments) else { return };
    tried.problems = report.outcome_of(deed.ids[0]).map(|resynced| resynced.operation.problems.clone());
    recheck(model);
}

/// Has a deed done.
pub(super) fn start(model: &mut PageModel, deed: Deed) -> Vec<PageTask> {
    model.busy = Some(deed.clone());
    model.say(model.texts().browse_at_work(), Role::Quiet);
    vec![PageTask::Write(WriteTask::Do(deed))]
}
