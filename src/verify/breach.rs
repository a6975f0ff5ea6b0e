//! Breaches: what in the store is not as the audit trail and the rules of the jobs lead to.

use std::fmt;

use crate::model::{OperationId, RecordKind};

/// Something that is not as the audit trail says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Breach {
    pub(crate) place: BreachPlace,
    pub(crate) kind: BreachKind,
    /// What was found, such as a state or a message of the database; empty where the place says it all.
    pub(crate) found: String,
    /// What the trail leads to; empty where it cannot be said.
    pub(crate) expected: String,
}

impl Breach {
    pub(crate) fn new(place: BreachPlace, kind: BreachKind) -> Self {
        Self { place, kind, found: String::new(), expected: String::new() }
    }

    /// Adds what was found and what should be there.
    pub(crate) fn with(mut self, found: &dyn fmt::Display, expected: &dyn fmt::Display) -> Self {
        self.found = found.to_string();
        self.expected = expected.to_string();
        self
    }
}

/// Where a breach is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BreachPlace {
    /// An entry of the trail by its number.
    Entry(i64),
    Operation(OperationId),
    /// A customer by its account, its GUID where it has none.
    Customer(String),
    /// A record of a customer.
    Record {
        customer: String,
        kind: RecordKind,
        key: String,
    },
    /// A company by its code.
    Company(String),
    /// A channel by its name.
    Channel(String),
    /// The store's file.
    Store,
}

/// As machine formats have it.
impl fmt::Display for BreachPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry(id) => write!(f, "entry {id}"),
            Self::Operation(id) => write!(f, "operation {id}"),
            Self::Customer(name) => write!(f, "customer {name}"),
            Self::Record { customer, kind: RecordKind::Customer, .. } => write!(f, "record of customer {customer}"),
            Self::Record { customer, kind, key } => write!(f, "{} {key} of customer {customer}", kind.name()),
            Self::Company(code) => write!(f, "company {code}"),
            Self::Channel(name) => write!(f, "channel {name}"),
            Self::Store => f.write_str("store"),
        }
    }
}

macro_rules! faults {
    ($($(#[$meta:meta])* $fault:ident $id:literal,)*) => {
        /// What is wrong at a place.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum BreachKind {
            $($(#[$meta])* $fault,)*
        }

        impl BreachKind {
            /// All faults.
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$fault),*];

            /// The word of machine formats, under which the texts have the sentence.
            pub(crate) fn id(self) -> &'static str {
                match self {
                    $(Self::$fault => $id,)*
                }
            }
        }
    };
}

faults! {
    /// The entry's hash is not that of its content and of the entry before it.
    Chain "chain-broken",
    /// Entries between this one and the one before are gone.
    EntriesMissing "entries-missing",
    /// The entry cannot be read.
    EntryUnreadable "entry-unreadable",
    /// The hash that was noted is not part of the chain.
    AnchorMissing "anchor-missing",
    /// It cannot be read: its columns have values that the program does not write.
    Unreadable "unreadable",
    /// Rows that belong to it are there, and it is not.
    Orphans "orphans",
    /// No entry tells of it.
    Unexplained "unexplained",
    /// Entries tell of it, and it is not there.
    Gone "gone",
    /// The received row, or where it came from, is another one.
    Received "received-differs",
    /// The row after the edits is another one.
    Edited "edited-differs",
    /// Where the operation is kept says something else than its row.
    Envelope "columns-differ",
    State "state-differs",
    Attempts "attempts-differ",
    /// Effect, problems, changes or the account given are not those of the last attempt.
    Outcome "outcome-differs",
    /// The problems of an earlier attempt are others.
    PastOutcome "past-outcome-differs",
    /// The values of a record are not those of its last operation.
    Values "values-differ",
    /// The record says that it came with another operation than it can have.
    Source "source-differs",
    /// The mark of the primary record is where it should not be.
    Primary "primary-differs",
    /// A customer's account, GUID or number of its last change is not the one that it was given.
    Customer "customer-differs",
    /// Not as many accounts are given as customers have one.
    Accounts "accounts-differ",
    /// Not as many operations are stored as were counted.
    Count "count-differs",
    /// The bookmark is not at the last operation.
    Bookmark "bookmark-differs",
    /// The number of the last change is not that of any customer's last change.
    Changes "changes-differ",
    /// A channel cannot have received a change that there was none of.
    Downloaded "downloaded-differs",
    /// A channel is not in the epoch that its resets lead to.
    Epoch "epoch-differs",
    /// A row of a replaced database is not the one of an earlier epoch that it is noted as.
    Retaken "retaken-differs",
    /// A table, an index or a trigger is not as the program makes it.
    Schema "schema-differs",
    /// SQLite's own check.
    Damaged "damaged",
}
