//! A customer: what headquarters has of it now, its open problems, and a timeline in words.

use std::io::{self, Write as _};

use super::customer_object::CustomerObject;
use super::timeline::{details, sentence};
use crate::engine::{ChannelReceipt, CurrentRecord, CustomerOverview, OpenOperation, TimelineEntry, TimelineEvent};
use crate::i18n::Texts;
use crate::model::{Action, Code, RecordKind, State};
use crate::output::formats::table::tone_of_state;
use crate::output::formats::{DetailFormat, print_json};
use crate::output::mending::mending_command;
use crate::output::problem_line::problem_line;
use crate::output::writer::Output;
use crate::sanitize::visible;
use crate::terminal::Tone;

/// The customer's fields that have a line or a place of their own.
const SHOWN: [&str; 3] = ["CustName", "Blocked", "RelationshipType"];

/// How far what belongs below a heading is indented.
const INDENT: usize = 2;

/// On a screen of so many columns, what belongs to a sentence of the timeline stands below it, and not at the left.
const COMFORTABLE: usize = 100;

/// Prints a customer.
pub(crate) fn print_customer(
    output: &mut Output,
    overview: &CustomerOverview,
    format: DetailFormat,
    texts: &Texts,
) -> io::Result<()> {
    if format == DetailFormat::Json {
        return print_json(output, &CustomerObject(overview));
    }
    print_present(output, overview, texts)?;
    print_problems(output, overview, texts)?;
    print_timeline(output, overview, texts)
}

fn line(output: &mut Output, indent: usize, text: &str) -> io::Result<()> {
    let line = format!("{:indent$}{}", "", visible(text));
    writeln!(output, "{}", line.trim_end())
}

fn toned_line(output: &mut Output, indent: usize, text: &str, tone: Tone) -> io::Result<()> {
    let text = output.toned(tone, visible(text).trim_end());
    writeln!(output, "{:indent$}{text}", "")
}

/// What headquarters has now.
fn print_present(output: &mut Output, overview: &CustomerOverview, texts: &Texts) -> io::Result<()> {
    let CustomerOverview { customer, company, origin, imports, records, .. } = overview;
    let itself = records.iter().find(|record| record.kind == RecordKind::Customer);
    let account = customer.account.as_deref();
    toned_line(output, 0, &texts.customer_title(name(overview), account.unwrap_or("none")), Tone::Title)?;
    let mut lines = vec![
        (texts.column("customer_account"), account.map_or_else(|| texts.pending_sync(), str::to_owned)),
        (texts.column("async_customer_account"), customer.async_account.clone()),
        (texts.column("company"), company.clone()),
        (texts.customer_origin(), origin.clone().unwrap_or_default()),
    ];
    lines.extend(imports.iter().map(|import| {
        let label = if import.is_guid { texts.customer_guid_imported() } else { texts.customer_imported() };
        (label, texts.customer_imported_from(import.at.local(), import.files.join(", ")))
    }));
    if let Some(itself) = itself {
        let fields = itself.fields.iter().filter(|(name, value)| !value.is_empty() && !SHOWN.contains(&name.as_str()));
        lines.extend(fields.cloned());
        lines.push(("Blocked".to_owned(), texts.customer_blocked(level_of_blocking(itself))));
    }
    lines.extend(receipts(&overview.receipts, texts).into_iter().map(|receipt| (texts.customer_channels(), receipt)));
    let width = lines.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    for (label, value) in lines.iter().filter(|(_, value)| !value.is_empty()) {
        line(output, 2, &format!("{label:width$}  {value}"))?;
    }
    if itself.is_none() {
        line(output, 2, &texts.customer_not_created())?;
    }
    for kind in [RecordKind::Address, RecordKind::Contact, RecordKind::Affiliation, RecordKind::Attribute] {
        print_records(output, kind, records, texts)?;
    }
    Ok(())
}

/// Returns the key of a level of `Blocked`, or the value itself if it is none that is known.
fn level_of_blocking(itself: &CurrentRecord) -> &str {
    match itself.value("Blocked") {
        "" | "0" => "no",
        "1" => "invoices",
        "2" => "all",
        other => other,
    }
}

/// The customer's name at headquarters, or else the one that its operations say.
fn name(overview: &CustomerOverview) -> String {
    let itself = overview.records.iter().find(|record| record.kind == RecordKind::Customer);
    let mut sent = overview.timeline.iter().filter(|entry| entry.operation.kind == RecordKind::Customer);
    itself
        .map(|record| record.name.clone())
        .or_else(|| sent.next_back().map(|entry| entry.record_name.clone()))
        .unwrap_or_default()
}

fn receipts(receipts: &[ChannelReceipt], texts: &Texts) -> Vec<String> {
    let names = |is_current: Option<bool>| {
        let channels = receipts.iter().filter(|receipt| receipt.is_current == is_current);
        let names = channels.map(|receipt| receipt.channel.as_str()).collect::<Vec<_>>().join(", ");
        (!names.is_empty()).then_some(names)
    };
    let current = names(Some(true)).map(|names| texts.customer_channel_current(names));
    let behind = names(Some(false)).map(|names| texts.customer_channel_behind(names));
    let unknown = names(None).map(|names| texts.customer_channel_unknown(names));
    [current, behind, unknown].into_iter().flatten().collect()
}

fn print_records(output: &mut Output, kind: RecordKind, records: &[CurrentRecord], texts: &Texts) -> io::Result<()> {
    let mut records: Vec<_> = records.iter().filter(|record| record.kind == kind).collect();
    if records.is_empty() {
        return Ok(());
    }
    records.sort_by_key(|record| (!record.is_active, !record.is_primary));
    writeln!(output)?;
    toned_line(output, 0, &texts.customer_records(kind), Tone::Title)?;
    for record in records {
        let name = record.name.as_str();
        let shown = match (record.is_active, record.is_primary) {
            (false, _) => texts.customer_inactive(kind, name),
            (true, true) => texts.customer_primary(name),
            (true, false) => name.to_owned(),
        };
        line(output, 2, &shown)?;
    }
    Ok(())
}

fn print_problems(output: &mut Output, overview: &CustomerOverview, texts: &Texts) -> io::Result<()> {
    writeln!(output)?;
    if overview.open.is_empty() {
        return line(output, 0, &texts.customer_no_problems());
    }
    toned_line(output, 0, &texts.customer_problems(), Tone::Title)?;
    overview.open.iter().try_for_each(|open| print_open(output, open, texts))
}

fn print_open(output: &mut Output, open: &OpenOperation, texts: &Texts) -> io::Result<()> {
    let OpenOperation { operation, waits_for, mending } = open;
    let action = operation.action.map_or("unknown", Action::name);
    line(output, 2, &texts.customer_open(operation.id.to_string(), operation.kind, action, operation.state))?;
    for problem in &operation.problems {
        toned_line(output, 4, &problem_line(problem, texts), Tone::Bad)?;
    }
    if !waits_for.is_empty() {
        let ids: Vec<_> = waits_for.iter().map(ToString::to_string).collect();
        line(output, 4, &texts.customer_waits_for(ids.join(", ")))?;
    } else if operation.problems.iter().any(|problem| problem.code() == Code::CustomerUnknown) {
        line(output, 4, &texts.customer_waits_for_creation())?;
    }
    match mending_command(operation.id, mending) {
        Some(command) => line(output, 4, &format!("`{command}`")),
        None if operation.state == State::Pending => line(output, 4, &texts.customer_pending(operation.id.to_string())),
        None => Ok(()),
    }
}

/// Returns the tone of an operation that has not gone through.
fn tone(entry: &TimelineEntry) -> Option<Tone> {
    match &entry.event {
        TimelineEvent::Sent { .. } if entry.operation.effect.is_none() => tone_of_state(entry.operation.state),
        TimelineEvent::Sent { .. } | TimelineEvent::Corrected { .. } => None,
    }
}

fn print_timeline(output: &mut Output, overview: &CustomerOverview, texts: &Texts) -> io::Result<()> {
    writeln!(output)?;
    toned_line(output, 0, &texts.customer_timeline(), Tone::Title)?;
    let ids = overview.timeline.iter().map(|entry| entry.operation.id.to_string());
    let width = ids.map(|id| id.len()).max().unwrap_or_default();
    for entry in &overview.timeline {
        let at = entry.at.local();
        let beginning = format!("{at}  {:>width$}  ", entry.operation.id.to_string());
        let sentence = sentence(entry, texts);
        let sentence = visible(&sentence);
        let shown = match tone(entry) {
            Some(tone) => output.toned(tone, &sentence),
            None => sentence.into_owned(),
        };
        let column = if output.has_columns(COMFORTABLE) { INDENT + beginning.len() } else { 2 * INDENT };
        output.hanging_line(&format!("{:INDENT$}{beginning}{shown}", ""), column)?;
        for detail in details(entry, texts) {
            let indent = column + INDENT;
            output.hanging_line(&format!("{:indent$}{}", "", visible(&detail)), indent + INDENT)?;
        }
    }
    Ok(())
}
