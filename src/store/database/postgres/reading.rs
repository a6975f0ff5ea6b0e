//! Reading what statements return, some rows at a time.

use std::ops::ControlFlow;

use super::connection::PostgresDatabase;
use super::cursor::{Cursor, PostgresQuery};
use super::row::PostgresRow;
use crate::store::database::param::Param;
use crate::store::error::StoreError;

impl PostgresDatabase {
    pub(in crate::store) fn each<E: From<StoreError>>(
        &self,
        sql: &str,
        parameters: &[Param<'_>],
        mut read: impl FnMut(&PostgresRow) -> std::result::Result<ControlFlow<()>, E>,
    ) -> std::result::Result<(), E> {
        if !sql.starts_with("SELECT") && !sql.starts_with("WITH") {
            for row in self.returned(sql, parameters)? {
                if read(&row)?.is_break() {
                    break;
                }
            }
            return Ok(());
        }
        let mut cursor = Cursor::open(self, sql, parameters)?;
        while let Some(rows) = cursor.fetch()? {
            for row in rows {
                if read(&PostgresRow::new(row))?.is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Prepares a statement whose rows are read side by side with those of others.
    pub(in crate::store) fn query(&self, sql: &str) -> PostgresQuery<'_> {
        PostgresQuery::new(self, sql)
    }
}
