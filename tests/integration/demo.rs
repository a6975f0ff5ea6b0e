//! `hqsync demo`: a small world to try everything on.

use std::fs::{self, File};
use std::os::unix::fs::{chown, symlink};

use pretty_assertions::assert_eq;
use serde_json::json;

use super::world::{World, open, skipped};

#[test]
fn the_demo_is_a_world_with_something_of_everything() {
    let world = World::new();
    let outcome = world.run("demo").exits(0).shows("The newest 6 of 114 operations").shows("malformed");
    assert!(outcome.stdout.lines().count() <= 24, "it fits a screen:\n{}", outcome.stdout);
    let states = world.run_demo("status --format json").json()["states"].clone();
    let expected = json!({"pending": 0, "waiting": 3, "failed": 17, "synced": 0, "completed": 94, "dismissed": 0});
    assert_eq!(states, expected);
    world.run_demo("run-jobs --quiet").exits(0);
    assert!(!world.store_path().exists(), "the demo has a store of its own");
}

#[test]
fn the_demo_leaves_the_store_of_the_environment_alone() {
    let world = World::new();
    let output = world.bare_command("demo").env("HQSYNC_STORE", world.path("mine.db")).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(!world.path("mine.db").exists());
}

#[test]
fn the_commands_that_the_demo_proposes_work() {
    let world = World::new();
    let outcome = world.run("demo tour").exits(0);
    let (_, proposed) = outcome.stdout.split_once("export HQSYNC_CONFIG=tour/hqsync.toml\n").unwrap();
    let commands: Vec<_> = proposed.lines().map(|line| line.trim().split_once(' ').unwrap().1).collect();
    assert_eq!(commands.len(), 6);
    for command in commands {
        let command = command.split("  #").next().unwrap().split(" >").next().unwrap();
        let output = world.bare_command(command).env("HQSYNC_CONFIG", "tour/hqsync.toml").output().unwrap();
        assert!(matches!(output.status.code(), Some(0 | 3)), "{command}: {output:?}");
    }
}

#[test]
fn the_demo_can_be_made_again() {
    let world = World::new();
    world.run("demo").exits(0);
    world.run("demo").exits(0).shows("The newest 6 of 114 operations");
}

#[test]
fn the_demo_touches_no_folder_that_is_not_its_own() {
    let world = World::new();
    let folder = world.elsewhere("mine");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("hqsync.toml"), "mine").unwrap();
    world.run("demo mine").exits(1).says("`mine` is not empty and was not made by the demo");
    assert_eq!(fs::read_to_string(folder.join("hqsync.toml")).unwrap(), "mine");
}

/// The demo's files that somebody may have worked with.
const FILES: [&str; 3] = ["hqsync.toml", "headquarters.db", "channels/houston.db"];

#[test]
fn the_demo_removes_nothing_that_has_become_somebodys_own() {
    let world = World::new();
    world.run("demo").exits(0);
    let work: [fn(&World); 3] = [
        |world| {
            let path = world.elsewhere("hqsync-demo/hqsync.toml");
            fs::write(&path, fs::read_to_string(&path).unwrap() + "# mine\n").unwrap();
        },
        |world| drop(world.run_demo("edit --where 'Country = NL' --set Country=NLD --yes").exits(0)),
        |world| {
            let till = open(&world.elsewhere("hqsync-demo/channels/houston.db"));
            till.execute_batch("CREATE TABLE sales (total REAL)").unwrap();
        },
    ];
    for (work, file) in work.iter().zip(FILES) {
        work(&world);
        let kept = fs::read(world.elsewhere("hqsync-demo").join(file)).unwrap();
        world
            .run("demo")
            .exits(1)
            .says(&format!("`hqsync-demo/{file}` has changed since the demo made it"))
            .says("hint: `--force` removes it");
        assert!(fs::read(world.elsewhere("hqsync-demo").join(file)).unwrap() == kept, "{file}");
        world.run("demo --force").exits(0).shows("The newest 6 of 114 operations");
    }
    world.run_demo("list").exits(0);
    world.run("demo").exits(0);
}

#[test]
fn the_demo_is_not_made_anew_while_a_run_is_at_work_on_it() {
    let world = World::new();
    world.run("demo").exits(0);
    let run = File::open(world.elsewhere("hqsync-demo/headquarters.db.lock")).unwrap();
    run.lock().unwrap();
    for command in ["demo", "demo --force"] {
        world.run(command).exits(75).says("another run holds the lock of store");
    }
    world.run_demo("verify").exits(0);
}

#[test]
fn the_demo_writes_and_removes_nothing_behind_links() {
    let world = World::new();
    let precious = world.elsewhere("precious");
    for folder in ["precious", "precious/channels", "planted", "real"] {
        fs::create_dir(world.elsewhere(folder)).unwrap();
    }
    fs::write(precious.join("channels/houston.db"), "precious").unwrap();
    fs::write(precious.join("hqsync.toml"), "precious").unwrap();
    fs::write(world.elsewhere("planted/.hqsync-demo"), "made by `hqsync demo`, which may make it again\n").unwrap();

    symlink(precious.join("channels"), world.elsewhere("planted/channels")).unwrap();
    world.run("demo planted --force").exits(1).says("`planted/channels` is a link, which the demo does not follow");
    fs::remove_file(world.elsewhere("planted/channels")).unwrap();
    symlink("real", world.elsewhere("link")).unwrap();
    world.run("demo link").exits(1).says("`link` is a link, which the demo does not follow");
    symlink(precious.join("hqsync.toml"), world.elsewhere("planted/hqsync.toml")).unwrap();
    world.run("demo planted").exits(1).says("`planted/hqsync.toml` has changed");
    world.run("demo planted --force").exits(0);
    for file in ["channels/houston.db", "hqsync.toml"] {
        assert_eq!(fs::read_to_string(precious.join(file)).unwrap(), "precious");
    }
}

#[test]
fn the_demo_is_not_made_in_a_folder_of_another_user() {
    let world = World::new();
    fs::create_dir(world.elsewhere("theirs")).unwrap();
    if chown(world.elsewhere("theirs"), Some(65_534), Some(65_534)).is_err() {
        return skipped("only root can give a folder to another user");
    }
    world.run("demo theirs").exits(1).says("`theirs` belongs to user `nobody`");
}

#[test]
fn the_demo_removes_nothing_that_the_configuration_in_use_names() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run("demo").exits(0);
    let till = world.elsewhere("hqsync-demo/channels/houston.db");
    fs::copy(world.channel_path("Houston"), &till).unwrap();
    let config = fs::read_to_string(world.config_path()).unwrap();
    let config = config.replace("channels/houston.db", till.to_str().unwrap());
    fs::write(world.config_path(), config).unwrap();
    world.run("demo --force").exits(1).says("houston.db` is the database of channel `Houston` in use");
    assert!(till.exists());
}
