//! What happened to operations, and who did it.

/// What happened. The order is that of a transaction's entries in the trail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Event {
    /// The P-job stored operations.
    Received,
    /// `sync` decided on operations.
    Synchronized,
    /// 1010 reported operations to their channel as completed.
    Completed,
    /// A person corrected fields.
    Edited,
    /// A person requested another attempt.
    Resynced,
    /// A person decided that an operation is never to be synchronized.
    Dismissed,
    /// What an operation waited for is resolved.
    Released,
    /// A channel's database was replaced.
    Reset,
    /// Operations were in the store before the trail began.
    Adopted,
    /// The store was created, or migrated to a newer schema.
    Migrated,
    /// A run began.
    Began,
    /// A job of a run ended on a channel: the digest of its report.
    JobEnded,
    /// A run ended: its outcome.
    Ended,
    /// The configuration that decides from now on.
    Configured,
    /// A channel was registered, or got another name.
    Registered,
    /// 1010 wrote customers to a channel, up to a change.
    Downloaded,
    /// 1010 reported rows of a replaced channel database as completed once more.
    Reported,
    /// A person saved a filter.
    Saved,
    /// A person removed a saved filter.
    Removed,
    /// A backup was made.
    BackedUp,
    /// The store was put back to an older state, and a person accepted that.
    Restored,
    /// Accounts were taken over from channels that knew them.
    Reserved,
    /// A person made this store the headquarters of a channel that knew another one.
    Claimed,
    /// A seal began: entries have a code under a key from here on.
    Sealed,
    /// Reports of old runs were removed.
    Pruned,
    /// The search index was rebuilt.
    Indexed,
    /// Numbers of a company's sequence were passed over: their accounts are somebody's already.
    PassedOver,
    /// A channel was heard for the first time since the store was put back to an older state, or recreated.
    Heard,
    /// A run began whose clock was far from the last run's.
    ClockJumped,
    /// The P-job looks for missing counters no longer.
    GapsForgotten,
    /// A person imported customers that headquarters had before.
    Imported,
}

impl Event {
    /// All events.
    pub(crate) const ALL: [Self; 31] = [
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
        Self::Began,
        Self::JobEnded,
        Self::Ended,
        Self::Configured,
        Self::Registered,
        Self::Downloaded,
        Self::Reported,
        Self::Saved,
        Self::Removed,
        Self::BackedUp,
        Self::Restored,
        Self::Reserved,
        Self::Claimed,
        Self::Sealed,
        Self::Pruned,
        Self::Indexed,
        Self::PassedOver,
        Self::Heard,
        Self::ClockJumped,
        Self::GapsForgotten,
        Self::Imported,
    ];

    /// Returns the word that stands in the store and in machine formats.
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
            Self::Began => "began",
            Self::JobEnded => "job-ended",
            Self::Ended => "ended",
            Self::Configured => "configured",
            Self::Registered => "registered",
            Self::Downloaded => "downloaded",
            Self::Reported => "reported",
            Self::Saved => "saved",
            Self::Removed => "removed",
            Self::BackedUp => "backed-up",
            Self::Restored => "restored",
            Self::Reserved => "reserved",
            Self::Claimed => "claimed",
            Self::Sealed => "sealed",
            Self::Pruned => "pruned",
            Self::Indexed => "indexed",
            Self::PassedOver => "passed-over",
            Self::Heard => "heard",
            Self::ClockJumped => "clock-jumped",
            Self::GapsForgotten => "gaps-forgotten",
            Self::Imported => "imported",
        }
    }

    /// Whether a channel is to know that it happened. Runs that have nothing to do, and what 1010 tells the channels
    /// themselves, are not worth writing to all of them.
    pub(crate) fn is_eventful(self) -> bool {
        match self {
            Self::Received
            | Self::Synchronized
            | Self::Edited
            | Self::Resynced
            | Self::Dismissed
            | Self::Released
            | Self::Reset
            | Self::Adopted
            | Self::Migrated
            | Self::Saved
            | Self::Removed
            | Self::Restored
            | Self::Reserved
            | Self::Claimed
            | Self::Sealed
            | Self::Pruned
            | Self::PassedOver
            | Self::Heard
            | Self::ClockJumped
            | Self::Imported => true,
            Self::Completed
            | Self::Began
            | Self::Ended
            | Self::JobEnded
            | Self::Configured
            | Self::Registered
            | Self::Downloaded
            | Self::Reported
            | Self::BackedUp
            | Self::Indexed
            | Self::GapsForgotten => false,
        }
    }

    /// Returns the event with that word; `None` if there is no such event.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.name() == name)
    }
}

/// Who acts, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Author {
    /// `user@host`, after a name that was given: `NAME (user@host)`.
    pub(crate) actor: String,
    /// The run that the act is part of; `None` for what a person does.
    pub(crate) run: Option<i64>,
    /// The reason that the person gave; empty if none was given.
    pub(crate) reason: String,
}
