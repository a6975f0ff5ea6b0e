//! One row of one upload table, on its way.

use std::sync::Arc;

use super::ids::{ChannelKey, Counter, OperationId};
use super::operation_note::OperationNote;
use super::problem::Problem;
use super::record::RecordKind;
use super::state::State;
use super::timestamp::Timestamp;

/// What an operation does to its record: `OPERATION` of the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Action {
    Create = 1,
    Update = 2,
    Deactivate = 3,
}

impl Action {
    /// All actions in the order of their numbers.
    pub(crate) const ALL: [Self; 3] = [Self::Create, Self::Update, Self::Deactivate];

    /// The action with that number of the contract: 1 create, 2 update, 3 deactivate.
    pub(crate) fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|action| *action as i64 == number)
    }

    /// The word of machine formats and filters.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Deactivate => "deactivate",
        }
    }
}

/// What synchronizing an operation did to its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    Created,
    Updated,
    /// Headquarters had all values already.
    Unchanged,
    Deactivated,
    /// A newer snapshot of the record, that of the named operation, was applied before.
    Superseded(OperationId),
}

impl Effect {
    /// Returns the effect without what it names.
    pub(crate) fn kind(self) -> EffectKind {
        match self {
            Self::Created => EffectKind::Created,
            Self::Updated => EffectKind::Updated,
            Self::Unchanged => EffectKind::Unchanged,
            Self::Deactivated => EffectKind::Deactivated,
            Self::Superseded(_) => EffectKind::Superseded,
        }
    }

    /// Returns the number that stands in the store.
    pub(crate) fn number(self) -> i64 {
        self.kind() as i64
    }

    /// Returns the operation with the newer snapshot; `None` unless the operation was superseded.
    pub(crate) fn superseded_by(self) -> Option<OperationId> {
        match self {
            Self::Superseded(by) => Some(by),
            Self::Created | Self::Updated | Self::Unchanged | Self::Deactivated => None,
        }
    }

    /// Returns the effect with that number; `None` if there is no such effect, or if it lacks the operation with the newer
    /// snapshot.
    pub(crate) fn from_number(number: i64, superseded_by: Option<OperationId>) -> Option<Self> {
        match EffectKind::from_number(number)? {
            EffectKind::Created => Some(Self::Created),
            EffectKind::Updated => Some(Self::Updated),
            EffectKind::Unchanged => Some(Self::Unchanged),
            EffectKind::Deactivated => Some(Self::Deactivated),
            EffectKind::Superseded => superseded_by.map(Self::Superseded),
        }
    }
}

/// An effect without what it names; its number stands in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EffectKind {
    Created = 1,
    Updated = 2,
    Unchanged = 3,
    Deactivated = 4,
    Superseded = 5,
}

impl EffectKind {
    /// All kinds in the order of their numbers.
    pub(crate) const ALL: [Self; 5] =
        [Self::Created, Self::Updated, Self::Unchanged, Self::Deactivated, Self::Superseded];

    /// Returns the kind with that number; `None` if there is no such kind.
    pub(crate) fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as i64 == number)
    }

    /// Returns the word of machine formats and filters.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Deactivated => "deactivated",
            Self::Superseded => "superseded",
        }
    }
}

/// The order in which `sync` takes operations: time, table (customer first), counter; channel and id decide between
/// equals, so that the order does not depend on how the operations were cut into runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Order {
    /// `CREATEDDATETIME`, or the time of receipt where that cannot be read.
    pub(crate) at: Timestamp,
    pub(crate) kind: RecordKind,
    pub(crate) counter: Counter,
    pub(crate) channel: ChannelKey,
    pub(crate) id: OperationId,
}

/// An operation as lists and details show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Operation {
    pub(crate) id: OperationId,
    /// The channel's name.
    pub(crate) channel: Arc<str>,
    /// `DATAAREAID` of the row.
    pub(crate) company: Arc<str>,
    /// `None` while the customer has no account: *Pending sync*.
    pub(crate) customer_account: Option<String>,
    /// As spelled in the row; empty if the row has no GUID.
    pub(crate) async_account: String,
    pub(crate) kind: RecordKind,
    /// `None` if the row's `OPERATION` cannot be read.
    pub(crate) action: Option<Action>,
    /// `None` if the row's `CREATEDDATETIME` cannot be read.
    pub(crate) timestamp: Option<Timestamp>,
    /// When it counts in the order of `sync`, which is its own time unless that cannot be right.
    pub(crate) counts_at: Timestamp,
    pub(crate) state: State,
    pub(crate) problems: Vec<Problem>,
    pub(crate) notes: Vec<OperationNote>,
    /// How often synchronizing was tried.
    pub(crate) attempts: u32,
    /// `None` until the operation is synced.
    pub(crate) effect: Option<Effect>,
    /// Names of the fields that it changed.
    pub(crate) changed: Vec<String>,
    pub(crate) counter: Counter,
    /// When the P-job stored it.
    pub(crate) received: Timestamp,
    pub(crate) edited: bool,
    /// The last run that changed the operation; `None` if no run did.
    pub(crate) run: Option<i64>,
    /// Values of the fields and attributes that a list asks for, in its order; `None` if the operation has no such field.
    pub(crate) values: Vec<Option<String>>,
}
