//! How long a command waits for the run lock.

use std::time::Duration;

use clap::Args;

/// The option of commands that need the run lock.
#[derive(Debug, Args)]
pub(crate) struct WaitArgs {
    /// Wait this long for a run to end, such as 5m
    #[arg(long, value_name = "DURATION", value_parser = humantime::parse_duration)]
    wait: Option<Duration>,
}

impl WaitArgs {
    /// Returns how long to wait; not at all unless asked for.
    pub(crate) fn patience(&self) -> Duration {
        self.wait.unwrap_or_default()
    }
}
