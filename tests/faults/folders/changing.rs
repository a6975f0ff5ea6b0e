//! A file changes while it is read, or between being read and being moved: nothing is lost or taken twice, and no file that is still
//! being written is taken for one that cannot be read.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::thread;
use std::time::Duration;

use hqsync_support::tables::CUSTOMER;

use super::drops::{FolderEnd, run_to_the_end};
use crate::failing_io::SHIM;
use crate::world::{Outcome, World};

/// The file that changes, and how long it is at least: it takes several reads.
const FILE: &str = "RETAILASYNCCUSTOMERV2-1.csv";
const BYTES: usize = 200_000;

/// A call at which the program waits while the file changes.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// The read with that number.
    Read(u64),
    /// Its move out of the folder.
    Move,
}

/// Runs the jobs, and changes the file at a moment.
#[track_caller]
fn change_at(world: &World, moment: Moment, change: impl FnOnce(&Path)) -> Outcome<'_> {
    let log = world.path("faults.log");
    let mut command = world.command("run-jobs --quiet");
    command.env("LD_PRELOAD", &SHIM.library).env("FAULT_LOG", &log).env("FAULT_ERRNO", "-1");
    command.env("FAULT_PATH", format!("/Houston/{FILE}$"));
    match moment {
        Moment::Read(number) => command.env("FAULT_READS", "1").env("FAULT_AT", number.to_string()),
        Moment::Move => command.env("FAULT_NAMES", "1").env("FAULT_AT", "1"),
    };
    let mut running = world.start_command(command);
    let is_waiting = || fs::read_to_string(&log).is_ok_and(|log| log.contains("failed"));
    while !is_waiting() {
        assert!(!running.has_ended(), "{moment:?} never came");
        thread::sleep(Duration::from_millis(1));
    }
    change(&world.channel_folder("Houston").join(FILE));
    fs::remove_file(&log).unwrap();
    running.end()
}

/// Makes a world with that many customers in a folder.
fn world(customers: usize) -> World {
    let rows = |c| (0..customers).fold(c, |c: hqsync_support::rows::Rows, number| c.customer(&format!("A{number}")));
    World::in_place().channel("Houston", rows).with_folder("Houston").channel("Seattle", |c| c.customer("S1"))
}

/// The customers of a world as CSV, made long by a column of the organisation's own.
fn text(world: &World) -> String {
    let (text, rows) = world.csv_of("Houston", CUSTOMER);
    let noise = "x".repeat(BYTES / rows);
    let mut lines = text.lines();
    let header = format!("{},NOISE\n", lines.next().unwrap());
    lines.fold(header, |text, line| format!("{text}{line},{noise}\n"))
}

/// What becomes of the file, and who does that to the path, with the whole text.
type Change = (&'static str, fn(&Path, &str));

/// What somebody does to the file while the program is at it. In the end it is complete.
const CHANGES: [Change; 5] = [
    ("appended", |path, text| {
        let written = fs::metadata(path).unwrap().len() as usize;
        File::options().append(true).open(path).unwrap().write_all(&text.as_bytes()[written..]).unwrap();
    }),
    ("written anew", |path, text| fs::write(path, text).unwrap()),
    ("replaced", |path, text| {
        let other = path.with_extension("tmp");
        fs::write(&other, text).unwrap();
        fs::rename(other, path).unwrap();
    }),
    ("truncated", |path, text| fs::write(path, &text[..text.len() / 2]).unwrap()),
    ("removed", |path, _| fs::remove_file(path).unwrap()),
];

#[test]
fn a_file_that_changes_while_it_is_read_or_moved_is_taken_as_it_is_in_the_end() {
    let large = world(5);
    let whole = text(&large);
    large.drop_file("Houston", FILE, &whole);
    run_to_the_end(&large);
    let expected = FolderEnd::of(&large);
    // The channel has five customers in the end, of whom the first export has four.
    for (name, change) in CHANGES {
        for moment in [Moment::Read(2), Moment::Read(8), Moment::Move] {
            let what = format!("{name} at {moment:?}");
            let world = world(5);
            let begun = whole.split_inclusive('\n').take(5).collect::<String>();
            world.drop_file("Houston", FILE, &begun);
            change_at(&world, moment, |path| change(path, &whole)).exits_any(&[0, 3]);
            assert_eq!(world.files_in("Houston", "failed"), [""; 0], "{what}");
            if name == "truncated" || name == "removed" {
                world.drop_file("Houston", FILE, &whole);
            }
            run_to_the_end(&world);
            assert_eq!(world.files_in("Houston", ""), [""; 0], "{what}");
            FolderEnd::of(&world).assert_is(&expected, &what);
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_and_is_taken_away_leaves_no_text() {
    let world = world(1);
    world.drop_file("Houston", FILE, "A,B");
    change_at(&world, Moment::Move, |path| fs::remove_file(path).unwrap()).exits(4).says(FILE);
    assert_eq!(world.files_in("Houston", "failed"), [""; 0]);
    world.run("run-jobs").exits(0);
}
