//! What an import did.

use super::fault::{BadImportLine, ImportFileError, ImportLineFault};
use crate::engine::error::EngineError;
use crate::model::State;
use crate::store::Store;

/// How many of the lines that are left out are kept with what is wrong with them.
const MOST_KEPT: usize = 1_000;

/// What an import did, or would do.
#[derive(Debug, Default)]
pub(crate) struct ImportReport {
    /// The lines that were read.
    pub(crate) read: u64,
    /// Those whose customers are new.
    pub(crate) imported: u64,
    /// Those whose customers headquarters had without a GUID.
    pub(crate) identified: u64,
    /// Those whose customers headquarters has already.
    pub(crate) already: u64,
    /// Those that cannot be used.
    pub(crate) left_out: u64,
    /// The first of these.
    pub(crate) bad_lines: Vec<BadImportLine>,
    /// Whether nothing was imported because of them.
    pub(crate) is_refused: bool,
    /// The operations that waited for the creation of an imported customer.
    pub(super) released: u64,
    /// The operations that waited for a customer whom headquarters did not know, and that the next `sync` decides on.
    pub(crate) waiting: u64,
    /// The failed operations whose customer headquarters knows now.
    pub(crate) failed: u64,
    /// Why not all was read.
    pub(crate) ended_by: Option<ImportFileError>,
}

impl ImportReport {
    /// Adds a line that cannot be used.
    pub(super) fn leave_out(&mut self, file: &str, line: u64, fault: ImportLineFault) {
        self.left_out += 1;
        if self.bad_lines.len() < MOST_KEPT {
            self.bad_lines.push(BadImportLine { file: file.to_owned(), line, fault });
        }
    }

    /// Adds what a batch did.
    pub(super) fn add(&mut self, batch: Self) {
        self.imported += batch.imported;
        self.identified += batch.identified;
        self.already += batch.already;
        self.left_out += batch.left_out;
        self.released += batch.released;
        let kept = MOST_KEPT.saturating_sub(self.bad_lines.len());
        self.bad_lines.extend(batch.bad_lines.into_iter().take(kept));
        // Lines that cannot be read were noted before those of their batch.
        self.bad_lines.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
    }

    /// Ends with a file that cannot be read any further.
    ///
    /// # Errors
    /// The error itself, if nothing was imported.
    pub(super) fn end_by(&mut self, error: ImportFileError) -> Result<(), EngineError> {
        if self.imported + self.identified == 0 {
            return Err(error.into());
        }
        self.ended_by = Some(error);
        Ok(())
    }

    /// Counts the operations that headquarters knew no customer for, and knows now.
    pub(super) fn count_resolvable(&mut self, store: &Store) -> Result<(), EngineError> {
        self.waiting = self.released + store.count_resolvable(State::Waiting)?;
        self.failed = store.count_resolvable(State::Failed)?;
        Ok(())
    }
}
