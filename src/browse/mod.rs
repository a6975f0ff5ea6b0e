//! The page in the terminal: operations, their details, corrections.
//!
//! There is one model, one function that changes it, and one that draws it. What the page wants of the store is a task, done by
//! threads of its own, whose answers are messages like keys are.

mod action;
mod areas;
mod complete;
mod deed;
mod keys;
mod list_state;
mod message;
mod model;
mod open_page;
#[cfg(test)]
mod sample;
mod terminal;
mod theme;
mod update;
mod view;
mod vocabulary;
mod worker;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ratatui::crossterm::event::{self, Event};
use signal_hook::consts::{SIGHUP, SIGTSTP};

use self::message::{Message, PageTask};
use self::model::{PageFilter, PageModel, PageSetup};
use self::terminal::PageTerminal;
use self::theme::Theme;
use self::vocabulary::Vocabulary;
use self::worker::Workers;
use crate::context::Context;
use crate::editor::{keep_text, run_editor};
use crate::engine;
use crate::exit::Exit;
use crate::failure::{Failure, Result};
use crate::i18n::{Phrase, Texts};
use crate::model::{OperationId, State};
use crate::options::{SelectArgs, bare_expression};
use crate::refusal::Refusal;
use crate::signals;
use crate::stop::Stop;
use crate::store::{Access, Store};
use crate::terminal::{Colours, is_unicode};

/// How often the page looks what others have done.
const WATCH: Duration = Duration::from_secs(2);

/// How long the page waits for a key before it looks for an answer, while one is awaited and otherwise.
const AWAITING: Duration = Duration::from_millis(10);
const IDLE: Duration = Duration::from_millis(100);

/// How long the page waits for a key that was typed ahead of its drawing; without any patience the library looks for none.
const BETWEEN_KEYS: Duration = Duration::from_millis(1);

/// For how long after a task the page expects answers.
const ANSWERS_COME: Duration = Duration::from_secs(1);

/// What is shown if nothing else is asked for.
const OPEN: &str = "status in (failed, waiting, pending)";

/// Shows the page until somebody leaves it.
///
/// # Errors
/// There is no terminal, the store cannot be read, or the expression has a mistake.
pub(crate) fn run(expression: Option<&str>, select: &SelectArgs, cx: &mut Context) -> Result<Exit> {
    if !terminal::is_usable() {
        return Err(Refusal::of_usage(Phrase::new("browse-no-terminal")).into());
    }
    let store = cx.open_store(Access::Read)?;
    let filter = first_filter(expression, select, &store, cx)?;
    let address = cx.store_address()?;
    let name = address.file().and_then(|file| file.file_name()).map(|name| name.to_string_lossy().into_owned());
    let setup = PageSetup {
        texts: cx.texts.clone(),
        config: cx.config_if_any().cloned().map(Arc::new),
        store: name.unwrap_or_else(|| address.to_string()),
        is_read_only: !store.may_write(),
        theme: Theme { has_colours: Colours::on_stdout(), is_unicode: is_unicode() },
        clock: cx.clock,
    };
    let vocabulary = Vocabulary::read(&store, cx)?;
    let stop = signals::listen()?;
    let mut model = PageModel::new(setup, filter, vocabulary, PageTerminal::size()?);
    model.entry = store.last_entry_number()?;
    // The reader opens it for itself.
    drop(store);
    let workers = Workers::start(cx.seed())?;
    let mut page = Page { workers, stop, suspension: Suspension::listen()?, last_task: Instant::now() };
    let terminal = PageTerminal::open().map_err(Failure::from)?;
    let ended = page.show(&mut model, terminal);
    // A deed that is at work is ended, whatever ends the page.
    page.workers.stop_writing();
    page.workers.finish();
    match page.stop.signal() {
        Some(signal) => Ok(Exit::Interrupted(signal)),
        // The signal of a closed terminal may be ignored, or still come.
        None if !terminal::is_there() => Ok(Exit::Interrupted(SIGHUP as usize)),
        None => ended.map(|()| Exit::Done).map_err(Failure::from),
    }
}

/// Returns what the page begins with: what is asked for, or the operations that have not gone through if there are any.
fn first_filter(expression: Option<&str>, select: &SelectArgs, store: &Store, cx: &Context) -> Result<PageFilter> {
    let given = expression.map(|given| engine::resolve_expression(store, given)).transpose()?;
    let bare = given.as_deref().map(|text| bare_expression(text, store, cx)).transpose()?.flatten();
    let mut expression = select.with_options(bare.or(given).as_deref(), store, cx)?;
    if expression.is_none() {
        let has_open = store.counts()?.iter().any(|counts| State::OPEN.contains(&counts.state) && counts.count > 0);
        expression = has_open.then(|| OPEN.to_owned());
    }
    let filter = match &expression {
        Some(expression) => SelectArgs::default().filter(Some(expression), store, cx)?,
        None => None,
    };
    Ok(PageFilter { expression: expression.unwrap_or_default(), filter })
}

/// Ctrl-Z of another terminal, or `kill -TSTP`, which does what Ctrl-Z does here.
struct Suspension {
    /// Set when the program is to be suspended.
    asked: Arc<AtomicBool>,
    /// Whether another program has the terminal: then this one is suspended at once, together with it, or the shell would wait
    /// for a program that waits for a suspended one.
    is_at_once: Arc<AtomicBool>,
}

impl Suspension {
    /// Takes the signal.
    fn listen() -> io::Result<Self> {
        let (asked, is_at_once) = (Arc::<AtomicBool>::default(), Arc::<AtomicBool>::default());
        signal_hook::flag::register(SIGTSTP, Arc::clone(&asked))?;
        signal_hook::flag::register_conditional_default(SIGTSTP, Arc::clone(&is_at_once))?;
        Ok(Self { asked, is_at_once })
    }

    /// Returns whether the program is to be suspended, once.
    fn take(&self) -> bool {
        self.asked.swap(false, Ordering::SeqCst)
    }

    /// Runs a program that has the terminal meanwhile.
    fn at_once_during<R>(&self, work: impl FnOnce() -> R) -> R {
        self.is_at_once.store(true, Ordering::SeqCst);
        let done = work();
        self.is_at_once.store(false, Ordering::SeqCst);
        // The signal that came meanwhile has had its effect.
        self.take();
        done
    }
}

/// What happens around the model.
struct Page {
    workers: Workers,
    stop: Stop,
    suspension: Suspension,
    last_task: Instant,
}

impl Page {
    /// Shows the model until it ends.
    fn show(&mut self, model: &mut PageModel, mut terminal: PageTerminal) -> io::Result<()> {
        let mut tasks = update::begin_list(model);
        let mut watched = Instant::now();
        let mut is_changed = true;
        loop {
            let mut messages = Vec::new();
            for task in std::mem::take(&mut tasks) {
                if task == PageTask::Quit {
                    return Ok(());
                }
                messages.extend(self.start(task, model, &mut terminal)?);
            }
            if is_changed {
                terminal.draw(|frame| view::draw(model, frame))?;
            }
            if messages.is_empty() {
                messages = self.wait()?;
            }
            // A closed terminal is at its end whenever it is read.
            if self.stop.signal().is_some() || !terminal::is_there() {
                return Ok(());
            }
            if self.suspension.take() {
                tasks.push(PageTask::Suspend);
            }
            if watched.elapsed() >= WATCH {
                watched = Instant::now();
                messages.push(Message::Tick);
                // The signal of a new size may have come before anybody listened.
                let size = PageTerminal::size()?;
                if size != model.size {
                    messages.push(Message::Resized(size.0, size.1));
                }
            }
            if messages.iter().any(|message| matches!(message, Message::Resized(..))) {
                terminal.forget()?;
            }
            is_changed = messages.iter().any(|message| !matches!(message, Message::Tick)) || !tasks.is_empty();
            for message in messages {
                tasks.extend(update::update(model, message));
            }
        }
    }

    /// Waits for keys and answers.
    fn wait(&self) -> io::Result<Vec<Message>> {
        let patience = if self.last_task.elapsed() < ANSWERS_COME { AWAITING } else { IDLE };
        let mut messages = Vec::new();
        if event::poll(patience)? {
            // What was typed ahead is one step of drawing.
            loop {
                messages.extend(match event::read()? {
                    Event::Key(key) => Some(Message::Key(key)),
                    Event::Paste(text) => Some(Message::Paste(text)),
                    Event::Resize(width, height) => Some(Message::Resized(width, height)),
                    Event::FocusGained | Event::FocusLost | Event::Mouse(_) => None,
                });
                if messages.len() >= MOST_TYPED_AHEAD || !event::poll(BETWEEN_KEYS)? {
                    break;
                }
            }
        }
        while let Some(answer) = self.workers.answer() {
            messages.push(Message::Answer(answer));
        }
        Ok(messages)
    }

    /// Begins what the model asks for; returns what has happened at once.
    fn start(&mut self, task: PageTask, model: &PageModel, terminal: &mut PageTerminal) -> io::Result<Option<Message>> {
        self.last_task = Instant::now();
        match task {
            PageTask::Read(task) => self.workers.read(task),
            PageTask::Write(task) => self.workers.write(task)?,
            PageTask::StopRun => self.workers.stop_run(),
            PageTask::Copy(text) => PageTerminal::copy(&text)?,
            PageTask::Redraw => terminal.forget()?,
            PageTask::Suspend => {
                terminal.suspend()?;
                let (width, height) = PageTerminal::size()?;
                return Ok(Some(Message::Resized(width, height)));
            }
            PageTask::Edit { id, text } => {
                let texts = &model.setup.texts;
                let edit = || edited_text(&text, model.unread_text.as_deref().unwrap_or_default(), id, texts);
                let edited = terminal.lend(|| self.suspension.at_once_during(edit))?;
                // Ctrl-C was the editor's.
                signals::forget_interrupt(&self.stop);
                return Ok(Some(Message::Edited(edited)));
            }
            PageTask::KeepText { id, text, mut lines } => {
                lines.extend(keep_text(text.as_bytes(), id, &model.setup.texts));
                return Ok(Some(Message::Edited(Err(lines))));
            }
            PageTask::Quit => {}
        }
        Ok(None)
    }
}

/// Returns what the person's editor left of a text, or why there is nothing, and where what was typed is kept.
fn edited_text(text: &str, before: &str, id: OperationId, texts: &Texts) -> std::result::Result<String, Vec<String>> {
    run_editor(text, before).map_err(|fault| {
        let mut lines = fault.failure.lines(texts);
        lines.extend(keep_text(&fault.typed, id, texts));
        lines
    })
}

/// How many keys are taken before the page is drawn.
const MOST_TYPED_AHEAD: usize = 200;
