//! The store's file: its schema, its integrity, its references, and rows that the trail does not record.

use super::breach::{BreachKind, BreachPlace};
use super::verification::Verification;
use crate::store::{DanglingReference, Result};
use crate::trail::{Event, migrated_created, migrated_store};

/// Checks that every table, index and trigger is as the migrations create it: without a trigger, what is never changed
/// could be changed.
pub(super) fn check_schema(v: &mut Verification<'_>) -> Result<()> {
    for name in v.store.schema_differences()? {
        v.found(BreachPlace::Store, BreachKind::Schema, &name);
    }
    Ok(())
}

/// Checks that the file is whole.
pub(super) fn check_integrity(v: &mut Verification<'_>) -> Result<()> {
    let store = v.store;
    store.for_each_damage(&mut |message| {
        v.found(BreachPlace::Store, BreachKind::Damaged, &message);
        Ok(())
    })
}

/// Checks that rows refer to rows that are there.
pub(super) fn check_references(v: &mut Verification<'_>) -> Result<()> {
    let store = v.store;
    store.for_each_dangling_reference(&mut |DanglingReference { table, row, parent }| {
        let place = match (table, row) {
            ("entry", Some(number)) => BreachPlace::Entry(number),
            _ => BreachPlace::Store,
        };
        let number = row.map(|number| format!(" {number}")).unwrap_or_default();
        let message = format!("row{number} of `{table}` refers to a missing row of `{parent}`");
        v.found(place, BreachKind::Damaged, &message);
        Ok(())
    })
}

/// Checks the rows that the trail does not record: that the program can have written them, and that none is gone.
pub(super) fn check_unrecorded(v: &mut Verification<'_>) -> Result<()> {
    let store = v.store;
    store.for_each_unwritable_column(&mut |column| {
        v.found(BreachPlace::Store, BreachKind::Unreadable, &column);
        Ok(())
    })?;
    store.for_each_incomplete_table(&mut |table| {
        v.found(BreachPlace::Store, BreachKind::Damaged, &format!("rows of `{table}` are missing"));
        Ok(())
    })
}

/// Checks that the store is the one that the trail says: channels tell one headquarters from another by it.
pub(super) fn check_identity(v: &mut Verification<'_>) -> Result<()> {
    let store = v.store;
    let (found, found_created) = (store.identity()?, store.created()?);
    let (mut recorded, mut created) = (Vec::new(), None);
    store.for_each_note(Event::Migrated, &mut |details| {
        recorded.extend(migrated_store(details));
        created = created.or(migrated_created(details));
        Ok(())
    })?;
    match recorded.iter().find(|recorded| **recorded != found) {
        Some(other) => v.differs(BreachPlace::Store, BreachKind::Identity, &found, other),
        None if recorded.is_empty() => v.differs(BreachPlace::Store, BreachKind::Identity, &found, &"-"),
        None => {}
    }
    if created.is_some_and(|created| created != found_created) {
        v.breach(BreachPlace::Store, BreachKind::Created);
    }
    Ok(())
}
