//! Whether a row of a file is the one that an earlier file has shown under the same counter: exports overlap on purpose.

use std::borrow::Cow;

use rusqlite::params;

use crate::channel::database::ChannelDatabase;
use crate::channel::error::Result;
use crate::channel::writing::quoted;
use crate::model::{Counter, Layout, RecordKind, Value, WrittenTime};

/// The columns that tell which row a row is, but for the key of its record.
const COLUMNS: [&str; 3] = ["CREATEDDATETIME", "CUSTACCOUNTASYNC", "CUSTACCOUNT"];

/// What tells which row a row is.
pub(super) struct RowIdentity {
    layout: Layout,
    sql: String,
}

impl RowIdentity {
    pub(super) fn of(kind: RecordKind) -> Self {
        let key = kind.key_field().map(|field| field.column);
        let columns: Vec<_> = COLUMNS.into_iter().chain(key).map(str::to_owned).collect();
        let names: Vec<_> = columns.iter().map(|column| quoted(column)).collect();
        let sql = format!("SELECT {} FROM {} WHERE REPLICATIONCOUNTERFROMORIGIN = ?1", names.join(", "), kind.table());
        Self { layout: Layout::new(kind, columns), sql }
    }

    /// The names of the columns, of which [`Self::is_same`] takes the values.
    pub(super) fn columns(&self) -> &[String] {
        self.layout.columns()
    }

    /// Whether these values are those of the mirror's row with a counter.
    pub(super) fn is_same(&self, mirror: &ChannelDatabase, counter: Counter, values: &[Value<'_>]) -> Result<bool> {
        let read = || -> rusqlite::Result<Vec<Value<'static>>> {
            let mut statement = mirror.connection.prepare_cached(&self.sql)?;
            statement.query_row(params![counter.0], |row| {
                (0..self.layout.columns().len()).map(|at| Ok(text_of(row.get(at)?))).collect()
            })
        };
        let known = mirror.sqlite(read())?;
        Ok(self.layout.is_same_row(&known, &self.layout, &with_time_of(&known, values)))
    }
}

fn text_of(text: Option<String>) -> Value<'static> {
    text.map_or(Value::Null, |text| Value::Text(Cow::Owned(text)))
}

/// Returns the values with the known time, if theirs is the same but for the fraction of a second that some tools leave out.
fn with_time_of<'v>(known: &[Value<'v>], values: &[Value<'v>]) -> Vec<Value<'v>> {
    let mut values = values.to_vec();
    let time = |values: &[Value<'_>]| values.first().and_then(|time| WrittenTime::read(&time.text_or_empty()));
    if let Some((one, other)) = time(known).zip(time(&values))
        && one.is_same_without_fraction(other)
    {
        values[0] = known[0].clone();
    }
    values
}
