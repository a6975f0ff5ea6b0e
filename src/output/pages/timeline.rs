//! What happened to a customer, in sentences.

use crate::engine::{TimelineEntry, TimelineEvent};
use crate::i18n::Texts;
use crate::model::{Action, Effect, Operation, State};
use crate::output::problem_line::problem_line;
use crate::trail::{Author, Event};

/// Returns what happened in one sentence.
pub(crate) fn sentence(entry: &TimelineEntry, texts: &Texts) -> String {
    match &entry.event {
        TimelineEvent::Sent { .. } => sent(entry, texts),
        TimelineEvent::Corrected { event, author, state } => corrected(&entry.operation, *event, author, *state, texts),
    }
}

/// Returns the lines that stand below the sentence: the changes, the reason, what is or was wrong.
pub(crate) fn details(entry: &TimelineEntry, texts: &Texts) -> Vec<String> {
    let mut lines = Vec::new();
    if went_through_corrected(entry) {
        lines.push(texts.timeline_once_corrected(texts.description(&entry.operation)));
    }
    if tells_changes(entry) {
        lines.extend(entry.changes.iter().map(|change| texts.change(change)));
    }
    let problems = entry.problems.iter().map(|problem| problem_line(problem, texts));
    match &entry.event {
        TimelineEvent::Sent { waits_for, .. } => {
            if !waits_for.is_empty() {
                let ids: Vec<_> = waits_for.iter().map(ToString::to_string).collect();
                lines.push(texts.timeline_waits_for(ids.join(", ")));
            }
            lines.extend(problems);
        }
        TimelineEvent::Corrected { author, event, .. } => {
            if !author.reason.is_empty() {
                lines.push(texts.history_reason(author.reason.as_str()));
            }
            let was_wrong = *event == Event::Edited;
            lines.extend(problems.map(|line| if was_wrong { texts.timeline_was_wrong(line) } else { line }));
        }
    }
    lines
}

/// Whether the changes say more than the sentence: what is new has no old values.
fn tells_changes(entry: &TimelineEntry) -> bool {
    matches!(entry.event, TimelineEvent::Corrected { .. }) || entry.operation.effect != Some(Effect::Created)
}

/// Whether an operation went through only after a correction: what it did is then not what the channel sent.
fn went_through_corrected(entry: &TimelineEntry) -> bool {
    matches!(entry.event, TimelineEvent::Sent { .. }) && entry.operation.edited && entry.operation.effect.is_some()
}

fn sent(entry: &TimelineEntry, texts: &Texts) -> String {
    let TimelineEntry { operation, record_name, .. } = entry;
    let Operation { channel, kind, .. } = operation;
    let open =
        |state: &'static str| texts.timeline_open(&**channel, *kind, action(operation), record_name.as_str(), state);
    if went_through_corrected(entry) {
        return open("corrected");
    }
    let Some(effect) = operation.effect else { return open(operation.state.name()) };
    let key = match effect {
        Effect::Updated if operation.changed.is_empty() => "reactivated",
        effect => effect.kind().name(),
    };
    let account = operation.customer_account.clone().unwrap_or_default();
    let by = effect.superseded_by().map(|by| by.to_string()).unwrap_or_default();
    texts.timeline_done(&**channel, *kind, key, record_name.as_str(), account, by)
}

fn action(operation: &Operation) -> &'static str {
    operation.action.map_or("unknown", Action::name)
}

fn corrected(operation: &Operation, event: Event, author: &Author, state: State, texts: &Texts) -> String {
    texts.timeline_corrected(event, state, author.actor.as_str(), operation.id.to_string())
}
