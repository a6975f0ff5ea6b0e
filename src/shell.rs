//! Words and texts as a shell reads them.

/// Returns a word in single quotes if a shell would not take it as it is.
pub(crate) fn shell_word(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./=@:+,%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) { word.to_owned() } else { shell_quoted(word) }
}

/// Returns a text in single quotes, so that a shell changes nothing in it.
pub(crate) fn shell_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// Returns a word as a shell gives it to a program: without its quotes and backslashes. It may end within quotes.
pub(crate) fn unquoted(word: &str) -> String {
    let (mut read, mut quote) = (String::new(), None);
    let mut characters = word.chars().peekable();
    while let Some(c) = characters.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None, '\\') => read.extend(characters.next()),
            (Some('"'), '\\') => {
                // Between double quotes, it means something before these alone.
                let escaped = characters.next_if(|next| "\"\\$`".contains(*next));
                read.push(escaped.unwrap_or(c));
            }
            _ => read.push(c),
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_one_word() {
        assert_eq!(shell_word("Country=NLD"), "Country=NLD");
        assert_eq!(shell_word("City='s Hertogenbosch"), r"'City='\''s Hertogenbosch'");
        assert_eq!(shell_word(""), "''");
    }

    #[test]
    fn a_word_is_read_as_a_shell_reads_it() {
        for (written, word) in [
            ("Country=NLD", "Country=NLD"),
            (r"AW\ online", "AW online"),
            ("'status = fa", "status = fa"),
            ("--where='City = \"Oss\"'", "--where=City = \"Oss\""),
            (r#""City = \"Os"#, "City = \"Os"),
            (r#""a\b""#, r"a\b"),
            (r"'a\b'", r"a\b"),
            (r"it\'s", "it's"),
            (r"a\", "a"),
            ("", ""),
        ] {
            assert_eq!(unquoted(written), word, "{written}");
        }
        for word in ["City='s Hertogenbosch", "", r"a\b\"] {
            assert_eq!(unquoted(&shell_word(word)), word);
        }
    }
}
