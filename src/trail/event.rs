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
    /// `user@host`, or the name given with `--as`.
    pub(crate) actor: String,
    /// The run that the act is part of; `None` for what a person does.
    pub(crate) run: Option<i64>,
    /// The reason that the person gave; empty if none was given.
    pub(crate) reason: String,
}
