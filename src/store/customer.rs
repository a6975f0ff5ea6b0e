//! What headquarters has of a customer.

use crate::model::{CustomerId, Order, RecordKind, Timestamp};

/// A customer that headquarters knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Customer {
    pub(crate) id: CustomerId,
    /// The GUID as its channel spells it.
    pub(crate) async_account: String,
    /// `None` until an operation creates the customer.
    pub(crate) account: Option<String>,
}

/// The newest applied snapshot of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    /// Inactive: deactivated or removed.
    pub(crate) active: bool,
    /// Whether the record has the primary flag.
    pub(crate) primary: bool,
    /// When it last claimed that flag.
    pub(crate) claimed: Option<Timestamp>,
    /// The operation that the snapshot came with.
    pub(crate) order: Order,
    /// The values, as [`crate::model::Fields::to_json`] writes them.
    pub(crate) fields: String,
}

/// A record with its place among the customer's others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RecordRow {
    pub(crate) kind: RecordKind,
    pub(crate) key: String,
    pub(crate) active: bool,
    pub(crate) primary: bool,
    pub(crate) claimed: Option<Timestamp>,
    pub(crate) fields: String,
}

/// A customer on the way to the channels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DownloadedCustomer {
    pub(crate) id: CustomerId,
    pub(crate) account: String,
    pub(crate) async_account: String,
    /// The number of its last change.
    pub(crate) change: i64,
}
