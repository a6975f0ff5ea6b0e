//! The filter language: expressions that operations match.
//!
//! An expression is read in three steps: [`token`] cuts it into words, [`grammar`] finds how they belong together, and
//! [`check`] gives names and values their types. What comes out is a [`Filter`]. The store finds the operations that may match,
//! and a [`FilterDecision`] tells which of them do.

mod check;
mod comparing;
mod decision;
mod field_reader;
mod folding;
mod free_texts;
mod grammar;
mod known_values;
mod mistake;
mod moment;
mod names;
mod property_reader;
mod reference;
mod seen;
mod spelling;
mod surroundings;
mod telephone;
mod text_decision;
mod token;
mod tree;
mod typed_end;
mod unquoted;
mod value_parts;

pub(crate) use comparing::{Pattern, Piece, guid};
pub(crate) use decision::FilterDecision;
pub(crate) use folding::{fold, fold_loosely, fold_value};
pub(crate) use known_values::KnownValues;
pub(crate) use mistake::Mistake;
pub(crate) use names::Names;
pub(crate) use property_reader::{PropertyReader, PropertyValue, attribute_field};
pub(crate) use reference::{ChannelNames, Reference, ValueSettings};
pub(crate) use seen::{NotRead, OperationNumbers, PresentRecord, Seen};
pub(crate) use spelling::Spelling;
pub(crate) use surroundings::Surroundings;
pub(crate) use telephone::phone_spellings;
pub(crate) use text_decision::TextDecision;
#[cfg(test)]
pub(crate) use tree::Comparison;
pub(crate) use tree::{Filter, Operand, Span, Test, TextTest};
pub(crate) use typed_end::{TypedEnd, TypedPlace, quoted_if_needed};
pub(crate) use unquoted::{bare_text, corrected, lacks_operator_at_end};
pub(crate) use value_parts::ValueParts;

use crate::model::Property;

/// Reads an expression.
///
/// # Errors
/// The first mistake, with its place.
pub(crate) fn parse(expression: &str, surroundings: &Surroundings<'_>) -> Result<Filter, Mistake> {
    let tokens = token::cut(expression)?;
    let syntax = grammar::parse(&tokens)?;
    check::check(&syntax, surroundings)
}

/// What `property op value` says, for options that stand for a part of an expression. `value` is written as in an
/// expression, but needs no quotes.
///
/// # Errors
/// A value that the property cannot have; its place is in `value`.
pub(crate) fn equal(property: Property, value: &str, surroundings: &Surroundings<'_>) -> Result<Filter, Mistake> {
    check::comparison(property, token::Operator::Equal, &[&token::Token::word(value, 0)], surroundings)
}

/// Whether a value of the account stands for a customer without one.
pub(crate) fn is_no_account(value: &str, surroundings: &Surroundings<'_>) -> bool {
    surroundings.known.is_no_account(value)
}

/// Operations from a time on, or from its first microsecond.
///
/// # Errors
/// What is not a time.
pub(crate) fn since(value: &str, surroundings: &Surroundings<'_>) -> Result<Filter, Mistake> {
    check::at(token::Operator::GreaterOrEqual, &token::Token::word(value, 0), surroundings)
}

/// Operations up to a time, or to its last microsecond.
///
/// # Errors
/// What is not a time.
pub(crate) fn until(value: &str, surroundings: &Surroundings<'_>) -> Result<Filter, Mistake> {
    check::at(token::Operator::LessOrEqual, &token::Token::word(value, 0), surroundings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Texts;
    use crate::model::Timestamp;

    fn read(expression: &str) -> Result<Filter, Mistake> {
        let known =
            KnownValues { channels: vec!["Houston".into()], last_ended_run: Some(12), ..KnownValues::default() };
        let names = Names::default();
        parse(expression, &Surroundings { names: &names, known: &known, now: Timestamp(1_800_000_000_000_000) })
    }

    #[test]
    fn an_expression_means_what_it_says() {
        for (expression, meaning) in [
            ("Email = *@contoso.com and status = failed", r#"Email = "*@contoso.com" and status = "failed""#),
            ("status=failed or status=waiting and id>7", r#"status = "failed" or (status = "waiting" and id = 8..)"#),
            ("not (City = Køge or Zip = '4600')", r#"not (City = "Køge" or Zip = "4600")"#),
            ("not not City = x", r#"City = "x""#),
            ("City != x", r#"not City = "x""#),
            ("country IN (NL, DK)", r#"Country in ("NL", "DK")"#),
            ("Country not in (NL)", r#"not Country = "NL""#),
            ("Email is empty or Email IS NOT EMPTY", "Email is empty or not Email is empty"),
            ("id = 100..200", "id = 100..200"),
            ("Email = john..doe@contoso.com", r#"Email = "john..doe@contoso.com""#),
            ("LastName = A..C", "LastName = A..C"),
            ("id <= 4 and counter < 3", "id = ..4 and counter = ..2"),
            ("id = 5", "id = 5..5"),
            ("CreditMax = 1000..", "CreditMax = 1000.."),
            ("Phone !~ 555", r#"not Phone ~ "555""#),
            (r#"CustName = "van *""#, r#"CustName = "van *""#),
            (r"CustName = 5\* and Street ~ 50%", r#"CustName = "5\*" and Street ~ "50%""#),
            ("old.Email = a@b.nl and attr.ShoeSize = 42", r#"old.Email = "a@b.nl" and attr.ShoeSize = "42""#),
            (r#"Attr."Shoe size" = 42"#, r#""attr.Shoe size" = "42""#),
            ("edited = yes", "edited = true"),
            ("id = 1,2, 5..7", "id in (1..1, 2..2, 5..7)"),
            ("status != failed, waiting", r#"not status in ("failed", "waiting")"#),
            ("any ~ rosa", r#"any ~ "rosa""#),
            ("FirstName = and and LastName = not", r#"FirstName = "and" and LastName = "not""#),
            ("errors = *-unknown", r#"errors = "*-unknown""#),
            ("timestamp = 2026-11-01T08:30Z", "timestamp = 2026-11-01T08:30:00.000000Z..2026-11-01T08:30:59.999999Z"),
            ("received >= 2026-11-01T08:30Z", "received = 2026-11-01T08:30:00.000000Z.."),
            ("not (City != x)", r#"City = "x""#),
            ("run = last or run in (3, 5..7)", "run = 12..12 or run in (3..3, 5..7)"),
            ("channel = houston or channel = Hous*", r#"channel = "houston" or channel = "Hous*""#),
            ("account != 'pending SYNC'", "not customer_account is empty"),
            (
                "account in (C-1, {5F0B1C6E7D3A4B589A340C8F0E1D2A01}, 'Pending sync')",
                "customer_account is empty or customer_account = \"C-1\" or \
                 async_customer_account in (\"{5F0B1C6E7D3A4B589A340C8F0E1D2A01}\", \
                 \"5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a01\")",
            ),
            (
                "AddressId = 5f0b1c6e7d3a4b589a340c8f0e1d2a01",
                r#"AddressId in ("5f0b1c6e7d3a4b589a340c8f0e1d2a01", "5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a01")"#,
            ),
            ("received >= -9000y", "received = 0000-01-01T00:00:00.000000Z.."),
            ("received <= 9999-12-31T23:59-01:00", "received = ..9999-12-31T23:59:59.999999Z"),
        ] {
            assert_eq!(read(expression).map(|filter| filter.to_string()).as_deref(), Ok(meaning), "{expression}");
        }
    }

    #[test]
    fn what_is_printed_is_read_back() {
        for expression in [
            "not City != x",
            "not (not (not City in (x, y)))",
            "timestamp > -3000y",
            "timestamp > 9999-12-31T23:59:59.999999Z or timestamp < 0000-01-01T00:00Z",
            "timestamp = 9999-12-31T23:59-01:00",
            "City = .. or City = ...a or City = a\\..b",
            "id < -9223372036854775808 or id > 9223372036854775807",
        ] {
            let filter = read(expression).unwrap();
            assert_eq!(read(&filter.to_string()).as_ref(), Ok(&filter), "{expression}");
        }
        let nested = |depth| format!("{}id = 1{}", "(id = 1 or id = 1 and ".repeat(depth), ")".repeat(depth));
        let filter = read(&nested(25)).unwrap();
        assert_eq!(read(&filter.to_string()), Ok(filter));
        assert!(read(&nested(26)).is_err(), "it is printed with more parentheses than an expression may have");
    }

    #[test]
    fn a_mistake_says_where_it_is_and_what_was_expected() {
        for (expression, message, place, hint) in [
            ("Emial = x and status = failed", "unknown field `Emial`", "Emial", "did you mean `Email`?"),
            ("status = faild", "`faild` is not a status", "faild", "did you mean `failed`?"),
            ("status = ..", "`..` is not a status", "..", "valid words are `pending`"),
            ("Email", "expected an operator", "", ""),
            ("Email =", "expected a value", "", ""),
            ("Email = a b", "expected `and`, `or` or the end", "b", "needs quotes"),
            ("Email = a and", "expected a field, `not` or `(`", "", ""),
            ("(Email = a", "expected `and`, `or` or `)`", "", ""),
            ("Email = a)", "unmatched `)`", ")", ""),
            ("City = a, b", "several values need `in ( … )`", "b", "`City in (a, b)`"),
            ("Country in NL", "expected `(` and values", "NL", ""),
            ("Country in (NL DK)", "expected `,` or `)`", "DK", ""),
            ("Country in ()", "expected a value", ")", ""),
            ("Country is NL", "expected `empty` or `not empty`", "NL", ""),
            ("City like x", "expected an operator", "like", "`FIELD ~ TEXT` finds"),
            ("City = “Køge”", "typographic quotes are not recognized", "“Køge”", "use"),
            ("id = seven", "`seven` is not an integer", "seven", "100..200"),
            ("id ~ 7", "`~` needs a text, but `id` is a number", "7", "a range such as `a..b`"),
            ("timestamp > tomorrow", "`tomorrow` is not a time", "tomorrow", "yesterday"),
            ("run = lats", "`lats` is not an integer", "lats", "`last`"),
            ("channel in (Houston, Huston)", "unknown channel `Huston`", "Huston", "did you mean `Houston`?"),
            ("edited = perhaps", "`perhaps` is neither true nor false", "perhaps", "write `edited = true`"),
            ("edited > true", "`edited` is true or false", "true", "or `edited = false`"),
            ("", "expected a field, `not` or `(`", "", ""),
            ("= x", "expected a field, `not` or `(`", "=", ""),
            ("City = 'Køge", "the quote ' is not closed", "'Køge", "close it"),
            ("attr. = 1", "unknown field `attr.`", "attr.", "did you mean"),
        ] {
            let mistake = read(expression).unwrap_err();
            assert!(mistake.to_string().starts_with(message), "{expression}: {mistake}");
            assert_eq!(&expression[mistake.place.clone()], place, "{expression}");
            let hinted =
                mistake.hint.as_ref().and_then(|hint| Texts::for_machines().say_if_any(hint)).unwrap_or_default();
            assert!(hinted.contains(hint), "{expression}: {hinted}");
            assert_eq!(hinted.is_empty(), hint.is_empty(), "{expression}: {hinted}");
        }
    }

    #[test]
    fn a_bare_text_is_looked_for_in_all_text_fields() {
        let (names, known) = (Names::default(), KnownValues::default());
        let surroundings = Surroundings { names: &names, known: &known, now: Timestamp(0) };
        for (text, meaning) in [
            ("rosa", Some(r#"any ~ "rosa""#)),
            ("Rosa  Castañeira", Some(r#"any ~ "Rosa" and any ~ "Castañeira""#)),
            ("'van der' Berg", Some(r#"any ~ "van der" and any ~ "Berg""#)),
            ("rosa@contoso.com", Some(r#"any ~ "rosa@contoso.com""#)),
            ("Email", None),
            ("failed", None),
            ("not rosa", None),
            ("rosa = x", None),
            ("City like x", None),
            ("", None),
        ] {
            let found = bare_text(text, &surroundings).map(|filter| filter.to_string());
            assert_eq!(found.as_deref(), meaning, "{text}");
        }
    }

    #[test]
    fn values_of_several_words_get_their_quotes() {
        let (names, known) = (Names::default(), KnownValues::default());
        let surroundings = Surroundings { names: &names, known: &known, now: Timestamp(0) };
        for (expression, quoted) in [
            ("CustName = Rosa Castaneira", Some(r#"CustName = "Rosa Castaneira""#)),
            ("CustName=Rosa C and (City ~ New York)", Some(r#"CustName="Rosa C" and (City ~ "New York")"#)),
            ("City = Aarhus, Denmark", Some(r#"City = "Aarhus, Denmark""#)),
            ("Emial = Rosa Castaneira", None),
            ("City = x", None),
            ("failed", Some("status = failed")),
        ] {
            assert_eq!(corrected(expression, &surroundings).as_deref(), quoted, "{expression}");
        }
    }

    #[test]
    fn no_depth_or_length_is_too_much() {
        assert!(read(&format!("{}id = 1{}", "(".repeat(40), ")".repeat(40))).is_ok());
        assert!(read(&format!("{}id = 1{}", "(".repeat(5_000), ")".repeat(5_000))).is_err());
        assert!(read(&format!("{}id = 1", "not ".repeat(5_001))).is_ok());
        assert!(read(&vec!["id = 1"; 500].join(" or ")).is_ok());
        assert!(read(&vec!["id = 1"; 501].join(" or ")).is_err());
        assert!(read(&format!("City in ({})", vec!["x"; 1_001].join(","))).is_err());
        assert!(read(&"x".repeat(100_000)).is_err());
    }
}
