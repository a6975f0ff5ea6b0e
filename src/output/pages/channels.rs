//! The configured channels and how far each has been read, as a small list.

use std::io::{self, Write as _};

use crate::engine::{ChannelOverview, ChannelProgress};
use crate::i18n::Texts;
use crate::model::Cell;
use crate::output::formats::Format;
use crate::output::grid::Grid;
use crate::output::writer::Output;

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
    Grid { columns, rows }.print(output, format, texts)
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
    let ChannelProgress { contacted, failure, bookmarks, missing, behind } = progress;
    let error =
        failure.as_ref().map(|failure| Cell::translated(texts.english().failure(failure), texts.failure(failure)));
    [Cell::LastTime(*contacted), Cell::Counters(bookmarks), (*missing).into(), (*behind).into(), error.into()]
}
