//! The tables that a copy of a store has, in an order in which each row comes after those that it refers to.

use crate::store::database::{Database, Insertion, Param};
use crate::store::error::Result;

/// The type of a column: the same in every database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CopiedType {
    Integer,
    Text,
    Bytes,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CopiedColumn {
    pub(super) name: &'static str,
    pub(super) column_type: CopiedType,
    pub(super) may_be_null: bool,
}

/// A table whose rows are copied.
#[derive(Debug)]
pub(crate) struct CopiedTable {
    /// What it is called.
    pub(crate) name: &'static str,
    /// How many columns, from the first on, are the key.
    pub(super) key: usize,
    pub(super) columns: &'static [CopiedColumn],
    /// Inserts rows, whose values are side by side.
    insert: fn(&Database, &[Param<'static>]) -> Result<()>,
}

impl CopiedTable {
    /// Inserts rows, whose values are side by side.
    pub(super) fn insert(&self, database: &Database, values: &[Param<'static>]) -> Result<()> {
        (self.insert)(database, values)
    }

    /// Returns the names of its columns.
    pub(super) fn names(&self) -> Vec<&'static str> {
        self.columns.iter().map(|column| column.name).collect()
    }
}

const fn integer(name: &'static str) -> CopiedColumn {
    CopiedColumn { name, column_type: CopiedType::Integer, may_be_null: false }
}

const fn text(name: &'static str) -> CopiedColumn {
    CopiedColumn { name, column_type: CopiedType::Text, may_be_null: false }
}

const fn bytes(name: &'static str) -> CopiedColumn {
    CopiedColumn { name, column_type: CopiedType::Bytes, may_be_null: false }
}

/// A column that may have no value.
const fn maybe(column: CopiedColumn) -> CopiedColumn {
    CopiedColumn { may_be_null: true, ..column }
}

fn insert_rows<const N: usize>(insertion: &Insertion<N>, database: &Database, values: &[Param<'static>]) -> Result<()> {
    let (rows, _) = values.as_chunks::<N>();
    database.insert_all(insertion, rows.iter().map(|row| std::array::from_fn(|at| row[at].borrowed()))).map(drop)
}

/// Returns a table: its name, how many columns are its key, and its columns.
macro_rules! table {
    ($name:literal, $key:literal, [$($column:expr),+ $(,)?]) => {{
        const COLUMNS: &[CopiedColumn] = &[$($column),+];
        const INSERTION: Insertion<{ COLUMNS.len() }> =
            Insertion { table: $name, columns: names(COLUMNS), conflict: "" };
        CopiedTable {
            name: $name,
            key: $key,
            columns: COLUMNS,
            insert: |database, values| insert_rows(&INSERTION, database, values),
        }
    }};
}

/// Returns the names of columns, of which there are so many.
const fn names<const N: usize>(columns: &[CopiedColumn]) -> [&'static str; N] {
    let mut names = [""; N];
    let mut at = 0;
    while at < N {
        names[at] = columns[at].name;
        at += 1;
    }
    names
}

/// The row that says which store it is. It is written last, and without how far the search index has come. The name of its key is
/// quoted, since it is a word of SQL.
pub(crate) static STORE: CopiedTable = table!(
    "store",
    1,
    [
        integer("\"only\""),
        text("id"),
        integer("created"),
        integer("change"),
        integer("operations"),
        integer("customers"),
        integer("later_documents"),
    ]
);

/// All other tables.
pub(crate) static TABLES: &[CopiedTable] = &[
    table!("company", 1, [integer("id"), text("code"), integer("accounts")]),
    table!(
        "channel",
        1,
        [
            integer("id"),
            integer("origin"),
            text("name"),
            integer("company"),
            integer("epoch"),
            maybe(integer("contacted")),
            maybe(text("error")),
            integer("downloaded"),
            integer("operations"),
            maybe(text("failure")),
            maybe(text("unread")),
        ]
    ),
    table!("state_count", 2, [integer("channel"), integer("state"), integer("operations")]),
    table!("bookmark", 2, [integer("channel"), integer("kind"), integer("counter"), maybe(integer("latest"))]),
    table!("gap", 3, [integer("channel"), integer("kind"), integer("first"), integer("last")]),
    table!("layout", 1, [integer("id"), integer("kind"), text("columns")]),
    table!(
        "run",
        1,
        [
            integer("id"),
            text("jobs"),
            text("actor"),
            integer("started"),
            maybe(integer("ended")),
            text("outcome"),
            maybe(text("idle")),
        ]
    ),
    table!(
        "report",
        2,
        [
            integer("run"),
            integer("position"),
            text("job"),
            maybe(text("channel")),
            integer("started"),
            integer("ended"),
            text("outcome"),
            text("figures"),
            maybe(text("error")),
            maybe(text("failure")),
        ]
    ),
    table!("saved_filter", 1, [text("name"), text("expression"), text("actor"), integer("saved")]),
    table!(
        "customer",
        1,
        [
            integer("id"),
            integer("company"),
            bytes("guid"),
            text("async_account"),
            maybe(text("account")),
            maybe(integer("changed")),
        ]
    ),
    table!("reserved_account", 3, [integer("company"), bytes("guid"), text("account"), integer("channel")]),
    table!(
        "imported",
        1,
        [
            integer("change"),
            integer("customer"),
            text("account"),
            text("async_account"),
            maybe(bytes("content")),
            maybe(integer("merged")),
        ]
    ),
    table!(
        "operation",
        1,
        [
            integer("id"),
            integer("channel"),
            integer("epoch"),
            integer("kind"),
            integer("counter"),
            integer("state"),
            maybe(integer("action")),
            maybe(integer("customer")),
            text("key"),
            integer("at"),
            integer("dated"),
            integer("received"),
            integer("attempts"),
            integer("edited"),
            maybe(integer("effect")),
            maybe(integer("superseded_by")),
            maybe(text("company")),
            maybe(text("async_account")),
            maybe(text("account")),
            maybe(integer("run")),
            maybe(integer("ordered")),
            integer("noted"),
        ]
    ),
    table!("received", 1, [integer("operation"), integer("layout"), text("row")]),
    table!("edited_row", 1, [integer("operation"), text("row")]),
    table!(
        "problem",
        2,
        [
            integer("operation"),
            integer("position"),
            text("code"),
            text("reason"),
            text("field"),
            text("value"),
            text("expected"),
            text("suggestion"),
        ]
    ),
    table!(
        "past_problem",
        3,
        [
            integer("operation"),
            integer("turn"),
            integer("position"),
            text("reason"),
            text("field"),
            text("value"),
            text("expected"),
            text("suggestion"),
        ]
    ),
    table!("change", 2, [integer("operation"), integer("position"), text("field"), text("old"), text("new")]),
    table!(
        "record",
        3,
        [
            integer("customer"),
            integer("kind"),
            text("key"),
            integer("active"),
            integer("is_primary"),
            maybe(integer("claimed")),
            integer("at"),
            integer("counter"),
            integer("channel"),
            integer("operation"),
            text("fields"),
            maybe(integer("snapshot")),
            maybe(integer("deactivation")),
        ]
    ),
    table!(
        "retaken",
        4,
        [
            integer("channel"),
            integer("epoch"),
            integer("kind"),
            integer("counter"),
            integer("operation"),
            integer("told"),
        ]
    ),
    table!("later_document", 1, [integer("id"), integer("operation")]),
    table!(
        "entry",
        1,
        [
            integer("id"),
            integer("at"),
            text("actor"),
            text("event"),
            maybe(integer("run")),
            text("reason"),
            text("details"),
            maybe(integer("first")),
            maybe(integer("last")),
            bytes("steps"),
            bytes("hash"),
        ]
    ),
    table!("entry_code", 1, [integer("entry"), bytes("code")]),
];

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::address::StoreAddress;
    use crate::clock::Clock;
    use crate::store::{Access, Store};

    fn fresh() -> Store {
        Store::open(&StoreAddress::from(""), Access::Rehearse, Clock::system(), "tester").unwrap()
    }

    fn names(store: &Store) -> Vec<String> {
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'
                   AND name NOT LIKE 'sqlite%' ORDER BY name";
        store.database.all(sql, &[], |row| row.get(0)).unwrap()
    }

    /// The columns of a table with how much of the key each is, by the schema.
    fn columns(store: &Store, table: &str) -> Vec<(String, String, bool, i64)> {
        let sql = "SELECT name, type, \"notnull\" = 0 AND pk = 0, pk FROM pragma_table_info(?1) ORDER BY cid";
        let read = |row: &crate::store::database::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        store.database.all(sql, &[Param::from(table.to_owned())], read).unwrap()
    }

    #[test]
    fn every_table_is_copied_with_every_column() {
        let store = fresh();
        let mut copied: Vec<_> = TABLES.iter().chain([&STORE]).map(|table| table.name).collect();
        copied.sort_unstable();
        assert_eq!(names(&store), copied);
        for table in TABLES.iter().chain([&STORE]) {
            let of_index = |name: &str| table.name == "store" && name.starts_with("indexed");
            let mut expected = columns(&store, table.name);
            expected.retain(|(name, ..)| !of_index(name));
            let own = table.columns.iter().enumerate().map(|(at, column)| {
                let kind = match column.column_type {
                    CopiedType::Integer => "INTEGER",
                    CopiedType::Text => "TEXT",
                    CopiedType::Bytes => "BLOB",
                };
                let key = if at < table.key { at as i64 + 1 } else { 0 };
                (column.name.trim_matches('"').to_owned(), kind.to_owned(), column.may_be_null, key)
            });
            assert_eq!(own.collect::<Vec<_>>(), expected, "{}", table.name);
        }
    }

    #[test]
    fn rows_come_after_those_that_they_refer_to() {
        let store = fresh();
        for (at, table) in TABLES.iter().enumerate() {
            let sql = "SELECT \"table\" FROM pragma_foreign_key_list(?1)";
            let parents: Vec<String> = store.database.all(sql, &[Param::from(table.name)], |row| row.get(0)).unwrap();
            for parent in parents {
                assert!(TABLES[..at].iter().any(|earlier| earlier.name == parent), "{} before {parent}", table.name);
            }
        }
    }
}
