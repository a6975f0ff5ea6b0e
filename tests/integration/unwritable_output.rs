//! An output on which there is no room: what a command has done stays done, and its exit status says so.
#![cfg(target_os = "linux")]

use pretty_assertions::assert_eq;

use super::world::World;

/// Commands that change nothing.
const READING: [&str; 9] = [
    "list",
    "filter 'status = failed'",
    "filter 'status = failed' --count-by error",
    "show 1",
    "history 1",
    "status",
    "jobs",
    "verify",
    "channels",
];

/// Commands that change something; each goes through in a world of its own.
const CHANGING: [&str; 12] = [
    "run-jobs",
    "run-jobs --format json",
    "edit 1 --set Email=molly@example.com",
    "resync 1",
    "dismiss 1 --reason 'a test'",
    "channels create Seattle",
    "channels reset Houston",
    "backup copy.db",
    "index --rebuild",
    "jobs prune --keep 1s",
    "init new.toml",
    "demo tour",
];

/// A customer whose creation failed.
fn failed() -> World {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody")).configured("Seattle");
    world.run("run-jobs --quiet --channel Houston").exits(3);
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
        // A key is shown before it seals anything.
        assert!(is_known || ["help", "trail"].contains(&command), "does `{command}` change something?");
    }
}

#[test]
fn what_was_done_and_cannot_be_printed_ends_with_5() {
    for command in CHANGING {
        let outcome = failed();
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
    world.run_into_full_disk("channels reset Houston").exits(5);
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
    outcome.says("P-job, channel `Seattle`: ").says("error: partly done, since a channel or a job failed, but");
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
fn an_expression_is_saved_even_if_what_it_finds_cannot_be_printed() {
    let world = failed();
    for (name, output) in [("a", ""), ("b", "--output /dev/full"), ("c", "--explain"), ("d", "--count-by error")] {
        let command = format!("filter 'status = failed' --save {name} {output}");
        world.run_into_full_disk(&command).exits(5).says("but the answer could not be written: ");
        world.run(&format!("filter @{name} --columns id --format csv")).exits(0).prints("id\n1\n");
    }
    world.run("filter 'status = failed' --save e --columns Emial").exits(2);
    world.run("filter @e").exits(2).says("no expression is saved as `@e`");
    world.run("filter 'status = failed' --output /dev/full").exits(1);
}

#[test]
fn a_command_that_changes_nothing_ends_with_1() {
    let world = failed();
    for command in READING {
        world.run_into_full_disk(command).exits(1).says("error: No space left on device");
    }
    for command in ["run-jobs", "edit 1 --set Email=molly@example.com", "resync 1", "dismiss 1 --reason 'a test'"] {
        let before = world.files();
        world.run_into_full_disk(&format!("{command} --dry-run")).exits(1).says("error: No space left on device");
        world.is_as(&before);
    }
}

#[test]
fn a_standard_error_that_is_full_too_changes_nothing_of_it() {
    let world = failed();
    let output = |command: &str| {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        world.command(command).stdout(full.try_clone().unwrap()).stderr(full).status().unwrap()
    };
    assert_eq!(output("run-jobs").code(), Some(5));
    assert_eq!(output("filter 'status = failed' --save a").code(), Some(5));
    assert_eq!(output("filter --remove-saved a").code(), Some(5));
    assert_eq!(output("list").code(), Some(1));
}
