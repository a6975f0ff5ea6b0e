//! What stands at the end of an expression while somebody types it, so that it can be completed: the page and the shells ask.

use super::tree::Quoted;

/// The end of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TypedEnd<'t> {
    pub(crate) place: TypedPlace<'t>,
    /// The part of a word that is there already.
    pub(crate) part: &'t str,
}

/// What kind of word is being typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TypedPlace<'t> {
    Name,
    Operator,
    /// A value of the property with that name.
    Value(&'t str),
    /// What may follow a whole comparison.
    Join,
}

impl<'t> TypedEnd<'t> {
    /// Reads what is there of an expression. Nothing is a mistake: more may come.
    pub(crate) fn read(text: &'t str) -> Self {
        let words = words(text);
        let is_open = |last: &str| is_unclosed(last) || !text.ends_with([' ', '(', ',']);
        let (part, whole) = match words.split_last() {
            Some((last, whole)) if is_open(last) && !is_sign(last) => (*last, whole),
            _ => ("", words.as_slice()),
        };
        let mut place = TypedPlace::Name;
        let mut name = "";
        let mut is_list = false;
        for word in whole {
            place = match (place, *word) {
                (_, "(") if name.is_empty() => TypedPlace::Name,
                (TypedPlace::Name, not) if not.eq_ignore_ascii_case("not") => TypedPlace::Name,
                // A saved expression stands for a whole comparison.
                (TypedPlace::Name, saved) if saved.starts_with('@') => TypedPlace::Join,
                (TypedPlace::Name, word) => {
                    name = word;
                    TypedPlace::Operator
                }
                (TypedPlace::Operator, list) if list.eq_ignore_ascii_case("in") => {
                    is_list = true;
                    TypedPlace::Value(name)
                }
                (TypedPlace::Operator, sign) if is_sign(sign) => TypedPlace::Value(name),
                (TypedPlace::Operator, empty) if empty.eq_ignore_ascii_case("empty") => TypedPlace::Join,
                (TypedPlace::Operator, _) => TypedPlace::Operator,
                (TypedPlace::Value(_), "(" | ",") => TypedPlace::Value(name),
                (TypedPlace::Value(_), _) => TypedPlace::Join,
                (_, ",") if is_list => TypedPlace::Value(name),
                (_, ")") => {
                    is_list = false;
                    TypedPlace::Join
                }
                (_, join) if join.eq_ignore_ascii_case("and") || join.eq_ignore_ascii_case("or") => {
                    (name, is_list) = ("", false);
                    TypedPlace::Name
                }
                _ => TypedPlace::Join,
            };
        }
        Self { place, part }
    }
}

fn is_sign(word: &str) -> bool {
    word.chars().all(|c| "=!<>~".contains(c))
}

/// Whether a word begins with a quote and has no other one.
fn is_unclosed(word: &str) -> bool {
    let quote = word.chars().next().filter(|first| matches!(first, '"' | '\''));
    quote.is_some_and(|quote| !word[1..].contains(quote))
}

/// Cuts an expression into words, signs, parentheses and quoted texts.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '(' | ')' | ',' => 1,
            '"' | '\'' => rest[1..].find(first).map_or(rest.len(), |end| end + 2),
            _ if "=!<>~".contains(first) => rest.find(|c| !"=!<>~".contains(c)).unwrap_or(rest.len()),
            _ => rest.find(|c: char| c.is_whitespace() || "(),=!<>~".contains(c)).unwrap_or(rest.len()),
        };
        words.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    words
}

/// Returns a value as an expression has it: in quotes if it is no single word.
pub(crate) fn quoted_if_needed(value: &str) -> String {
    let is_plain = value.chars().all(|c| c.is_alphanumeric() || "-_.@".contains(c));
    if is_plain { value.to_owned() } else { Quoted(value).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_of_an_expression_has_its_place() {
        use TypedPlace::{Join, Name, Operator, Value};
        for (begun, place, last) in [
            ("", Name, ""),
            ("sta", Name, "sta"),
            ("status ", Operator, ""),
            ("status = fa", Value("status"), "fa"),
            ("status=fa", Value("status"), "fa"),
            ("status = failed ", Join, ""),
            ("status = failed and Cou", Name, "Cou"),
            ("(status", Name, "status"),
            ("status in (failed,wa", Value("status"), "wa"),
            ("status not in (fa", Value("status"), "fa"),
            ("status in (failed) ", Join, ""),
            ("channel = \"AW on", Value("channel"), "\"AW on"),
            ("channel = \"AW ", Value("channel"), "\"AW "),
            ("channel = \"AW online store\" ", Join, ""),
            ("@open ", Join, ""),
            ("not @o", Name, "@o"),
        ] {
            assert_eq!(TypedEnd::read(begun), TypedEnd { place, part: last }, "{begun}");
        }
    }

    #[test]
    fn a_value_of_several_words_gets_quotes() {
        for (value, expected) in
            [("Houston", "Houston"), ("AW online store", "\"AW online store\""), ("a \"b\"*", r#""a \"b\"\*""#)]
        {
            assert_eq!(quoted_if_needed(value), expected);
        }
    }
}
