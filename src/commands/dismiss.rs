//! `hqsync dismiss`: operations are never synchronized.

use std::collections::HashSet;
use std::io::{self, Write as _};

use clap::Args;
use serde_json::json;

use super::show::explained;
use crate::context::Context;
use crate::engine::{self, Correction};
use crate::exit::Exit;
use crate::failure::Result;
use crate::options::{AuthorArgs, TargetArgs};
use crate::output::{DetailFormat, print_json};
use crate::signals;
use crate::store::Access;

/// How many operations are in a transaction where there is no configuration that says it.
const BATCH: usize = 20_000;

#[derive(Debug, Args)]
pub(crate) struct DismissArgs {
    #[command(flatten)]
    target: TargetArgs,
    /// Why, for the audit trail
    #[arg(long, value_name = "TEXT", value_parser = reason)]
    reason: String,
    /// Say what would happen and change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    author: AuthorArgs,
    /// Format of the output
    #[arg(long, value_enum, default_value_t)]
    format: DetailFormat,
}

fn reason(text: &str) -> Result<String, String> {
    if text.trim().is_empty() { Err("a reason says something".to_owned()) } else { Ok(text.to_owned()) }
}

pub(crate) fn run(args: &DismissArgs, cx: &mut Context) -> Result<Exit> {
    let mut store = cx.open_store(if args.dry_run { Access::Rehearse } else { Access::Write })?;
    let targets = args.target.find(Correction::Dismiss, &store, cx)?;
    let question = cx.texts.dismiss_question(targets.ids.len());
    if !args.dry_run && !args.target.confirm(&question, &targets, &[], &store, cx)? {
        return Ok(Exit::Failed);
    }
    let author = args.author.author(Some(&args.reason), cx);
    let stop = signals::listen()?;
    let size = targets.batch_size(cx.config_if_any().map_or(BATCH, |config| config.jobs.batch_size));
    let (mut dismissed, mut released) = (Vec::new(), Vec::new());
    let work = engine::in_batches(&mut store, &author, &targets.ids, size, &stop, |transaction, ids| {
        let ids = targets.still_meant(transaction, ids, Correction::Dismiss)?;
        released.extend(engine::dismiss(transaction, &ids)?);
        dismissed.extend(ids);
        Ok(())
    });
    work.map_err(|error| explained(&store, error))?;
    // A later batch may have dismissed what an earlier one released.
    let all: HashSet<_> = dismissed.iter().collect();
    released.retain(|id| !all.contains(id));
    match args.format {
        DetailFormat::Json => {
            let object = json!({"dry_run": args.dry_run, "dismissed": dismissed, "released": released});
            print_json(&mut cx.output, &object)?;
        }
        DetailFormat::Table => {
            writeln!(cx.output, "{}", cx.texts.dismiss_done(dismissed.len()))?;
            if !released.is_empty() {
                writeln!(cx.output, "{}", cx.texts.dismiss_released(released.len()))?;
            }
        }
    }
    if args.dry_run {
        writeln!(io::stderr(), "{}", cx.texts.run_dry())?;
    }
    signals::check(&stop)?;
    Ok(Exit::Done)
}
