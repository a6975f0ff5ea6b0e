//! Rows that the audit trail does not record: whether their values are such as the program writes, and whether any is gone.

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
const COMPLETE: [(&str, &str); 4] = [
    ("run", "SELECT count(*) <> coalesce(max(id), 0) OR min(id) <> 1 FROM run"),
    ("report", "SELECT EXISTS (SELECT 1 FROM report GROUP BY run HAVING count(*) <> max(position) + 1)"),
    (
        "later_document",
        "SELECT count(*) <> coalesce(max(id), 0) OR min(id) <> 1 OR coalesce(max(id), 0) < (SELECT indexed_later FROM store)
         FROM later_document",
    ),
    // The index reads this row whenever it is written, and SQLite's own check does not.
    ("search_data", "SELECT NOT EXISTS (SELECT 1 FROM search_data WHERE id = 1 AND typeof(block) = 'blob')"),
];

impl ColumnRule {
    /// Returns the condition that a value of the program fulfils.
    fn condition(self, column: &str) -> String {
        match self {
            Self::Number => format!("typeof({column}) = 'integer'"),
            Self::Flag => format!("typeof({column}) = 'integer' AND {column} IN (0, 1)"),
            Self::Time => format!("typeof({column}) = 'integer' AND {column} <> 0"),
            Self::Text => format!("typeof({column}) = 'text' AND {column} <> ''"),
            Self::Json => format!("typeof({column}) = 'text' AND json_valid({column})"),
            Self::TimeOrNull => Self::Time.or_null(column),
            Self::TextOrNull => Self::Text.or_null(column),
            Self::JsonOrNull => Self::Json.or_null(column),
        }
    }

    fn or_null(self, column: &str) -> String {
        format!("({column} IS NULL OR {})", self.condition(column))
    }
}

impl Store {
    /// Passes the columns, such as `run.actor`, that have a value which the program does not write to `each`.
    pub(crate) fn for_each_unwritable_column(&self, each: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
        for (table, columns) in COLUMNS {
            let broken: Vec<_> =
                columns.iter().map(|(column, rule)| format!("max(NOT ({}))", rule.condition(column))).collect();
            let sql = format!("SELECT {} FROM {table}", broken.join(", "));
            let broken: Vec<Option<bool>> =
                self.settled()?.sqlite().only_row(&sql, |row| (0..columns.len()).map(|at| row.get(at)).collect())?;
            for ((column, _), is_broken) in columns.iter().zip(broken) {
                if is_broken.unwrap_or_default() {
                    each(&format!("{table}.{column}"))?;
                }
            }
        }
        Ok(())
    }

    /// Passes the tables to `each` that have lost a row.
    pub(crate) fn for_each_incomplete_table(&self, each: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
        for (table, sql) in COMPLETE {
            // NULL if the table has no rows.
            if self.settled()?.sqlite().only_row(sql, |row| row.get::<Option<bool>>(0))? == Some(true) {
                each(table)?;
            }
        }
        Ok(())
    }
}
