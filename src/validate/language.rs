//! `language-unknown`: not a BCP 47 tag, or the tag of a language or region that is not registered.

use icu_locale_core::Locale;

use super::null_text;
use crate::model::{Problem, Reason};
use crate::suggest;

/// Languages by the names that older platforms and people give them: codes that were withdrawn, and codes of countries.
const LANGUAGES: [(&str, &str); 14] = [
    ("iw", "he"),
    ("in", "id"),
    ("ji", "yi"),
    ("jw", "jv"),
    ("mo", "ro"),
    ("dk", "da"),
    ("jp", "ja"),
    ("cz", "cs"),
    ("gr", "el"),
    ("cn", "zh"),
    ("kp", "ko"),
    ("ua", "uk"),
    ("vn", "vi"),
    ("at", "de"),
];

/// Regions by the codes that older platforms give them.
const REGIONS: [(&str, &str); 8] =
    [("uk", "GB"), ("sp", "RS"), ("cs", "RS"), ("yu", "RS"), ("cb", "029"), ("bu", "MM"), ("tp", "TL"), ("zr", "CD")];

/// Scripts by the names that .NET gives them.
const SCRIPTS: [(&str, &str); 2] = [("chs", "Hans"), ("cht", "Hant")];

/// What Windows adds to a locale to say how it sorts, as in `es-ES_tradnl`.
const SORTS: [&str; 9] = ["tradnl", "phoneb", "pronun", "unicod", "technl", "modern", "radstr", "stroke", "mosoft"];

/// Checks a language that may be empty.
pub(super) fn check(value: &str) -> Option<Problem> {
    if value.is_empty() || is_known(value) {
        return None;
    }
    let unknown = || Problem::new(Reason::LanguageUnknown, "LanguageId", value).suggesting(meant(value));
    null_text::check(Reason::LanguageNull, "LanguageId", value).or_else(|| Some(unknown()))
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

/// Returns the tag that a platform's locale stands for; `None` if it is none, or one that is not known.
fn meant(value: &str) -> Option<String> {
    if suggest::is_longer_than_names(value) {
        return None;
    }
    // `en_US.UTF-8` and `de_DE@euro` are locales of Unix.
    let locale = value.split(['.', '@']).next()?;
    let parts: Vec<_> = locale.split(['-', '_', ' ', '/']).filter(|part| !part.is_empty()).collect();
    let (first, rest) = parts.split_first()?;
    let (last, inner) = rest.split_last().map_or(("", rest), |(last, inner)| (*last, inner));
    let rest = if SORTS.contains(&last.to_ascii_lowercase().as_str()) { inner } else { rest };
    let language =
        renamed(&LANGUAGES, first).filter(|_| isolang::Language::from_639_1(&first.to_lowercase()).is_none());
    let mut subtags = vec![language.map_or_else(|| first.to_lowercase(), str::to_owned)];
    subtags.extend(rest.iter().map(|part| {
        let renamed = renamed(&SCRIPTS, part).or_else(|| renamed(&REGIONS, part));
        renamed.map_or_else(|| (*part).to_owned(), str::to_owned)
    }));
    // Older .NET names have the script behind the region.
    if let [_, region, script] = subtags.as_slice()
        && script.len() == 4
        && region.len() != 4
    {
        subtags.swap(1, 2);
    }
    let tag = subtags.join("-");
    (tag != value && is_known(&tag)).then_some(tag)
}

fn renamed(names: &[(&str, &'static str)], part: &str) -> Option<&'static str> {
    names.iter().find(|(name, _)| name.eq_ignore_ascii_case(part)).map(|(_, renamed)| *renamed)
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
    fn a_locale_of_a_platform_is_put_right() {
        for (value, tag) in [
            ("en_US", "en-US"),
            ("en US", "en-US"),
            ("en_US.UTF-8", "en-US"),
            ("de_DE@euro", "de-DE"),
            ("en-UK", "en-GB"),
            ("zh-CHS", "zh-Hans"),
            ("zh-CHT", "zh-Hant"),
            ("iw-IL", "he-IL"),
            ("iw", "he"),
            ("in-ID", "id-ID"),
            ("sr-SP", "sr-RS"),
            ("sr-SP-Latn", "sr-Latn-RS"),
            ("sr-Cyrl-SP", "sr-Cyrl-RS"),
            ("az-AZ_Cyrl", "az-Cyrl-AZ"),
            ("es-ES_tradnl", "es-ES"),
            ("de-DE_phoneb", "de-DE"),
            ("en-CB", "en-029"),
            ("dk-DK", "da-DK"),
            ("jp-JP", "ja-JP"),
        ] {
            assert_eq!(check(value).expect(value).proposal(), Some(tag), "{value}");
        }
        for value in ["english", "en-XX", "q!", "-", "_", "klingonese"] {
            assert_eq!(check(value).expect(value).proposal(), None, "{value}");
        }
    }
}
