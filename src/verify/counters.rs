//! The counters of uploaded rows: the last one is the bookmark of its upload table, and those that are missing are its
//! gaps, or were given up.

use std::collections::{HashMap, HashSet};

use super::breach::BreachPlace;
use super::references::KnownChannel;
use super::verification::Verification;
use crate::store::{Result, UploadedCounter};

/// How far an upload table was read.
#[derive(Default)]
struct TableProgress {
    bookmark: Option<i64>,
    /// First and last counter of each gap, of those that are not looked for any longer too.
    gaps: Vec<(i64, i64)>,
}

/// The progress of the upload tables by channel and kind.
type ProgressByTable = HashMap<(i64, i64), TableProgress>;

/// The counters of one upload table of a channel in one epoch, read in their order.
struct CounterScan {
    channel: i64,
    epoch: i64,
    kind: i64,
    /// The counter that is next if none is missing.
    next: Option<i64>,
    last: i64,
    /// First and last of the counters that are missing, in order.
    missing: Vec<(i64, i64)>,
}

/// What the counters say about the channels.
pub(super) struct CounterFindings {
    /// The number of operations by channel.
    pub(super) operations: HashMap<i64, i64>,
    /// The channels whose bookmarks or gaps do not agree with their counters.
    pub(super) misread: HashSet<i64>,
}

/// Reads all counters and compares them with the bookmarks and gaps.
pub(super) fn scan_counters(
    v: &mut Verification<'_>,
    channels: &HashMap<i64, KnownChannel>,
) -> Result<CounterFindings> {
    let store = v.store;
    let mut misread = HashSet::new();
    let mut progress = progress(v, &mut misread)?;
    let mut operations: HashMap<i64, i64> = HashMap::new();
    let mut scan: Option<CounterScan> = None;
    store.for_each_uploaded_counter(&mut |counter, is_operation| {
        *operations.entry(counter.channel).or_default() += i64::from(is_operation);
        if scan.as_ref().is_none_or(|scan| !scan.covers(&counter)) {
            let ended = scan.replace(CounterScan::new(&counter));
            misread.extend(ended.and_then(|ended| ended.misread_channel(channels, &mut progress)));
        }
        if let Some(scan) = &mut scan {
            scan.add(counter.counter);
        }
        Ok(())
    })?;
    misread.extend(scan.and_then(|ended| ended.misread_channel(channels, &mut progress)));
    // A table from which nothing was read has neither a bookmark nor gaps.
    misread.extend(progress.keys().map(|(channel, _)| *channel));
    Ok(CounterFindings { operations, misread })
}

/// Returns how far the upload tables were read; adds the channels to `misread` whose newest order times are wrong.
fn progress(v: &mut Verification<'_>, misread: &mut HashSet<i64>) -> Result<ProgressByTable> {
    let store = v.store;
    let mut progress = ProgressByTable::new();
    store.for_each_bookmark(&mut |bookmark, is_latest, unreadable| {
        v.has_unreadable(|| BreachPlace::Store, unreadable);
        misread.extend((!is_latest).then_some(bookmark.channel));
        progress.entry((bookmark.channel, bookmark.kind)).or_default().bookmark = Some(bookmark.counter);
        Ok(())
    })?;
    store.for_each_gap(&mut |gap, unreadable| {
        v.has_unreadable(|| BreachPlace::Store, unreadable);
        progress.entry((gap.channel, gap.kind)).or_default().gaps.push((gap.first, gap.last));
        Ok(())
    })?;
    for ((channel, kind), progress) in &mut progress {
        progress.gaps.extend(v.channels.forgotten(*channel, *kind));
        progress.gaps.sort_unstable();
    }
    Ok(progress)
}

impl CounterScan {
    /// A scan that begins with this counter.
    fn new(counter: &UploadedCounter) -> Self {
        let UploadedCounter { channel, epoch, kind, .. } = *counter;
        Self { channel, epoch, kind, next: Some(i64::MIN), last: i64::MIN, missing: Vec::new() }
    }

    fn covers(&self, counter: &UploadedCounter) -> bool {
        (self.channel, self.epoch, self.kind) == (counter.channel, counter.epoch, counter.kind)
    }

    fn add(&mut self, counter: i64) {
        if let Some(next) = self.next
            && next < counter
        {
            self.missing.push((next, counter - 1));
        }
        self.next = counter.checked_add(1);
        self.last = counter;
    }

    /// Returns the channel if its bookmark is not the last counter, or if its gaps are not the counters that are
    /// missing.
    fn misread_channel(self, channels: &HashMap<i64, KnownChannel>, progress: &mut ProgressByTable) -> Option<i64> {
        let present = channels.get(&self.channel)?.epoch;
        if self.epoch < present {
            return None;
        }
        let progress = if self.epoch == present { progress.remove(&(self.channel, self.kind)) } else { None };
        let is_right =
            progress.is_some_and(|progress| progress.bookmark == Some(self.last) && progress.gaps == self.missing);
        (!is_right).then_some(self.channel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(counters: &[i64]) -> CounterScan {
        let counter = |counter| UploadedCounter { channel: 1, epoch: 1, kind: 0, counter };
        let mut scan = CounterScan::new(&counter(counters[0]));
        for number in counters {
            assert!(scan.covers(&counter(*number)));
            scan.add(*number);
        }
        scan
    }

    #[test]
    fn missing_counters_are_gaps() {
        let lowest = (i64::MIN, 0);
        assert_eq!(scan(&[1, 2, 3]).missing, [lowest]);
        assert_eq!(scan(&[1, 4, 5, 7]).missing, [lowest, (2, 3), (6, 6)]);
        assert_eq!(scan(&[1, i64::MAX]).missing, [lowest, (2, i64::MAX - 1)]);
        assert_eq!(scan(&[i64::MIN, i64::MIN + 1]).missing, []);
    }

    #[test]
    fn another_epoch_is_another_scan() {
        let counter = UploadedCounter { channel: 1, epoch: 2, kind: 0, counter: 1 };
        assert!(!scan(&[1]).covers(&counter));
    }
}
