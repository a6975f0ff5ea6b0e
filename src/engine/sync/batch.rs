//! One transaction's share of `sync`: decides on operations and writes the result, with the operations that they release.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashSet};
use std::mem;
use std::slice;
use std::thread;
use std::time::Instant;

use uuid::Uuid;

use super::accounts::{Accounts, NewCustomer};
use super::customers::find_by_account;
use super::decide::{Application, Decision, SituatedRecord, Situation, begins_record, decide, released_by};
use super::prepare::{Preparation, PreparedItem};
use super::primary;
use super::terms::Terms;
use crate::engine::error::EngineError;
use crate::model::{
    AssignedAccount, Change, Defaults, Effect, Expected, Fields, Figures, NoteCode, OperationId, Order, Problem,
    Reason, RecordKind, State, decode_row, parse_guid,
};
use crate::store::{ChannelRow, Customer, PendingBatch, Record, Transaction, ValuesSource, Verdict, WorkItem};
use crate::trail::Event;

/// One transaction's share of the operations to decide on.
pub(in crate::engine) struct Batch<'b, 's> {
    pub(in crate::engine) transaction: &'b Transaction<'s>,
    pub(in crate::engine) terms: &'b Terms<'b>,
    /// Operations that a person selected.
    pub(in crate::engine) asked: &'b HashSet<OperationId>,
    pub(in crate::engine) figures: &'b mut Figures,
    /// When to leave what is pending to the next transaction; `None` if all is to be done in this one.
    pub(in crate::engine) until: Option<Instant>,
}

impl Batch<'_, '_> {
    /// Decides on the next pending operations in their order, at most `limit`, and fewer if that takes too long; returns how
    /// many there were. Those that cannot be read fail.
    ///
    /// # Errors
    /// [`EngineError::Operation`] if one of them cannot be worked with: then the transaction must not be committed.
    pub(in crate::engine) fn run_pending(&mut self, limit: usize) -> Result<u64, EngineError> {
        let PendingBatch { items, unreadable } = self.transaction.pending(limit)?;
        let mut count = unreadable.len() as u64;
        for (id, error) in unreadable {
            let problem = unusable(&error.into());
            self.figures.fail(slice::from_ref(&problem));
            self.transaction.fail(id, Event::Synchronized, &problem)?;
        }
        if let Some(last) = items.last().map(|item| item.order) {
            match self.accounts().look_ahead(&items, self.terms) {
                // It shows at the creation that needs it, which fails alone.
                Err(error) if error.is_of_a_row() => {}
                looked => looked?,
            }
            // What comes after this batch is pending and will be found there.
            count += self.run(items, Some(last))?.len() as u64;
        }
        Ok(count)
    }

    /// Decides on operations in their order, and on those that they release; returns all of them in the order of the
    /// decisions. `last` bounds the batch: later operations are left for the next one. `None`: there is no next batch, so
    /// pending predecessors of the operations are decided on too.
    ///
    /// A released operation takes its place among those that are left, so that later operations on its record still come
    /// after it.
    pub(in crate::engine) fn run(
        &mut self,
        items: Vec<WorkItem>,
        last: Option<Order>,
    ) -> Result<Vec<OperationId>, EngineError> {
        let mut queue = Queue { transaction: self.transaction, last, items: BTreeMap::new() };
        if last.is_some() {
            return self.run_through(&items, queue);
        }
        queue.add_all(items)?;
        self.run_through(&[], queue)
    }

    /// Decides on operations that are laid out in their order, and on those of the queue in between.
    fn run_through(&mut self, items: &[WorkItem], mut queue: Queue<'_, '_>) -> Result<Vec<OperationId>, EngineError> {
        let terms = self.terms;
        thread::scope(|scope| {
            let mut laid_out = Preparation::begin(scope, items, terms);
            let mut done = Vec::with_capacity(items.len());
            loop {
                let is_next = |item: &WorkItem| queue.first().is_none_or(|first| item.order < first);
                let (id, released) = if let Some(item) = laid_out.peek().filter(|item| is_next(item)) {
                    (item.order.id, laid_out.next().and_then(|prepared| self.synchronize(prepared)))
                } else if let Some(item) = queue.pop() {
                    (item.order.id, PreparedItem::new(&item, terms).and_then(|prepared| self.synchronize(prepared)))
                } else {
                    break;
                };
                queue.release(released.map_err(|error| error.of_operation(id))?)?;
                done.push(id);
                // What is left is pending.
                if self.until.is_some_and(|until| Instant::now() >= until) {
                    break;
                }
            }
            Ok(done)
        })
    }

    /// Decides on one operation and writes the result; returns the operations that it releases.
    fn synchronize(&mut self, prepared: PreparedItem<'_>) -> Result<Vec<OperationId>, EngineError> {
        let PreparedItem { item, fields, problems, names } = prepared;
        let unreadable = |source| EngineError::Unreadable { id: item.order.id, source };
        let channel = self.terms.channel(item)?;
        // `None` if the channel and its company were removed from the configuration after the upload.
        let company = self.terms.config.company(&channel.company_code);
        let no_defaults = Defaults::default();
        let customer = self.customer(item, channel)?;
        let mismatch = match (&customer, names) {
            (Some(customer), Some(names)) => self.mismatch(channel, customer, &names)?,
            _ => None,
        };
        let record = match &customer {
            Some(customer) => self.transaction.record(customer.id, item.order.kind, &item.key)?,
            None => None,
        };
        // `None` if nothing is held: then there is nothing to wait for and nothing to release.
        let held_by = match &customer {
            Some(customer) if self.transaction.has_unresolved(customer.id)? => Some(customer),
            _ => None,
        };
        let situated = match &record {
            Some(record) => Some(situated(item.order.kind, record).map_err(unreadable)?),
            None => None,
        };
        let decision = decide(Situation {
            item,
            fields,
            mismatch,
            problems,
            customer: customer.as_ref(),
            creation_is_held: self.creation_is_held(held_by)?,
            is_blocked: self.is_blocked(item, held_by, record.is_some())?,
            record: situated,
            defaults: company.map_or(&no_defaults, |company| &company.defaults),
            orphaned: self.terms.age_limit.is_exceeded(item.order.id, item.received),
        });

        if let (Decision::Apply(_) | Decision::Supersede(_), Some(customer)) = (&decision, &customer)
            && let Some(problem) = self.accounts().dispute(item, channel, customer)?
        {
            self.refuse(item, problem);
            return Ok(Vec::new());
        }
        match (decision, &customer) {
            (Decision::Wait(problem), _) => {
                self.figures.waiting += 1;
                self.set_refused(item, State::Waiting, problem.into_iter().collect());
                Ok(Vec::new())
            }
            (Decision::Fail(problems), _) => {
                self.figures.fail(&problems);
                self.set_refused(item, State::Failed, problems);
                Ok(Vec::new())
            }
            (Decision::Supersede(supersession), _) => {
                if let (true, Some(customer), Some(record)) = (supersession.claims_primary, &customer, &record) {
                    let values = decode_row(&item.row).map_err(unreadable)?;
                    let fields = Fields::from_row(&item.layout, &values);
                    primary::claim_for_superseded(self.transaction, item, customer, record, &fields)?;
                }
                self.figures.note(NoteCode::Superseded);
                let effect = Effect::Superseded(supersession.by);
                self.set_synced(item, effect, None, supersession.changes);
                self.released(item, held_by, None)
            }
            (Decision::Apply(mut application), Some(customer)) => {
                let account = if application.creates_customer {
                    match self.accounts().give(NewCustomer { item, channel, company, customer })? {
                        Ok(account) => Some(account),
                        Err(problem) => {
                            self.refuse(item, problem);
                            return Ok(Vec::new());
                        }
                    }
                } else {
                    None
                };
                self.figures.accounts += u64::from(account.is_some());
                self.apply(item, customer, account, record.as_ref(), &mut application)?;
                self.released(item, held_by, Some(&application))
            }
            // No decision applies anything without a customer.
            (Decision::Apply(_), None) => Ok(Vec::new()),
        }
    }

    /// Returns the operation's customer; an account that was unknown when the operation arrived is looked up again.
    fn customer(&self, item: &WorkItem, channel: &ChannelRow) -> Result<Option<Customer>, EngineError> {
        let known = match item.customer {
            Some(id) => Some(self.transaction.customer(id)?),
            None => None,
        };
        if let Some(account) = &item.account
            && known.as_ref().is_none_or(|customer| customer.account.is_none())
            && let Some(customer) = find_by_account(
                self.transaction,
                channel.company,
                account,
                known.as_ref().and_then(|customer| parse_guid(&customer.async_account)),
                self.terms.has_reserved_accounts,
            )?
            // It is about two customers then.
            && !self.creation_is_held(known.as_ref())?
        {
            self.transaction.assign_customer(item, &customer)?;
            return Ok(Some(customer));
        }
        Ok(known)
    }

    /// Returns what is wrong with a row whose GUID and account name two customers, one of whom is its customer.
    fn mismatch(
        &self,
        channel: &ChannelRow,
        customer: &Customer,
        (guid, account): &(Uuid, String),
    ) -> Result<Option<Problem>, EngineError> {
        let is_of_account = customer.account.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(account));
        let is_of_guid = parse_guid(&customer.async_account) == Some(*guid);
        let other = match (is_of_guid, is_of_account) {
            (true, true) | (false, false) => None,
            (true, false) => self.transaction.customer_by_account(channel.company, account)?,
            (false, true) => match self.transaction.customer_by_guid(channel.company, *guid)? {
                // A GUID that nobody has created is another name of the customer.
                Some(other) if other.account.is_some() || self.creation_is_held(Some(&other))? => Some(other),
                _ => None,
            },
        };
        Ok(other.filter(|other| other.id != customer.id).map(|other| {
            let named = if is_of_guid { &other } else { customer };
            Problem::new(Reason::CustomerMismatch, "CustAccount", account)
                .expecting(Expected::Customer(named.async_account.clone()))
        }))
    }

    /// Writes the record as the operation leaves it, and the operation's new state.
    fn apply(
        &mut self,
        item: &WorkItem,
        customer: &Customer,
        account: Option<AssignedAccount>,
        old: Option<&Record>,
        application: &mut Application<'_>,
    ) -> Result<(), EngineError> {
        let at = item.order.at;
        let claims = application.claims_primary == Some(true);
        let takes = claims && primary::take(self.transaction, item, customer, &application.fields)?;
        let claimed = old.and_then(|old| old.claimed).max(claims.then_some(at));
        self.transaction.put_record(
            customer.id,
            item.order.kind,
            &item.key,
            Record {
                active: application.active,
                primary: takes && application.active,
                claimed,
                order: item.order,
                snapshot: application.snapshot,
                deactivation: application.deactivation,
                fields: application.fields.to_json(),
            },
        );
        if application.effect != Effect::Unchanged {
            self.transaction.touch(customer.id, item.order.id);
        }
        self.set_synced(item, application.effect, account, mem::take(&mut application.changes));
        Ok(())
    }

    /// Whether an operation that would create the customer has not gone through.
    fn creation_is_held(&self, customer: Option<&Customer>) -> Result<bool, EngineError> {
        match customer {
            Some(customer) if customer.account.is_none() => {
                Ok(self.transaction.earliest_unresolved(customer.id, (RecordKind::Customer, ""), true)?.is_some())
            }
            _ => Ok(false),
        }
    }

    /// Whether an earlier operation on the same record has not gone through.
    fn is_blocked(&self, item: &WorkItem, customer: Option<&Customer>, has_record: bool) -> Result<bool, EngineError> {
        let Some(customer) = customer else { return Ok(false) };
        let begins = begins_record(item.order.kind, Some(item.action), has_record);
        let earliest = self.transaction.earliest_unresolved(customer.id, (item.order.kind, &item.key), begins)?;
        Ok(earliest.is_some_and(|earliest| earliest < item.order))
    }

    /// Returns the operations to decide on again, now that this one has gone through.
    fn released(
        &self,
        item: &WorkItem,
        customer: Option<&Customer>,
        application: Option<&Application<'_>>,
    ) -> Result<Vec<OperationId>, EngineError> {
        let Some(customer) = customer else { return Ok(Vec::new()) };
        let creates_customer = application.is_some_and(|application| application.creates_customer);
        let record = (item.order.kind, item.key.as_str());
        let held = self.transaction.unresolved(customer.id, (!creates_customer).then_some(record))?;
        let mut unknown = Vec::new();
        for operation in held.iter().filter(|operation| operation.state == State::Failed) {
            let id = operation.order.id;
            if self.transaction.lacks_record(customer.id, id)? {
                unknown.push(id);
            }
        }
        Ok(released_by(item, application, &held, |id| unknown.contains(&id)))
    }

    /// Records that the operation has gone through, and the account that its customer got, if any.
    fn set_synced(&mut self, item: &WorkItem, effect: Effect, account: Option<AssignedAccount>, changes: Vec<Change>) {
        self.figures.synced += 1;
        let effect = Some(effect);
        let verdict = Verdict { state: State::Synced, attempt: true, effect, account, changes, problems: Vec::new() };
        self.transaction.set_verdict(item.into(), self.event(item), verdict);
    }

    fn accounts(&self) -> Accounts<'_, '_> {
        let (transaction, terms) = (self.transaction, self.terms);
        Accounts { transaction, has_reserved: terms.has_reserved_accounts, awaited: &terms.awaited }
    }

    /// Records that a new customer gets no account, or none yet.
    fn refuse(&mut self, item: &WorkItem, problem: Problem) {
        let state = if problem.reason == Reason::AccountAwaited {
            self.figures.waiting += 1;
            State::Waiting
        } else {
            self.figures.fail(slice::from_ref(&problem));
            State::Failed
        };
        self.set_refused(item, state, vec![problem]);
    }

    /// Records that the operation failed or waits.
    fn set_refused(&self, item: &WorkItem, state: State, problems: Vec<Problem>) {
        let attempt = state != State::Waiting;
        let verdict = Verdict { state, attempt, effect: None, account: None, changes: Vec::new(), problems };
        self.transaction.set_verdict(item.into(), self.event(item), verdict);
    }

    fn event(&self, item: &WorkItem) -> Event {
        if self.asked.contains(&item.order.id) { Event::Resynced } else { Event::Synchronized }
    }
}

/// The operations that are to be decided on in between, in their order.
struct Queue<'q, 's> {
    transaction: &'q Transaction<'s>,
    /// Later operations are left for the next batch; `None` if there is none.
    last: Option<Order>,
    items: BTreeMap<Order, WorkItem>,
}

impl Queue<'_, '_> {
    fn first(&self) -> Option<Order> {
        self.items.first_key_value().map(|(order, _)| *order)
    }

    fn pop(&mut self) -> Option<WorkItem> {
        self.items.pop_first().map(|(_, item)| item)
    }

    /// Makes operations pending again and adds those that belong to the batch.
    fn release(&mut self, operations: Vec<OperationId>) -> Result<(), EngineError> {
        if operations.is_empty() {
            return Ok(());
        }
        self.transaction.lay_out_waiting(&operations)?;
        let mut released = Vec::with_capacity(operations.len());
        for id in operations {
            let work = self::work(self.transaction, id)?;
            self.transaction.reopen(&work).map_err(|error| EngineError::from(error).of_operation(id))?;
            if self.last.is_none_or(|last| work.order <= last) {
                released.push(work);
            }
        }
        self.add_all(released)
    }

    fn add_all(&mut self, mut items: Vec<WorkItem>) -> Result<(), EngineError> {
        // The last ones first: they bring their predecessors.
        items.sort_unstable_by_key(|item| std::cmp::Reverse(item.order));
        items.into_iter().try_for_each(|item| self.add(item))
    }

    /// Adds an operation, and if there is no next batch, what comes before it.
    fn add(&mut self, item: WorkItem) -> Result<(), EngineError> {
        // The predecessors of a predecessor were added together with it.
        if self.items.contains_key(&item.order) {
            return Ok(());
        }
        if let (None, Some(customer)) = (self.last, item.customer) {
            for before in self.transaction.pending_before(customer, &item)? {
                if let Entry::Vacant(place) = self.items.entry(before) {
                    place.insert(work(self.transaction, before.id)?);
                }
            }
        }
        self.items.insert(item.order, item);
        Ok(())
    }
}

/// Returns an operation as `sync` needs it.
pub(in crate::engine) fn work(transaction: &Transaction<'_>, id: OperationId) -> Result<WorkItem, EngineError> {
    transaction.work(id).map_err(|error| EngineError::from(error).of_operation(id))
}

/// Returns the problem of an operation that cannot be worked with.
pub(in crate::engine) fn unusable(cause: &EngineError) -> Problem {
    Problem::new(Reason::OperationUnusable, "", "").expecting(Expected::Cause(cause.to_string()))
}

/// Returns a record with its values, and the orders of what decided about them and about whether it is active.
fn situated(kind: RecordKind, record: &Record) -> Result<SituatedRecord<'_>, serde_json::Error> {
    let fields = fields_of(kind, record)?;
    let values = match record.snapshot {
        ValuesSource::LastOperation => Some(record.order),
        ValuesSource::Before(order) => Some(order),
        ValuesSource::Nowhere => None,
    };
    let activity = record.deactivation.unwrap_or(record.order);
    Ok(SituatedRecord { record, fields, values, activity })
}

/// Returns a record's values as they are now: the primary flag may have gone to another record since the snapshot.
pub(in crate::engine) fn fields_of(kind: RecordKind, record: &Record) -> Result<Fields<'_>, serde_json::Error> {
    fields_of_row(kind, &record.fields, record.primary)
}

/// Returns the values of a record as the store has them; the flag is that of the record.
pub(in crate::engine) fn fields_of_row(
    kind: RecordKind,
    fields: &str,
    is_primary: bool,
) -> Result<Fields<'_>, serde_json::Error> {
    let mut fields = Fields::from_json(kind, fields)?;
    if let Some(field) = kind.primary_field() {
        fields.set(field, if is_primary { "1" } else { "0" });
    }
    Ok(fields)
}
