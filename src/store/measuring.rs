//! What is counted for monitors besides the operations in each state.

use std::ops::ControlFlow;
use std::time::Duration;

use super::database::params;
use super::error::Result;
use super::handle::Store;
use crate::model::{Action, ChannelKey, RecordKind, State, Timestamp};

impl Store {
    /// Returns how many failed and waiting operations have each problem, by channel and code.
    pub(crate) fn problem_counts(&self) -> Result<Vec<(ChannelKey, String, u64)>> {
        let mut counts: Vec<(ChannelKey, String, u64)> = Vec::new();
        for state in [State::Waiting, State::Failed] {
            // The literal lets SQLite use the partial index.
            let sql = format!(
                "SELECT o.channel, p.code, count(DISTINCT o.id) FROM operation o CROSS JOIN problem p ON p.operation = o.id
                 WHERE o.state = {} GROUP BY o.channel, p.code",
                state.index()
            );
            let of_state =
                self.settled()?.all(&sql, &[], |row| Ok((ChannelKey(row.get(0)?), row.get(1)?, row.get(2)?)))?;
            for (channel, code, count) in of_state {
                match counts.iter_mut().find(|known| known.0 == channel && known.1 == code) {
                    Some(known) => known.2 = known.2.saturating_add(count),
                    None => counts.push((channel, code, count)),
                }
            }
        }
        Ok(counts)
    }

    /// Returns how long customers waited for the result of their creation, of those creations that were received since then
    /// and whose channel has the result.
    pub(crate) fn waits_of_creations(&self, since: Timestamp) -> Result<Vec<Duration>> {
        // Numbers are in the order of receipt: it reads no further than it has to.
        let sql = "SELECT o.kind, o.action, o.state, o.at, o.received, coalesce(r.ended, r.started)
                   FROM operation o LEFT JOIN run r ON r.id = o.run ORDER BY o.id DESC";
        let mut waits = Vec::new();
        self.settled()?.each(sql, &params![], |row| -> Result<_> {
            let received: i64 = row.get(4)?;
            if received < since.0 {
                return Ok(ControlFlow::Break(()));
            }
            let (kind, action, state): (i64, Option<i64>, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let is_creation = kind == RecordKind::Customer.index() as i64 && action == Some(Action::Create as i64);
            let arrived: Option<i64> = row.get(5)?;
            if let (true, Some(arrived)) = (is_creation && state == State::Completed.index() as i64, arrived) {
                // A channel whose clock is ahead made it no later than headquarters got it.
                let made = row.get::<i64>(3)?.min(received);
                waits.push(Timestamp(arrived).since(Timestamp(made)));
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(waits)
    }
}
