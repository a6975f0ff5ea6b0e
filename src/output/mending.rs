//! The command that mends an operation, for people to copy.

use crate::model::{Operation, Problem, State};
use crate::shell::shell_word;

/// Stands in a command for a value that nobody can propose.
pub(crate) const VALUE_TO_FILL_IN: &str = "VALUE";

/// Returns the command that corrects a failed operation, with the proposed values; `None` if correcting its fields does not
/// help, or if it has not failed.
pub(super) fn mending_command(operation: &Operation) -> Option<String> {
    let wrong: Vec<_> = operation.problems.iter().filter(|problem| !problem.field.is_empty()).collect();
    if operation.state != State::Failed || wrong.is_empty() {
        return None;
    }
    let mut assignments: Vec<String> = Vec::new();
    for problem in wrong {
        let assignment = assignment(problem);
        if !assignments.contains(&assignment) {
            assignments.push(assignment);
        }
    }
    Some(format!("hqsync edit {} {} --resync", operation.id, assignments.join(" ")))
}

fn assignment(problem: &Problem) -> String {
    match problem.suggestion.as_str() {
        "" => format!("--set {}={VALUE_TO_FILL_IN}", problem.field),
        value => format!("--set {}", shell_word(&format!("{}={value}", problem.field))),
    }
}
