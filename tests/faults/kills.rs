//! The program is killed, or asked to stop, at any instant; what is left is carried on to the end of an undisturbed world.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use fastrand::Rng;
use hqsync_support::STORE;
use rusqlite::{Connection, OpenFlags};

use super::end_state::EndState;
use super::invent::CHANNELS;
use super::tasks::{Stage, Task};
use super::trial::Trial;
use super::world::{World, after_jobs, small, usual};

/// How long the jobs take in a world where nothing disturbs them, and the end.
fn undisturbed(world: &World) -> (EndState, Duration) {
    let world = world.copy();
    let started = Instant::now();
    world.run_jobs();
    let took = started.elapsed();
    (EndState::of(&world), took)
}

/// A moment in a run that takes that long.
fn moment(rng: &mut Rng, took: Duration) -> Duration {
    took.mul_f64(rng.f64())
}

/// Runs jobs that take that long, and kills them at a moment of the first share of it, which grows by `step`; so every world
/// comes to its end, and each kill leaves something for the next run. `after` comes after each kill.
pub(crate) fn kill_again_and_again(
    world: &World,
    jobs: &[&str],
    trial: &mut Trial,
    (took, step): (Duration, f64),
    mut after: impl FnMut(&mut Rng),
) {
    let mut share = trial.rng.f64() * 0.3;
    loop {
        let running = world.start(jobs);
        thread::sleep(moment(&mut trial.rng, took.mul_f64(share)));
        let outcome = running.kill();
        if !outcome.was_killed() {
            outcome.exits_any(&[0, 3]);
            break;
        }
        trial.count("kills", 1);
        after(&mut trial.rng);
        share += step;
    }
}

#[test]
fn a_run_that_is_killed_again_and_again_ends_as_if_nothing_had_happened() {
    let mut trial = Trial::begin("killed runs", 12, 12);
    let before = usual(&mut trial.rng, true);
    let (expected, took) = undisturbed(&before);
    while trial.goes_on("kills") {
        let world = before.copy();
        kill_again_and_again(&world, &["run-jobs", "--quiet"], &mut trial, (took, 0.03), |rng| {
            if rng.u8(..) < 32 {
                verify_if_any(&world);
            }
        });
        world.run_jobs();
        EndState::of(&world).assert_is_exactly(&expected, "after kills");
        trial.count("worlds", 1);
    }
    assert!(trial.counted("kills") > 0);
}

#[test]
fn a_run_that_is_killed_in_any_of_its_steps_is_continued_by_the_next() {
    let mut trial = Trial::begin("killed steps", 0, 2);
    let before = small(&mut trial.rng);
    let (expected, _) = undisturbed(&before);
    let in_store = [
        "SELECT count(*) FROM operation",
        "SELECT max(id) > 100 FROM operation",
        "SELECT count(*) FROM operation WHERE state = 3",
        "SELECT max(accounts) > 10 FROM company",
        "SELECT indexed > 0 FROM store",
        "SELECT count(*) FROM operation WHERE state = 4",
    ];
    let in_channel =
        ["SELECT count(*) FROM CUSTTABLE", "SELECT sum(ONLINEOPERATIONCOMPLETED) FROM RETAILASYNCCUSTOMERV2"];
    let moments = in_store.map(|sql| (STORE, sql)).into_iter();
    let moments: Vec<_> = moments.chain(in_channel.map(|sql| (CHANNELS[0].file, sql))).collect();
    while trial.goes_on("worlds") {
        for (file, sql) in &moments {
            let world = before.copy();
            let mut running = world.start(&["run-jobs", "--quiet"]);
            while !running.has_ended() && !counts(&world.path(file), sql) {
                thread::yield_now();
            }
            trial.count("kills", running.kill().was_killed().into());
            verify_if_any(&world);
            world.run_jobs();
            EndState::of(&world).assert_is_exactly(&expected, sql);
            trial.count("worlds", 1);
        }
    }
    assert!(trial.counted("kills") > 0);
}

/// Whether a query on a database that others write counts something.
fn counts(database: &Path, sql: &str) -> bool {
    let count = || -> rusqlite::Result<i64> {
        let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        connection.query_row(sql, [], |row| row.get(0))
    };
    count().unwrap_or_default() > 0
}

#[test]
fn jobs_that_are_killed_one_by_one_end_as_if_nothing_had_happened() {
    let mut trial = Trial::begin("killed jobs", 10, 9);
    let before = usual(&mut trial.rng, false);
    let (expected, took) = undisturbed(&before);
    let jobs: [&[&str]; 6] = [
        &["run-jobs", "p", "--quiet"],
        &["run-jobs", "p", "--quiet", "--channel", "Seattle"],
        &["run-jobs", "sync", "--quiet"],
        &["run-jobs", "1010", "--quiet"],
        &["run-jobs", "1010", "--quiet", "--channel", "Amsterdam"],
        &["run-jobs", "sync", "1010", "--quiet"],
    ];
    while trial.goes_on("kills") {
        let world = before.copy();
        for _ in 0..trial.rng.usize(8..24) {
            let words = jobs[trial.rng.usize(..jobs.len())];
            let running = world.start(words);
            // Early more often than late: a job alone takes a part of that time.
            let latest = moment(&mut trial.rng, took / 4);
            thread::sleep(moment(&mut trial.rng, latest));
            let outcome = running.kill();
            if outcome.was_killed() {
                trial.count("kills", 1);
            } else {
                outcome.exits_any(&[0, 3]);
            }
        }
        world.run_jobs();
        EndState::of(&world).assert_is(&expected, "after kills");
        trial.count("worlds", 1);
    }
    assert!(trial.counted("kills") > 0);
}

#[test]
fn edit_resync_and_dismiss_that_are_killed_are_done_once() {
    let mut trial = Trial::begin("killed edits", 10, 6);
    let fresh = if Trial::is_long() { usual(&mut trial.rng, false) } else { small(&mut trial.rng) };
    let stages = [Task::Edit, Task::Resync, Task::Dismiss].map(|task| Stage::new(task, &fresh));
    while trial.goes_on("kills") {
        let stage = &stages[trial.rng.usize(..stages.len())];
        let world = stage.world();
        let mut share = 0.5;
        loop {
            let running = world.start(stage.task.words());
            thread::sleep(moment(&mut trial.rng, stage.took.mul_f64(share)));
            let outcome = running.kill();
            if !outcome.was_killed() {
                outcome.exits_any(&[0, 1, 3]);
                break;
            }
            trial.count("kills", 1);
            share += 0.1;
        }
        stage.recover(&world, "after kills");
        trial.count("worlds", 1);
    }
    assert!(trial.counted("kills") > 0);
}

#[test]
fn a_backup_that_is_killed_leaves_a_whole_copy_or_none() {
    let mut trial = Trial::begin("killed backups", 4, 2);
    let world = after_jobs(&usual(&mut trial.rng, false));
    let listed = world.run(&["list", "--all"]).exits(0).stdout;
    let started = Instant::now();
    world.run(&["backup", "first.db"]).exits(0);
    let took = started.elapsed();
    while trial.goes_on("kills") {
        let file = world.path("copy.db");
        let running = world.start(&["backup", "copy.db", "--force"]);
        thread::sleep(moment(&mut trial.rng, took * 2));
        let outcome = running.kill();
        if outcome.was_killed() {
            trial.count("kills", 1);
            remove_temporary(&world);
        } else {
            outcome.exits(0);
            assert!(file.exists());
        }
        if file.exists() {
            let copied = world.run(&["list", "--all", "--store", "copy.db"]).exits(0).stdout;
            assert!(copied == listed, "the copy is another store");
            trial.count("copies", 1);
        }
    }
    world.verify();
    assert!(trial.counted("kills") > 0);
}

#[test]
fn a_run_that_is_asked_to_stop_ends_its_batch_and_is_continued() {
    let mut trial = Trial::begin("stopped runs", 6, 4);
    let before = usual(&mut trial.rng, true);
    let (expected, took) = undisturbed(&before);
    while trial.goes_on("stops") {
        let world = before.copy();
        let mut share = 0.3;
        loop {
            let (name, status) = [("INT", 130), ("TERM", 143), ("HUP", 129)][trial.rng.usize(..3)];
            let mut running = world.start(&["run-jobs", "--quiet"]);
            thread::sleep(moment(&mut trial.rng, took.mul_f64(share)));
            running.signal(name);
            let outcome = running.end();
            if outcome.exited(status) {
                let runs = world.run(&["jobs", "--format", "json"]).exits(0).json();
                assert_eq!(runs[0]["outcome"], "interrupted", "{}", outcome.report());
                trial.count("stops", 1);
            } else if outcome.was_killed() {
                // It had not begun.
                trial.count("stops before the first step", 1);
            } else {
                outcome.exits_any(&[0, 3]);
                break;
            }
            share += 0.1;
        }
        EndState::of(&world).assert_is_exactly(&expected, "after signals");
        trial.count("worlds", 1);
    }
    assert!(trial.counted("stops") > 0);
}

/// What a killed backup leaves under another name is of no use to anybody.
fn remove_temporary(world: &World) {
    for entry in fs::read_dir(world.folder()).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name().to_string_lossy().starts_with(".tmp") {
            fs::remove_dir_all(entry.path()).unwrap();
        }
    }
}

/// Verifies the store where a run has got as far as making one.
#[track_caller]
fn verify_if_any(world: &World) {
    let store = world.store_path();
    let is_there = world.run(&["status"]).exits_any(&[0, 1, 3]);
    if store.exists() && !is_there.exited(1) {
        world.verify();
    }
}
