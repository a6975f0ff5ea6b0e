//! What was copied from one store to another: lines for people, one object for machines.

use std::io::{self, Write as _};

use serde_json::{Map, Value, json};

use crate::address::StoreAddress;
use crate::engine::CopyReport;
use crate::i18n::Texts;
use crate::output::{DetailFormat, Output, print_json};
use crate::shell::shell_word;

/// Prints what was copied from which store to which.
pub(crate) fn print_copy_report(
    output: &mut Output,
    report: &CopyReport,
    (source, target): (&StoreAddress, &StoreAddress),
    format: DetailFormat,
    texts: &Texts,
) -> io::Result<()> {
    match format {
        DetailFormat::Json => {
            let tables: Map<String, Value> =
                report.tables.iter().map(|(table, rows)| ((*table).to_owned(), (*rows).into())).collect();
            // JSON is UTF-8, which a file's name need not be.
            let value = json!({
                "source": source.to_string(),
                "target": target.to_string(),
                "operations": report.rows_of("operation"),
                "entries": report.entries,
                "rows": report.rows(),
                "tables": tables,
                "head": report.head,
                "continued": report.was_begun,
                "sealed": report.is_sealed,
                "seconds": report.duration.as_secs_f64(),
            });
            print_json(output, &value)
        }
        DetailFormat::Table => {
            let (source, shown) = (source.to_string(), target.to_string());
            let operations = report.rows_of("operation");
            writeln!(output, "{}", texts.copy_done(source, shown.clone(), operations))?;
            let took = texts.rough_duration(report.duration);
            writeln!(output, "{}", texts.copy_rows(report.rows(), report.tables.len() as u64, took))?;
            writeln!(output, "{}", texts.copy_head(report.entries.to_string(), report.head.as_str()))?;
            writeln!(output, "{}", texts.copy_verify(shell_word(&shown)))
        }
    }
}
