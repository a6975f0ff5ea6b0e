//! Gives the names and values of an expression their types.

use super::comparing::Pattern;
use super::grammar::{Relation, Syntax};
use super::known_values::{KnownValues, hint_for_unknown};
use super::mistake::{Mistake, several_values};
use super::moment::{meant_time, span_of};
use super::surroundings::Surroundings;
use super::text_decision::is_guid;
use super::token::{Operator, Token};
use super::tree::{Comparison, Filter, Operand, Span, Test, TextTest};
use crate::failure::Explain as _;
use crate::i18n::Phrase;
use crate::model::{
    Action, Code, Column, ColumnKind, EffectKind, NoteCode, Property, RecordKind, State, Timestamp, parse_guid,
};
use crate::suggest;

/// The most values in one `in ( … )`.
const MOST_VALUES: usize = 1_000;

/// What kind of values a property has.
enum Type<'a> {
    Text,
    /// A customer account, a GUID, or the word for a customer without an account.
    Account,
    /// One of these names; `what` they are names of is a key.
    Name {
        what: &'static str,
        known: &'a [String],
    },
    /// One of these texts; `what` each of them is, is a key.
    Word {
        what: &'static str,
        words: Vec<&'static str>,
    },
    Number(Column),
    Time(Column),
    Flag(Column),
}

fn type_of<'a>(property: &Property, known: &'a KnownValues) -> Type<'a> {
    let Property::Column(column) = property else { return Type::Text };
    let words = |what, words: Vec<&'static str>| Type::Word { what, words };
    match column {
        Column::Channel => return Type::Name { what: "channel", known: &known.channels },
        Column::Company => return Type::Name { what: "company", known: &known.companies },
        _ => {}
    }
    match column.kind() {
        ColumnKind::Text => Type::Text,
        ColumnKind::Account => Type::Account,
        ColumnKind::Number => Type::Number(*column),
        ColumnKind::Time => Type::Time(*column),
        ColumnKind::Flag => Type::Flag(*column),
        ColumnKind::State => words("status", State::ALL.map(State::name).into()),
        ColumnKind::Record => words("record", RecordKind::ALL.map(RecordKind::name).into()),
        ColumnKind::Table => words("table", RecordKind::ALL.map(RecordKind::table).into()),
        ColumnKind::Action => words("operation", Action::ALL.map(Action::name).into()),
        ColumnKind::Effect => words("effect", EffectKind::ALL.map(EffectKind::name).into()),
        ColumnKind::Codes => words("error", Code::ALL.iter().map(|code| code.name()).collect()),
        ColumnKind::NoteCodes => words("note", NoteCode::ALL.map(NoteCode::name).into()),
    }
}

/// Checks an expression.
///
/// # Errors
/// An unknown field, or a value that its field cannot have.
pub(super) fn check(syntax: &Syntax<'_>, surroundings: &Surroundings<'_>) -> Result<Filter, Mistake> {
    let all = |parts: &[Syntax<'_>]| parts.iter().map(|part| check(part, surroundings)).collect::<Result<_, _>>();
    match syntax {
        Syntax::Any(parts) => Ok(Filter::Any(all(parts)?)),
        Syntax::All(parts) => Ok(Filter::All(all(parts)?)),
        Syntax::Not(inner) => Ok(negate(check(inner, surroundings)?)),
        Syntax::Comparison { field, relation } => {
            let property = surroundings
                .names
                .property(&field.text())
                .map_err(|unknown| Mistake::new(field.place.clone(), unknown.phrase()).hinting(unknown.hint))?;
            match relation {
                Relation::Is(operator, value) => comparison(property, *operator, &[value], surroundings),
                Relation::List { values, .. } if !matches!(property, Property::Column(_)) => {
                    Err(lacks_in(&property, values))
                }
                Relation::In { negated, values } | Relation::List { negated, values } => {
                    if let Some(token) = values.get(MOST_VALUES) {
                        let message = Phrase::new("filter-too-many-values").with("most", MOST_VALUES);
                        return Err(Mistake::new(token.place.clone(), message));
                    }
                    let operator = if *negated { Operator::NotEqual } else { Operator::Equal };
                    comparison(property, operator, values, surroundings)
                }
                Relation::Empty { negated } => {
                    let test = Filter::Test(Test::Empty { property });
                    Ok(if *negated { negate(test) } else { test })
                }
            }
        }
    }
}

/// A value with a comma that lacks its quotes, or several values that lack their `in`.
fn lacks_in(property: &Property, values: &[&Token]) -> Mistake {
    let texts: Vec<_> = values.iter().map(|value| value.text()).collect();
    let place = values.get(1).map_or(0..0, |second| second.place.clone());
    let hint = Phrase::new("filter-write-in").with("field", property).with("values", texts.join(", "));
    Mistake::new(place, several_values()).hinting(hint)
}

/// The opposite; that of an opposite is the filter itself, as the grammar has it for `not not`.
fn negate(filter: Filter) -> Filter {
    match filter {
        Filter::Not(inner) => *inner,
        filter => Filter::Not(Box::new(filter)),
    }
}

/// What `property operator value` means; several values are alternatives.
pub(super) fn comparison(
    property: Property,
    operator: Operator,
    values: &[&Token],
    surroundings: &Surroundings<'_>,
) -> Result<Filter, Mistake> {
    let is_equality = matches!(operator, Operator::Equal | Operator::NotEqual);
    let named: Vec<Token>;
    let named_values: Vec<&Token>;
    let values = match property {
        Property::Column(column @ (Column::Channel | Column::Operation)) if is_equality => {
            let name = |value: &&Token| match column {
                Column::Channel => named_channel(value, surroundings.known),
                _ => named_action(value),
            };
            named = values.iter().map(name).collect();
            named_values = named.iter().collect();
            named_values.as_slice()
        }
        _ => values,
    };
    let test = match type_of(&property, surroundings.known) {
        Type::Account if is_equality => {
            let accounts = accounts(values, surroundings.known);
            return Ok(if operator == Operator::NotEqual { negate(accounts) } else { accounts });
        }
        Type::Text | Type::Account => Test::Text { test: text_test(&property, operator, values), property },
        Type::Name { what, known } => {
            if is_equality {
                values.iter().try_for_each(|value| check_name(value, what, known))?;
            }
            Test::Text { test: text_test(&property, operator, values), property }
        }
        Type::Word { what, words } => {
            if is_equality {
                values.iter().try_for_each(|value| check_word(value, what, &words))?;
            }
            Test::Text { test: text_test(&property, operator, values), property }
        }
        Type::Number(Column::Run) => {
            let run = |token: &Token| run(token, surroundings.known);
            Test::Number { column: Column::Run, spans: spans(operator, values, Column::Run, run)? }
        }
        Type::Number(column) => Test::Number { column, spans: spans(operator, values, column, number)? },
        Type::Time(column) => {
            let time = |token: &Token| time(token, surroundings);
            Test::Time { column, spans: spans(operator, values, column, time)? }
        }
        Type::Flag(column) => flag(column, operator, values)?,
    };
    let test = Filter::Test(test);
    let is_negated = matches!(operator, Operator::NotEqual | Operator::NotContains);
    Ok(if is_negated { negate(test) } else { test })
}

/// Returns the name of a channel that a value is the number of; any other value as it is.
fn named_channel(value: &Token, known: &KnownValues) -> Token {
    match known.channel_with_id(&value.text()) {
        Some(name) => Token::literal(name, value.place.clone()),
        None => value.clone(),
    }
}

/// Returns the word for an action whose number in the column `OPERATION` a value is; any other value as it is.
fn named_action(value: &Token) -> Token {
    let number = value.text().trim().parse().ok();
    match number.and_then(Action::from_number) {
        Some(action) => Token::literal(action.name(), value.place.clone()),
        None => value.clone(),
    }
}

/// Operations whose time compares so with a value.
pub(super) fn at(operator: Operator, value: &Token, surroundings: &Surroundings<'_>) -> Result<Filter, Mistake> {
    let time = |token: &Token| time(token, surroundings);
    Ok(Filter::Test(Test::At { spans: spans(operator, &[value], Column::Timestamp, time)? }))
}

/// Operations of customers with any of these accounts, which may be GUIDs or stand for no account.
fn accounts(values: &[&Token], known: &KnownValues) -> Filter {
    let (mut accounts, mut guids, mut parts) = (Vec::new(), Vec::new(), Vec::new());
    for operand in values.iter().map(|value| operand(value)) {
        let exact = operand.as_exact();
        if exact.is_some_and(|text| parse_guid(text).is_some()) {
            guids.extend(spelled_as_guid(operand));
        } else if exact.is_some_and(|text| known.is_no_account(text)) {
            parts.push(Filter::Test(Test::Empty { property: Property::Column(Column::CustomerAccount) }));
        } else {
            accounts.push(operand);
        }
    }
    for (column, operands) in [(Column::CustomerAccount, accounts), (Column::AsyncCustomerAccount, guids)] {
        if !operands.is_empty() {
            let (property, test) = (Property::Column(column), TextTest::OneOf(operands));
            parts.push(Filter::Test(Test::Text { property, test }));
        }
    }
    // There is at least one value.
    Filter::any(parts).unwrap_or(Filter::Any(Vec::new()))
}

fn text_test(property: &Property, operator: Operator, values: &[&Token]) -> TextTest {
    // Only `in` has several values.
    let text = || values.first().map(|value| value.text()).unwrap_or_default();
    match operator {
        Operator::Equal | Operator::NotEqual => {
            TextTest::OneOf(values.iter().flat_map(|value| operands_of(property, value)).collect())
        }
        Operator::Contains | Operator::NotContains => TextTest::Contains(text()),
        Operator::Less => TextTest::Ordered(Comparison::Less, text()),
        Operator::LessOrEqual => TextTest::Ordered(Comparison::LessOrEqual, text()),
        Operator::Greater => TextTest::Ordered(Comparison::Greater, text()),
        Operator::GreaterOrEqual => TextTest::Ordered(Comparison::GreaterOrEqual, text()),
    }
}

/// Returns what a property may equal for a value: a GUID may be typed without its dashes.
fn operands_of(property: &Property, value: &Token) -> Vec<Operand> {
    if is_guid(property) { spelled_as_guid(operand(value)) } else { vec![operand(value)] }
}

/// Returns a GUID that was typed without dashes as it is, since a channel may have it so, and with them; any other value as it
/// is.
fn spelled_as_guid(operand: Operand) -> Vec<Operand> {
    let guid = operand.as_exact().filter(|text| !text.contains('-')).and_then(parse_guid);
    let with_dashes = guid.map(|guid| Operand::Pattern(Pattern::exact(&guid.to_string())));
    [operand].into_iter().chain(with_dashes).collect()
}

fn operand(value: &Token) -> Operand {
    let Some((from, to)) = value.range() else { return Operand::Pattern(value.pattern()) };
    let end = |token: &Token| Some(token.text()).filter(|text| !text.is_empty());
    match (end(&from), end(&to)) {
        // Nothing but dots is no range.
        (None, None) => Operand::Pattern(Pattern::exact(&value.text())),
        (from, to) => Operand::Range { from, to },
    }
}

/// Refuses a word that the property never has.
fn check_word(value: &Token, what: &str, words: &[&str]) -> Result<(), Mistake> {
    let Operand::Pattern(pattern) = operand(value) else { return Ok(()) };
    let Some(word) = pattern.as_exact().filter(|word| !word.is_empty()) else { return Ok(()) };
    if words.iter().any(|known| known.eq_ignore_ascii_case(word)) {
        return Ok(());
    }
    let message = Phrase::new("filter-unknown-word").with("what", what).with("word", word);
    let hint = suggest::hint(word, words.iter().copied(), || valid_words(words));
    Err(Mistake::new(value.place.clone(), message).hinting(hint))
}

/// Says which words there are: the last one stands behind an "and".
fn valid_words(words: &[&str]) -> Phrase {
    let (last, others) = words.split_last().unwrap_or((&"", &[]));
    let others: Vec<_> = others.iter().map(|word| format!("`{word}`")).collect();
    Phrase::new("filter-words").with("words", others.join(", ")).with("last", last)
}

/// The spans of values that pass; `read` gives the span of a value alone.
fn spans<T: Copy + Stepped>(
    operator: Operator,
    values: &[&Token],
    column: Column,
    read: impl Fn(&Token) -> Result<Span<T>, Mistake>,
) -> Result<Vec<Span<T>>, Mistake> {
    let one = |value: &Token| -> Result<Span<T>, Mistake> {
        match (operator, value.range()) {
            (Operator::Equal | Operator::NotEqual, Some((from, to))) => {
                let end = |token: Token| if token.text().is_empty() { Ok(None) } else { read(&token).map(Some) };
                let (from, to) = (end(from)?, end(to)?);
                if from.is_none() && to.is_none() {
                    return read(value);
                }
                Ok(Span { from: from.and_then(|span| span.from), to: to.and_then(|span| span.to) })
            }
            (Operator::Contains | Operator::NotContains, _) => {
                let sign = if operator == Operator::Contains { "~" } else { "!~" };
                let message = Phrase::new("filter-needs-text").with("operator", sign).with("field", column.key());
                Err(Mistake::new(value.place.clone(), message.with("type", T::NAME)))
            }
            (Operator::Equal | Operator::NotEqual, None) => read(value),
            (Operator::Less, _) => Ok(read(value)?.from.and_then(Stepped::before).map_or(T::NONE, up_to)),
            (Operator::LessOrEqual, _) => Ok(read(value)?.to.map_or(T::NONE, up_to)),
            (Operator::Greater, _) => Ok(read(value)?.to.and_then(Stepped::after).map_or(T::NONE, from_on)),
            (Operator::GreaterOrEqual, _) => Ok(read(value)?.from.map_or(T::NONE, from_on)),
        }
    };
    values.iter().map(|value| one(value)).collect()
}

fn up_to<T>(to: T) -> Span<T> {
    Span { from: None, to: Some(to) }
}

fn from_on<T>(from: T) -> Span<T> {
    Span { from: Some(from), to: None }
}

/// Values that have neighbours.
trait Stepped: Sized {
    /// The key of such values.
    const NAME: &str;
    /// A span without any value.
    const NONE: Span<Self>;
    fn before(self) -> Option<Self>;
    fn after(self) -> Option<Self>;
}

impl Stepped for i64 {
    const NAME: &str = "number";
    const NONE: Span<Self> = Span { from: Some(1), to: Some(0) };

    fn before(self) -> Option<Self> {
        self.checked_sub(1)
    }

    fn after(self) -> Option<Self> {
        self.checked_add(1)
    }
}

impl Stepped for Timestamp {
    const NAME: &str = "time";
    const NONE: Span<Self> = Span { from: Some(Self(1)), to: Some(Self(0)) };

    fn before(self) -> Option<Self> {
        Some(Self(self.0.checked_sub(1)?)).filter(|before| *before >= Self::FIRST)
    }

    fn after(self) -> Option<Self> {
        Some(Self(self.0.checked_add(1)?)).filter(|after| *after <= Self::LAST)
    }
}

/// Refuses a name that nothing has: a typing error would match nothing.
fn check_name(value: &Token, what: &str, known: &[String]) -> Result<(), Mistake> {
    let operand = operand(value);
    let Some(name) = operand.as_exact() else { return Ok(()) };
    let Some(hint) = hint_for_unknown(name, known) else { return Ok(()) };
    let message = Phrase::new("filter-unknown-name").with("what", what).with("name", name);
    Err(Mistake::new(value.place.clone(), message).hinting(hint))
}

/// Reads the number of a run; `last` is the newest that has ended.
fn run(value: &Token, known: &KnownValues) -> Result<Span<i64>, Mistake> {
    if value.is_keyword("last") {
        return Ok(known.last_ended_run.map_or(i64::NONE, |run| Span { from: Some(run), to: Some(run) }));
    }
    number(value).map_err(|mistake| mistake.hinting(Phrase::new("filter-write-run")))
}

fn number(value: &Token) -> Result<Span<i64>, Mistake> {
    let text = value.text();
    let wrong = |_| Mistake::new(value.place.clone(), Phrase::new("filter-not-integer").with("value", &text));
    let number = text.parse().map_err(wrong)?;
    Ok(Span { from: Some(number), to: Some(number) })
}

fn time(value: &Token, surroundings: &Surroundings<'_>) -> Result<Span<Timestamp>, Mistake> {
    let text = value.text();
    span_of(&text, surroundings.now).ok_or_else(|| {
        let mistake = Mistake::new(value.place.clone(), Phrase::new("filter-not-time").with("value", &text));
        match meant_time(&text) {
            Some(meant) => mistake.hinting(suggest::did_you_mean(meant)),
            None => mistake,
        }
    })
}

fn flag(column: Column, operator: Operator, values: &[&Token]) -> Result<Test, Mistake> {
    let mistake =
        |value: &Token, message: Phrase| Mistake::new(value.place.clone(), message.with("field", column.key()));
    match (operator, values) {
        (Operator::Equal | Operator::NotEqual, [value]) => match value.text().to_ascii_lowercase().as_str() {
            "true" | "yes" | "1" => Ok(Test::Flag { column, value: true }),
            "false" | "no" | "0" => Ok(Test::Flag { column, value: false }),
            other => Err(mistake(value, Phrase::new("filter-neither").with("value", other))),
        },
        (_, [value, ..]) => Err(mistake(value, Phrase::new("filter-true-or-false"))),
        (_, []) => Ok(Test::Flag { column, value: true }),
    }
}
