//! What is measured, in the text format of Prometheus, as a file that its node exporter collects.
//!
//! The format is that of <https://prometheus.io/docs/instrumenting/exposition_formats/>. Names and labels are the same in every
//! language. Samples have no times: the collector refuses a file that has any.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "samples are floating-point numbers in this format, and shares are positive"
)]

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::fs::Permissions;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::Duration;

use super::writer::Output;
use crate::engine::{ChannelStatus, Measures};
use crate::failure::Result;
use crate::model::{State, Timestamp};

/// The permissions of the file: the collector is another user, and there are no values of customers in it.
const MODE: u32 = 0o644;

/// The shares of customers for whom it is told how long they waited at most.
const QUANTILES: [(&str, f64); 3] = [("0.5", 0.5), ("0.95", 0.95), ("1", 1.0)];

/// Writes the file, which appears or is replaced when it is complete. Without measures it says only how the last run ended.
///
/// # Errors
/// The file cannot be written.
pub(crate) fn write_metrics(path: &Path, measures: Option<&Measures>, exit_status: Option<u8>) -> Result<()> {
    let mut output = Output::to_file_with(path, Permissions::from_mode(MODE))?;
    output.write_all(text_of(measures, exit_status).as_bytes())?;
    output.complete()
}

fn text_of(measures: Option<&Measures>, exit_status: Option<u8>) -> String {
    let mut page = MetricsPage::default();
    let build = page.family("hqsync_build_info", "gauge", "The program that wrote this file.");
    build.set(&[("version", env!("CARGO_PKG_VERSION"))], 1.0);
    let exit =
        page.family("hqsync_last_run_exit_status", "gauge", "How the last run of the jobs ended: its exit status.");
    exit.samples.extend(exit_status.map(|status| (String::new(), f64::from(status))));
    if let Some(measures) = measures {
        add_operations(measures, &mut page);
        add_channels(measures, &mut page);
        add_jobs(measures, &mut page);
        add_waits(&measures.waits, &mut page);
    }
    page.to_string()
}

fn add_operations(measures: &Measures, page: &mut MetricsPage) {
    let channels = &measures.status.channels;
    let operations = page.family("hqsync_operations", "gauge", "Operations by channel and state.");
    for channel in channels {
        for state in State::ALL {
            operations.add(&[("channel", &channel.name), ("state", state.name())], channel.count(state) as f64);
        }
    }
    let problems = "Operations that failed or wait, by channel and error; one with several errors counts for each.";
    let problems = page.family("hqsync_problems", "gauge", problems);
    for (channel, code, count) in &measures.problems {
        problems.add(&[("channel", channel), ("code", code)], *count as f64);
    }
    let received = "Operations that were received from the channel, ever.";
    let received = page.family("hqsync_operations_received_total", "counter", received);
    for (channel, row) in channels.iter().filter_map(|channel| Some((channel, channel.row.as_ref()?))) {
        received.add(&[("channel", &channel.name)], row.operations as f64);
    }
    let oldest = "When the oldest operation in that state was made at its channel; none if there is no such operation.";
    let oldest = page.family("hqsync_oldest_operation_timestamp_seconds", "gauge", oldest);
    for (state, at) in &measures.oldest {
        oldest.set(&[("state", state.name())], seconds(*at));
    }
}

/// Channels that the configuration no longer has are not expected to be there.
fn add_channels(measures: &Measures, page: &mut MetricsPage) {
    let configured: Vec<_> = measures.status.channels.iter().filter(|channel| channel.is_configured).collect();
    let mut family = |name, help, value: &dyn Fn(&ChannelStatus) -> Option<f64>| {
        let family = page.family(name, "gauge", help);
        for channel in &configured {
            if let Some(value) = value(channel) {
                family.set(&[("channel", &channel.name)], value);
            }
        }
    };
    let is_up = |channel: &ChannelStatus| channel.failure().is_none() && channel.contacted().is_some();
    family("hqsync_channel_up", "Whether the last job that tried reached the channel.", &|channel| {
        Some(f64::from(u8::from(is_up(channel))))
    });
    family(
        "hqsync_channel_last_contact_timestamp_seconds",
        "When a job last reached the channel; none if none ever did.",
        &|channel| channel.contacted().map(seconds),
    );
    family(
        "hqsync_channel_customers_behind",
        "Customers that changed since the last download to the channel.",
        &|channel| Some(channel.behind as f64),
    );
    family(
        "hqsync_channel_missing_counters",
        "Counters below the bookmarks that no row of the channel had.",
        &|channel| {
            let missing = channel.row.as_ref().and_then(|row| measures.missing.get(&row.key));
            Some(missing.copied().unwrap_or_default() as f64)
        },
    );
}

fn add_jobs(measures: &Measures, page: &mut MetricsPage) {
    let success = "When a run ended in which the job succeeded on all channels; none if there is no such run.";
    let success = page.family("hqsync_job_last_success_timestamp_seconds", "gauge", success);
    for job in &measures.jobs {
        if let Some(at) = job.last_success {
            success.set(&[("job", job.job.name())], seconds(at));
        }
    }
    let last = "When the last run with the job ended, or began if it has no end; none if there is no run.";
    let last = page.family("hqsync_job_last_run_timestamp_seconds", "gauge", last);
    for job in &measures.jobs {
        if let Some((at, _)) = job.last_run {
            last.set(&[("job", job.job.name())], seconds(at));
        }
    }
    let duration = "How long the job took in its last run, on the channels that had something to do.";
    let duration = page.family("hqsync_job_duration_seconds", "gauge", duration);
    for job in &measures.jobs {
        if let Some((_, taken)) = job.last_run {
            duration.set(&[("job", job.job.name())], taken.as_secs_f64());
        }
    }
}

/// `waits` are in order.
fn add_waits(waits: &[Duration], page: &mut MetricsPage) {
    let help =
        "From the creation of a customer at a channel to the result there, of creations received within 24 hours.";
    let family = page.family("hqsync_customer_wait_seconds", "summary", help);
    for (name, share) in QUANTILES {
        // The least of the waits that so many are not longer than.
        let rank = (share * waits.len() as f64).ceil() as usize;
        if let Some(wait) = rank.checked_sub(1).and_then(|at| waits.get(at)) {
            family.set(&[("quantile", name)], wait.as_secs_f64());
        }
    }
    family.sums = Some((waits.iter().sum::<Duration>().as_secs_f64(), waits.len()));
}

/// A time in seconds since 1970.
fn seconds(at: Timestamp) -> f64 {
    at.0 as f64 / 1e6
}

/// The families of metrics, in the order in which they were begun.
#[derive(Default)]
struct MetricsPage(Vec<MetricFamily>);

/// All samples of one name.
struct MetricFamily {
    name: &'static str,
    kind: &'static str,
    help: &'static str,
    /// By their labels, each once: the collector refuses a file in which two samples have the same.
    samples: BTreeMap<String, f64>,
    /// Sum and number of what a summary is about.
    sums: Option<(f64, usize)>,
}

impl MetricsPage {
    fn family(&mut self, name: &'static str, kind: &'static str, help: &'static str) -> &mut MetricFamily {
        self.0.push(MetricFamily { name, kind, help, samples: BTreeMap::new(), sums: None });
        let last = self.0.len() - 1;
        &mut self.0[last]
    }
}

impl MetricFamily {
    /// Adds to a sample: two channels may have had the same name.
    fn add(&mut self, labels: &[(&str, &str)], count: f64) {
        *self.samples.entry(labels_of(labels)).or_default() += count;
    }

    /// Sets a sample.
    fn set(&mut self, labels: &[(&str, &str)], value: f64) {
        self.samples.insert(labels_of(labels), value);
    }
}

/// Returns labels as a sample has them behind its name.
fn labels_of(labels: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, value) in labels {
        let value = value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        let before = if text.is_empty() { "{" } else { "," };
        let _ = write!(text, "{before}{name}=\"{value}\"");
    }
    text + "}"
}

impl fmt::Display for MetricsPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for MetricFamily { name, kind, help, samples, sums } in &self.0 {
            if samples.is_empty() && sums.is_none() {
                continue;
            }
            writeln!(f, "# HELP {name} {help}\n# TYPE {name} {kind}")?;
            for (labels, value) in samples {
                writeln!(f, "{name}{labels} {value}")?;
            }
            if let Some((sum, count)) = sums {
                writeln!(f, "{name}_sum {sum}\n{name}_count {count}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn a_label_may_have_any_text() {
        assert_eq!(
            labels_of(&[("channel", "A \"b\" \\c\nd"), ("state", "failed")]),
            r#"{channel="A \"b\" \\c\nd",state="failed"}"#
        );
    }

    #[test]
    fn quantiles_are_waits_that_somebody_had() {
        let lines = |seconds: &[u64]| {
            let waits: Vec<_> = seconds.iter().copied().map(Duration::from_secs).collect();
            let mut page = MetricsPage::default();
            add_waits(&waits, &mut page);
            page.to_string()
                .lines()
                .skip(2)
                .map(|line| line.replace("hqsync_customer_wait_seconds", ""))
                .collect::<Vec<_>>()
        };
        assert_eq!(lines(&[]), ["_sum 0", "_count 0"]);
        assert_eq!(
            lines(&[1, 2, 9]),
            [r#"{quantile="0.5"} 2"#, r#"{quantile="0.95"} 9"#, r#"{quantile="1"} 9"#, "_sum 12", "_count 3"]
        );
    }

    #[test]
    fn without_measures_the_page_says_how_the_run_ended() {
        let text = text_of(None, Some(1));
        let samples: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
        let build = format!("hqsync_build_info{{version=\"{}\"}} 1", env!("CARGO_PKG_VERSION"));
        assert_eq!(samples, [build.as_str(), "hqsync_last_run_exit_status 1"]);
    }
}
