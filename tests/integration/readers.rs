//! Reading a store that one may not write: it is shown as it is, or not at all.

use std::ffi::OsString;
use std::fs::{self, File, Permissions};
use std::os::unix::ffi::OsStringExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use pretty_assertions::assert_eq;

use super::rows::Rows;
use super::world::{Outcome, World, skipped};

/// Support staff, who may read the store and write nothing.
const NOBODY: u32 = 65_534;

/// A world whose store everybody may read, and only its owner write.
fn world() -> World {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2"));
    world.run_jobs();
    for folder in [world.path(""), world.elsewhere("")] {
        fs::set_permissions(folder, Permissions::from_mode(0o755)).unwrap();
    }
    fs::set_permissions(world.store_path(), Permissions::from_mode(0o644)).unwrap();
    world.run("status").exits(0);
    world
}

/// Runs a command as somebody who may not write. `None` if the tests are not run by root, who alone can do that.
fn read_only<'w>(world: &'w World, command: &str) -> Option<Outcome<'w>> {
    let mut command = world.command(command);
    command.uid(NOBODY).gid(NOBODY);
    let version = Command::new(command.get_program()).arg("--version").uid(NOBODY).gid(NOBODY).output();
    if version.is_ok_and(|output| output.status.success()) {
        return Some(world.start_command(command).end());
    }
    skipped("the program cannot be run as another user here");
    None
}

#[test]
fn a_reader_sees_what_was_written_a_moment_ago() {
    let world = world();
    let Some(outcome) = read_only(&world, "list --all") else { return };
    outcome.exits(0).prints(&world.run("list --all").stdout);
    // Somebody who reads an earlier state keeps the log from being moved to the store's file.
    let reader = world.headquarters();
    reader.execute("BEGIN; SELECT * FROM operation");
    let world = world.then("Houston", |c| c.customer("C3").update("A1").with("CustName=Molly"));
    assert!(fs::metadata(world.path("headquarters.db-wal")).unwrap().len() > 0);
    let list = world.run("list --all").exits(0).stdout;
    assert!(list.contains("Molly") || list.lines().count() == 5, "{list}");
    read_only(&world, "list --all").unwrap().exits(0).prints(&list);
    read_only(&world, "verify").unwrap().exits(0);
}

#[test]
fn the_log_stays_for_readers_with_the_permissions_of_the_store() {
    let world = world();
    for file in ["headquarters.db-wal", "headquarters.db-shm"] {
        assert_eq!(fs::metadata(world.path(file)).unwrap().mode() & 0o777, 0o644, "{file}");
    }
    assert_eq!(fs::metadata(world.path("headquarters.db-wal")).unwrap().len(), 0, "all is in the store's file");
}

#[test]
fn without_a_log_a_reader_is_told_who_can_make_one() {
    let world = world();
    for file in ["headquarters.db-wal", "headquarters.db-shm"] {
        fs::remove_file(world.path(file)).unwrap();
    }
    let Some(outcome) = read_only(&world, "list --all") else { return };
    outcome
        .exits(1)
        .prints("")
        .says("headquarters.db`: the store's `-wal` and `-shm` files are missing or unreadable")
        .says("hint: let user `root`, or another user who may write to the store, run `hqsync status` once");
    world.run("status").exits(0);
    read_only(&world, "list --all").unwrap().exits(0).prints(&world.run("list --all").stdout);
}

#[test]
fn a_log_that_a_reader_may_not_read_is_as_none() {
    let world = world();
    let [log, _] = ["headquarters.db-wal", "headquarters.db-shm"]
        .map(|file| fs::set_permissions(world.path(file), Permissions::from_mode(0o600)).map(|()| file));
    let Some(outcome) = read_only(&world, "list --all") else { return };
    outcome.exits(1).says("the store's `-wal` and `-shm` files are missing or unreadable");
    world.run("status").exits(0);
    assert_eq!(fs::metadata(world.path(log.unwrap())).unwrap().mode() & 0o777, 0o644);
    read_only(&world, "list --all").unwrap().exits(0);
}

#[test]
fn a_backup_is_read_without_a_log_wherever_it_is() {
    let world = world();
    world.run("backup copy.db").exits(0);
    fs::set_permissions(world.elsewhere("copy.db"), Permissions::from_mode(0o444)).unwrap();
    let Some(outcome) = read_only(&world, "list --all --store copy.db") else { return };
    outcome.exits(0).prints(&world.run("list --all").stdout);
    assert!(!world.elsewhere("copy.db-wal").exists());
}

/// Runs a shell script, in which `$hqsync` is the program on this world's configuration, with mounts of its own. `None` if
/// the system allows no mounts here.
fn with_mounts<'w>(world: &'w World, script: &str) -> Option<Outcome<'w>> {
    if !Command::new("unshare").args(["-m", "true"]).status().is_ok_and(|status| status.success()) {
        skipped("no mounts are allowed here");
        return None;
    }
    let program = world.command("");
    let mut shell = Command::new("unshare");
    shell.args(["-m", "sh", "-e", "-c", &format!("hqsync() {{ \"$0\" \"$@\"; }}; {script}")]);
    shell.arg(program.get_program()).current_dir(world.path(""));
    Some(world.start_command(shell).end())
}

#[test]
fn a_store_on_a_medium_that_is_mounted_read_only_needs_no_log() {
    let world = world();
    // Its name is no UTF-8, and has what means something in a URI.
    let name = OsString::from_vec(b"hq%41?mode=ro#\xe9.db".to_vec());
    fs::create_dir(world.path("medium")).unwrap();
    fs::copy(world.store_path(), world.path("medium").join(&name)).unwrap();
    let script = "mount --bind medium medium; mount -o remount,bind,ro medium;
                  hqsync list --all --config hqsync.toml --store medium/*";
    let Some(outcome) = with_mounts(&world, script) else { return };
    outcome.exits(0).prints(&world.run("list --all").stdout);
}

#[test]
fn a_store_that_is_written_through_another_mount_is_not_taken_for_one_at_rest() {
    // More than a pipe holds: the list waits for its reader while the jobs write.
    let customers = |c: Rows| (0..300).fold(c, |c, number| c.customer(&format!("A{number}")));
    let world = world().then("Houston", customers).append("Houston", |c| c.customer("C3"));
    for file in ["headquarters.db-wal", "headquarters.db-shm"] {
        fs::remove_file(world.path(file)).unwrap();
    }
    let script = "mkdir mounted; mount --bind . mounted; mount -o remount,bind,ro mounted; mkfifo pipe;
                  { hqsync list --all --format json --config hqsync.toml --store mounted/headquarters.db --output pipe ||
                    echo $?; } &
                  exec 3<pipe; head -c 1 <&3 >/dev/null; hqsync run-jobs --quiet --config hqsync.toml;
                  cat <&3 >/dev/null; wait";
    let Some(outcome) = with_mounts(&world, script) else { return };
    outcome.shows("1\n").says("another program wrote to the store while it was read");
}

#[test]
fn a_store_of_several_names_is_refused() {
    let world = world();
    fs::hard_link(world.store_path(), world.path("second.db")).unwrap();
    for command in ["run-jobs", "list", "status", "run-jobs --store SECOND", "edit 1 --set Email=a@example.com"] {
        let command = command.replace("SECOND", &world.path("second.db").display().to_string());
        world
            .run(&command)
            .exits(1)
            .says("the store's file has 2 names (hard links)")
            .says("hint: remove the other names");
    }
    fs::remove_file(world.path("second.db")).unwrap();
    world.run("run-jobs").exits(0);
}

#[test]
fn a_store_that_is_mounted_without_its_folder_is_refused() {
    let world = world();
    let script =
        "touch alone.db; mount --bind headquarters.db alone.db; hqsync run-jobs --config hqsync.toml --store alone.db";
    let Some(outcome) = with_mounts(&world, script) else { return };
    outcome.exits(1).says("only the store's file is mounted here").says("hint: mount the folder");
}

#[test]
fn a_store_that_was_renamed_during_a_run_has_no_second_run() {
    let world = world();
    let run = File::open(world.store_path()).unwrap();
    run.lock().unwrap();
    world.run("run-jobs").exits(75).says("another run is at work on the store's file under another name");
    drop(run);
    world.run("run-jobs").exits(0);
}

#[test]
fn what_is_no_regular_file_is_refused_at_once() {
    let world = world();
    assert!(Command::new("mkfifo").arg(world.path("pipe")).status().unwrap().success());
    let pipe = world.path("pipe").display().to_string();
    for store in [pipe.as_str(), "/dev/zero", "."] {
        for command in ["list", "run-jobs", "run-jobs --dry-run", "status", "backup copy.db"] {
            world.run(&format!("{command} --store {store}")).exits(1).says("the store is not a regular file");
        }
    }
}

#[test]
fn nothing_is_written_through_links_beside_the_store() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    fs::write(world.path("victim"), "").unwrap();
    fs::write(world.store_path(), "").unwrap();
    for suffix in ["-wal", "-journal"] {
        let link = world.path(&format!("headquarters.db{suffix}"));
        std::os::unix::fs::symlink("victim", &link).unwrap();
        world
            .run("run-jobs")
            .exits(1)
            .says(&format!("headquarters.db{suffix}` is a link, which hqsync does not follow"));
        assert_eq!(fs::read_to_string(world.path("victim")).unwrap(), "");
        fs::remove_file(link).unwrap();
    }
    world.run_jobs();
}

#[test]
fn a_path_that_is_too_long_for_sqlite_is_called_so() {
    let world = world();
    let folder = world.path(&["long"; 3].map(|part| part.repeat(50)).join("/"));
    fs::create_dir_all(&folder).unwrap();
    let store = folder.join("headquarters.db").display().to_string();
    for command in ["run-jobs", "list"] {
        world.run(&format!("{command} --store {store}")).exits(1).says("bytes, but SQLite takes at most 504");
    }
    fs::rename(world.channel_path("Houston"), folder.join("houston.db")).unwrap();
    fs::remove_dir(world.path("channels")).unwrap();
    std::os::unix::fs::symlink(&folder, world.path("channels")).unwrap();
    let too_long = "houston.db` has an absolute path of";
    world.run("run-jobs p").exits(1).says(too_long).says("move the database to a folder with a shorter path");
    fs::rename(folder.join("houston.db"), folder.join("seattle.db")).unwrap();
    world.run("channels create Houston").exits(1).says(too_long);
    assert!(!folder.join("houston.db").exists());
}
