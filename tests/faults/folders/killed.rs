//! The program is killed between any two steps of a file's way, from the folder to `done` or `failed`, and of a package's.

use std::fs;
use std::time::Instant;

use super::drops::{ExportedFiles, FolderEnd, export_all, export_older, run_to_the_end, world_of_folders};
use crate::failing_io::SHIM;
use crate::kills::kill_again_and_again;
use crate::trial::Trial;
use crate::world::World;

/// Runs the jobs, which die in the middle of a call on the files of a world; returns false if there are not as many calls.
fn dies_at(world: &World, path: &str, call: u64) -> bool {
    let mut command = world.command("run-jobs --quiet");
    command.env("LD_PRELOAD", &SHIM.library).env("FAULT_PATH", path).env("FAULT_NAMES", "1");
    command.env("FAULT_AT", call.to_string()).env("FAULT_ERRNO", "0");
    let outcome = world.start_command(command).end();
    let was_killed = outcome.was_killed();
    if !was_killed {
        outcome.exits_any(&[0, 3, 4]);
    }
    was_killed
}

#[test]
fn a_run_over_folders_that_is_killed_again_and_again_ends_as_if_nothing_had_happened() {
    let mut trial = Trial::begin("killed folders", 5, 4);
    let before = world_of_folders(&mut trial.rng, 40);
    export_older(&before);
    export_all(&before);
    let undisturbed = before.copy();
    let started = Instant::now();
    run_to_the_end(&undisturbed);
    let took = started.elapsed();
    let expected = FolderEnd::of(&undisturbed);
    let files = ExportedFiles::of(&before);
    while trial.goes_on("kills") {
        let world = before.copy();
        kill_again_and_again(&world, &["run-jobs", "--quiet"], &mut trial, (took, 0.05), |_| {
            files.assert_are_in_one_place(&world, "after a kill");
        });
        run_to_the_end(&world);
        FolderEnd::of(&world).assert_is(&expected, "after kills");
        trial.count("worlds", 1);
    }
    assert!(trial.counted("kills") > 0);
}
