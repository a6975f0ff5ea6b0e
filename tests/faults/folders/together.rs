//! Many at one folder at once: two runs, and people who look while a run is at work.

use std::thread;
use std::time::{Duration, Instant};

use super::drops::{ExportedFiles, FolderEnd, export_all, export_older, run_to_the_end, world_of_folders};
use crate::trial::Trial;
use crate::world::World;

#[test]
fn runs_and_looks_beside_a_run_change_nothing_and_hear_of_no_lock() {
    let mut trial = Trial::begin("folders together", 4, 3);
    let before = world_of_folders(&mut trial.rng, 40);
    export_older(&before);
    export_all(&before);
    let undisturbed = before.copy();
    run_to_the_end(&undisturbed);
    let expected = FolderEnd::of(&undisturbed);
    let files = ExportedFiles::of(&before);
    while trial.goes_on("looks") {
        let world = before.copy();
        let looks = thread::scope(|scope| {
            let runs = [0, 1].map(|_| scope.spawn(|| run_with_others(&world)));
            let mut looks = 0;
            let mut words = LOOKS.iter().cycle();
            while !runs.iter().all(|run| run.is_finished()) {
                let (look, allowed) = words.next().unwrap();
                let look = world.run(*look).exits_any(allowed);
                assert!(!look.stderr.contains("locked"), "{}", look.report());
                looks += 1;
            }
            looks
        });
        trial.count("looks", looks);
        run_to_the_end(&world);
        files.assert_are_in_one_place(&world, "after two runs");
        FolderEnd::of(&world).assert_is(&expected, "after two runs");
        trial.count("worlds", 1);
    }
    assert!(trial.counted("looks") > 0);
}

/// What people do beside a run, and how that ends. None of it takes anything in.
const LOOKS: [(&str, &[i32]); 4] = [
    // There is a file that cannot be read.
    ("channels check Houston", &[0, 3]),
    // In the beginning there is no store, or it is being made; later a run may write to a channel meanwhile.
    ("verify --channels", &[0, 1, 4, 75]),
    ("run-jobs --dry-run --quiet --wait 1m", &[0, 3, 4]),
    ("status", &[0, 1, 3, 75]),
];

/// Runs the jobs, once more if another run is at work.
fn run_with_others(world: &World) {
    let started = Instant::now();
    while world.run("run-jobs --quiet").exits_any(&[0, 3, 4, 75]).exited(75) {
        assert!(started.elapsed() < Duration::from_secs(60), "the other run never ends");
        thread::sleep(Duration::from_millis(20));
    }
}
