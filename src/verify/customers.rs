//! Customers: each account was given by an operation or imported, and each change has a number of its own.

use std::collections::HashSet;

use uuid::Uuid;

use super::breach::{BreachKind, BreachPlace};
use super::changes::{AdoptedNumbers, report_unexplained_changes};
use super::verification::Verification;
use crate::model::{CustomerId, parse_guid};
use crate::store::{CustomerEvidence, Result, Store, StoredCustomer, guid_of_nobody};

/// Checks all customers.
pub(super) fn check_customers(v: &mut Verification<'_>) -> Result<()> {
    let store = v.store;
    let last_change = store.last_change()?;
    let mut adopted = AdoptedNumbers::default();
    let mut replaced = ReplacedGuids::default();
    let (mut highest, mut with_operation) = (0, 0);
    store.for_each_customer_evidence(&mut |evidence| {
        let customer = &evidence.customer;
        v.summary.customers += 1;
        if v.has_unreadable(|| place(customer), &evidence.unreadable) {
            return Ok(());
        }
        let changed = customer.changed.unwrap_or_default();
        highest = highest.max(changed);
        // Later changes are compared with the operations and imports.
        let is_later = changed > v.adopted_change;
        with_operation += u64::from(is_later && evidence.imported != customer.changed);
        let is_right = is_later || customer.changed == adopted.of(store, customer.id)?;
        check_customer(v, evidence, &mut replaced, is_right && changed <= last_change)
    })?;
    if highest != last_change {
        v.differs(BreachPlace::Store, BreachKind::Changes, &last_change, &highest);
    }
    if with_operation != v.explained_changes {
        report_unexplained_changes(v)?;
    }
    Ok(())
}

fn place(customer: &StoredCustomer<'_>) -> BreachPlace {
    let name = customer.account.unwrap_or(customer.async_account);
    BreachPlace::Customer(if name.is_empty() { format!("#{}", customer.id) } else { name.to_owned() })
}

/// The GUIDs that edits replaced, which are read when the first customer needs them.
#[derive(Default)]
struct ReplacedGuids(Option<HashSet<Uuid>>);

impl ReplacedGuids {
    fn contains(&mut self, store: &Store, guid: &Uuid) -> Result<bool> {
        let guids = match self.0.take() {
            Some(guids) => guids,
            None => store.guids_before_edits()?,
        };
        Ok(self.0.insert(guids).contains(guid))
    }
}

/// Whether an operation can have made a customer known that has neither an account nor records: it is about the customer, or was
/// before it was edited, or found the customer of its account.
fn can_be_known(store: &Store, evidence: &CustomerEvidence<'_>, replaced: &mut ReplacedGuids) -> Result<bool> {
    let spelled = evidence.customer.async_account;
    if evidence.has_operation || store.has_spelled_guid(spelled)? {
        return Ok(true);
    }
    match parse_guid(spelled) {
        Some(guid) => replaced.contains(store, &guid),
        None => Ok(false),
    }
}

/// Returns the GUID that a customer has to have; `None` if what stands there is none. One that was imported may lack it.
fn guid_of(evidence: &CustomerEvidence<'_>) -> Option<Uuid> {
    let StoredCustomer { id, async_account, .. } = evidence.customer;
    let is_nobody = async_account.is_empty() && evidence.imported.is_some();
    if is_nobody { Some(guid_of_nobody(CustomerId(id))) } else { parse_guid(async_account) }
}

fn check_customer(
    v: &mut Verification<'_>,
    evidence: &CustomerEvidence<'_>,
    replaced: &mut ReplacedGuids,
    is_change_right: bool,
) -> Result<()> {
    let customer = &evidence.customer;
    let mut differing = Vec::new();
    if guid_of(evidence).is_none_or(|guid| guid.as_bytes() != customer.guid) {
        differing.push("guid");
    }
    let has_account = customer.account.is_some();
    let mut is_unexplained = false;
    if has_account {
        if !evidence.has_creation && evidence.imported.is_none() {
            is_unexplained = !evidence.has_operation;
            differing.push("account");
        }
    } else if evidence.has_record {
        differing.push("account");
    } else {
        is_unexplained = !can_be_known(v.store, evidence, replaced)?;
    }
    if customer.changed.is_some() != has_account || !is_change_right {
        differing.push("changed");
    }
    if is_unexplained {
        v.breach(place(customer), BreachKind::Unexplained);
    } else if !differing.is_empty() {
        v.found(place(customer), BreachKind::Customer, &differing.join(", "));
    }
    Ok(())
}
