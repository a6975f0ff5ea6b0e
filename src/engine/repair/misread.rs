//! Text that was read in Windows-1252 and probably is in another encoding.

/// Words with at least this many letters may be of another script.
const SHORTEST_WORD: usize = 4;

/// Signs that begin a quotation or a sentence, so that a letter may follow.
const OPENING: &str = "«‹„‚‘“¿¡";

/// Signs that end no word of several letters, but are letters in Central European encodings.
const NEVER_LAST: &str = "¹³¿¶¼¾ˆ‰¯";

/// Whether a cell may be in another encoding than Windows-1252: it is like the value apart from what is not ASCII, the value cannot
/// be written in Windows-1252 at all, or the cell has words that no language has.
pub(super) fn may_be_misread(value: &str, cell: &str) -> bool {
    if cell.is_ascii() {
        return false;
    }
    let is_like = !value.is_ascii() && masked(value) == masked(cell);
    is_like || value.chars().any(|c| !is_western(c)) || cell.split(char::is_whitespace).any(is_no_word)
}

/// Returns a text with one mark for each run of characters beyond ASCII.
fn masked(text: &str) -> String {
    let mut masked: Vec<char> = text.chars().map(|c| if c.is_ascii() { c } else { '\u{1a}' }).collect();
    masked.dedup_by(|later, earlier| *later == '\u{1a}' && later == earlier);
    masked.into_iter().collect()
}

/// Whether Windows-1252 has a character.
fn is_western(c: char) -> bool {
    u32::from(c) < 0x100 || "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".contains(c)
}

fn is_no_word(word: &str) -> bool {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let foreign = letters.iter().filter(|c| !c.is_ascii()).count();
    if letters.len() >= SHORTEST_WORD && foreign * 4 >= letters.len() * 3 {
        return true;
    }
    let signs: Vec<char> = word.chars().collect();
    let is_letter = |c: Option<&char>| c.is_some_and(|c| c.is_alphabetic() && !"ªº".contains(*c));
    signs.iter().enumerate().any(|(at, &c)| {
        let (before, after) = (at.checked_sub(1).and_then(|at| signs.get(at)), signs.get(at + 1));
        if c.is_ascii() || "’–—·".contains(c) {
            return false;
        }
        if c.is_alphabetic() {
            return c.is_uppercase() && before.is_some_and(|before| before.is_lowercase());
        }
        let ends_word = NEVER_LAST.contains(c) && at > 1 && is_letter(before);
        ends_word || is_letter(after) && (is_letter(before) || !OPENING.contains(c))
    })
}

#[cfg(test)]
mod tests {
    use encoding_rs::{Encoding, WINDOWS_1252};

    use super::*;

    fn as_western(text: &str, label: &[u8]) -> String {
        let (bytes, ..) = Encoding::for_label(label).unwrap().encode(text);
        WINDOWS_1252.decode(&bytes).0.into_owned()
    }

    #[test]
    fn other_encodings_are_noticed_with_and_without_the_value() {
        for (text, label) in [
            ("Łódź", "windows-1250"),
            ("Paweł Wałęsa", "windows-1250"),
            ("Москва", "windows-1251"),
            ("Αθήνα", "windows-1253"),
            ("東京タワー", "shift_jis"),
        ] {
            let cell = as_western(text, label.as_bytes());
            assert!(may_be_misread(text, &cell), "{text} {cell}");
            assert!(label == "shift_jis" || may_be_misread("", &cell), "{cell}");
        }
        assert!(may_be_misread("Dvořák", "Dvoøák"));
    }

    #[test]
    fn western_names_are_not_misread() {
        for name in [
            "København",
            "Ærø",
            "Zoë O’Hara",
            "«Brasserie»",
            "Señor",
            "25 m²",
            "¿Qué?",
            "SMÖRGÅS",
            "Müller–Søn",
            "ÅÄÖ",
            "Nº 7",
            "„Zum Löwen“",
            "Œuvre®",
            "Col·lecció",
            "½ liter",
        ] {
            assert!(!may_be_misread("Kobenhavn", name), "{name}");
        }
        assert!(!may_be_misread("København", "Koebenhavn") && !may_be_misread("København", "Århus"));
    }
}
