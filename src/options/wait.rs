//! How long a command waits for the run lock.

use std::time::Duration;

use clap::Args;

use crate::i18n::Phrase;
use crate::refusal::Refusal;

/// Reads a duration such as `5m`.
///
/// # Errors
/// The text is not a duration.
pub(crate) fn duration(text: &str) -> Result<Duration, Refusal> {
    let text = text.trim();
    humantime::parse_duration(text).map_err(|_| {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let form = if is_number { "number" } else { "other" };
        Refusal::of_usage(Phrase::new("option-duration-invalid").with("form", form).with("number", text))
    })
}

/// The option of commands that need the run lock.
#[derive(Debug, Args)]
pub(crate) struct WaitArgs {
    /// Wait this long for a run to end, such as 5m
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    wait: Option<Duration>,
}

impl WaitArgs {
    /// Returns how long to wait; not at all unless asked for.
    pub(crate) fn patience(&self) -> Duration {
        self.wait.unwrap_or_default()
    }
}
