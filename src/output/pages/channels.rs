//! The configured channels and how far each has been read, as a small list.

use std::io::{self, Write as _};

use serde_json::{Map, Value};

use crate::engine::{ChannelOverview, ChannelProgress};
use crate::i18n::Texts;
use crate::model::Timestamp;
use crate::output::{Cell, Format, Grid, Output};

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
    let rows = channels.iter().map(|channel| cells(channel, texts)).collect();
    Grid { columns, rows }.print(output, format)
}

fn cells(channel: &ChannelOverview, texts: &Texts) -> Vec<Cell> {
    let mut cells =
        vec![Cell::text(&channel.name), Cell::text(&channel.company), Cell::text(&channel.path.display().to_string())];
    match &channel.progress {
        Some(progress) => cells.extend(progress_cells(progress, texts)),
        None => {
            cells.push(Cell::new(texts.never(), Value::Null));
            cells.extend(std::iter::repeat_n(Cell::new("", Value::Null), 4));
        }
    }
    cells
}

fn progress_cells(progress: &ChannelProgress, texts: &Texts) -> [Cell; 5] {
    let ChannelProgress { contacted, failure, bookmarks, missing, behind } = progress;
    let shown: Vec<_> =
        bookmarks.iter().map(|(kind, counter)| texts.channels_bookmark_value(*kind, counter.to_string())).collect();
    let values: Map<_, Value> =
        bookmarks.iter().map(|(kind, counter)| (kind.table().to_owned(), counter.0.into())).collect();
    let error = failure.as_ref().map(|failure| texts.failure(failure)).unwrap_or_default();
    [
        Cell::new(contacted.map_or_else(|| texts.never(), Timestamp::local), contacted.map(Timestamp::rfc3339)),
        Cell::new(shown.join(", "), values),
        Cell::new(missing.to_string(), *missing),
        Cell::new(behind.to_string(), *behind),
        Cell::new(error, failure.as_ref().map(|failure| texts.english().failure(failure))),
    ]
}
