//! The SQL of a query, its parameters and its plan, for people who wonder what takes time.

use std::io::{self, Write as _};

use crate::output::Output;
use crate::sanitize::visible;
use crate::store::Explanation;

/// Prints a query as the store runs it.
pub(crate) fn print_explanation(output: &mut Output, explanation: &Explanation) -> io::Result<()> {
    writeln!(output, "{}\n", explanation.sql)?;
    for (at, parameter) in explanation.parameters.iter().enumerate() {
        writeln!(output, "?{} = {}", at + 1, visible(parameter))?;
    }
    writeln!(output)?;
    explanation.plan.iter().try_for_each(|step| writeln!(output, "{step}"))
}
