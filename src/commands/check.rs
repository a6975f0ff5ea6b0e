//! `hqsync check`: how the program does, for Nagios and Icinga.

use std::io::Write as _;
use std::time::Duration;

use clap::Args;

use crate::context::Context;
use crate::engine::{Health, StatusRequest};
use crate::exit::{Exit, MonitorState};
use crate::failure::{Failure, Result};
use crate::i18n::Texts;
use crate::lock::RunLock;
use crate::options::{Thresholds, age_thresholds, count_thresholds};
use crate::output::{HealthLimit, HealthLimits, health_report, plugin_line};
use crate::store::Access;

/// What `--help` shows at its end.
const STATUSES: &str = "\
Exit status, as monitors have it:
  0  OK
  1  WARNING   something is above a first threshold
  2  CRITICAL  something is above a second threshold, a job failed, or the store is not as it has to be
  3  UNKNOWN   the command line or the configuration is wrong, or the store cannot be read

Examples:
  hqsync check
  hqsync check --failed 10:100 --age 1h:4h --run-age 15m:1h --channels 0:2";

#[derive(Debug, Args)]
#[command(after_help = STATUSES)]
pub(crate) struct CheckArgs {
    /// How many failed operations are a warning if there are more, and how many are critical; either may be left out
    #[arg(long, value_name = "WARNING:CRITICAL", default_value = "0:100", value_parser = count_thresholds)]
    failed: Thresholds<u64>,
    /// The same for how long an operation has been pending
    #[arg(long, value_name = "WARNING:CRITICAL", default_value = "15m:1h", value_parser = age_thresholds)]
    age: Thresholds<Duration>,
    /// The same for how long ago a job last ran
    #[arg(long, value_name = "WARNING:CRITICAL", default_value = "15m:1h", value_parser = age_thresholds)]
    run_age: Thresholds<Duration>,
    /// The same for how many channels cannot be reached
    #[arg(long, value_name = "WARNING:CRITICAL", default_value = "0", value_parser = count_thresholds)]
    channels: Thresholds<u64>,
}

impl CheckArgs {
    fn limits(&self) -> HealthLimits {
        let count = |limit: Thresholds<u64>| HealthLimit { warning: limit.warning, critical: limit.critical };
        let age = |limit: Thresholds<Duration>| HealthLimit {
            warning: limit.warning.as_ref().map(Duration::as_secs),
            critical: limit.critical.as_ref().map(Duration::as_secs),
        };
        HealthLimits {
            failed: count(self.failed),
            age: age(self.age),
            run_age: age(self.run_age),
            channels: count(self.channels),
        }
    }
}

/// A monitor is answered in any case, and told if nothing is known.
#[expect(clippy::unnecessary_wraps, reason = "as every command returns it")]
pub(crate) fn run(args: &CheckArgs, cx: &mut Context) -> Result<Exit> {
    let health = look(cx).map_err(|failure| cx.naming_the_store(failure));
    let (state, report) = match health {
        Ok(health) => health_report(&health, args.limits(), &cx.texts),
        Err(failure) => (MonitorState::Unknown, unknown(&failure, &cx.texts)),
    };
    // Whether it can be printed turns out when the output is closed.
    let _ = writeln!(cx.output, "{report}");
    Ok(Exit::Monitored(state))
}

fn look(cx: &Context) -> Result<Health> {
    let store = cx.open_store(Access::Read)?;
    let address = cx.store_address()?;
    let anchors = cx.anchoring(&address).file;
    let request = StatusRequest { config: cx.config_if_any(), anchors: anchors.as_deref(), ..StatusRequest::default() };
    let health = Health::read(&store, request, || RunLock::holder(&address))?;
    cx.check_reading()?;
    Ok(health)
}

/// Returns the one line of a check that knows nothing.
pub(crate) fn unknown(failure: &Failure, texts: &Texts) -> String {
    plugin_line(MonitorState::Unknown, &failure.line(texts))
}
