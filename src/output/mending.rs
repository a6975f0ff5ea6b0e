//! The command that mends an operation, for people to copy.

use crate::engine::Assignment;
use crate::model::{Operation, OperationId, State};
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
    // A field may have several problems, of which one has a proposal.
    let mut fields: Vec<(&str, Option<&str>)> = Vec::new();
    for problem in wrong {
        match fields.iter_mut().find(|(field, _)| *field == problem.field) {
            Some((_, proposal)) => *proposal = proposal.or(problem.proposal()),
            None => fields.push((&problem.field, problem.proposal())),
        }
    }
    let options: Vec<_> = fields.into_iter().map(|(field, proposal)| option(field, proposal)).collect();
    Some(format!("hqsync edit {} {} --resync", operation.id, options.join(" ")))
}

/// Returns the command that gives fields of operations these values.
pub(super) fn edit_command(ids: &[OperationId], assignments: &[Assignment], resync: bool) -> String {
    let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
    let options = assignments.iter().map(|set| option(&set.field, Some(set.value.as_deref().unwrap_or_default())));
    let options: Vec<_> = options.chain(resync.then(|| "--resync".to_owned())).collect();
    format!("hqsync edit {} {}", ids.join(","), options.join(" "))
}

/// Returns the option that gives a field a value, which the empty text removes; a value to fill in if there is none.
fn option(field: &str, value: Option<&str>) -> String {
    match value {
        None => format!("--set {}", shell_word(&format!("{field}={VALUE_TO_FILL_IN}"))),
        Some("") => format!("--unset {}", shell_word(field)),
        Some(value) => format!("--set {}", shell_word(&format!("{field}={value}"))),
    }
}
