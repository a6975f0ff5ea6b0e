//! What a person sees on a terminal: colours by their meaning, and a pager for what is long.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::editor::Terminal;
use super::world::World;

/// The beginning of every escape sequence.
const ESCAPE: &str = "\u{1b}[";

/// Variables with which a terminal shows colours; the tests' own surroundings turn them off.
const COLOURED: [(&str, &str); 2] = [("NO_COLOR", ""), ("TERM", "xterm")];

/// A customer whose creation failed, and one that went through.
fn world() -> World {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody").customer("B2"));
    world.run_jobs();
    world
}

/// Writes a pager that marks what it shows.
fn pager(world: &World, script: &str) -> String {
    let path = world.elsewhere("pager");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path.display().to_string()
}

/// The screen of a command with these variables.
fn screen(world: &World, command: &str, variables: &[(&str, &str)]) -> Terminal {
    let variables: Vec<_> = COLOURED.iter().chain(variables).copied().collect();
    Terminal::run(world, command, &variables, |_| ())
}

#[test]
fn colours_say_what_failed_and_what_went_through() {
    let world = world();
    for command in ["list", "show 1", "history 1", "customer nobody", "status", "jobs", "channels", "fields"] {
        let screen = screen(&world, command, &[]).screen;
        assert!(screen.contains(ESCAPE), "{command}: {screen}");
    }
}

#[test]
fn colours_are_left_out_where_somebody_does_not_want_them() {
    let world = world();
    for variable in [("NO_COLOR", "1"), ("CLICOLOR", "0"), ("TERM", "dumb")] {
        let screen = screen(&world, "list", &[variable]).screen;
        assert!(!screen.contains(ESCAPE), "{variable:?}: {screen}");
    }
    let never = screen(&world, "list --color never", &[]).screen;
    assert!(!never.contains(ESCAPE), "{never}");
    let mistake = screen(&world, "--color never lst", &[]).exits(2).screen;
    assert!(!mistake.contains(ESCAPE), "{mistake}");
}

#[test]
fn colours_are_there_where_somebody_wants_them_and_never_in_machine_formats() {
    let world = world();
    for option in ["--color always", "--color=always"] {
        // The surroundings say NO_COLOR; the command line counts more.
        let table = world.run(&format!("list --format table {option}")).exits(0).stdout;
        assert!(table.contains("\u{1b}[38;5;1mfailed"), "{table:?}");
        for format in ["csv", "json", "jsonl", "tsv", "markdown"] {
            let text = world.run(&format!("list --format {format} {option}")).exits(0).stdout;
            assert!(!text.contains(ESCAPE), "{format}: {text}");
        }
    }
}

#[test]
fn a_pager_shows_what_is_printed() {
    let world = world();
    let pager = pager(&world, "sed 's/^/paged: /'");
    for name in ["HQSYNC_PAGER", "PAGER"] {
        screen(&world, "list", &[(name, &pager)]).exits(0).shows("paged: ");
    }
    let both = [("PAGER", "false"), ("HQSYNC_PAGER", pager.as_str())];
    screen(&world, "list --format csv", &both).exits(0).shows("paged: id,channel");
    let plain = screen(&world, "list --no-pager", &[("PAGER", &pager)]).exits(0).screen;
    assert!(!plain.contains("paged:"), "{plain}");
    let dumb = screen(&world, "list", &[("PAGER", &pager), ("TERM", "dumb")]).exits(0).screen;
    assert!(!dumb.contains("paged:"), "{dumb}");
    screen(&world, "list --status waiting", &[("PAGER", &pager)]).exits(0);
}

#[test]
fn a_command_of_a_pager_may_have_options() {
    let world = world();
    let pager = pager(&world, "sed \"s/^/$1 /\"");
    screen(&world, "list", &[("PAGER", &format!("{pager} option"))]).exits(0).shows("option ");
}

#[test]
fn a_pager_that_cannot_be_run_costs_no_answer() {
    let world = world();
    screen(&world, "list", &[("PAGER", "nosuchpager")])
        .exits(0)
        .shows("the pager `nosuchpager` cannot be run")
        .shows("Houston");
    screen(&world, "list", &[("PAGER", "nosuchpager -R")]).exits(1).shows("the pager `nosuchpager -R` cannot be run");
    screen(&world, "list", &[("PAGER", "exit 3; cat")]).exits(0).shows("ended with status 3");
}

#[test]
fn a_pager_that_has_seen_enough_ends_the_command_as_it_would_have_ended() {
    let world = world();
    screen(&world, "list", &[("PAGER", "head -1")]).exits(0).shows("Id");
    screen(&world, "show 9999", &[("PAGER", "head -1")]).exits(1);
}
