//! Names of files that are not UTF-8: everything works with them, and machine formats stay valid.

use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStringExt as _;
use std::path::{Path, PathBuf};

use pretty_assertions::assert_eq;

use super::world::{Outcome, World};

/// A name in Latin-1.
fn latin(name: &str) -> OsString {
    let bytes = name.chars().map(|c| u8::try_from(c).unwrap()).collect();
    OsString::from_vec(bytes)
}

/// A world in which the configuration, the store's folder and the channels' folder have names in Latin-1.
fn world() -> (World, PathBuf) {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2").with("Email=nobody"));
    let folder = world.path("").join(latin("zürich"));
    fs::create_dir(&folder).unwrap();
    fs::rename(world.path("channels"), folder.join("channels")).unwrap();
    fs::rename(world.config_path(), folder.join(latin("büro.toml"))).unwrap();
    (world, folder)
}

fn run<'w>(world: &'w World, folder: &Path, words: &[OsString]) -> Outcome<'w> {
    let mut program = world.bare_command("");
    program.args(words).arg("--config").arg(folder.join(latin("büro.toml")));
    world.start_command(program).end()
}

fn words(command: &str) -> Vec<OsString> {
    command.split(' ').map(OsString::from).collect()
}

#[test]
fn every_command_works_where_no_name_is_utf_8() {
    let (world, folder) = world();
    for (command, status) in [
        ("run-jobs --dry-run --format json", 3),
        ("run-jobs --format json", 3),
        ("list --format json", 0),
        ("show 1 --format json", 0),
        ("status --format json", 3),
        ("channels --format json", 0),
        ("jobs --format json", 0),
        ("jobs show 1 --format json", 0),
        ("history 1 --format json", 0),
        ("edit 2 --set Email=b@example.com --format json", 0),
        ("resync 2 --format json", 0),
        ("verify --format json", 0),
    ] {
        run(&world, &folder, &words(command)).exits(status).json();
    }
    assert!(folder.join("headquarters.db").exists());
}

#[test]
fn an_error_shows_such_a_name_as_far_as_it_can_be_shown() {
    let (world, folder) = world();
    fs::remove_file(folder.join("channels/houston.db")).unwrap();
    run(&world, &folder, &words("run-jobs")).exits(1).says("z\u{fffd}rich/channels/houston.db` does not exist");
    run(&world, &folder, &words("run-jobs --format json")).exits(1).json();
    run(&world, &folder, &words("channels --format json")).exits(0).json();
    run(&world, &folder, &words("status --format json")).exits(3).json();
}

#[test]
fn a_backup_may_have_any_name() {
    let (world, folder) = world();
    run(&world, &folder, &words("run-jobs --quiet")).exits(3);
    let copy = latin("kopie-é.db");
    let backup = |more: &str| [words("backup --force"), vec![copy.clone()], words(more)].concat();
    let report = run(&world, &folder, &backup("--format json")).exits(0).json();
    assert_eq!(report["file"], "kopie-\u{fffd}.db");
    run(&world, &folder, &backup("--format table")).exits(0).shows("kopie-\u{fffd}.db is a verified copy");
    let list = [words("list --store"), vec![copy.clone()]].concat();
    run(&world, &folder, &list).exits(0);
    assert!(world.working_folder().join(copy).exists());
}

#[test]
fn other_files_may_have_any_name_too() {
    let (world, folder) = world();
    let elsewhere = |name: &str| world.working_folder().join(latin(name));
    run(&world, &folder, &words("run-jobs --quiet")).exits(3);
    for name in ["lïst.csv", "lïst.xlsx", "lïst.\u{ff}"] {
        run(&world, &folder, &[words("list --output"), vec![latin(name)]].concat()).exits(0);
        assert!(elsewhere(name).exists());
    }
    fs::write(elsewhere("für-2.json"), r#"{"Email": "b@example.com"}"#).unwrap();
    run(&world, &folder, &[words("edit 2 --from"), vec![latin("für-2.json")]].concat()).exits(0);
    run(&world, &folder, &[words("init"), vec![latin("neü.toml")]].concat()).exits(0).shows("ne\u{fffd}.toml");
    run(&world, &folder, &[words("run-jobs --quiet --store"), vec![latin("neü.db")]].concat()).exits_any(&[1, 3, 4]);
    run(&world, &folder, &[words("demo"), vec![latin("vorführung")]].concat()).exits(0);
    assert!(elsewhere("vorführung").join("headquarters.db").exists());
}
