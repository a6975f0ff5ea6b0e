//! The schema of a store on a server: what `verify` expects it to be, and that it has what a store in a file has.

use std::collections::BTreeSet;

use pretty_assertions::assert_eq;

use super::world::{World, open, query, skipped};

/// What `verify` asks a server, and what it expects as the answer: a name and a description in each line.
const CATALOGUE: &str = include_str!("../../src/store/evidence/catalogue.sql");
const EXPECTED: &str = include_str!("../../src/store/migrations/postgres/catalogue.txt");

/// What a file alone has: the tables of its search index.
const IN_FILES: [&str; 8] = [
    "search.tokens",
    "search_config.k",
    "search_config.v",
    "search_data.block",
    "search_data.id",
    "search_idx.pgno",
    "search_idx.segid",
    "search_idx.term",
];

/// What a server alone has: its locks, its search index, and what a file has in its header.
const ON_SERVERS: [&str; 7] = [
    "run_lock.activity",
    "run_lock.holder",
    "run_lock.process",
    "search.document",
    "search.words",
    "store.program",
    "store.schema",
];

/// A world whose store is on a server, if any is.
fn on_server() -> Option<World> {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    if world.is_on_server() {
        return Some(world);
    }
    skipped("there is no server");
    None
}

#[test]
fn the_schema_of_a_server_is_the_one_that_verify_expects() {
    let Some(world) = on_server() else { return };
    world.run_jobs();
    let lines: Vec<_> = EXPECTED.lines().map(|line| line.replacen('\t', "|", 1)).collect();
    assert_eq!(world.headquarters().query(CATALOGUE), lines);
}

#[test]
fn a_server_has_the_tables_and_columns_of_a_file() {
    let Some(world) = on_server() else { return };
    let file = world.path("file.db");
    world.run(&format!("run-jobs --quiet --store {}", file.display())).exits(0);
    world.run("run-jobs --quiet --new-store").exits_any(&[0, 3]);
    let columns =
        "SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'";
    let of_file: BTreeSet<_> = query(&open(&file), columns).into_iter().collect();
    let columns = "SELECT table_name || '.' || column_name FROM information_schema.columns \
                   WHERE table_schema = current_schema()";
    let of_server: BTreeSet<_> = world.headquarters().query(columns).into_iter().collect();
    assert_eq!(of_file.difference(&of_server).collect::<Vec<_>>(), IN_FILES);
    assert_eq!(of_server.difference(&of_file).collect::<Vec<_>>(), ON_SERVERS);
}
