//! A run: the jobs in their order, each on its channels, recorded as it goes.

use std::error::Error as _;
use std::thread;
use std::time::{Duration, Instant};

use super::download::download;
use super::environment::Environment;
use super::synchronize::synchronize;
use super::upload::upload;
use crate::channel::{self, ChannelError, Database};
use crate::config::ChannelConfig;
use crate::engine::error::EngineError;
use crate::model::{Figures, Job, JobReport, Outcome, Run, Timestamp};
use crate::stop::Stop;
use crate::store::{ChannelRow, Store, StoreError};
use crate::trail::Author;

/// How long to wait before the second attempt on a channel; each further one waits twice as long, up to the longest pause.
const BACK_OFF: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// How often to look whether the program was asked to stop meanwhile.
const GLANCE: Duration = Duration::from_millis(50);

/// What is to be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Request {
    /// In the order in which they run.
    pub(crate) jobs: Vec<Job>,
    /// Names of the channels that P and 1010 are limited to; empty for all.
    pub(crate) channels: Vec<String>,
    /// Nothing is kept and no channel is written: the store is open for a rehearsal.
    pub(crate) dry_run: bool,
}

/// Runs the jobs. Failures of channels are part of what it gives; they end neither the run nor the other channels.
///
/// # Errors
/// A fault of the store ends the run. What was committed before stays, and the next run continues.
pub(crate) fn run_jobs(
    store: &mut Store,
    request: &Request,
    environment: &Environment<'_>,
) -> Result<Run, EngineError> {
    let mut run = begin(store, request, environment)?;
    let result = run_all(store, request, environment, &mut run);
    if let Err(fault) = result {
        // Where nothing was done, the fault is all there is to tell. Where something was, that it was counts too.
        if run.figures() == Figures::default() {
            close(store, &mut run, Outcome::Failed).ok();
            return Err(fault);
        }
        run.fault = Some(fault_text(&fault));
        close(store, &mut run, Outcome::Partial).ok();
        return Ok(run);
    }
    let outcome = if environment.is_stopped() { Outcome::Interrupted } else { outcome_of(&run.reports) };
    close(store, &mut run, outcome)?;
    Ok(run)
}

fn run_all(
    store: &mut Store,
    request: &Request,
    environment: &Environment<'_>,
    run: &mut Run,
) -> Result<(), EngineError> {
    for &job in &request.jobs {
        for channel in channels_of(job, request, environment) {
            if environment.is_stopped() {
                return Ok(());
            }
            let mut report = JobReport::begin(job, channel.map(|config| config.name.clone()));
            let result = match channel {
                None => synchronize(store, environment, request.dry_run, &mut report.figures),
                Some(config) => run_on_channel(store, config, request.dry_run, environment, &mut report),
            };
            report.ended = Timestamp::now();
            report.outcome = match (&result, &report.error) {
                (Err(_), _) | (Ok(()), Some(_)) => Outcome::Failed,
                (Ok(()), None) if environment.is_stopped() => Outcome::Interrupted,
                (Ok(()), None) => Outcome::Succeeded,
            };
            environment.progress.end(&report);
            run.reports.push(report.clone());
            result?;
            let transaction = store.begin()?;
            transaction.add_report(run.id, &report)?;
            transaction.commit()?;
        }
    }
    Ok(())
}

/// A fault and its causes in one line, and what can be done about it.
fn fault_text(fault: &EngineError) -> String {
    let mut text = fault.to_string();
    let mut hint = None;
    let mut cause = fault.source();
    while let Some(because) = cause {
        text = format!("{text}: {because}");
        hint = hint.or(because.downcast_ref().and_then(StoreError::hint));
        cause = because.source();
    }
    hint.map_or(text.clone(), |hint| format!("{text}; {hint}"))
}

fn begin(store: &mut Store, request: &Request, environment: &Environment<'_>) -> Result<Run, EngineError> {
    let started = Timestamp::now();
    check_companies(store, environment)?;
    let transaction = store.begin()?;
    for channel in &environment.config.channels {
        transaction.register_channel(channel.id, &channel.name, &channel.company)?;
    }
    let id = transaction.begin_run(&request.jobs, &environment.actor, started)?;
    transaction.commit()?;
    store.act_as(Author { actor: environment.actor.clone(), run: Some(id), reason: String::new() });
    Ok(Run {
        id,
        jobs: request.jobs.clone(),
        actor: environment.actor.clone(),
        started,
        ended: None,
        outcome: Outcome::Unfinished,
        reports: Vec::new(),
        fault: None,
    })
}

/// Refuses a channel that was given to another company: its customers and what was received belong to the first one.
fn check_companies(store: &Store, environment: &Environment<'_>) -> Result<(), EngineError> {
    for known in store.channels()?.iter().filter(|known| known.operations > 0) {
        let configured = environment.config.channels.iter().find(|channel| channel.id == known.origin);
        if let Some(configured) = configured
            && !configured.company.eq_ignore_ascii_case(&known.company_code)
        {
            return Err(EngineError::CompanyChanged {
                channel: configured.name.clone(),
                stored: known.company_code.clone(),
                configured: configured.company.clone(),
            });
        }
    }
    Ok(())
}

fn close(store: &mut Store, run: &mut Run, outcome: Outcome) -> Result<(), EngineError> {
    let ended = Timestamp::now();
    run.outcome = outcome;
    run.ended = Some(ended);
    let transaction = store.begin()?;
    transaction.end_run(run.id, ended, run.outcome)?;
    transaction.commit()?;
    Ok(())
}

/// How a run ended that was not interrupted: failed where every channel failed and nothing else was done.
fn outcome_of(reports: &[JobReport]) -> Outcome {
    let failed = |report: &&JobReport| report.outcome == Outcome::Failed;
    if !reports.iter().any(|report| failed(&report)) {
        return Outcome::Succeeded;
    }
    let nothing_done = reports.iter().all(|report| match report.channel {
        Some(_) => failed(&report) && report.figures == Figures::default(),
        None => report.figures == Figures::default(),
    });
    if nothing_done { Outcome::Failed } else { Outcome::Partial }
}

/// The channels that a job is to be run on; `sync` runs once, on none.
fn channels_of<'a>(job: Job, request: &Request, environment: &Environment<'a>) -> Vec<Option<&'a ChannelConfig>> {
    if job == Job::Sync {
        return vec![None];
    }
    let is_selected =
        |channel: &&ChannelConfig| request.channels.is_empty() || request.channels.contains(&channel.name);
    environment.config.channels.iter().filter(is_selected).map(Some).collect()
}

/// Runs a job on a channel, which may fail alone: the report says why.
fn run_on_channel(
    store: &mut Store,
    config: &ChannelConfig,
    dry_run: bool,
    environment: &Environment<'_>,
    report: &mut JobReport,
) -> Result<(), EngineError> {
    let row = registered(store, config)?;
    let tries = environment.config.jobs.try_count;
    let result = with_back_off(tries, environment.stop, || {
        let mut database = channel::open(config)?;
        on_database(store, report.job, &row, &mut database, dry_run, environment, &mut report.figures)
    });
    let error = match result {
        Ok(()) => None,
        Err(EngineError::Channel(error)) => Some(error),
        Err(fault) => return Err(fault),
    };
    let message = error.as_ref().map(ChannelError::to_string);
    let transaction = store.begin()?;
    transaction.set_contact(row.key, Timestamp::now(), message.as_deref())?;
    transaction.commit()?;
    let hint = error.and_then(|error| error.hint(&config.name));
    report.error = message.map(|message| hint.map_or(message.clone(), |hint| format!("{message}; {hint}")));
    Ok(())
}

fn on_database(
    store: &mut Store,
    job: Job,
    row: &ChannelRow,
    database: &mut Database,
    dry_run: bool,
    environment: &Environment<'_>,
    figures: &mut Figures,
) -> Result<(), EngineError> {
    match job {
        Job::P => upload(store, row, database, environment, figures),
        Job::Download => download(store, row, database, environment, dry_run, figures),
        // `sync` works on no channel.
        Job::Sync => Ok(()),
    }
}

/// The store's row of a configured channel: it is registered at the beginning of the run.
fn registered(store: &Store, config: &ChannelConfig) -> Result<ChannelRow, EngineError> {
    let channel = store.channels()?.into_iter().find(|channel| channel.origin == config.id);
    Ok(channel.ok_or(StoreError::Damaged(format!("channel `{}` is not registered", config.name)))?)
}

/// Tries again where a channel cannot be reached for the moment. Every step can be repeated without effect.
fn with_back_off(
    tries: u32,
    stop: &Stop,
    mut attempt: impl FnMut() -> Result<(), EngineError>,
) -> Result<(), EngineError> {
    let mut pause = BACK_OFF;
    for _ in 1..tries {
        match attempt() {
            Err(EngineError::Channel(error)) if error.is_transient() && stop.signal().is_none() => {}
            result => return result,
        }
        let until = Instant::now() + pause;
        while Instant::now() < until && stop.signal().is_none() {
            thread::sleep(GLANCE);
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
    attempt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(job: Job, outcome: Outcome, synced: u64) -> JobReport {
        JobReport {
            job,
            channel: (job != Job::Sync).then(|| "Houston".to_owned()),
            started: Timestamp(0),
            ended: Timestamp(0),
            outcome,
            figures: Figures { synced, ..Figures::default() },
            error: None,
        }
    }

    #[test]
    fn a_run_is_partial_where_something_failed_and_something_was_done() {
        let (ok, failed) = (Outcome::Succeeded, Outcome::Failed);
        for (reports, outcome) in [
            (vec![], Outcome::Succeeded),
            (vec![report(Job::P, ok, 0), report(Job::Sync, ok, 0)], Outcome::Succeeded),
            (vec![report(Job::P, failed, 0), report(Job::P, ok, 0)], Outcome::Partial),
            (vec![report(Job::P, failed, 0), report(Job::Sync, ok, 1)], Outcome::Partial),
            (vec![report(Job::P, failed, 0), report(Job::Sync, ok, 0)], Outcome::Failed),
        ] {
            assert_eq!(outcome_of(&reports), outcome, "{reports:?}");
        }
    }
}
