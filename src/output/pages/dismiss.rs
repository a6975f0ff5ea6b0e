//! Which operations were dismissed and which were released: counts for people, one object for machines.

use std::io::{self, Write as _};

use serde_json::json;

use crate::engine::DismissReport;
use crate::i18n::Texts;
use crate::output::{DetailFormat, Output, print_json};

/// Prints what was dismissed. In a rehearsal nothing of it is kept.
pub(crate) fn print_dismiss_report(
    output: &mut Output,
    report: &DismissReport,
    format: DetailFormat,
    is_rehearsal: bool,
    texts: &Texts,
) -> io::Result<()> {
    let DismissReport { dismissed, released } = report;
    match format {
        DetailFormat::Json => {
            print_json(output, &json!({"dry_run": is_rehearsal, "dismissed": dismissed, "released": released}))
        }
        DetailFormat::Table => {
            writeln!(output, "{}", texts.dismiss_done(dismissed.len()))?;
            if released.is_empty() { Ok(()) } else { writeln!(output, "{}", texts.dismiss_released(released.len())) }
        }
    }
}
