//! Markdown tables.

use std::io::{self, Write};

use crate::sanitize::visible;

/// Prints the header and the line below it.
pub(in crate::output) fn header(output: &mut impl Write, headers: &[String]) -> io::Result<()> {
    row(output, headers.iter().map(String::as_str))?;
    writeln!(output, "|{}", " --- |".repeat(headers.len()))
}

/// Prints a row; bars and line breaks in a value do not end its cell.
pub(in crate::output) fn row<'a>(output: &mut impl Write, cells: impl Iterator<Item = &'a str>) -> io::Result<()> {
    write!(output, "|")?;
    for cell in cells {
        write!(output, " {} |", visible(cell).replace('\\', "\\\\").replace('|', "\\|"))?;
    }
    writeln!(output)
}
