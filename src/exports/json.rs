//! JSON, one object per row, read block by block: an array of them, or one per line.

use std::mem;
use std::ops::Range;

use super::delimited::MAX_RECORD;
use super::dialect::{count_lines, line_length, without_end};
use super::fault::{BadLine, ExportFault};
use super::json_object::{CutObject, JsonColumns, MAX_COLUMNS, cut_object};
use super::rows::{CellPlace, EntryPlace, RowDraft};
use super::text_stream::{DecodedText, TextStream};
use super::trailer::Trailer;

/// What is around the objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JsonFrame {
    Lines,
    Array,
}

/// Reads the objects of a file.
pub(super) struct JsonReader {
    stream: TextStream,
    decoded: DecodedText,
    columns: JsonColumns,
    frame: JsonFrame,
    place: ArrayPlace,
    /// How many lines stand before the first object.
    lines_before: u64,
    /// Number of the line that is read, from 1.
    line: u64,
    trailer: Trailer,
}

/// Where in the array the reader is; objects of lines are always inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ArrayPlace {
    Before,
    Inside,
    Behind,
}

/// What to do with the text behind a place.
enum JsonStep {
    /// It is read up to there.
    To(usize),
    /// More text is needed.
    Wait,
}

impl JsonReader {
    /// Returns a reader of a text that is at its beginning, with the names that are known already.
    pub(super) fn new(stream: TextStream, frame: JsonFrame, lines_before: u64, columns: JsonColumns) -> Self {
        let place = if frame == JsonFrame::Array { ArrayPlace::Before } else { ArrayPlace::Inside };
        let decoded = DecodedText::default();
        // The count behind an array may be that of the pieces into which it was broken.
        let trailer = Trailer::new(frame == JsonFrame::Lines);
        Self { stream, decoded, columns, frame, place, lines_before, line: 1, trailer }
    }

    /// What stands behind the rows so far.
    pub(super) fn trailer(&self) -> &Trailer {
        &self.trailer
    }

    /// Whether a value that was read is `null`.
    pub(super) fn has_nulls(&self) -> bool {
        self.columns.has_nulls()
    }

    /// Reads all objects for their names, and returns them with the stream, which is to be read anew.
    ///
    /// # Errors
    /// The file cannot be read to its end.
    pub(super) fn collect_names(mut self) -> Result<(JsonColumns, TextStream), ExportFault> {
        let (mut draft, mut spare) = (RowDraft::default(), String::new());
        while let Some(text) = self.fill(&mut draft, spare)? {
            spare = text;
        }
        Ok((self.columns, self.stream))
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
            let decoded = mem::take(&mut self.decoded);
            let end = self.read_objects(&decoded, draft, !has_more);
            self.decoded = decoded;
            let end = end?;
            if !draft.entries.is_empty() {
                return Ok(Some(self.decoded.take(end, spare)));
            }
            self.decoded.discard(end);
            if !has_more {
                self.trailer.finish()?;
                let is_whole = self.frame == JsonFrame::Lines || self.place == ArrayPlace::Behind;
                let cut_off = || self.trailer.interruption().unwrap_or(ExportFault::JsonCutOff { line: self.line });
                return if is_whole { Ok(None) } else { Err(cut_off()) };
            }
        }
    }

    /// Reads all whole objects of the text, and returns where the last one ends.
    fn read_objects(
        &mut self,
        decoded: &DecodedText,
        draft: &mut RowDraft,
        is_last: bool,
    ) -> Result<usize, ExportFault> {
        let text = decoded.text.as_str();
        let mut at = 0;
        while let Some(sign) = text.as_bytes().get(at) {
            let step = match sign {
                _ if self.line <= self.lines_before => self.skip_line(text, at),
                b'\n' => {
                    self.line += 1;
                    JsonStep::To(at + 1)
                }
                b' ' | b'\t' | b'\r' | b',' | 0x1a => JsonStep::To(at + 1),
                _ if text[at..].starts_with('\u{feff}') => JsonStep::To(at + '\u{feff}'.len_utf8()),
                b'{' | b']' if self.frame == JsonFrame::Array && self.trailer.is_holding() => {
                    return Err(ExportFault::JsonDamaged { line: self.line });
                }
                b'[' if self.place == ArrayPlace::Before => {
                    self.place = ArrayPlace::Inside;
                    JsonStep::To(at + 1)
                }
                b']' if self.frame == JsonFrame::Array && self.place == ArrayPlace::Inside => {
                    self.place = ArrayPlace::Behind;
                    JsonStep::To(at + 1)
                }
                b'{' if self.place == ArrayPlace::Inside => self.read_object(decoded, at, draft, is_last)?,
                _ => self.read_other(text, at, draft, is_last)?,
            };
            match step {
                JsonStep::To(next) => at = next,
                JsonStep::Wait if text.len() - at > MAX_RECORD => {
                    return Err(ExportFault::LineTooLong { line: self.line });
                }
                JsonStep::Wait => break,
            }
        }
        Ok(at)
    }

    fn skip_line(&mut self, text: &str, at: usize) -> JsonStep {
        let Some(length) = line_length(&text[at..]) else { return JsonStep::Wait };
        self.line += 1;
        JsonStep::To(at + length)
    }

    fn read_object(
        &mut self,
        decoded: &DecodedText,
        at: usize,
        draft: &mut RowDraft,
        is_last: bool,
    ) -> Result<JsonStep, ExportFault> {
        let text = decoded.text.as_str();
        let end = match cut_object(text, at, self.frame == JsonFrame::Lines) {
            CutObject::Whole(end) => end,
            CutObject::LineBreak(end) if self.frame == JsonFrame::Array => {
                return Err(ExportFault::JsonFolded { line: self.line + count_lines(&text[at..end]) });
            }
            CutObject::LineBreak(end) | CutObject::NextLine(end) => {
                self.take_bad(BadLine::Json, text, at..end, draft);
                return Ok(JsonStep::To(end));
            }
            CutObject::Unfinished if is_last => return Err(ExportFault::JsonCutOff { line: self.line }),
            CutObject::Unfinished => return Ok(JsonStep::Wait),
        };
        let first = draft.cells.len();
        if decoded.is_undecoded(at, end) {
            self.take_bad(BadLine::Encoding, text, at..end, draft);
        } else if self.columns.read(text, at..end, &mut draft.cells, &mut draft.aside) {
            if self.columns.names().len() > MAX_COLUMNS {
                return Err(ExportFault::TooManyColumns { limit: MAX_COLUMNS });
            }
            self.trailer.pass_row(draft);
            draft.entries.push(EntryPlace::Row { line: self.line, first });
            self.line += count_lines(&text[at..end]);
        } else {
            self.take_bad(BadLine::Json, text, at..end, draft);
        }
        Ok(JsonStep::To(end))
    }

    /// Reads a line that does not begin with an object.
    fn read_other(
        &mut self,
        text: &str,
        at: usize,
        draft: &mut RowDraft,
        is_last: bool,
    ) -> Result<JsonStep, ExportFault> {
        let length = match line_length(&text[at..]) {
            Some(length) => length,
            None if is_last => text.len() - at,
            None => return Ok(JsonStep::Wait),
        };
        let line = without_end(&text[at..at + length]);
        if !self.trailer.take(line, self.line, &BadLine::Json) {
            if self.frame == JsonFrame::Array {
                return Err(ExportFault::JsonDamaged { line: self.line });
            }
            if is_last && !text.ends_with('\n') {
                return Err(ExportFault::JsonCutOff { line: self.line });
            }
            self.take_bad(BadLine::Json, text, at..at + line.len(), draft);
        }
        // The line break itself is counted when it is read.
        Ok(JsonStep::To(at + line.len()))
    }

    fn take_bad(&mut self, fault: BadLine, text: &str, range: Range<usize>, draft: &mut RowDraft) {
        let lines = count_lines(&text[range.clone()]);
        let end = range.start + without_end(&text[range.clone()]).len();
        self.trailer.pass_row(draft);
        draft.entries.push(EntryPlace::Bad { line: self.line, text: CellPlace::text(range.start..end), fault });
        self.line += lines;
    }
}
