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
fn init_makes_the_folder_that_is_missing() {
    let world = World::new();
    world.run("init etc/hqsync/hqsync.toml").exits(0).shows("wrote etc/hqsync/hqsync.toml");
    let text = fs::read_to_string(world.elsewhere("etc/hqsync/hqsync.toml")).unwrap();
    assert!(text.contains("\nstore = \"headquarters.db\"\n"), "{text}");
}

#[test]
fn init_says_where_it_cannot_write() {
    let world = World::new();
    fs::write(world.elsewhere("file"), "").unwrap();
    world
        .run("init file/folder/hqsync.toml")
        .exits(1)
        .says("configuration `file/folder/hqsync.toml` cannot be written")
        .says("hint: name a file in a folder that you may write to");
}

#[test]
fn the_configuration_of_a_service_has_its_data_elsewhere() {
    let world = World::new();
    world.run("init --system --root image").exits(0).shows("wrote image/etc/hqsync/hqsync.toml");
    let text = fs::read_to_string(world.elsewhere("image/etc/hqsync/hqsync.toml")).unwrap();
    for line in ["store = \"/var/lib/hqsync/headquarters.db\"", "database = \"/var/lib/hqsync/channels/houston.db\""] {
        assert!(text.contains(&format!("\n{line}\n")), "{text}");
    }
    world.run("init --system --root image").exits(1).says("already exists and was not changed");
    world.run("init --root image").exits(2);
    world.run("init --system other.toml").exits(2);
}
