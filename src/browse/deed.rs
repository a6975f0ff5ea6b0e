//! What the page does to operations, and what came of it.

use crate::engine::{Assignment, DismissReport, EditReport, ResyncReport};
use crate::i18n::Texts;
use crate::model::{OperationId, State};
use crate::output::edit_command;
use crate::shell::{shell_quoted, shell_word};

/// The most operations that a command line on the page names.
const MOST_NAMED: usize = 100;

/// Something that is done to operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Deed {
    pub(super) ids: Vec<OperationId>,
    pub(super) kind: DeedKind,
    /// The expression that found the operations, if they are all that match it.
    pub(super) expression: Option<String>,
}

/// The kinds of deeds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DeedKind {
    Edit {
        assignments: Vec<Assignment>,
        /// The last entry about the one operation when its values were first looked at; `None` for many operations.
        opened: Option<i64>,
        resync: bool,
    },
    Resync,
    Dismiss {
        reason: String,
    },
}

/// What a deed did.
#[derive(Debug)]
pub(super) enum DeedReport {
    Edited(EditReport),
    Resynced(ResyncReport),
    Dismissed(DismissReport),
}

impl Deed {
    /// Returns the deed on operations that were marked or selected one by one.
    pub(super) fn on(ids: Vec<OperationId>, kind: DeedKind) -> Self {
        Self { ids, kind, expression: None }
    }

    /// Returns the same thing as a command line.
    pub(super) fn command(&self) -> String {
        self.written(None, usize::MAX)
    }

    /// Returns the same thing as a command line that is looked at: with the reason that was typed so far, and with as many
    /// numbers as there may be room for.
    pub(super) fn shown_command(&self, reason: Option<&str>) -> String {
        self.written(reason, MOST_NAMED)
    }

    fn written(&self, typed: Option<&str>, most: usize) -> String {
        let (target, yes) = match &self.expression {
            Some(expression) => (format!("--where {}", shell_quoted(expression)), " --yes"),
            None => {
                let named = self.ids.iter().take(most).map(ToString::to_string);
                let more = (self.ids.len() > most).then(|| "…".to_owned());
                (named.chain(more).collect::<Vec<_>>().join(","), "")
            }
        };
        match &self.kind {
            DeedKind::Edit { assignments, resync, .. } => edit_command(&target, assignments, *resync) + yes,
            DeedKind::Resync => format!("hqsync resync {target}{yes}"),
            DeedKind::Dismiss { reason } => {
                let reason = typed.unwrap_or(reason);
                let reason = if reason.is_empty() { "…" } else { reason };
                format!("hqsync dismiss {target} --reason {}{yes}", shell_word(reason))
            }
        }
    }
}

impl DeedReport {
    /// Returns what came of it, or what would come of it, a sentence each.
    pub(super) fn sentences(&self, is_rehearsal: bool, texts: &Texts) -> Vec<String> {
        match self {
            Self::Edited(report) => {
                let changed = report.edits.iter().filter(|edit| !edit.changes.is_empty()).count();
                let edited = if is_rehearsal { texts.edit_would_edit(changed) } else { texts.edit_edited(changed) };
                let mut sentences = vec![edited];
                sentences.extend((report.lacking_field > 0).then(|| texts.edit_lacks_field(report.lacking_field)));
                let wrong = report.edits.iter().filter(|edit| !edit.problems.is_empty()).count();
                sentences.extend((wrong > 0 && report.resync.is_none()).then(|| texts.browse_still_wrong(wrong)));
                let repeated = report.repetitions.len();
                sentences.extend((repeated > 0).then(|| texts.browse_repeated(repeated)));
                sentences.extend(report.resync.iter().flat_map(|resync| counts(resync, is_rehearsal, texts)));
                sentences
            }
            Self::Resynced(report) => counts(report, is_rehearsal, texts),
            Self::Dismissed(DismissReport { dismissed, released, already }) => {
                let (done, released) = (dismissed.len(), released.len());
                let mut sentences =
                    vec![if is_rehearsal { texts.dismiss_would_do(done) } else { texts.dismiss_done(done) }];
                if released > 0 {
                    sentences.push(if is_rehearsal {
                        texts.dismiss_would_release(released)
                    } else {
                        texts.dismiss_released(released)
                    });
                }
                sentences.extend((!already.is_empty()).then(|| texts.dismiss_already(already.len())));
                sentences
            }
        }
    }

    /// Returns what became of the one operation that it was about, if it was synchronized.
    pub(super) fn outcome_of(&self, id: OperationId) -> Option<&crate::engine::ResyncedOperation> {
        let report = match self {
            Self::Edited(report) => report.resync.as_ref()?,
            Self::Resynced(report) => report,
            Self::Dismissed(_) => return None,
        };
        report.operations.iter().find(|resynced| resynced.operation.id == id)
    }

    /// Returns how many operations went along that nobody had selected, and are through.
    pub(super) fn went_along(&self) -> usize {
        let report = match self {
            Self::Edited(report) => report.resync.as_ref(),
            Self::Resynced(report) => Some(report),
            Self::Dismissed(_) => None,
        };
        let operations = report.map(|report| report.operations.as_slice()).unwrap_or_default();
        operations.iter().filter(|resynced| !resynced.asked && resynced.operation.state == State::Synced).count()
    }
}

/// Returns how many operations are in which state after they were synchronized.
fn counts(report: &ResyncReport, is_rehearsal: bool, texts: &Texts) -> Vec<String> {
    let counts = [State::Synced, State::Waiting, State::Failed].map(|state| (state, report.count(state)));
    let text = |(state, count): (State, usize)| {
        if is_rehearsal { texts.resync_would_count(state, count) } else { texts.resync_count(state, count) }
    };
    counts.into_iter().filter(|(_, count)| *count > 0).map(text).collect()
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn a_deed_says_how_to_do_the_same_on_the_command_line() {
        let ids = vec![OperationId(55), OperationId(56)];
        let assignments = vec![
            Assignment { field: "Country".to_owned(), value: Some("DEU".to_owned()) },
            Assignment { field: "Email".to_owned(), value: None },
        ];
        let edit = DeedKind::Edit { assignments, opened: None, resync: true };
        for (kind, by_number, by_expression) in [
            (
                edit,
                "hqsync edit 55,56 --set Country=DEU --unset Email --resync",
                "hqsync edit --where 'Country = DE' --set Country=DEU --unset Email --resync --yes",
            ),
            (DeedKind::Resync, "hqsync resync 55,56", "hqsync resync --where 'Country = DE' --yes"),
            (
                DeedKind::Dismiss { reason: "a test".to_owned() },
                "hqsync dismiss 55,56 --reason 'a test'",
                "hqsync dismiss --where 'Country = DE' --reason 'a test' --yes",
            ),
        ] {
            let deed = Deed::on(ids.clone(), kind);
            assert_eq!(deed.command(), by_number);
            assert_eq!(deed.shown_command(None), by_number);
            let deed = Deed { expression: Some("Country = DE".to_owned()), ..deed };
            assert_eq!(deed.command(), by_expression);
        }
    }

    #[test]
    fn what_nobody_reads_to_its_end_is_not_shown() {
        let deed = Deed::on((1..=200_000).map(OperationId).collect(), DeedKind::Dismiss { reason: String::new() });
        let shown = deed.shown_command(Some("a test"));
        assert!(shown.len() < 400 && shown.ends_with(",99,100,… --reason 'a test'"), "{shown}");
        assert!(deed.command().contains(",199999,200000 "));
    }
}
