//! Reading an exported file row by row.

use std::mem;

use super::bytes::ExportBytes;
use super::delimited::{DelimitedReader, MAX_RECORD};
use super::dialect::{Quoting, line_length};
use super::fault::{BadLine, ExportFault};
use super::form::{ExportForm, ExportLayout, tool_of};
use super::json::{JsonFrame, JsonReader};
use super::json_object::JsonColumns;
use super::quoting::{escape_of, quoting_of};
use super::recognition::{Recognized, recognize};
use super::request::ExportRequest;
use super::rows::{CellBlock, CellTexts, EntryPlace, ExportCell, RowDraft};
use super::survey::{SAMPLE, is_binary, survey};
use super::text_stream::{DecodedText, TextStream};

/// What a file holds next.
#[derive(Debug)]
pub(crate) enum ExportEntry<'e> {
    /// A row: a cell for each of [`Export::columns`], in their order.
    Row { line: u64, cells: &'e [ExportCell<'e>] },
    /// A line, or a JSON object, that is no row, as it stands in the file.
    Bad { line: u64, text: &'e str, fault: BadLine },
}

/// An opened file.
pub(crate) struct Export {
    form: ExportForm,
    columns: Vec<String>,
    reader: RowReader,
    draft: RowDraft,
    block: Option<CellBlock>,
    /// The place of the next entry of the block.
    next: usize,
    /// Whether a value of JSON was `null`.
    writes_nulls: bool,
    interruption: Option<ExportFault>,
}

enum RowReader {
    /// Nothing is left.
    Done,
    Delimited(Box<DelimitedReader>),
    Json(Box<JsonReader>),
}

impl Export {
    /// Opens a file and recognizes its form. It is looked through for its encoding, and again where its first lines do not show
    /// whether its quotes are quotes, or whether all objects of JSON have the same names.
    ///
    /// # Errors
    /// It cannot be read at all, or not without a setting.
    pub(crate) fn open(request: ExportRequest<'_>) -> Result<Self, ExportFault> {
        let mut bytes = ExportBytes::open(request.path)?;
        let survey = survey(&mut bytes, request.encoding)?;
        let is_gzip = bytes.is_gzip();
        let mut stream = TextStream::new(bytes, survey)?;
        let mut beginning = DecodedText::default();
        let mut has_more = true;
        while has_more && beginning.text.len() < MAX_RECORD && line_length(&beginning.text).is_none() {
            has_more = stream.read_more(&mut beginning)?;
        }
        if survey.encoding.is_utf_16() && is_binary(&beginning.text.as_bytes()[..beginning.text.len().min(SAMPLE)]) {
            return Err(ExportFault::Binary);
        }
        let is_whole = !has_more || !stream.read_more(&mut beginning)?;
        let (recognized, marks) = recognize(&beginning.text, is_whole, &request)?;
        let bytes = stream.into_bytes();
        let (layout, columns, reader) = match recognized {
            Recognized::Empty => (ExportLayout::Empty, Vec::new(), RowReader::Done),
            Recognized::Json { frame, lines_before } => {
                let names =
                    JsonReader::new(TextStream::new(bytes, survey)?, frame, lines_before, JsonColumns::default());
                let (names, stream) = names.collect_names()?;
                let columns = names.names().to_vec();
                let stream = TextStream::new(stream.into_bytes(), survey)?;
                let reader = JsonReader::new(stream, frame, lines_before, names);
                let layout = match frame {
                    JsonFrame::Lines => ExportLayout::JsonLines,
                    JsonFrame::Array => ExportLayout::JsonArray,
                };
                (layout, columns, RowReader::Json(Box::new(reader)))
            }
            Recognized::Delimited { shape, source, never_quotes, always_quotes } => {
                let (quoting, bytes) = match (never_quotes, always_quotes) {
                    (true, _) => (Quoting::Never, bytes),
                    (false, true) => escape_of(bytes, survey, &shape)?,
                    (false, false) => quoting_of(bytes, survey, &shape)?,
                };
                let layout = ExportLayout::Delimited { delimiter: shape.delimiter.clone(), quoting, source };
                let columns = shape.columns.clone();
                let reader = DelimitedReader::new(TextStream::new(bytes, survey)?, shape, quoting);
                (layout, columns, RowReader::Delimited(Box::new(reader)))
            }
        };
        let form = ExportForm {
            tool: tool_of(marks, &layout, survey),
            encoding: survey.encoding.name(),
            has_byte_order_mark: survey.mark > 0,
            is_gzip,
            layout,
            culture: request.culture,
        };
        Ok(Self {
            form,
            columns,
            reader,
            draft: RowDraft::default(),
            block: None,
            next: 0,
            writes_nulls: false,
            interruption: None,
        })
    }

    /// Whether the file writes empty values as `null`, as far as it was read: then a column that it does not have is no empty one.
    pub(crate) fn writes_nulls(&self) -> bool {
        self.writes_nulls
    }

    /// What the file was recognized as.
    pub(crate) fn form(&self) -> &ExportForm {
        &self.form
    }

    /// The columns as the file spells them, in the order of the cells. Those of JSON are the names of all objects together.
    pub(crate) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Returns the next row or bad line; `None` after the last one.
    ///
    /// # Errors
    /// The file cannot be read any further: it is cut off, not text, or the disk fails. Nothing follows.
    pub(crate) fn next(&mut self) -> Result<Option<ExportEntry<'_>>, ExportFault> {
        while self.next == self.draft.entries.len() {
            if !self.fill()? {
                return Ok(None);
            }
        }
        let entry = &self.draft.entries[self.next];
        self.next += 1;
        let Some(block) = &self.block else { return Ok(None) };
        Ok(Some(match entry {
            EntryPlace::Row { line, first } => {
                ExportEntry::Row { line: *line, cells: &block.borrow_dependent()[*first..*first + self.columns.len()] }
            }
            EntryPlace::Bad { line, text, fault } => {
                let text = block.borrow_owner().cell(*text).text().unwrap_or_default();
                ExportEntry::Bad { line: *line, text, fault: fault.clone() }
            }
        }))
    }

    /// Takes the error with which the server stopped the export: rows are missing. It is known once [`Self::next`] has returned
    /// `None`; the rows before it are right.
    pub(crate) fn take_interruption(&mut self) -> Option<ExportFault> {
        self.interruption.take()
    }

    /// Reads the next block, and returns whether there is one.
    fn fill(&mut self) -> Result<bool, ExportFault> {
        let spare = self.block.take().map(CellBlock::into_owner).unwrap_or_default();
        self.next = 0;
        self.draft.entries.clear();
        let filled = match &mut self.reader {
            RowReader::Done => return Ok(false),
            RowReader::Delimited(reader) => reader.fill(&mut self.draft, spare.text),
            RowReader::Json(reader) => {
                let filled = reader.fill(&mut self.draft, spare.text);
                self.writes_nulls = reader.has_nulls();
                filled
            }
        };
        if !matches!(filled, Ok(Some(_))) {
            self.interruption = match &self.reader {
                RowReader::Done => None,
                RowReader::Delimited(reader) => reader.trailer().interruption(),
                RowReader::Json(reader) => reader.trailer().interruption(),
            };
            self.reader = RowReader::Done;
            self.draft.clear();
        }
        let Some(text) = filled? else { return Ok(false) };
        let aside = mem::replace(&mut self.draft.aside, spare.aside);
        self.block = Some(CellBlock::build(CellTexts { text, aside }, &self.draft.cells));
        Ok(true)
    }
}
