//! Removing the reports of old runs. The runs themselves stay, since entries of the audit trail name them.

use std::ops::ControlFlow;

use super::database::params;
use super::error::Result;
use super::handle::Store;
use super::transaction::Transaction;
use crate::model::Timestamp;
use crate::trail::{Event, Note, ReportsPruned};

/// Runs whose reports can be removed, one after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OldRuns {
    /// The number of the last one.
    pub(crate) last: i64,
    pub(crate) count: u64,
}

impl Store {
    /// Returns the number of the last run whose reports were removed, as were those of all runs before it; 0 if none were.
    pub(crate) fn pruned_runs(&self) -> Result<i64> {
        let sql = "SELECT details FROM entry WHERE event = ?1 AND first IS NULL ORDER BY id DESC LIMIT 1";
        let note = self
            .settled()?
            .one(sql, &params![Event::Pruned.name()], |row| Ok(Note::read(Event::Pruned, row.get(0)?)))?;
        Ok(match note.flatten() {
            Some(Note::Pruned(ReportsPruned { runs })) => runs,
            _ => 0,
        })
    }

    /// Returns the first runs that began before that time and still have their reports, at most `limit`; `None` if there are
    /// none.
    pub(crate) fn old_runs(&self, before: Timestamp, limit: usize) -> Result<Option<OldRuns>> {
        let sql = "SELECT id, started FROM run WHERE id > ?1 ORDER BY id LIMIT ?2";
        let mut old = None;
        self.settled()?.each(sql, &params![self.pruned_runs()?, limit], |row| -> Result<_> {
            if row.get::<i64>(1)? >= before.0 {
                return Ok(ControlFlow::Break(()));
            }
            let count = old.map_or(1, |old: OldRuns| old.count + 1);
            old = Some(OldRuns { last: row.get(0)?, count });
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(old)
    }
}

impl Transaction<'_> {
    /// Removes the reports of all runs up to the one with that number; returns how many there were.
    pub(crate) fn prune_reports(&self, last: i64) -> Result<u64> {
        let removed = self.settled()?.execute("DELETE FROM report WHERE run <= ?1", &params![last])?;
        self.add_note(&Note::Pruned(ReportsPruned { runs: last }));
        Ok(removed as u64)
    }
}
