//! A clock that is wrong for a while: it is said, and nothing fails for an age that nobody knows.

use pretty_assertions::assert_eq;
use serde_json::json;

use super::world::World;

/// A contact that waits for its customer, whom nobody knows.
fn orphan() -> World {
    World::new().channel("Houston", |c| c.contact("A1", "mobile", "Locator=555-0100"))
}

/// Runs the jobs at a time; returns the world, the exit status and the messages.
fn run_at(world: World, now: &str) -> (World, i32, String) {
    let world = world.at(now);
    let outcome = world.run("run-jobs --quiet");
    let (status, stderr) = (outcome.status.unwrap(), outcome.stderr.clone());
    (world, status, stderr)
}

#[track_caller]
fn calm(world: World, now: &str) -> World {
    let (world, status, stderr) = run_at(world, now);
    assert_eq!((status, stderr.as_str()), (0, ""), "{now}");
    world
}

#[track_caller]
fn warned(world: World, now: &str, warning: &str) -> World {
    let (world, status, stderr) = run_at(world, now);
    assert_eq!(status, 0, "{now}: {stderr}");
    assert!(
        stderr.contains(warning) && stderr.contains("no operation fails because of its age in this run"),
        "{now}: {stderr}"
    );
    world
}

#[test]
fn nothing_fails_for_its_age_when_the_clock_jumps_ahead() {
    let world = calm(orphan(), "2026-11-02T08:00:00Z");
    let world =
        warned(world, "2026-12-03T08:00:00Z", "warning: the clock is 31 days ahead of the last run, which ended 20");
    assert_eq!(world.states(), ["contact 1 waiting customer-unknown"]);
    let status = world.run("status --format json").exits(3).json();
    let message = "the clock of run 2 was 31 days ahead of the run before: check the clock of this host; no operation \
                   failed because of its age in that run";
    let attention = json!({
        "direction": "ahead", "seconds": 31 * 24 * 60 * 60, "last_run_ended": "2026-11-02T08:00:00Z",
        "kind": "clock-jumped", "run": 2, "message": message,
    });
    assert_eq!(status["attention"], json!([attention]));

    // The clock is right again when the customer comes.
    let world = warned(world, "2026-11-02T08:10:00Z", "the clock is 30 days behind the last run");
    let world = calm(world.append("Houston", |c| c.customer("A1")), "2026-11-02T08:15:00Z");
    assert_eq!(world.states(), ["contact 1 completed", "customer 1 completed"]);
    world.run("status").exits(0);
    world.verify();
}

#[test]
fn after_a_pause_age_counts_again_in_the_next_run() {
    let world = calm(orphan(), "2026-11-02T08:00:00Z");
    let world = warned(world, "2026-12-03T08:00:00Z", "31 days ahead");
    let (world, status, _) = run_at(world, "2026-12-03T08:05:00Z");
    assert_eq!((status, world.states()), (3, vec!["contact 1 failed customer-unknown".to_owned()]));
}

#[test]
fn runs_within_the_patience_say_nothing_and_age_counts() {
    let world = calm(orphan(), "2026-11-02T08:00:00Z");
    let world = calm(world, "2026-11-06T08:00:00Z");
    let (world, status, stderr) = run_at(world, "2026-11-12T08:00:00Z");
    assert!(!stderr.contains("clock"), "{stderr}");
    assert_eq!((status, world.states()), (3, vec!["contact 1 failed customer-unknown".to_owned()]));
}

#[test]
fn what_was_received_while_the_clock_was_behind_is_as_young_as_it_is() {
    let world = World::new().channel("Houston", |c| c.customer("B2"));
    let world = calm(world, "2026-11-02T08:00:00Z");
    // A host whose clock stood still while it was off.
    let world = world.append("Houston", |c| c.contact("A1", "mobile", "Locator=555-0100"));
    let world = warned(world, "2020-01-01T00:00:00Z", "days behind the last run");
    let world = warned(world, "2026-11-02T08:10:00Z", "days ahead of the last run");
    let mut world = calm(world, "2026-11-02T08:15:00Z");
    let waiting = |world: &World| world.listed("status") == ["completed", "waiting"];
    for day in 3..=8 {
        world = calm(world, &format!("2026-11-{day:02}T08:00:00Z"));
        assert!(waiting(&world), "{day}");
    }
    let (world, ..) = run_at(world, "2026-11-10T08:00:00Z");
    assert_eq!(world.listed("status"), ["completed", "failed"], "it has waited for more than seven days");
    world.verify();
}

#[test]
fn what_was_received_while_the_clock_was_ahead_does_not_fail_early() {
    let world = calm(World::new().channel("Houston", |c| c.customer("B2")), "2026-11-02T08:00:00Z");
    let world = world.append("Houston", |c| c.contact("A1", "mobile", "Locator=555-0100"));
    let world = warned(world, "2027-11-02T08:00:00Z", "365 days ahead");
    let mut world = warned(world, "2026-11-02T08:10:00Z", "days behind");
    for day in 3..=12 {
        world = calm(world, &format!("2026-11-{day:02}T08:00:00Z"));
        assert_eq!(world.listed("status"), ["completed", "waiting"], "{day}");
    }
}

#[test]
fn reports_are_not_removed_for_an_age_that_nobody_knows() {
    let world = calm(orphan(), "2026-11-02T08:00:00Z");
    let is_removed =
        |world: &World| world.run("jobs show 1 --format json").exits(0).json()["reports_removed"].as_bool().unwrap();
    let world = warned(world, "2030-11-02T08:00:00Z", "1,461 days ahead");
    assert!(!is_removed(&world));
    let (world, ..) = run_at(world, "2030-11-02T08:05:00Z");
    assert!(is_removed(&world));
}

#[test]
fn a_person_who_synchronizes_again_fails_nothing_for_its_age_either() {
    let world = calm(orphan(), "2026-11-02T08:00:00Z").at("2026-12-03T08:00:00Z");
    world.run("resync 1").exits(0);
    assert_eq!(world.states(), ["contact 1 waiting customer-unknown"]);
    warned(world, "2026-12-03T08:05:00Z", "31 days ahead");
}

#[test]
fn machines_and_rehearsals_are_told_too() {
    let world = calm(orphan(), "2026-11-02T08:00:00Z").at("2026-12-03T08:00:00Z");
    let run = world.run("run-jobs --dry-run --format json").exits(0).says("the clock is 31 days ahead").json();
    let jump = json!({"direction": "ahead", "seconds": 31 * 24 * 60 * 60, "last_run_ended": "2026-11-02T08:00:00Z"});
    assert_eq!(run["clock_jump"], jump);
    assert_eq!(world.run("run-jobs --format json").exits(0).json()["clock_jump"], jump);
    assert_eq!(world.run("run-jobs --format json").exits(3).json()["clock_jump"], json!(null));
}

#[test]
fn jobs_that_run_once_a_month_are_on_time() {
    let mut world = orphan();
    for month in [6, 7, 8, 9, 10] {
        (world, ..) = run_at(world, &format!("2026-{month:02}-01T08:00:00Z"));
    }
    let (world, _, stderr) = run_at(world.append("Houston", |c| c.customer("A1")), "2026-11-01T08:00:00Z");
    assert!(!stderr.contains("clock"), "{stderr}");
    assert_eq!(world.listed("status"), ["failed", "completed"]);
}

#[test]
fn times_far_away_are_no_panic() {
    for now in ["1969-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
        let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2").with("Email=nobody")).at(now);
        world.run_jobs();
        for command in ["list", "show 1", "history 1", "status", "jobs", "jobs show 1", "channels", "verify"] {
            world.run(command).exits_any(&[0, 3]);
        }
        let world = world.at("2026-11-02T08:00:00Z");
        world.run("run-jobs").exits_any(&[0, 3]);
        world.verify();
    }
}
