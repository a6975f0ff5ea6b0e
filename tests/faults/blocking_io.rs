//! A channel's file blocks for ever, as on a network file system whose server is gone: the channel is left behind, and
//! everything else goes on.

use std::fs;
use std::sync::LazyLock;
use std::thread;
use std::time::Duration;

use hqsync_support::{open, query};

use super::shim::Shim;
use super::world::World;

static SHIM: LazyLock<Shim> = LazyLock::new(|| Shim::compile("blocking_io.c"));

fn world(timeout: &str) -> World {
    World::in_place()
        .setting("jobs.channel_timeout", &format!("\"{timeout}\""))
        .channel("Houston", |c| c.customer("A1"))
        .channel("Seattle", |c| c.customer("B2"))
}

/// Prepares all jobs with that kind of call blocking on the files of the channel Houston.
fn blocked(world: &World, call: &str) -> std::process::Command {
    let mut command = world.command(&["run-jobs", "--format", "json"]);
    command.env("LD_PRELOAD", &SHIM.library).env("BLOCK_CALL", call);
    command.env("BLOCK_PATH", "/houston.db").env("BLOCK_LOG", world.path("blocked"));
    command
}

#[test]
fn a_channel_that_blocks_is_left_behind_and_the_others_go_on() {
    for call in ["read", "write"] {
        let world = world("1s");
        let run =
            world.start_command(blocked(&world, call)).end().exits(4).says("houston.db` did not answer within 1s");
        let run = run.json();
        for report in run["reports"].as_array().unwrap() {
            // P tells the channel about its headquarters before it takes anything.
            let is_blocked = report["channel"] == "Houston";
            assert_eq!(report["outcome"], if is_blocked { "failed" } else { "succeeded" }, "{call}: {report}");
        }
        world.run_jobs();
        for channel in ["Houston", "Seattle"] {
            assert_eq!(world.query(channel, "SELECT count(*) FROM RETAILCUSTTABLE"), ["2"], "{call}: {channel}");
        }
        world.run(&["verify"]).exits(0);
    }
}

#[test]
fn a_signal_ends_a_run_whose_channel_blocks() {
    for call in ["read", "write"] {
        let world = world("2m");
        world.run(&["run-jobs", "sync"]).exits(0);
        let mut run = world.start_command(blocked(&world, call));
        while !world.path("blocked").exists() && !run.has_ended() {
            thread::sleep(Duration::from_millis(1));
        }
        run.signal("TERM");
        run.end().exits(143);
        world.run(&["jobs", "--format", "csv"]).exits(0).shows("interrupted");
        world.run_jobs();
    }
}

#[test]
fn a_signal_makes_no_channel_known_before_it_was_looked_at() {
    let world = World::in_place().setting("jobs.channel_timeout", "\"2m\"");
    // A store without channels.
    let other = World::in_place().configured("Amsterdam");
    other.run(&["run-jobs", "--quiet"]).exits(1);
    other.database("headquarters.db").execute_batch("DELETE FROM channel").unwrap();
    fs::copy(other.store_path(), world.store_path()).unwrap();
    let world = world.channel("Houston", |c| c.customer("A1")).channel("Seattle", |c| c.customer("B2"));
    let channels = |world: &World| query(&open(&world.store_path()), "SELECT name FROM channel ORDER BY id");
    interrupt_while_blocked(&world);
    assert!(channels(&world).is_empty());
    world.run_jobs();
    // The database of another channel, which is refused.
    let world = world.channel("Amsterdam", |c| c);
    fs::copy(world.channel_path("Seattle"), world.channel_path("Amsterdam")).unwrap();
    interrupt_while_blocked(&world);
    assert_eq!(channels(&world), ["Houston", "Seattle"]);
    world.run(&["jobs", "--format", "csv"]).exits(0).shows("interrupted");
    world.run(&["run-jobs", "--quiet"]).exits(4).says("is the database of channel `Seattle`");
    world.run(&["verify"]).exits(0);
}

/// Ends a run by a signal while it looks at the channel Houston.
fn interrupt_while_blocked(world: &World) {
    let _ = fs::remove_file(world.path("blocked"));
    let mut run = world.start_command(blocked(world, "read"));
    while !world.path("blocked").exists() && !run.has_ended() {
        thread::sleep(Duration::from_millis(1));
    }
    run.signal("TERM");
    run.end().exits(143);
}

#[test]
fn a_signal_makes_no_store_while_a_channel_may_know_another_one() {
    let world = world("2m");
    interrupt_while_blocked(&world);
    assert!(!world.path("headquarters.db").exists());
    world.run_jobs();
}
