//! The threads that read and write the store, so that the page never waits for it.
//!
//! The reader keeps a store open that it only reads; the writer opens one for each deed, and a run has a thread of its own, since
//! it may take long. All call the same functions of the engine as the commands do.

#[cfg(test)]
mod tests;

use std::any::Any;
use std::cell::RefCell;
use std::collections::{HashSet, VecDeque};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::sync::{Arc, Mutex, PoisonError, RwLock, TryLockError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use signal_hook::consts::SIGINT;

use super::deed::{Deed, DeedKind, DeedReport};
use super::message::{Inspected, PageAnswer, ReadTask, WatchRequest, WatchedOperations, WriteTask};
use super::vocabulary::Vocabulary;
use crate::context::{Context, ContextSeed};
use crate::engine::{
    self, Acceptance, Correction, EditRequest, EngineError, Environment, Matches, OpenedOperation, Progress, Repair,
    RunRequest, Targets, read_listed, read_window, with_numbers,
};
use crate::failure::{Failure, Result};
use crate::i18n::Phrase;
use crate::model::{Job, JobReport, OperationId, Run};
use crate::options::SelectArgs;
use crate::refusal::Refusal;
use crate::stop::Stop;
use crate::store::{self, Access, Store};

/// For how many operations a report says what they wait for.
const EXPLAINED: usize = 1;

/// How much time lies between two messages about the progress of a run, at least.
const BETWEEN_PROGRESS: Duration = Duration::from_millis(100);

/// The threads, and how to speak with them.
pub(super) struct Workers {
    seed: ContextSeed,
    reader: Sender<ReadTask>,
    writer: Option<Sender<WriteTask>>,
    answers: Receiver<PageAnswer>,
    answer: Sender<PageAnswer>,
    reading: Arc<ReaderSignals>,
    /// Asks a deed to stop after its batch.
    writing: Stop,
    /// Asks a run to stop after its batch.
    running: Stop,
    door: Arc<RwLock<()>>,
    writer_thread: Option<JoinHandle<()>>,
    run_thread: Option<JoinHandle<()>>,
}

/// What the page says to the reader while that is at work.
#[derive(Default)]
struct ReaderSignals {
    /// Ends what the store reads for the reader.
    stop: Stop,
    /// The newest generation of the list: what is read for an older one is for nothing.
    generation: AtomicU64,
    /// Whether the reader does something that can wait.
    is_patient: AtomicBool,
    /// When the reader was interrupted the last time.
    interrupted: Mutex<Option<Instant>>,
}

impl ReaderSignals {
    /// Ends what the reader does.
    fn interrupt(&self) {
        *self.interrupted.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        self.stop.flag().store(SIGINT as usize, Ordering::SeqCst);
    }

    /// Whether an interruption may still be on its way to a server, where it ends whatever is read by then.
    fn is_interruption_due(&self) -> bool {
        let interrupted = *self.interrupted.lock().unwrap_or_else(PoisonError::into_inner);
        interrupted.is_some_and(|at| at.elapsed() < INTERRUPTION_TAKES)
    }
}

impl Workers {
    /// Begins the threads.
    pub(super) fn start(seed: ContextSeed) -> io::Result<Self> {
        let (reader, read_tasks) = mpsc::channel();
        let (writer, write_tasks) = mpsc::channel();
        let (answer, answers) = mpsc::channel();
        let (reading, door) = (Arc::<ReaderSignals>::default(), Arc::<RwLock<()>>::default());
        let (writing, running) = (Stop::default(), Stop::default());
        let of_reader = (seed.clone(), answer.clone(), Arc::clone(&reading), Arc::clone(&door));
        spawn("reader", move || {
            let (seed, answers, reading, door) = of_reader;
            store::heed(&reading.stop);
            let cx = seed.grow();
            // A store ends what it reads at the signals of the thread that opened it.
            let reader = StoreReader {
                cx,
                store: None,
                is_outdated: false,
                is_second_try: false,
                answers,
                reading,
                door,
                queue: VecDeque::new(),
            };
            reader.work(&read_tasks);
        })?;
        let of_writer = (seed.clone(), answer.clone(), writing.clone(), Arc::clone(&door));
        let writer_thread = spawn("writer", move || {
            let (seed, answers, stop, door) = of_writer;
            store::heed(&stop);
            let writer = StoreWriter { cx: seed.grow(), stop, answers, door };
            for task in write_tasks {
                writer.work(task);
            }
        })?;
        let writer_thread = Some(writer_thread);
        let writer = Some(writer);
        let run_thread = None;
        Ok(Self { seed, reader, writer, answers, answer, reading, writing, running, door, writer_thread, run_thread })
    }

    /// Has something read.
    pub(super) fn read(&self, task: ReadTask) {
        let is_urgent = match &task {
            ReadTask::List { generation, .. } => {
                let is_other = self.reading.generation.swap(*generation, Ordering::SeqCst) != *generation;
                is_other || self.reading.is_patient.load(Ordering::SeqCst)
            }
            ReadTask::Inspect(_) | ReadTask::Timeline(_) => self.reading.is_patient.load(Ordering::SeqCst),
            _ => false,
        };
        // If the reader is gone, its last message says so.
        let _ = self.reader.send(task);
        if is_urgent {
            self.reading.interrupt();
        }
    }

    /// Has something written.
    pub(super) fn write(&mut self, task: WriteTask) -> io::Result<()> {
        let WriteTask::RunJobs(jobs) = task else {
            if let Some(writer) = &self.writer {
                let _ = writer.send(task);
            }
            return Ok(());
        };
        let (seed, answers, stop) = (self.seed.clone(), self.answer.clone(), self.running.clone());
        let door = Arc::clone(&self.door);
        stop.forget(SIGINT as usize);
        self.run_thread = Some(spawn("run", move || {
            store::heed(&stop);
            let cx = seed.grow();
            let _nobody_opens = door.read().unwrap_or_else(PoisonError::into_inner);
            let run = guarded(&cx, || run_jobs(&cx, jobs, &answers, &stop));
            let _ = answers.send(PageAnswer::RunEnded(run.map(Box::new).map_err(|failure| failure.lines(&cx.texts))));
        })?);
        Ok(())
    }

    /// Asks the run to stop after its batch.
    pub(super) fn stop_run(&self) {
        self.running.flag().store(SIGINT as usize, Ordering::SeqCst);
    }

    /// Asks everything that writes to stop after its batch.
    pub(super) fn stop_writing(&self) {
        self.stop_run();
        self.writing.flag().store(SIGINT as usize, Ordering::SeqCst);
    }

    /// Returns the next answer, if there is one.
    pub(super) fn answer(&self) -> Option<PageAnswer> {
        self.answers.try_recv().ok()
    }

    /// Waits until nothing is written any more. What only reads ends with the program.
    pub(super) fn finish(mut self) {
        self.writer = None;
        for thread in [self.writer_thread.take(), self.run_thread.take()].into_iter().flatten() {
            // A panic was an answer.
            let _ = thread.join();
        }
        // Nobody closes the store under the reader.
        drop(self.door.read());
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<JoinHandle<()>> {
    thread::Builder::new().name(format!("browse-{name}")).spawn(work)
}

/// Calls something that works with the store.
fn guarded<R>(cx: &Context, work: impl FnOnce() -> Result<R>) -> Result<R> {
    caught(work).map_err(|failure| cx.naming_the_store(failure))
}

/// Calls something; a panic is an error as any other.
fn caught<R>(work: impl FnOnce() -> Result<R>) -> Result<R> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Err(panicked(&*panic).into()))
}

fn panicked(panic: &(dyn Any + Send)) -> Refusal {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
    Refusal::new(Phrase::new("browse-panicked").with("text", text))
}

/// What reads.
struct StoreReader {
    cx: Context,
    /// `None` at the beginning and after an error, until it is opened.
    store: Option<Store>,
    /// Whether it is to be closed and opened again.
    is_outdated: bool,
    /// Whether what failed last is tried a second time.
    is_second_try: bool,
    answers: Sender<PageAnswer>,
    reading: Arc<ReaderSignals>,
    /// Held by everybody who writes, and by nobody else while the store is opened here: to open its file and to close it
    /// again would release the locks that are on it.
    door: Arc<RwLock<()>>,
    queue: VecDeque<ReadTask>,
}

impl StoreReader {
    fn work(mut self, tasks: &Receiver<ReadTask>) {
        loop {
            if self.queue.is_empty() {
                let Ok(task) = tasks.recv() else { return };
                self.add(task);
            }
            loop {
                match tasks.try_recv() {
                    Ok(task) => self.add(task),
                    Err(TryRecvError::Empty) => break,
                    Err(TryRecvError::Disconnected) => return,
                }
            }
            let Some(task) = self.next() else { continue };
            self.do_task(task);
        }
    }

    /// Adds a task in place of those that it makes needless.
    fn add(&mut self, task: ReadTask) {
        self.queue.retain(|known| match (known, &task) {
            (ReadTask::List { generation: old, .. }, ReadTask::List { generation, .. })
            | (ReadTask::Count { generation: old, .. }, ReadTask::List { generation, .. }) => old == generation,
            (ReadTask::Count { .. }, ReadTask::Count { .. })
            | (ReadTask::Inspect(_), ReadTask::Inspect(_))
            | (ReadTask::Watch(_), ReadTask::Watch(_)) => false,
            _ => true,
        });
        self.queue.push_back(task);
    }

    /// Returns what comes next: what is on the screen comes before what is counted.
    fn next(&mut self) -> Option<ReadTask> {
        let rank = |task: &ReadTask| match task {
            ReadTask::Reopen => 0,
            ReadTask::List { .. } => 1,
            ReadTask::Inspect(_) => 2,
            ReadTask::Timeline(_) | ReadTask::Watch(_) | ReadTask::Learn => 3,
            ReadTask::Matching { .. } => 4,
            ReadTask::Count { .. } => 5,
        };
        let (at, _) = self.queue.iter().enumerate().min_by_key(|(at, task)| (rank(task), *at))?;
        self.queue.remove(at)
    }

    fn do_task(&mut self, task: ReadTask) {
        self.reading.stop.forget(SIGINT as usize);
        let is_patient = matches!(task, ReadTask::Count { .. } | ReadTask::Matching { .. });
        self.reading.is_patient.store(is_patient, Ordering::SeqCst);
        let read = caught(|| self.read(&task)).map_err(|failure| self.cx.naming_the_store(failure));
        self.reading.is_patient.store(false, Ordering::SeqCst);
        let answer = match read {
            Ok(ReadOutcome::Answer(answer)) => Some(answer),
            Ok(ReadOutcome::Nothing) => None,
            Ok(ReadOutcome::NotYet) => {
                self.again(task);
                thread::sleep(BETWEEN_TRIES);
                return;
            }
            Err(failure) if failure.is_interrupted() => {
                self.again(task);
                return;
            }
            Err(_) if self.reading.is_interruption_due() && !self.is_second_try => {
                self.is_second_try = true;
                self.again(task);
                return;
            }
            Err(failure) => {
                // The connection may be lost, or another file may be in the store's place.
                self.store = None;
                let generation = match &task {
                    ReadTask::List { generation, .. } => Some(*generation),
                    _ => None,
                };
                Some(PageAnswer::Failed { generation, lines: failure.lines(&self.cx.texts) })
            }
        };
        self.is_second_try = false;
        if let Some(answer) = answer {
            let _ = self.answers.send(answer);
        }
    }

    /// Does what was interrupted, or not possible yet, later, unless something has taken its place.
    fn again(&mut self, task: ReadTask) {
        let newest = self.reading.generation.load(Ordering::SeqCst);
        let is_wanted = match &task {
            ReadTask::List { generation, .. }
            | ReadTask::Count { generation, .. }
            | ReadTask::Matching { generation, .. } => *generation == newest,
            _ => true,
        };
        if is_wanted {
            self.queue.push_front(task);
        }
    }

    /// Opens the store if it is closed, or is to be opened again, as soon as nobody writes: a run takes long.
    fn open(&mut self) -> Result<()> {
        if self.store.is_some() && !self.is_outdated {
            return Ok(());
        }
        let _nobody_writes = match self.door.try_write() {
            Ok(nobody_writes) => nobody_writes,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return Ok(()),
        };
        self.store = None;
        self.is_outdated = false;
        self.store = Some(self.cx.open_store(Access::Read)?);
        Ok(())
    }

    fn read(&mut self, task: &ReadTask) -> Result<ReadOutcome> {
        self.is_outdated |= *task == ReadTask::Reopen;
        self.open()?;
        let Some(store) = &self.store else { return Ok(ReadOutcome::NotYet) };
        let cx = &self.cx;
        let settings = cx.value_settings();
        let answer = match task {
            ReadTask::List { generation, filter, place, size } => {
                let window = read_window(store, filter.as_ref(), &settings, *place, *size)?;
                PageAnswer::Listed { generation: *generation, place: *place, window }
            }
            ReadTask::Count { generation, filter } => {
                let all = engine::count_matching(store, None, &settings, None)?;
                let matching = match filter {
                    Some(filter) => engine::count_matching(store, Some(filter), &settings, None)?,
                    None => all,
                };
                PageAnswer::Counted { generation: *generation, matching, all }
            }
            ReadTask::Inspect(id) => match inspect(store, cx, *id)? {
                Some(inspected) => PageAnswer::Inspected(Box::new(inspected)),
                None => PageAnswer::Gone(*id),
            },
            ReadTask::Timeline(id) => {
                let Some(detail) = store.detail(*id)? else { return Ok(ReadOutcome::Answer(PageAnswer::Gone(*id))) };
                let Some(customer) = detail.customer else {
                    return Ok(ReadOutcome::Answer(PageAnswer::Timeline { id: *id, entries: Vec::new() }));
                };
                let overview = engine::read_customer(store, cx.config_if_any(), customer, Some(MOST_ON_TIMELINE))?;
                PageAnswer::Timeline { id: *id, entries: overview.timeline }
            }
            ReadTask::Matching { generation, filter } => {
                let filter = filter.clone().unwrap_or_else(engine::all_operations);
                let ids = engine::matching_operations(store, &filter, &settings)?;
                PageAnswer::Matching { generation: *generation, ids }
            }
            ReadTask::Watch(request) => PageAnswer::Watched(watch(store, cx, request)?),
            ReadTask::Learn => PageAnswer::Learned(Box::new(Vocabulary::read(store, cx)?)),
            ReadTask::Reopen => return Ok(ReadOutcome::Nothing),
        };
        Ok(ReadOutcome::Answer(answer))
    }
}

/// How many operations of a customer the timeline has.
const MOST_ON_TIMELINE: usize = 200;

/// How long an interruption may be on its way to a server.
const INTERRUPTION_TAKES: Duration = Duration::from_secs(2);

/// How long the reader waits before it tries again to open the store.
const BETWEEN_TRIES: Duration = Duration::from_millis(100);

/// What came of something that was to be read.
enum ReadOutcome {
    Answer(PageAnswer),
    /// There is nothing to say.
    Nothing,
    /// The store is closed, and cannot be opened now.
    NotYet,
}

fn inspect(store: &Store, cx: &Context, id: OperationId) -> Result<Option<Inspected>> {
    let store = store.snapshot()?;
    let Some(opened) = OpenedOperation::look(&store, cx.config_if_any(), id)? else { return Ok(None) };
    let channels = store.channels()?;
    let channel = channels.iter().find(|channel| channel.key == opened.detail.channel);
    let company = channel.map(|channel| channel.company_code.clone()).unwrap_or_default();
    let history = store.history(&[id])?;
    Ok(Some(Inspected { opened, company, history }))
}

/// Looks whether anything has happened, and if so, at what is shown.
fn watch(store: &Store, cx: &Context, request: &WatchRequest) -> Result<WatchedOperations> {
    let store = store.snapshot()?;
    let (entry, generation) = (store.last_entry_number()?, request.generation);
    if entry == request.entry {
        return Ok(WatchedOperations { generation, entry, ..WatchedOperations::default() });
    }
    let settings = cx.value_settings();
    let filter = request.filter.as_ref();
    let operations = read_listed(&store, &request.ids, None, &settings)?;
    let matching = match filter {
        Some(_) => read_listed(&store, &request.ids, filter, &settings)?.iter().map(|row| row.id).collect(),
        None => operations.iter().map(|row| row.id).collect::<HashSet<_>>(),
    };
    let newest = request.newest;
    let known = newest.unwrap_or(OperationId(0));
    let new = engine::count_matching(&store, filter, &settings, Some(known))?;
    let run = store.last_ended_run()?;
    Ok(WatchedOperations { generation, entry, operations, matching, new, newest, run })
}

/// What writes.
struct StoreWriter {
    cx: Context,
    stop: Stop,
    answers: Sender<PageAnswer>,
    door: Arc<RwLock<()>>,
}

impl StoreWriter {
    fn work(&self, task: WriteTask) {
        let answer = match task {
            WriteTask::Do(deed) => match self.execute(&deed, Access::Write) {
                Ok(Executed::Report(report)) => PageAnswer::Done { deed, report: Box::new(report) },
                Ok(Executed::ChangedMeanwhile(theirs)) => PageAnswer::Conflict { deed, theirs },
                Err(failure) => PageAnswer::Refused { deed, lines: failure.lines(&self.cx.texts) },
            },
            WriteTask::Rehearse(deed) => {
                let report = match self.execute(&deed, Access::Rehearse) {
                    Ok(Executed::Report(report)) => Ok(Box::new(report)),
                    Ok(Executed::ChangedMeanwhile(_)) => {
                        Ok(Box::new(DeedReport::Edited(engine::EditReport::default())))
                    }
                    Err(failure) => Err(failure.lines(&self.cx.texts)),
                };
                PageAnswer::Rehearsed { deed, report }
            }
            WriteTask::RunJobs(_) => return,
        };
        let _ = self.answers.send(answer);
    }

    fn execute(&self, deed: &Deed, access: Access) -> Result<Executed> {
        let _nobody_opens = self.door.read().unwrap_or_else(PoisonError::into_inner);
        guarded(&self.cx, || {
            let mut store = self.cx.open_store(access)?;
            let executed = execute(deed, &mut store, &self.cx, &self.stop);
            match executed {
                Err(DeedError::ChangedMeanwhile(id)) => {
                    let theirs = inspect(&store, &self.cx, id)?.ok_or(EngineError::NoOperation { id, range: None })?;
                    Ok(Executed::ChangedMeanwhile(Box::new(theirs)))
                }
                Err(DeedError::Other(failure)) => Err(failure),
                Ok(report) => Ok(Executed::Report(report)),
            }
        })
    }
}

/// What came of a deed.
enum Executed {
    Report(DeedReport),
    /// Others have changed the operation, which is like this now.
    ChangedMeanwhile(Box<Inspected>),
}

/// Why a deed was not done.
enum DeedError {
    ChangedMeanwhile(OperationId),
    Other(Failure),
}

impl<E: Into<Failure>> From<E> for DeedError {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

fn execute(deed: &Deed, store: &mut Store, cx: &Context, stop: &Stop) -> std::result::Result<DeedReport, DeedError> {
    let mut author = cx.author();
    if let DeedKind::Dismiss { reason } = &deed.kind {
        author.reason.clone_from(reason);
    }
    let repair = Repair { author: &author, config: cx.config_if_any(), stop };
    match &deed.kind {
        DeedKind::Edit { assignments, opened, resync } => {
            let config = cx.config()?;
            let resync = resync.then_some(EXPLAINED);
            let request = EditRequest { config, assignments, accepted: None, later: false, resync };
            let edited = match (deed.ids.as_slice(), opened) {
                (&[id], Some(opened)) => engine::edit_opened(store, &repair, id, Some(*opened), request),
                _ => engine::edit_all(store, &repair, &targets(deed, Correction::Edit, store, cx)?, request),
            };
            match edited {
                Ok(report) => Ok(DeedReport::Edited(report)),
                Err(EngineError::ChangedMeanwhile { id }) => Err(DeedError::ChangedMeanwhile(id)),
                Err(error) => Err(error.into()),
            }
        }
        DeedKind::Resync => {
            let config = cx.config()?;
            let targets = targets(deed, Correction::Resync, store, cx)?;
            Ok(DeedReport::Resynced(engine::resync_all(store, &repair, config, &targets, EXPLAINED)?))
        }
        DeedKind::Dismiss { .. } => {
            let targets = targets(deed, Correction::Dismiss, store, cx)?;
            Ok(DeedReport::Dismissed(engine::dismiss_all(store, &repair, &targets)?))
        }
    }
}

/// Returns the operations of a deed: of many those that can still be corrected so, as others may have changed some since they
/// were marked.
fn targets(deed: &Deed, correction: Correction, store: &Store, cx: &Context) -> Result<Targets> {
    if let (&[id], None) = (deed.ids.as_slice(), &deed.expression) {
        return Ok(Targets::numbered([id]));
    }
    let by_expression = match &deed.expression {
        Some(expression) => SelectArgs::default().filter(Some(expression), store, cx)?,
        None => None,
    };
    let filter = by_expression.unwrap_or_else(|| with_numbers(&deed.ids));
    let Matches { mut targets, excluded } = Targets::matching(store, filter, cx.value_settings(), correction)?;
    // What matches only since then was neither marked nor counted.
    let marked: HashSet<_> = deed.ids.iter().collect();
    targets.ids.retain(|id| marked.contains(id));
    if targets.ids.is_empty() {
        let none = Phrase::new("target-none").count("count", excluded).with("correction", correction.name());
        return Err(Refusal::new(none).into());
    }
    Ok(targets)
}

fn run_jobs(cx: &Context, jobs: Vec<Job>, answers: &Sender<PageAnswer>, stop: &Stop) -> Result<Run> {
    let config = cx.config()?;
    let address = cx.store_address()?;
    let store = cx.guarded_store(&address, Access::Create, Duration::ZERO);
    let request = RunRequest { jobs, channels: Vec::new(), accepts: Acceptance::Nothing };
    let progress = RunMessages { answers: answers.clone(), at: RefCell::default() };
    let environment = Environment { config, progress: &progress, stop, actor: &cx.actor };
    Ok(engine::run_jobs_locked(&store, &request, &environment)?)
}

/// Tells the page how a run gets on.
struct RunMessages {
    answers: Sender<PageAnswer>,
    at: RefCell<RunPlace>,
}

/// What a run is at.
#[derive(Default)]
struct RunPlace {
    job: Option<Job>,
    channel: Option<String>,
    done: u64,
    total: u64,
    said: Option<Instant>,
}

impl RunMessages {
    fn begin_at(&self, job: Option<Job>, channel: Option<&str>, total: u64) {
        let place = RunPlace { job, channel: channel.map(str::to_owned), done: 0, total, said: None };
        self.at.replace(place);
        self.say(true);
    }

    fn say(&self, is_due: bool) {
        let mut at = self.at.borrow_mut();
        if is_due || at.said.is_none_or(|said| said.elapsed() >= BETWEEN_PROGRESS) {
            at.said = Some(Instant::now());
            let RunPlace { job, ref channel, done, total, .. } = *at;
            let _ = self.answers.send(PageAnswer::Progress { job, channel: channel.clone(), done, total });
        }
    }
}

impl Progress for RunMessages {
    fn wait(&self, job: Option<(Job, &str)>) {
        self.begin_at(job.map(|(job, _)| job), job.map(|(_, channel)| channel), 0);
    }

    fn begin(&self, job: Job, channel: Option<&str>, total: u64) {
        self.begin_at(Some(job), channel, total);
    }

    fn begin_index(&self, total: u64) {
        self.begin_at(Some(Job::Sync), None, total);
    }

    fn extend(&self, steps: u64) {
        self.at.borrow_mut().total += steps;
    }

    fn advance(&self, steps: u64) {
        self.at.borrow_mut().done += steps;
        self.say(false);
    }

    fn end(&self, _: &JobReport) {}
}
