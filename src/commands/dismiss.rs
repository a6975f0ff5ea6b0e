//! `hqsync dismiss`: takes operations out of `sync` for good.

use clap::Args;

use crate::context::Context;
use crate::engine::{self, Correction, Repair};
use crate::exit::{Conclusion, Exit};
use crate::failure::Result;
use crate::i18n::Phrase;
use crate::options::{AuthorArgs, Sampled, TargetArgs};
use crate::output::{DetailFormat, print_dismiss_report, remark};
use crate::refusal::Refusal;
use crate::signals;
use crate::store::Access;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DismissArgs {
    /// Why, for the audit trail
    #[arg(long, value_name = "TEXT", value_parser = reason)]
    reason: String,
    /// Show what would happen; change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    author: AuthorArgs,
    /// Format of the output
    #[arg(long, short, value_enum, default_value_t)]
    format: DetailFormat,
    // Last, since the heading of its options would stand above those that follow.
    #[command(flatten)]
    target: TargetArgs,
}

const EXAMPLES: &str = "\
Examples:
  hqsync dismiss 57 --reason 'entered twice'
  hqsync dismiss --where 'Email ~ test@' --reason 'test customers' --dry-run";

fn reason(text: &str) -> Result<String, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::of_usage(Phrase::new("dismiss-reason-empty")));
    }
    Ok(text.to_owned())
}

pub(crate) fn run(args: &DismissArgs, cx: &mut Context) -> Result<Exit> {
    let mut store = cx.open_store(if args.dry_run { Access::Rehearse } else { Access::Write })?;
    let targets = args.target.find(Correction::Dismiss, &store, cx)?;
    let question = cx.texts.dismiss_question(targets.ids.len());
    if !args.dry_run && !args.target.confirm(&question, &targets, Sampled::default(), &store, cx)? {
        return Ok(Exit::Failed);
    }
    let stop = signals::listen()?;
    let author = args.author.author(Some(&args.reason), cx);
    let repair = Repair { author: &author, config: cx.config_if_any(), stop: &stop };
    let report = engine::dismiss_all(&mut store, &repair, &targets)?;
    let conclusion = Conclusion::new(args.dry_run, signals::exit_unless_stopped(&stop, Exit::Done));
    cx.answer(conclusion, |output, texts| {
        let printed = print_dismiss_report(output, &report, args.format, args.dry_run, texts);
        if args.dry_run {
            remark(texts.run_dry());
        }
        printed
    })
}
