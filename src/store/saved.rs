//! Filters that are saved under a name.

use rusqlite::{Connection, OptionalExtension as _};

use super::error::Result;
use super::handle::Store;
use super::transaction::Transaction;
use crate::model::Timestamp;
use crate::trail::{FilterRemoved, FilterSaved, Note};

/// An expression under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SavedFilter {
    /// Compared ignoring case.
    pub(crate) name: String,
    /// As it was typed: relative times count from when it is used.
    pub(crate) expression: String,
    /// Who saved it.
    pub(crate) actor: String,
    pub(crate) saved: Timestamp,
}

impl SavedFilter {
    /// Returns the note that it was saved.
    pub(super) fn note(&self) -> Note {
        let Self { name, expression, actor, saved } = self.clone();
        Note::Saved(FilterSaved { name, expression, actor, saved: saved.0 })
    }
}

/// Returns all saved filters by name.
pub(super) fn saved_filters(connection: &Connection) -> Result<Vec<SavedFilter>> {
    let mut statement =
        connection.prepare_cached("SELECT name, expression, actor, saved FROM saved_filter ORDER BY name")?;
    let rows = statement.query_map([], |row| {
        Ok(SavedFilter {
            name: row.get(0)?,
            expression: row.get(1)?,
            actor: row.get(2)?,
            saved: Timestamp(row.get(3)?),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

impl Store {
    /// Returns all saved filters by name.
    pub(crate) fn saved_filters(&self) -> Result<Vec<SavedFilter>> {
        saved_filters(self.connection())
    }

    /// Returns the expression with that name, ignoring case.
    pub(crate) fn saved_expression(&self, name: &str) -> Result<Option<String>> {
        let sql = "SELECT expression FROM saved_filter WHERE fold(name) = fold(?1)";
        Ok(self.connection().query_row(sql, [name], |row| row.get(0)).optional()?)
    }
}

impl Transaction<'_> {
    /// Saves an expression under a name, and replaces the one that had the name before.
    pub(crate) fn save_filter(&self, filter: &SavedFilter) -> Result<()> {
        // The table itself ignores the case of ASCII only.
        self.delete_filter(&filter.name)?;
        self.execute(
            "INSERT INTO saved_filter (name, expression, actor, saved) VALUES (?1, ?2, ?3, ?4)",
            (&filter.name, &filter.expression, &filter.actor, filter.saved.0),
        )?;
        self.add_note(&filter.note());
        Ok(())
    }

    /// Removes a saved filter; returns whether there was one.
    pub(crate) fn remove_filter(&self, name: &str) -> Result<bool> {
        let was_there = self.delete_filter(name)?;
        if was_there {
            self.add_note(&Note::Removed(FilterRemoved { name: name.to_owned() }));
        }
        Ok(was_there)
    }

    fn delete_filter(&self, name: &str) -> Result<bool> {
        Ok(self.execute("DELETE FROM saved_filter WHERE fold(name) = fold(?1)", [name])? > 0)
    }
}
