//! Reading the rows of a table in the order of their keys, one by one, whatever the size of the table.

use std::ops::ControlFlow;

use super::chunk::{CopyChunk, key_text};
use super::fault::CopyFault;
use super::mark::{CopiedRows, CopyOrigin};
use super::row_sum::RowSum;
use super::tables::{CopiedColumn, CopiedTable, CopiedType, STORE};
use crate::model::hex;
use crate::store::database::{Database, Param, RawValue, Row};
use crate::store::error::{Result, missing};
use crate::store::handle::Store;
use crate::store::trail::chain_end;

/// Which rows of a table are read.
#[derive(Debug, Clone, Copy)]
pub(super) enum RowRange<'k> {
    All,
    /// Those up to the one with that key.
    UpTo(&'k [Param<'static>]),
    /// Those after the one with that key.
    After(&'k [Param<'static>]),
}

impl Store {
    /// Returns which state of which store a copy of this one has.
    ///
    /// # Errors
    /// The store's row or the audit trail is missing.
    pub(crate) fn copy_origin(&self) -> Result<CopyOrigin> {
        let end = chain_end(self.settled()?)?.ok_or_else(|| missing("the audit trail"))?;
        Ok(CopyOrigin { store: self.identity()?, entry: end.id, head: hex(&end.hash) })
    }

    /// Returns the number of rows of a table.
    pub(crate) fn count_rows(&self, table: &CopiedTable) -> Result<u64> {
        self.settled()?.only(&format!("SELECT count(*) FROM {}", table.name), &[], |row| row.get(0))
    }

    /// Returns the sum of the rows of a table that a copy has already, as they are here; `look` hears of each so many rows, and
    /// ends the reading if it breaks.
    ///
    /// # Errors
    /// A value has another type than its column, or the store cannot be read.
    pub(crate) fn sum_of_copied(
        &self,
        table: &'static CopiedTable,
        progress: &CopiedRows,
        look: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> std::result::Result<RowSum, CopyFault> {
        let range = match &progress.after {
            _ if progress.is_whole => RowRange::All,
            Some(key) => RowRange::UpTo(key),
            None => return Ok(RowSum::default()),
        };
        sum_rows(self.settled()?, table, range, look)
    }

    /// Passes the rows of a table that a copy lacks to `each`, until it breaks.
    ///
    /// # Errors
    /// A value has another type than its column, the store cannot be read, and those of `each`.
    pub(crate) fn for_each_uncopied(
        &self,
        table: &'static CopiedTable,
        progress: &CopiedRows,
        each: &mut dyn FnMut(&CopyChunk) -> std::result::Result<ControlFlow<()>, CopyFault>,
    ) -> std::result::Result<(), CopyFault> {
        let range = progress.after.as_deref().map_or(RowRange::All, RowRange::After);
        let mut chunk = CopyChunk::new(table);
        let mut is_ended = false;
        for_each_row(self.settled()?, table, range, &mut |row| {
            chunk.push(row);
            if !chunk.is_full() {
                return Ok(ControlFlow::Continue(()));
            }
            let flow = each(&chunk)?;
            is_ended = flow.is_break();
            chunk = CopyChunk::new(table);
            Ok(flow)
        })?;
        if !chunk.is_empty() && !is_ended {
            let _ = each(&chunk)?;
        }
        Ok(())
    }

    /// Returns the row that says which store this is.
    ///
    /// # Errors
    /// It is missing, or a value has another type than its column.
    pub(crate) fn store_row(&self) -> std::result::Result<CopyChunk, CopyFault> {
        let mut chunk = CopyChunk::new(&STORE);
        for_each_row(self.settled()?, &STORE, RowRange::All, &mut |row| {
            chunk.push(row);
            Ok(ControlFlow::Continue(()))
        })?;
        if chunk.is_empty() { Err(missing("the row of the store").into()) } else { Ok(chunk) }
    }
}

/// How many rows are read between two looks.
const LOOK: u64 = 1_000;

/// Sums up rows of a table; `look` hears of each so many rows, and ends the reading if it breaks.
pub(super) fn sum_rows(
    database: &Database,
    table: &'static CopiedTable,
    range: RowRange<'_>,
    look: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> std::result::Result<RowSum, CopyFault> {
    let mut sum = RowSum::default();
    for_each_row(database, table, range, &mut |row| {
        sum.add(row);
        row.clear();
        Ok(if sum.rows() % LOOK == 0 { look(LOOK) } else { ControlFlow::Continue(()) })
    })?;
    let _ = look(sum.rows() % LOOK);
    Ok(sum)
}

/// Takes the values of a row.
type TakeRow<'t> = dyn FnMut(&mut Vec<Param<'static>>) -> std::result::Result<ControlFlow<()>, CopyFault> + 't;

/// Passes rows of a table to `each`, which may take the values, until it breaks.
fn for_each_row(
    database: &Database,
    table: &'static CopiedTable,
    range: RowRange<'_>,
    each: &mut TakeRow<'_>,
) -> std::result::Result<(), CopyFault> {
    let (condition, parameters) = match range {
        RowRange::All => (String::new(), &[][..]),
        RowRange::UpTo(key) => (format!("WHERE {}", compared(table, "<=")), key),
        RowRange::After(key) => (format!("WHERE {}", compared(table, ">")), key),
    };
    let key = table.names()[..table.key].join(", ");
    let sql = format!("SELECT {} FROM {} {condition} ORDER BY {key}", table.names().join(", "), table.name);
    let mut values = Vec::with_capacity(table.columns.len());
    database.each(&sql, parameters, |row| {
        values.clear();
        read_row(table, row, &mut values)?;
        each(&mut values)
    })
}

/// Returns the comparison of a table's key with parameters.
fn compared(table: &CopiedTable, operator: &str) -> String {
    let key = table.names()[..table.key].join(", ");
    let places = (1..=table.key).map(|at| format!("?{at}")).collect::<Vec<_>>().join(", ");
    format!("({key}) {operator} ({places})")
}

/// Reads the values of a row.
///
/// # Errors
/// One of them has another type than its column.
fn read_row(
    table: &'static CopiedTable,
    row: &Row<'_>,
    values: &mut Vec<Param<'static>>,
) -> std::result::Result<(), CopyFault> {
    for (at, column) in table.columns.iter().enumerate() {
        let value = row.value(at)?;
        let Some(value) = param_of(column, value) else {
            let key = (0..table.key).map(|at| row.value(at).map(any_param)).collect::<Result<Vec<_>>>()?;
            let (table, key, column) = (table.name, key_text(&key), column.name);
            return Err(CopyFault::Value { table, key, column, found: type_of(value) });
        };
        values.push(value);
    }
    Ok(())
}

/// Returns a value as it is written; `None` if it has another type than its column.
fn param_of(column: &CopiedColumn, value: RawValue<'_>) -> Option<Param<'static>> {
    match (value, column.column_type) {
        (RawValue::Null, _) => column.may_be_null.then_some(Param::Null),
        (RawValue::Integer(number), CopiedType::Integer) => Some(Param::from(number)),
        (RawValue::Text(text), CopiedType::Text) => Some(Param::from(text.to_owned())),
        (RawValue::Bytes(bytes), CopiedType::Bytes) => Some(Param::from(bytes.to_owned())),
        _ => None,
    }
}

/// Returns a value of a key, whatever its type, to be shown.
fn any_param(value: RawValue<'_>) -> Param<'_> {
    match value {
        RawValue::Null => Param::Null,
        RawValue::Integer(number) => Param::from(number),
        RawValue::Text(text) => Param::from(text),
        RawValue::Bytes(bytes) => Param::from(bytes),
        RawValue::Other(_) => Param::from("?"),
    }
}

/// Returns the key by which a text says what type a value has.
fn type_of(value: RawValue<'_>) -> &'static str {
    match value {
        RawValue::Null => "null",
        RawValue::Integer(_) => "integer",
        RawValue::Text(_) => "text",
        RawValue::Bytes(_) => "bytes",
        RawValue::Other("Real") => "real",
        RawValue::Other("Text") => "broken-text",
        RawValue::Other(_) => "other-type",
    }
}
