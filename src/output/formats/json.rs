//! JSON, in a file or on a terminal. It is the same in every language.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use super::{Header, RowPrinter};
use crate::model::Cell;
use crate::output::objects::{note_objects, problem_objects};
use crate::output::writer::Output;
use crate::sanitize::is_hazardous;

/// Prints a value as indented JSON.
///
/// # Errors
/// Those of the output, so that a closed pipe is known as one.
pub(crate) fn print_json(output: &mut Output, value: &impl Serialize) -> io::Result<()> {
    output.keep_lines()?;
    if output.is_terminal {
        serde_json::to_writer_pretty(JsonOnTerminal(&mut *output), value).map_err(io::Error::from)?;
    } else {
        serde_json::to_writer_pretty(&mut *output, value).map_err(io::Error::from)?;
    }
    writeln!(output)
}

/// Prints rows as objects, a line each, with the names of the columns as keys.
pub(in crate::output) struct JsonPrinter<'a> {
    output: &'a mut Output,
    keys: Vec<String>,
    frame: Frame,
    is_first: bool,
    /// The object of a row: in pieces it would take much longer to write.
    buffer: Vec<u8>,
}

/// What stands around the objects.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    /// The brackets and commas of one array.
    Array,
    Nothing,
}

impl<'a> JsonPrinter<'a> {
    /// Begins one array.
    pub(in crate::output) fn array(output: &'a mut Output, headers: Vec<Header>) -> Self {
        Self::new(output, headers, Frame::Array)
    }

    /// Begins a list of objects that stand by themselves.
    pub(in crate::output) fn lines(output: &'a mut Output, headers: Vec<Header>) -> Self {
        Self::new(output, headers, Frame::Nothing)
    }

    fn new(output: &'a mut Output, headers: Vec<Header>, frame: Frame) -> Self {
        let keys = headers.into_iter().map(|header| header.name).collect();
        Self { output, keys, frame, is_first: true, buffer: Vec::new() }
    }

    /// Puts the object of a row into the buffer.
    fn serialize<'c>(&mut self, mut cells: impl Iterator<Item = Cell<'c>>) -> io::Result<()> {
        self.buffer.clear();
        let mut serializer = serde_json::Serializer::new(&mut self.buffer);
        let mut map = serializer.serialize_map(None)?;
        let mut keys = self.keys.iter();
        // Inner iteration: to move each cell out of an option takes longer than to print it.
        cells.try_for_each(|cell| match keys.next() {
            Some(key) => map.serialize_entry(key, &JsonCell(&cell)),
            None => Ok(()),
        })?;
        Ok(map.end()?)
    }
}

impl RowPrinter for JsonPrinter<'_> {
    fn row<'c>(&mut self, cells: impl Iterator<Item = Cell<'c>>) -> io::Result<()> {
        self.serialize(cells)?;
        if self.frame == Frame::Array {
            self.output.write_all(if self.is_first { b"[\n" } else { b",\n" })?;
        }
        self.is_first = false;
        if self.output.is_terminal {
            JsonOnTerminal(&mut *self.output).write_all(&self.buffer)?;
        } else {
            self.output.write_all(&self.buffer)?;
        }
        match self.frame {
            Frame::Array => Ok(()),
            Frame::Nothing => self.output.write_all(b"\n"),
        }
    }

    fn finish(self) -> io::Result<u64> {
        match (self.frame, self.is_first) {
            (Frame::Array, true) => self.output.write_all(b"[]\n")?,
            (Frame::Array, false) => self.output.write_all(b"\n]\n")?,
            (Frame::Nothing, _) => {}
        }
        Ok(0)
    }
}

/// A cell as a JSON value.
pub(in crate::output) struct JsonCell<'a>(pub(in crate::output) &'a Cell<'a>);

impl Serialize for JsonCell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Empty | Cell::Account(None) | Cell::Action(None) | Cell::LastTime(None) => {
                serializer.serialize_none()
            }
            Cell::Text(text) | Cell::Account(Some(text)) => serializer.serialize_str(text),
            Cell::Number(number) | Cell::Count(number) => serializer.serialize_i64(*number),
            Cell::Flag(flag) => serializer.serialize_bool(*flag),
            Cell::Time(at) | Cell::LastTime(Some(at)) => serializer.serialize_str(&at.rfc3339()),
            Cell::State(state) => serializer.serialize_str(state.name()),
            Cell::Record(kind) => serializer.serialize_str(kind.name()),
            Cell::Action(Some(action)) => serializer.serialize_str(action.name()),
            Cell::Effect(effect) => serializer.serialize_str(effect.name()),
            Cell::Problems(problems) => problem_objects(problems).serialize(serializer),
            Cell::Proposals(problems) if problems.iter().all(|problem| problem.proposal().is_none()) => {
                serializer.serialize_none()
            }
            Cell::Notes(notes) => note_objects(notes).serialize(serializer),
            cell @ (Cell::Changes(_) | Cell::Figures(..) | Cell::Seconds(_) | Cell::Counters(_) | Cell::Object(_)) => {
                cell.json_value().serialize(serializer)
            }
            cell @ (Cell::Proposals(_)
            | Cell::Description(_)
            | Cell::Job(_)
            | Cell::Outcome(_)
            | Cell::Translated(_)) => serializer.serialize_str(&cell.machine_text()),
        }
    }
}

/// JSON on its way to a terminal: what would control it is escaped, so that the values stay the same.
struct JsonOnTerminal<W>(W);

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
