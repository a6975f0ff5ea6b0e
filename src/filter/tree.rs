//! What an expression means, every name and value with its type.

use std::borrow::Cow;
use std::fmt;

use super::comparing::{Pattern, Piece, compare_folded};
use crate::model::{Column, Property, Timestamp};

/// Which operations match. It prints as an expression that matches the same operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Filter {
    /// All of these; at least two.
    All(Vec<Self>),
    /// At least one of these; at least two.
    Any(Vec<Self>),
    Not(Box<Self>),
    Test(Test),
}

impl Filter {
    /// What both mean.
    pub(crate) fn and(self, other: Self) -> Self {
        match self {
            Self::All(mut parts) => {
                parts.push(other);
                Self::All(parts)
            }
            first => Self::All(vec![first, other]),
        }
    }

    /// Returns the filter that any of them passes; `None` if there are none.
    pub(crate) fn any(mut filters: Vec<Self>) -> Option<Self> {
        match filters.len() {
            0 | 1 => filters.pop(),
            _ => Some(Self::Any(filters)),
        }
    }
}

/// A question about one property of an operation. An operation that lacks the property passes none but [`Test::Empty`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Test {
    /// A text; for [`Column::Errors`], that of any problem.
    Text { property: Property, test: TextTest },
    /// A number in any of these spans.
    Number { column: Column, spans: Vec<Span<i64>> },
    /// A time in any of these spans.
    Time { column: Column, spans: Vec<Span<Timestamp>> },
    /// The operation's time in any of these spans: its timestamp, or when it was received where that cannot be read.
    At { spans: Vec<Span<Timestamp>> },
    /// A yes or no.
    Flag { column: Column, value: bool },
    /// No value, or the empty text.
    Empty { property: Property },
}

/// A question about a text, without regard to case and to how it is typed: see [`super::TextDecision`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TextTest {
    /// Equals any of these.
    OneOf(Vec<Operand>),
    /// Comes before or after this one: as numbers where both are numbers. The empty text does neither.
    Ordered(Comparison, String),
    /// This is a part of it.
    Contains(String),
}

/// A value to be equal to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Operand {
    Pattern(Pattern),
    /// Between two texts, both included: as [`TextTest::Ordered`].
    Range {
        from: Option<String>,
        to: Option<String>,
    },
}

impl Operand {
    /// Returns the text that it is equal to; `None` for wildcards and ranges.
    pub(crate) fn as_exact(&self) -> Option<&str> {
        self.as_pattern()?.as_exact()
    }

    /// Returns the pattern; `None` for a range.
    pub(crate) fn as_pattern(&self) -> Option<&Pattern> {
        match self {
            Self::Pattern(pattern) => Some(pattern),
            Self::Range { .. } => None,
        }
    }

    /// Returns the operand with its texts folded that way.
    pub(crate) fn folded(&self, fold: impl Fn(&str) -> Cow<'_, str>) -> Self {
        let end = |end: &Option<String>| end.as_ref().map(|end| fold(end).into_owned());
        match self {
            Self::Pattern(pattern) => Self::Pattern(pattern.folded(&fold)),
            Self::Range { from, to } => Self::Range { from: end(from), to: end(to) },
        }
    }

    /// Whether a text equals it, when both are folded.
    pub(crate) fn matches_folded(&self, text: &str) -> bool {
        match self {
            Self::Pattern(pattern) => pattern.matches_folded(text),
            Self::Range { from, to } => {
                from.as_ref().is_none_or(|from| Comparison::GreaterOrEqual.holds(text, from))
                    && to.as_ref().is_none_or(|to| Comparison::LessOrEqual.holds(text, to))
            }
        }
    }
}

/// A comparison of order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    /// The sign in expressions.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    pub(super) fn holds(self, text: &str, other: &str) -> bool {
        compare_folded(text, other).is_some_and(|ordering| match self {
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        })
    }
}

/// From one value to another, both included; open where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span<T> {
    pub(crate) from: Option<T>,
    pub(crate) to: Option<T>,
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(parts) => write_joined(f, parts, " and "),
            Self::Any(parts) => write_joined(f, parts, " or "),
            Self::Not(inner) => write!(f, "not {}", Nested(inner)),
            Self::Test(test) => test.fmt(f),
        }
    }
}

fn write_joined(f: &mut fmt::Formatter<'_>, parts: &[Filter], sign: &str) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            f.write_str(sign)?;
        }
        write!(f, "{}", Nested(part))?;
    }
    Ok(())
}

/// A part of an expression, in parentheses where it needs them.
struct Nested<'a>(&'a Filter);

impl fmt::Display for Nested<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Filter::All(_) | Filter::Any(_) => write!(f, "({})", self.0),
            Filter::Not(_) | Filter::Test(_) => write!(f, "{}", self.0),
        }
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { property, test } => {
                write!(f, "{}", Named(property))?;
                match test {
                    TextTest::OneOf(operands) => write_operands(f, operands),
                    TextTest::Ordered(order, text) => write!(f, " {} {}", order.sign(), Quoted(text)),
                    TextTest::Contains(text) => write!(f, " ~ {}", Quoted(text)),
                }
            }
            Self::Number { column, spans } => {
                f.write_str(column.key())?;
                write_operands(f, spans)
            }
            Self::At { spans } => {
                let of = |column: Column| Self::Time { column, spans: spans.clone() };
                let (timestamp, received) = (of(Column::Timestamp), of(Column::Received));
                write!(f, "({timestamp} or timestamp is empty and {received})")
            }
            Self::Time { column, spans } => {
                f.write_str(column.key())?;
                let exact = |at: Timestamp| at.rfc3339_micros();
                let spans: Vec<_> =
                    spans.iter().map(|span| Span { from: span.from.map(exact), to: span.to.map(exact) }).collect();
                write_operands(f, &spans)
            }
            Self::Flag { column, value } => write!(f, "{} = {value}", column.key()),
            Self::Empty { property } => write!(f, "{} is empty", Named(property)),
        }
    }
}

fn write_operands(f: &mut fmt::Formatter<'_>, operands: &[impl fmt::Display]) -> fmt::Result {
    if let [one] = operands {
        return write!(f, " = {one}");
    }
    f.write_str(" in (")?;
    for (at, operand) in operands.iter().enumerate() {
        write!(f, "{}{operand}", if at > 0 { ", " } else { "" })?;
    }
    f.write_str(")")
}

impl<T: fmt::Display> fmt::Display for Span<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(from) = &self.from {
            from.fmt(f)?;
        }
        f.write_str("..")?;
        self.to.as_ref().map_or(Ok(()), |to| to.fmt(f))
    }
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pattern(pattern) => pattern.fmt(f),
            Self::Range { from, to } => {
                Span { from: from.as_deref().map(Escaped), to: to.as_deref().map(Escaped) }.fmt(f)
            }
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for piece in self.pieces() {
            match piece {
                Piece::Text(text) => write_quotable(f, text)?,
                Piece::One => f.write_str("?")?,
                Piece::Any => f.write_str("*")?,
            }
        }
        f.write_str("\"")
    }
}

/// A text in quotes.
pub(super) struct Quoted<'a>(pub(super) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        write_quotable(f, self.0)?;
        f.write_str("\"")
    }
}

fn write_quotable(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    for c in text.chars() {
        write!(f, "{}{c}", if matches!(c, '"' | '\\' | '*' | '?') { "\\" } else { "" })?;
    }
    Ok(())
}

/// A text without quotes, in which a backslash takes the meaning of every sign.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            write!(f, "{}{c}", if c.is_alphanumeric() { "" } else { "\\" })?;
        }
        Ok(())
    }
}

/// A property under a name that the grammar takes for one.
struct Named<'a>(&'a Property);

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.0.to_string();
        let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
        let is_keyword = name.eq_ignore_ascii_case("not");
        if is_plain && !is_keyword { f.write_str(&name) } else { Quoted(&name).fmt(f) }
    }
}
