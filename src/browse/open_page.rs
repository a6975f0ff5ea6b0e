//! The operation whose details are shown: its fields, and the drafts of new values.

use super::message::Inspected;
use crate::config::Config;
use crate::editor::{FieldValues, text};
use crate::engine::{Assignment, check_draft};
use crate::model::{OperationId, Problem};

/// An operation whose details are shown.
#[derive(Debug)]
pub(super) struct OpenPage {
    pub(super) inspected: Inspected,
    /// The values of the row, by the names of their fields.
    pub(super) values: FieldValues,
    /// What is wrong with the values, drafts included.
    pub(super) problems: Vec<Problem>,
    /// The name of the selected field.
    pub(super) field: String,
    /// The first field that is shown.
    pub(super) top: usize,
    /// Whether it was changed from here since it was read.
    pub(super) is_outdated: bool,
    /// The drafts that were last tried at headquarters.
    pub(super) tried: Option<TriedDrafts>,
}

/// Drafts that are saved and synchronized in a rehearsal: only headquarters can tell whether what they name is there.
#[derive(Debug)]
pub(super) struct TriedDrafts {
    pub(super) assignments: Vec<Assignment>,
    /// What is wrong with the operation then; `None` as long as nobody knows.
    pub(super) problems: Option<Vec<Problem>>,
}

/// A field as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FieldRow {
    pub(super) name: String,
    pub(super) old: String,
    pub(super) new: String,
    /// What was received, if that is another value.
    pub(super) received: Option<String>,
    pub(super) is_wrong: bool,
    pub(super) is_change: bool,
    pub(super) is_draft: bool,
}

impl FieldRow {
    fn is_empty(&self) -> bool {
        self.old.is_empty() && self.new.is_empty() && self.received.as_deref().unwrap_or_default().is_empty()
    }
}

/// New values that are not saved yet, of one operation.
#[derive(Debug)]
pub(super) struct Drafts {
    pub(super) id: OperationId,
    /// The last entry about the operation when the first value was drafted.
    pub(super) opened: Option<i64>,
    /// The values at that time.
    pub(super) base: FieldValues,
    /// Fields with their new values, in the order in which they were typed.
    pub(super) steps: Vec<(String, String)>,
}

impl Drafts {
    /// Returns the newest value that was typed for a field.
    pub(super) fn value(&self, field: &str) -> Option<&str> {
        let mut steps = self.steps.iter().rev();
        steps.find(|(name, _)| name.eq_ignore_ascii_case(field)).map(|(_, value)| value.as_str())
    }

    /// Returns what is to be set: the newest value of each field that differs from the one it had.
    pub(super) fn assignments(&self) -> Vec<Assignment> {
        let mut assignments: Vec<Assignment> = Vec::new();
        for (name, _) in &self.steps {
            let value = self.value(name).unwrap_or_default();
            let is_known = assignments.iter().any(|known| known.field.eq_ignore_ascii_case(name));
            if !is_known && value_of(&self.base, name) != value {
                assignments.push(assignment(name, value));
            }
        }
        assignments
    }
}

/// Returns what gives a field a value; the empty text empties it.
pub(super) fn assignment(field: &str, value: &str) -> Assignment {
    Assignment { field: field.to_owned(), value: Some(value.to_owned()).filter(|value| !value.is_empty()) }
}

/// Returns the value of a field.
pub(super) fn value_of<'v>(values: &'v FieldValues, field: &str) -> &'v str {
    let found = values.iter().find(|(name, _)| name.eq_ignore_ascii_case(field));
    found.map(|(_, value)| value.as_str()).unwrap_or_default()
}

impl OpenPage {
    /// Shows an operation. The field that was selected before stays if it is the same operation; the first wrong one is
    /// selected otherwise.
    pub(super) fn new(inspected: Inspected, before: Option<&Self>) -> Self {
        // What cannot be read has no fields to correct, and its problem says so.
        let values = text::values(&inspected.opened.detail).unwrap_or_default();
        let problems = inspected.opened.detail.operation.problems.clone();
        let same = before.filter(|before| before.id() == inspected.id());
        let field = same.map(|before| before.field.clone());
        let top = same.map_or(0, |before| before.top);
        let mut page = Self { inspected, values, problems, field: String::new(), top, is_outdated: false, tried: None };
        page.field = field.unwrap_or_else(|| page.first_wrong_field());
        page
    }

    pub(super) fn id(&self) -> OperationId {
        self.inspected.id()
    }

    fn first_wrong_field(&self) -> String {
        let rows = self.rows(None, false);
        let wrong = rows.iter().find(|row| row.is_wrong);
        wrong.or(rows.first()).map(|row| row.name.clone()).unwrap_or_default()
    }

    /// Returns the drafts of this operation.
    fn own<'d>(&self, drafts: Option<&'d Drafts>) -> Option<&'d Drafts> {
        drafts.filter(|drafts| drafts.id == self.id())
    }

    /// Returns the fields that are shown; those without any value only if all are wanted, or if something is wrong there.
    pub(super) fn rows(&self, drafts: Option<&Drafts>, shows_empty: bool) -> Vec<FieldRow> {
        let drafts = self.own(drafts);
        let is_wrong = |name: &str| self.problems.iter().any(|problem| problem.field.eq_ignore_ascii_case(name));
        let attributes = &self.inspected.opened.inspection.attributes;
        let mut rows: Vec<_> = attributes
            .iter()
            .map(|attribute| {
                let draft = drafts.and_then(|drafts| drafts.value(&attribute.name));
                let received =
                    (attribute.edited && attribute.original != attribute.new).then(|| attribute.original.clone());
                FieldRow {
                    name: attribute.name.clone(),
                    old: attribute.old.clone().unwrap_or_default(),
                    new: draft.unwrap_or(&attribute.new).to_owned(),
                    received,
                    is_wrong: is_wrong(&attribute.name),
                    is_change: attribute.is_change(),
                    is_draft: draft.is_some_and(|draft| draft != value_of(&self.values, &attribute.name)),
                }
            })
            .collect();
        // The columns that every row has are shown where they matter.
        for (name, value) in &self.values {
            let draft = drafts.and_then(|drafts| drafts.value(name));
            if rows.iter().any(|row| row.name == *name) || !(shows_empty || draft.is_some() || is_wrong(name)) {
                continue;
            }
            rows.push(FieldRow {
                name: name.clone(),
                old: String::new(),
                new: draft.unwrap_or(value).to_owned(),
                received: None,
                is_wrong: is_wrong(name),
                is_change: false,
                is_draft: draft.is_some_and(|draft| draft != value),
            });
        }
        rows.retain(|row| shows_empty || row.is_wrong || row.is_draft || !row.is_empty() || row.name == self.field);
        rows
    }

    /// Returns how many fields without any value are hidden.
    pub(super) fn hidden(&self, drafts: Option<&Drafts>) -> usize {
        let shown = self.rows(drafts, false).len();
        self.inspected.opened.inspection.attributes.len().saturating_sub(shown)
    }

    /// Returns the value that a field has, the draft if there is one.
    pub(super) fn present_value<'v>(&'v self, field: &str, drafts: Option<&'v Drafts>) -> &'v str {
        self.own(drafts).and_then(|drafts| drafts.value(field)).unwrap_or_else(|| value_of(&self.values, field))
    }

    /// Returns what would be wrong with these values beside the drafts. What only headquarters can tell stays wrong until
    /// its field has another value, and is known once the drafts are tried there.
    pub(super) fn check(
        &self,
        drafts: Option<&Drafts>,
        typed: Option<(&str, &str)>,
        config: Option<&Config>,
    ) -> Vec<Problem> {
        let mut assignments = self.own(drafts).map(Drafts::assignments).unwrap_or_default();
        if let Some((field, value)) = typed {
            assignments.retain(|known| !known.field.eq_ignore_ascii_case(field));
            assignments.push(assignment(field, value));
        }
        let known = &self.inspected.opened.detail.operation.problems;
        if assignments.is_empty() {
            return known.clone();
        }
        let tried = self.tried.as_ref().filter(|tried| tried.assignments == assignments);
        if let Some(problems) = tried.and_then(|tried| tried.problems.clone()) {
            return problems;
        }
        let Some(config) = config else { return known.clone() };
        let detail = &self.inspected.opened.detail;
        match check_draft(detail, &self.inspected.company, config, &assignments) {
            Ok(mut problems) => {
                let is_set = |field: &str| assignments.iter().any(|known| known.field.eq_ignore_ascii_case(field));
                let before = check_draft(detail, &self.inspected.company, config, &[]).unwrap_or_default();
                let of_headquarters =
                    known.iter().filter(|problem| !before.contains(problem) && !is_set(&problem.field));
                problems.extend(of_headquarters.cloned());
                problems
            }
            Err(_) => known.clone(),
        }
    }

    /// Returns the first problem with a field.
    pub(super) fn problem_of<'p>(problems: &'p [Problem], field: &str) -> Option<&'p Problem> {
        problems.iter().find(|problem| problem.field.eq_ignore_ascii_case(field))
    }
}
