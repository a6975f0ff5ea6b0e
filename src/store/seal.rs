//! The codes of entries under the keys of a seal, and moving its key on.

use std::path::Path;

use super::database::{Insertion, params};
use super::error::Result;
use super::handle::Store;
use crate::failure::Failure;
use crate::sqlite::FileHeader;
use crate::trail::{CODE_BYTES, ChainEnd, Event, Note, SealBegan, SealKey, SealState};
use crate::witness::{SealError, SealFile};

const CODES: Insertion<2> = Insertion { table: "entry_code", columns: ["entry", "code"], conflict: "" };

/// The file of a seal under its lock, and the key that it is to have once the entries are committed.
pub(super) struct MovedSeal {
    file: SealFile,
    state: SealState,
}

impl Store {
    /// Returns the name of the present seal; `None` if the trail is not sealed.
    pub(crate) fn present_seal(&self) -> Result<Option<String>> {
        let sql = "SELECT details FROM entry WHERE event = ?1 AND first IS NULL ORDER BY id DESC LIMIT 1";
        self.settled()?.one(sql, &params![Event::Sealed.name()], |row| {
            Ok(match Note::read(Event::Sealed, row.get(0)?) {
                Some(Note::Sealed(SealBegan { seal, .. })) => seal,
                // No key belongs to it.
                _ => String::new(),
            })
        })
    }

    /// Returns the store's file, beside which the key of its seal is.
    ///
    /// # Errors
    /// [`SealError::OnServer`] if it is no file.
    fn seal_place(&self) -> std::result::Result<&Path, SealError> {
        self.address.file().ok_or(SealError::OnServer)
    }

    /// Returns the keys in the file beside the store: the present one, and that of a seal that was about to begin.
    ///
    /// # Errors
    /// There is no such file, the user may not use it, or it has something else.
    pub(crate) fn present_keys(&self) -> std::result::Result<Vec<SealState>, SealError> {
        SealFile::open(self.seal_place()?)?.read()
    }

    /// Whether the store is a copy that `backup` made, and nothing was written to since: it has no key beside it.
    pub(crate) fn is_backup(&self) -> bool {
        self.address.file().is_some_and(|path| !FileHeader::read(path).needs_log())
    }

    /// Checks that entries can be appended to a sealed trail: that its key is there and has not moved past the next entry.
    ///
    /// # Errors
    /// They cannot; the error says what to do.
    pub(crate) fn check_seal(&self) -> Result<()> {
        self.usable_seal().map(drop)
    }

    /// Returns the key of a sealed trail; `None` if the trail is not sealed.
    ///
    /// # Errors
    /// Nothing can be appended to the trail; the error says what to do.
    pub(super) fn usable_seal(&self) -> Result<Option<SealState>> {
        let Some(seal) = self.present_seal()? else { return Ok(None) };
        let next = self.last_entry_number()?.saturating_add(1);
        Ok(Some(usable_key(self, &seal, next)?.1))
    }

    /// Replaces the key in its file. If that fails, an earlier key is left, from which the next command goes on.
    pub(super) fn move_seal(&self, seal: &MovedSeal) {
        match seal.file.write(&seal.state) {
            Ok(()) => self.has_moved_seal.set(true),
            Err(error) => Failure::from(error).warn(),
        }
    }

    /// Waits until no earlier key is left on the disk, as far as the disk does what it says.
    pub(super) fn sync_seal(&self) {
        if self.has_moved_seal.get() && !self.is_rehearsal {
            // Without it, an earlier key is left until the next command.
            let _ = self.seal_place().and_then(SealFile::open).and_then(|file| file.sync());
        }
    }
}

/// Returns the file of a seal and its key, which is not after that of the next entry.
fn usable_key(store: &Store, seal: &str, next: i64) -> Result<(SealFile, SealState)> {
    let mut file = SealFile::open(store.seal_place()?)?;
    let state = file.read_of(seal)?;
    if state.entry > next {
        let path = file.own_path().to_owned();
        return Err(SealError::Ahead { file: path, key: state.entry, next }.into());
    }
    if !state.reaches(next) {
        return Err(SealError::Unreadable { file: file.own_path().to_owned() }.into());
    }
    Ok((file, state))
}

/// A seal that begins.
pub(super) struct NewSeal {
    pub(super) key: SealKey,
    /// The key of the seal before it; `None` if there was none, or if it is not usable.
    pub(super) before: Option<SealState>,
}

impl NewSeal {
    /// Writes the codes of the entries with which the seal begins. The first one has a code of the seal before it, too, behind
    /// its own: so nobody can claim later that another seal began.
    fn write(self, store: &Store, appended: &[ChainEnd], first: &ChainEnd) -> Result<MovedSeal> {
        let mut file = SealFile::open_or_create(store.seal_place()?)?;
        let mut handover = self.before;
        let mut state = SealState::first(self.key, first.id);
        store.write_codes(&mut state, appended, |id, hash| {
            let mut before = handover.take()?;
            before.move_to(id);
            Some(before.key.code(hash))
        })?;
        // A kill after the commit would leave a seal without a key.
        file.prepare(&state)?;
        Ok(MovedSeal { file, state })
    }
}

impl Store {
    /// Writes the codes of entries that were appended, if the trail has a seal. `new_seal` begins with them.
    pub(super) fn seal(
        &self,
        appended: &[ChainEnd],
        new_seal: Option<NewSeal>,
        seal: Option<&str>,
    ) -> Result<Option<MovedSeal>> {
        let Some(first) = appended.first().filter(|_| !self.is_rehearsal) else { return Ok(None) };
        if let Some(new) = new_seal {
            return new.write(self, appended, first).map(Some);
        }
        let Some(seal) = seal else { return Ok(None) };
        let (file, mut state) = usable_key(self, seal, first.id)?;
        self.write_codes(&mut state, appended, |_, _| None)?;
        Ok(Some(MovedSeal { file, state }))
    }

    /// Writes the codes of entries, each followed by what `more` returns for it.
    fn write_codes(
        &self,
        state: &mut SealState,
        appended: &[ChainEnd],
        mut more: impl FnMut(i64, &[u8]) -> Option<[u8; CODE_BYTES]>,
    ) -> Result<()> {
        let codes = appended.iter().map(|ChainEnd { id, hash }| {
            state.move_to(*id);
            let mut code = state.key.code(hash).to_vec();
            code.extend(more(*id, hash).into_iter().flatten());
            state.move_to(id.saturating_add(1));
            params![*id, code]
        });
        self.database.insert_all(&CODES, codes)?;
        Ok(())
    }
}
