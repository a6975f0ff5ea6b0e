//! Countries by name: in English and in the languages of customers, official and common.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::LazyLock;

use super::plain_name::plain_name;

/// Names that the data set lacks, or gives to one country where two are meant.
const OTHER_NAMES: [(&str, &str); 36] = [
    ("america", "USA"),
    ("forenede stater", "USA"),
    ("britain", "GBR"),
    ("brd", "DEU"),
    ("bundesrepublik deutschland", "DEU"),
    ("prc", "CHN"),
    ("dprk", "PRK"),
    ("fyrom", "MKD"),
    ("macedonië", "MKD"),
    ("makedonien", "MKD"),
    ("dr congo", "COD"),
    ("drc", "COD"),
    ("congo kinshasa", "COD"),
    ("congo brazzaville", "COG"),
    ("czech republic", "CZE"),
    ("england", "GBR"),
    ("engeland", "GBR"),
    ("great britain", "GBR"),
    ("groot-brittannië", "GBR"),
    ("großbritannien", "GBR"),
    ("storbritannien", "GBR"),
    ("grande-bretagne", "GBR"),
    ("northern ireland", "GBR"),
    ("noord-ierland", "GBR"),
    ("scotland", "GBR"),
    ("schotland", "GBR"),
    ("wales", "GBR"),
    ("republic of ireland", "IRL"),
    ("kosovo", "XKX"),
    ("kosova", "XKX"),
    ("косово", "XKX"),
    ("republic of kosovo", "XKX"),
    ("north macedonia", "MKD"),
    ("former yugoslav republic of macedonia", "MKD"),
    ("macao", "MAC"),
    ("uae", "ARE"),
];

/// Languages in which the data set's names are those of CLDR or iso-codes; others have names of a neighbour in the list.
const LANGUAGES: [&str; 62] = [
    "af", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "eo", "es", "et", "eu", "fa",
    "fi", "fo", "fr", "fy", "ga", "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "ko", "lt",
    "lv", "mk", "ms", "mt", "nb", "nl", "nn", "pl", "pt", "pt_BR", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "th",
    "tr", "uk", "vi", "zh_CN", "zh_HK", "zh_TW",
];

/// What stands between a name and what tells apart two countries of that name: `Congo (Kinshasa)`, `Korea, Republic of`.
const QUALIFIERS: [&str; 9] = [" (", "(", ",", "،", "、", "（", " [", " - ", " – "];

/// Alpha-3 codes by plain name; `None` where two countries share the name. Indexing all names takes some 20 ms, so it waits
/// until one is asked for.
static NAMES: LazyLock<HashMap<String, Option<&'static str>>> = LazyLock::new(index);

/// Returns the alpha-3 code of the country with that name; `None` if no country has it, or more than one.
pub(super) fn country_named(name: &str) -> Option<&'static str> {
    NAMES.get(&plain_name(name)).copied().flatten()
}

/// Whether two countries share a name.
pub(super) fn is_shared(name: &str) -> bool {
    NAMES.get(&plain_name(name)).is_some_and(Option::is_none)
}

fn index() -> HashMap<String, Option<&'static str>> {
    let mut names = HashMap::with_capacity(20_000);
    let mut shared: HashMap<String, Vec<&'static str>> = HashMap::new();
    for (alpha3, name) in all_names() {
        for spelling in [Some(plain_name(name)), transliterated(name)].into_iter().flatten() {
            add(&mut names, spelling, alpha3);
        }
        for (end, _) in QUALIFIERS.iter().flat_map(|qualifier| name.match_indices(qualifier)) {
            shared.entry(plain_name(&name[..end])).or_default().push(alpha3);
        }
    }
    // What the standard calls a country is not another one, although a language may call it so.
    names.extend(rust_iso3166::ALL.iter().map(|country| (plain_name(country.name), Some(country.alpha3))));
    for (name, countries) in shared {
        if let Some(known) = names.get_mut(&name)
            && countries.iter().any(|country| *known != Some(country))
        {
            *known = None;
        }
    }
    names.extend(OTHER_NAMES.map(|(name, alpha3)| (plain_name(name), Some(alpha3))));
    names.remove("");
    names
}

fn add(names: &mut HashMap<String, Option<&'static str>>, name: String, alpha3: &'static str) {
    match names.entry(name) {
        Entry::Vacant(place) => {
            place.insert(Some(alpha3));
        }
        Entry::Occupied(mut known) if *known.get() != Some(alpha3) => {
            known.insert(None);
        }
        Entry::Occupied(_) => {}
    }
}

/// Returns all names with the alpha-3 code of their country.
fn all_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    let of_standard = rust_iso3166::ALL.iter().map(|country| (country.alpha3, country.name));
    let of_languages = keshvar::SUPPORTED_ALPHA2_LIST.iter().flat_map(|alpha2| {
        let country = alpha2.to_country();
        let alpha3 = rust_iso3166::from_numeric_str(country.number()).map(|known| known.alpha3);
        let translations = country.translations();
        let mut names = vec![country.iso_short_name(), country.iso_long_name()];
        names.extend(country.unofficial_name_list());
        names.extend(LANGUAGES.iter().filter_map(|language| translations.get(language).copied()));
        alpha3.into_iter().flat_map(move |alpha3| names.clone().into_iter().map(move |name| (alpha3, name)))
    });
    of_standard.chain(of_languages)
}

/// Returns the spelling of a German name on a keyboard without umlauts, `Oesterreich`; `None` if the name has no umlaut.
fn transliterated(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let plain = lower.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
    (plain != lower).then(|| plain_name(&plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_found_by_its_name_in_many_languages() {
        for (name, alpha3) in [
            ("Netherlands", "NLD"),
            ("the netherlands", "NLD"),
            ("Nederland", "NLD"),
            ("Pays-Bas", "NLD"),
            ("Holland", "NLD"),
            ("Belgien", "BEL"),
            ("België", "BEL"),
            ("BELGIQUE", "BEL"),
            ("Suomi", "FIN"),
            ("Island", "ISL"),
            ("Swaziland", "SWZ"),
            ("Eswatini", "SWZ"),
            ("Macedonia", "MKD"),
            ("Burma", "MMR"),
            ("Deutschland", "DEU"),
            ("Oesterreich", "AUT"),
            ("Danmark", "DNK"),
            ("U.S.A.", "USA"),
            ("United States", "USA"),
            ("United States of America", "USA"),
            ("United Kingdom", "GBR"),
            ("Northern Ireland", "GBR"),
            ("Republic of Ireland", "IRL"),
            ("Turkey", "TUR"),
            ("Türkiye", "TUR"),
            ("Côte d'Ivoire", "CIV"),
            ("Ivory Coast", "CIV"),
            ("Czechia", "CZE"),
            ("Kosovo", "XKX"),
            ("Россия", "RUS"),
            ("日本", "JPN"),
            ("中国", "CHN"),
            ("España", "ESP"),
            ("South Korea", "KOR"),
            ("Korea, Republic of", "KOR"),
            ("Vietnam", "VNM"),
            ("Guinea", "GIN"),
            ("Samoa", "WSM"),
            ("Trinidad & Tobago", "TTO"),
            ("Niger", "NER"),
            ("Congo (Democratic Republic of the)", "COD"),
        ] {
            assert_eq!(country_named(name), Some(alpha3), "{name}");
        }
    }

    #[test]
    fn a_name_that_two_countries_share_or_none_has_is_no_country() {
        for name in [
            "",
            "Congo",
            "Kongo",
            "Конго",
            "Korea",
            "Corea",
            "Virgin Islands",
            "Saint Martin",
            "Sint Maarten",
            "none",
            "Atlantis",
            "Neder",
            "x",
            "-",
            "Germny",
            "Islands",
            "Republic",
        ] {
            assert_eq!(country_named(name), None, "{name}");
        }
    }
}
