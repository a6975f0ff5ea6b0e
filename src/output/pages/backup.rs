//! What is in a backup: lines for people, one object for machines.

use std::io::{self, Write as _};
use std::path::Path;

use serde_json::json;

use crate::engine::BackupReport;
use crate::i18n::Texts;
use crate::output::{DetailFormat, Output, print_json};

/// Prints what was copied to a file.
pub(crate) fn print_backup_report(
    output: &mut Output,
    report: &BackupReport,
    file: &Path,
    format: DetailFormat,
    texts: &Texts,
) -> io::Result<()> {
    let BackupReport { operations, head } = report;
    match format {
        DetailFormat::Json => {
            // JSON is UTF-8, which a file's name need not be.
            print_json(output, &json!({"file": file.to_string_lossy(), "operations": operations, "head": head}))
        }
        DetailFormat::Table => {
            writeln!(output, "{}", texts.backup_done(file.display().to_string(), *operations))?;
            head.iter().try_for_each(|head| writeln!(output, "{}", texts.backup_head(head.as_str())))
        }
    }
}
