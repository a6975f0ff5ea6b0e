//! What edits changed and what is still wrong: a table for people, one object for machines.

use std::io::{self, Write as _};

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::resync::{self, ReportObject};
use crate::engine::{Assignment, Edit, EditReport, Repetition};
use crate::i18n::Texts;
use crate::model::{Cell, Change, OperationId};
use crate::output::formats::{DetailFormat, Format, print_json};
use crate::output::grid::Grid;
use crate::output::mending::edit_command;
use crate::output::objects::{change_objects, problem_objects};
use crate::output::problem_line::problem_line;
use crate::output::writer::Output;
use crate::sanitize::visible;

/// How many operations are shown each; machines get all.
const SHOWN: usize = 20;

/// Prints what was edited, and what became of it if it was synchronized at once. In a rehearsal nothing of it is kept.
pub(crate) fn print_edit_report(
    output: &mut Output,
    report: &EditReport,
    format: DetailFormat,
    is_rehearsal: bool,
    texts: &Texts,
) -> io::Result<()> {
    match format {
        DetailFormat::Json => print_json(output, &for_machines(report, is_rehearsal)),
        // The person left the editor without a change, and knows.
        DetailFormat::Table if report.edits.is_empty() => Ok(()),
        DetailFormat::Table => print_for_people(output, report, is_rehearsal, texts),
    }
}

fn print_for_people(output: &mut Output, report: &EditReport, is_rehearsal: bool, texts: &Texts) -> io::Result<()> {
    print_changes(output, report, is_rehearsal, texts)?;
    print_repetitions(output, report, texts)?;
    match &report.resync {
        // This says what is wrong, too.
        Some(resynced) if !resynced.operations.is_empty() => {
            writeln!(output)?;
            resync::print_table(output, resynced, is_rehearsal, texts)
        }
        Some(_) => Ok(()),
        None => print_remaining_problems(output, report, is_rehearsal, texts),
    }
}

/// Old and new values of the first edits.
fn print_changes(output: &mut Output, report: &EditReport, is_rehearsal: bool, texts: &Texts) -> io::Result<()> {
    let edited = edited(report);
    let title = match (edited.as_slice(), is_rehearsal) {
        ([edit], false) => texts.edit_title(edit.id, edit.state),
        ([edit], true) => texts.edit_would_title(edit.id, edit.state),
        (several, false) => texts.edit_edited(several.len()),
        (several, true) => texts.edit_would_edit(several.len()),
    };
    writeln!(output, "{title}")?;
    let columns = vec![
        ("id", texts.column("id")),
        ("field", texts.show_field()),
        ("old", texts.show_old()),
        ("new", texts.show_new()),
    ];
    // A rehearsal is to be read before it is done.
    let most = if is_rehearsal { usize::MAX } else { SHOWN };
    let rows: Vec<_> = edited.iter().take(most).flat_map(|edit| cells(edit)).collect();
    if !rows.is_empty() {
        Grid { columns, rows }.print(output, Format::Table, texts)?;
    }
    if edited.len() > most {
        writeln!(output, "{}", texts.target_more(edited.len() - most))?;
    }
    let unchanged = report.edits.len() - edited.len();
    if unchanged > 0 {
        writeln!(output, "{}", texts.edit_unchanged(unchanged))?;
    }
    if report.lacking_field > 0 {
        writeln!(output, "{}", texts.edit_lacks_field(report.lacking_field))?;
    }
    if report.lacking_proposal > 0 {
        writeln!(output, "{}", texts.edit_lacks_proposal(report.lacking_proposal))?;
    }
    Ok(())
}

/// How many commands for later operations are shown.
const COMMANDS: usize = 5;

/// Later operations that repeat values which were replaced, with the commands that correct those.
fn print_repetitions(output: &mut Output, report: &EditReport, texts: &Texts) -> io::Result<()> {
    if report.repetitions.is_empty() {
        return Ok(());
    }
    writeln!(output, "{}", texts.edit_repeated(report.repetitions.len()))?;
    let mut alike: Vec<(&[Assignment], Vec<OperationId>)> = Vec::new();
    for Repetition { id, assignments } in &report.repetitions {
        match alike.iter_mut().find(|(known, _)| *known == assignments.as_slice()) {
            Some((_, ids)) => ids.push(*id),
            None => alike.push((assignments, vec![*id])),
        }
    }
    for (assignments, ids) in alike.iter().take(COMMANDS) {
        let target = ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        writeln!(output, "  {}", visible(&edit_command(&target, assignments, report.resync.is_some())))?;
    }
    if alike.len() > COMMANDS {
        writeln!(output, "  {}", texts.target_more(alike.len() - COMMANDS))?;
    }
    Ok(())
}

fn print_remaining_problems(
    output: &mut Output,
    report: &EditReport,
    is_rehearsal: bool,
    texts: &Texts,
) -> io::Result<()> {
    let wrong: Vec<_> = report.edits.iter().filter(|edit| !edit.problems.is_empty()).collect();
    if !wrong.is_empty() {
        writeln!(output, "\n{}", texts.edit_remaining())?;
    }
    for edit in wrong.iter().take(SHOWN) {
        for problem in &edit.problems {
            let line = format!("  {}  {}", edit.id, problem_line(problem, texts));
            writeln!(output, "{}", visible(&line))?;
        }
    }
    if wrong.len() > SHOWN {
        writeln!(output, "{}", texts.edit_remaining_count(wrong.len()))?;
    }
    if let ([edit], true, false) = (edited(report).as_slice(), wrong.is_empty(), is_rehearsal) {
        writeln!(output, "{}", texts.edit_next(edit.id))?;
    }
    Ok(())
}

/// The edits that changed something.
fn edited(report: &EditReport) -> Vec<&Edit> {
    report.edits.iter().filter(|edit| !edit.changes.is_empty()).collect()
}

fn cells(edit: &Edit) -> Vec<Vec<Cell<'_>>> {
    let row = |change: &Change| -> Vec<Cell<'_>> {
        vec![edit.id.0.into(), change.field.clone().into(), change.old.clone().into(), change.new.clone().into()]
    };
    edit.changes.iter().map(row).collect()
}

/// The edits, with what became of the operations if they were synchronized at once.
fn for_machines(report: &EditReport, is_rehearsal: bool) -> impl Serialize {
    #[derive(Serialize)]
    struct Object<R> {
        dry_run: bool,
        edits: Vec<Json>,
        lacking_field: usize,
        /// Left out if nothing was to be accepted.
        #[serde(skip_serializing_if = "is_zero")]
        lacking_proposal: usize,
        /// Later operations that repeat a value which was replaced; left out if there are none.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        later: Vec<OperationId>,
        #[serde(skip_serializing_if = "Option::is_none")]
        resync: Option<R>,
    }
    let edits = report.edits.iter().map(edit_value).collect();
    let resync = report.resync.as_ref().map(|report| ReportObject { report, is_rehearsal });
    let EditReport { lacking_field, lacking_proposal, .. } = *report;
    let later = report.repetitions.iter().map(|repetition| repetition.id).collect();
    Object { dry_run: is_rehearsal, edits, lacking_field, lacking_proposal, later, resync }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

fn edit_value(edit: &Edit) -> Json {
    json!({
        "id": edit.id,
        "status": edit.state.name(),
        "fields": change_objects(&edit.changes),
        "errors": problem_objects(&edit.problems),
    })
}
