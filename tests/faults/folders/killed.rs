//! The program is killed between any two steps of a file's way, from the folder to `done` or `failed`, and of a package's.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Instant;

use super::drops::{
    ExportedFiles, FolderEnd, export_all, export_older, go_on, run_to_the_end, tiny, undisturbed_tiny, world_of_folders,
};
use crate::failing_io::SHIM;
use crate::kills::kill_again_and_again;
use crate::trial::Trial;
use crate::world::World;

/// Runs the jobs, which die before a step: a name that changes, or the end of what is written to a file. Returns false if there are
/// not as many.
fn dies_at(world: &World, step: u64) -> bool {
    let mut command = world.command("run-jobs --quiet");
    command.env("LD_PRELOAD", &SHIM.library).env("FAULT_PATH", world.folder()).env("FAULT_STEPS", "1");
    command.env("FAULT_AT", step.to_string()).env("FAULT_ERRNO", "0");
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

#[test]
fn a_run_that_is_killed_between_any_two_steps_is_continued_by_the_next() {
    let mut trial = Trial::begin("steps of folders", 0, 2);
    let before = tiny();
    let files = ExportedFiles::of(&before);
    let expected = undisturbed_tiny();
    let next = AtomicU64::new(1);
    let has_ended = AtomicBool::new(false);
    let kill_at_each_step = || {
        while !has_ended.load(Ordering::Relaxed) {
            let step = next.fetch_add(1, Ordering::Relaxed);
            let what = format!("killed at step {step}");
            let world = before.copy();
            if !dies_at(&world, step) {
                has_ended.store(true, Ordering::Relaxed);
            }
            files.assert_are_in_one_place(&world, &what);
            // What comes meanwhile is not taken for what the killed run had done.
            let world = go_on(world);
            run_to_the_end(&world);
            FolderEnd::of(&world).assert_is(&expected, &what);
        }
    };
    thread::scope(|scope| {
        scope.spawn(kill_at_each_step);
        scope.spawn(kill_at_each_step);
    });
    trial.count("kills", next.into_inner() - 1);
    assert!(trial.counted("kills") > 40, "a file has more steps than that");
}
