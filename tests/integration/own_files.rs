//! The program's own files beside the store: nothing is opened or written through links that others may have planted.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};

use pretty_assertions::assert_eq;

use super::world::World;

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
