//! The words of an expression.

use std::ops::Range;

use winnow::ascii::Caseless;
use winnow::combinator::{alt, not, opt, preceded, repeat, terminated};
use winnow::error::{ErrMode, ParserError};
use winnow::prelude::*;
use winnow::stream::{LocatingSlice, Location as _, Stream};
use winnow::token::{any, literal, take_while};

use super::comparing::{Pattern, Piece};
use super::mistake::Mistake;
use crate::i18n::Phrase;

/// The longest expression, in bytes: more than a person writes, and few enough for any step to take no time.
const LONGEST: usize = 1 << 16;

/// An operator between a field and a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Contains,
    NotContains,
}

/// The operators as they are written, longer ones first.
const OPERATORS: [(&str, Operator); 10] = [
    ("==", Operator::Equal),
    ("!=", Operator::NotEqual),
    ("<>", Operator::NotEqual),
    ("<=", Operator::LessOrEqual),
    (">=", Operator::GreaterOrEqual),
    ("!~", Operator::NotContains),
    ("=", Operator::Equal),
    ("<", Operator::Less),
    (">", Operator::Greater),
    ("~", Operator::Contains),
];

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name, a keyword or a value.
    Word {
        characters: Vec<Character>,
        /// In quotes it is neither a keyword nor a range.
        quoted: bool,
    },
    Operator(Operator),
    Open,
    Close,
    Comma,
    /// The end of the expression.
    End,
}

/// A character of a word, and whether a backslash took its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Character {
    pub(super) c: char,
    pub(super) escaped: bool,
}

/// A word or sign of an expression with its place, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) place: Range<usize>,
}

impl Token {
    /// A word without quotes that stands at `start`, whatever characters it has.
    pub(super) fn word(text: &str, start: usize) -> Self {
        let mut input = LocatingSlice::new(text);
        let characters: Result<Vec<Character>, LexerError> = repeat(0.., alt((escaped, plain))).parse_next(&mut input);
        // Every text is a sequence of characters.
        let characters = characters.unwrap_or_default();
        Self { kind: Kind::Word { characters, quoted: false }, place: start..start + text.len() }
    }

    /// A value whose characters have no meaning.
    pub(super) fn literal(text: &str, place: Range<usize>) -> Self {
        let characters = text.chars().map(|c| Character { c, escaped: true }).collect();
        Self { kind: Kind::Word { characters, quoted: true }, place }
    }

    /// The text of a word; empty for signs.
    pub(super) fn text(&self) -> String {
        match &self.kind {
            Kind::Word { characters, .. } => characters.iter().map(|character| character.c).collect(),
            _ => String::new(),
        }
    }

    /// Whether it is a word without quotes that begins with one of these characters, whose meaning no backslash took.
    pub(super) fn begins_with(&self, wanted: &[char]) -> bool {
        let Kind::Word { characters, quoted: false } = &self.kind else { return false };
        characters.first().is_some_and(|first| !first.escaped && wanted.contains(&first.c))
    }

    /// Whether it is that keyword, in any case.
    pub(super) fn is_keyword(&self, keyword: &str) -> bool {
        matches!(&self.kind, Kind::Word { quoted: false, .. }) && self.text().eq_ignore_ascii_case(keyword)
    }

    /// The two ends of a range `a..b`, each of which may be empty; none for any other word. In an e-mail address or a path
    /// two dots are a slip or a name.
    pub(super) fn range(&self) -> Option<(Self, Self)> {
        let Kind::Word { characters, quoted: false } = &self.kind else { return None };
        let is_sign = |character: &Character, sign: char| character.c == sign && !character.escaped;
        if characters.iter().any(|character| is_sign(character, '@') || is_sign(character, '/')) {
            return None;
        }
        let is_dot = |character: &Character| is_sign(character, '.');
        let at = characters.windows(2).position(|pair| pair.iter().all(is_dot))?;
        let part = |characters: &[Character]| Self {
            kind: Kind::Word { characters: characters.to_vec(), quoted: false },
            place: self.place.clone(),
        };
        Some((part(&characters[..at]), part(&characters[at + 2..])))
    }

    /// The word as a value with wildcards.
    pub(super) fn pattern(&self) -> Pattern {
        let Kind::Word { characters, .. } = &self.kind else { return Pattern::exact("") };
        Pattern::new(characters.iter().map(|character| match character {
            Character { c: '*', escaped: false } => Piece::Any,
            Character { c: '?', escaped: false } => Piece::One,
            Character { c, .. } => Piece::Text(c.to_string()),
        }))
    }
}

type Input<'i> = LocatingSlice<&'i str>;
type LexerError = ErrMode<Mistake>;

impl ParserError<Input<'_>> for Mistake {
    type Inner = Self;

    fn from_input(input: &Input<'_>) -> Self {
        let start = input.current_token_start();
        let length = input.peek_token().map_or(0, |c| c.len_utf8());
        Self::new(start..start + length, Phrase::new("filter-unexpected-character"))
    }

    fn into_inner(self) -> Result<Self, Self> {
        Ok(self)
    }
}

/// Cuts an expression into its words.
///
/// # Errors
/// A quote without its end, and an expression that is too long.
pub(super) fn cut(expression: &str) -> Result<Vec<Token>, Mistake> {
    if expression.len() > LONGEST {
        return Err(Mistake::new(0..0, Phrase::new("filter-too-long").with("most", LONGEST)));
    }
    let mut tokens: Vec<_> = preceded(space, repeat(0.., terminated(token, space)))
        .parse(LocatingSlice::new(expression))
        .map_err(|error| error.into_inner())?;
    let end = expression.trim_end().len();
    tokens.push(Token { kind: Kind::End, place: end..end });
    Ok(tokens)
}

fn space(input: &mut Input<'_>) -> Result<(), LexerError> {
    take_while(0.., char::is_whitespace).void().parse_next(input)
}

fn token(input: &mut Input<'_>) -> Result<Token, LexerError> {
    let sign = alt(('('.value(Kind::Open), ')'.value(Kind::Close), ','.value(Kind::Comma)));
    alt((sign, operator.map(Kind::Operator), quoted, attribute, bare))
        .with_span()
        .map(|(kind, place)| Token { kind, place })
        .parse_next(input)
}

fn operator(input: &mut Input<'_>) -> Result<Operator, LexerError> {
    for (sign, operator) in OPERATORS {
        if opt(literal(sign)).parse_next(input)?.is_some() {
            return Ok(operator);
        }
    }
    Err(ErrMode::Backtrack(Mistake::from_input(input)))
}

/// `attr."Shoe size"`: a name that needs quotes.
fn attribute(input: &mut Input<'_>) -> Result<Kind, LexerError> {
    let (prefix, name) = (literal(Caseless("attr.")), quoted).parse_next(input)?;
    let Kind::Word { characters, .. } = name else { return Ok(name) };
    let prefix = prefix.chars().map(|c| Character { c, escaped: false });
    Ok(Kind::Word { characters: prefix.chain(characters).collect(), quoted: true })
}

/// A word in quotes; a doubled quote stands for one.
fn quoted(input: &mut Input<'_>) -> Result<Kind, LexerError> {
    let start = input.current_token_start();
    let quote = any.verify(|c| matches!(c, '"' | '\'')).parse_next(input)?;
    let doubled = (quote, quote).value(Character { c: quote, escaped: true });
    let other = any.verify(move |c| *c != quote).map(|c| Character { c, escaped: false });
    let characters = repeat(0.., alt((escaped, doubled, other))).parse_next(input)?;
    if opt(quote).parse_next(input)?.is_none() {
        let end = input.current_token_start();
        let message = Phrase::new("filter-open-quote").with("quote", quote);
        return Err(ErrMode::Cut(Mistake::new(start..end, message)));
    }
    Ok(Kind::Word { characters, quoted: true })
}

fn bare(input: &mut Input<'_>) -> Result<Kind, LexerError> {
    let ordinary = any
        .verify(|c: &char| !c.is_whitespace() && !matches!(c, '(' | ')' | ',' | '=' | '<' | '>' | '~'))
        .map(|c| Character { c, escaped: false });
    // An exclamation mark is part of an operator only before its second sign.
    let character = preceded(not(alt(("!=", "!~"))), alt((escaped, ordinary)));
    repeat(1.., character).map(|characters| Kind::Word { characters, quoted: false }).parse_next(input)
}

/// A backslash takes its meaning from a character that is neither letter nor digit; before those it is one itself.
fn escaped(input: &mut Input<'_>) -> Result<Character, LexerError> {
    preceded('\\', any.verify(|c: &char| !c.is_alphanumeric()))
        .map(|c| Character { c, escaped: true })
        .parse_next(input)
}

fn plain(input: &mut Input<'_>) -> Result<Character, LexerError> {
    any.map(|c| Character { c, escaped: false }).parse_next(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(expression: &str) -> Vec<String> {
        let shown = |token: &Token| match &token.kind {
            Kind::Word { quoted, .. } => format!("{}{}", if *quoted { "\"" } else { "" }, token.text()),
            Kind::Operator(operator) => format!("{operator:?}"),
            Kind::Open => "(".into(),
            Kind::Close => ")".into(),
            Kind::Comma => ",".into(),
            Kind::End => String::new(),
        };
        let tokens = cut(expression).unwrap();
        tokens[..tokens.len() - 1].iter().map(shown).collect()
    }

    #[test]
    fn words_need_no_space_around_operators() {
        assert_eq!(
            words("Email=*@contoso.com and id>=7"),
            ["Email", "Equal", "*@contoso.com", "and", "id", "GreaterOrEqual", "7"]
        );
        assert_eq!(
            words("a!=b c!~d wow! x<>y"),
            ["a", "NotEqual", "b", "c", "NotContains", "d", "wow!", "x", "NotEqual", "y"]
        );
        assert_eq!(words("City in (Køge,'New York')"), ["City", "in", "(", "Køge", ",", "\"New York", ")"]);
    }

    #[test]
    fn quotes_and_backslashes_take_the_meaning_away() {
        assert_eq!(words(r#"'it''s' "say ""hi""" O'Hara"#), ["\"it's", "\"say \"hi\"", "O'Hara"]);
        assert_eq!(words(r"CONTOSO\molly a\ b \(c\) \\"), [r"CONTOSO\molly", "a b", "(c)", r"\"]);
        let pattern = cut(r"5\*x*").unwrap()[0].pattern();
        assert_eq!(pattern.pieces(), [Piece::Text("5*x".into()), Piece::Any]);
    }

    #[test]
    fn a_quote_without_an_end_is_pointed_at() {
        let mistake = cut("City = 'New York").unwrap_err();
        assert_eq!((mistake.to_string().as_str(), mistake.place), ("the quote ' is not closed", 7..16));
        assert_eq!(mistake.hint.unwrap().to_string(), "close it with '");
    }
}
