//! What can be wrong with a configuration.

use std::borrow::Cow;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::wording::plain_message;
use crate::address::conceal_password;
use crate::failure::Explain;
use crate::i18n::Phrase;
use crate::suggest;

/// A configuration that is not there, cannot be read or has a mistake.
#[derive(Debug, Error)]
#[error("{}", self.phrase())]
pub(crate) enum ConfigError {
    NotFound {
        tried: Vec<PathBuf>,
    },
    /// In the current folder, found but not named.
    Foreign {
        path: PathBuf,
        owner: String,
    },
    /// In the current folder, found but not named.
    Writable {
        path: PathBuf,
    },
    NotUtf8 {
        path: PathBuf,
    },
    Unreadable {
        path: PathBuf,
        source: io::Error,
    },
    /// It holds a password, and its group or others may read it.
    PasswordOpen {
        path: PathBuf,
    },
    Mistake(Box<ConfigMistake>),
}

/// A mistake in a configuration, with its place.
#[derive(Debug)]
pub(crate) struct ConfigMistake {
    line: usize,
    message: Phrase,
    hint: Option<Phrase>,
}

impl Explain for ConfigError {
    fn phrase(&self) -> Phrase {
        match self {
            Self::NotFound { tried } => {
                let places: Vec<_> = tried.iter().map(|path| format!("`{}`", path.display())).collect();
                Phrase::new("config-not-found").with("places", places.join(", "))
            }
            Self::Foreign { path, owner } => {
                Phrase::new("config-foreign").with("path", path.display()).with("owner", owner)
            }
            Self::Writable { path } => Phrase::new("config-writable").with("path", path.display()),
            Self::NotUtf8 { path } => Phrase::new("config-not-utf8").with("path", path.display()),
            Self::Unreadable { path, source } => {
                let kind = if source.kind() == io::ErrorKind::NotFound { "missing" } else { "other" };
                let message = Phrase::new("config-unreadable").with("path", path.display()).with("kind", kind);
                message.because(source.phrase())
            }
            Self::PasswordOpen { path } => Phrase::new("config-password-open").with("path", path.display()),
            Self::Mistake(mistake) => mistake.message.clone(),
        }
    }

    fn hint(&self) -> Option<Phrase> {
        match self {
            Self::Mistake(mistake) => mistake.hint.clone(),
            _ => self.phrase().hint(),
        }
    }
}

impl ConfigError {
    /// A mistake at a place of the text; the message is about the key in whose line the place is.
    pub(super) fn mistake(path: &Path, text: &str, place: Range<usize>, message: Phrase) -> Self {
        let line = Line::at(text, place, path);
        // What is said of an address does not repeat it; what is said of another value may repeat an address.
        let is_hidden = line.shown() != line.text && line.key() != Some(STORE);
        let message = if is_hidden { Phrase::new("config-value-hidden") } else { message };
        let message = line.say(line.key(), message);
        Self::Mistake(Box::new(ConfigMistake { line: line.number, message, hint: None }))
    }

    /// Returns the line of a mistake, counted from 1; `None` for what is wrong with the file as a whole.
    pub(crate) fn line(&self) -> Option<usize> {
        match self {
            Self::Mistake(mistake) => Some(mistake.line),
            _ => None,
        }
    }

    /// Adds what a person can do about a mistake.
    pub(super) fn hinting(mut self, hint: Option<Phrase>) -> Self {
        if let Self::Mistake(mistake) = &mut self {
            mistake.hint = hint;
        }
        self
    }

    /// What the TOML reader has found.
    pub(super) fn from_toml(path: &Path, text: &str, error: &toml::de::Error) -> Self {
        let place = error.span().unwrap_or(0..0);
        let Some((name, known)) = unknown_key(error.message()) else {
            return Self::mistake(path, text, place, plain_message(error.message()));
        };
        let before = &text[..place.start.min(text.len())];
        let unknown = Phrase::new("config-unknown-key").with("key", name);
        let line = Line::at(text, place, path);
        let (line, message) = (line.number, line.say(None, unknown));
        Self::Mistake(Box::new(ConfigMistake { line, message, hint: hint_for_key(name, &known, before) }))
    }
}

/// The line of a mistake.
struct Line<'a> {
    path: &'a Path,
    number: usize,
    text: &'a str,
    /// What stands below the mistake.
    carets: String,
}

impl<'a> Line<'a> {
    /// Returns the line in which a place of a text begins.
    fn at(text: &'a str, place: Range<usize>, path: &'a Path) -> Self {
        let start = place.start.min(text.len());
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let before = text[line_start..start].chars().count();
        let width = text[start..place.end.clamp(start, text.len())].lines().next().unwrap_or_default().chars().count();
        Self {
            path,
            number: text[..start].matches('\n').count() + 1,
            text: text[line_start..].lines().next().unwrap_or_default().trim_end(),
            carets: format!("{}{}", " ".repeat(before), "^".repeat(width.clamp(1, 80))),
        }
    }

    /// Returns the key whose value is in the line.
    fn key(&self) -> Option<&'a str> {
        self.text.split_once('=').map(|(key, _)| key.trim()).filter(|key| !key.is_empty())
    }

    /// Returns the text as far as it may be shown.
    fn shown(&self) -> Cow<'a, str> {
        conceal_password(self.text)
    }

    /// Says what is wrong in the line, or with the value of a key.
    fn say(&self, key: Option<&str>, mistake: Phrase) -> Phrase {
        let place = match key {
            Some(key) => Phrase::new("config-mistake-of-key").with("key", key),
            None => Phrase::new("config-mistake"),
        };
        let place = place.with("path", self.path.display()).with("line", self.number);
        let shown = self.shown();
        let carets = if shown == self.text { self.carets.as_str() } else { "" };
        place.because(mistake).lines(format!("  {shown}\n  {carets}").trim_end())
    }
}

/// The key of the store's address.
const STORE: &str = "store";

/// The keys that belong to no table.
const TOP_LEVEL: [&str; 3] = [STORE, "store_mode", "language"];

/// Returns what is to be done about an unknown key: it may stand below a table that it does not belong to. `before` is the text
/// before it.
fn hint_for_key(name: &str, known: &[&str], before: &str) -> Option<Phrase> {
    let table = before.lines().rev().map(str::trim).find(|line| line.starts_with('['));
    match table {
        Some(table) if TOP_LEVEL.contains(&name) => {
            Some(Phrase::new("config-key-above-tables").with("table", table).with("key", name))
        }
        _ => suggest::nearest(name, known.iter().copied()).map(suggest::did_you_mean),
    }
}

/// The key and the known ones in serde's "unknown field `x`, expected one of `a`, `b`".
fn unknown_key(message: &str) -> Option<(&str, Vec<&str>)> {
    let mut names = message.strip_prefix("unknown field ")?.split('`').skip(1).step_by(2);
    Some((names.next()?, names.collect()))
}
