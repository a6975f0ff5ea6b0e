//! One operation in detail, as the status page shows it.

use std::collections::BTreeSet;
use std::io::{self, Write as _};

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use super::operations::serialize_entries;
use crate::engine::{Attribute, InspectedOperation, Inspection};
use crate::i18n::Texts;
use crate::model::{Action, Cell, Code, Operation, Reason, RecordKind};
use crate::output::formats::table::{TablePrinter, tone_of_state};
use crate::output::formats::{DetailFormat, Header, RowPrinter as _, print_json};
use crate::output::mending::mending_command;
use crate::output::problem_line::{note_line, problem_line};
use crate::output::writer::Output;
use crate::sanitize::visible;
use crate::terminal::Tone;

/// Prints operations in detail. Machines get an object of one, an array of several.
pub(crate) fn print_inspected(
    output: &mut Output,
    inspected: &[InspectedOperation],
    format: DetailFormat,
    texts: &Texts,
) -> io::Result<()> {
    let shown: Vec<_> = inspected
        .iter()
        .map(|InspectedOperation { operation, inspection }| ShownOperation { operation, inspection, texts })
        .collect();
    match (format, shown.as_slice()) {
        (DetailFormat::Json, [one]) => print_json(output, one),
        (DetailFormat::Json, several) => print_json(output, &several),
        (DetailFormat::Table, operations) => operations.iter().enumerate().try_for_each(|(at, operation)| {
            if at > 0 {
                writeln!(output)?;
            }
            print_detail(output, operation)
        }),
    }
}

/// An operation with everything that `show` shows of it.
struct ShownOperation<'a> {
    operation: &'a Operation,
    inspection: &'a Inspection,
    texts: &'a Texts,
}

impl Serialize for ShownOperation<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Entry<'a> {
            name: &'a str,
            old: Option<&'a str>,
            new: &'a str,
            edited: bool,
            original: &'a str,
        }
        let attributes: Vec<_> = self
            .inspection
            .attributes
            .iter()
            .map(|attribute| Entry {
                name: &attribute.name,
                old: attribute.old.as_deref(),
                new: &attribute.new,
                edited: attribute.edited,
                original: &attribute.original,
            })
            .collect();
        let mut map = serializer.serialize_map(None)?;
        serialize_entries(self.operation, &mut map)?;
        map.serialize_entry("attributes", &attributes)?;
        map.serialize_entry("waits_for", &self.inspection.waits_for)?;
        map.end()
    }
}

/// Prints an operation for people.
fn print_detail(output: &mut Output, shown: &ShownOperation<'_>) -> io::Result<()> {
    let ShownOperation { operation, inspection, texts } = *shown;
    writeln!(output, "{}", output.toned(Tone::Title, &texts.show_title(operation.id)))?;
    let account = operation.customer_account.clone().unwrap_or_else(|| texts.pending_sync());
    let lines = [
        (texts.column("channel"), format!("{} ({})", operation.channel, operation.company)),
        (texts.column("customer_account"), account),
        (texts.column("async_customer_account"), operation.async_account.clone()),
        (texts.show_operation(), texts.operation(operation)),
        (texts.column("timestamp"), timestamp(operation, texts)),
        (texts.column("status"), texts.state(operation.state)),
        description(shown),
        (texts.show_source(), texts.show_source_value(operation.kind.table(), operation.counter.to_string())),
        (texts.column("received"), operation.received.local()),
        (texts.column("attempts"), operation.attempts.to_string()),
    ];
    let mut lines = lines.to_vec();
    if !inspection.waits_for.is_empty() {
        lines.push((texts.show_waits_for(), blocking(inspection, texts)));
    } else if operation.problems.iter().any(|problem| problem.code() == Code::CustomerUnknown) {
        lines.push((texts.show_waits_for(), texts.show_waits_for_customer()));
    }
    let width = lines.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    let state = texts.column("status");
    for (label, value) in lines.into_iter().filter(|(label, _)| !label.is_empty()) {
        let value = visible(&value);
        let value = match tone_of_state(operation.state) {
            Some(tone) if label == state => output.toned(tone, &value),
            _ => value.into_owned(),
        };
        let line = format!("  {label:width$}  {value}");
        writeln!(output, "{}", line.trim_end())?;
    }

    if !operation.problems.is_empty() {
        writeln!(output, "\n{}", output.toned(Tone::Title, &texts.column("errors")))?;
        for problem in &operation.problems {
            let line = output.toned(Tone::Bad, &visible(&problem_line(problem, texts)));
            writeln!(output, "  {line}")?;
        }
        if let Some(command) = mending_command(operation.id, &inspection.mending) {
            writeln!(output, "  {}", visible(&texts.show_mend(command)))?;
        }
    }
    if !operation.notes.is_empty() {
        writeln!(output, "\n{}", output.toned(Tone::Title, &texts.column("notes")))?;
        for note in &operation.notes {
            writeln!(output, "  {}", visible(&note_line(note, texts)))?;
        }
    }
    writeln!(output, "\n{}", output.toned(Tone::Title, &texts.show_attributes()))?;
    print_attributes(output, operation, &inspection.attributes, texts)
}

/// Returns the operations that one waits for, with what they are about.
pub(crate) fn blocking(inspection: &Inspection, texts: &Texts) -> String {
    let named = inspection.blocking.iter().map(|operation| {
        let mut codes: Vec<_> = operation.problems.iter().map(|problem| problem.code().name()).collect();
        codes.dedup();
        let state = texts.state(operation.state);
        let state = if codes.is_empty() { state } else { format!("{state}: {}", codes.join(" ")) };
        format!("{} ({}, {state})", operation.id, texts.operation(operation))
    });
    let others = inspection.waits_for.iter().skip(inspection.blocking.len()).map(ToString::to_string);
    named.chain(others).collect::<Vec<_>>().join(", ")
}

/// The time of an operation for people: its row may have none, or one that nobody can read.
pub(crate) fn timestamp(operation: &Operation, texts: &Texts) -> String {
    let is_unreadable = operation.problems.iter().any(|problem| problem.reason == Reason::MalformedTimestamp);
    match operation.timestamp {
        Some(at) => at.local(),
        None if is_unreadable => texts.show_unreadable(),
        None => texts.show_no_time(),
    }
}

/// Returns what the operation did, or what it would do now, under a label that tells them apart; no label if there is nothing
/// to say.
fn description(shown: &ShownOperation<'_>) -> (String, String) {
    let ShownOperation { operation, inspection, texts } = *shown;
    if operation.effect.is_some() {
        return (texts.column("description"), texts.description(operation));
    }
    match outlook(operation, inspection, texts) {
        Some(outlook) => (texts.show_outlook(operation.state), outlook),
        None => (String::new(), String::new()),
    }
}

/// Returns what the operation would do if it went through now.
pub(crate) fn outlook(operation: &Operation, inspection: &Inspection, texts: &Texts) -> Option<String> {
    let attributes = &inspection.attributes;
    let begins = match operation.kind {
        RecordKind::Customer | RecordKind::Address | RecordKind::Contact => operation.action == Some(Action::Create),
        RecordKind::Affiliation | RecordKind::Attribute => operation.action.is_some(),
    };
    if operation.action == Some(Action::Deactivate) {
        return None;
    }
    let has_record = attributes.iter().any(|attribute| attribute.old.is_some());
    if !has_record {
        return begins.then(|| texts.effect_would_create(operation.kind));
    }
    let changed: Vec<_> =
        attributes.iter().filter(|attribute| attribute.is_change()).map(|attribute| attribute.name.as_str()).collect();
    Some(if changed.is_empty() { texts.effect_unchanged() } else { texts.effect_would_change(changed.join(", ")) })
}

/// The attribute grid: old and new value of each field that has one; a changed field is marked.
fn print_attributes(
    output: &mut Output,
    operation: &Operation,
    attributes: &[Attribute],
    texts: &Texts,
) -> io::Result<()> {
    let value = |key, title| Header { short: texts.short_header(key), ..Header::titled(title) };
    let mut headers = [String::new(), texts.show_field()].map(Header::titled).to_vec();
    headers.extend([value("old", texts.show_old()), value("new", texts.show_new())]);
    let original = |attribute: &Attribute| match attribute.original.as_str() {
        same if same == attribute.new => String::new(),
        "" => texts.show_empty(),
        original => original.to_owned(),
    };
    let with_original = attributes.iter().any(|attribute| attribute.original != attribute.new);
    if with_original {
        headers.push(value("original", texts.show_original()));
    }
    let mut marks = BTreeSet::new();
    let mut table = TablePrinter::new(&mut *output, texts, headers);
    for attribute in attributes {
        let old = attribute.old.as_deref().unwrap_or_default();
        let in_error = operation.problems.iter().any(|problem| problem.field.eq_ignore_ascii_case(&attribute.name));
        if old.is_empty() && attribute.new.is_empty() && attribute.original.is_empty() && !in_error {
            continue;
        }
        let mark = match (in_error, attribute.is_change()) {
            (true, _) => "!",
            (false, true) => "*",
            (false, false) => "",
        };
        let original = original(attribute);
        let mut row = vec![mark, attribute.name.as_str(), old, attribute.new.as_str()];
        if with_original {
            row.push(&original);
        }
        marks.insert(mark);
        let tone = match mark {
            "!" => Some(Tone::Bad),
            "*" => Some(Tone::Change),
            _ => None,
        };
        table.toned_row(row.into_iter().map(Cell::from), tone)?;
    }
    table.finish()?;
    let legend = [("!", texts.show_mark_wrong()), ("*", texts.show_mark_changed())];
    let legend = legend.into_iter().filter(|(mark, _)| marks.contains(mark));
    let legend: Vec<_> = legend.map(|(mark, meaning)| format!("{mark} {meaning}")).collect();
    if legend.is_empty() { Ok(()) } else { writeln!(output, "{}", legend.join("   ")) }
}
