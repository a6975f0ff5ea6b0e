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
    let BackupReport { operations, head, breaches } = report;
    match format {
        DetailFormat::Json => {
            // JSON is UTF-8, which a file's name need not be.
            let mut value = json!({"file": file.to_string_lossy(), "operations": operations, "head": head});
            if *breaches > 0 {
                value["breaches"] = (*breaches).into();
            }
            print_json(output, &value)
        }
        DetailFormat::Table => {
            let (file, operations) = (file.display().to_string(), *operations);
            if *breaches > 0 {
                return writeln!(output, "{}", texts.backup_copied(file, operations));
            }
            writeln!(output, "{}", texts.backup_done(file, operations))?;
            head.iter().try_for_each(|head| writeln!(output, "{}", texts.backup_head(head.as_str())))
        }
    }
}
