//! The job "Synchronize customers and business partners from async mode": assigns accounts, applies changes, refuses what
//! does not validate.

use std::collections::HashSet;
use std::slice;
use std::time::{Duration, Instant};

use super::active_run::ActiveRun;
use crate::engine::again::again;
use crate::engine::error::EngineError;
use crate::engine::sync::{AgeLimit, Batch, Terms, unusable};
use crate::model::{Figures, Job, OperationId, Problem};
use crate::store::{AwaitingCreation, Store};
use crate::trail::Event;

/// How many operations are in the first transaction after one of them could not be worked with.
const AFTER_FAILURE: usize = 16;

/// How long a transaction may take, whatever it has to do: others wait for it to end.
const LONGEST_BATCH: Duration = Duration::from_secs(5);

/// Synchronizes all pending operations in batches, each of which is one transaction; adds what each did to `figures` once it
/// is committed.
pub(super) fn synchronize(store: &mut Store, run: &ActiveRun<'_>, figures: &mut Figures) -> Result<(), EngineError> {
    let terms = Terms::new(store, run.config, run.clock_jump(store.now()))?;
    again(run.stop, || reopen_heard(store, run, &terms))?;
    run.progress.begin(Job::Sync, None, store.count_pending()?);
    loop {
        let mut limit = run.batch_size();
        while !run.is_stopped() {
            match again(run.stop, || synchronize_batch(store, run, &terms, limit, figures)) {
                Ok(0) => break,
                Ok(done) => {
                    run.progress.advance(done);
                    limit = limit.saturating_mul(2).min(run.batch_size());
                }
                // It fails alone. The batch is begun again, in parts that grow: there may be more of the kind.
                Err(EngineError::Operation { id, source }) => {
                    let problem = unusable(&source);
                    again(run.stop, || fail(store, run, id, &problem))?;
                    figures.fail(slice::from_ref(&problem));
                    run.progress.advance(1);
                    limit = AFTER_FAILURE;
                }
                Err(fault) => return Err(fault),
            }
        }
        // An operation that waits for an unknown customer is tried again once the customer is known, or fails in the end.
        if run.is_stopped() || !again(run.stop, || reopen_due(store, run, &terms.age_limit))? {
            return Ok(());
        }
    }
}

/// Synchronizes the next pending operations in one transaction; returns how many there were.
fn synchronize_batch(
    store: &mut Store,
    run: &ActiveRun<'_>,
    terms: &Terms<'_>,
    limit: usize,
    figures: &mut Figures,
) -> Result<u64, EngineError> {
    let transaction = run.begin(store)?;
    let mut counted = Figures::default();
    let asked = HashSet::new();
    let until = Instant::now().checked_add(LONGEST_BATCH);
    let mut batch = Batch { transaction: &transaction, terms, asked: &asked, figures: &mut counted, until };
    let done = batch.run_pending(limit)?;
    transaction.commit()?;
    figures.add(&counted);
    Ok(done)
}

/// Makes creations pending again that waited for channels which may know the customer's account: it is known now, or none of
/// them does.
fn reopen_heard(store: &mut Store, run: &ActiveRun<'_>, terms: &Terms<'_>) -> Result<(), EngineError> {
    if store.awaiting_accounts()?.is_empty() {
        return Ok(());
    }
    let transaction = run.begin(store)?;
    let is_known =
        |creation: &AwaitingCreation| creation.is_reserved || terms.awaited.of_company(&creation.company).is_empty();
    let awaiting = transaction.awaiting_accounts()?;
    let known: Vec<_> = awaiting.iter().filter(|creation| is_known(creation)).map(|creation| creation.id).collect();
    transaction.reopen_all(&known)?;
    Ok(transaction.commit()?)
}

/// Marks an operation as failed that cannot be worked with.
fn fail(store: &mut Store, run: &ActiveRun<'_>, id: OperationId, problem: &Problem) -> Result<(), EngineError> {
    let transaction = run.begin(store)?;
    transaction.fail(id, Event::Synchronized, problem)?;
    Ok(transaction.commit()?)
}

/// Makes waiting operations pending again whose unknown customer has become known, or that have waited too long.
fn reopen_due(store: &mut Store, run: &ActiveRun<'_>, age_limit: &AgeLimit) -> Result<bool, EngineError> {
    // In the transaction: a person may correct an operation at any moment before it.
    let transaction = run.begin(store)?;
    let due = transaction.orphans_due(age_limit.before, &age_limit.misdated)?;
    transaction.reopen_all(&due)?;
    transaction.commit()?;
    Ok(!due.is_empty())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use pretty_assertions::assert_eq;

    use super::*;
    use crate::clock::Clock;
    use crate::config::Config;
    use crate::demo;
    use crate::engine::{Acceptance, Environment, RunRequest, run_jobs};
    use crate::model::{OperationId, Timestamp};
    use crate::output::Silent;
    use crate::stop::Stop;
    use crate::store::Access;
    use crate::trail::Author;

    /// Uploads the demo's operations and synchronizes them in transactions that end at once or when all is done; returns how
    /// many transactions there were, and what became of each operation.
    fn synchronized(folder: &Path, ends_at_once: bool) -> (usize, Vec<String>) {
        let config = Config::load(&demo::make(folder).unwrap()).unwrap();
        let clock = Clock::fixed(Timestamp(1_795_000_000_000_000));
        let mut store = Store::open(&config.store, Access::Create, clock, "tester").unwrap();
        let environment = Environment { config: &config, progress: &Silent, stop: &Stop::default(), actor: "tester" };
        let request = RunRequest { jobs: vec![Job::P], channels: Vec::new(), accepts: Acceptance::Nothing };
        run_jobs(&mut store, &request, &environment, None).unwrap();
        let (author, asked) = (Author { run: Some(1), ..Author::default() }, HashSet::new());
        let mut count = 0;
        loop {
            let terms = Terms::new(&store, &config, None).unwrap();
            let transaction = store.begin(&author).unwrap();
            let until = ends_at_once.then(Instant::now);
            let mut figures = Figures::default();
            let mut batch =
                Batch { transaction: &transaction, terms: &terms, asked: &asked, figures: &mut figures, until };
            let done = batch.run_pending(20_000).unwrap();
            transaction.commit().unwrap();
            if done == 0 {
                break;
            }
            count += 1;
        }
        let (first, last) = store.operation_range().unwrap().unwrap();
        let outcome = |id| {
            let operation = store.detail(OperationId(id)).unwrap().unwrap().operation;
            format!("{id} {:?} {:?} {:?}", operation.state, operation.customer_account, operation.effect)
        };
        (count, (first.0..=last.0).map(outcome).collect())
    }

    #[test]
    fn transactions_that_end_early_come_to_the_same_end() {
        let folder = tempfile::tempdir().unwrap();
        let (few, expected) = synchronized(&folder.path().join("few"), false);
        let (many, found) = synchronized(&folder.path().join("many"), true);
        assert_eq!(found, expected);
        assert!(few == 1 && many > 50, "{few} and {many} transactions");
    }
}
