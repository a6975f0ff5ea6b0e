//! Delimited text, read block by block.

use std::ops::Range;

use super::dialect::{Dialect, Quoting, RawField, Scanned, count_lines, line_length, without_end};
use super::fault::{BadLine, ExportFault};
use super::remark::{Remark, is_rule};
use super::rows::{CellPlace, EntryPlace, RowDraft};
use super::text_stream::{DecodedText, TextStream};
use super::trailer::Trailer;

/// A line, or a record with line breaks in quotes, with more bytes than this is none.
pub(super) const MAX_RECORD: usize = 16 * 1024 * 1024;

/// How many fields the first line of a message has at most, if a comma is the delimiter.
const MESSAGE_FIELDS: usize = 6;

/// How the rows of a file of delimited text are to be read, but for its quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DelimitedShape {
    pub(super) columns: Vec<String>,
    pub(super) delimiter: String,
    /// How many lines stand before the first row.
    pub(super) lines_before: u64,
}

/// Reads the rows of a file of delimited text.
pub(super) struct DelimitedReader {
    stream: TextStream,
    decoded: DecodedText,
    shape: DelimitedShape,
    dialect: Dialect,
    /// Number of the line where the next record begins, from 1.
    line: u64,
    sorter: RecordSorter,
    /// How many lines the file goes on behind the quote that is never closed.
    open_lines: u64,
}

/// Tells rows from other lines.
#[derive(Debug)]
struct RecordSorter {
    trailer: Trailer,
    /// Whether the line before was a header.
    is_under_header: bool,
}

impl DelimitedReader {
    /// Returns a reader of a text that is at its beginning.
    pub(super) fn new(stream: TextStream, shape: DelimitedShape, quoting: Quoting) -> Self {
        let dialect = Dialect { delimiter: shape.delimiter.clone(), quoting };
        let sorter = RecordSorter { trailer: Trailer::new(true), is_under_header: shape.lines_before > 0 };
        Self { stream, decoded: DecodedText::default(), shape, dialect, line: 1, sorter, open_lines: 0 }
    }

    /// Returns the stream, to be read anew.
    pub(super) fn into_stream(self) -> TextStream {
        self.stream
    }

    /// The text of the block in which a fault was found; the rows before it are parts of it.
    pub(super) fn text(&self) -> &str {
        &self.decoded.text
    }

    /// What stands behind the rows so far.
    pub(super) fn trailer(&self) -> &Trailer {
        &self.sorter.trailer
    }

    /// How many lines the file goes on behind the quote that is never closed.
    pub(super) fn open_lines(&self) -> u64 {
        self.open_lines
    }

    /// Reads rows and bad lines, and returns the text that they are parts of; `None` after the last one. `spare` is a text whose
    /// memory is used again.
    ///
    /// # Errors
    /// The file cannot be read any further.
    pub(super) fn fill(&mut self, draft: &mut RowDraft, spare: String) -> Result<Option<String>, ExportFault> {
        draft.clear();
        loop {
            let has_more = self.stream.read_more(&mut self.decoded)?;
            let end = self.read_records(draft, !has_more)?;
            if !draft.entries.is_empty() {
                return Ok(Some(self.decoded.take(end, spare)));
            }
            self.decoded.discard(end);
            if !has_more {
                return self.sorter.trailer.finish().map(|()| None);
            }
        }
    }

    /// Reads all whole records of the decoded text, and returns where the last one ends.
    fn read_records(&mut self, draft: &mut RowDraft, is_last: bool) -> Result<usize, ExportFault> {
        let text = self.decoded.text.as_str();
        let mut at = 0;
        while at < text.len() {
            if self.line <= self.shape.lines_before {
                let Some(length) = line_length(&text[at..]) else { break };
                at += length;
                self.line += 1;
                continue;
            }
            // A file may have been put behind another one.
            if text[at..].starts_with('\u{feff}') {
                at += '\u{feff}'.len_utf8();
            }
            let first = draft.cells.len();
            let mut is_multi_line = false;
            let scanned = self.dialect.scan(text, at, |field| {
                is_multi_line |= field.is_quoted;
                let place = place_of(&field, text, &self.dialect, &mut draft.aside);
                draft.cells.push(place);
            });
            match scanned {
                Scanned::Record { end, next } => {
                    let record = DelimitedRecord { line: self.line, text, range: at..end, first };
                    let is_undecoded = self.decoded.is_undecoded(at, end);
                    self.sorter.take(&record, is_undecoded, &self.shape.columns, draft)?;
                    self.line += if is_multi_line { count_lines(&text[at..next]) } else { 1 };
                    at = next;
                }
                Scanned::Malformed => {
                    draft.cells.truncate(first);
                    let Some(length) = line_length(&text[at..]) else {
                        if is_last {
                            // The file is cut off, but this speaks against the reading all the same.
                            self.sorter.take_bad(BadLine::Quotes, self.line, at..text.len(), draft);
                        }
                        if text.len() - at > MAX_RECORD {
                            return Err(ExportFault::LineTooLong { line: self.line });
                        }
                        break;
                    };
                    let range = at..at + without_end(&text[at..at + length]).len();
                    self.sorter.take_bad(BadLine::Quotes, self.line, range, draft);
                    self.line += 1;
                    at += length;
                }
                Scanned::Unfinished { in_quotes } => {
                    draft.cells.truncate(first);
                    let rest = &text[at..];
                    if rest.len() > MAX_RECORD {
                        return Err(unfinished(in_quotes, self.line, ExportFault::LineTooLong { line: self.line }));
                    }
                    if !is_last {
                        break;
                    }
                    let fault = BadLine::Fields { expected: self.shape.columns.len(), found: 1 };
                    if in_quotes || !self.sorter.trailer.take(rest, self.line, &fault) {
                        self.open_lines = count_lines(rest);
                        return Err(unfinished(in_quotes, self.line, ExportFault::CutOff { line: self.line }));
                    }
                    at = text.len();
                }
            }
        }
        if is_last && at < text.len() {
            return Err(ExportFault::CutOff { line: self.line });
        }
        Ok(at)
    }
}

/// Returns the fault of a record that does not end.
fn unfinished(in_quotes: bool, line: u64, otherwise: ExportFault) -> ExportFault {
    if in_quotes { ExportFault::QuoteOpen { line } } else { otherwise }
}

/// Returns where the value of a field is.
fn place_of(field: &RawField, text: &str, dialect: &Dialect, aside: &mut String) -> CellPlace {
    let range = field.range.clone();
    if field.has_escapes {
        return CellPlace::aside(aside, |aside| dialect.unescape(&text[range], aside));
    }
    match &text.as_bytes()[range.clone()] {
        b"NULL" if !field.is_quoted => CellPlace::Null,
        // So `bcp` tells an empty text from none.
        [0] => CellPlace::text(range.start..range.start),
        _ => CellPlace::text(range),
    }
}

/// A record of the text.
struct DelimitedRecord<'t> {
    line: u64,
    text: &'t str,
    range: Range<usize>,
    /// The place of its first cell in the draft.
    first: usize,
}

impl RecordSorter {
    /// Takes a record as a row, a bad line or neither.
    fn take(
        &mut self,
        record: &DelimitedRecord<'_>,
        is_undecoded: bool,
        columns: &[String],
        draft: &mut RowDraft,
    ) -> Result<(), ExportFault> {
        let line = &record.text[record.range.clone()];
        let found = draft.cells.len() - record.first;
        let is_under_header = std::mem::take(&mut self.is_under_header);
        if found == columns.len() && !is_remark(line, found) {
            let cells = &draft.cells[record.first..];
            if is_header(cells, record.text, columns) {
                self.is_under_header = true;
                draft.cells.truncate(record.first);
                return self.trailer.settle();
            }
            if is_under_header && is_rule(cells.iter().map(|cell| text_of(cell, record.text))) {
                draft.cells.truncate(record.first);
            } else if is_undecoded {
                draft.cells.truncate(record.first);
                self.take_bad(BadLine::Encoding, record.line, record.range.clone(), draft);
            } else {
                self.trailer.pass_row(draft);
                draft.entries.push(EntryPlace::Row { line: record.line, first: record.first });
            }
            return Ok(());
        }
        draft.cells.truncate(record.first);
        let fault = if is_undecoded { BadLine::Encoding } else { BadLine::Fields { expected: columns.len(), found } };
        if !self.trailer.take(line, record.line, &fault) {
            self.take_bad(fault, record.line, record.range.clone(), draft);
        }
        Ok(())
    }

    fn take_bad(&mut self, fault: BadLine, line: u64, text: Range<usize>, draft: &mut RowDraft) {
        self.trailer.pass_row(draft);
        draft.entries.push(EntryPlace::Bad { line, text: CellPlace::text(text), fault });
    }
}

fn text_of<'t>(cell: &CellPlace, text: &'t str) -> &'t str {
    match cell {
        CellPlace::Text(start, end) => &text[*start as usize..*end as usize],
        CellPlace::Null | CellPlace::Aside(..) => "",
    }
}

/// Whether a line with as many fields as the header has is none of a row: a message of the server has commas in it.
fn is_remark(line: &str, fields: usize) -> bool {
    match fields {
        1 => Remark::read(line).is_some(),
        2..=MESSAGE_FIELDS => Remark::read(line) == Some(Remark::Message),
        _ => false,
    }
}

/// Whether a record is the header once more, as `sqlcmd -h 100` and files put together have it.
fn is_header(cells: &[CellPlace], text: &str, columns: &[String]) -> bool {
    let is_name = |(cell, column): (&CellPlace, &String)| text_of(cell, text).trim().eq_ignore_ascii_case(column);
    columns.iter().any(|column| !column.is_empty()) && cells.iter().zip(columns).all(is_name)
}
