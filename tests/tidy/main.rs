//! The house rules: which room may use which, where foreign crates are named, and how a file begins.
//!
//! A room is a folder or a file right below `src`. The order of rooms stands here, once; `src/lib.rs` and the README
//! repeat it for readers and are held to it.

#![allow(clippy::unwrap_used, reason = "a test ends where a source file cannot be read")]

mod imports;
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use imports::Resolver;
use source::SourceFile;

/// The rooms from top to bottom. A file uses its own room and those below it.
const ROOMS: &[&str] = &[
    "lib",
    "bench",
    "fuzz",
    "cli",
    "commands",
    "browse",
    "demo",
    "options",
    "context",
    "editor",
    "output",
    "sentences",
    "signals",
    "engine",
    "lock",
    "verify",
    "channel",
    "store",
    "config",
    "validate",
    "filter",
    "witness",
    "trail",
    "exports",
    "clock",
    "model",
    "refusal",
    "own_file",
    "given_file",
    "address",
    "failure",
    "sqlite",
    "system_fault",
    "exit",
    "sanitize",
    "shell",
    "stop",
    "suggest",
    "actor",
    "i18n",
    "language",
    "new_file",
    "temporary",
    "terminal",
];

/// Rooms that readers of the source need not hear of: doors for benchmarks and fuzzing, and the root itself.
const DOORS: &[&str] = &["lib", "bench", "fuzz"];

/// Foreign crates that are named in a few rooms only.
const CONFINED: &[(&str, &[&str])] = &[
    ("rusqlite", &["store", "channel", "sqlite"]),
    ("postgres", &["store"]),
    ("rustls", &["store"]),
    ("maud", &["output"]),
    ("clap", &["lib", "cli", "commands", "options"]),
    ("ratatui", &["browse"]),
];

/// The file of the store that speaks to SQLite.
const DRIVER: &str = "src/store/database/sqlite.rs";

fn rank(room: &str) -> Option<usize> {
    ROOMS.iter().position(|known| *known == room)
}

fn assert_none(broken: &[String], rule: &str) {
    assert!(broken.is_empty(), "{rule}:\n  {}", broken.join("\n  "));
}

#[test]
fn every_room_has_its_place_in_the_order() {
    let rooms: BTreeSet<_> = source::read_all().iter().map(|file| file.room().to_owned()).collect();
    let unknown: Vec<_> = rooms.iter().filter(|room| rank(room).is_none()).cloned().collect();
    assert_none(&unknown, "rooms that are missing from ROOMS");
    let gone: Vec<_> = ROOMS.iter().filter(|room| !rooms.contains(**room)).map(|room| (*room).to_owned()).collect();
    assert_none(&gone, "rooms in ROOMS that are not there");
}

#[test]
fn a_room_uses_only_the_rooms_below_it() {
    let files = source::read_all();
    let resolver = Resolver::new(&files);
    let mut broken = Vec::new();
    for (at, file) in files.iter().enumerate() {
        for import in resolver.imports(at) {
            let (from, to) = (file.room(), files[import.target].room());
            if from != "lib" && from != to && rank(to) <= rank(from) {
                broken.push(format!("{}:{} uses {}", file.name, import.line, files[import.target].name));
            }
        }
    }
    assert_none(&broken, "a room uses one above it");
}

#[test]
fn no_files_use_one_another_in_a_circle() {
    let files = source::read_all();
    let resolver = Resolver::new(&files);
    let uses: Vec<BTreeMap<usize, usize>> = (0..files.len())
        .map(|at| resolver.imports(at).into_iter().map(|import| (import.target, import.line)).collect())
        .collect();
    let lines: Vec<_> = circles(&uses)
        .iter()
        .map(|circle| {
            let step = |(at, next): (&usize, &usize)| format!("{}:{}", files[*at].name, uses[*at][next]);
            let next = circle.iter().cycle().skip(1);
            circle.iter().zip(next).map(step).collect::<Vec<_>>().join(" -> ")
        })
        .collect();
    assert_none(&lines, "files use one another in a circle");
}

/// A circle for each group of files that reach one another.
fn circles(uses: &[BTreeMap<usize, usize>]) -> Vec<Vec<usize>> {
    let mut left: BTreeSet<usize> = (0..uses.len()).collect();
    let mut found = Vec::new();
    loop {
        // What uses nothing that is left is in no circle.
        while let Some(end) = left.iter().copied().find(|at| !uses[*at].keys().any(|next| left.contains(next))) {
            left.remove(&end);
        }
        let Some(&start) = left.first() else { return found };
        let mut way = vec![start];
        let circle = loop {
            let last = way[way.len() - 1];
            // Each that is left uses another that is left.
            let next = *uses[last].keys().find(|next| left.contains(next)).unwrap();
            if let Some(begin) = way.iter().position(|at| *at == next) {
                break way.split_off(begin);
            }
            way.push(next);
        };
        for at in &circle {
            left.remove(at);
        }
        found.push(circle);
    }
}

#[test]
fn foreign_crates_stay_in_their_rooms() {
    let mut broken = Vec::new();
    for file in &source::read_all() {
        for (name, rooms) in CONFINED {
            if !rooms.contains(&file.room()) {
                broken.extend(named(file, name).map(|line| format!("{}:{line} names {name}", file.name)));
            }
        }
    }
    assert_none(&broken, "a foreign crate is named outside its rooms");
}

#[test]
fn only_the_seam_speaks_to_sqlite() {
    let files = source::read_all();
    let is_named =
        |file: &&SourceFile| file.room() == "store" && file.name != DRIVER && named(file, "rusqlite").next().is_some();
    let broken: Vec<_> = files.iter().filter(is_named).map(|file| file.name.clone()).collect();
    assert_none(&broken, "the store speaks to its database through `store::database` alone");
}

/// The lines in which a file's code has a word.
fn named<'f>(file: &'f SourceFile, word: &'f str) -> impl Iterator<Item = usize> + 'f {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let has_word = move |line: &str| line.split(|c| !is_word(c)).any(|part| part == word);
    file.code.lines().enumerate().filter(move |(_, line)| has_word(line)).map(|(at, _)| at + 1)
}

#[test]
fn a_command_begins_no_transaction() {
    let is_above_engine = |file: &&SourceFile| rank(file.room()) < rank("engine") && !DOORS.contains(&file.room());
    let mut broken = Vec::new();
    for file in source::read_all().iter().filter(is_above_engine) {
        broken.extend(named(file, "Transaction").map(|line| format!("{}:{line}", file.name)));
        // The demo fills its channels through a channel's own transaction.
        let begins = file.code.lines().enumerate().filter(|(_, line)| line.contains(".begin("));
        broken.extend(begins.filter(|_| file.room() != "demo").map(|(at, _)| format!("{}:{}", file.name, at + 1)));
    }
    assert_none(&broken, "a command begins a transaction, which is the engine's to do");
}

#[test]
fn a_file_begins_with_a_sentence_on_its_subject() {
    let is_missing = |file: &&SourceFile| !file.text.starts_with("//! ");
    let broken: Vec<_> = source::read_all().iter().filter(is_missing).map(|file| file.name.clone()).collect();
    assert_none(&broken, "files without an opening sentence");
}

#[test]
fn a_type_has_a_name_of_its_own() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    // The doors for benchmarks and fuzzing are other programs' and hold the names that those read best.
    let files = source::read_all();
    for file in files.iter().filter(|file| !DOORS.contains(&file.room())) {
        // Types at the level of their module: those inside a function or an implementation are nobody else's.
        for (at, line) in file.code.lines().enumerate() {
            if let Some(name) = defined_type(line) {
                places.entry(name).or_default().push(format!("{}:{}", file.name, at + 1));
            }
        }
    }
    // A module's own `Result` is a habit of the language.
    places.remove("Result");
    let doubled = places.into_iter().filter(|(_, places)| places.len() > 1);
    let broken: Vec<_> = doubled.map(|(name, places)| format!("{name}: {}", places.join(", "))).collect();
    assert_none(&broken, "type names that stand for several things");
}

/// The name of the type that a line at the level of a module defines.
fn defined_type(line: &str) -> Option<String> {
    let words = line.strip_prefix("pub").map_or(line, |rest| match rest.strip_prefix('(') {
        Some(scope) => scope.split_once(')').map_or(scope, |(_, rest)| rest),
        None => rest,
    });
    let mut words = words.trim_start().split(' ');
    if line.starts_with(' ') || !matches!(words.next()?, "struct" | "enum" | "trait" | "type") {
        return None;
    }
    let name: String = words.next()?.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!name.is_empty()).then_some(name)
}

/// The rooms in a text that lists them in backticks, from a line with `from top to bottom` to the next empty one.
fn listed_rooms(text: &str) -> Vec<String> {
    let lines = text.lines().skip_while(|line| !line.contains("from top to bottom"));
    let list: Vec<_> = lines.take_while(|line| !matches!(line.trim(), "" | "//!")).collect();
    let list = list.join("\n");
    list.split('`').skip(1).step_by(2).map(|room| room.trim_end_matches('/').to_owned()).collect()
}

#[test]
fn the_order_of_rooms_is_told_alike_everywhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let expected: Vec<_> = ROOMS.iter().filter(|room| !DOORS.contains(room)).map(|room| (*room).to_owned()).collect();
    for name in ["src/lib.rs", "README.md"] {
        let text = fs::read_to_string(root.join(name)).unwrap();
        assert_eq!(listed_rooms(&text), expected, "{name} and tests/tidy/main.rs");
    }
}
