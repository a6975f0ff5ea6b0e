//! What the documents tell administrators to put on their machines, as far as it runs in a shell.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::Command;

use pretty_assertions::assert_eq;

use super::markdown::Document;
use super::world::World;

/// The lines of a document's blocks for a shell that have that text.
fn recipe(text: &str) -> String {
    let document = Document::read("docs/monitoring.md");
    let lines = document.blocks("bash").into_iter().flat_map(str::lines).map(str::to_owned);
    lines.into_iter().find(|line| line.contains(text)).unwrap_or_else(|| panic!("no recipe has `{text}`"))
}

/// Runs a line in a shell that has the program, and a `curl` that writes down what it was asked for.
fn run_in_shell(world: &World, line: &str) -> String {
    let tools = world.elsewhere("tools");
    fs::create_dir_all(&tools).unwrap();
    let _ = symlink(env!("CARGO_BIN_EXE_hqsync"), tools.join("hqsync"));
    let asked = world.elsewhere("asked");
    fs::write(tools.join("curl"), format!("#!/bin/sh\nfor last; do :; done; echo \"$last\" > '{}'\n", asked.display()))
        .unwrap();
    fs::set_permissions(tools.join("curl"), Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", tools.display());
    let mut shell = Command::new("sh");
    shell
        .args(["-c", line])
        .current_dir(world.elsewhere(""))
        .env("PATH", path)
        .env("HQSYNC_CONFIG", world.config_path());
    world.run_through_pipes(shell).exits(0);
    fs::read_to_string(asked).unwrap().trim().to_owned()
}

#[test]
fn a_sign_of_life_tells_failed_runs_from_those_with_failed_operations() {
    let line = recipe("curl");
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody"));
    assert_eq!(run_in_shell(&world, &line), "https://hc-ping.example/uuid/0", "3 is no failure");
    let world = world.configured("Seattle");
    assert_eq!(run_in_shell(&world, &line), "https://hc-ping.example/uuid/4");
    fs::write(world.config_path(), "stor = 1\n").unwrap();
    assert_eq!(run_in_shell(&world, &line), "https://hc-ping.example/uuid/1");
}

#[test]
fn the_example_of_a_configuration_is_what_init_writes() {
    let world = World::new();
    world.run("init --system --root image").exits(0);
    let written = fs::read_to_string(world.elsewhere("image/etc/hqsync/hqsync.toml")).unwrap();
    assert_eq!(written, include_str!("../../dist/hqsync.toml"));
}

#[test]
fn the_service_counts_as_failed_for_what_is_a_failure_alone() {
    let service = include_str!("../../dist/hqsync.service");
    let value = |key: &str| service.lines().find_map(|line| line.strip_prefix(&format!("{key}="))).unwrap();
    assert_eq!(value("SuccessExitStatus"), "3 75");
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody"));
    let command = value("ExecStart").replace("/usr/bin/hqsync --config /etc/hqsync/hqsync.toml ", "");
    // Without a terminal the last line says what became of it.
    let run = world.run(&command).exits(3);
    assert!(run.stderr.lines().last().unwrap_or_default().contains("1 operation failed"), "{}", run.report());
}
