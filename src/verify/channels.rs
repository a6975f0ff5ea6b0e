//! Channels: how many operations came from each, how far it was read, and in which epoch it is.

use std::collections::{HashMap, HashSet};

use super::breach::{BreachKind, BreachPlace};
use super::counters::{CounterFindings, scan_counters};
use super::references::{KnownChannel, known_channels};
use super::verification::Verification;
use crate::store::{Result, Store};
use crate::trail::{Event, reset_channel};

/// What the rest of the store says about the channels.
struct ChannelFacts {
    counters: CounterFindings,
    /// The number of resets by channel.
    resets: HashMap<i64, i64>,
    /// The channels with rows that are noted as operations which they cannot be.
    mistaken: HashSet<i64>,
    last_change: i64,
}

/// Checks all channels.
pub(super) fn check_channels(v: &mut Verification<'_>) -> Result<()> {
    let channels = known_channels(v.store)?;
    let facts = ChannelFacts {
        counters: scan_counters(v, &channels)?,
        resets: resets(v.store)?,
        mistaken: mistaken(v.store)?,
        last_change: v.store.last_change()?,
    };
    let mut numbers: Vec<_> = channels.keys().copied().collect();
    numbers.sort_unstable();
    for number in numbers {
        check_channel(v, number, &channels[&number], &facts);
    }
    Ok(())
}

fn check_channel(v: &mut Verification<'_>, number: i64, channel: &KnownChannel, facts: &ChannelFacts) {
    let place = || BreachPlace::Channel(channel.name.clone());
    let count = facts.counters.operations.get(&number).copied().unwrap_or_default();
    if channel.operations != count {
        v.differs(place(), BreachKind::Count, &channel.operations, &count);
    }
    v.has_unreadable(place, &channel.unreadable);
    let epoch = 1 + facts.resets.get(&number).copied().unwrap_or_default();
    if channel.epoch != epoch {
        v.differs(place(), BreachKind::Epoch, &channel.epoch, &epoch);
    }
    if facts.mistaken.contains(&number) {
        v.breach(place(), BreachKind::Retaken);
    }
    if facts.counters.misread.contains(&number) {
        v.breach(place(), BreachKind::Bookmark);
    }
    if !(0..=facts.last_change).contains(&channel.downloaded) {
        v.differs(place(), BreachKind::Downloaded, &channel.downloaded, &facts.last_change);
    }
}

/// Returns how often each channel was reset, as the trail recorded. The check of the chain reports what cannot be read.
fn resets(store: &Store) -> Result<HashMap<i64, i64>> {
    let mut resets = HashMap::new();
    store.for_each_details(Event::Reset, &mut |details| {
        if let Some(channel) = reset_channel(details) {
            *resets.entry(channel.0).or_default() += 1;
        }
        Ok(())
    })?;
    Ok(resets)
}

fn mistaken(store: &Store) -> Result<HashSet<i64>> {
    let mut mistaken = HashSet::new();
    store.for_each_mistaken_row(&mut |channel| {
        mistaken.insert(channel);
        Ok(())
    })?;
    Ok(mistaken)
}
