//! The forms of the countries' postal codes: our own where the data set's is missing, too narrow or too wide.

use std::sync::OnceLock;

use regex_lite::Regex;

/// Pattern and examples of a country's postal codes; letters in any case, since people type them so.
const OWN_FORMS: [(&str, &str, &[&str]); 34] = [
    ("USA", r"^\d{5}(-\d{4})?$", &["02139", "02139-1234"]),
    ("CAN", r"(?i)^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d$", &["K1A 0B1"]),
    (
        // The last ones are those of the forces and of territories that write to themselves by way of Britain.
        "GBR",
        r"(?i)^(GIR ?0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]|[A-HK-Y][0-9][0-9A-Z]|[0-9][A-Z]) ?[0-9][ABD-HJLNP-UW-Z]{2}|BFPO ?\d{1,4}|(ASCN|BBND|BIQQ|FIQQ|PCRN|SIQQ|STHL|TDCU|TKCA) ?1ZZ|GX11 ?1AA|AI-?2640)$",
        &["SW1A 1AA"],
    ),
    ("DEU", r"^(0[1-9]|[1-9]\d)\d{3}$", &["10115"]),
    ("FRA", r"^\d{2} ?\d{3}$", &["75008"]),
    // The post gives out no codes with SA, SD or SS.
    ("NLD", r"(?i)^[1-9]\d{3} ?([A-RT-Z][A-Z]|S[BCE-RT-Z])$", &["1017 AB"]),
    ("BEL", r"^[1-9]\d{3}$", &["1000"]),
    ("DNK", r"^\d{4}$", &["8000"]),
    ("SWE", r"^\d{3} ?\d{2}$", &["113 51"]),
    ("NOR", r"^\d{4}$", &["0150"]),
    ("FIN", r"^\d{5}$", &["00100"]),
    ("AUS", r"^\d{4}$", &["2000"]),
    ("CHE", r"^[1-9]\d{3}$", &["8001"]),
    ("AUT", r"^[1-9]\d{3}$", &["1010"]),
    ("ITA", r"^\d{5}$", &["00184"]),
    ("ESP", r"^(0[1-9]|[1-4]\d|5[0-2])\d{3}$", &["28001"]),
    ("PRT", r"^\d{4}-\d{3}$", &["1000-001"]),
    ("POL", r"^\d{2}-\d{3}$", &["00-001"]),
    ("IRL", r"(?i)^([AC-FHKNPRTV-Y]\d{2}|D6W) ?[0-9AC-FHKNPRTV-Y]{4}$", &["D02 AF30"]),
    ("IND", r"^[1-9]\d{2} ?\d{3}$", &["110001"]),
    ("AZE", r"(?i)^(AZ ?)?\d{4}$", &["AZ1000"]),
    ("CHL", r"^\d{3}-?\d{4}$", &["8320000"]),
    ("EGY", r"^\d{5}(\d{2})?$", &["11511", "4272001"]),
    // The digital address, which has a hyphen or none behind its letters and before its last digits.
    ("GHA", r"(?i)^[A-Z][A-Z0-9]-?\d{3,5}-?\d{4}$", &["GA-184-1234"]),
    ("HTI", r"(?i)^(HT)?\d{4}$", &["HT6110"]),
    ("IRN", r"^\d{5}-?\d{5}$", &["11936-53471"]),
    ("KAZ", r"(?i)^(\d{6}|[A-Z]\d{2}[A-Z]\d[A-Z]\d)$", &["050000", "A05E4B5"]),
    ("LTU", r"(?i)^(LT-)?\d{5}$", &["LT-01100"]),
    ("MDA", r"(?i)^(MD-?)?\d{4}$", &["MD-2001"]),
    ("MMR", r"^\d{5}(\d{2})?$", &["11181", "0111811"]),
    ("MNG", r"^\d{5,6}$", &["15160"]),
    ("SAU", r"^\d{5}(-\d{4})?$", &["11564"]),
    ("SLV", r"(?i)^(CP ?)?\d{4}$", &["1101"]),
    ("VEN", r"(?i)^\d{4}(-?[A-Z])?$", &["1010"]),
];

/// The patterns by the country's number in ISO 3166-1, which has three digits. Each is compiled when it is first needed.
static FORMS: [OnceLock<Option<Regex>>; 1000] = [const { OnceLock::new() }; 1000];

/// Returns the form of a country's postal codes that needs no configuration; `None` if the country has no codes.
pub(super) fn built_in_form(alpha3: &str) -> Option<&'static Regex> {
    let country = rust_iso3166::from_alpha3(alpha3)?;
    FORMS.get(usize::from(country.numeric))?.get_or_init(|| compile(country.alpha3)).as_ref()
}

fn compile(alpha3: &'static str) -> Option<Regex> {
    let own = OWN_FORMS.iter().find(|(country, ..)| *country == alpha3).map(|(_, pattern, _)| (*pattern).to_owned());
    let pattern = own.or_else(|| {
        let format = keshvar::Alpha3::try_from(alpha3).ok()?.to_country().postal_code_format()?;
        Some(format!("(?i)^(?:{format})$"))
    })?;
    Regex::new(&pattern).ok()
}

/// Returns what people of other countries write before a country's postal codes, the longest first: `DNK`, `DK`, and `D` for Germany.
pub(super) fn prefixes_abroad(alpha3: &str) -> Vec<String> {
    let Some(country) = rust_iso3166::from_alpha3(alpha3) else { return Vec::new() };
    let of_cars =
        keshvar::Alpha3::try_from(alpha3).ok().and_then(|known| known.to_country().maybe_vehicle_registration_code());
    let codes = [Some(country.alpha3), Some(country.alpha2), of_cars];
    codes.into_iter().flatten().map(str::to_owned).collect()
}

/// Returns the pattern of a country's postal codes that needs no configuration; `None` if the country has no codes.
pub(crate) fn built_in_postal_code(alpha3: &str) -> Option<&'static str> {
    built_in_form(alpha3).map(Regex::as_str)
}

/// Returns examples of a country's postal codes; none for a pattern that has none.
pub(crate) fn postal_code_examples(country: &str, pattern: &str) -> &'static [&'static str] {
    let built_in = OWN_FORMS.iter().find(|(known, built_in, _)| *known == country && *built_in == pattern);
    built_in.map_or(&[], |(_, _, examples)| examples)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_ours_has_an_example_that_matches() {
        for (country, pattern, examples) in OWN_FORMS {
            let form = built_in_form(country).expect(country);
            assert!(!examples.is_empty(), "{country}");
            assert!(examples.iter().all(|example| form.is_match(example)), "{country}");
            assert_eq!(postal_code_examples(country, pattern), examples);
        }
        assert!(postal_code_examples("USA", "^x$").is_empty());
    }

    #[test]
    fn every_form_of_the_data_set_compiles() {
        let mut forms = 0;
        for country in rust_iso3166::ALL {
            let format = keshvar::Alpha3::try_from(country.alpha3)
                .ok()
                .and_then(|known| known.to_country().postal_code_format());
            assert!(format.is_none() || built_in_form(country.alpha3).is_some(), "{}", country.alpha3);
            forms += usize::from(format.is_some());
        }
        assert!(forms >= 178, "{forms}");
    }
}
