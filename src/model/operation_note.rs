//! What an administrator should know of an operation although it stops nothing.

use std::fmt;

use super::ids::OperationId;
use super::timestamp::Timestamp;

/// The code of a note, as in machine formats and filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum NoteCode {
    Superseded,
    ClockAhead,
    ClockBack,
    Encoding,
    Placeholder,
}

impl NoteCode {
    /// All codes, in the order of `docs/operations.md`.
    pub(crate) const ALL: [Self; 5] =
        [Self::Superseded, Self::ClockAhead, Self::ClockBack, Self::Encoding, Self::Placeholder];

    /// The word of machine formats and filters.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Superseded => "superseded",
            Self::ClockAhead => "clock-ahead",
            Self::ClockBack => "clock-back",
            Self::Encoding => "encoding",
            Self::Placeholder => "placeholder",
        }
    }

    /// The bit that stands in the store for a note about a value; 0 for those that follow from other columns.
    pub(crate) fn bit(self) -> i64 {
        match self {
            Self::Superseded | Self::ClockAhead | Self::ClockBack => 0,
            Self::Encoding => 1,
            Self::Placeholder => 2,
        }
    }
}

impl NoteCode {
    /// Returns the note on an operation's own time that is not its order time.
    pub(crate) fn of_clock(own: Timestamp, order: Timestamp, received: Timestamp) -> Self {
        if own > order && own > received { Self::ClockAhead } else { Self::ClockBack }
    }

    /// Returns the notes with these bits.
    pub(crate) fn of_bits(bits: i64) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |code| bits & code.bit() != 0)
    }
}

impl fmt::Display for NoteCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A note on an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum OperationNote {
    /// A newer operation on the record was applied before, so this one changed no value.
    Superseded { by: OperationId },
    /// The operation's own time is too far ahead of its receipt to be taken at its word.
    ClockAhead { own: Timestamp, order: Timestamp },
    /// The operation's own time contradicts the counters of its channel, which decide.
    ClockBack { own: Timestamp, order: Timestamp },
    /// A text reads back as UTF-8, so it was probably decoded in another encoding.
    Encoding { field: String, value: String, proposal: String },
    /// A word that looks like a placeholder.
    Placeholder { field: String, value: String },
}

impl OperationNote {
    pub(crate) fn code(&self) -> NoteCode {
        match self {
            Self::Superseded { .. } => NoteCode::Superseded,
            Self::ClockAhead { .. } => NoteCode::ClockAhead,
            Self::ClockBack { .. } => NoteCode::ClockBack,
            Self::Encoding { .. } => NoteCode::Encoding,
            Self::Placeholder { .. } => NoteCode::Placeholder,
        }
    }

    /// Returns the name of the field that it is about; empty if it is about the operation as a whole.
    pub(crate) fn field(&self) -> &str {
        match self {
            Self::Superseded { .. } => "",
            Self::ClockAhead { .. } | Self::ClockBack { .. } => "CreatedDateTime",
            Self::Encoding { field, .. } | Self::Placeholder { field, .. } => field,
        }
    }

    /// Returns the value that is probably meant; `None` if there is no good guess.
    pub(crate) fn proposal(&self) -> Option<&str> {
        match self {
            Self::Encoding { proposal, .. } => Some(proposal),
            Self::Superseded { .. } | Self::ClockAhead { .. } | Self::ClockBack { .. } | Self::Placeholder { .. } => {
                None
            }
        }
    }
}

/// Returns the bits of what is noted about values, as the store keeps them with an operation.
pub(crate) fn bits_of_notes(notes: &[OperationNote]) -> i64 {
    notes.iter().fold(0, |bits, note| bits | note.code().bit())
}
