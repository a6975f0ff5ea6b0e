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
mod imports;
mod noted_channels;
mod notes;
mod numbers;
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

pub(crate) use breach::{AnchorLines, Breach, BreachKind, BreachPlace};
pub(crate) use request::{AnchorsSource, Original, VerifyRequest};
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
    let is_checked_copy = request.original.is_some();
    let original = request.original.unwrap_or_else(|| Original::new(store));
    let snapshot = store.snapshot()?;
    let mut verification = Verification::new(&snapshot, report);
    let v = &mut verification;
    v.part(file::check_schema)?;
    if !is_checked_copy {
        v.part(file::check_integrity)?;
    }
    v.part(file::check_references)?;
    v.part(file::check_unrecorded)?;
    v.part(file::check_identity)?;
    let mut noted = NotedHashes::default();
    v.part(|v| {
        noted = anchors::check_anchors(v, request.hashes, request.anchors)?;
        Ok(())
    })?;
    v.part(|v| chain::check_chain(v, noted, keys))?;
    v.part(|v| seals::check_key(v, original))?;
    v.part(notes::check_notes)?;
    v.part(operations::check_operations)?;
    v.part(numbers::check_numbers)?;
    v.part(records::check_records)?;
    v.part(imports::check_imports)?;
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
