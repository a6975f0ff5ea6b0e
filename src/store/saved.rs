//! Filters that are saved under a name.

use super::database::{Database, params};
use super::error::Result;
use super::handle::Store;
use super::transaction::Transaction;
use crate::filter::fold;
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
pub(super) fn saved_filters(database: &Database) -> Result<Vec<SavedFilter>> {
    database.all("SELECT name, expression, actor, saved FROM saved_filter ORDER BY name COLLATE NOCASE", &[], |row| {
        Ok(SavedFilter {
            name: row.get(0)?,
            expression: row.get(1)?,
            actor: row.get(2)?,
            saved: Timestamp(row.get(3)?),
        })
    })
}

impl Store {
    /// Returns all saved filters by name.
    pub(crate) fn saved_filters(&self) -> Result<Vec<SavedFilter>> {
        saved_filters(self.settled()?)
    }

    /// Returns the expression with that name, ignoring case.
    pub(crate) fn saved_expression(&self, name: &str) -> Result<Option<String>> {
        let Some(stored) = self.stored_filter_name(name)? else { return Ok(None) };
        let sql = "SELECT expression FROM saved_filter WHERE name COLLATE NOCASE = ?1 COLLATE NOCASE";
        self.settled()?.one(sql, &params![stored], |row| row.get(0))
    }

    /// Returns the name of a saved filter as it was typed, which is found ignoring case: the table itself ignores that of ASCII
    /// only.
    fn stored_filter_name(&self, name: &str) -> Result<Option<String>> {
        let names = self.settled()?.all("SELECT name FROM saved_filter", &[], |row| Ok(row.get::<String>(0).ok()))?;
        Ok(names.into_iter().flatten().find(|stored| fold(stored) == fold(name)))
    }
}

impl Transaction<'_> {
    /// Saves an expression under a name, and replaces the one that had the name before.
    pub(crate) fn save_filter(&self, filter: &SavedFilter) -> Result<()> {
        self.delete_filter(&filter.name)?;
        self.settled()?.execute(
            "INSERT INTO saved_filter (name, expression, actor, saved) VALUES (?1, ?2, ?3, ?4)",
            &params![&filter.name, &filter.expression, &filter.actor, filter.saved.0],
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
        let Some(stored) = self.stored_filter_name(name)? else { return Ok(false) };
        Ok(self
            .settled()?
            .execute("DELETE FROM saved_filter WHERE name COLLATE NOCASE = ?1 COLLATE NOCASE", &params![stored])?
            > 0)
    }
}
