//! Two hosts whose store is on one server: their processes are killed, their connections are ended, the server stops and comes
//! back, and what is left is the end of a world in which nobody was disturbed.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use fastrand::Rng;
use hqsync_support::{DatabaseHost, Durability, PostgresUrl};

use super::end_state::EndState;
use super::invent::Story;
use super::trial::Trial;
use super::world::{World, invented, invented_in};

/// How many commands are at work at once.
const COMMANDS: usize = 8;

/// What is corrected.
const WRONG: &str = "error = country-unknown and Country = NL";

/// How; who does it twice changes nothing more.
const CORRECTION: [&str; 7] = ["edit", "--where", WRONG, "--set", "Country=NLD", "--yes", "--resync"];

/// The hosts at work.
struct Hosts<'w> {
    world: &'w World,
    /// The configuration of each.
    configs: [PathBuf; 2],
    until: Instant,
    figures: Mutex<BTreeMap<&'static str, u64>>,
}

impl Hosts<'_> {
    fn goes_on(&self) -> bool {
        Instant::now() < self.until
    }

    fn count(&self, what: &'static str, number: u64) {
        *self.figures.lock().unwrap().entry(what).or_default() += number;
    }

    /// Somebody at one of the hosts, some of whose commands are killed.
    fn work(&self, mut rng: Rng, host: usize) {
        // 1: the connection was lost for good, and nothing was done. 4: a job lost its lock with the connection, and another run has
        // taken it. 75: another run holds it.
        let commands: [(&[&str], &[i32]); 6] = [
            (&["run-jobs", "--quiet", "--wait", "5s"], &[0, 1, 3, 4, 75]),
            (&["run-jobs", "--quiet", "--channel", "Houston"], &[0, 1, 3, 4, 75]),
            (&["run-jobs", "sync", "1010", "--quiet"], &[0, 1, 3, 4, 75]),
            (&CORRECTION, &[0, 1, 3]),
            (&["resync", "--where", "status = failed", "--yes"], &[0, 1, 3]),
            (&["verify"], &[0, 1]),
        ];
        while self.goes_on() {
            let (words, allowed) = commands[rng.usize(..commands.len())];
            let mut command = self.world.bare_command(words);
            command.arg("--config").arg(&self.configs[host]);
            let running = self.world.start_command(command);
            let outcome = if rng.u8(..10) < 3 {
                thread::sleep(Duration::from_millis(rng.u64(..1_000)));
                running.kill()
            } else {
                running.end()
            };
            if outcome.was_killed() {
                self.count("kills", 1);
                continue;
            }
            let outcome = outcome.exits_any(allowed);
            assert!(!outcome.stderr.contains("panicked"), "{}", outcome.report());
            self.count("commands", 1);
        }
    }

    /// What happens to servers and networks.
    fn disturb(&self, mut rng: Rng, host: &DatabaseHost) {
        let (server, url) = (host.server().unwrap(), PostgresUrl::given(&self.world.store()).unwrap());
        while self.goes_on() {
            thread::sleep(Duration::from_millis(rng.u64(500..2_500)));
            if rng.u8(..10) < 7 {
                self.count("lost connections", server.terminate_connections(url.database()) as u64);
            } else {
                server.restart_immediately();
                self.count("restarts", 1);
            }
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL's server: cargo test --test faults -- --ignored"]
fn hosts_that_are_killed_and_cut_off_end_where_undisturbed_ones_do() {
    let mut trial = Trial::begin("several hosts", 20, 10);
    let story = Story { customers: if Trial::is_long() { 4_000 } else { 400 }, tangled: false };
    let undisturbed = invented(&mut trial.rng.clone(), story, 50);
    let host = DatabaseHost::start(Durability::Durable);
    let world = invented_in(World::on_server(&host), &mut trial.rng, story, 50);
    let second = world.path("second-host.toml");
    fs::copy(world.config_path(), &second).unwrap();
    let hosts =
        Hosts { world: &world, configs: [world.config_path(), second], until: trial.end(), figures: Mutex::default() };
    thread::scope(|scope| {
        let (hosts, server) = (&hosts, &*host);
        for number in 0..COMMANDS {
            let rng = trial.rng.fork();
            scope.spawn(move || hosts.work(rng, number % 2));
        }
        let rng = trial.rng.fork();
        scope.spawn(move || hosts.disturb(rng, server));
    });
    for (what, number) in hosts.figures.into_inner().unwrap() {
        trial.count(what, number);
    }
    // What waited for a wrong operation is found wrong only when that is corrected.
    let end = |world: &World| {
        world.run_jobs();
        while !world.run(&["filter", WRONG, "--format", "csv", "--no-header"]).exits(0).stdout.is_empty() {
            world.run(&CORRECTION).exits_any(&[0, 3]);
            world.run_jobs();
        }
        EndState::of(world)
    };
    end(&world).assert_is(&end(&undisturbed), "two hosts");
    assert!(["kills", "commands", "lost connections", "restarts"].iter().all(|what| trial.counted(what) > 0));
}
