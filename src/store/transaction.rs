//! A transaction that writes: everything in it is kept, or nothing is.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::ops::Deref;

use super::error::Result;
use super::handle::Store;
use super::trail::append;
use crate::model::CustomerId;
use crate::trail::{Author, Draft, Note};

/// An open write transaction, `BEGIN IMMEDIATE`. Dropped without [`Transaction::commit`] it is rolled back.
///
/// In a rehearsal it is a savepoint inside the transaction that is rolled back at the end.
pub(crate) struct Transaction<'s> {
    store: &'s Store,
    /// Who acts, for the audit trail.
    author: &'s Author,
    /// The run that began in the transaction; `None` in all others.
    run: Cell<Option<i64>>,
    open: bool,
    /// The number of the last change to a customer; `None` until one changes.
    change: Cell<Option<i64>>,
    /// The customers that already have a change number in this transaction.
    touched: RefCell<HashSet<CustomerId>>,
    /// What the transaction has done to operations, for the audit trail.
    pub(super) draft: RefCell<Draft>,
}

impl Store {
    /// Begins a transaction that writes; the audit trail names `author` for what it does.
    pub(crate) fn begin<'s>(&'s mut self, author: &'s Author) -> Result<Transaction<'s>> {
        Transaction::begin(self, author)
    }
}

impl<'s> Transaction<'s> {
    fn begin(store: &'s Store, author: &'s Author) -> Result<Self> {
        store.connection.execute_batch(if store.is_rehearsal { "SAVEPOINT step" } else { "BEGIN IMMEDIATE" })?;
        Ok(Self {
            store,
            author,
            run: Cell::new(None),
            open: true,
            change: Cell::new(None),
            touched: RefCell::default(),
            draft: RefCell::default(),
        })
    }

    /// Commits what was written, with its entries in the audit trail.
    pub(crate) fn commit(mut self) -> Result<()> {
        let has_entries = self.append_draft()?;
        if let Some(change) = self.change.get() {
            self.execute("UPDATE store SET change = ?1", [change])?;
        }
        self.store.connection.execute_batch(if self.store.is_rehearsal { "RELEASE step" } else { "COMMIT" })?;
        self.open = false;
        if has_entries {
            self.store.has_appended.set(true);
        }
        Ok(())
    }

    /// Appends the entries for what the transaction has done; returns whether there are any.
    fn append_draft(&self) -> Result<bool> {
        let author = Author { run: self.author.run.or(self.run.get()), ..self.author.clone() };
        let entries = self.draft.take().into_entries(author.run.is_some());
        let has_entries = !entries.is_empty();
        append(&self.connection, &author, self.clock, entries)?;
        Ok(has_entries)
    }

    /// Has the entries of the transaction name the run that begins in it.
    pub(super) fn name_run(&self, run: i64) {
        self.run.set(Some(run));
    }

    /// Adds a note to the entries of the transaction.
    pub(super) fn add_note(&self, note: &Note) {
        self.draft.borrow_mut().add(note);
    }

    /// Marks a customer as changed, so that the channels receive it: assigns the next change number, once in a
    /// transaction.
    pub(crate) fn touch(&self, customer: CustomerId) -> Result<()> {
        if !self.touched.borrow_mut().insert(customer) {
            return Ok(());
        }
        let last = match self.change.get() {
            Some(change) => change,
            None => self.store.connection.query_row("SELECT change FROM store", [], |row| row.get(0))?,
        };
        self.change.set(Some(last + 1));
        self.execute("UPDATE customer SET changed = ?1 WHERE id = ?2", (last + 1, customer.0))?;
        Ok(())
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
            let undo = if self.store.is_rehearsal { "ROLLBACK TO step; RELEASE step" } else { "ROLLBACK" };
            // A failed statement may have ended the transaction already; then there is nothing left to undo.
            let _ = self.store.connection.execute_batch(undo);
        }
    }
}
