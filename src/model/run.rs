//! A run of the jobs and its results.

use serde::{Deserialize, Serialize};

use super::clock_jump::ClockJump;
use super::error_counts::ErrorCounts;
use super::idle_channels::IdleChannels;
use super::job::Job;
use super::job_failure::JobFailure;
use super::operation_note::NoteCode;
use super::problem::Problem;
use super::timestamp::Timestamp;
use super::unread_tables::UnreadTables;

/// How a run, or a job of it on a channel, ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Outcome {
    Succeeded,
    /// A channel or a job failed, the rest is done.
    Partial,
    Failed,
    /// Stopped by a signal between two batches.
    Interrupted,
    /// No end is recorded: it is still running, or was killed.
    Unfinished,
}

impl Outcome {
    /// All outcomes.
    pub(crate) const ALL: [Self; 5] =
        [Self::Succeeded, Self::Partial, Self::Failed, Self::Interrupted, Self::Unfinished];

    /// The word of machine formats.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Succeeded => "succeeded",
            Self::Partial => "partial",
            Self::Failed => "failed",
            Self::Interrupted => "interrupted",
            Self::Unfinished => "unfinished",
        }
    }

    /// The outcome with that word, if there is one.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }
}

/// What a job counted. A job leaves the figures of the others at zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Figures {
    /// Accounts that were taken over from channels, since the store was put back or recreated.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) adopted: u64,
    /// P: operations stored.
    pub(crate) uploaded: u64,
    /// P: those of them that appeared below the bookmark.
    pub(crate) late: u64,
    /// P: files of the channel that are still being written.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) unfinished: u64,
    /// sync: operations applied to headquarters.
    pub(crate) synced: u64,
    /// sync: customers that got an account.
    pub(crate) accounts: u64,
    /// P and sync: operations that failed in this run.
    pub(crate) failed: u64,
    /// P and sync: what they failed for.
    #[serde(skip_serializing_if = "ErrorCounts::is_empty")]
    pub(crate) errors: ErrorCounts,
    /// sync: operations that came after a newer one on their record.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) superseded: u64,
    /// P: operations whose time is too far ahead of their receipt.
    #[serde(rename = "clock-ahead", skip_serializing_if = "is_zero")]
    pub(crate) clock_ahead: u64,
    /// P: operations whose time contradicts the counters of their channel.
    #[serde(rename = "clock-back", skip_serializing_if = "is_zero")]
    pub(crate) clock_back: u64,
    /// P: operations with a text that was probably decoded in another encoding.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) encoding: u64,
    /// P: operations with a word in the place of a value that nobody knew.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) placeholder: u64,
    /// sync: operations that wait for another one since this run.
    pub(crate) waiting: u64,
    /// 1010: customers written to the channel.
    pub(crate) downloaded: u64,
    /// 1010: those of them that an earlier channel had got in the same run.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) repeated: u64,
    /// 1010: operations of the channel that are completed now.
    pub(crate) completed: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

impl Figures {
    /// The figures that a job counts, by their names.
    pub(crate) fn of(&self, job: Job) -> Vec<(&'static str, u64)> {
        let mut figures = match job {
            Job::P => vec![("uploaded", self.uploaded), ("late", self.late), ("failed", self.failed)],
            Job::Sync => vec![
                ("synced", self.synced),
                ("accounts", self.accounts),
                ("failed", self.failed),
                ("waiting", self.waiting),
            ],
            Job::Download => vec![("downloaded", self.downloaded), ("completed", self.completed)],
        };
        // Rare, so they are said only where they happened.
        let rare = match job {
            Job::P => self.noted_by_p().into_iter().chain([("unfinished", self.unfinished)]).collect(),
            Job::Sync => vec![(NoteCode::Superseded.name(), self.superseded)],
            Job::Download => Vec::new(),
        };
        figures.extend(rare.into_iter().chain([("adopted", self.adopted)]).filter(|(_, count)| *count > 0));
        figures
    }

    fn noted_by_p(&self) -> [(&'static str, u64); 4] {
        [
            (NoteCode::ClockAhead, self.clock_ahead),
            (NoteCode::ClockBack, self.clock_back),
            (NoteCode::Encoding, self.encoding),
            (NoteCode::Placeholder, self.placeholder),
        ]
        .map(|(code, count)| (code.name(), count))
    }

    /// Counts an operation with a note.
    pub(crate) fn note(&mut self, code: NoteCode) {
        *match code {
            NoteCode::Superseded => &mut self.superseded,
            NoteCode::ClockAhead => &mut self.clock_ahead,
            NoteCode::ClockBack => &mut self.clock_back,
            NoteCode::Encoding => &mut self.encoding,
            NoteCode::Placeholder => &mut self.placeholder,
        } += 1;
    }

    /// Returns the figures with each downloaded customer once, whatever the number of channels.
    pub(crate) fn with_distinct_customers(self) -> Self {
        Self { downloaded: self.downloaded.saturating_sub(self.repeated), ..self }
    }

    /// Counts an operation that failed with these problems.
    pub(crate) fn fail(&mut self, problems: &[Problem]) {
        self.failed += 1;
        self.errors.count(problems);
    }

    /// Adds another job's or channel's figures.
    pub(crate) fn add(&mut self, other: &Self) {
        self.adopted += other.adopted;
        self.uploaded += other.uploaded;
        self.late += other.late;
        self.unfinished += other.unfinished;
        self.synced += other.synced;
        self.accounts += other.accounts;
        self.failed += other.failed;
        self.errors.add(&other.errors);
        self.superseded += other.superseded;
        self.clock_ahead += other.clock_ahead;
        self.clock_back += other.clock_back;
        self.encoding += other.encoding;
        self.placeholder += other.placeholder;
        self.waiting += other.waiting;
        self.downloaded += other.downloaded;
        self.repeated += other.repeated;
        self.completed += other.completed;
    }
}

/// The result of one job on one channel, or of `sync` as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JobReport {
    pub(crate) job: Job,
    /// The channel's name; none for `sync`.
    pub(crate) channel: Option<String>,
    pub(crate) started: Timestamp,
    pub(crate) ended: Timestamp,
    pub(crate) outcome: Outcome,
    pub(crate) figures: Figures,
    pub(crate) failure: Option<JobFailure>,
    /// The channel's older upload tables that have rows; `None` if the job did not look. Not kept in the history.
    pub(crate) unread: Option<UnreadTables>,
}

impl JobReport {
    /// Returns the report of a job that starts.
    pub(crate) fn begin(job: Job, channel: Option<String>, started: Timestamp) -> Self {
        let outcome = Outcome::Unfinished;
        Self {
            job,
            channel,
            started,
            ended: started,
            outcome,
            figures: Figures::default(),
            failure: None,
            unread: None,
        }
    }

    /// Whether the job had nothing to do on the channel.
    pub(crate) fn is_idle(&self) -> bool {
        self.channel.is_some() && self.outcome == Outcome::Succeeded && self.figures == Figures::default()
    }
}

/// One run of one or more jobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    /// Number in the history; a rehearsal's number is used again by the next run.
    pub(crate) id: i64,
    pub(crate) jobs: Vec<Job>,
    /// Who started it: `user@host`.
    pub(crate) actor: String,
    pub(crate) started: Timestamp,
    pub(crate) ended: Option<Timestamp>,
    pub(crate) outcome: Outcome,
    /// In the order of the jobs and channels. The history leaves out channels that had nothing to do.
    pub(crate) reports: Vec<JobReport>,
    pub(crate) idle: IdleChannels,
    /// Whether the reports were removed, since the run is old.
    pub(crate) is_pruned: bool,
    /// The entry after which the store goes on, if the run accepted that it was put back; not kept in the history.
    pub(crate) continues_after: Option<i64>,
    /// A fault of the store that ended the run early; not kept in the history.
    pub(crate) fault: Option<JobFailure>,
    /// How far the run's clock was from the last run's, if that is further than operations wait; not kept in the history.
    pub(crate) clock_jump: Option<ClockJump>,
}

impl Run {
    /// The sum of the figures of all jobs and channels.
    pub(crate) fn figures(&self) -> Figures {
        let mut sum = Figures::default();
        for report in &self.reports {
            sum.add(&report.figures);
        }
        sum
    }

    /// How one job of the run ended on all its channels together.
    pub(crate) fn outcome_of(&self, job: Job) -> Outcome {
        if self.is_pruned {
            return self.outcome;
        }
        let is_idle = self.idle.of(job) > 0;
        let has_gone_on = is_idle || self.reports.last().is_some_and(|last| last.job > job);
        if self.outcome == Outcome::Unfinished && !has_gone_on {
            return Outcome::Unfinished;
        }
        // Without a report, the run ended before it came to the job.
        self.reported_outcome_of(job).unwrap_or(Outcome::Interrupted)
    }

    /// How one job of the run ended on all channels that it came to; `None` if there are none.
    pub(crate) fn reported_outcome_of(&self, job: Job) -> Option<Outcome> {
        let is_idle = self.idle.of(job) > 0;
        let reported = self.reports.iter().filter(|report| report.job == job).map(|report| report.outcome);
        let outcomes = reported.chain(is_idle.then_some(Outcome::Succeeded));
        outcomes.reduce(|sum, outcome| match (sum, outcome) {
            (sum, outcome) if sum == outcome => sum,
            (Outcome::Interrupted, _) | (_, Outcome::Interrupted) => Outcome::Interrupted,
            _ => Outcome::Partial,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_partial_where_one_of_its_channels_failed() {
        use Outcome::{Failed, Interrupted, Partial, Succeeded, Unfinished};
        for (outcomes, expected) in [
            (vec![Succeeded, Succeeded], Succeeded),
            (vec![Failed, Succeeded], Partial),
            (vec![Failed, Failed], Failed),
            (vec![Succeeded, Interrupted], Interrupted),
            (vec![], Unfinished),
        ] {
            let report = |outcome| JobReport {
                job: Job::P,
                channel: Some("Houston".to_owned()),
                started: Timestamp(0),
                ended: Timestamp(0),
                outcome,
                figures: Figures::default(),
                failure: None,
                unread: None,
            };
            let run = Run {
                id: 1,
                jobs: vec![Job::P],
                actor: String::new(),
                started: Timestamp(0),
                ended: None,
                outcome: if outcomes.is_empty() { Unfinished } else { Partial },
                reports: outcomes.iter().copied().map(report).collect(),
                idle: IdleChannels::default(),
                is_pruned: false,
                continues_after: None,
                fault: None,
                clock_jump: None,
            };
            assert_eq!(run.outcome_of(Job::P), expected, "{outcomes:?}");
        }
    }
}
