//! `hqsync channels`: lists the configured channels, and creates or replaces a channel's database.

use std::io::Write as _;

use clap::{Args, Subcommand};

use crate::context::Context;
use crate::engine::{self, ClaimPreview, ClaimRequest};
use crate::exit::{Conclusion, Exit};
use crate::failure::{Result, ResultExt as _};
use crate::model::Timestamp;
use crate::options::{AuthorArgs, OutputArgs, WaitArgs, confirm, question_about};
use crate::output::{print_channels, remark};
use crate::signals;
use crate::store::Access;
use crate::trail::Author;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct ChannelsArgs {
    #[command(subcommand)]
    command: Option<ChannelsCommand>,
    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Debug, Subcommand)]
enum ChannelsCommand {
    /// Create an empty channel database at the configured path
    Create {
        /// The channel's name
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Continue with a database that replaces the channel's: rows that were uploaded before are recognized, new ones are
    /// uploaded
    Reset {
        /// The channel's name
        #[arg(value_name = "NAME")]
        name: String,
        /// Why, for the audit trail
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        #[command(flatten)]
        wait: WaitArgs,
        #[command(flatten)]
        author: AuthorArgs,
    },
    /// Make this store the headquarters of a channel that belongs to another one, and take over the accounts that it knows
    Claim(ClaimArgs),
}

#[derive(Debug, Args)]
struct ClaimArgs {
    /// The channel's name
    #[arg(value_name = "NAME")]
    name: String,
    /// Show what the channel has, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Skip the confirmation
    #[arg(long, short = 'y')]
    yes: bool,
    /// Why, for the audit trail
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    wait: WaitArgs,
    #[command(flatten)]
    author: AuthorArgs,
}

pub(crate) fn run(args: &ChannelsArgs, cx: &mut Context) -> Result<Exit> {
    match &args.command {
        Some(ChannelsCommand::Create { name }) => create(name, cx),
        Some(ChannelsCommand::Reset { name, reason, wait, author }) => {
            reset(name, &author.author(reason.as_deref(), cx), wait, cx)
        }
        Some(ChannelsCommand::Claim(args)) => claim(args, cx),
        None => list(args, cx),
    }
}

fn create(name: &str, cx: &mut Context) -> Result<Exit> {
    let config = cx.config()?;
    let channel = engine::configured_channel(config, name)?;
    let path = engine::create_channel(config, channel, &signals::listen()?)
        .with_context(|| format!("channel `{}`", channel.name))?;
    let path = path.display().to_string();
    cx.answer(Conclusion::Changed(Exit::Done), |output, texts| writeln!(output, "{}", texts.channels_created(path)))
}

fn reset(name: &str, author: &Author, wait: &WaitArgs, cx: &mut Context) -> Result<Exit> {
    let config = cx.config()?;
    let channel = engine::configured_channel(config, name)?;
    let path = cx.store_path()?;
    let store = cx.store_file(&path, Access::Write, wait.patience());
    let request = ClaimRequest { config, channel, stop: &signals::listen()? };
    let epoch = engine::reset_channel(&store, &cx.actor, author, request)?;
    let name = channel.name.clone();
    cx.answer(Conclusion::Changed(Exit::Done), |output, texts| {
        writeln!(output, "{}", texts.channels_reset(name, epoch))
    })
}

fn claim(args: &ClaimArgs, cx: &mut Context) -> Result<Exit> {
    let config = cx.config()?;
    let channel = engine::configured_channel(config, &args.name)?;
    let stop = signals::listen()?;
    let request = ClaimRequest { config, channel, stop: &stop };
    let preview = engine::preview_claim(&cx.open_store(Access::Read)?, request)?;
    let name = channel.name.clone();
    let lines = claim_lines(&preview, cx);
    let question = cx.texts.channels_claim_question(name.as_str());
    if args.dry_run {
        remark(question_about(&question, &lines));
        remark(cx.texts.run_dry());
        return Ok(Exit::Done);
    }
    if !args.yes && !confirm(&question, &lines, cx)? {
        return Ok(Exit::Failed);
    }
    let path = cx.store_path()?;
    let store = cx.store_file(&path, Access::Write, args.wait.patience());
    let author = args.author.author(args.reason.as_deref(), cx);
    let accounts = engine::claim_channel(&store, &cx.actor, &author, request)?;
    cx.answer(Conclusion::Changed(Exit::Done), |output, texts| {
        writeln!(output, "{}", texts.channels_claimed(name, accounts))
    })
}

/// What a channel has that is to be claimed, a line each.
fn claim_lines(preview: &ClaimPreview, cx: &Context) -> Vec<String> {
    let store = |(store, at): &(String, Option<Timestamp>)| match at {
        Some(at) => cx.texts.channels_claim_store_at(store.as_str(), at.local()),
        None => cx.texts.channels_claim_store(store.as_str()),
    };
    let content = cx.texts.channels_claim_content(preview.rows, preview.accounts);
    preview.stores.iter().map(store).chain([content]).collect()
}

fn list(args: &ChannelsArgs, cx: &mut Context) -> Result<Exit> {
    // Before the first run there is no store; the channels are shown all the same.
    let store = cx.existing_store()?;
    let channels = engine::list_channels(cx.config()?, store.as_ref())?;
    args.output.print(cx, |output, format, texts| print_channels(output, &channels, format, texts))?;
    Ok(Exit::Done)
}
