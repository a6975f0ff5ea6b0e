//! The seal of a trail: each entry has a code under a key that moves on by hashing and is forgotten.
//!
//! Whoever takes over the machine finds the key of the next entry, and cannot compute an earlier one from it. The first key
//! was shown once, and whoever has it can compute all that follow.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use crate::model::{hex, unhex};

/// Bytes of a key.
const KEY_BYTES: usize = 32;

/// Bytes of a code.
pub(crate) const CODE_BYTES: usize = 32;

/// Bytes of a block of SHA-256.
const BLOCK_BYTES: usize = 64;

/// Entries that a key moves on over at most, which takes some seconds.
const FARTHEST: i64 = 1 << 24;

/// Hexadecimal digits of a group when a key is shown.
const GROUP: usize = 8;

/// What the text of a state begins with.
const HEADING: &str = "hqsync seal\n";

/// Lines of the text of a state.
const LINES: usize = 5;

/// Hexadecimal digits of a seal's name.
const NAME: usize = 16;

/// The key of one entry.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct SealKey([u8; KEY_BYTES]);

impl SealKey {
    /// Returns a new key.
    ///
    /// # Errors
    /// The system has no random numbers.
    pub(crate) fn generate() -> Result<Self, getrandom::Error> {
        let mut key = [0; KEY_BYTES];
        getrandom::fill(&mut key)?;
        Ok(Self(key))
    }

    /// Reads a key in hexadecimal digits, whatever groups they form; `None` if the text is something else.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        Some(Self(unhex(&digits).filter(|_| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?.try_into().ok()?))
    }

    /// Returns the code of an entry with that hash.
    pub(crate) fn code(&self, hash: &[u8]) -> [u8; CODE_BYTES] {
        self.mac(hash).finalize().into_bytes().into()
    }

    /// Whether this is the code of an entry with that hash.
    pub(crate) fn is_code(&self, hash: &[u8], code: &[u8]) -> bool {
        self.mac(hash).verify_slice(code).is_ok()
    }

    fn mac(&self, hash: &[u8]) -> Hmac<Sha256> {
        // As the algorithm itself pads a key that is shorter than a block.
        let mut block = [0; BLOCK_BYTES];
        block[..KEY_BYTES].copy_from_slice(&self.0);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(hash);
        mac
    }

    /// Returns the key of the next entry.
    fn next(&self) -> Self {
        self.hash("hqsync seal")
    }

    /// Returns the name of the seal that begins with this key, from which the key cannot be computed.
    pub(crate) fn seal_name(&self) -> String {
        hex(&self.hash("hqsync seal name").0)[..NAME].to_owned()
    }

    fn hash(&self, purpose: &str) -> Self {
        Self(Sha256::new().chain_update(purpose).chain_update(self.0).finalize().into())
    }
}

/// Hexadecimal digits in groups.
impl fmt::Display for SealKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = hex(&self.0);
        for (at, digit) in digits.chars().enumerate() {
            let separator = if at > 0 && at % GROUP == 0 { "-" } else { "" };
            write!(f, "{separator}{digit}")?;
        }
        Ok(())
    }
}

/// A key never gets into a message.
impl fmt::Debug for SealKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealKey")
    }
}

/// A key with the entry that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SealState {
    /// The name of the seal.
    pub(crate) seal: String,
    /// The number of the entry.
    pub(crate) entry: i64,
    pub(crate) key: SealKey,
}

impl SealState {
    /// Returns the state in which a seal begins with an entry.
    pub(crate) fn first(key: SealKey, entry: i64) -> Self {
        Self { seal: key.seal_name(), entry, key }
    }

    /// Whether the state can move on to an entry in reasonable time. No trail has a gap of that size.
    pub(crate) fn reaches(&self, entry: i64) -> bool {
        entry.saturating_sub(self.entry) <= FARTHEST
    }

    /// Moves on to an entry, which is not before the present one and within reach.
    pub(crate) fn move_to(&mut self, entry: i64) {
        while self.entry < entry && self.reaches(entry) {
            self.key = self.key.next();
            self.entry += 1;
        }
    }

    /// Writes the state as text of a fixed length.
    pub(crate) fn write(&self) -> String {
        let Self { seal, entry, key } = self;
        let text = format!("{HEADING}seal {seal}\nentry {entry:020}\nkey {key}\n");
        format!("{text}check {}\n", check(&text))
    }

    /// Reads all states that were written into a text; what is between them is passed over.
    pub(crate) fn read_all(text: &str) -> Vec<Self> {
        let state = |at: usize| Self::read(&text[at..].split_inclusive('\n').take(LINES).collect::<String>());
        text.match_indices(HEADING).filter_map(|(at, _)| state(at)).collect()
    }

    /// Reads the text; `None` if [`Self::write`] cannot have written it.
    fn read(text: &str) -> Option<Self> {
        let value = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        let state = Self {
            seal: value("seal")?.to_owned(),
            entry: value("entry")?.parse().ok()?,
            key: SealKey::read(value("key")?)?,
        };
        (state.write() == text).then_some(state)
    }
}

/// Tells a text that was written in part from a whole one.
fn check(text: &str) -> String {
    hex(&Sha256::digest(text))[..NAME].to_owned()
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    fn key(byte: u8) -> SealKey {
        SealKey([byte; KEY_BYTES])
    }

    #[test]
    fn a_code_is_an_hmac_with_sha_256() {
        // RFC 4231, test case 2, has a short key; HMAC pads it with zeros.
        let mut padded = [0; KEY_BYTES];
        padded[..4].copy_from_slice(b"Jefe");
        let code = SealKey(padded).code(b"what do ya want for nothing?");
        assert_eq!(hex(&code), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assert!(SealKey(padded).is_code(b"what do ya want for nothing?", &code));
        assert!(!SealKey(padded).is_code(b"what do ya want for nothing", &code));
        assert!(!SealKey(padded).is_code(b"what do ya want for nothing?", &code[1..]));
    }

    #[test]
    fn how_a_key_moves_on_never_changes() {
        // printf 'hqsync seal%s' "$(printf '\1%.0s' $(seq 32))" | sha256sum
        let mut state = SealState::first(key(1), 7);
        state.move_to(8);
        assert_eq!(hex(&state.key.0), hex(&Sha256::digest([b"hqsync seal".as_slice(), &[1; 32]].concat())));
        let mut later = SealState::first(key(1), 7);
        later.move_to(10);
        state.move_to(10);
        assert_eq!(later, state);
    }

    #[test]
    fn a_key_is_read_as_it_is_shown() {
        let shown = key(0xab).to_string();
        assert_eq!(shown, ["abababab"; 8].join("-"));
        for text in
            [shown.as_str(), &shown.replace('-', " "), &shown.replace('-', "").to_uppercase(), &format!(" {shown}\n")]
        {
            assert_eq!(SealKey::read(text), Some(key(0xab)), "{text}");
        }
        for text in ["", "ab", &shown[1..], &shown.replace("ab", "+b"), &format!("{shown}0")] {
            assert_eq!(SealKey::read(text), None, "{text}");
        }
        assert_eq!(format!("{:?}", key(1)), "SealKey");
    }

    #[test]
    fn a_state_that_was_written_in_part_is_not_read() {
        let state = SealState::first(key(3), 42);
        let text = state.write();
        assert_eq!(SealState::read(&text), Some(state));
        assert_eq!(SealState::first(key(4), i64::MAX).write().len(), text.len());
        let other = SealState::first(key(4), 43).write();
        for at in 1..text.len() {
            let torn = format!("{}{}", &other[..at], &text[at..]);
            assert!(torn == text || torn == other || SealState::read(&torn).is_none(), "{torn}");
            assert_eq!(SealState::read(&text[..at]), None);
        }
    }
}
