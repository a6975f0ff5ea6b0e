//! Why a job failed: a code and its arguments, from which the sentence is made in the language of the reader.

use serde_json::{Map, Value};

use crate::i18n::Phrase;
use crate::system_fault::{self, Shortage};

macro_rules! failure_codes {
    ($($code:ident $name:literal,)*) => {
        /// The kind of a job's failure.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum FailureCode {
            $($code,)*
        }

        impl FailureCode {
            /// All codes.
            pub(crate) const ALL: &[Self] = &[$(Self::$code),*];

            /// Returns the word of the store and of machine formats.
            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)*
                }
            }
        }
    };
}

failure_codes! {
    ChannelMissing "channel-missing",
    ChannelDirectory "channel-directory",
    ChannelExists "channel-exists",
    ChannelPathTooLong "channel-path-too-long",
    ChannelLocked "channel-locked",
    ChannelTimeout "channel-timeout",
    ChannelForeign "channel-foreign",
    ChannelUnread "channel-unread",
    ChannelDamaged "channel-damaged",
    ChannelTableMissing "channel-table-missing",
    ChannelColumnMissing "channel-column-missing",
    ChannelCounterInvalid "channel-counter-invalid",
    ChannelCounterTwice "channel-counter-twice",
    ChannelBehind "channel-behind",
    ChannelEmptied "channel-emptied",
    ChannelMirrorLost "channel-mirror-lost",
    ChannelOtherRow "channel-other-row",
    ChannelNotCompleted "channel-not-completed",
    ChannelNotKept "channel-not-kept",
    ChannelWitnessNotKept "channel-witness-not-kept",
    ChannelWitnessUnreadable "channel-witness-unreadable",
    ChannelOtherStore "channel-of-another-store",
    ChannelOtherId "channel-of-another-id",
    ChannelSameFile "channel-same-file",
    ChannelAccountTaken "channel-account-taken",
    ChannelAccountDiffers "channel-account-differs",
    ChannelCustomerRefused "channel-customer-refused",
    ChannelRefused "channel-refused",
    ChannelReadOnly "channel-read-only",
    ChannelDiskFull "channel-disk-full",
    ChannelDiskFullBeside "channel-disk-full-beside",
    ChannelTooManyFiles "channel-too-many-files",
    ChannelDisk "channel-disk",
    ChannelUnreachable "channel-unreachable",
    ChannelDatabase "channel-database",
    ChannelFolderMissing "channel-folder-missing",
    ChannelNoFolder "channel-no-folder",
    ChannelPlaceTaken "channel-place-taken",
    ChannelMirrorForeign "channel-mirror-foreign",
    ChannelFileRefused "channel-file-refused",
    ChannelFileInterrupted "channel-file-interrupted",
    ChannelFileUnset "channel-file-unset",
    StoreMissing "store-missing",
    StoreEmpty "store-empty",
    StoreHalfCopied "store-half-copied",
    StoreForeign "store-foreign",
    StoreNewer "store-newer",
    StoreOutdated "store-outdated",
    StoreLocked "store-locked",
    StoreReadOnly "store-read-only",
    StoreDiskFull "store-disk-full",
    StoreDiskFullBeside "store-disk-full-beside",
    StoreTooManyFiles "store-too-many-files",
    StoreUnread "store-unread",
    StoreDisk "store-disk",
    StoreMalformed "store-malformed",
    StoreDamaged "store-damaged",
    StoreIndexDamaged "store-index-damaged",
    StoreFile "store-file",
    StoreUnreachable "store-unreachable",
    StoreConnection "store-connection",
    StoreLost "store-lost",
    StoreAgain "store-again",
    StoreDenied "store-denied",
    StoreEncoding "store-encoding",
    StoreDatabase "store-database",
    OlderStore "older-store",
    CompanyChanged "company-changed",
    OperationUnreadable "operation-unreadable",
    CustomerUnreadable "customer-unreadable",
}

impl FailureCode {
    /// Returns the code with that name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

/// How the detail of a customer whom a channel refuses begins if it is a row that the channel refuses, as it is stored.
pub(crate) const REFUSES_ROW: &str = "refuses a row: ";

/// The argument that is a phrase of its own: the cause.
const REASON: &str = "reason";

/// Why a job failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum JobFailure {
    /// The values that the code's sentence needs, by their names.
    Coded { code: FailureCode, arguments: Map<String, Value> },
    /// An English sentence, as versions stored it that had no codes.
    Sentence(String),
}

impl JobFailure {
    /// Creates a failure without arguments.
    pub(crate) fn new(code: FailureCode) -> Self {
        Self::Coded { code, arguments: Map::new() }
    }

    /// Adds an argument.
    pub(crate) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        if let Self::Coded { arguments, .. } = &mut self {
            arguments.insert(name.to_owned(), value.into());
        }
        self
    }

    /// Adds the cause, to be said in any language.
    pub(crate) fn because(self, reason: &Phrase) -> Self {
        self.with(REASON, reason.to_json())
    }

    /// Returns the code; `None` for a sentence.
    pub(crate) fn code(&self) -> Option<FailureCode> {
        match self {
            Self::Coded { code, .. } => Some(*code),
            Self::Sentence(_) => None,
        }
    }

    /// Returns why the job failed, naming the store if that is known.
    pub(crate) fn phrase(&self) -> Phrase {
        match self.argument("store") {
            Some(store) => Phrase::new("store-named").with("store", store).because(self.sentence()),
            None => self.sentence(),
        }
    }

    /// Returns what a person can do about it, if anything.
    pub(crate) fn hint(&self) -> Option<Phrase> {
        match self {
            // What is to be done, the reason says.
            Self::Coded { code: FailureCode::ChannelFileUnset | FailureCode::StoreConnection, .. } => {
                self.reason()?.hint()
            }
            Self::Coded { .. } => self.sentence().hint(),
            Self::Sentence(_) => None,
        }
    }

    /// Returns the sentence of the code. Numbers are counters and versions, which are never formatted.
    fn sentence(&self) -> Phrase {
        let (code, arguments) = match self {
            Self::Coded { code, arguments } => (code, arguments),
            Self::Sentence(sentence) => return Phrase::verbatim(sentence),
        };
        // A shortage is named unless the disk is full.
        let phrase = Phrase::new(format!("failure-{}", code.name())).with("shortage", Shortage::Disk.key());
        let plain = arguments.iter().filter(|(name, _)| *name != REASON);
        let phrase = plain.fold(phrase, |phrase, (name, value)| match value {
            Value::String(text) => phrase.with(name.clone(), text),
            value => phrase.with(name.clone(), value),
        });
        match self.argument("detail") {
            // Its detail is in the middle.
            detail if *code == FailureCode::ChannelCustomerRefused => {
                let detail = detail.unwrap_or_default();
                match detail.strip_prefix(REFUSES_ROW) {
                    Some(row) => phrase.with("cause", "row").with("detail", row),
                    None => phrase.with("cause", "other"),
                }
            }
            Some(detail) => phrase.because(system_fault::phrase_of_text(detail)),
            None => match self.reason() {
                Some(reason) => phrase.because(reason),
                None => phrase,
            },
        }
    }

    /// Returns the cause that is kept as a phrase.
    fn reason(&self) -> Option<Phrase> {
        match self {
            Self::Coded { arguments, .. } => arguments.get(REASON).map(Phrase::from_json),
            Self::Sentence(_) => None,
        }
    }

    fn argument(&self, name: &str) -> Option<&str> {
        match self {
            Self::Coded { arguments, .. } => arguments.get(name)?.as_str(),
            Self::Sentence(_) => None,
        }
    }

    /// Whether a channel that failed so may have left a customer out, whose last change it has passed: the failure names one of
    /// those who were left out, and says how many more there are.
    pub(crate) fn may_leave_out(&self, account: &str, async_account: &str) -> bool {
        let Self::Coded { code, arguments } = self else { return false };
        let is_named = |name: &str| {
            self.argument(name)
                .is_some_and(|named| named.eq_ignore_ascii_case(account) || named.eq_ignore_ascii_case(async_account))
        };
        match code {
            FailureCode::ChannelNotKept => true,
            FailureCode::ChannelAccountTaken
            | FailureCode::ChannelAccountDiffers
            | FailureCode::ChannelCustomerRefused => {
                is_named("account") || is_named("customer") || arguments.get("more").is_none_or(|more| *more != 0)
            }
            _ => false,
        }
    }

    /// Returns the code and the arguments as one JSON object; `None` for a sentence.
    pub(crate) fn to_json(&self) -> Option<Value> {
        let Self::Coded { code, arguments } = self else { return None };
        let mut object = Map::from_iter([("code".to_owned(), Value::from(code.name()))]);
        object.extend(arguments.clone());
        Some(Value::Object(object))
    }

    /// Reads what [`Self::to_json`] returned; `None` if it is something else.
    pub(crate) fn from_json(text: &str) -> Option<Self> {
        let Value::Object(mut arguments) = serde_json::from_str(text).ok()? else { return None };
        let code = FailureCode::from_name(arguments.remove("code")?.as_str()?)?;
        Some(Self::Coded { code, arguments })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_leaves_out_whom_it_names_and_perhaps_others() {
        let refused = |account: &str, more: u64| {
            JobFailure::new(FailureCode::ChannelCustomerRefused).with("account", account).with("more", more)
        };
        let differs = JobFailure::new(FailureCode::ChannelAccountDiffers).with("customer", "5F0B").with("more", 0);
        for (failure, expected) in [
            (refused("C-000001", 0), true),
            (refused("C-000002", 0), false),
            (refused("C-000002", 1), true),
            (differs, true),
            (JobFailure::new(FailureCode::ChannelNotKept), true),
            (JobFailure::new(FailureCode::ChannelLocked), false),
            (JobFailure::Sentence("C-000001".to_owned()), false),
        ] {
            assert_eq!(failure.may_leave_out("C-000001", "5f0b"), expected, "{failure:?}");
        }
    }

    #[test]
    fn every_code_is_read_back() {
        for code in FailureCode::ALL {
            let failure = JobFailure::new(*code).with("path", "a.db").with("counter", i64::MAX);
            let json = failure.to_json().unwrap().to_string();
            assert_eq!(JobFailure::from_json(&json), Some(failure), "{json}");
        }
    }

    #[test]
    fn other_json_is_not_a_failure() {
        for text in ["", "{}", "[]", r#"{"code": 1}"#, r#"{"code": "channel-gone"}"#] {
            assert_eq!(JobFailure::from_json(text), None, "{text}");
        }
    }

    #[test]
    fn a_failure_names_the_store_that_it_knows() {
        let failure = JobFailure::new(FailureCode::StoreDiskFull);
        assert_eq!(failure.phrase().to_string(), "the store cannot be written: the disk is full");
        let failure = failure.with("store", "a.db").with("shortage", "quota");
        assert_eq!(
            failure.phrase().to_string(),
            "store `a.db`: the store cannot be written: the disk quota is used up"
        );
        let hint = "free some space or have the quota raised, then try again; nothing was lost";
        assert_eq!(failure.hint().unwrap().to_string(), hint);
        let sentence = JobFailure::Sentence("it failed".to_owned());
        assert_eq!((sentence.phrase().to_string(), sentence.hint()), ("it failed".to_owned(), None));
    }
}
