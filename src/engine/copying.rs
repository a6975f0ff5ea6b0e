//! A copy of a whole store in another place, which may be a database of another kind; proven by what is read of it.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use thiserror::Error;

use super::jobs::GuardedStore;
use crate::address::StoreAddress;
use crate::config::{FileUse, UsedFiles, is_same};
use crate::failure::{Explain, FailureKind};
use crate::i18n::Phrase;
use crate::lock::{LockError, RunLock};
use crate::stop::Stop;
use crate::store::{CopiedRows, CopiedTable, CopyFault, HalfCopy, RowSum, STORE, Store, StoreError, TABLES};
use crate::witness::SealError;

/// What to copy where.
pub(crate) struct CopyRequest<'a> {
    /// Where the store is that is copied.
    pub(crate) source: &'a StoreAddress,
    /// Where the copy is to be.
    pub(crate) target: &'a GuardedStore<'a>,
    /// The files in which no store is made.
    pub(crate) used: &'a UsedFiles,
    /// Who copies.
    pub(crate) actor: &'a str,
    pub(crate) progress: &'a dyn CopyProgress,
    pub(crate) stop: &'a Stop,
}

/// How a copy gets on.
pub(crate) trait CopyProgress {
    /// A table with so many rows is about to be copied, or read again to be compared.
    fn begin_table(&self, step: CopyStep, table: &str, rows: u64);
    /// So many more rows are done.
    fn advance_rows(&self, rows: u64);
    /// The table is done.
    fn end_table(&self);
}

/// What is done with a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CopyStep {
    Copy,
    Compare,
}

/// What was copied.
#[derive(Debug)]
pub(crate) struct CopyReport {
    /// The number of rows by table, in the order in which they were copied.
    pub(crate) tables: Vec<(&'static str, u64)>,
    /// The number of entries in the audit trail.
    pub(crate) entries: i64,
    /// The last hash of the audit trail, on both sides.
    pub(crate) head: String,
    /// Whether an earlier command had begun the copy.
    pub(crate) was_begun: bool,
    /// Whether the audit trail is sealed: its key stays where it is.
    pub(crate) is_sealed: bool,
    pub(crate) duration: Duration,
}

impl CopyReport {
    /// Returns the number of rows of a table.
    pub(crate) fn rows_of(&self, table: &str) -> u64 {
        self.tables.iter().filter(|(name, _)| *name == table).map(|(_, rows)| rows).sum()
    }

    /// Returns the number of all rows.
    pub(crate) fn rows(&self) -> u64 {
        self.tables.iter().map(|(_, rows)| rows).sum()
    }
}

/// A store that cannot be copied.
#[derive(Debug, Error)]
#[error("{}", self.phrase())]
pub(crate) enum CopyError {
    /// Both are the same store.
    Same {
        store: StoreAddress,
    },
    Used {
        file: PathBuf,
        file_use: FileUse,
    },
    Lock(#[from] LockError),
    Fault {
        from: StoreAddress,
        to: StoreAddress,
        fault: Box<CopyFault>,
    },
}

impl Explain for CopyError {
    fn phrase(&self) -> Phrase {
        match self {
            Self::Same { store } => Phrase::new("copy-same").with("store", store),
            Self::Used { file, file_use } => Phrase::new("copy-file-used")
                .with("file", file.display())
                .with("use", file_use.name())
                .with("channel", file_use.channel()),
            Self::Lock(error) => error.phrase(),
            Self::Fault { from, to, fault } => phrase_of(from, to, fault),
        }
    }

    fn kind(&self) -> FailureKind {
        match self {
            Self::Lock(error) => error.kind(),
            Self::Fault { fault, .. } => fault.of_store().map_or(FailureKind::Failed, Explain::kind),
            Self::Same { .. } | Self::Used { .. } => FailureKind::Failed,
        }
    }

    fn hint(&self) -> Option<Phrase> {
        match self {
            Self::Lock(error) => error.hint(),
            Self::Fault { fault, .. } => fault.of_store().map_or_else(|| self.phrase().hint(), Explain::hint),
            Self::Same { .. } | Self::Used { .. } => self.phrase().hint(),
        }
    }

    fn lacks_store_path(&self) -> bool {
        matches!(self, Self::Lock(error) if error.lacks_store_path())
    }
}

fn phrase_of(source: &StoreAddress, target: &StoreAddress, fault: &CopyFault) -> Phrase {
    let named = |store: &StoreAddress, error: &StoreError| {
        Phrase::new("store-named").with("store", store).because(error.phrase())
    };
    match fault {
        CopyFault::Source(error) => named(source, error),
        CopyFault::Target(error) => named(target, error),
        CopyFault::Value { table, key, column, found } => Phrase::new("copy-value")
            .with("store", source)
            .with("table", table)
            .with("key", key)
            .with("column", column)
            .with("found", found),
        CopyFault::Refused { table, key, source: error } => Phrase::new("copy-refused")
            .with("store", source)
            .with("table", table)
            .with("key", key)
            .because(error.phrase()),
        CopyFault::Whole { is_copy: true } => Phrase::new("copy-whole").with("target", target).with("source", source),
        CopyFault::Whole { is_copy: false } => Phrase::new("copy-not-empty").with("target", target),
        CopyFault::OtherSource { store } => {
            Phrase::new("copy-other-source").with("target", target).with("store", store)
        }
        CopyFault::OtherVersion => Phrase::new("copy-other-version").with("target", target),
        CopyFault::WentOn => Phrase::new("copy-went-on").with("target", target).with("source", source),
        CopyFault::Differs { table } => Phrase::new("copy-differs").with("target", target).with("table", table),
    }
}

/// Copies one state of a store, whatever others write to it meanwhile, into a place that is empty or has a half-made copy of the
/// same state. The copy is a store once all of its rows were read again and are those of the store that was copied.
///
/// # Errors
/// Something else is there, a run holds its lock, one of the stores cannot be used, or the program was asked to stop. What was
/// copied stays, and the next command goes on from there.
pub(crate) fn copy_store(source: &Store, request: &CopyRequest<'_>) -> Result<CopyReport, CopyError> {
    let target = request.target;
    check_target(request)?;
    let lock = RunLock::acquire(
        target.address,
        target.wait,
        target.notice,
        (request.actor, target.clock, request.stop),
        &target.scope,
    )?;
    let of_fault =
        |fault| CopyError::Fault { from: request.source.clone(), to: target.address.clone(), fault: Box::new(fault) };
    let copied = copy_under_lock(source, request, &lock).map_err(of_fault);
    drop(lock);
    copied
}

/// Refuses a place in which no store can be made without harm to something else.
fn check_target(request: &CopyRequest<'_>) -> Result<(), CopyError> {
    let (source, target) = (request.source, request.target.address);
    let is_same = match (source.file(), target.file()) {
        (Some(source), Some(target)) => is_same(source, target),
        _ => source.is_same_store(target),
    };
    if is_same {
        return Err(CopyError::Same { store: source.clone() });
    }
    let Some(file) = target.file() else { return Ok(()) };
    match request.used.use_of(file) {
        None | Some(FileUse::Store) => Ok(()),
        Some(file_use) => Err(CopyError::Used { file: file.to_owned(), file_use: file_use.clone() }),
    }
}

fn copy_under_lock(source: &Store, request: &CopyRequest<'_>, lock: &RunLock) -> Result<CopyReport, CopyFault> {
    let begun = Instant::now();
    let target = request.target;
    let source = source.snapshot()?;
    let origin = source.copy_origin()?;
    let is_sealed = source.present_seal()?.is_some();
    if is_sealed && target.address.server().is_some() {
        // Nothing could be appended to its trail there.
        return Err(CopyFault::Target(SealError::OnServer.into()));
    }
    Store::create_file(target.address, target.mode).map_err(CopyFault::Target)?;
    let mut half = HalfCopy::open(target.address, target.clock, origin.clone())?;
    lock.settle(target.address);
    let was_begun = half.was_begun;
    let store_row = source.store_row()?;
    let sums = copy_tables(&source, &mut half, request)?;
    half.analyze()?;
    compare_tables(&half, &sums, request)?;
    source.check_frozen()?;
    let store = half.finish(&store_row)?;
    // It notes the end of its trail before the lock is released.
    drop(store.anchored(target.anchoring.clone()));
    let mut tables: Vec<_> = sums.iter().map(|(table, sum)| (table.name, sum.rows())).collect();
    tables.push((STORE.name, store_row.rows()));
    let (entries, head) = (origin.entry, origin.head);
    Ok(CopyReport { tables, entries, head, was_begun, is_sealed, duration: begun.elapsed() })
}

/// Copies what the half-made copy lacks; returns what the rows of each table add up to in the store that is copied.
fn copy_tables(
    source: &Store,
    half: &mut HalfCopy,
    request: &CopyRequest<'_>,
) -> Result<Vec<(&'static CopiedTable, RowSum)>, CopyFault> {
    TABLES.iter().map(|table| Ok((table, copy_table(source, half, table, request)?))).collect()
}

fn copy_table(
    source: &Store,
    half: &mut HalfCopy,
    table: &'static CopiedTable,
    request: &CopyRequest<'_>,
) -> Result<RowSum, CopyFault> {
    request.progress.begin_table(CopyStep::Copy, table.name, source.count_rows(table)?);
    let mut progress = half.progress(table)?;
    check_copied(source, table, &progress, request)?;
    if !progress.is_whole {
        source.for_each_uncopied(table, &progress.clone(), &mut |chunk| {
            half.write(chunk, &mut progress)?;
            request.progress.advance_rows(chunk.rows());
            check_stop(request.stop)?;
            Ok(ControlFlow::Continue(()))
        })?;
        half.end_table(table, &mut progress)?;
    }
    request.progress.end_table();
    check_stop(request.stop)?;
    Ok(progress.sum)
}

/// Checks that the rows that an earlier command copied are still those of the store: some of them change without an entry in the
/// audit trail.
fn check_copied(
    source: &Store,
    table: &'static CopiedTable,
    progress: &CopiedRows,
    request: &CopyRequest<'_>,
) -> Result<(), CopyFault> {
    let present = source.sum_of_copied(table, progress, &mut |rows| look(request, rows))?;
    check_stop(request.stop)?;
    if present == progress.sum { Ok(()) } else { Err(CopyFault::WentOn) }
}

/// Reads the whole copy again, and compares what its rows add up to.
fn compare_tables(
    half: &HalfCopy,
    sums: &[(&'static CopiedTable, RowSum)],
    request: &CopyRequest<'_>,
) -> Result<(), CopyFault> {
    for (table, sum) in sums {
        request.progress.begin_table(CopyStep::Compare, table.name, sum.rows());
        let found = half.sum(table, &mut |rows| look(request, rows))?;
        request.progress.end_table();
        check_stop(request.stop)?;
        if found != *sum {
            return Err(CopyFault::Differs { table: table.name });
        }
    }
    Ok(())
}

/// Says that rows were read; breaks if the program was asked to stop.
fn look(request: &CopyRequest<'_>, rows: u64) -> ControlFlow<()> {
    request.progress.advance_rows(rows);
    if request.stop.signal().is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}

fn check_stop(stop: &Stop) -> Result<(), CopyFault> {
    stop.signal().map_or(Ok(()), |signal| Err(CopyFault::Source(StoreError::Interrupted(signal))))
}

#[cfg(test)]
mod tests {
    use crate::clock::Clock;
    use crate::config::Config;
    use crate::demo;
    use crate::engine::{Acceptance, Environment, RunRequest, run_jobs};
    use crate::model::Job;
    use crate::output::Silent;
    use crate::store::{Access, LockScope};
    use crate::verify::{VerifyRequest, verify};
    use crate::witness::Anchoring;

    use super::*;

    /// A statement fails at every so many of them: every one would take minutes.
    const STRIDE: usize = 29;

    fn attempt(source: &Store, mut half: HalfCopy, request: &CopyRequest<'_>) -> Result<Store, CopyFault> {
        let store_row = source.store_row()?;
        let sums = copy_tables(source, &mut half, request)?;
        compare_tables(&half, &sums, request)?;
        half.finish(&store_row)
    }

    #[test]
    fn whichever_statement_fails_the_next_copy_goes_on() {
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        let config = Config::load(&demo::make(&folder.path().join("demo")).unwrap()).unwrap();
        let path = StoreAddress::from(folder.path().join("source.db"));
        let mut source = Store::open(&path, Access::Create, Clock::system(), "tester").unwrap();
        let stop = Stop::default();
        let environment = Environment { config: &config, progress: &Silent, stop: &stop, actor: "tester" };
        let jobs = RunRequest { jobs: Job::ALL.to_vec(), channels: Vec::new(), accepts: Acceptance::Nothing };
        run_jobs(&mut source, &jobs, &environment, None).unwrap();
        let origin = source.copy_origin().unwrap();

        let mut failing = 1;
        loop {
            let copy = StoreAddress::from(folder.path().join(format!("copy-{failing}.db")));
            let target = GuardedStore {
                address: &copy,
                access: Access::Create,
                clock: Clock::system(),
                wait: Duration::ZERO,
                mode: 0o600,
                notice: None,
                anchoring: Anchoring::default(),
                scope: LockScope::Whole,
            };
            let used = UsedFiles::default();
            let request = CopyRequest {
                source: &path,
                target: &target,
                used: &used,
                actor: "tester",
                progress: &Silent,
                stop: &stop,
            };
            let open = || HalfCopy::open(&copy, Clock::system(), origin.clone()).unwrap();
            let mut half = open();
            let count = half.count_statements();
            count.fail_at(failing);
            let has_failed = attempt(&source, half, &request).is_err();
            if has_failed {
                assert!(matches!(
                    Store::open(&copy, Access::Write, Clock::system(), "tester"),
                    Err(StoreError::HalfCopied)
                ));
                let half = open();
                assert!(half.was_begun);
                drop(attempt(&source, half, &request).unwrap());
            }
            let whole = Store::open(&copy, Access::Read, Clock::system(), "tester").unwrap();
            assert_eq!(whole.copy_origin().unwrap(), origin);
            verify(&whole, VerifyRequest::default(), &mut |breach| panic!("{failing}: {breach:?}")).unwrap();
            if !has_failed {
                break;
            }
            failing += STRIDE;
        }
        assert!(failing > STRIDE * 10, "there were {failing} statements only");
    }
}
