//! A transaction that writes: everything in it is kept, or nothing is.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Deref;

use serde_json::{Map, Value as Json};

use super::database::{Purpose, Update, params};
use super::desk::{Desk, Numbers};
use super::error::{Result, StoreError};
use super::handle::Store;
use super::seal::{MovedSeal, NewSeal};
use super::trail::{append_to_chain, chain_end};
use super::trail_end::TrailEnd;
use crate::model::{CustomerId, OperationId};
use crate::trail::{Author, ChainEnd, Draft, Drafted, Event, Note};

const CHANGED: Update<2> = Update { table: "customer", columns: ["id", "changed"], key: 1 };

/// An open write transaction, `BEGIN IMMEDIATE`. Dropped without [`Transaction::commit`] it is rolled back.
///
/// In a rehearsal it is a savepoint inside the transaction that is rolled back at the end.
pub(crate) struct Transaction<'s> {
    store: &'s Store,
    /// Who acts, for the audit trail.
    author: &'s Author,
    open: bool,
    /// What the transaction has done to operations, for the audit trail.
    pub(super) draft: RefCell<Draft>,
    /// The seal that begins in the transaction; `None` in all others.
    pub(super) new_seal: RefCell<Option<NewSeal>>,
    /// The configuration that decides in the transaction; `None` if none does.
    configuration: RefCell<Option<Map<String, Json>>>,
    /// The last entry of the trail, if it was read when the transaction began.
    last_entry: Option<ChainEnd>,
}

impl Store {
    /// Begins a transaction that writes; the audit trail names `author` for what it does.
    pub(crate) fn begin<'s>(&'s mut self, author: &'s Author) -> Result<Transaction<'s>> {
        Transaction::begin(self, author)
    }
}

impl<'s> Transaction<'s> {
    fn begin(store: &'s Store, author: &'s Author) -> Result<Self> {
        let beginning = store.database.begin_reading(store.purpose())?;
        let numbers = beginning.as_ref().map(|beginning| Numbers::read(beginning.numbers));
        store.desk.replace(Desk { is_open: true, run: author.run, numbers, ..Desk::default() });
        let last_entry = beginning.and_then(|beginning| beginning.last_entry);
        Ok(Self {
            store,
            author,
            open: true,
            draft: RefCell::default(),
            new_seal: RefCell::default(),
            configuration: RefCell::default(),
            last_entry: last_entry.map(|(id, hash)| ChainEnd { id, hash }),
        })
    }

    /// Returns the run that the transaction belongs to; `None` for what a person does.
    pub(super) fn run(&self) -> Option<i64> {
        self.desk.borrow().run
    }

    /// Commits what was written, with its entries in the audit trail.
    pub(crate) fn commit(mut self) -> Result<()> {
        let Appended { end, seal, trail_end } = self.append_draft()?;
        if let Err(error) = self.store.database.commit(self.store.purpose()) {
            self.settle(error, end.as_ref())?;
        }
        self.open = false;
        self.store.desk.take();
        if end.is_some() {
            self.store.has_appended.set(true);
        }
        if let Some(trail_end) = trail_end {
            self.store.keep_trail_end(trail_end);
        }
        if let Some(seal) = seal {
            self.store.move_seal(&seal);
        }
        Ok(())
    }

    /// Finds out whether the transaction was committed, where the connection to the server was lost meanwhile: the chain of the
    /// trail knows.
    ///
    /// # Errors
    /// The one given, if it was not, or if it has no entries that would tell.
    fn settle(&self, error: StoreError, end: Option<&ChainEnd>) -> Result<()> {
        let (StoreError::Lost(_), Some(end)) = (&error, end) else { return Err(error) };
        let database = &self.store.database;
        // The server may still be at the COMMIT: whoever writes waits until that has ended.
        database.begin(Purpose::Write)?;
        let sql = "SELECT 1 FROM entry WHERE id = ?1 AND hash = ?2";
        let is_committed = database.exists(sql, &params![end.id, end.hash.as_slice()]);
        database.roll_back(Purpose::Write);
        if is_committed? { Ok(()) } else { Err(error) }
    }

    /// Appends the entries for what the transaction has done, and writes the change numbers of the customers that it
    /// changed.
    fn append_draft(&self) -> Result<Appended> {
        let mut draft = self.draft.take();
        let configuration = self.configuration.take();
        let before = if draft.is_empty() { None } else { Some(self.trail_end_before()?) };
        if let (Some(before), Some(configuration)) = (&before, configuration)
            && before.configuration.as_ref() != Some(&Json::Object(configuration.clone()).to_string())
        {
            draft.put_first(Event::Configured, configuration);
        }
        let author = Author { run: self.run(), ..self.author.clone() };
        let last_change = if draft.has_changes() { self.last_change()? } else { 0 };
        let Drafted { entries, changes, last_change } = draft.into_entries(author.run.is_some(), last_change);
        if !changes.is_empty() {
            self.give_numbers(|numbers| numbers.last.change = last_change)?;
        }
        self.write_out()?;
        self.write_changes(changes)?;
        let Some(before) = before else { return Ok(Appended::default()) };
        let outlives = TrailEnd::outlives(&entries);
        let appended = append_to_chain(&self.database, before.end, &author, self.clock, entries)?;
        let seal = self.store.seal(&appended, self.new_seal.take(), before.seal.as_deref())?;
        let end = appended.into_iter().last();
        let trail_end = end.clone().filter(|_| outlives).map(|end| TrailEnd { end, ..before });
        Ok(Appended { end, seal, trail_end })
    }

    /// Returns what holds at the end of the trail before the transaction appends to it.
    fn trail_end_before(&self) -> Result<TrailEnd> {
        let end = match &self.last_entry {
            Some(end) => end.clone(),
            None => chain_end(&self.database)?.unwrap_or_default(),
        };
        self.store.trail_end(end)
    }

    /// Says which configuration decides in the transaction, as [`crate::config::Config::deciding`] returns it.
    pub(crate) fn decide_by(&self, configuration: Map<String, Json>) {
        self.configuration.replace(Some(configuration));
    }

    /// Writes the numbers of the last changes of customers.
    fn write_changes(&self, changes: HashMap<CustomerId, i64>) -> Result<()> {
        let mut changes: Vec<_> = changes.into_iter().collect();
        changes.sort_unstable_by_key(|(customer, _)| *customer);
        self.database.update_all(&CHANGED, changes.iter().map(|(customer, change)| params![customer.0, *change]))
    }

    /// Has what the transaction does name the run that begins in it, unless it belongs to another one.
    pub(super) fn name_run(&self, run: i64) {
        self.desk.borrow_mut().run.get_or_insert(run);
    }

    /// Adds a note to the entries of the transaction.
    pub(super) fn add_note(&self, note: &Note) {
        self.draft.borrow_mut().add(note);
    }

    /// Marks a customer as changed by an operation, so that the channels receive it: it gets a change number at the end of
    /// the transaction. The operation's verdict follows.
    pub(crate) fn touch(&self, customer: CustomerId, operation: OperationId) {
        self.draft.borrow_mut().touch(operation, customer);
    }
}

/// What a transaction has appended to the trail.
#[derive(Default)]
struct Appended {
    /// The last entry; `None` if there is none.
    end: Option<ChainEnd>,
    /// How far the entries move the seal.
    seal: Option<MovedSeal>,
    /// What holds at the end then, if it is known.
    trail_end: Option<TrailEnd>,
}

impl Store {
    /// Returns the configuration that was noted last, as the trail has it.
    fn noted_configuration(&self) -> Result<Option<String>> {
        let sql = "SELECT details FROM entry WHERE event = ?1 AND first IS NULL ORDER BY id DESC LIMIT 1";
        self.database.one(sql, &params![Event::Configured.name()], |row| row.get(0))
    }

    /// Returns what holds at the end of the trail, which is `end` in the present transaction.
    pub(super) fn trail_end(&self, end: ChainEnd) -> Result<TrailEnd> {
        if let Some(known) = self.trail_end.take().filter(|known| known.end == end) {
            return Ok(known);
        }
        Ok(TrailEnd { end, configuration: self.noted_configuration()?, seal: self.present_seal()? })
    }

    /// Keeps what holds at the end of the trail, which was committed. In a rehearsal, nothing is.
    pub(super) fn keep_trail_end(&self, end: TrailEnd) {
        if !self.is_rehearsal {
            self.trail_end.replace(Some(end));
        }
    }
}

impl Deref for Transaction<'_> {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.store
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        if self.open {
            self.store.desk.take();
            self.store.database.roll_back(self.store.purpose());
        }
    }
}
