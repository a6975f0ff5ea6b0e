//! What makes an operation fail: one file per family of problems.
//!
//! The rules are those of the table "Why an operation fails" in `docs/operations.md`. An empty value is valid, except
//! for a missing name and an empty contact, affiliation or attribute name.

mod contact;
mod country;
mod country_names;
mod credit_limit;
mod currency;
mod email;
mod email_form;
mod email_proposal;
mod encoding;
mod language;
mod length;
mod malformed;
mod name;
mod nearest;
mod notes;
mod null_text;
mod phone;
mod phone_proposal;
mod placeholder;
mod plain_name;
mod plain_text;
mod postal_code;
mod postal_forms;
mod problems;
mod proposals;
mod reference;
mod rules;
mod subdivision;
mod values;
mod withdrawn_countries;

use crate::model::{Expected, Fields, Problem, Reason, RecordKind, trimmed};

pub(crate) use country::{is_known as is_known_country, name_in as country_name_in};
pub(crate) use currency::is_known as is_known_currency;
pub(crate) use language::is_known as is_known_language;
pub(crate) use malformed::{check_integers, earlier_key, is_guid_of_earlier_versions, read_envelope};
pub(crate) use notes::{has_noted_values, noted, notes};
pub(crate) use postal_forms::{built_in_postal_code, postal_code_examples};
pub(crate) use rules::Rules;
pub(crate) use withdrawn_countries::successors as successors_of_country;

/// Returns all problems of a snapshot that creates or updates a record, in the order of the fields. Each proposal is valid.
pub(crate) fn check(kind: RecordKind, fields: &Fields<'_>, rules: &Rules) -> Vec<Problem> {
    let mut problems = problems::find(kind, fields, rules);
    for problem in &mut problems {
        proposals::keep_if_valid(problem, kind, fields, rules);
    }
    problems
}

/// Returns the problems of a record that has nothing but one value.
pub(crate) fn check_value(kind: RecordKind, field: &str, value: &str, rules: &Rules) -> Vec<Problem> {
    let mut fields = Fields::empty(kind);
    fields.set(field, value);
    check(kind, &fields, rules)
}

/// The problem of a row whose `DATAAREAID` is not the company of the channel it came from.
pub(crate) fn check_company(of_row: &str, of_channel: &str) -> Option<Problem> {
    (!trimmed(of_row).eq_ignore_ascii_case(of_channel)).then(|| {
        Problem::new(Reason::CompanyMismatch, "DataAreaId", of_row)
            .expecting(Expected::Company(of_channel.to_owned()))
            .suggesting(Some(of_channel))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Code;

    fn codes(kind: RecordKind, values: &[(&str, &'static str)]) -> Vec<Code> {
        let mut fields = Fields::from_json(kind, "[]").unwrap();
        for (name, value) in values {
            fields.set(name, *value);
        }
        check(kind, &fields, &Rules::example()).iter().map(Problem::code).collect()
    }

    #[test]
    fn all_problems_are_reported_together() {
        let found = codes(
            RecordKind::Customer,
            &[
                ("Email", "jdoe@"),
                ("Phone", "call me"),
                ("Currency", "EURO"),
                ("CustGroup", "99"),
                ("VatNum", "999999999999999999999"),
            ],
        );
        assert_eq!(
            found,
            [
                Code::NameMissing,
                Code::EmailInvalid,
                Code::PhoneInvalid,
                Code::CurrencyUnknown,
                Code::CustomerGroupUnknown,
                Code::TooLong
            ]
        );
    }

    #[test]
    fn empty_values_are_not_invalid() {
        assert_eq!(codes(RecordKind::Customer, &[("CustName", "Molly Arun")]), []);
        assert_eq!(codes(RecordKind::Address, &[]), []);
    }

    #[test]
    fn an_empty_contact_affiliation_or_attribute_name_is_invalid() {
        assert_eq!(codes(RecordKind::Contact, &[("ContactType", "2")]), [Code::EmailInvalid]);
        assert_eq!(codes(RecordKind::Affiliation, &[]), [Code::AffiliationUnknown]);
        assert_eq!(codes(RecordKind::Attribute, &[]), [Code::AttributeUnknown]);
    }

    #[test]
    fn the_company_of_a_row_is_that_of_its_channel_in_any_case() {
        assert_eq!(check_company("usrt", "USRT"), None);
        assert_eq!(check_company(" USRT\u{a0}", "USRT"), None);
        let problem = check_company("NLRT", "USRT").expect("another company");
        assert_eq!((problem.code(), problem.proposal()), (Code::CompanyMismatch, Some("USRT")));
    }
}
