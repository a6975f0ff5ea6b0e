//! Operations of an older store that were taken at their word though their time was far ahead: they froze their records.

use super::database::{Database, params};
use super::error::Result;
use crate::model::Timestamp;

/// How far ahead of its receipt a time may be, in microseconds: the default of `jobs.clock_tolerance`.
const TOLERANCE: i64 = 3_600_000_000;

/// From this day on a time stands for "never", in microseconds since 1970: 2154-12-31.
const NEVER: i64 = 5_837_961_600_000_000;

/// An operation whose time was far ahead of its receipt.
struct Misdated {
    id: i64,
    at: i64,
    received: i64,
}

/// Gives such operations the order time that they have by now: their receipt, but not before what has gone through on their
/// records.
pub(super) fn believe_receipts(database: &Database) -> Result<()> {
    let sql = "SELECT id, at, received FROM operation WHERE dated = 1 AND at > received + ?1 ORDER BY at, counter";
    let misdated = database.all(sql, &params![TOLERANCE], |row| {
        Ok(Misdated { id: row.get(0)?, at: row.get(1)?, received: row.get(2)? })
    })?;
    if misdated.is_empty() {
        return Ok(());
    }
    for Misdated { id, at, received } in misdated {
        let newest = "SELECT max(coalesce(p.ordered, p.at)) FROM operation o
                      JOIN operation p ON p.customer = o.customer AND p.kind = o.kind AND p.key = o.key AND p.id <> o.id
                      WHERE o.id = ?1 AND p.effect IS NOT NULL AND (p.ordered IS NOT NULL OR p.at <= p.received + ?2)";
        let newest: Option<i64> = database.only(newest, &params![id, TOLERANCE], |row| row.get(0))?;
        let order = newest.map_or(received, |newest| newest.max(received));
        database.execute("UPDATE operation SET ordered = ?2 WHERE id = ?1", &params![id, order])?;
        if Timestamp(at) >= Timestamp(NEVER) {
            let never =
                "UPDATE operation SET at = received, dated = 0, ordered = nullif(ordered, received) WHERE id = ?1";
            database.execute(never, &params![id])?;
        }
        let record = "UPDATE record AS x SET at = CASE WHEN x.operation = ?1 THEN ?2 ELSE x.at END,
                        claimed = CASE WHEN x.claimed = ?3 THEN ?2 ELSE x.claimed END
                      FROM operation o WHERE o.id = ?1 AND x.customer = o.customer AND x.kind = o.kind AND x.key = o.key";
        database.execute(record, &params![id, order, at])?;
    }
    let latest = "UPDATE bookmark SET latest = (SELECT max(coalesce(o.ordered, o.at)) FROM operation o
                    WHERE o.channel = bookmark.channel AND o.kind = bookmark.kind)";
    database.execute(latest, &[]).map(|_| ())
}
