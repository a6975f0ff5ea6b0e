//! The encodings of exported text, and their names.

use encoding_rs::Encoding;
use oem_cp::code_table as oem;

/// What each of the 128 bytes above 7F stands for.
pub(super) type UpperHalf = [char; 128];

/// The code pages of Windows consoles in Europe and North America, which `bcp -c` and `sqlcmd` write and the web does not know.
const OEM_PAGES: [(&str, &UpperHalf); 8] = [
    ("437", &oem::DECODING_TABLE_CP437),
    ("850", &oem::DECODING_TABLE_CP850),
    ("852", &oem::DECODING_TABLE_CP852),
    ("858", &oem::DECODING_TABLE_CP858),
    ("860", &oem::DECODING_TABLE_CP860),
    ("861", &oem::DECODING_TABLE_CP861),
    ("863", &oem::DECODING_TABLE_CP863),
    ("865", &oem::DECODING_TABLE_CP865),
];

/// Words that may stand before the number of an OEM page.
const OEM_PREFIXES: [&str; 5] = ["cp", "ibm", "oem", "dos-", "cp-"];

/// The encoding of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TextEncoding(EncodingKind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EncodingKind {
    /// One that browsers know too.
    Web(&'static Encoding),
    /// A page of `OEM_PAGES`, by its place there.
    Oem(usize),
}

impl TextEncoding {
    pub(super) const UTF_8: Self = Self(EncodingKind::Web(encoding_rs::UTF_8));
    pub(super) const UTF_16LE: Self = Self(EncodingKind::Web(encoding_rs::UTF_16LE));
    pub(super) const UTF_16BE: Self = Self(EncodingKind::Web(encoding_rs::UTF_16BE));

    /// Returns the encoding with a name such as `windows-1252`, `850` or `cp850`, in any case. A bare number is that of a code
    /// page as Windows counts them.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        let number = OEM_PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(&name);
        if let Some(page) = OEM_PAGES.iter().position(|(page, _)| *page == number) {
            return Some(Self(EncodingKind::Oem(page)));
        }
        let web = match number {
            "65001" => Some(encoding_rs::UTF_8),
            "1200" => Some(encoding_rs::UTF_16LE),
            "1201" => Some(encoding_rs::UTF_16BE),
            _ => Encoding::for_label_no_replacement(name.as_bytes())
                .or_else(|| Encoding::for_label_no_replacement(format!("windows-{number}").as_bytes())),
        };
        web.map(|encoding| Self(EncodingKind::Web(encoding)))
    }

    /// Its name, as the configuration has it.
    pub(crate) fn name(self) -> &'static str {
        match self.0 {
            EncodingKind::Web(encoding) => encoding.name(),
            EncodingKind::Oem(page) => OEM_PAGES[page].0,
        }
    }

    /// Returns the encoding as `encoding_rs` has it, or the upper half of an OEM page.
    pub(super) fn table(self) -> Result<&'static Encoding, &'static UpperHalf> {
        match self.0 {
            EncodingKind::Web(encoding) => Ok(encoding),
            EncodingKind::Oem(page) => Err(OEM_PAGES[page].1),
        }
    }

    /// Whether it takes two bytes for a letter.
    pub(super) fn is_utf_16(self) -> bool {
        self == Self::UTF_16LE || self == Self::UTF_16BE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_found_by_the_names_that_people_know() {
        for (name, expected) in [
            ("windows-1252", Some("windows-1252")),
            ("Windows-1252", Some("windows-1252")),
            ("cp1252", Some("windows-1252")),
            ("1252", Some("windows-1252")),
            ("latin1", Some("windows-1252")),
            ("iso-8859-15", Some("ISO-8859-15")),
            ("850", Some("850")),
            ("CP850", Some("850")),
            ("ibm850", Some("850")),
            ("oem850", Some("850")),
            ("437", Some("437")),
            ("IBM437", Some("437")),
            ("865", Some("865")),
            ("utf-8", Some("UTF-8")),
            ("65001", Some("UTF-8")),
            ("utf-16le", Some("UTF-16LE")),
            ("851", None),
            ("", None),
            ("ansi of home", None),
        ] {
            assert_eq!(TextEncoding::named(name).map(TextEncoding::name), expected, "{name}");
        }
    }

    #[test]
    fn an_encoding_is_found_by_the_name_that_it_says() {
        for (page, _) in OEM_PAGES {
            assert_eq!(TextEncoding::named(page).unwrap().name(), page);
        }
        for encoding in [TextEncoding::UTF_8, TextEncoding::UTF_16LE, TextEncoding::UTF_16BE] {
            assert_eq!(TextEncoding::named(encoding.name()), Some(encoding));
        }
    }
}
