//! How the words of an expression belong together:
//!
//! ```text
//! expression = conjunction { "or" conjunction }
//! conjunction = negation { "and" negation }
//! negation   = { "not" } ( "(" expression ")" | comparison )
//! comparison = FIELD OPERATOR VALUE
//!            | FIELD ( "=" | "!=" ) VALUE { "," VALUE }
//!            | FIELD [ "not" ] "in" "(" VALUE { "," VALUE } ")"
//!            | FIELD "is" [ "not" ] "empty"
//! ```

use std::ops::Range;

use winnow::combinator::{alt, cut_err, delimited, opt, preceded, repeat, separated};
use winnow::error::{ErrMode, ParserError};
use winnow::prelude::*;
use winnow::stream::TokenSlice;
use winnow::token::any;

use super::mistake::Mistake;
use super::token::{Kind, Operator, Token};
use crate::i18n::Phrase;

/// How deep parentheses may be nested.
const DEEPEST: usize = 50;

/// How many comparisons an expression may have.
const MOST_COMPARISONS: usize = 500;

/// An expression whose names and values are not looked at yet.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Syntax<'t> {
    Any(Vec<Self>),
    All(Vec<Self>),
    Not(Box<Self>),
    Comparison { field: &'t Token, relation: Relation<'t> },
}

/// What a comparison says of its field.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Relation<'t> {
    Is(Operator, &'t Token),
    In {
        negated: bool,
        values: Vec<&'t Token>,
    },
    /// Several values without `in`.
    List {
        negated: bool,
        values: Vec<&'t Token>,
    },
    Empty {
        negated: bool,
    },
}

type Tokens<'t> = TokenSlice<'t, Token>;
type Parsed<T> = Result<T, ErrMode<Mistake>>;

/// Finds how the words belong together.
///
/// # Errors
/// The first word that does not fit, and what was expected there.
pub(super) fn parse(tokens: &[Token]) -> Result<Syntax<'_>, Mistake> {
    check_size(tokens)?;
    let mut input = Tokens::new(tokens);
    let expression = expression(&mut input).map_err(inner)?;
    // `and` within `or` is printed in parentheses: see `Filter`.
    let inner_groups = groups(&expression) - usize::from(matches!(expression, Syntax::Any(_) | Syntax::All(_)));
    if inner_groups > DEEPEST {
        let end = tokens.last().map_or(0, |token| token.place.end);
        return Err(Mistake::new(0..end, Phrase::new("filter-too-deep").with("most", DEEPEST)));
    }
    match input.peek_token() {
        None | Some(Token { kind: Kind::End, .. }) => Ok(expression),
        Some(token) if token.kind == Kind::Close => {
            Err(Mistake::new(token.place.clone(), Phrase::new("filter-unmatched")))
        }
        Some(token) => Err(Mistake::new(token.place.clone(), Phrase::new("filter-expected-end"))),
    }
}

/// Refuses what would take too deep a recursion or too long a question.
fn check_size(tokens: &[Token]) -> Result<(), Mistake> {
    let (mut depth, mut comparisons) = (0_usize, 0);
    for token in tokens {
        let compares = matches!(token.kind, Kind::Operator(_)) || token.is_keyword("in") || token.is_keyword("is");
        comparisons += usize::from(compares);
        if comparisons > MOST_COMPARISONS {
            let message = Phrase::new("filter-too-many-comparisons").with("most", MOST_COMPARISONS);
            return Err(Mistake::new(token.place.clone(), message));
        }
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            Kind::Word { .. } | Kind::Operator(_) | Kind::Comma | Kind::End => {}
        }
        if depth > DEEPEST {
            let message = Phrase::new("filter-too-many-parentheses").with("most", DEEPEST);
            return Err(Mistake::new(token.place.clone(), message));
        }
    }
    Ok(())
}

/// How many `and` and `or` are inside each other.
fn groups(syntax: &Syntax<'_>) -> usize {
    match syntax {
        Syntax::Any(parts) | Syntax::All(parts) => 1 + parts.iter().map(groups).max().unwrap_or_default(),
        Syntax::Not(inner) => groups(inner),
        Syntax::Comparison { .. } => 0,
    }
}

fn expression<'t>(input: &mut Tokens<'t>) -> Parsed<Syntax<'t>> {
    separated(1.., conjunction, keyword("or")).map(|parts| one_or(parts, Syntax::Any)).parse_next(input)
}

fn conjunction<'t>(input: &mut Tokens<'t>) -> Parsed<Syntax<'t>> {
    separated(1.., negation, keyword("and")).map(|parts| one_or(parts, Syntax::All)).parse_next(input)
}

fn one_or<'t>(mut parts: Vec<Syntax<'t>>, several: impl Fn(Vec<Syntax<'t>>) -> Syntax<'t>) -> Syntax<'t> {
    match parts.len() {
        1 => parts.remove(0),
        _ => several(parts),
    }
}

fn negation<'t>(input: &mut Tokens<'t>) -> Parsed<Syntax<'t>> {
    let negations: usize = repeat(0.., keyword("not").void()).parse_next(input)?;
    let group = delimited(kind(&Kind::Open, "group"), cut_err(expression), cut_err(kind(&Kind::Close, "end-of-group")));
    // Wherever a comparison may stand there has to be one.
    let inner = cut_err(alt((group, comparison))).parse_next(input)?;
    Ok(if negations % 2 == 1 { Syntax::Not(Box::new(inner)) } else { inner })
}

fn comparison<'t>(input: &mut Tokens<'t>) -> Parsed<Syntax<'t>> {
    let field = word("field").parse_next(input)?;
    let relation = cut_err(alt((is_empty, is_in, is))).parse_next(input)?;
    Ok(Syntax::Comparison { field, relation })
}

fn is_empty<'t>(input: &mut Tokens<'t>) -> Parsed<Relation<'t>> {
    let negated = preceded(keyword("is"), opt(keyword("not"))).parse_next(input)?.is_some();
    let expected = if negated { "empty" } else { "empty-or-not" };
    cut_err(expecting(keyword("empty"), expected)).parse_next(input)?;
    Ok(Relation::Empty { negated })
}

fn is_in<'t>(input: &mut Tokens<'t>) -> Parsed<Relation<'t>> {
    let (negated, _) = (opt(keyword("not")), keyword("in")).parse_next(input)?;
    let values = delimited(
        cut_err(kind(&Kind::Open, "values")),
        cut_err(separated(1.., cut_err(word("value")), kind(&Kind::Comma, "comma"))),
        cut_err(kind(&Kind::Close, "end-of-values")),
    )
    .parse_next(input)?;
    Ok(Relation::In { negated: negated.is_some(), values })
}

fn is<'t>(input: &mut Tokens<'t>) -> Parsed<Relation<'t>> {
    let operator = any.verify_map(|token: &Token| match token.kind {
        Kind::Operator(operator) => Some(operator),
        _ => None,
    });
    let habit = input.peek_token().and_then(habit);
    let operator = expecting(operator, OPERATOR).parse_next(input).map_err(|error| {
        error.map(|mistake| match habit {
            Some(habit) => mistake.hinting(Phrase::new("filter-habit").with("habit", habit)),
            None => mistake,
        })
    })?;
    let value = cut_err(word("value")).parse_next(input)?;
    if value.begins_with(&['“', '”', '‘', '’', '„', '«']) {
        let mistake = Mistake::new(value.place.clone(), Phrase::new("filter-typographic-quotes"));
        return Err(ErrMode::Cut(mistake));
    }
    if !matches!(operator, Operator::Equal | Operator::NotEqual) {
        return Ok(Relation::Is(operator, value));
    }
    let others: Vec<_> =
        repeat(0.., preceded(kind(&Kind::Comma, "comma"), cut_err(word("value")))).parse_next(input)?;
    if others.is_empty() {
        return Ok(Relation::Is(operator, value));
    }
    let values = [value].into_iter().chain(others).collect();
    Ok(Relation::List { negated: operator == Operator::NotEqual, values })
}

/// The key of an operator of other languages, for which a hint says how it is written here.
fn habit(token: &Token) -> Option<&'static str> {
    const HABITS: [(&str, &str); 5] =
        [("like", "like"), ("contains", "contains"), ("between", "between"), ("eq", "equal"), ("equals", "equal")];
    HABITS.into_iter().find(|(word, _)| token.is_keyword(word)).map(|(_, habit)| habit)
}

fn word<'t>(expected: &'static str) -> impl Parser<Tokens<'t>, &'t Token, ErrMode<Mistake>> {
    expecting(any.verify(|token: &&Token| matches!(token.kind, Kind::Word { .. })), expected)
}

fn kind<'t>(kind: &'t Kind, expected: &'static str) -> impl Parser<Tokens<'t>, &'t Token, ErrMode<Mistake>> {
    expecting(any.verify(move |token: &&Token| token.kind == *kind), expected)
}

fn keyword<'t>(keyword: &'static str) -> impl Parser<Tokens<'t>, &'t Token, ErrMode<Mistake>> {
    any.verify(move |token: &&Token| token.is_keyword(keyword))
}

/// The key of an operator where one was expected.
const OPERATOR: &str = "operator";

/// The message that something was expected, by its key.
fn expected(what: &'static str) -> Phrase {
    Phrase::new("filter-expected").with("what", what)
}

/// Whether a mistake is that an operator is missing.
pub(super) fn lacks_operator(mistake: &Mistake) -> bool {
    mistake.message == expected(OPERATOR)
}

/// A parser whose failure says what was expected.
fn expecting<'t, T>(
    mut parser: impl Parser<Tokens<'t>, T, ErrMode<Mistake>>,
    what: &'static str,
) -> impl Parser<Tokens<'t>, T, ErrMode<Mistake>> {
    move |input: &mut Tokens<'t>| {
        let place = place(input);
        parser.parse_next(input).map_err(|error| error.map(|_| Mistake::new(place, expected(what))))
    }
}

/// The place of the next token.
fn place(input: &Tokens<'_>) -> Range<usize> {
    input.peek_token().map_or(0..0, |token| token.place.clone())
}

impl ParserError<Tokens<'_>> for Mistake {
    type Inner = Self;

    fn from_input(input: &Tokens<'_>) -> Self {
        Self::new(place(input), Phrase::new("filter-unexpected-word"))
    }

    fn into_inner(self) -> Result<Self, Self> {
        Ok(self)
    }
}

fn inner(error: ErrMode<Mistake>) -> Mistake {
    match error {
        ErrMode::Backtrack(mistake) | ErrMode::Cut(mistake) => mistake,
        // Only a stream that grows is ever incomplete.
        ErrMode::Incomplete(_) => Mistake::new(0..0, Phrase::new("filter-incomplete")),
    }
}
