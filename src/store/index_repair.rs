//! Making the search index anew, whatever is wrong with it.

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::error::Result;
use super::transaction::Transaction;
use crate::trail::{IndexRebuilt, Note};

/// The index as the migrations create it.
const CREATE: &str = "CREATE VIRTUAL TABLE search USING fts5(tokens, content = '', detail = none, columnsize = 0, \
                      tokenize = 'ascii')";
const SETTINGS: &str = "INSERT INTO search (search, rank) VALUES ('hashsize', 16777216), ('automerge', 16)";

/// The tables in which FTS5 keeps an index.
const SHADOWS: [&str; 5] = ["search_data", "search_idx", "search_config", "search_docsize", "search_content"];

impl Transaction<'_> {
    /// Replaces the search index by an empty one, so that it lacks all operations.
    ///
    /// # Errors
    /// The store's file is damaged beyond the index.
    pub(crate) fn empty_index(&self) -> Result<()> {
        self.connection().flush_prepared_statement_cache();
        if drop_index(self.connection()).is_err() {
            forget_index(self.connection())?;
        }
        self.connection().execute_batch(&format!("{CREATE}; {SETTINGS}"))?;
        self.connection()
            .execute_batch("UPDATE store SET indexed = 0, indexed_later = 0; DELETE FROM later_document")?;
        let operations = self.connection().query_row("SELECT count(*) FROM operation", [], |row| row.get(0))?;
        self.add_note(&Note::Indexed(IndexRebuilt { operations }));
        Ok(())
    }
}

/// Drops the index; if that fails, it is as it was.
fn drop_index(connection: &Connection) -> rusqlite::Result<()> {
    let dropped = connection.execute_batch("SAVEPOINT dropping; DROP TABLE IF EXISTS search");
    let end = if dropped.is_ok() { "RELEASE dropping" } else { "ROLLBACK TO dropping; RELEASE dropping" };
    connection.execute_batch(end).and(dropped)
}

/// Removes an index that FTS5 cannot open, and so cannot drop.
fn forget_index(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
    let removed = remove_from_schema(connection);
    // Whatever failed, nothing else is written without these guards.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    removed
}

/// Removes the name of the index from the schema, and its tables one by one.
fn remove_from_schema(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "writable_schema", true)?;
    let removed = connection.execute("DELETE FROM sqlite_schema WHERE name = 'search'", []);
    // The schema is read again without it.
    connection.pragma_update(None, "writable_schema", "RESET")?;
    removed?;
    SHADOWS.iter().try_for_each(|table| connection.execute_batch(&format!("DROP TABLE IF EXISTS {table}")))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use rusqlite::config::DbConfig;

    use crate::clock::Clock;
    use crate::store::{Access, Store};
    use crate::trail::Author;

    #[test]
    fn a_new_index_is_as_the_migrations_create_it() {
        let mut store = Store::open(Path::new(""), Access::Rehearse, Clock::system(), "tester").unwrap();
        let shape = |store: &Store| {
            let sql = "SELECT name || coalesce(sql, '') FROM sqlite_schema WHERE name LIKE 'search%'
                       UNION ALL SELECT k || '=' || v FROM search_config ORDER BY 1";
            let mut statement = store.connection().prepare(sql).unwrap();
            statement.query_map([], |row| row.get(0)).unwrap().collect::<rusqlite::Result<Vec<String>>>().unwrap()
        };
        let before = shape(&store);
        for damage in ["SELECT 1", "DELETE FROM search_config", "DROP TABLE search_config", "DROP TABLE search_data"] {
            store.connection().set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
            store.connection().execute_batch(damage).unwrap();
            store.connection().set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true).unwrap();
            let author = Author::default();
            let transaction = store.begin(&author).unwrap();
            transaction.empty_index().unwrap();
            transaction.commit().unwrap();
            assert_eq!(shape(&store), before, "{damage}");
        }
    }

    #[test]
    fn a_failure_leaves_the_schema_guarded() {
        let store = Store::open(Path::new(""), Access::Rehearse, Clock::system(), "tester").unwrap();
        store.connection().execute_batch("PRAGMA query_only = ON").unwrap();
        super::forget_index(store.connection()).unwrap_err();
        assert!(store.connection().db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE).unwrap());
        assert!(!store.connection().query_row("PRAGMA writable_schema", [], |row| row.get::<_, bool>(0)).unwrap());
    }
}
