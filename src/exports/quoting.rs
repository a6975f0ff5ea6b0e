//! Whether the quotes of a file are quotes: the whole file is read both ways, since a single line does not tell.

use std::cmp::Reverse;

use super::bytes::ExportBytes;
use super::delimited::{DelimitedReader, DelimitedShape};
use super::dialect::Quoting;
use super::fault::ExportFault;
use super::rows::{CellPlace, RowDraft};
use super::survey::Survey;
use super::text_stream::TextStream;

/// So many bad lines are enough to know that a reading is wrong.
const ENOUGH_BAD: u64 = 100;

/// A file that goes on for more lines than this behind an open quote was not cut off within a value.
const LINES_OF_VALUE: u64 = 32;

/// What a reading of a file showed.
#[derive(Debug, Default)]
struct Trial {
    /// How many lines are no rows, or more than any file has if its rows have no end.
    bad: u64,
    rows: u64,
    /// Whether the file ends within a quoted field, so that it may be cut off there.
    is_open: bool,
    /// Whether the last line has no end, so that the file may be cut off there.
    is_cut: bool,
    /// Whether a field begins and ends with a quote.
    has_enclosed: bool,
    /// Whether a field begins with a quote.
    has_opening: bool,
    /// Whether the end says how many rows there are, as tools do that never quote.
    has_count: bool,
}

/// Returns what quotes mean in a file: the reading under which all lines are rows, or else the most of them.
///
/// # Errors
/// The file cannot be read.
pub(super) fn quoting_of(
    bytes: ExportBytes,
    survey: Survey,
    shape: &DelimitedShape,
) -> Result<(Quoting, ExportBytes), ExportFault> {
    if !survey.has_quote {
        return Ok((Quoting::Never, bytes));
    }
    let (plain, bytes) = Trial::run(bytes, survey, shape, Quoting::Never)?;
    if !plain.has_opening {
        return Ok((Quoting::Never, bytes));
    }
    let (quoting, quoted, bytes) = better_escape(bytes, survey, shape)?;
    let is_quoting = if plain.has_count && quoted.bad > 0 {
        false
    } else if quoted.is_open {
        // A letter that looks like a quote is likelier than a file that is cut off just there, unless there are other quotes.
        quoted.bad <= plain.bad && (plain.bad > 0 || plain.has_enclosed)
    } else {
        quoted.bad < plain.bad || (quoted.bad == plain.bad && plain.has_enclosed)
    };
    Ok((if is_quoting { quoting } else { Quoting::Never }, bytes))
}

/// Returns how quotes within quotes are written in a file whose quotes are quotes for sure.
///
/// # Errors
/// The file cannot be read.
pub(super) fn escape_of(
    bytes: ExportBytes,
    survey: Survey,
    shape: &DelimitedShape,
) -> Result<(Quoting, ExportBytes), ExportFault> {
    if !survey.has_backslash_quote {
        return Ok((Quoting::Doubled, bytes));
    }
    let (quoting, _, bytes) = better_escape(bytes, survey, shape)?;
    Ok((quoting, bytes))
}

/// Reads a file with quotes, in both ways where it may have both, and returns the better reading.
fn better_escape(
    bytes: ExportBytes,
    survey: Survey,
    shape: &DelimitedShape,
) -> Result<(Quoting, Trial, ExportBytes), ExportFault> {
    let (doubled, bytes) = Trial::run(bytes, survey, shape, Quoting::Doubled)?;
    if !survey.has_backslash_quote {
        return Ok((Quoting::Doubled, doubled, bytes));
    }
    let (backslash, bytes) = Trial::run(bytes, survey, shape, Quoting::Backslash)?;
    Ok(if backslash.faults() < doubled.faults() {
        (Quoting::Backslash, backslash, bytes)
    } else {
        (Quoting::Doubled, doubled, bytes)
    })
}

impl Trial {
    /// What speaks against the reading: less is better. Where a quote is taken for something else, rows run into one another.
    fn faults(&self) -> (u64, bool, Reverse<u64>) {
        (self.bad, self.is_open || self.is_cut, Reverse(self.rows))
    }

    /// Reads a file as far as needed.
    fn run(
        bytes: ExportBytes,
        survey: Survey,
        shape: &DelimitedShape,
        quoting: Quoting,
    ) -> Result<(Self, ExportBytes), ExportFault> {
        let mut reader = DelimitedReader::new(TextStream::new(bytes, survey)?, shape.clone(), quoting);
        let mut trial = Self::default();
        let (mut draft, mut spare) = (RowDraft::default(), String::new());
        loop {
            spare = match reader.fill(&mut draft, spare) {
                Ok(Some(text)) => {
                    trial.take(&draft, &text, quoting);
                    text
                }
                Ok(None) => break,
                Err(ExportFault::System(error)) => return Err(error.into()),
                Err(fault) => {
                    // The rows before it count all the same.
                    trial.take(&draft, reader.text(), quoting);
                    match fault {
                        ExportFault::QuoteOpen { .. } if reader.open_lines() <= LINES_OF_VALUE => trial.is_open = true,
                        ExportFault::CutOff { .. } => trial.is_cut = true,
                        // Lines that look like a count, or rows that ran into one another, are a matter of this reading.
                        ExportFault::QuoteOpen { .. }
                        | ExportFault::LineTooLong { .. }
                        | ExportFault::RowsMissing { .. } => trial.bad = u64::MAX,
                        // Another fault is the same whatever quotes mean.
                        _ => {}
                    }
                    break;
                }
            };
            if trial.bad >= ENOUGH_BAD {
                break;
            }
        }
        trial.has_count = reader.trailer().has_count();
        Ok((trial, reader.into_stream().into_bytes()))
    }

    fn take(&mut self, draft: &RowDraft, text: &str, quoting: Quoting) {
        let bad = draft.entries.iter().filter(|entry| entry.is_bad()).count();
        self.bad += bad as u64;
        self.rows += (draft.entries.len() - bad) as u64;
        if quoting != Quoting::Never || self.has_enclosed {
            return;
        }
        for cell in &draft.cells {
            if let CellPlace::Text(start, end) = *cell
                && end > start
                && text.as_bytes()[start as usize] == b'"'
            {
                self.has_opening = true;
                self.has_enclosed |= text.as_bytes()[end as usize - 1] == b'"';
            }
        }
        // The fields of bad lines are not kept.
        self.has_opening |= self.bad > 0;
    }
}
