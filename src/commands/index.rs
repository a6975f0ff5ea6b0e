//! `hqsync index`: brings the search index up to date, or rebuilds it.

use std::io::Write as _;

use clap::Args;
use serde_json::json;

use crate::context::Context;
use crate::engine::{self, DEFAULT_BATCH_SIZE, IndexRequest};
use crate::exit::{Conclusion, Exit};
use crate::failure::Result;
use crate::options::{AuthorArgs, WaitArgs};
use crate::output::{DetailFormat, print_json};
use crate::signals;
use crate::store::Access;

#[derive(Debug, Args)]
pub(crate) struct IndexArgs {
    /// Rebuild the index from nothing, for example when `verify` finds it damaged
    #[arg(long)]
    rebuild: bool,
    #[command(flatten)]
    wait: WaitArgs,
    #[command(flatten)]
    author: AuthorArgs,
    /// Format of the output
    #[arg(long, short, value_enum, default_value_t)]
    format: DetailFormat,
}

pub(crate) fn run(args: &IndexArgs, cx: &mut Context) -> Result<Exit> {
    let address = cx.store_address()?;
    let store = cx.guarded_store(&address, Access::Write, args.wait.patience());
    let batch_size = cx.config_if_any().map_or(DEFAULT_BATCH_SIZE, |config| config.jobs.batch_size);
    let author = args.author.author(None, cx);
    let request = IndexRequest { rebuild: args.rebuild, batch_size, author: &author };
    let stop = signals::listen()?;
    let report = engine::update_index(&store, &cx.actor, request, &stop)?;
    let (rebuild, format) = (args.rebuild, args.format);
    let exit = cx.answer(Conclusion::Changed(Exit::Done), |output, texts| match format {
        DetailFormat::Json => {
            let value = json!({ "rebuilt": rebuild, "added": report.added, "missing": report.missing });
            print_json(output, &value)
        }
        DetailFormat::Table if report.added == 0 && report.missing == 0 => {
            writeln!(output, "{}", texts.index_complete())
        }
        DetailFormat::Table => writeln!(output, "{}", texts.index_done(report.added, report.missing)),
    })?;
    signals::check(&stop)?;
    Ok(exit)
}
