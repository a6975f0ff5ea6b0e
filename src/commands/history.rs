//! `hqsync history`: what happened to operations, channels and the store.

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use crate::context::Context;
use crate::engine;
use crate::exit::Exit;
use crate::failure::Result;
use crate::options::{NumberList, OutputArgs, numbered, separated};
use crate::output::{print_administration, print_history, print_reset_history};
use crate::store::Access;

#[derive(Debug, Args)]
pub(crate) struct HistoryArgs {
    /// Numbers of the operations, as `list` prints them: 17, 17,18 or 17..20
    #[arg(value_name = "ID", required_unless_present_any = ["account", "channel", "admin"])]
    ids: Vec<NumberList>,
    /// All operations of this customer: a customer account, or the GUID of an async one; several are separated by commas
    #[arg(long, value_name = "ACCOUNT", conflicts_with = "ids")]
    account: Vec<String>,
    /// Resets of this channel
    #[arg(long, value_name = "NAME", conflicts_with_all = ["ids", "account"], value_parser = NonEmptyStringValueParser::new())]
    channel: Option<String>,
    /// What happened to the store as a whole: configurations, saved filters, backups, channels
    #[arg(long, conflicts_with_all = ["ids", "account", "channel"])]
    admin: bool,
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn run(args: &HistoryArgs, cx: &mut Context) -> Result<Exit> {
    let store = cx.open_store(Access::Read)?;
    if args.admin {
        let entries = engine::administration_history(&store)?;
        args.output
            .print_for_people(cx, |output, format, texts| print_administration(output, &entries, format, texts))?;
        return Ok(Exit::Done);
    }
    if let Some(channel) = &args.channel {
        let history = engine::reset_history(&store, channel)?;
        args.output
            .print_for_people(cx, |output, format, texts| print_reset_history(output, &history, format, texts))?;
        return Ok(Exit::Done);
    }
    let accounts = separated("--account", &args.account, &[])?;
    let history = if accounts.is_empty() {
        engine::operation_history(&store, &numbered(&args.ids))?
    } else {
        engine::customer_history(&store, &accounts)?
    };
    args.output.print_for_people(cx, |output, format, texts| print_history(output, &history, format, texts))?;
    Ok(Exit::Done)
}
