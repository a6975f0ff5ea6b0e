//! Which customer a line is about: one that headquarters has already, one that it knows by a GUID only, or a new one.

use super::decision::{ImportDecision, is_same};
use super::fault::ImportLineFault;
use super::line::ImportLine;
use super::line_names::LineNames;
use super::seen::SeenCustomers;
use crate::engine::error::EngineError;
use crate::model::{AsyncAccount, CompanyKey, parse_guid};
use crate::store::{IdentifiedCustomer, ImportedCustomer, ImportedIdentity, Store};

/// Decides on the lines about a company, `None` if headquarters knows nothing of it. In a transaction, the customers are looked
/// up together.
pub(super) fn decide(
    store: &Store,
    company: Option<CompanyKey>,
    lines: &[ImportLine<'_>],
    seen: &mut SeenCustomers,
) -> Result<Vec<ImportDecision>, EngineError> {
    let names = LineNames::of(lines);
    if let Some(company) = company {
        store.lay_out_accounts(company, lines.iter().map(|line| line.account.as_str()))?;
        let guids = lines.iter().filter_map(|line| line.async_account.as_ref().map(AsyncAccount::guid));
        store.lay_out_guids(company, &guids.collect())?;
    }
    let has_reserved = store.has_reserved_accounts()?;
    let mut decisions = Vec::with_capacity(lines.len());
    for line in lines {
        let mut line = line.clone();
        let known = |line: &ImportLine<'_>| match company {
            Some(company) => known(store, company, line),
            None => Ok(None),
        };
        let mut decision = known(&line)?;
        if let (None, None) = (&decision, &line.async_account) {
            line.async_account = names.async_account_of(&line.account).cloned();
            decision = known(&line)?;
        }
        decision = decision.or_else(|| names.contradiction(&line).map(ImportDecision::LeaveOut));
        if let (None, Some(company), true) = (&decision, company, has_reserved) {
            decision = reserved(store, company, &mut line)?;
        }
        decisions.push(match decision.or_else(|| seen.note(&line)) {
            Some(decision) => decision,
            None => new(store, company, line)?,
        });
    }
    Ok(decisions)
}

/// Decides on a line whose account or GUID a customer has who has an account; `None` if there is no such customer, or if it has
/// no GUID and the line names one that no other such customer has.
fn known(store: &Store, company: CompanyKey, line: &ImportLine<'_>) -> Result<Option<ImportDecision>, EngineError> {
    let guid = line.async_account.as_ref().map(AsyncAccount::guid);
    if let Some(customer) = store.customer_by_account(company, &line.account)? {
        let known = parse_guid(&customer.async_account);
        if known.is_some() || guid.is_none() {
            return Ok(Some(is_same(&line.account, known, guid)));
        }
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

/// Decides on a line that contradicts nothing and says something new.
fn new(store: &Store, company: Option<CompanyKey>, line: ImportLine<'_>) -> Result<ImportDecision, EngineError> {
    let ImportLine { account, async_account, fields, .. } = line;
    // One without an account that operations named by the line's GUID.
    let named = match (company, &async_account) {
        (Some(company), Some(async_account)) => store.customer_by_guid(company, async_account.guid())?,
        _ => None,
    };
    let holder = match company {
        Some(company) => store.customer_by_account(company, &account)?,
        None => None,
    };
    Ok(match (holder, async_account, named) {
        (Some(customer), Some(async_account), named) => {
            ImportDecision::Identify(IdentifiedCustomer { customer, async_account, named })
        }
        (Some(_), None, _) => ImportDecision::Already,
        (None, _, Some(named)) => {
            ImportDecision::Import(ImportedCustomer { account, identity: ImportedIdentity::Known(named), fields })
        }
        (None, async_account, None) => {
            ImportDecision::Import(ImportedCustomer { account, identity: ImportedIdentity::New(async_account), fields })
        }
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use pretty_assertions::assert_eq;
    use uuid::Uuid;

    use super::*;
    use crate::clock::Clock;
    use crate::store::{Access, Customer, ImportTarget};
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

    /// Lines that name several GUIDs for an account: those with these numbers.
    fn several_guids(account: &str, numbers: &[u128]) -> ImportDecision {
        let guids = numbers.iter().map(|number| guid(*number).to_string()).collect();
        ImportDecision::LeaveOut(ImportLineFault::SeveralGuids { account: account.to_owned(), guids })
    }

    fn several_accounts(number: u128, accounts: &[&str]) -> ImportDecision {
        let accounts = accounts.iter().map(|account| (*account).to_owned()).collect();
        ImportDecision::LeaveOut(ImportLineFault::SeveralAccounts { guid: guid(number), accounts })
    }

    fn other_account(number: u128, account: &str) -> ImportDecision {
        let (guid, account) = (guid(number), account.to_owned());
        ImportDecision::LeaveOut(ImportLineFault::OtherAccount { guid, account })
    }

    /// Decides on lines, which are given by account and GUID, one after the other in a single batch or each in its own.
    fn decided(names: &[(&str, u128)], size: usize) -> Vec<ImportDecision> {
        let store = Store::open(&Path::new("").into(), Access::Rehearse, Clock::system(), "tester").unwrap();
        let lines: Vec<_> = names.iter().map(|(account, number)| line(account, *number)).collect();
        let mut seen = SeenCustomers::default();
        lines.chunks(size).flat_map(|batch| decide(&store, None, batch, &mut seen).unwrap()).collect()
    }

    #[test]
    fn lines_of_a_batch_complete_or_contradict_each_other() {
        let already = || ImportDecision::Already;
        for (names, expected) in [
            (vec![("A", 1), ("A", 1)], vec![new("A", 1), already()]),
            (vec![("A", 1), ("a", 0)], vec![new("A", 1), already()]),
            (vec![("A", 0), ("a", 1), ("A", 0)], vec![new("A", 1), already(), already()]),
            (vec![("A", 0), ("A", 0)], vec![new("A", 0), already()]),
            (vec![("A", 2), ("A", 1), ("A", 0)], vec![several_guids("A", &[1, 2]); 3]),
            (vec![("A", 1), ("B", 1), ("B", 0)], vec![several_accounts(1, &["A", "B"]); 3]),
            (vec![("A", 1), ("B", 2), ("C", 0)], vec![new("A", 1), new("B", 2), new("C", 0)]),
        ] {
            assert_eq!(decided(&names, 10), expected, "{names:?}");
        }
    }

    #[test]
    fn what_a_batch_before_says_counts_as_what_headquarters_has() {
        let already = || ImportDecision::Already;
        for (names, expected) in [
            (vec![("A", 1), ("a", 0)], already()),
            (vec![("A", 1), ("a", 1)], already()),
            (vec![("A", 1), ("A", 2)], other_guid("A", 1)),
            (vec![("A", 1), ("B", 1)], other_account(1, "A")),
            (vec![("A", 0), ("A", 1)], already()),
            (vec![("A", 0), ("A", 1), ("A", 2)], other_guid("A", 1)),
            (vec![("A", 0), ("A", 1), ("B", 1)], other_account(1, "A")),
            (vec![("A", 1), ("B", 2)], new("B", 2)),
        ] {
            assert_eq!(decided(&names, 1).last(), Some(&expected), "{names:?}");
        }
    }

    #[test]
    fn a_customer_that_headquarters_has_stays_as_it_is_or_gets_its_guid() {
        let mut store = Store::open(&Path::new("").into(), Access::Rehearse, Clock::system(), "tester").unwrap();
        let author = Author::default();
        let transaction = store.begin(&author).unwrap();
        let company = transaction.company_number("USRT").unwrap();
        let named = AsyncAccount::parse(&guid(4).to_string()).unwrap();
        let known = transaction.add_customer(company, &named).unwrap();
        let there = [("A", 1), ("B", 0)].map(|(account, number)| {
            let guid = AsyncAccount::parse(&guid(number).to_string());
            customer(account, ImportedIdentity::New(guid))
        });
        transaction.import_customers(ImportTarget { company, code: "USRT", files: &[] }, &there, &[]).unwrap();
        let without = transaction.customer_by_account(company, "B").unwrap().unwrap();
        transaction.commit().unwrap();
        let identified = |number: u128, named: Option<&Customer>| {
            let (customer, named) = (without.clone(), named.cloned());
            let async_account = AsyncAccount::parse(&guid(number).to_string()).unwrap();
            ImportDecision::Identify(IdentifiedCustomer { customer, async_account, named })
        };
        let of_known =
            |account: &str| ImportDecision::Import(customer(account, ImportedIdentity::Known(known.clone())));
        for (names, expected) in [
            (vec![("A", 0)], ImportDecision::Already),
            (vec![("a", 1)], ImportDecision::Already),
            (vec![("A", 2)], other_guid("A", 1)),
            (vec![("B", 0)], ImportDecision::Already),
            (vec![("B", 3)], identified(3, None)),
            (vec![("B", 3), ("B", 0)], ImportDecision::Already),
            (vec![("B", 3), ("B", 2)], several_guids("B", &[2, 3])),
            (vec![("D", 3), ("B", 3)], several_accounts(3, &["D", "B"])),
            // Operations named it by its GUID.
            (vec![("b", 4)], identified(4, Some(&known))),
            (vec![("D", 4)], of_known("D")),
            (vec![("B", 1)], other_account(1, "A")),
            (vec![("C", 1)], other_account(1, "A")),
            (vec![("C", 0)], new("C", 0)),
        ] {
            let transaction = store.begin(&author).unwrap();
            let lines: Vec<_> = names.iter().map(|(account, number)| line(account, *number)).collect();
            let decided = decide(&transaction, Some(company), &lines, &mut SeenCustomers::default()).unwrap();
            assert_eq!(decided.last(), Some(&expected), "{names:?}");
        }
    }
}
