//! The tests' own servers: they need PostgreSQL's programs, and say so where these are missing.
#![allow(clippy::unwrap_used, reason = "a test ends where its world is not as it should be")]

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use hqsync_support::{Binary, DatabaseHost, Durability, World};
use rusqlite::types::Value;

/// A program that does nothing.
struct Nothing;

impl Binary for Nothing {
    const PATH: &'static str = "/bin/true";
}

fn host() -> Arc<DatabaseHost> {
    static HOST: OnceLock<Arc<DatabaseHost>> = OnceLock::new();
    Arc::clone(HOST.get_or_init(|| DatabaseHost::start(Durability::Quick)))
}

fn world() -> World<Nothing> {
    World::on_server(&host())
}

/// Waits until something holds.
#[track_caller]
fn eventually(what: &str, holds: impl Fn() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < Duration::from_secs(20), "{what}");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn each_world_has_a_database_of_its_own() {
    let (one, other) = (world(), world());
    assert!(!one.has_store() && !other.has_store());
    one.headquarters().execute("CREATE TABLE entry (id bigint, actor text)");
    assert!(one.has_store() && !other.has_store());
    let config = std::fs::read_to_string(one.config_path()).unwrap();
    assert!(config.contains(&format!("store = \"{}\"\n", one.store())), "{config}");
    let database = one.store();
    drop(one);
    let database = hqsync_support::PostgresUrl::given(&database).unwrap();
    assert!(database.connect().is_err(), "it is dropped with its world");
}

#[test]
fn a_copy_of_a_world_goes_its_own_way() {
    let world = world();
    world.headquarters().execute("CREATE TABLE entry (id bigint); INSERT INTO entry VALUES (1)");
    let copy = world.copy();
    let config = std::fs::read_to_string(copy.config_path()).unwrap();
    assert!(config.contains(&copy.store()) && !config.contains(&world.store()), "{config}");
    copy.headquarters().execute("INSERT INTO entry VALUES (2)");
    assert_eq!(copy.headquarters().query("SELECT id FROM entry"), ["1", "2"]);
    assert_eq!(world.headquarters().query("SELECT id FROM entry"), ["1"]);
}

#[test]
fn a_store_is_kept_put_back_and_lost() {
    let world = world();
    world.headquarters().execute("CREATE TABLE entry (id bigint); INSERT INTO entry VALUES (1)");
    let (kept, files) = (world.keep_store(), world.files());
    for _ in 0..2 {
        world.headquarters().execute("DELETE FROM entry");
        assert_ne!(world.files(), files);
        world.put_store_back(&kept);
        world.is_as(&files);
    }
    world.back_up("copy");
    world.headquarters().execute("DELETE FROM entry");
    world.put_back("copy");
    assert_eq!(world.headquarters().query("SELECT id FROM entry"), ["1"]);
    world.lose_store();
    assert!(!world.has_store());
}

#[test]
fn statements_are_written_as_sqlite_takes_them() {
    let world = world();
    let store = world.headquarters();
    store.execute("CREATE TABLE entry (id bigint PRIMARY KEY, at bigint, details text, hash bytea)");
    let values =
        [Value::Integer(1), Value::Null, Value::Text(r#"{"head":"a?"}"#.to_owned()), Value::Blob(vec![0, 255])];
    assert_eq!(store.change("INSERT INTO entry VALUES (?1, ?2, ?3, ?4)", &values), 1);
    assert_eq!(store.values("SELECT * FROM entry"), [values]);
    store.execute("INSERT INTO entry VALUES (2, 9007199254740993, 'it''s ?1, x''00'' and hex(1)', x'00ff')");
    let second = "SELECT id || ' ' || lower(hex(hash)), details FROM entry WHERE id = 2";
    assert_eq!(store.query(second), ["2 00ff|it's ?1, x'00' and hex(1)"]);
    assert_eq!(store.query("SELECT details ->> 'head', details ->> 'none' IS NULL FROM entry WHERE id = 1"), ["a?|1"]);
    assert_eq!(store.value("SELECT group_concat(id, ', ') FROM (SELECT id FROM entry ORDER BY id) t"), "1, 2");
    assert_eq!(store.value("SELECT instr(details, 'head') FROM entry WHERE id = 1"), "3");
    assert_eq!(store.value("SELECT count(*) FROM entry WHERE hash = zeroblob(2) OR length(randomblob(3)) <> 3"), "0");
    assert_eq!(store.number("SELECT sum(at) + 40000000 FROM entry"), 9_007_199_294_740_993);
    assert_eq!(store.number("SELECT sum(id) * 10000 FROM entry"), 30_000);
    assert_eq!(store.number("SELECT -sum(id) FROM entry"), -3);
    assert_eq!(store.query("SELECT NULL, hash = x'00FF' FROM entry WHERE id = 2"), ["|1"]);
    assert_eq!(
        (store.tables(), store.columns("entry")),
        (vec!["entry".into()], ["id", "at", "details", "hash"].map(String::from).to_vec())
    );
}

#[test]
fn tampering_goes_round_triggers_and_references_and_leaves_them() {
    let world = world();
    let store = world.headquarters();
    store
        .execute("CREATE TABLE run (id bigint PRIMARY KEY); CREATE TABLE entry (id bigint, run bigint REFERENCES run)");
    store.execute("INSERT INTO run VALUES (1); INSERT INTO entry VALUES (1, 1)");
    store.refuse("never_changed", "UPDATE", "entry", "new.id > 0", "it is never changed");
    store.execute("ALTER TABLE entry ENABLE ALWAYS TRIGGER never_changed");
    let refused = || store.try_execute("UPDATE entry SET id = 7").unwrap_err().to_string();
    assert!(refused().contains("it is never changed"));
    store.tamper("UPDATE entry SET id = 7; DELETE FROM run");
    assert_eq!(store.query("SELECT * FROM entry"), ["7|1"]);
    assert!(refused().contains("it is never changed"));
    assert_eq!(store.value("SELECT tgenabled::text FROM pg_trigger WHERE tgname = 'never_changed'"), "A");
    assert!(store.try_execute("INSERT INTO entry VALUES (2, 2)").unwrap_err().to_string().contains("foreign key"));
    assert!(!store.tampers("UPDATE entry SET run = 'x'"), "a number stays a number");
    store.refuse_no_more("never_changed", "entry");
    store.execute("UPDATE entry SET id = 8");
}

#[test]
fn a_durable_server_keeps_what_was_committed_when_it_crashes() {
    let host = DatabaseHost::start(Durability::Durable);
    let world = World::<Nothing>::on_server(&host);
    let store = world.headquarters();
    store.execute("CREATE TABLE entry (id bigint); INSERT INTO entry VALUES (1)");
    store.execute("BEGIN; INSERT INTO entry VALUES (2)");
    let server = host.server().unwrap();
    server.restart_immediately();
    assert!(store.try_execute("COMMIT").is_err());
    let store = world.headquarters();
    assert_eq!(store.query("SELECT id FROM entry"), ["1"]);
    let database = store.value("SELECT current_database()");
    assert_eq!(server.terminate_connections(&database), 1);
    assert!(store.try_execute("SELECT 1").is_err());
    assert_eq!(world.headquarters().query("SELECT id FROM entry"), ["1"]);
}

/// The server's process, while it runs.
fn runs(process: &str) -> bool {
    Path::new("/proc").join(process).exists()
}

#[test]
fn a_server_ends_with_the_process_that_started_it_even_if_that_is_killed() {
    let program = std::env::current_exe().unwrap();
    let mut test = Command::new(program)
        .args(["--exact", "holds_a_server", "--ignored", "--nocapture"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(test.stdout.take().unwrap()).lines();
    let folder = lines.map(Result::unwrap).find_map(|line| line.strip_prefix("server in ").map(String::from)).unwrap();
    let process = std::fs::read_to_string(Path::new(&folder).join("data/postmaster.pid")).unwrap();
    let process = process.lines().next().unwrap();
    assert!(runs(process));
    test.kill().unwrap();
    test.wait().unwrap();
    eventually("the server goes on", || !runs(process));
    eventually("its data are left behind", || !Path::new(&folder).exists());
}

#[test]
#[ignore = "it is started, and killed, by another test"]
#[expect(clippy::print_stdout, reason = "the other test reads it")]
fn holds_a_server() {
    let host = DatabaseHost::start(Durability::Quick);
    println!("\nserver in {}", host.server().unwrap().folder().display());
    thread::sleep(Duration::from_secs(60));
}
