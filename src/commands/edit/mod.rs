//! `hqsync edit`: fields of operations are corrected.

mod assignments;
mod editor;
mod report;
mod text;

use std::io::{self, IsTerminal as _, Write as _};
use std::iter;
use std::path::PathBuf;

use clap::Args;

use super::resync::{Report as ResyncReport, resync_all};
use super::show::explained;
use crate::config::Config;
use crate::context::Context;
use crate::engine::{self, Assignment, Correction, Edit, EngineError};
use crate::exit::Exit;
use crate::failure::Result;
use crate::model::{OperationId, Property};
use crate::options::{Chosen, CorrectionArgs, TargetArgs, Targets, names};
use crate::output::{DetailFormat, print_json};
use crate::refusal::UsageError;
use crate::signals;
use crate::stop::Stop;
use crate::store::{Access, Store, Transaction};
use crate::trail::Author;
use assignments::Assign;
use report::Report;

#[derive(Debug, Args)]
pub(crate) struct EditArgs {
    #[command(flatten)]
    target: TargetArgs,
    /// Give a field a value, such as Email=x@example.com; can be given several times
    #[arg(long, value_name = "FIELD=VALUE", value_parser = assignments::assignment)]
    set: Vec<Assign>,
    /// Empty a field; can be given several times
    #[arg(long, value_name = "FIELD")]
    unset: Vec<String>,
    /// Take fields and values from this file, a JSON object or TOML; - is the standard input
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// Synchronize at once, with what waited
    #[arg(long)]
    resync: bool,
    #[command(flatten)]
    correction: CorrectionArgs,
}

/// What was done to the operations that were meant.
#[derive(Default)]
struct Done {
    edits: Vec<Edit>,
    /// How many are about records without a field that was to be set.
    lacking: usize,
    resynced: Vec<engine::Resynced>,
}

pub(crate) fn run(args: &EditArgs, cx: &mut Context) -> Result<Exit> {
    let config = cx.config()?;
    let assignments = assignments::gather(&args.set, &args.unset, args.from.as_deref())?;
    if assignments.is_none() && (!io::stdin().is_terminal() || !io::stdout().is_terminal()) {
        return Err(UsageError {
            message: "what is to be changed?".to_owned(),
            hint: Some(
                "`--set FIELD=VALUE`, `--unset FIELD` or `--from FILE`; on a terminal an editor opens".to_owned(),
            ),
        }
        .into());
    }
    let access = match (args.correction.dry_run, &assignments) {
        (false, _) => Access::Write,
        (true, Some(_)) => Access::Rehearse,
        // A rehearsal holds the store's lock, which nobody may do for as long as an editor is open.
        (true, None) => Access::Read,
    };
    let mut store = cx.open_store(access)?;
    let targets = args.target.find(Correction::Edit, &store, cx)?;
    let author = args.correction.author(cx);
    let stop = signals::listen()?;
    let done = match assignments {
        Some(assignments) => {
            let question = cx.texts.edit_question(targets.ids.len());
            let fields = fields_of(&assignments, &store)?;
            if !args.correction.dry_run && !args.target.confirm(&question, &targets, &fields, &store, cx)? {
                return Ok(Exit::Failed);
            }
            edit_all(&mut store, &author, config, &targets, &assignments, args.resync, &stop)?
        }
        None => match targets.ids.as_slice() {
            [id] if targets.are_named() => editor::edit(&mut store, &author, config, *id, args, cx)?,
            _ => {
                return Err(UsageError {
                    message: "an editor opens for one operation".to_owned(),
                    hint: Some("`--set FIELD=VALUE` changes many".to_owned()),
                }
                .into());
            }
        },
    };
    let report = Report { edits: &done.edits, lacking: done.lacking, dry_run: args.correction.dry_run };
    let resynced =
        args.resync.then(|| ResyncReport::read(&store, &done.resynced, args.correction.format)).transpose()?;
    match args.correction.format {
        DetailFormat::Json => {
            let resynced = resynced.as_ref().map(|resynced| resynced.for_machines(args.correction.dry_run, &cx.texts));
            print_json(&mut cx.output, &report.for_machines(resynced, &cx.texts))?;
        }
        // An editor that was left without a change has been told of.
        DetailFormat::Table if done.edits.is_empty() => {}
        DetailFormat::Table => {
            report.print(args.resync, cx)?;
            if let Some(resynced) = resynced.as_ref().filter(|_| !done.resynced.is_empty()) {
                writeln!(cx.output)?;
                resynced.print(cx)?;
            }
        }
    }
    if args.correction.dry_run {
        writeln!(io::stderr(), "{}", cx.texts.run_dry())?;
    }
    signals::check(&stop)?;
    Ok(resynced.map_or(Exit::Done, |resynced| resynced.exit()))
}

/// The fields that are to be set, as a sample of the operations shows them.
fn fields_of(assignments: &[Assignment], store: &Store) -> Result<Vec<Property>> {
    let names = names(store)?;
    let fields = assignments.iter().filter_map(|assignment| names.property(&assignment.field).ok());
    Ok(fields.filter(|property| matches!(property, Property::Field(_))).collect())
}

/// Edits all operations that are meant. Of those that an expression chose, some may be about records without such a field.
fn edit_all(
    store: &mut Store,
    author: &Author,
    config: &Config,
    targets: &Targets,
    assignments: &[Assignment],
    resync: bool,
    stop: &Stop,
) -> Result<Done> {
    let mut done = Done::default();
    let mut no_field = None;
    let size = targets.batch_size(config.jobs.batch_size);
    // Where there are several batches, all are edited before any is synchronized: what waits for one in an earlier batch
    // would go through as it is.
    let is_one_batch = targets.ids.len() <= size;
    let work = engine::in_batches(store, author, &targets.ids, size, stop, |transaction, ids| {
        for id in targets.still_meant(transaction, ids, Correction::Edit)? {
            match engine::edit(transaction, config, id, assignments, None) {
                Err(error @ EngineError::NoField { .. }) if !targets.are_named() => {
                    done.lacking += 1;
                    no_field = Some(error);
                }
                result => done.edits.push(result?),
            }
        }
        if resync && is_one_batch {
            done.resynced = resync_edited(transaction, config, &done.edits)?;
        }
        Ok(())
    });
    work.map_err(|error| explained(store, error))?;
    if resync && !is_one_batch {
        let ids = done.edits.iter().flat_map(edited_and_released).collect();
        let targets = Targets { ids, chosen: Chosen::Before };
        done.resynced = resync_all(store, author, config, &targets, stop).map_err(|error| explained(store, error))?;
    }
    match no_field {
        Some(error) if done.edits.is_empty() => Err(error.into()),
        _ => Ok(done),
    }
}

/// Synchronizes what was edited in the same transaction, with what waited for it where it was.
fn resync_edited(
    transaction: &Transaction<'_>,
    config: &Config,
    edits: &[Edit],
) -> Result<Vec<engine::Resynced>, EngineError> {
    let ids: Vec<_> = edits.iter().flat_map(edited_and_released).collect();
    let asked = edits.iter().map(|edit| edit.id).collect();
    engine::resync(transaction, config, &ids, &asked)
}

fn edited_and_released(edit: &Edit) -> impl Iterator<Item = OperationId> {
    iter::once(edit.id).chain(edit.released.iter().copied())
}
