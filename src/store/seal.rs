//! The codes of entries under the keys of a seal, and moving its key on.

use rusqlite::OptionalExtension as _;

use super::error::Result;
use super::handle::Store;
use crate::failure::Failure;
use crate::sqlite::FileHeader;
use crate::trail::{ChainEnd, Event, Note, SealBegan, SealKey, SealState};
use crate::witness::{SealError, SealFile};

/// The file of a seal under its lock, and the key that it is to have once the entries are committed.
pub(super) struct MovedSeal {
    file: SealFile,
    state: SealState,
}

impl Store {
    /// Returns the name of the present seal; `None` if the trail is not sealed.
    pub(crate) fn present_seal(&self) -> Result<Option<String>> {
        let sql = "SELECT details FROM entry WHERE event = ?1 AND first IS NULL ORDER BY id DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let last: Option<String> = statement.query_row([Event::Sealed.name()], |row| row.get(0)).optional()?;
        Ok(last.map(|details| match Note::read(Event::Sealed, &details) {
            Some(Note::Sealed(SealBegan { seal, .. })) => seal,
            // No key belongs to it.
            _ => String::new(),
        }))
    }

    /// Returns the keys in the file beside the store: the present one, and that of a seal that was about to begin.
    ///
    /// # Errors
    /// There is no such file, the user may not use it, or it has something else.
    pub(crate) fn present_keys(&self) -> std::result::Result<Vec<SealState>, SealError> {
        SealFile::open(&self.path)?.read()
    }

    /// Whether the store is a copy that `backup` made, and nothing was written to since: it has no key beside it.
    pub(crate) fn is_backup(&self) -> bool {
        !FileHeader::read(&self.path).needs_log()
    }

    /// Checks that entries can be appended to a sealed trail: that its key is there and has not moved past the next entry.
    ///
    /// # Errors
    /// They cannot; the error says what to do.
    pub(crate) fn check_seal(&self) -> Result<()> {
        let Some(seal) = self.present_seal()? else { return Ok(()) };
        let next = self.last_entry_number()?.saturating_add(1);
        usable_key(self, &seal, next)?;
        Ok(())
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
            let _ = SealFile::open(&self.path).and_then(|file| file.sync());
        }
    }
}

/// Returns the file of a seal and its key, which is not after that of the next entry.
fn usable_key(store: &Store, seal: &str, next: i64) -> Result<(SealFile, SealState)> {
    let mut file = SealFile::open(&store.path)?;
    let state = file.read_of(seal)?;
    if state.entry > next {
        let path = file.own_path().to_owned();
        return Err(SealError::Ahead { file: path, key: state.entry, next }.into());
    }
    Ok((file, state))
}

impl Store {
    /// Writes the codes of entries that were appended, if the trail is sealed. `new_seal` is the key of a seal that begins
    /// with them.
    pub(super) fn seal(&self, appended: &[ChainEnd], new_seal: Option<SealKey>) -> Result<Option<MovedSeal>> {
        let Some(first) = appended.first().filter(|_| !self.is_rehearsal) else { return Ok(None) };
        let is_new = new_seal.is_some();
        let (mut file, mut state) = match new_seal {
            Some(key) => (SealFile::open_or_create(&self.path)?, SealState::first(key, first.id)),
            None => match self.present_seal()? {
                Some(seal) => usable_key(self, &seal, first.id)?,
                None => return Ok(None),
            },
        };
        let mut insert = self.connection.prepare_cached("INSERT INTO entry_code (entry, code) VALUES (?1, ?2)")?;
        for ChainEnd { id, hash } in appended {
            state.move_to(*id);
            insert.execute((id, state.key.code(hash)))?;
            state.move_to(id.saturating_add(1));
        }
        if is_new {
            // A kill after the commit would leave a seal without a key.
            file.prepare(&state)?;
        }
        Ok(Some(MovedSeal { file, state }))
    }
}
