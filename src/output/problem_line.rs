//! A problem as people read it, in one line.

use crate::i18n::Texts;
use crate::model::Problem;

/// Returns the code, the field and the sentence of a problem.
pub(crate) fn problem_line(problem: &Problem, texts: &Texts) -> String {
    format!("{}  {}  {}", problem.code(), problem.field, texts.problem(problem))
}
