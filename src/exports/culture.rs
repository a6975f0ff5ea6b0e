//! How a culture of Windows writes dates and numbers.

/// In which order a date has its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateOrder {
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

/// A culture, such as `nl-NL`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Culture {
    name: &'static str,
    pub(super) order: DateOrder,
    /// What may stand between the parts of a date. Versions of Windows and of .NET differ.
    pub(super) marks: &'static str,
    /// Whether a day has two halves, `AM` and `PM`.
    pub(super) has_halves: bool,
    pub(super) has_decimal_comma: bool,
}

use DateOrder::{DayMonthYear, MonthDayYear, YearMonthDay};

/// A row of the table.
const fn culture(
    name: &'static str,
    order: DateOrder,
    marks: &'static str,
    has_halves: bool,
    has_decimal_comma: bool,
) -> Culture {
    Culture { name, order, marks, has_halves, has_decimal_comma }
}

/// The usual cultures of Europe and North America: their short date and long time in .NET.
const CULTURES: [Culture; 48] = [
    culture("bg-BG", DayMonthYear, ".", false, true),
    culture("cs-CZ", DayMonthYear, ".", false, true),
    culture("da-DK", DayMonthYear, "-.", false, true),
    culture("de-AT", DayMonthYear, ".", false, true),
    culture("de-CH", DayMonthYear, ".", false, false),
    culture("de-DE", DayMonthYear, ".", false, true),
    culture("de-LU", DayMonthYear, ".", false, true),
    culture("el-GR", DayMonthYear, "/", true, true),
    culture("en-CA", YearMonthDay, "-", true, false),
    culture("en-GB", DayMonthYear, "/", false, false),
    culture("en-IE", DayMonthYear, "/", false, false),
    culture("en-US", MonthDayYear, "/", true, false),
    culture("es-ES", DayMonthYear, "/", false, true),
    culture("es-MX", DayMonthYear, "/", true, false),
    culture("es-US", MonthDayYear, "/", true, false),
    culture("et-EE", DayMonthYear, ".", false, true),
    culture("fi-FI", DayMonthYear, ".", false, true),
    culture("fo-FO", DayMonthYear, "-.", false, true),
    culture("fr-BE", DayMonthYear, "-/", false, true),
    culture("fr-CA", YearMonthDay, "-", false, true),
    culture("fr-CH", DayMonthYear, ".", false, true),
    culture("fr-FR", DayMonthYear, "/", false, true),
    culture("fr-LU", DayMonthYear, "/", false, true),
    culture("ga-IE", DayMonthYear, "/", false, false),
    culture("hr-HR", DayMonthYear, ".", false, true),
    culture("hu-HU", YearMonthDay, ".", false, true),
    culture("is-IS", DayMonthYear, ".", false, true),
    culture("it-CH", DayMonthYear, ".", false, false),
    culture("it-IT", DayMonthYear, "/", false, true),
    culture("kl-GL", DayMonthYear, "-.", false, true),
    culture("lb-LU", DayMonthYear, ".", false, true),
    culture("lt-LT", YearMonthDay, "-.", false, true),
    culture("lv-LV", DayMonthYear, ".", false, true),
    culture("mt-MT", DayMonthYear, "/", false, false),
    culture("nb-NO", DayMonthYear, ".", false, true),
    culture("nl-BE", DayMonthYear, "/-", false, true),
    culture("nl-NL", DayMonthYear, "-", false, true),
    culture("nn-NO", DayMonthYear, ".", false, true),
    culture("pl-PL", DayMonthYear, ".", false, true),
    culture("pt-BR", DayMonthYear, "/", false, true),
    culture("pt-PT", DayMonthYear, "/", false, true),
    culture("ro-RO", DayMonthYear, ".", false, true),
    culture("sk-SK", DayMonthYear, ".", false, true),
    culture("sl-SI", DayMonthYear, ".", false, true),
    culture("sv-FI", DayMonthYear, ".-", false, true),
    culture("sv-SE", YearMonthDay, "-", false, true),
    culture("tr-TR", DayMonthYear, ".", false, true),
    culture("uk-UA", DayMonthYear, ".", false, true),
];

impl Culture {
    /// Returns the culture with that name, in any case; `nl_NL` is `nl-NL`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let name = name.trim().replace('_', "-");
        CULTURES.into_iter().find(|culture| culture.name.eq_ignore_ascii_case(&name))
    }

    /// The names of all cultures.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        CULTURES.into_iter().map(|culture| culture.name)
    }

    /// Its name, as Windows writes it.
    pub(crate) fn name(self) -> &'static str {
        self.name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cultures_are_found_by_their_name() {
        for (name, expected) in [
            ("nl-NL", Some("nl-NL")),
            ("NL-nl", Some("nl-NL")),
            ("da_DK", Some("da-DK")),
            ("nl", None),
            ("xx-XX", None),
            ("", None),
        ] {
            assert_eq!(Culture::named(name).map(Culture::name), expected, "{name}");
        }
    }

    #[test]
    fn every_name_is_there_once() {
        let names: Vec<_> = Culture::names().collect();
        assert!(names.is_sorted_by(|one, other| one < other), "{names:?}");
    }
}
