//! `hqsync copy`: a whole store into another place, proven, and gone on with after whatever ended it.
//!
//! Where the worlds of a run of tests are on a server, these copy from there into files and into other databases, and from files
//! into databases.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use hqsync_support::Headquarters;
use pretty_assertions::assert_eq;
use serde_json::json;

use super::world::{Outcome, World, open, skipped};

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
    let rows = |c| (0..1_500).fold(c, |c: super::rows::Rows, at| c.customer(&format!("N{at}")));
    let world = World::new().channel("Houston", rows);
    world.run_jobs();
    world
}

fn copy<'w>(world: &'w World, target: &str) -> Outcome<'w> {
    world.run(&format!("copy {} {target}", world.store()))
}

/// All rows of a store by table, but for its search index and how far that has come, and for what only one kind of store has.
fn content(store: &Headquarters) -> BTreeMap<String, Vec<String>> {
    let mut tables = store.tables();
    tables.retain(|table| !["search", "sqlite", "run_lock"].iter().any(|of_kind| table.starts_with(of_kind)));
    let rows = |table: &String| {
        let mut columns = store.columns(table);
        columns
            .retain(|name| table != "store" || !(name.starts_with("indexed") || name == "program" || name == "schema"));
        let columns: Vec<_> = columns.iter().map(|name| format!("\"{name}\"")).collect();
        let values = store.values(&format!("SELECT {} FROM {table}", columns.join(", ")));
        let mut rows: Vec<_> = values.iter().map(|row| format!("{columns:?} {row:?}")).collect();
        rows.sort_unstable();
        rows
    };
    tables.iter().map(|table| (table.clone(), rows(table))).collect()
}

/// All rows of the store of a world, as [`content`].
fn content_of(world: &World) -> BTreeMap<String, Vec<String>> {
    content(&world.headquarters())
}

/// All rows of a store in a file, as [`content`].
fn content_in(file: &Path) -> BTreeMap<String, Vec<String>> {
    content(&Headquarters::in_file(file))
}

/// Changes a store behind its back.
fn tamper(world: &World, sql: &str) {
    world.headquarters().tamper(sql);
}

#[test]
fn a_copy_has_the_same_rows_and_ends_with_the_same_entry() {
    let world = world();
    let head = world.run("verify --format json").exits(0).json()["head"].clone();
    let before = content_of(&world);
    copy(&world, "copy.db")
        .exits(0)
        .shows("copy.db is a whole copy of ")
        .shows(" with 6 operations\n")
        .shows(&format!("both audit trails end with entry {}: {}\n", before["entry"].len(), head.as_str().unwrap()))
        .shows("check it with: hqsync verify --store copy.db\n")
        .says("the search index of the copy is made anew by its next run, or by `hqsync index`");
    let target = world.elsewhere("copy.db");
    assert_eq!(content_in(&target), before);
    assert_eq!(content_of(&world), before, "copying leaves no entry in the audit trail");
    for command in ["verify", "verify --full"] {
        world.run(&format!("{command} --store {}", target.display())).exits(0).shows("all is well: 6 operations");
    }
    let anchors = world.path("headquarters.anchors");
    if !world.is_on_server() {
        world.run(&format!("verify --store {} --anchors {}", target.display(), anchors.display())).exits(0);
    }
}

#[test]
fn a_copy_of_a_copy_is_the_same_again() {
    let world = world();
    let answer = world.run(&format!("copy {} one.db --format json", world.store())).exits(0).json();
    let again = world.run("copy one.db two.db --format json").exits(0).json();
    assert_eq!(content_in(&world.elsewhere("two.db")), content_of(&world));
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
    world
        .run(&format!("filter 'City = Oslo' --count-by status --store {}", target.display()))
        .exits(0)
        .shows("completed,1");
    // The channel knows now what the store that was copied does not.
    world.run("run-jobs").exits(1).says("the store is an older state of itself");
}

/// Kills copies into a place until one gets to its end.
fn kill_until_whole(world: &World, target: &str, begins: u64) {
    // A server may learn a moment later that the one before is gone.
    let command = format!("copy {} {target} --wait 30s", world.store());
    let (mut kills, mut pause) = (0, begins);
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
        let answer = world.run(&format!("list --store {target}"));
        if answer.exited(0) {
            break;
        }
        answer.exits(1);
        pause += pause / 4 + 5;
    }
    assert!(kills > 2, "it was killed {kills} times only");
    world.run(&format!("verify --store {target}")).exits(0);
}

#[test]
fn a_copy_that_was_killed_goes_on_where_it_was() {
    let world = larger_world();
    let before = content_of(&world);
    kill_until_whole(&world, world.elsewhere("copy.db").to_str().unwrap(), 5);
    assert_eq!(content_in(&world.elsewhere("copy.db")), before);
    if world.is_on_server() {
        let there = World::new();
        kill_until_whole(&world, &there.store(), 5);
        assert_eq!(content_of(&there), before);
    }
}

#[test]
fn a_store_goes_from_a_file_to_a_server_and_back() {
    let world = world();
    let places = [World::new(), World::new()];
    if !world.is_on_server() {
        return skipped("there is no server, which `HQSYNC_TEST_STORE=postgres` starts");
    }
    let head = world.run("verify --format json").exits(0).json()["head"].as_str().unwrap().to_owned();
    let before = content_of(&world);
    let file = |name: &str| world.elsewhere(name).display().to_string();
    let way = [world.store(), file("first.db"), places[0].store(), places[1].store(), file("last.db")];
    for step in way.windows(2) {
        let [source, target] = step else { unreachable!() };
        let answer = world.run(&format!("copy {source} {target} --format json")).exits(0).json();
        assert_eq!((&answer["head"], &answer["operations"]), (&json!(head), &json!(6)), "{source} to {target}");
        world
            .run(&format!("verify --full --store {target} --anchor {head}"))
            .exits(0)
            .shows("all is well: 6 operations");
        world.run(&format!("verify --store {source} --anchor {head}")).exits(0);
    }
    for after in [content_of(&places[0]), content_of(&places[1])] {
        assert_eq!(after, before);
    }
    for name in ["first.db", "last.db"] {
        assert_eq!(content_in(&world.elsewhere(name)), before, "{name}");
    }
    // Each of them goes on as the first one would, with channels of its own.
    for store in &way[1..] {
        let world = world.copy().append("Houston", |c| c.customer("D4"));
        world.run(&format!("run-jobs --store {store}")).exits(0);
        world.run(&format!("verify --full --store {store}")).exits(0).shows("all is well: 7 operations");
        world.run(&format!("filter 'City = Oslo' --count-by status --store {store}")).exits(0).shows("completed,1");
    }
}

#[test]
fn there_and_back_the_audit_trail_ends_the_same() {
    let (world, there) = (world(), World::new());
    let head = world.run("verify --format json").exits(0).json()["head"].as_str().unwrap().to_owned();
    let stops = [world.store(), "first.db".to_owned(), there.store(), "last.db".to_owned()];
    for (from, to) in stops.iter().zip(&stops[1..]) {
        world.run(&format!("copy {from} {to}")).exits(0);
    }
    for store in &stops {
        let verified =
            world.run(&format!("verify --full --anchor {head} --format json --store {store}")).exits(0).json();
        assert_eq!(verified["head"], json!(head), "{store}");
        let other = "0".repeat(head.len());
        world.run(&format!("verify --anchor {other} --store {store}")).exits(1);
    }
    let whole = content_of(&world);
    assert_eq!(content_in(&world.elsewhere("first.db")), whole);
    assert_eq!(content_of(&there), whole);
    assert_eq!(content_in(&world.elsewhere("last.db")), whole);
}

#[test]
fn every_text_survives_the_way_through_a_server() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    // U+0000, which a server does not take, and what stands there in its place.
    world.run(&format!("copy {} first.db", world.store())).exits(0);
    let name = "char(0) || 'a' || char(64976) || '0' || char(64976, 0, 128512) || char(10)";
    let first = Headquarters::in_file(&world.elsewhere("first.db"));
    first.tamper(&format!("UPDATE run SET idle = {name}; UPDATE record SET key = {name} WHERE customer = 1"));
    let there = World::new();
    world.run(&format!("copy first.db {}", there.store())).exits(0);
    world.run(&format!("copy {} last.db", there.store())).exits(0);
    assert_eq!(content_in(&world.elsewhere("last.db")), content_in(&world.elsewhere("first.db")));
}

#[test]
fn a_half_made_copy_on_a_server_is_no_store() {
    let world = world();
    let there = World::new();
    if !world.is_on_server() {
        return skipped("there is no server, which `HQSYNC_TEST_STORE=postgres` starts");
    }
    // A value of a later table that the copy does not take.
    tamper(&world, "UPDATE state_count SET channel = 99 WHERE state = 3");
    copy(&world, &there.store()).exits(1).says("of table `state_count` is not taken");
    tamper(&world, "UPDATE state_count SET channel = 1 WHERE channel = 99");
    for command in ["list", "verify", "run-jobs", "run-jobs --dry-run", "status", "index"] {
        world
            .run(&format!("{command} --store {}", there.store()))
            .exits(1)
            .says("this is a half-made copy of a store")
            .says("hint: go on with the same `hqsync copy`, or remove it");
    }
    copy(&self::world(), &there.store()).exits(1).says("is a half-made copy of another store, ");
    there.headquarters().execute("UPDATE half_copy SET mark = replace(mark, '\"schema\":10', '\"schema\":9')");
    copy(&world, &there.store()).exits(1).says("is a half-made copy that another version of hqsync began");
    there.headquarters().execute("UPDATE half_copy SET mark = replace(mark, '\"schema\":9', '\"schema\":10')");
    let answer = world.run(&format!("copy {} {} --format json", world.store(), there.store())).exits(0).json();
    assert_eq!(answer["continued"], json!(true));
    assert_eq!(content_of(&there), content_of(&world));
    assert!(!there.headquarters().tables().contains(&"half_copy".to_owned()));
}

#[test]
fn nothing_is_copied_over_what_a_server_has() {
    let world = world();
    let there = World::new();
    if !world.is_on_server() {
        return skipped("there is no server, which `HQSYNC_TEST_STORE=postgres` starts");
    }
    copy(&world, &world.store()).exits(1).says("both are the same store");
    copy(&world, &there.store()).exits(0);
    copy(&world, &there.store()).exits(1).says("is a store already: a whole copy of `");
    let other = self::world();
    let before = content_of(&other);
    copy(&world, &other.store()).exits(1).says("is a store already, and nothing is copied over it");
    assert_eq!(content_of(&other), before);
    let foreign = World::new();
    foreign.headquarters().execute("CREATE TABLE store (id bigint)");
    copy(&world, &foreign.store()).exits(1).says(&format!("store `{}`: ", foreign.store()));
    let missing = foreign.store().replace("?host=", "_missing?host=");
    copy(&world, &missing).exits(1).says("_missing");
    world.run(&format!("copy {missing} copy.db")).exits(1).says("_missing");
    let wrong = World::new();
    world.run(&format!("copy {} copy.db", wrong.store())).exits(1).says("there is no store yet");
    world.run("copy mysql://hq:secret@db/hq copy.db").exits(1).says("mysql");
    copy(&world, "postgres://hq:secret@localhost:1/hq?sslmode=disable").exits(1).says("postgres://hq@localhost:1/hq");
    assert!(!world.elsewhere("copy.db").exists());
}

#[test]
fn two_copies_into_one_database_do_not_mix() {
    let world = larger_world();
    let there = World::new();
    if !world.is_on_server() {
        return skipped("there is no server, which `HQSYNC_TEST_STORE=postgres` starts");
    }
    let command = format!("copy {} {}", world.store(), there.store());
    let lock = there.headquarters();
    lock.query("SELECT pg_advisory_lock(hashtextextended('hqsync run ' || current_schema(), 0))::text");
    world.run(&command).exits(75).says(&there.store());
    drop(lock);
    // Even without the run lock, which a server forgets with the connection that holds it.
    let mut first = world.start(&format!("{command} --wait 30s"));
    while !there.headquarters().tables().contains(&"half_copy".to_owned()) {
        assert!(!first.has_ended(), "{}", first.said());
    }
    let ours = "SELECT pg_terminate_backend(pid)::text FROM pg_locks WHERE locktype = 'advisory' AND granted
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND objsubid = 1 AND (classid, objid) <> (0, 1752265593)";
    there.headquarters().query(ours);
    let second = world.run(&format!("{command} --wait 30s"));
    let first = first.end();
    let ends = [first.exited(0), second.exited(0)];
    for outcome in [first, second] {
        outcome.exits_any(&[0, 1, 75]);
    }
    assert!(ends[0] || ends[1] || world.run(&command).exited(0));
    assert_eq!(content_of(&there), content_of(&world));
}

#[test]
fn a_sealed_trail_is_not_copied_to_a_server() {
    let world = world();
    let there = World::new();
    if !world.is_on_server() {
        return skipped("there is no server, which `HQSYNC_TEST_STORE=postgres` starts");
    }
    copy(&world, "copy.db").exits(0);
    world.run("trail seal --reason audit --store copy.db").exits(0);
    world
        .run(&format!("copy copy.db {}", there.store()))
        .exits(1)
        .says("the key of a sealed audit trail is beside a store's file, and this store is on a server");
    assert!(!there.has_store());
}

#[test]
fn a_signal_ends_a_copy_between_two_chunks() {
    let world = larger_world();
    let command = format!("copy {} copy.db", world.store());
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
    assert_eq!(content_in(&target), content_of(&world));
}

/// Makes a half-made copy of a world's store, which lacks everything from edited rows on.
fn half_made(world: &World) {
    // A row that refers to none ends the copy there.
    tamper(world, "UPDATE edited_row SET operation = 99 WHERE operation = 2");
    copy(world, "copy.db").exits(1).says("row 99 of table `edited_row` is not taken");
    tamper(world, "UPDATE edited_row SET operation = 2 WHERE operation = 99");
}

#[test]
fn a_half_made_copy_goes_on_only_with_the_same_state_of_the_same_store() {
    let world = world();
    half_made(&world);
    let other = self::world();
    other
        .run(&format!("copy {} {}", other.store(), world.elsewhere("copy.db").display()))
        .exits(1)
        .says("is a half-made copy of another store, ");
    // A contact with a channel leaves no entry in the audit trail.
    tamper(&world, "UPDATE channel SET contacted = contacted + 1");
    copy(&world, "copy.db").exits(1).says("was written to since its copy `copy.db` was begun");
    tamper(&world, "UPDATE channel SET contacted = contacted - 1");
    let copied = world.copy();
    fs::copy(world.elsewhere("copy.db"), copied.elsewhere("copy.db")).unwrap();
    let copied = copied.then("Houston", |c| c.customer("D4"));
    copy(&copied, "copy.db").exits(1).says("hint: remove the half-made copy, and copy again");
    copy(&world, "copy.db").exits(0);
    assert_eq!(content_in(&world.elsewhere("copy.db")), content_of(&world));
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
    let before = content_in(&target);
    copy(&world, target.to_str().unwrap()).exits(1).says("is a store already, and nothing is copied over it");
    assert_eq!(content_in(&target), before);

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
        tamper(&world, change);
        copy(&world, "copy.db").exits(1).says(message).says("hint: hqsync never writes that");
        world.run("list --store copy.db").exits(1);
    }
}

#[test]
fn a_row_that_refers_to_none_is_named() {
    let world = world();
    tamper(&world, "UPDATE edited_row SET operation = 99 WHERE operation = 2");
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
    let writer = world.headquarters();
    writer.begin_writing();
    writer.execute("UPDATE channel SET error = 'half-way'");
    copy(&world, "copy.db").exits(0);
    writer.execute("COMMIT");
    let copied = Headquarters::in_file(&world.elsewhere("copy.db"));
    assert_eq!(copied.number("SELECT count(*) FROM channel WHERE error IS NOT NULL"), 0);
}

#[test]
fn the_key_of_a_seal_stays_where_it_is() {
    let world = world();
    world.run("trail seal --reason audit").exits(0);
    copy(&world, "copy.db")
        .exits(0)
        .says("the audit trail is sealed, and its key stays beside the store that was copied");
    let target = world.elsewhere("copy.db");
    assert_eq!(content_in(&target), content_of(&world));
    fs::copy(world.path("headquarters.db.seal"), world.elsewhere("copy.db.seal")).unwrap();
    fs::remove_file(world.path("headquarters.db.seal")).unwrap();
    world.run(&format!("verify --store {}", target.display())).exits(0).shows("1 entry is sealed");
    world.run(&format!("resync 3 --store {}", target.display())).exits(3);
}

#[test]
fn a_copy_says_it_in_the_language_of_the_reader() {
    let world = world();
    let store = world.store();
    world.run(&format!("copy {store} nl.db --lang nl")).exits(0).shows("nl.db is een volledige kopie van ");
    world.run(&format!("copy {store} da.db --lang da")).exits(0).shows("da.db er en fuldstændig kopi af ");
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
    assert_eq!(content_in(&world.elsewhere("copy.db")), content_of(&world));
}
