//! Writing to a folder fails: a disk that is full or broken, a name that cannot be changed. The run says so, the other channels go
//! on, and once the cause is gone all ends as if nothing had happened.

use std::fs;

use fastrand::Rng;

use super::drops::{ExportedFiles, FolderEnd, go_on, run_to_the_end, tiny, undisturbed_tiny};
use crate::failing_io::SHIM;
use crate::trial::Trial;
use crate::world::{Outcome, World};

const EIO: i32 = 5;
const EACCES: i32 = 13;
const ENOSPC: i32 = 28;

/// What fails: the mirror, texts about files, files on their way to `done` or `failed`, packages.
const TARGETS: [&str; 6] =
    ["/hqsync.db", "/failed/", "/Houston/RETAILASYNC", "/download/", "/download/000001.tmp/", "/drop/Houston"];

/// A call on the files of a folder that fails, or from which on all fail.
#[derive(Debug, Clone, Copy)]
struct Fault {
    target: &'static str,
    at: u64,
    errno: i32,
    stays: bool,
}

impl Fault {
    /// Runs the jobs with it; returns their outcome, how many calls there were on the target, and whether one has failed.
    fn strike(self, world: &World) -> (Outcome<'_>, u64, bool) {
        let log = world.path("faults.log");
        let mut command = world.command("run-jobs --quiet");
        command.env("LD_PRELOAD", &SHIM.library).env("FAULT_LOG", &log).env("FAULT_PATH", self.target);
        command.env("FAULT_AT", self.at.to_string()).env("FAULT_ERRNO", self.errno.to_string());
        command.env("FAULT_NAMES", "1");
        if self.stays {
            command.env("FAULT_STAYS", "1");
        }
        let outcome = world.start_command(command).end();
        let noted = fs::read_to_string(&log).unwrap();
        fs::remove_file(log).unwrap();
        (outcome, noted.lines().last().unwrap().parse().unwrap(), noted.contains("failed"))
    }
}

fn any_fault(rng: &mut Rng, calls: &[u64]) -> Fault {
    let target = rng.usize(..TARGETS.len());
    let errno = [EIO, EACCES, ENOSPC][rng.usize(..3)];
    Fault { target: TARGETS[target], at: rng.u64(1..=calls[target]), errno, stays: rng.bool() }
}

/// Checks that a message ends with what can be done.
#[track_caller]
pub(super) fn assert_says_what_to_do(outcome: &Outcome<'_>) {
    let advice = [
        "again",
        "the text beside it",
        "check the ",
        "look at the disk",
        "the next run continues",
        "move it",
        "channels reset",
    ];
    assert!(advice.iter().any(|advice| outcome.stderr.contains(advice)), "{}", outcome.report());
}

#[test]
fn a_call_that_fails_in_a_folder_is_reported_and_nothing_is_lost() {
    let mut trial = Trial::begin("failing folders", 6, 4);
    let before = tiny();
    let expected = undisturbed_tiny();
    let first = before.copy();
    run_to_the_end(&first);
    let expected_first = FolderEnd::of(&first);
    let files = ExportedFiles::of(&before);
    let none = |target| Fault { target, at: 0, errno: EIO, stays: false };
    let calls = TARGETS.map(|target| none(target).strike(&before.copy()).1);
    assert!(calls.iter().all(|calls| *calls > 0), "{calls:?}");
    while trial.goes_on("faults") {
        let fault = any_fault(&mut trial.rng, &calls);
        let world = before.copy();
        let (outcome, _, failed) = fault.strike(&world);
        // There is a file that cannot be read in any case.
        let outcome = outcome.exits(4).says("channel `Houston`");
        let what = format!("{fault:?}: {}", outcome.report());
        assert_says_what_to_do(&outcome);
        files.assert_are_in_one_place(&world, &what);
        assert!(seattle_has_its_customer(&world), "{what}");
        let errors = outcome.stderr.lines().filter(|line| line.starts_with("error: "));
        if errors.clone().count() == 1 && errors.clone().any(|line| line.contains("is cut off")) {
            // Nothing else is said to be wrong.
            FolderEnd::of(&world).assert_is(&expected_first, &what);
            trial.count("without harm", failed.into());
        }
        drop(outcome);
        let world = go_on(world);
        run_to_the_end(&world);
        FolderEnd::of(&world).assert_is(&expected, &what);
        trial.count("faults", failed.into());
    }
    assert!(trial.counted("faults") > 0);
}

/// Whether another channel has received its own customer.
pub(super) fn seattle_has_its_customer(world: &World) -> bool {
    let sql = "SELECT count(*) FROM RETAILCUSTTABLE JOIN RETAILASYNCCUSTOMERV2 USING (CUSTACCOUNTASYNC)";
    world.query("Seattle", sql) == ["1"]
}
