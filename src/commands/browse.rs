//! `hqsync browse`: the page in the terminal.

use clap::Args;

use crate::browse;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Result;
use crate::options::SelectArgs;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct BrowseArgs {
    /// Begin with the operations that match this expression (as in `filter`) [default: those that have not gone through]
    #[arg(value_name = "EXPRESSION")]
    expression: Vec<String>,
    #[command(flatten)]
    select: SelectArgs,
}

const EXAMPLES: &str = "\
Examples:
  hqsync browse
  hqsync browse --status failed --channel Houston
  hqsync browse 'error = email-invalid'
  hqsync browse @houston                            # a saved filter";

pub(crate) fn run(args: &BrowseArgs, cx: &mut Context) -> Result<Exit> {
    let expression = (!args.expression.is_empty()).then(|| args.expression.join(" "));
    browse::run(expression.as_deref(), &args.select, cx)
}
