//! The records of the customers at hand.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::model::{CustomerId, RecordKind};
use crate::store::customer::{Record, RecordRow};

/// Kind and key of a customer's record.
type RecordKey = (RecordKind, String);

/// A record to write.
pub(in crate::store) struct WrittenRecord {
    pub(in crate::store) customer: CustomerId,
    pub(in crate::store) key: String,
    pub(in crate::store) record: Record,
}

/// Records as they are, and which of them are to be written.
#[derive(Default)]
pub(in crate::store) struct RecordsOnDesk {
    /// `None` if headquarters has no such record.
    known: HashMap<CustomerId, BTreeMap<RecordKey, Option<Record>>>,
    /// Of which customers and kinds all records are known that ever claimed the primary flag.
    claimants: HashSet<(CustomerId, RecordKind)>,
    unwritten: BTreeSet<(CustomerId, RecordKind, String)>,
}

impl RecordsOnDesk {
    /// Returns a record; `None` if it is not known here.
    pub(in crate::store) fn get(&self, customer: CustomerId, kind: RecordKind, key: &str) -> Option<&Option<Record>> {
        self.known.get(&customer)?.get(&(kind, key.to_owned()))
    }

    /// Notes a record as the store has it, unless it is known.
    pub(in crate::store) fn note(
        &mut self,
        customer: CustomerId,
        (kind, key): (RecordKind, &str),
        record: impl FnOnce() -> Option<Record>,
    ) {
        self.known.entry(customer).or_default().entry((kind, key.to_owned())).or_insert_with(record);
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
        let Some(records) = self.known.get(&customer) else { return Vec::new() };
        let of_kind = records.range((kind, String::new())..).take_while(|((other, _), _)| *other == kind);
        let claimants = of_kind.filter_map(|((_, key), record)| {
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
        self.known.entry(customer).or_default().insert((kind, key.to_owned()), Some(record));
        self.unwritten.insert((customer, kind, key.to_owned()));
    }

    /// Changes a record that is known.
    pub(in crate::store) fn change(
        &mut self,
        customer: CustomerId,
        (kind, key): (RecordKind, &str),
        change: impl FnOnce(&mut Record),
    ) {
        let records = self.known.get_mut(&customer);
        if let Some(Some(record)) = records.and_then(|records| records.get_mut(&(kind, key.to_owned()))) {
            change(record);
            self.unwritten.insert((customer, kind, key.to_owned()));
        }
    }

    /// Whether there is anything to write.
    pub(in crate::store) fn has_writes(&self) -> bool {
        !self.unwritten.is_empty()
    }

    /// Returns the records to write, in their order, and counts them as written.
    pub(in crate::store) fn take_writes(&mut self) -> Vec<WrittenRecord> {
        let unwritten = std::mem::take(&mut self.unwritten);
        let written = unwritten.into_iter().filter_map(|(customer, kind, key)| {
            let record = self.get(customer, kind, &key)?.clone()?;
            Some(WrittenRecord { customer, key, record })
        });
        written.collect()
    }
}
