//! Values that must be in the configuration's reference lists: customer groups, affiliations, attributes.

use super::credit_limit::is_decimal;
use super::nearest::nearest;
use super::null_text;
use super::rules::Rules;
use crate::model::{AttributeType, Expected, Fields, Problem, Reason};

/// Checks a customer group that may be empty.
pub(super) fn check_customer_group(value: &str, rules: &Rules) -> Option<Problem> {
    if value.is_empty() {
        return None;
    }
    let problem = check_list(Reason::CustomerGroupUnknown, "CustGroup", value, rules.customer_groups.as_deref())?;
    null_text::check(Reason::CustomerGroupNull, "CustGroup", value).or(Some(problem))
}

/// Checks the name of an affiliation.
pub(super) fn check_affiliation(value: &str, rules: &Rules) -> Option<Problem> {
    if value.is_empty() {
        return Some(Problem::new(Reason::AffiliationMissing, "Affiliation", value));
    }
    let problem = check_list(Reason::AffiliationUnknown, "Affiliation", value, rules.affiliations.as_deref())?;
    null_text::check_required(Reason::AffiliationNull, "Affiliation", value).or(Some(problem))
}

fn check_list(reason: Reason, field: &str, value: &str, list: Option<&[String]>) -> Option<Problem> {
    let list = list?;
    if list.iter().any(|known| known == value) {
        return None;
    }
    let suggestion = nearest(value, list.iter().map(String::as_str));
    Some(Problem::new(reason, field, value).expecting(Expected::OneOf(list.to_vec())).suggesting(suggestion))
}

/// Checks an attribute's name, and its value against the type of the attribute.
pub(super) fn check_attribute(fields: &Fields<'_>, rules: &Rules) -> Option<Problem> {
    let (name, value) = (fields.get("AttributeName"), fields.get("AttributeValueString"));
    if name.is_empty() {
        return Some(Problem::new(Reason::AttributeMissing, "AttributeName", name));
    }
    let attributes = rules.attributes.as_ref()?;
    let Some(&attribute_type) = attributes.get(name) else {
        let unknown = || {
            Problem::new(Reason::AttributeUnknown, "AttributeName", name)
                .expecting(Expected::OneOf(attributes.keys().cloned().collect()))
                .suggesting(nearest(name, attributes.keys().map(String::as_str)))
        };
        let null = null_text::check_required(Reason::AttributeNameNull, "AttributeName", name);
        return null.or_else(|| Some(unknown()));
    };
    if value.is_empty() || has_type(value, attribute_type) {
        return None;
    }
    let expected = Expected::Type { attribute: name.to_owned(), attribute_type };
    let invalid = || Problem::new(Reason::AttributeInvalid, "AttributeValueString", value).expecting(expected);
    null_text::check(Reason::AttributeNull, "AttributeValueString", value).or_else(|| Some(invalid()))
}

fn has_type(value: &str, attribute_type: AttributeType) -> bool {
    match attribute_type {
        AttributeType::Text => true,
        AttributeType::Integer => is_decimal(value) && !value.contains('.'),
        AttributeType::Decimal => is_decimal(value),
        AttributeType::Boolean => {
            ["true", "false", "yes", "no", "1", "0"].iter().any(|word| word.eq_ignore_ascii_case(value))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RecordKind;

    fn attribute(name: &'static str, value: &'static str) -> Option<Reason> {
        let mut fields = Fields::from_json(RecordKind::Attribute, "[]").unwrap();
        fields.set("AttributeName", name);
        fields.set("AttributeValueString", value);
        check_attribute(&fields, &Rules::example()).map(|problem| problem.reason)
    }

    #[test]
    fn an_attribute_is_known_and_its_value_of_its_type() {
        for (name, value, reason) in [
            ("ShoeSize", "42", None),
            ("ShoeSize", "", None),
            ("ShoeSize", "42.5", Some(Reason::AttributeInvalid)),
            ("ShoeSize", "wide", Some(Reason::AttributeInvalid)),
            ("Newsletter", "Yes", None),
            ("Newsletter", "2", Some(Reason::AttributeInvalid)),
            ("Spend", "12.50", None),
            ("Spend", "12,50", Some(Reason::AttributeInvalid)),
            ("Nickname", "anything", None),
            ("HatSize", "7", Some(Reason::AttributeUnknown)),
        ] {
            assert_eq!(attribute(name, value), reason, "{name} = {value}");
        }
    }

    #[test]
    fn a_known_name_in_another_case_is_proposed() {
        let problem = check_affiliation("vip", &Rules::example()).expect("lists are exact");
        assert_eq!(problem.suggestion, "VIP");
    }

    #[test]
    fn a_list_that_is_left_out_is_not_checked() {
        let rules = Rules::default();
        assert_eq!(check_customer_group("99", &rules), None);
        assert_eq!(check_affiliation("Moonwalkers", &rules), None);
    }
}
