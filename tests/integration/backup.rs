//! `hqsync backup`: a consistent copy of the store.

use std::fs;
use std::process::Command;

use serde_json::json;

use super::forgery::{forge, without_anchors};
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
    assert_eq!(outcome.json(), json!({"file": "copy.db", "operations": 2, "head": head}));
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
    let writer = world.headquarters();
    writer.begin_writing();
    writer.execute("UPDATE channel SET error = 'half-way'");
    world.run("backup copy.db").exits(0);
    writer.execute("COMMIT");
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
    world.run("backup nowhere/copy.db").exits(1).says("backup `nowhere/copy.db`: there is no folder `nowhere`");
    let refused =
        world.run("backup /proc/copy.db").exits(1).says("backup `/proc/copy.db`: no file can be created in `/proc`: ");
    assert!(!refused.stderr.contains(".hqsync-backup"), "{}", refused.stderr);
    refused.says("hint: check the permissions of the folder, or give the backup another place");
    for log in ["used.db-wal", "used.db-journal"] {
        fs::write(world.elsewhere(log), "").unwrap();
        world.run("backup used.db").exits(1).says("is a database in use").says(log);
        fs::remove_file(world.elsewhere(log)).unwrap();
    }
}

#[test]
fn a_backup_without_room_is_named_and_not_the_store() {
    let world = world();
    let mut shell = Command::new("sh");
    // Room for what SQLite keeps beside the store, but not for a copy.
    shell.args([
        "-c",
        "ulimit -f 100; exec \"$0\" \"$@\"",
        env!("CARGO_BIN_EXE_hqsync"),
        "backup",
        "copy.db",
        "--config",
    ]);
    shell.arg(world.config_path()).current_dir(world.elsewhere(""));
    let outcome = world.run_through_pipes(shell).exits(1);
    outcome
        .says("error: backup `copy.db`: there is no room for it: the file would be larger than is allowed\n")
        .says("hint: raise the limit, which `ulimit -f` shows");
    assert!(!world.elsewhere("copy.db").exists());
}

#[test]
fn a_damaged_store_gives_no_backup() {
    let world = world();
    world.headquarters().execute("PRAGMA wal_checkpoint(TRUNCATE)");
    let mut bytes = fs::read(world.store_path()).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 20_000].fill(0xAB);
    fs::write(world.store_path(), bytes).unwrap();
    world.run("backup copy.db").exits(1).says("backup `copy.db`").says("damaged");
    assert!(!world.elsewhere("copy.db").exists());
}

#[test]
fn a_copy_of_a_store_with_breaches_is_kept_without_vouching_for_it() {
    let world = world();
    world.headquarters().tamper("UPDATE operation SET state = 5 WHERE id = 2");
    let copied = world.run("backup copy.db").exits(3);
    copied.prints("copy.db is an exact copy of the store with 2 operations\n").says_only(
        "warning: the copy, like the store, does not agree with its audit trail: 1 breach; `hqsync verify` shows it\n",
    );
    let answer = world.run("backup json.db --format json").exits(3).json();
    assert_eq!(answer, json!({"file": "json.db", "operations": 2, "head": null, "breaches": 1}));
    world.run_into_full_disk("backup unread.db").exits(5);
    for copy in ["copy.db", "json.db", "unread.db"] {
        let listed = world.run(&format!("verify --store {copy}")).exits(1);
        listed.shows("operation 2: the state is dismissed").shows("1 breach\n");
    }
    let noted = world.headquarters().query("SELECT details ->> 'head' IS NULL FROM entry WHERE event = 'backed-up'");
    assert_eq!(noted, ["1"; 3]);
}

#[test]
fn what_anchors_and_seals_show_is_no_verified_copy_either() {
    let world = world();
    world.run("trail seal").exits(0);
    world.run("resync 2").exits(3);
    world.run("backup copy.db").exits(0).shows("copy.db is a verified copy").shows("last hash of the audit trail: ");
    forge(&world, "UPDATE entry SET reason = 'none' WHERE event = 'resynced'");
    let anchored = world.run("backup anchored.db").exits(3);
    anchored
        .says("does not agree with its audit trail")
        .prints("anchored.db is an exact copy of the store with 2 operations\n");
    let world = without_anchors(world);
    fs::remove_file(world.seal_path()).unwrap();
    world.run("verify").exits(1).shows("the key of the seal is missing");
    world.run("backup sealed.db").exits(3).says("1 breach; `hqsync verify` shows it");
}

#[test]
fn the_standard_output_takes_no_backup() {
    let world = world();
    world.run("backup -").exits(2).prints("").says("a backup cannot go to the standard output");
    assert!(!world.elsewhere("-").exists());
}

#[test]
fn how_to_put_a_backup_back_is_explained() {
    let world = world();
    let before = world.files();
    let store = world.store_path().display().to_string();
    let explained = world.run("restore copy.db").exits(1).prints("");
    explained.says(&format!("cp -p copy.db {store}\n")).says("hqsync run-jobs --restored\n");
    world.is_as(&before);
}

#[cfg(unix)]
#[test]
fn a_backup_is_private() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = world();
    world.run("backup copy.db").exits(0);
    assert_eq!(fs::metadata(world.elsewhere("copy.db")).unwrap().permissions().mode() & 0o777, 0o600);
}

/// The backups in a folder, in the order of their names.
fn backups(world: &World, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(world.elsewhere(folder)).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_in_a_folder_is_named_by_its_time_and_older_ones_make_room() {
    let world = World::new().at("2026-11-20T08:00:00Z").channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    fs::create_dir(world.elsewhere("copies")).unwrap();
    world.run("backup copies/").exits(0).shows("copies/headquarters-2026-11-20T080000Z.db is a verified copy");
    world.run("backup copies").exits(1).says("already exists");
    let mut world = world;
    for hour in 9..12 {
        world = world.at(&format!("2026-11-20T{hour:02}:00:00Z"));
        world.run("backup copies --keep 3").exits(0);
    }
    let of_hours = |hours: &[u8]| {
        hours.iter().map(|hour| format!("headquarters-2026-11-20T{hour:02}0000Z.db")).collect::<Vec<_>>()
    };
    assert_eq!(backups(&world, "copies"), of_hours(&[9, 10, 11]));
    let world = world.at("2026-11-20T12:00:00Z");
    let removed = world.run("backup copies --keep 2 --format json").exits(0).json()["removed"].clone();
    assert_eq!(
        removed,
        json!(["copies/headquarters-2026-11-20T090000Z.db", "copies/headquarters-2026-11-20T100000Z.db"])
    );
    assert_eq!(backups(&world, "copies"), of_hours(&[11, 12]));
}

#[test]
fn nothing_is_removed_but_whole_copies_of_the_same_store() {
    let world = World::new().at("2026-11-20T08:00:00Z").channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let other = World::new().at("2026-11-20T08:00:00Z").channel("Houston", |c| c.customer("A1"));
    other.run_jobs();
    let folder = world.elsewhere("copies");
    fs::create_dir(&folder).unwrap();
    other.run(&["backup", folder.join("headquarters-2026-11-01T080000Z.db").to_str().unwrap()]).exits(0);
    fs::write(folder.join("headquarters-2026-11-02T080000Z.db"), "half a copy").unwrap();
    fs::copy(world.store_path(), folder.join("headquarters-2026-11-03T080000Z.db")).unwrap();
    world.run("backup copies/mine.db").exits(0);
    world.run("backup copies/headquarters-2026-11-04T080000Z.db").exits(0);
    world.run("backup copies --keep 1").exits(0).shows("headquarters-2026-11-04T080000Z.db was removed");
    assert_eq!(
        backups(&world, "copies"),
        [
            "headquarters-2026-11-01T080000Z.db",
            "headquarters-2026-11-02T080000Z.db",
            "headquarters-2026-11-03T080000Z.db",
            "headquarters-2026-11-20T080000Z.db",
            "mine.db"
        ]
    );
}

#[test]
fn a_copy_of_a_store_with_breaches_removes_no_older_one() {
    let world = World::new().at("2026-11-20T08:00:00Z").channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    fs::create_dir(world.elsewhere("copies")).unwrap();
    world.run("backup copies/").exits(0);
    world.headquarters().tamper("UPDATE operation SET state = 5");
    let world = world.at("2026-11-20T09:00:00Z");
    world.run("backup copies/ --keep 1").exits(3);
    assert_eq!(backups(&world, "copies").len(), 2);
}

#[test]
fn old_copies_are_removed_in_a_folder_only() {
    let world = world();
    world.run("backup copy.db --keep 3").exits(2).says("`--keep` is for a folder of backups, and `copy.db` is a file");
    world.run("backup nowhere/ --keep 3").exits(1).says("there is no folder `nowhere");
}
