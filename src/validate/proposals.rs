//! Proposals are values that would be valid.

use super::problems::find;
use super::rules::Rules;
use crate::model::{Expected, Fields, Problem, RecordKind};

/// Takes back the proposal of a problem if the field would still be wrong with it, by this rule or by another.
pub(super) fn keep_if_valid(problem: &mut Problem, kind: RecordKind, fields: &Fields<'_>, rules: &Rules) {
    let Some(proposal) = problem.proposal().map(str::to_owned) else { return };
    let mut mended = fields.clone();
    mended.set(&problem.field, proposal);
    let is_wrong = find(kind, &mended, rules).iter().any(|other| other.field == problem.field);
    if is_wrong {
        problem.suggestion.clear();
        if problem.expected == Expected::Empty {
            problem.expected = Expected::Nothing;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use proptest::sample::select;

    use super::super::check;
    use super::*;

    /// Values that are wrong in some field or other, and parts of such values.
    const WRONG: [&str; 40] = [
        "NULL",
        "(null)",
        "tel:+31205550100",
        "'0205550100",
        "1-800-FLOWERS",
        "mailto:a@example.com",
        "a@b.com;c@d.com",
        "<a@b.com>",
        "jdoe @ example.com.",
        "NL",
        "Nederland",
        "Congo",
        "ROM",
        "YUG",
        "ZAR",
        "HRK",
        "eur",
        "€",
        "zh-CHS",
        "sr-SP-Latn",
        "es-ES_tradnl",
        "DK-8000",
        "D-10115",
        "00001",
        "1000001",
        "021391234",
        "2139",
        "SW1A  1AA",
        "1017-AB",
        "8000 Aarhus",
        "Massachusetts",
        "Noord-Holland",
        "vip",
        "STAFF",
        "shoesize",
        "01",
        "retail",
        "O20555O1OO",
        "=\"5550100\"",
        "-",
    ];

    const COUNTRIES: [&str; 12] =
        ["", "NLD", "DEU", "DNK", "SWE", "POL", "PRT", "USA", "GBR", "LVA", "CAN", "Nederland"];

    fn value() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => select(&WRONG[..]).prop_map(str::to_owned),
            1 => "[0-9A-Z]{1,6}",
            1 => "[ .;,@'\"<>()-]{1,2}",
            1 => any::<String>(),
        ];
        prop::collection::vec(piece, 1..3).prop_map(|pieces| pieces.concat())
    }

    fn rules() -> Rules {
        let list = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
        let values = BTreeMap::from([
            ("PriceGroup", list(&["Retail", "Wholesale"])),
            ("Currency", list(&["USD", "GBP"])),
            ("State", list(&["NH", "TX"])),
        ]);
        Rules { values, lengths: [("Zip", 6), ("Email", 20)].into(), ..Rules::example() }
    }

    proptest! {
        #[test]
        fn every_proposal_is_valid(
            kind in select(&RecordKind::ALL[..]), field in any::<prop::sample::Index>(), wrong in value(),
            country in select(&COUNTRIES[..]), contact_type in select(&["1", "2", "3"][..]),
        ) {
            let rules = rules();
            let mut fields = Fields::from_json(kind, "[]").unwrap();
            fields.set("Country", country);
            fields.set("ContactType", contact_type);
            fields.set(field.get(kind.fields()).name, wrong);
            for problem in check(kind, &fields, &rules) {
                let Some(proposal) = problem.proposal() else { continue };
                let mut mended = fields.clone();
                mended.set(&problem.field, proposal.to_owned());
                let left = check(kind, &mended, &rules);
                prop_assert!(left.iter().all(|other| other.field != problem.field), "{problem:?} leaves {left:?}");
            }
        }
    }

    #[test]
    fn a_proposal_that_another_rule_refuses_is_taken_back() {
        let mut fields = Fields::from_json(RecordKind::Customer, "[]").unwrap();
        fields.set("CustName", "Molly");
        fields.set("Currency", "HRK");
        let problems = check(RecordKind::Customer, &fields, &rules());
        assert_eq!(problems.iter().map(Problem::proposal).collect::<Vec<_>>(), [None]);
    }
}
