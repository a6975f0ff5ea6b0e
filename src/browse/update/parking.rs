//! Answers that take the place of what is on the page: they wait until nobody types or is asked there.

use super::comparing;
use crate::browse::message::PageTask;
use crate::browse::model::{Mode, Notice, PageModel, ParkedAnswer};

/// Shows what has waited, as far as there is room for it now.
pub(super) fn unpark(model: &mut PageModel) -> Vec<PageTask> {
    let mut tasks = Vec::new();
    while matches!(model.mode, Mode::Browsing) {
        let Some(parked) = model.parked.pop_front() else { break };
        match parked {
            // What is saved meanwhile has an answer of its own.
            ParkedAnswer::Conflict { deed, theirs } if model.busy.is_none() => {
                tasks.extend(comparing::begin(model, deed, theirs));
            }
            ParkedAnswer::Timeline { id, page } if model.shown_id() == Some(id) => model.mode = Mode::Reading(page),
            ParkedAnswer::Conflict { .. } | ParkedAnswer::Timeline { .. } => {}
            ParkedAnswer::Failure(page) => model.mode = Mode::Reading(page),
            ParkedAnswer::Notice(notice) => say_also(model, notice),
        }
    }
    if !matches!(model.mode, Mode::Browsing) {
        // Keys that were typed ahead were for the page as it was.
        model.held.clear();
    }
    tasks
}

/// Says something beside what is said already.
fn say_also(model: &mut PageModel, notice: Notice) {
    let said = model.notice.take().filter(|said| *said != notice);
    let text = said.into_iter().map(|said| said.text).chain([notice.text]).collect::<Vec<_>>().join(" · ");
    model.notice = Some(Notice { text, role: notice.role });
}
