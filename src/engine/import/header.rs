//! What the columns of a file of customers are.

use super::fault::ImportFileFault;
use crate::model::{FieldType, Layout, RecordKind};

/// The columns of an account, a GUID and a company: those of upload tables, and what other tables and lists call them.
const ACCOUNT: (&str, &[&str]) = ("CUSTACCOUNT", &["CUSTACCOUNT", "ACCOUNTNUM", "account", "customer_account"]);
const ASYNC_ACCOUNT: (&str, &[&str]) =
    ("CUSTACCOUNTASYNC", &["CUSTACCOUNTASYNC", "async", "async_account", "async_customer_account"]);
const COMPANY: (&str, &[&str]) = ("DATAAREAID", &["DATAAREAID", "company"]);

/// Columns of download tables with another name than in the upload table.
const RENAMED: [(&str, &[&str]); 2] = [("CUSTNAME", &["NAME"]), ("ORGANIZATIONID", &["ORGID"])];

/// Columns with which other organisations' tables number and date their rows: they say nothing about the customer.
const IGNORED: [&str; 12] = [
    "PARTY",
    "PARTYNUMBER",
    "RECID",
    "RECVERSION",
    "PARTITION",
    "SYSROWVERSION",
    "CREATEDDATETIME",
    "CREATEDBY",
    "MODIFIEDDATETIME",
    "MODIFIEDBY",
    "OPERATION",
    "REPLICATIONCOUNTERFROMORIGIN",
];

/// Columns that only tables of other records have.
const OF_OTHER_RECORDS: [&str; 4] = ["ADDRESSID", "CONTACTID", "AFFILIATION", "ATTRIBUTENAME"];

/// All names by which the header of a file is recognized.
pub(super) fn known_names() -> Vec<&'static str> {
    let named = [ACCOUNT, ASYNC_ACCOUNT, COMPANY].into_iter().chain(RENAMED).flat_map(|(_, names)| names);
    let fields = RecordKind::Customer.fields().iter().map(|field| field.column);
    named.copied().chain(fields).chain(IGNORED).chain(OF_OTHER_RECORDS).collect()
}

/// The header of a file of customers.
#[derive(Debug)]
pub(super) struct ImportHeader {
    /// The columns that count, named as in the upload table.
    pub(super) layout: Layout,
    /// The place of each of them among the file's columns.
    pub(super) places: Vec<usize>,
    /// What each of them holds.
    pub(super) types: Vec<FieldType>,
    /// How many columns the file has.
    pub(super) width: usize,
}

impl ImportHeader {
    /// Reads the columns of a file. Of several with the same meaning the first counts.
    ///
    /// # Errors
    /// There are no accounts in the file, its company is not known, or it is about other records.
    pub(super) fn new(columns: &[String], has_company: bool) -> Result<Self, ImportFileFault> {
        let (mut names, mut places) = (Vec::<String>::new(), Vec::new());
        for (place, column) in columns.iter().enumerate() {
            let Some(name) = upload_name(column.trim()) else { continue };
            if !names.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
                names.push(name);
                places.push(place);
            }
        }
        let has = |name: &str| names.iter().any(|known| known == name);
        if let Some(column) = columns.iter().find(|column| is_among(column.trim(), &OF_OTHER_RECORDS)) {
            return Err(ImportFileFault::OtherRecords(column.clone()));
        }
        if !has(ACCOUNT.0) {
            return Err(ImportFileFault::NoAccounts(columns.to_vec()));
        }
        if !has(COMPANY.0) && !has_company {
            return Err(ImportFileFault::NoCompany);
        }
        let types = names.iter().map(|name| type_of(name)).collect();
        Ok(Self { layout: Layout::new(RecordKind::Customer, names), places, types, width: columns.len() })
    }
}

fn is_among(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Returns how the upload table calls a column, or the column itself if it is an organisation's own; `None` if it does not
/// count.
fn upload_name(column: &str) -> Option<String> {
    let mut renamed = [ACCOUNT, ASYNC_ACCOUNT, COMPANY].into_iter().chain(RENAMED);
    if let Some((name, _)) = renamed.find(|(_, names)| is_among(column, names)) {
        return Some(name.to_owned());
    }
    let field = RecordKind::Customer.fields().iter().find(|field| field.column.eq_ignore_ascii_case(column));
    match field {
        Some(field) => Some(field.column.to_owned()),
        None => Some(column.to_owned()).filter(|_| !column.is_empty() && !is_among(column, &IGNORED)),
    }
}

fn type_of(column: &str) -> FieldType {
    let field = RecordKind::Customer.fields().iter().find(|field| field.column == column);
    field.map_or(FieldType::Text, |field| field.field_type)
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    fn header(columns: &str, has_company: bool) -> Result<ImportHeader, ImportFileFault> {
        ImportHeader::new(&columns.split(',').map(str::to_owned).collect::<Vec<_>>(), has_company)
    }

    #[test]
    fn columns_are_known_by_the_names_of_every_table_and_list() {
        for (columns, names) in [
            ("ACCOUNTNUM,DATAAREAID,CUSTACCOUNTASYNC", "CUSTACCOUNT DATAAREAID CUSTACCOUNTASYNC"),
            ("custaccount,dataareaid,Async_Account", "CUSTACCOUNT DATAAREAID CUSTACCOUNTASYNC"),
            ("account,company,async,CustName,email", "CUSTACCOUNT DATAAREAID CUSTACCOUNTASYNC CUSTNAME EMAIL"),
            ("customer_account,DataAreaId,async_customer_account", "CUSTACCOUNT DATAAREAID CUSTACCOUNTASYNC"),
            ("ACCOUNTNUM,DATAAREAID,NAME,ORGID", "CUSTACCOUNT DATAAREAID CUSTNAME ORGANIZATIONID"),
            ("ACCOUNTNUM,DATAAREAID,PARTY,RECID,LOYALTYTIER", "CUSTACCOUNT DATAAREAID LOYALTYTIER"),
            ("ACCOUNTNUM,DATAAREAID,,CUSTACCOUNT,CUSTNAME,NAME", "CUSTACCOUNT DATAAREAID CUSTNAME"),
        ] {
            assert_eq!(header(columns, false).unwrap().layout.columns().join(" "), names, "{columns}");
        }
    }

    #[test]
    fn a_value_is_looked_for_in_its_own_column() {
        let header = header("RECID,NAME,ACCOUNTNUM,CREDITMAX,BLOCKED", true).unwrap();
        assert_eq!((header.places, header.width), (vec![1, 2, 3, 4], 5));
        assert_eq!(header.types, [FieldType::Text, FieldType::Text, FieldType::Decimal, FieldType::Integer]);
    }

    #[test]
    fn a_file_without_accounts_or_of_unknown_companies_is_refused() {
        assert!(matches!(header("NAME,EMAIL", true), Err(ImportFileFault::NoAccounts(columns)) if columns.len() == 2));
        assert!(matches!(header("ACCOUNTNUM,NAME", false), Err(ImportFileFault::NoCompany)));
        assert!(header("ACCOUNTNUM,NAME", true).is_ok());
        let addresses = header("ACCOUNTNUM,AddressId,CITY", true);
        assert!(matches!(addresses, Err(ImportFileFault::OtherRecords(column)) if column == "AddressId"));
    }
}
