//! The languages people can choose.

use std::env;
use std::sync::OnceLock;

use serde::Deserialize;

/// A language of the text for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Language {
    En,
    Nl,
    Da,
}

/// The language of this run of the program.
static CHOSEN: OnceLock<Language> = OnceLock::new();

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

    /// Returns the language with that code.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Chooses the language of what is said on the standard error, for the rest of this run: as with colours, there is one
    /// screen. The first choice holds.
    pub(crate) fn choose(self) {
        let _ = CHOSEN.set(self);
    }

    /// Returns the language that was chosen; English before that.
    pub(crate) fn chosen() -> Self {
        CHOSEN.get().copied().unwrap_or(Self::En)
    }

    /// Returns the language of the locale, as gettext finds it: `LC_ALL`, `LC_MESSAGES` or `LANG` name the locale, of which
    /// `LANGUAGE` may say which languages it prefers, unless the locale is the plain one of programs, C. English for any other.
    pub(crate) fn of_locale() -> Self {
        let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable);
        Self::preferred(locale.as_deref(), variable("LANGUAGE").as_deref()).unwrap_or(Self::En)
    }

    fn preferred(locale: Option<&str>, languages: Option<&str>) -> Option<Self> {
        if matches!(locale, Some("C" | "POSIX")) {
            return None;
        }
        let wanted = languages.or(locale)?;
        // Such as nl_BE.UTF-8@euro.
        let code = |locale: &str| locale.split(['_', '-', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        wanted.split(':').find_map(|locale| Self::from_code(&code(locale)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_names_the_language_and_its_preferences_go_first() {
        for (locale, languages, expected) in [
            (Some("nl_BE.UTF-8@euro"), None, Some(Language::Nl)),
            (Some("da_DK"), None, Some(Language::Da)),
            (Some("da"), Some("nl:da"), Some(Language::Nl)),
            (Some("nl_NL.UTF-8"), Some("fr:da_DK:en"), Some(Language::Da)),
            (Some("C.UTF-8"), Some("da"), Some(Language::Da)),
            (None, Some("da"), Some(Language::Da)),
            (Some("C"), Some("da"), None),
            (Some("POSIX"), None, None),
            (Some("nl_NL.UTF-8"), Some("fr"), None),
            (Some("dansk"), None, None),
            (None, None, None),
        ] {
            assert_eq!(Language::preferred(locale, languages), expected, "{locale:?}, {languages:?}");
        }
    }
}
