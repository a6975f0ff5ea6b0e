//! The beginning of the audit trail in a store that already has operations.

use std::collections::HashMap;

use rusqlite::Connection;
use serde_json::Map;

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
pub(super) fn adopt(connection: &Connection, author: &Author, clock: Clock) -> Result<()> {
    let last: i64 = connection.query_row("SELECT coalesce(max(id), 0) FROM operation", [], |row| row.get(0))?;
    let layouts = layout_digests(connection)?;
    let mut from = 0;
    while from < last {
        let (rows, outcomes) = adopted(connection, &layouts, from + 1, from + ADOPTED)?;
        let parts = [rows, outcomes].into_iter().filter(|steps| !steps.is_empty());
        let entries = parts.map(|steps| NewEntry { event: Event::Adopted, details: Map::new(), steps });
        append(connection, author, clock, entries.collect())?;
        from += ADOPTED;
    }
    Ok(())
}

/// Returns the digests of all layouts by their number.
fn layout_digests(connection: &Connection) -> Result<HashMap<i64, Digest>> {
    let mut statement = connection.prepare("SELECT id, kind, columns FROM layout")?;
    let mut rows = statement.query([])?;
    let mut layouts = HashMap::new();
    while let Some(row) = rows.next()? {
        let columns: Vec<String> =
            serde_json::from_str(&row.get::<_, String>(2)?).map_err(|_| unreadable("a layout's columns"))?;
        layouts.insert(row.get(0)?, layout_digest(row.get(1)?, &columns));
    }
    Ok(layouts)
}

fn adopted(
    connection: &Connection,
    layouts: &HashMap<i64, Digest>,
    first: i64,
    last: i64,
) -> Result<(Vec<Step>, Vec<Step>)> {
    let mut statement = connection.prepare_cached(
        "SELECT o.id, o.channel, o.epoch, o.kind, o.counter, o.received, r.layout, r.row, o.state, o.attempts, o.effect,
           o.superseded_by, c.account, c.async_account, x.active, x.fields
         FROM operation o JOIN received r ON r.operation = o.id LEFT JOIN customer c ON c.id = o.customer
           LEFT JOIN record x ON x.customer = o.customer AND x.kind = o.kind AND x.key = o.key AND x.operation = o.id
         WHERE o.id BETWEEN ?1 AND ?2 ORDER BY o.id",
    )?;
    let mut rows = statement.query((first, last))?;
    let (mut receipts, mut outcomes) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let operation: i64 = row.get(0)?;
        let receipt = ReceivedOperation {
            channel: row.get(1)?,
            epoch: row.get(2)?,
            kind: row.get(3)?,
            counter: row.get(4)?,
            received: row.get(5)?,
            layout: layouts.get(&row.get(6)?).copied().unwrap_or_default(),
            row: row.get_ref(7)?.as_str().map_err(rusqlite::Error::from)?,
        };
        let step = Step {
            operation,
            state: State::Pending,
            revision: 0,
            outcome: Some(*NO_OUTCOME),
            content: Some(receipt.digest()),
            touches: false,
        };
        receipts.push(step);
        let (state, attempts) = (state_of(row.get(8)?)?, row.get(9)?);
        if state == State::Pending && attempts == 0 {
            continue;
        }
        let effect = effect_of(row.get(10)?, row.get(11)?)?;
        let account = row.get::<_, Option<String>>(12)?.zip(row.get(13)?);
        let account = account.map(|(account, async_account)| AssignedAccount { account, async_account });
        let outcome = OperationOutcome {
            effect,
            account: account.as_ref().filter(|_| gives_account(kind_of(receipt.kind).ok(), effect)),
            problems: &problems_of(connection, OperationId(operation))?,
            changes: &changes_of(connection, OperationId(operation))?,
        };
        let record: Option<(bool, String)> = row.get::<_, Option<bool>>(14)?.zip(row.get(15)?);
        outcomes.push(Step {
            operation,
            state,
            revision: attempts,
            outcome: Some(outcome.digest()),
            content: record.map(|(active, fields)| record_digest(active, &fields)),
            touches: false,
        });
    }
    Ok((receipts, outcomes))
}
