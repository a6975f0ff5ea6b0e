//! `hqsync copy`: a whole store into another place, which may be of another kind.

use std::io::{self, IsTerminal as _, Write as _};

use clap::Args;
use clap::builder::{OsStringValueParser, TypedValueParser as _};

use crate::address::WrittenAddress;
use crate::context::Context;
use crate::engine::{self, CopyProgress, CopyRequest};
use crate::exit::{Conclusion, Exit};
use crate::failure::{Failure, Result};
use crate::options::WaitArgs;
use crate::output::{Bars, DetailFormat, Silent, print_copy_report, remark};
use crate::signals;
use crate::store::Access;

#[derive(Debug, Args)]
pub(crate) struct CopyArgs {
    /// The store to copy
    #[arg(value_name = "SRC", value_parser = OsStringValueParser::new().map(WrittenAddress::from))]
    source: WrittenAddress,
    /// Where the copy is to be: nothing is there yet, or a half-made copy of the same store
    #[arg(value_name = "DST", value_parser = OsStringValueParser::new().map(WrittenAddress::from))]
    target: WrittenAddress,
    #[command(flatten)]
    wait: WaitArgs,
    /// Format of the output
    #[arg(long, short, value_enum, default_value_t)]
    format: DetailFormat,
}

pub(crate) fn run(args: &CopyArgs, cx: &mut Context) -> Result<Exit> {
    let (source, target) = (Context::address(&args.source)?, Context::address(&args.target)?);
    let stop = signals::listen()?;
    let report = {
        let bars;
        let progress: &dyn CopyProgress = if io::stderr().is_terminal() {
            bars = Bars::new(&cx.texts);
            &bars
        } else {
            &Silent
        };
        let used = cx.used_files_with(&source);
        let guarded = cx.guarded_store(&target, Access::Create, args.wait.patience());
        let (actor, stop) = (&cx.actor, &stop);
        let request = CopyRequest { source: &source, target: &guarded, used: &used, actor, progress, stop };
        cx.open_source(&source).and_then(|opened| {
            engine::copy_store(&opened, &request).map_err(|error| Failure::from(error).naming_store(&target))
        })
    };
    if report.is_err() && stop.signal().is_some() {
        // An interruption has no message of its own.
        remark(cx.texts.copy_interrupted());
    }
    let report = report?;
    cx.answer(Conclusion::Changed(Exit::Done), |output, texts| {
        print_copy_report(output, &report, (&source, &target), args.format, texts)?;
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
