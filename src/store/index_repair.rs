//! Making the search index anew, whatever is wrong with it.

use super::database::{Database, SqliteDatabase};
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
        let database = self.settled()?;
        replace_index(database)?;
        self.forget_numbers();
        let operations = database.only("SELECT count(*) FROM operation", &[], |row| row.get(0))?;
        self.add_note(&Note::Indexed(IndexRebuilt { operations }));
        Ok(())
    }
}

/// Replaces the search index by an empty one in the caller's transaction.
///
/// # Errors
/// As [`Transaction::empty_index`].
pub(super) fn replace_index(database: &Database) -> Result<()> {
    if let Some(sqlite) = database.sqlite() {
        sqlite.forget_statements();
        if drop_index(sqlite).is_err() {
            forget_index(sqlite)?;
        }
        sqlite.batch(&format!("{CREATE}; {SETTINGS}"))?;
    } else {
        database.execute("TRUNCATE search", &[])?;
    }
    database.execute("UPDATE store SET indexed = 0, indexed_later = 0, later_documents = 0", &[])?;
    database.execute("DELETE FROM later_document", &[])?;
    Ok(())
}

/// Drops the index; if that fails, it is as it was.
fn drop_index(sqlite: &SqliteDatabase) -> Result<()> {
    let dropped = sqlite.batch("SAVEPOINT dropping; DROP TABLE IF EXISTS search");
    let end = if dropped.is_ok() { "RELEASE dropping" } else { "ROLLBACK TO dropping; RELEASE dropping" };
    sqlite.batch(end).and(dropped)
}

/// Removes an index that FTS5 cannot open, and so cannot drop.
fn forget_index(sqlite: &SqliteDatabase) -> Result<()> {
    sqlite.guard_schema(false)?;
    let removed = remove_from_schema(sqlite);
    // Whatever failed, nothing else is written without these guards.
    sqlite.guard_schema(true)?;
    removed
}

/// Removes the name of the index from the schema, and its tables one by one.
fn remove_from_schema(sqlite: &SqliteDatabase) -> Result<()> {
    sqlite.set_pragma("writable_schema", 1)?;
    let removed = sqlite.batch("DELETE FROM sqlite_schema WHERE name = 'search'");
    // The schema is read again without it.
    sqlite.batch("PRAGMA writable_schema = RESET")?;
    removed?;
    SHADOWS.iter().try_for_each(|table| sqlite.batch(&format!("DROP TABLE IF EXISTS {table}")))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::clock::Clock;
    use crate::store::{Access, Store};
    use crate::trail::Author;

    #[test]
    fn a_new_index_is_as_the_migrations_create_it() {
        let mut store = Store::open(&Path::new("").into(), Access::Rehearse, Clock::system(), "tester").unwrap();
        let shape = |store: &Store| {
            let sql = "SELECT name || coalesce(sql, '') FROM sqlite_schema WHERE name LIKE 'search%'
                       UNION ALL SELECT k || '=' || v FROM search_config ORDER BY 1";
            store.database.all(sql, &[], |row| row.get::<String>(0)).unwrap()
        };
        let before = shape(&store);
        for damage in ["SELECT 1", "DELETE FROM search_config", "DROP TABLE search_config", "DROP TABLE search_data"] {
            let sqlite = store.database.file().unwrap();
            sqlite.guard_schema(false).unwrap();
            sqlite.batch(damage).unwrap();
            sqlite.guard_schema(true).unwrap();
            let author = Author::default();
            let transaction = store.begin(&author).unwrap();
            transaction.empty_index().unwrap();
            transaction.commit().unwrap();
            assert_eq!(shape(&store), before, "{damage}");
        }
    }

    #[test]
    fn a_failure_leaves_the_schema_guarded() {
        let store = Store::open(&Path::new("").into(), Access::Rehearse, Clock::system(), "tester").unwrap();
        let sqlite = store.database.file().unwrap();
        sqlite.only_read().unwrap();
        super::forget_index(sqlite).unwrap_err();
        assert!(sqlite.is_schema_guarded().unwrap());
        assert_eq!(sqlite.pragma("writable_schema").unwrap(), 0);
    }
}
