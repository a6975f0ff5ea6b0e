//! Forging a store: changing it behind the program's back and chaining its audit trail anew, as somebody does who knows how.

use std::fs;

use hqsync_support::Headquarters;
use rusqlite::types::Value;
use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};

use super::world::World;

/// Changes the store of a world by SQL and chains the trail anew, so that the trail itself shows nothing.
pub(crate) fn forge(world: &World, sql: &str) {
    forge_with(&world.headquarters(), |store| store.execute(sql));
}

/// Changes a store, whose triggers are as they were afterwards, and chains its trail anew.
pub(crate) fn forge_with(store: &Headquarters, change: impl FnOnce(&Headquarters)) {
    store.without_triggers(|store| {
        change(store);
        chain_anew(store);
    });
}

/// Takes the anchors away: somebody who forges a store takes them along.
pub(crate) fn without_anchors(world: World) -> World {
    fs::remove_file(world.anchors_path()).unwrap();
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
pub(crate) fn chain_anew(store: &Headquarters) {
    let sql = "SELECT id, at, actor, event, run, reason, details, first, last, steps FROM entry ORDER BY id";
    let mut before = Vec::new();
    for entry in store.values(sql) {
        before = hash(&before, &entry);
        store.change("UPDATE entry SET hash = ?1 WHERE id = ?2", &[before.clone().into(), entry[0].clone()]);
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
