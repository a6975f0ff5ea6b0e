//! The download tables: how a customer is written to a channel.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{ToSql, params_from_iter};

use super::Result;
use super::database::{Writing, quoted};
use crate::model::{FieldType, Fields, LayoutError, RecordKind};

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
enum Origin {
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
struct Table {
    name: &'static str,
    kind: RecordKind,
    key: &'static [&'static str],
    columns: &'static [&'static str],
    /// Whether an inactive record is removed instead of being marked.
    removes: bool,
}

const TABLES: [Table; 7] = [
    Table {
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
    },
    Table {
        name: "RETAILCUSTTABLE",
        kind: RecordKind::Customer,
        key: &["DATAAREAID", "ACCOUNTNUM"],
        columns: &["ACCOUNTNUM", "DATAAREAID", "CUSTACCOUNTASYNC", "RECEIPTEMAIL", "RECEIPTOPTION"],
        removes: false,
    },
    Table {
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
    },
    Table {
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
    },
    Table {
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
    },
    Table {
        name: "RETAILCUSTAFFILIATION",
        kind: RecordKind::Affiliation,
        key: &["DATAAREAID", "ACCOUNTNUM", "AFFILIATION"],
        columns: &["ACCOUNTNUM", "DATAAREAID", "AFFILIATION"],
        removes: true,
    },
    Table {
        name: "RETAILCUSTATTRIBUTE",
        kind: RecordKind::Attribute,
        key: &["DATAAREAID", "ACCOUNTNUM", "ATTRIBUTENAME"],
        columns: &["ACCOUNTNUM", "DATAAREAID", "ATTRIBUTENAME", "ATTRIBUTEDATATYPE", "ATTRIBUTEVALUESTRING"],
        removes: true,
    },
];

/// One download table as a channel has it.
struct Target {
    table: &'static Table,
    /// The channel's columns that the contract does not list.
    extensions: Vec<String>,
    /// The statement that writes a record without extensions, as nearly all are.
    upsert: String,
    delete: String,
    origins: Vec<Origin>,
    key_origins: Vec<Origin>,
}

/// All download tables of a channel.
pub(crate) struct Targets(Vec<Target>);

impl Targets {
    pub(super) fn new<E>(
        columns: impl Fn(&'static str) -> Result<Vec<String>, E>,
        missing: impl Fn(LayoutError) -> E,
    ) -> Result<Self, E> {
        let targets = TABLES.iter().map(|table| {
            let existing = columns(table.name)?;
            let absent = |column: &&&str| !existing.iter().any(|name| name.eq_ignore_ascii_case(column));
            match table.columns.iter().find(absent) {
                Some(column) => Err(missing(LayoutError { table: table.name, column })),
                None => Ok(Target::new(table, &existing)),
            }
        });
        targets.collect::<Result<_, E>>().map(Self)
    }
}

impl Writing<'_> {
    /// Writes a record to the tables that hold its kind.
    pub(crate) fn put(&self, targets: &Targets, record: &DownloadRecord<'_>) -> Result<()> {
        for target in targets.0.iter().filter(|target| target.table.kind == record.kind) {
            if target.table.removes && !record.active {
                self.execute(&target.delete, target.key_origins.iter(), record)?;
                continue;
            }
            // Of the channel's own columns, those are written that the record has; the others keep what they have.
            let own: Vec<Origin> = target.extensions_of(record.fields).map(Origin::Extension).collect();
            if own.is_empty() {
                self.execute(&target.upsert, target.origins.iter(), record)?;
            } else {
                let columns: Vec<_> = target.extensions_of(record.fields).collect();
                self.execute(&target.table.upsert(&columns), target.origins.iter().chain(&own), record)?;
            }
        }
        Ok(())
    }

    fn execute<'r>(
        &self,
        sql: &str,
        origins: impl Iterator<Item = &'r Origin>,
        record: &'r DownloadRecord<'r>,
    ) -> Result<()> {
        let mut statement = self.sqlite(self.transaction.prepare_cached(sql))?;
        self.sqlite(statement.execute(params_from_iter(origins.map(|origin| Bound { origin, record }))))?;
        Ok(())
    }
}

impl Target {
    fn new(table: &'static Table, existing: &[String]) -> Self {
        let is_extension = |name: &&String| !table.columns.iter().any(|column| column.eq_ignore_ascii_case(name));
        let key: Vec<_> = table.key.iter().enumerate().map(|(at, column)| format!("{column} = ?{}", at + 1)).collect();
        Self {
            table,
            extensions: existing.iter().filter(is_extension).cloned().collect(),
            upsert: table.upsert(&[]),
            delete: format!("DELETE FROM {} WHERE {}", table.name, key.join(" AND ")),
            origins: table.columns.iter().map(|column| origin(table.kind, column)).collect(),
            key_origins: table.key.iter().map(|column| origin(table.kind, column)).collect(),
        }
    }

    /// The channel's own columns for which the record has a value.
    fn extensions_of(&self, fields: &Fields<'_>) -> impl Iterator<Item = String> {
        self.extensions.iter().filter(|name| fields.extension(name).is_some()).cloned()
    }
}

impl Table {
    /// The statement that inserts a row, or updates the one with its key: the contract's columns, then these.
    fn upsert(&self, extensions: &[String]) -> String {
        let own = extensions.iter().map(String::as_str);
        let columns: Vec<&str> = self.columns.iter().copied().chain(own).collect();
        let names: Vec<_> = columns.iter().map(|column| quoted(column)).collect();
        let marks: Vec<_> = (1..=columns.len()).map(|number| format!("?{number}")).collect();
        let values = columns.iter().zip(&names).filter(|(column, _)| !self.key.contains(column));
        let set: Vec<_> = values.map(|(_, name)| format!("{name} = excluded.{name}")).collect();
        let conflict = if set.is_empty() { "NOTHING".to_owned() } else { format!("UPDATE SET {}", set.join(", ")) };
        format!(
            "INSERT INTO {} ({}) VALUES ({}) ON CONFLICT ({}) DO {conflict}",
            self.name,
            names.join(", "),
            marks.join(", "),
            self.key.join(", ")
        )
    }
}

/// Where the value of a column of the contract comes from: by its meaning, or from the upload column of the same name.
fn origin(kind: RecordKind, column: &str) -> Origin {
    let upload = match (kind, column) {
        (_, "ACCOUNTNUM") => return Origin::Account,
        (_, "DATAAREAID") => return Origin::Company,
        (_, "CUSTACCOUNTASYNC") => return Origin::AsyncAccount,
        (_, "PARTY" | "PARTYNUMBER") => return Origin::Party,
        (_, "ISPRIMARY") => return Origin::Primary,
        (_, "ACTIVE") => return Origin::Active,
        (RecordKind::Customer, "NAME") => return Origin::Name,
        (RecordKind::Customer, "ORGID") => "ORGANIZATIONID",
        _ => column,
    };
    let when_empty = matches!(column, "RELATIONSHIPTYPE" | "ATTRIBUTEDATATYPE").then_some(1);
    match kind.fields().iter().position(|field| field.column == upload) {
        Some(position) => {
            let integer = kind.fields()[position].field_type == FieldType::Integer;
            Origin::Field { position, integer, when_empty }
        }
        None => Origin::Extension(column.to_owned()),
    }
}

/// A value to be written, taken from the record without a copy where that is possible.
struct Bound<'a> {
    origin: &'a Origin,
    record: &'a DownloadRecord<'a>,
}

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let record = self.record;
        match self.origin {
            Origin::Account => record.account.to_sql(),
            Origin::Company => record.company.to_sql(),
            Origin::AsyncAccount => record.async_account.to_sql(),
            Origin::Party => record.party.to_sql(),
            Origin::Primary => Ok(record.primary.into()),
            Origin::Active => Ok(record.active.into()),
            Origin::Name => Ok(name(record.fields).into()),
            Origin::Field { position, integer, when_empty } => match record.fields.nullable_at(*position) {
                None | Some("") if when_empty.is_some() => when_empty.to_sql(),
                None => Ok(ToSqlOutput::Borrowed(ValueRef::Null)),
                Some("") if *integer => Ok(ToSqlOutput::Borrowed(ValueRef::Null)),
                Some(value) => match value.trim().parse::<i64>() {
                    Ok(number) if *integer => Ok(number.into()),
                    _ => value.to_sql(),
                },
            },
            Origin::Extension(column) => match record.fields.extension(column) {
                None => Ok(ToSqlOutput::Borrowed(ValueRef::Null)),
                Some(value) => value.to_sql(),
            },
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
                let origin = origin(table.kind, column);
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
