//! `language-unknown`: not a BCP 47 tag, or the tag of a language or region that is not registered.

use icu_locale_core::Locale;

use crate::model::{Problem, Reason};
use crate::suggest;

/// Checks a language that may be empty.
pub(super) fn check(value: &str) -> Option<Problem> {
    if value.is_empty() || is_known(value) {
        return None;
    }
    if suggest::is_longer_than_names(value) {
        return Some(Problem::new(Reason::LanguageUnknown, "LanguageId", value));
    }
    let dashed = value.trim().replace('_', "-");
    let suggestion = (dashed != value && is_known(&dashed)).then_some(dashed);
    Some(Problem::new(Reason::LanguageUnknown, "LanguageId", value).suggesting(suggestion))
}

/// Whether it is a well-formed BCP 47 tag, in any case, of an ISO 639 language and, if it names one, an ISO 3166 region.
pub(crate) fn is_known(tag: &str) -> bool {
    if suggest::is_longer_than_names(tag) {
        return false;
    }
    let Ok(locale) = Locale::try_from_str(tag) else { return false };
    if tag.contains('_') {
        return false;
    }
    let language = locale.id.language.as_str();
    let language_known = match language.len() {
        2 => isolang::Language::from_639_1(language).is_some(),
        3 => language != "und" && isolang::Language::from_639_3(language).is_some(),
        _ => false,
    };
    let region_known = locale.id.region.is_none_or(|region| {
        // Three digits are a UN M.49 area such as 419, Latin America.
        region.as_str().len() == 3 || rust_iso3166::from_alpha2(region.as_str()).is_some()
    });
    language_known && region_known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_from_other_text() {
        for tag in ["en", "en-US", "en-us", "nl-NL", "da-DK", "zh-Hans-CN", "sr-Latn-RS", "es-419", "haw-US"] {
            assert!(is_known(tag), "{tag}");
        }
        for tag in ["", "klingonese", "q!", "qq", "dk-DK", "en-XX", "en_US", "und", "english"] {
            assert!(!is_known(tag), "{tag}");
        }
    }

    #[test]
    fn an_underscore_is_put_right() {
        assert_eq!(check("en_US").map(|problem| problem.suggestion).as_deref(), Some("en-US"));
    }
}
