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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_one_word() {
        assert_eq!(shell_word("Country=NLD"), "Country=NLD");
        assert_eq!(shell_word("City='s Hertogenbosch"), r"'City='\''s Hertogenbosch'");
        assert_eq!(shell_word(""), "''");
    }
}
