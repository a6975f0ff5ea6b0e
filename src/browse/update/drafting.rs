//! Drafts of new values, and starting what saves them.

use crate::browse::deed::Deed;
use crate::browse::message::{PageTask, WriteTask};
use crate::browse::model::PageModel;
use crate::browse::open_page::{Drafts, value_of};
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

/// Has a deed done.
pub(super) fn start(model: &mut PageModel, deed: Deed) -> Vec<PageTask> {
    model.busy = Some(deed.clone());
    model.say(model.texts().browse_at_work(), Role::Quiet);
    vec![PageTask::Write(WriteTask::Do(deed))]
}
