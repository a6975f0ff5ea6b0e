//! The program's own files beside the store: nothing is opened or written through links that others may have planted.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, lchown, symlink};
use std::path::Path;
use std::process::Command;

use pretty_assertions::assert_eq;

use super::world::{World, skipped};

fn world() -> World {
    World::new().channel("Houston", |c| c.customer("A1"))
}

#[test]
fn a_lock_that_is_a_link_is_refused_and_what_it_leads_to_is_left_alone() {
    let world = world();
    fs::write(world.path("victim"), "precious").unwrap();
    symlink("victim", world.path("headquarters.db.lock")).unwrap();
    world.run("run-jobs").exits(1).says("headquarters.db.lock` is a link, which hqsync does not follow").says("hint:");
    assert_eq!(fs::read_to_string(world.path("victim")).unwrap(), "precious");
    fs::remove_file(world.path("headquarters.db.lock")).unwrap();
    world.run_jobs();
}

#[test]
fn a_lock_that_is_a_second_name_of_a_file_is_refused() {
    let world = world();
    fs::write(world.path("victim"), "precious").unwrap();
    fs::hard_link(world.path("victim"), world.path("headquarters.db.lock")).unwrap();
    world.run("run-jobs").exits(1).says("headquarters.db.lock` has several names");
    assert_eq!(fs::read_to_string(world.path("victim")).unwrap(), "precious");
}

#[test]
fn the_lock_gets_the_permissions_of_the_store() {
    let world = world();
    world.run_jobs();
    let mode = |name: &str| fs::metadata(world.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("headquarters.db.lock"), 0o600);
    fs::set_permissions(world.store_path(), fs::Permissions::from_mode(0o660)).unwrap();
    world.run_jobs();
    assert_eq!(mode("headquarters.db.lock"), 0o660);
}

/// The permissions of a file.
fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn the_database_that_channels_create_makes_is_private() {
    let world = World::new().configured("Houston");
    world.run("channels create Houston").exits(0);
    assert_eq!(mode(&world.channel_path("Houston")), 0o600);
}

#[test]
fn channels_create_writes_through_no_link() {
    let world = World::new().configured("Houston");
    symlink(world.path("victim"), world.channel_path("Houston")).unwrap();
    world.run("channels create Houston").exits(1).says("already exists");
    assert!(!world.path("victim").exists());
}

#[test]
fn a_file_that_may_have_been_planted_gives_a_list_no_permissions() {
    let world = world();
    world.run_jobs();
    let list = world.elsewhere("list.csv");
    fs::write(&list, "planted").unwrap();
    fs::set_permissions(&list, fs::Permissions::from_mode(0o666)).unwrap();
    world.run("list --output list.csv").exits(0);
    assert_eq!(mode(&list), 0o600);
    // A user's own choice stays.
    fs::set_permissions(&list, fs::Permissions::from_mode(0o640)).unwrap();
    world.run("list --output list.csv").exits(0);
    assert_eq!(mode(&list), 0o640);
}

#[test]
fn a_file_of_another_user_is_replaced_by_a_private_one() {
    let world = world();
    world.run_jobs();
    let list = world.elsewhere("list.csv");
    fs::write(&list, "planted").unwrap();
    fs::set_permissions(&list, fs::Permissions::from_mode(0o644)).unwrap();
    if chown(&list, Some(65_534), Some(65_534)).is_err() {
        return skipped("only root can give a file to another user");
    }
    world.run("list --output list.csv").exits(0);
    assert_eq!(mode(&list), 0o600);
    assert_eq!(fs::metadata(&list).unwrap().uid(), 0);
}

#[test]
fn the_lock_that_root_creates_lets_the_owner_of_the_store_in() {
    let world = world();
    world.run_jobs();
    if chown(world.store_path(), Some(65_534), Some(65_534)).is_err() {
        return skipped("only root can give a file to another user");
    }
    fs::remove_file(world.path("headquarters.db.lock")).unwrap();
    world.run_jobs();
    assert_eq!(fs::metadata(world.path("headquarters.db.lock")).unwrap().uid(), 65_534);
}

#[test]
fn a_list_is_written_neither_through_links_nor_into_pipes_of_another_user() {
    let world = world();
    world.run_jobs();
    fs::write(world.elsewhere("precious.csv"), "precious").unwrap();
    symlink("precious.csv", world.elsewhere("link.csv")).unwrap();
    assert!(Command::new("mkfifo").arg(world.elsewhere("pipe.csv")).status().unwrap().success());
    for name in ["link.csv", "pipe.csv"] {
        if lchown(world.elsewhere(name), Some(65_534), Some(65_534)).is_err() {
            return skipped("only root can give a file to another user");
        }
        let message = format!("`{name}` cannot be written: user `nobody` created what has this name");
        world.run(&format!("list --output {name}")).exits(1).says(&message);
    }
    assert_eq!(fs::read_to_string(world.elsewhere("precious.csv")).unwrap(), "precious");
}
