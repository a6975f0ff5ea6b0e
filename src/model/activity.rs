//! What a run is at, as its lock says it to others.

use serde_json::{Value, json};

use super::job::Job;
use super::timestamp::Timestamp;

/// A run that is at work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Activity {
    /// Number of the run; `None` for a rehearsal, and before the run is recorded.
    pub(crate) run: Option<i64>,
    pub(crate) is_rehearsal: bool,
    pub(crate) jobs: Vec<Job>,
    pub(crate) since: Timestamp,
    /// `None` before the first job and after the last.
    pub(crate) step: Option<ActivityStep>,
}

/// The job that a run is at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ActivityStep {
    pub(crate) job: Job,
    /// `None` for `sync`, and between two channels.
    pub(crate) channel: Option<String>,
    pub(crate) since: Timestamp,
}

impl Activity {
    /// Returns it as one line of JSON.
    pub(crate) fn to_json(&self) -> String {
        let step = self
            .step
            .as_ref()
            .map(|step| json!({ "job": step.job.name(), "channel": step.channel, "since": step.since.0 }));
        let jobs: Vec<_> = self.jobs.iter().map(|job| job.name()).collect();
        json!({ "run": self.run, "dry_run": self.is_rehearsal, "jobs": jobs, "since": self.since.0, "step": step })
            .to_string()
    }

    /// Reads what [`Self::to_json`] returned; `None` if it is something else.
    pub(crate) fn from_json(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let jobs = value.get("jobs")?.as_array()?.iter().map(|job| job.as_str()?.parse().ok());
        let step = match value.get("step")? {
            Value::Null => None,
            step => Some(ActivityStep {
                job: step.get("job")?.as_str()?.parse().ok()?,
                channel: step.get("channel")?.as_str().map(str::to_owned),
                since: Timestamp(step.get("since")?.as_i64()?),
            }),
        };
        let since = Timestamp(value.get("since")?.as_i64()?);
        let (run, is_rehearsal) = (value.get("run")?.as_i64(), value.get("dry_run")?.as_bool()?);
        Some(Self { run, is_rehearsal, jobs: jobs.collect::<Option<_>>()?, since, step })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let step = |channel: Option<&str>| {
            let channel = channel.map(str::to_owned);
            Some(ActivityStep { job: Job::Download, channel, since: Timestamp(7) })
        };
        for (run, step) in [(Some(12), step(Some("Houston \"\n"))), (None, step(None)), (Some(1), None)] {
            let activity = Activity {
                run,
                is_rehearsal: run.is_none(),
                jobs: vec![Job::P, Job::Download],
                since: Timestamp(3),
                step,
            };
            let line = activity.to_json();
            assert!(!line.contains('\n'), "{line}");
            assert_eq!(Activity::from_json(&line), Some(activity));
        }
        for other in ["", "{}", "ann@hq, process 7", r#"{"run":1,"jobs":["q"],"since":1,"step":null}"#] {
            assert_eq!(Activity::from_json(other), None, "{other}");
        }
    }
}
