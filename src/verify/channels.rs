//! Channels: how many operations came from each, how far it was read, and in which epoch it is.

use std::collections::{HashMap, HashSet};
use std::mem;

use super::breach::{BreachKind, BreachPlace};
use super::counters::{CounterFindings, scan_counters};
use super::noted_channels::NotedChannel;
use super::references::{KnownChannel, known_channels};
use super::verification::Verification;
use crate::store::{Result, Store};

/// What the rest of the store says about the channels.
struct ChannelFacts {
    counters: CounterFindings,
    /// The number of rows that are noted as reported to their channel once more, by channel.
    reported: HashMap<i64, u64>,
    /// The channels with rows that are noted as operations which they cannot be.
    mistaken: HashSet<i64>,
}

/// Checks all channels.
pub(super) fn check_channels(v: &mut Verification<'_>) -> Result<()> {
    let channels = known_channels(v.store)?;
    let facts = ChannelFacts {
        counters: scan_counters(v, &channels)?,
        reported: reported(v.store)?,
        mistaken: mistaken(v.store)?,
    };
    let mut numbers: Vec<_> = channels.keys().copied().collect();
    numbers.sort_unstable();
    let mut noted = mem::take(&mut v.channels);
    for number in numbers {
        check_channel(v, number, &channels[&number], &facts);
        let noted = noted.take(number);
        check_noted(v, &channels[&number], &noted);
        let reported = facts.reported.get(&number).copied().unwrap_or_default();
        if noted.lacks_report || noted.reported != reported {
            v.breach(BreachPlace::Channel(channels[&number].name.clone()), BreachKind::Reported);
        }
    }
    noted.rest().for_each(|gone| v.breach(BreachPlace::Channel(gone.name), BreachKind::Gone));
    Ok(())
}

fn check_channel(v: &mut Verification<'_>, number: i64, channel: &KnownChannel, facts: &ChannelFacts) {
    let place = || BreachPlace::Channel(channel.name.clone());
    let count = facts.counters.operations.get(&number).copied().unwrap_or_default();
    if channel.operations != count {
        v.differs(place(), BreachKind::Count, &channel.operations, &count);
    }
    v.has_unreadable(place, &channel.unreadable);
    if facts.mistaken.contains(&number) {
        v.breach(place(), BreachKind::Retaken);
    }
    if facts.counters.misread.contains(&number) {
        v.breach(place(), BreachKind::Bookmark);
    }
}

/// Compares a channel with what the trail notes about it.
fn check_noted(v: &mut Verification<'_>, channel: &KnownChannel, noted: &NotedChannel) {
    let place = || BreachPlace::Channel(channel.name.clone());
    match &noted.registered {
        Some(registered) => {
            let comparisons = [
                ("origin", channel.origin == registered.origin),
                ("name", channel.name == registered.name),
                ("company", channel.company_code == registered.company),
            ];
            let differing: Vec<_> =
                comparisons.into_iter().filter(|(_, is_right)| !is_right).map(|(name, _)| name).collect();
            if !differing.is_empty() {
                v.found(place(), BreachKind::Registration, &differing.join(", "));
            }
        }
        None => v.breach(place(), BreachKind::Unexplained),
    }
    let epoch = 1 + noted.resets;
    if channel.epoch != epoch {
        v.differs(place(), BreachKind::Epoch, &channel.epoch, &epoch);
    }
    if channel.downloaded != noted.downloaded {
        v.differs(place(), BreachKind::Downloaded, &channel.downloaded, &noted.downloaded);
    }
}

fn reported(store: &Store) -> Result<HashMap<i64, u64>> {
    let mut reported = HashMap::new();
    store.for_each_count_of_reported(&mut |channel, count| {
        reported.insert(channel, count);
    })?;
    Ok(reported)
}

fn mistaken(store: &Store) -> Result<HashSet<i64>> {
    let mut mistaken = HashSet::new();
    store.for_each_mistaken_row(&mut |channel| {
        mistaken.insert(channel);
        Ok(())
    })?;
    Ok(mistaken)
}
