//! `language-unknown`: not a BCP 47 tag, or the tag of a language or region that is not registered.

use icu_locale_core::Locale;

use super::null_text;
use crate::model::{Problem, Reason};
use crate::suggest;

/// Languages by the names that older platforms and people give them: codes that were withdrawn, codes of countries, and those
/// of ISO 639-2 for libraries.
const LANGUAGES: [(&str, &str); 29] = [
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
    ("alb", "sq"),
    ("arm", "hy"),
    ("baq", "eu"),
    ("bur", "my"),
    ("chi", "zh"),
    ("cze", "cs"),
    ("dut", "nl"),
    ("fre", "fr"),
    ("geo", "ka"),
    ("ger", "de"),
    ("gre", "el"),
    ("ice", "is"),
    ("rum", "ro"),
    ("tib", "bo"),
    ("wel", "cy"),
];

/// Withdrawn languages whose codes are those of countries as well: of India and of Macao.
const ALSO_COUNTRIES: [&str; 2] = ["in-in", "mo-mo"];

/// Regions by the codes that older platforms give them, with the languages in which they are meant. `es-SP` is not Serbia.
const REGIONS: [(&str, &str, &[&str]); 8] = [
    ("uk", "GB", &["en", "cy", "gd", "kw"]),
    ("sp", "RS", &["sr"]),
    ("cs", "RS", &["sr"]),
    ("yu", "RS", &["sr"]),
    ("cb", "029", &["en"]),
    ("bu", "MM", &["my"]),
    ("tp", "TL", &["pt", "tet"]),
    ("zr", "CD", &["fr", "ln", "sw"]),
];

/// What Unix adds to a locale, with the script that it stands for; none for a currency.
const MODIFIERS: [(&str, &str); 5] =
    [("euro", ""), ("latin", "Latn"), ("cyrillic", "Cyrl"), ("devanagari", "Deva"), ("arabic", "Arab")];

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
    let (locale, modifier) = value.split_once('@').unwrap_or((value, "euro"));
    let script = renamed(&MODIFIERS, modifier)?;
    let locale = match locale.split_once('.') {
        Some((locale, charset)) if charset.bytes().any(|byte| byte.is_ascii_digit()) => locale,
        Some(_) => return None,
        None => locale,
    };
    let parts: Vec<_> = locale.split(['-', '_', ' ', '/']).filter(|part| !part.is_empty()).collect();
    let (first, rest) = parts.split_first()?;
    if ALSO_COUNTRIES.iter().any(|tag| tag.eq_ignore_ascii_case(&parts.join("-"))) {
        return None;
    }
    let (last, inner) = rest.split_last().map_or(("", rest), |(last, inner)| (*last, inner));
    let rest = if SORTS.contains(&last.to_ascii_lowercase().as_str()) { inner } else { rest };
    let language =
        renamed(&LANGUAGES, first).filter(|_| isolang::Language::from_639_1(&first.to_lowercase()).is_none());
    let language = language.map_or_else(|| first.to_lowercase(), str::to_owned);
    let region = |part: &str| {
        let named = REGIONS
            .iter()
            .find(|(name, _, languages)| name.eq_ignore_ascii_case(part) && languages.contains(&language.as_str()));
        named.map(|(_, region, _)| *region)
    };
    let of_rest = |part: &&str| renamed(&SCRIPTS, part).or_else(|| region(part)).unwrap_or(part).to_owned();
    let scripts = [script].into_iter().filter(|script| !script.is_empty()).map(str::to_owned);
    let mut subtags: Vec<_> = [language.clone()].into_iter().chain(scripts).chain(rest.iter().map(of_rest)).collect();
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
            ("cy-UK", "cy-GB"),
            ("cz-CZ", "cs-CZ"),
            ("sr_RS@latin", "sr-Latn-RS"),
            ("uz_UZ@cyrillic", "uz-Cyrl-UZ"),
            ("sr_RS.UTF-8@latin", "sr-Latn-RS"),
            ("ger", "de"),
            ("dut-NL", "nl-NL"),
        ] {
            assert_eq!(check(value).expect(value).proposal(), Some(tag), "{value}");
        }
        for value in [
            "english",
            "en-XX",
            "q!",
            "-",
            "_",
            "klingonese",
            "es-SP",
            "ca-SP",
            "uk-UK",
            "cs-CS",
            "cz-CS",
            "sk-CS",
            "bg-BU",
            "hr-YU",
            "mk-YU",
            "in-IN",
            "in_IN",
            "ca_ES@valencia",
            "en.US",
            "sr-Cyrl_RS@latin",
        ] {
            assert_eq!(check(value).expect(value).proposal(), None, "{value}");
        }
    }
}
