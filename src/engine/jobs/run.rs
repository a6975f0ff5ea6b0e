//! A run: the jobs in their order, each on its channels, recorded as it goes.

use super::active_run::ActiveRun;
use super::channel_jobs::{Unreached, hear_channels, run_on_channels};
use super::environment::Environment;
use super::recorder::Recorder;
use super::side_by_side::worker_count;
use super::sync_ending::SyncEnding;
use crate::config::{ChannelConfig, Config};
use crate::engine::error::EngineError;
use crate::engine::identity::{Acceptance, Identities, Sightings};
use crate::lock::RunLock;
use crate::model::{Activity, Figures, IdleChannels, Job, JobFailure, JobReport, Outcome, Run};
use crate::store::Store;
use crate::trail::Author;

/// Which jobs to run, and on which channels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RunRequest {
    /// In the order in which they run.
    pub(crate) jobs: Vec<Job>,
    /// Names of the channels that P and 1010 are limited to; empty for all.
    pub(crate) channels: Vec<String>,
    pub(crate) accepts: Acceptance,
}

/// Runs the jobs. On a store that is open for a rehearsal, nothing is kept and no channel is written. Failures of channels
/// are part of the result; they end neither the run nor the other channels. The lock says what the run is at.
///
/// # Errors
/// A fault of the store ends the run. What was committed before stays, and the next run continues.
pub(crate) fn run_jobs(
    store: &mut Store,
    request: &RunRequest,
    environment: &Environment<'_>,
    lock: Option<&RunLock>,
) -> Result<Run, EngineError> {
    if let Some(lock) = lock {
        let (is_rehearsal, jobs) = (store.is_rehearsal(), request.jobs.clone());
        lock.note(&Activity { run: None, is_rehearsal, jobs, since: store.now(), step: None });
    }
    let is_new = store.channels()?.is_empty();
    match look_at_channels(request, environment, is_new) {
        // It is a run all the same, one that was interrupted.
        Err(EngineError::Interrupted(_)) if request.accepts == Acceptance::Nothing => {
            record_interrupted(store, request, environment, lock)
        }
        sightings => run_jobs_after(store, request, environment, lock, sightings?),
    }
}

/// Looks at the channels before anything is done: all of them if accounts may be given, since any of them may know that the
/// store was put back to an older state, or if the store is new, since any of them may know another one.
///
/// # Errors
/// The program was asked to stop.
pub(super) fn look_at_channels(
    request: &RunRequest,
    environment: &Environment<'_>,
    is_new: bool,
) -> Result<Sightings, EngineError> {
    let Environment { config, stop, progress, .. } = *environment;
    progress.wait(None);
    let needs_all = is_new || request.jobs.contains(&Job::Sync);
    let is_selected = |channel: &&ChannelConfig| needs_all || request.is_selected(channel);
    let channels: Vec<_> = config.channels.iter().filter(is_selected).collect();
    Sightings::of(&channels, config.jobs.channel_timeout, stop)
}

/// Records a run that was asked to stop before it was known whose the channels are: none becomes known to the store by it.
///
/// # Errors
/// The anchors know a later state of the store, or another store before a new one.
fn record_interrupted(
    store: &mut Store,
    request: &RunRequest,
    environment: &Environment<'_>,
    lock: Option<&RunLock>,
) -> Result<Run, EngineError> {
    let author = author_of(environment);
    let identities =
        Identities::establish(store, environment.config, Sightings::default(), Acceptance::Nothing, &author)?;
    let mut run = begin(store, request, environment, None)?;
    let active = ActiveRun::new(environment, &run, lock, identities);
    close(store, &active, &mut run, Outcome::Interrupted)?;
    Ok(run)
}

fn author_of(environment: &Environment<'_>) -> Author {
    Author { actor: environment.actor.to_owned(), ..Author::default() }
}

/// Runs the jobs after what was seen of the channels.
///
/// # Errors
/// As [`run_jobs`].
pub(super) fn run_jobs_after(
    store: &mut Store,
    request: &RunRequest,
    environment: &Environment<'_>,
    lock: Option<&RunLock>,
    sightings: Sightings,
) -> Result<Run, EngineError> {
    check_companies(store, environment.config)?;
    let author = author_of(environment);
    let identities = Identities::establish(store, environment.config, sightings, request.accepts, &author)?;
    let mut run = begin(store, request, environment, Some(&identities))?;
    let active = ActiveRun::new(environment, &run, lock, identities);
    active.note(store, None);
    let mut unreached = active.identities().unanswered(active.config);
    let result = hear_channels(store, &active, &mut unreached)
        .and_then(|()| run_all(store, request, &active, unreached, &mut run));
    if let Err(fault) = result.or_else(unless_interrupted) {
        // If nothing was done, the fault is all there is to report. If something was, that counts too.
        if !has_done_something(&run, &active) {
            close(store, &active, &mut run, Outcome::Failed).ok();
            return Err(fault);
        }
        run.fault = Some(JobFailure::from(&fault));
        close(store, &active, &mut run, Outcome::Partial).ok();
        return Ok(run);
    }
    let outcome = match outcome_of(&run.reports) {
        _ if active.is_stopped() => Outcome::Interrupted,
        Outcome::Failed if has_done_something(&run, &active) => Outcome::Partial,
        outcome => outcome,
    };
    close(store, &active, &mut run, outcome)?;
    Ok(run)
}

/// Whether a run has changed more than that it is recorded: jobs have, or the store was put back or made anew with it, or
/// accounts were taken over that no report counts.
fn has_done_something(run: &Run, active: &ActiveRun<'_>) -> bool {
    run.figures() != Figures::default() || run.continues_after.is_some() || active.identities().has_uncounted_accounts()
}

/// A run that was asked to stop while it waited or read has no fault.
fn unless_interrupted(fault: EngineError) -> Result<(), EngineError> {
    if fault.is_interruption() { Ok(()) } else { Err(fault) }
}

fn run_all(
    store: &mut Store,
    request: &RunRequest,
    active: &ActiveRun<'_>,
    mut unreached: Unreached,
    run: &mut Run,
) -> Result<(), EngineError> {
    let channels = channels_of(request, active.config);
    let mut recorder = Recorder::new();
    // A `sync` whose search index is filled beside 1010, and its place among the reports.
    let mut ending = None;
    let mut run_job = |job| match job {
        Job::Sync => {
            let mut sync = SyncEnding::after(store, active);
            // The first batch shows whether the index is damaged.
            let may_wait = is_followed_by_workers(request, &channels) && !store.is_rehearsal();
            if may_wait && sync.fill_index(store, active, &mut recorder) {
                ending = Some((run.reports.len(), sync));
                return Ok(());
            }
            let (report, result) = sync.end(store, active, &mut recorder);
            active.progress.end(&report);
            run.reports.push(report);
            result
        }
        job => {
            let recording = (&mut recorder, &mut unreached);
            let index = ending.as_mut().map(|(_, sync)| sync);
            run_on_channels(store, (job, &channels), active, recording, (index, &mut run.reports))
        }
    };
    let mut result = request.jobs.iter().try_for_each(|&job| if active.is_stopped() { Ok(()) } else { run_job(job) });
    if let Some((place, sync)) = ending {
        let (report, ended) = sync.end(store, active, &mut recorder);
        run.reports.insert(place, report);
        result = ended.and(result);
    }
    run.idle = recorder.into_idle();
    result?;
    if store.is_rehearsal() { Ok(()) } else { active.prune_when_due(store) }
}

/// Whether 1010 follows `sync`, and leaves the run's thread time for the search index.
fn is_followed_by_workers(request: &RunRequest, channels: &[&ChannelConfig]) -> bool {
    request.jobs.contains(&Job::Download) && !channels.is_empty() && worker_count() > 1
}

/// Begins a run in the store. `identities` says which channels may be made known, and is `None` if the run decides nothing.
fn begin(
    store: &mut Store,
    request: &RunRequest,
    environment: &Environment<'_>,
    identities: Option<&Identities>,
) -> Result<Run, EngineError> {
    let started = store.now();
    let author = author_of(environment);
    let known = store.channels()?;
    let transaction = store.begin(&author)?;
    let clock_jump = transaction.clock_jump(environment.config.jobs.orphan_after)?;
    if let Some(identities) = identities {
        for channel in &environment.config.channels {
            if identities.may_register(channel, &known, environment.config) {
                transaction.register_channel(channel.id, &channel.name, &channel.company)?;
            }
        }
        transaction.decide_by(environment.config.deciding());
    }
    let id = transaction.begin_run(&request.jobs, &request.channels, environment.actor, started)?;
    if let Some(jump) = &clock_jump {
        transaction.note_clock_jump(jump);
    }
    transaction.commit()?;
    Ok(Run {
        id,
        jobs: request.jobs.clone(),
        actor: author.actor,
        started,
        ended: None,
        outcome: Outcome::Unfinished,
        reports: Vec::new(),
        idle: IdleChannels::default(),
        is_pruned: false,
        continues_after: identities.and_then(Identities::continues_after),
        fault: None,
        clock_jump,
    })
}

/// Refuses a channel that is configured for another company: its customers and operations belong to the first one.
fn check_companies(store: &Store, config: &Config) -> Result<(), EngineError> {
    for known in store.channels()?.iter().filter(|known| known.operations > 0) {
        let configured = config.channels.iter().find(|channel| channel.id == known.origin);
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

fn close(store: &mut Store, active: &ActiveRun<'_>, run: &mut Run, outcome: Outcome) -> Result<(), EngineError> {
    let ended = store.now();
    run.outcome = outcome;
    run.ended = Some(ended);
    let transaction = active.begin(store)?;
    transaction.end_run(run.id, ended, run.outcome)?;
    transaction.commit()?;
    Ok(())
}

/// Returns the outcome of a run that was not interrupted: it failed if every channel failed and nothing else was done.
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

/// Returns the channels that P and 1010 run on.
fn channels_of<'a>(request: &RunRequest, config: &'a Config) -> Vec<&'a ChannelConfig> {
    config.channels.iter().filter(|channel| request.is_selected(channel)).collect()
}

impl RunRequest {
    /// Whether P and 1010 run on a channel.
    fn is_selected(&self, channel: &ChannelConfig) -> bool {
        self.channels.is_empty() || self.channels.contains(&channel.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::demo;
    use crate::engine::{Repair, Targets, dismiss_all};
    use crate::model::{OperationId, State, Timestamp};
    use crate::output::Silent;
    use crate::stop::Stop;
    use crate::store::Access;
    use crate::trail::Event;

    const NOW: Timestamp = Timestamp(1_795_000_000_000_000);

    /// A demo world and its configuration.
    fn demo_world() -> (tempfile::TempDir, Config) {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::load(&demo::make(&folder.path().join("demo")).unwrap()).unwrap();
        (folder, config)
    }

    fn open(config: &Config, access: Access) -> Store {
        Store::open(&config.store, access, Clock::fixed(NOW), "tester").unwrap()
    }

    fn run_all_jobs(store: &mut Store, config: &Config) -> Run {
        let request = RunRequest { jobs: Job::ALL.to_vec(), channels: Vec::new(), accepts: Acceptance::Nothing };
        let environment = Environment { config, progress: &Silent, stop: &Stop::default(), actor: "scheduler" };
        run_jobs(store, &request, &environment, None).unwrap()
    }

    #[test]
    fn on_a_store_in_rehearsal_no_channel_is_written() {
        let (_folder, config) = demo_world();
        let files = || -> Vec<Vec<u8>> {
            config.channels.iter().map(|channel| std::fs::read(channel.source.path()).unwrap()).collect()
        };
        let before = files();
        let run = run_all_jobs(&mut open(&config, Access::Rehearse), &config);
        assert!(run.figures().downloaded > 0, "{run:?}");
        assert!(files() == before, "a channel was written");
        assert!(!config.store.file().unwrap().exists());
    }

    #[test]
    fn an_entry_names_the_author_of_its_own_transaction_and_the_time_of_the_clock() {
        let (_folder, config) = demo_world();
        let mut store = open(&config, Access::Create);
        run_all_jobs(&mut store, &config);
        let (first, last) = store.operation_range().unwrap().unwrap();
        let mut ids = (first.0..=last.0).map(OperationId);
        let failed = ids.find(|id| store.state(*id).unwrap() == Some(State::Failed)).unwrap();
        let ann = Author { actor: "ann".to_owned(), run: None, reason: "test".to_owned() };
        let repair = Repair { author: &ann, config: None, stop: &Stop::default() };
        dismiss_all(&mut store, &repair, &Targets::numbered([failed])).unwrap();
        let entries = store.history(&[failed]).unwrap();
        let authors: Vec<_> = entries.iter().map(|entry| (entry.event, entry.author.clone())).collect();
        let scheduler = Author { actor: "scheduler".to_owned(), run: Some(1), reason: String::new() };
        assert_eq!(authors.first().unwrap(), &(Event::Received, scheduler));
        assert_eq!(authors.last().unwrap(), &(Event::Dismissed, ann));
        assert!(entries.iter().all(|entry| entry.at == NOW));
    }

    fn report(job: Job, outcome: Outcome, synced: u64) -> JobReport {
        JobReport {
            job,
            channel: (job != Job::Sync).then(|| "Houston".to_owned()),
            started: Timestamp(0),
            ended: Timestamp(0),
            outcome,
            figures: Figures { synced, ..Figures::default() },
            failure: None,
            unread: None,
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
