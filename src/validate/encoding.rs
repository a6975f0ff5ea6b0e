//! Text that was written in UTF-8 and read in another encoding: `JosÃ©` for `José`.

/// The characters of Windows-1252 from 0x80 to 0x9F. Its five free places are the control characters of Latin 1.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The characters of code page 850, which consoles of Windows use, from 0x80 to 0xFF.
const CODE_PAGE_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// The characters of code page 437 from 0x80 to 0xFF.
const CODE_PAGE_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// The characters of Mac OS Roman from 0x80 to 0xFF.
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

/// How often a text is read in the wrong encoding at most.
const MOST_TIMES: usize = 3;

/// Returns the byte of a character in an encoding; `None` if it has none.
type ByteOf = fn(char) -> Option<u8>;

/// Returns the text that was meant; `None` if the text does not read back as UTF-8.
pub(super) fn reread(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let mut meant: Option<String> = None;
    for _ in 0..MOST_TIMES {
        let Some(earlier) = reread_once(meant.as_deref().unwrap_or(text)) else { break };
        meant = Some(earlier);
    }
    meant
}

fn reread_once(text: &str) -> Option<String> {
    // Of the others, letters of one are quotes of the next, so there has to be a sign that no name has.
    let is_of_console = text.contains(['├', '┬', '─', 'Ô']);
    let is_of_mac = text.contains(['√', '¬', '‚']);
    let encodings: [(bool, ByteOf); 4] = [
        (!is_chance(text), windows_1252),
        (is_of_console, |c| in_table(CODE_PAGE_850, c)),
        (is_of_console, |c| in_table(CODE_PAGE_437, c)),
        (is_of_mac, |c| in_table(MAC_ROMAN, c)),
    ];
    encodings.into_iter().filter(|(is_possible, _)| *is_possible).find_map(|(_, byte_of)| {
        let bytes: Vec<u8> = text.chars().map(byte_of).collect::<Option<_>>()?;
        String::from_utf8(bytes).ok().filter(|meant| is_plausible(meant))
    })
}

/// Whether somebody may have meant a text: letters of Latin, or letters of another script without Latin ones among them. The
/// bytes of `ANDRÉ’S` and `Weiß–Rot` happen to be UTF-8 too.
fn is_plausible(text: &str) -> bool {
    let is_latin = |c: char| matches!(c, '\u{a0}'..='\u{17f}' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2122}');
    let is_other = |c: char| c.is_alphabetic() && c >= '\u{370}';
    let has_ascii_letters = text.bytes().any(|byte| byte.is_ascii_alphabetic());
    text.chars().all(|c| match c {
        '\t' | '\n' | '\r' => true,
        c if c.is_control() => false,
        c => c.is_ascii() || is_latin(c) || (is_other(c) && !has_ascii_letters),
    })
}

/// Whether the only two characters of a text that are not ASCII may stand beside each other in a text that was read rightly: a
/// letter and the sign behind it in `BLÅ–GUL`, two letters in `ÄŠ`.
fn is_chance(text: &str) -> bool {
    let mut others = text.char_indices().filter(|(_, c)| !c.is_ascii());
    let (Some((at, lead)), Some((next, follow)), None) = (others.next(), others.next(), others.next()) else {
        return false;
    };
    let before = text[..at].chars().next_back();
    let goes_on = text[next + follow.len_utf8()..].starts_with(char::is_lowercase);
    // No word has a capital behind a small letter.
    if next != at + lead.len_utf8() || before.is_some_and(char::is_lowercase) {
        return false;
    }
    let begins_word = lead == 'Ã' && !before.is_some_and(char::is_alphabetic) && goes_on;
    match follow {
        '‘' | '’' | '“' | '”' | '•' | '–' | '—' | '…' | '‚' | '„' | '‹' => !begins_word,
        '›' | '»' | '«' | '™' | '®' | '©' | '°' | 'ª' | 'º' | '´' | '·' => {
            !goes_on && lead != 'Ã' && before.is_none_or(char::is_alphabetic)
        }
        'Š' | 'Ž' | 'Ÿ' => lead != 'Ã',
        'š' | 'ž' => lead == 'Ä',
        '\u{a0}' | '\u{ad}' => before.is_some_and(char::is_uppercase),
        _ => !matches!(lead, 'Â' | 'Ã' | 'Ä' | 'Å'),
    }
}

fn windows_1252(c: char) -> Option<u8> {
    let of_table = || WINDOWS_1252.iter().position(|known| *known == c).and_then(|at| u8::try_from(0x80 + at).ok());
    u8::try_from(c).ok().or_else(of_table)
}

fn in_table(table: &str, c: char) -> Option<u8> {
    if c.is_ascii() {
        return u8::try_from(c).ok();
    }
    table.chars().position(|known| known == c).and_then(|at| u8::try_from(0x80 + at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_was_read_in_the_wrong_encoding_is_read_back() {
        for (text, meant) in [
            ("JosÃ©", Some("José")),
            ("MÃ¼ller & SÃ¶hne", Some("Müller & Söhne")),
            ("Câ€™est", Some("C’est")),
            ("Å\u{81}ukasz", Some("Łukasz")),
            ("JosÃƒÂ©", Some("José")),
            ("Ð˜Ð²Ð°Ð½", Some("Иван")),
            ("Jos├®", Some("José")),
            ("Jos√©", Some("José")),
            ("Ã–sterreich", Some("Österreich")),
            ("StraÃŸe", Some("Straße")),
            ("JiÅ™", Some("Jiř")),
            ("Åšwiat", Some("Świat")),
            ("ÄŒeskÃ¡", Some("Česká")),
            ("25Â°C", Some("25°C")),
            ("CittÃ\u{a0}", Some("Città")),
            ("BLÅ–GUL AB", None),
            ("SPÅ’S", None),
            ("ÄŠ", None),
            ("SPÅ™", None),
            ("SPÅ®", None),
            ("IRMÃ’S", None),
            ("IRMÃ\u{a0}", None),
            ("Å–Bank", None),
            ("ANDRÉ’S", None),
            ("Ó’BRIEN", None),
            ("Weiß–Rot", None),
            ("L’été", None),
            ("Zoë", None),
            ("José", None),
            ("SÃO PAULO", None),
            ("Ångström", None),
            ("Ça va", None),
            ("李", None),
            ("JosÃ© 李", None),
            ("plain", None),
            ("", None),
        ] {
            assert_eq!(reread(text).as_deref(), meant, "{text}");
        }
    }

    #[test]
    fn the_tables_have_a_character_for_each_byte() {
        for table in [CODE_PAGE_850, CODE_PAGE_437, MAC_ROMAN] {
            assert_eq!(table.chars().count(), 128);
        }
    }
}
