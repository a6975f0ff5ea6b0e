//! `hqsync channels`: the configured channels, and making a channel database.

use std::io::Write as _;
use std::time::Duration;

use clap::{Args, Subcommand};
use serde_json::Value;

use crate::channel;
use crate::config::{ChannelConfig, ChannelSource, Config};
use crate::context::Context;
use crate::engine::configured_channel;
use crate::exit::Exit;
use crate::failure::{Result, ResultExt as _};
use crate::i18n::Texts;
use crate::lock::RunLock;
use crate::model::{RecordKind, Timestamp};
use crate::options::{AuthorArgs, small_list_format};
use crate::output::{Cell, Format, Grid};
use crate::refusal::Refusal;
use crate::signals;
use crate::store::{Access, ChannelRow, Store};
use crate::trail::Author;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct ChannelsArgs {
    #[command(subcommand)]
    command: Option<ChannelsCommand>,
    /// Format of the output [default: table on a terminal, csv otherwise]
    #[arg(long, value_parser = small_list_format())]
    format: Option<Format>,
}

#[derive(Debug, Subcommand)]
enum ChannelsCommand {
    /// Make an empty channel database where the configuration says
    Create {
        /// The channel's name
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Go on with a database that replaces the channel's: what was uploaded before is not taken twice, what is new is taken
    Reset {
        /// The channel's name
        #[arg(value_name = "NAME")]
        name: String,
        /// Why, for the audit trail
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        /// Wait this long for a run to end, such as 5m
        #[arg(long, value_name = "DURATION", value_parser = humantime::parse_duration)]
        wait: Option<Duration>,
        #[command(flatten)]
        author: AuthorArgs,
    },
}

pub(crate) fn run(args: &ChannelsArgs, cx: &mut Context) -> Result<Exit> {
    match &args.command {
        Some(ChannelsCommand::Create { name }) => create(name, cx),
        Some(ChannelsCommand::Reset { name, reason, wait, author }) => {
            reset(name, &author.author(reason.as_deref(), cx), wait.unwrap_or_default(), cx)
        }
        None => list(args, cx),
    }
}

fn create(name: &str, cx: &mut Context) -> Result<Exit> {
    let config = cx.config()?;
    let channel = configured_channel(config, name)?;
    let name = channel.name.as_str();
    let ChannelSource::Database(path) = &channel.source else {
        let message = format!("channel `{name}` is a folder of exported tables and has no database");
        return Err(Refusal { message, hint: "a folder needs nothing to be made".to_owned() }.into());
    };
    channel::create(name, path).with_context(|| format!("channel `{name}`"))?;
    let line = cx.texts.channels_created(path.display().to_string());
    writeln!(cx.output, "{line}")?;
    Ok(Exit::Done)
}

fn reset(name: &str, author: &Author, wait: Duration, cx: &mut Context) -> Result<Exit> {
    let config = cx.config()?;
    let channel = configured_channel(config, name)?;
    let name = channel.name.as_str();
    let mut store = cx.open_store(Access::Write)?;
    // A run that is at work would go on with the bookmarks of the earlier epoch.
    let stop = signals::listen()?;
    let _lock = RunLock::acquire(&cx.store_path()?, wait, &author.actor, cx.clock, &stop)?;
    let Some(row) = store.channels()?.into_iter().find(|row| row.origin == channel.id) else {
        let message = format!("channel `{name}` has never been uploaded, so there is nothing to start anew");
        return Err(Refusal { message, hint: "`hqsync run-jobs` uploads it".to_owned() }.into());
    };
    let transaction = store.begin(author)?;
    let epoch = transaction.begin_epoch(&row)?;
    transaction.commit()?;
    let line = cx.texts.channels_reset(name, epoch);
    writeln!(cx.output, "{line}")?;
    Ok(Exit::Done)
}

fn list(args: &ChannelsArgs, cx: &mut Context) -> Result<Exit> {
    let format = cx.output.format(args.format);
    // Before the first run there is no store, and the channels are shown all the same.
    let store = cx.existing_store()?;
    let config = cx.config()?;
    if config.channels.is_empty() && format == Format::Table {
        let line = cx.texts.channels_empty();
        writeln!(cx.output, "{line}")?;
        return Ok(Exit::Done);
    }
    let grid = grid(config, store.as_ref(), &cx.texts)?;
    grid.print(&mut cx.output, format)?;
    Ok(Exit::Done)
}

fn grid(config: &Config, store: Option<&Store>, texts: &Texts) -> Result<Grid> {
    let columns = vec![
        ("channel", texts.channels_name()),
        ("company", texts.channels_company()),
        ("database", texts.channels_database()),
        ("last_contact", texts.channels_contact()),
        ("bookmarks", texts.channels_bookmark()),
        ("gaps", texts.channels_gaps()),
        ("behind", texts.channels_behind()),
        ("error", texts.channels_error()),
    ];
    let known = match store {
        Some(store) => store.channels()?,
        None => Vec::new(),
    };
    let mut rows = Vec::new();
    for channel in &config.channels {
        let row = known.iter().find(|row| row.origin == channel.id);
        rows.push(cells(channel, row.zip(store), texts)?);
    }
    Ok(Grid { columns, rows })
}

fn cells(channel: &ChannelConfig, known: Option<(&ChannelRow, &Store)>, texts: &Texts) -> Result<Vec<Cell>> {
    let (ChannelSource::Database(path) | ChannelSource::Folder(path)) = &channel.source;
    let mut cells =
        vec![Cell::text(&channel.name), Cell::text(&channel.company), Cell::text(&path.display().to_string())];
    let Some((row, store)) = known else {
        cells.push(Cell::new(texts.never(), Value::Null));
        cells.extend(std::iter::repeat_n(Cell::new("", Value::Null), 4));
        return Ok(cells);
    };
    let mut bookmarks = serde_json::Map::new();
    let mut shown = Vec::new();
    let mut missing = 0_u64;
    for kind in RecordKind::ALL {
        let read = store.bookmarks(row.key, kind)?;
        // What lies before the first row was never missed.
        missing +=
            read.gaps.iter().filter(|gap| gap.first.0 > 0).map(|gap| gap.last.0.abs_diff(gap.first.0) + 1).sum::<u64>();
        if let Some(counter) = read.counter {
            shown.push(format!("{} {counter}", texts.record(kind)));
            bookmarks.insert(kind.table().to_owned(), counter.0.into());
        }
    }
    let behind = store.count_changed_customers(row.company, row.downloaded)?;
    let contact = row.contacted.map_or_else(|| texts.never(), Timestamp::local);
    cells.push(Cell::new(contact, row.contacted.map(Timestamp::rfc3339)));
    cells.push(Cell::new(shown.join(", "), bookmarks));
    cells.push(Cell::new(missing.to_string(), missing));
    cells.push(Cell::new(behind.to_string(), behind));
    let failure = row.failure.as_ref();
    let shown = failure.map(|failure| texts.failure(failure)).unwrap_or_default();
    cells.push(Cell::new(shown, failure.map(|failure| texts.english().failure(failure))));
    Ok(cells)
}
