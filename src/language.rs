//! The languages people can choose.

use serde::Deserialize;

/// A language of the text for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Language {
    En,
    Nl,
    Da,
}

impl Language {
    /// All languages.
    pub(crate) const ALL: [Self; 3] = [Self::En, Self::Nl, Self::Da];

    /// The code on the command line and in the configuration: ISO 639-1.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Nl => "nl",
            Self::Da => "da",
        }
    }

    /// The language of the locale, English for any other.
    pub(crate) fn of_locale() -> Self {
        let locale = sys_locale::get_locale().unwrap_or_default();
        let code = locale.split(['-', '_', '.']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code() == code).unwrap_or(Self::En)
    }
}
