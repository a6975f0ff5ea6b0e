//! Digests of what runs leave behind: a run's row, the rows of its reports, and the channels' last contacts.

use super::digest::{Digest, Hasher};

/// The row of a run, as it is stored.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RunRow<'a> {
    pub(crate) id: i64,
    pub(crate) jobs: &'a str,
    pub(crate) actor: &'a str,
    pub(crate) started: i64,
    pub(crate) ended: Option<i64>,
    pub(crate) outcome: &'a str,
    pub(crate) idle: Option<&'a str>,
}

impl RunRow<'_> {
    /// Returns the digest of the row.
    pub(crate) fn digest(&self) -> Digest {
        let mut hasher = Hasher::default();
        hasher.number(self.id).text(self.jobs).text(self.actor).number(self.started).optional(self.ended);
        hasher.text(self.outcome).optional_text(self.idle);
        hasher.digest()
    }
}

/// The row of a report, as it is stored.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReportRow<'a> {
    pub(crate) run: i64,
    pub(crate) position: i64,
    pub(crate) job: &'a str,
    pub(crate) channel: Option<&'a str>,
    pub(crate) started: i64,
    pub(crate) ended: i64,
    pub(crate) outcome: &'a str,
    pub(crate) figures: &'a str,
    pub(crate) error: Option<&'a str>,
    pub(crate) failure: Option<&'a str>,
}

impl ReportRow<'_> {
    /// Returns the digest of the row.
    pub(crate) fn digest(&self) -> Digest {
        let mut hasher = Hasher::default();
        hasher.number(self.run).number(self.position).text(self.job).optional_text(self.channel);
        hasher.number(self.started).number(self.ended).text(self.outcome).text(self.figures);
        hasher.optional_text(self.error).optional_text(self.failure);
        hasher.digest()
    }
}

/// Returns the digest of several reports from theirs, in their order.
pub(crate) fn reports_digest(reports: impl IntoIterator<Item = Digest>) -> Digest {
    let mut hasher = Hasher::default();
    for report in reports {
        hasher.bytes(&report);
    }
    hasher.digest()
}

/// The digest of all channels' last contacts and errors, in the order of their numbers.
#[derive(Default)]
pub(crate) struct ContactsDigest(Hasher);

impl ContactsDigest {
    /// Adds a channel.
    pub(crate) fn add(&mut self, number: i64, contacted: Option<i64>, error: Option<&str>, failure: Option<&str>) {
        self.0.number(number).optional(contacted).optional_text(error).optional_text(failure);
    }

    /// Adds the older upload tables of a channel that have rows, after all channels.
    pub(crate) fn add_unread(&mut self, number: i64, tables: &str) {
        self.0.number(number).text(tables);
    }

    /// Returns the digest of the channels that were added.
    pub(crate) fn finish(self) -> Digest {
        self.0.digest()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::hex;

    #[test]
    fn the_digests_of_runs_and_reports_never_change() {
        let run = RunRow {
            id: 3,
            jobs: "p sync",
            actor: "ann@hq",
            started: 5,
            ended: Some(9),
            outcome: "succeeded",
            idle: None,
        };
        let report = ReportRow {
            run: 3,
            position: 0,
            job: "p",
            channel: Some("Houston"),
            started: 6,
            ended: 7,
            outcome: "succeeded",
            figures: "{}",
            error: None,
            failure: None,
        };
        assert_eq!(hex(&run.digest()), "2cb18e33131b03be3a1ef20b24d0537b");
        assert_eq!(hex(&RunRow { idle: Some(""), ..run }.digest()), "26e1ee123de383bfd1cbd9e357a26eb4");
        assert_eq!(hex(&report.digest()), "4fc03540a3483c0137470b68888a1989");
        assert_eq!(hex(&ReportRow { channel: None, ..report }.digest()), "78b4a6352b6820c69291e5426619460d");
        assert_eq!(hex(&reports_digest([report.digest()])), "95b42c5064741a0a90c2f28a4947fa4f");
        let mut contacts = ContactsDigest::default();
        contacts.add(1, Some(5), None, Some("{}"));
        assert_eq!(hex(&contacts.finish()), "b6589a9650231ab0caedad669946bed7");
        assert_eq!(hex(&reports_digest([])), "e3b0c44298fc1c149afbf4c8996fb924");
    }
}
