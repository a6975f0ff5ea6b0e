//! The command that mends an operation, for people to copy.

use crate::engine::Assignment;
use crate::model::{Operation, OperationId, Problem, State};
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

/// Returns the command that gives fields of operations these values.
pub(super) fn edit_command(ids: &[OperationId], assignments: &[Assignment], resync: bool) -> String {
    let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
    let options = assignments.iter().map(|Assignment { field, value }| match value {
        None => format!("--unset {}", shell_word(field)),
        Some(value) => format!("--set {}", shell_word(&format!("{field}={value}"))),
    });
    let options: Vec<_> = options.chain(resync.then(|| "--resync".to_owned())).collect();
    format!("hqsync edit {} {}", ids.join(","), options.join(" "))
}

fn assignment(problem: &Problem) -> String {
    match problem.proposal() {
        None => format!("--set {}={VALUE_TO_FILL_IN}", problem.field),
        Some("") => format!("--unset {}", problem.field),
        Some(value) => format!("--set {}", shell_word(&format!("{}={value}", problem.field))),
    }
}
