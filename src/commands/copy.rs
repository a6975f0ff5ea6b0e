//! `hqsync copy`: a whole store into another place, which may be of another kind.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;

use clap::Args;

use crate::context::Context;
use crate::engine::{self, CopyProgress, CopyRequest};
use crate::exit::{Conclusion, Exit};
use crate::failure::Result;
use crate::options::WaitArgs;
use crate::output::{Bars, DetailFormat, Silent, print_copy_report, remark};
use crate::signals;
use crate::store::Access;

#[derive(Debug, Args)]
pub(crate) struct CopyArgs {
    /// The store to copy
    #[arg(value_name = "SRC")]
    source: PathBuf,
    /// Where the copy is to be: nothing is there yet, or a half-made copy of the same store
    #[arg(value_name = "DST")]
    target: PathBuf,
    #[command(flatten)]
    wait: WaitArgs,
    /// Format of the output
    #[arg(long, short, value_enum, default_value_t)]
    format: DetailFormat,
}

pub(crate) fn run(args: &CopyArgs, cx: &mut Context) -> Result<Exit> {
    let stop = signals::listen()?;
    let report = {
        let bars;
        let progress: &dyn CopyProgress = if io::stderr().is_terminal() {
            bars = Bars::new(&cx.texts);
            &bars
        } else {
            &Silent
        };
        let used = cx.used_files_with(&args.source);
        let target = cx.store_file(&args.target, Access::Create, args.wait.patience());
        let (actor, stop) = (&cx.actor, &stop);
        let request = CopyRequest { source: &args.source, target: &target, used: &used, actor, progress, stop };
        cx.open_source(&args.source).and_then(|source| Ok(engine::copy_store(&source, &request)?))
    };
    if report.is_err() && stop.signal().is_some() {
        // An interruption has no message of its own.
        remark(cx.texts.copy_interrupted());
    }
    let report = report?;
    cx.answer(Conclusion::Changed(Exit::Done), |output, texts| {
        print_copy_report(output, &report, (&args.source, &args.target), args.format, texts)?;
        output.flush()?;
        if args.format == DetailFormat::Table {
            remark(texts.copy_index());
            remark(texts.copy_one_of_both());
        }
        if report.is_sealed {
            remark(texts.copy_sealed());
        }
        io::Result::Ok(())
    })
}
