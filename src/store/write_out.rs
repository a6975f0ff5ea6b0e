//! Writing what is on the desk: one statement per table.

use std::cell::Cell;
use std::mem;

use super::customer::{Customer, Record};
use super::database::{Database, Insertion, Update, among, ids, params};
use super::desk::{LastNumbers, NewState, Numbers, PendingWrites};
use super::error::{Result, StoreError, missing};
use super::handle::Store;
use crate::model::{CustomerId, Effect, OperationId, Problem};

const ADDED_CUSTOMER: Insertion<5> =
    Insertion { table: "customer", columns: ["id", "company", "guid", "async_account", "account"], conflict: "" };
const CHANGED_CUSTOMER: Update<3> = Update { table: "customer", columns: ["id", "account", "async_account"], key: 1 };
const SEQUENCE: Update<2> = Update { table: "company", columns: ["id", "accounts"], key: 1 };
const STATE: Update<5> =
    Update { table: "operation", columns: ["id", "state", "attempts", "effect", "superseded_by"], key: 1 };
const STATE_OF_RUN: Update<6> =
    Update { table: "operation", columns: ["id", "state", "attempts", "effect", "superseded_by", "run"], key: 1 };
const ASSIGNED: Update<4> =
    Update { table: "operation", columns: ["id", "customer", "account", "async_account"], key: 1 };
const CHANGE: Insertion<5> =
    Insertion { table: "change", columns: ["operation", "position", "field", "old", "new"], conflict: "" };
const PROBLEM: Insertion<8> = Insertion {
    table: "problem",
    columns: ["operation", "position", "code", "reason", "field", "value", "expected", "suggestion"],
    conflict: "",
};
const LATER_DOCUMENT: Insertion<2> = Insertion { table: "later_document", columns: ["id", "operation"], conflict: "" };
const RECORD: Insertion<13> = Insertion {
    table: "record",
    columns: [
        "customer",
        "kind",
        "key",
        "active",
        "is_primary",
        "claimed",
        "at",
        "counter",
        "channel",
        "operation",
        "fields",
        "snapshot",
        "deactivation",
    ],
    conflict: "ON CONFLICT (customer, kind, key) DO UPDATE SET active = excluded.active, is_primary = excluded.is_primary, \
               claimed = excluded.claimed, at = excluded.at, counter = excluded.counter, channel = excluded.channel, \
               operation = excluded.operation, fields = excluded.fields, snapshot = excluded.snapshot, \
               deactivation = excluded.deactivation",
};
const COUNT: Insertion<3> = Insertion {
    table: "state_count",
    columns: ["channel", "state", "operations"],
    conflict: "ON CONFLICT (channel, state) DO UPDATE SET operations = state_count.operations + excluded.operations",
};

impl Store {
    /// Returns the last numbers that were given.
    pub(super) fn numbers(&self) -> Result<Numbers> {
        if let Some(numbers) = self.desk.borrow().numbers {
            return Ok(numbers);
        }
        let sql = "SELECT change, operations, customers, later_documents, indexed FROM store";
        let numbers = self.database.one(sql, &[], |row| {
            let (operation, customer) = (row.get(1)?, row.get(2)?);
            let last = LastNumbers { change: row.get(0)?, operation, customer, later_document: row.get(3)? };
            Ok(Numbers::new(last, row.get(4)?))
        })?;
        let numbers = numbers.ok_or_else(|| missing("the row of the store"))?;
        let mut desk = self.desk.borrow_mut();
        if desk.is_open {
            desk.numbers = Some(numbers);
        }
        Ok(numbers)
    }

    /// Has the last numbers read again, since the store's row was written otherwise.
    pub(super) fn forget_numbers(&self) {
        self.desk.borrow_mut().numbers = None;
    }

    /// Gives further numbers, in a transaction.
    pub(super) fn give_numbers<R>(&self, give: impl FnOnce(&mut Numbers) -> R) -> Result<R> {
        let mut numbers = self.numbers()?;
        let given = give(&mut numbers);
        self.desk.borrow_mut().numbers = Some(numbers);
        Ok(given)
    }

    /// Writes everything that the transaction holds back.
    ///
    /// # Errors
    /// [`StoreError::OfOperation`] if what an operation has in the store contradicts what it is to have.
    pub(super) fn write_out(&self) -> Result<()> {
        if !self.desk.borrow().has_writes() {
            return Ok(());
        }
        self.write_added_customers()?;
        let writes = mem::take(&mut self.desk.borrow_mut().writes);
        self.put_aside(&writes)?;
        self.write_operations(&writes)?;
        self.add_later_documents(writes.changes.keys().copied())?;
        self.write_records()?;
        self.write_customers()?;
        let counts = writes.counts.iter().filter(|(_, count)| **count != 0);
        let mut counts: Vec<_> = counts.map(|(&(channel, state), &count)| (channel.0, state.index(), count)).collect();
        counts.sort_unstable();
        let counts = counts.into_iter().map(|(channel, state, count)| params![channel, state, count]);
        self.database.insert_all(&COUNT, counts)?;
        self.write_numbers()
    }

    fn write_records(&self) -> Result<()> {
        let mut desk = self.desk.borrow_mut();
        write_records(&self.database, desk.records.unwritten())?;
        desk.records.note_written();
        Ok(())
    }

    /// Writes the customers that were added, before anything refers to them.
    pub(super) fn write_added_customers(&self) -> Result<()> {
        let added = self.desk.borrow_mut().customers.take_added();
        let rows = added.iter().map(|(customer, new)| {
            let Customer { id, async_account, account } = customer;
            params![id.0, new.company.0, new.guid.as_bytes(), async_account, account.as_deref()]
        });
        self.database.insert_all(&ADDED_CUSTOMER, rows)?;
        Ok(())
    }

    fn write_customers(&self) -> Result<()> {
        let changed = self.desk.borrow_mut().customers.take_changed();
        let rows =
            changed.iter().map(|customer| params![customer.id.0, customer.account.as_deref(), &customer.async_account]);
        self.database.update_all(&CHANGED_CUSTOMER, rows)?;
        let sequences = self.desk.borrow_mut().accounts.take_writes();
        self.database.update_all(&SEQUENCE, sequences.iter().map(|(company, number)| params![company.0, *number]))
    }

    fn write_numbers(&self) -> Result<()> {
        let Some(mut numbers) = self.desk.borrow().numbers.filter(|numbers| numbers.has_writes()) else {
            return Ok(());
        };
        let last = numbers.last;
        self.database.execute(
            "UPDATE store SET change = ?1, operations = ?2, customers = ?3, later_documents = ?4",
            &params![last.change, last.operation, last.customer, last.later_document],
        )?;
        numbers.note_written();
        self.desk.borrow_mut().numbers = Some(numbers);
        Ok(())
    }

    /// Moves the problems of operations to their history, or deletes them if they wait, since waiting is no attempt. An
    /// operation that was dismissed while it waited still has the revision of the attempt before, whose problems stay.
    fn put_aside(&self, writes: &PendingWrites) -> Result<()> {
        if !writes.aside.is_empty() {
            let sql = format!(
                "INSERT INTO past_problem (operation, turn, position, reason, field, value, expected, suggestion)
                 SELECT p.operation, o.attempts + o.edited, p.position, p.reason, p.field, p.value, p.expected, p.suggestion
                 FROM problem p JOIN operation o ON o.id = p.operation WHERE {} AND o.state IN (2, 5)
                 ON CONFLICT (operation, turn, position) DO NOTHING",
                among("o.id", 1)
            );
            self.database.execute(&sql, &[ids(writes.aside.iter().map(|id| id.0))])?;
        }
        let all = || writes.aside.iter().chain(&writes.dropped);
        if all().next().is_some() {
            let sql = format!("DELETE FROM problem WHERE {}", among("operation", 1));
            self.database.execute(&sql, &[ids(all().map(|id| id.0))])?;
        }
        Ok(())
    }

    fn write_operations(&self, writes: &PendingWrites) -> Result<()> {
        let database = &self.database;
        update_respelled(database, writes)?;
        let at = Cell::new(OperationId(0));
        let states = writes.states.iter().map(|(id, new)| {
            at.set(*id);
            let NewState { state, attempts, effect } = new;
            let superseded_by = effect.and_then(Effect::superseded_by).map(|by| by.0);
            params![id.0, state.index(), *attempts, effect.map(Effect::number), superseded_by]
        });
        let written = match self.desk.borrow().run {
            None => database.update_all(&STATE, states),
            Some(run) => {
                let states = states.map(|[id, state, attempts, effect, superseded_by]| {
                    [id, state, attempts, effect, superseded_by, run.into()]
                });
                database.update_all(&STATE_OF_RUN, states)
            }
        };
        written.map_err(|error| error.of_operation(at.get()))?;
        let assigned = writes.assigned.iter().map(|(id, assigned)| {
            at.set(*id);
            params![id.0, assigned.customer.0, None::<i64>, assigned.async_account.as_deref()]
        });
        database.update_all(&ASSIGNED, assigned).map_err(|error| error.of_operation(at.get()))?;
        write_problems(database, writes.problems.iter().map(|(id, problems)| (*id, problems.as_slice())))?;
        let changes = writes.changes.iter().flat_map(|(id, changes)| {
            let at = &at;
            changes.iter().enumerate().map(move |(position, change)| {
                at.set(*id);
                params![id.0, position, &change.field, &change.old, &change.new]
            })
        });
        database.insert_all(&CHANGE, changes).map_err(|error| error.of_operation(at.get()))?;
        Ok(())
    }

    /// Notes that the values of operations changed, of those that are in the search index already.
    pub(super) fn add_later_documents(&self, operations: impl Iterator<Item = OperationId>) -> Result<()> {
        let mut operations = operations.peekable();
        if operations.peek().is_none() {
            return Ok(());
        }
        let documents = self.give_numbers(|numbers| {
            let indexed = operations.filter(|id| id.0 <= numbers.indexed).collect::<Vec<_>>();
            indexed.into_iter().map(|id| (numbers.next_later_document(), id)).collect::<Vec<_>>()
        })?;
        self.database.insert_all(&LATER_DOCUMENT, documents.iter().map(|(number, id)| params![*number, id.0]))?;
        Ok(())
    }
}

/// Writes what is wrong with operations.
pub(super) fn write_problems<'p>(
    database: &Database,
    problems: impl Iterator<Item = (OperationId, &'p [Problem])>,
) -> Result<()> {
    let at = Cell::new(OperationId(0));
    let rows = problems.flat_map(|(id, problems)| {
        let at = &at;
        problems.iter().enumerate().map(move |(position, problem)| {
            at.set(id);
            params![
                id.0,
                position,
                problem.code().name(),
                problem.reason.id(),
                &problem.field,
                &problem.value,
                problem.expected.encode(),
                &problem.suggestion,
            ]
        })
    });
    database.insert_all(&PROBLEM, rows).map_err(|error| error.of_operation(at.get()))?;
    Ok(())
}

/// Writes records as they are now.
pub(super) fn write_records<'r>(
    database: &Database,
    records: impl Iterator<Item = (CustomerId, &'r str, &'r Record)>,
) -> Result<()> {
    let at = Cell::new(OperationId(0));
    let rows = records.map(|(customer, key, record)| {
        at.set(record.order.id);
        params![
            customer.0,
            record.order.kind.index(),
            key,
            record.active,
            record.primary,
            record.claimed.map(|at| at.0),
            record.order.at.0,
            record.order.counter.0,
            record.order.channel.0,
            record.order.id.0,
            &record.fields,
            record.snapshot.number(),
            record.deactivation.map(|order| order.id.0),
        ]
    });
    database.insert_all(&RECORD, rows).map_err(|error| error.of_operation(at.get()))?;
    Ok(())
}

/// Lets the operations keep the spelling of their customer's GUID that was the customer's until now.
fn update_respelled(database: &Database, writes: &PendingWrites) -> Result<()> {
    for (customer, spelled) in &writes.respelled {
        database.execute(
            "UPDATE operation SET async_account = ?2 WHERE customer = ?1 AND async_account IS NULL",
            &params![customer.0, spelled],
        )?;
    }
    Ok(())
}

impl StoreError {
    /// Returns the error of an operation if a row is the cause; any other error as it is.
    pub(super) fn of_operation(self, operation: OperationId) -> Self {
        if self.is_of_a_row() { Self::OfOperation { operation, cause: Box::new(self) } } else { self }
    }
}
