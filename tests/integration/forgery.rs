//! Forging a store: changing it behind the program's back and chaining its audit trail anew, as somebody does who knows how.

use std::fs;

use rusqlite::Connection;
use rusqlite::types::Value;
use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};

use super::world::{World, open};

/// Changes the store of a world by SQL and chains the trail anew, so that the trail itself shows nothing.
pub(crate) fn forge(world: &World, sql: &str) {
    forge_with(&open(&world.store_path()), |store| {
        store.execute_batch(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    });
}

/// Changes a store, whose triggers are as they were afterwards, and chains its trail anew.
pub(crate) fn forge_with(store: &Connection, change: impl FnOnce(&Connection)) {
    without_triggers(store, |store| {
        change(store);
        chain_anew(store);
    });
}

/// Changes a store, whose triggers are as they were afterwards.
pub(crate) fn without_triggers(store: &Connection, change: impl FnOnce(&Connection)) {
    store.pragma_update(None, "foreign_keys", false).unwrap();
    let triggers: Vec<(String, String)> = store
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    for (name, _) in &triggers {
        store.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    change(store);
    for (_, sql) in &triggers {
        store.execute_batch(sql).unwrap();
    }
}

/// Takes the anchors away: somebody who forges a store takes them along.
pub(crate) fn without_anchors(world: World) -> World {
    fs::remove_file(world.path("headquarters.anchors")).unwrap();
    world
}

/// The code and the place of each breach that `verify` finds; `command` is the command with its options.
pub(crate) fn breaches(world: &World, command: &str) -> Vec<String> {
    let answer = world.run(&format!("{command} --format json")).exits(1).json();
    let text = |value: &Json| value.as_str().unwrap().to_owned();
    let breaches = answer["breaches"].as_array().unwrap().iter();
    breaches.map(|breach| format!("{} {}", text(&breach["code"]), text(&breach["place"]))).collect()
}

/// Gives all entries the hashes that they would have if they had been appended as they are.
pub(crate) fn chain_anew(store: &Connection) {
    let sql = "SELECT id, at, actor, event, run, reason, details, first, last, steps FROM entry ORDER BY id";
    let entries: Vec<Vec<Value>> = store
        .prepare(sql)
        .unwrap()
        .query_map([], |row| (0..10).map(|at| row.get(at)).collect())
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    let mut before = Vec::new();
    for entry in entries {
        before = hash(&before, &entry);
        store.execute("UPDATE entry SET hash = ?1 WHERE id = ?2", (&before, &entry[0])).unwrap();
    }
}

/// The hash of an entry with these values, after one with the hash `before`.
fn hash(before: &[u8], entry: &[Value]) -> Vec<u8> {
    let mut hasher = Sha256::new();
    let bytes = |hasher: &mut Sha256, bytes: &[u8]| {
        hasher.update((bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    };
    bytes(&mut hasher, before);
    for (at, value) in entry.iter().enumerate() {
        // The run, and the first and the last operation, may be missing.
        let is_optional = matches!(at, 4 | 7 | 8);
        match value {
            Value::Integer(number) => {
                if is_optional {
                    hasher.update(1_i64.to_be_bytes());
                }
                hasher.update(number.to_be_bytes());
            }
            Value::Null => hasher.update(0_i64.to_be_bytes()),
            Value::Text(text) => bytes(&mut hasher, text.as_bytes()),
            Value::Blob(blob) => bytes(&mut hasher, blob),
            Value::Real(_) => unreachable!("an entry has no real numbers"),
        }
    }
    hasher.finalize().to_vec()
}
