//! The last run that changed each operation, taken from the audit trail of an older store.

use super::database::{Database, among, ids, params};
use super::error::{Result, StoreError};
use crate::trail::Steps;

/// Fills in the number of the last run that changed each operation. Damage keeps nobody from opening the store: what cannot be
/// read is left out, and `verify` reports it.
///
/// # Errors
/// Those of the database, but not that it is damaged.
pub(super) fn fill_in(database: &Database) -> Result<()> {
    database.execute("SAVEPOINT last_runs", &[])?;
    match fill_in_all(database) {
        Err(StoreError::Damaged(_)) => {
            database.execute("ROLLBACK TO last_runs", &[])?;
        }
        result => result?,
    }
    database.execute("RELEASE last_runs", &[]).map(|_| ())
}

fn fill_in_all(database: &Database) -> Result<()> {
    let sql = "SELECT id, run FROM entry WHERE typeof(run) = 'integer' AND first IS NOT NULL ORDER BY id DESC";
    let entries: Vec<(i64, i64)> = database.all(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    // The newest entry comes first, so each operation is written once.
    let fill = format!("UPDATE operation SET run = ?2 WHERE {} AND run IS NULL", among("id", 1));
    for (entry, run) in entries {
        let [run] = params![run];
        database.execute(&fill, &[ids(operations_of(database, entry)?), run])?;
    }
    Ok(())
}

/// Returns the operations that an entry is about.
fn operations_of(database: &Database, entry: i64) -> Result<Vec<i64>> {
    let sql = "SELECT steps FROM entry WHERE id = ?1";
    let bytes: Option<Vec<u8>> = database.one(sql, &params![entry], |row| Ok(row.get(0).unwrap_or_default()))?;
    let bytes = bytes.unwrap_or_default();
    let steps = Steps::new(&bytes);
    Ok(steps.iter().flat_map(Steps::all).flatten().map(|step| step.operation).collect())
}
