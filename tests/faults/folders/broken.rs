//! Parts of a folder are not what they should be: a file in the place of a folder, a mirror that is damaged or another's. The run says
//! so, the other channels go on, and once it is mended all ends as if nothing had happened.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use hqsync_support::open;

use super::drops::{FolderEnd, go_on, run_to_the_end, tiny, undisturbed_tiny};
use super::failing::{assert_says_what_to_do, seattle_has_its_customer};
use crate::failing_io::NOBODY;
use crate::world::World;

/// What is in the place of the mirror, and how it comes there.
type Way<'w> = (&'w str, &'w dyn Fn(&Path));

/// Where a part of a folder is while something else is in its place.
fn aside_of(part: &Path) -> PathBuf {
    part.parent().unwrap().with_extension("aside")
}

/// Breaks a part of the folder of Houston, which is put aside meanwhile; checks that the run names it, and mends it again.
#[track_caller]
fn break_and_mend(world: &World, part: &str, break_it: impl Fn(&Path), says: &str) {
    let path = world.channel_folder("Houston").join(part);
    let aside = aside_of(&path);
    let is_there = path.exists();
    if is_there {
        fs::rename(&path, &aside).unwrap();
    }
    break_it(&path);
    let outcome = world.run("run-jobs --quiet").exits(4).says("channel `Houston`").says(says);
    assert_says_what_to_do(&outcome);
    assert!(!outcome.stderr.contains("channel `Seattle`"), "{}", outcome.report());
    assert!(seattle_has_its_customer(world), "{}", outcome.report());
    if path.is_dir() {
        fs::remove_dir(&path).unwrap();
    } else {
        fs::remove_file(&path).unwrap();
    }
    if is_there {
        fs::rename(&aside, &path).unwrap();
    }
}

#[test]
fn a_file_in_the_place_of_a_folder_is_named_and_nothing_is_lost() {
    let expected = undisturbed_tiny();
    for part in ["done", "failed", "download"] {
        for is_new in [true, false] {
            let mut world = tiny();
            if !is_new {
                run_to_the_end(&world);
                world = go_on(world);
                // Something for `failed` too.
                world.drop_file("Houston", "RETAILASYNCADDRESSV2-cut.csv", "A,B");
            }
            break_and_mend(&world, part, |path| fs::write(path, "").unwrap(), part);
            if is_new {
                world = go_on(world);
            }
            let cut = world.channel_folder("Houston").join("RETAILASYNCADDRESSV2-cut.csv");
            let failed = world.channel_folder("Houston").join("failed/RETAILASYNCADDRESSV2-cut.csv");
            run_to_the_end(&world);
            assert!(!cut.exists());
            if !is_new {
                fs::remove_file(failed).unwrap();
            }
            FolderEnd::of(&world).assert_is(&expected, part);
        }
    }
}

#[test]
fn a_mirror_that_is_lost_is_made_again_from_exports_and_the_next_package_replaces_all() {
    let expected = undisturbed_tiny();
    for is_empty in [true, false] {
        let world = tiny();
        run_to_the_end(&world);
        let world = go_on(world);
        let mirror = world.channel_folder("Houston").join("hqsync.db");
        if is_empty {
            fs::write(mirror, "").unwrap();
        } else {
            fs::remove_file(mirror).unwrap();
        }
        run_to_the_end(&world);
        FolderEnd::of(&world).assert_is(&expected, "without its mirror");
        let manifest = fs::read(world.channel_folder("Houston").join("download/000002/manifest.json")).unwrap();
        let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
        assert_eq!((&manifest["content"], &manifest["first_change"]), (&"full".into(), &1.into()));
    }
}

#[test]
fn a_mirror_that_is_lost_where_nothing_new_was_exported_is_named() {
    let world = tiny();
    run_to_the_end(&world);
    let before = FolderEnd::of(&world);
    break_and_mend(&world, "hqsync.db", |path| fs::write(path, "").unwrap(), "knows nothing of what was read from it");
    run_to_the_end(&world);
    FolderEnd::of(&world).assert_is(&before, "with its mirror again");
}

#[test]
fn a_mirror_that_is_no_mirror_is_named_and_nothing_is_lost() {
    let expected = undisturbed_tiny();
    let sqlite = |path: &Path, sql: &str| open(path).execute_batch(sql).unwrap();
    let text = |path: &Path| fs::write(path, "no database\n".repeat(1_000)).unwrap();
    let folder = |path: &Path| fs::create_dir(path).unwrap();
    let other = |path: &Path| sqlite(path, "CREATE TABLE ITEM (NAME TEXT)");
    let later = |path: &Path| {
        fs::copy(aside_of(path), path).unwrap();
        sqlite(path, "PRAGMA user_version = 99");
    };
    let damaged = |path: &Path| {
        let mut bytes = fs::read(aside_of(path)).unwrap();
        let half = bytes.len() / 2;
        bytes[100..half].fill(0x5a);
        fs::write(path, bytes).unwrap();
    };
    let ways: [Way<'_>; 5] =
        [("text", &text), ("folder", &folder), ("other", &other), ("later", &later), ("damaged", &damaged)];
    for (name, way) in ways {
        let world = tiny();
        run_to_the_end(&world);
        let world = go_on(world);
        break_and_mend(&world, "hqsync.db", way, "hqsync.db");
        run_to_the_end(&world);
        FolderEnd::of(&world).assert_is(&expected, name);
    }
}

#[test]
fn a_folder_that_may_not_be_written_is_named_and_nothing_is_lost() {
    if fs::metadata("/proc/self").unwrap().uid() != 0 {
        // Only root can become somebody to whom root's files are read-only.
        return;
    }
    let expected = undisturbed_tiny();
    for (part, has_mirror) in [("", false), ("", true), ("done", true), ("failed", true), ("download", true)] {
        let mut world = tiny();
        if has_mirror {
            run_to_the_end(&world);
            world = go_on(world);
            world.drop_file("Houston", "RETAILASYNCADDRESSV2-cut.csv", "A,B");
        }
        give(world.folder(), NOBODY);
        let mut command = world.command("run-jobs --quiet");
        command.uid(NOBODY).gid(NOBODY);
        let version = Command::new(command.get_program()).arg("--version").uid(NOBODY).gid(NOBODY).output();
        if !version.is_ok_and(|output| output.status.success()) {
            // Where the program itself was built may be root's own.
            return;
        }
        let folder = world.channel_folder("Houston").join(part);
        fs::set_permissions(&folder, Permissions::from_mode(0o500)).unwrap();
        let outcome = world.start_command(command).end().exits(4).says("channel `Houston`").says(part);
        fs::set_permissions(&folder, Permissions::from_mode(0o700)).unwrap();
        give(world.folder(), 0);
        assert_says_what_to_do(&outcome);
        let what = format!("{part} was read-only: {}", outcome.report());
        drop(outcome);
        if !has_mirror {
            world = go_on(world);
        }
        run_to_the_end(&world);
        let _ = fs::remove_file(world.channel_folder("Houston").join("failed/RETAILASYNCADDRESSV2-cut.csv"));
        FolderEnd::of(&world).assert_is(&expected, &what);
    }
}

/// Makes somebody else the owner of all that is in a folder.
fn give(folder: &Path, user: u32) {
    chown(folder, Some(user), Some(user)).unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { give(&path, user) } else { chown(path, Some(user), Some(user)).unwrap() }
    }
}
