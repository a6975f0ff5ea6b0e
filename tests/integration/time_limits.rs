//! Channels that do not answer: each is given up after `jobs.channel_timeout`, and a signal does not wait for it.

use std::thread;
use std::time::Duration;

use pretty_assertions::assert_eq;
use serde_json::json;

use super::world::World;

/// A view that never ends.
const ENDLESS: &str = "CREATE VIEW ENDLESS AS
    WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number) SELECT n FROM number WHERE n < 0;";

/// Whoever reads the addresses never comes to an end.
const ENDLESS_UPLOAD: &str = "ALTER TABLE RETAILASYNCADDRESSV2 RENAME TO KEPT;
    CREATE VIEW RETAILASYNCADDRESSV2 AS SELECT KEPT.* FROM ENDLESS CROSS JOIN KEPT;";

/// Whoever writes a customer never comes to an end.
const ENDLESS_DOWNLOAD: &str =
    "CREATE TRIGGER WRITTEN AFTER INSERT ON RETAILCUSTTABLE BEGIN SELECT count(*) FROM ENDLESS; END;";

/// Two channels, of which the first has a database that never answers.
fn world(timeout: &str, trap: &str) -> World {
    World::new()
        .setting("jobs.channel_timeout", &format!("\"{timeout}\""))
        .channel("Houston", |c| c.customer("A1"))
        .channel("Seattle", |c| c.customer("B2"))
        .execute("Houston", ENDLESS)
        .execute("Houston", trap)
}

/// The outcome of each job and channel.
fn outcomes(run: &serde_json::Value) -> Vec<(String, String)> {
    let report = |report: &serde_json::Value| {
        let place = report["channel"].as_str().unwrap_or("-");
        (format!("{} {place}", report["job"].as_str().unwrap()), report["outcome"].as_str().unwrap().to_owned())
    };
    run["reports"].as_array().unwrap().iter().map(report).collect()
}

#[test]
fn a_channel_that_computes_without_end_is_given_up_and_the_others_go_on() {
    let world = world("1s", ENDLESS_UPLOAD);
    let run = world.run("run-jobs --format json").exits(4);
    let run = run.says("houston.db` did not answer within 1s; check its disk or network").json();
    let expected = [
        ("p Houston", "failed"),
        ("p Seattle", "succeeded"),
        ("sync -", "succeeded"),
        ("1010 Houston", "failed"),
        ("1010 Seattle", "succeeded"),
    ];
    assert_eq!(outcomes(&run), expected.map(|(place, outcome)| (place.to_owned(), outcome.to_owned())));
    let failure = &run["reports"][0]["failure"];
    assert_eq!((&failure["code"], &failure["seconds"]), (&json!("channel-timeout"), &json!(1)));
    // 1010 has not waited for it once more.
    assert_eq!(run["reports"][3]["failure"], *failure);
    assert_eq!(world.query("Seattle", "SELECT count(*) FROM RETAILCUSTTABLE"), ["1"]);
}

#[test]
fn a_download_without_end_is_given_up_and_has_written_nothing() {
    let world = world("1s", ENDLESS_DOWNLOAD);
    let run = world.run("run-jobs --format json").exits(4).json();
    let failed: Vec<_> = outcomes(&run).into_iter().filter(|(_, outcome)| outcome == "failed").collect();
    assert_eq!(failed, [("1010 Houston".to_owned(), "failed".to_owned())]);
    assert_eq!(run["reports"][3]["figures"], json!({"downloaded": 0, "completed": 0}));
    assert_eq!(world.query("Houston", "SELECT count(*) FROM RETAILCUSTTABLE"), ["0"]);
    let world = world.execute("Houston", "DROP TRIGGER WRITTEN");
    world.run("run-jobs").exits(0);
    assert_eq!(world.query("Houston", "SELECT count(*) FROM RETAILCUSTTABLE"), ["2"]);
    world.run("verify").exits(0);
}

#[test]
fn a_rehearsal_gives_up_too() {
    world("1s", ENDLESS_UPLOAD).run("run-jobs --dry-run").exits(4).says("did not answer within 1s");
}

#[test]
fn a_signal_ends_a_run_while_a_channel_computes() {
    for (trap, name, status) in
        [(ENDLESS_UPLOAD, "TERM", 143), (ENDLESS_UPLOAD, "INT", 130), (ENDLESS_DOWNLOAD, "TERM", 143)]
    {
        let world = world("2m", trap);
        let mut run = world.start("run-jobs");
        // The store is there; a signal before the channel computes ends the run as well.
        while !world.has_store() && !run.has_ended() {
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(Duration::from_millis(300));
        run.signal(name);
        run.end().exits(status).says("interrupted");
        world.run("jobs --format csv").exits(0).shows("interrupted");
    }
}

/// The status as JSON, at a time of the clock.
fn status_at(world: &World, now: &str, exit: i32) -> serde_json::Value {
    let mut status = world.command("status --format json");
    status.env("HQSYNC_TEST_CLOCK", now);
    world.start_command(status).end().exits(exit).json()
}

#[test]
fn the_status_says_what_a_run_is_at_and_since_when() {
    let world = World::new()
        .at("2026-11-20T08:00:00Z")
        .setting("jobs.channel_timeout", "\"2m\"")
        // The last run is an hour old until this one begins.
        .setting("status.max_age", "\"2h\"")
        .channel("Seattle", |c| c.customer("B2"))
        .channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    assert_eq!(status_at(&world, "2026-11-20T08:00:00Z", 0)["running"], json!(null));
    let world = world.at("2026-11-20T09:00:00Z").execute("Houston", ENDLESS).execute("Houston", ENDLESS_UPLOAD);
    let mut run = world.start("run-jobs");
    let running = loop {
        assert!(!run.has_ended());
        let status = status_at(&world, "2026-11-20T09:05:07Z", 0);
        if status["running"]["channel"] == "Houston" {
            break status["running"].clone();
        }
    };
    assert_eq!(
        running,
        json!({
            "run": 2,
            "dry_run": false,
            "since": "2026-11-20T09:00:00Z",
            "seconds": 307,
            "job": "p",
            "channel": "Houston",
            "job_since": "2026-11-20T09:00:00Z",
            "job_seconds": 307,
            "percent": null,
        })
    );
    // The run before took no time at all.
    let attention = status_at(&world, "2026-11-20T09:10:01Z", 3)["attention"].clone();
    let message = "run 2 has been at P-job Houston for 10m 1s; in the last runs that took no longer than 0s";
    let expected = json!({
        "kind": "run-slow",
        "run": 2,
        "job": "p",
        "channel": "Houston",
        "seconds": 601,
        "usual_seconds": 0,
        "message": message,
    });
    assert_eq!(attention, json!([expected]));
    let mut table = world.command("status");
    table.env("HQSYNC_TEST_CLOCK", "2026-11-20T09:10:01Z");
    let line = "\nRunning: run 2 since 2026-11-20 09:00:00, for 10m 1s; at P-job Houston since 2026-11-20 09:00:00, for 10m 1s\n";
    world.start_command(table).end().exits(3).shows(line).shows(message);
    // A second run hears of the first as before.
    world.run("run-jobs").exits(75).says(", since 2026-11-20 09:00:00\n");
    run.signal("TERM");
    run.end().exits(143);
    assert_eq!(status_at(&world, "2026-11-20T09:10:01Z", 3)["running"], json!(null));
}
