//! `hqsync resync`: synchronizes operations now, then what waited for them.

use clap::Args;

use crate::context::Context;
use crate::engine::{self, Correction, Repair};
use crate::exit::{Conclusion, Exit};
use crate::failure::Result;
use crate::model::State;
use crate::options::{CorrectionArgs, Sampled, TargetArgs};
use crate::output::{print_resync_report, remark, shown_waits};
use crate::signals;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ResyncArgs {
    #[command(flatten)]
    correction: CorrectionArgs,
    // Last, since the heading of its options would stand above those that follow.
    #[command(flatten)]
    target: TargetArgs,
}

const EXAMPLES: &str = "\
Examples:
  hqsync resync 57
  hqsync resync --where 'error = customer-group-unknown' --dry-run
  hqsync resync --status failed --channel Houston --yes";

pub(crate) fn run(args: &ResyncArgs, cx: &mut Context) -> Result<Exit> {
    let config = cx.config()?;
    let ResyncArgs { target, correction } = args;
    let mut store = cx.open_store(correction.access())?;
    let targets = target.find(Correction::Resync, &store, cx)?;
    let question = cx.texts.resync_question(targets.ids.len());
    if !correction.dry_run && !target.confirm(&question, &targets, Sampled::default(), &store, cx)? {
        return Ok(Exit::Failed);
    }
    let stop = signals::listen()?;
    let repair = Repair { author: &correction.author(cx), config: Some(config), stop: &stop };
    let report = engine::resync_all(&mut store, &repair, config, &targets, shown_waits(correction.format))?;
    let exit = if report.count(State::Failed) > 0 { Exit::Attention } else { Exit::Done };
    let CorrectionArgs { format, dry_run, .. } = *correction;
    cx.answer(Conclusion::new(dry_run, signals::exit_unless_stopped(&stop, exit)), |output, texts| {
        let printed = print_resync_report(output, &report, format, dry_run, texts);
        if dry_run {
            remark(texts.run_dry());
        }
        printed
    })
}
