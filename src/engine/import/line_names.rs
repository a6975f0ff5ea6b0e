//! What the lines of a batch say together of accounts and GUIDs.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use super::fault::ImportLineFault;
use super::line::ImportLine;
use crate::model::AsyncAccount;

/// The accounts and GUIDs of the lines about a company.
#[derive(Debug, Default)]
pub(super) struct LineNames {
    /// The GUIDs beside each account, which is in lower case.
    guids: HashMap<String, BTreeMap<Uuid, AsyncAccount>>,
    /// The accounts beside each GUID, in lower case and as they were first spelled.
    accounts: HashMap<Uuid, Vec<(String, String)>>,
}

impl LineNames {
    /// Gathers what lines say.
    pub(super) fn of(lines: &[ImportLine<'_>]) -> Self {
        let mut names = Self::default();
        for line in lines {
            let Some(async_account) = &line.async_account else { continue };
            let guid = async_account.guid();
            let account = line.account.to_ascii_lowercase();
            let accounts = names.accounts.entry(guid).or_default();
            if !accounts.iter().any(|(known, _)| *known == account) {
                accounts.push((account.clone(), line.account.clone()));
            }
            names.guids.entry(account).or_default().entry(guid).or_insert_with(|| async_account.clone());
        }
        names
    }

    /// Returns the GUID that lines name for an account; `None` if they name none, or several.
    pub(super) fn async_account_of(&self, account: &str) -> Option<&AsyncAccount> {
        let guids = self.guids.get(&account.to_ascii_lowercase()).filter(|guids| guids.len() == 1)?;
        guids.values().next()
    }

    /// Returns what is wrong with a line that contradicts others; nobody can tell which of them is right.
    pub(super) fn contradiction(&self, line: &ImportLine<'_>) -> Option<ImportLineFault> {
        if let Some(guids) = self.guids.get(&line.account.to_ascii_lowercase()).filter(|guids| guids.len() > 1) {
            let guids = guids.keys().map(Uuid::to_string).collect();
            return Some(ImportLineFault::SeveralGuids { account: line.account.clone(), guids });
        }
        let guid = line.async_account.as_ref()?.guid();
        let accounts = self.accounts.get(&guid).filter(|accounts| accounts.len() > 1)?;
        let accounts = accounts.iter().map(|(_, spelled)| spelled.clone()).collect();
        Some(ImportLineFault::SeveralAccounts { guid, accounts })
    }
}
