//! An anchor: the number and the hash of an entry of the trail, in one line of text.

use std::fmt;

use uuid::Uuid;

use crate::model::{Timestamp, hex, unhex};

/// Bytes of an entry's hash.
const HASH_BYTES: usize = 32;

/// What the trail was like at one moment.
///
/// As a line: time, number and hash of the last entry, how many accounts each company has given (`USRT=22`), and the
/// identity of the store. That comes last and has a fixed length, so that a line which was cut off is never read as a
/// whole one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Anchor {
    /// When it was noted.
    pub(crate) at: Timestamp,
    /// The number of the last entry.
    pub(crate) entry: i64,
    /// The hash of the last entry.
    pub(crate) hash: [u8; HASH_BYTES],
    /// How many numbers of its sequence each company has given.
    pub(crate) accounts: Vec<(String, i64)>,
    /// The identity of the store.
    pub(crate) store: Uuid,
}

/// What a line of text says about a trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AnchorText {
    Anchor(Anchor),
    /// Nothing but the hash of an entry, as `verify` prints it.
    Hash([u8; HASH_BYTES]),
    Empty,
    /// Something else, such as a line that a power cut has left unfinished.
    Other,
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.at.rfc3339_micros(), self.entry, hex(&self.hash))?;
        for (company, accounts) in &self.accounts {
            write!(f, " {}={accounts}", escape(company))?;
        }
        write!(f, " {}", self.store)
    }
}

impl AnchorText {
    /// Reads a line. An anchor may come after other words, such as those that a system's log puts in front.
    pub(crate) fn read(line: &str) -> Self {
        let words: Vec<_> = line.split_ascii_whitespace().collect();
        match words.as_slice() {
            [] => Self::Empty,
            [hash] if read_hash(hash).is_some() => read_hash(hash).map_or(Self::Other, Self::Hash),
            words => (0..words.len()).find_map(|at| read_anchor(&words[at..])).map_or(Self::Other, Self::Anchor),
        }
    }
}

fn read_anchor(words: &[&str]) -> Option<Anchor> {
    let [at, entry, hash, accounts @ .., store] = words else { return None };
    let (entry, hash) = (entry.parse().ok()?, read_hash(hash)?);
    let at = Timestamp::parse(at)?;
    let store = Uuid::try_parse(store).ok().filter(|_| store.len() == uuid::fmt::Hyphenated::LENGTH)?;
    let accounts = accounts.iter().map(|word| {
        let (company, accounts) = word.split_once('=')?;
        Some((unescape(company)?, accounts.parse().ok()?))
    });
    Some(Anchor { at, entry, hash, accounts: accounts.collect::<Option<_>>()?, store })
}

fn read_hash(word: &str) -> Option<[u8; HASH_BYTES]> {
    let is_hash = word.len() == 2 * HASH_BYTES && word.bytes().all(|digit| digit.is_ascii_hexdigit());
    unhex(word).filter(|_| is_hash)?.try_into().ok()
}

/// Returns a company's code as one word: what is neither a letter nor a digit becomes `%` and hexadecimal digits.
fn escape(code: &str) -> String {
    let escaped = |byte: u8| match byte {
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{}", hex(&[byte])),
    };
    code.bytes().map(escaped).collect()
}

fn unescape(word: &str) -> Option<String> {
    let mut parts = word.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        bytes.extend(unhex(digits)?);
        bytes.extend(rest.bytes());
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;
    use proptest::prelude::*;

    use super::*;

    fn anchor(accounts: Vec<(String, i64)>) -> Anchor {
        let store = Uuid::from_u128(0x5f0b_1c6e_7d3a_4b58_9a34_0000_0000_0001);
        Anchor { at: Timestamp(1_795_000_000_000_000), entry: 12, hash: [0xab; 32], accounts, store }
    }

    #[test]
    fn the_form_of_a_line_never_changes() {
        let line = anchor(vec![("USRT".to_owned(), 22), ("ä b".to_owned(), 0)]).to_string();
        let expected = "2026-11-18T11:06:40.000000Z 12 \
            abababababababababababababababababababababababababababababababab USRT=22 %c3%a4%20b=0 \
            5f0b1c6e-7d3a-4b58-9a34-000000000001";
        assert_eq!(line, expected);
    }

    proptest! {
        #[test]
        fn a_line_is_read_back(accounts in prop::collection::vec(any::<(String, i64)>(), 0..4), entry in any::<i64>()) {
            let anchor = Anchor { entry, ..anchor(accounts) };
            for before in ["", "Nov 26 04:00:00 hq hqsync[12]: ", "2026-11-26T04:00:00+00:00 hq hqsync[12]: "] {
                prop_assert_eq!(AnchorText::read(&format!("{before}{anchor}")), AnchorText::Anchor(anchor.clone()));
            }
        }

        #[test]
        fn a_line_that_was_cut_off_is_none(accounts in prop::collection::vec(("[a-z]{1,4}", any::<i64>()), 0..3)) {
            let line = anchor(accounts).to_string();
            for length in 1..line.len() {
                prop_assert_eq!(AnchorText::read(&line[..length]), AnchorText::Other);
            }
        }

        #[test]
        fn no_text_makes_it_panic(line in "\\PC{0,60}|[0-9a-f:.TZ %=-]{0,200}") {
            let _ = AnchorText::read(&line);
        }
    }

    #[test]
    fn a_bare_hash_is_one_too() {
        assert_eq!(AnchorText::read(&"AB".repeat(32)), AnchorText::Hash([0xab; 32]));
        assert_eq!(AnchorText::read(" "), AnchorText::Empty);
        assert_eq!(AnchorText::read(&"ab".repeat(31)), AnchorText::Other);
    }
}
