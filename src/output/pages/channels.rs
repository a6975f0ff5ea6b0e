//! The configured channels and how far each has been read, as a small list.

use std::io::{self, Write as _};

use serde_json::{Value, json};

use crate::engine::{ChannelOverview, ChannelProgress};
use crate::i18n::Texts;
use crate::model::{Cell, JobFailure, Timestamp, UnreadTables};
use crate::output::formats::{DetailFormat, Format, print_json};
use crate::output::grid::Grid;
use crate::output::writer::Output;
use crate::sanitize::visible;
use crate::sentences::Ordinal;

/// Prints the channels.
pub(crate) fn print_channels(
    output: &mut Output,
    channels: &[ChannelOverview],
    format: Format,
    texts: &Texts,
) -> io::Result<()> {
    if channels.is_empty() && format == Format::Table {
        return writeln!(output, "{}", texts.channels_empty());
    }
    if format == Format::Table {
        short_grid(channels, texts).print(output, format, texts)?;
        let unread =
            channels.iter().filter_map(|channel| Some((channel.name.as_str(), &channel.progress.as_ref()?.unread)));
        return print_unread(output, unread, texts);
    }
    let mut columns = vec![
        ("channel", texts.channels_name()),
        ("company", texts.channels_company()),
        ("database", texts.channels_database()),
        ("last_contact", texts.channels_contact()),
        ("bookmarks", texts.channels_bookmark()),
        ("gaps", texts.channels_gaps()),
        ("behind", texts.channels_behind()),
        ("error", texts.channels_error()),
    ];
    let mut rows: Vec<_> = channels.iter().map(|channel| cells(channel, texts)).collect();
    // Rare, so it is said only where there are such tables.
    if channels.iter().any(|channel| unread(channel).is_some()) {
        columns.push(("unread_tables", texts.channels_unread()));
        let cell = |channel| unread(channel).map_or(Cell::Empty, |tables| Cell::Object(tables.as_object()));
        rows.iter_mut().zip(channels).for_each(|(row, channel)| row.push(cell(channel)));
    }
    Grid { columns, rows }.print(output, format, texts)
}

/// The older upload tables of a channel that have rows.
fn unread(channel: &ChannelOverview) -> Option<&UnreadTables> {
    channel.progress.as_ref().map(|progress| &progress.unread).filter(|tables| !tables.is_empty())
}

/// Prints a line for each older upload table that has rows, of channels with their names.
pub(super) fn print_unread<'u>(
    output: &mut Output,
    channels: impl Iterator<Item = (&'u str, &'u UnreadTables)>,
    texts: &Texts,
) -> io::Result<()> {
    for (channel, tables) in channels {
        for (table, rows) in tables.iter() {
            writeln!(output, "{}", visible(&texts.unread_table(channel, table, rows)))?;
        }
    }
    Ok(())
}

/// The channels in a few columns; `channels show` has the rest.
fn short_grid<'a>(channels: &'a [ChannelOverview], texts: &Texts) -> Grid<'a> {
    let columns = vec![
        ("channel", texts.channels_name()),
        ("company", texts.channels_company()),
        ("last_contact", texts.channels_contact()),
        ("operations", texts.status_operations()),
        ("gaps", texts.channels_gaps()),
        ("behind", texts.channels_behind()),
        ("error", texts.channels_error()),
    ];
    let row = |channel: &'a ChannelOverview| {
        let progress = channel.progress.as_ref();
        let failure = progress.and_then(|progress| progress.failure.as_ref());
        vec![
            channel.name.as_str().into(),
            channel.company.as_str().into(),
            Cell::LastTime(progress.and_then(|progress| progress.contacted)),
            progress.map(|progress| progress.operations).into(),
            progress.map(|progress| progress.missing).into(),
            progress.map(|progress| progress.behind).into(),
            failure.map(|failure| texts.failure(failure)).into(),
        ]
    };
    Grid { columns, rows: channels.iter().map(row).collect() }
}

/// Prints one channel: a line for each of its values, or one object.
pub(crate) fn print_channel(
    output: &mut Output,
    channel: &ChannelOverview,
    format: DetailFormat,
    texts: &Texts,
) -> io::Result<()> {
    match format {
        DetailFormat::Json => print_json(output, &channel_object(channel)),
        DetailFormat::Table => print_channel_for_people(output, channel, texts),
    }
}

fn print_channel_for_people(output: &mut Output, channel: &ChannelOverview, texts: &Texts) -> io::Result<()> {
    let mut lines = vec![
        (texts.channels_name(), channel.name.clone()),
        (texts.column("id"), channel.id.to_string()),
        (texts.channels_company(), channel.company.clone()),
        (
            if channel.is_folder { texts.channels_folder() } else { texts.channels_database() },
            channel.path.display().to_string(),
        ),
    ];
    let contacted = channel.progress.as_ref().and_then(|progress| progress.contacted);
    lines.push((texts.channels_contact(), contacted.map_or_else(|| texts.never(), Timestamp::local)));
    let number = |count: u64| texts.number(i64::try_from(count).unwrap_or(i64::MAX));
    if let Some(progress) = &channel.progress {
        if progress.epoch > 1 {
            lines.push((texts.channels_resets(), texts.channels_nth_database(Ordinal(progress.epoch))));
        }
        lines.push((texts.status_operations(), number(progress.operations)));
        let bookmarks = progress.bookmarks.iter();
        lines.push((
            texts.channels_bookmark(),
            bookmarks
                .map(|(kind, counter)| texts.channels_bookmark_value(*kind, counter.to_string()))
                .collect::<Vec<_>>()
                .join(", "),
        ));
        lines.push((texts.channels_gaps(), number(progress.missing)));
        lines.push((texts.channels_behind(), number(progress.behind)));
        let tables = progress.unread.iter().map(|(table, rows)| texts.channels_unread_table(table, rows));
        lines.push((texts.channels_unread(), tables.collect::<Vec<_>>().join(", ")));
        if let Some(failure) = &progress.failure {
            lines.push((texts.channels_error(), texts.failure_with_hint(failure)));
        }
    }
    let width = lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
    let mut lines = lines.into_iter().filter(|(_, value)| !value.is_empty());
    lines.try_for_each(|(name, value)| writeln!(output, "{}", visible(&format!("{name:width$}  {value}"))))
}

/// What lists have of the channel, and the rest.
fn channel_object(channel: &ChannelOverview) -> Value {
    let english = Texts::for_machines();
    let progress = channel.progress.as_ref();
    let failure = progress.and_then(|progress| progress.failure.as_ref());
    let bookmarks = progress.map(|progress| Cell::Counters(&progress.bookmarks).json_value());
    let mut object = json!({
        "channel": channel.name,
        "id": channel.id,
        "company": channel.company,
        "database": channel.path.to_string_lossy(),
        "last_contact": progress.and_then(|progress| progress.contacted).map(Timestamp::rfc3339),
        "epoch": progress.map(|progress| progress.epoch),
        "operations": progress.map(|progress| progress.operations),
        "bookmarks": bookmarks,
        "gaps": progress.map(|progress| progress.missing),
        "behind": progress.map(|progress| progress.behind),
        "error": failure.map(|failure| english.failure(failure)),
        "failure": failure.and_then(JobFailure::to_json),
    });
    if let Some(tables) = unread(channel) {
        object["unread_tables"] = tables.to_json();
    }
    object
}

fn cells<'a>(channel: &'a ChannelOverview, texts: &Texts) -> Vec<Cell<'a>> {
    let path = channel.path.display().to_string();
    let mut cells = vec![channel.name.as_str().into(), channel.company.as_str().into(), path.into()];
    match &channel.progress {
        Some(progress) => cells.extend(progress_cells(progress, texts)),
        None => {
            cells.push(Cell::LastTime(None));
            cells.extend(std::iter::repeat_n(Cell::Empty, 4));
        }
    }
    cells
}

fn progress_cells<'a>(progress: &'a ChannelProgress, texts: &Texts) -> [Cell<'a>; 5] {
    let ChannelProgress { contacted, failure, bookmarks, missing, behind, .. } = progress;
    let error = failure
        .as_ref()
        .map(|failure| Cell::translated(Texts::for_machines().failure(failure), texts.failure(failure)));
    [Cell::LastTime(*contacted), Cell::Counters(bookmarks), (*missing).into(), (*behind).into(), error.into()]
}
