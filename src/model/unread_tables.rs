//! Upload tables of earlier versions of the channel database that have rows, which nobody reads.

use serde_json::{Map, Value as Json};

use super::record::RecordKind;

/// The number of rows of older upload tables, by their names; without those that have none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct UnreadTables(Map<String, Json>);

impl UnreadTables {
    /// Returns the names of the older upload tables, such as `RETAILASYNCCUSTOMER`, whose successors are read.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        RecordKind::ALL.iter().filter_map(|kind| kind.table().strip_suffix("V2"))
    }

    /// Adds a table unless it has no rows.
    pub(crate) fn add(&mut self, name: &str, rows: u64) {
        if rows > 0 {
            self.0.insert(name.to_owned(), rows.into());
        }
    }

    /// Whether no older table has rows.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the tables with their numbers of rows.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        self.0.iter().map(|(name, rows)| (name.as_str(), rows.as_u64().unwrap_or_default()))
    }

    /// Returns the numbers of rows by table.
    pub(crate) fn as_object(&self) -> &Map<String, Json> {
        &self.0
    }

    /// Returns an object of the numbers of rows by table.
    pub(crate) fn to_json(&self) -> Json {
        self.0.clone().into()
    }

    /// Reads what [`Self::to_json`] returned; `None` if it is something else.
    pub(crate) fn from_json(text: &str) -> Option<Self> {
        let tables: Map<String, Json> = serde_json::from_str(text).ok()?;
        tables.values().all(Json::is_u64).then_some(Self(tables))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_with_rows_are_stored_by_name() {
        let names: Vec<_> = UnreadTables::names().collect();
        assert_eq!(names, ["RETAILASYNCCUSTOMER", "RETAILASYNCADDRESS", "RETAILASYNCCUSTOMERATTRIBUTE"]);
        let mut tables = UnreadTables::default();
        tables.add(names[0], 12);
        tables.add(names[1], 0);
        let text = tables.to_json().to_string();
        assert_eq!(text, r#"{"RETAILASYNCCUSTOMER":12}"#);
        assert_eq!(UnreadTables::from_json(&text), Some(tables));
    }
}
