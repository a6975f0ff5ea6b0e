//! What the store says about an operation, but for its trail.

use super::columns::stored_row;
use super::outcomes::PastProblems;
use crate::model::{Change, Problem};

stored_row! {
    /// An operation's own columns.
    struct StoredOperation<'r> {
        id: i64 = "o.id" as "id",
        channel: i64 = "o.channel" as "channel",
        epoch: i64 = "o.epoch" as "epoch",
        kind: i64 = "o.kind" as "kind",
        counter: i64 = "o.counter" as "counter",
        state: i64 = "o.state" as "state",
        action: Option<i64> = "o.action" as "action",
        customer: Option<i64> = "o.customer" as "customer",
        key: &'r str = "o.key" as "key",
        at: i64 = "o.at" as "at",
        dated: i64 = "o.dated" as "dated",
        received: i64 = "o.received" as "received",
        attempts: i64 = "o.attempts" as "attempts",
        edits: i64 = "o.edited" as "edited",
        effect: Option<i64> = "o.effect" as "effect",
        superseded_by: Option<i64> = "o.superseded_by" as "superseded_by",
        company: Option<&'r str> = "o.company" as "company",
        async_account: Option<&'r str> = "o.async_account" as "async_account",
        account: Option<&'r str> = "o.account" as "account",
        run: Option<i64> = "o.run" as "run",
        ordered: Option<i64> = "o.ordered" as "ordered",
        noted: i64 = "o.noted" as "noted",
    }
}

stored_row! {
    /// The customer that an operation is about.
    struct CustomerOfOperation<'r> {
        company: i64 = "c.company" as "customer.company",
        guid: &'r [u8] = "c.guid" as "customer.guid",
        async_account: &'r str = "c.async_account" as "customer.async_account",
        account: Option<&'r str> = "c.account" as "customer.account",
        changed: Option<i64> = "c.changed" as "customer.changed",
    }
}

stored_row! {
    /// The record that an operation is about.
    struct RecordOfOperation<'r> {
        operation: i64 = "x.operation" as "record.operation",
        active: i64 = "x.active" as "record.active",
        // A deactivation that keeps the record inactive is newer than what wrote it last.
        at: i64 = "coalesce((SELECT coalesce(d.ordered, d.at) FROM operation d WHERE d.id = x.deactivation AND coalesce(d.ordered, d.at) > x.at), x.at)" as "record.at",
        fields: &'r str = "x.fields" as "record.fields",
    }
}

stored_row! {
    /// The row of an operation as it was received.
    struct ReceivedRow<'r> {
        layout: i64 = "layout" as "layout",
        row: &'r str = "row" as "row",
    }
}

stored_row! {
    /// The row of an operation after its edits.
    struct EditedRow<'r> {
        row: &'r str = "row" as "row",
    }
}

/// Everything that the store says about an operation, but for its trail.
#[derive(Debug)]
pub(crate) struct OperationEvidence<'r> {
    pub(crate) operation: StoredOperation<'r>,
    /// `None` if there is no customer with the number that the operation has.
    pub(crate) customer: Option<CustomerOfOperation<'r>>,
    pub(crate) record: Option<RecordOfOperation<'r>>,
    /// Names of the columns above whose values have an unexpected type.
    pub(crate) unreadable: Vec<&'static str>,
    /// `None` if it is missing or cannot be read.
    pub(crate) received: Option<ReceivedRow<'r>>,
    /// `None` if there is none or it cannot be read.
    pub(crate) edited: Option<&'r str>,
    /// `None` if the program does not write them so.
    pub(crate) problems: Option<Vec<Problem>>,
    /// `None` if the program does not write them so.
    pub(crate) changes: Option<Vec<Change>>,
    pub(crate) past_problems: Vec<PastProblems>,
}

/// What is found on the way through a range of operations.
#[derive(Debug, Clone, Copy)]
pub(crate) enum OperationFinding<'e> {
    Operation(&'e OperationEvidence<'e>),
    /// Rows that belong to no operation.
    Orphans {
        table: &'static str,
        /// `None` if the rows do not even have a number.
        operation: Option<i64>,
        /// The next operation that is found; `None` if there are no more.
        before: Option<i64>,
    },
}

/// A range of operations.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OperationRange {
    /// Where the tables beside the operations are read from: not after the first operation.
    pub(crate) side_from: i64,
    pub(crate) first: i64,
    /// `None` for no operations but all that is left in the tables beside them.
    pub(crate) last: Option<i64>,
}
