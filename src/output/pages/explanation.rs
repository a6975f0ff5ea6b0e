//! The SQL of a query, its parameters, its plan and what is decided on each row, for people who wonder what takes time.

use std::io::{self, Write as _};

use crate::output::Output;
use crate::sanitize::visible;
use crate::store::Explanation;

/// Prints a query as the store runs it.
pub(crate) fn print_explanation(output: &mut Output, explanation: &Explanation) -> io::Result<()> {
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
    let steps = [("decided on each row", decided), ("then sorted by", sorted), ("then counted by", counted)];
    let steps = steps.iter().filter_map(|(what, by)| Some((what, by.as_ref()?)));
    for (at, (what, by)) in steps.enumerate() {
        writeln!(output, "{}{what}: {}", if at == 0 { "\n" } else { "" }, visible(by))?;
    }
    Ok(())
}
