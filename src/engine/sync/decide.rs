//! What becomes of an operation: the rules of its states, as a pure function.

use crate::model::{
    Action, Change, Defaults, Effect, Fields, OperationId, Order, Problem, Reason, RecordKind, State,
    set_by_deactivation,
};
use crate::store::{Customer, Record, UnresolvedOperation, ValuesSource, WorkItem};
use crate::validate::{self, Rules};

/// Everything that a decision depends on.
pub(crate) struct Situation<'a> {
    pub(crate) item: &'a WorkItem,
    /// The snapshot in the operation's row.
    pub(crate) fields: Fields<'a>,
    pub(crate) customer: Option<&'a Customer>,
    /// Whether an operation that would create the customer has not gone through.
    pub(crate) creation_is_held: bool,
    /// Whether an earlier operation on the same record, which this one depends on, has not gone through.
    pub(crate) is_blocked: bool,
    /// The record at headquarters.
    pub(crate) record: Option<SituatedRecord<'a>>,
    /// The row names two customers.
    pub(crate) mismatch: Option<Problem>,
    /// What is wrong with the operation itself: see [`problems_of`].
    pub(crate) problems: Vec<Problem>,
    pub(crate) defaults: &'a Defaults,
    /// Whether the operation has waited too long for its customer.
    pub(crate) orphaned: bool,
}

/// A record at headquarters: values and activity have an order each.
#[derive(Clone)]
pub(crate) struct SituatedRecord<'a> {
    pub(crate) record: &'a Record,
    pub(crate) fields: Fields<'a>,
    /// The operation that the values came with; `None` if there was no snapshot.
    pub(crate) values: Option<Order>,
    /// The newest operation that decided whether the record is active.
    pub(crate) activity: Order,
}

/// What becomes of an operation.
pub(crate) enum Decision<'a> {
    /// Something it depends on has not gone through. The problem is set if its customer is unknown.
    Wait(Option<Problem>),
    Fail(Vec<Problem>),
    Supersede(Supersession),
    Apply(Application<'a>),
}

/// A newer operation on the record was applied before, so this one does not change it.
pub(crate) struct Supersession {
    /// The newer operation.
    pub(crate) by: OperationId,
    pub(crate) changes: Vec<Change>,
    /// Whether it would have taken the primary flag, had it come in time: then no older claim may keep it.
    pub(crate) claims_primary: bool,
}

/// The record as the operation leaves it.
pub(crate) struct Application<'a> {
    pub(crate) effect: Effect,
    pub(crate) changes: Vec<Change>,
    pub(crate) fields: Fields<'a>,
    pub(crate) active: bool,
    /// Where the values came from.
    pub(crate) snapshot: ValuesSource,
    /// The newer deactivation that keeps the record inactive, if there is one.
    pub(crate) deactivation: Option<Order>,
    /// Whether the record claims the primary flag; `None` if the operation leaves the flag alone.
    pub(crate) claims_primary: Option<bool>,
    /// Whether the customer gets its account with this operation.
    pub(crate) creates_customer: bool,
}

/// Decides on an operation whose row is not malformed.
pub(crate) fn decide(situation: Situation<'_>) -> Decision<'_> {
    let Situation { item, customer, .. } = situation;
    if let Some(mismatch) = situation.mismatch {
        return Decision::Fail([vec![mismatch], situation.problems].concat());
    }
    if let Some(SituatedRecord { fields: kept, values, activity, .. }) = &situation.record
        && let Some(by) = superseded_by(item, *values, *activity)
    {
        let fields = &situation.fields;
        let is_valid = || item.action != Action::Deactivate && situation.problems.is_empty();
        return Decision::Supersede(Supersession {
            by,
            changes: kept.changes_from(kept, fields),
            claims_primary: fields.claims_primary() == Some(true) && is_valid(),
        });
    }

    let creates_customer = creates_customer(item, customer);
    let lacks_customer = !has_account(customer) && !creates_customer;
    if lacks_customer && !situation.creation_is_held {
        let problem = unknown_customer(item, customer);
        if !situation.orphaned {
            return Decision::Wait(Some(problem));
        }
        let mut problems = vec![problem];
        problems.extend_from_slice(&situation.problems);
        return Decision::Fail(problems);
    }
    if lacks_customer || situation.is_blocked {
        return Decision::Wait(None);
    }

    let mut problems = situation.problems.clone();
    problems.extend(unknown_record(&situation));
    if !problems.is_empty() {
        return Decision::Fail(problems);
    }
    Decision::Apply(match item.action {
        Action::Create | Action::Update => apply_snapshot(situation, creates_customer),
        Action::Deactivate => apply_deactivation(situation),
    })
}

fn has_account(customer: Option<&Customer>) -> bool {
    customer.is_some_and(|customer| customer.account.is_some())
}

/// Whether the customer gets its account with this operation: a create, by a GUID that has none yet.
fn creates_customer(item: &WorkItem, customer: Option<&Customer>) -> bool {
    let is_creation = item.order.kind == RecordKind::Customer && item.action == Action::Create;
    is_creation && customer.is_some() && !has_account(customer)
}

/// Whether the operation begins a record: no other operation on it can go through before.
///
/// It does not wait for updates and deactivations of the record with an earlier time: those wait for it, or failed because
/// it was missing.
pub(crate) fn begins_record(kind: RecordKind, action: Option<Action>, has_record: bool) -> bool {
    let is_needed = matches!(kind, RecordKind::Customer | RecordKind::Address | RecordKind::Contact);
    is_needed && action == Some(Action::Create) && !has_record
}

/// Returns the operation that supersedes another one: a snapshot is superseded by a newer snapshot, and a deactivation by whatever
/// decided later whether the record is active. A snapshot from before a deactivation still brings its values.
fn superseded_by(item: &WorkItem, values: Option<Order>, activity: Order) -> Option<OperationId> {
    let newest = if item.action == Action::Deactivate { Some(activity) } else { values };
    newest.filter(|newest| is_newer(*newest, item.order)).map(|newest| newest.id)
}

/// Whether an operation comes after another one on the same record. Which of them was received first does not count.
fn is_newer(order: Order, than: Order) -> bool {
    (order.at, order.counter, order.channel) > (than.at, than.counter, than.channel)
}

fn unknown_customer(item: &WorkItem, customer: Option<&Customer>) -> Problem {
    let guid = item.async_account.as_deref().or(customer.map(|customer| customer.async_account.as_str()));
    match (guid.filter(|guid| !guid.is_empty()), &item.account) {
        (None, Some(account)) => Problem::new(Reason::CustomerUnknown, "CustAccount", account),
        (guid, _) => Problem::new(Reason::CustomerUnknown, "CustAccountAsync", guid.unwrap_or_default()),
    }
}

/// Returns the problems of an operation itself. A deactivation's values are not checked. `of_row` is the row's company;
/// `None` if it is known to be the channel's company.
pub(crate) fn problems_of(
    kind: RecordKind,
    action: Action,
    of_row: Option<&str>,
    of_channel: &str,
    fields: &Fields<'_>,
    rules: &Rules,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some(company) = of_row {
        problems.extend(validate::check_company(company, of_channel));
    }
    if action != Action::Deactivate {
        problems.extend(validate::check(kind, fields, rules));
    }
    problems
}

/// An update or deactivation of an address or contact that headquarters does not have.
fn unknown_record(situation: &Situation<'_>) -> Option<Problem> {
    let item = situation.item;
    let (reason, field) = match item.order.kind {
        RecordKind::Address => (Reason::AddressUnknown, "AddressId"),
        RecordKind::Contact => (Reason::ContactUnknown, "ContactId"),
        RecordKind::Customer | RecordKind::Affiliation | RecordKind::Attribute => return None,
    };
    let unknown = item.action != Action::Create && situation.record.is_none();
    unknown.then(|| Problem::new(reason, field, &item.key))
}

/// A create or an update: the record becomes what the snapshot says, but stays inactive if a deactivation is newer.
fn apply_snapshot(situation: Situation<'_>, creates_customer: bool) -> Application<'_> {
    let Situation { item, mut fields, record, defaults, .. } = situation;
    let kind = item.order.kind;
    let received = fields.clone();
    fields.fill_defaults(defaults);
    let claims_primary = fields.claims_primary();
    let activity = record.as_ref().map(|known| known.activity);
    let deactivation = activity.filter(|activity| is_newer(*activity, item.order));
    let active = deactivation.is_none() || kind == RecordKind::Customer;
    let (effect, changes) = match &record {
        // A new record has no old values; recorded are the values that it got in addition to the row's.
        None => (Effect::Created, fields.changes_from(&received, &received)),
        Some(known) if deactivation.is_none() && !known.record.active && is_removable(kind) => {
            (Effect::Created, fields.changes_from(&received, &received))
        }
        Some(known) => {
            fields.keep_extensions_of(&known.fields);
            keep_spelling(kind, &mut fields, &known.fields);
            if let (Some(_), Some((field, _))) = (deactivation, set_by_deactivation(kind)) {
                fields.set(field, known.fields.get(field).to_owned());
            }
            let changes = fields.changes_from(&known.fields, &received);
            let becomes_active = active && !known.record.active;
            let same = !becomes_active && !changes.iter().any(Change::is_change);
            (if same { Effect::Unchanged } else { Effect::Updated }, changes)
        }
    };
    let snapshot = ValuesSource::LastOperation;
    Application { effect, changes, fields, active, snapshot, deactivation, claims_primary, creates_customer }
}

/// A deactivation: a customer is blocked, an address or contact becomes inactive, an affiliation or attribute is removed.
fn apply_deactivation(situation: Situation<'_>) -> Application<'_> {
    let Situation { item, fields, record, .. } = situation;
    let kind = item.order.kind;
    let was_active = record.as_ref().is_some_and(|known| known.record.active);
    let snapshot = match record.as_ref().map(|known| known.values) {
        Some(Some(values)) => ValuesSource::Before(values),
        Some(None) | None => ValuesSource::Nowhere,
    };
    let old = record.map_or_else(|| fields.clone(), |known| known.fields);
    let left = deactivated(kind, old.clone());
    let changes = left.changes_from(&old, &fields);
    let has_effect = match kind {
        RecordKind::Customer => changes.iter().any(Change::is_change),
        RecordKind::Address | RecordKind::Contact | RecordKind::Affiliation | RecordKind::Attribute => was_active,
    };
    Application {
        effect: if has_effect { Effect::Deactivated } else { Effect::Unchanged },
        changes,
        fields: left,
        // A customer is blocked, not inactive.
        active: kind == RecordKind::Customer,
        snapshot,
        deactivation: None,
        claims_primary: kind.primary_field().map(|_| false),
        creates_customer: false,
    }
}

/// Returns a record's values once it is deactivated: a customer is blocked for all, other records keep theirs.
fn deactivated(kind: RecordKind, mut fields: Fields<'_>) -> Fields<'_> {
    if let Some((field, value)) = set_by_deactivation(kind) {
        fields.set(field, value);
    }
    fields
}

/// Affiliations and attributes are removed; addresses and contacts stay as inactive.
fn is_removable(kind: RecordKind) -> bool {
    matches!(kind, RecordKind::Affiliation | RecordKind::Attribute)
}

/// A GUID in another case is the same record: channels keep seeing it as it was first spelled.
fn keep_spelling<'a>(kind: RecordKind, fields: &mut Fields<'a>, old: &Fields<'a>) {
    if let Some(field) = kind.key_field()
        && let Some(spelled) = old.text_at(0)
    {
        fields.set(field.name, spelled);
    }
}

/// Returns the held operations to decide on again, now that `item` has gone through.
pub(crate) fn released_by(
    item: &WorkItem,
    application: Option<&Application<'_>>,
    held: &[UnresolvedOperation],
    fails_for_unknown_record: impl Fn(OperationId) -> bool,
) -> Vec<OperationId> {
    let creates_customer = application.is_some_and(|application| application.creates_customer);
    let creates_record = application.is_some_and(|application| application.effect == Effect::Created);
    let on_same_record = |held: &UnresolvedOperation| held.order.kind == item.order.kind && held.key == item.key;
    let is_released = |held: &&UnresolvedOperation| match held.state {
        State::Waiting => creates_customer || on_same_record(held),
        // A record's creation that arrives after its update must lead to the same end as the right order.
        State::Failed => creates_record && on_same_record(held) && fails_for_unknown_record(held.order.id),
        State::Pending | State::Synced | State::Completed | State::Dismissed => false,
    };
    held.iter().filter(is_released).map(|held| held.order.id).collect()
}
