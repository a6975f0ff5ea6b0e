//! What is in a backup: lines for people, one object for machines.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::engine::BackupReport;
use crate::i18n::Texts;
use crate::output::{DetailFormat, Output, print_json};

/// Prints what was copied to a file, and which older copies were removed, if that was asked for.
pub(crate) fn print_backup_report(
    output: &mut Output,
    report: &BackupReport,
    file: &Path,
    removed: Option<&[PathBuf]>,
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
            if let Some(removed) = removed {
                value["removed"] = removed.iter().map(|file| file.to_string_lossy()).collect();
            }
            print_json(output, &value)
        }
        DetailFormat::Table => {
            let (file, operations) = (file.display().to_string(), *operations);
            if *breaches > 0 {
                return writeln!(output, "{}", texts.backup_copied(file, operations));
            }
            writeln!(output, "{}", texts.backup_done(file, operations))?;
            if let Some(head) = head {
                writeln!(output, "{}", texts.backup_head(head.as_str()))?;
            }
            let removed = removed.unwrap_or_default().iter();
            removed
                .map(|file| file.display().to_string())
                .try_for_each(|file| writeln!(output, "{}", texts.backup_removed(file)))
        }
    }
}
