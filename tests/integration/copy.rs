//! `hqsync copy`: a whole store into another place, proven, and gone on with after whatever ended it.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use hqsync_support::rows_of;
use pretty_assertions::assert_eq;
use serde_json::json;

use super::forgery::without_triggers;
use super::world::{Outcome, World, open, query};

/// A world with operations in every state, a saved filter, edits and problems.
fn world() -> World {
    let world = World::new().channel("Houston", |c| {
        let c = c.customer("A1").customer("B2").with("Email=nobody").customer("C3").with("Email=nowhere");
        c.address("A1", "home", "City=Oslo")
            .contact("B2", "desk", "Locator=555-0199")
            .update("A1")
            .with("Phone=555-0200")
    });
    world.run_jobs();
    world.run("edit 2 --set Email=b2@example.com --resync").exits(0);
    world.run("dismiss 3 --reason test").exits(0);
    world.run(&["filter", "City = Oslo", "--save", "oslo"]).exits(0);
    world.run_jobs();
    world
}

/// A world whose store takes some time to be copied.
fn larger_world() -> World {
    let rows = |c, first: u32| (first..first + 1_500).fold(c, |c: super::rows::Rows, at| c.customer(&format!("N{at}")));
    let world = World::new().channel("Houston", |c| rows(c, 0));
    world.run_jobs();
    world
}

fn copy<'w>(world: &'w World, target: &str) -> Outcome<'w> {
    world.run(&format!("copy {} {target}", world.store_path().display()))
}

/// All rows of a store by table, but for its search index and how far that has come.
fn content(store: &Path) -> BTreeMap<String, Vec<Vec<String>>> {
    let store = open(store);
    let tables = query(
        &store,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%'",
    );
    let columns = |table: &str| {
        let sql = format!("SELECT group_concat(name) FROM pragma_table_info('{table}') WHERE name NOT LIKE 'indexed%'");
        query(&store, &sql).remove(0)
    };
    let rows = |table: &String| rows_of(&store, &format!("SELECT {} FROM {table} ORDER BY 1, 2", columns(table)));
    tables.iter().map(|table| (table.clone(), rows(table))).collect()
}

#[test]
fn a_copy_has_the_same_rows_and_ends_with_the_same_entry() {
    let world = world();
    let head = world.run("verify --format json").exits(0).json()["head"].clone();
    let before = content(&world.store_path());
    copy(&world, "copy.db")
        .exits(0)
        .shows("copy.db is a whole copy of ")
        .shows(" with 6 operations\n")
        .shows(&format!("both audit trails end with entry {}: {}\n", before["entry"].len(), head.as_str().unwrap()))
        .shows("check it with: hqsync verify --store copy.db\n")
        .says("the search index of the copy is made anew by its next run, or by `hqsync index`");
    let target = world.elsewhere("copy.db");
    assert_eq!(content(&target), before);
    assert_eq!(content(&world.store_path()), before, "copying leaves no entry in the audit trail");
    for command in ["verify", "verify --full"] {
        world.run(&format!("{command} --store {}", target.display())).exits(0).shows("all is well: 6 operations");
    }
    let anchors = world.path("headquarters.anchors");
    world.run(&format!("verify --store {} --anchors {}", target.display(), anchors.display())).exits(0);
}

#[test]
fn a_copy_of_a_copy_is_the_same_again() {
    let world = world();
    let answer = world.run(&format!("copy {} one.db --format json", world.store_path().display())).exits(0).json();
    let again = world.run("copy one.db two.db --format json").exits(0).json();
    assert_eq!(content(&world.elsewhere("two.db")), content(&world.store_path()));
    for key in ["head", "tables", "rows", "entries"] {
        assert_eq!(again[key], answer[key], "{key}");
    }
    assert_eq!(
        (&answer["operations"], &answer["continued"], &answer["sealed"]),
        (&json!(6), &json!(false), &json!(false))
    );
    assert_eq!(again["source"], "one.db");
}

#[test]
fn runs_go_on_on_the_copy() {
    let world = world();
    copy(&world, "copy.db").exits(0);
    let target = world.elsewhere("copy.db");
    let world = world.append("Houston", |c| c.customer("D4"));
    world.run(&format!("run-jobs --store {}", target.display())).exits(0);
    world.run(&format!("verify --full --store {}", target.display())).exits(0).shows("all is well: 7 operations");
    world.run(&["filter", "CustName ~ D4", "--count", "--store", target.to_str().unwrap()]).exits_any(&[0, 2]);
    // The channel knows now what the store that was copied does not.
    world.run("run-jobs").exits(1).says("the store is an older state of itself");
}

#[test]
fn a_copy_that_was_killed_goes_on_where_it_was() {
    let world = larger_world();
    let before = content(&world.store_path());
    let command = format!("copy {} copy.db", world.store_path().display());
    let target = world.elsewhere("copy.db");
    let (mut kills, mut pause) = (0, 5);
    loop {
        let running = world.start(&command);
        thread::sleep(Duration::from_millis(pause));
        let outcome = running.kill();
        if !outcome.was_killed() {
            outcome.exits(0);
            break;
        }
        kills += 1;
        // Nobody takes what is there for a store.
        let answer = world.run(&format!("list --store {}", target.display()));
        if answer.exited(0) {
            break;
        }
        answer.exits(1);
        pause += 15;
    }
    assert!(kills > 2, "it was killed {kills} times only");
    assert_eq!(content(&target), before);
    world.run(&format!("verify --store {}", target.display())).exits(0);
}

#[test]
fn a_signal_ends_a_copy_between_two_chunks() {
    let world = larger_world();
    let command = format!("copy {} copy.db", world.store_path().display());
    let target = world.elsewhere("copy.db");
    let mut running = world.start(&command);
    while !target.exists() || fs::metadata(&target).unwrap().len() == 0 {
        assert!(!running.has_ended(), "{}", running.said());
        thread::sleep(Duration::from_millis(1));
    }
    running.signal("TERM");
    let outcome = running.end().exits_any(&[0, 143]);
    if outcome.exited(143) {
        outcome.says_only("the copy is half made; the same command goes on with it\n");
        for command in ["list", "verify", "run-jobs", "status"] {
            world
                .run(&format!("{command} --store {}", target.display()))
                .exits(1)
                .says("this is a half-made copy of a store")
                .says("hint: go on with the same `hqsync copy`, or remove it");
        }
        let answer = world.run(&format!("{command} --format json")).exits(0).json();
        assert_eq!(answer["continued"], json!(true));
    }
    assert_eq!(content(&target), content(&world.store_path()));
}

/// Makes a half-made copy of a world's store, which lacks everything from operations on.
fn half_made(world: &World) {
    let store = open(&world.store_path());
    // A value that no column takes ends the copy there.
    store.execute_batch("UPDATE operation SET counter = counter + 0.5 WHERE id = 1").unwrap();
    copy(world, "copy.db").exits(1);
    store.execute_batch("UPDATE operation SET counter = cast(counter - 0.5 AS INTEGER) WHERE id = 1").unwrap();
}

#[test]
fn a_half_made_copy_goes_on_only_with_the_same_state_of_the_same_store() {
    let world = world();
    half_made(&world);
    let other = self::world();
    other
        .run(&format!("copy {} {}", other.store_path().display(), world.elsewhere("copy.db").display()))
        .exits(1)
        .says("is a half-made copy of another store, ");
    // A contact with a channel leaves no entry in the audit trail.
    let store = open(&world.store_path());
    store.execute_batch("UPDATE channel SET contacted = contacted + 1").unwrap();
    copy(&world, "copy.db").exits(1).says("was written to since its copy `copy.db` was begun");
    store.execute_batch("UPDATE channel SET contacted = contacted - 1").unwrap();
    let copied = world.copy();
    fs::copy(world.elsewhere("copy.db"), copied.elsewhere("copy.db")).unwrap();
    let copied = copied.then("Houston", |c| c.customer("D4"));
    copy(&copied, "copy.db").exits(1).says("hint: remove the half-made copy, and copy again");
    copy(&world, "copy.db").exits(0);
    assert_eq!(content(&world.elsewhere("copy.db")), content(&world.store_path()));
}

#[test]
fn a_copy_that_was_changed_meanwhile_is_no_copy() {
    let world = world();
    half_made(&world);
    let half = open(&world.elsewhere("copy.db"));
    half.execute_batch("UPDATE customer SET async_account = 'somebody' WHERE id = 1").unwrap();
    copy(&world, "copy.db").exits(1).says("the copy `copy.db` has other rows in table `customer`");
    world.run("list --store copy.db").exits(1).says("half-made copy");
}

#[test]
fn nothing_is_copied_over_what_is_there() {
    let world = world();
    let store = world.store_path();
    copy(&world, "copy.db").exits(0);
    copy(&world, "copy.db")
        .exits(1)
        .says("`copy.db` is a store already: a whole copy of `")
        .says("hint: nothing is left to do; `hqsync verify --store copy.db` checks it");
    let other = self::world();
    let target = other.store_path();
    let before = content(&target);
    copy(&world, target.to_str().unwrap()).exits(1).says("is a store already, and nothing is copied over it");
    assert_eq!(content(&target), before);

    symlink(&store, world.elsewhere("link.db")).unwrap();
    for same in [store.to_str().unwrap(), "link.db"] {
        copy(&world, same).exits(1).says("both are the same store");
    }
    copy(&world, world.config_path().to_str().unwrap()).exits(1).says("which is the configuration");
    copy(&world, &format!("{}-wal", store.display())).exits(1).says("which is a file that belongs to a store");
    copy(&world, world.channel_path("Houston").to_str().unwrap()).exits(1).says("is the database of channel `Houston`");
    fs::write(world.elsewhere("notes.txt"), "something else").unwrap();
    copy(&world, "notes.txt").exits(1).says("store `notes.txt`: the file is not a store of hqsync");
    assert_eq!(fs::read_to_string(world.elsewhere("notes.txt")).unwrap(), "something else");
    copy(&world, ".").exits(1).says("store `.`: ");
    copy(&world, "nowhere/copy.db").exits(1).says("`nowhere/copy.db.lock` cannot be opened");
}

#[test]
fn what_is_no_store_is_not_copied() {
    let world = world();
    world.run("copy missing.db copy.db").exits(1).says("store `missing.db`: there is no store yet");
    fs::write(world.elsewhere("empty.db"), "").unwrap();
    world.run("copy empty.db copy.db").exits(1).says("store `empty.db`: the file is empty");
    open(&world.store_path()).pragma_update(None, "user_version", 1_000).unwrap();
    copy(&world, "copy.db").exits(1).says("version 1000");
    assert!(!world.elsewhere("copy.db").exists());
}

#[test]
fn a_value_of_another_type_is_named_and_not_changed() {
    for (change, message) in [
        (
            "UPDATE operation SET counter = 1.5 WHERE id = 1",
            "in table `operation`, row 1 has a real number in column `counter`",
        ),
        ("UPDATE operation SET key = x'00' WHERE id = 2", "in table `operation`, row 2 has bytes in column `key`"),
        ("UPDATE channel SET contacted = 'soon'", "in table `channel`, row 1 has a text in column `contacted`"),
        ("UPDATE channel SET name = cast(x'ff' AS TEXT)", "row 1 has a text that is not UTF-8 in column `name`"),
        ("UPDATE entry SET hash = 'none' WHERE id = 2", "in table `entry`, row 2 has a text in column `hash`"),
        ("UPDATE store SET created = 'long ago'", "in table `store`, row 1 has a text in column `created`"),
        (
            "UPDATE record SET kind = 'none' WHERE customer = 1 AND kind = 0",
            "in table `record`, row (1, 'none', '') has a text in column `kind`",
        ),
    ] {
        let world = world();
        without_triggers(&open(&world.store_path()), |store| store.execute_batch(change).unwrap());
        copy(&world, "copy.db").exits(1).says(message).says("hint: hqsync never writes that");
        world.run("list --store copy.db").exits(1);
    }
}

#[test]
fn a_row_that_refers_to_none_is_named() {
    let world = world();
    without_triggers(&open(&world.store_path()), |store| {
        store.execute_batch("UPDATE edited_row SET operation = 99 WHERE operation = 2").unwrap();
    });
    copy(&world, "copy.db").exits(1).says("row 99 of table `edited_row` is not taken");
}

#[test]
fn a_damaged_store_gives_no_copy() {
    let world = larger_world();
    open(&world.store_path()).execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let mut bytes = fs::read(world.store_path()).unwrap();
    let (from, to) = (bytes.len() / 3, bytes.len() * 2 / 3);
    bytes[from..to].fill(0xAB);
    fs::write(world.store_path(), bytes).unwrap();
    copy(&world, "copy.db").exits(1).says("headquarters.db`: the store");
    world.run("list --store copy.db").exits(1);
}

#[test]
fn a_copy_is_made_while_somebody_writes_to_the_store() {
    let world = world();
    let writer = open(&world.store_path());
    writer.execute_batch("BEGIN IMMEDIATE; UPDATE channel SET error = 'half-way'").unwrap();
    copy(&world, "copy.db").exits(0);
    writer.execute_batch("COMMIT").unwrap();
    assert_eq!(
        query(&open(&world.elsewhere("copy.db")), "SELECT count(*) FROM channel WHERE error IS NOT NULL"),
        ["0"]
    );
}

#[test]
fn the_key_of_a_seal_stays_where_it_is() {
    let world = world();
    world.run("trail seal --reason audit").exits(0);
    copy(&world, "copy.db")
        .exits(0)
        .says("the audit trail is sealed, and its key stays beside the store that was copied");
    let target = world.elsewhere("copy.db");
    assert_eq!(content(&target), content(&world.store_path()));
    fs::copy(world.path("headquarters.db.seal"), world.elsewhere("copy.db.seal")).unwrap();
    fs::remove_file(world.path("headquarters.db.seal")).unwrap();
    world.run(&format!("verify --store {}", target.display())).exits(0).shows("1 entry is sealed");
    world.run(&format!("resync 3 --store {}", target.display())).exits(3);
}

#[test]
fn a_copy_says_it_in_the_language_of_the_reader() {
    let world = world();
    let store = world.store_path();
    world.run(&format!("copy {} nl.db --lang nl", store.display())).exits(0).shows("nl.db is een volledige kopie van ");
    world.run(&format!("copy {} da.db --lang da", store.display())).exits(0).shows("da.db er en fuldstændig kopi af ");
}

#[test]
fn a_copy_waits_for_the_run_lock_of_its_place() {
    let world = world();
    let lock = fs::File::create(world.elsewhere("copy.db.lock")).unwrap();
    lock.lock().unwrap();
    copy(&world, "copy.db").exits(75).says("copy.db");
    assert!(!world.elsewhere("copy.db").exists());
    drop(lock);
    copy(&world, "copy.db").exits(0);
}

#[test]
fn a_copy_without_room_goes_on_when_there_is_some() {
    let world = larger_world();
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -f 2000; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_hqsync"), "copy"]);
    shell.arg(world.store_path()).arg("copy.db").current_dir(world.elsewhere(""));
    world
        .run_through_pipes(shell)
        .exits(1)
        .says("error: store `copy.db`: ")
        .says("hint: raise the limit, which `ulimit -f` shows");
    let answer = world.run(&format!("copy {} copy.db --format json", world.store_path().display())).exits(0).json();
    assert_eq!(answer["continued"], json!(true));
    assert_eq!(content(&world.elsewhere("copy.db")), content(&world.store_path()));
}
