//! A text that is not yet in any language: which one it is, and its arguments.

use std::borrow::Cow;
use std::fmt;

use fluent_bundle::FluentValue;
use serde_json::{Map, Value, json};

use super::texts::Texts;

/// What is said to a person, in whatever language that person reads: the id of a text with its arguments, what caused it, and
/// lines that stand below it. It displays in English, as logs and machine formats have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase(Box<Content>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Content {
    wording: Wording,
    cause: Option<Phrase>,
    below: Vec<Phrase>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Wording {
    Text {
        id: Cow<'static, str>,
        attribute: Option<&'static str>,
        arguments: Vec<(Cow<'static, str>, Argument)>,
    },
    /// What another program, or a library, says: it is the same in every language.
    Verbatim(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Argument {
    Text(String),
    /// It selects a plural, and is written as its language writes numbers.
    Number(u64),
}

impl Phrase {
    /// Returns the text with that id, still without arguments.
    pub(crate) fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self::of(Wording::Text { id: id.into(), attribute: None, arguments: Vec::new() })
    }

    /// Returns what another program or a library says.
    pub(crate) fn verbatim(text: impl fmt::Display) -> Self {
        Self::of(Wording::Verbatim(text.to_string()))
    }

    fn of(wording: Wording) -> Self {
        Self(Box::new(Content { wording, cause: None, below: Vec::new() }))
    }

    /// Adds an argument: a name, a key by which the text selects, or a number that only tells one thing from another.
    pub(crate) fn with(self, name: impl Into<Cow<'static, str>>, value: impl fmt::Display) -> Self {
        self.argument(name.into(), Argument::Text(value.to_string()))
    }

    /// Adds how many there are of something.
    pub(crate) fn count(self, name: &'static str, count: impl TryInto<u64>) -> Self {
        self.argument(name.into(), Argument::Number(count.try_into().unwrap_or(u64::MAX)))
    }

    fn argument(mut self, name: Cow<'static, str>, value: Argument) -> Self {
        if let Wording::Text { arguments, .. } = &mut self.0.wording {
            arguments.push((name, value));
        }
        self
    }

    /// Adds the cause, which is said behind a colon unless the text ends with it.
    pub(crate) fn because(mut self, cause: Self) -> Self {
        self.0.cause = Some(cause);
        self
    }

    /// Adds a line below.
    pub(crate) fn line(mut self, line: Self) -> Self {
        self.0.below.push(line);
        self
    }

    /// Adds lines below that are the same in every language, such as a part of a file.
    pub(crate) fn lines(self, text: &str) -> Self {
        text.lines().fold(self, |phrase, line| phrase.line(Self::verbatim(line)))
    }

    /// Returns what a person can do about it: the text's own attribute, which not every text has.
    pub(crate) fn hint(&self) -> Option<Self> {
        let Wording::Text { id, arguments, .. } = &self.0.wording else { return None };
        Some(Self::of(Wording::Text { id: id.clone(), attribute: Some("hint"), arguments: arguments.clone() }))
    }
}

/// Under which names a stored phrase keeps its parts.
const ID: &str = "id";
const ARGUMENTS: &str = "arguments";
const CAUSE: &str = "cause";

impl Phrase {
    /// Returns the text with its arguments and cause as JSON, to be said in any language later. What stands below it is left out.
    pub(crate) fn to_json(&self) -> Value {
        let Wording::Text { id, arguments, .. } = &self.0.wording else { return Value::from(self.to_string()) };
        let value = |argument: &Argument| match argument {
            Argument::Text(text) => Value::from(text.as_str()),
            Argument::Number(number) => Value::from(*number),
        };
        let arguments: Map<_, _> = arguments.iter().map(|(name, it)| (name.to_string(), value(it))).collect();
        let mut json = json!({ ID: id, ARGUMENTS: arguments });
        if let Some(cause) = &self.0.cause {
            json[CAUSE] = cause.to_json();
        }
        json
    }

    /// Reads what [`Self::to_json`] returned. What is no text of this version is said as it stands.
    pub(crate) fn from_json(json: &Value) -> Self {
        let verbatim = || Self::verbatim(json.as_str().map_or_else(|| json.to_string(), str::to_owned));
        let Some(id) = json[ID].as_str() else { return verbatim() };
        let given = json[ARGUMENTS].as_object().into_iter().flatten();
        let phrase = given.fold(Self::new(id.to_owned()), |phrase, (name, value)| match value {
            Value::Number(number) => {
                phrase.argument(name.clone().into(), Argument::Number(number.as_u64().unwrap_or_default()))
            }
            Value::String(text) => phrase.argument(name.clone().into(), Argument::Text(text.clone())),
            _ => phrase,
        });
        if Texts::for_machines().say_if_any(&phrase).is_none() {
            return verbatim();
        }
        match &json[CAUSE] {
            Value::Null => phrase,
            cause => phrase.because(Self::from_json(cause)),
        }
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Texts::for_machines().say(self))
    }
}

impl Texts {
    /// Returns a phrase in this language, with its causes and the lines below.
    pub(crate) fn say(&self, phrase: &Phrase) -> String {
        self.say_lines(phrase).join("\n")
    }

    /// Returns a phrase in this language, line by line: a line break within one comes from what it quotes.
    pub(crate) fn say_lines(&self, phrase: &Phrase) -> Vec<String> {
        let (first, below) = self.worded(phrase);
        std::iter::once(first).chain(below).collect()
    }

    /// Returns a phrase in one line, without what stands below it; `None` if there is no such text.
    pub(crate) fn say_if_any(&self, phrase: &Phrase) -> Option<String> {
        match &phrase.0.wording {
            Wording::Verbatim(text) => Some(without_numbers(text)),
            Wording::Text { id, attribute, arguments } => self.find(id, *attribute, &fluent(arguments)),
        }
    }

    fn worded(&self, phrase: &Phrase) -> (String, Vec<String>) {
        let own = match &phrase.0.wording {
            Wording::Verbatim(text) => without_numbers(text),
            Wording::Text { id, attribute, arguments } => self.format(id, *attribute, &fluent(arguments)),
        };
        let mut below: Vec<_> = phrase.0.below.iter().flat_map(|line| self.say_lines(line)).collect();
        let Some(cause) = &phrase.0.cause else { return (own, below) };
        let (cause, lines) = self.worded(cause);
        below.extend(lines);
        (if own.ends_with(&cause) { own } else { format!("{own}: {cause}") }, below)
    }
}

fn fluent<'a>(arguments: &'a [(Cow<'static, str>, Argument)]) -> Vec<(&'a str, FluentValue<'static>)> {
    let value = |argument: &Argument| match argument {
        Argument::Text(text) => FluentValue::from(text.clone()),
        Argument::Number(number) => FluentValue::from(*number),
    };
    arguments.iter().map(|(name, argument)| (&**name, value(argument))).collect()
}

/// Returns a message without the numbers that the system has for its errors, which say nothing to people.
fn without_numbers(message: &str) -> String {
    let mut plain = String::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once(" (os error ") {
        plain.push_str(before);
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_says_its_cause_once_and_what_stands_below_it_last() {
        let full = || Phrase::verbatim("No space left on device (os error 28)");
        let outer = Phrase::verbatim("`a.csv` cannot be written").because(full()).lines("1 | a\n  ^");
        assert_eq!(outer.to_string(), "`a.csv` cannot be written: No space left on device\n1 | a\n  ^");
        let again = Phrase::verbatim("list: No space left on device").because(full());
        assert_eq!(again.to_string(), "list: No space left on device");
    }

    #[test]
    fn a_stored_phrase_is_said_as_before() {
        let cause = Phrase::verbatim("No space left on device");
        for phrase in [Phrase::new("store-named").with("store", "a.db").because(cause.clone()), cause] {
            assert_eq!(Phrase::from_json(&phrase.to_json()), phrase);
        }
        let other = json!({ "id": "no-such-text", "arguments": {} });
        assert_eq!(Phrase::from_json(&other).to_string(), other.to_string());
    }

    #[test]
    fn a_text_without_a_hint_has_none() {
        let hint = Phrase::new("store-named").with("store", "a.db").hint().unwrap();
        assert_eq!(Texts::for_machines().say_if_any(&hint), None);
        assert_eq!(Phrase::verbatim("too many cooks").hint(), None);
    }
}
