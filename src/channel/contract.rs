//! The download tables of the contract, and where each of their values comes from.

use std::borrow::Cow;

use crate::model::{FieldType, Fields, OwnValue, RecordKind};

/// A record of a customer on its way to a channel.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DownloadRecord<'a> {
    pub(crate) account: &'a str,
    pub(crate) company: &'a str,
    /// The GUID exactly as the customer's own channel spells it.
    pub(crate) async_account: &'a str,
    /// `DIRPARTYTABLE.PARTYNUMBER`.
    pub(crate) party: &'a str,
    pub(crate) kind: RecordKind,
    pub(crate) active: bool,
    pub(crate) primary: bool,
    pub(crate) fields: &'a Fields<'a>,
}

/// Where the value of a download column comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    Account,
    Company,
    AsyncAccount,
    Party,
    Primary,
    Active,
    /// `CUSTNAME`, or the first, middle and last name.
    Name,
    /// By position in the kind's fields; an empty value is written as the number, if there is one.
    Field {
        position: usize,
        integer: bool,
        when_empty: Option<i64>,
    },
    /// An organisation's own column that the upload table has too.
    Extension(String),
}

/// A download table of the contract.
pub(super) struct DownloadTable {
    pub(super) name: &'static str,
    pub(super) kind: RecordKind,
    pub(super) key: &'static [&'static str],
    pub(super) columns: &'static [&'static str],
    /// Whether an inactive record is removed instead of being marked.
    pub(super) removes: bool,
    /// The column with the GUID of the customer whose account it is; a row of another customer is never changed.
    pub(super) owner: Option<&'static str>,
}

/// All download tables. The first one of customers says whose account it is.
pub(super) const TABLES: [DownloadTable; 7] = [
    DownloadTable {
        name: "RETAILCUSTTABLE",
        kind: RecordKind::Customer,
        key: &["DATAAREAID", "ACCOUNTNUM"],
        columns: &["ACCOUNTNUM", "DATAAREAID", "CUSTACCOUNTASYNC", "RECEIPTEMAIL", "RECEIPTOPTION"],
        removes: false,
        owner: Some("CUSTACCOUNTASYNC"),
    },
    DownloadTable {
        name: "CUSTTABLE",
        kind: RecordKind::Customer,
        key: &["DATAAREAID", "ACCOUNTNUM"],
        columns: &[
            "ACCOUNTNUM",
            "DATAAREAID",
            "PARTY",
            "CUSTGROUP",
            "CURRENCY",
            "INVOICEACCOUNT",
            "CREDITMAX",
            "BLOCKED",
            "USEPURCHREQUEST",
            "PRICEGROUP",
            "TAXGROUP",
            "LINEDISC",
            "MULTILINEDISC",
            "ENDDISC",
            "VATNUM",
            "IDENTIFICATIONNUMBER",
            "ORGID",
        ],
        removes: false,
        owner: None,
    },
    DownloadTable {
        name: "DIRPARTYTABLE",
        kind: RecordKind::Customer,
        key: &["PARTYNUMBER"],
        columns: &[
            "PARTYNUMBER",
            "RELATIONSHIPTYPE",
            "NAME",
            "FIRSTNAME",
            "MIDDLENAME",
            "LASTNAME",
            "TITLERECORDID",
            "LANGUAGEID",
            "EMAIL",
            "PHONE",
            "PHONEEXTENSION",
            "CELLULARPHONE",
            "URL",
        ],
        removes: false,
        owner: None,
    },
    DownloadTable {
        name: "LOGISTICSPOSTALADDRESS",
        kind: RecordKind::Address,
        key: &["PARTY", "ADDRESSID"],
        columns: &[
            "ADDRESSID",
            "PARTY",
            "ADDRESSNAME",
            "STREET",
            "STREETNUMBER",
            "BUILDINGCOMPLIMENT",
            "DISTRICTNAME",
            "CITY",
            "COUNTY",
            "STATE",
            "COUNTRY",
            "ZIP",
            "PHONE",
            "EMAIL",
            "URL",
            "TAXGROUP",
            "ROLE",
            "ISPRIMARY",
            "ACTIVE",
        ],
        removes: false,
        owner: None,
    },
    DownloadTable {
        name: "LOGISTICSELECTRONICADDRESS",
        kind: RecordKind::Contact,
        key: &["PARTY", "CONTACTID"],
        columns: &[
            "CONTACTID",
            "PARTY",
            "CONTACTTYPE",
            "LOCATOR",
            "LOCATOREXTENSION",
            "DESCRIPTION",
            "ISPRIMARY",
            "ACTIVE",
        ],
        removes: false,
        owner: None,
    },
    DownloadTable {
        name: "RETAILCUSTAFFILIATION",
        kind: RecordKind::Affiliation,
        key: &["DATAAREAID", "ACCOUNTNUM", "AFFILIATION"],
        columns: &["ACCOUNTNUM", "DATAAREAID", "AFFILIATION"],
        removes: true,
        owner: None,
    },
    DownloadTable {
        name: "RETAILCUSTATTRIBUTE",
        kind: RecordKind::Attribute,
        key: &["DATAAREAID", "ACCOUNTNUM", "ATTRIBUTENAME"],
        columns: &["ACCOUNTNUM", "DATAAREAID", "ATTRIBUTENAME", "ATTRIBUTEDATATYPE", "ATTRIBUTEVALUESTRING"],
        removes: true,
        owner: None,
    },
];

/// A value on its way to a download table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DownloadValue<'a> {
    Null,
    Integer(i64),
    Text(Cow<'a, str>),
    Blob(&'a [u8]),
}

impl Origin {
    /// Returns the origin of a column of the contract: by its meaning, or the upload column of the same name.
    pub(super) fn of(kind: RecordKind, column: &str) -> Self {
        let upload = match (kind, column) {
            (_, "ACCOUNTNUM") => return Self::Account,
            (_, "DATAAREAID") => return Self::Company,
            (_, "CUSTACCOUNTASYNC") => return Self::AsyncAccount,
            (_, "PARTY" | "PARTYNUMBER") => return Self::Party,
            (_, "ISPRIMARY") => return Self::Primary,
            (_, "ACTIVE") => return Self::Active,
            (RecordKind::Customer, "NAME") => return Self::Name,
            (RecordKind::Customer, "ORGID") => "ORGANIZATIONID",
            _ => column,
        };
        let when_empty = matches!(column, "RELATIONSHIPTYPE" | "ATTRIBUTEDATATYPE").then_some(1);
        match kind.fields().iter().position(|field| field.column == upload) {
            Some(position) => {
                let integer = kind.fields()[position].field_type == FieldType::Integer;
                Self::Field { position, integer, when_empty }
            }
            None => Self::Extension(column.to_owned()),
        }
    }

    /// Returns the value that a record has for the column.
    pub(super) fn value<'r>(&self, record: &DownloadRecord<'r>) -> DownloadValue<'r> {
        match self {
            Self::Account => DownloadValue::text(record.account),
            Self::Company => DownloadValue::text(record.company),
            Self::AsyncAccount => DownloadValue::text(record.async_account),
            Self::Party => DownloadValue::text(record.party),
            Self::Primary => DownloadValue::Integer(record.primary.into()),
            Self::Active => DownloadValue::Integer(record.active.into()),
            Self::Name => DownloadValue::Text(name(record.fields).into()),
            Self::Field { position, integer, when_empty } => match (record.fields.nullable_at(*position), when_empty) {
                (None | Some(""), Some(number)) => DownloadValue::Integer(*number),
                (None, None) => DownloadValue::Null,
                (Some(value), _) if *integer => DownloadValue::integer(value),
                (Some(value), _) => DownloadValue::text(value),
            },
            Self::Extension(column) => match record.fields.own_value(column) {
                Some(OwnValue::Blob { bytes, .. }) => DownloadValue::Blob(bytes),
                _ => record.fields.extension(column).map_or(DownloadValue::Null, DownloadValue::text),
            },
        }
    }
}

impl<'a> DownloadValue<'a> {
    fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// A value of an integer column: nothing where it is empty, and the text itself where it is not a number.
    fn integer(text: &'a str) -> Self {
        match text.trim().parse() {
            _ if text.is_empty() => Self::Null,
            Ok(number) => Self::Integer(number),
            Err(_) => Self::text(text),
        }
    }
}

/// What a customer is called: `CUSTNAME`, or the parts of a person's name.
fn name(fields: &Fields<'_>) -> String {
    let whole = fields.get("CustName");
    if !whole.trim().is_empty() {
        return whole.to_owned();
    }
    let parts = ["FirstName", "MiddleName", "LastName"].map(|part| fields.get(part).trim());
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_those_of_the_contract() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        connection.execute_batch(include_str!("schema.sql")).unwrap();
        for table in &TABLES {
            let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
            let columns: rusqlite::Result<Vec<String>> =
                statement.query_map([table.name], |row| row.get(0)).unwrap().collect();
            assert_eq!(columns.unwrap(), table.columns, "{}", table.name);
        }
    }

    #[test]
    fn every_column_of_the_contract_has_an_origin() {
        for table in &TABLES {
            for column in table.columns {
                let origin = Origin::of(table.kind, column);
                assert!(!matches!(origin, Origin::Extension(_)), "{}.{column}", table.name);
            }
        }
    }

    #[test]
    fn a_name_is_put_together_where_the_whole_is_missing() {
        let mut fields = Fields::from_json(RecordKind::Customer, "[]").unwrap();
        fields.set("FirstName", "Molly");
        fields.set("LastName", "Arun");
        assert_eq!(name(&fields), "Molly Arun");
        fields.set("CustName", "Arun & Co");
        assert_eq!(name(&fields), "Arun & Co");
    }
}
