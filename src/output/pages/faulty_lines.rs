//! The lines of a table of corrections that cannot be used, as people read them.

use crate::engine::{FaultyLine, LineFault};
use crate::i18n::Texts;
use crate::output::problem_line::problem_line;

/// How many faulty lines are shown of many.
const SHOWN: usize = 20;

/// Returns a sentence and a line for each of the first faulty lines.
pub(crate) fn faulty_lines(faulty: &[FaultyLine], texts: &Texts) -> String {
    let mut lines = vec![texts.edit_refused(faulty.len())];
    let line = |faulty: &FaultyLine| texts.edit_line(faulty.line, fault(&faulty.fault, texts));
    lines.extend(faulty.iter().take(SHOWN).map(|faulty| format!("  {}", line(faulty))));
    if faulty.len() > SHOWN {
        lines.push(format!("  {}", texts.target_more(faulty.len() - SHOWN)));
    }
    lines.join("\n")
}

fn fault(fault: &LineFault, texts: &Texts) -> String {
    match fault {
        LineFault::NoOperation(id) => texts.edit_fault_no_operation(id.0),
        LineFault::Repeated { id, line } => texts.edit_fault_repeated(id.0, *line),
        LineFault::NotEditable { id, state } => texts.edit_fault_not_editable(id.0, state.name()),
        LineFault::NoField { id, field } => texts.edit_fault_no_field(id.0, field.as_str()),
        LineFault::Invalid(problem) => problem_line(problem, texts),
        LineFault::NoNumber { text } if text.is_empty() => texts.edit_fault_no_id(),
        LineFault::NoNumber { text } => texts.edit_fault_no_number(text.as_str()),
        LineFault::CellCount { found, expected } => texts.edit_fault_cells(*found, *expected),
        LineFault::CellError { column } => texts.edit_fault_formula(*column),
        LineFault::OpenQuote => texts.edit_fault_quote(),
        LineFault::TextAfterQuote => texts.edit_fault_after_quote(),
        LineFault::RoundedNumber { field, text } => texts.edit_fault_rounded(field.as_str(), text.as_str()),
        LineFault::Misread { field, text } => texts.edit_fault_misread(field.as_str(), text.as_str()),
    }
}
