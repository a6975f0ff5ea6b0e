//! The seals of the trail: each entry since the first one has a code, which is right under the key that is given.

use super::breach::{BreachKind, BreachPlace};
use super::verification::Verification;
use crate::store::{Result, StoredEntry};
use crate::trail::{Event, Note, SealBegan, SealKey, SealState};

/// Bytes of a code.
const CODE_BYTES: usize = 32;

/// The seals of the trail as far as it was read.
pub(super) struct SealCheck {
    /// First keys of seals that were not met yet.
    keys: Vec<SealKey>,
    is_sealed: bool,
    /// The key of the present seal; `None` if it was not given, or once a code was wrong.
    state: Option<SealState>,
}

impl SealCheck {
    /// Returns the check of a trail, some of whose seals began with these keys.
    pub(super) fn new(keys: Vec<SealKey>) -> Self {
        Self { keys, is_sealed: false, state: None }
    }

    /// Checks the code of the next entry.
    pub(super) fn check(&mut self, v: &mut Verification<'_>, stored: &StoredEntry) {
        if let Some(seal) = seal_of(stored) {
            self.is_sealed = true;
            self.state = self.take_key(&seal).map(|key| SealState::first(key, stored.id));
        }
        let place = || BreachPlace::Entry(stored.id);
        match (&stored.code, self.is_sealed) {
            (None, false) => {}
            (None, true) => v.breach(place(), BreachKind::CodeMissing),
            (Some(_), false) => v.breach(place(), BreachKind::CodeUnexpected),
            (Some(code), true) => {
                v.summary.codes += 1;
                if code.len() != CODE_BYTES {
                    v.breach(place(), BreachKind::CodeDiffers);
                } else if let Some(state) = &mut self.state {
                    state.move_to(stored.id);
                    if state.key.is_code(stored.hash.as_deref().unwrap_or_default(), code) {
                        v.summary.proven += 1;
                    } else {
                        v.breach(place(), BreachKind::CodeDiffers);
                        // What follows a forged entry is forged too.
                        self.state = None;
                    }
                }
            }
        }
    }

    fn take_key(&mut self, seal: &str) -> Option<SealKey> {
        let at = self.keys.iter().position(|key| key.seal_name() == seal)?;
        Some(self.keys.swap_remove(at))
    }

    /// Reports keys with which no seal begins: the trail was rewritten without it.
    pub(super) fn finish(self, v: &mut Verification<'_>) {
        for key in self.keys {
            v.found(BreachPlace::Store, BreachKind::SealMissing, &key.seal_name());
        }
    }
}

/// Returns the name of the seal that an entry begins; `None` for all others.
fn seal_of(stored: &StoredEntry) -> Option<String> {
    let entry = stored.entry.as_ref().filter(|entry| entry.event == Event::Sealed.name() && entry.first.is_none())?;
    match Note::read(Event::Sealed, &entry.details) {
        Some(Note::Sealed(SealBegan { seal, .. })) => Some(seal),
        // The check of the chain reports that it cannot be read.
        _ => Some(String::new()),
    }
}

/// Checks that the present key, as it was before the store was read, has not moved on past the end of the trail.
pub(super) fn check_key(v: &mut Verification<'_>, key: Option<&SealState>) -> Result<()> {
    let last = v.store.last_entry_number()?;
    let is_present = |key: &&SealState| v.store.is_present_seal(&key.seal);
    if let Some(key) = key.filter(|key| key.entry > last.saturating_add(1)).filter(is_present) {
        v.differs(BreachPlace::Store, BreachKind::SealAhead, &key.entry, &last);
    }
    Ok(())
}
