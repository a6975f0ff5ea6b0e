//! The seals of the trail: each entry since the first one has a code, which is right under the key that is given.

use super::breach::{BreachKind, BreachPlace};
use super::request::Original;
use super::verification::Verification;
use crate::model::Timestamp;
use crate::store::{Result, StoredEntry};
use crate::trail::{CODE_BYTES, Event, Note, SealBegan, SealKey, SealState};
use crate::witness::SealError;

/// The seals of the trail as far as it was read.
pub(super) struct SealCheck {
    /// First keys of seals that were not met yet.
    keys: Vec<SealKey>,
    is_sealed: bool,
    /// Whether a seal began whose key was given.
    is_proven: bool,
    /// The key of the present seal; `None` if it was not given, or once a code was wrong.
    state: Option<SealState>,
}

impl SealCheck {
    /// Returns the check of a trail, some of whose seals began with these keys.
    pub(super) fn new(keys: Vec<SealKey>) -> Self {
        Self { keys, is_sealed: false, is_proven: false, state: None }
    }

    /// Checks the code of the next entry.
    pub(super) fn check(&mut self, v: &mut Verification<'_>, stored: &StoredEntry) {
        // The first entry of a seal has a code of the seal before it behind its own.
        let mut handover: &[u8] = &[];
        let mut code = stored.code.as_deref();
        if let Some(began) = seal_of(stored) {
            if let Some((own, before)) = code.and_then(|code| code.split_at_checked(CODE_BYTES)) {
                (code, handover) = (Some(own), before);
            }
            let is_handed_over = self.is_handed_over(v, stored, (&began, handover));
            self.begin(v, stored, &began, is_handed_over);
        }
        let place = || BreachPlace::Entry(stored.id);
        match (code, self.is_sealed) {
            (None, false) => {}
            (None, true) => v.breach(place(), BreachKind::CodeMissing),
            (Some(_), false) => v.breach(place(), BreachKind::CodeUnexpected),
            (Some(code), true) => {
                v.summary.codes += 1;
                if code.len() != CODE_BYTES || !matches!(handover.len(), 0 | CODE_BYTES) {
                    v.breach(place(), BreachKind::CodeDiffers);
                } else if let Some(state) = &mut self.state {
                    state.move_to(stored.id);
                    if state.reaches(stored.id) && state.key.is_code(stored.hash.as_deref().unwrap_or_default(), code) {
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

    /// Goes on with the key of the seal that an entry begins. Somebody who rewrites a sealed trail can begin a seal of their own.
    fn begin(&mut self, v: &mut Verification<'_>, stored: &StoredEntry, began: &SealBegan, is_handed_over: bool) {
        self.is_sealed = true;
        self.state = self.take_key(&began.seal).map(|key| SealState::first(key, stored.id));
        self.is_proven |= self.state.is_some();
        if let (None, true, Some(entry)) = (&self.state, self.is_proven, &stored.entry) {
            let found = format!("{}, {}", Timestamp(entry.at).rfc3339(), entry.actor);
            let origin = if is_handed_over { "handed-over" } else { began.broken.as_deref().unwrap_or_default() };
            v.differs(BreachPlace::Entry(stored.id), BreachKind::SealUnproven, &found, &origin);
        }
    }

    /// Whether the seal before, if its key is known, has a code for the entry with which another seal begins. It must, unless the
    /// entry says why not.
    fn is_handed_over(
        &mut self,
        v: &mut Verification<'_>,
        stored: &StoredEntry,
        (began, code): (&SealBegan, &[u8]),
    ) -> bool {
        let Some(state) = &mut self.state else { return false };
        state.move_to(stored.id);
        let is_right = state.reaches(stored.id) && state.key.is_code(stored.hash.as_deref().unwrap_or_default(), code);
        if !is_right && began.broken.is_none() {
            v.breach(BreachPlace::Entry(stored.id), BreachKind::CodeDiffers);
        }
        is_right
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

/// Returns what an entry says with which a seal begins; `None` for all others.
fn seal_of(stored: &StoredEntry) -> Option<SealBegan> {
    let entry = stored.entry.as_ref().filter(|entry| entry.event == Event::Sealed.name() && entry.first.is_none())?;
    match Note::read(Event::Sealed, &entry.details) {
        Some(Note::Sealed(began)) => Some(began),
        // The check of the notes reports that it cannot be read.
        _ => Some(SealBegan { seal: String::new(), broken: None }),
    }
}

/// Checks that the present key, which is beside the original store, is there and has not moved on past the end of the trail.
pub(super) fn check_key(v: &mut Verification<'_>, Original { store, early_keys }: Original<'_>) -> Result<()> {
    let Some(seal) = v.store.present_seal()? else { return Ok(()) };
    let of_seal = |keys: &[SealState]| keys.iter().find(|key| key.seal == seal).cloned();
    v.summary.is_key_checked = Some(true);
    if let Some(key) = early_keys.ok().and_then(|keys| of_seal(&keys)) {
        let last = v.store.last_entry_number()?;
        if key.entry > last.saturating_add(1) {
            v.differs(BreachPlace::Store, BreachKind::SealAhead, &key.entry, &last);
        }
        return Ok(());
    }
    // A seal may have begun meanwhile.
    match store.present_keys() {
        Ok(keys) if of_seal(&keys).is_some() => {}
        Ok(_) => v.found(BreachPlace::Store, BreachKind::SealUnusable, &"other-seal"),
        Err(SealError::OnServer) => v.summary.is_key_checked = Some(false),
        Err(SealError::Missing { .. }) if store.is_backup() => v.summary.is_key_checked = Some(false),
        Err(error) if error.is_of_system() => v.summary.is_key_checked = Some(false),
        Err(error) => v.found(BreachPlace::Store, BreachKind::SealUnusable, &error.name()),
    }
    Ok(())
}
