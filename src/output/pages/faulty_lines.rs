//! The lines of a table of corrections that cannot be used, as people read them.

use std::collections::BTreeSet;

use crate::engine::{FaultyLine, LineFault};
use crate::i18n::{Phrase, Texts};
use crate::output::problem_line::problem_line;

/// How many faulty lines are shown of many.
const SHOWN: usize = 20;

/// Returns a sentence and a line for each of the first faulty lines.
pub(crate) fn faulty_lines(faulty: &[FaultyLine], texts: &Texts) -> Phrase {
    let line = |faulty: &FaultyLine| texts.edit_line(faulty.line.to_string(), fault(&faulty.fault, texts));
    let mut lines: Vec<_> = faulty.iter().take(SHOWN).map(line).collect();
    if faulty.len() > SHOWN {
        lines.push(texts.target_more(faulty.len() - SHOWN));
    }
    // A line may have several faults.
    let count = faulty.iter().map(|faulty| faulty.line).collect::<BTreeSet<_>>().len();
    let refused = Phrase::new("edit-refused").count("count", count);
    lines.into_iter().fold(refused, |phrase, line| phrase.line(Phrase::verbatim(format!("  {line}"))))
}

fn fault(fault: &LineFault, texts: &Texts) -> String {
    match fault {
        LineFault::NoOperation(id) => texts.edit_fault_no_operation(*id),
        LineFault::Repeated { id, line } => texts.edit_fault_repeated(*id, line.to_string()),
        LineFault::NotEditable { id, state } => texts.edit_fault_not_editable(*id, *state),
        LineFault::NoField { id, field } => texts.edit_fault_no_field(*id, field.as_str()),
        LineFault::Invalid(problem) => problem_line(problem, texts),
        LineFault::NoNumber { text } if text.is_empty() => texts.edit_fault_no_id(),
        LineFault::NoNumber { text } => texts.edit_fault_no_number(text.as_str()),
        LineFault::CellCount { found, expected } => texts.edit_fault_cells(*found, *expected),
        LineFault::CellError { column } => texts.edit_fault_formula(column.to_string()),
        LineFault::OpenQuote => texts.edit_fault_quote(),
        LineFault::TextAfterQuote => texts.edit_fault_after_quote(),
        LineFault::RoundedNumber { field, text } => texts.edit_fault_rounded(field.as_str(), text.as_str()),
        LineFault::Misread { field, text } => texts.edit_fault_misread(field.as_str(), text.as_str()),
    }
}
