//! Notes: what entries that are about no operation say in their details, each as a JSON object.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::event::Event;

/// What an entry that is about no operation says.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum Note {
    Began(RunBegan),
    JobEnded(JobEnded),
    Ended(RunEnded),
    Registered(ChannelRegistered),
    Downloaded(DownloadedUpTo),
    Reported(RowsReported),
    Saved(FilterSaved),
    Removed(FilterRemoved),
    BackedUp(BackupMade),
    Pruned(ReportsPruned),
    Indexed(IndexRebuilt),
    Sealed(SealBegan),
    ClockJumped(ClockJumped),
    GapsForgotten(GapsForgotten),
    Imported(CustomersImported),
    /// The history of runs when the trail began to cover it.
    Runs(AdoptedRuns),
    /// The last changes of customers when the trail began to cover them.
    Changes(AdoptedChanges),
    /// The last contacts with channels when the trail began to cover them.
    Contacts(AdoptedContacts),
    /// The companies when the trail began to cover them.
    Companies(AdoptedCompanies),
}

/// A run began; the entry names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct RunBegan {
    /// As in the run's row: names of jobs, separated by spaces.
    pub(crate) jobs: String,
    /// Names of the channels that the jobs are limited to; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) channels: Vec<String>,
    /// Microseconds since 1970.
    pub(crate) started: i64,
    /// The run before, if it was killed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) killed: Option<KilledRun>,
}

/// What a run that was killed has that its own entries do not say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct KilledRun {
    /// The number of the run.
    pub(crate) run: i64,
    /// The number of channels on which a job had nothing to do, by job.
    pub(crate) idle: Json,
}

/// A job of a run ended on a channel, and its report was written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct JobEnded {
    /// Which of the run's reports it is, from 0 on.
    pub(crate) position: i64,
    /// Digest of the report's row in hexadecimal digits.
    pub(crate) report: String,
}

/// A run ended; the entry names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct RunEnded {
    /// Microseconds since 1970.
    pub(crate) ended: i64,
    pub(crate) outcome: String,
    /// The number of channels on which a job had nothing to do, by job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) idle: Option<Json>,
    /// Digest of the channels' last contacts and errors, in hexadecimal digits.
    pub(crate) contacts: String,
}

/// A channel was registered, or got another name or company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChannelRegistered {
    /// The number of the channel's row.
    pub(crate) number: i64,
    /// `ORIGINATINGCHANNEL`.
    pub(crate) origin: i64,
    pub(crate) name: String,
    /// Code of its company.
    pub(crate) company: String,
}

/// 1010 wrote customers to a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DownloadedUpTo {
    /// The number of the channel's row.
    pub(crate) number: i64,
    /// The number of the last change that the channel has received.
    pub(crate) change: i64,
}

/// 1010 reported rows of a replaced channel database as completed once more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RowsReported {
    /// The number of the channel's row.
    pub(crate) number: i64,
    pub(crate) epoch: i64,
    pub(crate) rows: Vec<ReportedRange>,
}

/// Rows of one upload table whose counters follow one another: the number of the table's kind, first and last counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReportedRange(pub(crate) i64, pub(crate) i64, pub(crate) i64);

impl ReportedRange {
    /// Returns the ranges of rows, which are given by kind and counter in this order.
    pub(crate) fn of(rows: impl IntoIterator<Item = (i64, i64)>) -> Vec<Self> {
        let mut ranges: Vec<Self> = Vec::new();
        for (kind, counter) in rows {
            match ranges.last_mut() {
                Some(Self(of_range, _, last)) if *of_range == kind && last.checked_add(1) == Some(counter) => {
                    *last = counter;
                }
                _ => ranges.push(Self(kind, counter, counter)),
            }
        }
        ranges
    }

    /// Returns the number of rows.
    pub(crate) fn count(self) -> u64 {
        let Self(_, first, last) = self;
        last.abs_diff(first).saturating_add(1)
    }
}

/// A filter was saved, and replaced the one that had its name before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FilterSaved {
    pub(crate) name: String,
    pub(crate) expression: String,
    pub(crate) actor: String,
    /// Microseconds since 1970.
    pub(crate) saved: i64,
}

/// A saved filter was removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FilterRemoved {
    pub(crate) name: String,
}

/// A backup was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BackupMade {
    /// The path of the backup.
    pub(crate) file: String,
    /// The hash of the last entry in it, in hexadecimal digits.
    pub(crate) head: Option<String>,
    /// The number of operations in it.
    pub(crate) operations: u64,
}

/// The clock of a run was far from the last run's; the entry names the run. Times are microseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ClockJumped {
    /// When the run before ended.
    pub(crate) before: i64,
    /// When the run began.
    pub(crate) now: i64,
}

/// Counters of an upload table that were missing are not looked for any longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct GapsForgotten {
    /// The name of the channel.
    pub(crate) channel: String,
    /// The number of the channel's row.
    pub(crate) number: i64,
    pub(crate) epoch: i64,
    pub(crate) table: String,
    /// First and last counter of each gap.
    pub(crate) gaps: Vec<(i64, i64)>,
}

/// Customers of a company were imported that headquarters had before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CustomersImported {
    /// Code of the company.
    pub(crate) company: String,
    /// The files that they were read from, as they were named.
    pub(crate) files: Vec<String>,
    pub(crate) customers: i64,
    /// How many of these, the last ones, headquarters had without a GUID and has with one now; `None` for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) identified: Option<i64>,
    /// The number of the last change to any customer before; the numbers that follow are those of the imported customers.
    pub(crate) before: i64,
    /// Digest of what was imported, in hexadecimal digits.
    pub(crate) digest: String,
}

/// The reports of old runs were removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReportsPruned {
    /// The number of the last run whose reports are gone, as are those of all runs before it.
    pub(crate) runs: i64,
}

/// The search index is rebuilt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct IndexRebuilt {
    /// How many operations the store had.
    pub(crate) operations: i64,
}

/// A seal begins with this entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SealBegan {
    /// The name of the seal, which follows from its first key.
    pub(crate) seal: String,
    /// What was wrong with the key of the seal before, such as `missing`; `None` if nothing was, or if there was no seal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) broken: Option<String>,
}

/// Runs as they were, one after another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AdoptedRuns {
    pub(crate) runs: AdoptedDigests,
}

/// Digests of runs in the order of their numbers, as hexadecimal digits without separators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AdoptedDigests {
    /// The number of the first run.
    pub(crate) first: i64,
    /// Of the runs' rows.
    pub(crate) rows: String,
    /// Of all reports of each run.
    pub(crate) reports: String,
}

/// Customers in the order of their numbers, each with the number of its last change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AdoptedChanges {
    pub(crate) changes: Vec<(i64, i64)>,
}

/// The channels' last contacts and errors as they were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AdoptedContacts {
    /// Digest in hexadecimal digits.
    pub(crate) contacts: String,
}

/// Companies by their codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AdoptedCompanies {
    pub(crate) companies: Vec<String>,
}

impl Note {
    /// Returns the event of the entry.
    pub(crate) fn event(&self) -> Event {
        match self {
            Self::Began(_) => Event::Began,
            Self::JobEnded(_) => Event::JobEnded,
            Self::Ended(_) => Event::Ended,
            Self::Registered(_) => Event::Registered,
            Self::Downloaded(_) => Event::Downloaded,
            Self::Reported(_) => Event::Reported,
            Self::Saved(_) => Event::Saved,
            Self::Removed(_) => Event::Removed,
            Self::BackedUp(_) => Event::BackedUp,
            Self::Pruned(_) => Event::Pruned,
            Self::ClockJumped(_) => Event::ClockJumped,
            Self::GapsForgotten(_) => Event::GapsForgotten,
            Self::Imported(_) => Event::Imported,
            Self::Indexed(_) => Event::Indexed,
            Self::Sealed(_) => Event::Sealed,
            Self::Runs(_) | Self::Changes(_) | Self::Contacts(_) | Self::Companies(_) => Event::Adopted,
        }
    }

    /// Returns the details of the entry.
    pub(crate) fn details(&self) -> Map<String, Json> {
        match serde_json::to_value(self) {
            Ok(Json::Object(details)) => details,
            // Every note is a struct with named fields of plain types.
            _ => Map::new(),
        }
    }

    /// Reads an entry that is about no operation; `None` if it is none of these notes.
    pub(crate) fn read(event: Event, details: &str) -> Option<Self> {
        Some(match event {
            Event::Began => Self::Began(parse(details)?),
            Event::JobEnded => Self::JobEnded(parse(details)?),
            Event::Ended => Self::Ended(parse(details)?),
            Event::Registered => Self::Registered(parse(details)?),
            Event::Downloaded => Self::Downloaded(parse(details)?),
            Event::Reported => Self::Reported(parse(details)?),
            Event::Saved => Self::Saved(parse(details)?),
            Event::Removed => Self::Removed(parse(details)?),
            Event::BackedUp => Self::BackedUp(parse(details)?),
            Event::Pruned => Self::Pruned(parse(details)?),
            Event::ClockJumped => Self::ClockJumped(parse(details)?),
            Event::GapsForgotten => Self::GapsForgotten(parse(details)?),
            Event::Imported => Self::Imported(parse(details)?),
            Event::Indexed => Self::Indexed(parse(details)?),
            Event::Sealed => Self::Sealed(parse(details)?),
            Event::Adopted => {
                let runs = parse(details).map(Self::Runs);
                let changes = || parse(details).map(Self::Changes);
                let contacts = || parse(details).map(Self::Contacts);
                runs.or_else(changes).or_else(contacts).or_else(|| parse(details).map(Self::Companies))?
            }
            _ => return None,
        })
    }
}

fn parse<T: DeserializeOwned>(details: &str) -> Option<T> {
    serde_json::from_str(details).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn notes() -> Vec<(Note, &'static str)> {
        let text = |text: &str| text.to_owned();
        vec![
            (
                Note::Began(RunBegan { jobs: text("p sync"), channels: Vec::new(), started: 5, killed: None }),
                r#"{"jobs":"p sync","started":5}"#,
            ),
            (
                Note::Began(RunBegan {
                    jobs: text("p"),
                    channels: vec![text("Houston")],
                    started: 5,
                    killed: Some(KilledRun { run: 2, idle: json!({"p": 1}) }),
                }),
                r#"{"jobs":"p","channels":["Houston"],"started":5,"killed":{"run":2,"idle":{"p":1}}}"#,
            ),
            (Note::JobEnded(JobEnded { position: 0, report: text("0f") }), r#"{"position":0,"report":"0f"}"#),
            (
                Note::Ended(RunEnded { ended: 9, outcome: text("failed"), idle: None, contacts: text("1f") }),
                r#"{"ended":9,"outcome":"failed","contacts":"1f"}"#,
            ),
            (
                Note::Ended(RunEnded {
                    ended: 9,
                    outcome: text("succeeded"),
                    idle: Some(json!({"p": 3})),
                    contacts: text("1f"),
                }),
                r#"{"ended":9,"outcome":"succeeded","idle":{"p":3},"contacts":"1f"}"#,
            ),
            (
                Note::Registered(ChannelRegistered { number: 1, origin: 7, name: text("H"), company: text("USRT") }),
                r#"{"number":1,"origin":7,"name":"H","company":"USRT"}"#,
            ),
            (Note::Downloaded(DownloadedUpTo { number: 1, change: 12 }), r#"{"number":1,"change":12}"#),
            (
                Note::Reported(RowsReported { number: 1, epoch: 2, rows: vec![ReportedRange(0, 3, 5)] }),
                r#"{"number":1,"epoch":2,"rows":[[0,3,5]]}"#,
            ),
            (
                Note::Saved(FilterSaved { name: text("n"), expression: text("id = 1"), actor: text("a"), saved: 3 }),
                r#"{"name":"n","expression":"id = 1","actor":"a","saved":3}"#,
            ),
            (Note::Removed(FilterRemoved { name: text("n") }), r#"{"name":"n"}"#),
            (
                Note::BackedUp(BackupMade { file: text("/a.db"), head: Some(text("0e")), operations: 2 }),
                r#"{"file":"/a.db","head":"0e","operations":2}"#,
            ),
            (Note::Pruned(ReportsPruned { runs: 7 }), r#"{"runs":7}"#),
            (Note::ClockJumped(ClockJumped { before: 5, now: -3 }), r#"{"before":5,"now":-3}"#),
            (
                Note::GapsForgotten(GapsForgotten {
                    channel: text("H"),
                    number: 1,
                    epoch: 2,
                    table: text("T"),
                    gaps: vec![(i64::MIN, 3), (5, 5)],
                }),
                r#"{"channel":"H","number":1,"epoch":2,"table":"T","gaps":[[-9223372036854775808,3],[5,5]]}"#,
            ),
            (
                Note::Imported(CustomersImported {
                    company: text("USRT"),
                    files: vec![text("a.csv")],
                    customers: 2,
                    identified: None,
                    before: 7,
                    digest: text("0f"),
                }),
                r#"{"company":"USRT","files":["a.csv"],"customers":2,"before":7,"digest":"0f"}"#,
            ),
            (
                Note::Imported(CustomersImported {
                    company: text("USRT"),
                    files: vec![text("a.csv")],
                    customers: 2,
                    identified: Some(1),
                    before: 7,
                    digest: text("0f"),
                }),
                r#"{"company":"USRT","files":["a.csv"],"customers":2,"identified":1,"before":7,"digest":"0f"}"#,
            ),
            (
                Note::Runs(AdoptedRuns { runs: AdoptedDigests { first: 1, rows: text("0a"), reports: text("0b") } }),
                r#"{"runs":{"first":1,"rows":"0a","reports":"0b"}}"#,
            ),
            (Note::Changes(AdoptedChanges { changes: vec![(3, 8), (4, 2)] }), r#"{"changes":[[3,8],[4,2]]}"#),
            (Note::Contacts(AdoptedContacts { contacts: text("1f") }), r#"{"contacts":"1f"}"#),
            (Note::Companies(AdoptedCompanies { companies: vec![text("USRT")] }), r#"{"companies":["USRT"]}"#),
        ]
    }

    #[test]
    fn the_text_of_a_note_never_changes() {
        for (note, expected) in notes() {
            assert_eq!(Json::Object(note.details()).to_string(), expected);
        }
    }

    #[test]
    fn counters_that_follow_one_another_are_a_range() {
        let rows = [(0, 3), (0, 4), (0, 5), (0, 7), (1, 8), (1, i64::MAX)];
        let ranges = ReportedRange::of(rows);
        let expected = [
            ReportedRange(0, 3, 5),
            ReportedRange(0, 7, 7),
            ReportedRange(1, 8, 8),
            ReportedRange(1, i64::MAX, i64::MAX),
        ];
        assert_eq!(ranges, expected);
        assert_eq!(ranges.iter().map(|range| range.count()).sum::<u64>(), rows.len() as u64);
    }

    #[test]
    fn a_note_is_read_back() {
        for (note, text) in notes() {
            assert_eq!(Note::read(note.event(), text), Some(note));
        }
        assert_eq!(Note::read(Event::Began, "{"), None);
        assert_eq!(Note::read(Event::Edited, "{}"), None);
    }
}
