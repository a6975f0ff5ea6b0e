//! The keys by which a text selects its words: a text gets `address`, not "the address", so that each language has its own
//! gender and order.

use fluent_bundle::FluentValue;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions, FluentNumberType};

use crate::model::{Action, Job, OperationId, Outcome, RecordKind, State};
use crate::trail::Event;

macro_rules! keys {
    ($($type:ty),*) => {
        $(
            impl From<$type> for FluentValue<'_> {
                fn from(key: $type) -> Self {
                    key.name().into()
                }
            }
        )*
    };
}

keys!(State, RecordKind, Action, Outcome, Event);

impl From<Job> for FluentValue<'_> {
    fn from(job: Job) -> Self {
        match job {
            Job::P => "p",
            Job::Sync => "sync",
            // Selectors take `1010` for a number.
            Job::Download => "download",
        }
        .into()
    }
}

/// The number of an operation is a name: it is no count, and is not written as one.
impl From<OperationId> for FluentValue<'_> {
    fn from(id: OperationId) -> Self {
        id.to_string().into()
    }
}

/// An ordinal number: a text selects its ending by it, such as that of 1st.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ordinal(pub(crate) i64);

impl From<Ordinal> for FluentValue<'_> {
    fn from(Ordinal(number): Ordinal) -> Self {
        let options = FluentNumberOptions { r#type: FluentNumberType::Ordinal, ..FluentNumberOptions::default() };
        match Self::from(number) {
            Self::Number(number) => Self::Number(FluentNumber::new(number.value, options)),
            other => other,
        }
    }
}

/// Returns the key of an action; `None` is one that cannot be read.
pub(super) fn action_key(action: Option<Action>) -> &'static str {
    action.map_or("unknown", Action::name)
}
