//! Questions: before drafts are dropped, before many operations are changed, for a reason, which jobs.

use tui_input::Input;

use super::drafting::{recheck, start};
use crate::browse::action::Action;
use crate::browse::deed::{Deed, DeedKind};
use crate::browse::message::{PageTask, WriteTask};
use crate::browse::model::{JOB_CHOICES, Mode, PageModel, PageQuestion, Pane, QuestionKind, RunAtWork};
use crate::browse::theme::Role;

/// Asks something that needs no rehearsal.
pub(super) fn ask(model: &mut PageModel, kind: QuestionKind) {
    model.mode = Mode::Asking(PageQuestion { kind, input: None, outcome: None });
}

/// Asks whether to do something, and rehearses it meanwhile.
pub(super) fn ask_to(model: &mut PageModel, deed: Deed) -> Vec<PageTask> {
    let input = matches!(deed.kind, DeedKind::Dismiss { .. }).then(Input::default);
    model.mode = Mode::Asking(PageQuestion { kind: QuestionKind::Do(deed.clone()), input, outcome: None });
    vec![PageTask::Write(WriteTask::Rehearse(deed))]
}

/// Asks whether to drop drafts if the action would leave their operation; returns whether it asked.
pub(super) fn keeps_drafts(model: &mut PageModel, action: Action) -> bool {
    let is_leaving = match action {
        Action::Quit | Action::WaitsFor | Action::Back => true,
        _ => matches!(model.mode, Mode::Browsing) && model.pane == Pane::List,
    };
    let asks = is_leaving && model.draft_count() > 0 && model.busy.is_none();
    if asks {
        ask(model, QuestionKind::Leave(action));
    }
    asks
}

/// What follows from a question that was confirmed.
pub(super) enum Confirmed {
    Tasks(Vec<PageTask>),
    /// Do what was held up by the question.
    Then(Action),
}

/// Does what was asked; `resync` wants an edit to be synchronized at once.
pub(super) fn confirm(model: &mut PageModel, resync: bool) -> Confirmed {
    let Mode::Asking(question) = &mut model.mode else { return Confirmed::Tasks(Vec::new()) };
    let typed = question.input.as_ref().map(|input| input.value().trim().to_owned());
    match &mut question.kind {
        QuestionKind::Do(deed) => {
            match &mut deed.kind {
                DeedKind::Dismiss { reason } => {
                    let Some(typed) = typed.filter(|typed| !typed.is_empty()) else {
                        model.say(model.texts().browse_reason_missing(), Role::Failed);
                        return Confirmed::Tasks(Vec::new());
                    };
                    *reason = typed;
                }
                DeedKind::Edit { resync: at_once, .. } => *at_once |= resync,
                DeedKind::Resync => {}
            }
            let deed = deed.clone();
            model.mode = Mode::Browsing;
            Confirmed::Tasks(start(model, deed))
        }
        QuestionKind::Leave(action) => {
            let action = *action;
            model.mode = Mode::Browsing;
            model.drafts = None;
            recheck(model);
            Confirmed::Then(action)
        }
        QuestionKind::Jobs(choice) => {
            let jobs = JOB_CHOICES[*choice].to_vec();
            model.mode = Mode::Browsing;
            model.run = Some(RunAtWork::default());
            Confirmed::Tasks(vec![PageTask::Write(WriteTask::RunJobs(jobs))])
        }
        QuestionKind::StopAndQuit => {
            model.mode = Mode::Browsing;
            model.is_ending = true;
            let Some(run) = &mut model.run else { return Confirmed::Tasks(vec![PageTask::Quit]) };
            run.is_stopping = true;
            Confirmed::Tasks(vec![PageTask::StopRun])
        }
    }
}
