//! Files that the program and its channels work with, which no command replaces, whatever name leads to them.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use pretty_assertions::assert_eq;

use super::world::{World, open};

fn world() -> World {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    world.run("status").exits(0);
    world
}

/// The files that are in use, as a message names them.
const USED: [(&str, &str); 9] = [
    ("headquarters.db", "the store itself"),
    ("headquarters.db-wal", "a file that belongs to the store"),
    ("headquarters.db-shm", "a file that belongs to the store"),
    ("headquarters.db.lock", "a file that belongs to the store"),
    ("headquarters.db.seal", "a file that belongs to the store"),
    ("headquarters.anchors", "the file of anchors of the audit trail"),
    ("hqsync.toml", "the configuration"),
    ("channels/houston.db", "the database of channel `Houston`"),
    ("channels/houston.db-journal", "a file that belongs to the database of channel `Houston`"),
];

#[test]
fn a_backup_replaces_no_file_in_use() {
    let world = world();
    let before = world.files();
    for (name, used_as) in USED {
        let file = world.path(name);
        world.run(&["backup", "--force", file.to_str().unwrap()]).exits(1).says(&format!("{name}` is {used_as}"));
    }
    world.is_as(&before);
}

#[test]
fn a_list_replaces_no_file_in_use() {
    let world = world();
    let before = world.files();
    for (name, used_as) in USED {
        let file = world.path(name);
        for command in ["list", "filter 'id = 1'"] {
            world
                .run(&format!("{command} --output {}", file.display()))
                .exits(1)
                .says(&format!("{name}` cannot be written: it is {used_as}"));
        }
    }
    world.is_as(&before);
}

#[test]
fn another_name_of_a_channels_database_is_known_too() {
    let world = world();
    fs::hard_link(world.channel_path("Houston"), world.path("second.db")).unwrap();
    symlink(world.channel_path("Houston"), world.path("link.db")).unwrap();
    for name in ["second.db", "link.db"] {
        for command in ["backup --force NAME", "list --output NAME"] {
            let file = world.path(name).display().to_string();
            world.run(&command.replace("NAME", &file)).exits(1).says("is the database of channel `Houston`");
        }
    }
    assert_eq!(world.query("Houston", "SELECT count(*) FROM RETAILASYNCCUSTOMERV2"), ["1"]);
}

#[test]
fn a_backup_replaces_no_database_but_an_earlier_backup() {
    let world = world();
    open(&world.elsewhere("till.db")).execute_batch("CREATE TABLE sales (total REAL)").unwrap();
    fs::copy(world.store_path(), world.elsewhere("other-store.db")).unwrap();
    for name in ["till.db", "other-store.db"] {
        world
            .run(&format!("backup --force {name}"))
            .exits(1)
            .says(&format!("`{name}` is a database, but not a backup that hqsync made"))
            .says("hint: give the backup another name");
    }
    world.run("backup copy.db").exits(0);
    world.run("backup copy.db --force").exits(0);
}

#[test]
fn a_backup_replaces_no_pipe_and_no_device() {
    let world = world();
    assert!(Command::new("mkfifo").arg(world.elsewhere("pipe")).status().unwrap().success());
    for name in ["pipe", "/dev/null"] {
        world.run(&format!("backup --force {name}")).exits(1).says(&format!("`{name}` is not a regular file"));
    }
}

#[test]
fn a_configuration_is_not_written_where_the_store_has_its_files() {
    let world = World::new();
    let file = world.path("headquarters.db-journal");
    world.run(&["init", file.to_str().unwrap()]).exits(1).says("it is a file that belongs to the store");
    assert!(!file.exists());
}
