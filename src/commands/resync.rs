//! `hqsync resync`: operations are synchronized now, then what waited for them.

use std::collections::HashSet;
use std::io::{self, Write as _};

use clap::Args;
use serde::Serialize;

use super::show::explained;
use crate::config::Config;
use crate::context::Context;
use crate::engine::{self, Correction, EngineError, Resynced};
use crate::exit::Exit;
use crate::failure::Result;
use crate::i18n::Texts;
use crate::model::{Operation, OperationId, State};
use crate::options::{CorrectionArgs, TargetArgs, Targets};
use crate::output::{Cell, DetailFormat, Format, Grid, ResyncedOperation, print_json};
use crate::signals;
use crate::stop::Stop;
use crate::store::{Access, Store};
use crate::trail::Author;

/// How many operations that did not go through are shown where many were meant; machines get all.
const SHOWN: usize = 20;

/// Up to so many operations each is shown.
const FEW: usize = 50;

#[derive(Debug, Args)]
pub(crate) struct ResyncArgs {
    #[command(flatten)]
    target: TargetArgs,
    #[command(flatten)]
    correction: CorrectionArgs,
}

pub(crate) fn run(args: &ResyncArgs, cx: &mut Context) -> Result<Exit> {
    let config = cx.config()?;
    let mut store = cx.open_store(if args.correction.dry_run { Access::Rehearse } else { Access::Write })?;
    let targets = args.target.find(Correction::Resync, &store, cx)?;
    let question = cx.texts.resync_question(targets.ids.len());
    if !args.correction.dry_run && !args.target.confirm(&question, &targets, &[], &store, cx)? {
        return Ok(Exit::Failed);
    }
    let author = args.correction.author(cx);
    let stop = signals::listen()?;
    let resynced =
        resync_all(&mut store, &author, config, &targets, &stop).map_err(|error| explained(&store, error))?;
    let report = Report::read(&store, &resynced, args.correction.format)?;
    match args.correction.format {
        DetailFormat::Json => print_json(&mut cx.output, &report.for_machines(args.correction.dry_run, &cx.texts))?,
        DetailFormat::Table => report.print(cx)?,
    }
    if args.correction.dry_run {
        writeln!(io::stderr(), "{}", cx.texts.run_dry())?;
    }
    signals::check(&stop)?;
    Ok(report.exit())
}

/// Synchronizes operations in batches, and gives each of them once: what is in a later batch may have waited for what is
/// in an earlier one.
pub(super) fn resync_all(
    store: &mut Store,
    author: &Author,
    config: &Config,
    targets: &Targets,
    stop: &Stop,
) -> Result<Vec<Resynced>, EngineError> {
    let asked = targets.ids.iter().copied().collect();
    let mut seen = HashSet::new();
    let mut resynced = Vec::new();
    let size = targets.batch_size(config.jobs.batch_size);
    engine::in_batches(store, author, &targets.ids, size, stop, |transaction, ids| {
        let mut ids = ids.to_vec();
        ids.retain(|id| !seen.contains(id));
        let ids = targets.still_meant(transaction, &ids, Correction::Resync)?;
        let done = engine::resync(transaction, config, &ids, &asked)?;
        resynced.extend(done.into_iter().filter(|resynced| seen.insert(resynced.id)));
        Ok(())
    })?;
    Ok(resynced)
}

/// What became of operations.
pub(super) struct Report {
    operations: Vec<Reported>,
}

struct Reported {
    operation: Operation,
    waits_for: Vec<OperationId>,
    asked: bool,
}

impl Report {
    /// Reads what became of them. For people only few are shown, so what the others wait for is not asked.
    pub(super) fn read(store: &Store, resynced: &[Resynced], format: DetailFormat) -> Result<Self> {
        let mut operations = Vec::with_capacity(resynced.len());
        let mut waiting = 0;
        for Resynced { id, asked } in resynced {
            // It was decided on just now.
            let Some(detail) = store.detail(*id)? else { continue };
            waiting += usize::from(detail.operation.state == State::Waiting);
            let is_asked = format == DetailFormat::Json || waiting <= FEW;
            let waits_for = if is_asked { engine::waits_for(store, &detail)? } else { Vec::new() };
            operations.push(Reported { operation: detail.operation, waits_for, asked: *asked });
        }
        Ok(Self { operations })
    }

    fn count(&self, state: State) -> usize {
        self.operations.iter().filter(|reported| reported.operation.state == state).count()
    }

    pub(super) fn exit(&self) -> Exit {
        if self.count(State::Failed) > 0 { Exit::Attention } else { Exit::Done }
    }

    /// Each operation where there are few, and else those that did not go through.
    pub(super) fn print(&self, cx: &mut Context) -> Result<()> {
        let is_many = self.operations.len() > FEW;
        let is_shown = |reported: &&Reported| !is_many || reported.operation.state != State::Synced;
        let shown: Vec<_> = self.operations.iter().filter(is_shown).collect();
        let most = if is_many { SHOWN } else { FEW };
        let texts = &cx.texts;
        let mut columns = ["id", "channel", "record", "status"].map(|key| (key, texts.column(key))).to_vec();
        columns.push(("outcome", texts.outcome_header()));
        let rows: Vec<_> = shown.iter().take(most).map(|reported| reported.cells(texts)).collect();
        if !rows.is_empty() {
            Grid { columns, rows }.print(&mut cx.output, Format::Table)?;
        }
        if shown.len() > most {
            writeln!(cx.output, "{}", texts.target_more(shown.len() - most))?;
        }
        let counts = [State::Synced, State::Waiting, State::Failed].map(|state| (state, self.count(state)));
        let counts = counts.iter().filter(|(_, count)| *count > 0);
        let counts: Vec<_> = counts.map(|(state, count)| format!("{count} {}", texts.state(*state))).collect();
        writeln!(cx.output, "{}", counts.join(", "))?;
        Ok(())
    }

    pub(super) fn for_machines<'a>(&'a self, dry_run: bool, texts: &'a Texts) -> impl Serialize {
        #[derive(Serialize)]
        struct Object<'a> {
            dry_run: bool,
            operations: Vec<ResyncedOperation<'a>>,
        }
        let operations = self.operations.iter().map(|reported| ResyncedOperation {
            operation: &reported.operation,
            waits_for: &reported.waits_for,
            asked: reported.asked,
            texts,
        });
        Object { dry_run, operations: operations.collect() }
    }
}

impl Reported {
    fn cells(&self, texts: &Texts) -> Vec<Cell> {
        let Self { operation, waits_for, .. } = self;
        let problems: Vec<_> = operation.problems.iter().map(|problem| texts.problem(problem)).collect();
        let ids: Vec<_> = waits_for.iter().map(ToString::to_string).collect();
        let became = match operation.state {
            State::Waiting if !ids.is_empty() => texts.resync_waits_for(ids.join(", ")),
            State::Waiting | State::Failed => problems.join("; "),
            _ => texts.description(operation),
        };
        vec![
            Cell::number(operation.id.0),
            Cell::text(&operation.channel),
            Cell::text(&texts.record(operation.kind)),
            Cell::text(&texts.state(operation.state)),
            Cell::text(&became),
        ]
    }
}
