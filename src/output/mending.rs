//! The command that mends an operation, for people to copy.

use crate::engine::{Assignment, Mending};
use crate::model::OperationId;
use crate::shell::shell_word;

/// Stands in a command for a value that nobody can propose.
pub(crate) const VALUE_TO_FILL_IN: &str = "VALUE";

/// Returns the command that corrects these fields of an operation; `None` if there are none.
pub(crate) fn mending_command(id: OperationId, mending: &[Mending]) -> Option<String> {
    if mending.is_empty() {
        return None;
    }
    let options: Vec<_> = mending.iter().map(|Mending { field, value }| option(field, value.as_deref())).collect();
    Some(format!("hqsync edit {id} {} --resync", options.join(" ")))
}

/// Returns the command that gives fields of operations these values; `target` says which operations, as `edit` does.
pub(crate) fn edit_command(target: &str, assignments: &[Assignment], resync: bool) -> String {
    let options = assignments.iter().map(|set| option(&set.field, Some(set.value.as_deref().unwrap_or_default())));
    let options: Vec<_> = options.chain(resync.then(|| "--resync".to_owned())).collect();
    format!("hqsync edit {target} {}", options.join(" "))
}

/// Returns the option that gives a field a value, which the empty text removes; a value to fill in if there is none.
fn option(field: &str, value: Option<&str>) -> String {
    match value {
        None => format!("--set {}", shell_word(&format!("{field}={VALUE_TO_FILL_IN}"))),
        Some("") => format!("--unset {}", shell_word(field)),
        Some(value) => format!("--set {}", shell_word(&format!("{field}={value}"))),
    }
}
