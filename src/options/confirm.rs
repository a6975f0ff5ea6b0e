//! Asking for confirmation before something is changed that nobody typed operation by operation.

use std::io::{self, IsTerminal as _, Write as _};

use crate::context::Context;
use crate::failure::{Failure, Result, ResultExt as _};
use crate::output::remark;
use crate::refusal::UsageError;
use crate::sanitize::visible;

/// Asks for confirmation, with lines that say what it is about; returns whether the user confirms.
///
/// # Errors
/// There is no terminal to ask on, or the question cannot be shown.
pub(crate) fn confirm(question: &str, lines: &[String], cx: &Context) -> Result<bool> {
    let question = question_about(question, lines);
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        remark(question);
        return Err(UsageError {
            message: "cannot ask for confirmation: not on a terminal".to_owned(),
            hint: Some("`--yes` skips the confirmation, `--dry-run` shows what would happen".to_owned()),
        }
        .into());
    }
    ask(&format!("{question}\n{} ", cx.texts.target_question()))
        .map_err(Failure::other)
        .context("cannot ask for confirmation")?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    let answer = answer.trim().to_lowercase();
    let is_yes = !answer.is_empty() && (cx.texts.yes().starts_with(&answer) || "yes".starts_with(&answer));
    if !is_yes {
        remark(cx.texts.target_nothing_done());
    }
    Ok(is_yes)
}

/// Shows a question. What nobody can see must not be answered, so here an error counts.
fn ask(question: &str) -> io::Result<()> {
    let mut stderr = io::stderr();
    write!(stderr, "{question}")?;
    stderr.flush()
}

/// Returns a question with the lines that say what it is about.
pub(crate) fn question_about(question: &str, lines: &[String]) -> String {
    let lines = lines.iter().map(|line| format!("\n  {}", visible(line)));
    format!("{question}{}", lines.collect::<String>())
}
