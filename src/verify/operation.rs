//! One operation: compared with what the trail recorded about it, with its own row, and with its record.

use super::breach::{BreachKind, BreachPlace};
use super::recorded::{Recorded, RecordedOperations};
use super::references::References;
use super::row_keys::{RowContext, differing_columns};
use super::verification::Verification;
use crate::model::{AssignedAccount, Effect, OperationId, RecordKind, State};
use crate::store::{OperationEvidence, PastProblems, Result};
use crate::trail::{
    Digest, OperationOutcome, ReceivedOperation, gives_account, problems_digest, record_digest, row_digest,
};

/// A stored number that is no effect.
struct UnknownEffect;

/// Checks an operation whose columns can be read.
pub(super) fn check_operation(
    v: &mut Verification<'_>,
    references: &References,
    recorded: &RecordedOperations,
    evidence: &OperationEvidence<'_>,
) -> Result<()> {
    let operation = evidence.operation;
    let effect = effect(evidence);
    if let (Ok(Some(effect)), Some(channel)) = (&effect, references.channels.get(&operation.channel))
        && gives_account(kind(evidence), Some(*effect))
    {
        *v.creations.entry(channel.company).or_default() += 1;
    }
    let of_operation = recorded.of(operation.id);
    match of_operation {
        Some(of_operation) => {
            check_received(v, references, of_operation, evidence);
            check_state(v, of_operation, evidence);
            check_outcome(v, of_operation, evidence, &effect);
            check_past_problems(v, recorded, evidence);
            check_change(v, of_operation, evidence);
        }
        None => v.breach(place(evidence), BreachKind::Unexplained),
    }
    check_columns(v, references, evidence)?;
    match effect {
        Ok(Some(effect)) => check_record(v, of_operation, evidence, effect),
        _ => Ok(()),
    }
}

fn place(evidence: &OperationEvidence<'_>) -> BreachPlace {
    BreachPlace::Operation(OperationId(evidence.operation.id))
}

fn kind(evidence: &OperationEvidence<'_>) -> Option<RecordKind> {
    RecordKind::from_index(evidence.operation.kind)
}

fn effect(evidence: &OperationEvidence<'_>) -> std::result::Result<Option<Effect>, UnknownEffect> {
    let superseded_by = evidence.operation.superseded_by.map(OperationId);
    let effect = match evidence.operation.effect {
        Some(number) => Some(Effect::from_number(number, superseded_by).ok_or(UnknownEffect)?),
        None => None,
    };
    // Only one that was superseded names another operation.
    if effect.and_then(Effect::superseded_by) == superseded_by { Ok(effect) } else { Err(UnknownEffect) }
}

/// Checks that the operation came as the trail recorded.
fn check_received(
    v: &mut Verification<'_>,
    references: &References,
    recorded: &Recorded,
    evidence: &OperationEvidence<'_>,
) {
    let digest = evidence.received.map(|row| {
        let operation = evidence.operation;
        let received = ReceivedOperation {
            channel: operation.channel,
            epoch: operation.epoch,
            kind: operation.kind,
            counter: operation.counter,
            received: operation.received,
            layout: references.layouts.get(&row.layout).map(|layout| layout.digest).unwrap_or_default(),
            row: row.row,
        };
        received.digest()
    });
    if digest.is_none() || digest != recorded.receipt {
        v.breach(place(evidence), BreachKind::Received);
    }
}

/// Checks that the operation is in the state, has as many attempts and edits, and names the run, as the trail recorded.
fn check_state(v: &mut Verification<'_>, recorded: &Recorded, evidence: &OperationEvidence<'_>) {
    let operation = evidence.operation;
    let state = State::from_index(operation.state);
    if state != Some(recorded.state) {
        let found = state.map_or("?", State::name);
        v.differs(place(evidence), BreachKind::State, &found, &recorded.state);
    }
    if let Some(reverted) = recorded.reverted {
        v.differs(place(evidence), BreachKind::State, &recorded.state, &reverted);
    }
    let edits = i64::from(recorded.edits);
    if operation.edits != edits || evidence.edited.map(row_digest) != recorded.edited {
        v.differs(place(evidence), BreachKind::Edited, &operation.edits, &edits);
    }
    if operation.run != recorded.run {
        let number = |run: Option<i64>| run.map_or_else(|| "unknown".to_owned(), |run| run.to_string());
        v.differs(place(evidence), BreachKind::LastRun, &number(operation.run), &number(recorded.run));
    }
    let attempts = i64::from(recorded.revision) - edits;
    if operation.attempts != attempts {
        v.differs(place(evidence), BreachKind::Attempts, &operation.attempts, &attempts);
    }
}

/// Checks the outcome against the trail.
fn check_outcome(
    v: &mut Verification<'_>,
    recorded: &Recorded,
    evidence: &OperationEvidence<'_>,
    effect: &std::result::Result<Option<Effect>, UnknownEffect>,
) {
    let digest = match (effect, &evidence.problems, &evidence.changes) {
        (Ok(effect), Some(problems), Some(changes)) => {
            let account = assigned_account(evidence, *effect);
            let account = account.as_ref();
            Some(OperationOutcome { effect: *effect, account, problems, changes }.digest())
        }
        _ => None,
    };
    if digest.is_none() || digest != recorded.outcome {
        v.breach(place(evidence), BreachKind::Outcome);
    }
}

/// Checks that the operation's customer changed with it, or later.
fn check_change(v: &mut Verification<'_>, recorded: &Recorded, evidence: &OperationEvidence<'_>) {
    let Some((change, customer)) = recorded.change.zip(evidence.customer) else { return };
    if customer.changed == Some(change) {
        v.explained_changes += 1;
    } else if customer.changed < Some(change) {
        let name = customer.account.unwrap_or(customer.async_account);
        v.found(BreachPlace::Customer(name.to_owned()), BreachKind::Customer, &"changed");
    }
}

/// Returns the account that the operation assigned to its customer, if it did.
fn assigned_account(evidence: &OperationEvidence<'_>, effect: Option<Effect>) -> Option<AssignedAccount> {
    let customer = evidence.customer.filter(|_| gives_account(kind(evidence), effect))?;
    Some(AssignedAccount { account: customer.account?.to_owned(), async_account: customer.async_account.to_owned() })
}

/// Checks that the problems of earlier revisions are those that the trail recorded.
fn check_past_problems(v: &mut Verification<'_>, recorded: &RecordedOperations, evidence: &OperationEvidence<'_>) {
    let unresolved = recorded.unresolved(evidence.operation.id);
    let past: Vec<_> = evidence.past_problems.iter().map(|past| (past.revision, past_outcome(past))).collect();
    let is_recorded = |past: &(i64, Option<Digest>)| {
        unresolved.iter().any(|step| (i64::from(step.revision), Some(step.outcome)) == *past)
    };
    let mut ended = unresolved.iter().filter(|step| step.state == State::Failed && !step.is_current);
    let is_missing = ended.any(|step| !past.contains(&(i64::from(step.revision), Some(step.outcome))));
    if is_missing || !past.iter().all(is_recorded) {
        v.breach(place(evidence), BreachKind::PastOutcome);
    }
}

fn past_outcome(past: &PastProblems) -> Option<Digest> {
    past.problems.as_deref().map(problems_digest)
}

/// Checks that the operation's columns follow from its row.
fn check_columns(v: &mut Verification<'_>, references: &References, evidence: &OperationEvidence<'_>) -> Result<()> {
    let operation = &evidence.operation;
    let received = evidence.received;
    let row = if operation.edits > 0 { evidence.edited } else { received.map(|received| received.row) };
    let layout = received.and_then(|received| references.layouts.get(&received.layout));
    let channel = references.channels.get(&operation.channel);
    let (Some(row), Some(layout), Some(channel)) = (row, layout, channel) else {
        let column = if channel.is_none() { "channel" } else { "row" };
        v.found(place(evidence), BreachKind::Envelope, &column);
        return Ok(());
    };
    let context = RowContext { channel, layout: &layout.layout, row };
    let mut differing = differing_columns(operation, evidence.customer.as_ref(), &context);
    if kind(evidence) != Some(layout.layout.kind()) {
        differing.push("kind");
    }
    // The time of receipt, or that of another row of the table.
    if operation.ordered.is_some_and(|ordered| ordered != operation.received)
        && !v.store.has_order_time_beside(operation)?
    {
        differing.push("ordered");
    }
    if !differing.is_empty() {
        v.found(place(evidence), BreachKind::Envelope, &differing.join(", "));
    }
    Ok(())
}

/// Checks that the record is as the operation left it, unless a newer one came.
fn check_record(
    v: &mut Verification<'_>,
    recorded: Option<&Recorded>,
    evidence: &OperationEvidence<'_>,
    effect: Effect,
) -> Result<()> {
    let operation = &evidence.operation;
    let Some(record) = evidence.record else {
        // The last operation on the record reports it.
        if evidence.customer.is_some() && !v.store.has_later_effect(operation)? {
            v.breach(record_place(evidence), BreachKind::Gone);
        }
        return Ok(());
    };
    let is_own = record.operation == operation.id && !matches!(effect, Effect::Superseded(_));
    if record.at < operation.ordered.unwrap_or(operation.at) {
        v.differs(record_place(evidence), BreachKind::Source, &record.operation, &operation.id);
    } else if let Some(recorded) = recorded.filter(|_| is_own) {
        let active = match record.active {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        };
        let digest = active.map(|active| record_digest(active, record.fields));
        if digest.is_none() || digest != recorded.record {
            v.breach(record_place(evidence), BreachKind::Values);
        }
    }
    Ok(())
}

fn record_place(evidence: &OperationEvidence<'_>) -> BreachPlace {
    let customer = evidence.customer.map(|customer| customer.account.unwrap_or(customer.async_account));
    BreachPlace::Record {
        customer: customer.unwrap_or_default().to_owned(),
        kind: kind(evidence).unwrap_or(RecordKind::Customer),
        key: evidence.operation.key.to_owned(),
    }
}
