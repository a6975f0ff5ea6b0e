//! Asking for confirmation before something is changed that nobody typed operation by operation.

use std::io::{self, IsTerminal as _, Write as _};

use crate::context::Context;
use crate::failure::Result;
use crate::refusal::UsageError;
use crate::sanitize::visible;

/// Asks for confirmation, with lines that say what it is about; returns whether the user confirms.
///
/// # Errors
/// There is no terminal to ask on.
pub(crate) fn confirm(question: &str, lines: &[String], cx: &Context) -> Result<bool> {
    print_question(question, lines)?;
    let mut stderr = io::stderr();
    if !io::stdin().is_terminal() || !stderr.is_terminal() {
        return Err(UsageError {
            message: "cannot ask for confirmation: not on a terminal".to_owned(),
            hint: Some("`--yes` skips the confirmation, `--dry-run` shows what would happen".to_owned()),
        }
        .into());
    }
    write!(stderr, "{} ", cx.texts.target_question())?;
    stderr.flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    let answer = answer.trim().to_lowercase();
    let is_yes = !answer.is_empty() && (cx.texts.yes().starts_with(&answer) || "yes".starts_with(&answer));
    if !is_yes {
        writeln!(stderr, "{}", cx.texts.target_nothing_done())?;
    }
    Ok(is_yes)
}

/// Prints what a question is about.
///
/// # Errors
/// The standard error cannot be written.
pub(crate) fn print_question(question: &str, lines: &[String]) -> io::Result<()> {
    let mut stderr = io::stderr();
    writeln!(stderr, "{question}")?;
    lines.iter().try_for_each(|line| writeln!(stderr, "  {}", visible(line)))
}
