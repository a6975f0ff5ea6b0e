//! How far a half-made copy is, as it says itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::chunk::key_text;
use super::row_sum::RowSum;
use super::tables::CopiedTable;
use crate::model::{hex, unhex};
use crate::store::database::Param;
use crate::store::migrations::NEWEST;

/// Which state of which store is copied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CopyOrigin {
    /// The identity of the store.
    pub(crate) store: String,
    /// The number of the last entry of its audit trail.
    pub(crate) entry: i64,
    /// The hash of that entry, in hexadecimal digits.
    pub(crate) head: String,
}

/// What is copied, and how far that is: what a half-made copy has in the row of its table `half_copy`, as a JSON object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CopyMark {
    pub(super) origin: CopyOrigin,
    /// The version of the schema that the copy has.
    pub(super) schema: i64,
    /// By the name of the table; a table that was not begun has none.
    tables: BTreeMap<String, TableMark>,
}

/// How far a table is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct TableMark {
    rows: u64,
    /// The sum of the rows.
    sum: String,
    /// The key of the last row; empty if there is none.
    after: Vec<KeyPart>,
    /// Whether these are all rows.
    is_whole: bool,
}

/// A value of a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum KeyPart {
    Integer(i64),
    Text(String),
    /// In hexadecimal digits.
    Bytes(String),
}

/// The rows of a table that a copy has.
#[derive(Debug, Clone)]
pub(crate) struct CopiedRows {
    pub(crate) sum: RowSum,
    /// The key of the last of them; `None` if there are none.
    pub(super) after: Option<Vec<Param<'static>>>,
    /// Whether these are all rows of the table.
    pub(crate) is_whole: bool,
}

impl CopyMark {
    pub(super) fn new(origin: CopyOrigin) -> Self {
        Self { origin, schema: NEWEST, tables: BTreeMap::new() }
    }

    /// Returns how far a table is; `None` if the mark is not what this version of the program writes.
    pub(super) fn progress(&self, table: &CopiedTable) -> Option<CopiedRows> {
        let Some(mark) = self.tables.get(table.name) else {
            return Some(CopiedRows { sum: RowSum::default(), after: None, is_whole: false });
        };
        let sum = RowSum::read(mark.rows, &mark.sum)?;
        let key: Option<Vec<_>> = mark.after.iter().map(KeyPart::param).collect();
        let after = key.map(|key| (!key.is_empty()).then_some(key))?;
        let is_key = after.as_ref().is_none_or(|key| key.len() == table.key);
        is_key.then_some(CopiedRows { sum, after, is_whole: mark.is_whole })
    }

    /// Notes how far a table is.
    pub(super) fn note(&mut self, table: &CopiedTable, progress: &CopiedRows) {
        let after = progress.after.iter().flatten().map(KeyPart::of).collect();
        let (rows, sum) = (progress.sum.rows(), progress.sum.digits());
        self.tables.insert(table.name.to_owned(), TableMark { rows, sum, after, is_whole: progress.is_whole });
    }
}

impl KeyPart {
    fn of(value: &Param<'_>) -> Self {
        match value {
            Param::Integer(number) => Self::Integer(*number),
            Param::Text(text) => Self::Text(text.to_string()),
            Param::Bytes(bytes) => Self::Bytes(hex(bytes)),
            // No key has such a value: a copy refuses its row.
            other => Self::Text(key_text(&[other.borrowed()])),
        }
    }

    fn param(&self) -> Option<Param<'static>> {
        Some(match self {
            Self::Integer(number) => Param::from(*number),
            Self::Text(text) => Param::from(text.clone()),
            Self::Bytes(digits) => Param::from(unhex(digits)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::copying::tables::TABLES;
    use crate::store::database::params;

    #[test]
    fn how_far_a_copy_is_is_read_back() {
        let table = TABLES.iter().find(|table| table.name == "reserved_account").unwrap();
        let key = params![7_i64, Vec::from([0, 255]), "C-1 \0 \u{e9}"].to_vec();
        let mut sum = RowSum::default();
        sum.add(&key);
        let mut mark = CopyMark::new(CopyOrigin { store: "a".to_owned(), entry: 3, head: "00".to_owned() });
        mark.note(table, &CopiedRows { sum, after: Some(key.clone()), is_whole: false });
        let read: CopyMark = serde_json::from_str(&serde_json::to_string(&mark).unwrap()).unwrap();
        assert_eq!(read, mark);
        let progress = read.progress(table).unwrap();
        assert_eq!((progress.sum, progress.after, progress.is_whole), (sum, Some(key), false));
        assert!(read.progress(&TABLES[0]).unwrap().after.is_none());
    }
}
