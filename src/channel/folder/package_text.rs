//! The text of a package's tables: CSV in UTF-8 with quotes where they are needed (RFC 4180), nothing for NULL and `""` for an
//! empty text.

use std::io::{self, Write};

use rusqlite::types::ValueRef;
use sha2::{Digest as _, Sha256};

use crate::model::hex;

/// A table that is being written.
pub(super) struct PackageText<W> {
    inner: W,
    digest: Sha256,
    line: Vec<u8>,
    pub(super) rows: u64,
}

impl<W: Write> PackageText<W> {
    /// Begins a table with its header.
    pub(super) fn begin(inner: W, columns: &[&str]) -> io::Result<Self> {
        let mut text = Self { inner, digest: Sha256::new(), line: Vec::new(), rows: 0 };
        for column in columns {
            text.field(ValueRef::Text(column.as_bytes()));
        }
        text.end_line()?;
        Ok(text)
    }

    /// Writes a row.
    pub(super) fn row<'v>(&mut self, values: impl Iterator<Item = ValueRef<'v>>) -> io::Result<()> {
        values.for_each(|value| self.field(value));
        self.rows += 1;
        self.end_line()
    }

    /// Ends the table; returns where it was written, and the SHA-256 of its text in hexadecimal digits.
    pub(super) fn end(mut self) -> io::Result<(W, String)> {
        self.inner.flush()?;
        Ok((self.inner, hex(&self.digest.finalize())))
    }

    fn field(&mut self, value: ValueRef<'_>) {
        match value {
            ValueRef::Null => {}
            ValueRef::Integer(number) => self.line.extend_from_slice(itoa::Buffer::new().format(number).as_bytes()),
            ValueRef::Real(number) => self.line.extend_from_slice(number.to_string().as_bytes()),
            ValueRef::Text(text) if needs_quotes(text) => {
                self.line.push(b'"');
                for byte in text {
                    self.line.push(*byte);
                    if *byte == b'"' {
                        self.line.push(b'"');
                    }
                }
                self.line.push(b'"');
            }
            ValueRef::Text(text) => self.line.extend_from_slice(text),
            ValueRef::Blob(bytes) => self.line.extend_from_slice(format!("0x{}", hex(bytes)).as_bytes()),
        }
        self.line.push(b',');
    }

    fn end_line(&mut self) -> io::Result<()> {
        self.line.pop();
        self.line.extend_from_slice(b"\r\n");
        self.digest.update(&self.line);
        self.inner.write_all(&self.line)?;
        self.line.clear();
        Ok(())
    }
}

fn needs_quotes(text: &[u8]) -> bool {
    let is_edge = |byte: Option<&u8>| byte.is_some_and(|byte| matches!(byte, b' ' | b'\t'));
    text.is_empty()
        || is_edge(text.first())
        || is_edge(text.last())
        || text.iter().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stand_where_they_are_needed() {
        let text = |text: &'static str| ValueRef::Text(text.as_bytes());
        let mut table = PackageText::begin(Vec::new(), &["A", "B", "C", "D"]).unwrap();
        table.row([ValueRef::Null, text(""), ValueRef::Integer(-7), text("Køge")].into_iter()).unwrap();
        table.row([text("a,b"), text("a \"b\""), text("a\r\nb"), text(" a")].into_iter()).unwrap();
        assert_eq!(table.rows, 2);
        let (written, digest) = table.end().unwrap();
        let expected = "A,B,C,D\r\n,\"\",-7,Køge\r\n\"a,b\",\"a \"\"b\"\"\",\"a\r\nb\",\" a\"\r\n";
        assert_eq!(String::from_utf8(written).unwrap(), expected);
        assert_eq!(digest, hex(&Sha256::digest(expected)));
    }
}
