//! The run that is at work, and why it needs attention.

use serde_json::{Value, json};

use crate::engine::{RunningRun, SlowRun};
use crate::i18n::Texts;
use crate::model::{Activity, ActivityStep, Job, Outcome, Run};

/// Returns the line about the run that is at work.
pub(super) fn running_line(running: &RunningRun, texts: &Texts) -> String {
    let Activity { run, is_rehearsal, since, step, .. } = &running.activity;
    let (who, since, taken) =
        (who(*run, *is_rehearsal, texts), since.local(), texts.duration_in_words(running.taken()));
    match step {
        Some(step) => {
            let place = place(step.job, step.channel.as_deref(), texts);
            let spent = texts.duration_in_words(running.taken_by(step));
            let place = step.percent().map_or(place.clone(), |percent| texts.running_percent(place, percent));
            texts.status_running_step(who, since, taken, place, step.since.local(), spent)
        }
        None => texts.status_running(who, since, taken),
    }
}

/// Returns what stands in place of the outcome of a job whose newest run is at work: since when the run is at the job, how the job
/// ended so far, or that the run has not come to it. `None` if it is another run, or all of the job is recorded.
pub(super) fn running_outcome(running: &RunningRun, job: Job, run: &Run, texts: &Texts) -> Option<String> {
    let Activity { run: number, step, .. } = &running.activity;
    if *number != Some(run.id) || run.outcome_of(job) != Outcome::Unfinished {
        return None;
    }
    let step = match step {
        Some(step) if step.job == job => step,
        Some(step) if step.job > job => {
            let ended = run.reported_outcome_of(job);
            return Some(ended.map_or_else(|| texts.running_index(), |outcome| texts.outcome(outcome)));
        }
        _ => return Some(texts.running_not_yet()),
    };
    let since = step.since.local();
    Some(match step.percent() {
        Some(percent) => texts.running_since_percent(since, percent),
        None => texts.running_since(since),
    })
}

/// Returns the run that is at work for machines.
pub(super) fn running_value(running: &RunningRun) -> Value {
    let Activity { run, is_rehearsal, since, step, .. } = &running.activity;
    let step = step.as_ref();
    json!({
        "run": run,
        "dry_run": is_rehearsal,
        "since": since.rfc3339(),
        "seconds": running.taken().as_secs(),
        "job": step.map(|step| step.job.name()),
        "channel": step.and_then(|step| step.channel.as_deref()),
        "job_since": step.map(|step| step.since.rfc3339()),
        "percent": step.and_then(ActivityStep::percent),
        "job_seconds": step.map(|step| running.taken_by(step).as_secs()),
    })
}

/// Returns the sentence about a run that takes longer than usual.
pub(super) fn slow_sentence(slow: &SlowRun, texts: &Texts) -> String {
    let (who, taken) = (who(slow.run, slow.is_rehearsal, texts), texts.duration_in_words(slow.taken));
    let step = slow.step.as_ref().map(|(job, channel)| place(*job, channel.as_deref(), texts));
    match (step, slow.usual.map(|usual| texts.duration_in_words(usual))) {
        (Some(step), Some(usual)) => texts.attention_slow_step(who, step, taken, usual),
        (Some(step), None) => texts.attention_slow_step_first(who, step, taken),
        (None, Some(usual)) => texts.attention_slow(who, taken, usual),
        (None, None) => texts.attention_slow_first(who, taken),
    }
}

/// Returns a run that takes longer than usual for machines.
pub(super) fn slow_value(slow: &SlowRun) -> Value {
    let step = slow.step.as_ref();
    json!({
        "kind": "run-slow",
        "run": slow.run,
        "job": step.map(|(job, _)| job.name()),
        "channel": step.and_then(|(_, channel)| channel.as_deref()),
        "seconds": slow.taken.as_secs(),
        "usual_seconds": slow.usual.map(|usual| usual.as_secs()),
    })
}

fn who(run: Option<i64>, is_rehearsal: bool, texts: &Texts) -> String {
    match run {
        Some(run) => texts.running_run(run.to_string()),
        None if is_rehearsal => texts.running_rehearsal(),
        None => texts.running_unrecorded(),
    }
}

fn place(job: Job, channel: Option<&str>, texts: &Texts) -> String {
    channel.map_or_else(|| texts.job_name(job), |channel| texts.run_channel(job, channel))
}
