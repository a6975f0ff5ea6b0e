//! Finding a customer by what somebody knows about it.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::customer::{company_code, current_record};
use super::customer_term::{CustomerTerm, LAST_DIGITS, is_same_number};
use super::error::EngineError;
use super::timeline::name_of_record;
use crate::filter::{Filter, Operand, Pattern, Piece, Test, TextTest, ValueSettings};
use crate::model::{
    Column, CompanyKey, CustomerId, FieldPath, Fields, Operation, OperationId, Property, RecordKind, Version,
    decode_row, parse_guid,
};
use crate::store::{Selection, Store, StoreError};

/// How many customers are told apart when several match.
const MOST_MATCHES: usize = 20;

/// How many operations are looked up together.
const LOOKED_UP: usize = 1_000;

/// The fields with e-mail addresses, and those with telephone numbers.
const EMAILS: [&str; 3] = ["Email", "ReceiptEmail", "Locator"];
const PHONES: [&str; 3] = ["Phone", "CellularPhone", "Locator"];

/// The customers that match what somebody knows about one.
#[derive(Debug)]
pub(crate) enum CustomerSearch {
    One(CustomerId),
    Several {
        /// The first of them.
        customers: Vec<FoundCustomer>,
        /// Whether there are more.
        has_more: bool,
    },
}

/// One of several customers that match.
#[derive(Debug)]
pub(crate) struct FoundCustomer {
    pub(crate) account: Option<String>,
    pub(crate) async_account: String,
    /// The code of its company.
    pub(crate) company: String,
    /// Empty until headquarters has one.
    pub(crate) name: String,
}

/// Finds customers by an account, a GUID, an e-mail address, a telephone number or a part of a name: by what headquarters has,
/// and by what operations say, whatever became of them.
///
/// # Errors
/// No customer matches.
pub(crate) fn find_customers(
    store: &Store,
    term: &str,
    settings: &ValueSettings,
) -> Result<CustomerSearch, EngineError> {
    let store = store.snapshot()?;
    let term = term.trim();
    let mut ids = customers_by_key(&store, term)?;
    if ids.is_empty() && !term.is_empty() {
        ids = by_value(&store, term, settings)?.into_iter().collect();
    }
    match ids.as_slice() {
        [] => Err(nobody(&store, term)?),
        [one] => Ok(CustomerSearch::One(*one)),
        _ => {
            let has_more = ids.len() > MOST_MATCHES;
            ids.truncate(MOST_MATCHES);
            let companies = store.companies()?;
            let customers =
                ids.into_iter().map(|id| found_customer(&store, &companies, id)).collect::<Result<_, _>>()?;
            Ok(CustomerSearch::Several { customers, has_more })
        }
    }
}

fn nobody(store: &Store, term: &str) -> Result<EngineError, EngineError> {
    let naming = store.operations_naming(term, 1)?.first().copied();
    let numbered = term.parse().ok().map(OperationId);
    let exists = |id: &OperationId| store.state(*id).is_ok_and(|state| state.is_some());
    Ok(EngineError::NobodyFound { term: term.to_owned(), naming, numbered: numbered.filter(exists) })
}

/// Finds customers by their GUID or account: each company has at most one.
pub(super) fn customers_by_key(store: &Store, key: &str) -> Result<Vec<CustomerId>, EngineError> {
    let mut found = Vec::new();
    for (company, _) in store.companies()? {
        let customer = match parse_guid(key) {
            Some(guid) => store.customer_by_guid(company, guid)?,
            None => store.customer_by_account(company, key)?,
        };
        found.extend(customer.map(|customer| customer.id));
    }
    Ok(found)
}

/// Finds customers by a value that one of their operations has or had, or with which they were imported.
fn by_value(store: &Store, term: &str, settings: &ValueSettings) -> Result<BTreeSet<CustomerId>, EngineError> {
    let search = Search { store, settings };
    let term = CustomerTerm::of(term);
    let mut found = match &term {
        CustomerTerm::Guid(guid) => {
            let property = Property::Column(Column::AsyncCustomerAccount);
            search.customers(&any_of(&[property], &|| equals(&guid.to_string())), &[], |_| true)?
        }
        CustomerTerm::Phone { typed, digits } => search.by_phone(typed, digits)?,
        CustomerTerm::Email(email) => {
            search.customers(&any_of(&EMAILS.map(field), &|| equals(email)), &[], |_| true)?
        }
        CustomerTerm::Name(name) => {
            let names = ["CustName"].map(field);
            search.customers(&any_of(&names, &|| TextTest::Contains(name.clone())), &[], |_| true)?
        }
    };
    store.for_each_imported_record(&mut |customer, fields| {
        // What cannot be read shows when the customer is asked for by its account.
        if Fields::from_json(RecordKind::Customer, fields).is_ok_and(|fields| term.matches(&fields)) {
            found.insert(customer);
        }
        if found.len() > MOST_MATCHES { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    Ok(found)
}

fn field(name: &str) -> Property {
    Property::Field(FieldPath { version: Version::New, kind: None, name: name.to_owned() })
}

fn equals(value: &str) -> TextTest {
    TextTest::OneOf(vec![Operand::Pattern(Pattern::new([Piece::Text(value.to_owned())]))])
}

fn any_of(properties: &[Property], test: &dyn Fn() -> TextTest) -> Filter {
    let tests = properties.iter().map(|property| Filter::Test(Test::Text { property: property.clone(), test: test() }));
    let mut tests: Vec<_> = tests.collect();
    if tests.len() == 1 { tests.remove(0) } else { Filter::Any(tests) }
}

/// Looks for customers among the operations.
struct Search<'a> {
    store: &'a Store,
    settings: &'a ValueSettings,
}

/// Why looking for customers ends before all operations are seen.
enum EndOfSearch {
    Store(StoreError),
    /// Enough customers were found.
    Enough,
}

impl From<StoreError> for EndOfSearch {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Search<'_> {
    /// Finds the customers with a telephone number: those whose number has the last digits, or the text as it was typed.
    fn by_phone(&self, term: &str, digits: &str) -> Result<BTreeSet<CustomerId>, EngineError> {
        let phones = PHONES.map(field);
        let last = digits[digits.len().saturating_sub(LAST_DIGITS)..].to_owned();
        let parts = [last, term.to_owned()].map(|part| any_of(&phones, &|| TextTest::Contains(part.clone())));
        let is_match =
            |operation: &Operation| operation.values.iter().flatten().any(|value| is_same_number(digits, value));
        self.customers(&Filter::Any(parts.to_vec()), &phones, is_match)
    }

    /// Returns the customers of the operations that match; a few more than are told apart at most.
    fn customers(
        &self,
        filter: &Filter,
        fields: &[Property],
        is_match: impl Fn(&Operation) -> bool,
    ) -> Result<BTreeSet<CustomerId>, EngineError> {
        let columns: Vec<_> = [Property::Column(Column::Id)].into_iter().chain(fields.iter().cloned()).collect();
        let selection = Selection {
            filter: Some(filter),
            sort: Property::Column(Column::Id),
            descending: false,
            limit: None,
            columns: &columns,
            settings: self.settings,
        };
        let (mut found, mut operations) = (BTreeSet::new(), Vec::new());
        let searched = self.store.for_each_operation(&selection, |operation| {
            if is_match(&operation) {
                operations.push(operation.id);
            }
            if operations.len() == LOOKED_UP {
                found.extend(self.store.customers_of(&operations)?);
                operations.clear();
            }
            if found.len() > MOST_MATCHES { Err(EndOfSearch::Enough) } else { Ok(()) }
        });
        if let Err(EndOfSearch::Store(error)) = searched {
            return Err(error.into());
        }
        found.extend(self.store.customers_of(&operations)?);
        Ok(found)
    }
}

fn found_customer(
    store: &Store,
    companies: &[(CompanyKey, String)],
    id: CustomerId,
) -> Result<FoundCustomer, EngineError> {
    let customer = store.customer(id)?;
    let company = company_code(companies, store.customer_standing(id)?.company);
    let itself = store.records(id, Some(RecordKind::Customer))?;
    let name = itself.into_iter().next().map(|record| current_record(&customer, record)).transpose()?;
    let name = name.map_or_else(|| sent_name(store, id), |record| Ok(record.name))?;
    Ok(FoundCustomer { account: customer.account, async_account: customer.async_account, company, name })
}

/// Returns the name in the first operation about the customer itself; empty if it has none, or cannot be read.
fn sent_name(store: &Store, id: CustomerId) -> Result<String, EngineError> {
    let Some(operation) = store.first_operation_on(id, RecordKind::Customer)? else { return Ok(String::new()) };
    let detail = match store.detail(operation) {
        Err(error) if error.is_of_a_row() => None,
        detail => detail?,
    };
    let Some(detail) = detail else { return Ok(String::new()) };
    let values = decode_row(&detail.row).unwrap_or_default();
    let fields = Fields::from_row(&detail.layout, &values);
    Ok(name_of_record(RecordKind::Customer, |field| fields.get(field)))
}
