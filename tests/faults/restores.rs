//! A store that was put back to an older state, or lost: the run that takes over what channels know is killed at any instant.

use std::fs;
use std::time::Instant;

use hqsync_support::STORE;

use super::end_state::EndState;
use super::kills::kill_again_and_again;
use super::trial::Trial;
use super::world::{World, small};

/// Beside the store: what a backup does not have.
const BESIDE: [&str; 3] = ["headquarters.db-wal", "headquarters.db-shm", "headquarters.db.lock"];

/// A world whose store has been put back to an older state, or is gone; and how it was before.
fn restored(fresh: &World, is_lost: bool, has_anchors: bool) -> (World, EndState) {
    let world = fresh.copy();
    world.run(&["run-jobs", "--quiet", "--channel", "Houston"]).exits_any(&[0, 3]);
    world.run(&["backup", "copy.db"]).exits(0);
    world.run_jobs();
    let before = EndState::of(&world);
    for name in BESIDE {
        let _ = fs::remove_file(world.path(name));
    }
    fs::rename(world.path("copy.db"), world.path(STORE)).unwrap();
    if is_lost {
        fs::remove_file(world.path(STORE)).unwrap();
    }
    if !has_anchors {
        fs::remove_file(world.path("headquarters.anchors")).unwrap();
    }
    (world, before)
}

#[test]
fn a_restoration_that_is_killed_ends_with_every_account_of_before() {
    let mut trial = Trial::begin("killed restorations", 12, 5);
    let fresh = small(&mut trial.rng);
    while trial.goes_on("kills") {
        let is_lost = trial.rng.bool();
        let (before, expected) = restored(&fresh, is_lost, trial.rng.bool());
        before.run(&["run-jobs", "--quiet"]).exits(1);
        let accepts = if is_lost { "--new-store" } else { "--restored" };
        let whole = before.copy();
        let started = Instant::now();
        whole.run(&["run-jobs", accepts, "--quiet"]).exits_any(&[0, 3]);
        let took = started.elapsed();
        EndState::of(&whole).assert_is_exactly(&expected, "undisturbed");

        let world = before.copy();
        kill_again_and_again(&world, &["run-jobs", accepts, "--quiet"], &mut trial, (took, 0.05), |rng| {
            // Somebody who does not know that it began: it goes on, or is refused as before.
            if rng.u8(..) < 64 {
                world.run(&["run-jobs", "p", "--quiet"]).exits_any(&[0, 1, 3]);
            }
        });
        world.run_jobs();
        EndState::of(&world).assert_is_exactly(&expected, "after kills");
        trial.count(if is_lost { "lost stores" } else { "restored stores" }, 1);
    }
    assert!(trial.counted("kills") > 0);
}
