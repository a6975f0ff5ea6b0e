//! Workbooks for spreadsheets. A value is never taken for a formula or an address: what customers write is text.

use std::borrow::Cow;
use std::error::Error as _;
use std::io;
use std::panic::{self, AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, Datelike as _, Local, Offset as _, Timelike as _, Utc};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr as _;

use super::{Header, RowPrinter};
use crate::clock::Clock;
use crate::failure::io_fault;
use crate::i18n::{Phrase, Texts};
use crate::model::{Cell, Timestamp};
use crate::output::writer::Output;

/// How many rows a sheet has.
const MOST_ROWS: u32 = 1_048_576;

/// How many UTF-16 units the text of a cell can have.
const LONGEST_TEXT: usize = 32_767;

/// Spreadsheets keep 15 digits of a number: what has more is written as text, so that no digit is lost.
const LARGEST_NUMBER: u64 = 999_999_999_999_999;

/// The width in characters that no column exceeds at first, however long its texts are.
const WIDEST: usize = 60;

/// The width of a point in time, in characters.
const TIME_WIDTH: usize = 26;

/// The width of the filter's button in a header, in characters.
const BUTTON_WIDTH: usize = 3;

/// Bytes of a sheet, as estimated, from which on it is kept in the form of archive that can hold more than 4 GiB. It is
/// far below that since escaped characters count once.
const LARGE: usize = 1 << 30;

/// Bytes of a cell around its value, as estimated.
const CELL_SIZE: usize = 64;

/// Writes rows as they come into a nameless temporary file that nobody else can read, and makes a workbook of it at the
/// end: memory does not grow with the number of rows.
pub(in crate::output) struct WorkbookPrinter<'a> {
    output: &'a mut Output,
    texts: &'a Texts,
    workbook: Workbook,
    sheet: Worksheet,
    has_header: bool,
    /// The number of the next row, from 0.
    row: u32,
    most_rows: u32,
    /// By column.
    columns: Vec<SheetColumn>,
    shortened: u64,
    /// In bytes, as estimated.
    size: usize,
}

/// What is known about a column when its rows were written.
#[derive(Debug, Clone, Copy, Default)]
struct SheetColumn {
    /// In characters.
    width: usize,
    /// The distance of local time from UTC, in seconds, that the column's format shows; `None` if it has no times.
    zone: Option<i32>,
}

impl<'a> WorkbookPrinter<'a> {
    /// Begins a workbook with one sheet. Its rows are kept beside the output until it is finished: the system's folder for
    /// temporary files may have less room, or be in memory.
    ///
    /// # Errors
    /// No temporary file can be made there, or the system's clock stands before 1970.
    pub(in crate::output) fn new(
        output: &'a mut Output,
        texts: &'a Texts,
        headers: Vec<Header>,
        no_header: bool,
    ) -> io::Result<Self> {
        // A workbook notes when it was made, and panics at times that it has no number for.
        if Clock::system().now() < Timestamp(0) {
            return Err(io_fault(Phrase::new("output-clock-too-early")));
        }
        let mut workbook = Workbook::new();
        if let Some(folder) = output.folder() {
            workbook.set_tempdir(folder).map_err(io_error)?;
        }
        let mut sheet = workbook.new_worksheet_with_constant_memory().map_err(io_error)?;
        sheet.set_name(texts.workbook_sheet()).map_err(io_error)?;
        let mut printer = Self {
            output,
            texts,
            workbook,
            sheet,
            has_header: !no_header,
            row: 0,
            most_rows: MOST_ROWS,
            columns: vec![SheetColumn::default(); headers.len()],
            shortened: 0,
            size: 0,
        };
        if printer.has_header {
            printer.header(headers.into_iter().map(|header| header.title)).map_err(io_error)?;
        }
        Ok(printer)
    }

    fn header(&mut self, titles: impl Iterator<Item = String>) -> Result<(), XlsxError> {
        let bold = Format::new().set_bold();
        for ((at, title), column) in (0..).zip(titles).zip(&mut self.columns) {
            column.width = (title.width() + BUTTON_WIDTH).min(WIDEST);
            self.sheet.write_string_with_format(0, at, title, &bold)?;
        }
        self.sheet.set_freeze_panes(1, 0)?;
        self.row = 1;
        Ok(())
    }

    fn cell(&mut self, at: u16, cell: &Cell<'_>) -> Result<(), XlsxError> {
        self.size += CELL_SIZE;
        match cell {
            Cell::Empty => Ok(()),
            Cell::Number(number) | Cell::Count(number) => self.number(at, *number),
            Cell::Flag(flag) => {
                self.sheet.write_boolean(self.row, at, *flag)?;
                Ok(())
            }
            Cell::Time(time) | Cell::LastTime(Some(time)) => self.time(at, *time),
            Cell::Text(_)
            | Cell::Account(_)
            | Cell::State(_)
            | Cell::Record(_)
            | Cell::Action(_)
            | Cell::Effect(_)
            | Cell::Problems(_)
            | Cell::Notes(_)
            | Cell::Proposals(_)
            | Cell::Description(_)
            | Cell::Changes(_)
            | Cell::Object(_)
            | Cell::Job(_)
            | Cell::Outcome(_)
            | Cell::Figures(..)
            | Cell::Seconds(_)
            | Cell::LastTime(None)
            | Cell::Counters(_)
            | Cell::Translated(_) => self.text(at, cell.text_for_people(self.texts)),
        }
    }

    fn text(&mut self, at: u16, text: Cow<'_, str>) -> Result<(), XlsxError> {
        let text = match shortened(&text) {
            Some(short) => {
                self.shortened += 1;
                short
            }
            None => text.into_owned(),
        };
        self.size += text.len();
        self.widen(at, || text.width());
        self.sheet.write_string(self.row, at, text)?;
        Ok(())
    }

    fn number(&mut self, at: u16, number: i64) -> Result<(), XlsxError> {
        if number.unsigned_abs() > LARGEST_NUMBER {
            return self.text(at, number.to_string().into());
        }
        self.widen(at, || number.unsigned_abs().checked_ilog10().unwrap_or(0) as usize + 2);
        #[allow(clippy::cast_precision_loss, reason = "15 digits fit")]
        self.sheet.write_number(self.row, at, number as f64)?;
        Ok(())
    }

    fn time(&mut self, at: u16, time: Timestamp) -> Result<(), XlsxError> {
        let Some(date) = excel_time(time) else {
            return self.text(at, time.rfc3339().into());
        };
        self.widen(at, || TIME_WIDTH);
        let zone = zone_of(time);
        let Some(column) = self.columns.get_mut(usize::from(at)) else { return Ok(()) };
        // The column's format is found once, and that of a cell for each.
        let of_column = match column.zone {
            Some(of_column) => of_column,
            None => {
                column.zone = Some(zone);
                self.sheet.set_column_format(at, &time_format(zone))?;
                zone
            }
        };
        if zone == of_column {
            self.sheet.write_datetime(self.row, at, date)?;
        } else {
            self.sheet.write_datetime_with_format(self.row, at, date, &time_format(zone))?;
        }
        Ok(())
    }

    /// Makes the column wide enough for a value, unless it is as wide as any already.
    fn widen(&mut self, at: u16, width: impl FnOnce() -> usize) {
        if let Some(column) = self.columns.get_mut(usize::from(at))
            && column.width < WIDEST
        {
            column.width = column.width.max(width()).min(WIDEST);
        }
    }
}

impl RowPrinter for WorkbookPrinter<'_> {
    /// Writes a row.
    ///
    /// # Errors
    /// The sheet is full, or its temporary file cannot be written.
    fn row<'c>(&mut self, cells: impl Iterator<Item = Cell<'c>>) -> io::Result<()> {
        if self.row == self.most_rows {
            let rows = self.row - u32::from(self.has_header);
            return Err(io_fault(Phrase::new("output-workbook-full").count("rows", rows)));
        }
        written(|| cells.zip(0..).try_for_each(|(cell, at)| self.cell(at, &cell)))?;
        self.row += 1;
        Ok(())
    }

    /// Writes the workbook.
    fn finish(mut self) -> io::Result<u64> {
        let shortened = self.shortened;
        written(move || {
            for (at, column) in (0..).zip(&self.columns) {
                // No width is more than 60.
                self.sheet.set_column_width(at, u32::try_from(column.width + 1).unwrap_or(u32::MAX))?;
            }
            if self.has_header {
                let last = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
                self.sheet.autofilter(0, 0, self.row - 1, last)?;
            }
            self.workbook.push_worksheet(self.sheet);
            self.workbook.use_zip_large_file(self.size > LARGE);
            self.workbook.save_to_writer(self.output)
        })?;
        Ok(shortened)
    }
}

/// Does what writes to the temporary file: `rust_xlsxwriter` panics where that fails, such as on a full disk.
fn written(work: impl FnOnce() -> Result<(), XlsxError>) -> io::Result<()> {
    // What the panic would say is said below.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let result = catch_unwind(AssertUnwindSafe(work));
    panic::set_hook(hook);
    match result {
        Ok(result) => result.map_err(io_error),
        Err(_) => Err(io_fault(Phrase::new("output-workbook-temporary"))),
    }
}

/// The input or output error behind an error, so that a closed pipe is known as one.
fn io_error(error: XlsxError) -> io::Error {
    if let XlsxError::IoError(error) = error {
        return error;
    }
    let cause = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
    let kind = cause.map_or(io::ErrorKind::Other, io::Error::kind);
    io::Error::new(kind, error)
}

/// Returns a text cut to the length of a cell; `None` if it fits.
fn shortened(text: &str) -> Option<String> {
    // A character has at least as many bytes as units.
    if text.len() <= LONGEST_TEXT {
        return None;
    }
    let mut units = 0;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units < LONGEST_TEXT {
            end = at + c.len_utf8();
        }
        if units > LONGEST_TEXT {
            return Some(format!("{}…", &text[..end]));
        }
    }
    None
}

/// How far local time is from UTC at a time, in seconds.
fn zone_of(time: Timestamp) -> i32 {
    let utc = DateTime::from_timestamp_micros(time.0).unwrap_or(DateTime::<Utc>::MIN_UTC);
    utc.with_timezone(&Local).offset().fix().local_minus_utc()
}

/// Returns the format of a local time that shows its distance from UTC: the number itself has no zone.
fn time_format(zone: i32) -> Format {
    let (sign, minutes) = (if zone < 0 { '-' } else { '+' }, zone.abs() / 60);
    Format::new().set_num_format(format!("yyyy-mm-dd hh:mm:ss \"{sign}{:02}:{:02}\"", minutes / 60, minutes % 60))
}

/// Local time as spreadsheets count it; none before 1900 and after 9999.
fn excel_time(time: Timestamp) -> Option<ExcelDateTime> {
    let utc = DateTime::from_timestamp_micros(time.0)?;
    // Far beyond, there is no local time either.
    if !(1800..=10_000).contains(&utc.year()) {
        return None;
    }
    let local = utc.with_timezone(&Local);
    let year = u16::try_from(local.year()).ok().filter(|year| *year >= 1900)?;
    let small = |number: u32| u8::try_from(number).ok();
    ExcelDateTime::from_ymd(year, small(local.month())?, small(local.day())?)
        .and_then(|date| date.and_hms(local.hour() as u16, local.minute() as u8, local.second() as u8))
        .ok()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Range, Reader as _, Xlsx};
    use chrono::{NaiveDateTime, TimeZone as _};
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::language::Language;

    /// The bytes of a workbook with these titles and what `fill` writes, and how many texts were shortened.
    fn workbook(
        titles: &[&str],
        no_header: bool,
        fill: impl FnOnce(&mut WorkbookPrinter<'_>) -> io::Result<()>,
    ) -> (Vec<u8>, u64) {
        let texts = Texts::new(Language::En);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.xlsx");
        let mut output = Output::to_file(&path).unwrap();
        let header = |title: &&str| Header::titled((*title).to_owned());
        let headers = titles.iter().map(header).collect();
        let mut printer = WorkbookPrinter::new(&mut output, &texts, headers, no_header).unwrap();
        fill(&mut printer).unwrap();
        let shortened = printer.finish().unwrap();
        output.complete().unwrap();
        (std::fs::read(path).unwrap(), shortened)
    }

    fn cells_of(workbook: Vec<u8>) -> Range<Data> {
        let mut workbook = Xlsx::new(Cursor::new(workbook)).unwrap();
        workbook.worksheet_range_at(0).unwrap().unwrap()
    }

    /// The cells of a workbook with these rows, and how many texts were shortened.
    fn round_trip(titles: &[&str], no_header: bool, rows: &[Vec<Cell<'_>>]) -> (Range<Data>, u64) {
        let fill = |printer: &mut WorkbookPrinter<'_>| rows.iter().try_for_each(|row| printer.row(row.iter().cloned()));
        let (workbook, shortened) = workbook(titles, no_header, fill);
        (cells_of(workbook), shortened)
    }

    #[test]
    fn a_text_stays_a_text() {
        let texts = [
            "=1+1",
            "+1 713 555 0101",
            "-2",
            "@x",
            "http://example.com",
            "mailto:a@example.com",
            "{=1}",
            "007",
            " a\tb\nc ",
            "_x0041_",
            "<&\"'>",
            "Ωß漢👩\u{200d}💻",
        ];
        let rows: Vec<_> = texts.iter().map(|text| vec![Cell::from(*text)]).collect();
        let (cells, _) = round_trip(&["Text"], true, &rows);
        let read: Vec<_> = cells.rows().map(|row| row[0].clone()).collect();
        assert_eq!(read, texts.map(|text| Data::String(text.to_owned())));
    }

    #[test]
    fn a_value_has_its_type() {
        let time = Timestamp::parse("2026-11-01T08:00:05.900Z").unwrap();
        let row = vec![
            Cell::Number(17),
            Cell::Number(-999_999_999_999_999),
            Cell::Number(i64::MAX),
            Cell::Flag(true),
            Cell::Time(time),
            Cell::Empty,
            Cell::from("end"),
        ];
        let (cells, _) = round_trip(&["a", "b", "c", "d", "e", "f", "g"], false, &[row]);
        let row: Vec<_> = cells.rows().nth(1).unwrap().to_vec();
        assert_eq!(
            row[..4],
            [
                Data::Float(17.0),
                Data::Float(-999_999_999_999_999.0),
                Data::String("9223372036854775807".to_owned()),
                Data::Bool(true),
            ]
        );
        let Data::DateTime(shown) = row[4] else { panic!("{:?} is no date", row[4]) };
        let (year, month, day, hour, minute, second, _) = shown.to_ymd_hms_milli();
        assert_eq!(format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"), time.local());
        assert_eq!(row[5..], [Data::Empty, Data::String("end".to_owned())]);
    }

    #[test]
    fn a_time_that_spreadsheets_do_not_know_is_a_text() {
        let texts = ["1899-12-30T12:00:00Z", "0001-01-01T00:00:00Z"];
        let mut rows: Vec<_> = texts.iter().map(|text| vec![Cell::Time(Timestamp::parse(text).unwrap())]).collect();
        rows.push(vec![Cell::Time(Timestamp(i64::MAX))]);
        rows.push(vec![Cell::Time(Timestamp(i64::MIN))]);
        let (cells, _) = round_trip(&["Time"], true, &rows);
        assert!(cells.rows().all(|row| matches!(row[0], Data::String(_))), "{cells:?}");
        assert_eq!(cells.get_value((0, 0)), Some(&Data::String(texts[0].to_owned())));
        // The first and the last of its dates, wherever this runs.
        for text in ["1900-01-01 00:00:00", "9999-12-31 23:59:59"] {
            let naive = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap();
            let local = Local.from_local_datetime(&naive).earliest().unwrap();
            assert!(excel_time(Timestamp(local.timestamp_micros())).is_some(), "{text}");
        }
    }

    #[test]
    fn a_text_that_is_too_long_is_shortened_and_counted() {
        let fits = "é".repeat(LONGEST_TEXT);
        let long = "é".repeat(LONGEST_TEXT + 1);
        let wide = "💻".repeat(LONGEST_TEXT / 2 + 1);
        let rows = [vec![Cell::from(fits.as_str())], vec![Cell::from(long.as_str())], vec![Cell::from(wide.as_str())]];
        let (cells, shortened) = round_trip(&["Text"], true, &rows);
        assert_eq!(shortened, 2);
        let read: Vec<_> = cells.rows().map(|row| row[0].to_string()).collect();
        assert_eq!(read[0], fits);
        assert_eq!(read[1], format!("{}…", "é".repeat(LONGEST_TEXT - 1)));
        assert_eq!(read[2], format!("{}…", "💻".repeat(LONGEST_TEXT / 2)));
    }

    #[test]
    fn a_full_sheet_is_an_error_that_says_what_to_do() {
        for (no_header, rows) in [(false, 2), (true, 3)] {
            workbook(&["Id"], no_header, |printer| {
                printer.most_rows = 3;
                for id in 0..rows {
                    printer.row([Cell::Number(id)].into_iter())?;
                }
                let error = printer.row([Cell::Number(rows)].into_iter()).unwrap_err();
                let expected =
                    format!("a workbook holds {rows} rows, but the list has more; write csv, or select fewer");
                assert_eq!(error.to_string(), expected);
                Ok(())
            });
        }
    }

    #[test]
    fn the_last_row_of_a_sheet_can_be_written() {
        let (workbook, _) = workbook(&["Id"], false, |printer| {
            printer.row = MOST_ROWS - 1;
            printer.row([Cell::Number(1)].into_iter())?;
            printer.row([Cell::Number(2)].into_iter()).unwrap_err();
            Ok(())
        });
        assert_eq!(cells_of(workbook).end(), Some((MOST_ROWS - 1, 0)));
    }

    #[test]
    fn the_header_stands_still_and_filters() {
        let wide = "漢".repeat(100);
        let (workbook, _) = workbook(&["Id", "Text"], false, |printer| {
            printer.row([Cell::Number(1), Cell::from(wide.as_str())].into_iter())
        });
        let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
        let sheet = io::read_to_string(archive.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
        for part in [
            r#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"#,
            r#"<autoFilter ref="A1:B2"/>"#,
            r#"<col min="1" max="1" width="6.7109375" customWidth="1"/>"#,
            r#"<col min="2" max="2" width="61.7109375" customWidth="1"/>"#,
        ] {
            assert!(sheet.contains(part), "{part} in {sheet}");
        }
    }

    #[test]
    fn a_list_without_rows_is_a_workbook_too() {
        let (cells, _) = round_trip(&["Id"], false, &[]);
        assert_eq!(cells.rows().collect::<Vec<_>>(), [[Data::String("Id".to_owned())]]);
        let (cells, _) = round_trip(&["Id"], true, &[]);
        assert!(cells.is_empty());
    }
}
