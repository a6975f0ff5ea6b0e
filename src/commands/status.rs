//! `hqsync status`: how things stand, for people and for monitoring.

use std::io::{self, Write as _};

use anyhow::Result;
use clap::Args;
use serde_json::{Map, Value, json};

use crate::config::Config;
use crate::context::Context;
use crate::exit::Exit;
use crate::i18n::Texts;
use crate::lock::RunLock;
use crate::model::{ChannelKey, Job, OperationId, Outcome, Run, State, Timestamp};
use crate::output::{Cell, DetailFormat, Format, Grid, allow_closed_pipe, print_json};
use crate::sanitize::visible;
use crate::store::{Access, ChannelRow, Counts, Store};

#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    /// Format of the output
    #[arg(long, value_enum, default_value_t)]
    format: DetailFormat,
}

/// How things stand.
struct Status {
    channels: Vec<ChannelStatus>,
    last_runs: Vec<(Job, Option<Run>)>,
    oldest_pending: Option<(OperationId, Timestamp)>,
    oldest_failed: Option<(OperationId, Timestamp)>,
    /// Whether a run is at work: then the newest one is unfinished because it is.
    is_running: bool,
}

struct ChannelStatus {
    row: ChannelRow,
    /// Whether the configuration still has it; true where there is no configuration to ask.
    configured: bool,
    counts: Vec<Counts>,
    /// Customers that changed since the channel's last download.
    behind: u64,
}

impl ChannelStatus {
    fn count(&self, state: State) -> u64 {
        self.counts.iter().filter(|counts| counts.state == state).map(|counts| counts.count).sum()
    }

    fn total(&self) -> u64 {
        self.counts.iter().map(|counts| counts.count).sum()
    }
}

impl Status {
    fn read(store: &Store, config: Option<&Config>, is_running: bool) -> Result<Self> {
        let counts = store.counts()?;
        let of = |key: ChannelKey| counts.iter().copied().filter(|counts| counts.channel == key).collect();
        let mut channels = Vec::new();
        for row in store.channels()? {
            channels.push(ChannelStatus {
                configured: config.is_none_or(|config| config.channels.iter().any(|known| known.id == row.origin)),
                counts: of(row.key),
                behind: store.count_changed_customers(row.company, row.downloaded)?,
                row,
            });
        }
        let mut last_runs = Vec::new();
        for job in Job::ALL {
            last_runs.push((job, store.last_run_of(job)?));
        }
        Ok(Self {
            channels,
            last_runs,
            oldest_pending: store.oldest(State::Pending)?,
            oldest_failed: store.oldest(State::Failed)?,
            is_running,
        })
    }

    /// What a person should look at, as sentences.
    fn attention(&self, texts: &Texts) -> Vec<String> {
        let mut attention = Vec::new();
        let failed: u64 = self.channels.iter().map(|channel| channel.count(State::Failed)).sum();
        if failed > 0 {
            attention.push(texts.attention_failed(failed));
        }
        for channel in self.channels.iter().filter(|channel| channel.configured) {
            if let Some(error) = &channel.row.error {
                attention.push(texts.attention_channel(channel.row.name.as_str(), error.as_str()));
            }
        }
        for (job, run) in &self.last_runs {
            let outcome = run.as_ref().map_or(Outcome::Succeeded, |run| run.outcome_of(*job));
            let is_at_work = outcome == Outcome::Unfinished && self.is_running;
            if outcome != Outcome::Succeeded && !is_at_work {
                attention.push(texts.attention_run(texts.job_name(*job), texts.outcome(outcome)));
            }
        }
        attention
    }
}

pub(crate) fn run(args: &StatusArgs, cx: &mut Context) -> Result<Exit> {
    let store = cx.open_store(Access::Read)?;
    let status = Status::read(&store, cx.config_if_any(), RunLock::is_held(&cx.store_path()?))?;
    let attention = status.attention(&cx.texts);
    let printed = match args.format {
        DetailFormat::Json => print_json(&mut cx.output, &value(&status, &attention)),
        DetailFormat::Table => print(&status, &attention, cx),
    };
    allow_closed_pipe(printed)?;
    Ok(if attention.is_empty() { Exit::Done } else { Exit::Attention })
}

fn print(status: &Status, attention: &[String], cx: &mut Context) -> io::Result<()> {
    let Context { texts, output, .. } = cx;
    writeln!(output, "{}", texts.status_operations())?;
    counts_grid(status, texts).print(output, Format::Table)?;
    writeln!(output, "\n{}", texts.status_last_runs())?;
    runs_grid(status, texts).print(output, Format::Table)?;
    writeln!(output)?;
    let oldest =
        [(texts.status_oldest_pending(), status.oldest_pending), (texts.status_oldest_failed(), status.oldest_failed)];
    for (label, oldest) in oldest {
        let value = match oldest {
            Some((id, at)) => texts.status_oldest_value(id.0, at.local()),
            None => texts.none(),
        };
        writeln!(output, "{label}: {value}")?;
    }
    if attention.is_empty() {
        return writeln!(output, "{}: {}", texts.status_attention(), texts.status_all_well());
    }
    writeln!(output, "{}:", texts.status_attention())?;
    attention.iter().try_for_each(|sentence| writeln!(output, "  {}", visible(sentence)))
}

/// Counts by channel and state, with the totals.
fn counts_grid(status: &Status, texts: &Texts) -> Grid {
    let mut columns = vec![("channel", texts.channels_name())];
    columns.extend(State::ALL.map(|state| (state.name(), texts.state(state))));
    columns.push(("total", texts.status_total()));
    columns.push(("behind", texts.channels_behind()));
    let number = |count: u64| Cell::new(count.to_string(), count);
    let mut rows: Vec<Vec<Cell>> = status
        .channels
        .iter()
        .map(|channel| {
            let mut row = vec![Cell::text(&channel.row.name)];
            row.extend(State::ALL.map(|state| number(channel.count(state))));
            row.push(number(channel.total()));
            row.push(number(channel.behind));
            row
        })
        .collect();
    let sum = |of: &dyn Fn(&ChannelStatus) -> u64| number(status.channels.iter().map(of).sum());
    let mut totals = vec![Cell::text(&texts.status_total())];
    totals.extend(State::ALL.map(|state| sum(&|channel| channel.count(state))));
    totals.push(sum(&ChannelStatus::total));
    totals.push(Cell::text(""));
    rows.push(totals);
    Grid { columns, rows }
}

fn runs_grid(status: &Status, texts: &Texts) -> Grid {
    let columns = vec![
        ("job", texts.job()),
        ("run", texts.run()),
        ("started", texts.started()),
        ("outcome", texts.outcome_header()),
    ];
    let row = |(job, run): &(Job, Option<Run>)| match run {
        Some(run) => vec![
            Cell::text(&texts.job_name(*job)),
            Cell::number(run.id),
            Cell::text(&run.started.local()),
            Cell::text(&texts.outcome(run.outcome_of(*job))),
        ],
        None => vec![Cell::text(&texts.job_name(*job)), Cell::text(""), Cell::text(&texts.never()), Cell::text("")],
    };
    Grid { columns, rows: status.last_runs.iter().map(row).collect() }
}

/// How things stand, for machines.
fn value(status: &Status, attention: &[String]) -> Value {
    let counts = |count: &dyn Fn(State) -> u64| -> Map<String, Value> {
        State::ALL.iter().map(|state| (state.name().to_owned(), count(*state).into())).collect()
    };
    let oldest = |oldest: Option<(OperationId, Timestamp)>| {
        oldest.map(|(id, at)| json!({ "id": id, "timestamp": at.rfc3339() }))
    };
    let channels: Vec<Value> = status
        .channels
        .iter()
        .map(|channel| {
            json!({
                "channel": channel.row.name,
                "company": channel.row.company_code,
                "configured": channel.configured,
                "states": counts(&|state| channel.count(state)),
                "last_contact": channel.row.contacted.map(Timestamp::rfc3339),
                "error": channel.row.error,
                "behind": channel.behind,
            })
        })
        .collect();
    let jobs: Vec<Value> = status
        .last_runs
        .iter()
        .map(|(job, run)| {
            json!({
                "job": job.name(),
                "run": run.as_ref().map(|run| run.id),
                "started": run.as_ref().map(|run| run.started.rfc3339()),
                "ended": run.as_ref().and_then(|run| run.ended).map(Timestamp::rfc3339),
                "outcome": run.as_ref().map(|run| run.outcome_of(*job).name()),
            })
        })
        .collect();
    json!({
        "states": counts(&|state| status.channels.iter().map(|channel| channel.count(state)).sum()),
        "channels": channels,
        "jobs": jobs,
        "oldest_pending": oldest(status.oldest_pending),
        "oldest_failed": oldest(status.oldest_failed),
        "attention": attention,
    })
}
