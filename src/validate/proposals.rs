//! Proposals are values that would be valid.

use super::find_problems;
use super::rules::Rules;
use crate::model::{Expected, Fields, Problem, RecordKind};

/// Takes back the proposal of a problem if the field would still be wrong with it, by this rule or by another.
pub(super) fn keep_if_valid(problem: &mut Problem, kind: RecordKind, fields: &Fields<'_>, rules: &Rules) {
    let Some(proposal) = problem.proposal().map(str::to_owned) else { return };
    let mut mended = fields.clone();
    mended.set(&problem.field, proposal);
    let is_wrong = find_problems(kind, &mended, rules).iter().any(|other| other.field == problem.field);
    if is_wrong {
        problem.suggestion.clear();
        if problem.expected == Expected::Empty {
            problem.expected = Expected::Nothing;
        }
    }
}
