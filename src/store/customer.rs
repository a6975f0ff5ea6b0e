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

/// A record as headquarters has it. Its values and its activity have an order time each: a deactivation leaves the values, and an
/// older snapshot that arrives after it brings its own and leaves the record inactive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    /// Inactive: deactivated or removed.
    pub(crate) active: bool,
    /// Whether the record has the primary flag.
    pub(crate) primary: bool,
    /// When it last claimed that flag.
    pub(crate) claimed: Option<Timestamp>,
    /// The operation that wrote the record last.
    pub(crate) order: Order,
    pub(crate) snapshot: ValuesSource,
    /// The newer deactivation that keeps the record inactive; `None` if the record is as its last operation left it.
    pub(crate) deactivation: Option<Order>,
    /// The values, as [`crate::model::Fields::to_json`] writes them.
    pub(crate) fields: String,
}

impl Record {
    /// Returns an active record as a snapshot leaves it.
    #[cfg(any(test, feature = "bench", feature = "fuzz"))]
    pub(crate) fn of_snapshot(order: Order, primary: bool, fields: String) -> Self {
        let snapshot = ValuesSource::LastOperation;
        Self { active: true, primary, claimed: None, order, snapshot, deactivation: None, fields }
    }
}

/// Where a record's values came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValuesSource {
    /// The operation that wrote the record last.
    LastOperation,
    /// An operation before the deactivation that wrote the record last.
    Before(Order),
    /// A deactivation only: headquarters never had a snapshot.
    Nowhere,
}

impl ValuesSource {
    /// The number that stands in the store.
    pub(super) fn number(self) -> Option<i64> {
        match self {
            Self::LastOperation => None,
            Self::Before(order) => Some(order.id.0),
            Self::Nowhere => Some(0),
        }
    }
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
