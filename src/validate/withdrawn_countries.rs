//! Codes and names of countries that ISO 3166-1 no longer has, with the countries that came after them (ISO 3166-3).

use super::plain_name::plain_name;

/// A country that is no more.
struct WithdrawnCountry {
    alpha2: &'static str,
    alpha3: &'static str,
    /// What it is called; none if the name is that of a country of today.
    names: &'static [&'static str],
    /// Alpha-3 codes.
    successors: &'static [&'static str],
}

const fn withdrawn(
    alpha2: &'static str,
    alpha3: &'static str,
    names: &'static [&'static str],
    successors: &'static [&'static str],
) -> WithdrawnCountry {
    WithdrawnCountry { alpha2, alpha3, names, successors }
}

const WITHDRAWN: [WithdrawnCountry; 31] = [
    withdrawn("AI", "AFI", &["French Afars and Issas"], &["DJI"]),
    withdrawn("AN", "ANT", &["Netherlands Antilles", "Nederlandse Antillen"], &["BES", "CUW", "SXM"]),
    withdrawn("BQ", "ATB", &["British Antarctic Territory"], &["ATA"]),
    withdrawn("NQ", "ATN", &["Dronning Maud Land"], &["ATA"]),
    withdrawn("BU", "BUR", &[], &["MMR"]),
    withdrawn("BY", "BYS", &["Byelorussian SSR"], &["BLR"]),
    withdrawn(
        "CS",
        "CSK",
        &["Czechoslovakia", "Tsjechoslowakije", "Tschechoslowakei", "Tjekkoslovakiet", "Československo"],
        &["CZE", "SVK"],
    ),
    withdrawn("CT", "CTE", &["Canton and Enderbury Islands"], &["KIR"]),
    withdrawn(
        "DD",
        "DDR",
        &["German Democratic Republic", "East Germany", "GDR", "Deutsche Demokratische Republik"],
        &["DEU"],
    ),
    withdrawn("DY", "DHY", &["Dahomey"], &["BEN"]),
    withdrawn("FX", "FXX", &["France, Metropolitan", "Metropolitan France"], &["FRA"]),
    withdrawn("GE", "GEL", &["Gilbert and Ellice Islands"], &["KIR", "TUV"]),
    withdrawn("HV", "HVO", &["Upper Volta"], &["BFA"]),
    withdrawn("JT", "JTN", &["Johnston Island"], &["UMI"]),
    withdrawn("MI", "MID", &["Midway Islands"], &["UMI"]),
    withdrawn("NH", "NHB", &["New Hebrides"], &["VUT"]),
    withdrawn("NT", "NTZ", &["Neutral Zone"], &["IRQ", "SAU"]),
    withdrawn("PC", "PCI", &["Pacific Islands"], &["FSM", "MHL", "MNP", "PLW"]),
    withdrawn("PU", "PUS", &["US Miscellaneous Pacific Islands"], &["UMI"]),
    withdrawn("PZ", "PCZ", &["Panama Canal Zone"], &["PAN"]),
    withdrawn("RH", "RHO", &["Southern Rhodesia", "Rhodesia"], &["ZWE"]),
    withdrawn("RO", "ROM", &[], &["ROU"]),
    withdrawn(
        "CS",
        "SCG",
        &["Serbia and Montenegro", "Servië en Montenegro", "Serbien und Montenegro"],
        &["MNE", "SRB"],
    ),
    withdrawn("SK", "SKM", &["Sikkim"], &["IND"]),
    withdrawn(
        "SU",
        "SUN",
        &["USSR", "Soviet Union", "Sovjet-Unie", "Sowjetunion", "Sovjetunionen"],
        &["ARM", "AZE", "BLR", "EST", "GEO", "KAZ", "KGZ", "LTU", "LVA", "MDA", "RUS", "TJK", "TKM", "UKR", "UZB"],
    ),
    withdrawn("TP", "TMP", &["Portuguese Timor"], &["TLS"]),
    withdrawn("VD", "VDR", &["North Vietnam"], &["VNM"]),
    withdrawn("WK", "WAK", &["Wake Island"], &["UMI"]),
    withdrawn("YD", "YMD", &["Democratic Yemen", "South Yemen"], &["YEM"]),
    withdrawn(
        "YU",
        "YUG",
        &["Yugoslavia", "Joegoslavië", "Jugoslawien", "Jugoslavien", "Jugoslavija"],
        &["BIH", "HRV", "MKD", "MNE", "SRB", "SVN"],
    ),
    withdrawn("ZR", "ZAR", &["Zaire", "Zaïre"], &["COD"]),
];

/// Returns the countries that came after one that was withdrawn, by its code in capitals or its name; empty for any other
/// text, and for a code that stands for a country of today.
pub(crate) fn successors(text: &str) -> Vec<&'static str> {
    let of_today = rust_iso3166::from_alpha2(text).is_some();
    let name = plain_name(text);
    let is_meant = |country: &&WithdrawnCountry| {
        country.alpha3 == text
            || (country.alpha2 == text && !of_today)
            || country.names.iter().any(|known| plain_name(known) == name)
    };
    let mut found: Vec<_> = WITHDRAWN.iter().filter(is_meant).flat_map(|country| country.successors).copied().collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_successor_is_a_country_of_today_and_no_withdrawn_code_is() {
        for country in &WITHDRAWN {
            assert_eq!(rust_iso3166::from_alpha3(country.alpha3), None);
            assert!(!country.successors.is_empty());
            assert!(country.successors.iter().all(|alpha3| rust_iso3166::from_alpha3(alpha3).is_some()));
        }
    }

    #[test]
    fn all_codes_of_iso_3166_3_are_there() {
        for former in rust_iso3166::iso3166_3::ALL {
            // It was made of new parts under its old code.
            let is_known = WITHDRAWN.iter().any(|country| country.alpha3 == former.former.alpha3);
            assert!(is_known || rust_iso3166::from_alpha3(former.former.alpha3).is_some());
        }
    }

    #[test]
    fn codes_and_names_lead_to_the_successors() {
        for (text, countries) in [
            ("ROM", &["ROU"][..]),
            ("TMP", &["TLS"]),
            ("TP", &["TLS"]),
            ("ZAR", &["COD"]),
            ("ANT", &["BES", "CUW", "SXM"]),
            ("SCG", &["MNE", "SRB"]),
            ("CS", &["CZE", "MNE", "SRB", "SVK"]),
            ("Yugoslavia", &["BIH", "HRV", "MKD", "MNE", "SRB", "SVN"]),
            ("zaïre", &["COD"]),
            ("GE", &[]),
            ("Netherlands", &[]),
            ("", &[]),
        ] {
            assert_eq!(successors(text), countries, "{text}");
        }
    }
}
