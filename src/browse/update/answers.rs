//! What reader and writer have answered.

use super::moving::{inspect, visit, watch, window};
use super::{asking, drafting, showing};
use crate::browse::action::Action;
use crate::browse::deed::{Deed, DeedKind, DeedReport};
use crate::browse::message::{Inspected, PageAnswer, PageTask, ReadTask, WatchedOperations};
use crate::browse::model::{Mode, PageModel, Pane, ParkedAnswer, QuestionKind};
use crate::browse::open_page::{OpenPage, value_of};
use crate::browse::theme::Role;
use crate::engine::WindowPlace;
use crate::model::{Outcome, Run, State};

/// Takes in an answer.
pub(super) fn take(model: &mut PageModel, answer: PageAnswer) -> Vec<PageTask> {
    match answer {
        PageAnswer::Listed { generation, .. }
        | PageAnswer::Counted { generation, .. }
        | PageAnswer::Matching { generation, .. }
        | PageAnswer::Watched(WatchedOperations { generation, .. })
            if generation != model.generation => {}
        PageAnswer::Listed { place, window: read, .. } => {
            model.read_at = Some(model.setup.clock.now());
            let is_anew = std::mem::take(&mut model.is_read_anew);
            let before = model.shown_id();
            model.list.take(place, read, is_anew);
            let is_corrected = model.draft_count() > 0 || matches!(model.mode, Mode::Editing(_));
            if model.shown_id() != before && is_corrected {
                // What is being corrected stays, although the list has become another.
                model.visited = before;
            }
            let mut tasks: Vec<_> = model.list.move_by(0).map(|place| window(model, place)).into_iter().collect();
            if model.open.as_ref().map(OpenPage::id) != model.shown_id() {
                tasks.extend(inspect(model));
            }
            return tasks;
        }
        PageAnswer::Counted { matching, all, .. } => model.list.counts = Some((matching, all)),
        PageAnswer::Matching { ids, .. } => {
            model.list.marked = ids.into_iter().collect();
            model.list.are_all_marked = true;
            model.say(model.texts().browse_marked(model.list.marked.len()), Role::Quiet);
        }
        PageAnswer::Inspected(inspected) => inspected_is_read(model, *inspected),
        PageAnswer::Gone(id) => {
            if model.shown_id() == Some(id) {
                model.open = None;
                model.pane = Pane::List;
            }
        }
        PageAnswer::Timeline { id, entries } => showing::timeline_is_read(model, id, &entries),
        PageAnswer::Watched(watched) => return watched_is_read(model, watched),
        PageAnswer::Learned(vocabulary) => model.vocabulary = *vocabulary,
        PageAnswer::Done { deed, report } => return done(model, &deed, &report),
        PageAnswer::Rehearsed { deed, report } => rehearsed(model, &deed, report),
        PageAnswer::Conflict { deed, theirs } => {
            model.busy = None;
            model.is_ending = false;
            model.notice = None;
            model.parked.push_back(ParkedAnswer::Conflict { deed, theirs });
        }
        PageAnswer::Progress { job, channel, done, total } => {
            if let Some(run) = &mut model.run {
                (run.job, run.channel, run.done, run.total) = (job, channel, done, total);
            }
        }
        PageAnswer::RunEnded(run) => return run_ended(model, run),
        PageAnswer::Refused { deed, lines } => {
            model.busy = None;
            // Whoever wanted to leave thought that it would be done.
            model.is_ending = false;
            model.explain(&lines);
            let mut tasks = vec![watch(model)];
            // One may have gone on while it was to be saved.
            let drafted = model.drafts.as_ref().map(|drafts| drafts.id);
            let visited = drafted.and_then(|id| visit(model, id));
            tasks.extend(visited.or_else(|| inspect(model).filter(|_| deed.ids.len() == 1)));
            return tasks;
        }
        PageAnswer::Failed { generation, lines } => {
            if generation == Some(model.generation) {
                model.list.give_up_window();
                model.is_read_anew = false;
            }
            if !matches!(model.mode, Mode::Editing(_)) {
                // Keys for details that do not come would be kept for ever.
                model.held.clear();
                model.pane = Pane::List;
            }
            model.explain(&lines);
        }
    }
    Vec::new()
}

fn inspected_is_read(model: &mut PageModel, inspected: Inspected) {
    if Some(inspected.id()) != model.shown_id() {
        return;
    }
    model.open = Some(OpenPage::new(inspected, model.open.as_ref()));
    drafting::recheck(model);
}

fn watched_is_read(model: &mut PageModel, watched: WatchedOperations) -> Vec<PageTask> {
    model.read_at = Some(model.setup.clock.now());
    if watched.entry == model.entry {
        return Vec::new();
    }
    let is_first = model.entry == 0;
    model.entry = watched.entry;
    if is_first {
        return Vec::new();
    }
    model.vocabulary.known.last_ended_run = watched.run;
    model.list.renew(watched.operations, &watched.matching);
    if watched.newest == model.list.newest {
        model.list.new = watched.new;
    }
    let (generation, filter) = (model.generation, model.filter.filter.clone());
    let mut tasks = vec![PageTask::Read(ReadTask::Count { generation, filter })];
    if model.list.rows.is_empty() && watched.new > 0 {
        // Nothing can jump where nothing is.
        tasks.push(window(model, WindowPlace::Newest));
        model.is_read_anew = true;
    }
    tasks.extend(inspect(model));
    tasks
}

fn done(model: &mut PageModel, deed: &Deed, report: &DeedReport) -> Vec<PageTask> {
    model.busy = None;
    let texts = &model.setup.texts;
    let mut sentences = match (deed.ids.as_slice(), report) {
        ([id], report) if report.outcome_of(*id).is_some() => {
            let outcome = report.outcome_of(*id).map(|resynced| &resynced.operation);
            let state = outcome.map_or(State::Pending, |operation| operation.state);
            let mut sentences = vec![texts.browse_outcome(*id, state)];
            let description = outcome.map(|operation| texts.description(operation)).unwrap_or_default();
            let problem = outcome.and_then(|operation| operation.problems.first());
            sentences.extend(Some(description).filter(|description| !description.is_empty()));
            sentences.extend(problem.map(|problem| texts.problem(problem)));
            sentences
        }
        ([id], DeedReport::Edited(_)) => vec![texts.browse_saved(*id)],
        _ => report.sentences(false, texts),
    };
    if let ([_], DeedReport::Edited(edited)) = (deed.ids.as_slice(), report) {
        let repeated = edited.repetitions.len();
        sentences.extend((repeated > 0).then(|| texts.browse_repeated(repeated)));
    }
    let along = report.went_along();
    sentences.extend((along > 0 && deed.ids.len() == 1).then(|| texts.browse_went_along(along)));
    let has_failed = match report {
        DeedReport::Edited(report) => report.resync.as_ref().is_some_and(|report| report.count(State::Failed) > 0),
        DeedReport::Resynced(report) => report.count(State::Failed) > 0,
        DeedReport::Dismissed(_) => false,
    };
    model.say(sentences.join(" · "), if has_failed { Role::Failed } else { Role::Done });
    if let DeedKind::Edit { assignments, opened, .. } = &deed.kind
        && let ([id], Some(_)) = (deed.ids.as_slice(), opened)
        && let Some(drafts) = model.drafts.take_if(|drafts| drafts.id == *id)
    {
        let before = |field: &str| (field.to_owned(), value_of(&drafts.base, field).to_owned());
        model.saved.push((*id, assignments.iter().map(|assignment| before(&assignment.field)).collect()));
    }
    model.list.marked.clear();
    model.list.are_all_marked = false;
    if let Some(open) = &mut model.open {
        open.is_outdated = true;
    }
    let mut tasks = vec![watch(model)];
    tasks.extend(inspect(model));
    ending(model, tasks)
}

fn rehearsed(model: &mut PageModel, deed: &Deed, report: Result<Box<DeedReport>, Vec<String>>) {
    let texts = model.setup.texts.clone();
    if let Mode::Asking(question) = &mut model.mode
        && matches!(&question.kind, QuestionKind::Do(asked) if asked == deed)
    {
        question.outcome = Some(match report {
            Ok(report) => report.sentences(true, &texts),
            Err(lines) => lines,
        });
    } else if let Ok(report) = &report {
        drafting::tried_at_headquarters(model, deed, report);
    }
}

fn run_ended(model: &mut PageModel, run: Result<Box<Run>, Vec<String>>) -> Vec<PageTask> {
    model.run = None;
    match run {
        Ok(run) => {
            let role = match run.outcome {
                Outcome::Succeeded if run.figures().failed == 0 => Role::Done,
                Outcome::Succeeded | Outcome::Interrupted | Outcome::Unfinished => Role::Waiting,
                Outcome::Partial | Outcome::Failed => Role::Failed,
            };
            let texts = model.texts();
            let figures = run.figures();
            let text = texts.browse_run_ended(run.id.to_string(), run.outcome, figures.synced, figures.failed);
            model.say(text, role);
        }
        Err(lines) => model.explain(&lines),
    }
    let tasks = vec![PageTask::Read(ReadTask::Reopen), watch(model)];
    ending(model, tasks)
}

/// Ends the page if that was waited for.
fn ending(model: &mut PageModel, tasks: Vec<PageTask>) -> Vec<PageTask> {
    if !model.is_ending || model.busy.is_some() || model.run.is_some() {
        return tasks;
    }
    if model.draft_count() == 0 {
        return vec![PageTask::Quit];
    }
    model.is_ending = false;
    if matches!(model.mode, Mode::Browsing) {
        asking::keeps_drafts(model, Action::Quit);
    }
    tasks
}
