//! Digests of what the audit trail is about: SHA-256 over the parts, each with its length.

use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};

use crate::model::{AssignedAccount, Change, Effect, Problem, RecordKind};

/// Bytes of a digest in a step: enough to notice any change, in half the space of a whole hash.
pub(super) const DIGEST_BYTES: usize = 16;

/// A digest in a step.
pub(crate) type Digest = [u8; DIGEST_BYTES];

/// Hashes parts, each with its length, so that no two sequences of parts are alike.
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

    /// Adds a number, or that it is missing.
    pub(super) fn optional(&mut self, number: Option<i64>) -> &mut Self {
        match number {
            Some(number) => self.number(1).number(number),
            None => self.number(0),
        }
    }

    /// Adds a text, or that it is missing.
    pub(super) fn optional_text(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.number(1).text(text),
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

/// The outcome of an operation, beside its state.
#[derive(Debug, Default)]
pub(crate) struct OperationOutcome<'a> {
    pub(crate) effect: Option<Effect>,
    /// The account that the operation assigned to its customer; `None` for most.
    pub(crate) account: Option<&'a AssignedAccount>,
    pub(crate) problems: &'a [Problem],
    pub(crate) changes: &'a [Change],
}

impl OperationOutcome<'_> {
    /// Returns the digest of the outcome.
    pub(crate) fn digest(&self) -> Digest {
        // Most outcomes are empty, so their digest is made once.
        if self.is_empty() { *NO_OUTCOME } else { self.hasher().digest() }
    }

    fn is_empty(&self) -> bool {
        self.effect.is_none() && self.account.is_none() && self.problems.is_empty() && self.changes.is_empty()
    }

    fn hasher(&self) -> Hasher {
        let mut hasher = Hasher::default();
        hasher.optional(self.effect.map(Effect::number));
        hasher.optional(self.effect.and_then(Effect::superseded_by).map(|id| id.0));
        let (account, async_account) =
            self.account.map(|assigned| (&*assigned.account, &*assigned.async_account)).unwrap_or_default();
        hasher.text(account).text(async_account).number(self.problems.len() as i64);
        for problem in self.problems {
            let expected = problem.expected.encode();
            for part in [problem.reason.id(), &problem.field, &problem.value, &expected, &problem.suggestion] {
                hasher.text(part);
            }
        }
        hasher.number(self.changes.len() as i64);
        for change in self.changes {
            hasher.text(&change.field).text(&change.old).text(&change.new);
        }
        hasher
    }
}

/// The digest of an operation that has no outcome yet, as most have when they are received.
pub(crate) static NO_OUTCOME: LazyLock<Digest> = LazyLock::new(|| OperationOutcome::default().hasher().digest());

/// Returns the digest of an outcome that has nothing but problems, if any.
pub(crate) fn problems_digest(problems: &[Problem]) -> Digest {
    OperationOutcome { problems, ..OperationOutcome::default() }.digest()
}

/// An operation as it was received.
#[derive(Debug)]
pub(crate) struct ReceivedOperation<'a> {
    pub(crate) channel: i64,
    pub(crate) epoch: i64,
    pub(crate) kind: i64,
    pub(crate) counter: i64,
    pub(crate) received: i64,
    /// Digest of the columns' names.
    pub(crate) layout: Digest,
    pub(crate) row: &'a str,
}

impl ReceivedOperation<'_> {
    /// Returns the digest of the operation as it was received.
    pub(crate) fn digest(&self) -> Digest {
        let mut hasher = Hasher::default();
        for number in [self.channel, self.epoch, self.kind, self.counter, self.received] {
            hasher.number(number);
        }
        hasher.bytes(&self.layout).text(self.row);
        hasher.digest()
    }
}

/// Returns the digest of the names of a row's columns.
pub(crate) fn layout_digest(kind: i64, columns: &[String]) -> Digest {
    let mut hasher = Hasher::default();
    hasher.number(kind);
    for column in columns {
        hasher.text(column);
    }
    hasher.digest()
}

/// Returns the digest of a list of texts.
pub(crate) fn list_digest(list: &[String]) -> Digest {
    let mut hasher = Hasher::default();
    for text in list {
        hasher.text(text);
    }
    hasher.digest()
}

/// Returns the digest of a row after an edit.
pub(crate) fn row_digest(row: &str) -> Digest {
    let mut hasher = Hasher::default();
    hasher.text(row);
    hasher.digest()
}

/// Returns the digest of a record as an operation left it.
pub(crate) fn record_digest(active: bool, fields: &str) -> Digest {
    let mut hasher = Hasher::default();
    hasher.number(active.into()).text(fields);
    hasher.digest()
}

/// Whether an operation of this kind and effect assigned its customer an account, which its outcome then covers.
pub(crate) fn gives_account(kind: Option<RecordKind>, effect: Option<Effect>) -> bool {
    kind == Some(RecordKind::Customer) && effect == Some(Effect::Created)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Expected, OperationId, Reason, hex};

    fn digest_of(parts: &[String]) -> Digest {
        let mut hasher = Hasher::default();
        for part in parts {
            hasher.text(part);
        }
        hasher.digest()
    }

    proptest! {
        #[test]
        fn parts_that_are_cut_elsewhere_have_another_digest(
            one in prop::collection::vec("[ab]{0,3}", 0..4), other in prop::collection::vec("[ab]{0,3}", 0..4),
        ) {
            prop_assert_eq!(digest_of(&one) == digest_of(&other), one == other);
        }
    }

    #[test]
    fn a_digest_is_the_beginning_of_a_sha_256() {
        // printf '\0\0\0\0\0\0\0\3abc' | sha256sum
        assert_eq!(hex(&digest_of(&["abc".to_owned()])), "c3494ca1a2cf8eeb8a11ded316fb55b8");
    }

    #[test]
    fn the_digest_of_an_outcome_never_changes() {
        let text = |text: &str| text.to_owned();
        let problems = [Problem {
            reason: Reason::EmailNoAddress,
            field: text("Email"),
            value: text("jdoe@"),
            expected: Expected::Other(text("e")),
            suggestion: text("s"),
        }];
        let changes = [Change { field: text("Phone"), old: text("1"), new: text("2") }];
        let account = AssignedAccount { account: text("C-000001"), async_account: text("0000-guid") };
        let nothing = OperationOutcome::default;
        let of_effect = |effect| OperationOutcome { effect: Some(effect), ..nothing() };
        for (outcome, expected) in [
            (nothing(), "17b0761f87b081d5cf10757ccc89f12b"),
            (OperationOutcome { problems: &problems, ..nothing() }, "7a83a5bd9b643b552c7715e912c55d40"),
            (
                OperationOutcome { account: Some(&account), changes: &changes, ..of_effect(Effect::Created) },
                "00aaeeba806b4df977b2d065582bbc8a",
            ),
            (
                OperationOutcome {
                    problems: &problems,
                    changes: &changes,
                    ..of_effect(Effect::Superseded(OperationId(12)))
                },
                "4c08bfe84263cb7273ae3971a94d62f8",
            ),
            (of_effect(Effect::Updated), "68c6d716abbc802723e73610f8407a0a"),
            (of_effect(Effect::Unchanged), "cdad89d43ec254e98decce0c45ae927b"),
            (of_effect(Effect::Deactivated), "a4a1102d4d91dc7b65fb9cc554d2b8d3"),
        ] {
            assert_eq!(hex(&outcome.digest()), expected, "{outcome:?}");
        }
    }

    #[test]
    fn the_digests_of_rows_and_records_never_change() {
        let layout = layout_digest(1, &["A".to_owned(), "Bé".to_owned()]);
        let received = ReceivedOperation {
            channel: 1,
            epoch: 2,
            kind: 1,
            counter: -7,
            received: 1_700_000_000_000_000,
            layout,
            row: r#"["a",null]"#,
        };
        for (digest, expected) in [
            (layout, "b5a1bf3fd8e24e6a1be6b8c64eab9ec6"),
            (received.digest(), "4dc990926743dc2185e1b7790becd4b4"),
            (row_digest(r#"["a"]"#), "1c8c1be1e33b4dd7fd247f9a3fd3e59a"),
            (record_digest(true, "{}"), "6764ee10bc0b8c3d7b8165c2ab97eb7b"),
            (record_digest(false, "{}"), "9293134d2f3453708cb9b5f1264504d9"),
        ] {
            assert_eq!(hex(&digest), expected);
        }
    }
}
