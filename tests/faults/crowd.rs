//! Many at once: jobs, tills that append rows, people who correct operations and look at them. Nobody hears of a lock, and
//! nothing is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use fastrand::Rng;
use rusqlite::Connection;

use super::end_state::EndState;
use super::invent::{CHANNELS, Clock, Story, Upload, invent};
use super::trial::Trial;
use super::world::{Outcome, World, invented};

/// How long a till waits for its database before it gives up on a sale.
const TILL_TIMEOUT: Duration = Duration::from_secs(5);

/// The name of who corrects many operations at once.
const MANY: &str = "cas";

/// What all that are at work share.
struct Crowd<'w> {
    world: &'w World,
    until: Instant,
    /// Rows that tills have appended: channel, table, counter.
    appended: Mutex<BTreeSet<(String, String, i64)>>,
    /// Reasons of edits and dismissals that reported success, with their operations.
    edited: Mutex<BTreeMap<String, String>>,
    dismissed: Mutex<BTreeMap<String, String>>,
    longest_wait: Mutex<Duration>,
    processes: Mutex<BTreeMap<&'static str, u64>>,
}

impl Crowd<'_> {
    fn goes_on(&self) -> bool {
        Instant::now() < self.until
    }

    /// Runs a command, which ends with one of these statuses and tells nobody of a lock.
    #[track_caller]
    fn run(&self, words: &[&str], allowed: &[i32]) -> Outcome<'_> {
        let outcome = self.world.run(words).exits_any(allowed);
        *self.processes.lock().unwrap().entry("processes").or_default() += 1;
        assert!(outcome.exited(75) || !outcome.stderr.contains("locked"), "{}", outcome.report());
        outcome
    }

    /// The numbers of some operations that can still be corrected.
    fn some_operations(&self, rng: &mut Rng) -> Vec<String> {
        let states = ["status = failed", "status = waiting", "status != completed"];
        let state = states[rng.usize(..states.len())];
        let words = ["filter", state, "--columns", "id", "--format", "csv", "--no-header", "--limit", "200"];
        let outcome = self.run(&words, &[0]);
        let mut ids: Vec<_> = outcome.stdout.lines().map(str::to_owned).collect();
        rng.shuffle(&mut ids);
        ids
    }

    /// A till: appends rows to its channel, in transactions as short as those of a sale.
    fn till(&self, channel: usize, rows: &[Upload]) {
        let mut database = Connection::open(self.world.path(CHANNELS[channel].file)).unwrap();
        database.busy_timeout(TILL_TIMEOUT).unwrap();
        let mut rows = rows.iter().filter(|row| row.channel == channel).peekable();
        while self.goes_on() && rows.peek().is_some() {
            let sale: Vec<_> = rows.by_ref().take(3).collect();
            let asked = Instant::now();
            let transaction = database.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
            for row in &sale {
                row.append(&transaction);
            }
            transaction.commit().unwrap();
            let mut longest = self.longest_wait.lock().unwrap();
            *longest = (*longest).max(asked.elapsed());
            drop(longest);
            let keys = sale
                .iter()
                .map(|upload| (CHANNELS[channel].name.to_owned(), upload.row.table.to_owned(), upload.counter));
            self.appended.lock().unwrap().extend(keys);
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn jobs(&self) {
        while self.goes_on() {
            self.run(&["run-jobs", "--quiet", "--wait", "5m"], &[0, 3]);
        }
    }

    fn impatient_jobs(&self) {
        while self.goes_on() {
            let outcome = self.run(&["run-jobs", "sync", "1010", "--quiet"], &[0, 3, 75]);
            *self.processes.lock().unwrap().entry("turned away").or_default() += u64::from(outcome.exited(75));
            thread::sleep(Duration::from_millis(100));
        }
    }

    /// Somebody who corrects operations, one by one.
    fn editor(&self, mut rng: Rng, name: &str, day: u8) {
        let mut number = 0;
        while self.goes_on() {
            for id in self.some_operations(&mut rng).into_iter().take(5) {
                number += 1;
                let reason = format!("{name} {number}");
                // A field that every table has, and a time that nobody else gives: each of them is a change.
                let set = format!("CreatedDateTime=2026-11-{day:02} 08:30:15.{number:06}");
                let mut words = vec!["edit", id.as_str(), "--set", set.as_str(), "--reason", reason.as_str()];
                if rng.bool() {
                    words.push("--resync");
                }
                // Meanwhile it may have gone through, or another one may have dismissed it: then nothing is done.
                if !self.run(&words, &[0, 1, 3]).exited(1) {
                    self.edited.lock().unwrap().insert(reason, id);
                }
            }
        }
    }

    /// Somebody who corrects many at once.
    fn editor_of_many(&self) {
        let mut number = 0;
        while self.goes_on() {
            number += 1;
            let reason = format!("{MANY} {number}");
            let expression = "error = country-unknown and Country = NL";
            let words = ["edit", "--where", expression, "--set", "Country=NLD", "--yes", "--reason", reason.as_str()];
            let outcome = self.run(&[words.as_slice(), &["--resync", "--format", "json"]].concat(), &[0, 1, 3]);
            if !outcome.exited(1) {
                let done = outcome.json();
                for edit in done["edits"].as_array().unwrap() {
                    if !edit["fields"].as_array().unwrap().is_empty() {
                        let id = edit["id"].to_string();
                        self.edited.lock().unwrap().insert(format!("{reason} of {id}"), id);
                    }
                }
            }
            thread::sleep(Duration::from_millis(100));
        }
    }

    fn resyncer(&self, mut rng: Rng) {
        while self.goes_on() {
            for id in self.some_operations(&mut rng).into_iter().take(3) {
                self.run(&["resync", id.as_str()], &[0, 1, 3]);
            }
            self.run(&["resync", "--where", "error = customer-unknown", "--yes"], &[0, 1, 3]);
        }
    }

    fn dismisser(&self, mut rng: Rng, name: &str) {
        let mut number = 0;
        while self.goes_on() {
            for id in self.some_operations(&mut rng).into_iter().take(1) {
                number += 1;
                let reason = format!("{name} {number}");
                if self.run(&["dismiss", id.as_str(), "--reason", reason.as_str()], &[0, 1]).exited(0) {
                    self.dismissed.lock().unwrap().insert(reason, id);
                }
            }
            thread::sleep(Duration::from_millis(200));
        }
    }

    /// Somebody who looks, and finds a store that is whole at every moment.
    fn reader(&self, mut rng: Rng, name: &str) {
        while self.goes_on() {
            let ids = self.some_operations(&mut rng);
            let copy = format!("{name}.db");
            // In the beginning there is no operation to look at.
            let (id, turn) = ids.first().map_or(("", 0), |id| (id.as_str(), rng.u8(..9)));
            match turn {
                0 => self.run(&["list", "--all", "--format", "json"], &[0]),
                1 => self.run(&["filter", "CustName ~ Arun or error = *-unknown", "--count-by", "error"], &[0]),
                2 => self.run(&["show", id], &[0]),
                3 => self.run(&["history", id], &[0]),
                4 => self.run(&["status"], &[0, 3]),
                5 => self.run(&["channels"], &[0]),
                6 => self.run(&["jobs"], &[0]),
                7 => self.run(&["verify"], &[0]),
                _ => {
                    self.run(&["backup", copy.as_str(), "--force"], &[0]);
                    self.run(&["verify", "--store", copy.as_str()], &[0])
                }
            };
        }
    }
}

#[test]
fn nobody_hears_of_a_lock_and_nothing_is_lost() {
    let mut trial = Trial::begin("crowd", 10, 15);
    let mut clock = Clock::new();
    let world = invented(&mut trial.rng, Story { customers: 0, tangled: true }, 50);
    let rows = invent(&mut trial.rng, Story { customers: 20_000, tangled: true }, &mut clock);
    world.run_jobs();
    let crowd = Crowd {
        world: &world,
        until: trial.end(),
        appended: Mutex::default(),
        edited: Mutex::default(),
        dismissed: Mutex::default(),
        longest_wait: Mutex::default(),
        processes: Mutex::default(),
    };
    thread::scope(|scope| {
        let mut rng = || trial.rng.fork();
        let (crowd, rows) = (&crowd, rows.as_slice());
        scope.spawn(move || crowd.jobs());
        scope.spawn(move || crowd.jobs());
        scope.spawn(move || crowd.impatient_jobs());
        for channel in 0..CHANNELS.len() {
            scope.spawn(move || crowd.till(channel, rows));
        }
        let seeds = [rng(), rng(), rng(), rng(), rng(), rng()];
        let [ann, bob, resyncer, dismisser, eve, fay] = seeds;
        scope.spawn(move || crowd.editor(ann, "ann", 2));
        scope.spawn(move || crowd.editor(bob, "bob", 3));
        scope.spawn(move || crowd.editor_of_many());
        scope.spawn(move || crowd.resyncer(resyncer));
        scope.spawn(move || crowd.dismisser(dismisser, "dot"));
        scope.spawn(move || crowd.reader(eve, "eve"));
        scope.spawn(move || crowd.reader(fay, "fay"));
    });
    world.run_jobs();
    let edited = crowd.edited.into_inner().unwrap();
    let dismissed = crowd.dismissed.into_inner().unwrap();
    let appended = crowd.appended.into_inner().unwrap();
    trial.count("rows", appended.len() as u64);
    assert_stored_once(&world, &appended);
    trial.count("edits", edited.len() as u64);
    trial.count("dismissals", dismissed.len() as u64);
    assert_in_trail(&world, &[("edited", edited), ("dismissed", dismissed)]);
    EndState::of(&world);
    assert!(trial.counted("edits") > 0 && trial.counted("rows") > 0);
    let unfinished = world.run(&["filter", "status in (pending, synced)", "--format", "csv", "--no-header"]).exits(0);
    assert_eq!(unfinished.stdout, "", "the last run has completed what it could");

    for (what, number) in crowd.processes.into_inner().unwrap() {
        trial.count(what, number);
    }
    let longest = crowd.longest_wait.into_inner().unwrap();
    trial.count("milliseconds was the longest wait of a till", u64::try_from(longest.as_millis()).unwrap());
    assert!(longest < TILL_TIMEOUT);
}

/// Every row that a till appended is an operation, and no other is.
#[track_caller]
fn assert_stored_once(world: &World, appended: &BTreeSet<(String, String, i64)>) {
    let columns = ["list", "--all", "--format", "csv", "--no-header", "--columns", "channel,table,counter"];
    let listed = world.run(&columns).exits(0);
    let mut stored = BTreeSet::new();
    for row in listed.stdout.lines() {
        let [channel, table, counter] = row.split(',').collect::<Vec<_>>().try_into().unwrap();
        let key = (channel.to_owned(), table.to_owned(), counter.parse::<i64>().unwrap());
        assert!(stored.insert(key), "stored twice: {row}");
    }
    assert!(!stored.is_empty());
    let lost: Vec<_> = appended.difference(&stored).take(5).collect();
    let invented: Vec<_> = stored.difference(appended).take(5).collect();
    assert!(lost.is_empty() && invented.is_empty(), "lost {lost:?}, invented {invented:?}");
}

/// What reported success is in the audit trail once, and what is there reported success.
#[track_caller]
fn assert_in_trail(world: &World, reported: &[(&str, BTreeMap<String, String>)]) {
    let words = ["list", "--all", "--columns", "id", "--format", "csv", "--no-header"];
    let listed = world.run(&words).exits(0);
    let ids: Vec<_> = listed.stdout.lines().collect();
    let mut noted: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for ids in ids.chunks(1_000) {
        let history = world.run(&[&["history", "--format", "json"], ids].concat()).exits(0).json();
        for entry in history.as_array().unwrap() {
            let event = entry["event"].as_str().unwrap();
            if !reported.iter().any(|(name, _)| *name == event) {
                continue;
            }
            let id = entry["operation"].to_string();
            let reason = entry["reason"].as_str().unwrap();
            let reason = if reason.starts_with(MANY) { format!("{reason} of {id}") } else { reason.to_owned() };
            let twice = noted.entry(event.to_owned()).or_default().insert(reason.clone(), id);
            assert_eq!(twice, None, "{event} twice: {reason}");
        }
    }
    for (event, reported) in reported {
        let noted = noted.remove(*event).unwrap_or_default();
        let missing: Vec<_> = reported.iter().filter(|(reason, id)| noted.get(*reason) != Some(id)).take(5).collect();
        let unreported: Vec<_> = noted.keys().filter(|reason| !reported.contains_key(*reason)).take(5).collect();
        assert!(missing.is_empty() && unreported.is_empty(), "{event}: missing {missing:?}, unreported {unreported:?}");
    }
}
