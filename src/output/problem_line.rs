//! A problem or a note as people read it, in one line.

use crate::i18n::Texts;
use crate::model::{OperationNote, Problem, Timestamp};

/// Returns the code, the field and the sentence of a problem.
pub(crate) fn problem_line(problem: &Problem, texts: &Texts) -> String {
    line(problem.code().name(), &problem.field, &texts.problem(problem))
}

/// Returns the code, the field and the sentence of a note, with the value that is probably meant.
pub(crate) fn note_line(note: &OperationNote, texts: &Texts) -> String {
    let sentence = match note.proposal() {
        Some(proposal) => {
            texts.problem_and_suggestion(texts.note(note, Timestamp::local), texts.note_proposal(proposal))
        }
        None => texts.note(note, Timestamp::local),
    };
    line(note.code().name(), note.field(), &sentence)
}

/// What is said about an operation as a whole is about no field.
fn line(code: &str, field: &str, sentence: &str) -> String {
    if field.is_empty() { format!("{code}  {sentence}") } else { format!("{code}  {field}  {sentence}") }
}
