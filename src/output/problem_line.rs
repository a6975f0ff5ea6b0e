//! A problem as people read it, in one line.

use crate::i18n::Texts;
use crate::model::Problem;

/// Returns the code, the field and the sentence of a problem.
pub(crate) fn problem_line(problem: &Problem, texts: &Texts) -> String {
    let (code, sentence) = (problem.code(), texts.problem(problem));
    // What is wrong with an operation as a whole is about no field.
    if problem.field.is_empty() {
        format!("{code}  {sentence}")
    } else {
        format!("{code}  {}  {sentence}", problem.field)
    }
}
