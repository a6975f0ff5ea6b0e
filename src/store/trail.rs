//! The audit trail: an entry for everything that happened to operations, each chained to the one before by its hash.

use std::cell::RefCell;
use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension as _, Row};
use serde_json::{Map, Value as Json, json};

use super::Result;
use super::connection::Store;
use super::digest::{DIGEST_BYTES, Digest, Hasher, layout_digest, problems_digest, record_digest};
use super::transaction::Transaction;
use crate::model::{Author, Change, Effect, Event, Layout, OperationId, Problem, RecordKind, State, Timestamp, hex};

/// Bytes of a step in an entry: operation (8), state (1), turn (4), outcome and content.
const STEP_BYTES: usize = 13 + 2 * DIGEST_BYTES;

/// What an entry did to one operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) operation: i64,
    /// The state that the operation came to be in.
    pub(super) state: State,
    /// How often it was tried and edited so far.
    pub(super) turn: u32,
    /// What became of it; none where that stayed as it was.
    pub(super) outcome: Option<Digest>,
    /// What was stored: the row as received (the first step of an operation) or edited, or the record as left; none where
    /// nothing was.
    pub(super) content: Option<Digest>,
}

impl Step {
    fn write(&self, steps: &mut Vec<u8>) {
        steps.extend_from_slice(&self.operation.to_be_bytes());
        steps.push(self.state as u8);
        steps.extend_from_slice(&self.turn.to_be_bytes());
        for digest in [self.outcome, self.content] {
            steps.extend_from_slice(&digest.unwrap_or_default());
        }
    }

    /// Reads a step; none where the bytes are not what [`Step::write`] writes.
    fn read(bytes: &[u8]) -> Option<Self> {
        let (operation, rest) = bytes.split_first_chunk()?;
        let (state, rest) = rest.split_first()?;
        let (turn, rest) = rest.split_first_chunk()?;
        let (outcome, rest) = rest.split_first_chunk()?;
        let content = rest.try_into().ok()?;
        let some = |digest: Digest| (digest != Digest::default()).then_some(digest);
        Some(Self {
            operation: i64::from_be_bytes(*operation),
            state: State::from_index(i64::from(*state))?,
            turn: u32::from_be_bytes(*turn),
            outcome: some(*outcome),
            content: some(content),
        })
    }
}

/// The steps of an entry, in the order of their operations.
pub(super) struct Steps<'a>(&'a [u8]);

impl<'a> Steps<'a> {
    /// None where the bytes are no steps.
    pub(super) fn new(bytes: &'a [u8]) -> Option<Self> {
        bytes.len().is_multiple_of(STEP_BYTES).then_some(Self(bytes))
    }

    pub(super) fn len(&self) -> usize {
        self.0.len() / STEP_BYTES
    }

    fn operation_at(&self, at: usize) -> i64 {
        let start = at * STEP_BYTES;
        self.0[start..].first_chunk().map_or(i64::MIN, |bytes| i64::from_be_bytes(*bytes))
    }

    /// The position of the first step with this operation or a later one.
    fn position(&self, operation: i64) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.operation_at(middle) < operation { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The steps with the operations from `first` to `last`, both included; none in the place of one that cannot be read.
    pub(super) fn within(&self, first: i64, last: i64) -> impl Iterator<Item = Option<Step>> {
        let from = self.position(first) * STEP_BYTES;
        let steps = self.0[from..].chunks_exact(STEP_BYTES).map(Step::read);
        steps.take_while(move |step| step.is_none_or(|step| step.operation <= last))
    }
}

/// What a transaction has done to operations: the entries that it is going to append.
#[derive(Default)]
pub(super) struct Draft {
    steps: Vec<DraftStep>,
    /// Where the last step of an operation is, so that what it came to in the end counts. An edit is told for itself.
    places: HashMap<i64, usize>,
    /// Digests of the records that were written, by the operation that they came with.
    records: HashMap<i64, Digest>,
    layouts: HashMap<i64, Digest>,
    /// What is about no operation.
    notes: Vec<(Event, Map<String, Json>)>,
}

struct DraftStep {
    event: Event,
    step: Step,
    /// What was edited.
    changes: Vec<Change>,
}

impl Draft {
    /// An operation was stored.
    pub(super) fn receive(&mut self, operation: OperationId, state: State, problems: &[Problem], content: Digest) {
        let outcome = Some(problems_digest(problems));
        let step = Step { operation: operation.0, state, turn: 0, outcome, content: Some(content) };
        // No operation is received twice.
        self.push(Event::Received, step, Vec::new());
    }

    /// An operation came to a state.
    pub(super) fn step(
        &mut self,
        event: Event,
        operation: OperationId,
        state: State,
        turn: u32,
        outcome: Option<Digest>,
    ) {
        let content = self.records.remove(&operation.0);
        let step = Step { operation: operation.0, state, turn, outcome, content };
        match self.places.get(&operation.0) {
            Some(place) => {
                let slot = &mut self.steps[*place];
                // What this says nothing of is still as the transaction left it before.
                let outcome = step.outcome.or(slot.step.outcome);
                let content = step.content.or(slot.step.content);
                (slot.event, slot.step) = (event, Step { outcome, content, ..step });
            }
            None => {
                self.places.insert(operation.0, self.steps.len());
                self.push(event, step, Vec::new());
            }
        }
    }

    /// Whether the outcome that an operation has now was told in this transaction, by a step that the next one replaces.
    pub(super) fn is_passing(&self, operation: OperationId) -> bool {
        self.places.get(&operation.0).is_some_and(|place| self.steps[*place].step.outcome.is_some())
    }

    /// An operation was edited.
    pub(super) fn edit(&mut self, step: Step, changes: Vec<Change>) {
        self.places.remove(&step.operation);
        self.push(Event::Edited, step, changes);
    }

    fn push(&mut self, event: Event, step: Step, changes: Vec<Change>) {
        self.steps.push(DraftStep { event, step, changes });
    }

    /// Something was done that is about no operation.
    pub(super) fn note(&mut self, event: Event, details: Map<String, Json>) {
        self.notes.push((event, details));
    }

    /// A record was written by an operation, whose step follows.
    pub(super) fn record(&mut self, operation: OperationId, active: bool, fields: &str) {
        self.records.insert(operation.0, record_digest(active, fields));
    }

    /// The digest of a layout by its number.
    pub(super) fn layout(&mut self, number: i64, layout: &Layout) -> Digest {
        let digest = || layout_digest(layout.kind().index() as i64, layout.columns());
        *self.layouts.entry(number).or_insert_with(digest)
    }
}

/// An entry as it is to be appended.
pub(super) struct NewEntry<'a> {
    pub(super) event: Event,
    pub(super) details: Map<String, Json>,
    pub(super) steps: &'a [Step],
}

/// An entry as it is stored.
pub(super) struct Stored {
    pub(super) id: i64,
    pub(super) at: i64,
    pub(super) actor: String,
    pub(super) event: String,
    pub(super) run: Option<i64>,
    pub(super) reason: String,
    pub(super) details: String,
    pub(super) first: Option<i64>,
    pub(super) last: Option<i64>,
    pub(super) steps: Vec<u8>,
}

impl Stored {
    /// The columns of [`Stored::read`].
    pub(super) const COLUMNS: &str = "id, at, actor, event, run, reason, details, first, last, steps, hash";

    /// An entry and its hash.
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<(Self, Vec<u8>)> {
        let (entry, hash) = Self::read_without_steps(row)?;
        Ok((Self { steps: row.get(9)?, ..entry }, hash))
    }

    /// An entry without its steps, which may be many, and its hash.
    pub(super) fn read_without_steps(row: &Row<'_>) -> rusqlite::Result<(Self, Vec<u8>)> {
        let entry = Self {
            id: row.get(0)?,
            at: row.get(1)?,
            actor: row.get(2)?,
            event: row.get(3)?,
            run: row.get(4)?,
            reason: row.get(5)?,
            details: row.get(6)?,
            first: row.get(7)?,
            last: row.get(8)?,
            steps: Vec::new(),
        };
        Ok((entry, row.get(10)?))
    }

    /// The hash of the entry, which follows the one with the hash `before`.
    pub(super) fn hash(&self, before: &[u8]) -> [u8; 32] {
        let mut hasher = Hasher::default();
        hasher.bytes(before).number(self.id).number(self.at).text(&self.actor).text(&self.event).optional(self.run);
        hasher.text(&self.reason).text(&self.details).optional(self.first).optional(self.last).bytes(&self.steps);
        hasher.hash()
    }
}

/// Appends an entry behind the last one.
pub(super) fn append(connection: &Connection, author: &Author, new: NewEntry<'_>) -> Result<()> {
    let last: Option<(i64, Vec<u8>)> = connection
        .prepare_cached("SELECT id, hash FROM entry ORDER BY id DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (last, before) = last.unwrap_or_default();
    let mut steps = Vec::with_capacity(new.steps.len() * STEP_BYTES);
    new.steps.iter().for_each(|step| step.write(&mut steps));
    let entry = Stored {
        id: last + 1,
        at: Timestamp::now().0,
        actor: author.actor.clone(),
        event: new.event.name().to_owned(),
        run: author.run,
        reason: author.reason.clone(),
        details: Json::Object(new.details).to_string(),
        first: new.steps.first().map(|step| step.operation),
        last: new.steps.last().map(|step| step.operation),
        steps,
    };
    let hash = entry.hash(&before);
    let mut insert = connection.prepare_cached(&format!(
        "INSERT INTO entry ({}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        Stored::COLUMNS
    ))?;
    let Stored { id, at, actor, event, run, reason, details, first, last, steps } = entry;
    insert.execute((id, at, actor, event, run, reason, details, first, last, steps, hash))?;
    Ok(())
}

impl Transaction<'_> {
    /// Appends the entries for what the transaction has done to operations. Those of a run are an entry for each event, what
    /// a person does is an entry for each operation.
    pub(super) fn append_draft(&self, draft: &RefCell<Draft>) -> Result<()> {
        let Draft { mut steps, notes, .. } = draft.take();
        let author = self.author.borrow();
        for (event, details) in notes {
            append(&self.connection, &author, NewEntry { event, details, steps: &[] })?;
        }
        if author.run.is_none() {
            for DraftStep { event, step, changes } in steps {
                let details = fields_to_json(&changes);
                append(&self.connection, &author, NewEntry { event, details, steps: &[step] })?;
            }
            return Ok(());
        }
        steps.sort_unstable_by_key(|draft| (draft.event, draft.step.operation));
        for of_event in steps.chunk_by(|one, other| one.event == other.event) {
            let event = of_event[0].event;
            let steps: Vec<_> = of_event.iter().map(|draft| draft.step).collect();
            append(&self.connection, &author, NewEntry { event, details: Map::new(), steps: &steps })?;
        }
        Ok(())
    }
}

/// An entry's details: the fields that were edited, if any were.
fn fields_to_json(changes: &[Change]) -> Map<String, Json> {
    if changes.is_empty() {
        return Map::new();
    }
    let fields = changes.iter().map(|change| json!({"name": change.field, "old": change.old, "new": change.new}));
    Map::from_iter([("fields".to_owned(), Json::Array(fields.collect()))])
}

impl Store {
    /// Says who writes from now on, and why.
    pub(crate) fn act_as(&self, author: Author) {
        *self.author.borrow_mut() = author;
    }

    /// The hash of the last entry in hexadecimal digits; none where there is no entry.
    pub(crate) fn head(&self) -> Result<Option<String>> {
        let sql = "SELECT hash FROM entry ORDER BY id DESC LIMIT 1";
        let head: Option<Vec<u8>> = self.connection.query_row(sql, [], |row| row.get(0)).optional()?;
        Ok(head.map(|hash| hex(&hash)))
    }
}

/// Notes that the store was made, or brought to the newest schema.
pub(super) fn note_migration(connection: &Connection, version: i64) -> Result<()> {
    let details = Map::from_iter([("schema".to_owned(), version.into())]);
    append(connection, &program(), NewEntry { event: Event::Migrated, details, steps: &[] })
}

/// Whoever runs the program, where it does something that nobody asked for.
pub(super) fn program() -> Author {
    Author { actor: crate::actor::current(), ..Author::default() }
}

pub(super) fn as_texts((one, other): &(String, String)) -> (&str, &str) {
    (one, other)
}

/// Whether an operation gave its customer the account.
pub(super) fn gives_account(kind: Option<RecordKind>, effect: Option<Effect>) -> bool {
    kind == Some(RecordKind::Customer) && effect == Some(Effect::Created)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::digest::NO_OUTCOME;

    fn step(operation: i64) -> Step {
        let turn = operation.unsigned_abs() as u32;
        Step { operation, state: State::Failed, turn, outcome: Some([7; DIGEST_BYTES]), content: None }
    }

    #[test]
    fn a_step_is_read_back() {
        let mut bytes = Vec::new();
        step(3).write(&mut bytes);
        assert_eq!(bytes.len(), STEP_BYTES);
        assert_eq!(Step::read(&bytes), Some(step(3)));
        bytes[8] = 99;
        assert_eq!(Step::read(&bytes), None, "no such state");
        assert_eq!(Step::read(&bytes[1..]), None);
    }

    #[test]
    fn the_steps_of_some_operations_are_found_among_those_of_many() {
        let mut bytes = Vec::new();
        for operation in [2, 5, 9, 9_000_000_000] {
            step(operation).write(&mut bytes);
        }
        let steps = Steps::new(&bytes).unwrap();
        let within =
            |first, last| -> Vec<i64> { steps.within(first, last).map(|step| step.unwrap().operation).collect() };
        assert_eq!(within(5, 5), [5]);
        assert_eq!(within(3, 9), [5, 9]);
        assert!(within(6, 8).is_empty());
        assert_eq!(within(0, i64::MAX), [2, 5, 9, 9_000_000_000]);
        assert!(Steps::new(&bytes[1..]).is_none());
    }

    #[test]
    fn a_step_that_says_nothing_of_the_outcome_leaves_it_as_the_transaction_made_it() {
        let mut draft = Draft::default();
        let id = OperationId(1);
        assert!(!draft.is_passing(id));
        draft.step(Event::Released, id, State::Pending, 3, Some(*NO_OUTCOME));
        draft.step(Event::Dismissed, id, State::Dismissed, 3, None);
        assert!(draft.is_passing(id));
        let steps: Vec<_> = draft.steps.iter().map(|told| (told.event, told.step.state, told.step.outcome)).collect();
        assert_eq!(steps, [(Event::Dismissed, State::Dismissed, Some(*NO_OUTCOME))]);
    }
}
