//! How the program does, as a plugin for Nagios and Icinga says it: a line, its performance data, and a line for each cause.
//!
//! The format is that of <https://www.monitoring-plugins.org/doc/guidelines.html>. There are no values of customers in it: it goes
//! through the systems of others.

use std::time::Duration;

use crate::engine::{Attention, Health, RunAge};
use crate::exit::MonitorState;
use crate::i18n::Texts;
use crate::model::{FailureCode, Outcome};
use crate::sanitize::visible;

/// What is a warning and what is critical, in the units of the performance data: counts and seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HealthLimits {
    pub(crate) failed: HealthLimit,
    pub(crate) age: HealthLimit,
    pub(crate) run_age: HealthLimit,
    pub(crate) channels: HealthLimit,
}

/// What lies above is a warning, and critical.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HealthLimit {
    pub(crate) warning: Option<u64>,
    pub(crate) critical: Option<u64>,
}

impl HealthLimit {
    fn state(self, value: u64) -> MonitorState {
        match self {
            Self { critical: Some(critical), .. } if value > critical => MonitorState::Critical,
            Self { warning: Some(warning), .. } if value > warning => MonitorState::Warning,
            _ => MonitorState::Ok,
        }
    }

    /// Returns what stands behind a value: from 0 to here all is well.
    fn ranges(self) -> String {
        let range = |bound: Option<u64>| bound.map(|bound| bound.to_string()).unwrap_or_default();
        format!("{};{};0", range(self.warning), range(self.critical))
    }
}

/// Returns what a monitor is told, and its state: the worst of all causes.
pub(crate) fn health_report(health: &Health, limits: HealthLimits, texts: &Texts) -> (MonitorState, String) {
    let causes = causes(health, limits, texts);
    let state = causes.iter().map(|(state, _)| *state).max().unwrap_or(MonitorState::Ok);
    let mut lines = vec![format!("{} | {}", plugin_line(state, &summary(health, texts)), performance(health, limits))];
    lines.extend(causes.iter().map(|(state, cause)| format!("{}: {}", state.name(), plain(cause))));
    (state, lines.join("\n"))
}

/// Returns the line of a monitor that can be told nothing but why.
pub(crate) fn plugin_line(state: MonitorState, message: &str) -> String {
    format!("HQSYNC {}: {}", state.name(), plain(message))
}

/// Returns a text without what has a meaning of its own in the output of a plugin.
fn plain(text: &str) -> String {
    visible(text).replace('|', "/")
}

fn summary(health: &Health, texts: &Texts) -> String {
    let (channel, most) = health.most_failed.clone().unwrap_or_default();
    let age = |age: Duration| texts.rough_duration(age);
    let (ran, age) = match health.run_age {
        RunAge::AtWork => ("now", String::new()),
        RunAge::Since(_, since) => ("ago", age(since)),
        RunAge::Never(_) => ("never", String::new()),
    };
    let form = match health.failed {
        0 => "none",
        failed if failed == most => "one",
        _ => "several",
    };
    texts.monitor_summary(form, health.failed, channel, most, ran, age)
}

fn performance(health: &Health, limits: HealthLimits) -> String {
    let age = match health.run_age {
        RunAge::AtWork => "0s".to_owned(),
        RunAge::Since(_, age) => format!("{}s", age.as_secs()),
        RunAge::Never(_) => "U".to_owned(),
    };
    format!(
        "failed={};{} pending={};;;0 oldest_pending={}s;{} run_age={age};{} channels_down={};{};{}",
        health.failed,
        limits.failed.ranges(),
        health.pending,
        health.pending_for.as_secs(),
        limits.age.ranges(),
        limits.run_age.ranges(),
        health.unreached.len(),
        limits.channels.ranges(),
        health.channels,
    )
}

/// What is not well, and how bad it is, the worst first.
fn causes(health: &Health, limits: HealthLimits, texts: &Texts) -> Vec<(MonitorState, String)> {
    let mut causes = Vec::new();
    causes.push((limits.failed.state(health.failed), texts.attention_failed(health.failed)));
    let pending_for = health.pending_for;
    let pending = texts.monitor_pending(health.pending, texts.duration_in_words(pending_for));
    causes.push((limits.age.state(pending_for.as_secs()), pending));
    causes.push(match health.run_age {
        RunAge::AtWork => (MonitorState::Ok, String::new()),
        RunAge::Since(job, age) => {
            (limits.run_age.state(age.as_secs()), texts.monitor_job_age(job, texts.duration_in_words(age)))
        }
        RunAge::Never(job) => (MonitorState::Critical, texts.attention_job_never(job)),
    });
    let channels = limits.channels.state(health.unreached.len() as u64);
    causes.extend(health.unreached.iter().map(|(channel, code)| {
        let code = code.map_or("unknown", FailureCode::name);
        (channels, texts.monitor_channel(channel.as_str(), code))
    }));
    causes.extend(health.faults.iter().filter_map(|fault| fault_cause(fault, texts)));
    causes.retain(|(state, _)| *state != MonitorState::Ok);
    causes.sort_by(|(one, _), (other, _)| other.cmp(one));
    causes
}

/// How bad a fault is, and what it is: without the details, which may be those of a customer.
fn fault_cause(fault: &Attention, texts: &Texts) -> Option<(MonitorState, String)> {
    let named = |state, kind: &str| Some((state, texts.monitor_fault(kind)));
    match fault {
        Attention::JobFailed { job, outcome, .. } => {
            let state = if *outcome == Outcome::Failed { MonitorState::Critical } else { MonitorState::Warning };
            Some((state, texts.attention_run(*job, *outcome)))
        }
        Attention::JobUnfinished { job, outcome, .. } => {
            Some((MonitorState::Warning, texts.attention_run(*job, *outcome)))
        }
        Attention::AccountsConflict { count } => Some((MonitorState::Critical, texts.attention_accounts(*count))),
        Attention::RunSlow(_) => named(MonitorState::Warning, "run-slow"),
        Attention::ClockJumped { .. } => named(MonitorState::Warning, "clock-jumped"),
        Attention::EntriesUnnoted { .. } => named(MonitorState::Warning, "entries-unnoted"),
        Attention::AnchorsUnusable { .. } => named(MonitorState::Warning, "anchors-unusable"),
        Attention::OlderStore { .. } => named(MonitorState::Critical, "older-store"),
        Attention::SealUnusable { .. } => named(MonitorState::Critical, "seal-unusable"),
        // What thresholds are about.
        Attention::OperationsFailed { .. }
        | Attention::ChannelFailed { .. }
        | Attention::OperationPending { .. }
        | Attention::JobOverdue { .. }
        | Attention::ChannelOverdue { .. } => None,
    }
}
