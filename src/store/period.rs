//! What a report on a period counts: rows that have numbers and words of the program, passed on one at a time.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::database::{Param, among, ids, params};
use super::error::{Result, unreadable};
use super::handle::Store;
use super::stored_values::state_of;
use crate::model::{Action, ChannelKey, Code, Job, OperationId, Outcome, Reason, RecordKind, State, Timestamp};
use crate::trail::{Event, Step, Steps, edited_fields};

/// The fields whose values name something that is the same for many customers: a wrong one tells of a channel, not of a person.
pub(crate) const REFERENCE_FIELDS: [&str; 6] =
    ["Country", "Currency", "LanguageId", "CustGroup", "Affiliation", "AttributeName"];

/// Which operations are counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct OperationScope {
    /// The first and the last timestamp; `None` for any.
    pub(crate) from: Option<Timestamp>,
    pub(crate) to: Option<Timestamp>,
    /// `None` for those of all channels.
    pub(crate) channels: Option<Vec<ChannelKey>>,
}

impl OperationScope {
    /// Returns the conditions on `o`, each with ` AND ` in front, and their parameters.
    fn conditions(&self) -> (String, Vec<Param<'static>>) {
        let (mut conditions, mut parameters) = (Vec::new(), Vec::new());
        for (sign, time) in [(">=", self.from), ("<=", self.to)] {
            if let Some(time) = time {
                parameters.push(time.0.into());
                conditions.push(format!(" AND o.at {sign} ?{}", parameters.len()));
            }
        }
        if let Some(channels) = &self.channels {
            parameters.push(ids(channels.iter().map(|channel| channel.0)));
            // The sign keeps SQLite from going through the index of sources, which is in another order than the rows.
            conditions.push(format!(" AND {}", among("+o.channel", parameters.len())));
        }
        (conditions.concat(), parameters)
    }
}

/// The numbers of an operation that a report counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CountedOperation {
    pub(crate) id: OperationId,
    pub(crate) channel: ChannelKey,
    pub(crate) state: State,
    /// Whether it creates a customer.
    pub(crate) is_creation: bool,
    pub(crate) at: Timestamp,
    pub(crate) received: Timestamp,
}

/// A problem with which an operation failed, now or at an earlier attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CountedFailure<'r> {
    pub(crate) id: OperationId,
    pub(crate) channel: ChannelKey,
    /// The present state of the operation.
    pub(crate) state: State,
    pub(crate) at: Timestamp,
    pub(crate) received: Timestamp,
    pub(crate) code: Code,
    pub(crate) field: &'r str,
    /// Whether the operation has the problem since its last attempt.
    pub(crate) is_present: bool,
}

/// How many operations of a channel failed for a wrong value of a field of [`REFERENCE_FIELDS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CountedValue {
    pub(crate) field: String,
    pub(crate) value: String,
    /// The right value; empty if there could be two.
    pub(crate) proposal: String,
    pub(crate) channel: ChannelKey,
    pub(crate) operations: u64,
}

/// What a person did to operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CountedCorrection {
    pub(crate) at: Timestamp,
    pub(crate) event: Event,
    pub(crate) actor: String,
    /// The fields that were edited.
    pub(crate) fields: Vec<String>,
    pub(crate) operations: Vec<OperationId>,
}

/// What a run did for one job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CountedJob {
    pub(crate) job: Job,
    /// From the beginning on the first channel to the end on the last one.
    pub(crate) started: Timestamp,
    pub(crate) ended: Timestamp,
    /// On how many channels it did not succeed.
    pub(crate) failed: u64,
}

/// An operation that has not gone through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OpenLine {
    pub(crate) id: OperationId,
    pub(crate) channel: ChannelKey,
    pub(crate) state: State,
    pub(crate) at: Timestamp,
    /// Each once.
    pub(crate) codes: Vec<Code>,
}

impl Store {
    /// Passes the numbers of each operation in a scope to `each`, in no order.
    pub(crate) fn for_each_counted(
        &self,
        scope: &OperationScope,
        mut each: impl FnMut(CountedOperation),
    ) -> Result<()> {
        let (conditions, parameters) = scope.conditions();
        let sql = format!(
            "SELECT o.id, o.channel, o.state, o.kind, o.action, o.at, o.received FROM operation o WHERE o.id > 0{conditions}"
        );
        self.settled()?.each(&sql, &parameters, |row| -> Result<_> {
            let (kind, action): (i64, Option<i64>) = (row.get(3)?, row.get(4)?);
            each(CountedOperation {
                id: OperationId(row.get(0)?),
                channel: ChannelKey(row.get(1)?),
                state: state_of(row.get(2)?)?,
                is_creation: kind == RecordKind::Customer.index() as i64 && action == Some(Action::Create as i64),
                at: Timestamp(row.get(5)?),
                received: Timestamp(row.get(6)?),
            });
            Ok(ControlFlow::Continue(()))
        })
    }

    /// Passes each step after the receipt of the operations in a range to `each`, with its time: entry by entry, in the order
    /// of the trail, and within an entry in the order of the operations. What the trail took over from before it began has no
    /// time.
    pub(crate) fn for_each_step(
        &self,
        first: OperationId,
        last: OperationId,
        mut each: impl FnMut(Timestamp, &Step),
    ) -> Result<()> {
        // The signs keep SQLite from going through an index: sorted afterwards, the steps of all entries would be copied.
        let sql = "SELECT at, steps FROM entry
             WHERE +first <= ?2 AND +last >= ?1 AND event NOT IN (?3, ?4) ORDER BY id";
        let [received, adopted] = [Event::Received, Event::Adopted].map(Event::name);
        self.settled()?.each(sql, &params![first.0, last.0, received, adopted], |row| -> Result<_> {
            let at = Timestamp(row.get(0)?);
            let steps = Steps::new(row.get(1)?).ok_or_else(|| unreadable("the steps of an entry"))?;
            for step in steps.within(first.0, last.0) {
                each(at, &step.ok_or_else(|| unreadable("a step of an entry"))?);
            }
            Ok(ControlFlow::Continue(()))
        })
    }

    /// Returns the creations in a scope that have not gone through although their customers have an account, from another
    /// creation: nobody waits for them.
    pub(crate) fn creations_nobody_waits_for(&self, scope: &OperationScope) -> Result<Vec<OperationId>> {
        let (conditions, parameters) = scope.conditions();
        let mut found = Vec::new();
        for state in State::OPEN {
            // The literal lets SQLite use the index of the state, and `CROSS JOIN` has it read the operations first.
            let sql = format!(
                "SELECT o.id FROM operation o CROSS JOIN customer c ON c.id = o.customer
                 WHERE o.state = {} AND o.kind = {} AND o.action = {} AND c.account IS NOT NULL{conditions}",
                state.index(),
                RecordKind::Customer.index(),
                Action::Create as i64,
            );
            found.extend(self.settled()?.all(&sql, &parameters, |row| row.get(0).map(OperationId))?);
        }
        Ok(found)
    }

    /// Passes each problem with which operations in a scope failed to `each`. What is wrong with operations that wait is no
    /// failure.
    pub(crate) fn for_each_failure(
        &self,
        scope: &OperationScope,
        mut each: impl FnMut(CountedFailure<'_>),
    ) -> Result<()> {
        let (conditions, parameters) = scope.conditions();
        for (table, is_present) in [("problem", true), ("past_problem", false)] {
            let has_failed = if is_present { HAS_FAILED } else { "" };
            let sql = format!(
                "SELECT o.id, o.channel, o.state, o.at, o.received, p.reason, p.field
                 FROM {table} p CROSS JOIN operation o ON o.id = p.operation WHERE o.id > 0{has_failed}{conditions}"
            );
            self.settled()?.each(&sql, &parameters, |row| -> Result<_> {
                each(CountedFailure {
                    id: OperationId(row.get(0)?),
                    channel: ChannelKey(row.get(1)?),
                    state: state_of(row.get(2)?)?,
                    at: Timestamp(row.get(3)?),
                    received: Timestamp(row.get(4)?),
                    code: code_of(row.get(5)?)?,
                    field: row.get(6)?,
                    is_present,
                });
                Ok(ControlFlow::Continue(()))
            })?;
        }
        Ok(())
    }

    /// Passes the wrong values of [`REFERENCE_FIELDS`] of operations in a scope to `each`: each value once for each channel.
    pub(crate) fn for_each_wrong_value(
        &self,
        scope: &OperationScope,
        mut each: impl FnMut(CountedValue),
    ) -> Result<()> {
        let (conditions, parameters) = scope.conditions();
        let fields = REFERENCE_FIELDS.map(|field| format!("'{field}'")).join(", ");
        let select = |table: &str, has_failed: &str| {
            format!(
                "SELECT p.field AS field, p.value AS value, p.suggestion AS suggestion, o.channel AS channel, o.id AS operation
                 FROM {table} p CROSS JOIN operation o ON o.id = p.operation
                 WHERE p.value <> '' AND p.field IN ({fields}){has_failed}{conditions}"
            )
        };
        let sql = format!(
            "SELECT field, value, min(suggestion), channel, count(DISTINCT operation)
             FROM ({} UNION ALL {}) AS seen GROUP BY field, value, channel",
            select("problem", HAS_FAILED),
            select("past_problem", "")
        );
        self.settled()?.each(&sql, &parameters, |row| -> Result<_> {
            each(CountedValue {
                field: row.get(0)?,
                value: row.get(1)?,
                proposal: row.get(2)?,
                channel: ChannelKey(row.get(3)?),
                operations: row.get(4)?,
            });
            Ok(ControlFlow::Continue(()))
        })
    }

    /// Passes what people ever did to operations to `each`, in order.
    pub(crate) fn for_each_correction(&self, mut each: impl FnMut(CountedCorrection)) -> Result<()> {
        let sql = "SELECT at, actor, event, details, steps FROM entry
             WHERE event IN (?1, ?2, ?3) AND first IS NOT NULL ORDER BY id";
        let events = [Event::Edited, Event::Resynced, Event::Dismissed].map(Event::name);
        self.settled()?.each(sql, &params![events[0], events[1], events[2]], |row| -> Result<_> {
            let event = Event::from_name(row.get(2)?).ok_or_else(|| unreadable("an entry's event"))?;
            let edited = edited_fields(row.get(3)?).ok_or_else(|| unreadable("an entry's details"))?;
            let steps = Steps::new(row.get(4)?).ok_or_else(|| unreadable("the steps of an entry"))?;
            let steps: Option<Vec<_>> = steps.all().map(|step| step.map(|step| OperationId(step.operation))).collect();
            each(CountedCorrection {
                at: Timestamp(row.get(0)?),
                event,
                actor: row.get(1)?,
                fields: edited.into_iter().map(|change| change.field).collect(),
                operations: steps.ok_or_else(|| unreadable("a step of an entry"))?,
            });
            Ok(ControlFlow::Continue(()))
        })
    }

    /// Returns channel and state of operations.
    pub(crate) fn standings(&self, operations: &[OperationId]) -> Result<HashMap<OperationId, (ChannelKey, State)>> {
        /// As many as one statement asks for.
        const CHUNK: usize = 10_000;
        let sql = format!("SELECT id, channel, state FROM operation WHERE {}", among("id", 1));
        let mut standings = HashMap::with_capacity(operations.len());
        for chunk in operations.chunks(CHUNK) {
            self.settled()?.each(&sql, &[ids(chunk.iter().map(|id| id.0))], |row| -> Result<_> {
                standings.insert(OperationId(row.get(0)?), (ChannelKey(row.get(1)?), state_of(row.get(2)?)?));
                Ok(ControlFlow::Continue(()))
            })?;
        }
        Ok(standings)
    }

    /// Passes outcome, beginning and end of each run that began in a period to `each`; one that was killed, or is at work, has no
    /// end.
    pub(crate) fn for_each_run_since(
        &self,
        from: Option<Timestamp>,
        to: Option<Timestamp>,
        mut each: impl FnMut(Outcome, Timestamp, Option<Timestamp>),
    ) -> Result<()> {
        let sql = "SELECT outcome, started, ended FROM run WHERE started BETWEEN ?1 AND ?2";
        self.settled()?.each(sql, &between(from, to), |row| -> Result<_> {
            let ended = row.get::<Option<i64>>(2)?.map(Timestamp);
            each(outcome_of(row.get(0)?)?, Timestamp(row.get(1)?), ended);
            Ok(ControlFlow::Continue(()))
        })
    }

    /// Passes what each run that began in a period did for each of its jobs to `each`. Reports of old runs may have been removed.
    pub(crate) fn for_each_job_since(
        &self,
        from: Option<Timestamp>,
        to: Option<Timestamp>,
        mut each: impl FnMut(CountedJob),
    ) -> Result<()> {
        let sql = "SELECT p.job, min(p.started), max(p.ended), sum(CASE p.outcome WHEN 'succeeded' THEN 0 ELSE 1 END)
             FROM report p JOIN run r ON r.id = p.run WHERE r.started BETWEEN ?1 AND ?2 GROUP BY p.run, p.job";
        self.settled()?.each(sql, &between(from, to), |row| -> Result<_> {
            let job: &str = row.get(0)?;
            each(CountedJob {
                job: job.parse().map_err(|()| unreadable("a run's job"))?,
                started: Timestamp(row.get(1)?),
                ended: Timestamp(row.get(2)?),
                failed: row.get(3)?,
            });
            Ok(ControlFlow::Continue(()))
        })
    }

    /// Returns the oldest operations in a scope that have not gone through, oldest first.
    pub(crate) fn oldest_open(&self, scope: &OperationScope, limit: usize) -> Result<Vec<OpenLine>> {
        let (conditions, parameters) = scope.conditions();
        let mut open = Vec::new();
        for state in State::OPEN {
            let sql = format!(
                "SELECT o.id, o.channel, o.at FROM operation o WHERE o.state = {}{conditions} ORDER BY o.at, o.id LIMIT {limit}",
                state.index()
            );
            open.extend(self.settled()?.all(&sql, &parameters, |row| {
                let (id, channel) = (OperationId(row.get(0)?), ChannelKey(row.get(1)?));
                Ok(OpenLine { id, channel, state, at: Timestamp(row.get(2)?), codes: Vec::new() })
            })?);
        }
        open.sort_by_key(|line| (line.at, line.id));
        open.truncate(limit);
        let sql = format!(
            "SELECT operation, reason FROM problem WHERE {} ORDER BY operation, position",
            among("operation", 1)
        );
        let mut codes: HashMap<i64, Vec<Code>> = HashMap::new();
        self.settled()?.each(&sql, &[ids(open.iter().map(|line| line.id.0))], |row| -> Result<_> {
            let code = code_of(row.get(1)?)?;
            let known = codes.entry(row.get(0)?).or_default();
            if !known.contains(&code) {
                known.push(code);
            }
            Ok(ControlFlow::Continue(()))
        })?;
        for line in &mut open {
            line.codes = codes.remove(&line.id.0).unwrap_or_default();
        }
        Ok(open)
    }
}

/// The condition that the present problems of an operation are those of a failure.
const HAS_FAILED: &str = " AND o.state IN (2, 5)";

/// Returns the parameters of a period that may have no beginning or no end.
fn between(from: Option<Timestamp>, to: Option<Timestamp>) -> [Param<'static>; 2] {
    params![from.map_or(i64::MIN, |from| from.0), to.map_or(i64::MAX, |to| to.0)]
}

fn code_of(reason: &str) -> Result<Code> {
    Reason::from_id(reason).map(Reason::code).ok_or_else(|| unreadable("a problem's reason"))
}

fn outcome_of(name: &str) -> Result<Outcome> {
    Outcome::from_name(name).ok_or_else(|| unreadable("a run's outcome"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::Access;
    use super::super::explanation::plan_of;
    use super::*;
    use crate::clock::Clock;

    #[test]
    fn the_scope_is_part_of_each_statement() {
        let scope =
            OperationScope { from: Some(Timestamp(1)), to: Some(Timestamp(9)), channels: Some(vec![ChannelKey(7)]) };
        let (conditions, parameters) = scope.conditions();
        assert_eq!(conditions, " AND o.at >= ?1 AND o.at <= ?2 AND +o.channel IN (SELECT value FROM json_each(?3))");
        assert_eq!(parameters.len(), 3);
        assert_eq!(OperationScope::default().conditions(), (String::new(), Vec::new()));
    }

    #[test]
    fn problems_are_read_before_their_operations() {
        // Of a store that is not there a rehearsal is in memory.
        let store = Store::open(&Path::new("").into(), Access::Rehearse, Clock::system(), "tester").unwrap();
        let sql = "SELECT o.id FROM problem p CROSS JOIN operation o ON o.id = p.operation WHERE o.id > 0 AND o.state IN (2, 5)";
        let plan = plan_of(&store, sql, &[]).unwrap().join("\n");
        assert!(plan.lines().next().is_some_and(|line| line.contains(" p ")), "{plan}");
    }
}
