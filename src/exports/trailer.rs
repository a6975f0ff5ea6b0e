//! Lines behind the rows of a file in which a tool says how many rows there are, or with which error the server stopped. A value
//! with line breaks may have lines that look like them, so that only what follows shows what they are.

use super::fault::{BadLine, ExportFault};
use super::remark::Remark;
use super::rows::{CellPlace, EntryPlace, RowDraft};

/// How many lines of text stand under a `Msg …` line at most.
const MESSAGE_LINES: u8 = 3;

/// A longer line, in bytes, is none of a tool.
const MAX_LENGTH: usize = 4 * 1024;

/// More lines than these are none of a tool.
const MAX_LINES: usize = 1000;

/// Lines that are no rows, and what they say if they stand behind the last row.
#[derive(Debug)]
pub(super) struct Trailer {
    /// Those behind the last row so far.
    held: Vec<HeldLine>,
    /// How many lines of a message may still follow.
    message_lines: u8,
    /// Whether counts are those of the rows that are read.
    counts_rows: bool,
    /// Rows and bad lines since the last count.
    rows: u64,
    has_rows: bool,
    has_count: bool,
    /// The first error of the server.
    message: Option<String>,
}

/// A line that may be one of a tool.
#[derive(Debug)]
struct HeldLine {
    number: u64,
    text: String,
    /// `None` for a line of a message under its first one.
    remark: Option<Remark>,
    /// What is wrong with the line if it is one of a value.
    fault: BadLine,
}

impl Trailer {
    /// Returns the trailer of a file that is at its beginning. `counts_rows` is whether its counts are those of the rows that
    /// are read.
    pub(super) fn new(counts_rows: bool) -> Self {
        Self {
            held: Vec::new(),
            message_lines: 0,
            counts_rows,
            rows: 0,
            has_rows: false,
            has_count: false,
            message: None,
        }
    }

    /// Takes a line that is no row, and returns whether it may be one of a tool. Otherwise it is a bad line with that fault.
    pub(super) fn take(&mut self, line: &str, number: u64, fault: &BadLine) -> bool {
        let remark = Remark::read(line);
        if remark == Some(Remark::Blank) {
            self.message_lines = 0;
            return true;
        }
        let is_text = remark.is_none() && self.message_lines > 0;
        if !(remark.is_some() || is_text) || line.len() > MAX_LENGTH || self.held.len() == MAX_LINES {
            return false;
        }
        self.message_lines = match remark {
            Some(Remark::Message) => MESSAGE_LINES,
            Some(_) => 0,
            None => self.message_lines - 1,
        };
        self.held.push(HeldLine { number, text: line.to_owned(), remark, fault: fault.clone() });
        true
    }

    /// Takes notice of a row or bad line, before it is added to the draft: lines between rows are bad lines.
    pub(super) fn pass_row(&mut self, draft: &mut RowDraft) {
        if !self.held.is_empty() {
            self.refute(draft);
        }
        self.rows += 1;
        self.has_rows = true;
        self.message_lines = 0;
    }

    fn refute(&mut self, draft: &mut RowDraft) {
        for HeldLine { number, text, fault, .. } in self.held.drain(..) {
            // Before the first row there is no value that a line could be part of.
            if self.has_rows {
                let text = CellPlace::aside(&mut draft.aside, |aside| aside.push_str(&text));
                draft.entries.push(EntryPlace::Bad { line: number, text, fault });
                self.rows += 1;
            }
        }
    }

    /// Takes the lines for those of a tool: another batch of rows begins, or the file ends.
    ///
    /// # Errors
    /// More rows were written than there are. There may be more lines than rows, where values hold line breaks.
    pub(super) fn settle(&mut self) -> Result<(), ExportFault> {
        self.message_lines = 0;
        let mut is_first_message = self.message.is_none();
        for line in self.held.drain(..) {
            match (line.remark, &mut self.message) {
                (Some(Remark::Count(announced)), _) => {
                    self.has_count = true;
                    let found = std::mem::take(&mut self.rows);
                    if announced > found && self.counts_rows {
                        return Err(ExportFault::RowsMissing { announced, found });
                    }
                }
                (Some(Remark::Message), None) => self.message = Some(line.text),
                (Some(Remark::Message), Some(_)) => is_first_message = false,
                (None, Some(message)) if is_first_message => {
                    message.push(' ');
                    message.push_str(&line.text);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes the lines for those of a tool, since the file ends.
    ///
    /// # Errors
    /// More rows were written than there are, or the server has written an error instead of any.
    pub(super) fn finish(&mut self) -> Result<(), ExportFault> {
        self.settle()?;
        match &self.message {
            Some(message) if !self.has_rows => Err(ExportFault::ServerError { message: message.clone() }),
            _ => Ok(()),
        }
    }

    /// Whether lines are held that a row would make bad lines.
    pub(super) fn is_holding(&self) -> bool {
        !self.held.is_empty()
    }

    /// Whether a tool has said how many rows there are.
    pub(super) fn has_count(&self) -> bool {
        self.has_count
    }

    /// Returns the error with which the server stopped behind some rows.
    pub(super) fn interruption(&self) -> Option<ExportFault> {
        let message = self.message.clone().filter(|_| self.has_rows)?;
        Some(ExportFault::Interrupted { message })
    }
}
