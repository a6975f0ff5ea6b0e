//! The P-job: uploads the operations of a channel to headquarters.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use super::active_run::ActiveRun;
use super::old_gaps::forget_old_gaps;
use super::survey::{UploadTable, is_row, survey};
use crate::channel::{ChannelDatabase, ChannelFault, ChannelSession, IntakeResult, ReadAhead};
use crate::config::ChannelConfig;
use crate::engine::error::EngineError;
use crate::engine::identity::ChannelContact;
use crate::engine::order_times::{OrderTimes, RowsPlace, TimedRow};
use crate::engine::sync::Customers;
use crate::failure::Explain as _;
use crate::model::{
    Counter, Envelope, Figures, Job, Layout, NoteCode, OperationId, Problem, RecordKind, Timestamp, decode_row,
    encode_row,
};
use crate::store::{BATCH_BYTES, ChannelRow, Gap, NewOperation, RepeatedCounter, RowKeys, Store, Transaction};
use crate::validate;

/// The lowest possible counter.
const FIRST: Counter = Counter(i64::MIN);

/// The most rows that are read together while others are stored, and the bytes after which there are no more.
const PART_ROWS: usize = 5_000;
const PART_BYTES: usize = 2 << 20;

/// How long a batch waits for a channel that has not read the next part yet, before it is stored without.
const MOMENT: Duration = Duration::from_millis(200);

/// A row of a channel, read and ready to be stored.
pub(super) struct ReadRow {
    pub(super) counter: Counter,
    pub(super) envelope: Envelope,
    pub(super) problems: Vec<Problem>,
    /// The bits of what is noted about its values.
    noted: i64,
    row: String,
}

/// Uploads what is new in a channel; adds what it did to `figures` as it goes, even if it fails half-way.
pub(super) fn upload(
    store: &mut Store,
    config: &ChannelConfig,
    contact: &ChannelContact,
    session: &ChannelSession,
    run: &ActiveRun<'_>,
    figures: &mut Figures,
) -> Result<(), EngineError> {
    let channel = &contact.row;
    if !take_in(session, run, store.is_rehearsal())? {
        return Ok(());
    }
    let tables = survey(store, contact, session)?;
    let before = figures.uploaded;
    note_upload(store, config, contact, session, run, &tables)?;
    run.progress.begin(
        Job::P,
        Some(&channel.name),
        tables.iter().map(UploadTable::expected_rows).fold(0, u64::saturating_add),
    );
    for table in &tables {
        let mut reader =
            Reader { store: &mut *store, channel, session, run, table, latest: None, figures: &mut *figures };
        let mut unfilled = reader.take_all_late()?;
        if session.is_mirrored() {
            // The lines of files that are no rows have counters below all others, and come at any time.
            unfilled.retain(|gap| gap.first != FIRST);
        }
        reader.latest = reader.store.latest_order_time(channel, table.layout.kind())?;
        reader.take_new()?;
        forget_old_gaps(store, (channel, table.layout.kind()), &unfilled, run)?;
    }
    if figures.uploaded > before {
        tell(store, config, contact, session, run, None)?;
    }
    end_intake(session, !run.is_stopped(), figures)
}

/// Takes what the channel has shown in files into its mirror. Returns false if the program was asked to stop.
pub(super) fn take_in(session: &ChannelSession, run: &ActiveRun<'_>, rehearses: bool) -> Result<bool, EngineError> {
    if !session.is_mirrored() {
        return Ok(true);
    }
    let mut steps = session.take_in(rehearses)?;
    while !run.is_stopped() {
        if steps.next()?.is_none() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Ends the taking in of files, once all that is in the mirror is stored unless the run was stopped.
///
/// # Errors
/// A file was not taken in. The others were.
fn end_intake(session: &ChannelSession, is_stored: bool, figures: &mut Figures) -> Result<(), EngineError> {
    if !session.is_mirrored() {
        return Ok(());
    }
    let IntakeResult { unfinished, refused, interrupted, unset, ungiven } = session.end_intake(is_stored)?;
    figures.unfinished += unfinished;
    if let (Some(error), None) = (ungiven, &refused) {
        return Err(error.into());
    }
    // What comes first has gone from the folder: no later run would tell of it.
    let fault = match (refused, interrupted, unset) {
        (Some((file, problem, more)), ..) => ChannelFault::FileRefused { file, problem: problem.phrase(), more },
        (None, Some((file, problem, more)), _) => {
            ChannelFault::FileInterrupted { file, problem: problem.phrase(), more }
        }
        (None, None, Some((file, problem, more))) => ChannelFault::FileUnset { file, problem: problem.phrase(), more },
        (None, None, None) => return Ok(()),
    };
    Err(session.fault(fault).into())
}

/// Tells the channel how far its customers may be taken, before they are: should the store be lost, they are known to have
/// been here. At its first contact a channel is told in any case.
fn note_upload(
    store: &Store,
    config: &ChannelConfig,
    contact: &ChannelContact,
    session: &ChannelSession,
    run: &ActiveRun<'_>,
    tables: &[UploadTable],
) -> Result<(), EngineError> {
    let customers = tables.iter().find(|table| table.layout.kind() == RecordKind::Customer);
    let newest = customers.filter(|table| table.newest > table.bookmarks.counter).and_then(|table| table.newest);
    if newest.is_some() || contact.is_first() {
        tell(store, config, contact, session, run, newest)?;
    }
    Ok(())
}

/// Tells the channel about its headquarters. A channel that cannot be written can still be read: 1010 says what is wrong.
fn tell(
    store: &Store,
    config: &ChannelConfig,
    contact: &ChannelContact,
    session: &ChannelSession,
    run: &ActiveRun<'_>,
    taken: Option<Counter>,
) -> Result<(), EngineError> {
    if store.is_rehearsal() {
        return Ok(());
    }
    let witness = run.identities().witness(store, config, &contact.row, taken)?;
    let told = session.write(move |writing| Ok::<_, EngineError>(writing.set_witness(&witness)?));
    match told {
        Err(EngineError::Channel(error)) if error.is_unwritable() => Ok(()),
        told => told,
    }
}

struct Reader<'a, 'r> {
    store: &'a mut Store,
    channel: &'a ChannelRow,
    session: &'a ChannelSession,
    run: &'a ActiveRun<'r>,
    table: &'a UploadTable,
    /// The newest order time of the table.
    latest: Option<Timestamp>,
    figures: &'a mut Figures,
}

impl<'a> Reader<'a, '_> {
    fn origin(&self) -> RowsOrigin<'a> {
        let clock_tolerance = self.run.clock_tolerance();
        RowsOrigin { channel: self.channel, session: self.session, layout: &self.table.layout, clock_tolerance }
    }

    /// Uploads the rows above the bookmark, up to the newest one when the job began: the next run uploads what the channel
    /// appends meanwhile. The channel is read ahead while what was read before is stored.
    fn take_new(&mut self) -> Result<(), EngineError> {
        let Some(newest) = self.table.newest else { return Ok(()) };
        let bookmark = self.table.bookmarks.counter;
        if bookmark >= Some(newest) {
            return Ok(());
        }
        let mut first = bookmark.map_or(FIRST, |counter| Counter(counter.0 + 1));
        let limit = rows_of_part(self.run.batch_size());
        let mut reading = PartReading { layout: Arc::clone(&self.table.layout), first: Some(first), newest, limit };
        let mut parts = self.session.read_ahead(move |database| reading.next(database))?;
        while !self.run.is_stopped() {
            let Some(part) = parts.next()? else { break };
            first = self.store_parts(first, part, &mut parts)?;
        }
        Ok(())
    }

    /// Stores a part, and with it those that are read meanwhile, as one batch. Returns the counter after the last row.
    fn store_parts(
        &mut self,
        mut first: Counter,
        part: RowPart,
        parts: &mut ReadAhead<'_, RowPart, EngineError>,
    ) -> Result<Counter, EngineError> {
        let (key, kind, origin) = (self.channel.key, self.table.layout.kind(), self.origin());
        let transaction = self.run.begin(self.store)?;
        let (mut size, mut added) = (BatchSize::default(), Figures::default());
        let (mut next, mut failure) = (Some(part), None);
        while let Some(part) = next.take() {
            let Some(last) = part.rows.last().map(|row| row.counter) else { break };
            for gap in gaps_between(first, &part.rows) {
                transaction.add_gap(key, kind, gap)?;
            }
            added.add(&add_rows(&transaction, origin, &part.rows, RowsPosition::New(&mut self.latest))?);
            transaction.set_bookmark(key, kind, last, self.latest)?;
            first = Counter(last.0.saturating_add(1));
            size.add(&part);
            // Nobody waits for a slow channel while the store is locked.
            let continues = size.has_room(self.run.batch_size()) && !self.run.is_stopped();
            if continues && parts.is_ready_within(MOMENT) {
                match parts.next() {
                    Ok(part) => next = part,
                    Err(error) => failure = Some(error),
                }
            }
        }
        transaction.commit()?;
        self.count(size.rows, &added);
        // What was read before the channel failed is kept.
        failure.map_or(Ok(first), Err)
    }

    /// Uploads the rows that have appeared below the bookmark; returns the gaps in which there are none.
    fn take_all_late(&mut self) -> Result<Vec<Gap>, EngineError> {
        let kind = self.table.layout.kind();
        let gaps = self.table.bookmarks.gaps.clone();
        if gaps.is_empty() {
            return Ok(gaps);
        }
        let look = move |database: &ChannelDatabase| -> Result<(Vec<Gap>, Vec<Gap>), EngineError> {
            let (mut filled, mut unfilled) = (Vec::new(), Vec::new());
            for gap in gaps {
                let has_rows = database.has_rows(kind, (gap.first, gap.last))?;
                if has_rows { &mut filled } else { &mut unfilled }.push(gap);
            }
            Ok((filled, unfilled))
        };
        let (filled, unfilled) = self.session.read(look)?;
        for gap in filled {
            self.take_late(gap)?;
        }
        Ok(unfilled)
    }

    /// Uploads the rows that have appeared in a gap below the bookmark, and records what is still missing.
    fn take_late(&mut self, mut gap: Gap) -> Result<(), EngineError> {
        let (kind, origin) = (self.table.layout.kind(), self.origin());
        while !self.run.is_stopped() {
            let rows = self.read(gap.first, gap.last)?;
            let Some(last) = rows.last().map(|row| row.counter) else { break };
            let transaction = self.run.begin(self.store)?;
            transaction.remove_gap(self.channel.key, kind, gap)?;
            for missing in gaps_between(gap.first, &rows) {
                transaction.add_gap(self.channel.key, kind, missing)?;
            }
            let rest = (last < gap.last).then(|| Gap { first: Counter(last.0 + 1), last: gap.last });
            if let Some(rest) = rest {
                transaction.add_gap(self.channel.key, kind, rest)?;
            }
            let added = add_rows(&transaction, origin, &rows, RowsPosition::Late)?;
            transaction.commit()?;
            self.count(rows.len(), &added);
            self.figures.late += added.uploaded;
            match rest {
                Some(rest) => gap = rest,
                None => break,
            }
        }
        Ok(())
    }

    fn read(&self, first: Counter, last: Counter) -> Result<Vec<ReadRow>, EngineError> {
        let layout = Arc::clone(&self.table.layout);
        let limit = self.run.batch_size();
        let read = move |database: &ChannelDatabase| read_rows(database, &layout, (first, last), limit, BATCH_BYTES);
        Ok(self.session.read(read)?.rows)
    }

    fn count(&mut self, read: usize, added: &Figures) {
        self.figures.add(added);
        self.run.progress.advance(read as u64);
    }
}

/// Rows that were read together.
pub(super) struct RowPart {
    pub(super) rows: Vec<ReadRow>,
    /// Bytes of the rows, and of what is not kept of them.
    bytes: usize,
}

/// A table that is read by the part.
pub(super) struct PartReading {
    layout: Arc<Layout>,
    /// Where the next part begins; `None` after the last one.
    first: Option<Counter>,
    newest: Counter,
    /// The most rows of a part.
    limit: usize,
}

impl PartReading {
    /// Returns the reading of a whole table up to its newest row, by parts of at most `limit` rows.
    pub(super) fn from_the_beginning(layout: Arc<Layout>, newest: Counter, limit: usize) -> Self {
        Self { layout, first: Some(FIRST), newest, limit }
    }

    /// Reads the next part; `None` after the last one.
    pub(super) fn next(&mut self, database: &ChannelDatabase) -> Result<Option<RowPart>, EngineError> {
        let Some(first) = self.first.take() else { return Ok(None) };
        let part = read_rows(database, &self.layout, (first, self.newest), self.limit, PART_BYTES)?;
        // Only a row that was removed since the job began can be missing at the end.
        let Some(last) = part.rows.last().map(|row| row.counter) else { return Ok(None) };
        if last < self.newest {
            database.check_counter(self.layout.kind(), last)?;
            self.first = Some(Counter(last.0 + 1));
        }
        Ok(Some(part))
    }
}

/// Returns how many rows a part has at most, so that a batch has room for whole parts.
pub(super) fn rows_of_part(batch_size: usize) -> usize {
    batch_size.div_ceil(batch_size.div_ceil(PART_ROWS).max(1))
}

/// What is in a batch.
#[derive(Debug, Clone, Copy, Default)]
struct BatchSize {
    rows: usize,
    bytes: usize,
}

impl BatchSize {
    fn add(&mut self, part: &RowPart) {
        (self.rows, self.bytes) = (self.rows + part.rows.len(), self.bytes.saturating_add(part.bytes));
    }

    /// Whether another part fits into it.
    fn has_room(self, batch_size: usize) -> bool {
        self.rows + rows_of_part(batch_size) <= batch_size && self.bytes < BATCH_BYTES
    }
}

/// Reads rows with counters from `first` to `last`, at most `limit`, and fewer if they have more than `most_bytes`.
fn read_rows(
    database: &ChannelDatabase,
    layout: &Layout,
    (first, last): (Counter, Counter),
    limit: usize,
    most_bytes: usize,
) -> Result<RowPart, EngineError> {
    let mut part = RowPart { rows: Vec::new(), bytes: 0 };
    database.read_rows(layout, (first, last), limit, |counter, values| {
        let (envelope, problems) = validate::read_envelope(layout, values);
        let row = encode_row(values);
        // A value that is not kept takes time too, if the channel has to be read for it.
        let bytes = problems.iter().map(Problem::bytes_left_out).fold(row.len(), usize::saturating_add);
        part.bytes = part.bytes.saturating_add(bytes);
        let noted = validate::noted(layout, values, &envelope, &problems);
        part.rows.push(ReadRow { counter, envelope, problems, noted, row });
        if part.bytes < most_bytes { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    Ok(part)
}

/// Returns the counters that are missing before and between the rows.
fn gaps_between(first: Counter, rows: &[ReadRow]) -> Vec<Gap> {
    let mut expected = first;
    let mut gaps = Vec::new();
    for row in rows {
        if row.counter > expected {
            gaps.push(Gap { first: expected, last: Counter(row.counter.0 - 1) });
        }
        expected = Counter(row.counter.0.saturating_add(1));
    }
    gaps
}

/// Where rows come from, and what decides about their order times.
#[derive(Clone, Copy)]
struct RowsOrigin<'o> {
    channel: &'o ChannelRow,
    session: &'o ChannelSession,
    layout: &'o Layout,
    /// How far a row's time may be ahead of its receipt.
    clock_tolerance: Duration,
}

/// Where rows are in their table.
enum RowsPosition<'l> {
    /// Above all that was uploaded, whose newest order time this is.
    New(&'l mut Option<Timestamp>),
    /// Below the bookmark.
    Late,
}

/// Stores rows as operations, each with its customer; returns how many are new, and what is wrong with them or noted about them.
fn add_rows(
    transaction: &Transaction<'_>,
    origin: RowsOrigin<'_>,
    rows: &[ReadRow],
    position: RowsPosition<'_>,
) -> Result<Figures, EngineError> {
    let RowsOrigin { channel, session, layout, .. } = origin;
    let received = transaction.now();
    let layout_number = transaction.layout_number(layout)?;
    let mut customers = Customers::new(transaction, channel)?;
    customers.look_up(rows.iter().map(|row| &row.envelope))?;
    let mut new = Vec::with_capacity(rows.len());
    for row in rows {
        match uploaded_before(transaction, channel, layout, row)? {
            Some(id) => {
                transaction.note_uploaded_before(channel.key, channel.epoch, layout.kind(), row.counter, id)?;
            }
            None => new.push((row, customers.row_keys(&row.envelope)?)),
        }
    }
    let orders = order_times(transaction, origin, (&new, received), position)?;
    let operations = new.iter().zip(orders).map(|((row, keys), order)| NewOperation {
        channel: channel.key,
        epoch: channel.epoch,
        kind: layout.kind(),
        counter: row.counter,
        keys: *keys,
        received,
        order,
        noted: row.noted,
        layout: layout_number,
        row: &row.row,
        problems: &row.problems,
    });
    let operations: Vec<_> = operations.collect();
    if let Err(RepeatedCounter(counter)) = transaction.add_operations(channel.key, &operations)? {
        let fault = ChannelFault::CounterTwice { table: layout.kind().table(), counter };
        return Err(session.fault(fault).into());
    }
    transaction.count_operations(channel.key, operations.len())?;
    Ok(figures_of(&operations))
}

/// Returns when new rows count in the order of `sync`.
fn order_times(
    transaction: &Transaction<'_>,
    origin: RowsOrigin<'_>,
    (new, received): (&[(&ReadRow, RowKeys<'_>)], Timestamp),
    position: RowsPosition<'_>,
) -> Result<Vec<Timestamp>, EngineError> {
    let RowsOrigin { channel, layout, clock_tolerance, .. } = origin;
    let rows: Vec<_> = new.iter().map(|(row, keys)| TimedRow { counter: row.counter, keys }).collect();
    let place = RowsPlace { channel: channel.key, epoch: channel.epoch, kind: layout.kind() };
    let times = OrderTimes::new(transaction, place, clock_tolerance, received);
    match position {
        RowsPosition::New(latest) => times.of_new(&rows, latest),
        RowsPosition::Late => {
            let orders = times.of_late(&rows)?;
            transaction.raise_latest(channel.key, layout.kind(), orders.iter().copied().max())?;
            Ok(orders)
        }
    }
}

/// Returns how many operations are new, and what is wrong with them or noted about them.
fn figures_of(operations: &[NewOperation<'_>]) -> Figures {
    let mut added = Figures { uploaded: operations.len() as u64, ..Figures::default() };
    for operation in operations {
        if !operation.problems.is_empty() {
            added.fail(operation.problems);
        }
        let NewOperation { keys, order, received, noted, .. } = operation;
        let misjudged = keys.timestamp.filter(|own| own != order);
        let clock = misjudged.map(|own| NoteCode::of_clock(own, *order, *received));
        clock.into_iter().chain(NoteCode::of_bits(*noted)).for_each(|code| added.note(code));
    }
    added
}

/// Returns the operation of an earlier epoch that a row of a replaced database was uploaded as.
fn uploaded_before(
    store: &Store,
    channel: &ChannelRow,
    layout: &Layout,
    row: &ReadRow,
) -> Result<Option<OperationId>, EngineError> {
    if channel.epoch == 1 {
        return Ok(None);
    }
    for uploaded in store.uploaded_before(channel, layout.kind(), row.counter)? {
        let id = uploaded.operation;
        let values = decode_row(&row.row).map_err(|source| EngineError::Unreadable { id, source })?;
        match is_row(store, uploaded, layout, &values) {
            Ok(true) => return Ok(Some(id)),
            Ok(false) => {}
            // What cannot be read cannot be recognized.
            Err(error) if error.is_of_a_row() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

/// Returns the counters of the rows that were uploaded before: from the same channel, in earlier epochs. What cannot be read
/// cannot be recognized.
pub(super) fn known_counters(
    store: &Store,
    channel: &ChannelRow,
    layout: &Layout,
    rows: &[ReadRow],
) -> Result<HashSet<Counter>, EngineError> {
    let by_counter: HashMap<_, _> = rows.iter().map(|row| (row.counter, row)).collect();
    let mut known = HashSet::new();
    let counters = by_counter.keys().copied();
    store.for_each_uploaded_before(channel, layout.kind(), counters, |counter, uploaded| {
        let Some(row) = by_counter.get(&counter).filter(|_| !known.contains(&counter)) else { return Ok(()) };
        let id = uploaded.operation;
        let values = decode_row(&row.row).map_err(|source| EngineError::Unreadable { id, source })?;
        match is_row(store, uploaded, layout, &values) {
            Ok(is_same) => known.extend(is_same.then_some(counter)),
            Err(error) if error.is_of_a_row() => {}
            Err(error) => return Err(error),
        }
        Ok(())
    })?;
    Ok(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_the_counters_that_no_row_has() {
        let row = |counter| ReadRow {
            counter: Counter(counter),
            envelope: Envelope {
                action: None,
                timestamp: None,
                async_account: None,
                async_spelled: String::new(),
                account: None,
                company: String::new(),
                key: String::new(),
            },
            problems: Vec::new(),
            noted: 0,
            row: String::new(),
        };
        let gaps = |first, counters: &[i64]| {
            let rows: Vec<_> = counters.iter().copied().map(row).collect();
            gaps_between(Counter(first), &rows).iter().map(|gap| (gap.first.0, gap.last.0)).collect::<Vec<_>>()
        };
        assert_eq!(gaps(1, &[1, 2, 3]), []);
        assert_eq!(gaps(1, &[3, 4, 8]), [(1, 2), (5, 7)]);
        assert_eq!(gaps(i64::MIN, &[5]), [(i64::MIN, 4)]);
    }

    #[test]
    fn a_batch_has_room_for_whole_parts() {
        let parts = |batch_size: usize| (rows_of_part(batch_size), batch_size / rows_of_part(batch_size));
        assert_eq!([1, 7, 5_000, 7_000, 20_000].map(parts), [(1, 1), (7, 1), (5_000, 1), (3_500, 2), (5_000, 4)]);
    }
}
