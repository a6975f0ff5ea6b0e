//! The SQL of a query, its parameters, its plan and what is decided on each row, for people who wonder what takes time.

use std::io::{self, Write as _};

use crate::i18n::Texts;
use crate::output::Output;
use crate::sanitize::visible;
use crate::store::Explanation;

/// Prints a query as the store runs it.
pub(crate) fn print_explanation(output: &mut Output, explanation: &Explanation, texts: &Texts) -> io::Result<()> {
    output.keep_lines()?;
    writeln!(output, "{}\n", explanation.sql)?;
    for (at, parameter) in explanation.parameters.iter().enumerate() {
        writeln!(output, "?{} = {}", at + 1, visible(parameter))?;
    }
    if !explanation.parameters.is_empty() {
        writeln!(output)?;
    }
    explanation.plan.iter().try_for_each(|step| writeln!(output, "{step}"))?;
    let Explanation { decided, sorted, counted, .. } = explanation;
    let steps = [
        decided.as_ref().map(|by| texts.explain_decided(by.as_str())),
        sorted.as_ref().map(|by| texts.explain_sorted(by.as_str())),
        counted.as_ref().map(|by| texts.explain_counted(by.as_str())),
    ];
    for (at, step) in steps.iter().flatten().enumerate() {
        writeln!(output, "{}{}", if at == 0 { "\n" } else { "" }, visible(step))?;
    }
    Ok(())
}
