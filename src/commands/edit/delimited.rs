//! Text with delimiters, cell by cell: quotes count within their cell, so that a wrong one is a fault of its line.

use std::iter::Peekable;
use std::mem;
use std::str::Chars;

use super::table_lines::{TableFile, TableLine};
use crate::engine::{FaultyLine, LineFault};

/// Returns the cells of a text whose lines end in line feeds. A quote that is not closed, or after which its cell goes on, is a
/// fault of the line where the cell begins.
pub(super) fn read_cells(text: &str, delimiter: char) -> TableFile {
    let mut reader = CellReader { rest: text.chars().peekable(), delimiter, line: 1, fault: None };
    let mut table = TableFile::default();
    while reader.rest.peek().is_some() {
        let (line, cells) = (reader.line, reader.line_of_cells());
        table.add(TableLine { line, cells });
        table.faulty.extend(reader.fault.take());
    }
    table
}

struct CellReader<'t> {
    rest: Peekable<Chars<'t>>,
    delimiter: char,
    /// From 1 on.
    line: u64,
    /// The first fault of the present line.
    fault: Option<FaultyLine>,
}

impl CellReader<'_> {
    /// Reads up to a line feed outside quotes.
    fn line_of_cells(&mut self) -> Vec<String> {
        let mut cells = Vec::new();
        loop {
            let cell = if self.rest.next_if_eq(&'"').is_some() { self.quoted() } else { String::new() };
            let (tail, is_last) = self.plain();
            cells.push(cell + &tail);
            if is_last {
                return cells;
            }
        }
    }

    /// Reads the text of a cell after its first quote, and its last quote.
    fn quoted(&mut self) -> String {
        let (mut text, line) = (String::new(), self.line);
        let mut fault = None;
        loop {
            match self.rest.next() {
                None => fault = Some(LineFault::OpenQuote),
                Some('"') if self.rest.next_if_eq(&'"').is_some() => {
                    text.push('"');
                    continue;
                }
                Some('"') if self.goes_on() => fault = Some(LineFault::TextAfterQuote),
                Some('"') => {}
                Some(c) => {
                    self.line += u64::from(c == '\n');
                    text.push(c);
                    continue;
                }
            }
            self.fault = self.fault.take().or(fault.map(|fault| FaultyLine { line, fault }));
            return text;
        }
    }

    /// Whether a cell has text after its last quote; blanks are passed over.
    fn goes_on(&mut self) -> bool {
        while self.delimiter != ' ' && self.rest.next_if_eq(&' ').is_some() {}
        self.rest.peek().is_some_and(|c| *c != self.delimiter && *c != '\n')
    }

    /// Reads the text up to the end of a cell, and whether the line ends with it.
    fn plain(&mut self) -> (String, bool) {
        let mut text = String::new();
        loop {
            match self.rest.next() {
                None => return (text, true),
                Some('\n') => {
                    self.line += 1;
                    return (mem::take(&mut text), true);
                }
                Some(c) if c == self.delimiter => return (text, false),
                Some(c) => text.push(c),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Vec<(u64, bool)>) {
        let table = read_cells(text, ',');
        let lines = table.lines.iter().map(|line| format!("{}: {}", line.line, line.cells.join("/"))).collect();
        (lines, table.faulty.iter().map(|faulty| (faulty.line, faulty.fault == LineFault::OpenQuote)).collect())
    }

    #[test]
    fn quotes_count_within_their_cell() {
        for (text, lines) in [
            ("1,x,5\" disc\n2,y,\"A\nB\"\n3,z,", vec!["1: 1/x/5\" disc", "2: 2/y/A\nB", "4: 3/z/"]),
            ("\"a \"\"b\"\"\" ,\"\"\n\n\"c,d\"", vec!["1: a \"b\"/", "3: c,d"]),
            ("a\"b\"c,\"\"\"\"\n", vec!["1: a\"b\"c/\""]),
        ] {
            assert_eq!(read(text), (lines.into_iter().map(str::to_owned).collect(), vec![]), "{text}");
        }
    }

    #[test]
    fn a_wrong_quote_is_a_fault_of_the_line_where_its_cell_begins() {
        for (text, faulty) in [
            ("id,CustName\n1,\"A\n2,5\" disc\n3,C", (2, false)),
            ("id,CustName\n1,\"A\n2,\"B\"\n3,C", (2, false)),
            ("id,CustName\n1,A\n2,\"B\" C\n3,D", (3, false)),
            ("id,CustName\n1,\"A\n2,B\n", (2, true)),
        ] {
            assert_eq!(read(text).1, [faulty], "{text}");
        }
    }
}
