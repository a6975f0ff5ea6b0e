//! The notes of the trail in their order, and what they lead to.

use super::contacts::NotedContacts;
use super::noted_channels::NotedChannels;
use super::runs::RunHistory;
use super::saved_filters::NotedFilters;
use super::verification::Verification;
use crate::store::Result;
use crate::trail::{Event, Note, company_of, reset_channel};

/// Compares the runs with the notes of the trail, and gathers what these say about channels and saved filters.
pub(super) fn check_notes(v: &mut Verification<'_>) -> Result<()> {
    let store = v.store;
    let mut runs = RunHistory::new(store)?;
    let (mut channels, mut contacts) = (NotedChannels::default(), NotedContacts::default());
    let mut filters = NotedFilters::default();
    store.for_each_note_entry(&mut |entry| {
        contacts.add(&entry);
        if matches!(entry.event, Event::Registered | Event::Reserved | Event::PassedOver | Event::Imported) {
            v.companies.extend(company_of(entry.details));
        }
        // The check of the chain reports what cannot be read.
        if let Some(channel) = reset_channel(entry.details).filter(|_| entry.event == Event::Reset) {
            channels.reset(channel.0);
        }
        match Note::read(entry.event, entry.details) {
            Some(Note::Began(began)) => runs.begin(v, &entry, began)?,
            Some(Note::JobEnded(ended)) => runs.add_report(v, &entry, ended),
            Some(Note::Ended(ended)) => runs.end(v, &entry, ended)?,
            Some(Note::Runs(adopted)) => runs.adopt(v, &adopted.runs)?,
            Some(Note::Registered(registered)) => channels.register(registered),
            Some(Note::Downloaded(downloaded)) => channels.download(&downloaded),
            Some(Note::Reported(reported)) => channels.report(store, &reported)?,
            Some(Note::GapsForgotten(forgotten)) => channels.forget(&forgotten),
            Some(Note::Saved(saved)) => filters.save(saved),
            Some(Note::Removed(removed)) => filters.remove(&removed),
            Some(Note::Changes(adopted)) => {
                let last = adopted.changes.iter().map(|(_, change)| *change).max();
                v.adopted_change = v.adopted_change.max(last.unwrap_or_default());
            }
            Some(Note::Imported(imported)) => v.imports.push((entry.id, imported)),
            Some(Note::Companies(adopted)) => v.companies.extend(adopted.companies),
            // Nothing in the store follows from the others.
            _ => {}
        }
        Ok(())
    })?;
    v.channels = channels;
    runs.finish(v)?;
    contacts.finish(v)?;
    filters.finish(v)
}
