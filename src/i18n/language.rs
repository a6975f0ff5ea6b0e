//! The languages people can choose.

use clap::ValueEnum;
use serde::Deserialize;

/// A language of the text for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Language {
    En,
    Nl,
    Da,
}

impl Language {
    /// The language of the locale, English for any other.
    pub(crate) fn of_locale() -> Self {
        let locale = sys_locale::get_locale().unwrap_or_default();
        match locale.split(['-', '_', '.']).next() {
            Some("nl") => Self::Nl,
            Some("da") => Self::Da,
            _ => Self::En,
        }
    }
}
