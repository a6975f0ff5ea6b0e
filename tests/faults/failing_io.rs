//! Writing fails: a disk that is full or broken, and files that may not be written. A failure says so, names the file and
//! what to do, and a later run without it comes to the end of an undisturbed world.

use std::collections::HashMap;
use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;
use std::time::Duration;

use fastrand::Rng;

use hqsync_support::STORE;

use super::invent::CHANNELS;
use super::shim::Shim;
use super::tasks::Stage;
use super::trial::Trial;
use super::world::{Outcome, World, after_jobs, small};

/// `failing_io.c`, compiled once.
pub(crate) static SHIM: LazyLock<Shim> = LazyLock::new(|| Shim::compile("failing_io.c"));

const EIO: i32 = 5;
const ENOSPC: i32 = 28;
/// Not an error: the program dies in the middle of the call.
const KILLED: i32 = 0;

/// Files on which writing fails. With a dollar sign it is this file alone, else also those that SQLite puts beside it.
const TARGETS: [&str; 8] = [
    "/headquarters.db",
    "/headquarters.db$",
    "/headquarters.db-wal$",
    "/houston.db",
    "/houston.db$",
    "/houston.db-journal$",
    "/amsterdam.db",
    "/channels/",
];

/// A call that fails, or from which on all fail.
#[derive(Debug, Clone, Copy)]
struct Fault {
    target: &'static str,
    at: u64,
    errno: i32,
    stays: bool,
}

/// Runs the task with a fault; returns its outcome and whether there was a call to fail.
fn with_fault<'w>(world: &'w World, words: &[&str], fault: Fault) -> (Outcome<'w>, bool) {
    let log = world.path("faults.log");
    let mut command = world.command(words);
    command.env("LD_PRELOAD", &SHIM.library).env("FAULT_LOG", &log).env("FAULT_PATH", fault.target);
    command.env("FAULT_AT", fault.at.to_string()).env("FAULT_ERRNO", fault.errno.to_string());
    if fault.stays {
        command.env("FAULT_STAYS", "1");
    }
    let outcome = world.start_command(command).end();
    let noted = fs::read_to_string(&log).unwrap();
    fs::remove_file(log).unwrap();
    (outcome, noted.contains("failed"))
}

/// How many calls there are on a target where nothing fails.
fn count_calls(stage: &Stage, target: &'static str) -> u64 {
    let world = stage.world();
    let mut command = world.command(stage.task.words());
    let log = world.path("faults.log");
    command.env("LD_PRELOAD", &SHIM.library).env("FAULT_LOG", &log).env("FAULT_PATH", target);
    world.start_command(command).end().exits_any(&[0, 3]);
    fs::read_to_string(log).unwrap().trim().parse().unwrap()
}

/// A random fault that the task meets.
fn any_fault(rng: &mut Rng, stage: &Stage, errnos: &[i32], calls: &mut HashMap<(usize, usize), u64>) -> Fault {
    loop {
        let target = rng.usize(..TARGETS.len());
        let count = calls.entry((stage.task as usize, target)).or_insert_with(|| count_calls(stage, TARGETS[target]));
        if *count > 0 {
            let errno = errnos[rng.usize(..errnos.len())];
            return Fault { target: TARGETS[target], at: rng.u64(1..=*count), errno, stays: rng.bool() };
        }
    }
}

/// Checks that a failure names the file or channel and what to do about it.
#[track_caller]
fn assert_explained(outcome: &Outcome<'_>, what: &str) {
    let stderr = outcome.stderr.as_str();
    let names = [STORE, "copy.db"].into_iter().chain(CHANNELS.iter().flat_map(|channel| [channel.name, channel.file]));
    assert!(names.into_iter().any(|name| stderr.contains(name)), "{what} names no file: {}", outcome.report());
    let advice = ["hint: ", "make room", "check the ", "restore the ", "run the jobs again", "the next run continues"];
    assert!(advice.iter().any(|advice| stderr.contains(advice)), "{what} says not what to do: {}", outcome.report());
}

/// Checks a task that met a fault, runs it again without one, and compares the end state.
#[track_caller]
fn judge(stage: &Stage, world: &World, outcome: Outcome<'_>, what: &str) {
    let outcome = outcome.exits_any(&[0, 1, 3, 4]);
    if outcome.exited(1) || outcome.exited(4) {
        assert_explained(&outcome, what);
    } else {
        stage.believe(world, &outcome, what);
    }
    stage.recover(world, what);
}

#[test]
fn a_call_that_fails_is_reported_and_nothing_is_lost() {
    let mut trial = Trial::begin("failing calls", 14, 14);
    let stages = Stage::all(&mut trial);
    let mut calls = HashMap::new();
    while trial.goes_on("faults") {
        // Most of the faults are for the jobs, which write the most.
        let stage = &stages[trial.rng.usize(..stages.len() * 2) % (stages.len() + 1) % stages.len()];
        let fault = any_fault(&mut trial.rng, stage, &[EIO, ENOSPC], &mut calls);
        let world = stage.world();
        let (outcome, failed) = with_fault(&world, stage.task.words(), fault);
        trial.count("faults", failed.into());
        judge(stage, &world, outcome, &format!("{:?} with {fault:?}", stage.task));
        trial.count("worlds", 1);
    }
    assert!(trial.counted("faults") > 0);
}

#[test]
fn a_program_that_dies_in_the_middle_of_a_write_has_lost_nothing() {
    let mut trial = Trial::begin("half writes", 10, 12);
    let stages = Stage::all(&mut trial);
    let mut calls = HashMap::new();
    while trial.goes_on("kills") {
        let stage = &stages[trial.rng.usize(..stages.len())];
        let world = stage.world();
        let mut faults = Vec::new();
        for _ in 0..trial.rng.usize(1..4) {
            let fault = any_fault(&mut trial.rng, stage, &[KILLED], &mut calls);
            let (outcome, failed) = with_fault(&world, stage.task.words(), fault);
            // What an earlier one has done may leave less to do, and fewer calls.
            assert_eq!(outcome.was_killed(), failed, "{}", outcome.report());
            trial.count("kills", failed.into());
            faults.push(fault);
        }
        stage.recover(&world, &format!("{:?} with {faults:?}", stage.task));
        trial.count("worlds", 1);
    }
    assert!(trial.counted("kills") > 0);
}

#[test]
fn a_file_that_can_grow_no_further_is_reported_and_nothing_is_lost() {
    let mut trial = Trial::begin("full disks", 10, 8);
    let stages = Stage::all(&mut trial);
    while trial.goes_on("failures") {
        let stage = &stages[trial.rng.usize(..stages.len() * 2) % (stages.len() + 1) % stages.len()];
        let world = stage.world();
        let largest = stage.largest_file();
        // In blocks of 512 bytes, or of 1024 in some shells.
        let blocks = trial.rng.u64(..largest / 512 + 2).min(trial.rng.u64(..largest / 512 + 2));
        let mut command = Command::new("sh");
        let program = world.command(stage.task.words());
        command.args(["-c", &format!("ulimit -f {blocks}; trap '' XFSZ; exec \"$0\" \"$@\"")]);
        command.arg(program.get_program()).args(program.get_args()).current_dir(world.folder());
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        // What the program prints goes through a pipe: files are limited.
        let outcome = world.run_through_pipes(command);
        trial.count("failures", (outcome.exited(1) || outcome.exited(4)).into());
        judge(stage, &world, outcome, &format!("{:?} with {blocks} blocks", stage.task));
        trial.count("worlds", 1);
    }
    assert!(trial.counted("failures") > 0);
}

#[test]
fn a_backup_onto_a_failing_disk_is_whole_or_not_there() {
    let mut trial = Trial::begin("failing backups", 4, 2);
    let world = after_jobs(&small(&mut trial.rng));
    let listed = world.run(&["list", "--all"]).exits(0).stdout;
    while trial.goes_on("faults") {
        let errno = [EIO, ENOSPC][trial.rng.usize(..2)];
        // Its temporary file begins so.
        let fault = Fault { target: "/.tmp", at: trial.rng.u64(1..60), errno, stays: trial.rng.bool() };
        let (outcome, failed) = with_fault(&world, &["backup", "copy.db"], fault);
        trial.count("faults", failed.into());
        let outcome = outcome.exits_any(&[0, 1]);
        if outcome.exited(1) {
            assert_explained(&outcome, &format!("{fault:?}"));
            assert!(!world.path("copy.db").exists(), "{fault:?}");
        } else {
            let copied = world.run(&["list", "--all", "--store", "copy.db"]).exits(0).stdout;
            assert!(copied == listed, "{fault:?}: the copy is another store");
            fs::remove_file(world.path("copy.db")).unwrap();
        }
        let left = fs::read_dir(world.folder()).unwrap().map(|entry| entry.unwrap().file_name());
        let left: Vec<_> = left.filter(|name| name.to_string_lossy().starts_with(".tmp")).collect();
        assert!(left.is_empty(), "{left:?} is left of a backup");
    }
    world.verify();
    assert!(trial.counted("faults") > 0);
}

#[test]
fn what_a_killed_backup_or_list_left_is_cleared_away_by_the_next_one() {
    let world = small(&mut Rng::with_seed(1));
    world.run_jobs();
    let left = || -> Vec<PathBuf> {
        let paths = fs::read_dir(world.folder()).unwrap().map(|entry| entry.unwrap().path());
        paths.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(".hqsync-")).collect()
    };
    for words in [&["backup", "copy.db", "--force"][..], &["list", "--all", "--output", "list.csv"]] {
        let fault = Fault { target: "/.hqsync-", at: 1, errno: KILLED, stays: false };
        assert!(with_fault(&world, words, fault).0.was_killed());
        assert_eq!(left().len(), 1);
        world.run(words).exits(0);
        assert_eq!(left().len(), 1, "somebody may have begun a moment ago");
        let modified = fs::metadata(&left()[0]).unwrap().modified().unwrap() - Duration::from_secs(2 * 60 * 60);
        File::open(&left()[0]).unwrap().set_modified(modified).unwrap();
        world.run(words).exits(0);
        assert_eq!(left(), Vec::<PathBuf>::new());
    }
}

/// Who may write no file but their own: `nobody` where the tests are run by root, to whom nothing is read-only.
pub(crate) const NOBODY: u32 = 65_534;

#[test]
fn files_that_may_not_be_written_are_named_and_nothing_is_lost() {
    let mut trial = Trial::begin("read-only files", 4, 2);
    let stages = Stage::all(&mut trial);
    let is_root = fs::metadata("/proc/self").unwrap().uid() == 0;
    while trial.goes_on("refusals") {
        let stage = &stages[trial.rng.usize(..stages.len())];
        let world = stage.world();
        if is_root {
            give(&world, NOBODY);
        }
        let files = [STORE, CHANNELS[0].file, CHANNELS[2].file];
        let file = world.path(files[trial.rng.usize(..files.len())]);
        if !file.exists() {
            continue;
        }
        let folder = file.parent().unwrap();
        let forbid = |file, folder_too| {
            fs::set_permissions(file, fs::Permissions::from_mode(0o400)).unwrap();
            if folder_too {
                fs::set_permissions(folder, fs::Permissions::from_mode(0o500)).unwrap();
            }
        };
        let folder_too = trial.rng.bool();
        forbid(&file, folder_too);
        let mut command = world.command(stage.task.words());
        if is_root {
            command.uid(NOBODY).gid(NOBODY);
            // Where the program itself was built may be root's own.
            let version = Command::new(command.get_program()).arg("--version").uid(NOBODY).gid(NOBODY).output();
            if !version.is_ok_and(|output| output.status.success()) {
                return;
            }
        }
        let outcome = world.start_command(command).end();
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        if is_root {
            give(&world, 0);
        }
        let what = format!("{:?} with {} read-only, its folder too: {folder_too}", stage.task, file.display());
        trial.count("refusals", (outcome.exited(1) || outcome.exited(4)).into());
        judge(stage, &world, outcome, &what);
        trial.count("worlds", 1);
    }
    assert!(trial.counted("refusals") > 0);
}

/// Makes somebody else the owner of all files.
fn give(world: &World, user: u32) {
    for folder in [world.folder().to_owned(), world.path("channels")] {
        for entry in fs::read_dir(&folder).unwrap() {
            chown(entry.unwrap().path(), Some(user), Some(user)).unwrap();
        }
        chown(folder, Some(user), Some(user)).unwrap();
    }
}

impl Stage {
    /// The size of the largest file after the task.
    fn largest_file(&self) -> u64 {
        let world = self.world();
        world.run(self.task.words()).exits_any(&[0, 3]);
        let files = CHANNELS.iter().map(|channel| channel.file).chain([STORE]);
        files.map(|file| fs::metadata(world.path(file)).unwrap().len()).max().unwrap()
    }
}
