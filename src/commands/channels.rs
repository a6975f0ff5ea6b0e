//! `hqsync channels`: lists the configured channels, and creates or replaces a channel's database.

use std::io::Write as _;

use clap::{Args, Subcommand};

use crate::context::Context;
use crate::engine::{self, ChannelOverview, ClaimPreview, ClaimRequest, EngineError, KnownRows, NewRows, ResetPreview};
use crate::exit::{Conclusion, Exit};
use crate::failure::{Result, ResultExt as _};
use crate::i18n::{Phrase, Texts};
use crate::model::Timestamp;
use crate::options::{AuthorArgs, OutputArgs, WaitArgs, can_ask, confirm, question_about};
use crate::output::{DetailFormat, Output, print_channel, print_channel_check, print_channels, remark};
use crate::sentences::Ordinal;
use crate::signals;
use crate::stop::Stop;
use crate::store::Access;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct ChannelsArgs {
    #[command(subcommand)]
    command: Option<ChannelsCommand>,
    /// Show this channel, as `channels show` does
    #[arg(value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Debug, Subcommand)]
enum ChannelsCommand {
    /// Show a channel with its bookmarks
    Show(ShowChannelArgs),
    /// List the channels, as without a subcommand
    #[command(hide = true)]
    List(OutputArgs),
    /// Look whether a channel can be read and written, and what its files are recognized as; nothing is read in
    Check(ShowChannelArgs),
    /// Create an empty channel database at the configured path, or the folder of a channel
    Create {
        /// The channel's name
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Continue with a database that replaces the channel's: rows that were uploaded before are recognized, new ones are
    /// uploaded
    Reset(ReplaceArgs),
    /// Make this store the headquarters of a channel that belongs to another one, and take over the accounts that it knows
    Claim(ReplaceArgs),
}

#[derive(Debug, Args)]
struct ShowChannelArgs {
    /// The channel's name
    #[arg(value_name = "NAME")]
    name: String,
    /// Format of the output
    #[arg(long, short, value_enum, default_value_t)]
    format: DetailFormat,
}

/// Options of the commands that accept another database or headquarters of a channel.
#[derive(Debug, Args)]
struct ReplaceArgs {
    /// The channel's name
    #[arg(value_name = "NAME")]
    name: String,
    /// Show what would happen, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Do not ask for confirmation
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
        Some(ChannelsCommand::Check(args)) => check(args, cx),
        Some(ChannelsCommand::Reset(args)) => reset(args, cx),
        Some(ChannelsCommand::Claim(args)) => claim(args, cx),
        Some(ChannelsCommand::Show(ShowChannelArgs { name, format })) => {
            let channel = overview(name, cx)?;
            print_channel(&mut cx.output, &channel, *format, &cx.texts)?;
            Ok(Exit::Done)
        }
        Some(ChannelsCommand::List(output)) => list(output, cx),
        None => match &args.name {
            Some(name) => {
                let channel = overview(name, cx)?;
                let print = |output: &mut Output, format, texts: &Texts| print_channel(output, &channel, format, texts);
                args.output.print_detail(cx, print)?;
                Ok(Exit::Done)
            }
            None => list(&args.output, cx),
        },
    }
}

fn create(name: &str, cx: &mut Context) -> Result<Exit> {
    let config = cx.config()?;
    let channel = engine::configured_channel(config, name)?;
    let path = engine::create_channel(config, channel, &signals::listen()?)
        .with_context(|| Phrase::new("channel-named").with("channel", &channel.name))?;
    let (source, path) = (channel.source.name(), path.display().to_string());
    cx.answer(Conclusion::Changed(Exit::Done), |output, texts| {
        writeln!(output, "{}", texts.channels_created(source, path))
    })
}

fn check(args: &ShowChannelArgs, cx: &mut Context) -> Result<Exit> {
    let channel = engine::configured_channel(cx.config()?, &args.name)?;
    let check = engine::check_channel(channel, &signals::listen()?)
        .with_context(|| Phrase::new("channel-named").with("channel", &args.name))?;
    print_channel_check(&mut cx.output, &check, args.format, &cx.texts)?;
    Ok(if check.is_right() { Exit::Done } else { Exit::Attention })
}

fn reset(args: &ReplaceArgs, cx: &mut Context) -> Result<Exit> {
    let config = cx.config()?;
    let channel = engine::configured_channel(config, &args.name)?;
    let name = channel.name.clone();
    if args.dry_run || !args.yes {
        let stop = Stop::default();
        let request = ClaimRequest { config, channel, stop: &stop };
        let preview = engine::preview_reset(&cx.open_store(Access::Read)?, request)?;
        let database = cx.texts.channels_nth_database(Ordinal(preview.epoch));
        let lines = reset_lines(&preview, cx);
        if args.dry_run {
            return print_rehearsal(&cx.texts.channels_reset_would(name.as_str(), database), &lines, cx);
        }
        let question = cx.texts.channels_reset_question(name.as_str(), database);
        let asks = preview.affects_customers() || can_ask();
        if asks && !confirm(&question, &lines, cx)? {
            return Ok(Exit::Failed);
        }
    }
    let stop = signals::listen()?;
    let request = ClaimRequest { config, channel, stop: &stop };
    let address = cx.store_address()?;
    let store = cx.guarded_store(&address, Access::Write, args.wait.patience());
    let author = args.author.author(args.reason.as_deref(), cx);
    let epoch = engine::reset_channel(&store, &cx.actor, &author, request)?;
    cx.answer(Conclusion::Changed(Exit::Done), |output, texts| {
        writeln!(output, "{}", texts.channels_reset(name, texts.channels_nth_database(Ordinal(epoch))))
    })
}

/// Prints what would happen.
fn print_rehearsal(sentence: &str, lines: &[String], cx: &mut Context) -> Result<Exit> {
    writeln!(cx.output, "{}", question_about(sentence, lines))?;
    remark(cx.texts.run_dry());
    Ok(Exit::Done)
}

/// What would come of the reset of a channel, a line each.
fn reset_lines(preview: &ResetPreview, cx: &Context) -> Vec<String> {
    let texts = &cx.texts;
    let mut lines = match &preview.tables {
        Ok(tables) => table_lines(tables, texts),
        Err(failure) => vec![texts.channels_reset_unread(texts.failure(failure))],
    };
    lines.push(texts.channels_reset_customers());
    lines
}

/// The rows of the tables, together and a line for each, and what is not to be overlooked.
fn table_lines(tables: &[KnownRows], texts: &Texts) -> Vec<String> {
    let sum = |of: fn(&KnownRows) -> u64| tables.iter().map(of).sum::<u64>();
    let (rows, known) = (sum(|table| table.rows), sum(|table| table.known));
    let mut lines = vec![texts.channels_reset_rows(rows, known, rows - known)];
    for KnownRows { kind, rows, known, new } in tables {
        let (table, NewRows { creations, updates, deactivations, malformed, .. }) = (kind.table(), new);
        lines.push(texts.channels_reset_table(table, *known, rows - known, *creations, *updates, *deactivations));
        lines.extend((*malformed > 0).then(|| texts.channels_reset_malformed(table, *malformed)));
    }
    let (changing, deactivating) = (sum(|table| table.new.changing), sum(|table| table.new.deactivating));
    lines.extend((changing > 0).then(|| texts.channels_reset_changes(changing)));
    lines.extend((deactivating > 0).then(|| texts.channels_reset_deactivates(deactivating)));
    lines
}

fn claim(args: &ReplaceArgs, cx: &mut Context) -> Result<Exit> {
    let config = cx.config()?;
    let channel = engine::configured_channel(config, &args.name)?;
    let stop = signals::listen()?;
    let request = ClaimRequest { config, channel, stop: &stop };
    let preview = match engine::preview_claim(&cx.open_store(Access::Read)?, request) {
        Err(EngineError::AlreadyOurs { channel }) => {
            remark(cx.texts.channels_already_claimed(channel));
            return Ok(Exit::Done);
        }
        preview => preview?,
    };
    let name = channel.name.clone();
    let lines = claim_lines(&preview, cx);
    if args.dry_run {
        return print_rehearsal(&cx.texts.channels_claim_would(name.as_str()), &lines, cx);
    }
    let question = cx.texts.channels_claim_question(name.as_str());
    if !args.yes && !confirm(&question, &lines, cx)? {
        return Ok(Exit::Failed);
    }
    let address = cx.store_address()?;
    let store = cx.guarded_store(&address, Access::Write, args.wait.patience());
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

fn list(args: &OutputArgs, cx: &mut Context) -> Result<Exit> {
    // Before the first run there is no store; the channels are shown all the same.
    let store = cx.existing_store()?;
    let channels = engine::list_channels(cx.config()?, store.as_ref())?;
    args.print(cx, |output, format, texts| print_channels(output, &channels, format, texts))?;
    Ok(Exit::Done)
}

/// Returns the channel of that name.
///
/// # Errors
/// No channel has it.
fn overview(name: &str, cx: &Context) -> Result<ChannelOverview> {
    let store = cx.existing_store()?;
    let config = cx.config()?;
    Ok(engine::channel_overview(config, store.as_ref(), name)?)
}
