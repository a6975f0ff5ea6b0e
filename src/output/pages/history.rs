//! What happened to operations and channels: lines for people, an array for machines.

use std::io::{self, Write as _};

use serde_json::{Value as Json, json};

use super::objects::{changes_value, problems_value};
use crate::engine::ResetHistory;
use crate::i18n::Texts;
use crate::output::{DetailFormat, Output, print_json};
use crate::sanitize::visible;
use crate::store::{ChannelReset, HistoryEntry};
use crate::trail::Event;

/// Prints what happened to operations. `with_operation` says for people which operation each entry is about.
pub(crate) fn print_history(
    output: &mut Output,
    entries: &[HistoryEntry],
    with_operation: bool,
    format: DetailFormat,
    texts: &Texts,
) -> io::Result<()> {
    match format {
        DetailFormat::Json => {
            print_json(output, &entries.iter().map(|entry| entry_value(entry, texts)).collect::<Vec<_>>())
        }
        DetailFormat::Table => {
            let mut lines = entries.iter().flat_map(|entry| entry_lines(entry, with_operation, texts));
            lines.try_for_each(|line| writeln!(output, "{}", visible(&line)))
        }
    }
}

/// Prints when, by whom and why a channel was reset.
pub(crate) fn print_reset_history(
    output: &mut Output,
    history: &ResetHistory,
    format: DetailFormat,
    texts: &Texts,
) -> io::Result<()> {
    let ResetHistory { channel, resets } = history;
    match format {
        DetailFormat::Json => {
            print_json(output, &resets.iter().map(|reset| reset_value(channel, reset)).collect::<Vec<_>>())
        }
        DetailFormat::Table => {
            let mut lines = resets.iter().flat_map(|reset| reset_lines(reset, texts));
            lines.try_for_each(|line| writeln!(output, "{}", visible(&line)))
        }
    }
}

/// What happened, and below it the values and problems.
fn entry_lines(entry: &HistoryEntry, with_operation: bool, texts: &Texts) -> Vec<String> {
    let mut what = vec![entry.at.local()];
    if with_operation {
        what.push(texts.show_title(entry.operation.0));
    }
    what.push(texts.history_event(entry.event, entry.state));
    what.push(match entry.author.run {
        Some(run) => texts.history_run(entry.author.actor.as_str(), run),
        None => entry.author.actor.clone(),
    });
    let mut lines = vec![what.join("  ")];
    if !entry.author.reason.is_empty() {
        lines.push(format!("    {}", texts.history_reason(entry.author.reason.as_str())));
    }
    for change in &entry.changes {
        lines.push(format!("    {}", texts.change(change)));
    }
    for problem in &entry.problems {
        lines.push(format!("    {}  {}  {}", problem.code(), problem.field, texts.problem(problem)));
    }
    lines
}

fn reset_lines(reset: &ChannelReset, texts: &Texts) -> Vec<String> {
    let what = texts.history_reset(reset.epoch);
    let mut lines = vec![format!("{}  {what}  {}", reset.at.local(), reset.author.actor)];
    if !reset.author.reason.is_empty() {
        lines.push(format!("    {}", texts.history_reason(reset.author.reason.as_str())));
    }
    lines
}

fn entry_value(entry: &HistoryEntry, texts: &Texts) -> Json {
    json!({
        "entry": entry.id,
        "operation": entry.operation,
        "at": entry.at.rfc3339(),
        "actor": entry.author.actor,
        "run": entry.author.run,
        "event": entry.event.name(),
        "status": entry.state.name(),
        "reason": entry.author.reason,
        "fields": changes_value(&entry.changes),
        "errors": problems_value(&entry.problems, texts),
        "hash": entry.hash,
    })
}

fn reset_value(channel: &str, reset: &ChannelReset) -> Json {
    json!({
        "entry": reset.entry,
        "channel": channel,
        "at": reset.at.rfc3339(),
        "actor": reset.author.actor,
        "event": Event::Reset.name(),
        "epoch": reset.epoch,
        "reason": reset.author.reason,
        "hash": reset.hash,
    })
}
