//! What can be wrong with a configuration.

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::wording::plain_message;
use crate::failure::Explain;
use crate::suggest;

/// A configuration that is not there, cannot be read or has a mistake.
#[derive(Debug, Error)]
pub(crate) enum ConfigError {
    #[error("no configuration was found")]
    NotFound { tried: Vec<PathBuf> },
    /// In the current folder, found but not named.
    #[error("configuration `{}` belongs to {owner}, so it is not used unless you name it", path.display())]
    Foreign { path: PathBuf, owner: String },
    /// In the current folder, found but not named.
    #[error("everybody can write configuration `{}`, so it is not used unless you name it", path.display())]
    Writable { path: PathBuf },
    #[error("configuration `{}` cannot be read: it is not UTF-8", path.display())]
    NotUtf8 { path: PathBuf },
    #[error("configuration `{}` cannot be read", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error(transparent)]
    Mistake(Box<ConfigMistake>),
}

/// A mistake in a configuration, with its place.
#[derive(Debug, Error)]
#[error("configuration `{}`, line {line}: {message}\n  {source_line}\n  {caret}", path.display())]
pub(crate) struct ConfigMistake {
    path: PathBuf,
    line: usize,
    message: String,
    source_line: String,
    caret: String,
    hint: Option<String>,
}

impl Explain for ConfigError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::NotFound { tried } => {
                let places: Vec<_> = tried.iter().map(|path| format!("`{}`", path.display())).collect();
                Some(format!("`hqsync init` creates one; looked for {}", places.join(", ")))
            }
            Self::Foreign { path, .. } => Some(format!(
                "if you trust it: `--config ./{}`; run hqsync in another folder otherwise",
                path.display()
            )),
            Self::Writable { path } => {
                Some(format!("`chmod o-w {}`; or, if it is meant, `--config ./{}`", path.display(), path.display()))
            }
            Self::NotUtf8 { .. } => Some("save the file as UTF-8".to_owned()),
            Self::Unreadable { path, source } if source.kind() == io::ErrorKind::NotFound => {
                Some(format!("`hqsync init {}` creates one", path.display()))
            }
            Self::Unreadable { .. } => Some("check the path and the permissions".to_owned()),
            Self::Mistake(mistake) => mistake.hint.clone(),
        }
    }

    fn is_in_lines(&self) -> bool {
        matches!(self, Self::Mistake(_))
    }
}

impl ConfigError {
    /// A mistake at a place of the text; the message is about the key in whose line the place is.
    pub(super) fn mistake(path: &Path, text: &str, place: Range<usize>, message: &str) -> Self {
        let start = place.start.min(text.len());
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line = text[..start].matches('\n').count() + 1;
        let source_line = text[line_start..].lines().next().unwrap_or_default().trim_end();
        let key = source_line.split_once('=').map(|(key, _)| key.trim()).filter(|key| !key.is_empty());

        let (message, hint) = match unknown_key(message) {
            Some((name, known)) => (format!("unknown key `{name}`"), hint_for_key(name, &known, &text[..start])),
            None => {
                let message = plain_message(message);
                (key.map_or_else(|| message.clone(), |key| format!("`{key}`: {message}")), None)
            }
        };
        let before = text[line_start..start].chars().count();
        let width = text[start..place.end.clamp(start, text.len())].lines().next().unwrap_or_default().chars().count();
        let caret = format!("{}{}", " ".repeat(before), "^".repeat(width.clamp(1, 80)));
        Self::Mistake(Box::new(ConfigMistake {
            path: path.to_owned(),
            line,
            message,
            source_line: source_line.to_owned(),
            caret,
            hint,
        }))
    }

    /// What the TOML reader has found.
    pub(super) fn from_toml(path: &Path, text: &str, error: &toml::de::Error) -> Self {
        let place = error.span().unwrap_or(0..0);
        Self::mistake(path, text, place, error.message())
    }
}

/// The keys that belong to no table.
const TOP_LEVEL: [&str; 3] = ["store", "store_mode", "language"];

/// Returns what is to be done about an unknown key: it may stand below a table that it does not belong to. `before` is the text
/// before it.
fn hint_for_key(name: &str, known: &[&str], before: &str) -> Option<String> {
    let table = before.lines().rev().map(str::trim).find(|line| line.starts_with('['));
    match table {
        Some(table) if TOP_LEVEL.contains(&name) => {
            Some(format!("below `{table}` it belongs to that table: put `{name}` above the first table"))
        }
        _ => suggest::nearest(name, known.iter().copied()).map(|nearest| format!("did you mean `{nearest}`?")),
    }
}

/// The key and the known ones in serde's "unknown field `x`, expected one of `a`, `b`".
fn unknown_key(message: &str) -> Option<(&str, Vec<&str>)> {
    let mut names = message.strip_prefix("unknown field ")?.split('`').skip(1).step_by(2);
    Some((names.next()?, names.collect()))
}
