//! `hqsync check`: how things stand, as a plugin for Nagios and Icinga says it.

use pretty_assertions::assert_eq;

use super::world::{Outcome, World};

/// A world whose jobs ran at eight o'clock.
fn world() -> World {
    let world = World::new()
        .at("2026-11-20T08:00:00Z")
        .channel("Houston", |c| c.customer("A1").customer("B2").with("Email=nobody"))
        .channel("Amsterdam", |c| c.customer("C3").with("Email=nobody").customer("D4").with("Email=nowhere"));
    world.run_jobs();
    world
}

/// The performance data of a figure.
fn figure(outcome: &Outcome<'_>, name: &str) -> String {
    let (_, data) = outcome.stdout.lines().next().unwrap().split_once(" | ").unwrap();
    let figures = data.split(' ').map(|figure| figure.split_once('=').unwrap());
    figures.into_iter().find(|(known, _)| *known == name).unwrap().1.to_owned()
}

#[test]
fn all_is_well_where_nothing_failed() {
    let world = World::new().at("2026-11-20T08:00:00Z").channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let world = world.at("2026-11-20T08:04:00Z");
    world.run("check").exits(0).says_only("").prints(
        "HQSYNC OK: nothing failed, jobs ran 4m ago | failed=0;0;100;0 pending=0;;;0 oldest_pending=0s;900;3600;0 \
         run_age=240s;900;3600;0 channels_down=0;0;;0;1\n",
    );
}

#[test]
fn failed_operations_are_a_warning_or_critical_by_their_number() {
    let world = world();
    let warned = world.run("check").exits(1);
    assert_eq!(
        warned.stdout.lines().map(|line| line.split(" | ").next().unwrap()).collect::<Vec<_>>(),
        [
            "HQSYNC WARNING: 3 failed (most in Amsterdam: 2), jobs ran 0s ago",
            "WARNING: 3 operations failed; `hqsync list --status failed` lists them, `hqsync show ID` says why",
        ]
    );
    assert_eq!(figure(&warned, "failed"), "3;0;100;0");
    let critical = world.run("check --failed 0:2").exits(2).shows("HQSYNC CRITICAL: 3 failed").shows("\nCRITICAL: 3 ");
    assert_eq!(figure(&critical, "failed"), "3;0;2;0");
    for (thresholds, status) in [("3", 0), ("2", 1), (":2", 2), ("3:3", 0)] {
        world.run(&format!("check --failed {thresholds}")).exits(status);
    }
}

#[test]
fn jobs_that_do_not_run_are_noticed_by_their_age() {
    let world = World::new().at("2026-11-20T08:00:00Z").channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let world = world.at("2026-11-20T08:15:00Z");
    world.run("check").exits(0);
    let world = world.at("2026-11-20T08:15:01Z");
    world.run("check").exits(1).shows("\nWARNING: the P-job last ran 15m 1s ago\n");
    world.run("check --run-age 10m:15m").exits(2);
    let world = world.at("2026-11-20T09:00:01Z");
    world.run("run-jobs sync 1010").exits(0);
    world
        .run("check")
        .exits(2)
        .shows("HQSYNC CRITICAL: nothing failed, jobs ran 60m ago")
        .shows("the P-job last ran 1h");
}

#[test]
fn a_job_that_never_ran_is_critical() {
    let world = World::new().channel("Houston", |c| c);
    world.run("run-jobs p sync").exits(0);
    let checked = world.run("check").exits(2).shows("not all jobs have run").shows("\nCRITICAL: 1010 has never run\n");
    assert_eq!(figure(&checked, "run_age"), "U;900;3600;0");
}

#[test]
fn operations_that_stay_pending_are_noticed() {
    let world = World::new().at("2026-11-20T08:00:00Z").channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let world = world.append("Houston", |c| c.customer("B2")).at("2026-11-20T08:05:00Z");
    world.run("run-jobs p").exits(0);
    let world = world.at("2026-11-20T08:21:00Z");
    let checked = world.run("check --run-age 1d").exits(1).shows("\nWARNING: 1 operation has been pending for 16m\n");
    assert_eq!(
        (figure(&checked, "oldest_pending").as_str(), figure(&checked, "pending").as_str()),
        ("960s;900;3600;0", "1;;;0")
    );
    world.run("check --run-age 1d --age 5m:15m").exits(2);
}

#[test]
fn channels_that_cannot_be_used_are_counted() {
    let world = World::new().channel("Houston", |c| c.customer("A1")).configured("Seattle");
    world.run("run-jobs").exits(4);
    let checked =
        world.run("check").exits(1).shows("\nWARNING: channel `Seattle` could not be used (channel-missing)\n");
    assert_eq!(figure(&checked, "channels_down"), "1;0;;0;2");
    world.run("check --channels 1").exits(0);
    world.run("check --channels 0:0").exits(2);
}

#[test]
fn what_a_monitor_is_told_has_no_values_of_customers() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=canary CustName=Canary"));
    world.run_jobs();
    let told = world.run("check").exits(1);
    assert!(!told.stdout.to_lowercase().contains("canary"), "{}", told.stdout);
}

#[test]
fn what_cannot_be_looked_at_is_unknown_in_one_line() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    let unknown = |command: &str, reason: &str| {
        let outcome = world.run(command).exits(3).says_only("");
        assert_eq!(outcome.stdout.lines().count(), 1, "{}", outcome.stdout);
        outcome.shows("HQSYNC UNKNOWN: ").shows(reason);
    };
    unknown("check", "there is no store yet");
    unknown("check --failed many", "`many` is not a number of operations or channels");
    unknown("check --failed 9:3", "the first threshold is above the second");
    unknown("check --age 15", "15");
    unknown("check --wrong", "unexpected argument '--wrong'");
    unknown("check too much", "unexpected argument");
    world.run_jobs();
    std::fs::write(world.config_path(), "stor = 1\n").unwrap();
    unknown("check", "line 1: unknown key `stor`");
    let bare = world.bare_command("--lang da check");
    world.start_command(bare).end().exits(3).shows("HQSYNC UNKNOWN: ").says_only("");
}

#[test]
fn a_monitor_that_hears_nothing_is_told_by_the_exit_status() {
    let world = world();
    world.run_into_full_disk("check").exits(3);
}

#[test]
fn help_is_no_answer_to_a_monitor() {
    World::new().run("check --help").exits(0).shows("2  CRITICAL");
}
