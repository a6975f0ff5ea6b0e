//! Reading the rows of an upload table, of whose values only so much is loaded as is kept.

use std::borrow::Cow;
use std::ops::ControlFlow;

use rusqlite::types::ValueRef;
use rusqlite::{MAIN_DB, Row, Statement};
use uuid::Uuid;

use super::database::ChannelDatabase;
use super::error::{ChannelFault, Result};
use super::length_limit::{LengthLimit, is_too_big};
use super::writing::quoted;
use crate::model::{Counter, Layout, LongValue, Value};

/// How far a table has been read.
struct ReadPosition {
    first: Counter,
    last: Counter,
    /// The number of rows with the counter `first` that were read.
    skip: usize,
    /// The most rows that are still to be read.
    left: usize,
}

impl ReadPosition {
    fn pass(&mut self, counter: Counter) {
        self.skip = if counter == self.first { self.skip + 1 } else { 1 };
        self.first = counter;
        self.left -= 1;
    }

    fn parameters(&self) -> (i64, i64, usize, usize) {
        (self.first.0, self.last.0, self.left, self.skip)
    }
}

/// Which rows a statement reads.
const RANGE: &str = "WHERE REPLICATIONCOUNTERFROMORIGIN BETWEEN ?1 AND ?2
                     ORDER BY REPLICATIONCOUNTERFROMORIGIN LIMIT ?3 OFFSET ?4";

/// Why reading as fast as possible ended.
enum ReadEnd {
    /// There are no more rows, or nobody wants them.
    Done,
    /// The next row has a value that is not kept.
    LongValue,
}

impl ChannelDatabase {
    /// Reads rows of an upload table with counters from `first` to `last`, at most `limit`, in the order of the counter,
    /// and passes each one's values to `each` in the order of the layout's columns, until `each` breaks off.
    ///
    /// One short read: the channel's programs are held up no longer than `limit` rows take.
    pub(crate) fn read_rows(
        &self,
        layout: &Layout,
        (first, last): (Counter, Counter),
        limit: usize,
        mut each: impl FnMut(Counter, &[Value<'_>]) -> ControlFlow<()>,
    ) -> Result<()> {
        let mut position = ReadPosition { first, last, skip: 0, left: limit };
        let stopped = self.read_fast(layout, &mut position, &mut each)?;
        match stopped {
            ReadEnd::Done => Ok(()),
            ReadEnd::LongValue => self.read_careful(layout, &mut position, &mut each),
        }
    }

    /// Reads rows until one has a value that is not kept: SQLite refuses to load it, which costs the others nothing.
    fn read_fast(
        &self,
        layout: &Layout,
        position: &mut ReadPosition,
        each: &mut impl FnMut(Counter, &[Value<'_>]) -> ControlFlow<()>,
    ) -> Result<ReadEnd> {
        let columns: Vec<_> = layout.columns().iter().map(|column| quoted(column)).collect();
        let sql = format!("SELECT {} FROM {} {RANGE}", columns.join(", "), layout.kind().table());
        let mut statement = self.sqlite(self.connection.prepare_cached(&sql))?;
        let _limited = self.sqlite(LengthLimit::new(&self.connection, self.limit.of_value()))?;
        let mut rows = self.sqlite(statement.query(position.parameters()))?;
        loop {
            let row = match rows.next() {
                Err(error) if is_too_big(&error) => return Ok(ReadEnd::LongValue),
                row => self.sqlite(row)?,
            };
            let Some(row) = row else { return Ok(ReadEnd::Done) };
            let values: rusqlite::Result<Vec<Value<'_>>> =
                (0..columns.len()).map(|at| row.get_ref(at).map(value_of)).collect();
            if self.pass(layout, self.sqlite(values)?, position, each)?.is_break() {
                return Ok(ReadEnd::Done);
            }
        }
    }

    /// Reads rows without loading what is not kept.
    fn read_careful(
        &self,
        layout: &Layout,
        position: &mut ReadPosition,
        each: &mut impl FnMut(Counter, &[Value<'_>]) -> ControlFlow<()>,
    ) -> Result<()> {
        let marks = Marks::new();
        let mut statement = self.sqlite(self.prepare_careful(layout))?;
        let (first, last, left, skip) = position.parameters();
        let mut rows = self.sqlite(statement.query((first, last, left, skip, &marks.text, &marks.blob)))?;
        let width = layout.columns().len();
        while let Some(row) = self.sqlite(rows.next())? {
            let values: rusqlite::Result<Vec<Value<'_>>> = (0..width).map(|at| row.get_ref(at).map(value_of)).collect();
            let mut values = self.sqlite(values)?;
            let longs: Vec<_> = values.iter().map(|value| marks.is_text(value)).collect();
            let place = ValuePlace { layout, counter: layout.counter(&values).integer(), row: row_number(row, width) };
            for (at, is_text) in longs.into_iter().enumerate() {
                if let Some(is_text) = is_text {
                    values[at] = self.long_value(&place, &layout.columns()[at], is_text)?;
                }
            }
            if self.pass(layout, values, position, each)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Passes a row on.
    fn pass(
        &self,
        layout: &Layout,
        mut values: Vec<Value<'_>>,
        position: &mut ReadPosition,
        each: &mut impl FnMut(Counter, &[Value<'_>]) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>> {
        let Value::Integer(counter) = *layout.counter(&values) else {
            return Err(self.fault(ChannelFault::NoCounter { table: layout.kind().table() }));
        };
        self.limit.apply(&mut values);
        position.pass(Counter(counter));
        Ok(each(Counter(counter), &values))
    }

    /// Prepares to read rows with marks in the place of what is not kept, and the number of the row last where it has one.
    fn prepare_careful(&self, layout: &Layout) -> rusqlite::Result<Statement<'_>> {
        let most = self.limit.of_value();
        let column = |column: &String| {
            let name = quoted(column);
            format!(
                "CASE WHEN coalesce(octet_length({name}), 0) <= {most} THEN {name} \
                 WHEN typeof({name}) = 'text' THEN ?5 ELSE ?6 END"
            )
        };
        let columns: Vec<_> = layout.columns().iter().map(column).collect();
        let table = layout.kind().table();
        let select =
            |last: &str| self.connection.prepare(&format!("SELECT {}{last} FROM {table} {RANGE}", columns.join(", ")));
        let is_free = |name: &&str| !layout.columns().iter().any(|column| column.eq_ignore_ascii_case(name));
        match ["_rowid_", "rowid", "oid"].into_iter().find(is_free) {
            // A view, and a table that has a primary key instead, have no such number.
            Some(name) => select(&format!(", {name}")).or_else(|_| select("")),
            None => select(""),
        }
    }

    /// Reads a value that is not kept.
    fn long_value(&self, place: &ValuePlace<'_>, column: &str, is_text: bool) -> Result<Value<'static>> {
        if let Some(long) = self.read_in_pieces(place, column, is_text) {
            return Ok(Value::Long(Box::new(long)));
        }
        // Only as a whole.
        let sql = format!(
            "SELECT {} FROM {} WHERE REPLICATIONCOUNTERFROMORIGIN = ?1",
            quoted(column),
            place.layout.kind().table()
        );
        let whole = self.connection.query_row(&sql, [place.counter], |row| {
            let mut value = [value_of(row.get_ref(0)?)];
            self.limit.apply(&mut value);
            let [value] = value;
            Ok(value.into_owned())
        });
        self.sqlite(whole)
    }

    /// Reads a value piece by piece; `None` if that cannot be done.
    fn read_in_pieces(&self, place: &ValuePlace<'_>, column: &str, is_text: bool) -> Option<LongValue> {
        if is_text && !self.is_utf8() {
            return None;
        }
        let blob = self.connection.blob_open(MAIN_DB, place.layout.kind().table(), column, place.row?, true).ok()?;
        LongValue::read(is_text, blob, self.limit.of_value()).ok()
    }

    /// Whether the database's texts are UTF-8, as digests of texts are.
    fn is_utf8(&self) -> bool {
        let encoding = self.connection.query_row("PRAGMA encoding", [], |row| row.get::<_, String>(0));
        encoding.is_ok_and(|encoding| encoding == "UTF-8")
    }
}

/// Where a value is.
struct ValuePlace<'l> {
    layout: &'l Layout,
    counter: Option<i64>,
    /// The number of the table's row, if it has one.
    row: Option<i64>,
}

fn row_number(row: &Row<'_>, at: usize) -> Option<i64> {
    row.get::<_, Option<i64>>(at).ok().flatten()
}

/// What stands for a value that is not kept while a row is read. No value of a channel can be one of these.
struct Marks {
    text: [u8; 16],
    blob: [u8; 16],
}

impl Marks {
    fn new() -> Self {
        Self { text: Uuid::new_v4().into_bytes(), blob: Uuid::new_v4().into_bytes() }
    }

    /// Whether a value stands for a text; `None` if it stands for nothing but itself.
    fn is_text(&self, value: &Value<'_>) -> Option<bool> {
        let Value::Bytes { text: false, bytes } = value else { return None };
        match bytes.as_ref() {
            bytes if bytes == self.text => Some(true),
            bytes if bytes == self.blob => Some(false),
            _ => None,
        }
    }
}

fn value_of(value: ValueRef<'_>) -> Value<'_> {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Value::Text(Cow::Borrowed(text)),
            Err(_) => Value::Bytes { text: true, bytes: Cow::Borrowed(bytes) },
        },
        ValueRef::Blob(bytes) => Value::Bytes { text: false, bytes: Cow::Borrowed(bytes) },
    }
}
