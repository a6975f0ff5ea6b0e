//! All problems of a snapshot, by the rules for its kind of record.

use super::rules::Rules;
use super::{contact, country, credit_limit, currency, email, language, length, name, phone, reference, values};
use crate::model::{Fields, Problem, RecordKind};

/// Returns the problems of a snapshot, in the order of the fields.
pub(super) fn find(kind: RecordKind, fields: &Fields<'_>, rules: &Rules) -> Vec<Problem> {
    let mut problems = Vec::new();
    match kind {
        RecordKind::Customer => {
            problems.extend(name::check(fields));
            problems.extend(email::check("Email", fields.get("Email")));
            problems.extend(email::check("ReceiptEmail", fields.get("ReceiptEmail")));
            problems.extend(phone::check("Phone", fields.get("Phone")));
            problems.extend(phone::check("CellularPhone", fields.get("CellularPhone")));
            problems.extend(currency::check(fields.get("Currency")));
            problems.extend(language::check(fields.get("LanguageId")));
            problems.extend(reference::check_customer_group(fields.get("CustGroup"), rules));
            problems.extend(credit_limit::check(fields.get("CreditMax")));
        }
        RecordKind::Address => {
            problems.extend(country::check(fields.get("Country"), fields.get("Zip"), rules));
            problems.extend(phone::check("Phone", fields.get("Phone")));
            problems.extend(email::check("Email", fields.get("Email")));
        }
        RecordKind::Contact => problems.extend(contact::check(fields)),
        RecordKind::Affiliation => problems.extend(reference::check_affiliation(fields.get("Affiliation"), rules)),
        RecordKind::Attribute => problems.extend(reference::check_attribute(fields, rules)),
    }
    problems.extend(length::check(kind, fields, rules));
    if !rules.values.is_empty() {
        let is_new = |problem: &Problem| problems.iter().all(|known| known.field != problem.field);
        let unknown: Vec<_> = values::check(kind, fields, rules).filter(is_new).collect();
        problems.extend(unknown);
    }
    problems
}
