//! The report as a whole, and reading it.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::corrections::{CorrectionCounter, CorrectionFigures};
use super::days::{OperationCounter, OperationFigures, StateCounts};
use super::failures::{FailureCounter, FailureFigures};
use super::local_days::local_day;
use super::request::{ReportRequest, ReportScope};
use super::runs::{RunCounter, RunSummary};
use super::waiting::{WaitingCounter, WaitingFigures};
use crate::engine::channels::missing_counters_of;
use crate::engine::error::EngineError;
use crate::engine::status::{Status, StatusRequest};
use crate::lock::LockHolder;
use crate::model::{ChannelKey, Code, OperationId, State, Timestamp};
use crate::store::{ChannelRow, OperationScope, Store};
use crate::witness::Anchor;

/// How many of the oldest operations are listed.
const LISTED: usize = 100;

/// What a report tells.
#[derive(Debug)]
pub(crate) struct PeriodReport {
    pub(crate) request: ReportRequest,
    /// How things stand at the moment at which it was made.
    pub(crate) status: Status,
    /// The end of the audit trail.
    pub(crate) anchor: Anchor,
    pub(crate) calendar: Calendar,
    pub(crate) waiting: WaitingFigures,
    pub(crate) operations: OperationFigures,
    pub(crate) failures: FailureFigures,
    pub(crate) corrections: CorrectionFigures,
    pub(crate) channels: Vec<ReportedChannel>,
    pub(crate) runs: RunSummary,
    /// The oldest operations that have not gone through; `None` unless they are to be listed.
    pub(crate) open: Option<Vec<ReportedOperation>>,
}

/// A channel that the store knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReportedChannel {
    pub(crate) key: ChannelKey,
    pub(crate) name: String,
    /// How many counters below its bookmarks no row had.
    pub(crate) missing: u64,
    /// Its operations of the period.
    pub(crate) operations: StateCounts,
}

/// An operation that has not gone through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReportedOperation {
    pub(crate) id: OperationId,
    pub(crate) channel: String,
    pub(crate) state: State,
    pub(crate) at: Timestamp,
    pub(crate) codes: Vec<Code>,
}

impl PeriodReport {
    /// Reads a report. `status` says what beside the channels of the request is looked at; for `holder` see [`Status::read`].
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) fn read(
        store: &Store,
        request: ReportRequest,
        status: StatusRequest<'_>,
        holder: impl Fn() -> Option<LockHolder>,
    ) -> Result<Self, EngineError> {
        let names = request.scope.channels.clone().unwrap_or_default();
        let status = Status::read(store, StatusRequest { channels: &names, ..status }, holder)?;
        let store = store.snapshot()?;
        let rows = rows_of(store.channels()?, &request.scope);
        let keys: Vec<_> = rows.iter().map(|row| row.key).collect();
        let limited = request.scope.channels.is_some().then(|| keys.clone());
        let scope = OperationScope { from: request.scope.from, to: request.scope.to, channels: limited };
        let mut corrected = CorrectionCounter::default();
        store.for_each_correction(|correction| corrected.note(correction, &request.scope))?;
        let mut counted = OperationCounter::new(&corrected.touched);
        let mut waited = WaitingCounter::default();
        store.for_each_counted(&scope, |operation| {
            counted.count(&operation);
            waited.count(&operation);
        })?;
        let (first, last) = days_of(&request.scope, status.now);
        let calendar = Calendar::new(&counted.days(), first, last);
        let waiting = read_waiting(&store, &scope, &calendar, waited, &keys)?;
        let mut failed = FailureCounter::default();
        store.for_each_failure(&scope, |failure| failed.note(&failure))?;
        store.for_each_wrong_value(&scope, |value| failed.note_value(value))?;
        let standings = store.standings(&corrected.operations())?;
        let mut runs = RunCounter::default();
        let (from, to) = (request.scope.from, request.scope.to);
        store.for_each_run_since(from, to, |outcome, started, ended| runs.count(outcome, started, ended))?;
        store.for_each_job_since(from, to, |job| runs.count_job(&job))?;
        Ok(Self {
            anchor: store.anchor()?,
            waiting,
            operations: counted.figures(&calendar),
            failures: failed.figures(&calendar),
            corrections: corrected.figures(&standings, scope.channels.as_deref(), request.with_people),
            channels: read_channels(&store, &rows, &counted)?,
            runs: runs.figures(),
            open: request.with_operations.then(|| read_open(&store, &scope, &rows)).transpose()?,
            calendar,
            status,
            request,
        })
    }

    /// Returns the name of a channel.
    pub(crate) fn channel_name(&self, key: ChannelKey) -> &str {
        self.channels.iter().find(|channel| channel.key == key).map_or("", |channel| channel.name.as_str())
    }
}

/// Returns the channels of a scope that the store knows.
fn rows_of(mut rows: Vec<ChannelRow>, scope: &ReportScope) -> Vec<ChannelRow> {
    if let Some(names) = &scope.channels {
        rows.retain(|row| names.contains(&row.name));
    }
    rows
}

/// Returns the first and the last day of a period. One that has a beginning goes on until now.
fn days_of(scope: &ReportScope, now: Timestamp) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let date = |at: Timestamp| local_day(at).date();
    let last = match (scope.from, scope.to) {
        (_, Some(to)) => Some(to.min(now)),
        (Some(_), None) => Some(now),
        (None, None) => None,
    };
    (scope.from.map(date), last.map(date))
}

fn read_waiting(
    store: &Store,
    scope: &OperationScope,
    calendar: &Calendar,
    mut waited: WaitingCounter,
    channels: &[ChannelKey],
) -> Result<WaitingFigures, EngineError> {
    if let Some((first, last)) = waited.range() {
        let mut near = 0;
        store.for_each_step(first, last, |at, step| waited.note(at, step, &mut near))?;
    }
    let settled: HashSet<_> = store.creations_nobody_waits_for(scope)?.into_iter().collect();
    Ok(waited.figures(calendar, &settled, channels))
}

fn read_channels(
    store: &Store,
    rows: &[ChannelRow],
    counted: &OperationCounter<'_>,
) -> Result<Vec<ReportedChannel>, EngineError> {
    let read = |row: &ChannelRow| {
        Ok(ReportedChannel {
            key: row.key,
            name: row.name.clone(),
            missing: missing_counters_of(store, row)?,
            operations: counted.by_channel.get(&row.key).copied().unwrap_or_default(),
        })
    };
    rows.iter().map(read).collect()
}

fn read_open(
    store: &Store,
    scope: &OperationScope,
    rows: &[ChannelRow],
) -> Result<Vec<ReportedOperation>, EngineError> {
    let name =
        |key: ChannelKey| rows.iter().find(|row| row.key == key).map_or_else(String::new, |row| row.name.clone());
    let open = store.oldest_open(scope, LISTED)?.into_iter();
    Ok(open
        .map(|line| ReportedOperation {
            id: line.id,
            channel: name(line.channel),
            state: line.state,
            at: line.at,
            codes: line.codes,
        })
        .collect())
}
