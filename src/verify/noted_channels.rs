//! What the notes of the trail say about channels.

use std::collections::BTreeMap;

use crate::model::RecordKind;
use crate::store::{Result, Store};
use crate::trail::{ChannelRegistered, DownloadedUpTo, GapsForgotten, RowsReported};

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
    /// First and last counter of each gap of its present database that is not looked for any longer, by upload table.
    forgotten: BTreeMap<String, Vec<(i64, i64)>>,
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

    /// Adds that a channel was registered.
    pub(super) fn register(&mut self, registered: ChannelRegistered) {
        let channel = self.channel(registered.number);
        channel.registered = Some(registered);
    }

    /// Adds how far a channel has received the changes of customers.
    pub(super) fn download(&mut self, downloaded: &DownloadedUpTo) {
        self.channel(downloaded.number).downloaded = downloaded.change;
    }

    /// Adds rows that were reported to a channel as completed once more, and looks for them.
    pub(super) fn report(&mut self, store: &Store, reported: &RowsReported) -> Result<()> {
        let channel = self.channel(reported.number);
        for range in &reported.rows {
            let found = store.count_reported(reported.number, reported.epoch, *range)?;
            channel.reported = channel.reported.saturating_add(range.count());
            channel.lacks_report |= found != range.count();
        }
        Ok(())
    }

    /// Adds that gaps of a channel are not looked for any longer.
    pub(super) fn forget(&mut self, forgotten: &GapsForgotten) {
        let channel = self.channel(forgotten.number);
        channel.forgotten.entry(forgotten.table.clone()).or_default().extend(&forgotten.gaps);
    }

    /// Returns the gaps of a channel's upload table that are not looked for any longer.
    pub(super) fn forgotten(&self, number: i64, kind: i64) -> &[(i64, i64)] {
        let table = RecordKind::from_index(kind).map(RecordKind::table).unwrap_or_default();
        self.0.get(&number).and_then(|channel| channel.forgotten.get(table)).map_or(&[], Vec::as_slice)
    }

    /// Adds that a channel was reset.
    pub(super) fn reset(&mut self, number: i64) {
        let channel = self.channel(number);
        channel.resets += 1;
        channel.downloaded = 0;
        channel.forgotten.clear();
    }
}
