//! 1010 on several channels at a time: workers write the channels, while the run's own thread writes to the store what they
//! ask for, and fills the search index in between.

use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::thread::{self, Scope};

use super::active_run::ActiveRun;
use super::channel_job::ChannelJob;
use super::channel_jobs::ChannelRounds;
use super::headquarters::{Headquarters, WorkerMessage};
use super::worker::{WorkerRound, work_on_channels};
use crate::channel::TimeLimits;
use crate::engine::error::EngineError;
use crate::model::{ActivityStep, Timestamp};
use crate::store::StoreError;

/// How many channels are at work at the same time, at most: more would not be faster on the machines that this is for, and
/// each takes memory.
const MOST_WORKERS: usize = 2;

impl<'a, 'c> ChannelRounds<'a, '_, 'c> {
    /// Tries channels once, several at a time. How the job ended on them is recorded in the order of the channels.
    ///
    /// # Errors
    /// A fault of the store, or a panic of a worker. No further channel is begun then, and those at work are finished.
    pub(super) fn round_side_by_side(
        &mut self,
        channels: Vec<ChannelJob<'c>>,
        limits: TimeLimits,
    ) -> Result<(), EngineError> {
        let places: VecDeque<_> = channels.iter().map(|channel| channel.place).collect();
        let round = WorkerRound::new(channels, limits);
        thread::scope(|scope| {
            let messages = self.start_workers(scope, &round, worker_count().min(places.len()))?;
            Serving::new(self, places).run(&round, &messages)
        })
    }

    /// Starts workers, at least one if there is to be any.
    fn start_workers<'s>(
        &self,
        scope: &'s Scope<'s, '_>,
        round: &'s WorkerRound<'c>,
        count: usize,
    ) -> Result<Receiver<WorkerMessage<'c>>, EngineError>
    where
        'a: 's,
        'c: 's,
    {
        let (sender, messages) = mpsc::channel();
        for number in 0..count {
            let started = self.headquarters(sender.clone()).and_then(|headquarters| {
                let work = move || work_on_channels(&headquarters, round);
                thread::Builder::new().spawn_scoped(scope, work).map_err(StoreError::from)
            });
            match started {
                Err(error) if number == 0 => return Err(error.into()),
                // One does it too.
                _ => {}
            }
        }
        Ok(messages)
    }

    fn headquarters(&self, messages: Sender<WorkerMessage<'c>>) -> Result<Headquarters<'a, 'c>, StoreError> {
        let active = self.active;
        let ActiveRun { config, stop, .. } = *active;
        let store = self.store.another_reader()?;
        Ok(Headquarters { store, config, stop, shared_identities: active.shared_identities(), messages })
    }
}

/// Returns how many channels are at work at the same time.
pub(super) fn worker_count() -> usize {
    #[cfg(test)]
    if let Some(count) = tests::WORKERS.get() {
        return count;
    }
    thread::available_parallelism().map_or(1, |count| count.get().min(MOST_WORKERS))
}

/// The run's thread while workers are at work.
struct Serving<'a, 'b, 'r, 'c> {
    rounds: &'a mut ChannelRounds<'b, 'r, 'c>,
    /// Whether nothing else is at work than one channel.
    is_alone: bool,
    /// The channels that are at work, and since when.
    at_work: Vec<(&'c str, Timestamp)>,
    /// The places of the channels that are not recorded yet, in order.
    places: VecDeque<usize>,
    /// Channels on which the job has ended that are not recorded yet, by their places.
    ended: BTreeMap<usize, (ChannelJob<'c>, Result<(), EngineError>)>,
}

impl<'a, 'b, 'r, 'c> Serving<'a, 'b, 'r, 'c> {
    fn new(rounds: &'a mut ChannelRounds<'b, 'r, 'c>, places: VecDeque<usize>) -> Self {
        let is_alone = places.len() == 1 && !rounds.index.as_ref().is_some_and(|index| index.is_unfinished());
        Self { rounds, is_alone, at_work: Vec::new(), places, ended: BTreeMap::new() }
    }

    /// Serves the workers until all of them have ended, then records what is left.
    fn run(mut self, round: &WorkerRound<'c>, messages: &Receiver<WorkerMessage<'c>>) -> Result<(), EngineError> {
        self.note();
        if !self.is_alone {
            self.rounds.active.progress.begin(self.rounds.job, None, 0);
        }
        let mut result = Ok(());
        while let Some(message) = self.next(messages) {
            self.serve(message);
            result = result.and(self.record_ended());
            if result.is_err() || self.rounds.index.as_ref().is_some_and(|index| index.has_failed()) {
                round.end();
            }
        }
        while self.fill_index() {}
        result.and(self.record_ended())
    }

    /// Returns the next message; `None` if all workers have ended. While there is none, the search index is filled.
    fn next(&mut self, messages: &Receiver<WorkerMessage<'c>>) -> Option<WorkerMessage<'c>> {
        loop {
            match messages.try_recv() {
                Ok(message) => return Some(message),
                Err(TryRecvError::Disconnected) => return None,
                Err(TryRecvError::Empty) if self.fill_index() => {}
                Err(TryRecvError::Empty) => return messages.recv().ok(),
            }
        }
    }

    fn serve(&mut self, message: WorkerMessage<'c>) {
        let active = self.rounds.active;
        match message {
            WorkerMessage::Began(channel) => self.begin(&channel.name),
            WorkerMessage::Opened(channel, session, answer) => {
                let compared = self.rounds.contact(channel, &session);
                drop(answer.send((session, compared)));
            }
            WorkerMessage::Expects(channel, steps) if self.is_alone => {
                active.progress.begin(self.rounds.job, Some(&channel), steps);
            }
            WorkerMessage::Expects(_, steps) => active.progress.extend(steps),
            WorkerMessage::Advanced(steps) => active.progress.advance(steps),
            WorkerMessage::Write(write) => write(self.rounds.store, active),
            WorkerMessage::Ended(channel, result) => self.end(*channel, result),
        }
    }

    fn begin(&mut self, channel: &'c str) {
        self.at_work.push((channel, self.rounds.store.now()));
        if self.is_alone {
            self.rounds.active.progress.wait(Some((self.rounds.job, channel)));
        }
        self.note();
    }

    fn end(&mut self, channel: ChannelJob<'c>, result: Result<(), EngineError>) {
        self.at_work.retain(|(name, _)| *name != channel.config.name);
        if !self.at_work.is_empty() {
            self.note();
        }
        self.ended.insert(channel.place, (channel, result));
    }

    /// Says in the lock what the run is at: which channel, if it is only one.
    fn note(&self) {
        let job = self.rounds.job;
        let step = match self.at_work[..] {
            [(channel, since)] => ActivityStep { job, channel: Some(channel.to_owned()), since, done: 0, total: 0 },
            _ => ActivityStep { job, channel: None, since: self.rounds.store.now(), done: 0, total: 0 },
        };
        self.rounds.active.note_step(self.rounds.store, Some(step));
    }

    /// Adds a batch to the search index; returns whether there may be more to add.
    fn fill_index(&mut self) -> bool {
        let ChannelRounds { store, active, recorder, index, .. } = &mut *self.rounds;
        index.as_mut().is_some_and(|index| index.fill_index(store, active, recorder))
    }

    /// Records how the job ended on channels, as far as all before them are recorded, and `sync` too.
    fn record_ended(&mut self) -> Result<(), EngineError> {
        if self.rounds.index.as_ref().is_some_and(|index| index.is_unfinished()) {
            return Ok(());
        }
        let mut recorded = Ok(());
        while let Some((channel, result)) = self.places.front().and_then(|place| self.ended.remove(place)) {
            self.places.pop_front();
            recorded = recorded.and(self.rounds.settle(channel, result));
        }
        recorded
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fs;
    use std::path::Path;

    use pretty_assertions::assert_eq;

    use crate::clock::Clock;
    use crate::config::Config;
    use crate::demo;
    use crate::engine::{Acceptance, Environment, RunRequest, run_jobs};
    use crate::model::{Figures, Job, OperationId, Outcome, Run, Timestamp};
    use crate::output::Silent;
    use crate::stop::Stop;
    use crate::store::{Access, Store};

    thread_local! {
        /// How many channels are at work at the same time in the runs of this thread.
        pub(super) static WORKERS: Cell<Option<usize>> = const { Cell::new(None) };
    }

    /// The demo's world with another size of the batches, in which a channel has another name.
    fn demo_world(folder: &Path, batch_size: usize, renamed: Option<(&str, &str)>) -> Config {
        let file = demo::make(folder).unwrap();
        let text = fs::read_to_string(&file).unwrap();
        let text =
            renamed.iter().fold(text, |text, (from, to)| text.replace(&format!("\"{from}\""), &format!("\"{to}\"")));
        fs::write(&file, text).unwrap();
        let mut config = Config::load(&file).unwrap();
        config.jobs.batch_size = batch_size;
        config
    }

    fn run(config: &Config, workers: usize) -> (Store, Run) {
        WORKERS.set(Some(workers));
        let clock = Clock::fixed(Timestamp(1_795_000_000_000_000));
        let mut store = Store::open(&config.store, Access::Create, clock, "tester").unwrap();
        let environment = Environment { config, progress: &Silent, stop: &Stop::default(), actor: "tester" };
        let request = RunRequest { jobs: Job::ALL.to_vec(), channels: Vec::new(), accepts: Acceptance::Nothing };
        let run = run_jobs(&mut store, &request, &environment, None).unwrap();
        WORKERS.set(None);
        (store, run)
    }

    /// The reports of a run, as far as they do not depend on the time.
    fn reports(run: &Run) -> Vec<(Job, Option<String>, Outcome, Figures)> {
        let report =
            |report: &crate::model::JobReport| (report.job, report.channel.clone(), report.outcome, report.figures);
        run.reports.iter().map(report).collect()
    }

    /// What became of each operation.
    fn operations(store: &Store) -> Vec<String> {
        let (first, last) = store.operation_range().unwrap().unwrap();
        let outcome = |id| {
            let operation = store.detail(OperationId(id)).unwrap().unwrap().operation;
            format!("{id} {:?} {:?} {:?}", operation.state, operation.customer_account, operation.effect)
        };
        (first.0..=last.0).map(outcome).collect()
    }

    /// The sizes of the channels' files.
    fn channel_sizes(config: &Config) -> Vec<u64> {
        config.channels.iter().map(|channel| fs::metadata(channel.source.path()).unwrap().len()).collect()
    }

    #[test]
    fn one_worker_and_several_come_to_the_same_end_whatever_the_size_of_a_batch() {
        let folder = tempfile::tempdir().unwrap();
        let mut ends = Vec::new();
        for (batch_size, workers) in [(20_000, 1), (20_000, 2), (7, 1), (7, 2), (1, 3)] {
            let config = demo_world(&folder.path().join(format!("{batch_size}-{workers}")), batch_size, None);
            let (store, ended) = run(&config, workers);
            let stored = store.run(ended.id).unwrap().unwrap();
            let is_idle = |report: &&crate::model::JobReport| report.is_idle();
            // The history keeps no tables that are not read.
            let history = |report: &crate::model::JobReport| crate::model::JobReport { unread: None, ..report.clone() };
            let kept = ended.reports.iter().filter(|report| !is_idle(report)).map(history).collect::<Vec<_>>();
            assert_eq!(stored.reports, kept, "with {workers} workers and batches of {batch_size}");
            assert_eq!(store.count_unindexed().unwrap(), 0);
            ends.push((ended.outcome, reports(&ended), operations(&store), channel_sizes(&config)));
        }
        for end in &ends[1..] {
            assert_eq!(*end, ends[0]);
        }
    }

    #[test]
    fn a_fault_or_a_panic_of_a_worker_ends_the_run_and_the_next_one_continues() {
        for name in ["fails", "panics"] {
            let folder = tempfile::tempdir().unwrap();
            let mut config = demo_world(&folder.path().join("demo"), 7, Some(("Houston", name)));
            let (store, ended) = run(&config, 2);
            assert_eq!(ended.outcome, Outcome::Partial);
            let fault = format!("{:?}", ended.fault.as_ref().unwrap());
            assert!(fault.contains("as the test wants it"), "{fault}");
            let report = ended
                .reports
                .iter()
                .find(|report| report.job == Job::Download && report.channel.as_deref() == Some(name));
            assert_eq!(report.unwrap().outcome, Outcome::Failed);
            assert_eq!(store.run(ended.id).unwrap().unwrap().outcome, Outcome::Partial);
            drop(store);
            config
                .channels
                .iter_mut()
                .filter(|channel| channel.name == name)
                .for_each(|channel| channel.name = "Houston".to_owned());
            let (_, next) = run(&config, 2);
            assert_eq!((next.outcome, next.fault), (Outcome::Succeeded, None));
            let undisturbed = demo_world(&folder.path().join("undisturbed"), 7, None);
            run(&undisturbed, 2);
            assert_eq!(channel_sizes(&config), channel_sizes(&undisturbed));
        }
    }
}
