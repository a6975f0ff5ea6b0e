//! What happened to operations and channels: lines for people, a list in the other formats.

use std::io::{self, Write as _};

use crate::engine::{OperationHistory, ResetHistory};
use crate::i18n::Texts;
use crate::model::{Cell, Operation, State};
use crate::output::formats::Format;
use crate::output::grid::Grid;
use crate::output::problem_line::problem_line;
use crate::output::remark::remark;
use crate::output::writer::Output;
use crate::sanitize::visible;
use crate::sentences::Ordinal;
use crate::store::{ChannelReset, HistoryEntry};
use crate::terminal::Tone;
use crate::trail::{Author, Event};

/// Prints what happened to operations. People read what one operation is about in a title, and that of several with each entry.
pub(crate) fn print_history(
    output: &mut Output,
    history: &OperationHistory,
    format: Format,
    texts: &Texts,
) -> io::Result<()> {
    if format != Format::Table {
        return entry_grid(history, texts).print(output, format, texts);
    }
    let operations: Vec<_> = history.operations.values().collect();
    let is_one = history.entries.windows(2).all(|pair| pair[0].operation == pair[1].operation);
    if let ([operation], true) = (operations.as_slice(), is_one) {
        writeln!(output, "{}", output.toned(Tone::Title, &visible(&title(operation, texts))))?;
    }
    for entry in &history.entries {
        let has_failed = matches!(entry.state, State::Failed);
        let operation = history.operations.get(&entry.operation);
        for (at, line) in entry_lines(entry, !is_one, operation, texts).iter().enumerate() {
            let line = visible(line);
            let line = if at == 0 && has_failed { output.toned(Tone::Bad, &line) } else { line.into_owned() };
            writeln!(output, "{line}")?;
        }
    }
    Ok(())
}

fn title(operation: &Operation, texts: &Texts) -> String {
    let time = operation.timestamp.unwrap_or(operation.received).local();
    texts.history_title(operation.id, texts.operation(operation), &*operation.channel, time)
}

/// Prints when, by whom and why a channel was reset.
pub(crate) fn print_reset_history(
    output: &mut Output,
    history: &ResetHistory,
    format: Format,
    texts: &Texts,
) -> io::Result<()> {
    if format != Format::Table {
        return reset_grid(history, texts).print(output, format, texts);
    }
    if history.resets.is_empty() {
        remark(visible(&texts.history_no_resets(history.channel.as_str())));
    }
    let mut lines = history.resets.iter().flat_map(|reset| reset_lines(reset, texts));
    lines.try_for_each(|line| writeln!(output, "{}", visible(&line)))
}

/// What happened, and below it the values and problems.
pub(crate) fn entry_lines(
    entry: &HistoryEntry,
    with_operation: bool,
    operation: Option<&Operation>,
    texts: &Texts,
) -> Vec<String> {
    let mut what = vec![entry.at.local()];
    if with_operation {
        what.push(operation.map_or_else(
            || texts.show_title(entry.operation),
            |operation| texts.history_operation(operation.id, texts.operation(operation), &*operation.channel),
        ));
    }
    what.push(happened(entry, operation, texts));
    what.push(author_text(&entry.author, texts));
    let mut lines = vec![what.join("  ")];
    if !entry.author.reason.is_empty() {
        lines.push(format!("    {}", texts.history_reason(entry.author.reason.as_str())));
    }
    for change in &entry.changes {
        lines.push(format!("    {}", texts.change(change)));
    }
    for problem in &entry.problems {
        lines.push(format!("    {}", problem_line(problem, texts)));
    }
    lines
}

/// What happened, with what came of it where the operation went through.
fn happened(entry: &HistoryEntry, operation: Option<&Operation>, texts: &Texts) -> String {
    let event = texts.history_event(entry.event, entry.state);
    match operation.filter(|operation| entry.state == State::Synced && operation.effect.is_some()) {
        Some(operation) => texts.history_outcome(event, texts.description(operation)),
        None => event,
    }
}

/// Who wrote an entry, and in which run.
pub(super) fn author_text(author: &Author, texts: &Texts) -> String {
    match author.run {
        Some(run) => texts.history_run(author.actor.as_str(), run.to_string()),
        None => author.actor.clone(),
    }
}

fn reset_lines(reset: &ChannelReset, texts: &Texts) -> Vec<String> {
    let what = texts.history_reset(texts.channels_nth_database(Ordinal(reset.epoch)));
    let mut lines = vec![format!("{}  {what}  {}", reset.at.local(), reset.author.actor)];
    if !reset.author.reason.is_empty() {
        lines.push(format!("    {}", texts.history_reason(reset.author.reason.as_str())));
    }
    lines
}

fn entry_grid<'a>(history: &'a OperationHistory, texts: &Texts) -> Grid<'a> {
    let keys = [
        "entry",
        "operation",
        "at",
        "actor",
        "run",
        "event",
        "status",
        "reason",
        "fields",
        "errors",
        "hash",
        "channel",
        "record",
        "action",
        "timestamp",
        "description",
    ];
    let english = Texts::for_machines();
    let row = |entry: &'a HistoryEntry| {
        let operation = history.operations.get(&entry.operation);
        let in_english = happened(entry, operation, &english);
        vec![
            entry.id.into(),
            entry.operation.0.into(),
            entry.at.into(),
            entry.author.actor.as_str().into(),
            entry.author.run.into(),
            event_cell(entry.event, texts.history_event(entry.event, entry.state)),
            entry.state.into(),
            entry.author.reason.as_str().into(),
            Cell::Changes(&entry.changes),
            Cell::Problems(&entry.problems),
            entry.hash.as_str().into(),
            operation.map_or(Cell::Empty, |operation| (&*operation.channel).into()),
            operation.map_or(Cell::Empty, |operation| operation.kind.into()),
            operation.map_or(Cell::Empty, |operation| Cell::Action(operation.action)),
            operation.and_then(|operation| operation.timestamp).map_or(Cell::Empty, Cell::Time),
            Cell::translated(&in_english, happened(entry, operation, texts)),
        ]
    };
    Grid { columns: columns(&keys, texts), rows: history.entries.iter().map(row).collect() }
}

fn reset_grid<'a>(history: &'a ResetHistory, texts: &Texts) -> Grid<'a> {
    let keys = ["entry", "channel", "at", "actor", "event", "epoch", "reason", "hash"];
    let row = |reset: &'a ChannelReset| {
        vec![
            reset.entry.into(),
            history.channel.as_str().into(),
            reset.at.into(),
            reset.author.actor.as_str().into(),
            event_cell(Event::Reset, texts.history_reset(texts.channels_nth_database(Ordinal(reset.epoch)))),
            reset.epoch.into(),
            reset.author.reason.as_str().into(),
            reset.hash.as_str().into(),
        ]
    };
    Grid { columns: columns(&keys, texts), rows: history.resets.iter().map(row).collect() }
}

fn event_cell(event: Event, shown: String) -> Cell<'static> {
    Cell::translated(event.name(), shown)
}

fn columns(keys: &[&'static str], texts: &Texts) -> Vec<(&'static str, String)> {
    keys.iter().map(|key| (*key, texts.history_column(key))).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use pretty_assertions::assert_eq;

    use super::*;
    use crate::language::Language;
    use crate::model::{Change, OperationId, Problem, Reason, State, Timestamp};
    use crate::output::writer::printed;

    fn entries() -> Vec<HistoryEntry> {
        let at = Timestamp::parse("2026-11-01T08:00:05Z").unwrap();
        let author = |run, reason: &str| Author { actor: "molly".to_owned(), run, reason: reason.to_owned() };
        let (city, zip) = (("City", "a", "b"), ("Zip", "", "1"));
        let change = |(field, old, new): (&str, &str, &str)| Change {
            field: field.to_owned(),
            old: old.to_owned(),
            new: new.to_owned(),
        };
        let edited = HistoryEntry {
            id: 7,
            operation: OperationId(3),
            at,
            author: author(None, "typo | late"),
            event: Event::Edited,
            state: State::Pending,
            changes: vec![change(city), change(zip)],
            problems: Vec::new(),
            hash: "0a".to_owned(),
        };
        let failed = HistoryEntry {
            id: 8,
            author: author(Some(2), ""),
            event: Event::Synchronized,
            state: State::Failed,
            changes: Vec::new(),
            problems: vec![Problem::new(Reason::EmailMissing, "Locator", "")],
            ..edited.clone()
        };
        vec![edited, failed]
    }

    fn print(format: Format) -> String {
        let texts = Texts::new(Language::En);
        let history = OperationHistory { entries: entries(), operations: HashMap::new() };
        printed(false, |output| print_history(output, &history, format, &texts))
    }

    #[test]
    fn every_format_has_the_entries() {
        assert_eq!(
            print(Format::Csv),
            "entry,operation,at,actor,run,event,status,reason,fields,errors,hash,channel,record,action,timestamp,description\n\
             7,3,2026-11-01T08:00:05Z,molly,,edited,pending,typo | late,\
             \"[{\"\"name\"\":\"\"City\"\",\"\"old\"\":\"\"a\"\",\"\"new\"\":\"\"b\"\"},\
             {\"\"name\"\":\"\"Zip\"\",\"\"old\"\":\"\"\"\",\"\"new\"\":\"\"1\"\"}]\",,0a,,,,,\"edited, now pending\"\n\
             8,3,2026-11-01T08:00:05Z,molly,2,synchronized,failed,,,email-invalid,0a,,,,,synchronization failed\n"
        );
        let lines = print(Format::Jsonl);
        let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
        assert_eq!(first["fields"][1], serde_json::json!({"name": "Zip", "old": "", "new": "1"}));
        assert_eq!((&first["run"], &first["errors"]), (&serde_json::Value::Null, &serde_json::json!([])));
        let markdown = print(Format::Markdown);
        assert!(
            markdown.starts_with(
                "| Entry | Operation | Time | By | Run | Event | Status | Reason | Fields | Errors | Hash | Channel name | Record | Operation | \
                 Operation timestamp | Change description |\n"
            ),
            "{markdown}"
        );
        assert!(markdown.contains("| typo \\| late | City: `a` → `b`; Zip: empty → `1` |"), "{markdown}");
    }

    #[test]
    fn people_read_lines() {
        let local = entries()[0].at.local();
        let text = print(Format::Table);
        assert_eq!(text.lines().next(), Some(format!("{local}  edited, now pending  molly").as_str()));
        assert!(text.contains("    City: `a` → `b`\n"), "{text}");
    }
}
