//! Breaches: where the store does not agree with its audit trail or with the rules of the jobs.

use std::fmt;

use crate::i18n::Phrase;
use crate::model::{OperationId, RecordKind, Timestamp};

/// A place where the store does not agree with its audit trail or with the rules of the jobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Breach {
    pub(crate) place: BreachPlace,
    pub(crate) kind: BreachKind,
    /// What was found, such as a state or a message of the database; empty if place and kind say it all.
    pub(crate) found: Phrase,
    /// What was expected; empty if that is not known.
    pub(crate) expected: String,
}

impl Breach {
    pub(crate) fn new(place: BreachPlace, kind: BreachKind) -> Self {
        Self { place, kind, found: Phrase::verbatim(""), expected: String::new() }
    }

    /// Adds what was found and what was expected.
    pub(crate) fn with(self, found: &dyn fmt::Display, expected: &dyn fmt::Display) -> Self {
        Self { found: Phrase::verbatim(found), expected: expected.to_string(), ..self }
    }

    /// Adds why something cannot be read.
    pub(crate) fn because(self, found: Phrase) -> Self {
        Self { found, ..self }
    }
}

/// Where a breach is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BreachPlace {
    /// An entry of the trail by its number.
    Entry(i64),
    Operation(OperationId),
    /// Successive operations: the first and the last.
    Operations(OperationId, OperationId),
    /// A customer by its account, or by its GUID if it has no account.
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
    /// A run by its number.
    Run(i64),
    /// A saved filter by its name.
    SavedFilter(String),
    /// A customer in a channel, by its GUID.
    ChannelCustomer {
        channel: String,
        customer: String,
    },
    /// Lines of a file with anchors.
    Anchors(AnchorLines),
    /// A file with anchors.
    AnchorsFile(String),
    /// The store's file.
    Store,
}

/// Successive lines of a file with anchors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AnchorLines {
    pub(crate) file: String,
    /// Counted from 1.
    pub(crate) first: u64,
    pub(crate) last: u64,
    /// When the first line was noted, if it says that.
    pub(crate) at: Option<Timestamp>,
}

/// The form of machine formats.
impl fmt::Display for BreachPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry(id) => write!(f, "entry {id}"),
            Self::Operation(id) => write!(f, "operation {id}"),
            Self::Operations(first, last) => write!(f, "operations {first} to {last}"),
            Self::Customer(name) => write!(f, "customer {name}"),
            Self::Record { customer, kind: RecordKind::Customer, .. } => write!(f, "record of customer {customer}"),
            Self::Record { customer, kind, key } => write!(f, "{} {key} of customer {customer}", kind.name()),
            Self::Company(code) => write!(f, "company {code}"),
            Self::Channel(name) => write!(f, "channel {name}"),
            Self::Run(id) => write!(f, "run {id}"),
            Self::SavedFilter(name) => write!(f, "saved filter {name}"),
            Self::ChannelCustomer { channel, customer } => write!(f, "customer {customer} in channel {channel}"),
            Self::Anchors(AnchorLines { file, first, last, .. }) if first == last => {
                write!(f, "line {first} of {file}")
            }
            Self::Anchors(AnchorLines { file, first, last, .. }) => write!(f, "lines {first} to {last} of {file}"),
            Self::AnchorsFile(file) => write!(f, "anchors {file}"),
            Self::Store => f.write_str("store"),
        }
    }
}

macro_rules! breach_kinds {
    ($($(#[$meta:meta])* $kind:ident $id:literal,)*) => {
        /// What is wrong at a place.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum BreachKind {
            $($(#[$meta])* $kind,)*
        }

        impl BreachKind {
            /// All kinds.
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$kind),*];

            /// Returns the word of machine formats, under which the texts have the sentence.
            pub(crate) fn id(self) -> &'static str {
                match self {
                    $(Self::$kind => $id,)*
                }
            }
        }
    };
}

impl BreachKind {
    /// Whether it may be that somebody put the store back to an older state and did not say so yet.
    pub(crate) fn may_be_put_back(self) -> bool {
        matches!(self, Self::AnchorDiffers | Self::AnchorAhead | Self::WitnessDiffers | Self::WitnessAhead)
    }

    /// Whether what was found and expected are counts: other numbers are names, such as that of an entry.
    pub(crate) fn is_about_counts(self) -> bool {
        matches!(
            self,
            Self::TillMore | Self::Edited | Self::Attempts | Self::Accounts | Self::Reservations | Self::Count
        )
    }
}

breach_kinds! {
    /// The entry's hash does not belong to its content and the entry before it.
    Chain "chain-broken",
    /// Entries between this one and the one before are missing.
    EntriesMissing "entries-missing",
    /// The entry cannot be read.
    EntryUnreadable "entry-unreadable",
    /// The hash that was noted is not part of the chain.
    AnchorMissing "anchor-missing",
    /// The entry that was noted has another hash.
    AnchorDiffers "anchor-differs",
    /// The trail ends before the entry that was noted.
    AnchorAhead "anchor-ahead",
    /// The entry that was noted is one of another store.
    AnchorForeign "anchor-foreign",
    /// The file with what was noted cannot be read.
    AnchorsUnreadable "anchors-unreadable",
    /// The file has no anchors, although a person named it as one that has.
    AnchorsNone "anchors-none",
    /// The channel knows another store.
    WitnessForeign "witness-foreign",
    /// The channel knows itself under another id.
    WitnessId "witness-id",
    /// The channel knows an entry with another hash than the trail's.
    WitnessDiffers "witness-differs",
    /// The channel knows an entry after the last one of the trail.
    WitnessAhead "witness-ahead",
    /// The channel has another account for the customer than headquarters gave.
    TillAccount "till-account-differs",
    /// The channel has an account for the customer that headquarters gave to another one.
    TillTaken "till-account-taken",
    /// The channel does not have the account that it received.
    TillMissing "till-account-missing",
    /// More accounts of the channel are wrong than are reported.
    TillMore "till-accounts-more",
    /// The key of the seal has moved on past the end of the trail.
    SealAhead "seal-ahead",
    /// The key of the seal cannot be used, so it does not vouch for the end of the trail.
    SealUnusable "seal-unusable",
    /// A seal whose key was not given begins with the entry, after one whose key was.
    SealUnproven "seal-unproven",
    /// The trail is sealed, but the entry has no code.
    CodeMissing "code-missing",
    /// The entry has a code, but no seal had begun.
    CodeUnexpected "code-unexpected",
    /// The entry's code is not that of its hash under the key of the entry.
    CodeDiffers "code-differs",
    /// No seal begins with the key that was given.
    SealMissing "seal-missing",
    /// Columns have values of a type that the program does not write.
    Unreadable "unreadable",
    /// The operation does not exist, but rows that belong to it do.
    Orphans "orphans",
    /// No entry is about it.
    Unexplained "unexplained",
    /// Entries are about it, but it does not exist.
    Gone "gone",
    /// The received row, or where it came from, differs.
    Received "received-differs",
    /// The row after the edits, or the number of edits, differs.
    Edited "edited-differs",
    /// The columns beside the operation's row do not follow from the row.
    Envelope "columns-differ",
    /// The state differs.
    State "state-differs",
    /// The number of attempts differs.
    Attempts "attempts-differ",
    /// The last run that changed the operation is another one.
    LastRun "last-run-differs",
    /// Effect, problems, changes or the assigned account differ from those of the last attempt.
    Outcome "outcome-differs",
    /// The problems of an earlier attempt differ.
    PastOutcome "past-outcome-differs",
    /// The values of a record differ from those that its last operation left.
    Values "values-differ",
    /// The record cannot have come with the operation that it names.
    Source "source-differs",
    /// The primary flag, or when it was claimed, is not as the record's operations leave it.
    Primary "primary-differs",
    /// A customer's account, GUID or number of its last change is not as its operations leave it.
    Customer "customer-differs",
    /// The number of accounts that were given is not that of the customers with an account.
    Accounts "accounts-differ",
    /// What was imported is not what the entry says.
    Imported "imported-differs",
    /// An account that was reserved for a customer is not reserved as the trail recorded.
    Reserved "reserved-differs",
    /// The number of reserved accounts is not that of the accounts that the trail recorded.
    Reservations "reservations-differ",
    /// The number of operations that were counted is not that of the operations in the store.
    Count "count-differs",
    /// The last numbers that were given are not those of the last rows.
    Numbers "numbers-differ",
    /// The bookmarks and gaps do not agree with the counters of the operations.
    Bookmark "bookmark-differs",
    /// The number of the last change is not the highest of the customers' changes.
    Changes "changes-differ",
    /// A channel's number, name or company is not the one that was registered.
    Registration "registration-differs",
    /// The change that a channel has received last is not the one that the trail recorded.
    Downloaded "downloaded-differs",
    /// The channel's epoch does not follow from its resets.
    Epoch "epoch-differs",
    /// Rows of a replaced database that were reported as completed once more are not those that the trail recorded.
    Reported "reported-differs",
    /// The channels' last contacts or errors are not those that the last run left.
    Contacts "contacts-differ",
    /// A row of a replaced database is noted as an operation of an earlier epoch that it cannot be.
    Retaken "retaken-differs",
    /// The store was not created when the trail says.
    Created "created-differs",
    /// The store's identity is not the one that the trail recorded.
    Identity "identity-differs",
    /// The row of a run is not as the trail recorded it.
    Run "run-differs",
    /// The reports of a run are not those that the trail recorded.
    Reports "reports-differ",
    /// A saved filter is not as it was saved last.
    SavedFilter "saved-filter-differs",
    /// The search index does not find the operation by all of its values.
    Unfound "not-found",
    /// The search index claims to have operations that do not exist.
    IndexAhead "index-ahead",
    /// The search index cannot be read.
    IndexDamaged "index-damaged",
    /// A table, an index or a trigger is not as the program creates it.
    Schema "schema-differs",
    /// SQLite's own check failed, or rows are missing that others refer to.
    Damaged "damaged",
}
