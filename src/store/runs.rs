//! The history of runs.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::time::Duration;

use super::database::{Param, Row, among, ids, params};
use super::error::{Result, unreadable};
use super::evidence::contacts_digest;
use super::handle::Store;
use super::place::PlaceError;
use super::server_lock;
use super::stored_values::{failure_columns, failure_of};
use super::transaction::Transaction;
use crate::model::{IdleChannels, Job, JobReport, Outcome, Run, Timestamp, hex};
use crate::trail::{Event, JobEnded, KilledRun, Note, ReportRow, RunBegan, RunEnded};

const RUN: &str = "SELECT id, jobs, actor, started, ended, outcome, idle FROM run";

impl Store {
    /// Returns the newest runs, newest first.
    pub(crate) fn runs(&self, limit: Option<usize>) -> Result<Vec<Run>> {
        self.runs_where("ORDER BY id DESC LIMIT ?1", limit.unwrap_or(usize::MAX).into())
    }

    /// Returns the run with that number; `None` if there is no such run.
    pub(crate) fn run(&self, id: i64) -> Result<Option<Run>> {
        Ok(self.runs_where("WHERE id = ?1", id.into())?.pop())
    }

    /// Returns the number of the newest run that has ended; `None` if there is none.
    pub(crate) fn last_ended_run(&self) -> Result<Option<i64>> {
        let sql = "SELECT id FROM run WHERE ended IS NOT NULL ORDER BY id DESC LIMIT 1";
        self.settled()?.one(sql, &[], |row| row.get(0))
    }

    /// Returns the newest run that included the job.
    pub(crate) fn last_run_of(&self, job: Job) -> Result<Option<Run>> {
        // Backwards from the newest: the first one with the job is near.
        let sql = "SELECT id FROM run WHERE ' ' || jobs || ' ' LIKE ?1 ORDER BY id DESC LIMIT 1";
        let id = self.settled()?.one(sql, &params![format!("% {} %", job.name())], |row| row.get(0))?;
        match id {
            Some(id) => self.run(id),
            None => Ok(None),
        }
    }

    /// Returns when a job last succeeded that works on no channel; `None` if no report says so.
    pub(crate) fn last_success(&self, job: Job) -> Result<Option<Timestamp>> {
        let sql = "SELECT ended FROM report WHERE job = ?1 AND outcome = ?2 ORDER BY run DESC, position DESC LIMIT 1";
        let parameters = params![job.name(), Outcome::Succeeded.name()];
        self.settled()?.one(sql, &parameters, |row| row.get(0).map(Timestamp))
    }

    /// Returns the newest run that succeeded as a whole and had the job to do: its number, and when it ended.
    pub(crate) fn last_successful_run(&self, job: Job) -> Result<Option<(i64, Timestamp)>> {
        let sql = "SELECT id, ended FROM run WHERE ' ' || jobs || ' ' LIKE ?1 AND outcome = ?2 AND ended IS NOT NULL
             ORDER BY id DESC LIMIT 1";
        let parameters = params![format!("% {} %", job.name()), Outcome::Succeeded.name()];
        self.settled()?.one(sql, &parameters, |row| Ok((row.get(0)?, Timestamp(row.get(1)?))))
    }

    /// Returns the newest runs of those after the one with that number, newest first.
    pub(crate) fn runs_after(&self, run: i64, limit: usize) -> Result<Vec<Run>> {
        self.runs_where(&format!("WHERE id > ?1 ORDER BY id DESC LIMIT {limit}"), run.into())
    }

    /// Returns how long the newest runs of exactly these jobs took that have ended, newest first.
    pub(crate) fn last_durations(&self, jobs: &[Job], limit: usize) -> Result<Vec<Duration>> {
        let jobs: Vec<_> = jobs.iter().map(|job| job.name()).collect();
        let sql = "SELECT ended - started FROM run WHERE jobs = ?1 AND ended IS NOT NULL ORDER BY id DESC LIMIT ?2";
        self.settled()?.all(sql, &params![jobs.join(" "), limit], |row| row.get(0).map(duration))
    }

    /// Returns the longest time that a job took on a channel in the newest runs; `None` if none of them has a report on it.
    pub(crate) fn longest_job(&self, job: Job, channel: Option<&str>, runs: usize) -> Result<Option<Duration>> {
        let sql = "SELECT max(ended - started) FROM report
             WHERE run IN (SELECT id FROM run WHERE ended IS NOT NULL ORDER BY id DESC LIMIT ?3)
               AND job = ?1 AND channel IS NOT DISTINCT FROM ?2";
        let longest: Option<i64> = self.settled()?.only(sql, &params![job.name(), channel, runs], |row| row.get(0))?;
        Ok(longest.map(duration))
    }

    fn runs_where(&self, clause: &str, parameter: Param<'_>) -> Result<Vec<Run>> {
        let mut runs = self.settled()?.all(&format!("{RUN} {clause}"), &[parameter], run_of)?;
        let pruned = self.pruned_runs()?;
        let mut reports = self.reports(&runs)?;
        for run in &mut runs {
            run.is_pruned = run.id <= pruned;
            run.reports = reports.remove(&run.id).unwrap_or_default();
        }
        Ok(runs)
    }

    /// Returns the reports of runs by the number of their run.
    fn reports(&self, runs: &[Run]) -> Result<HashMap<i64, Vec<JobReport>>> {
        let sql = format!(
            "SELECT run, job, channel, started, ended, outcome, figures, error, failure FROM report
             WHERE {} ORDER BY run, position",
            among("run", 1)
        );
        let mut reports: HashMap<i64, Vec<JobReport>> = HashMap::new();
        self.settled()?.each(&sql, &[ids(runs.iter().map(|run| run.id))], |row| -> Result<_> {
            reports.entry(row.get(0)?).or_default().push(report_of(row)?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(reports)
    }
}

impl Store {
    /// Whether a run may be at work while another one begins, as on a server: a file is locked for each of them.
    pub(crate) fn has_runs_side_by_side(&self) -> bool {
        self.database.sqlite().is_none()
    }
}

impl Transaction<'_> {
    /// Begins a run, which is in the history from now on, even if the program is killed. `channels` are the names of
    /// those that the jobs are limited to; empty for all. The entries of this transaction name the run.
    pub(crate) fn begin_run(&self, jobs: &[Job], channels: &[String], actor: &str, started: Timestamp) -> Result<i64> {
        let jobs = jobs.iter().map(|job| job.name()).collect::<Vec<_>>().join(" ");
        let id = self.database.only(
            "INSERT INTO run (id, jobs, actor, started, outcome)
             SELECT (SELECT coalesce(max(id), 0) + 1 FROM run), ?1, ?2, ?3, ?4 RETURNING id",
            &params![&jobs, actor, started.0, Outcome::Unfinished.name()],
            |row| row.get(0),
        )?;
        self.name_run(id);
        let killed = self.killed_run(id - 1)?;
        self.add_note(&Note::Began(RunBegan { jobs, channels: channels.to_vec(), started: started.0, killed }));
        Ok(id)
    }

    /// Returns what no entry says about a run that has no end; `None` if there is nothing.
    fn killed_run(&self, run: i64) -> Result<Option<KilledRun>> {
        if self.has_runs_side_by_side() && server_lock::is_at_work(&self.database, run)? {
            return Ok(None);
        }
        let sql = "SELECT idle FROM run WHERE id = ?1 AND ended IS NULL AND idle IS NOT NULL";
        let idle = self.database.one(sql, &params![run], |row| Ok(serde_json::from_str(row.get(0)?).ok()))?;
        Ok(idle.flatten().map(|idle| KilledRun { run, idle }))
    }

    /// Adds the report of one job on one channel.
    pub(crate) fn add_report(&self, run: i64, report: &JobReport) -> Result<()> {
        let (sentence, failure) = failure_columns(report.failure.as_ref());
        let figures = serde_json::to_string(&report.figures).map_err(|_| unreadable("a run's figures"))?;
        let sql = "SELECT coalesce(max(position) + 1, 0) FROM report WHERE run = ?1";
        let position = self.database.only(sql, &params![run], |row| row.get(0))?;
        let row = ReportRow {
            run,
            position,
            job: report.job.name(),
            channel: report.channel.as_deref(),
            started: report.started.0,
            ended: report.ended.0,
            outcome: report.outcome.name(),
            figures: &figures,
            error: sentence,
            failure: failure.as_deref(),
        };
        self.insert_report(&row)?;
        self.add_note(&Note::JobEnded(JobEnded { position, report: hex(&row.digest()) }));
        Ok(())
    }

    fn insert_report(&self, row: &ReportRow<'_>) -> Result<()> {
        self.database.execute(
            "INSERT INTO report (run, position, job, channel, started, ended, outcome, figures, error, failure)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            &params![
                row.run,
                row.position,
                row.job,
                row.channel,
                row.started,
                row.ended,
                row.outcome,
                row.figures,
                row.error,
                row.failure,
            ],
        )?;
        Ok(())
    }

    /// Writes on how many channels the jobs of a run had nothing to do.
    pub(crate) fn set_idle(&self, run: i64, idle: &IdleChannels) -> Result<()> {
        self.check_not_taken_for_killed(run)?;
        let sql = "UPDATE run SET idle = ?2 WHERE id = ?1 AND idle IS DISTINCT FROM ?2";
        self.database.execute(sql, &params![run, idle.to_json()])?;
        Ok(())
    }

    /// Checks that the next run has not noted this one as killed: what it has done is told in the trail then, and it may add
    /// nothing to that. On a server, a run loses its lock with the connection that has it.
    ///
    /// # Errors
    /// [`PlaceError::TakenForKilled`] if it has.
    fn check_not_taken_for_killed(&self, run: i64) -> Result<()> {
        if !self.has_runs_side_by_side() {
            return Ok(());
        }
        let next = run.saturating_add(1);
        let sql = "SELECT details FROM entry WHERE event = ?1 AND first IS NULL AND run = ?2 LIMIT 1";
        let began = self
            .database
            .one(sql, &params![Event::Began.name(), next], |row| Ok(Note::read(Event::Began, row.get(0)?)))?;
        match began.flatten() {
            Some(Note::Began(RunBegan { killed: Some(killed), .. })) if killed.run == run => {
                Err(PlaceError::TakenForKilled { run, next }.into())
            }
            _ => Ok(()),
        }
    }

    /// Ends a run.
    pub(crate) fn end_run(&self, run: i64, ended: Timestamp, outcome: Outcome) -> Result<()> {
        self.check_not_taken_for_killed(run)?;
        let outcome = outcome.name();
        let sql = "UPDATE run SET ended = ?2, outcome = ?3 WHERE id = ?1 RETURNING idle";
        let idle: Option<String> = self.database.only(sql, &params![run, ended.0, outcome], |row| row.get(0))?;
        let idle = idle.and_then(|idle| serde_json::from_str(&idle).ok());
        let contacts = hex(&contacts_digest(&self.database)?.unwrap_or_default());
        self.add_note(&Note::Ended(RunEnded { ended: ended.0, outcome: outcome.to_owned(), idle, contacts }));
        Ok(())
    }
}

/// Reads a report of [`Store::reports`].
fn report_of(row: &Row<'_>) -> Result<JobReport> {
    Ok(JobReport {
        job: job_of(row.get(1)?)?,
        channel: row.get(2)?,
        started: Timestamp(row.get(3)?),
        ended: Timestamp(row.get(4)?),
        outcome: outcome_of(row.get(5)?)?,
        figures: serde_json::from_str(row.get(6)?).map_err(|_| unreadable("a run's figures"))?,
        failure: failure_of(row.get(7)?, row.get(8)?)?,
        unread: None,
    })
}

/// Reads a run of [`RUN`], without its reports.
fn run_of(row: &Row<'_>) -> Result<Run> {
    let jobs: &str = row.get(1)?;
    Ok(Run {
        id: row.get(0)?,
        jobs: jobs.split(' ').map(job_of).collect::<Result<_>>()?,
        actor: row.get(2)?,
        started: Timestamp(row.get(3)?),
        ended: row.get::<Option<i64>>(4)?.map(Timestamp),
        outcome: outcome_of(row.get(5)?)?,
        reports: Vec::new(),
        idle: match row.get::<Option<&str>>(6)? {
            Some(json) => IdleChannels::from_json(json).ok_or_else(|| unreadable("a run's idle channels"))?,
            None => IdleChannels::default(),
        },
        is_pruned: false,
        continues_after: None,
        fault: None,
        clock_jump: None,
    })
}

/// A number of microseconds; a clock that was set back makes it zero.
fn duration(micros: i64) -> Duration {
    Duration::from_micros(u64::try_from(micros).unwrap_or_default())
}

fn job_of(name: &str) -> Result<Job> {
    name.parse().map_err(|()| unreadable("a run's job"))
}

fn outcome_of(name: &str) -> Result<Outcome> {
    Outcome::from_name(name).ok_or_else(|| unreadable("a run's outcome"))
}
