//! Verification: compares the store with its audit trail and with the rules of the jobs.
//!
//! The store may be large, so nothing is collected that grows with it, but for what the trail recorded about a batch of
//! operations.

mod accounts;
mod anchors;
mod breach;
mod chain;
mod changes;
mod channels;
mod contacts;
mod counters;
mod customers;
mod file;
mod noted_channels;
mod notes;
mod operation;
mod operations;
mod primary;
mod recorded;
mod records;
mod references;
mod request;
mod row_keys;
mod runs;
mod saved_filters;
mod seals;
mod search_index;
mod tills;
mod verification;

use anchors::NotedHashes;
use verification::Verification;

use crate::store::{Result, Store};

#[cfg(test)]
pub(crate) use breach::BreachKind;
pub(crate) use breach::{AnchorLines, Breach, BreachPlace};
pub(crate) use request::{AnchorsSource, VerifyRequest};
pub(crate) use tills::AskedChannels;
pub(crate) use verification::{Excuse, UnaskedChannel, VerifySummary};

/// Compares everything in the store, as it is at one moment, with the audit trail and the rules of the jobs. Each
/// breach goes to `report` as it is found.
///
/// # Errors
/// The store is locked or cannot be reached. Anything else that is wrong with it is a breach.
pub(crate) fn verify(
    store: &Store,
    request: VerifyRequest<'_>,
    report: &mut dyn FnMut(Breach),
) -> Result<VerifySummary> {
    let (is_full, keys) = (request.is_full, request.keys);
    // Before the store is read, since other commands go on meanwhile.
    let present_keys = store.present_keys();
    let snapshot = store.snapshot()?;
    let mut verification = Verification::new(&snapshot, report);
    let v = &mut verification;
    v.part(file::check_schema)?;
    v.part(file::check_integrity)?;
    v.part(file::check_unrecorded)?;
    v.part(file::check_identity)?;
    let mut noted = NotedHashes::default();
    v.part(|v| {
        noted = anchors::check_anchors(v, request.hashes, request.anchors)?;
        Ok(())
    })?;
    v.part(|v| chain::check_chain(v, noted, keys))?;
    v.part(|v| seals::check_key(v, present_keys))?;
    v.part(notes::check_notes)?;
    v.part(operations::check_operations)?;
    v.part(records::check_records)?;
    v.part(customers::check_customers)?;
    v.part(accounts::check_companies)?;
    v.part(accounts::check_reservations)?;
    v.part(accounts::check_restorations)?;
    v.part(channels::check_channels)?;
    if let Some(asked) = request.channels {
        v.part(|v| tills::check_tills(v, asked))?;
    }
    v.part(|v| search_index::check_search_index(v, is_full))?;
    Ok(verification.summary)
}
