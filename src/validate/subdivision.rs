//! States and provinces by name: ISO 3166-2.

use super::plain_name::plain_name;
use crate::suggest;

/// Returns the code of a subdivision of a country by its name, without the country's own code: `MA` for Massachusetts. `None`
/// if two subdivisions have that name.
pub(super) fn code_of(country: &str, name: &str) -> Option<&'static str> {
    if suggest::is_longer_than_names(name) {
        return None;
    }
    let country = rust_iso3166::from_alpha3(country)?;
    let subdivisions = country.subdivisions()?;
    let wanted = plain_name(name);
    let mut found = subdivisions.iter().filter(|subdivision| is_named(subdivision.name, &wanted));
    let code = found.next()?.code;
    let is_only = found.all(|other| other.code == code);
    code.split_once('-').map(|(_, own)| own).filter(|_| is_only)
}

/// Whether a subdivision has that name; notes in brackets and alternatives behind a slash are set aside.
fn is_named(name: &str, wanted: &str) -> bool {
    let outside = name.split(['(', '[']).next().unwrap_or(name);
    let inside = name.split(['(', '[']).nth(1).map(|part| part.trim_end_matches([')', ']']));
    let alternatives = outside.split('/').chain(inside).chain([name]);
    alternatives.map(plain_name).any(|known| known == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_found_by_its_name() {
        for (country, name, code) in [
            ("USA", "Massachusetts", Some("MA")),
            ("USA", "district of columbia", Some("DC")),
            ("USA", "North  Carolina", Some("NC")),
            ("NLD", "Noord-Holland", Some("NH")),
            ("NLD", "Noord Holland", Some("NH")),
            ("NLD", "Fryslân", Some("FR")),
            ("CAN", "British Columbia", Some("BC")),
            ("CAN", "Québec", Some("QC")),
            ("DEU", "Baden-Württemberg", Some("BW")),
            ("DEU", "Nordrhein-Westfalen", Some("NW")),
            ("AUS", "New South Wales", Some("NSW")),
            ("BRA", "Sao Paulo", Some("SP")),
            ("USA", "Noord-Holland", None),
            ("XKX", "Prishtina", None),
            ("", "Massachusetts", None),
            ("USA", "", None),
        ] {
            assert_eq!(code_of(country, name), code, "{name} ({country})");
        }
    }
}
