//! Whether the store is whole, and everything in it as the audit trail and the rules of the jobs lead to.
//!
//! What is compared was perhaps changed by hand, so every value is read whatever its type; and it may be large, so nothing is
//! collected that grows with the store, but for a share of the operations at a time.

mod chain;
mod columns;
mod file;
mod holdings;
mod operations;
mod outcomes;
mod side;
mod sources;
mod trails;

use std::collections::HashMap;
use std::fmt::Display;

use rusqlite::Connection;

use super::Result;
use super::error::StoreError;
use super::handle::Store;
use crate::model::{CompanyKey, CustomerId, Layout, RecordKind, State};
use crate::verify::{Breach, BreachKind, BreachPlace};

/// The rules that the store does not know, and whoever wants to hear of breaches.
pub(crate) trait Auditor {
    /// Hears of something that is not as it should be.
    fn breach(&mut self, breach: Breach);

    /// Names of the columns of an operation that do not follow from its row.
    fn differing_columns(&mut self, kept: &KeptOperation<'_>) -> Vec<&'static str>;

    /// Positions of those records, all of one kind of a customer, whose mark of the primary one, or time of claiming it, is
    /// not as their operations leave it.
    ///
    /// # Errors
    /// Those of the store.
    fn misplaced_marks(&mut self, customer: CustomerId, kind: RecordKind, records: &[KeptRecord])
    -> Result<Vec<usize>>;
}

/// An operation's columns and its row, from which they follow.
#[derive(Debug)]
pub(crate) struct KeptOperation<'a> {
    /// Code of the channel's company.
    pub(crate) channel_company: &'a str,
    pub(crate) channel_company_key: CompanyKey,
    pub(crate) layout: &'a Layout,
    /// After its edits.
    pub(crate) row: &'a str,
    /// None where there is no such state.
    pub(crate) state: Option<State>,
    pub(crate) action: Option<i64>,
    pub(crate) key: &'a str,
    pub(crate) at: i64,
    pub(crate) dated: i64,
    pub(crate) received: i64,
    pub(crate) company: Option<&'a str>,
    pub(crate) async_account: Option<&'a str>,
    pub(crate) account: Option<&'a str>,
    /// Whether it names a customer by number.
    pub(crate) names_customer: bool,
    /// None where the number is nobody's.
    pub(crate) customer: Option<KeptCustomer<'a>>,
}

/// The customer of an operation.
#[derive(Debug)]
pub(crate) struct KeptCustomer<'a> {
    pub(crate) company: CompanyKey,
    pub(crate) guid: &'a [u8],
    pub(crate) async_account: &'a str,
    pub(crate) account: Option<&'a str>,
}

/// A record as far as the mark of the primary one depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptRecord {
    pub(crate) key: String,
    pub(crate) active: bool,
    pub(crate) primary: i64,
    pub(crate) claimed: Option<i64>,
    /// Whether an operation of the record has the time of the claim, if there is one.
    pub(crate) claim_has_operation: bool,
    /// The time of its newest snapshot.
    pub(crate) at: i64,
    pub(crate) fields: String,
}

/// What was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Audited {
    pub(crate) operations: u64,
    pub(crate) entries: u64,
    pub(crate) customers: u64,
    /// The hash of the last entry in hexadecimal digits; none where there is no entry.
    pub(crate) head: Option<String>,
}

impl Store {
    /// Compares everything in the store with what the audit trail and the rules lead to, inside the caller's snapshot.
    /// `anchor` is the hash of an entry, noted earlier, that has to be part of the trail.
    ///
    /// # Errors
    /// The store is locked or cannot be reached. What is wrong with it otherwise is a breach.
    pub(crate) fn audit(&self, anchor: Option<&[u8]>, auditor: &mut dyn Auditor) -> Result<Audited> {
        let mut audit = Audit {
            store: self,
            connection: &self.connection,
            auditor,
            audited: Audited::default(),
            creations: HashMap::new(),
        };
        audit.part(Audit::check_schema)?;
        audit.part(Audit::check_integrity)?;
        audit.part(|audit| audit.check_chain(anchor))?;
        audit.part(Audit::check_operations)?;
        audit.part(Audit::check_records)?;
        audit.part(Audit::check_customers)?;
        audit.part(Audit::check_companies)?;
        audit.part(Audit::check_channels)?;
        Ok(audit.audited)
    }
}

/// An audit under way.
struct Audit<'a> {
    store: &'a Store,
    connection: &'a Connection,
    auditor: &'a mut dyn Auditor,
    audited: Audited,
    /// How many customers' creations went through, by company.
    creations: HashMap<i64, u64>,
}

impl Audit<'_> {
    /// Runs a part of the audit. Where the database cannot answer it is damaged, and the other parts still have something to
    /// say.
    fn part(&mut self, check: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        match check(self) {
            Err(StoreError::Damaged(message)) => self.found(BreachPlace::Store, BreachKind::Damaged, &message),
            Err(StoreError::Database(error)) => self.found(BreachPlace::Store, BreachKind::Damaged, &error),
            result => return result,
        }
        Ok(())
    }

    /// Tells of a breach where the place says it all.
    fn breach(&mut self, place: BreachPlace, fault: BreachKind) {
        self.auditor.breach(Breach::new(place, fault));
    }

    /// Tells of a breach with what was found.
    fn found(&mut self, place: BreachPlace, fault: BreachKind, found: &dyn Display) {
        self.differs(place, fault, found, &"");
    }

    /// Tells of a breach with what was found and what should be there.
    fn differs(&mut self, place: BreachPlace, fault: BreachKind, found: &dyn Display, expected: &dyn Display) {
        self.auditor.breach(Breach::new(place, fault).with(found, expected));
    }
}
