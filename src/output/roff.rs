//! Pages for `man`, in the form in which `mandoc -T lint` finds nothing to say about them.

/// How long lines of pages may be in bytes.
const LINE: usize = 80;

/// Returns a page without line breaks beside empty lines, blanks at ends, and long lines.
pub(crate) fn tidied_page(page: &str) -> String {
    let lines: Vec<_> = page.lines().map(str::trim_end).collect();
    let is_space =
        |at: Option<usize>| at.and_then(|at| lines.get(at)).is_some_and(|line| line.is_empty() || *line == ".sp");
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        if *line == ".br" && (is_space(at.checked_sub(1)) || is_space(Some(at + 1))) {
            continue;
        }
        text.push_str(&folded(line));
        text.push('\n');
    }
    text
}

/// Breaks a long line of text at blanks; a macro has to stay on its line, and so has a line of a table.
fn folded(line: &str) -> String {
    if width_of(line) <= LINE || line.starts_with(['.', '\'', ' ']) {
        return line.to_owned();
    }
    let mut text = String::new();
    let mut width = 0;
    for word in line.split(' ') {
        // Two blanks together are to stay.
        if width > 0 && width + 1 + width_of(word) > LINE && !word.is_empty() && !text.ends_with(' ') {
            text.push('\n');
            width = 0;
            if word.starts_with(['.', '\'']) {
                // Otherwise the line would be a macro.
                text.push_str("\\&");
                width = 2;
            }
        } else if !text.is_empty() {
            text.push(' ');
            width += 1;
        }
        text.push_str(word);
        width += width_of(word);
    }
    text
}

/// How many bytes `mandoc` takes a text for: it reads `ø` as `\[u00F8]`.
fn width_of(text: &str) -> usize {
    text.chars().map(|sign| if sign.is_ascii() { 1 } else { "\\[u00F8]".len() }).sum()
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn long_lines_are_broken_where_no_macro_begins() {
        let words = "a word ".repeat(11);
        assert_eq!(tidied_page(&format!("{words}.end of it\n")), format!("{}\n\\&.end of it\n", words.trim_end()));
        let words = "på ".repeat(9);
        assert_eq!(tidied_page(&format!("{words}dag\n")), format!("{}\npå dag\n", words[..8 * 4].trim_end()));
        assert_eq!(tidied_page(".SH NAME \n.sp\n.br\ntext\n.br\nmore\n"), ".SH NAME\n.sp\ntext\n.br\nmore\n");
        let long = format!(".TP {}\n", "x ".repeat(60).trim_end());
        assert_eq!(tidied_page(&long), long);
    }
}
