//! `hqsync init`: a commented configuration.

use std::fs;

use super::world::World;

#[test]
fn what_init_writes_is_a_configuration_that_works() {
    let world = World::new();
    let path = world.path("new.toml");
    world.run(&format!("init '{}'", path.display())).exits(0).shows("wrote ").shows("hqsync run-jobs --dry-run");
    let config = format!("--config '{}'", path.display());
    let bare = |command: &str| world.bare_command(&format!("{config} {command}")).output().unwrap();
    assert!(bare("channels create Houston").status.success());
    assert!(bare("run-jobs").status.success());
    assert!(world.path("channels/houston.db").exists(), "paths are relative to the file");
}

#[test]
fn init_writes_where_it_stands_unless_told_otherwise() {
    let world = World::new();
    world.run("init").exits(0);
    let text = fs::read_to_string(world.elsewhere("hqsync.toml")).unwrap();
    assert!(text.contains("[companies.USRT]") && text.starts_with("# "), "{text}");
}

#[test]
fn init_leaves_a_file_that_exists_as_it_is() {
    let world = World::new();
    fs::write(world.elsewhere("hqsync.toml"), "mine").unwrap();
    world.run("init").exits(1).says("`hqsync.toml` already exists and was not changed");
    assert_eq!(fs::read_to_string(world.elsewhere("hqsync.toml")).unwrap(), "mine");
}

#[test]
fn init_says_where_it_cannot_write() {
    World::new()
        .run("init no/such/folder/hqsync.toml")
        .exits(1)
        .says("no/such/folder/hqsync.toml")
        .says("No such file")
        .says("hint: name a file in a folder that exists");
}
