//! Breaks text into lines of a width, between words only.
//!
//! Widths are columns of a terminal: a wide character has two. Escape sequences, which colour a text, have none.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Returns how many columns of a terminal a text takes.
pub(crate) fn width(text: &str) -> usize {
    if text.contains('\u{1b}') { plain(text).as_str().width() } else { text.width() }
}

/// Returns the width of the widest piece of a text that is not broken while there is room for it.
pub(crate) fn widest_word(text: &str) -> usize {
    words(text).map(|word| width(text[word].trim_end_matches(' '))).max().unwrap_or(0)
}

/// Returns the lines of a text that is broken to a width. What stands between backquotes, and a date with its time, stays on
/// one line if it fits; a word is broken only if it is wider than a line.
pub(crate) fn lines(text: &str, most: usize) -> Vec<String> {
    fill(text, Room { first: most, others: most.max(1), breaks_words: true })
}

/// Returns the lines of a text of which the first has another width than the others. No word is broken: one that is wider than a
/// line, such as a path or a hash, can still be copied.
pub(crate) fn hanging_lines(text: &str, first: usize, others: usize) -> Vec<String> {
    fill(text, Room { first, others: others.max(1), breaks_words: false })
}

/// How much room lines have, and what is done without enough of it.
#[derive(Clone, Copy)]
struct Room {
    first: usize,
    others: usize,
    breaks_words: bool,
}

fn fill(text: &str, room: Room) -> Vec<String> {
    let mut lines = Lines { done: Vec::new(), line: String::new(), used: 0, room };
    for piece in pieces(text) {
        lines.add(&text[piece]);
    }
    lines.done.push(lines.line.trim_end_matches(' ').to_owned());
    lines.done
}

/// The lines so far, and the one that is being filled.
struct Lines {
    done: Vec<String>,
    line: String,
    /// The width of `line`.
    used: usize,
    room: Room,
}

impl Lines {
    fn most(&self) -> usize {
        if self.done.is_empty() { self.room.first } else { self.room.others }
    }

    /// Adds a piece, with the spaces behind it, to the line or to a new one.
    fn add(&mut self, piece: &str) {
        let word = piece.trim_end_matches(' ');
        let needed = width(word);
        if self.used + needed <= self.most() {
            self.push(piece);
        } else if needed <= self.room.others {
            self.end();
            self.push(piece);
        } else {
            let words: Vec<_> = words(piece).collect();
            match words.as_slice() {
                [_] if self.room.breaks_words => self.add_broken(piece),
                [_] => {
                    if self.used > 0 {
                        self.end();
                    }
                    self.push(piece);
                }
                words => words.iter().for_each(|word| self.add(&piece[word.clone()])),
            }
        }
    }

    /// Adds a word that is wider than a line.
    fn add_broken(&mut self, piece: &str) {
        if self.used > 0 {
            self.end();
        }
        let (word, spaces) = piece.split_at(piece.trim_end_matches(' ').len());
        for c in word.chars() {
            let needed = c.width().unwrap_or(0);
            if self.used + needed > self.most() && self.used > 0 {
                self.end();
            }
            self.line.push(c);
            self.used += needed;
        }
        self.push(spaces);
    }

    fn push(&mut self, piece: &str) {
        self.line.push_str(piece);
        self.used += width(piece);
    }

    fn end(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.done.push(line.trim_end_matches(' ').to_owned());
        self.used = 0;
    }
}

/// The pieces that stay on one line if they fit, with the spaces behind them.
fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    words_between(text, true)
}

/// The words, with the spaces behind them; a date and its time are one.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    words_between(text, false)
}

/// Where a text may be broken. Spaces at its beginning belong to the first word.
fn words_between(text: &str, keeps_quoted: bool) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = &text[start..];
        if rest.is_empty() {
            return None;
        }
        let end = start + word_end(rest, keeps_quoted);
        let word = start..end;
        start = end;
        Some(word)
    })
}

/// Where the first word of a text ends, behind its spaces.
fn word_end(text: &str, keeps_quoted: bool) -> usize {
    let lead = text.len() - text.trim_start_matches(' ').len();
    let mut is_quoted = false;
    let mut spaces: Option<usize> = None;
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at < lead) {
        match c {
            '`' if keeps_quoted => is_quoted = !is_quoted && text[at + 1..].contains('`'),
            ' ' if !is_quoted => {
                spaces.get_or_insert(at);
                continue;
            }
            _ => {}
        }
        match spaces.take() {
            Some(first) if !(is_date(&text[..first]) && is_time(&text[at..])) => return at,
            _ => {}
        }
    }
    text.len()
}

/// Whether a text ends with a date: `2026-11-20`, or `11-20` as tables shorten it.
fn is_date(text: &str) -> bool {
    let last = text.rsplit([' ', '(', '`']).next().unwrap_or_default();
    has_form(last, "0000-00-00") || has_form(last, "00-00")
}

/// Whether a text begins with a time of day.
fn is_time(text: &str) -> bool {
    text.get(..5).is_some_and(|time| has_form(time, "00:00"))
}

/// Whether a text has digits where the form has zeros, and the form's other characters elsewhere.
pub(crate) fn has_form(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text.bytes().zip(form.bytes()).all(|(byte, of_form)| match of_form {
            b'0' => byte.is_ascii_digit(),
            other => byte == other,
        })
}

/// Returns a text without the escape sequences that colour it.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_is_broken_between_words() {
        for (text, most, expected) in [
            ("one two three", 7, vec!["one two", "three"]),
            ("one two three", 13, vec!["one two three"]),
            ("  one two", 6, vec!["  one", "two"]),
            ("", 5, vec![""]),
            ("at 2026-11-20 19:20:05 by molly", 22, vec!["at 2026-11-20 19:20:05", "by molly"]),
            ("at 2026-11-20 19:20:05 by molly", 20, vec!["at", "2026-11-20 19:20:05", "by molly"]),
            ("use `hqsync show 72` now", 17, vec!["use", "`hqsync show 72`", "now"]),
            ("use `hqsync show 72` now", 10, vec!["use", "`hqsync", "show 72`", "now"]),
            ("it`s a lone quote", 8, vec!["it`s a", "lone", "quote"]),
            ("239f8a3e-7d3a-4b58-9a34-0c8f0e8adf39 is", 36, vec!["239f8a3e-7d3a-4b58-9a34-0c8f0e8adf39", "is"]),
            ("abcdefgh ij", 4, vec!["abcd", "efgh", "ij"]),
            ("王小明 王小", 4, vec!["王小", "明", "王小"]),
        ] {
            assert_eq!(lines(text, most), expected, "{text}, {most}");
        }
    }

    #[test]
    fn the_first_line_may_have_less_room() {
        assert_eq!(hanging_lines("one two three", 3, 9), ["one", "two three"]);
        assert_eq!(hanging_lines("eleven", 3, 9), ["", "eleven"]);
        assert_eq!(hanging_lines("the hash 0123456789 ends", 8, 6), ["the hash", "0123456789", "ends"]);
    }

    #[test]
    fn colours_take_no_room() {
        assert_eq!(width("\u{1b}[31mfailed\u{1b}[0m now"), 10);
        assert_eq!(lines("\u{1b}[1mone\u{1b}[0m two", 7), ["\u{1b}[1mone\u{1b}[0m two"]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_word_is_lost(text in "[a-z0-9`王 -]{0,60}", most in 2_usize..30) {
            let lines = lines(&text, most);
            for line in &lines {
                prop_assert!(width(line) <= most, "{line:?}");
            }
            let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
