//! The history of runs as it is stored.

use super::columns::{Columns, StoredRow as _, for_each_row, select_list, stored_row};
use crate::store::database::{Database, params};
use crate::store::error::Result;
use crate::store::handle::Store;
use crate::trail::{Digest, ReportRow, RunRow};

stored_row! {
    /// A row of `run`.
    struct StoredRun<'r> {
        id: i64 = "id" as "id",
        jobs: &'r str = "jobs" as "jobs",
        actor: &'r str = "actor" as "actor",
        started: i64 = "started" as "started",
        ended: Option<i64> = "ended" as "ended",
        outcome: &'r str = "outcome" as "outcome",
        idle: Option<&'r str> = "idle" as "idle",
    }
}

stored_row! {
    /// A row of `report`.
    struct StoredReport<'r> {
        run: i64 = "run" as "run",
        position: i64 = "position" as "position",
        job: &'r str = "job" as "job",
        channel: Option<&'r str> = "channel" as "channel",
        started: i64 = "started" as "started",
        ended: i64 = "ended" as "ended",
        outcome: &'r str = "outcome" as "outcome",
        figures: &'r str = "figures" as "figures",
        error: Option<&'r str> = "error" as "error",
        failure: Option<&'r str> = "failure" as "failure",
    }
}

/// Returns the digest of a run's row; `None` if there is no such run, or if it cannot be read.
pub(in crate::store) fn run_digest(database: &Database, id: i64) -> Result<Option<Digest>> {
    let mut found = None;
    with_run(database, id, &mut |run, unreadable| {
        let StoredRun { id, jobs, actor, started, ended, outcome, idle } = run;
        let row = RunRow { id, jobs, actor, started, ended, outcome, idle };
        found = unreadable.is_empty().then(|| row.digest());
    })?;
    Ok(found)
}

/// Passes a run to `each`, if there is one with that number, with the names of its columns whose values have an unexpected
/// type.
fn with_run(database: &Database, id: i64, each: &mut dyn FnMut(StoredRun<'_>, &[&'static str])) -> Result<()> {
    let sql = format!("SELECT {} FROM run WHERE id = ?1", select_list(&[StoredRun::COLUMNS]));
    for_each_row(database, &sql, &params![id], &mut |mut columns| {
        each(StoredRun::read(&mut columns), &columns.into_unreadable());
        Ok(())
    })
}

/// Returns the digests of a run's reports in their order; `None` for one that cannot be read.
pub(in crate::store) fn report_digests(database: &Database, run: i64) -> Result<Vec<Option<Digest>>> {
    let columns = select_list(&[StoredReport::COLUMNS]);
    let sql = format!("SELECT {columns} FROM report WHERE run = ?1 ORDER BY position");
    database.all(&sql, &params![run], |row| {
        let stored = Columns::new(row).read_readable::<StoredReport<'_>>();
        Ok(stored.map(|stored| {
            let StoredReport { run, position, job, channel, started, ended, outcome, figures, error, failure } = stored;
            ReportRow { run, position, job, channel, started, ended, outcome, figures, error, failure }.digest()
        }))
    })
}

impl Store {
    /// Passes a run to `each`, if there is one with that number, with the names of its columns whose values have an
    /// unexpected type.
    pub(crate) fn with_run(&self, id: i64, each: &mut dyn FnMut(StoredRun<'_>, &[&'static str])) -> Result<()> {
        with_run(self.settled()?, id, each)
    }

    /// Returns the digest of a run's row; `None` if there is no such run, or if it cannot be read.
    pub(crate) fn run_digest(&self, id: i64) -> Result<Option<Digest>> {
        run_digest(self.settled()?, id)
    }

    /// Returns the digests of a run's reports in their order; `None` for one that cannot be read.
    pub(crate) fn report_digests(&self, run: i64) -> Result<Vec<Option<Digest>>> {
        report_digests(self.settled()?, run)
    }

    /// Passes the number of each run to `each` that is not between 1 and `last`.
    pub(crate) fn for_each_run_beyond(&self, last: i64, each: &mut dyn FnMut(i64)) -> Result<()> {
        for_each_row(
            self.settled()?,
            "SELECT id FROM run WHERE id < 1 OR id > ?1",
            &params![last],
            &mut |mut columns| {
                each(columns.next_or_default());
                Ok(())
            },
        )
    }
}
