//! The records of customers, and how they agree with the operations.

use std::sync::Arc;

use super::columns::{StoredRow as _, for_each_row, select_list, stored_row};
use crate::model::{CustomerId, Layout, RecordKind};
use crate::store::database::params;
use crate::store::error::Result;
use crate::store::handle::Store;
use crate::store::operations::ROW;

stored_row! {
    /// A row of `record`, but for its source.
    struct StoredRecord<'r> {
        customer: i64 = "x.customer" as "customer",
        kind: i64 = "x.kind" as "kind",
        key: &'r str = "x.key" as "key",
        active: i64 = "x.active" as "active",
        primary: i64 = "x.is_primary" as "is_primary",
        claimed: Option<i64> = "x.claimed" as "claimed",
        at: i64 = "x.at" as "at",
        fields: &'r str = "x.fields" as "fields",
    }
}

/// A record, and how it agrees with the operations.
#[derive(Debug)]
pub(crate) struct RecordEvidence<'r> {
    pub(crate) record: StoredRecord<'r>,
    /// The customer's account, or its GUID if it has no account; `None` if there is no such customer.
    pub(crate) customer_name: Option<&'r str>,
    /// Whether the operation that the record came with is about it, and came when and from where the record says; or whether it
    /// was imported, and no operation has written it since.
    pub(crate) has_source: bool,
    /// Whether an operation on the record came when it last claimed the primary flag, if it ever did.
    pub(crate) claim_has_operation: bool,
    /// The digest with which the record was imported; `None` if an operation has written it since, or brought it.
    pub(crate) imported: Option<&'r [u8]>,
    /// Names of the record's columns whose values have an unexpected type.
    pub(crate) unreadable: Vec<&'static str>,
}

/// What [`RecordEvidence`] has beside the record.
const RECORD_AGREEMENT: &[&str] = &[
    "coalesce(c.account, c.async_account)",
    "CASE WHEN x.operation = 0 THEN x.kind = 0 AND x.key = '' AND x.at = -9223372036854775808 AND x.counter = 0 AND x.channel = 0
       AND x.snapshot IS NULL AND x.deactivation IS NULL AND x.claimed IS NULL
       AND EXISTS (SELECT 1 FROM imported i WHERE i.customer = x.customer) AND NOT EXISTS (
         SELECT 1 FROM operation p WHERE p.customer = x.customer AND p.kind = 0 AND p.effect BETWEEN 1 AND 4)
     ELSE o.customer IS NOT DISTINCT FROM x.customer AND o.kind IS NOT DISTINCT FROM x.kind AND o.key IS NOT DISTINCT FROM x.key
       AND o.effect BETWEEN 1 AND 4 AND coalesce(o.ordered, o.at) IS NOT DISTINCT FROM x.at AND o.counter IS NOT DISTINCT FROM x.counter
       AND o.channel IS NOT DISTINCT FROM x.channel
       AND x.snapshot IS NOT DISTINCT FROM CASE WHEN o.action = 3 THEN coalesce((
         SELECT s.id FROM operation s WHERE s.customer = x.customer AND s.kind = x.kind AND s.key = x.key AND s.action IN (1, 2)
           AND s.effect BETWEEN 1 AND 3 ORDER BY coalesce(s.ordered, s.at) DESC, s.counter DESC, s.channel DESC, s.id DESC LIMIT 1), 0) END
       AND x.deactivation IS NOT DISTINCT FROM CASE WHEN o.action < 3 AND (x.deactivation IS NOT NULL OR x.active = 0 OR x.kind = 0)
         THEN (SELECT d.id FROM operation d WHERE d.customer = x.customer AND d.kind = x.kind AND d.key = x.key AND d.action = 3
           AND d.effect BETWEEN 1 AND 4 AND (coalesce(d.ordered, d.at), d.counter, d.channel) > (x.at, x.counter, x.channel)
           ORDER BY coalesce(d.ordered, d.at) DESC, d.counter DESC, d.channel DESC, d.id DESC LIMIT 1) END END",
    "x.claimed IS NULL OR x.claimed IS NOT DISTINCT FROM coalesce(o.ordered, o.at) OR EXISTS (SELECT 1 FROM operation p WHERE p.customer = x.customer
       AND p.kind = x.kind AND p.key = x.key AND coalesce(p.ordered, p.at) = x.claimed AND p.effect IS NOT NULL)",
    "CASE WHEN x.operation = 0 THEN (SELECT i.content FROM imported i WHERE i.customer = x.customer AND i.content IS NOT NULL) END",
];

/// The row of an operation that had an effect on a record.
#[derive(Debug)]
pub(crate) struct AppliedRow {
    /// The record's key.
    pub(crate) key: String,
    pub(crate) layout: Arc<Layout>,
    /// After the operation's edits.
    pub(crate) row: String,
}

impl Store {
    /// Passes all records to `each`, ordered by customer, kind and key.
    pub(crate) fn for_each_record_evidence(
        &self,
        each: &mut dyn FnMut(RecordEvidence<'_>) -> Result<()>,
    ) -> Result<()> {
        let sql = format!(
            "SELECT {} FROM record x LEFT JOIN customer c ON c.id = x.customer
               LEFT JOIN operation o ON o.id = x.operation
             ORDER BY x.customer, x.kind, x.key",
            select_list(&[StoredRecord::COLUMNS, RECORD_AGREEMENT])
        );
        for_each_row(self.settled()?, &sql, &[], &mut |mut columns| {
            each(RecordEvidence {
                record: StoredRecord::read(&mut columns),
                customer_name: columns.next_or_default(),
                has_source: columns.next_or_default(),
                claim_has_operation: columns.next_or_default(),
                imported: columns.next_or_default(),
                unreadable: columns.into_unreadable(),
            })
        })
    }

    /// Returns the rows of all operations that had an effect on a customer's records of one kind.
    pub(crate) fn applied_rows(&self, customer: CustomerId, kind: RecordKind) -> Result<Vec<AppliedRow>> {
        let sql = format!(
            "SELECT o.key, r.layout, {ROW} FROM operation o JOIN received r ON r.operation = o.id
             WHERE o.customer = ?1 AND o.kind = ?2 AND o.effect IS NOT NULL"
        );
        self.settled()?.all(&sql, &params![customer.0, kind.index()], |row| {
            Ok(AppliedRow { key: row.get(0)?, layout: self.layout(row.get(1)?)?, row: row.get(2)? })
        })
    }
}
