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
    /// How many steps are done, of about how many.
    pub(crate) done: u64,
    pub(crate) total: u64,
}

impl ActivityStep {
    /// Returns how much of the job is done; `None` if nobody knows how much there is to do.
    pub(crate) fn percent(&self) -> Option<u64> {
        self.done.saturating_mul(100).checked_div(self.total).map(|percent| percent.min(100))
    }
}

impl Activity {
    /// Returns it as one line of JSON.
    pub(crate) fn to_json(&self) -> String {
        let step = self
            .step
            .as_ref()
            .map(|ActivityStep { job, channel, since, done, total }| {
                json!({ "job": job.name(), "channel": channel, "since": since.0, "done": done, "total": total })
            });
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
                // Earlier versions do not say it.
                done: step.get("done").and_then(Value::as_u64).unwrap_or_default(),
                total: step.get("total").and_then(Value::as_u64).unwrap_or_default(),
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
    fn how_much_is_done_is_known_once_it_is_known_how_much_there_is_to_do() {
        for (done, total, percent) in [(0, 0, None), (0, 3, Some(0)), (2, 5, Some(40)), (7, 5, Some(100))] {
            let step = ActivityStep { job: Job::Sync, channel: None, since: Timestamp(0), done, total };
            assert_eq!(step.percent(), percent, "{done} of {total}");
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let step = |channel: Option<&str>| {
            let channel = channel.map(str::to_owned);
            Some(ActivityStep { job: Job::Download, channel, since: Timestamp(7), done: 2, total: 5 })
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
        let earlier = r#"{"run":1,"dry_run":false,"jobs":["p"],"since":1,"step":{"job":"p","channel":null,"since":2}}"#;
        assert_eq!(Activity::from_json(earlier).and_then(|activity| activity.step?.percent()), None);
        for other in ["", "{}", "ann@hq, process 7", r#"{"run":1,"jobs":["q"],"since":1,"step":null}"#] {
            assert_eq!(Activity::from_json(other), None, "{other}");
        }
    }
}
