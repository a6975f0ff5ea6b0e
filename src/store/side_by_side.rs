//! Reading many operations with two connections side by side: a thread of its own reads ahead.
//!
//! The numbers of operations are cut into blocks. Each reader takes the next block that nobody has taken, and what the
//! thread finds waits until it is its turn, so that operations come in the order of their numbers.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::database::{Param, Purpose};
use super::error::{Result, StoreError};
use super::handle::Store;
use super::read_operation::ReadOperation;
use super::scan::OperationQuery;
use super::stopping;

/// The numbers of operations in a block; few in tests, so that a small store has several.
const BLOCK: i64 = if cfg!(test) { 64 } else { 8_192 };

/// The number of operations from which a second connection is worth it.
const MANY: i64 = 8 * BLOCK;

/// The most operations that the thread passes on at a time, and how often it may do so before it waits.
const PARCEL: usize = 1_000;
const PARCELS_AHEAD: usize = 16;

/// The bytes at which a parcel ends before it has its number of operations.
const PARCEL_BYTES: usize = 1 << 20;

/// What the thread passes on.
enum Parcel {
    Operations(Vec<ReadOperation>),
    /// A block is read, or cannot be.
    End(Result<()>),
}

/// The blocks of numbers, and the next one to read.
struct Blocks {
    first: i64,
    last: i64,
    next: AtomicI64,
}

impl Blocks {
    /// Returns the place of the next block; `None` if all are taken.
    fn take(&self) -> Option<i64> {
        let place = self.next.fetch_add(1, Ordering::Relaxed);
        (place < self.count()).then_some(place)
    }

    fn count(&self) -> i64 {
        (self.last - self.first) / BLOCK + 1
    }

    /// Returns the parameters of [`OperationQuery::block_sql`].
    fn parameters(&self, place: i64) -> [Param<'static>; 2] {
        let first = self.first + place * BLOCK;
        let last = self.last.min(first + BLOCK - 1);
        [first.into(), last.into()]
    }
}

impl Store {
    /// Passes the operations that a query finds to `use_operation`, with the help of another connection. Returns false, and
    /// has done nothing, if that is not possible or not worth it.
    pub(super) fn scan_side_by_side<E: From<StoreError>>(
        &self,
        query: &OperationQuery,
        use_operation: &mut impl FnMut(&mut ReadOperation) -> std::result::Result<(), E>,
    ) -> std::result::Result<bool, E> {
        let Some(sql) = &query.block_sql else { return Ok(false) };
        let Some((first, last)) = self.operation_range()? else { return Ok(false) };
        // A number that was never given would make blocks without end.
        let is_given = first.0 > 0 && last.0 <= self.numbers()?.last.operation;
        let is_worth_it = is_given && last.0 - first.0 >= MANY;
        // What keeps another connection from being opened, keeps nobody from reading with this one.
        let reader = if is_worth_it { self.reader_of_same_state().ok().flatten() } else { None };
        let Some(reader) = reader else { return Ok(false) };
        let blocks = Blocks { first: first.0, last: last.0, next: AtomicI64::new(0) };
        thread::scope(|scope| {
            let (sender, receiver) = sync_channel(PARCELS_AHEAD);
            let (blocks, stop) = (&blocks, stopping::of_thread());
            scope.spawn(move || {
                stopping::heed(&stop);
                reader.read_blocks(query, sql, blocks, &sender);
            });
            let mut turn = 0;
            while let Some(own) = blocks.take() {
                for _ in turn..own {
                    use_block(&receiver, use_operation)?;
                }
                self.scan_rows(query, sql, &blocks.parameters(own), use_operation)?;
                turn = own + 1;
            }
            for _ in turn..blocks.count() {
                use_block(&receiver, use_operation)?;
            }
            Ok(true)
        })
    }

    /// Returns another connection that reads the state that this one reads; `None` if there is none.
    fn reader_of_same_state(&self) -> Result<Option<Self>> {
        // Nobody else sees what is not committed.
        if self.database.sqlite().is_none()
            || self.is_writer
            || self.is_rehearsal
            || self.frozen.is_some()
            || !self.database.is_in_transaction()
        {
            return Ok(None);
        }
        let mut reader = self.another_reader()?;
        reader.database.interrupt_on_signal()?;
        reader.database.begin(Purpose::Snapshot)?;
        Ok(if reader.state_mark()? == self.state_mark()? { Some(reader) } else { None })
    }

    /// Returns numbers that differ between two states of the store that differ in operations, or in what hangs on them:
    /// whatever changes these is in the audit trail.
    fn state_mark(&self) -> Result<Option<[i64; 7]>> {
        let sql = "SELECT change, operations, customers, later_documents, indexed, indexed_later, \
                   (SELECT coalesce(max(id), 0) FROM entry) FROM store";
        self.database.one(sql, &[], |row| {
            let mut mark = [0; 7];
            for (at, number) in mark.iter_mut().enumerate() {
                *number = row.get(at)?;
            }
            Ok(mark)
        })
    }

    /// Reads blocks until all are taken, or nobody wants them any more.
    fn read_blocks(self, query: &OperationQuery, sql: &str, blocks: &Blocks, sender: &SyncSender<Parcel>) {
        while let Some(place) = blocks.take() {
            let read = self.read_block(query, sql, &blocks.parameters(place), sender);
            let goes_on = read.is_ok();
            if sender.send(Parcel::End(read)).is_err() || !goes_on {
                return;
            }
        }
    }

    fn read_block(
        &self,
        query: &OperationQuery,
        sql: &str,
        parameters: &[Param<'_>],
        sender: &SyncSender<Parcel>,
    ) -> Result<()> {
        let (mut found, mut bytes) = (Vec::new(), 0);
        // That nobody wants them any more shows at the end of the block.
        let send = |operations: &mut Vec<ReadOperation>| {
            let _ = sender.send(Parcel::Operations(std::mem::take(operations)));
        };
        let read = self.scan_rows(query, sql, parameters, &mut |operation: &mut ReadOperation| -> Result<()> {
            bytes += operation.size();
            found.push(std::mem::take(operation));
            if found.len() >= PARCEL || bytes >= PARCEL_BYTES {
                bytes = 0;
                send(&mut found);
            }
            Ok(())
        });
        send(&mut found);
        read
    }
}

/// Uses the operations of the thread's next block.
fn use_block<E: From<StoreError>>(
    receiver: &Receiver<Parcel>,
    use_operation: &mut impl FnMut(&mut ReadOperation) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    loop {
        match receiver.recv() {
            Ok(Parcel::Operations(operations)) => {
                for mut operation in operations {
                    use_operation(&mut operation)?;
                }
            }
            Ok(Parcel::End(read)) => return Ok(read?),
            Err(_) => return Err(StoreError::Database("a thread that reads ended early".into()).into()),
        }
    }
}
