//! What several commands print alike for machines.

use serde_json::{Value as Json, json};

use crate::i18n::Texts;
use crate::model::{Change, Problem};

/// Fields with their old and new values.
pub(crate) fn changes_value(changes: &[Change]) -> Json {
    let change = |change: &Change| json!({"name": change.field, "old": change.old, "new": change.new});
    changes.iter().map(change).collect()
}

/// Problems as in `errors` of lists.
pub(crate) fn problems_value(problems: &[Problem], texts: &Texts) -> Json {
    let texts = texts.english();
    let problem = |problem: &Problem| json!({"code": problem.code().name(), "field": problem.field, "message": texts.problem(problem)});
    problems.iter().map(problem).collect()
}
