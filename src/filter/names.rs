//! The names of what can be asked of an operation.

use thiserror::Error;

use crate::failure::Explain;
use crate::i18n::Phrase;
use crate::model::{AnyOf, Column, FieldPath, Property, RecordKind, Version};
use crate::suggest;

/// A name that nothing has.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.phrase())]
pub(crate) struct UnknownName {
    pub(crate) name: String,
    /// What is nearest to it, or what there is.
    pub(crate) hint: Phrase,
}

impl Explain for UnknownName {
    fn phrase(&self) -> Phrase {
        Phrase::new("filter-unknown-field").with("field", &self.name)
    }

    fn hint(&self) -> Option<Phrase> {
        Some(self.hint.clone())
    }
}

/// The names that a filter, a column or an order can refer to: the built-in columns, headquarters' fields, and the columns
/// that channels have beside them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    /// Columns that the contract does not list, by the kind of record that has them.
    extensions: Vec<(RecordKind, String)>,
}

impl Names {
    /// The names where channels have these columns of their own.
    pub(crate) fn new(extensions: Vec<(RecordKind, String)>) -> Self {
        Self { extensions }
    }

    /// Returns the names of all columns and fields, each once.
    pub(crate) fn all(&self) -> Vec<String> {
        let columns = Column::ALL.iter().map(|column| column.key());
        let fields = RecordKind::ALL.into_iter().flat_map(RecordKind::fields).map(|field| field.name);
        let extensions = self.extensions.iter().map(|(_, name)| name.as_str());
        let mut all: Vec<String> = Vec::new();
        for name in columns.chain(fields).chain(extensions) {
            if !all.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                all.push(name.to_owned());
            }
        }
        all
    }

    /// What a name means, in any case:
    ///
    /// - a built-in column, `account`, `async` and `error` for short;
    /// - an envelope column of the upload tables such as `DataAreaId`, which is the built-in column that shows it;
    /// - a field such as `Email`, that of one kind of record as `address.Email`, its value at headquarters as `old.Email`, the
    ///   one that was received as `received.Email`;
    /// - any text, e-mail address or telephone number as `any`, `any.Email`, `any.Phone`;
    /// - an attribute as `attr.ShoeSize`.
    ///
    /// A name that both a built-in column and a field have is the column's.
    pub(crate) fn property(&self, name: &str) -> Result<Property, UnknownName> {
        if let Some(column) = Column::from_name(name) {
            return Ok(Property::Column(column));
        }
        if let Some(column) = Column::of_envelope(name) {
            return Ok(Property::Column(column));
        }
        if let Some(any) = AnyOf::ALL.into_iter().find(|any| any.name().eq_ignore_ascii_case(name)) {
            return Ok(Property::Anywhere(any));
        }
        if let Some(attribute) = strip_prefix(name, "attr.")
            && !attribute.is_empty()
        {
            return Ok(Property::Attribute(attribute.to_owned()));
        }
        let versions = [("old.", Version::Old), ("received.", Version::Received)];
        let versioned = versions.iter().find_map(|(prefix, version)| Some((*version, strip_prefix(name, prefix)?)));
        let (version, rest) = versioned.unwrap_or((Version::New, name));
        let qualified = RecordKind::ALL
            .into_iter()
            .find_map(|kind| Some((kind, strip_prefix(rest, kind.name())?.strip_prefix('.')?)));
        let (kind, field) = qualified.map_or((None, rest), |(kind, field)| (Some(kind), field));
        let is_meant = |of: RecordKind| kind.is_none_or(|kind| kind == of);
        let known = RecordKind::ALL.into_iter().filter(|kind| is_meant(*kind)).find_map(|kind| {
            let position = kind.position(field)?;
            Some(kind.fields()[position].name)
        });
        let mut extensions = self.extensions.iter().filter(|(of, _)| is_meant(*of));
        let extension = || extensions.find(|(_, name)| name.eq_ignore_ascii_case(field)).map(|(_, name)| name.as_str());
        match known.or_else(extension) {
            Some(field) => Ok(Property::Field(FieldPath { version, kind, name: field.to_owned() })),
            None => Err(self.unknown(name, &name[..name.len() - field.len()], field, kind)),
        }
    }

    fn unknown(&self, name: &str, prefix: &str, field: &str, kind: Option<RecordKind>) -> UnknownName {
        let kinds = || RecordKind::ALL.into_iter().filter(|of| kind.is_none_or(|kind| kind == *of));
        let fields = kinds().flat_map(|kind| kind.fields()).map(|field| field.name);
        let extensions = self.extensions.iter().map(|(_, name)| name.as_str());
        let built_in = Column::ALL.into_iter().flat_map(Column::names).map(|name| -> &str { name });
        let built_in = built_in.filter(|_| prefix.is_empty());
        let meant =
            meant_name(field).filter(|meant| prefix.is_empty() || kinds().any(|kind| kind.position(meant).is_some()));
        let nearest = meant.or_else(|| suggest::nearest(field, fields.chain(extensions).chain(built_in)));
        let hint = match nearest {
            Some(nearest) => suggest::did_you_mean(format_args!("{prefix}{nearest}")),
            None if prefix.is_empty() => {
                let keys: Vec<_> = Column::ALL.iter().map(|column| column.key()).collect();
                Phrase::new("filter-fields").with("columns", keys.join(", "))
            }
            None => Phrase::new("filter-field-behind").with("prefix", prefix).with("example", example(kind)),
        };
        UnknownName { name: name.to_owned(), hint }
    }
}

/// The words that people use for fields and columns under other names.
const MEANT: &[(&str, &[&str])] = &[
    ("CustName", &["name", "fullname", "customername", "customer"]),
    ("FirstName", &["givenname", "forename", "first"]),
    ("LastName", &["surname", "familyname", "last"]),
    ("Email", &["mail", "emailaddress"]),
    ("Phone", &["tel", "telephone", "phonenumber", "telephonenumber"]),
    ("CellularPhone", &["mobile", "cell", "cellphone", "mobilephone", "gsm"]),
    ("Url", &["website", "web", "homepage"]),
    ("CreditMax", &["credit", "creditlimit", "limit"]),
    ("VatNum", &["vat", "vatnumber", "taxnumber", "taxid"]),
    ("CustGroup", &["group", "customergroup"]),
    ("LanguageId", &["language", "lang"]),
    ("Street", &["road", "address", "streetname"]),
    ("StreetNumber", &["housenumber", "number"]),
    ("City", &["town", "place"]),
    ("Zip", &["zipcode", "postcode", "postalcode", "postal"]),
    ("Country", &["countrycode", "land", "nation"]),
    ("State", &["province"]),
    ("Affiliation", &["loyalty", "affiliations"]),
    ("timestamp", &["date", "time", "when", "created", "datetime"]),
    ("async", &["guid", "asyncaccount"]),
    ("channel", &["store", "shop", "till"]),
    ("operation", &["action", "type"]),
    ("errors", &["problem", "problems", "reason", "failure", "code"]),
    ("attempts", &["tries", "retries"]),
    ("status", &["onlineoperationcompleted", "state"]),
    ("proposal", &["proposals", "suggestion", "suggestions"]),
    ("record", &["kind", "entity"]),
];

/// Returns the field or column that a word means, whatever signs it has; `None` for other words.
fn meant_name(word: &str) -> Option<&'static str> {
    let letters: String = word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    MEANT.iter().find(|(_, words)| words.contains(&letters.as_str())).map(|(name, _)| *name)
}

fn example(kind: Option<RecordKind>) -> &'static str {
    kind.and_then(|kind| kind.fields().first()).map_or("Email", |field| field.name)
}

/// The rest of a text that begins with an ASCII prefix in any case.
fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let start = text.get(..prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names::new(vec![(RecordKind::Customer, "LOYALTYTIER".to_owned())])
    }

    #[test]
    fn a_name_is_a_column_a_field_or_an_attribute_in_any_case() {
        for (name, expected) in [
            ("ID", "id"),
            ("account", "customer_account"),
            ("Async", "async_customer_account"),
            ("error", "errors"),
            ("email", "Email"),
            ("address.EMAIL", "address.Email"),
            ("old.custgroup", "old.CustGroup"),
            ("Old.Address.city", "old.address.City"),
            ("loyaltytier", "LOYALTYTIER"),
            ("ATTR.ShoeSize", "attr.ShoeSize"),
            ("description", "description"),
            ("contact.Description", "contact.Description"),
            ("old.description", "old.Description"),
            ("received.email", "received.Email"),
            ("Received.Address.City", "received.address.City"),
            ("received", "received"),
            ("any.email", "any.Email"),
            ("ANY.PHONE", "any.Phone"),
            ("CUSTACCOUNTASYNC", "async_customer_account"),
            ("CustAccount", "customer_account"),
            ("dataareaid", "company"),
            ("CreatedDateTime", "timestamp"),
            ("OriginatingChannel", "channel"),
            ("ReplicationCounterFromOrigin", "counter"),
            ("proposal", "proposal"),
        ] {
            assert_eq!(names().property(name).unwrap().to_string(), expected, "{name}");
        }
    }

    #[test]
    fn an_unknown_name_is_told_the_nearest_one() {
        for (name, hint) in [
            ("Emial", "did you mean `Email`?"),
            ("old.Emial", "did you mean `old.Email`?"),
            ("address.Cty", "did you mean `address.City`?"),
            ("statsu", "did you mean `status`?"),
            ("name", "did you mean `CustName`?"),
            ("zip-code", "did you mean `Zip`?"),
            ("mail", "did you mean `Email`?"),
            ("address.tel", "did you mean `address.Phone`?"),
            ("contact.zipcode", "`contact.` needs"),
            ("attr.", "did you mean"),
        ] {
            let unknown = names().property(name).unwrap_err();
            assert!(unknown.hint.to_string().starts_with(hint) || name == "attr.", "{name}: {}", unknown.hint);
        }
        assert!(names().property("contact.Email").is_err(), "a contact has no field of that name");
        assert!(names().property("old.status").is_err(), "only fields have old values");
    }
}
