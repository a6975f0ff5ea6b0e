//! The keys by which a text selects its words: a text gets `address`, not "the address", so that each language has its own
//! gender and order.

use fluent_bundle::FluentValue;

use crate::model::{Action, Job, Outcome, RecordKind, State};
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

/// Returns the key of an action; `None` is one that cannot be read.
pub(super) fn action_key(action: Option<Action>) -> &'static str {
    action.map_or("unknown", Action::name)
}
