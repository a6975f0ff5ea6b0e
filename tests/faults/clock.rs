//! The system's clock stands where no clock should: every command ends properly, and a run with the right time goes on.

use std::sync::LazyLock;

use super::shim::Shim;
use super::trial::Trial;
use super::world::{World, small};

static SHIM: LazyLock<Shim> = LazyLock::new(|| Shim::compile("clock.c"));

/// Times in seconds since 1970: before it, at its beginning, before any calendar, and after every one.
const TIMES: [i64; 9] = [
    -1,
    0,
    -86_400,
    -62_135_596_801,
    -9_000_000_000_000,
    4_102_444_800,
    253_402_300_800,
    9_000_000_000_000,
    i64::MAX / 4,
];

/// Commands that tell the time, or note it.
const COMMANDS: [&[&str]; 16] = [
    &["run-jobs", "--dry-run"],
    &["run-jobs"],
    &["run-jobs", "--format", "json"],
    &["list", "--all"],
    &["list", "--since", "-7d"],
    &["show", "1"],
    &["history", "1"],
    &["status"],
    &["jobs"],
    &["jobs", "show", "1", "--format", "json"],
    &["channels"],
    &["edit", "--where", "error = country-unknown", "--set", "Country=NLD", "--resync", "--yes"],
    &["backup", "copy.db", "--force"],
    &["list", "--output", "operations.xlsx"],
    &["report", "--output", "report.html"],
    &["verify"],
];

fn run(world: &World, words: &[&str], time: i64) {
    let mut command = world.command(words);
    command.env("LD_PRELOAD", &SHIM.library).env("FAULT_CLOCK", time.to_string());
    // A time zone that is not the world's: it is read again at each of these times.
    command.env("TZ", "America/New_York");
    world.start_command(command).end().exits_any(&[0, 1, 3]);
}

#[test]
fn a_clock_far_from_any_time_is_no_panic() {
    let mut trial = Trial::begin("clocks", 1, 1);
    let before = small(&mut trial.rng);
    for time in TIMES {
        let world = before.copy();
        for words in COMMANDS {
            run(&world, words, time);
            trial.count("commands", 1);
        }
        world.run_jobs();
        world.verify();
    }
}
