//! `hqsync status`: how things stand, for people and for monitoring.

use pretty_assertions::assert_eq;
use serde_json::json;

use super::world::World;

#[test]
fn all_is_well_where_everything_succeeded() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    world.run("status").exits(0).shows("Needs attention: nothing\n").shows("Oldest failed: none\n");
}

#[test]
fn a_failed_operation_needs_attention() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody").customer("B2"));
    world.run_jobs();
    let outcome = world.run("status").exits(3).says_only("");
    outcome
        .shows("Houston             0        0       1       0          1          0      2                      0\n")
        .shows("Oldest failed: operation 1, from 2026-11-01 08:00:00\n")
        .shows("Needs attention:\n  1 operation failed; `hqsync list --status failed` lists it, `hqsync show ID` says why\n");
}

#[test]
fn operations_are_counted_by_state_and_channel() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").customer("B2").with("Email=nobody").address("B2", "home", ""))
        .channel("Amsterdam", |c| c.customer("C3"));
    world.run_jobs();
    let world = world.append("Amsterdam", |c| c.customer("D4").at("2026-10-31 12:00:00"));
    world.run("run-jobs p").exits(0);
    let answer = world.run("status --format json").exits(3).json();
    let counts = |pending, waiting, failed, completed| json!({"pending": pending, "waiting": waiting, "failed": failed, "synced": 0, "completed": completed, "dismissed": 0});
    assert_eq!(answer["states"], counts(1, 1, 1, 2));
    assert_eq!(answer["channels"][0]["states"], counts(0, 1, 1, 1));
    assert_eq!(answer["channels"][1]["states"], counts(1, 0, 0, 1));
    assert_eq!(answer["oldest_pending"], json!({"id": 5, "timestamp": "2026-10-31T12:00:00Z"}));
    assert_eq!(answer["oldest_failed"]["id"], 2);
}

#[test]
fn a_channel_is_behind_until_it_has_downloaded() {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2")).channel("Seattle", |c| c);
    world.run("run-jobs p sync").exits(0);
    world.run("run-jobs 1010 --channel Houston").exits(0);
    let channels = world.run("status --format json").exits(0).json()["channels"].clone();
    assert_eq!((&channels[0]["behind"], &channels[1]["behind"]), (&json!(0), &json!(2)));
}

#[test]
fn a_channel_that_failed_needs_attention_until_it_is_back() {
    let world = World::new().channel("Houston", |c| c.customer("A1")).configured("Seattle");
    world.run("run-jobs").exits(4);
    let status = world.run("status --format json").exits(3).json();
    let error = status["channels"][1]["error"].as_str().unwrap();
    assert!(error.ends_with("does not exist"), "{error}");
    world.run("status").exits(3).shows("channel `Seattle`: ");

    world.run("channels create Seattle").exits(0);
    world.run("run-jobs").exits(0);
    world.run("status").exits(0);
}

#[test]
fn the_last_run_of_each_job_is_told() {
    let world = World::new().channel("Houston", |c| c);
    world.run("run-jobs p sync").exits(0);
    world.run("run-jobs p").exits(0);
    let jobs = world.run("status --format json").exits(0).json()["jobs"].clone();
    let runs: Vec<_> =
        jobs.as_array().unwrap().iter().map(|job| json!([job["job"], job["run"], job["outcome"]])).collect();
    assert_eq!(runs, [json!(["p", 2, "succeeded"]), json!(["sync", 1, "succeeded"]), json!(["1010", null, null])]);
    world.run("status").shows("1010        never");
}

#[test]
fn machines_get_what_needs_attention_as_objects() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody")).configured("Seattle");
    world.run("run-jobs").exits(4);
    let status = world.run("status --format json").exits(3).json();
    let attention = status["attention"].as_array().unwrap();
    let error = &status["channels"][1]["error"];
    assert_eq!(
        attention[0],
        json!({
            "kind": "operations-failed",
            "count": 1,
            "message": "1 operation failed; `hqsync list --status failed` lists it, `hqsync show ID` says why",
        })
    );
    assert_eq!(
        (&attention[1]["kind"], &attention[1]["channel"], &attention[1]["error"]),
        (&json!("channel-failed"), &json!("Seattle"), error)
    );
    let job = |at: usize| {
        let attention = &attention[at];
        ["kind", "job", "outcome"].map(|key| attention[key].as_str().unwrap().to_owned())
    };
    assert_eq!(job(2), ["job-failed", "p", "partial"]);
    assert_eq!(job(3), ["job-failed", "1010", "partial"]);
    assert_eq!((attention.len(), &attention[3]["run"]), (4, &json!(1)));
    assert!(attention.iter().all(|attention| attention["message"].is_string()));
}
