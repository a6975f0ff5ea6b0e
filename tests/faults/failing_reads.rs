//! Reading fails, files are too many, and there is no room in other ways than the usual one: a failure says what it is, and
//! never takes a store for damaged that is whole.

use std::fs;
use std::process::Command;

use hqsync_support::STORE;

use super::failing_io::SHIM;
use super::trial::Trial;
use super::world::{Outcome, World, after_jobs, small};

const EIO: i32 = 5;
const EFBIG: i32 = 27;
const ENOSPC: i32 = 28;
const EDQUOT: i32 = 122;
/// Not an error: nothing is read, as at the end of a file.
const NOTHING: i32 = 0;

/// Commands that read the store.
const COMMANDS: [&[&str]; 6] = [
    &["list", "--all"],
    &["filter", "CustName ~ arun", "--count-by", "error"],
    &["status"],
    &["verify"],
    &["edit", "1", "--set", "Phone=555-0199"],
    &["run-jobs", "--quiet"],
];

/// Which calls on a file fail.
#[derive(Debug, Clone, Copy)]
struct Fault<'f> {
    file: &'f str,
    reads: bool,
    at: u64,
    errno: i32,
    stays: bool,
}

impl Fault<'_> {
    /// Runs a command that meets it; returns its outcome, and whether there was such a call.
    fn strike<'w>(&self, world: &'w World, words: &[&str]) -> (Outcome<'w>, bool) {
        let log = world.path("faults.log");
        let mut command = world.command(words);
        command.env("LD_PRELOAD", &SHIM.library).env("FAULT_LOG", &log).env("FAULT_PATH", self.file);
        command.env("FAULT_AT", self.at.to_string()).env("FAULT_ERRNO", self.errno.to_string());
        for (name, _) in [("FAULT_READS", self.reads), ("FAULT_STAYS", self.stays)].iter().filter(|(_, is_set)| *is_set)
        {
            command.env(name, "1");
        }
        let outcome = world.start_command(command).end();
        let noted = fs::read_to_string(&log).unwrap();
        fs::remove_file(log).unwrap();
        (outcome, noted.contains("failed"))
    }
}

/// Checks that a store that could not be read is not called damaged, and that nobody is sent to a backup.
#[track_caller]
fn assert_unread(outcome: &Outcome<'_>, what: &str) {
    let says = |text: &str| outcome.stderr.contains(text);
    assert!(says("could not be read") && says("look at the disk first"), "{what}: {}", outcome.report());
    assert!(!says("is damaged:") && !says("restore"), "{what}: {}", outcome.report());
    assert!(says("`hqsync verify` tells whether") || !says(STORE), "{what}: {}", outcome.report());
}

#[test]
fn a_store_that_cannot_be_read_for_a_moment_is_not_damaged() {
    let mut trial = Trial::begin("failing reads", 10, 4);
    let before = after_jobs(&small(&mut trial.rng));
    while trial.goes_on("failures") {
        let world = before.copy();
        let words = COMMANDS[trial.rng.usize(..COMMANDS.len())];
        // Early more often than late, where little is left to read.
        let at = trial.rng.u64(1..60).min(trial.rng.u64(1..60));
        let fault = Fault { file: "/headquarters.db$", reads: true, at, errno: EIO, stays: trial.rng.bool() };
        let (outcome, _) = fault.strike(&world, words);
        let outcome = outcome.exits_any(&[0, 1, 3, 4]);
        if outcome.exited(1) || outcome.exited(4) {
            assert_unread(&outcome, &format!("{words:?} with {fault:?}"));
            trial.count("failures", 1);
        }
        world.verify();
    }
}

#[test]
fn a_channel_that_cannot_be_read_for_a_moment_is_tried_again() {
    let mut trial = Trial::begin("channels that cannot be read", 6, 3);
    let before = small(&mut trial.rng);
    while trial.goes_on("failures") {
        let is_tried_again = trial.rng.bool();
        let world = before.copy().setting("jobs.try_count", if is_tried_again { "2" } else { "1" });
        let errno = [EIO, NOTHING][trial.rng.usize(..2)];
        let fault = Fault { file: "/houston.db$", reads: true, at: trial.rng.u64(1..40), errno, stays: false };
        let (outcome, failed) = fault.strike(&world, &["run-jobs", "--quiet"]);
        let what = format!("{fault:?}: {}", outcome.report());
        assert!(outcome.exited(3) || (outcome.exited(4) && !is_tried_again), "{what}");
        if outcome.exited(4) {
            assert!(failed && outcome.stderr.contains("channel `Houston`"), "{what}");
            let says = |text: &str| outcome.stderr.contains(text);
            assert!(says("could not be read") && says("look at the disk first"), "{what}");
            trial.count("failures", 1);
        }
        world.run_jobs();
        world.verify();
    }
}

#[test]
fn a_page_that_comes_back_empty_sends_people_to_the_disk_first() {
    let mut trial = Trial::begin("empty reads", 4, 2);
    let before = after_jobs(&small(&mut trial.rng));
    while trial.goes_on("failures") {
        let words = COMMANDS[trial.rng.usize(..3)];
        let at = trial.rng.u64(1..60);
        let fault = Fault { file: "/headquarters.db$", reads: true, at, errno: NOTHING, stays: trial.rng.bool() };
        let (outcome, _) = fault.strike(&before, words);
        if outcome.exited(1) {
            let says = |text: &str| outcome.stderr.contains(text);
            assert!(says("look at the disk first") && says("verify"), "{fault:?}: {}", outcome.report());
            trial.count("failures", 1);
        }
    }
    before.verify();
}

#[test]
fn no_room_is_said_whatever_the_system_calls_it() {
    let mut trial = Trial::begin("no room", 8, 3);
    let before = small(&mut trial.rng);
    let errnos =
        [(EDQUOT, "the disk quota is used up"), (EFBIG, "larger than is allowed"), (ENOSPC, "the disk is full")];
    let mut round = 0;
    while trial.goes_on("failures") {
        round += 1;
        let (errno, sentence) = errnos[round % 3];
        let file = ["/headquarters.db", "/houston.db"][round / 3 % 2];
        let world = before.copy();
        // The first calls are those of the lock or of a file that is created.
        let fault = Fault { file, reads: false, at: trial.rng.u64(3..40), errno, stays: true };
        let (outcome, failed) = fault.strike(&world, &["run-jobs", "--quiet"]);
        if failed && (outcome.exited(1) || outcome.exited(4)) {
            assert!(outcome.stderr.contains(sentence), "{fault:?}: {}", outcome.report());
            trial.count("failures", 1);
        }
        world.run_jobs();
        world.verify();
    }
}

#[test]
fn a_limit_of_the_size_of_files_is_an_error_and_no_end() {
    let mut trial = Trial::begin("largest sizes", 1, 1);
    let before = small(&mut trial.rng);
    // In blocks of 512 bytes: no store is that small.
    for blocks in [0, 8, 40, 200] {
        let world = before.copy();
        let program = world.command(&["run-jobs", "--quiet"]);
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("ulimit -f {blocks}; exec \"$0\" \"$@\"")]);
        shell.arg(program.get_program()).args(program.get_args()).current_dir(world.folder());
        let outcome = world.run_through_pipes(shell).exits_any(&[1, 4]);
        let says = |text: &str| outcome.stderr.contains(text);
        assert!(says("larger than is allowed") || says("File too large"), "{blocks} blocks: {}", outcome.report());
        assert!(says("`ulimit -f`"), "{blocks} blocks: {}", outcome.report());
        trial.count("failures", 1);
        world.run_jobs();
        world.verify();
    }
}

#[test]
fn reading_without_room_for_what_readers_share_says_so() {
    let mut trial = Trial::begin("no room to read", 1, 1);
    let world = after_jobs(&small(&mut trial.rng));
    for (errno, sentence) in [(ENOSPC, "the disk is full"), (EDQUOT, "the disk quota is used up")] {
        for words in [&["list"][..], &["status"], &["verify"]] {
            fs::remove_file(world.path(&format!("{STORE}-shm"))).ok();
            let fault = Fault { file: "/headquarters.db-shm$", reads: false, at: 1, errno, stays: true };
            let (outcome, failed) = fault.strike(&world, words);
            assert!(failed, "{}", outcome.report());
            let outcome = outcome.exits(1).says("`-wal` and `-shm`, which SQLite needs even to read").says(sentence);
            outcome.says("hint: free some space");
            trial.count("failures", 1);
        }
    }
    world.verify();
}

#[test]
fn too_many_open_files_are_said_to_be_that() {
    let mut trial = Trial::begin("too many files", 1, 1);
    let before = small(&mut trial.rng);
    for files in 4..12 {
        for words in [&["run-jobs", "--quiet"][..], &["list"], &["backup", "copy.db"]] {
            let world = if words[0] == "run-jobs" { before.copy() } else { after_jobs(&before) };
            let program = world.command(words);
            let mut shell = Command::new("sh");
            shell.args(["-c", &format!("ulimit -n {files}; exec \"$0\" \"$@\"")]);
            shell.arg(program.get_program()).args(program.get_args()).current_dir(world.folder());
            let outcome = world.start_command(shell).end();
            if outcome.exited(1) || outcome.exited(4) {
                assert!(outcome.stderr.contains("`ulimit -n`"), "{files} files: {}", outcome.report());
                assert!(!outcome.stderr.contains("check the permissions"), "{files} files: {}", outcome.report());
                trial.count("failures", 1);
            }
            world.run_jobs();
            world.verify();
        }
    }
    assert!(trial.counted("failures") > 0);
}
