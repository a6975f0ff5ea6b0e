//! Customers: each account was given by an operation, and each change has a number of its own.

use super::breach::{BreachKind, BreachPlace};
use super::verification::Verification;
use crate::model::parse_guid;
use crate::store::{Result, StoredCustomer};

/// Checks all customers.
pub(super) fn check_customers(v: &mut Verification<'_>) -> Result<()> {
    let store = v.store;
    let last_change = store.last_change()?;
    let mut highest = 0;
    store.for_each_stored_customer(&mut |customer, unreadable| {
        v.summary.customers += 1;
        if v.has_unreadable(|| place(&customer), unreadable) {
            return Ok(());
        }
        highest = highest.max(customer.changed.unwrap_or_default());
        check_customer(v, &customer, last_change)
    })?;
    if highest != last_change {
        v.differs(BreachPlace::Store, BreachKind::Changes, &last_change, &highest);
    }
    store.for_each_shared_change(&mut |name| {
        v.found(BreachPlace::Customer(name.to_owned()), BreachKind::Customer, &"changed");
        Ok(())
    })
}

fn place(customer: &StoredCustomer<'_>) -> BreachPlace {
    let name = customer.account.unwrap_or(customer.async_account);
    BreachPlace::Customer(if name.is_empty() { format!("#{}", customer.id) } else { name.to_owned() })
}

fn check_customer(v: &mut Verification<'_>, customer: &StoredCustomer<'_>, last_change: i64) -> Result<()> {
    let mut differing = Vec::new();
    if parse_guid(customer.async_account).is_none_or(|spelled| spelled.as_bytes() != customer.guid) {
        differing.push("guid");
    }
    let has_account = customer.account.is_some();
    let mut is_unexplained = false;
    if has_account {
        if !v.store.has_creation(customer.id)? {
            is_unexplained = !v.store.has_operation(customer.id)?;
            differing.push("account");
        }
    } else if v.store.has_record(customer.id)? {
        // An edit may have left a customer behind that only a wrong GUID made known, but no records.
        differing.push("account");
    }
    let is_in_range = customer.changed.is_none_or(|changed| (1..=last_change).contains(&changed));
    if customer.changed.is_some() != has_account || !is_in_range {
        differing.push("changed");
    }
    if is_unexplained {
        v.breach(place(customer), BreachKind::Unexplained);
    } else if !differing.is_empty() {
        v.found(place(customer), BreachKind::Customer, &differing.join(", "));
    }
    Ok(())
}
