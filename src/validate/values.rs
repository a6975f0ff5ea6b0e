//! `value-unknown`: not one of the values that the configuration lists for a field.

use super::nearest::nearest;
use super::null_text;
use super::rules::Rules;
use crate::model::{Expected, Fields, Problem, Reason, RecordKind};

/// Checks the fields that have a list of values; an empty value is always valid.
pub(super) fn check<'c>(
    kind: RecordKind,
    fields: &'c Fields<'_>,
    rules: &'c Rules,
) -> impl Iterator<Item = Problem> + use<'c> {
    rules.values.iter().filter(move |(field, _)| kind.position(field).is_some()).filter_map(move |(field, known)| {
        let value = fields.get(field);
        if value.is_empty() || known.iter().any(|known| known == value) {
            return None;
        }
        let unknown = || {
            let nearest = nearest(value, known.iter().map(String::as_str));
            Problem::new(Reason::ValueUnknown, field, value)
                .expecting(Expected::OneOf(known.clone()))
                .suggesting(nearest)
        };
        null_text::check(Reason::ValueNull, field, value).or_else(|| Some(unknown()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_with_a_list_has_one_of_its_values() {
        let list = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        let values = [("ReceiptOption", list(&["0", "1", "2"])), ("PriceGroup", list(&["Retail", "Wholesale"]))];
        let rules = Rules { values: values.into(), ..Rules::example() };
        for (field, value, meant) in [
            ("ReceiptOption", "1", None),
            ("ReceiptOption", "", None),
            ("ReceiptOption", "3", Some(None)),
            ("ReceiptOption", "01", Some(Some("1"))),
            ("PriceGroup", "Retail", None),
            ("PriceGroup", "RETAIL", Some(Some("Retail"))),
            ("PriceGroup", "Wholesal", Some(Some("Wholesale"))),
            ("PriceGroup", "other", Some(None)),
            ("PriceGroup", "NULL", Some(Some(""))),
            ("TaxGroup", "anything", None),
        ] {
            let mut fields = Fields::from_json(RecordKind::Customer, "[]").unwrap();
            fields.set(field, value);
            let problems: Vec<_> = check(RecordKind::Customer, &fields, &rules).collect();
            assert_eq!(problems.first().map(Problem::proposal), meant, "{field} {value}");
        }
    }
}
