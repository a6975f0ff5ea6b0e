//! The history of runs: each run and each report is as the trail noted it.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::breach::{BreachKind, BreachPlace};
use super::verification::Verification;
use crate::model::{Outcome, hex};
use crate::store::{NoteEntry, Result, Store, StoredRun};
use crate::trail::{AdoptedDigests, Digest, Event, JobEnded, KilledRun, Note, RunBegan, RunEnded, reports_digest};

/// Hexadecimal digits of a digest.
const DIGITS: usize = 2 * size_of::<Digest>();

/// What the trail has noted about runs so far. Runs are compared when their end is noted, so that few are kept.
pub(super) struct RunHistory {
    /// The number of the last run.
    last: i64,
    /// Runs whose end is not noted yet, by number.
    open: BTreeMap<i64, NotedRun>,
    /// The reports of runs up to this one were removed.
    pruned: i64,
}

/// What the trail has noted about a run.
struct NotedRun {
    actor: String,
    began: RunBegan,
    /// `None` if the run was killed, or is at work.
    ended: Option<RunEnded>,
    /// The number of channels on which a job had nothing to do, by job, if the run has no end; `None` if that is not noted.
    #[expect(clippy::option_option, reason = "whether it is noted, and whether there were any")]
    killed_idle: Option<Option<Json>>,
    /// The digests of its reports in hexadecimal digits.
    reports: Vec<String>,
}

impl RunHistory {
    /// Begins before the first entry.
    pub(super) fn new(store: &Store) -> Result<Self> {
        let mut pruned = 0;
        store.for_each_note(Event::Pruned, &mut |details| {
            if let Some(Note::Pruned(note)) = Note::read(Event::Pruned, details) {
                pruned = pruned.max(note.runs);
            }
            Ok(())
        })?;
        Ok(Self { last: 0, open: BTreeMap::new(), pruned })
    }

    /// Adds runs as they were when the trail began to cover them, and compares them.
    pub(super) fn adopt(&mut self, v: &mut Verification<'_>, adopted: &AdoptedDigests) -> Result<()> {
        let digests = adopted.rows.as_bytes().chunks(DIGITS).zip(adopted.reports.as_bytes().chunks(DIGITS));
        for (run, (row, reports)) in (adopted.first..).zip(digests) {
            self.last = self.last.max(run);
            let digest = v.store.run_digest(run)?;
            if digest.is_none_or(|digest| hex(&digest).as_bytes() != row) {
                v.breach(BreachPlace::Run(run), BreachKind::Run);
            }
            let found = v.store.report_digests(run)?;
            let is_right = if self.are_pruned(run) {
                found.is_empty()
            } else {
                hex(&reports_digest(found.into_iter().map(Option::unwrap_or_default))).as_bytes() == reports
            };
            if !is_right {
                v.breach(BreachPlace::Run(run), BreachKind::Reports);
            }
        }
        Ok(())
    }

    /// Adds a run that began.
    pub(super) fn begin(&mut self, v: &mut Verification<'_>, entry: &NoteEntry<'_>, began: RunBegan) -> Result<()> {
        let next = self.last.saturating_add(1);
        let run = entry.run.unwrap_or(next);
        if entry.run != Some(next) {
            v.breach(BreachPlace::Entry(entry.id), BreachKind::EntryUnreadable);
        }
        self.close_killed(v, began.killed.as_ref())?;
        self.last = self.last.max(run);
        let noted =
            NotedRun { actor: entry.actor.to_owned(), began, ended: None, killed_idle: None, reports: Vec::new() };
        self.open.insert(run, noted);
        Ok(())
    }

    /// Compares the runs that have no end in the store either: they were killed, since few runs overlap. Where runs are side by side,
    /// only the one that is noted as killed is sure to be.
    fn close_killed(&mut self, v: &mut Verification<'_>, noted: Option<&KilledRun>) -> Result<()> {
        let may_be_at_work = |run: &i64| v.store.has_runs_side_by_side() && noted.is_none_or(|noted| noted.run != *run);
        let killed: Vec<_> = self.open.keys().copied().filter(|run| !may_be_at_work(run)).collect();
        for run in killed {
            let mut has_end = false;
            v.store.with_run(run, &mut |stored, _| has_end = stored.ended.is_some())?;
            if !has_end && let Some(killed) = self.open.remove(&run) {
                let idle = noted.filter(|noted| noted.run == run).map(|noted| noted.idle.clone());
                self.compare(v, run, &NotedRun { killed_idle: Some(idle), ..killed })?;
            }
        }
        Ok(())
    }

    /// Adds the report of a job.
    pub(super) fn add_report(&mut self, v: &mut Verification<'_>, entry: &NoteEntry<'_>, ended: JobEnded) {
        match entry.run.and_then(|run| self.open.get_mut(&run)) {
            Some(run) => run.reports.push(ended.report),
            None => v.breach(BreachPlace::Entry(entry.id), BreachKind::EntryUnreadable),
        }
    }

    /// Adds the end of a run, and compares the run.
    pub(super) fn end(&mut self, v: &mut Verification<'_>, entry: &NoteEntry<'_>, ended: RunEnded) -> Result<()> {
        let run = entry.run.unwrap_or_default();
        match self.open.remove(&run) {
            Some(noted) => self.compare(v, run, &NotedRun { ended: Some(ended), ..noted }),
            None => {
                v.found(BreachPlace::Run(run), BreachKind::Run, &"ended");
                Ok(())
            }
        }
    }

    /// Compares the runs that are left after the last entry, and finds those that the trail does not know.
    pub(super) fn finish(mut self, v: &mut Verification<'_>) -> Result<()> {
        for (run, noted) in std::mem::take(&mut self.open) {
            self.compare(v, run, &noted)?;
        }
        let store = v.store;
        store.for_each_run_beyond(self.last, &mut |run| v.breach(BreachPlace::Run(run), BreachKind::Unexplained))
    }

    fn compare(&self, v: &mut Verification<'_>, run: i64, noted: &NotedRun) -> Result<()> {
        let place = || BreachPlace::Run(run);
        let store = v.store;
        let mut is_there = false;
        store.with_run(run, &mut |stored, unreadable| {
            is_there = true;
            if !v.has_unreadable(place, unreadable) {
                let differing = noted.differing_columns(&stored);
                if !differing.is_empty() {
                    v.found(place(), BreachKind::Run, &differing.join(", "));
                }
            }
        })?;
        if !is_there {
            v.breach(place(), BreachKind::Gone);
        }
        let found = store.report_digests(run)?.into_iter().map(|digest| digest.map(|digest| hex(&digest)));
        let expected = if self.are_pruned(run) { &[] } else { noted.reports.as_slice() };
        if !found.eq(expected.iter().map(|digest| Some(digest.clone()))) {
            v.breach(place(), BreachKind::Reports);
        }
        Ok(())
    }

    fn are_pruned(&self, run: i64) -> bool {
        run <= self.pruned
    }
}

impl NotedRun {
    /// Returns the names of the columns that are not as they were noted.
    fn differing_columns(&self, stored: &StoredRun<'_>) -> Vec<&'static str> {
        let ended = self.ended.as_ref();
        let idle = ended.map(|ended| ended.idle.clone()).or_else(|| self.killed_idle.clone());
        let is_idle_right = idle.is_none_or(|idle| stored.idle == idle.map(|idle| idle.to_string()).as_deref());
        let comparisons = [
            ("jobs", stored.jobs == self.began.jobs),
            ("actor", stored.actor == self.actor),
            ("started", stored.started == self.began.started),
            ("ended", stored.ended == ended.map(|ended| ended.ended)),
            ("outcome", stored.outcome == ended.map_or(Outcome::Unfinished.name(), |ended| &ended.outcome)),
            ("idle", is_idle_right),
        ];
        comparisons.into_iter().filter(|(_, is_right)| !is_right).map(|(name, _)| name).collect()
    }
}
