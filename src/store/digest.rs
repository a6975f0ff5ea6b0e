//! Digests of what the audit trail is about: SHA-256 over the parts, each with its length.

use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};

use super::operations::effect_numbers;
use crate::model::{Change, Effect, Problem};

/// Bytes of a digest in a step: enough to notice any change, and half of the room.
pub(super) const DIGEST_BYTES: usize = 16;

/// A digest in a step.
pub(super) type Digest = [u8; DIGEST_BYTES];

/// Takes parts, each with its length, so that no two sequences of parts are alike.
#[derive(Clone, Default)]
pub(super) struct Hasher(Sha256);

impl Hasher {
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
        self
    }

    pub(super) fn number(&mut self, number: i64) -> &mut Self {
        self.0.update(number.to_be_bytes());
        self
    }

    /// A number, or that there is none.
    pub(super) fn optional(&mut self, number: Option<i64>) -> &mut Self {
        match number {
            Some(number) => self.number(1).number(number),
            None => self.number(0),
        }
    }

    pub(super) fn hash(self) -> [u8; 32] {
        self.0.finalize().into()
    }

    pub(super) fn digest(self) -> Digest {
        let mut digest = [0; DIGEST_BYTES];
        digest.copy_from_slice(&self.hash()[..DIGEST_BYTES]);
        digest
    }
}

/// What became of an operation, beside its state.
#[derive(Debug, Default)]
pub(super) struct Outcome<'a> {
    pub(super) effect: Option<Effect>,
    /// Account and GUID that the operation gave its customer; none for most.
    pub(super) account: Option<(&'a str, &'a str)>,
    pub(super) problems: &'a [Problem],
    pub(super) changes: &'a [Change],
}

impl Outcome<'_> {
    pub(super) fn digest(&self) -> Digest {
        let mut hasher = Hasher::default();
        let (effect, superseded_by) = effect_numbers(self.effect);
        hasher.optional(effect).optional(superseded_by);
        let (account, async_account) = self.account.unwrap_or_default();
        hasher.text(account).text(async_account).number(self.problems.len() as i64);
        for problem in self.problems {
            for part in [problem.reason.id(), &problem.field, &problem.value, &problem.expected, &problem.suggestion] {
                hasher.text(part);
            }
        }
        hasher.number(self.changes.len() as i64);
        for change in self.changes {
            hasher.text(&change.field).text(&change.old).text(&change.new);
        }
        hasher.digest()
    }
}

/// The digest where nothing has become of an operation yet, as for most that are received.
pub(super) static NO_OUTCOME: LazyLock<Digest> = LazyLock::new(|| Outcome::default().digest());

/// The digest where only problems have come of an operation, or nothing.
pub(super) fn problems_digest(problems: &[Problem]) -> Digest {
    match problems {
        // Most are received without, so it is made once.
        [] => *NO_OUTCOME,
        problems => Outcome { problems, ..Outcome::default() }.digest(),
    }
}

/// An operation as it was received.
#[derive(Debug)]
pub(super) struct Receipt<'a> {
    pub(super) channel: i64,
    pub(super) epoch: i64,
    pub(super) kind: i64,
    pub(super) counter: i64,
    pub(super) received: i64,
    /// Digest of the columns' names.
    pub(super) layout: Digest,
    pub(super) row: &'a str,
}

impl Receipt<'_> {
    pub(super) fn digest(&self) -> Digest {
        let mut hasher = Hasher::default();
        for number in [self.channel, self.epoch, self.kind, self.counter, self.received] {
            hasher.number(number);
        }
        hasher.bytes(&self.layout).text(self.row);
        hasher.digest()
    }
}

/// The names of a row's columns.
pub(super) fn layout_digest(kind: i64, columns: &[String]) -> Digest {
    let mut hasher = Hasher::default();
    hasher.number(kind);
    for column in columns {
        hasher.text(column);
    }
    hasher.digest()
}

/// A row after an edit.
pub(super) fn row_digest(row: &str) -> Digest {
    let mut hasher = Hasher::default();
    hasher.text(row);
    hasher.digest()
}

/// A record as an operation left it.
pub(super) fn record_digest(active: bool, fields: &str) -> Digest {
    let mut hasher = Hasher::default();
    hasher.number(active.into()).text(fields);
    hasher.digest()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_are_cut_elsewhere_have_another_digest() {
        let digest = |parts: &[&str]| {
            let mut hasher = Hasher::default();
            for part in parts {
                hasher.text(part);
            }
            hasher.digest()
        };
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
        assert_ne!(digest(&["ab", ""]), digest(&["ab"]));
    }

    #[test]
    fn a_digest_is_the_beginning_of_a_sha_256() {
        // printf '\0\0\0\0\0\0\0\3abc' | sha256sum
        let mut hasher = Hasher::default();
        hasher.text("abc");
        assert_eq!(crate::model::hex(&hasher.digest()), "c3494ca1a2cf8eeb8a11ded316fb55b8");
    }
}
