//! The notes on the values of operations: the store keeps which there are, and their rows tell the rest.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::database::{Database, Update, among, ids, params};
use super::error::{Result, StoreError};
use super::handle::Store;
use super::operations::ROW;
use super::read_operation::ReadOperation;
use crate::model::{Fields, Layout, RecordKind, decode_row};
use crate::validate;

/// What is noted about the values of an operation.
const NOTED: Update<2> = Update { table: "operation", columns: ["id", "noted"], key: 1 };

impl Store {
    /// Reads what is noted about the values of operations. Of a row that cannot be read nothing is noted.
    pub(super) fn attach_value_notes(&self, operations: &mut [ReadOperation]) -> Result<()> {
        let noted = operations.iter().enumerate().filter(|(_, operation)| operation.numbers.noted != 0);
        let places: HashMap<i64, usize> = noted.map(|(at, operation)| (operation.numbers.id, at)).collect();
        if places.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "SELECT o.id, r.layout, {ROW} FROM operation o JOIN received r ON r.operation = o.id WHERE {}",
            among("o.id", 1)
        );
        self.settled()?.each(&sql, &[ids(places.keys().copied())], |row| -> Result<_> {
            let layout = self.layout(row.get(1)?)?;
            if let (Some(at), Ok(values)) = (places.get(&row.get(0)?), decode_row(row.get(2)?)) {
                operations[*at].attached.notes = validate::notes(layout.kind(), &Fields::as_received(&layout, &values));
            }
            Ok(ControlFlow::Continue(()))
        })
    }
}

/// Notes what is worth it in the values of the operations of an older store. What cannot be read is left out, and `verify` reports
/// it.
pub(super) fn fill_in(database: &Database) -> Result<()> {
    match fill_in_all(database) {
        // Nothing was written yet.
        Err(StoreError::Damaged(_)) => Ok(()),
        result => result,
    }
}

fn fill_in_all(database: &Database) -> Result<()> {
    let layouts = database.all("SELECT id, kind, columns FROM layout", &[], |row| {
        let columns = serde_json::from_str(row.get(2)?).unwrap_or_default();
        Ok((row.get::<i64>(0)?, RecordKind::from_index(row.get(1)?).map(|kind| Layout::from_stored(kind, columns))))
    })?;
    let layouts: HashMap<_, _> = layouts.into_iter().collect();
    let mut noted = Vec::new();
    let sql = format!("SELECT o.id, r.layout, {ROW} FROM operation o JOIN received r ON r.operation = o.id");
    database.each(&sql, &[], |row| -> Result<_> {
        let read = || -> Result<_> { Ok((row.get::<i64>(0)?, row.get::<i64>(1)?, row.get::<&str>(2)?)) };
        if let Ok((id, layout, row)) = read()
            && let (Some(Some(layout)), Ok(values)) = (layouts.get(&layout), decode_row(row))
        {
            let (envelope, malformed) = validate::read_envelope(layout, &values);
            let bits = validate::noted(layout, &values, &envelope, &malformed);
            noted.extend((bits != 0).then_some((id, bits)));
        }
        Ok(ControlFlow::Continue(()))
    })?;
    database.update_all(&NOTED, noted.into_iter().map(|(id, bits)| params![id, bits]))
}
