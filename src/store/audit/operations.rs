//! Operations: held against what the trail tells of them, and against their own rows.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{OptionalExtension as _, Row};

use super::columns::Columns;
use super::outcomes::{self, PastProblems};
use super::side::{self, Side};
use super::sources::Source;
use super::trails::{Told, Trails, next_told};
use super::{Audit, KeptCustomer, KeptOperation};
use crate::model::{AssignedAccount, Change, CompanyKey, Effect, Layout, OperationId, Problem, RecordKind, State};
use crate::store::Result;
use crate::store::error::unreadable;
use crate::store::stored_values::effect_of;
use crate::trail::gives_account;
use crate::trail::{Digest, OperationOutcome, ReceivedOperation, layout_digest, record_digest, row_digest};
use crate::verify::{BreachKind, BreachPlace};

/// How many operations are looked at at a time: what the trail tells of them is kept meanwhile.
const SHARE: i64 = 200_000;

const NAMES: &[&str] = &[
    "id",
    "channel",
    "epoch",
    "kind",
    "counter",
    "state",
    "action",
    "customer",
    "key",
    "at",
    "dated",
    "received",
    "attempts",
    "edited",
    "effect",
    "superseded_by",
    "company",
    "async_account",
    "account",
    "customer.company",
    "customer.guid",
    "customer.async_account",
    "customer.account",
    "record.active",
    "record.at",
    "record.operation",
    "record.fields",
];

const SQL: &str = "SELECT o.id, o.channel, o.epoch, o.kind, o.counter, o.state, o.action, o.customer, o.key, o.at, o.dated,
       o.received, o.attempts, o.edited, o.effect, o.superseded_by, o.company, o.async_account, o.account, c.company, c.guid,
       c.async_account, c.account, x.active, x.at, x.operation, x.fields
     FROM operation o LEFT JOIN customer c ON c.id = o.customer
       LEFT JOIN record x ON x.customer = o.customer AND x.kind = o.kind AND x.key = o.key
     WHERE o.id BETWEEN ?1 AND ?2 ORDER BY o.id";

const RECEIVED_NAMES: &[&str] = &["operation", "layout", "row"];
const EDITED_NAMES: &[&str] = &["operation", "row"];

/// What all operations refer to.
struct Terms {
    sources: HashMap<i64, Source>,
    layouts: HashMap<i64, KeptLayout>,
}

struct KeptLayout {
    digest: Digest,
    layout: Arc<Layout>,
}

/// An operation's columns, read from a row of [`SQL`].
struct Kept<'r> {
    id: i64,
    channel: i64,
    epoch: i64,
    kind: i64,
    counter: i64,
    state: Option<State>,
    action: Option<i64>,
    names_customer: bool,
    customer_key: Option<i64>,
    key: &'r str,
    at: i64,
    dated: i64,
    received: i64,
    attempts: i64,
    edited: i64,
    effect: Option<i64>,
    superseded_by: Option<i64>,
    company: Option<&'r str>,
    async_account: Option<&'r str>,
    account: Option<&'r str>,
    customer: Option<KeptCustomer<'r>>,
    record: Option<KeptSnapshot<'r>>,
}

/// The record that an operation is about, as far as the trail tells of it.
struct KeptSnapshot<'r> {
    active: i64,
    at: i64,
    operation: i64,
    fields: &'r str,
}

/// What the tables beside `operation` have of one.
struct Beside<'r> {
    /// Layout and row.
    received: Option<(i64, &'r str)>,
    edited: Option<&'r str>,
    /// None where they cannot be read, as with the changes.
    problems: Option<Vec<Problem>>,
    changes: Option<Vec<Change>>,
    past: Vec<PastProblems>,
}

impl<'r> Kept<'r> {
    /// Reads the columns; gives the names of those that cannot be, joined.
    fn read(row: &'r Row<'r>) -> (Self, String) {
        let mut columns = Columns::new(row, NAMES);
        let c = &mut columns;
        let customer = c.has(19).then(|| KeptCustomer {
            company: CompanyKey(c.number(19)),
            guid: c.bytes(20),
            async_account: c.text(21),
            account: c.optional_text(22),
        });
        let record = c.has(25).then(|| KeptSnapshot {
            active: c.number(23),
            at: c.number(24),
            operation: c.number(25),
            fields: c.text(26),
        });
        let kept = Self {
            id: c.number(0),
            channel: c.number(1),
            epoch: c.number(2),
            kind: c.number(3),
            counter: c.number(4),
            state: State::from_index(c.number(5)),
            action: c.optional_number(6),
            names_customer: c.has(7),
            customer_key: c.optional_number(7),
            key: c.text(8),
            at: c.number(9),
            dated: c.number(10),
            received: c.number(11),
            attempts: c.number(12),
            edited: c.number(13),
            effect: c.optional_number(14),
            superseded_by: c.optional_number(15),
            company: c.optional_text(16),
            async_account: c.optional_text(17),
            account: c.optional_text(18),
            customer,
            record,
        };
        let wrong = columns.wrong();
        (kept, wrong)
    }

    fn place(&self) -> BreachPlace {
        BreachPlace::Operation(OperationId(self.id))
    }

    fn kind(&self) -> Option<RecordKind> {
        RecordKind::from_index(self.kind)
    }

    /// Its effect.
    fn effect(&self) -> Result<Option<Effect>> {
        let effect = effect_of(self.effect, self.superseded_by)?;
        let superseded_by = effect.and_then(Effect::superseded_by).map(|by| by.0);
        let is_known = (effect.map(Effect::number), superseded_by) == (self.effect, self.superseded_by);
        if is_known { Ok(effect) } else { Err(unreadable("an operation's effect")) }
    }

    fn record_place(&self) -> BreachPlace {
        let customer = self.customer.as_ref();
        let name = customer.map(|customer| customer.account.unwrap_or(customer.async_account)).unwrap_or_default();
        BreachPlace::Record {
            customer: name.to_owned(),
            kind: self.kind().unwrap_or(RecordKind::Customer),
            key: self.key.to_owned(),
        }
    }
}

impl Audit<'_> {
    /// Looks at all operations in the order of their numbers, and at what the trail and the tables beside them have of
    /// operations that are not there.
    pub(super) fn check_operations(&mut self) -> Result<()> {
        let terms = Terms { sources: self.sources()?, layouts: self.layouts()? };
        let mut from = i64::MIN;
        while let Some(first) = self.next_operation(from)? {
            let last = first.saturating_add(SHARE - 1);
            let trails = Trails::gather(self.connection, first, last)?;
            self.check_share(&terms, &trails, (from, first), Some(last))?;
            match last.checked_add(1) {
                Some(next) => from = next,
                None => return Ok(()),
            }
        }
        self.check_share(&terms, &Trails::gather(self.connection, 0, -1)?, (from, from), None)
    }

    /// The lowest operation from `from` on that is there or that the trail tells of.
    fn next_operation(&self, from: i64) -> Result<Option<i64>> {
        let sql = "SELECT min(id) FROM operation WHERE id >= ?1";
        let there: Option<i64> =
            self.connection.prepare_cached(sql)?.query_row([from], |row| row.get(0)).optional()?.flatten();
        // One that the trail tells of and that is not there is met with its neighbours, where it has any.
        match there {
            Some(there) if there.checked_sub(from).is_some_and(|gap| gap < SHARE) => Ok(Some(from)),
            there => Ok(there.into_iter().chain(next_told(self.connection, from)?).min()),
        }
    }

    /// Looks at the operations from `first` to `last`; the tables beside them are read from `from` on, and to their end where
    /// there is no last one.
    fn check_share(
        &mut self,
        terms: &Terms,
        trails: &Trails,
        (from, first): (i64, i64),
        last: Option<i64>,
    ) -> Result<()> {
        let connection = self.connection;
        let until = side::until(last);
        let range = (from, &until);
        let mut statements = [
            side::prepare(connection, "received", "layout, row", "")?,
            side::prepare(connection, "edited_row", "row", "")?,
            side::prepare(connection, "problem", outcomes::PROBLEM, ", position")?,
            side::prepare(connection, "change", outcomes::CHANGE, ", position")?,
            side::prepare(connection, "past_problem", outcomes::PAST_PROBLEM, ", turn, position")?,
        ];
        let [received, edited, problems, changes, past] = &mut statements;
        let mut received = Side::new("received", received, range)?;
        let mut edited = Side::new("edited_row", edited, range)?;
        let mut problems = Side::new("problem", problems, range)?;
        let mut changes = Side::new("change", changes, range)?;
        let mut past = Side::new("past_problem", past, range)?;

        let mut told = trails.operations().peekable();
        let mut statement = connection.prepare(SQL)?;
        let mut rows = statement.query((first, last.unwrap_or(i64::MIN)))?;
        while let Some(row) = rows.next()? {
            self.audited.operations += 1;
            let (kept, wrong) = Kept::read(row);
            let id = kept.id;
            while let Some(gone) = told.next_if(|told| *told <= id) {
                if gone < id {
                    self.breach(BreachPlace::Operation(OperationId(gone)), BreachKind::Gone);
                }
            }
            for side in [&mut received, &mut edited, &mut problems, &mut changes, &mut past] {
                side.skip_to(Some(id), self)?;
            }
            let found_problems = outcomes::problems(&mut problems, id)?;
            let found_changes = outcomes::changes(&mut changes, id)?;
            let found_past = outcomes::past_problems(&mut past, id)?;
            if wrong.is_empty() {
                let beside = Beside {
                    received: received.row_of(id).and_then(received_row),
                    edited: edited.row_of(id).and_then(edited_row),
                    problems: found_problems,
                    changes: found_changes,
                    past: found_past,
                };
                self.check_operation(terms, trails, &kept, &beside)?;
            } else {
                self.found(kept.place(), BreachKind::Unreadable, &wrong);
            }
            for side in [&mut received, &mut edited] {
                if side.row_of(id).is_some() {
                    side.advance()?;
                }
            }
        }
        for gone in told {
            self.breach(BreachPlace::Operation(OperationId(gone)), BreachKind::Gone);
        }
        for side in [&mut received, &mut edited, &mut problems, &mut changes, &mut past] {
            side.skip_to(None, self)?;
        }
        Ok(())
    }

    fn check_operation(&mut self, terms: &Terms, trails: &Trails, kept: &Kept<'_>, beside: &Beside<'_>) -> Result<()> {
        let effect = kept.effect();
        if let (Ok(Some(effect)), Some(source)) = (&effect, terms.sources.get(&kept.channel))
            && gives_account(kept.kind(), Some(*effect))
        {
            *self.creations.entry(source.company).or_default() += 1;
        }
        match trails.of(kept.id) {
            Some(told) => {
                self.check_receipt(terms, told, kept, beside);
                self.check_state(told, kept, beside);
                self.check_outcome(told, kept, &effect, beside);
                self.check_past(trails, kept, beside);
            }
            None => self.breach(kept.place(), BreachKind::Unexplained),
        }
        self.check_columns(terms, kept, beside);
        match effect {
            Ok(Some(effect)) => self.check_record(trails.of(kept.id), kept, effect),
            _ => Ok(()),
        }
    }

    /// Whether it came as the trail says.
    fn check_receipt(&mut self, terms: &Terms, told: &Told, kept: &Kept<'_>, beside: &Beside<'_>) {
        let digest = beside.received.map(|(layout, row)| {
            let layout = terms.layouts.get(&layout).map(|layout| layout.digest).unwrap_or_default();
            let Kept { channel, epoch, kind, counter, received, .. } = *kept;
            ReceivedOperation { channel, epoch, kind, counter, received, layout, row }.digest()
        });
        if digest.is_none() || digest != told.receipt {
            self.breach(kept.place(), BreachKind::Received);
        }
    }

    /// Whether it is in the state, and was tried and edited as often, as the trail says.
    fn check_state(&mut self, told: &Told, kept: &Kept<'_>, beside: &Beside<'_>) {
        if kept.state != Some(told.state) {
            let found = kept.state.map_or("?", State::name);
            self.differs(kept.place(), BreachKind::State, &found, &told.state);
        }
        let edits = i64::from(told.edits);
        if kept.edited != edits || beside.edited.map(row_digest) != told.edited {
            self.differs(kept.place(), BreachKind::Edited, &kept.edited, &edits);
        }
        let attempts = i64::from(told.turn) - edits;
        if kept.attempts != attempts {
            self.differs(kept.place(), BreachKind::Attempts, &kept.attempts, &attempts);
        }
    }

    /// Whether that became of it which the trail says.
    fn check_outcome(&mut self, told: &Told, kept: &Kept<'_>, effect: &Result<Option<Effect>>, beside: &Beside<'_>) {
        let digest = match (effect, &beside.problems, &beside.changes) {
            (Ok(effect), Some(problems), Some(changes)) => {
                let effect = *effect;
                let customer = kept.customer.as_ref().filter(|_| gives_account(kept.kind(), effect));
                let account = customer.and_then(|customer| {
                    let (account, async_account) = (customer.account?.to_owned(), customer.async_account.to_owned());
                    Some(AssignedAccount { account, async_account })
                });
                let account = account.as_ref();
                Some(OperationOutcome { effect, account, problems, changes }.digest())
            }
            _ => None,
        };
        if digest.is_none() || digest != told.outcome {
            self.breach(kept.place(), BreachKind::Outcome);
        }
    }

    /// Whether what was wrong at its earlier turns is still known, and nothing else is.
    fn check_past(&mut self, trails: &Trails, kept: &Kept<'_>, beside: &Beside<'_>) {
        let refusals = trails.refusals(kept.id);
        let is_told = |past: &PastProblems| {
            refusals.iter().any(|told| i64::from(told.turn) == past.turn && Some(told.outcome) == past.outcome)
        };
        let mut missing =
            refusals.iter().filter(|told| told.state == State::Failed && !told.is_current).filter(|told| {
                !beside.past.iter().any(|past| past.turn == i64::from(told.turn) && past.outcome == Some(told.outcome))
            });
        if missing.next().is_some() || !beside.past.iter().all(is_told) {
            self.breach(kept.place(), BreachKind::PastOutcome);
        }
    }

    /// Whether its columns follow from its row.
    fn check_columns(&mut self, terms: &Terms, kept: &Kept<'_>, beside: &Beside<'_>) {
        let row = if kept.edited > 0 { beside.edited } else { beside.received.map(|(_, row)| row) };
        let layout = beside.received.and_then(|(layout, _)| terms.layouts.get(&layout));
        let source = terms.sources.get(&kept.channel);
        let (Some(row), Some(layout), Some(source)) = (row, layout, source) else {
            let column = if source.is_none() { "channel" } else { "row" };
            self.found(kept.place(), BreachKind::Envelope, &column);
            return;
        };
        let mut differing = self.auditor.differing_columns(&KeptOperation {
            channel_company: &source.company_code,
            channel_company_key: CompanyKey(source.company),
            layout: &layout.layout,
            row,
            state: kept.state,
            action: kept.action,
            key: kept.key,
            at: kept.at,
            dated: kept.dated,
            received: kept.received,
            company: kept.company,
            async_account: kept.async_account,
            account: kept.account,
            names_customer: kept.names_customer,
            customer: kept.customer.as_ref().map(|customer| KeptCustomer { ..*customer }),
        });
        if kept.kind() != Some(layout.layout.kind()) {
            differing.push("kind");
        }
        if !differing.is_empty() {
            self.found(kept.place(), BreachKind::Envelope, &differing.join(", "));
        }
    }

    /// Whether the record is as the operation left it, where no newer one came.
    fn check_record(&mut self, told: Option<&Told>, kept: &Kept<'_>, effect: Effect) -> Result<()> {
        let Some(record) = &kept.record else {
            if kept.customer.is_some() && self.is_last_on_record(kept)? {
                self.breach(kept.record_place(), BreachKind::Gone);
            }
            return Ok(());
        };
        let is_own = record.operation == kept.id && !matches!(effect, Effect::Superseded(_));
        if record.at < kept.at {
            self.differs(kept.record_place(), BreachKind::Source, &record.operation, &kept.id);
        } else if let Some(told) = told.filter(|_| is_own) {
            let active = match record.active {
                0 => Some(false),
                1 => Some(true),
                _ => None,
            };
            let digest = active.map(|active| record_digest(active, record.fields));
            if digest.is_none() || digest != told.record {
                self.breach(kept.record_place(), BreachKind::Values);
            }
        }
        Ok(())
    }

    /// Whether no later operation tells that its record is gone.
    fn is_last_on_record(&self, kept: &Kept<'_>) -> Result<bool> {
        let mut statement = self.connection.prepare_cached(
            "SELECT 1 FROM operation WHERE customer = ?1 AND kind = ?2 AND key = ?3 AND effect IS NOT NULL AND id > ?4",
        )?;
        Ok(!statement.exists((kept.customer_key, kept.kind, kept.key, kept.id))?)
    }

    /// The layouts that can be read, by their number.
    fn layouts(&self) -> Result<HashMap<i64, KeptLayout>> {
        let mut statement = self.connection.prepare("SELECT id, kind, columns FROM layout")?;
        let mut rows = statement.query([])?;
        let mut layouts = HashMap::new();
        while let Some(row) = rows.next()? {
            let mut columns = Columns::new(row, &["id", "kind", "columns"]);
            let (id, number, names) = (columns.number(0), columns.number(1), columns.text(2));
            let names = serde_json::from_str::<Vec<String>>(names).ok().filter(|_| columns.wrong().is_empty());
            if let (Some(kind), Some(names)) = (RecordKind::from_index(number), names) {
                let digest = layout_digest(number, &names);
                layouts.insert(id, KeptLayout { digest, layout: Arc::new(Layout::new(kind, names)) });
            }
        }
        Ok(layouts)
    }
}

fn received_row<'r>(row: &'r Row<'r>) -> Option<(i64, &'r str)> {
    let mut columns = Columns::new(row, RECEIVED_NAMES);
    let received = (columns.number(1), columns.text(2));
    columns.wrong().is_empty().then_some(received)
}

fn edited_row<'r>(row: &'r Row<'r>) -> Option<&'r str> {
    let mut columns = Columns::new(row, EDITED_NAMES);
    let row = columns.text(1);
    columns.wrong().is_empty().then_some(row)
}
