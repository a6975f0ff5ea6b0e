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
        return Err(Mistake::new(0..end, format!("more than {DEEPEST} nested `and` and `or`")));
    }
    match input.peek_token() {
        None | Some(Token { kind: Kind::End, .. }) => Ok(expression),
        Some(token) if token.kind == Kind::Close => Err(Mistake::new(token.place.clone(), "unmatched `)`")),
        Some(token) => {
            let mistake = Mistake::new(token.place.clone(), "expected `and`, `or` or the end");
            Err(mistake.hint("a value with a space, a comma, an operator or a parenthesis needs quotes"))
        }
    }
}

/// Refuses what would take too deep a recursion or too long a question.
fn check_size(tokens: &[Token]) -> Result<(), Mistake> {
    let (mut depth, mut comparisons) = (0_usize, 0);
    for token in tokens {
        let compares = matches!(token.kind, Kind::Operator(_)) || token.is_keyword("in") || token.is_keyword("is");
        comparisons += usize::from(compares);
        if comparisons > MOST_COMPARISONS {
            let mistake = Mistake::new(token.place.clone(), format!("more than {MOST_COMPARISONS} comparisons"));
            return Err(mistake.hint("`FIELD in (A, B, …)` compares with many values at once"));
        }
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            Kind::Word { .. } | Kind::Operator(_) | Kind::Comma | Kind::End => {}
        }
        if depth > DEEPEST {
            return Err(Mistake::new(token.place.clone(), format!("more than {DEEPEST} nested parentheses")));
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
    let group =
        delimited(kind(&Kind::Open, "`(`"), cut_err(expression), cut_err(kind(&Kind::Close, "`and`, `or` or `)`")));
    // Wherever a comparison may stand there has to be one.
    let inner = cut_err(alt((group, comparison))).parse_next(input)?;
    Ok(if negations % 2 == 1 { Syntax::Not(Box::new(inner)) } else { inner })
}

fn comparison<'t>(input: &mut Tokens<'t>) -> Parsed<Syntax<'t>> {
    let field = word("a field, `not` or `(`").parse_next(input)?;
    let relation = cut_err(alt((is_empty, is_in, is))).parse_next(input)?;
    Ok(Syntax::Comparison { field, relation })
}

fn is_empty<'t>(input: &mut Tokens<'t>) -> Parsed<Relation<'t>> {
    let negated = preceded(keyword("is"), opt(keyword("not"))).parse_next(input)?.is_some();
    let expected = if negated { "`empty`" } else { "`empty` or `not empty`" };
    cut_err(expecting(keyword("empty"), expected)).parse_next(input)?;
    Ok(Relation::Empty { negated })
}

fn is_in<'t>(input: &mut Tokens<'t>) -> Parsed<Relation<'t>> {
    let (negated, _) = (opt(keyword("not")), keyword("in")).parse_next(input)?;
    let values = delimited(
        cut_err(kind(&Kind::Open, "`(` and values, separated by commas")),
        cut_err(separated(1.., cut_err(word("a value")), kind(&Kind::Comma, "`,`"))),
        cut_err(kind(&Kind::Close, "`,` or `)`")),
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
    let operator = expecting(operator, "an operator: = != < <= > >= ~ !~ in, is empty, is not empty")
        .parse_next(input)
        .map_err(|error| {
            error.map(|mistake| match habit {
                Some(hint) => mistake.hint(hint),
                None => mistake,
            })
        })?;
    let value = cut_err(word("a value")).parse_next(input)?;
    if value.begins_with(&['“', '”', '‘', '’', '„', '«']) {
        let mistake = Mistake::new(value.place.clone(), "typographic quotes are not recognized");
        return Err(ErrMode::Cut(mistake.hint("use \" or '")));
    }
    if !matches!(operator, Operator::Equal | Operator::NotEqual) {
        return Ok(Relation::Is(operator, value));
    }
    let others: Vec<_> =
        repeat(0.., preceded(kind(&Kind::Comma, "`,`"), cut_err(word("a value")))).parse_next(input)?;
    if others.is_empty() {
        return Ok(Relation::Is(operator, value));
    }
    let values = [value].into_iter().chain(others).collect();
    Ok(Relation::List { negated: operator == Operator::NotEqual, values })
}

/// How an operator of other languages is said here.
fn habit(token: &Token) -> Option<&'static str> {
    const HABITS: [(&str, &str); 5] = [
        ("like", "`FIELD ~ TEXT` finds what contains TEXT; `FIELD = *TEXT*` uses wildcards"),
        ("contains", "`FIELD ~ TEXT` finds what contains TEXT"),
        ("between", "write a range as `FIELD = FROM..TO`"),
        ("eq", "write `=`"),
        ("equals", "write `=`"),
    ];
    HABITS.into_iter().find(|(word, _)| token.is_keyword(word)).map(|(_, hint)| hint)
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

/// A parser whose failure says what was expected.
fn expecting<'t, T>(
    mut parser: impl Parser<Tokens<'t>, T, ErrMode<Mistake>>,
    expected: &'static str,
) -> impl Parser<Tokens<'t>, T, ErrMode<Mistake>> {
    move |input: &mut Tokens<'t>| {
        let place = place(input);
        parser.parse_next(input).map_err(|error| error.map(|_| Mistake::new(place, format!("expected {expected}"))))
    }
}

/// The place of the next token.
fn place(input: &Tokens<'_>) -> Range<usize> {
    input.peek_token().map_or(0..0, |token| token.place.clone())
}

impl ParserError<Tokens<'_>> for Mistake {
    type Inner = Self;

    fn from_input(input: &Tokens<'_>) -> Self {
        Self::new(place(input), "unexpected word")
    }

    fn into_inner(self) -> Result<Self, Self> {
        Ok(self)
    }
}

fn inner(error: ErrMode<Mistake>) -> Mistake {
    match error {
        ErrMode::Backtrack(mistake) | ErrMode::Cut(mistake) => mistake,
        // Only a stream that grows is ever incomplete.
        ErrMode::Incomplete(_) => Mistake::new(0..0, "the expression is incomplete"),
    }
}
