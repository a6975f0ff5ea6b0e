//! Names that nobody expects, and what is no file: all is taken in, or named, and nothing hangs.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::process::Command;

use hqsync_support::query;
use hqsync_support::tables::CUSTOMER;

use crate::world::World;

/// Makes a world with a customer for each letter of a text in a folder. Nothing was exported yet.
fn world(customers: &str) -> World {
    let rows = |c| customers.chars().fold(c, |c: hqsync_support::rows::Rows, name| c.customer(&name.to_string()));
    World::in_place().channel("Houston", rows).with_folder("Houston")
}

/// Returns the export of one row each.
fn single_rows(world: &World) -> Vec<String> {
    let (text, _) = world.csv_of("Houston", CUSTOMER);
    let (header, rows) = text.split_once('\n').unwrap();
    rows.lines().map(|row| format!("{header}\n{row}\n")).collect()
}

/// Endings of names, after that of the table: blanks, foreign letters, quotes, a line break, control characters, bytes that are no
/// UTF-8 and look alike once they are printed.
const ENDINGS: [&[u8]; 10] = [
    b" of the week.csv",
    "-Køge \u{2013} 東京.csv".as_bytes(),
    b"-\"quoted\" 'twice' `back`.csv",
    b"-a\nb.csv",
    b"-\x1b[31mred\x07.csv",
    b"-K\xf8ge.csv",
    b"-K\xe6ge.csv",
    "-\u{202e}fdp.csv".as_bytes(),
    b"-$(reboot); %s {0} *.csv",
    b".csv.txt",
];

#[test]
fn files_of_any_name_are_taken_and_no_control_character_reaches_the_terminal() {
    let world = world("ABCDEFGHIJ");
    let folder = world.channel_folder("Houston");
    for (ending, row) in ENDINGS.into_iter().zip(single_rows(&world)) {
        let name = [CUSTOMER.as_bytes(), ending].concat();
        fs::write(folder.join(OsStr::from_bytes(&name)), row).unwrap();
        // And one like it that cannot be read.
        let name = [b"RETAILASYNCADDRESSV2", ending].concat();
        fs::write(folder.join(OsStr::from_bytes(&name)), format!("A,B{}", ending.len())).unwrap();
    }
    let check = world.run("channels check Houston").exits(3);
    let run = world.run("run-jobs").exits(4).says("and 9 more files cannot be read");
    for text in [&check.stdout, &run.stdout, &run.stderr] {
        assert!(!text.contains(['\x1b', '\x07', '\u{202e}']), "{text:?}");
    }
    assert_eq!(world.run("list --all --columns status --format csv --no-header").stdout, "completed\n".repeat(10));
    assert_eq!(world.files_in("Houston", ""), [""; 0]);
    assert_eq!(world.files_in("Houston", "done").len(), 10);
    assert_eq!(world.files_in("Houston", "failed").len(), 20, "each with its text");
    world.run("run-jobs").exits(0);
    world.run("verify --channels").exits(0);
}

#[test]
fn a_folder_of_any_name_is_a_channel() {
    for name in ["drop of Houston", "Køge – 東京", "it's \"quoted\"", "a\nb", "*.csv", "%20?#"] {
        let world = world("AB").channel_setting("Houston", "folder", name);
        let folder = world.path(name);
        world.export("Houston", "1");
        fs::rename(world.channel_folder("Houston"), &folder).unwrap();
        world.run("run-jobs").exits(0);
        world.run("verify --channels").exits(0);
        assert_eq!(fs::read_dir(folder.join("done")).unwrap().count(), 1, "{name}");
        assert!(folder.join("download/000001/manifest.json").exists(), "{name}");
    }
}

#[test]
fn what_has_the_name_of_an_export_but_is_no_file_is_named_and_left_alone() {
    let world = world("A");
    world.export("Houston", "1");
    let path = |name: &str| world.channel_folder("Houston").join(name);
    fs::create_dir(path("RETAILASYNCADDRESSV2.csv")).unwrap();
    symlink("nowhere", path("RETAILASYNCCUSTOMERV2-link.csv")).unwrap();
    symlink(path("RETAILASYNCCUSTOMERCONTACT.csv"), path("RETAILASYNCCUSTOMERCONTACT.csv")).unwrap();
    let pipe = path("RETAILASYNCCUSTOMERV2-pipe.csv");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let names = [
        "RETAILASYNCADDRESSV2.csv",
        "RETAILASYNCCUSTOMERCONTACT.csv",
        "RETAILASYNCCUSTOMERV2-link.csv",
        "RETAILASYNCCUSTOMERV2-pipe.csv",
    ];
    let check = world.run("channels check Houston --format json").exits_any(&[0, 3]).json();
    assert_eq!(check["others"], serde_json::json!(names));
    world.run("run-jobs").exits(0);
    assert_eq!(world.states(), ["customer 1 completed"]);
    assert!(names.iter().all(|name| path(name).is_symlink() || path(name).exists()));
}

#[test]
fn a_link_to_a_file_is_taken_once_and_moved_in_its_place() {
    let world = world("AB");
    let rows = single_rows(&world);
    let path = |name: &str| world.channel_folder("Houston").join(name);
    fs::write(world.path("one.csv"), &rows[0]).unwrap();
    fs::write(world.path("two.csv"), &rows[1]).unwrap();
    fs::write(world.path("bad.csv"), "A,B").unwrap();
    symlink(world.path("one.csv"), path("RETAILASYNCCUSTOMERV2-1.csv")).unwrap();
    symlink("../../two.csv", path("RETAILASYNCCUSTOMERV2-2.csv")).unwrap();
    symlink("../../bad.csv", path("RETAILASYNCCUSTOMERV2-3.csv")).unwrap();
    world.run("run-jobs").exits(4).says("RETAILASYNCCUSTOMERV2-3.csv");
    assert_eq!(world.states(), ["customer 1 completed", "customer 2 completed"]);
    assert_eq!(world.files_in("Houston", ""), [""; 0]);
    let links =
        |part: &str| fs::read_dir(path(part)).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_symlink());
    assert_eq!((links("done").count(), links("failed").count()), (2, 1));
    assert!(world.path("one.csv").exists() && world.path("two.csv").exists() && world.path("bad.csv").exists());
    world.run("run-jobs").exits(0);
    world.run("verify --channels").exits(0);
}

#[test]
fn files_of_one_name_every_week_stay_side_by_side() {
    let mut world = world("A");
    for week in 0..3 {
        world.drop_file("Houston", "RETAILASYNCCUSTOMERV2.csv", world.csv_of("Houston", CUSTOMER).0);
        world.drop_file("Houston", "RETAILASYNCADDRESSV2.csv", format!("A,B{week}"));
        // Its name is that of the text about the one before.
        world.drop_file("Houston", "RETAILASYNCADDRESSV2.csv.txt", format!("A,C{week}"));
        world.run("run-jobs").exits(4);
        world = world.append("Houston", |c| c.update("A"));
    }
    let contents = |part: &str| -> Vec<String> {
        let folder = world.channel_folder("Houston").join(part);
        let files = world.files_in("Houston", part);
        files.iter().map(|file| fs::read_to_string(folder.join(file)).unwrap()).collect()
    };
    assert_eq!(
        world.files_in("Houston", "done"),
        ["RETAILASYNCCUSTOMERV2.2.csv", "RETAILASYNCCUSTOMERV2.3.csv", "RETAILASYNCCUSTOMERV2.csv"]
    );
    assert_eq!(contents("done").iter().map(|text| text.lines().count()).collect::<Vec<_>>(), [3, 4, 2]);
    let mut failed = contents("failed");
    failed.retain(|text| text.starts_with("A,"));
    failed.sort();
    assert_eq!(failed, ["A,B0", "A,B1", "A,B2", "A,C0", "A,C1", "A,C2"]);
    assert_eq!(query(&world.loaded("Houston"), "SELECT count(*) FROM CUSTTABLE"), ["1"]);
}

#[test]
fn the_text_about_a_file_replaces_no_file_that_failed_before() {
    let world = world("A");
    for (file, content) in [("RETAILASYNCADDRESSV2.csv.txt", "A,B"), ("RETAILASYNCADDRESSV2.csv", "C,D")] {
        world.drop_file("Houston", file, content);
        world.run("run-jobs").exits(4);
    }
    let failed = ["RETAILASYNCADDRESSV2.csv.txt", "RETAILASYNCADDRESSV2.2.csv"];
    let read = |file: &str| fs::read_to_string(world.channel_folder("Houston").join("failed").join(file)).unwrap();
    assert_eq!(failed.map(read), ["A,B", "C,D"]);
}
