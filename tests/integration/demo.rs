//! `hqsync demo`: a small world to try everything on.

use std::fs;

use pretty_assertions::assert_eq;
use serde_json::json;

use super::world::World;

#[test]
fn the_demo_is_a_world_with_something_of_everything() {
    let world = World::new();
    world.run("demo").exits(0).shows("The 114 operations, newest first").shows("country-unknown");
    let states = world.run_demo("status --format json").json()["states"].clone();
    let expected = json!({"pending": 0, "waiting": 3, "failed": 17, "synced": 0, "completed": 94, "dismissed": 0});
    assert_eq!(states, expected);
    world.run_demo("run-jobs --quiet").exits(0);
    assert!(!world.store_path().exists(), "the demo has a store of its own");
}

#[test]
fn the_demo_leaves_the_store_of_the_environment_alone() {
    let world = World::new();
    let output = world.bare_command("demo").env("HQSYNC_STORE", world.path("mine.db")).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(!world.path("mine.db").exists());
}

#[test]
fn the_commands_that_the_demo_proposes_work() {
    let world = World::new();
    let outcome = world.run("demo tour").exits(0);
    let proposed = outcome.stdout.lines().filter_map(|line| line.trim().split_once(" --config tour/hqsync.toml "));
    let commands: Vec<_> = proposed.map(|(_, command)| command.split(" >").next().unwrap()).collect();
    assert_eq!(commands.len(), 7);
    for command in commands {
        let output = world.bare_command(&format!("--config tour/hqsync.toml {command}")).output().unwrap();
        assert!(matches!(output.status.code(), Some(0 | 3)), "{command}: {output:?}");
    }
}

#[test]
fn the_demo_can_be_made_again() {
    let world = World::new();
    world.run("demo").exits(0);
    world.run("demo").exits(0).shows("The 114 operations, newest first");
}

#[test]
fn the_demo_touches_no_folder_that_is_not_its_own() {
    let world = World::new();
    let folder = world.elsewhere("mine");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("hqsync.toml"), "mine").unwrap();
    world.run("demo mine").exits(1).says("`mine` is not empty and was not made by the demo");
    assert_eq!(fs::read_to_string(folder.join("hqsync.toml")).unwrap(), "mine");
}
