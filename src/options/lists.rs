//! Several values in one argument: names separated by commas, numbers and ranges of numbers.

use std::collections::HashSet;
use std::ops::RangeInclusive;
use std::str::FromStr;

use crate::filter::fold;
use crate::i18n::Phrase;
use crate::model::OperationId;
use crate::refusal::Refusal;

/// The most operations in a range: more of them are selected by an expression.
const LONGEST_RANGE: u64 = 10_000;

/// Numbers of operations in one argument, such as `17`, `3,5` or `3..5`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NumberList(Vec<RangeInclusive<i64>>);

impl FromStr for NumberList {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        let ranges: Vec<_> = parts.map(range).collect::<Result<_, _>>()?;
        if ranges.is_empty() { Err(not_numbers()) } else { Ok(Self(ranges)) }
    }
}

/// Reads a number, or a range such as `3..5` or `3-5`.
fn range(text: &str) -> Result<RangeInclusive<i64>, Refusal> {
    let number = |text: &str| text.trim().parse::<i64>().map_err(|_| not_numbers());
    if let Ok(number) = number(text) {
        return Ok(number..=number);
    }
    let (from, to) = text.split_once("..").or_else(|| text.split_once('-')).ok_or_else(not_numbers)?;
    let (from, to) = (number(from)?, number(to)?);
    if from > to {
        return Err(Refusal::of_usage(Phrase::new("option-range-reversed").with("from", to).with("to", from)));
    }
    if from.abs_diff(to) >= LONGEST_RANGE {
        let phrase = Phrase::new("option-range-too-long").count("most", LONGEST_RANGE);
        return Err(Refusal::of_usage(phrase.with("from", from).with("to", to)));
    }
    Ok(from..=to)
}

fn not_numbers() -> Refusal {
    Refusal::of_usage(Phrase::new("option-numbers-invalid"))
}

/// Returns the operations of several arguments, each once, in the order in which they were given.
pub(crate) fn numbered(lists: &[NumberList]) -> Vec<OperationId> {
    let mut numbers: Vec<OperationId> = Vec::new();
    let mut seen = HashSet::new();
    let all = lists.iter().flat_map(|list| list.0.iter().cloned().flatten());
    numbers.extend(all.filter(|number| seen.insert(*number)).map(OperationId));
    numbers
}

/// Returns the names in an option's arguments: those that commas separate, unless a name that is known has the comma itself.
///
/// # Errors
/// An argument has no name: it must not select everything, since a script may have meant a variable that is not set.
pub(crate) fn separated(option: &str, given: &[String], known: &[String]) -> Result<Vec<String>, Refusal> {
    let known: HashSet<String> = known.iter().map(|name| fold(name).into_owned()).collect();
    let mut names = Vec::new();
    for argument in given {
        let before = names.len();
        names.extend(names_in(argument, &known));
        if names.len() == before {
            return Err(Refusal::of_usage(Phrase::new("option-without-value").with("option", option)));
        }
    }
    Ok(names)
}

/// Returns the names in an argument; of the known ones, which are folded, the longest that begins at a place is taken.
fn names_in(argument: &str, known: &HashSet<String>) -> Vec<String> {
    let (mut names, mut rest) = (Vec::new(), argument);
    while !rest.is_empty() {
        let commas: Vec<_> = rest.match_indices(',').map(|(at, _)| at).chain([rest.len()]).collect();
        let end = commas.iter().rev().find(|end| known.contains(&*fold(rest[..**end].trim())));
        let end = end.or(commas.first()).copied().unwrap_or(rest.len());
        names.extend(Some(rest[..end].trim().to_owned()).filter(|name| !name.is_empty()));
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_one_by_one_with_commas_and_in_ranges() {
        let read = |text: &str| {
            let list = text.parse::<NumberList>()?;
            Ok::<_, Refusal>(numbered(&[list]).iter().map(|id| id.0).collect::<Vec<_>>())
        };
        for (text, numbers) in [
            ("7", vec![7]),
            ("1,2, 3", vec![1, 2, 3]),
            ("1..3", vec![1, 2, 3]),
            ("1-3,9,", vec![1, 2, 3, 9]),
            ("-7", vec![-7]),
            ("2,1,2", vec![2, 1]),
        ] {
            assert_eq!(read(text).unwrap(), numbers, "{text}");
        }
        for (text, message) in [
            ("seven", "not the number of an operation"),
            (",", "not the number of an operation"),
            ("1..", "not the number of an operation"),
            ("5..3", "write 3..5"),
            ("1..10001", "at most 10000 operations"),
        ] {
            assert!(read(text).unwrap_err().to_string().contains(message), "{text}");
        }
    }

    #[test]
    fn names_are_separated_by_commas_that_no_name_has() {
        let known = ["Aarhus", "Köln", "Köln, Süd"].map(str::to_owned);
        for (given, names) in [
            (vec!["Aarhus, Houston,", "köln, süd"], vec!["Aarhus", "Houston", "köln, süd"]),
            (vec!["Köln, Süd,Aarhus"], vec!["Köln, Süd", "Aarhus"]),
            (vec!["Aarhus, Köln, Süd ,Köln"], vec!["Aarhus", "Köln, Süd", "Köln"]),
            (vec![], vec![]),
        ] {
            let given: Vec<_> = given.into_iter().map(str::to_owned).collect();
            assert_eq!(separated("--channel", &given, &known).unwrap(), names, "{given:?}");
        }
    }

    #[test]
    fn an_argument_without_a_name_is_a_mistake() {
        for blank in ["", " ", ",", " , ,"] {
            let given = ["Aarhus", blank].map(str::to_owned);
            let error = separated("--channel", &given, &[]).unwrap_err();
            assert_eq!(error.to_string(), "`--channel` has no value", "{blank:?}");
        }
    }
}
