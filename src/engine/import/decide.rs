//! Which customer a line is about: one that headquarters has already, one that it knows by a GUID only, or a new one.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use uuid::Uuid;

use super::fault::ImportLineFault;
use super::line::ImportLine;
use crate::engine::error::EngineError;
use crate::model::{AsyncAccount, CompanyKey, parse_guid};
use crate::store::{Customer, ImportedCustomer, ImportedIdentity, Store};

/// What becomes of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ImportDecision {
    Import(ImportedCustomer),
    /// Headquarters has the customer, which is left as it is.
    Already,
    LeaveOut(ImportLineFault),
}

/// What lines before said that the store does not know yet: of each company, the GUID of each account, and the account of each
/// GUID.
#[derive(Debug, Default)]
pub(super) struct SeenCustomers {
    accounts: HashMap<(String, String), Option<Uuid>>,
    guids: HashMap<(String, Uuid), String>,
}

impl SeenCustomers {
    /// Notes a line; returns what becomes of it if a line before says something about its account or GUID.
    fn note(&mut self, line: &ImportLine<'_>) -> Option<ImportDecision> {
        let guid = line.async_account.as_ref().map(AsyncAccount::guid);
        let company = || line.company.to_owned();
        if let Some(guid) = guid {
            match self.guids.entry((company(), guid)) {
                Entry::Occupied(known) if !known.get().eq_ignore_ascii_case(&line.account) => {
                    let account = known.get().clone();
                    return Some(ImportDecision::LeaveOut(ImportLineFault::OtherAccount { guid, account }));
                }
                Entry::Occupied(_) => return Some(ImportDecision::Already),
                Entry::Vacant(_) => {}
            }
        }
        match self.accounts.entry((company(), line.account.to_ascii_lowercase())) {
            Entry::Occupied(known) => Some(is_same(&line.account, *known.get(), guid)),
            Entry::Vacant(place) => {
                place.insert(guid);
                if let Some(guid) = guid {
                    self.guids.insert((company(), guid), line.account.clone());
                }
                None
            }
        }
    }
}

/// Decides on a line whose account somebody has who has this GUID, if any: it is the same customer unless the line names another
/// GUID.
fn is_same(account: &str, known: Option<Uuid>, of_line: Option<Uuid>) -> ImportDecision {
    match (known, of_line) {
        (Some(known), Some(guid)) if known != guid => ImportDecision::LeaveOut(ImportLineFault::OtherGuid {
            account: account.to_owned(),
            guid: known.to_string(),
        }),
        _ => ImportDecision::Already,
    }
}

/// Decides on the lines about a company, `None` if headquarters knows nothing of it. In a transaction, the customers are looked
/// up together.
pub(super) fn decide(
    store: &Store,
    company: Option<CompanyKey>,
    lines: &[ImportLine<'_>],
    seen: &mut SeenCustomers,
) -> Result<Vec<ImportDecision>, EngineError> {
    let Some(company) = company else {
        return Ok(lines.iter().map(|line| seen.note(line).unwrap_or_else(|| imported(line, None))).collect());
    };
    store.lay_out_accounts(company, lines.iter().map(|line| line.account.as_str()))?;
    let guids = lines.iter().filter_map(|line| line.async_account.as_ref().map(AsyncAccount::guid));
    store.lay_out_guids(company, &guids.collect())?;
    let has_reserved = store.has_reserved_accounts()?;
    let mut decisions = Vec::with_capacity(lines.len());
    for line in lines {
        let mut line = line.clone();
        let decision = match known(store, company, &line)? {
            Some(decision) => Some(decision),
            None if has_reserved => reserved(store, company, &mut line)?,
            None => None,
        };
        let decision = match decision.or_else(|| seen.note(&line)) {
            Some(decision) => decision,
            None => imported(&line, named_only(store, company, &line)?),
        };
        decisions.push(decision);
    }
    Ok(decisions)
}

/// Decides on a line whose account or GUID a customer has who has an account.
fn known(store: &Store, company: CompanyKey, line: &ImportLine<'_>) -> Result<Option<ImportDecision>, EngineError> {
    let guid = line.async_account.as_ref().map(AsyncAccount::guid);
    if let Some(customer) = store.customer_by_account(company, &line.account)? {
        return Ok(Some(is_same(&line.account, parse_guid(&customer.async_account), guid)));
    }
    let Some(guid) = guid else { return Ok(None) };
    let other = store.customer_by_guid(company, guid)?.and_then(|customer| customer.account);
    let fault = |account| ImportDecision::LeaveOut(ImportLineFault::OtherAccount { guid, account });
    Ok(other.map(fault))
}

/// Decides on a line whose account or GUID channels know otherwise. A line without a GUID gets the one under which they know
/// the account.
fn reserved(
    store: &Store,
    company: CompanyKey,
    line: &mut ImportLine<'_>,
) -> Result<Option<ImportDecision>, EngineError> {
    if let Some(guid) = line.async_account.as_ref().map(AsyncAccount::guid) {
        let accounts = store.reserved_for(company, guid)?;
        if let Some(account) = accounts.iter().find(|account| !account.eq_ignore_ascii_case(&line.account)) {
            let account = account.clone();
            return Ok(Some(ImportDecision::LeaveOut(ImportLineFault::OtherAccount { guid, account })));
        }
    }
    let guid = line.async_account.as_ref().map(AsyncAccount::guid).unwrap_or_default();
    let Some(other) = store.reserved_for_other(company, &line.account, guid)? else { return Ok(None) };
    if line.async_account.is_none() {
        line.async_account = AsyncAccount::parse(&other.to_string());
        // Several may contradict each other, or the GUID may have another account by now.
        if store.reserved_for_other(company, &line.account, other)?.is_none() {
            return known(store, company, line);
        }
    }
    let (account, guid) = (line.account.clone(), other.to_string());
    Ok(Some(ImportDecision::LeaveOut(ImportLineFault::OtherGuid { account, guid })))
}

/// Returns the customer without an account that operations named by the line's GUID; `None` if there is none.
fn named_only(store: &Store, company: CompanyKey, line: &ImportLine<'_>) -> Result<Option<Customer>, EngineError> {
    match &line.async_account {
        Some(async_account) => Ok(store.customer_by_guid(company, async_account.guid())?),
        None => Ok(None),
    }
}

fn imported(line: &ImportLine<'_>, known: Option<Customer>) -> ImportDecision {
    let identity = match known {
        Some(customer) => ImportedIdentity::Known(customer),
        None => ImportedIdentity::New(line.async_account.clone()),
    };
    ImportDecision::Import(ImportedCustomer { account: line.account.clone(), identity, fields: line.fields.clone() })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use pretty_assertions::assert_eq;

    use super::*;
    use crate::clock::Clock;
    use crate::store::{Access, ImportTarget};
    use crate::trail::Author;

    fn guid(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    /// A line with an account and the GUID with that number, none for 0.
    fn line(account: &str, number: u128) -> ImportLine<'static> {
        ImportLine {
            file: 0,
            line: 2,
            company: "USRT",
            account: account.to_owned(),
            async_account: AsyncAccount::parse(&guid(number).to_string()),
            fields: "[]".to_owned(),
        }
    }

    fn customer(account: &str, identity: ImportedIdentity) -> ImportedCustomer {
        ImportedCustomer { account: account.to_owned(), identity, fields: "[]".to_owned() }
    }

    fn new(account: &str, number: u128) -> ImportDecision {
        let guid = AsyncAccount::parse(&guid(number).to_string());
        ImportDecision::Import(customer(account, ImportedIdentity::New(guid)))
    }

    fn other_guid(account: &str, number: u128) -> ImportDecision {
        let (account, guid) = (account.to_owned(), guid(number).to_string());
        ImportDecision::LeaveOut(ImportLineFault::OtherGuid { account, guid })
    }

    fn other_account(number: u128, account: &str) -> ImportDecision {
        let (guid, account) = (guid(number), account.to_owned());
        ImportDecision::LeaveOut(ImportLineFault::OtherAccount { guid, account })
    }

    /// What a line may say of an account and a GUID after others: `(account, GUID)`, and what becomes of it.
    fn table() -> Vec<((&'static str, u128), ImportDecision)> {
        vec![
            (("A", 0), ImportDecision::Already),
            (("a", 1), ImportDecision::Already),
            (("A", 2), other_guid("A", 1)),
            (("B", 0), ImportDecision::Already),
            (("B", 3), ImportDecision::Already),
            (("C", 1), other_account(1, "A")),
            (("C", 0), new("C", 0)),
            (("D", 4), new("D", 4)),
        ]
    }

    #[test]
    fn what_a_line_before_says_counts_as_what_headquarters_has() {
        for ((account, number), expected) in table() {
            let store = Store::open(Path::new(""), Access::Rehearse, Clock::system(), "tester").unwrap();
            let lines = [line("A", 1), line("B", 0), line(account, number)];
            let decided = decide(&store, None, &lines, &mut SeenCustomers::default()).unwrap();
            assert_eq!(decided, [new("A", 1), new("B", 0), expected], "{account} {number}");
        }
    }

    #[test]
    fn a_customer_that_headquarters_has_stays_as_it_is() {
        let mut store = Store::open(Path::new(""), Access::Rehearse, Clock::system(), "tester").unwrap();
        let author = Author::default();
        let transaction = store.begin(&author).unwrap();
        let company = transaction.company_number("USRT").unwrap();
        let named = AsyncAccount::parse(&guid(4).to_string()).unwrap();
        let known = transaction.add_customer(company, &named).unwrap();
        let there = [("A", 1), ("B", 0)].map(|(account, number)| {
            let guid = AsyncAccount::parse(&guid(number).to_string());
            customer(account, ImportedIdentity::New(guid))
        });
        transaction.import_customers(ImportTarget { company, code: "USRT", files: &[] }, &there).unwrap();
        transaction.commit().unwrap();
        for ((account, number), expected) in table() {
            let transaction = store.begin(&author).unwrap();
            let line = line(account, number);
            let decided = decide(&transaction, Some(company), &[line], &mut SeenCustomers::default()).unwrap();
            // One that operations named by its GUID gets its account.
            let expected = match expected {
                ImportDecision::Import(_) if number == 4 => {
                    ImportDecision::Import(customer("D", ImportedIdentity::Known(known.clone())))
                }
                expected => expected,
            };
            assert_eq!(decided, [expected], "{account} {number}");
        }
    }
}
