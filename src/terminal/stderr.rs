//! Lines on the standard error, broken to the terminal's width.

use std::io::Write as _;

use super::{stderr_width, wrap};

/// The escape sequence that ends a style.
const RESET: &str = "\u{1b}[0m";

/// Prints lines to the standard error. If that fails, nobody is left to tell.
pub(crate) fn say(text: &str) {
    let width = stderr_width();
    let mut stderr = anstream::stderr().lock();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        // What is underlined is not broken, nor is the line below it.
        let is_underlined = is_underline(line) || lines.peek().is_some_and(|next| is_underline(next));
        for line in broken(line, width.filter(|_| !is_underlined)) {
            let _ = writeln!(stderr, "{line}");
        }
    }
    let _ = stderr.flush();
}

/// Returns the lines of one that may be too wide; what follows its first one is indented a little more.
pub(crate) fn broken(line: &str, width: Option<usize>) -> Vec<String> {
    let lead = line.len() - line.trim_start_matches(' ').len();
    broken_at(line, width, lead + 2)
}

/// Returns the lines of one that may be too wide; what follows its first one begins in that column, or in the first third of the
/// screen.
pub(crate) fn broken_at(line: &str, width: Option<usize>, indent: usize) -> Vec<String> {
    let Some(width) = width.filter(|width| wrap::width(line) > *width) else { return vec![line.to_owned()] };
    let indent = if indent > width / 2 { indent.min(width / 3) } else { indent };
    let lines = with_styles_of_their_own(wrap::hanging_lines(line, width, width - indent)).into_iter().enumerate();
    lines.map(|(at, line)| if at == 0 { line } else { format!("{:indent$}{line}", "") }).collect()
}

/// Ends a style that goes on in the next line, and begins it anew there: pagers end it with the line.
fn with_styles_of_their_own(mut lines: Vec<String>) -> Vec<String> {
    let mut style = String::new();
    for line in &mut lines {
        let begun = std::mem::take(&mut style);
        *line = format!("{begun}{line}");
        if let Some(at) = line.rfind("\u{1b}[") {
            let last = line[at..].split_inclusive('m').next().unwrap_or_default().to_owned();
            if last != RESET {
                style = last;
                line.push_str(RESET);
            }
        }
    }
    lines
}

/// Whether a line marks a part of the one above it.
fn is_underline(line: &str) -> bool {
    let marks = line.trim_matches(' ');
    !marks.is_empty() && marks.bytes().all(|byte| byte == b'^')
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn a_long_line_hangs_below_its_first_words() {
        assert_eq!(broken("error: one two three four", Some(16)), ["error: one two", "  three four"]);
        assert_eq!(broken("  Email  is not an address", Some(18)), ["  Email  is not an", "    address"]);
        assert_eq!(broken("short", Some(16)), ["short"]);
        assert_eq!(
            broken("\u{1b}[31mone two three four\u{1b}[0m", Some(10)),
            ["\u{1b}[31mone two\u{1b}[0m", "  \u{1b}[31mthree\u{1b}[0m", "  \u{1b}[31mfour\u{1b}[0m"]
        );
        assert_eq!(broken("one two three four", None), ["one two three four"]);
    }
}
