//! How an error is told: what was attempted, what was wrong, what to do next, and the exit status.

use std::io::{self, Write as _};
use std::sync::Arc;

use crate::channel::ChannelError;
use crate::config::ConfigError;
use crate::engine::{Correction, EngineError};
use crate::exit::Exit;
use crate::lock::LockError;
use crate::model::State;
use crate::refusal::{Refusal, UsageError};
use crate::sanitize::visible;
use crate::signals::Interrupted;
use crate::store::StoreError;
use crate::suggest;

/// Prints an error and gives the exit status that goes with it. A closed pipe is no error.
pub(crate) fn report(error: &anyhow::Error) -> Exit {
    if is_closed_pipe(error) {
        return Exit::Done;
    }
    if let Some(Interrupted(signal)) = error.downcast_ref() {
        return Exit::Interrupted(*signal);
    }
    let mut message = String::new();
    for cause in error.chain() {
        let text = cause.to_string();
        // An error that says what its cause says is not told twice.
        if !message.ends_with(&text) {
            message = if message.is_empty() { text } else { format!("{message}: {text}") };
        }
    }
    let mut stderr = io::stderr().lock();
    // Nothing is left to be told it, where even the standard error is closed.
    let message: Vec<_> = message.lines().map(visible).collect();
    let _ = writeln!(stderr, "error: {}", message.join("\n"));
    if let Some(hint) = error.chain().find_map(hint_of) {
        let _ = writeln!(stderr, "hint: {}", visible(&hint));
    }
    exit_of(error)
}

fn exit_of(error: &anyhow::Error) -> Exit {
    for cause in error.chain() {
        if cause.is::<UsageError>() {
            return Exit::Usage;
        }
        if matches!(cause.downcast_ref(), Some(LockError::Held { .. }))
            || matches!(cause.downcast_ref(), Some(StoreError::Locked))
        {
            return Exit::Locked;
        }
    }
    Exit::Failed
}

fn hint_of(cause: &(dyn std::error::Error + 'static)) -> Option<String> {
    if let Some(usage) = cause.downcast_ref::<UsageError>() {
        return usage.hint.clone();
    }
    if let Some(refusal) = cause.downcast_ref::<Refusal>() {
        return Some(refusal.hint.clone());
    }
    if let Some(config) = cause.downcast_ref::<Arc<ConfigError>>() {
        return config.hint();
    }
    if let Some(LockError::Held { .. }) = cause.downcast_ref::<LockError>() {
        return Some("`--wait 5m` waits for it".to_owned());
    }
    if let Some(channel) = cause.downcast_ref::<ChannelError>() {
        return channel.hint("NAME");
    }
    if let Some(engine) = cause.downcast_ref::<EngineError>() {
        return hint_of_engine(engine);
    }
    cause.downcast_ref::<StoreError>().and_then(StoreError::hint).map(str::to_owned)
}

fn hint_of_engine(error: &EngineError) -> Option<String> {
    let hint = match error {
        EngineError::CompanyChanged { .. } => {
            "a channel that goes over to another company needs a new `id` and a new database"
        }
        EngineError::WrongState { state: State::Dismissed, id, .. } => {
            return Some(format!("`hqsync resync {id}` revives it"));
        }
        EngineError::WrongState { correction: Correction::Edit, .. } => {
            "it has gone through; change the customer at headquarters or in the channel, which makes a new operation"
        }
        EngineError::WrongState { .. } => "it has gone through",
        EngineError::NoField { field, known, .. } => {
            let names = known.iter().map(String::as_str);
            return Some(suggest::hint(field, names, || format!("it has {}", known.join(", "))));
        }
        EngineError::ChangedMeanwhile { id } => return Some(format!("`hqsync history {id}` tells who did what")),
        EngineError::Channel(_)
        | EngineError::Store(_)
        | EngineError::NoOperation(_)
        | EngineError::Unreadable { .. }
        | EngineError::UnreadableCustomer { .. } => return None,
    };
    Some(hint.to_owned())
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe))
}
