//! An output on which there is no room, or that nobody reads: what a command has done stays done, its exit status says so, and
//! remarks on the standard error decide nothing.
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::symlink;
use std::process::Stdio;

use pretty_assertions::assert_eq;

use super::world::{Outcome, World};

/// Commands that change nothing.
const READING: [&str; 14] = [
    "fields",
    "list",
    "filter 'status = failed'",
    "filter 'status = failed' --count-by error",
    "show 1",
    "customer 'Customer A1'",
    "history 1",
    "status",
    "jobs",
    "verify",
    "channels",
    "report",
    "config",
    "completions bash",
];

/// Commands that change something; each goes through in a world of its own.
const CHANGING: [&str; 15] = [
    "run-jobs",
    "run-jobs --format json",
    "edit 1 --set Email=molly@example.com",
    "resync 1",
    "dismiss 1 --reason 'a test'",
    "import customers.csv --company USRT",
    "channels create Seattle",
    "channels reset Houston --yes",
    "backup copy.db",
    "copy linked.db copied.db",
    "index --rebuild",
    "jobs prune --keep 1s",
    "init new.toml",
    "demo tour",
    "man pages",
];

/// A customer whose creation failed.
fn failed() -> World {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody")).configured("Seattle");
    world.run("run-jobs --quiet --channel Houston").exits(3);
    fs::write(world.working_folder().join("customers.csv"), "account,CustName\nC-000009,Anna\n").unwrap();
    symlink(world.store_path(), world.working_folder().join("linked.db")).unwrap();
    world
}

/// Says of an operation what commands change.
fn state_of_1(world: &World) -> Vec<String> {
    world.listed("status,attempts,Email")
}

#[test]
fn every_command_is_known_to_change_something_or_not() {
    let help = World::new().run("--help").exits(0).stdout;
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let is_begun = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    for line in commands.lines().filter(is_begun) {
        let command = line.split_whitespace().next().unwrap();
        let is_known = READING.iter().chain(&CHANGING).any(|known| known.split(' ').next() == Some(command));
        // A key is shown before it seals anything, the steps of a restoration are an error, the page needs a terminal, and a monitor
        // has statuses of its own.
        assert!(
            is_known || ["browse", "check", "help", "trail", "restore"].contains(&command),
            "does `{command}` change something?"
        );
    }
}

#[test]
fn what_was_done_and_cannot_be_printed_ends_with_5() {
    for command in CHANGING {
        let outcome = failed();
        // Both are of a store in a file.
        if outcome.is_on_server() && (command.starts_with("backup") || command.starts_with("copy linked.db")) {
            continue;
        }
        let outcome = outcome.run_into_full_disk(command).exits(5);
        outcome.says("but the answer could not be written: ").says("No space left on device").says("stays done");
    }
}

#[test]
fn what_was_done_stays_done() {
    let world = failed();
    assert_eq!(state_of_1(&world), ["failed 1 nobody"]);
    world.run_into_full_disk("resync 1").exits(5).says("error: done, with operations that failed, but the answer");
    assert_eq!(state_of_1(&world), ["failed 2 nobody"]);
    world.run_into_full_disk("edit 1 --set Email=molly@example.com").exits(5).says("error: done, but the answer");
    assert_eq!(state_of_1(&world), ["pending 2 molly@example.com"]);
    world.run_into_full_disk("dismiss 1 --reason 'a test'").exits(5);
    assert_eq!(state_of_1(&world), ["dismissed 2 molly@example.com"]);
    world.run_into_full_disk("channels reset Houston --yes").exits(5);
    world.run("history --channel Houston").exits(0).shows("2");
    world.run_into_full_disk("backup copy.db").exits(5);
    world.run("verify --store copy.db").exits(0);
    world.run_into_full_disk("channels create Seattle").exits(5);
    assert_eq!(world.query("Seattle", "SELECT count(*) FROM CUSTTABLE"), ["0"]);
}

#[test]
fn a_partial_run_whose_summary_cannot_be_printed_says_so_on_the_standard_error() {
    let world = World::new().channel("Houston", |c| c.customer("A1")).configured("Seattle");
    let outcome = world.run_into_full_disk("run-jobs").exits(5);
    outcome
        .says("P-job and 1010, channel `Seattle`: ")
        .says("error: partly done, since a channel or a job failed, but");
    assert_eq!(world.states(), ["customer 1 completed"]);
    world.run_into_full_disk("run-jobs --quiet").exits(4);
}

#[test]
fn a_run_that_failed_ends_with_1_all_the_same() {
    World::new().configured("Seattle").run_into_full_disk("run-jobs").exits(1).says("error: nothing was done, and the");
}

#[test]
fn a_key_that_cannot_be_shown_seals_nothing() {
    let world = failed();
    world.run_into_full_disk("trail seal").exits(1).says("the key could not be shown, so nothing was sealed");
}

#[test]
fn an_expression_is_saved_without_printing_what_it_finds() {
    let world = failed();
    world.run_into_full_disk("filter 'status = failed' --save a").exits(0);
    world.run("filter @a --columns id --format csv").exits(0).prints("id\n1\n");
    world.run("filter 'status = failed' --output /dev/full").exits(1);
}

/// What is said of a standard output on a full disk.
const FULL: &str = "error: cannot write to the standard output (`/dev/full`): No space left on device\n";

#[test]
fn a_command_that_changes_nothing_ends_with_1() {
    let world = failed();
    for command in READING {
        world.run_into_full_disk(command).exits(1).says(FULL);
    }
    for command in ["run-jobs", "edit 1 --set Email=molly@example.com", "resync 1", "dismiss 1 --reason 'a test'"] {
        let before = world.files();
        world.run_into_full_disk(&format!("{command} --dry-run")).exits(1).says(FULL);
        world.is_as(&before);
    }
}

#[test]
fn a_standard_error_that_is_full_too_changes_nothing_of_it() {
    let world = failed();
    let output = |command: &str| {
        let full = File::options().write(true).open("/dev/full").unwrap();
        world.command(command).stdout(full.try_clone().unwrap()).stderr(full).status().unwrap()
    };
    assert_eq!(output("run-jobs").code(), Some(5));
    assert_eq!(output("filter 'status = failed' --save a").code(), Some(0));
    assert_eq!(output("list").code(), Some(1));
}

/// A pipe whose reader is gone, as with `| true`.
fn unread() -> Stdio {
    let (_, writer) = io::pipe().unwrap();
    writer.into()
}

fn full() -> Stdio {
    File::options().write(true).open("/dev/full").unwrap().into()
}

/// The standard errors on which nothing can be said.
const SILENT: [fn() -> Stdio; 2] = [unread, full];

/// Runs a command that can say nothing on the standard error.
fn run_silently<'w>(world: &'w World, command: &str, silent: fn() -> Stdio) -> Outcome<'w> {
    let mut program = world.command(command);
    program.stderr(silent());
    world.run_through_pipes(program)
}

#[test]
fn a_remark_that_cannot_be_written_keeps_nothing_from_being_done() {
    for silent in SILENT {
        let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody").customer("B2"));
        world.run_jobs();
        // One of the operations that match is completed and cannot be changed.
        let run = |command: &str| run_silently(&world, command, silent);
        run("resync --where 'id > 0' --yes").exits(3);
        assert_eq!(state_of_1(&world), ["failed 2 nobody", "completed 1"]);
        run("edit --where 'id > 0' --set Email=molly@example.com --yes").exits(0);
        assert_eq!(state_of_1(&world), ["pending 2 molly@example.com", "completed 1"]);
        run("edit 1 --unset Email --dry-run").exits(0);
        run("dismiss --where 'id > 0' --reason 'a test' --yes --dry-run").exits(0);
        run("run-jobs --dry-run").exits(0);
        run("run-jobs --restored").exits(0);
        run("jobs prune --keep 1s --dry-run").exits(0);
        run("filter 'status = failed' --save a").exits(0);
        run("filter --remove-saved a").exits(0);
        world.run("filter @a").exits(2);
    }
}

#[test]
fn a_remark_that_cannot_be_written_does_not_make_a_list_fail() {
    let world = World::new().channel("Houston", |c| c.customer("A1").set("CUSTNAME", "A".repeat(40_000)));
    world.run("run-jobs p").exits(0);
    for command in ["list --columns id,CustName", "filter 'id > 0' --count-by CustName"] {
        let command = format!("{command} --output customers.xlsx");
        world.run(&command).exits(0).says("shortened");
        for silent in SILENT {
            run_silently(&world, &command, silent).exits(0);
        }
    }
}

#[test]
fn a_question_that_cannot_be_shown_is_not_answered() {
    let world = failed();
    for silent in SILENT {
        run_silently(&world, "edit --where 'id > 0' --set Email=molly@example.com", silent).exits(2);
        assert_eq!(state_of_1(&world), ["failed 1 nobody"]);
    }
}

/// A world whose operations have more breaches than a pipe takes lines.
fn damaged() -> World {
    let world =
        World::new().channel("Houston", |c| (0..1_000).fold(c, |rows, number| rows.customer(&format!("A{number}"))));
    world.run("run-jobs p").exits(0);
    let store = world.headquarters();
    store.execute("UPDATE operation SET state = 5");
    world
}

#[test]
fn breaches_decide_how_verify_ends_whether_or_not_anybody_reads_about_them() {
    let world = damaged();
    world.run("verify").exits(1);
    for format in ["table", "json"] {
        let command = format!("verify --format {format}");
        for silent in SILENT {
            run_silently(&world, &command, silent).exits(1);
            let mut program = world.command(&command);
            program.stdout(silent());
            world.run_through_pipes(program).exits(1);
            let mut program = world.command(&command);
            program.stdout(silent()).stderr(silent());
            world.run_through_pipes(program).exits(1);
        }
    }
}
