//! Accounts: as many were given or imported as customers have one, and those that channels knew went to nobody else.

use std::collections::{HashMap, HashSet};

use super::breach::{BreachKind, BreachPlace};
use super::verification::Verification;
use crate::store::{HeldAccount, Result, Store};
use crate::trail::{Event, passed_over, reserved_accounts, reserving_channel};

/// Checks that each company has given as many accounts as its customers have, and as operations created customers and others were
/// imported.
pub(super) fn check_companies(v: &mut Verification<'_>) -> Result<()> {
    let store = v.store;
    let mut customers: HashMap<i64, i64> = HashMap::new();
    store.for_each_count_of_accounts(&mut |company, count| {
        customers.insert(company, count);
        Ok(())
    })?;
    let mut taken_over: HashMap<i64, i64> = HashMap::new();
    store.for_each_count_of_taken_over(&mut |company, count| {
        taken_over.insert(company, count);
        Ok(())
    })?;
    let passed_over = passed_over_by_company(store)?;
    store.for_each_company(&mut |company, unreadable| {
        let place = || BreachPlace::Company(company.code.to_owned());
        if v.has_unreadable(place, unreadable) {
            return Ok(());
        }
        if !v.companies.contains(company.code) {
            v.breach(place(), BreachKind::Unexplained);
        }
        // Reserved and imported accounts take no number, and numbers that are passed over give no account.
        let imported = v.imported.get(&company.id).copied().unwrap_or_default();
        let without_number = taken_over.get(&company.id).copied().unwrap_or_default().wrapping_add(imported);
        let without_account = passed_over.get(company.code).copied().unwrap_or_default();
        let given = company.accounts.wrapping_add(without_number).wrapping_sub(without_account);
        let have = customers.get(&company.id).copied().unwrap_or_default();
        let created = v.creations.get(&company.id).copied().unwrap_or_default();
        let created = created.saturating_add_signed(imported);
        if given != have {
            v.differs(place(), BreachKind::Accounts, &given, &have);
        } else if i64::try_from(created) != Ok(given) {
            v.differs(place(), BreachKind::Accounts, &given, &created);
        }
        Ok(())
    })
}

/// Returns how many numbers of each company's sequence the trail recorded as passed over.
fn passed_over_by_company(store: &Store) -> Result<HashMap<String, i64>> {
    let mut numbers = HashMap::new();
    store.for_each_note(Event::PassedOver, &mut |details| {
        if let Some(passed) = passed_over(details) {
            let count = passed.last.wrapping_sub(passed.first).wrapping_add(1);
            let sum: &mut i64 = numbers.entry(passed.company).or_default();
            *sum = sum.wrapping_add(count);
        }
        Ok(())
    })?;
    Ok(numbers)
}

/// Checks that the reserved accounts are those that the trail recorded, and that no customer has an account that
/// contradicts them but those that had it before.
pub(super) fn check_reservations(v: &mut Verification<'_>) -> Result<()> {
    let store = v.store;
    let mut recorded = 0;
    let mut known = HashSet::new();
    store.for_each_note(Event::Reserved, &mut |details| {
        // What cannot be read was reported with the entry.
        let Some(((company, accounts), channel)) = reserved_accounts(details).zip(reserving_channel(details)) else {
            return Ok(());
        };
        for reserved in &accounts {
            recorded += 1;
            if !store.has_reservation(&company, channel, reserved)? {
                v.found(BreachPlace::Company(company.clone()), BreachKind::Reserved, &reserved.account);
            }
            let here = reserved.here.as_ref().map(|account| (reserved.guid, account.to_lowercase()));
            let held = reserved.holder.map(|holder| (holder, reserved.account.to_lowercase()));
            known.extend([here, held].into_iter().flatten());
        }
        Ok(())
    })?;
    let found = store.count_reserved_accounts()?;
    if found != recorded {
        v.differs(BreachPlace::Store, BreachKind::Reservations, &found, &recorded);
    }
    store.for_each_contradicting_account(&mut |HeldAccount { guid, account, .. }| {
        let holder = uuid::Uuid::from_slice(&guid).unwrap_or_default();
        if !known.contains(&(holder, account.to_lowercase())) {
            v.found(BreachPlace::Customer(account), BreachKind::Customer, &"account");
        }
        Ok(())
    })
}

/// Checks that the store was put back after entries that the trail has.
pub(super) fn check_restorations(v: &mut Verification<'_>) -> Result<()> {
    let store = v.store;
    for restoration in store.restorations()? {
        let details = &restoration.details;
        let is_right = details.entry < restoration.entry
            && store.trail_entry(details.entry)?.map(|(hash, _)| hash).unwrap_or_default() == details.hash;
        if !is_right {
            v.breach(BreachPlace::Entry(restoration.entry), BreachKind::EntryUnreadable);
        }
    }
    Ok(())
}
