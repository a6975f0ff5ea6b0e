//! The command that mends an operation, for people to copy.

use crate::model::{Operation, Problem, State};

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
        "" => format!("--set {}=…", problem.field),
        value => format!("--set {}", quoted(&format!("{}={value}", problem.field))),
    }
}

/// Returns a word as a shell reads it.
pub(crate) fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./=@:+,%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_one_word() {
        assert_eq!(quoted("Country=NLD"), "Country=NLD");
        assert_eq!(quoted("City='s Hertogenbosch"), r"'City='\''s Hertogenbosch'");
    }
}
