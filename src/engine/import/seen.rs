//! What lines before said that the store does not know yet.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use uuid::Uuid;

use super::decision::{ImportDecision, is_same};
use super::fault::ImportLineFault;
use super::line::ImportLine;
use crate::model::AsyncAccount;

/// The names of customers in lines before: of each company, the GUID of each account, and the account of each
/// GUID.
#[derive(Debug, Default)]
pub(super) struct SeenCustomers {
    accounts: HashMap<(String, String), Option<Uuid>>,
    guids: HashMap<(String, Uuid), String>,
}

impl SeenCustomers {
    /// Notes a line; returns what becomes of it if a line before says something about its account or GUID.
    pub(super) fn note(&mut self, line: &ImportLine<'_>) -> Option<ImportDecision> {
        let guid = line.async_account.as_ref().map(AsyncAccount::guid);
        let company = || line.company.to_owned();
        if let Some(guid) = guid {
            match self.guids.entry((company(), guid)) {
                Entry::Occupied(known) if !known.get().eq_ignore_ascii_case(&line.account) => {
                    let account = known.get().clone();
                    return Some(ImportDecision::LeaveOut(ImportLineFault::OtherAccount { guid, account }));
                }
                Entry::Occupied(_) => return Some(ImportDecision::Already),
                Entry::Vacant(_) => {}
            }
        }
        match self.accounts.entry((company(), line.account.to_ascii_lowercase())) {
            Entry::Occupied(mut known) => {
                let decision = is_same(&line.account, *known.get(), guid);
                if let (None, Some(guid)) = (*known.get(), guid) {
                    known.insert(Some(guid));
                    self.guids.insert((company(), guid), line.account.clone());
                }
                Some(decision)
            }
            Entry::Vacant(place) => {
                place.insert(guid);
                if let Some(guid) = guid {
                    self.guids.insert((company(), guid), line.account.clone());
                }
                None
            }
        }
    }
}
