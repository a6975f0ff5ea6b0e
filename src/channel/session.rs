//! A session with a channel: it is opened, read and written by a thread of its own, so that a channel that does not answer stops
//! nothing but itself.
//!
//! What computes is interrupted. What is blocked in the kernel (a network file system whose server is gone) is left behind;
//! it ends with the program and commits nothing.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use super::control::{Control, GaveUp};
use super::database::{self, ChannelDatabase};
use super::error::{ChannelError, ChannelFault, ChannelPlace, Result, SessionError};
use super::folder::{self, FolderInspection, IntakeResult, PackageRequest};
use super::limits::TimeLimits;
use super::opened::Channel;
use super::patience::{Patience, RequestKind};
use super::writing::Writing;
use crate::config::{ChannelConfig, ChannelSource};
use crate::failure::Explain as _;
use crate::model::ValueLimit;
use crate::stop::Stop;

/// What a thread is asked to do with its channel.
type Task = Box<dyn FnOnce(&mut Channel) + Send>;

/// An open channel. Each request is one short read, or one transaction of a batch, and has the same time limit.
///
/// Once the channel has not answered in time, no further request reaches it. The database is closed when the session is
/// dropped.
pub(crate) struct ChannelSession {
    place: ChannelPlace,
    /// Whether the tables are a mirror of what the channel has shown.
    is_mirrored: bool,
    patience: Patience,
    control: Arc<Control>,
    /// `None` while the session is dropped: the thread then ends.
    tasks: Option<Sender<Task>>,
    /// Disconnected when the thread has closed the database.
    closed: Receiver<Infallible>,
}

impl ChannelSession {
    /// Opens the database of a configured channel. Each request, as this one, has a time limit for its answer; `stop` ends
    /// a read at once and a write after a few seconds.
    ///
    /// # Errors
    /// Says what is wrong with the channel's file, and whether trying again can help.
    pub(crate) fn open(config: &ChannelConfig, limits: TimeLimits, stop: &Stop) -> Result<Self, SessionError> {
        let place = ChannelPlace::new(&config.name, config.source.path());
        let control = Arc::new(Control::default());
        let (tasks, received) = mpsc::channel::<Task>();
        let (answer, opened) = mpsc::channel();
        let work = {
            let (config, control) = (config.clone(), Arc::clone(&control));
            move || match Channel::open(&config, limits.lock, control).map_err(SessionError::from) {
                Ok(mut channel) => {
                    // Whether anybody still waits for it shows at the next task.
                    let _ = answer.send(Ok(()));
                    for task in received {
                        task(&mut channel);
                    }
                }
                Err(error) => drop(answer.send(Err(error))),
            }
        };
        let closed = spawn(&place, work)?;
        let is_mirrored = matches!(config.source, ChannelSource::Folder(_));
        let patience = Patience::new(limits.request, stop);
        let session = Self { place, is_mirrored, patience, control, tasks: Some(tasks), closed };
        session.answer_of(&opened, RequestKind::Read)?;
        Ok(session)
    }

    /// Sets how much is kept of the rows that are read.
    ///
    /// # Errors
    /// The channel does not answer, or the program was asked to stop.
    pub(crate) fn limit_values(&self, limit: ValueLimit) -> Result<(), SessionError> {
        self.send(move |channel| channel.limit_values(limit))
    }

    /// Reads from the database.
    ///
    /// # Errors
    /// Those of `task`; the channel does not answer, or the program was asked to stop.
    pub(crate) fn read<R, E>(
        &self,
        task: impl FnOnce(&ChannelDatabase) -> Result<R, E> + Send + 'static,
    ) -> Result<R, E>
    where
        R: Send + 'static,
        E: From<SessionError> + Send + 'static,
    {
        let (answer, answers) = mpsc::channel();
        self.send(move |channel| drop(answer.send(task(channel.tables()))))?;
        self.answer_of(&answers, RequestKind::Read)
    }

    /// Reads parts from the database, each in a request of its own, while the engine works with those before: at most two of
    /// them wait. `next` reads the next part, and returns `None` after the last one.
    ///
    /// # Errors
    /// The channel has not answered before.
    pub(crate) fn read_ahead<P, E>(
        &self,
        mut next: impl FnMut(&ChannelDatabase) -> Result<Option<P>, E> + Send + 'static,
    ) -> Result<ReadAhead<'_, P, E>, SessionError>
    where
        P: Send + 'static,
        E: From<SessionError> + Send + 'static,
    {
        self.go_on(move |channel| next(channel.tables()))
    }

    /// Has the channel do something step by step, each in a request of its own. `next` does the next step, and returns `None` after
    /// the last one.
    fn go_on<P, E>(
        &self,
        mut next: impl FnMut(&mut Channel) -> Result<Option<P>, E> + Send + 'static,
    ) -> Result<ReadAhead<'_, P, E>, SessionError>
    where
        P: Send + 'static,
        E: From<SessionError> + Send + 'static,
    {
        // One waits in the queue, the other one at its end.
        let (supply, parts) = mpsc::sync_channel(1);
        self.send(move |channel| {
            loop {
                let part = next(channel);
                let is_last = !matches!(part, Ok(Some(_)));
                // Nobody may want it any more.
                if supply.send(part).is_err() || is_last {
                    break;
                }
            }
        })?;
        Ok(ReadAhead { session: self, parts, waiting: None, has_ended: false })
    }

    /// Writes to the database, in one transaction.
    ///
    /// # Errors
    /// As [`Self::read`]; nothing was written then.
    pub(crate) fn write<R, E>(&self, task: impl FnOnce(&Writing<'_>) -> Result<R, E> + Send + 'static) -> Result<R, E>
    where
        R: Send + 'static,
        E: From<SessionError> + From<ChannelError> + Send + 'static,
    {
        let (answer, answers) = mpsc::channel();
        self.send(move |channel| {
            let result = channel.begin().map_err(E::from).and_then(|writing| {
                let result = task(&writing)?;
                writing.commit()?;
                Ok(result)
            });
            drop(answer.send(result));
        })?;
        self.answer_of(&answers, RequestKind::Write)
    }

    /// Writes to the database, in one transaction: `put` each part, then `finish`. While one part is written, the next one is
    /// made, and no more than these are in memory. The time limit is that of a part.
    ///
    /// # Errors
    /// As [`Self::write`], and those of `parts`.
    pub(crate) fn write_parts<P, E>(
        &self,
        mut parts: impl Iterator<Item = Result<P, E>>,
        mut put: impl FnMut(&Writing<'_>, P) -> Result<(), E> + Send + 'static,
        finish: impl FnOnce(&Writing<'_>) -> Result<(), E> + Send + 'static,
    ) -> Result<(), E>
    where
        P: Send + 'static,
        E: From<SessionError> + From<ChannelError> + Send + 'static,
    {
        let (supply, supplied) = mpsc::channel();
        let (answer, answers) = mpsc::channel();
        self.send(move |channel| {
            let write = |ask: &dyn Fn()| -> Result<(), E> {
                let writing = channel.begin()?;
                ask();
                loop {
                    ask();
                    match supplied.recv() {
                        Ok(Some(part)) => put(&writing, part)?,
                        Ok(None) => break,
                        // The part could not be made.
                        Err(_) => return Ok(()),
                    }
                }
                finish(&writing)?;
                Ok(writing.commit()?)
            };
            let result = write(&|| drop(answer.send(None)));
            drop(answer.send(Some(result)));
        })?;
        let mut supply = Some(supply);
        let mut failure = None;
        loop {
            // An answer without a result asks for another part.
            if let Some(result) = self.next_answer(&answers, RequestKind::Write)? {
                return failure.map_or_else(|| self.unless_given_up(result), Err);
            }
            match supply.as_ref().map(|supply| (supply, parts.next().transpose())) {
                Some((supply, Ok(part))) => drop(supply.send(part)),
                Some((_, Err(error))) => {
                    failure = Some(error);
                    supply = None;
                }
                None => {}
            }
        }
    }

    /// Whether the channel's tables are a mirror of what it has shown: what is written there has to be handed over.
    pub(crate) fn is_mirrored(&self) -> bool {
        self.is_mirrored
    }

    /// Takes what the channel has shown since the last time into its mirror, step by step: each returns how many rows that were. A
    /// rehearsal changes nothing that lasts. Nothing to do for a database.
    ///
    /// # Errors
    /// As [`Self::read_ahead`].
    pub(crate) fn take_in(&self, rehearses: bool) -> Result<ReadAhead<'_, u64, SessionError>, SessionError> {
        self.go_on(move |channel| Ok(channel.take_in(rehearses)?))
    }

    /// Ends the taking in; `is_stored` if headquarters has all rows now.
    ///
    /// # Errors
    /// The channel cannot be written or does not answer, or the program was asked to stop.
    pub(crate) fn end_intake(&self, is_stored: bool) -> Result<IntakeResult, SessionError> {
        self.ask(RequestKind::Write, move |channel| channel.end_intake(is_stored))
    }

    /// Hands over what was written to a mirror since the last time.
    ///
    /// # Errors
    /// As [`Self::end_intake`].
    pub(crate) fn hand_over(&self, request: &PackageRequest) -> Result<(), SessionError> {
        loop {
            let request = request.clone();
            if !self.ask(RequestKind::Write, move |channel| channel.hand_over(&request))? {
                return Ok(());
            }
        }
    }

    /// Forgets the rows that a mirror has of the channel. A rehearsal changes nothing that lasts.
    ///
    /// # Errors
    /// As [`Self::end_intake`].
    pub(crate) fn forget_rows(&self, rehearses: bool) -> Result<(), SessionError> {
        self.ask(RequestKind::Write, move |channel| channel.forget_rows(rehearses))
    }

    /// Looks at what waits to be taken in; `None` for a database.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub(crate) fn inspect(&self) -> Result<Option<FolderInspection>, SessionError> {
        self.ask(RequestKind::Read, |channel| channel.inspect())
    }

    fn ask<R: Send + 'static>(
        &self,
        request: RequestKind,
        task: impl FnOnce(&mut Channel) -> Result<R> + Send + 'static,
    ) -> Result<R, SessionError> {
        let (answer, answers) = mpsc::channel();
        self.send(move |channel| drop(answer.send(task(channel).map_err(SessionError::from))))?;
        self.answer_of(&answers, request)
    }

    /// Returns an error of this channel.
    pub(crate) fn fault(&self, fault: ChannelFault) -> ChannelError {
        self.place.error(fault)
    }

    fn send(&self, task: impl FnOnce(&mut Channel) + Send + 'static) -> Result<(), SessionError> {
        if let Some(reason) = self.control.gave_up() {
            return Err(self.error(reason));
        }
        // A thread that has ended shows when its answer is waited for.
        let _ = self.tasks.as_ref().map(|tasks| tasks.send(Box::new(task)));
        Ok(())
    }

    /// Waits for the only answer to a request.
    fn answer_of<R, E: From<SessionError>>(
        &self,
        answers: &Receiver<Result<R, E>>,
        request: RequestKind,
    ) -> Result<R, E> {
        self.unless_given_up(self.next_answer(answers, request)?)
    }

    fn next_answer<A>(&self, answers: &Receiver<A>, request: RequestKind) -> Result<A, SessionError> {
        let answer = self.patience.wait(answers, request, &self.control).map_err(|reason| self.error(reason))?;
        answer.ok_or_else(|| self.place.panicked())
    }

    /// Says why a request was interrupted, instead of what the interruption looked like to SQLite.
    fn unless_given_up<R, E: From<SessionError>>(&self, result: Result<R, E>) -> Result<R, E> {
        result.map_err(|error| self.control.gave_up().map_or(error, |reason| self.error(reason).into()))
    }

    fn error(&self, reason: GaveUp) -> SessionError {
        self.patience.error(&self.place, reason)
    }
}

/// Parts that a channel's thread reads ahead. Dropped, it ends that: the part that is being read is read in vain.
pub(crate) struct ReadAhead<'s, P, E> {
    session: &'s ChannelSession,
    parts: Receiver<Result<Option<P>, E>>,
    /// A part that was waited for already.
    waiting: Option<Result<Option<P>, E>>,
    has_ended: bool,
}

impl<P, E: From<SessionError>> ReadAhead<'_, P, E> {
    /// Whether the next part, the end or an error is there after a moment. It does not count for the time limit.
    pub(crate) fn is_ready_within(&mut self, moment: Duration) -> bool {
        if self.waiting.is_none() && !self.has_ended {
            self.waiting = self.parts.recv_timeout(moment).ok();
        }
        self.has_ended || self.waiting.is_some()
    }

    /// Waits for the next part; `None` after the last one.
    ///
    /// # Errors
    /// That of reading the part; the channel does not answer, or the program was asked to stop.
    pub(crate) fn next(&mut self) -> Result<Option<P>, E> {
        let part = match self.waiting.take() {
            _ if self.has_ended => return Ok(None),
            Some(part) => self.session.unless_given_up(part),
            None => self.session.answer_of(&self.parts, RequestKind::Read),
        };
        self.has_ended = !matches!(part, Ok(Some(_)));
        part
    }
}

impl Drop for ChannelSession {
    fn drop(&mut self) {
        self.tasks = None;
        if self.control.gave_up().is_none() {
            // Closing writes what is left in a write-ahead log. If that hangs, the thread is left behind as well.
            let _ = self.patience.wait(&self.closed, RequestKind::Write, &self.control);
        }
    }
}

/// Creates the empty database of a channel, or its folder.
///
/// # Errors
/// Refuses to touch a database that exists; a folder that exists stays as it is.
pub(crate) fn create(channel: &ChannelConfig, limit: Duration, stop: &Stop) -> Result<(), SessionError> {
    let place = ChannelPlace::new(&channel.name, channel.source.path());
    let (answer, answers) = mpsc::channel();
    let work = {
        let (place, source) = (place.clone(), channel.source.clone());
        move || {
            let created = match source {
                ChannelSource::Database(_) => database::create(&place),
                ChannelSource::Folder(_) => folder::create(&place),
            };
            drop(answer.send(created));
        }
    };
    let _closed = spawn(&place, work)?;
    let patience = Patience::new(limit, stop);
    match patience.wait(&answers, RequestKind::Write, &Control::default()) {
        Ok(created) => Ok(created.ok_or_else(|| place.panicked())??),
        Err(reason) => Err(patience.error(&place, reason)),
    }
}

/// Starts the thread of a channel; what is returned is disconnected when it has ended.
fn spawn(place: &ChannelPlace, work: impl FnOnce() + Send + 'static) -> Result<Receiver<Infallible>> {
    let (ended, closed) = mpsc::channel();
    let thread = thread::Builder::new().name(place.channel.replace('\0', " "));
    let work = move || {
        let _ended = ended;
        work();
    };
    thread.spawn(work).map_err(|error| place.error(ChannelFault::Unreachable(error.phrase().to_string())))?;
    Ok(closed)
}
