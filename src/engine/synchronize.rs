//! The job "Synchronize customers and business partners from async mode": gives accounts, applies changes, refuses what
//! does not validate.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::decide::{Application, Decision, Situation, decide, released_by};
use super::environment::Environment;
use super::error::EngineError;
use crate::config::{CompanyConfig, Config};
use crate::model::{
    Change, ChannelKey, Code, Defaults, Effect, Fields, Figures, Job, OperationId, Order, Problem, Reason, RecordKind,
    State, Timestamp, decode_row,
};
use crate::store::{ChannelRow, Customer, Held, Record, RecordRow, Store, Transaction, Verdict, WorkItem};

/// Synchronizes all pending operations in batches, each of which is one transaction; adds what it did to `figures`.
pub(super) fn synchronize(
    store: &mut Store,
    environment: &Environment<'_>,
    figures: &mut Figures,
) -> Result<(), EngineError> {
    let channels: HashMap<_, _> = store.channels()?.into_iter().map(|channel| (channel.key, channel)).collect();
    let orphaned_before = orphaned_before(environment.config);
    environment.progress.begin(Job::Sync, None, store.count_pending()?);
    loop {
        while environment.stop.signal().is_none() {
            let transaction = store.begin()?;
            let mut batch = Batch {
                transaction: &transaction,
                config: environment.config,
                channels: &channels,
                orphaned_before,
                figures,
            };
            let done = batch.run()?;
            transaction.commit()?;
            environment.progress.advance(done);
            if done == 0 {
                break;
            }
        }
        // An operation that waits for an unknown customer hears of it in the same run, or has waited long enough.
        if environment.stop.signal().is_some() || !reopen_due(store, orphaned_before)? {
            return Ok(());
        }
    }
}

/// Operations received before this time have waited for their customer for too long.
fn orphaned_before(config: &Config) -> Timestamp {
    let patience = i64::try_from(config.jobs.orphan_after.as_micros()).unwrap_or(i64::MAX);
    Timestamp(Timestamp::now().0.saturating_sub(patience))
}

/// Makes the waiting operations pending again whose unknown customer has become known, or that waited for too long.
fn reopen_due(store: &mut Store, orphaned_before: Timestamp) -> Result<bool, EngineError> {
    let due = store.orphans_due(orphaned_before)?;
    if due.is_empty() {
        return Ok(false);
    }
    let transaction = store.begin()?;
    for id in due {
        transaction.reopen(id)?;
    }
    transaction.commit()?;
    Ok(true)
}

/// One transaction's share of the pending operations.
struct Batch<'b, 's> {
    transaction: &'b Transaction<'s>,
    config: &'b Config,
    channels: &'b HashMap<ChannelKey, ChannelRow>,
    orphaned_before: Timestamp,
    figures: &'b mut Figures,
}

impl Batch<'_, '_> {
    /// Decides on the next operations in their order; gives their number.
    ///
    /// An operation that is released takes its place among those that are left, so that its record's later operations
    /// still come after it.
    fn run(&mut self) -> Result<u64, EngineError> {
        let items = self.transaction.pending(self.config.jobs.batch_size)?;
        let Some(last) = items.last().map(|item| item.order) else { return Ok(0) };
        let mut queue: BinaryHeap<Reverse<ByOrder>> = items.into_iter().map(ByOrder).map(Reverse).collect();
        let mut done = 0;
        while let Some(Reverse(ByOrder(item))) = queue.pop() {
            for released in self.synchronize(&item)? {
                self.transaction.reopen(released)?;
                let released = self.transaction.work(released)?;
                // What comes after this batch is pending and will be found there.
                if released.order <= last {
                    queue.push(Reverse(ByOrder(released)));
                }
            }
            done += 1;
        }
        Ok(done)
    }

    /// Decides on one operation and writes what becomes of it; gives those that it releases.
    fn synchronize(&mut self, item: &WorkItem) -> Result<Vec<OperationId>, EngineError> {
        let unreadable = |source| EngineError::Unreadable { id: item.order.id, source };
        let channel = &self.channels[&item.order.channel];
        // None where the channel and its company were removed from the configuration after the upload.
        let company = self.config.company(&channel.company_code);
        let no_defaults = Defaults::default();
        let customer = self.customer(item, channel)?;
        let held = match &customer {
            Some(customer) => self.transaction.held(customer.id)?,
            None => Vec::new(),
        };
        let record = match &customer {
            Some(customer) => self.transaction.record(customer.id, item.order.kind, &item.key)?,
            None => None,
        };
        let values = decode_row(&item.row).map_err(unreadable)?;
        let record_fields = match &record {
            Some(record) => Some((record, fields_of(item.order.kind, record).map_err(unreadable)?)),
            None => None,
        };
        let decision = decide(Situation {
            item,
            fields: Fields::from_row(&item.layout, &values),
            customer: customer.as_ref(),
            held: &held,
            record: record_fields,
            company: &channel.company_code,
            defaults: company.map_or(&no_defaults, |company| &company.defaults),
            rules: &self.config.rules,
            orphaned: item.received <= self.orphaned_before,
        });

        let id = item.order.id;
        match (decision, &customer) {
            (Decision::Wait(problem), _) => {
                self.figures.waiting += 1;
                self.set_refused(id, State::Waiting, problem.into_iter().collect())?;
                Ok(Vec::new())
            }
            (Decision::Fail(problems), _) => {
                self.figures.failed += 1;
                self.set_refused(id, State::Failed, problems)?;
                Ok(Vec::new())
            }
            (Decision::Supersede(supersession), customer) => {
                if let (true, Some(customer), Some(record)) = (supersession.claims_primary, customer, &record) {
                    self.claim_for_superseded(item, customer, record, &Fields::from_row(&item.layout, &values))?;
                }
                let effect = Effect::Superseded(supersession.by);
                self.set_synced(id, effect, supersession.changes)?;
                Ok(released_by(item, None, &held, |_| false))
            }
            (Decision::Apply(application), Some(customer)) => {
                if application.creates_customer && !self.give_account(item, channel, company, customer)? {
                    self.figures.failed += 1;
                    let pattern = company.map(|company| company.number_sequence.to_string()).unwrap_or_default();
                    let problem = Problem::new(Reason::NumberSequenceExhausted, "CustAccount", "").expecting(pattern);
                    self.set_refused(id, State::Failed, vec![problem])?;
                    return Ok(Vec::new());
                }
                self.apply(item, customer, record.as_ref(), &application)?;
                self.released(item, &application, &held)
            }
            // Decisions apply nothing without a customer.
            (Decision::Apply(_), None) => Ok(Vec::new()),
        }
    }

    /// The operation's customer; an account that was unknown when the operation arrived is looked up again.
    fn customer(&self, item: &WorkItem, channel: &ChannelRow) -> Result<Option<Customer>, EngineError> {
        let known = match item.customer {
            Some(id) => Some(self.transaction.customer(id)?),
            None => None,
        };
        if let Some(account) = &item.account
            && known.as_ref().is_none_or(|customer| customer.account.is_none())
            && let Some(customer) = self.transaction.customer_by_account(channel.company, account)?
        {
            self.transaction.assign_customer(item.order.id, customer.id)?;
            return Ok(Some(customer));
        }
        Ok(known)
    }

    /// Gives a new customer the next account of its company; none is left where it gives false.
    fn give_account(
        &mut self,
        item: &WorkItem,
        channel: &ChannelRow,
        company: Option<&CompanyConfig>,
        customer: &Customer,
    ) -> Result<bool, EngineError> {
        let number = self.transaction.peek_account_number(channel.company)?;
        let account = company.and_then(|company| company.number_sequence.account(number));
        let Some(account) = account else { return Ok(false) };
        self.transaction.next_account_number(channel.company)?;
        let spelled = item.async_account.as_deref().unwrap_or(&customer.async_account);
        self.transaction.set_account(customer, &account, spelled)?;
        self.figures.accounts += 1;
        Ok(true)
    }

    /// Writes the record as the operation leaves it, and the operation's new state.
    fn apply(
        &mut self,
        item: &WorkItem,
        customer: &Customer,
        old: Option<&Record>,
        application: &Application<'_>,
    ) -> Result<(), EngineError> {
        let at = item.order.at;
        let claims = application.claims_primary == Some(true);
        let primary = claims && self.take_primary(item, customer, &application.fields)?;
        let claimed = old.and_then(|old| old.claimed).max(claims.then_some(at));
        self.transaction.put_record(
            customer.id,
            item.order.kind,
            &item.key,
            &Record {
                active: application.active,
                primary,
                claimed,
                order: item.order,
                fields: application.fields.to_json(),
            },
        )?;
        if application.effect != Effect::Unchanged {
            self.transaction.touch(customer.id)?;
        }
        self.set_synced(item.order.id, application.effect, application.changes.clone())
    }

    /// Takes the mark of the primary address or contact (of its type) from the one before; gives whether the record gets
    /// it, which it does not where another one has claimed the mark later.
    fn take_primary(&self, item: &WorkItem, customer: &Customer, fields: &Fields<'_>) -> Result<bool, EngineError> {
        let kind = item.order.kind;
        let unreadable = |source| EngineError::Unreadable { id: item.order.id, source };
        let mut rivals = Vec::new();
        for other in self.transaction.records(customer.id, Some(kind))? {
            if other.key != item.key && is_rival(kind, &other, fields).map_err(unreadable)? {
                rivals.push(other);
            }
        }
        if rivals.iter().any(|rival| rival.claimed > Some(item.order.at)) {
            return Ok(false);
        }
        for rival in rivals.iter().filter(|rival| rival.primary) {
            self.transaction.clear_primary(customer.id, kind, &rival.key)?;
        }
        Ok(true)
    }

    /// A superseded snapshot's claim to the mark of the primary one counts as if it had come in time: an older claim of
    /// another record loses the mark, though this record's newest snapshot decides whether it has it.
    fn claim_for_superseded(
        &self,
        item: &WorkItem,
        customer: &Customer,
        record: &Record,
        fields: &Fields<'_>,
    ) -> Result<(), EngineError> {
        if record.claimed >= Some(item.order.at) {
            return Ok(());
        }
        self.take_primary(item, customer, fields)?;
        let claimed = Some(item.order.at);
        let record = Record { claimed, ..record.clone() };
        self.transaction.put_record(customer.id, item.order.kind, &item.key, &record)?;
        self.transaction.touch(customer.id)?;
        Ok(())
    }

    fn released(
        &self,
        item: &WorkItem,
        application: &Application<'_>,
        held: &[Held],
    ) -> Result<Vec<OperationId>, EngineError> {
        if held.is_empty() {
            return Ok(Vec::new());
        }
        let mut unknown = Vec::new();
        for operation in held.iter().filter(|operation| operation.state == State::Failed) {
            let id = operation.order.id;
            if self.transaction.has_problem(id, Code::AddressUnknown)?
                || self.transaction.has_problem(id, Code::ContactUnknown)?
            {
                unknown.push(id);
            }
        }
        Ok(released_by(item, Some(application), held, |id| unknown.contains(&id)))
    }

    /// The operation has gone through.
    fn set_synced(&mut self, id: OperationId, effect: Effect, changes: Vec<Change>) -> Result<(), EngineError> {
        self.figures.synced += 1;
        let effect = Some(effect);
        self.transaction
            .set_verdict(id, &Verdict { state: State::Synced, attempt: true, effect, changes, problems: Vec::new() })?;
        Ok(())
    }

    /// The operation failed or waits.
    fn set_refused(&self, id: OperationId, state: State, problems: Vec<Problem>) -> Result<(), EngineError> {
        let attempt = state != State::Waiting;
        self.transaction.set_verdict(id, &Verdict { state, attempt, effect: None, changes: Vec::new(), problems })?;
        Ok(())
    }
}

/// Whether two records compete for the same mark: addresses do, and contacts of the same type.
fn is_rival(kind: RecordKind, other: &RecordRow, fields: &Fields<'_>) -> Result<bool, serde_json::Error> {
    if kind != RecordKind::Contact {
        return Ok(true);
    }
    let other = Fields::from_json(kind, &other.fields)?;
    Ok(other.get("ContactType") == fields.get("ContactType"))
}

/// A record's values as they are now: the mark of the primary one may have gone to another record since the snapshot.
pub(super) fn fields_of(kind: RecordKind, record: &Record) -> Result<Fields<'_>, serde_json::Error> {
    let mut fields = Fields::from_json(kind, &record.fields)?;
    if let Some(field) = kind.primary_field() {
        fields.set(field, if record.primary { "1" } else { "0" });
    }
    Ok(fields)
}

/// A work item that compares by its place in the order.
struct ByOrder(WorkItem);

impl ByOrder {
    fn order(&self) -> Order {
        self.0.order
    }
}

impl PartialEq for ByOrder {
    fn eq(&self, other: &Self) -> bool {
        self.order() == other.order()
    }
}

impl Eq for ByOrder {}

impl PartialOrd for ByOrder {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ByOrder {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.order().cmp(&other.order())
    }
}
