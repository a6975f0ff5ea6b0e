//! A text from which the parts of a time are taken one after another.

/// What is left of a text.
#[derive(Debug, Clone)]
pub(super) struct TimeScanner<'t> {
    rest: &'t str,
}

impl<'t> TimeScanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { rest: text }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Takes a number with at least `least` and at most `most` digits; takes nothing if there are fewer.
    pub(super) fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let length = self.rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at(length);
        let number = digits.parse().ok().filter(|_| length >= least)?;
        self.rest = rest;
        Some(number)
    }

    /// Takes all digits up to the first other character.
    pub(super) fn digits(&mut self) -> &'t str {
        self.take_while(|character| character.is_ascii_digit())
    }

    /// Takes all letters up to the first other character.
    pub(super) fn word(&mut self) -> &'t str {
        self.take_while(char::is_alphabetic)
    }

    /// Takes one of some characters.
    pub(super) fn one_of(&mut self, characters: &[char]) -> Option<char> {
        let first = self.rest.chars().next().filter(|first| characters.contains(first))?;
        self.rest = &self.rest[first.len_utf8()..];
        Some(first)
    }

    /// Takes one of some characters if it is there; returns whether it was.
    pub(super) fn skip(&mut self, characters: &[char]) -> bool {
        self.one_of(characters).is_some()
    }

    /// Takes blanks; returns whether there were any.
    pub(super) fn skip_blanks(&mut self) -> bool {
        !self.take_while(char::is_whitespace).is_empty()
    }

    /// Takes all of some characters.
    pub(super) fn skip_all(&mut self, characters: &[char]) {
        self.take_while(|character| characters.contains(&character));
    }

    /// Whether `AM` or `PM` comes next, after blanks.
    pub(super) fn is_before_half(&self) -> bool {
        let mut ahead = self.clone();
        ahead.skip_blanks();
        let word = ahead.word();
        ["am", "pm"].iter().any(|half| word.eq_ignore_ascii_case(half))
    }

    fn take_while(&mut self, is_taken: impl Fn(char) -> bool) -> &'t str {
        let end = self.rest.find(|character| !is_taken(character)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_taken_in_their_order() {
        let mut scanner = TimeScanner::new("2026Nov 20 pm");
        assert_eq!((scanner.number(5, 5), scanner.number(4, 4)), (None, Some(2026)));
        assert_eq!((scanner.word(), scanner.skip_blanks(), scanner.skip_blanks()), ("Nov", true, false));
        assert_eq!((scanner.digits(), scanner.is_before_half()), ("20", true));
        scanner.skip_all(&[' ', 'p', 'm']);
        assert!(scanner.is_at_end());
    }
}
