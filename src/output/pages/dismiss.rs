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
    let DismissReport { dismissed, released, already } = report;
    match format {
        DetailFormat::Json => {
            let mut object = json!({"dry_run": is_rehearsal, "dismissed": dismissed, "released": released});
            if !already.is_empty() {
                object["already_dismissed"] = json!(already);
            }
            print_json(output, &object)
        }
        DetailFormat::Table => {
            if !already.is_empty() {
                writeln!(output, "{}", texts.dismiss_already(already.len()))?;
            }
            let lines = if is_rehearsal {
                [texts.dismiss_would_do(dismissed.len()), texts.dismiss_would_release(released.len())]
            } else {
                [texts.dismiss_done(dismissed.len()), texts.dismiss_released(released.len())]
            };
            let counts = [dismissed.len(), released.len()];
            let is_shown = |count: usize, line: usize| count > 0 || (line == 0 && already.is_empty());
            let shown = lines.iter().zip(counts).enumerate().filter(|(at, (_, count))| is_shown(*count, *at));
            shown.map(|(_, (line, _))| line).try_for_each(|line| writeln!(output, "{line}"))
        }
    }
}
