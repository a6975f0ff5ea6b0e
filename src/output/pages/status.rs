//! How things stand: tables and a list for people, one object for machines.

use std::io::{self, Write as _};

use serde_json::{Map, Value, json};

use super::run::clock_jump_value;
use super::running::{running_line, running_value, slow_sentence, slow_value};
use crate::engine::{Attention, ChannelStatus, RestorationStatus, Status};
use crate::i18n::Texts;
use crate::model::{Cell, Job, JobFailure, OperationId, Outcome, Run, State, Timestamp};
use crate::output::formats::{DetailFormat, Format, print_json};
use crate::output::grid::Grid;
use crate::output::writer::Output;
use crate::sanitize::visible;

/// Prints how things stand.
pub(crate) fn print_status(
    output: &mut Output,
    status: &Status,
    format: DetailFormat,
    texts: &Texts,
) -> io::Result<()> {
    match format {
        DetailFormat::Json => print_json(output, &for_machines(status, texts)),
        DetailFormat::Table => print_for_people(output, status, texts),
    }
}

fn print_for_people(output: &mut Output, status: &Status, texts: &Texts) -> io::Result<()> {
    writeln!(output, "{}", texts.status_operations())?;
    counts_grid(status, texts).print(output, Format::Table, texts)?;
    writeln!(output, "\n{}", texts.status_last_runs())?;
    runs_grid(status, texts).print(output, Format::Table, texts)?;
    writeln!(output)?;
    if let Some(running) = &status.running {
        writeln!(output, "{}\n", visible(&running_line(running, texts)))?;
    }
    for (state, oldest) in [(State::Pending, status.oldest_pending), (State::Failed, status.oldest_failed)] {
        let line = match oldest {
            Some((id, at)) => texts.status_oldest(state, id.0, at.local()),
            None => texts.status_oldest_none(state),
        };
        writeln!(output, "{line}")?;
    }
    if let Some(restored) = &status.restored {
        writeln!(output, "{}", restored_line(restored, texts))?;
        if !restored.awaited.is_empty() {
            writeln!(output, "{}", visible(&texts.status_awaited(restored.awaited.join(", "))))?;
        }
    }
    if status.attention.is_empty() {
        return writeln!(output, "{}", texts.status_all_well());
    }
    writeln!(output, "{}", texts.status_attention())?;
    let mut sentences = status.attention.iter().map(|attention| sentence(attention, texts));
    sentences.try_for_each(|sentence| writeln!(output, "  {}", visible(&sentence)))
}

/// When the store was put back, and what became of the accounts that channels knew.
fn restored_line(restored: &RestorationStatus, texts: &Texts) -> String {
    let RestorationStatus { at, is_new, reservations, .. } = restored;
    let form = if *is_new { "new" } else { "restored" };
    texts.status_restored(form, at.local(), reservations.accounts, reservations.open, reservations.conflicts)
}

/// Counts by channel and state, with the totals.
fn counts_grid<'a>(status: &'a Status, texts: &Texts) -> Grid<'a> {
    let mut columns = vec![("channel", texts.channels_name())];
    columns.extend(State::ALL.map(|state| (state.name(), texts.state(state))));
    columns.push(("total", texts.status_total()));
    columns.push(("behind", texts.channels_behind()));
    let row = |channel: &'a ChannelStatus| {
        let mut row = vec![Cell::from(channel.row.name.as_str())];
        row.extend(State::ALL.map(|state| channel.count(state).into()));
        row.push(channel.total().into());
        row.push(channel.behind.into());
        row
    };
    let mut rows: Vec<Vec<Cell<'a>>> = status.channels.iter().map(row).collect();
    let mut totals = vec![Cell::from(texts.status_total())];
    totals.extend(State::ALL.map(|state| status.count(state).into()));
    totals.push(status.channels.iter().map(ChannelStatus::total).sum::<u64>().into());
    totals.push(Cell::Empty);
    rows.push(totals);
    Grid { columns, rows }
}

fn runs_grid(status: &Status, texts: &Texts) -> Grid<'static> {
    let columns = vec![
        ("job", texts.job()),
        ("run", texts.run()),
        ("started", texts.started()),
        ("outcome", texts.outcome_header()),
    ];
    let row = |(job, run): &(Job, Option<Run>)| match run {
        Some(run) => vec![(*job).into(), run.id.into(), run.started.into(), run.outcome_of(*job).into()],
        None => vec![(*job).into(), Cell::Empty, Cell::LastTime(None), Cell::Empty],
    };
    Grid { columns, rows: status.last_runs.iter().map(row).collect() }
}

fn sentence(attention: &Attention, texts: &Texts) -> String {
    match attention {
        Attention::OperationsFailed { count } => texts.attention_failed(*count),
        Attention::ChannelFailed { channel, failure } => {
            texts.attention_channel(channel.as_str(), texts.failure(failure))
        }
        Attention::AccountsConflict { count } => texts.attention_accounts(*count),
        Attention::JobFailed { job, outcome, .. } | Attention::JobUnfinished { job, outcome, .. } => {
            texts.attention_run(*job, *outcome)
        }
        Attention::RunSlow(slow) => slow_sentence(slow, texts),
        Attention::ClockJumped { run, jump } => texts.attention_clock_jump(jump.direction(), *run, jump.days()),
        Attention::EntriesUnnoted { file, first } => {
            texts.attention_unnoted(file.display().to_string(), first.to_string())
        }
        Attention::AnchorsUnusable { message, .. }
        | Attention::SealUnusable { message, .. }
        | Attention::OlderStore { message } => message.clone(),
    }
}

fn for_machines(status: &Status, texts: &Texts) -> Value {
    let english = texts.english();
    let attention = status.attention.iter().map(|attention| attention_value(attention, &english));
    json!({
        "states": counts_value(&|state| status.count(state)),
        "channels": status.channels.iter().map(|channel| channel_value(channel, &english)).collect::<Vec<_>>(),
        "jobs": status.last_runs.iter().map(|(job, run)| job_value(*job, run.as_ref())).collect::<Vec<_>>(),
        "running": status.running.as_ref().map(running_value),
        "oldest_pending": oldest_value(status.oldest_pending),
        "oldest_failed": oldest_value(status.oldest_failed),
        "restored": status.restored.as_ref().map(restored_value),
        "attention": attention.collect::<Vec<_>>(),
    })
}

fn counts_value(count: &dyn Fn(State) -> u64) -> Map<String, Value> {
    State::ALL.iter().map(|state| (state.name().to_owned(), count(*state).into())).collect()
}

fn channel_value(channel: &ChannelStatus, english: &Texts) -> Value {
    let failure = channel.row.failure.as_ref();
    json!({
        "channel": channel.row.name,
        "company": channel.row.company_code,
        "configured": channel.is_configured,
        "states": counts_value(&|state| channel.count(state)),
        "last_contact": channel.row.contacted.map(Timestamp::rfc3339),
        "error": failure.map(|failure| english.failure(failure)),
        "failure": failure.and_then(JobFailure::to_json),
        "behind": channel.behind,
    })
}

fn job_value(job: Job, run: Option<&Run>) -> Value {
    json!({
        "job": job.name(),
        "run": run.map(|run| run.id),
        "started": run.map(|run| run.started.rfc3339()),
        "ended": run.and_then(|run| run.ended).map(Timestamp::rfc3339),
        "outcome": run.map(|run| run.outcome_of(job).name()),
    })
}

fn restored_value(restored: &RestorationStatus) -> Value {
    let RestorationStatus { at, is_new, reservations, awaited } = restored;
    json!({
        "at": at.rfc3339(),
        "new": is_new,
        "accounts": reservations.accounts,
        "open": reservations.open,
        "conflicts": reservations.conflicts,
        "awaited": awaited,
    })
}

fn oldest_value(oldest: Option<(OperationId, Timestamp)>) -> Value {
    oldest.map_or(Value::Null, |(id, at)| json!({ "id": id, "timestamp": at.rfc3339() }))
}

/// What needs attention: its kind, what it is about, and the sentence.
fn attention_value(attention: &Attention, english: &Texts) -> Value {
    let mut value = match attention {
        Attention::OperationsFailed { count } => json!({ "kind": "operations-failed", "count": count }),
        Attention::ChannelFailed { channel, failure } => {
            let error = english.failure(failure);
            json!({ "kind": "channel-failed", "channel": channel, "error": error, "failure": failure.to_json() })
        }
        Attention::AccountsConflict { count } => json!({ "kind": "accounts-conflict", "count": count }),
        Attention::JobFailed { job, outcome, run } => job_attention_value("job-failed", *job, *outcome, *run),
        Attention::JobUnfinished { job, outcome, run } => job_attention_value("job-unfinished", *job, *outcome, *run),
        Attention::RunSlow(slow) => slow_value(slow),
        Attention::ClockJumped { run, jump } => {
            let mut value = clock_jump_value(jump);
            value["kind"] = "clock-jumped".into();
            value["run"] = (*run).into();
            value
        }
        Attention::EntriesUnnoted { file, first } => {
            json!({ "kind": "entries-unnoted", "file": file.to_string_lossy(), "entry": first })
        }
        Attention::AnchorsUnusable { file, .. } => {
            json!({ "kind": "anchors-unusable", "file": file.to_string_lossy() })
        }
        Attention::SealUnusable { reason, .. } => json!({ "kind": "seal-unusable", "reason": reason }),
        Attention::OlderStore { .. } => json!({ "kind": "older-store" }),
    };
    value["message"] = sentence(attention, english).into();
    value
}

fn job_attention_value(kind: &str, job: Job, outcome: Outcome, run: i64) -> Value {
    json!({ "kind": kind, "job": job.name(), "outcome": outcome.name(), "run": run })
}
