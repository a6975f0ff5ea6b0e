//! The audit trail: what happened to operations, and what is wrong where the trail and the store do not agree.

use std::fmt;

use super::fields::Change;
use super::ids::OperationId;
use super::problem::Problem;
use super::record::RecordKind;
use super::state::State;
use super::timestamp::Timestamp;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Event {
    /// The P-job stored operations.
    Received,
    /// `sync` decided on operations.
    Synchronized,
    /// 1010 told a channel of its operations.
    Completed,
    /// A person corrected fields.
    Edited,
    /// A person asked for another try.
    Resynced,
    /// A person decided that an operation is never to be synchronized.
    Dismissed,
    /// What an operation waited for has gone.
    Released,
    /// A channel's database was replaced.
    Reset,
    /// Operations were there before the trail began.
    Adopted,
    /// The store was made, or brought to a newer schema.
    Migrated,
}

impl Event {
    /// All events.
    pub(crate) const ALL: [Self; 10] = [
        Self::Received,
        Self::Synchronized,
        Self::Completed,
        Self::Edited,
        Self::Resynced,
        Self::Dismissed,
        Self::Released,
        Self::Reset,
        Self::Adopted,
        Self::Migrated,
    ];

    /// The word of the store and of machine formats.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Synchronized => "synchronized",
            Self::Completed => "completed",
            Self::Edited => "edited",
            Self::Resynced => "resynced",
            Self::Dismissed => "dismissed",
            Self::Released => "released",
            Self::Reset => "reset",
            Self::Adopted => "adopted",
            Self::Migrated => "migrated",
        }
    }

    /// The event with that word, if there is one.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.name() == name)
    }
}

/// Who acts, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Author {
    /// `user@host`, or the name given with `--as`.
    pub(crate) actor: String,
    /// The run that it is part of; none for what a person does.
    pub(crate) run: Option<i64>,
    /// As the person says it; empty where nobody did.
    pub(crate) reason: String,
}

/// What an entry of the audit trail says of one operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) id: i64,
    pub(crate) operation: OperationId,
    pub(crate) at: Timestamp,
    pub(crate) author: Author,
    pub(crate) event: Event,
    /// The state that the operation came to be in.
    pub(crate) state: State,
    /// Old and new value of the fields that were edited, or that headquarters changed with the operation.
    pub(crate) changes: Vec<Change>,
    /// What was wrong.
    pub(crate) problems: Vec<Problem>,
    /// The entry's hash in hexadecimal digits, over itself and the entry before it.
    pub(crate) hash: String,
}

/// An entry of the audit trail that says that a channel's database was replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChannelReset {
    pub(crate) entry: i64,
    pub(crate) at: Timestamp,
    pub(crate) author: Author,
    /// The epoch that began with it.
    pub(crate) epoch: i64,
    /// The entry's hash in hexadecimal digits.
    pub(crate) hash: String,
}

/// Something that is not as the audit trail says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Breach {
    pub(crate) place: Place,
    pub(crate) fault: Fault,
    /// What was found, such as a state or a message of the database; empty where the place says it all.
    pub(crate) found: String,
    /// What the trail leads to; empty where it cannot be said.
    pub(crate) expected: String,
}

impl Breach {
    pub(crate) fn new(place: Place, fault: Fault) -> Self {
        Self { place, fault, found: String::new(), expected: String::new() }
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
pub(crate) enum Place {
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
impl fmt::Display for Place {
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
        pub(crate) enum Fault {
            $($(#[$meta])* $fault,)*
        }

        impl Fault {
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
