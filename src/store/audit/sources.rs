//! Channels: how many operations came from each, and how far it was read.

use std::collections::{HashMap, HashSet};

use super::Audit;
use super::columns::Columns;
use crate::store::Result;
use crate::trail::reset_channel;
use crate::verify::{BreachKind, BreachPlace};

/// A channel.
pub(super) struct Source {
    name: String,
    pub(super) company: i64,
    pub(super) company_code: String,
    epoch: i64,
    downloaded: i64,
    operations: i64,
    /// Names of the columns that cannot be read, joined.
    wrong: String,
}

/// How far an upload table was read.
#[derive(Default)]
struct Reach {
    bookmark: Option<i64>,
    /// First and last counter of each gap, in order.
    gaps: Vec<(i64, i64)>,
}

/// The counters of one upload table of a channel in one epoch, on the way through them.
struct Passage {
    channel: i64,
    epoch: i64,
    kind: i64,
    /// The counter that is next, where none is missing.
    next: Option<i64>,
    last: i64,
    /// Counters that are missing.
    missing: Vec<(i64, i64)>,
}

impl Audit<'_> {
    /// The channels by their number.
    pub(super) fn sources(&self) -> Result<HashMap<i64, Source>> {
        let mut statement = self.connection.prepare(
            "SELECT h.id, h.name, h.company, k.code, h.epoch, h.downloaded, h.operations
             FROM channel h LEFT JOIN company k ON k.id = h.company",
        )?;
        let mut rows = statement.query([])?;
        let mut sources = HashMap::new();
        while let Some(row) = rows.next()? {
            let mut columns =
                Columns::new(row, &["id", "name", "company", "code", "epoch", "downloaded", "operations"]);
            let mut source = Source {
                name: columns.text(1).to_owned(),
                company: columns.number(2),
                company_code: columns.text(3).to_owned(),
                epoch: columns.number(4),
                downloaded: columns.number(5),
                operations: columns.number(6),
                wrong: String::new(),
            };
            source.wrong = columns.wrong();
            sources.insert(columns.number(0), source);
        }
        Ok(sources)
    }

    /// Looks at all channels, their bookmarks and the counters that are missing below them.
    pub(super) fn check_channels(&mut self) -> Result<()> {
        let sources = self.sources()?;
        let mut reaches = self.reaches()?;
        let last_change = self.store.last_change()?;
        let mut counts: HashMap<i64, i64> = HashMap::new();
        let mut lost = HashSet::new();
        // The indexes of this order have all that is read. Rows that were uploaded in an earlier epoch are no operations.
        let mut statement = self.connection.prepare(
            "SELECT channel, epoch, kind, counter, 1 FROM operation
             UNION ALL SELECT channel, epoch, kind, counter, 0 FROM retaken ORDER BY channel, epoch, kind, counter",
        )?;
        let mut rows = statement.query([])?;
        let mut passage: Option<Passage> = None;
        while let Some(row) = rows.next()? {
            let mut columns = Columns::new(row, &["channel", "epoch", "kind", "counter"]);
            let [channel, epoch, kind, counter] = [0, 1, 2, 3].map(|at| columns.number(at));
            if !columns.wrong().is_empty() {
                // This was told of with the operation.
                continue;
            }
            *counts.entry(channel).or_default() += row.get::<_, i64>(4)?;
            if passage
                .as_ref()
                .is_none_or(|passage| (passage.channel, passage.epoch, passage.kind) != (channel, epoch, kind))
            {
                let next = Passage { channel, epoch, kind, next: Some(i64::MIN), last: i64::MIN, missing: Vec::new() };
                lost.extend(passage.replace(next).and_then(|ended| ended.end(&sources, &mut reaches)));
            }
            if let Some(passage) = &mut passage {
                passage.meet(counter);
            }
        }
        lost.extend(passage.and_then(|ended| ended.end(&sources, &mut reaches)));
        // A table that nothing was read from has neither a bookmark nor gaps.
        lost.extend(reaches.keys().map(|(channel, _)| *channel));
        let resets = self.resets()?;
        let mistaken = self.mistaken()?;
        let mut numbers: Vec<_> = sources.keys().copied().collect();
        numbers.sort_unstable();
        for number in numbers {
            let source = &sources[&number];
            let place = || BreachPlace::Channel(source.name.clone());
            let count = counts.get(&number).copied().unwrap_or_default();
            if source.operations != count {
                self.differs(place(), BreachKind::Count, &source.operations, &count);
            }
            if !source.wrong.is_empty() {
                self.found(place(), BreachKind::Unreadable, &source.wrong);
            }
            let epoch = 1 + resets.get(&number).copied().unwrap_or_default();
            if source.epoch != epoch {
                self.differs(place(), BreachKind::Epoch, &source.epoch, &epoch);
            }
            if mistaken.contains(&number) {
                self.breach(place(), BreachKind::Retaken);
            }
            if lost.contains(&number) {
                self.breach(place(), BreachKind::Bookmark);
            }
            if !(0..=last_change).contains(&source.downloaded) {
                self.differs(place(), BreachKind::Downloaded, &source.downloaded, &last_change);
            }
        }
        Ok(())
    }

    /// How often each channel was reset, as the trail says.
    fn resets(&self) -> Result<HashMap<i64, i64>> {
        let mut statement = self.connection.prepare("SELECT details FROM entry WHERE event = 'reset'")?;
        let mut rows = statement.query([])?;
        let mut resets = HashMap::new();
        while let Some(row) = rows.next()? {
            // What cannot be read was told of with the chain.
            if let Some(channel) = row.get_ref(0)?.as_str().ok().and_then(reset_channel) {
                *resets.entry(channel.0).or_default() += 1;
            }
        }
        Ok(resets)
    }

    /// The channels with rows that are noted as operations of an earlier epoch which they cannot be.
    fn mistaken(&self) -> Result<HashSet<i64>> {
        let mut statement = self.connection.prepare(
            "SELECT t.channel FROM retaken t LEFT JOIN operation o ON o.id = t.operation
               LEFT JOIN channel h ON h.id = t.channel
             WHERE o.channel IS NOT t.channel OR o.kind IS NOT t.kind OR o.counter IS NOT t.counter
               OR o.epoch >= t.epoch OR t.epoch > h.epoch",
        )?;
        let channels = statement.query_map([], |row| row.get(0))?;
        Ok(channels.filter_map(|channel| channel.ok()).collect())
    }

    /// How far the upload tables were read, by channel and kind.
    fn reaches(&mut self) -> Result<HashMap<(i64, i64), Reach>> {
        let mut reaches: HashMap<(i64, i64), Reach> = HashMap::new();
        let mut statement = self.connection.prepare("SELECT channel, kind, counter FROM bookmark")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut columns = Columns::new(row, &["bookmark.channel", "bookmark.kind", "bookmark.counter"]);
            let [channel, kind, counter] = [0, 1, 2].map(|at| columns.number(at));
            self.hear_of(&columns);
            reaches.entry((channel, kind)).or_default().bookmark = Some(counter);
        }
        let mut statement = self.connection.prepare("SELECT channel, kind, first, last FROM gap ORDER BY first")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut columns = Columns::new(row, &["gap.channel", "gap.kind", "gap.first", "gap.last"]);
            let [channel, kind, first, last] = [0, 1, 2, 3].map(|at| columns.number(at));
            self.hear_of(&columns);
            reaches.entry((channel, kind)).or_default().gaps.push((first, last));
        }
        Ok(reaches)
    }

    fn hear_of(&mut self, columns: &Columns<'_>) {
        let wrong = columns.wrong();
        if !wrong.is_empty() {
            self.found(BreachPlace::Store, BreachKind::Unreadable, &wrong);
        }
    }
}

impl Passage {
    fn meet(&mut self, counter: i64) {
        if let Some(next) = self.next
            && next < counter
        {
            self.missing.push((next, counter - 1));
        }
        self.next = counter.checked_add(1);
        self.last = counter;
    }

    /// The channel, where its bookmark is not at the last operation, or its gaps are not the counters that are missing.
    fn end(self, sources: &HashMap<i64, Source>, reaches: &mut HashMap<(i64, i64), Reach>) -> Option<i64> {
        let present = sources.get(&self.channel)?.epoch;
        if self.epoch < present {
            return None;
        }
        let reach = if self.epoch == present { reaches.remove(&(self.channel, self.kind)) } else { None };
        let is_right = reach.is_some_and(|reach| reach.bookmark == Some(self.last) && reach.gaps == self.missing);
        (!is_right).then_some(self.channel)
    }
}
