//! A verification under way: what it has of the store, and how it reports.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Display;

use super::breach::{Breach, BreachKind, BreachPlace};
use super::noted_channels::NotedChannels;
use crate::i18n::Phrase;
use crate::model::{JobFailure, Timestamp};
use crate::store::{Restoration, Result, Store, StoreError};
use crate::trail::CustomersImported;

/// How much was verified.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct VerifySummary {
    pub(crate) operations: u64,
    pub(crate) entries: u64,
    pub(crate) customers: u64,
    /// The number of entries with codes, and of those that a key proved right.
    pub(crate) codes: u64,
    pub(crate) proven: u64,
    /// Whether the key of the seal shows that the trail was not cut off at its end; `None` if the trail is not sealed.
    pub(crate) is_key_checked: Option<bool>,
    /// The number of anchors that were held against the trail, and of those that it does not have since a person gave their
    /// state up.
    pub(crate) anchors: u64,
    pub(crate) given_up: u64,
    /// The times when the store was put back that excuse what channels or anchors know, by their entries.
    pub(crate) excuses: BTreeMap<i64, Excuse>,
    /// The number of channels that were asked.
    pub(crate) channels: u64,
    /// The channels that could not be asked.
    pub(crate) unasked: Vec<UnaskedChannel>,
    /// The hash of the last entry in hexadecimal digits; `None` if there is no entry.
    pub(crate) head: Option<String>,
}

/// When the store was put back, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Excuse {
    pub(crate) at: Timestamp,
    pub(crate) actor: String,
}

/// A channel that could not be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnaskedChannel {
    pub(crate) name: String,
    /// `None` if a run wrote to it meanwhile.
    pub(crate) failure: Option<JobFailure>,
}

/// A verification under way.
pub(super) struct Verification<'v> {
    pub(super) store: &'v Store,
    report: &'v mut dyn FnMut(Breach),
    pub(super) summary: VerifySummary,
    /// The number of operations that created a customer, by company.
    pub(super) creations: HashMap<i64, u64>,
    /// The number of operations by channel and state, as the trail says.
    pub(super) states: BTreeMap<(i64, i64), i64>,
    /// The number of customers whose last change is that of an operation.
    pub(super) explained_changes: u64,
    /// The number of the last change when the trail began to cover them.
    pub(super) adopted_change: i64,
    /// The codes of the companies that the trail knows.
    pub(super) companies: BTreeSet<String>,
    /// What the trail notes about channels.
    pub(super) channels: NotedChannels,
    /// The imports that the trail has, with their entries, in order.
    pub(super) imports: Vec<(i64, CustomersImported)>,
    /// The number of customers that were imported, by company.
    pub(super) imported: HashMap<i64, i64>,
}

impl<'v> Verification<'v> {
    pub(super) fn new(store: &'v Store, report: &'v mut dyn FnMut(Breach)) -> Self {
        Self {
            store,
            report,
            summary: VerifySummary::default(),
            creations: HashMap::new(),
            states: BTreeMap::new(),
            explained_changes: 0,
            adopted_change: 0,
            companies: BTreeSet::new(),
            channels: NotedChannels::default(),
            imports: Vec::new(),
            imported: HashMap::new(),
        }
    }

    /// Checks a part. If the database cannot answer, it is damaged, and the other parts are still checked.
    pub(super) fn part(&mut self, check: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        match check(self) {
            Err(StoreError::Malformed(message) | StoreError::Damaged(message) | StoreError::DamagedRow(message)) => {
                self.found(BreachPlace::Store, BreachKind::Damaged, &message);
            }
            Err(StoreError::IndexDamaged(message)) => {
                self.found(BreachPlace::Store, BreachKind::IndexDamaged, &message);
            }
            Err(StoreError::Database(error)) => self.found(BreachPlace::Store, BreachKind::Damaged, &error),
            result => return result,
        }
        Ok(())
    }

    /// Notes that something is no breach because a person accepted that the store was put back.
    pub(super) fn excuse(&mut self, Restoration { entry, at, actor, .. }: &Restoration) {
        self.summary.excuses.entry(*entry).or_insert_with(|| Excuse { at: *at, actor: actor.clone() });
    }

    /// Reports a breach whose place and kind say it all.
    pub(super) fn breach(&mut self, place: BreachPlace, kind: BreachKind) {
        (self.report)(Breach::new(place, kind));
    }

    /// Reports something that cannot be read, and why.
    pub(super) fn unreadable(&mut self, place: BreachPlace, kind: BreachKind, error: Phrase) {
        (self.report)(Breach::new(place, kind).because(error));
    }

    /// Reports a breach with what was found.
    pub(super) fn found(&mut self, place: BreachPlace, kind: BreachKind, found: &dyn Display) {
        self.differs(place, kind, found, &"");
    }

    /// Reports a breach with what was found and what was expected.
    pub(super) fn differs(
        &mut self,
        place: BreachPlace,
        kind: BreachKind,
        found: &dyn Display,
        expected: &dyn Display,
    ) {
        (self.report)(Breach::new(place, kind).with(found, expected));
    }

    /// Reports columns whose values have an unexpected type, if there are any; returns whether there are.
    pub(super) fn has_unreadable(&mut self, place: impl FnOnce() -> BreachPlace, columns: &[&str]) -> bool {
        if !columns.is_empty() {
            self.found(place(), BreachKind::Unreadable, &columns.join(", "));
        }
        !columns.is_empty()
    }
}
