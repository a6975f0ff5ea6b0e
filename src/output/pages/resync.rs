//! What became of operations that a person synchronized: a table and counts, or one object for machines.

use std::io::{self, Write as _};

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use super::operations::serialize_entries;
use crate::engine::{ResyncReport, ResyncedOperation};
use crate::i18n::Texts;
use crate::model::{Cell, State};
use crate::output::error_counts::error_counts_text;
use crate::output::formats::{DetailFormat, Format, print_json};
use crate::output::grid::Grid;
use crate::output::writer::Output;

/// How many operations that did not go through are shown of many; machines get all.
const SHOWN: usize = 20;

/// Up to so many operations each is shown.
const FEW: usize = 50;

/// Returns for how many operations a format shows what they wait for.
pub(crate) fn shown_waits(format: DetailFormat) -> usize {
    match format {
        DetailFormat::Json => usize::MAX,
        DetailFormat::Table => FEW,
    }
}

/// Prints what became of operations. In a rehearsal nothing of it is kept.
pub(crate) fn print_resync_report(
    output: &mut Output,
    report: &ResyncReport,
    format: DetailFormat,
    is_rehearsal: bool,
    texts: &Texts,
) -> io::Result<()> {
    match format {
        DetailFormat::Json => print_json(output, &ReportObject { report, is_rehearsal }),
        DetailFormat::Table => print_table(output, report, is_rehearsal, texts),
    }
}

/// Each operation if there are few, or else those that did not go through.
pub(super) fn print_table(
    output: &mut Output,
    report: &ResyncReport,
    is_rehearsal: bool,
    texts: &Texts,
) -> io::Result<()> {
    let is_many = report.operations.len() > FEW;
    let is_shown = |resynced: &&ResyncedOperation| !is_many || resynced.operation.state != State::Synced;
    let shown: Vec<_> = report.operations.iter().filter(is_shown).collect();
    let most = if is_many { SHOWN } else { FEW };
    let mut columns = ["id", "channel", "record", "status"].map(|key| (key, texts.column(key))).to_vec();
    columns.push(("outcome", texts.outcome_header()));
    let rows: Vec<_> = shown.iter().take(most).map(|resynced| cells(resynced, texts)).collect();
    if !rows.is_empty() {
        Grid { columns, rows }.print(output, Format::Table, texts)?;
    }
    if shown.len() > most {
        writeln!(output, "{}", texts.target_more(shown.len() - most))?;
    }
    if is_many && report.count(State::Failed) > 0 {
        writeln!(output, "{}", texts.resync_errors(error_counts_text(&report.errors(), None, texts)))?;
    }
    let counts = [State::Synced, State::Waiting, State::Failed].map(|state| (state, report.count(state)));
    let counts = counts.iter().filter(|(_, count)| *count > 0);
    let text = |(state, count): &(State, usize)| {
        if is_rehearsal { texts.resync_would_count(*state, *count) } else { texts.resync_count(*state, *count) }
    };
    let counts: Vec<_> = counts.map(text).collect();
    writeln!(output, "{}", counts.join(", "))
}

fn cells<'a>(resynced: &'a ResyncedOperation, texts: &Texts) -> Vec<Cell<'a>> {
    let ResyncedOperation { operation, waits_for, .. } = resynced;
    let problems: Vec<_> = operation.problems.iter().map(|problem| texts.problem(problem)).collect();
    let ids: Vec<_> = waits_for.iter().map(ToString::to_string).collect();
    let outcome = match operation.state {
        State::Waiting if !ids.is_empty() => texts.resync_waits_for(ids.join(", ")),
        State::Waiting | State::Failed => problems.join("; "),
        _ => texts.description(operation),
    };
    vec![
        operation.id.0.into(),
        (&*operation.channel).into(),
        operation.kind.into(),
        texts.state(operation.state).into(),
        outcome.into(),
    ]
}

/// A report for machines.
pub(super) struct ReportObject<'a> {
    pub(super) report: &'a ResyncReport,
    pub(super) is_rehearsal: bool,
}

impl Serialize for ReportObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let operations: Vec<_> = self.report.operations.iter().map(ResyncedObject).collect();
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("dry_run", &self.is_rehearsal)?;
        map.serialize_entry("operations", &operations)?;
        map.end()
    }
}

/// An operation as lists have it, with what it waits for.
struct ResyncedObject<'a>(&'a ResyncedOperation);

impl Serialize for ResyncedObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        serialize_entries(&self.0.operation, &mut map)?;
        map.serialize_entry("waits_for", &self.0.waits_for)?;
        map.serialize_entry("asked", &self.0.asked)?;
        map.end()
    }
}
