//! The numbers that were given last, and how many operations are in each state.

use std::mem;

use super::breach::{BreachKind, BreachPlace};
use super::references::known_channels;
use super::verification::Verification;
use crate::model::State;
use crate::store::Result;

/// Checks the numbers of the store's row, and the counts of operations: those that the trail says, which were counted before.
pub(super) fn check_numbers(v: &mut Verification<'_>) -> Result<()> {
    let differing = v.store.differing_numbers()?;
    if !differing.is_empty() {
        v.found(BreachPlace::Store, BreachKind::Numbers, &differing.join(", "));
    }
    let store = v.store;
    let mut expected = mem::take(&mut v.states);
    let mut differing = Vec::new();
    store.for_each_state_count(&mut |stored, unreadable| {
        v.has_unreadable(|| BreachPlace::Store, unreadable);
        let count = expected.remove(&(stored.channel, stored.state)).unwrap_or_default();
        if count != stored.operations {
            differing.push((stored.channel, stored.state, stored.operations, count));
        }
        Ok(())
    })?;
    differing.extend(expected.into_iter().map(|((channel, state), count)| (channel, state, 0, count)));
    let channels = known_channels(store)?;
    for (channel, state, found, count) in differing {
        // One that is not there was reported with what refers to it.
        let Some(channel) = channels.get(&channel) else { continue };
        let state = State::from_index(state).map_or("?", State::name);
        v.differs(BreachPlace::Channel(channel.name.clone()), BreachKind::Count, &format!("{found} {state}"), &count);
    }
    Ok(())
}
