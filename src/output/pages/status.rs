//! How things stand: tables and a list for people, one object for machines.

use std::io::{self, Write as _};
use std::path::Path;

use serde_json::{Map, Value, json};

use super::channels::print_unread;
use super::run::clock_jump_value;
use super::running::{running_line, running_outcome, running_value, slow_sentence, slow_value};
use crate::address::StoreAddress;
use crate::engine::{Attention, ChannelStatus, RestorationStatus, Status};
use crate::i18n::Texts;
use crate::model::{Cell, Job, JobFailure, OperationId, Outcome, Run, State, Timestamp};
use crate::output::error_counts::code_count;
use crate::output::formats::{DetailFormat, Format, print_json};
use crate::output::grid::Grid;
use crate::output::writer::Output;
use crate::sanitize::visible;

/// The files that a status is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StatusPlace<'a> {
    pub(crate) config: Option<&'a Path>,
    pub(crate) store: &'a StoreAddress,
}

/// Prints how things stand.
pub(crate) fn print_status(
    output: &mut Output,
    status: &Status,
    place: StatusPlace<'_>,
    format: DetailFormat,
    texts: &Texts,
) -> io::Result<()> {
    match format {
        DetailFormat::Json => print_json(output, &for_machines(status, place)),
        DetailFormat::Table => print_for_people(output, status, place, texts),
    }
}

fn print_for_people(output: &mut Output, status: &Status, place: StatusPlace<'_>, texts: &Texts) -> io::Result<()> {
    writeln!(output, "{}\n", visible(&place_line(place, texts)))?;
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
            Some((id, at)) => texts.status_oldest(state, id, at.local()),
            None => texts.status_oldest_none(state),
        };
        writeln!(output, "{line}")?;
    }
    writeln!(output, "{}", visible(&waiting_line(status, texts)))?;
    if let Some(line) = notes_line(status, texts) {
        writeln!(output, "{line}")?;
    }
    let unread = status.channels.iter().filter_map(|channel| Some((channel.name.as_str(), channel.unread()?)));
    print_unread(output, unread, texts)?;
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
    let mut sentences = status.attention.iter().map(|attention| attention_sentence(attention, texts));
    sentences.try_for_each(|sentence| writeln!(output, "  {}", visible(&sentence)))
}

/// Which store it is, and by which configuration.
fn place_line(place: StatusPlace<'_>, texts: &Texts) -> String {
    let store = place.store.to_string();
    match place.config {
        Some(config) => texts.status_place(store, config.display().to_string()),
        None => texts.status_place_alone(store),
    }
}

/// Who has been waiting longest for the result of their creation.
fn waiting_line(status: &Status, texts: &Texts) -> String {
    let oldest = status.oldest_waiting();
    match oldest.and_then(|channel| Some((channel, channel.waiting.as_ref()?))) {
        Some((channel, customer)) => texts.status_waiting(
            customer.async_account.as_str(),
            channel.name.as_str(),
            customer.since.local(),
            age_text(status.now, customer.since, texts),
            customer.operation,
        ),
        None => texts.status_waiting_none(),
    }
}

/// How many operations have each note; `None` if none has any.
fn notes_line(status: &Status, texts: &Texts) -> Option<String> {
    let noted = status.notes.iter().filter(|(_, count)| *count > 0);
    let noted: Vec<_> = noted.map(|(code, count)| code_count(code, *count, texts)).collect();
    (!noted.is_empty()).then(|| texts.status_notes(noted.join(", ")))
}

/// How long ago something was.
fn age_text(now: Timestamp, since: Timestamp, texts: &Texts) -> String {
    texts.duration_in_words(now.since(since))
}

/// When the store was put back, and what became of the accounts that channels knew.
fn restored_line(restored: &RestorationStatus, texts: &Texts) -> String {
    let RestorationStatus { at, is_new, reservations, .. } = restored;
    let form = if *is_new { "new" } else { "restored" };
    texts.status_restored(form, at.local(), reservations.accounts, reservations.open, reservations.conflicts)
}

/// Counts by channel and state, with the totals. Columns that say nothing of any channel are left out.
fn counts_grid<'a>(status: &'a Status, texts: &Texts) -> Grid<'a> {
    let shown: Vec<_> = State::ALL.into_iter().filter(|state| status.count(*state) > 0).collect();
    let is_behind = status.channels.iter().any(|channel| channel.behind > 0);
    let is_waiting = status.oldest_waiting().is_some();
    let mut columns = vec![("channel", texts.channels_name())];
    columns.extend(shown.iter().map(|state| (state.name(), texts.state_head(*state))));
    columns.push(("total", texts.status_total()));
    columns.extend(is_behind.then(|| ("behind", texts.channels_behind())));
    let are_reached = status.are_all_reached();
    columns.extend((!are_reached).then(|| ("last_contact", texts.channels_contact())));
    columns.extend(is_waiting.then(|| ("waiting_since", texts.status_waiting_since())));
    let row = |channel: &'a ChannelStatus| {
        let mut row = vec![Cell::from(channel.name.as_str())];
        row.extend(shown.iter().map(|state| channel.count(*state).into()));
        row.push(channel.total().into());
        row.extend(is_behind.then(|| channel.behind.into()));
        row.extend((!are_reached).then(|| Cell::LastTime(channel.contacted())));
        row.extend(is_waiting.then(|| channel.waiting.as_ref().map(|customer| customer.since).into()));
        row
    };
    let mut rows: Vec<Vec<Cell<'a>>> = status.channels.iter().map(row).collect();
    let mut totals = vec![Cell::from(texts.status_total())];
    totals.extend(shown.iter().map(|state| status.count(*state).into()));
    totals.push(status.channels.iter().map(ChannelStatus::total).sum::<u64>().into());
    totals.resize_with(columns.len(), || Cell::Empty);
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
    let outcome = |job: Job, run: &Run| {
        let running = status.running.as_ref().and_then(|running| running_outcome(running, job, run, texts));
        running.map_or(run.outcome_of(job).into(), Cell::from)
    };
    let row = |(job, run): &(Job, Option<Run>)| match run {
        Some(run) => vec![(*job).into(), run.id.into(), run.started.into(), outcome(*job, run)],
        None => vec![(*job).into(), Cell::Empty, Cell::LastTime(None), Cell::Empty],
    };
    Grid { columns, rows: status.last_runs.iter().map(row).collect() }
}

/// Returns what a person should look at.
pub(in crate::output) fn attention_sentence(attention: &Attention, texts: &Texts) -> String {
    match attention {
        Attention::OperationsFailed { count } => texts.attention_failed(*count),
        Attention::ChannelFailed { channel, failure } => {
            texts.attention_channel(channel.as_str(), texts.failure(failure))
        }
        Attention::AccountsConflict { count } => texts.attention_accounts(*count),
        Attention::JobFailed { job, outcome, .. } | Attention::JobUnfinished { job, outcome, .. } => {
            texts.attention_run(*job, *outcome)
        }
        Attention::OperationPending { id, received, age } => {
            texts.attention_pending(*id, received.local(), texts.duration_in_words(*age))
        }
        Attention::JobOverdue { job, last: Some((run, ended)), limit } => {
            texts.attention_job_overdue(*job, run.to_string(), ended.local(), texts.duration_in_words(*limit))
        }
        Attention::JobOverdue { job, last: None, .. } => texts.attention_job_never(*job),
        Attention::ChannelOverdue { channel, last_contact: Some(at), limit } => {
            texts.attention_channel_overdue(channel.as_str(), at.local(), texts.duration_in_words(*limit))
        }
        Attention::ChannelOverdue { channel, last_contact: None, .. } => {
            texts.attention_channel_never(channel.as_str())
        }
        Attention::RunSlow(slow) => slow_sentence(slow, texts),
        Attention::ClockJumped { run, jump } => {
            texts.attention_clock_jump(jump.direction(), run.to_string(), jump.days())
        }
        Attention::EntriesUnnoted { file, first } => {
            texts.attention_unnoted(file.display().to_string(), first.to_string())
        }
        Attention::AnchorsUnusable { explained, .. }
        | Attention::SealUnusable { explained, .. }
        | Attention::OlderStore { explained } => texts.with_hint(&explained.message, explained.hint.as_ref()),
    }
}

fn for_machines(status: &Status, place: StatusPlace<'_>) -> Value {
    let attention = status.attention.iter().map(attention_value);
    let oldest_waiting = status.oldest_waiting();
    json!({
        "config": place.config.map(Path::to_string_lossy),
        "store": place.store.to_string(),
        "states": counts_value(&|state| status.count(state)),
        "channels": status.channels.iter().map(|channel| channel_value(channel, status.now)).collect::<Vec<_>>(),
        "jobs": status.last_runs.iter().map(|(job, run)| job_value(*job, run.as_ref())).collect::<Vec<_>>(),
        "running": status.running.as_ref().map(running_value),
        "oldest_pending": oldest_value(status.oldest_pending),
        "oldest_failed": oldest_value(status.oldest_failed),
        "oldest_waiting_customer": oldest_waiting.map(|channel| waiting_value(channel, status.now)),
        "notes": status.notes.iter().map(|(code, count)| (code.name().to_owned(), (*count).into())).collect::<Map<_, _>>(),
        "restored": status.restored.as_ref().map(restored_value),
        "attention": attention.collect::<Vec<_>>(),
    })
}

fn counts_value(count: &dyn Fn(State) -> u64) -> Map<String, Value> {
    State::ALL.iter().map(|state| (state.name().to_owned(), count(*state).into())).collect()
}

fn channel_value(channel: &ChannelStatus, now: Timestamp) -> Value {
    let failure = channel.failure();
    let mut value = json!({
        "channel": channel.name,
        "company": channel.company,
        "configured": channel.is_configured,
        "states": counts_value(&|state| channel.count(state)),
        "last_contact": channel.contacted().map(Timestamp::rfc3339),
        "error": failure.map(|failure| Texts::for_machines().failure(failure)),
        "failure": failure.and_then(JobFailure::to_json),
        "behind": channel.behind,
        "oldest_waiting_customer": waiting_value(channel, now),
    });
    if let Some(tables) = channel.unread() {
        value["unread_tables"] = tables.to_json();
    }
    value
}

/// The customer of a channel who has been waiting longest for the result of their creation.
fn waiting_value(channel: &ChannelStatus, now: Timestamp) -> Value {
    channel.waiting.as_ref().map_or(Value::Null, |customer| {
        json!({
            "id": customer.operation,
            "async_customer_account": customer.async_account,
            "channel": channel.name,
            "since": customer.since.rfc3339(),
            "seconds": now.0.saturating_sub(customer.since.0).max(0) / 1_000_000,
        })
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
pub(in crate::output) fn attention_value(attention: &Attention) -> Value {
    let mut value = match attention {
        Attention::OperationsFailed { count } => json!({ "kind": "operations-failed", "count": count }),
        Attention::ChannelFailed { channel, failure } => {
            let error = Texts::for_machines().failure(failure);
            json!({ "kind": "channel-failed", "channel": channel, "error": error, "failure": failure.to_json() })
        }
        Attention::AccountsConflict { count } => json!({ "kind": "accounts-conflict", "count": count }),
        Attention::JobFailed { job, outcome, run } => job_attention_value("job-failed", *job, *outcome, *run),
        Attention::JobUnfinished { job, outcome, run } => job_attention_value("job-unfinished", *job, *outcome, *run),
        Attention::OperationPending { id, received, age } => {
            json!({ "kind": "operation-pending", "id": id, "received": received.rfc3339(), "seconds": age.as_secs() })
        }
        Attention::JobOverdue { job, last, .. } => json!({
            "kind": "job-overdue",
            "job": job.name(),
            "run": last.map(|(run, _)| run),
            "ended": last.map(|(_, ended)| ended.rfc3339()),
        }),
        Attention::ChannelOverdue { channel, last_contact, .. } => json!({
            "kind": "channel-overdue",
            "channel": channel,
            "last_contact": last_contact.map(Timestamp::rfc3339),
        }),
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
    value["message"] = attention_sentence(attention, &Texts::for_machines()).into();
    value
}

fn job_attention_value(kind: &str, job: Job, outcome: Outcome, run: i64) -> Value {
    json!({ "kind": kind, "job": job.name(), "outcome": outcome.name(), "run": run })
}
