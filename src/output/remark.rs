//! Remarks on the standard error, which are no part of a command's answer.

use std::fmt::Display;

use crate::terminal;

/// Prints a line to the standard error. If that fails, nobody is left to tell, and the command goes on: a remark never decides
/// how it ends.
pub(crate) fn remark(line: impl Display) {
    terminal::say(&line.to_string());
}
