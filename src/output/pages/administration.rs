//! What happened to the store as a whole: lines for people, a list in the other formats.

use std::collections::BTreeMap;
use std::io::{self, Write as _};

use serde_json::Value as Json;

use super::history::author_text;
use crate::i18n::Texts;
use crate::model::{Cell, Change, State, Timestamp};
use crate::output::formats::Format;
use crate::output::grid::Grid;
use crate::output::writer::Output;
use crate::sanitize::visible;
use crate::store::AdministrationEntry;
use crate::trail::Event;

/// The names of times in the details of entries.
const TIMES: [&str; 5] = ["created", "saved", "started", "ended", "at"];

/// Prints what happened to the store as a whole. Of a configuration, people see what changed since the one before.
pub(crate) fn print_administration(
    output: &mut Output,
    entries: &[AdministrationEntry],
    format: Format,
    texts: &Texts,
) -> io::Result<()> {
    if format != Format::Table {
        return grid(entries, texts).print(output, format, texts);
    }
    let mut configuration = BTreeMap::new();
    for entry in entries {
        for line in lines(entry, &mut configuration, texts) {
            writeln!(output, "{}", visible(&line))?;
        }
    }
    Ok(())
}

/// Returns the lines of an entry. `configuration` are the values of the last configuration.
fn lines(entry: &AdministrationEntry, configuration: &mut BTreeMap<String, String>, texts: &Texts) -> Vec<String> {
    let event = texts.history_event(entry.event, State::Pending);
    let mut lines = vec![format!("{}  {event}  {}", entry.at.local(), author_text(&entry.author, texts))];
    if !entry.author.reason.is_empty() {
        lines.push(format!("    {}", texts.history_reason(entry.author.reason.as_str())));
    }
    let mut values = BTreeMap::new();
    for (key, value) in &entry.details {
        flatten(key, value, &mut values);
    }
    if entry.event == Event::Configured {
        let changes = changes(configuration, &values);
        lines.extend(changes.iter().map(|change| format!("    {}", texts.change(change))));
        *configuration = values;
    } else {
        lines.extend(values.iter().map(|(key, value)| format!("    {key}: {}", readable(key, value))));
    }
    lines
}

/// Adds the values in a JSON value by their paths, such as `companies.USRT.currency`. A list is one value.
fn flatten(path: &str, value: &Json, values: &mut BTreeMap<String, String>) {
    match value {
        Json::Object(object) => {
            object.iter().for_each(|(key, value)| flatten(&format!("{path}.{key}"), value, values));
        }
        Json::String(text) => drop(values.insert(path.to_owned(), text.clone())),
        Json::Array(list) => {
            let list: Vec<_> =
                list.iter().map(|value| value.as_str().map_or(value.to_string(), str::to_owned)).collect();
            values.insert(path.to_owned(), list.join(", "));
        }
        value => drop(values.insert(path.to_owned(), value.to_string())),
    }
}

/// Returns a value for people: times are numbers of microseconds in the trail.
fn readable(key: &str, value: &str) -> String {
    let name = key.rsplit('.').next().unwrap_or(key);
    match value.parse() {
        Ok(at) if TIMES.contains(&name) => Timestamp(at).local(),
        _ => value.to_owned(),
    }
}

fn changes(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Vec<Change> {
    let keys: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let value = |values: &BTreeMap<String, String>, key: &String| values.get(key).cloned().unwrap_or_default();
    let change = |key: &String| Change { field: key.clone(), old: value(before, key), new: value(after, key) };
    keys.into_iter().map(change).filter(|change| change.old != change.new).collect()
}

fn grid<'a>(entries: &'a [AdministrationEntry], texts: &Texts) -> Grid<'a> {
    let keys = ["entry", "at", "actor", "run", "event", "reason", "details", "hash"];
    let row = |entry: &'a AdministrationEntry| {
        vec![
            entry.id.into(),
            entry.at.into(),
            entry.author.actor.as_str().into(),
            entry.author.run.into(),
            Cell::translated(entry.event.name(), texts.history_event(entry.event, State::Pending)),
            entry.author.reason.as_str().into(),
            Cell::Object(&entry.details),
            entry.hash.as_str().into(),
        ]
    };
    let columns = keys.iter().map(|key| (*key, texts.history_column(key))).collect();
    Grid { columns, rows: entries.iter().map(row).collect() }
}
