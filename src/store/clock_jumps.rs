//! Runs whose clock was far from the last run's, and what such a clock made of the times of receipts.

use std::time::Duration;

use super::database::params;
use super::error::Result;
use super::handle::Store;
use super::transaction::Transaction;
use crate::model::{ClockJump, OperationId, Timestamp};
use crate::trail::{ClockJumped, Event, Note};

/// How many runs tell whether their times follow a schedule.
const RUNS: i64 = 4;

/// Operations that were received, from the first to the last, while the clock was behind. They were received after that time
/// by the clocks of earlier runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MisdatedReceipts {
    pub(crate) first: OperationId,
    pub(crate) last: OperationId,
    pub(crate) after: Timestamp,
}

impl Store {
    /// Returns how far the clock is from the last run, if that is further than `patience` and no schedule explains it.
    pub(crate) fn clock_jump(&self, patience: Duration) -> Result<Option<ClockJump>> {
        let sql = "SELECT started, coalesce(ended, started) FROM run ORDER BY id DESC LIMIT ?1";
        let times =
            self.settled()?.all(sql, &params![RUNS], |row| Ok((Timestamp(row.get(0)?), Timestamp(row.get(1)?))))?;
        let Some((_, before)) = times.first().copied() else { return Ok(None) };
        let starts: Vec<_> = times.iter().map(|(started, _)| *started).collect();
        Ok(ClockJump::between(before, self.now(), patience, &starts))
    }

    /// Returns the jump with which the newest run began; `None` if its clock was near to the last run's.
    pub(crate) fn last_clock_jump(&self) -> Result<Option<(i64, ClockJump)>> {
        let sql =
            "SELECT run, details FROM entry WHERE event = ?1 AND first IS NULL AND run = (SELECT max(id) FROM run)
                   ORDER BY id DESC LIMIT 1";
        let found = self.settled()?.one(sql, &params![Event::ClockJumped.name()], |row| {
            let run = row.get(0)?;
            Ok(jump_of(row.get(1)?).map(|jump| (run, jump)))
        })?;
        Ok(found.flatten())
    }

    /// Returns what was received while the clock was behind, unless it was received before `limit` by any clock.
    pub(crate) fn misdated_receipts(&self, limit: Timestamp) -> Result<Vec<MisdatedReceipts>> {
        let sql = "SELECT id, run, details FROM entry WHERE event = ?1 AND first IS NULL";
        let jumps = self.settled()?.all(sql, &params![Event::ClockJumped.name()], |row| {
            Ok((row.get(0)?, row.get(1)?, jump_of(row.get(2)?)))
        })?;
        let mut misdated = Vec::new();
        for (entry, run, jump) in jumps {
            let Some(after) = jump.filter(|jump| !jump.is_ahead()).map(|jump| jump.before) else { continue };
            if after > limit {
                let receipts = self.receipts(entry, run)?;
                misdated.extend(receipts.map(|(first, last)| MisdatedReceipts { first, last, after }));
            }
        }
        Ok(misdated)
    }

    /// Returns the first and the last operation that a run received, one of whose first entries is `entry`.
    fn receipts(&self, entry: i64, run: Option<i64>) -> Result<Option<(OperationId, OperationId)>> {
        let sql =
            "SELECT min(first), max(last) FROM entry WHERE event = ?1 AND run = ?2 AND id BETWEEN ?3 AND coalesce(
               (SELECT min(id) FROM entry WHERE event = ?4 AND first IS NULL AND id > ?3 AND run > ?2), ?5)";
        let parameters = params![Event::Received.name(), run, entry, Event::Began.name(), i64::MAX];
        let (first, last): (Option<i64>, Option<i64>) =
            self.settled()?.only(sql, &parameters, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(first.zip(last).map(|(first, last)| (OperationId(first), OperationId(last))))
    }
}

impl Transaction<'_> {
    /// Notes that the clock of the run that begins is far from the last run's.
    pub(crate) fn note_clock_jump(&self, jump: &ClockJump) {
        self.add_note(&Note::ClockJumped(ClockJumped { before: jump.before.0, now: jump.now.0 }));
    }
}

fn jump_of(details: &str) -> Option<ClockJump> {
    match Note::read(Event::ClockJumped, details)? {
        Note::ClockJumped(ClockJumped { before, now }) => {
            Some(ClockJump { before: Timestamp(before), now: Timestamp(now) })
        }
        _ => None,
    }
}
