//! The accounts of companies: who has them, and how far their number sequences have come.

use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;

use super::known::DeskAnswer;
use crate::model::{CompanyKey, CustomerId};

/// Who has which account and GUID, as far as a transaction asked for it.
#[derive(Default)]
pub(in crate::store) struct CompanyAccounts {
    /// By account in lower case; `None` if nobody has it.
    holders: HashMap<(CompanyKey, String), Option<CustomerId>>,
    /// `None` if headquarters does not know the GUID.
    guids: HashMap<(CompanyKey, Uuid), Option<CustomerId>>,
    /// The last number of each sequence.
    sequences: HashMap<CompanyKey, i64>,
    unwritten: BTreeSet<CompanyKey>,
}

/// The form in which accounts are compared: the case of ASCII means nothing.
fn key(company: CompanyKey, account: &str) -> (CompanyKey, String) {
    (company, account.to_ascii_lowercase())
}

impl CompanyAccounts {
    /// Returns who has an account.
    pub(in crate::store) fn holder(&self, company: CompanyKey, account: &str) -> DeskAnswer<CustomerId> {
        self.holders.get(&key(company, account)).map_or(DeskAnswer::Unknown, |holder| DeskAnswer::Known(*holder))
    }

    /// Notes who has an account.
    pub(in crate::store) fn note_holder(&mut self, company: CompanyKey, account: &str, holder: Option<CustomerId>) {
        self.holders.insert(key(company, account), holder);
    }

    /// Returns who has a GUID.
    pub(in crate::store) fn of_guid(&self, company: CompanyKey, guid: Uuid) -> DeskAnswer<CustomerId> {
        self.guids.get(&(company, guid)).map_or(DeskAnswer::Unknown, |customer| DeskAnswer::Known(*customer))
    }

    /// Notes who has a GUID.
    pub(in crate::store) fn note_guid(&mut self, company: CompanyKey, guid: Uuid, customer: Option<CustomerId>) {
        self.guids.insert((company, guid), customer);
    }

    /// Returns the last number of a company's sequence that was given; `None` if that is not known here.
    pub(in crate::store) fn last_number(&self, company: CompanyKey) -> Option<i64> {
        self.sequences.get(&company).copied()
    }

    /// Notes the last number as the store has it.
    pub(in crate::store) fn note_last_number(&mut self, company: CompanyKey, number: i64) {
        self.sequences.insert(company, number);
    }

    /// Takes a number.
    pub(in crate::store) fn take_number(&mut self, company: CompanyKey, number: i64) {
        self.sequences.insert(company, number);
        self.unwritten.insert(company);
    }

    /// Whether there are numbers to write.
    pub(in crate::store) fn has_writes(&self) -> bool {
        !self.unwritten.is_empty()
    }

    /// Returns the last numbers to write, and counts them as written.
    pub(in crate::store) fn take_writes(&mut self) -> Vec<(CompanyKey, i64)> {
        let unwritten = std::mem::take(&mut self.unwritten);
        unwritten.into_iter().filter_map(|company| Some((company, self.last_number(company)?))).collect()
    }
}
