//! What several pages and formats print alike in JSON.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::i18n::Texts;
use crate::model::{Change, Figures, Job, OperationNote, Problem, Timestamp};

/// A field with its old and new value.
#[derive(Debug, Serialize)]
pub(super) struct ChangeObject<'a> {
    name: &'a str,
    old: &'a str,
    new: &'a str,
}

/// A problem with its sentence in English.
#[derive(Debug, Serialize)]
pub(super) struct ProblemObject<'a> {
    code: &'static str,
    field: &'a str,
    message: String,
    /// Left out if no value is certain to be the right one.
    #[serde(skip_serializing_if = "Option::is_none")]
    proposal: Option<&'a str>,
}

/// Returns fields with their old and new values.
pub(super) fn change_objects(changes: &[Change]) -> Vec<ChangeObject<'_>> {
    changes.iter().map(|Change { field, old, new }| ChangeObject { name: field, old, new }).collect()
}

/// Returns problems as in `errors` of lists.
pub(super) fn problem_objects(problems: &[Problem]) -> Vec<ProblemObject<'_>> {
    let objects = problems.iter().map(|problem| ProblemObject {
        code: problem.code().name(),
        field: &problem.field,
        message: Texts::for_machines().problem(problem),
        proposal: problem.proposal(),
    });
    objects.collect()
}

/// A note with its sentence in English.
#[derive(Debug, Serialize)]
pub(super) struct NoteObject<'a> {
    code: &'static str,
    field: &'a str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    proposal: Option<&'a str>,
}

/// Returns notes as in `notes` of lists.
pub(super) fn note_objects(notes: &[OperationNote]) -> Vec<NoteObject<'_>> {
    let objects = notes.iter().map(|note| NoteObject {
        code: note.code().name(),
        field: note.field(),
        message: Texts::for_machines().note(note, Timestamp::rfc3339),
        proposal: note.proposal(),
    });
    objects.collect()
}

/// Returns what a job counted.
pub(super) fn figures_object(job: Job, figures: &Figures) -> Map<String, Value> {
    let mut object: Map<_, _> =
        figures.of(job).into_iter().map(|(name, count)| (name.to_owned(), count.into())).collect();
    // As in the store, it is there only if operations failed.
    if !figures.errors.is_empty() {
        object.insert("errors".to_owned(), serde_json::to_value(figures.errors).unwrap_or_default());
    }
    object
}
