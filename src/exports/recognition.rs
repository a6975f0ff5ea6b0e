//! Recognizing a file by its first lines: JSON or delimited text, and where its columns are named.

use super::delimited::DelimitedShape;
use super::dialect::{Dialect, Quoting, Scanned, line_length, without_end};
use super::fault::ExportFault;
use super::form::{ColumnSource, ToolMarks};
use super::format_file::FileFormat;
use super::header::{ExportHeader, check_columns};
use super::json::JsonFrame;
use super::remark::{Remark, is_rule};
use super::request::ExportRequest;

/// What `FOR JSON` calls its only column where nobody named it.
const JSON_COLUMN: &str = "JSON_F52E2B61-18A1-11d1-B105-00805F49916B";

/// Delimiters that a file without a header may have.
const DELIMITERS: [&str; 4] = ["\t", ";", "|", ","];

/// How many lines are looked at for the delimiter of a file without a header.
const SAMPLED_LINES: usize = 100;

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Recognized {
    Empty,
    Json { frame: JsonFrame, lines_before: u64 },
    Delimited { shape: DelimitedShape, source: ColumnSource, never_quotes: bool, always_quotes: bool },
}

/// Recognizes a file by the beginning of its text. `is_whole` is whether there is no more of it.
///
/// # Errors
/// It cannot be read, or nothing names its columns.
pub(super) fn recognize(
    beginning: &str,
    is_whole: bool,
    request: &ExportRequest<'_>,
) -> Result<(Recognized, ToolMarks), ExportFault> {
    let beginning = beginning.strip_prefix('\u{feff}').unwrap_or(beginning);
    let mut marks = ToolMarks {
        has_nul: beginning.contains('\0'),
        has_escaped_slash: beginning.contains("\\/"),
        ..ToolMarks::default()
    };
    let mut lines = LinesAhead { rest: beginning, number: 1 };
    let mut message: Option<String> = None;
    loop {
        if let Some(frame) = json_frame(lines.rest) {
            marks.is_indented = is_indented(lines.rest);
            return Ok((Recognized::Json { frame, lines_before: lines.number - 1 }, marks));
        }
        let Some(line) = lines.peek() else {
            let is_blank = Remark::read(lines.rest) == Some(Remark::Blank);
            let is_count = matches!(Remark::read(lines.rest), Some(Remark::Count(0)));
            return match message {
                _ if !is_whole => Err(ExportFault::LineTooLong { line: lines.number }),
                _ if !is_blank && !is_count => Err(ExportFault::CutOff { line: lines.number }),
                Some(message) => Err(ExportFault::ServerError { message }),
                None => Ok((Recognized::Empty, marks)),
            };
        };
        match (Remark::read(line), &mut message) {
            (Some(Remark::Message), _) => message = Some(line.to_owned()),
            (Some(Remark::Type), _) => marks.has_type_line = true,
            (Some(Remark::Count(announced)), _) if announced > 0 => {
                return Err(ExportFault::RowsMissing { announced, found: 0 });
            }
            (Some(_), _) => {}
            (None, _) if line.trim() == JSON_COLUMN || (is_rule([line.trim()].into_iter())) => {}
            (None, message) => {
                if let Some(header) = ExportHeader::read(line, request.known)? {
                    lines.pass();
                    return of_header(header, lines, request, marks);
                }
                let Some(message) = message else { break };
                message.push(' ');
                message.push_str(line);
            }
        }
        lines.pass();
    }
    without_header(lines, request).map(|recognized| (recognized, marks))
}

/// The lines of a beginning of text.
#[derive(Clone, Copy)]
struct LinesAhead<'t> {
    rest: &'t str,
    /// Number of the line that comes next.
    number: u64,
}

impl<'t> LinesAhead<'t> {
    /// Returns the next line without its end; `None` if the text ends before it does.
    fn peek(&self) -> Option<&'t str> {
        line_length(self.rest).map(|length| without_end(&self.rest[..length]))
    }

    /// Goes on behind the next line.
    fn pass(&mut self) {
        self.rest = &self.rest[line_length(self.rest).unwrap_or(self.rest.len())..];
        self.number += 1;
    }
}

/// Returns what is around the objects, if the text begins with JSON. A GUID in braces and a name in brackets do not.
fn json_frame(text: &str) -> Option<JsonFrame> {
    let text = text.trim_start();
    let after = text.get(1..)?.trim_start().chars().next();
    match text.chars().next()? {
        '{' if matches!(after, None | Some('"' | '}')) => Some(JsonFrame::Lines),
        '[' if matches!(after, None | Some('{' | ']')) => Some(JsonFrame::Array),
        _ => None,
    }
}

fn is_indented(text: &str) -> bool {
    let inner = text.trim_start().trim_start_matches('[');
    inner.trim_start_matches(['\r', '\n']).starts_with("  {")
}

fn of_header(
    header: ExportHeader,
    lines: LinesAhead<'_>,
    request: &ExportRequest<'_>,
    mut marks: ToolMarks,
) -> Result<(Recognized, ToolMarks), ExportFault> {
    marks.has_quoted_header = header.is_quoted;
    if let Some(line) = lines.peek() {
        let fields = |line: &str| -> Vec<String> {
            let fields = if header.delimiter.is_empty() { vec![line] } else { line.split(&header.delimiter).collect() };
            fields.into_iter().map(str::to_owned).collect()
        };
        marks.has_rule = is_rule(fields(line).iter().map(String::as_str));
        if !marks.has_rule && header.goes_on(line, request.known) {
            return Err(ExportFault::Folded { line: lines.number });
        }
    }
    let recognized = Recognized::Delimited {
        never_quotes: marks.has_rule,
        always_quotes: header.is_quoted,
        source: ColumnSource::Header,
        shape: DelimitedShape { columns: header.columns, delimiter: header.delimiter, lines_before: lines.number - 1 },
    };
    Ok((recognized, marks))
}

/// Recognizes a file whose first line is a row.
fn without_header(lines: LinesAhead<'_>, request: &ExportRequest<'_>) -> Result<Recognized, ExportFault> {
    let sample = Sample::of(lines);
    let lines_before = lines.number - 1;
    for path in request.format_files {
        if let Some(FileFormat { columns, delimiter }) = FileFormat::find(path)? {
            // A single line may be bad by chance.
            if sample.lines.len() > 1 && sample.fitting(&delimiter, columns.len()) == 0 {
                return Err(ExportFault::OtherColumns { line: lines.number, columns: columns.len() });
            }
            let shape = DelimitedShape { columns, delimiter, lines_before };
            let source = ColumnSource::FormatFile;
            return Ok(Recognized::Delimited { shape, source, never_quotes: true, always_quotes: false });
        }
    }
    let Some(header) = request.header else { return Err(ExportFault::NoHeader { line: lines.number }) };
    let columns = header.to_vec();
    check_columns(&columns)?;
    let best = DELIMITERS.into_iter().rev().max_by_key(|delimiter| sample.fitting(delimiter, columns.len()));
    let delimiter = match best {
        Some(delimiter) if sample.fitting(delimiter, columns.len()) > 0 => delimiter,
        _ => return Err(ExportFault::OtherColumns { line: lines.number, columns: columns.len() }),
    };
    let shape = DelimitedShape { columns, delimiter: delimiter.to_owned(), lines_before };
    Ok(Recognized::Delimited { shape, source: ColumnSource::Setting, never_quotes: false, always_quotes: false })
}

/// Some lines of a file without a header.
struct Sample<'t> {
    lines: Vec<&'t str>,
}

impl<'t> Sample<'t> {
    fn of(mut lines: LinesAhead<'t>) -> Self {
        let mut sampled = Vec::new();
        while sampled.len() < SAMPLED_LINES
            && let Some(line) = lines.peek()
        {
            if Remark::read(line).is_none() {
                // With its end, by which a record is known to be whole.
                sampled.push(&lines.rest[..line_length(lines.rest).unwrap_or_default()]);
            }
            lines.pass();
        }
        Self { lines: sampled }
    }

    /// Counts the lines that have so many fields with a delimiter, whatever quotes mean.
    fn fitting(&self, delimiter: &str, columns: usize) -> usize {
        let fits = |line: &&&str| {
            [Quoting::Never, Quoting::Doubled, Quoting::Backslash].into_iter().any(|quoting| {
                let dialect = Dialect { delimiter: delimiter.to_owned(), quoting };
                let mut fields = 0;
                let scanned = dialect.scan(line, 0, |_| fields += 1);
                fields == columns && matches!(scanned, Scanned::Record { .. })
            })
        };
        self.lines.iter().filter(fits).count()
    }
}
