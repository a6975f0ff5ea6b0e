//! Which reports of runs were removed: a line for people, one object for machines.

use std::io::{self, Write as _};

use serde_json::json;

use crate::engine::PruneReport;
use crate::i18n::Texts;
use crate::output::{DetailFormat, Output, print_json};

/// Prints what was removed. In a rehearsal all of it is kept.
pub(crate) fn print_prune_report(
    output: &mut Output,
    report: &PruneReport,
    format: DetailFormat,
    is_rehearsal: bool,
    texts: &Texts,
) -> io::Result<()> {
    let PruneReport { last, runs, reports } = *report;
    match format {
        DetailFormat::Json => print_json(
            output,
            &json!({"dry_run": is_rehearsal, "runs": runs, "reports": reports, "last": (last > 0).then_some(last)}),
        ),
        DetailFormat::Table if runs == 0 => writeln!(output, "{}", texts.prune_nothing()),
        DetailFormat::Table if is_rehearsal => writeln!(output, "{}", texts.prune_would_do(reports, last.to_string())),
        DetailFormat::Table => writeln!(output, "{}", texts.prune_done(reports, last.to_string())),
    }
}
