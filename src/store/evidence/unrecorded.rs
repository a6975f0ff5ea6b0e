//! Rows that the audit trail does not record: whether their values are such as the program writes, and whether any is gone.

use std::ops::ControlFlow;

use serde::de::IgnoredAny;

use crate::store::error::Result;
use crate::store::handle::Store;

/// What the values of a column are if nobody but the program wrote them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ColumnRule {
    Number,
    /// 0 or 1.
    Flag,
    /// Microseconds since 1970; a clock may stand before that.
    Time,
    /// A text that is never empty.
    Text,
    Json,
    TimeOrNull,
    TextOrNull,
    JsonOrNull,
}

/// The columns of each table that are checked here. Those that follow from operations or the trail are not among them.
const COLUMNS: [(&str, &[(&str, ColumnRule)]); 8] = [
    (
        "store",
        &[
            ("id", ColumnRule::Text),
            ("created", ColumnRule::Time),
            ("indexed", ColumnRule::Number),
            ("indexed_later", ColumnRule::Number),
        ],
    ),
    (
        "channel",
        &[
            ("origin", ColumnRule::Number),
            ("name", ColumnRule::Text),
            ("contacted", ColumnRule::TimeOrNull),
            ("error", ColumnRule::TextOrNull),
            ("failure", ColumnRule::JsonOrNull),
            ("unread", ColumnRule::JsonOrNull),
        ],
    ),
    ("layout", &[("kind", ColumnRule::Number), ("columns", ColumnRule::Json)]),
    (
        "run",
        &[
            ("jobs", ColumnRule::Text),
            ("actor", ColumnRule::Text),
            ("started", ColumnRule::Time),
            ("ended", ColumnRule::TimeOrNull),
            ("outcome", ColumnRule::Text),
            ("idle", ColumnRule::JsonOrNull),
        ],
    ),
    (
        "report",
        &[
            ("position", ColumnRule::Number),
            ("job", ColumnRule::Text),
            ("channel", ColumnRule::TextOrNull),
            ("started", ColumnRule::Time),
            ("ended", ColumnRule::Time),
            ("outcome", ColumnRule::Text),
            ("figures", ColumnRule::Json),
            ("error", ColumnRule::TextOrNull),
            ("failure", ColumnRule::JsonOrNull),
        ],
    ),
    ("retaken", &[("told", ColumnRule::Flag)]),
    ("later_document", &[("operation", ColumnRule::Number)]),
    (
        "saved_filter",
        &[
            ("name", ColumnRule::Text),
            ("expression", ColumnRule::Text),
            ("actor", ColumnRule::Text),
            ("saved", ColumnRule::Time),
        ],
    ),
];

/// Tables that never lose a row, most of them numbered without a gap, with a query for whether one is gone.
const COMPLETE: [(&str, &str); 3] = [
    ("run", "SELECT count(*) <> coalesce(max(id), 0) OR min(id) <> 1 FROM run"),
    ("report", "SELECT EXISTS (SELECT 1 FROM report GROUP BY run HAVING count(*) <> max(position) + 1)"),
    (
        "later_document",
        "SELECT count(*) <> coalesce(max(id), 0) OR min(id) <> 1 OR coalesce(max(id), 0) < (SELECT indexed_later FROM store)
         FROM later_document",
    ),
];

/// A row of SQLite's search index, which reads it whenever it is written; SQLite's own check does not.
const INDEX_STRUCTURE: (&str, &str) =
    ("search_data", "SELECT NOT EXISTS (SELECT 1 FROM search_data WHERE id = 1 AND typeof(block) = 'blob')");

impl ColumnRule {
    /// Returns the condition that a value of the program fulfils, in a database that keeps to the types of columns, or in SQLite.
    fn condition(self, column: &str, types_hold: bool) -> String {
        let is_of =
            |name| if types_hold { format!("{column} IS NOT NULL") } else { format!("typeof({column}) = '{name}'") };
        let or_null = |rule: Self| format!("({column} IS NULL OR {})", rule.condition(column, types_hold));
        match self {
            Self::Number => is_of("integer"),
            Self::Flag => format!("{} AND {column} IN (0, 1)", is_of("integer")),
            Self::Time => format!("{} AND {column} <> 0", is_of("integer")),
            Self::Text => format!("{} AND {column} <> ''", is_of("text")),
            Self::Json if types_hold => is_of("text"),
            Self::Json => format!("{} AND json_valid({column})", is_of("text")),
            Self::TimeOrNull => or_null(Self::Time),
            Self::TextOrNull => or_null(Self::Text),
            Self::JsonOrNull => or_null(Self::Json),
        }
    }

    fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::JsonOrNull)
    }
}

impl Store {
    /// Passes the columns, such as `run.actor`, that have a value which the program does not write to `each`.
    pub(crate) fn for_each_unwritable_column(&self, each: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
        for (table, columns) in COLUMNS {
            let database = self.settled()?;
            let types_hold = database.sqlite().is_none();
            let broken: Vec<_> = columns
                .iter()
                .map(|(column, rule)| {
                    format!("max(CASE WHEN {} THEN 0 ELSE 1 END)", rule.condition(column, types_hold))
                })
                .collect();
            let sql = format!("SELECT {} FROM {table}", broken.join(", "));
            let broken: Vec<Option<bool>> =
                database.only(&sql, &[], |row| (0..columns.len()).map(|at| row.get(at)).collect())?;
            for ((column, rule), is_broken) in columns.iter().zip(broken) {
                if is_broken.unwrap_or_default()
                    || types_hold && rule.is_json() && self.has_broken_json(table, column)?
                {
                    each(&format!("{table}.{column}"))?;
                }
            }
        }
        Ok(())
    }

    /// Whether a column has a text that is not JSON.
    fn has_broken_json(&self, table: &str, column: &str) -> Result<bool> {
        let mut is_broken = false;
        let sql = format!("SELECT {column} FROM {table} WHERE {column} IS NOT NULL");
        self.settled()?.each(&sql, &[], |row| -> Result<_> {
            is_broken = serde_json::from_str::<IgnoredAny>(row.get(0)?).is_err();
            Ok(if is_broken { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        Ok(is_broken)
    }

    /// Passes the tables to `each` that have lost a row.
    pub(crate) fn for_each_incomplete_table(&self, each: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
        let of_sqlite = self.settled()?.sqlite().map(|_| INDEX_STRUCTURE);
        for (table, sql) in COMPLETE.into_iter().chain(of_sqlite) {
            // NULL if the table has no rows.
            if self.settled()?.only(sql, &[], |row| row.get::<Option<bool>>(0))? == Some(true) {
                each(table)?;
            }
        }
        Ok(())
    }
}
