//! The beginning of the audit trail in a store that already has operations.

use std::collections::HashMap;

use serde_json::Map;

use super::database::{Database, Row, params};
use super::error::{Result, unreadable};
use super::stored_values::{changes_of, effect_of, kind_of, problems_of, state_of};
use super::trail::append;
use crate::clock::Clock;
use crate::model::{AssignedAccount, OperationId, State};
use crate::trail::{
    Author, Digest, Event, NO_OUTCOME, NewEntry, OperationOutcome, ReceivedOperation, Step, gives_account,
    layout_digest, record_digest,
};

/// The number of operations in an entry of [`Event::Adopted`].
const ADOPTED: i64 = 100_000;

/// Adds the operations that were there before the trail began to it, as they are: first their rows, then their
/// outcomes.
pub(super) fn adopt(database: &Database, author: &Author, clock: Clock) -> Result<()> {
    let last: i64 = database.only("SELECT coalesce(max(id), 0) FROM operation", &[], |row| row.get(0))?;
    let layouts = layout_digests(database)?;
    let mut from = 0;
    while from < last {
        let (rows, outcomes) = adopted(database, &layouts, from + 1, from + ADOPTED)?;
        let parts = [rows, outcomes].into_iter().filter(|steps| !steps.is_empty());
        let entries = parts.map(|steps| NewEntry { event: Event::Adopted, details: Map::new(), steps });
        append(database, author, clock, entries.collect())?;
        from += ADOPTED;
    }
    Ok(())
}

/// Returns the digests of all layouts by their number.
fn layout_digests(database: &Database) -> Result<HashMap<i64, Digest>> {
    let digests = database.all("SELECT id, kind, columns FROM layout", &[], |row| {
        let columns: Vec<String> = serde_json::from_str(row.get(2)?).map_err(|_| unreadable("a layout's columns"))?;
        Ok((row.get(0)?, layout_digest(row.get(1)?, &columns)))
    })?;
    Ok(digests.into_iter().collect())
}

fn adopted(
    database: &Database,
    layouts: &HashMap<i64, Digest>,
    first: i64,
    last: i64,
) -> Result<(Vec<Step>, Vec<Step>)> {
    let sql =
        "SELECT o.id, o.channel, o.epoch, o.kind, o.counter, o.received, r.layout, r.row, o.state, o.attempts, o.effect,
           o.superseded_by, c.account, c.async_account, x.active, x.fields
         FROM operation o JOIN received r ON r.operation = o.id LEFT JOIN customer c ON c.id = o.customer
           LEFT JOIN record x ON x.customer = o.customer AND x.kind = o.kind AND x.key = o.key AND x.operation = o.id
         WHERE o.id BETWEEN ?1 AND ?2 ORDER BY o.id";
    let steps = database.all(sql, &params![first, last], |row| {
        let receipt = receipt_of(row, layouts)?;
        Ok((receipt_step(row, &receipt)?, outcome_step(database, row, receipt.kind)?))
    })?;
    let (receipts, outcomes): (Vec<_>, Vec<_>) = steps.into_iter().unzip();
    Ok((receipts, outcomes.into_iter().flatten().collect()))
}

fn receipt_of<'r>(row: &'r Row<'_>, layouts: &HashMap<i64, Digest>) -> Result<ReceivedOperation<'r>> {
    Ok(ReceivedOperation {
        channel: row.get(1)?,
        epoch: row.get(2)?,
        kind: row.get(3)?,
        counter: row.get(4)?,
        received: row.get(5)?,
        layout: layouts.get(&row.get(6)?).copied().unwrap_or_default(),
        row: row.get(7)?,
    })
}

fn receipt_step(row: &Row<'_>, receipt: &ReceivedOperation<'_>) -> Result<Step> {
    Ok(Step {
        operation: row.get(0)?,
        state: State::Pending,
        revision: 0,
        outcome: Some(*NO_OUTCOME),
        content: Some(receipt.digest()),
        touches: false,
    })
}

/// Returns the step that says what became of an operation; `None` if nothing did.
fn outcome_step(database: &Database, row: &Row<'_>, kind: i64) -> Result<Option<Step>> {
    let operation: i64 = row.get(0)?;
    let (state, attempts) = (state_of(row.get(8)?)?, row.get(9)?);
    if state == State::Pending && attempts == 0 {
        return Ok(None);
    }
    let effect = effect_of(row.get(10)?, row.get(11)?)?;
    let account = row.get::<Option<String>>(12)?.zip(row.get(13)?);
    let account = account.map(|(account, async_account)| AssignedAccount { account, async_account });
    let outcome = OperationOutcome {
        effect,
        account: account.as_ref().filter(|_| gives_account(kind_of(kind).ok(), effect)),
        problems: &problems_of(database, OperationId(operation))?,
        changes: &changes_of(database, OperationId(operation))?,
    };
    let record = row.get::<Option<bool>>(14)?.zip(row.get::<Option<&str>>(15)?);
    Ok(Some(Step {
        operation,
        state,
        revision: attempts,
        outcome: Some(outcome.digest()),
        content: record.map(|(active, fields)| record_digest(active, fields)),
        touches: false,
    }))
}
