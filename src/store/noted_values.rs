//! The notes on the values of operations: the store keeps which there are, and their rows tell the rest.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::database::{among, ids};
use super::error::Result;
use super::handle::Store;
use super::operations::ROW;
use super::read_operation::ReadOperation;
use crate::model::{Fields, decode_row};
use crate::validate;

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
                operations[*at].attached.notes = validate::notes(layout.kind(), &Fields::from_row(&layout, &values));
            }
            Ok(ControlFlow::Continue(()))
        })
    }
}
