//! Worlds whose channels are folders: what was exported into them, and what has become of that.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use csv::StringRecord;
use fastrand::Rng;
use flate2::Compression;
use flate2::write::GzEncoder;
use hqsync_support::rows::Rows;
use hqsync_support::tables::{ADDRESS, CUSTOMER, UPLOAD_TABLES};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::end_state::EndState;
use crate::invent::Story;
use crate::world::{Outcome, World, invented};

/// The channels that are folders; the third one keeps its database.
pub(super) const FOLDERS: [&str; 2] = ["Houston", "Amsterdam"];

/// The places of a file in a channel's folder.
const PLACES: [&str; 3] = ["", "done", "failed"];

/// A time in the midst of the rows of a world that has twenty customers.
const NOON: &str = "2026-11-01 08:00:40";

/// Makes a world of few customers whose channels are folders. Nothing was exported yet.
pub(super) fn world_of_folders(rng: &mut Rng, customers: usize) -> World {
    let world = invented(rng, Story { customers, tangled: false }, 25);
    FOLDERS.into_iter().fold(world, World::with_folder)
}

/// Makes a world of few rows for what is repeated very often: some files wait in the folder of Houston, and Seattle has a database.
pub(super) fn tiny() -> World {
    let rows = |c: Rows| {
        c.customer("A1").address("A1", "H1", "Country=USA").affiliation("A1", "VIP").customer("B2").with("CustGroup=90")
    };
    let world = World::in_place().channel("Houston", rows).with_folder("Houston");
    let world = world.channel("Seattle", |c| c.customer("S1"));
    world.export("Houston", "1");
    let (text, _) = world.csv_of("Houston", CUSTOMER);
    world.drop_file("Houston", &format!("{CUSTOMER}-cut.csv"), &text[..text.len() - 5]);
    world
}

/// Exports once more into a tiny world, after an affiliation was removed and a customer came.
pub(super) fn go_on(world: World) -> World {
    let world = world.append("Houston", |c| c.affiliation("A1", "VIP").deactivated().update("A1").customer("C3"));
    world.export("Houston", "2");
    world
}

/// Exports what is older than some time: each table into two files that overlap, in several forms, one with a line that is no row;
/// and a file that cannot be read. `done` has a file of an earlier week under one of the names.
pub(super) fn export_older(world: &World) {
    for name in FOLDERS {
        export(world, name, "1", |row| row < NOON);
        let (text, _) = world.csv_of(name, CUSTOMER);
        let lines: Vec<_> = text.lines().take(3).collect();
        world.drop_file(name, &format!("{CUSTOMER}-odd.csv"), format!("{}\nthis is no row\n", lines.join("\n")));
        let (text, _) = world.csv_of(name, ADDRESS);
        world.drop_file(name, &format!("{ADDRESS}-cut.csv"), &text[..text.len() - 5]);
        world.drop_file(name, &format!("done/{CUSTOMER}-odd.csv"), format!("of an earlier week in {name}\n"));
    }
}

/// Exports everything, as another week does.
pub(super) fn export_all(world: &World) {
    for name in FOLDERS {
        export(world, name, "2", |_| true);
    }
}

fn export(world: &World, name: &str, mark: &str, is_meant: impl Fn(&str) -> bool) {
    for (number, table) in UPLOAD_TABLES.into_iter().enumerate() {
        let (text, _) = world.csv_of(name, table);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        let time = header.iter().position(|column| column == "CREATEDDATETIME").unwrap();
        let rows = reader.records().map(Result::unwrap).filter(|row| is_meant(&row[time]));
        let rows: Vec<_> = rows.collect();
        let parts = [&rows[..rows.len() * 2 / 3], &rows[rows.len() / 3..]];
        for (part, rows) in parts.into_iter().enumerate().filter(|(_, rows)| !rows.is_empty()) {
            let (ending, content) = match (number + part) % 3 {
                0 => ("csv", as_csv(&header, rows)),
                1 => ("jsonl", as_json_lines(&header, rows)),
                _ => ("csv.gz", compressed(&as_csv(&header, rows))),
            };
            world.drop_file(name, &format!("{table}-{mark}-{part}.{ending}"), content);
        }
    }
}

fn as_csv(header: &StringRecord, rows: &[StringRecord]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

fn as_json_lines(header: &StringRecord, rows: &[StringRecord]) -> Vec<u8> {
    let value = |text: &str| if text.is_empty() { Value::Null } else { Value::from(text) };
    let line = |row: &StringRecord| {
        let object: serde_json::Map<_, _> =
            header.iter().zip(row).map(|(column, text)| (column.to_owned(), value(text))).collect();
        Value::from(object).to_string() + "\n"
    };
    rows.iter().map(line).collect::<String>().into_bytes()
}

fn compressed(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// Runs the jobs until nothing fails. Only the first run may tell of a file that cannot be read.
#[track_caller]
pub(super) fn run_to_the_end(world: &World) {
    if run(world).exited(4) {
        run(world).exits_any(&[0, 3]);
    }
}

#[track_caller]
fn run(world: &World) -> Outcome<'_> {
    world.run("run-jobs --quiet").exits_any(&[0, 3, 4])
}

/// The end of a tiny world in which nothing was disturbed.
pub(super) fn undisturbed_tiny() -> FolderEnd {
    let world = tiny();
    run_to_the_end(&world);
    let world = go_on(world);
    run_to_the_end(&world);
    FolderEnd::of(&world)
}

/// The end of a world whose channels are folders.
#[derive(Debug)]
pub(super) struct FolderEnd {
    state: EndState,
    /// Place and content of each exported file.
    files: BTreeSet<String>,
}

impl FolderEnd {
    /// Reads what the program and the folders have, and checks what holds in every world.
    #[track_caller]
    pub(super) fn of(world: &World) -> Self {
        world.run("verify --channels").exits(0);
        for name in FOLDERS {
            assert_packages_are_whole(world, name);
            let unfinished = paths_in(&world.channel_folder(name).join("download"));
            assert_eq!(unfinished.len(), world.packages(name).len(), "a package is not complete: {unfinished:?}");
        }
        Self { state: EndState::of(world), files: files(world).into_iter().map(|(file, _)| file).collect() }
    }

    /// Compares with the end of an undisturbed world.
    #[track_caller]
    pub(super) fn assert_is(&self, undisturbed: &Self, what: &str) {
        self.state.assert_is(&undisturbed.state, what);
        assert_eq!(self.files, undisturbed.files, "{what}: files are elsewhere");
    }
}

/// The exported files of all folders: place and name, and a digest of the content. No two have one content.
fn files(world: &World) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for name in FOLDERS {
        for place in PLACES {
            let folder = world.channel_folder(name).join(place);
            for path in paths_in(&folder).into_iter().filter(|path| is_exported(path)) {
                files.push((format!("{name}: {place}/{}", name_of(&path)), digest(&path)));
            }
        }
    }
    files
}

fn paths_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).collect()
}

/// Whether a file is no part of what the program puts there: its mirror, texts about files, and what a killed one left of those.
fn is_exported(path: &Path) -> bool {
    let name = name_of(path);
    path.is_file() && !name.starts_with("hqsync.db") && !name.starts_with(".hqsync-") && !name.ends_with(".csv.txt")
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn digest(path: &Path) -> String {
    Sha256::digest(fs::read(path).unwrap()).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// The exported files of a world, each of which is in one place as long as nobody takes one away.
pub(super) struct ExportedFiles(BTreeMap<String, usize>);

impl ExportedFiles {
    /// Takes notice of the files that are there.
    pub(super) fn of(world: &World) -> Self {
        let mut contents = BTreeMap::new();
        for (_, content) in files(world) {
            *contents.entry(content).or_default() += 1;
        }
        Self(contents)
    }

    /// Checks that each file is still in one place, and that all packages are complete.
    #[track_caller]
    pub(super) fn assert_are_in_one_place(&self, world: &World, what: &str) {
        let now = Self::of(world).0;
        assert!(now == self.0, "{what}: a file is lost or in two places: {:?}", files(world));
        for name in FOLDERS {
            assert_packages_are_whole(world, name);
        }
    }
}

/// Checks that packages are numbered without gaps, and that each has what its manifest says.
#[track_caller]
fn assert_packages_are_whole(world: &World, name: &str) {
    for (number, package) in (1..).zip(world.packages(name)) {
        assert_eq!(package, format!("{number:06}"));
        let folder = world.channel_folder(name).join("download").join(package);
        let manifest: Value = serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
        assert_eq!(manifest["package"], number);
        for table in manifest["tables"].as_array().unwrap() {
            let file = folder.join(table["file"].as_str().unwrap());
            assert_eq!(table["sha256"], digest(&file), "{}", file.display());
        }
    }
}
