//! How many channels had nothing to do in a run.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::job::Job;

/// How many channels had nothing to do, by job. Those that had have a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct IdleChannels(BTreeMap<Job, u64>);

impl IdleChannels {
    /// Counts another channel on which a job had nothing to do.
    pub(crate) fn count(&mut self, job: Job) {
        *self.0.entry(job).or_default() += 1;
    }

    /// Returns how many channels a job had nothing to do on.
    pub(crate) fn of(&self, job: Job) -> u64 {
        self.0.get(&job).copied().unwrap_or_default()
    }

    /// Returns the numbers that are not zero, as an object by the name of the job; `None` if all are zero.
    pub(crate) fn to_json(&self) -> Option<String> {
        let object: Map<_, _> = self.0.iter().map(|(job, count)| (job.name().to_owned(), (*count).into())).collect();
        (!object.is_empty()).then(|| Value::Object(object).to_string())
    }

    /// Reads what [`Self::to_json`] returned; `None` if it is something else.
    pub(crate) fn from_json(text: &str) -> Option<Self> {
        let Value::Object(object) = serde_json::from_str(text).ok()? else { return None };
        let count = |(job, count): (String, Value)| Some((job.parse().ok()?, count.as_u64()?));
        object.into_iter().map(count).collect::<Option<_>>().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let mut idle = IdleChannels::default();
        assert_eq!(idle.to_json(), None);
        for job in [Job::Download, Job::P, Job::P] {
            idle.count(job);
        }
        let json = idle.to_json().unwrap();
        assert_eq!(json, r#"{"p":2,"1010":1}"#);
        assert_eq!(IdleChannels::from_json(&json), Some(idle));
        for other in ["", "[]", r#"{"q":1}"#, r#"{"p":-1}"#] {
            assert_eq!(IdleChannels::from_json(other), None, "{other}");
        }
    }
}
