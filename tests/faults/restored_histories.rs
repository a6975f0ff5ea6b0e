//! Histories of a store that is backed up and put back while channels are away: whatever happens, nobody's account moves in any
//! channel, and no account has two owners.

use std::collections::BTreeMap;
use std::fs;

use fastrand::Rng;
use hqsync_support::STORE;

use super::trial::Trial;
use super::world::World;

/// The channels; all are of one company.
const NAMES: [&str; 3] = ["Houston", "Seattle", "Web shop"];

/// A world whose channels are watched.
struct Watched {
    /// `None` while a step changes it.
    world: Option<World>,
    away: Vec<&'static str>,
    backups: usize,
    customers: usize,
    /// The account of each GUID, as each channel knew it last.
    known: BTreeMap<(&'static str, String), String>,
    /// What happened, to be told if something is wrong.
    steps: Vec<String>,
}

impl Watched {
    fn new() -> Self {
        let world = NAMES.into_iter().fold(World::in_place(), |world, name| world.channel(name, |rows| rows));
        Self {
            world: Some(world),
            away: Vec::new(),
            backups: 0,
            customers: 0,
            known: BTreeMap::new(),
            steps: Vec::new(),
        }
    }

    fn world(&self) -> &World {
        self.world.as_ref().unwrap()
    }

    fn step(&mut self, step: String) {
        self.steps.push(step);
    }

    /// A channel creates a customer, perhaps earlier than others have by now.
    fn create_customer(&mut self, rng: &mut Rng) {
        let here: Vec<_> = NAMES.into_iter().filter(|name| !self.away.contains(name)).collect();
        let Some(&channel) = rng.choice(&here) else { return };
        self.customers += 1;
        let (name, day) = (format!("K{}", self.customers), rng.u8(1..=25));
        let world = self.world.take().unwrap();
        self.world = Some(world.append(channel, |c| c.customer(&name).at(&format!("2026-11-{day:02} 08:00:00"))));
        self.step(format!("{channel} creates {name} on day {day}"));
    }

    fn set_away(&mut self, channel: &'static str, is_away: bool) {
        let (here, there) = (self.world().channel_path(channel), self.world().path(&format!("{channel}.away")));
        let (from, to) = if is_away { (here, there) } else { (there, here) };
        fs::rename(from, to).unwrap();
        self.away.retain(|name| *name != channel);
        self.away.extend(is_away.then_some(channel));
        self.step(format!("{channel} is {}", if is_away { "away" } else { "back" }));
    }

    fn back_up(&mut self) {
        let name = format!("backup{}.db", self.backups);
        self.world().run(&["backup", &name]).exits_any(&[0, 3]);
        self.backups += 1;
        self.step(format!("{name} is made"));
    }

    fn put_back(&mut self, rng: &mut Rng) {
        if self.backups == 0 {
            return;
        }
        let name = format!("backup{}.db", rng.usize(..self.backups));
        for beside in ["headquarters.db-wal", "headquarters.db-shm"] {
            let _ = fs::remove_file(self.world().path(beside));
        }
        fs::copy(self.world().path(&name), self.world().path(STORE)).unwrap();
        self.step(format!("{name} is put back"));
    }

    /// Runs jobs; returns whether the store was refused.
    fn run(&mut self, words: &[&str]) -> bool {
        let words: Vec<_> = ["run-jobs", "--quiet"].iter().chain(words).copied().collect();
        let outcome = self.world().run(&words).exits_any(&[0, 1, 3, 4]);
        let (status, is_refused) = (outcome.status, outcome.stderr.contains("--restored"));
        drop(outcome);
        self.step(format!("{} ends with {status:?}", words.join(" ")));
        is_refused
    }

    /// Checks that in each channel everybody has one account, the one of before.
    fn check(&mut self) {
        for channel in NAMES.into_iter().filter(|name| !self.away.contains(name)).collect::<Vec<_>>() {
            let sql = "SELECT CUSTACCOUNTASYNC, group_concat(ACCOUNTNUM) FROM RETAILCUSTTABLE GROUP BY 1";
            let now: BTreeMap<_, _> = self
                .world()
                .query(channel, sql)
                .iter()
                .filter_map(|row| row.split_once('|').map(|(guid, account)| (guid.to_owned(), account.to_owned())))
                .collect();
            for ((_, guid), account) in self.known.iter().filter(|((name, _), _)| *name == channel) {
                assert_eq!(now.get(guid), Some(account), "{channel} knew {guid}; {:#?}", self.steps);
            }
            self.known.extend(now.into_iter().map(|(guid, account)| ((channel, guid), account)));
        }
    }

    /// Checks that no account has two owners, in all channels together.
    fn check_owners(&self) {
        let mut owners = BTreeMap::new();
        for ((channel, guid), account) in &self.known {
            let owner = owners.entry(account).or_insert(guid);
            assert_eq!(*owner, guid, "{account} in {channel}; {:#?}", self.steps);
        }
    }
}

/// Does one thing that may happen.
fn happen(watched: &mut Watched, rng: &mut Rng) {
    match rng.u8(..100) {
        0..40 => watched.create_customer(rng),
        40..52 => {
            let channel = NAMES[rng.usize(..NAMES.len())];
            watched.set_away(channel, !watched.away.contains(&channel));
        }
        52..62 => watched.back_up(),
        62..72 => watched.put_back(rng),
        72..75 => {
            watched.world().run(&["filter", "status = failed", "--save", "mine"]).exits_any(&[0, 1]);
            watched.step("a filter is saved".to_owned());
        }
        _ => {
            let jobs: [&[&str]; 5] = [&[], &["p"], &["sync"], &["1010"], &["--channel", "Seattle"]];
            if watched.run(jobs[rng.usize(..jobs.len())]) && rng.u8(..) < 200 {
                watched.run(&["--restored"]);
            }
        }
    }
}

#[test]
fn whatever_is_put_back_nobodys_account_moves() {
    let mut trial = Trial::begin("restored histories", 15, 5);
    while trial.goes_on("histories") {
        let mut watched = Watched::new();
        watched.run(&[]);
        for _ in 0..trial.rng.u8(10..25) {
            happen(&mut watched, &mut trial.rng);
            watched.check();
        }
        for channel in watched.away.clone() {
            watched.set_away(channel, false);
        }
        for _ in 0..3 {
            if watched.run(&[]) {
                watched.run(&["--restored"]);
            }
            watched.check();
        }
        watched.check_owners();
        let states = watched.world().listed("status");
        let is_settled = |state: &String| ["completed", "failed"].contains(&state.as_str());
        assert!(states.iter().all(is_settled), "{states:?}; {:#?}", watched.steps);
        // What nobody lost an account by is told until somebody accepts it.
        watched.run(&["--restored"]);
        let verified = watched.world().run("verify");
        assert_eq!(verified.status, Some(0), "{}{}; {:#?}", verified.stdout, verified.stderr, watched.steps);
        trial.count("histories", 1);
        trial.count("steps", watched.steps.len() as u64);
        trial.count("restored stores", watched.steps.iter().filter(|step| step.ends_with("put back")).count() as u64);
    }
    assert!(trial.counted("restored stores") > 0);
}
