//! Noting the end of the trail outside of the store when the store is closed.

use std::path::Path;

use uuid::Uuid;

use super::error::{Result, missing, unreadable};
use super::handle::Store;
use super::trail::chain_end;
use crate::failure::Failure;
use crate::i18n::Phrase;
use crate::witness::{Anchor, Anchoring};

impl Store {
    /// Has the end of the trail noted when the store is closed, if entries were appended by then.
    pub(crate) fn anchored(mut self, anchoring: Anchoring) -> Self {
        self.anchoring = Some(anchoring);
        self
    }

    /// Returns the file in which the end of the trail is noted; `None` if it is noted in none.
    pub(crate) fn anchors_file(&self) -> Option<&Path> {
        self.anchoring.as_ref()?.file.as_deref()
    }

    /// Returns what the trail is like at this moment.
    ///
    /// # Errors
    /// The trail is empty, or the store's identity is not what the program wrote.
    pub(crate) fn anchor(&self) -> Result<Anchor> {
        let store = self.snapshot()?;
        let end = chain_end(store.settled()?)?.ok_or_else(|| missing("the audit trail"))?;
        let sql = "SELECT code, accounts FROM company ORDER BY code";
        let accounts = store.settled()?.all(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Anchor {
            at: store.now(),
            entry: end.id,
            hash: end.hash.try_into().map_err(|_| unreadable("the hash of the last entry"))?,
            accounts: accounts.into_iter().collect(),
            store: Uuid::try_parse(&store.identity()?).map_err(|_| unreadable("the identity of the store"))?,
        })
    }

    /// Notes the end of the trail if entries were appended. What cannot be noted is a warning, since everything else is done.
    pub(super) fn note_end(&mut self) {
        let Some(anchoring) = self.anchoring.take().filter(|_| self.has_appended.get() && !self.is_rehearsal) else {
            return;
        };
        match anchoring.note(|| self.anchor()) {
            Ok(failed) => failed.into_iter().for_each(|error| Failure::from(error).warn()),
            Err(error) => Failure::from(error).context(Phrase::new("anchors-end-unnoted")).warn(),
        }
    }
}
