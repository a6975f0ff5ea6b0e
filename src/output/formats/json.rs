//! JSON, in a file or on a terminal.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use crate::output::writer::Output;
use crate::sanitize::is_hazardous;

/// Prints a value as indented JSON.
///
/// # Errors
/// Those of the output, so that a closed pipe is known as one.
pub(crate) fn print_json(output: &mut Output, value: &impl serde::Serialize) -> io::Result<()> {
    if output.is_terminal {
        serde_json::to_writer_pretty(JsonOnTerminal(&mut *output), value).map_err(io::Error::from)?;
    } else {
        serde_json::to_writer_pretty(&mut *output, value).map_err(io::Error::from)?;
    }
    writeln!(output)
}

/// JSON on its way to a terminal: what would control it is escaped, so that the values stay the same.
pub(in crate::output) struct JsonOnTerminal<W>(pub(in crate::output) W);

impl<W: io::Write> io::Write for JsonOnTerminal<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // JSON is written in pieces of whole characters; line breaks are only between values.
        let text = String::from_utf8_lossy(bytes);
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            if is_hazardous(c) && c != '\n' {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    // Writing to a string cannot fail.
                    let _ = write!(shown, "\\u{unit:04x}");
                }
            } else {
                shown.push(c);
            }
        }
        self.0.write_all(shown.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_its_values_on_a_terminal() {
        let value = serde_json::json!(["\u{9b}31m", "\u{7f}", "\u{202e}x", "Öz 👩\u{200d}💻"]);
        let mut shown = Vec::new();
        serde_json::to_writer_pretty(JsonOnTerminal(&mut shown), &value).unwrap();
        let text = std::str::from_utf8(&shown).unwrap();
        assert!(!text.chars().any(|c| is_hazardous(c) && c != '\n'), "{text:?}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(text).unwrap(), value);
    }
}
