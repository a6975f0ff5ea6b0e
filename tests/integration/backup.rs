//! `hqsync backup`: a consistent copy of the store.

use std::fs;

use super::world::{World, open};

fn world() -> World {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2").with("Email=nobody"));
    world.run_jobs();
    world
}

#[test]
fn a_backup_is_a_store_with_the_same_operations_and_trail() {
    let world = world();
    let head = world.run("verify --format json").exits(0).json()["head"].clone();
    let backup = world.elsewhere("copy.db");
    let outcome = world.run("backup copy.db --format json").exits(0);
    assert_eq!(outcome.json(), serde_json::json!({"file": "copy.db", "operations": 2, "head": head}));
    let list = world.run("list --all").exits(0).stdout;
    world.run(&format!("list --all --store {}", backup.display())).exits(0).prints(&list);
    world.run(&format!("verify --store {}", backup.display())).exits(0);
    assert!(!world.elsewhere("copy.db-wal").exists(), "it is one file");
}

#[test]
fn a_backup_put_in_the_stores_place_goes_on_from_there() {
    let world = world();
    world.run("backup copy.db").exits(0).shows("copy.db is a verified copy of the store with 2 operations");
    let world = world.then("Houston", |c| c.customer("C3"));
    for file in ["headquarters.db", "headquarters.db-wal", "headquarters.db-shm"] {
        fs::remove_file(world.path(file)).ok();
    }
    fs::copy(world.elsewhere("copy.db"), world.store_path()).unwrap();
    world.run("run-jobs").exits(1).says("the store is an older state of itself");
    world.run("run-jobs --restored --quiet").exits(0);
    assert_eq!(
        world.listed("CustName,account,status"),
        ["Customer A1 C-000001 completed", "Customer B2  failed", "Customer C3 C-000002 completed"]
    );
    // The trail of the lost store had other entries, which was accepted.
    world.verify();
}

#[test]
fn a_backup_is_made_while_somebody_writes() {
    let world = world();
    let writer = open(&world.store_path());
    writer.execute_batch("BEGIN IMMEDIATE; UPDATE channel SET error = 'half-way'").unwrap();
    world.run("backup copy.db").exits(0);
    writer.execute_batch("COMMIT").unwrap();
    let copied: Option<String> =
        open(&world.elsewhere("copy.db")).query_row("SELECT error FROM channel", [], |row| row.get(0)).unwrap();
    assert_eq!(copied, None);
}

#[test]
fn a_file_that_is_there_is_replaced_only_by_force() {
    let world = world();
    fs::write(world.elsewhere("copy.db"), "something else").unwrap();
    world.run("backup copy.db").exits(1).says("`copy.db` already exists").says("`--force` replaces it");
    assert_eq!(fs::read_to_string(world.elsewhere("copy.db")).unwrap(), "something else");
    world.run("backup copy.db --force").exits(0);
    world.run(&format!("list --store {}", world.elsewhere("copy.db").display())).exits(0);
}

#[test]
fn what_is_no_place_for_a_backup_is_refused() {
    let world = world();
    let store = world.store_path();
    world.run(&format!("backup --force {}", store.display())).exits(1).says("is the store itself");
    world.run("backup .").exits(1).says("`.` is a folder");
    world.run("backup nowhere/copy.db").exits(1).says("backup `nowhere/copy.db`: there is no folder `nowhere`");
    for log in ["used.db-wal", "used.db-journal"] {
        fs::write(world.elsewhere(log), "").unwrap();
        world.run("backup used.db").exits(1).says("is a database in use").says(log);
        fs::remove_file(world.elsewhere(log)).unwrap();
    }
}

#[test]
fn a_damaged_store_gives_no_backup() {
    let world = world();
    open(&world.store_path()).execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let mut bytes = fs::read(world.store_path()).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 20_000].fill(0xAB);
    fs::write(world.store_path(), bytes).unwrap();
    world.run("backup copy.db").exits(1).says("backup `copy.db`").says("damaged");
    assert!(!world.elsewhere("copy.db").exists());
}

#[cfg(unix)]
#[test]
fn a_backup_is_private() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = world();
    world.run("backup copy.db").exits(0);
    assert_eq!(fs::metadata(world.elsewhere("copy.db")).unwrap().permissions().mode() & 0o777, 0o600);
}
