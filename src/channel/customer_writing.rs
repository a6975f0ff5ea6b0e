//! How a customer is written to the download tables of a channel database.

use std::borrow::Cow;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{OptionalExtension as _, ToSql, params_from_iter};

use super::contract::{DownloadRecord, DownloadTable, DownloadValue, Origin, TABLES};
use super::error::Result;
use super::unkept::RowChange;
use super::writing::{Writing, quoted};
use crate::model::{Fields, LayoutError};

/// One download table as a channel has it.
struct TableTarget {
    table: &'static DownloadTable,
    /// The channel's columns that the contract does not list.
    extensions: Vec<String>,
    /// Whether the channel's table resolves conflicts by itself.
    resolves_conflicts: bool,
    /// The statement that writes a record without extensions, as nearly all are.
    upsert: String,
    delete: String,
    /// What that statement does with a row that is there.
    change: RowChange,
    /// Finds the GUID of another customer to whom a row belongs.
    other_owner: Option<String>,
    /// The condition for the row of a record.
    key: String,
    origins: Vec<Origin>,
    key_origins: Vec<Origin>,
}

/// All download tables of a channel.
pub(crate) struct DownloadTargets(Vec<TableTarget>);

impl DownloadTargets {
    pub(super) fn new<E>(
        columns: impl Fn(&'static str) -> Result<Vec<String>, E>,
        resolves_conflicts: impl Fn(&'static str) -> Result<bool, E>,
        missing: impl Fn(LayoutError) -> E,
    ) -> Result<Self, E> {
        let targets = TABLES.iter().map(|table| {
            let existing = columns(table.name)?;
            let absent = |column: &&&str| !existing.iter().any(|name| name.eq_ignore_ascii_case(column));
            match table.columns.iter().find(absent) {
                Some(column) => Err(missing(LayoutError { table: table.name, column })),
                None => Ok(TableTarget::new(table, &existing, resolves_conflicts(table.name)?)),
            }
        });
        targets.collect::<Result<_, E>>().map(Self)
    }
}

impl Writing<'_> {
    /// Writes a record to the tables that hold its kind. If the account is another customer's in the channel, nothing is
    /// written, and that customer's GUID is returned.
    pub(crate) fn put(&self, targets: &DownloadTargets, record: &DownloadRecord<'_>) -> Result<Option<String>> {
        for target in targets.0.iter().filter(|target| target.table.kind == record.kind) {
            if target.table.removes && !record.active {
                let changed = self.execute(&target.delete, target.key_origins.iter(), record)?;
                self.check(target, record, (RowChange::Remove, changed))?;
                if changed > 0 {
                    self.note_removed(target.table.name, record, &target.name_of(record))?;
                }
                continue;
            }
            // The channel's own columns are written if the record has them; the others keep their values.
            let own: Vec<Origin> = target.extensions_of(record.fields).map(Origin::Extension).collect();
            let changed = if own.is_empty() {
                self.execute(&target.upsert, target.origins.iter(), record)?
            } else {
                let columns: Vec<_> = target.extensions_of(record.fields).collect();
                self.execute(
                    &target.table.upsert(&columns, target.resolves_conflicts),
                    target.origins.iter().chain(&own),
                    record,
                )?
            };
            if changed == 0
                && let Some(owner) = self.other_owner(target, record)?
            {
                return Ok(Some(owner));
            }
            self.check(target, record, (target.change, changed))?;
        }
        self.note_written(record)?;
        Ok(None)
    }

    /// Returns the GUID of another customer to whom a row with the record's key belongs.
    fn other_owner(&self, target: &TableTarget, record: &DownloadRecord<'_>) -> Result<Option<String>> {
        let Some(sql) = &target.other_owner else { return Ok(None) };
        let mut statement = self.sqlite(self.transaction.prepare_cached(sql))?;
        let origins = target.key_origins.iter().chain([&Origin::AsyncAccount]);
        let parameters = params_from_iter(origins.map(|origin| Bound { origin, record }));
        self.sqlite(statement.query_row(parameters, |row| row.get(0)).optional())
    }

    fn execute<'r>(
        &self,
        sql: &str,
        origins: impl Iterator<Item = &'r Origin>,
        record: &'r DownloadRecord<'r>,
    ) -> Result<usize> {
        let mut statement = self.sqlite(self.transaction.prepare_cached(sql))?;
        self.sqlite(statement.execute(params_from_iter(origins.map(|origin| Bound { origin, record }))))
    }

    /// Checks that a record is in its table, or is not there any longer.
    fn check(&self, target: &TableTarget, record: &DownloadRecord<'_>, change: (RowChange, usize)) -> Result<()> {
        let values = target.key_origins.iter().map(|origin| Bound { origin, record });
        self.check_kept((target.table.name, record.account), change, (&target.key, params_from_iter(values)))
    }
}

impl TableTarget {
    fn new(table: &'static DownloadTable, existing: &[String], resolves_conflicts: bool) -> Self {
        let is_extension = |name: &&String| !table.columns.iter().any(|column| column.eq_ignore_ascii_case(name));
        let key: Vec<_> = table.key.iter().enumerate().map(|(at, column)| format!("{column} = ?{}", at + 1)).collect();
        let key = key.join(" AND ");
        Self {
            table,
            extensions: existing.iter().filter(is_extension).cloned().collect(),
            resolves_conflicts,
            upsert: table.upsert(&[], resolves_conflicts),
            change: if table.has_values() { RowChange::Write } else { RowChange::Add },
            delete: format!("DELETE FROM {} WHERE {key}", table.name),
            other_owner: table.owner.map(|owner| {
                let (own, number) = (format!("{}.{owner}", table.name), table.key.len() + 1);
                let is_owner = is_owner(&own, &format!("?{number}"));
                format!("SELECT CAST({owner} AS TEXT) FROM {} WHERE {key} AND NOT {is_owner}", table.name)
            }),
            key,
            origins: table.columns.iter().map(|column| Origin::of(table.kind, column)).collect(),
            key_origins: table.key.iter().map(|column| Origin::of(table.kind, column)).collect(),
        }
    }

    /// What tells a record from the customer's others in the table.
    fn name_of(&self, record: &DownloadRecord<'_>) -> String {
        match self.key_origins.last().map(|origin| origin.value(record)) {
            Some(DownloadValue::Text(name)) => name.into_owned(),
            _ => String::new(),
        }
    }

    /// The channel's own columns for which the record has a value.
    fn extensions_of(&self, fields: &Fields<'_>) -> impl Iterator<Item = String> {
        self.extensions.iter().filter(|name| fields.extension(name).is_some()).cloned()
    }
}

impl DownloadTable {
    /// Whether the table has columns beside its key.
    fn has_values(&self) -> bool {
        self.columns.iter().any(|column| !self.key.contains(column))
    }

    /// What a column has once its row is written: a customer without a GUID keeps the one that the channel knows.
    fn new_value(&self, column: &str, name: &str) -> String {
        let new = format!("excluded.{name}");
        if self.owner == Some(column) {
            format!("CASE WHEN {} THEN {}.{name} ELSE {new} END", is_no_guid(&new), self.name)
        } else {
            new
        }
    }

    /// The statement that inserts a row, or updates the one with its key: the contract's columns, then these. Where the
    /// channel's table resolves conflicts by itself, which may remove the rows of others, a conflict is an error instead.
    fn upsert(&self, extensions: &[String], resolves_conflicts: bool) -> String {
        let own = extensions.iter().map(String::as_str);
        let columns: Vec<&str> = self.columns.iter().copied().chain(own).collect();
        let names: Vec<_> = columns.iter().map(|column| quoted(column)).collect();
        let marks: Vec<_> = (1..=columns.len()).map(|number| format!("?{number}")).collect();
        let values = columns.iter().zip(&names).filter(|(column, _)| !self.key.contains(column));
        let set: Vec<_> = values.map(|(column, name)| format!("{name} = {}", self.new_value(column, name))).collect();
        let guard = self.owner.map(|owner| {
            format!(" WHERE {}", is_owner(&format!("{}.{owner}", self.name), &format!("excluded.{owner}")))
        });
        let guard = guard.unwrap_or_default();
        let conflict =
            if set.is_empty() { "NOTHING".to_owned() } else { format!("UPDATE SET {}{guard}", set.join(", ")) };
        format!(
            "INSERT {}INTO {} ({}) VALUES ({}) ON CONFLICT ({}) DO {conflict}",
            if resolves_conflicts { "OR ABORT " } else { "" },
            self.name,
            names.join(", "),
            marks.join(", "),
            self.key.join(", ")
        )
    }
}

/// The condition that a row belongs to a customer with a GUID, or to none: in any case, with or without braces. A customer without
/// a GUID is known by the account alone.
fn is_owner(own: &str, guid: &str) -> String {
    format!("({} OR {} OR {} = {})", is_no_guid(own), is_no_guid(guid), bare_guid(own), bare_guid(guid))
}

/// The condition that there is no GUID.
fn is_no_guid(value: &str) -> String {
    format!("{} IN ('', '00000000-0000-0000-0000-000000000000')", bare_guid(value))
}

/// A GUID in lower case, without braces.
fn bare_guid(value: &str) -> String {
    format!("lower(trim(coalesce({value}, ''), ' {{}}'))")
}

/// A value to be written, taken from the record without a copy where that is possible.
struct Bound<'a> {
    origin: &'a Origin,
    record: &'a DownloadRecord<'a>,
}

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.origin.value(self.record) {
            DownloadValue::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            DownloadValue::Integer(number) => number.into(),
            DownloadValue::Text(Cow::Borrowed(text)) => text.into(),
            DownloadValue::Text(Cow::Owned(text)) => text.into(),
            DownloadValue::Blob(bytes) => bytes.into(),
        })
    }
}
