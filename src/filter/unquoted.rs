//! What people mean who leave out quotes or operators.

use super::grammar::lacks_operator;
use super::mistake::Mistake;
use super::surroundings::Surroundings;
use super::token::{Kind, Token, cut};
use super::tree::{Filter, Operand, Test, TextTest};
use crate::model::{AnyOf, Property, State};

/// Returns the filter for operations that have each word of a bare text in any of their text fields; `None` if the text is an
/// expression, or the beginning of one.
pub(crate) fn bare_text(text: &str, surroundings: &Surroundings<'_>) -> Option<Filter> {
    let tokens = cut(text).ok()?;
    let words = tokens.strip_suffix(&[end_of(text)]).unwrap_or(&tokens);
    if words.is_empty() || !words.iter().all(|token| matches!(token.kind, Kind::Word { .. })) {
        return None;
    }
    let begins_expression = |token: &Token| {
        let is_state = words.len() == 1 && State::ALL.iter().any(|state| token.is_keyword(state.name()));
        is_state || token.is_keyword("not") || surroundings.names.property(&token.text()).is_ok()
    };
    if words.first().is_some_and(begins_expression) {
        return None;
    }
    let has_word =
        |token: &Token| Filter::Test(Test::Text { property: Property::Anywhere(AnyOf::Texts), test: test_of(token) });
    words.iter().map(has_word).reduce(Filter::and)
}

/// Returns the test for a word: a part of a text, or a whole one if the word has wildcards.
fn test_of(word: &Token) -> TextTest {
    let pattern = word.pattern();
    match pattern.as_exact() {
        Some(_) => TextTest::Contains(word.text()),
        None => TextTest::OneOf(vec![Operand::Pattern(pattern)]),
    }
}

fn end_of(text: &str) -> Token {
    let end = text.trim_end().len();
    Token { kind: Kind::End, place: end..end }
}

/// Returns an expression with quotes around values of several words, or with the field of a status; `None` if that is no
/// expression either.
pub(crate) fn corrected(expression: &str, surroundings: &Surroundings<'_>) -> Option<String> {
    let tokens = cut(expression).ok()?;
    if let [token, _] = tokens.as_slice()
        && let Some(state) = State::ALL.iter().find(|state| token.is_keyword(state.name()))
    {
        return Some(format!("status = {}", state.name()));
    }
    let (mut quoted, mut copied) = (String::new(), 0);
    let mut at = 0;
    while at < tokens.len() {
        at += 1;
        if !matches!(tokens[at - 1].kind, Kind::Operator(_)) {
            continue;
        }
        let value = tokens[at..].iter().take_while(|token| is_of_value(token)).collect::<Vec<_>>();
        if let [first, .., last] = value.as_slice() {
            let text = &expression[first.place.start..last.place.end];
            quoted.push_str(&expression[copied..first.place.start]);
            quoted.push_str(&in_quotes(text));
            copied = last.place.end;
        }
        at += value.len();
    }
    quoted.push_str(&expression[copied..]);
    (quoted != expression && super::parse(&quoted, surroundings).is_ok()).then_some(quoted)
}

/// Whether a token can be a part of a value that lacks its quotes.
fn is_of_value(token: &Token) -> bool {
    match token.kind {
        Kind::Word { quoted: false, .. } => !token.is_keyword("and") && !token.is_keyword("or"),
        Kind::Comma => true,
        _ => false,
    }
}

fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Whether an expression ends where an operator is missing, as one does whose `>` the shell took.
pub(crate) fn lacks_operator_at_end(expression: &str, mistake: &Mistake) -> bool {
    lacks_operator(mistake) && mistake.place.start >= expression.trim_end().len()
}
