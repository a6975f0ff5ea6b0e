//! The search index: `filter` misses nothing in silence, and a damaged index is rebuilt.

use pretty_assertions::assert_eq;
use serde_json::json;

use super::world::{World, open};

/// A world with operations whose values changed after they were put into the index: 2 was edited, 4 waited for that.
fn world() -> World {
    let world = World::new().channel("Houston", |c| {
        let c = c.customer("A1").with("Phone=555-0100").customer("B2").with("Email=nobody");
        c.address("A1", "home", "City=Oslo")
            .contact("B2", "desk", "Locator=555-0199")
            .update("A1")
            .with("Phone=555-0200")
    });
    world.run_jobs();
    world.run("edit 2 --set Email=b2@example.com --resync").exits(0);
    world.run_jobs();
    let store = world.headquarters();
    let counts = store.query("SELECT indexed, indexed_later, (SELECT count(*) FROM later_document) FROM store");
    assert_eq!(counts, ["5|2|2"]);
    world
}

/// Changes a copy of a world's store without its triggers.
fn damaged(world: &World, sql: &str) -> World {
    let copy = world.copy();
    let store = open(&copy.store_path());
    store.pragma_update(None, "foreign_keys", false).unwrap();
    store.execute_batch(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    copy
}

/// What makes filters miss operations in silence.
const SILENT: [&str; 10] = [
    "INSERT INTO search (search) VALUES ('delete-all')",
    "DELETE FROM search_data WHERE id > 10; DELETE FROM search_idx",
    "UPDATE search_data SET block = (SELECT block FROM search_data WHERE id = 10) WHERE id = 10;
     INSERT INTO search (search) VALUES ('delete-all'); UPDATE store SET indexed = 4",
    "UPDATE store SET indexed = 1000",
    "UPDATE store SET indexed = -1",
    "UPDATE store SET indexed_later = 1000",
    "DELETE FROM later_document",
    "DELETE FROM later_document WHERE operation = 2; UPDATE later_document SET id = 1; UPDATE store SET indexed_later = 1",
    "UPDATE later_document SET operation = 1",
    "UPDATE later_document SET id = id + 10; UPDATE store SET indexed_later = 12",
];

#[test]
fn what_filters_would_miss_is_found() {
    let world = world();
    world.run("verify --full").exits(0).shows("all is well: 5 operations, ");
    for sql in SILENT {
        let world = damaged(&world, sql);
        for command in ["verify", "verify --full"] {
            let outcome = world.run(command);
            assert!(outcome.exited(1), "{sql}: {}", outcome.report());
            let is_named = ["search index", "`later_document`"].iter().any(|name| outcome.stdout.contains(name));
            assert!(is_named, "{sql}: {}", outcome.report());
        }
        world.run("index --rebuild").exits(0).shows("5 operations added to the search index, which has all of them\n");
        world.run("verify --full").exits(0);
        assert_eq!(world.run("filter 'Email = *@example.com' --columns id").stdout, "id\n2\n", "{sql}");
    }
}

#[test]
fn a_document_that_lacks_a_value_is_found() {
    let world = world();
    let operations = "operation 2: not found by the search index, so `filter` and `edit --where` may miss it; \
                      `hqsync index --rebuild` rebuilds it\n1 breach\n";
    let sql = "SELECT l.id FROM later_document l WHERE l.operation = 2 ORDER BY l.id DESC LIMIT 1";
    let document = (1_i64 << 62) + world.headquarters().number(sql);
    let sql = format!(
        "CREATE VIRTUAL TABLE temp.tokens USING fts5vocab(main, search, instance);
         CREATE TEMP TABLE lost AS SELECT term FROM temp.tokens WHERE doc = {document} ORDER BY term DESC LIMIT 1;
         INSERT INTO search (search, rowid, tokens) VALUES ('delete', {document}, (SELECT term FROM lost))"
    );
    let world = damaged(&world, &sql);
    world.run("verify --full").exits(1).prints(operations);
}

#[test]
fn a_large_index_is_read_as_a_whole() {
    let world = World::new().channel("Houston", |c| {
        (0..250).fold(c, |c, number| c.customer(&format!("C{number}")).with(&format!("Phone=555-{number:04}")))
    });
    world.run_jobs();
    world.run("verify --full").exits(0);
    let remove = "UPDATE store SET indexed = indexed - 1; CREATE TEMP TABLE gone AS SELECT 17 AS id;
        CREATE VIRTUAL TABLE temp.tokens USING fts5vocab(main, search, instance);
        CREATE TEMP TABLE lost AS SELECT group_concat(term, ' ') AS terms FROM temp.tokens WHERE doc = 17;
        INSERT INTO search (search, rowid, tokens) VALUES ('delete', 17, (SELECT terms FROM lost));
        UPDATE store SET indexed = indexed + 1";
    damaged(&world, remove).run("verify --full").exits(1).shows("operation 17: not found").shows("\n1 breach\n");
    let all = "INSERT INTO search (search) VALUES ('delete-all')";
    let answer = damaged(&world, all).run("verify --full --format json").exits(1).json();
    let breach = &answer["breaches"][0];
    assert_eq!((&breach["place"], &breach["code"]), (&json!("operations 1 to 250"), &json!("not-found")));
}

/// What makes the index itself unusable.
const BROKEN: [&str; 7] = [
    "DELETE FROM search_config",
    "UPDATE search_config SET v = 99 WHERE k = 'version'",
    "DELETE FROM search_data",
    "UPDATE search_data SET block = zeroblob(length(block))",
    "UPDATE search_data SET block = 1.5",
    "UPDATE store SET indexed_later = 1.5",
    "DROP TABLE search_config",
];

#[test]
fn jobs_go_on_without_a_damaged_index() {
    let world = world().append("Houston", |c| c.customer("C3").update("A1").with("Phone=555-0300"));
    let mut failed = 0;
    for sql in BROKEN {
        let world = damaged(&world, sql);
        world.run("verify").exits(1);
        let run = world.run("run-jobs").exits_any(&[0, 4]);
        if run.exited(4) {
            failed += 1;
            let named =
                run.says("error: sync: the search index is damaged").says("`hqsync index --rebuild` rebuilds it");
            named.shows("2 uploaded").shows("1010 succeeded");
            let answer = world.run("status --format json").exits(3).json();
            assert_eq!(answer["attention"][0]["kind"], "job-failed", "{sql}");
        }
        // What the jobs did is complete.
        let accounts = "SELECT ACCOUNTNUM FROM RETAILCUSTTABLE ORDER BY 1";
        assert_eq!(world.query("Houston", accounts), ["C-000001", "C-000002", "C-000003"], "{sql}");
        let filter = world.run("filter 'Email = *@example.com' --columns id").exits_any(&[0, 1]);
        if filter.exited(1) {
            filter.says("the search index is damaged").says("`hqsync index --rebuild` rebuilds it");
        }
        world.run("index --rebuild --as ann").exits(0);
        world.run("verify --full").exits(0);
        world.run("run-jobs").exits(0);
        assert_eq!(world.run("filter 'Email = *@example.com' --columns id").exits(0).stdout, "id\n2\n", "{sql}");
        let noted = "SELECT substr(actor, 1, 5), details FROM entry WHERE event = 'indexed'";
        assert_eq!(world.headquarters().query(noted), ["ann (|{\"operations\":7}"], "{sql}");
    }
    assert!(failed >= 4, "only {failed} kinds of damage showed in a run");
}

#[test]
fn the_index_is_brought_up_to_date() {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2"));
    world.run("index").exits(1).says("there is no store yet");
    world.run("run-jobs p").exits(0);
    let done = |added: u32| json!({ "rebuilt": false, "added": added, "missing": 0 });
    assert_eq!(world.run("index --format json").exits(0).json(), done(2));
    assert_eq!(world.run("index --format json").exits(0).json(), done(0));
    world.run("index").exits(0).prints("the search index is complete\n");
    let noted = world.headquarters().query("SELECT count(*) FROM entry WHERE event = 'indexed'");
    assert_eq!(noted, ["0"]);
}
