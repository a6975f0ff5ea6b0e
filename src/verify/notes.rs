//! The notes of the trail in their order, and what they lead to.

use std::collections::BTreeMap;

use super::contacts::NotedContacts;
use super::runs::RunHistory;
use super::saved_filters::NotedFilters;
use super::verification::Verification;
use crate::store::{Result, Store};
use crate::trail::{ChannelRegistered, DownloadedUpTo, Event, Note, RowsReported, reset_channel};

/// What the notes of the trail say about channels.
#[derive(Debug, Default)]
pub(super) struct NotedChannels(BTreeMap<i64, NotedChannel>);

/// What the notes of the trail say about a channel.
#[derive(Debug, Clone, Default)]
pub(super) struct NotedChannel {
    /// As it was registered last; `None` if it never was.
    pub(super) registered: Option<ChannelRegistered>,
    /// The number of the last change that it has received.
    pub(super) downloaded: i64,
    /// How often it was reset.
    pub(super) resets: i64,
    /// The number of rows of its databases that were reported as completed once more.
    pub(super) reported: u64,
    /// Whether such a row is not noted as reported.
    pub(super) lacks_report: bool,
}

impl NotedChannels {
    fn channel(&mut self, number: i64) -> &mut NotedChannel {
        self.0.entry(number).or_default()
    }

    /// Takes what is noted about a channel out.
    pub(super) fn take(&mut self, number: i64) -> NotedChannel {
        self.0.remove(&number).unwrap_or_default()
    }

    /// Returns the channels that were not taken out, as they were registered.
    pub(super) fn rest(self) -> impl Iterator<Item = ChannelRegistered> {
        self.0.into_values().filter_map(|channel| channel.registered)
    }

    fn register(&mut self, registered: ChannelRegistered) {
        let channel = self.channel(registered.number);
        channel.registered = Some(registered);
    }

    fn download(&mut self, downloaded: &DownloadedUpTo) {
        self.channel(downloaded.number).downloaded = downloaded.change;
    }

    fn report(&mut self, store: &Store, reported: &RowsReported) -> Result<()> {
        let channel = self.channel(reported.number);
        for range in &reported.rows {
            let found = store.count_reported(reported.number, reported.epoch, *range)?;
            channel.reported = channel.reported.saturating_add(range.count());
            channel.lacks_report |= found != range.count();
        }
        Ok(())
    }

    fn reset(&mut self, number: i64) {
        let channel = self.channel(number);
        channel.resets += 1;
        channel.downloaded = 0;
    }
}

/// Compares the runs with the notes of the trail, and gathers what these say about channels and saved filters.
pub(super) fn check_notes(v: &mut Verification<'_>) -> Result<()> {
    let store = v.store;
    let mut runs = RunHistory::new(store)?;
    let (mut channels, mut contacts) = (NotedChannels::default(), NotedContacts::default());
    let mut filters = NotedFilters::default();
    store.for_each_note_entry(&mut |entry| {
        contacts.add(&entry);
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
            Some(Note::Saved(saved)) => filters.save(saved),
            Some(Note::Removed(removed)) => filters.remove(&removed),
            Some(Note::Changes(adopted)) => {
                let last = adopted.changes.iter().map(|(_, change)| *change).max();
                v.adopted_change = v.adopted_change.max(last.unwrap_or_default());
            }
            Some(Note::Contacts(_) | Note::Pruned(_) | Note::Indexed(_) | Note::Sealed(_)) | None => {}
        }
        Ok(())
    })?;
    v.channels = channels;
    runs.finish(v)?;
    contacts.finish(v)?;
    filters.finish(v)
}
