//! Damage to the rows of a store, done behind the program's back: one row or value at a time, in any of its tables.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

use hqsync_support::{open, query};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// Bytes of a very long value: more than the program takes from a channel.
const LONG: usize = 70_000;

/// What is done to a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DamageKind {
    /// It is gone.
    Removed,
    /// There is another one like it; the columns that have to be unique differ.
    Doubled,
    /// A column has the value that says nothing: 0, an empty text, no bytes.
    Empty(String),
    /// A column has no value, wherever that is possible.
    Null(String),
    /// A column has a value of another type: text instead of a number, bytes instead of a text.
    Retyped(String),
    /// A column has the highest number, or a text or bytes that are very long.
    Extreme(String),
    /// Two rows have each other's value in a column.
    Exchanged(String),
}

impl DamageKind {
    /// What can be done to a column.
    pub(crate) const OF_COLUMNS: [fn(String) -> Self; 5] =
        [Self::Empty, Self::Null, Self::Retyped, Self::Extreme, Self::Exchanged];
}

/// What is done to one row of one table.
#[derive(Debug, Clone)]
pub(crate) struct Damage {
    pub(crate) table: String,
    /// The position of the row, in the order of the table's key.
    pub(crate) row: usize,
    pub(crate) kind: DamageKind,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} row {} {:?}", self.table, self.row, self.kind)
    }
}

/// Returns the tables that hold the rows of a store, with those of its search index.
pub(crate) fn tables(store: &Connection) -> Vec<String> {
    query(
        store,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite%' ORDER BY name",
    )
}

/// Returns the columns of a table.
pub(crate) fn columns(store: &Connection, table: &str) -> Vec<String> {
    query(store, &format!("SELECT name FROM pragma_table_info('{table}')"))
}

/// Returns the number of rows of a table.
pub(crate) fn count_rows(store: &Connection, table: &str) -> usize {
    query(store, &format!("SELECT count(*) FROM \"{table}\""))[0].parse().unwrap()
}

impl Damage {
    /// Returns the column that is damaged; `None` if it is the whole row.
    pub(crate) fn column(&self) -> Option<&str> {
        match &self.kind {
            DamageKind::Removed | DamageKind::Doubled => None,
            DamageKind::Empty(column)
            | DamageKind::Null(column)
            | DamageKind::Retyped(column)
            | DamageKind::Extreme(column)
            | DamageKind::Exchanged(column) => Some(column),
        }
    }

    /// Damages a store that nobody has open, and leaves its schema as it was. Returns whether there is such a damage: some
    /// values are what they would become, and a key is never NULL.
    pub(crate) fn apply(&self, store: &Path) -> bool {
        let table = &self.table;
        let connection = unguarded(store);
        let triggers = query(&connection, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
        for name in query(&connection, "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
            connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
        }
        let schema = query(&connection, &format!("SELECT sql FROM sqlite_schema WHERE name = '{table}'")).concat();
        let set_schema = |sql: &str| {
            let update = "UPDATE sqlite_schema SET sql = ?2 WHERE name = ?1";
            unguarded(store).execute(update, [table.as_str(), sql]).unwrap();
        };
        set_schema(&schema.replace("NOT NULL", ""));
        drop(connection);
        // A new connection reads the schema again.
        let damaged = self.change(&unguarded(store));
        set_schema(&schema);
        unguarded(store).execute_batch(&triggers.join(";\n")).unwrap();
        damaged
    }

    fn change(&self, store: &Connection) -> bool {
        let table = &self.table;
        let row = self.condition(store, self.row);
        let changed = match &self.kind {
            DamageKind::Removed => store.execute(&format!("DELETE FROM \"{table}\" WHERE {row}"), []),
            DamageKind::Doubled => store.execute(&self.insert(store, &row), []),
            DamageKind::Empty(column) => self.set(store, column, &row, &empty(&self.declared(store, column))),
            DamageKind::Null(column) => self.set(store, column, &row, &Value::Null),
            DamageKind::Retyped(column) => self.set(store, column, &row, &retyped(&self.declared(store, column))),
            DamageKind::Extreme(column) => self.set(store, column, &row, &extreme(&self.declared(store, column))),
            DamageKind::Exchanged(column) => return self.exchange(store, column),
        };
        changed.is_ok_and(|rows| rows > 0)
    }

    fn set(&self, store: &Connection, column: &str, row: &str, value: &Value) -> rusqlite::Result<usize> {
        let sql = format!("UPDATE \"{}\" SET \"{column}\" = ?1 WHERE {row} AND \"{column}\" IS NOT ?1", self.table);
        store.execute(&sql, params_from_iter([value]))
    }

    /// Exchanges the values of a column between the row and the next one that has another value, if there is one.
    fn exchange(&self, store: &Connection, column: &str) -> bool {
        let names = columns(store, &self.table);
        let at = names.iter().position(|name| name == column).unwrap();
        let values = |row: usize| -> Vec<Value> {
            let sql = format!("SELECT * FROM \"{}\" WHERE {}", self.table, self.condition(store, row));
            store.query_row(&sql, [], |row| (0..names.len()).map(|at| row.get(at)).collect()).unwrap()
        };
        let rows = count_rows(store, &self.table);
        let mut own = values(self.row);
        let others = (1..rows).map(|distance| (self.row + distance) % rows);
        let Some((other, mut theirs)) = others.map(|row| (row, values(row))).find(|(_, theirs)| theirs[at] != own[at])
        else {
            return false;
        };
        std::mem::swap(&mut own[at], &mut theirs[at]);
        // Both rows are replaced, since a value may have to be unique.
        let conditions = [self.row, other].map(|row| self.condition(store, row)).join(" OR ");
        let places = vec!["?"; names.len()].join(", ");
        let insert =
            |row| store.execute(&format!("INSERT INTO \"{}\" VALUES ({places})", self.table), params_from_iter(row));
        store.execute_batch("BEGIN").unwrap();
        let deleted = store.execute(&format!("DELETE FROM \"{}\" WHERE {conditions}", self.table), []);
        let is_done = deleted == Ok(2) && insert(own).is_ok() && insert(theirs).is_ok();
        store.execute_batch(if is_done { "COMMIT" } else { "ROLLBACK" }).unwrap();
        is_done
    }

    /// Returns the condition that only a row fulfils.
    fn condition(&self, store: &Connection, row: usize) -> String {
        let table = &self.table;
        let without_rowid = query(store, &format!("SELECT wr FROM pragma_table_list('{table}')")) == ["1"];
        let key = if without_rowid {
            query(store, &format!("SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk")).join(", ")
        } else {
            "rowid".to_owned()
        };
        format!("({key}) = (SELECT {key} FROM \"{table}\" ORDER BY {key} LIMIT 1 OFFSET {row})")
    }

    /// Returns the statement that adds another row like it.
    fn insert(&self, store: &Connection, row: &str) -> String {
        let table = &self.table;
        let unique = unique_columns(store, table);
        let values = columns(store, table).into_iter().map(|column| {
            if !unique.contains(&column) {
                return format!("\"{column}\"");
            }
            format!(
                "CASE typeof(\"{column}\") WHEN 'integer' THEN (SELECT max(\"{column}\") + 1 FROM \"{table}\") \
                 WHEN 'text' THEN \"{column}\" || 'x' WHEN 'blob' THEN CAST(\"{column}\" || x'01' AS BLOB) END"
            )
        });
        let values = values.collect::<Vec<_>>().join(", ");
        format!("INSERT INTO \"{table}\" SELECT {values} FROM \"{table}\" WHERE {row}")
    }

    fn declared(&self, store: &Connection, column: &str) -> String {
        query(store, &format!("SELECT type FROM pragma_table_info('{}') WHERE name = '{column}'", self.table)).concat()
    }
}

/// Returns the last column of each key of a table.
fn unique_columns(store: &Connection, table: &str) -> BTreeSet<String> {
    let sql = format!(
        "SELECT (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno DESC LIMIT 1)
         FROM pragma_index_list('{table}') AS i WHERE i.\"unique\"
         UNION SELECT max(name) FROM pragma_table_info('{table}') WHERE pk > 0 HAVING count(*) = 1"
    );
    query(store, &sql).into_iter().collect()
}

fn empty(declared: &str) -> Value {
    match declared {
        "INTEGER" => Value::Integer(0),
        "TEXT" => Value::Text(String::new()),
        _ => Value::Blob(Vec::new()),
    }
}

fn retyped(declared: &str) -> Value {
    match declared {
        "TEXT" => Value::Blob(vec![0xff, 0x00, 0x7f]),
        _ => Value::Text("x".to_owned()),
    }
}

fn extreme(declared: &str) -> Value {
    match declared {
        "INTEGER" => Value::Integer(i64::MAX),
        "TEXT" => Value::Text("x".repeat(LONG)),
        _ => Value::Blob(vec![1; LONG]),
    }
}

/// Opens a store so that nothing is checked.
fn unguarded(store: &Path) -> Connection {
    let store = open(store);
    store.pragma_update(None, "foreign_keys", false).unwrap();
    store.pragma_update(None, "ignore_check_constraints", true).unwrap();
    store.pragma_update(None, "writable_schema", true).unwrap();
    store
}
