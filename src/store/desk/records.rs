//! The records of the customers at hand.

use std::collections::{HashMap, HashSet};

use crate::model::{CustomerId, RecordKind};
use crate::store::customer::{Record, RecordRow};

/// A record of a customer as it is.
struct RecordOnDesk {
    key: String,
    /// `None` if headquarters has no such record.
    record: Option<Record>,
    is_unwritten: bool,
}

/// Records as they are, and which of them are to be written.
#[derive(Default)]
pub(in crate::store) struct RecordsOnDesk {
    /// In the order of their keys.
    known: HashMap<(CustomerId, RecordKind), Vec<RecordOnDesk>>,
    /// Of which customers and kinds all records are known that ever claimed the primary flag.
    claimants: HashSet<(CustomerId, RecordKind)>,
    /// Customers and kinds with records to write, some of them several times.
    unwritten: Vec<(CustomerId, RecordKind)>,
}

/// Returns the place of a key, or where it belongs.
fn place_of(records: &[RecordOnDesk], key: &str) -> Result<usize, usize> {
    records.binary_search_by(|record| record.key.as_str().cmp(key))
}

impl RecordsOnDesk {
    /// Returns a record; `None` if it is not known here.
    pub(in crate::store) fn get(&self, customer: CustomerId, kind: RecordKind, key: &str) -> Option<&Option<Record>> {
        let records = self.known.get(&(customer, kind))?;
        place_of(records, key).ok().map(|at| &records[at].record)
    }

    /// Notes a record as the store has it, unless it is known.
    pub(in crate::store) fn note(
        &mut self,
        customer: CustomerId,
        (kind, key): (RecordKind, &str),
        record: impl FnOnce() -> Option<Record>,
    ) {
        let records = self.known.entry((customer, kind)).or_default();
        if let Err(at) = place_of(records, key) {
            let (key, record) = (key.to_owned(), record());
            records.insert(at, RecordOnDesk { key, record, is_unwritten: false });
        }
    }

    /// Whether all records of a kind are known that ever claimed the primary flag.
    pub(in crate::store) fn knows_claimants(&self, customer: CustomerId, kind: RecordKind) -> bool {
        self.claimants.contains(&(customer, kind))
    }

    /// Notes that they are known now.
    pub(in crate::store) fn note_claimants(&mut self, customer: CustomerId, kind: RecordKind) {
        self.claimants.insert((customer, kind));
    }

    /// Returns the known records of a kind that have the primary flag or ever claimed it, in the order of their keys.
    pub(in crate::store) fn claimants(&self, customer: CustomerId, kind: RecordKind) -> Vec<RecordRow> {
        let Some(records) = self.known.get(&(customer, kind)) else { return Vec::new() };
        let claimants = records.iter().filter_map(|RecordOnDesk { key, record, .. }| {
            let record = record.as_ref().filter(|record| record.primary || record.claimed.is_some())?;
            Some(RecordRow {
                kind,
                key: key.clone(),
                active: record.active,
                primary: record.primary,
                claimed: record.claimed,
                fields: record.fields.clone(),
            })
        });
        claimants.collect()
    }

    /// Writes a record.
    pub(in crate::store) fn put(&mut self, customer: CustomerId, kind: RecordKind, key: &str, record: Record) {
        let records = self.known.entry((customer, kind)).or_default();
        match place_of(records, key) {
            Ok(at) => (records[at].record, records[at].is_unwritten) = (Some(record), true),
            Err(at) => {
                let (key, record) = (key.to_owned(), Some(record));
                records.insert(at, RecordOnDesk { key, record, is_unwritten: true });
            }
        }
        self.unwritten.push((customer, kind));
    }

    /// Changes a record that is known.
    pub(in crate::store) fn change(
        &mut self,
        customer: CustomerId,
        (kind, key): (RecordKind, &str),
        change: impl FnOnce(&mut Record),
    ) {
        let Some(records) = self.known.get_mut(&(customer, kind)) else { return };
        let Ok(at) = place_of(records, key) else { return };
        if let Some(record) = &mut records[at].record {
            change(record);
            records[at].is_unwritten = true;
            self.unwritten.push((customer, kind));
        }
    }

    /// Whether there is anything to write.
    pub(in crate::store) fn has_writes(&self) -> bool {
        !self.unwritten.is_empty()
    }

    /// Returns the records to write, in their order: customer, key and record of each.
    pub(in crate::store) fn unwritten(&mut self) -> impl Iterator<Item = (CustomerId, &str, &Record)> {
        self.unwritten.sort_unstable();
        self.unwritten.dedup();
        self.unwritten.iter().flat_map(|(customer, kind)| {
            let records = self.known.get(&(*customer, *kind)).map(Vec::as_slice).unwrap_or_default();
            let unwritten = records.iter().filter(|record| record.is_unwritten);
            unwritten.filter_map(|of| Some((*customer, of.key.as_str(), of.record.as_ref()?)))
        })
    }

    /// Counts all records as written.
    pub(in crate::store) fn note_written(&mut self) {
        for of in std::mem::take(&mut self.unwritten) {
            self.known.get_mut(&of).into_iter().flatten().for_each(|record| record.is_unwritten = false);
        }
    }
}
