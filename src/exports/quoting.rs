//! Whether the quotes of a file are quotes: the whole file is read both ways, since a single line does not tell.

use super::bytes::ExportBytes;
use super::delimited::{DelimitedReader, DelimitedShape};
use super::dialect::Quoting;
use super::fault::ExportFault;
use super::rows::{CellPlace, RowDraft};
use super::survey::Survey;
use super::text_stream::TextStream;

/// So many bad lines are enough to know that a reading is wrong.
const ENOUGH_BAD: u64 = 100;

/// What a reading of a file showed.
#[derive(Debug, Default)]
struct Trial {
    /// How many lines are no rows, or more than any file has if it cannot be read to its end.
    bad: u64,
    /// Whether a field begins and ends with a quote.
    has_enclosed: bool,
    /// Whether a field begins with a quote.
    has_opening: bool,
    /// Whether a line says how many rows there are, as tools do that never quote.
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
    if plain.has_count || !plain.has_opening {
        return Ok((Quoting::Never, bytes));
    }
    let (doubled, bytes) = Trial::run(bytes, survey, shape, Quoting::Doubled)?;
    let (backslash, bytes) = match doubled.bad {
        0 => (None, bytes),
        _ => Trial::run(bytes, survey, shape, Quoting::Backslash).map(|(trial, bytes)| (Some(trial), bytes))?,
    };
    let (quoting, bad) = match backslash {
        Some(backslash) if backslash.bad < doubled.bad => (Quoting::Backslash, backslash.bad),
        _ => (Quoting::Doubled, doubled.bad),
    };
    let is_quoting = bad < plain.bad || (bad == plain.bad && plain.has_enclosed);
    Ok((if is_quoting { quoting } else { Quoting::Never }, bytes))
}

impl Trial {
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
            match reader.fill(&mut draft, spare) {
                Ok(Some(text)) => {
                    trial.take(&draft, &text, quoting);
                    spare = text;
                }
                Ok(None) => break,
                Err(ExportFault::System(error)) => return Err(error.into()),
                Err(_) => {
                    trial.bad = u64::MAX;
                    break;
                }
            }
            if trial.bad >= ENOUGH_BAD {
                break;
            }
        }
        trial.has_count = reader.has_count();
        Ok((trial, reader.into_stream().into_bytes()))
    }

    fn take(&mut self, draft: &RowDraft, text: &str, quoting: Quoting) {
        self.bad += draft.entries.iter().filter(|entry| entry.is_bad()).count() as u64;
        if quoting != Quoting::Never || self.has_enclosed {
            return;
        }
        for cell in &draft.cells {
            if let CellPlace::Text(start, end) = *cell
                && end > start
                && text.as_bytes()[start as usize] == b'"'
            {
                self.has_opening = true;
                self.has_enclosed |= end - start > 1 && text.as_bytes()[end as usize - 1] == b'"';
            }
        }
        // The fields of bad lines are not kept.
        self.has_opening |= self.bad > 0;
    }
}
