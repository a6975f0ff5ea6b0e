//! How long a command waits for the run lock.

use std::time::Duration;

use clap::Args;

/// Reads a duration such as `5m`.
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    let text = text.trim();
    humantime::parse_duration(text).map_err(|_| {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let example = "write a number with a unit, such as 30s, 5m, 2h or 7d";
        if is_number { format!("the unit is missing: did you mean {text}m? {example}") } else { example.to_owned() }
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
