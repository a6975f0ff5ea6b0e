//! A run under the run lock: one at a time on a store.

use std::time::Duration;

use super::environment::Environment;
use super::run::{RunRequest, look_at_channels, run_jobs, run_jobs_after};
use crate::address::StoreAddress;
use crate::clock::Clock;
use crate::engine::error::EngineError;
use crate::engine::identity::{Acceptance, OtherStores, Sightings};
use crate::lock::{RunLock, WaitNotice};
use crate::model::Run;
use crate::stop::Stop;
use crate::store::{Access, LockScope, Store, StoreError};
use crate::witness::Anchoring;

/// A store that is opened under its run lock, and how.
#[derive(Clone)]
pub(crate) struct GuardedStore<'a> {
    pub(crate) address: &'a StoreAddress,
    pub(crate) access: Access,
    pub(crate) clock: Clock,
    /// How long to wait for another run to end.
    pub(crate) wait: Duration,
    /// The permissions of a new store.
    pub(crate) mode: u32,
    /// Called with the holder of the lock that it waits for.
    pub(crate) notice: Option<WaitNotice<'a>>,
    /// Where the end of the trail is noted when the store is closed.
    pub(crate) anchoring: Anchoring,
    /// What is locked of it. A file is locked as a whole.
    pub(crate) scope: LockScope,
}

impl GuardedStore<'_> {
    /// Opens the store. `actor` is who migrates or creates it, for the audit trail.
    ///
    /// # Errors
    /// Says why the store cannot be used.
    pub(in crate::engine) fn open(&self, actor: &str) -> Result<Store, StoreError> {
        if self.access == Access::Create {
            Store::create_file(self.address, self.mode)?;
        }
        Ok(Store::open(self.address, self.access, self.clock, actor)?.anchored(self.anchoring.clone()))
    }
}

/// Runs the jobs on a store, under its lock. A rehearsal leaves no trace, not even a lock that no run has ever taken.
///
/// # Errors
/// Another run holds the lock, the store cannot be opened, or a fault of the store ended the run before anything was done.
pub(crate) fn run_jobs_locked(
    store: &GuardedStore<'_>,
    request: &RunRequest,
    environment: &Environment<'_>,
) -> Result<Run, EngineError> {
    let address = store.address;
    // Before there is a store, not even a lock: a store that is not where it should be is not made anew.
    let sightings = if store.access == Access::Create && Store::is_missing(address)? {
        let sightings = look_at_channels(request, environment, true)?;
        if request.accepts != Acceptance::NewStore {
            check_no_other_store(store, environment, &sightings)?;
        }
        Some(sightings)
    } else {
        None
    };
    let store = GuardedStore { scope: request.lock_scope(environment.config), ..store.clone() };
    let mut run = with_locked_store(&store, environment.actor, environment.stop, |store, lock| match sightings {
        Some(sightings) => run_jobs_after(store, request, environment, lock, sightings),
        None => run_jobs(store, request, environment, lock),
    })?;
    run.fault = run.fault.map(|fault| fault.with("store", address.to_string()));
    Ok(run)
}

/// Gives a store to `work` under its lock, of which `actor` is the holder. A rehearsal leaves no trace, not even a lock that
/// no run has ever taken.
///
/// # Errors
/// Another run holds the lock, the store cannot be opened, and those of `work`.
pub(in crate::engine) fn with_locked_store<R>(
    store: &GuardedStore<'_>,
    actor: &str,
    stop: &Stop,
    work: impl FnOnce(&mut Store, Option<&RunLock>) -> Result<R, EngineError>,
) -> Result<R, EngineError> {
    let GuardedStore { address, access, clock, wait, notice, scope, .. } = store.clone();
    let is_untouched = access == Access::Rehearse && RunLock::is_untouched(address);
    let lock =
        (!is_untouched).then(|| RunLock::acquire(address, wait, notice, (actor, clock, stop), &scope)).transpose()?;
    let opened = store.open(actor)?;
    if let Some(lock) = &lock {
        // The store may be new.
        lock.settle(address);
    }
    work_under(lock, opened, work)
}

/// Gives a store that exists to `work` under its lock: a store that is missing gets no lock either. `actor` runs the program,
/// `holder` holds the lock.
///
/// # Errors
/// As [`with_locked_store`].
pub(in crate::engine) fn with_existing_store<R>(
    store: &GuardedStore<'_>,
    (actor, holder): (&str, &str),
    stop: &Stop,
    work: impl FnOnce(&mut Store) -> Result<R, EngineError>,
) -> Result<R, EngineError> {
    let GuardedStore { address, clock, wait, notice, scope, .. } = store.clone();
    let opened = store.open(actor)?;
    let lock = RunLock::acquire(address, wait, notice, (holder, clock, stop), &scope)?;
    work_under(Some(lock), opened, |store, _| work(store))
}

/// Gives an open store to `work`. The end of the trail is noted before the lock is released and another run can begin.
fn work_under<R>(
    lock: Option<RunLock>,
    mut store: Store,
    work: impl FnOnce(&mut Store, Option<&RunLock>) -> Result<R, EngineError>,
) -> Result<R, EngineError> {
    let claimed = if lock.is_some() { store.claim() } else { Ok(()) };
    let done = claimed.map_err(EngineError::from).and_then(|()| work(&mut store, lock.as_ref()));
    drop(store);
    drop(lock);
    done
}

/// Looks at the channels before a store is made otherwise than by a run.
///
/// # Errors
/// A channel or the anchors know a store.
pub(in crate::engine) fn look_before_creating(
    store: &GuardedStore<'_>,
    environment: &Environment<'_>,
) -> Result<(), EngineError> {
    let request = RunRequest { jobs: Vec::new(), channels: Vec::new(), accepts: Acceptance::Nothing };
    let sightings = look_at_channels(&request, environment, true)?;
    check_no_other_store(store, environment, &sightings)
}

fn check_no_other_store(
    store: &GuardedStore<'_>,
    environment: &Environment<'_>,
    sightings: &Sightings,
) -> Result<(), EngineError> {
    OtherStores::find(sightings, environment.config, store.anchoring.file.as_deref(), "").check_none()
}
