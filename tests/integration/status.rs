//! `hqsync status`: how things stand, for people and for monitoring.

use std::fs;
use std::io::Write as _;

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use super::rows::Rows;
use super::world::World;

/// The words of the first line that begins with that word.
fn line<'t>(text: &'t str, first: &str) -> Vec<&'t str> {
    let mut lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    lines.find(|words| words.first() == Some(&first)).unwrap_or_else(|| panic!("no line of {first} in\n{text}"))
}

/// What needs attention, without the messages.
fn attention(world: &World, command: &str) -> Vec<Value> {
    let answer = world.run(&format!("{command} --format json")).exits_any(&[0, 3]).json();
    let mut attention = answer["attention"].as_array().unwrap().clone();
    for one in &mut attention {
        one.as_object_mut().unwrap().remove("message");
    }
    attention
}

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
    assert_eq!(line(&outcome.stdout, "Houston")[..4], ["Houston", "1", "1", "2"]);
    outcome.shows("Oldest failed: operation 1, from 2026-11-01 08:00:00\n").shows(
        "Needs attention:\n  1 operation failed; `hqsync list --status failed` lists it, `hqsync show ID` says why\n",
    );
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
    let jobs = world.run("status --format json").exits(3).json()["jobs"].clone();
    let runs: Vec<_> =
        jobs.as_array().unwrap().iter().map(|job| json!([job["job"], job["run"], job["outcome"]])).collect();
    assert_eq!(runs, [json!(["p", 2, "succeeded"]), json!(["sync", 1, "succeeded"]), json!(["1010", null, null])]);
    assert_eq!(line(&world.run("status").stdout, "1010"), ["1010", "never"]);
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

/// A world whose jobs ran at ten to eight, on Houston and Seattle.
fn quarter_to_eight(rows: impl FnOnce(Rows) -> Rows) -> World {
    let world = World::new().at("2026-11-20T07:50:00Z").channel("Houston", rows).channel("Seattle", |c| c);
    world.run_jobs();
    world
}

#[test]
fn jobs_that_have_not_run_for_long_need_attention() {
    let world = quarter_to_eight(|c| c.customer("A1"));
    world.at("2026-11-20T08:20:00Z").run("status").exits(0);
    let world = quarter_to_eight(|c| c.customer("A1")).at("2026-11-20T08:20:01Z");
    let overdue = |job: &str| json!({"kind": "job-overdue", "job": job, "run": 1, "ended": "2026-11-20T07:50:00Z"});
    assert_eq!(attention(&world, "status"), [overdue("p"), overdue("sync"), overdue("1010")]);
    world
        .run("status")
        .exits(3)
        .shows("  the P-job has not run for more than 30m: its last run, 1, ended 2026-11-20 07:50:00\n")
        .shows("  1010 has not run for more than 30m");
    assert_eq!(attention(&world, "status --max-age 20m").len(), 3);
    for calm in ["status --max-age 1h", "status --max-age none"] {
        world.run(calm).exits(0);
    }
    let world = world.setting("status.max_age", "'2h'");
    world.run("status").exits(0);
    assert_eq!(attention(&world, "status --max-age 30m").len(), 3);
    world.setting("status.max_age", "'none'").run("status").exits(0);
}

#[test]
fn a_job_that_never_ran_needs_attention() {
    let world = World::new().at("2026-11-20T08:00:00Z").channel("Houston", |c| c.customer("A1"));
    world.run("run-jobs p").exits(0);
    let never = |job: &str| json!({"kind": "job-overdue", "job": job, "run": null, "ended": null});
    assert_eq!(attention(&world, "status"), [never("sync"), never("1010")]);
    world.run("status").exits(3).shows("  sync has never run\n").shows("  1010 has never run\n");
}

#[test]
fn the_age_of_a_pending_operation_counts_from_its_receipt() {
    let world = World::new().at("2026-11-25T08:00:00Z").channel("Houston", |c| c.customer("A1").customer("B2"));
    world.run("run-jobs").exits(0);
    // These rows are weeks old and have just arrived.
    let world = world.append("Houston", |c| c.customer("C3").at("2026-11-01 08:00:00"));
    world.run("run-jobs p").exits(0);
    world.run("status").exits(0);
    let world = world.at("2026-11-25T09:00:00Z");
    world.run("run-jobs p 1010").exits(0);
    let pending = json!({"kind": "operation-pending", "id": 3, "received": "2026-11-25T08:00:00Z", "seconds": 3600});
    assert_eq!(attention(&world, "status")[0], pending);
    world
        .run("status")
        .exits(3)
        .shows("  operation 3, received 2026-11-25 08:00:00, has been pending for 1h; `hqsync run-jobs sync`");
    assert_eq!(attention(&world, "status --channel Houston")[0], pending);
    world.run("status --max-age 90m").exits(0);
}

#[test]
fn an_operation_that_was_just_edited_is_not_overdue() {
    let world = World::new().at("2026-11-25T08:00:00Z").channel("Houston", |c| c.customer("A1").with("Email=nobody"));
    world.run_jobs();
    let world = world.at("2026-11-25T09:00:00Z");
    world.run_jobs();
    world.run("edit 1 --set Email=a1@example.com").exits(0);
    world.run("status").exits(0);
}

#[test]
fn a_channel_that_was_not_reached_for_long_needs_attention() {
    let world = quarter_to_eight(|c| c).at("2026-11-20T09:00:00Z").configured("Amsterdam");
    world.run("run-jobs sync").exits(0);
    world.run("run-jobs p 1010 --channel Houston").exits(0);
    let overdue =
        |channel: &str, contact: Value| json!({"kind": "channel-overdue", "channel": channel, "last_contact": contact});
    let (seattle, amsterdam) = (overdue("Seattle", json!("2026-11-20T07:50:00Z")), overdue("Amsterdam", json!(null)));
    assert_eq!(attention(&world, "status"), [seattle.clone(), amsterdam]);
    world
        .run("status")
        .exits(3)
        .shows("  channel `Seattle` has not been reached for more than 30m: the last contact was 2026-11-20 07:50:00\n")
        .shows("  channel `Amsterdam` has never been reached\n");
    assert_eq!(attention(&world, "status --channel seattle,Houston"), [seattle]);
    world.run("status --channel Houston").exits(0);
}

#[test]
fn a_channel_that_no_run_came_to_is_in_the_table() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let world = world.configured("Seattle");
    assert_eq!(line(&world.run("status").exits(3).stdout, "Seattle"), ["Seattle", "0", "0", "1", "never"]);
    let channel = &world.run("status --format json").exits(3).json()["channels"][1];
    let keys = ["channel", "company", "configured", "last_contact", "error", "behind", "oldest_waiting_customer"];
    let expected = json!(["Seattle", "USRT", true, null, null, 1, null]);
    assert_eq!(json!(keys.map(|key| channel[key].clone())), expected);
    assert_eq!(channel["states"]["pending"], 0);
}

#[test]
fn a_status_can_be_limited_to_channels() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").with("Email=nobody"))
        .channel("Seattle", |c| c.customer("B2"))
        .channel("Amsterdam", |c| c.customer("C3").with("Email=nobody"));
    world.run_jobs();
    let names = |command: &str| {
        let answer = world.run(command).exits_any(&[0, 3]).json();
        let names = answer["channels"].as_array().unwrap().iter().map(|channel| channel["channel"].clone());
        (names.collect::<Vec<_>>(), answer["oldest_failed"]["id"].clone(), answer["states"]["failed"].clone())
    };
    let seattle = (vec![json!("Seattle")], json!(null), json!(0));
    assert_eq!(names("status --format json --channel seattle"), seattle);
    let two = (vec![json!("Seattle"), json!("Amsterdam")], json!(3), json!(1));
    assert_eq!(names("status --format json --channel Amsterdam,Seattle"), two);
    assert_eq!(names("status --format json --channel Amsterdam --channel Seattle"), two);
    world.run("status --channel Seattle").exits(0);
    world.run("status --channel Seatle").exits(2).says("did you mean `Seattle`?");
}

#[test]
fn the_customer_who_has_waited_longest_for_an_account_is_named() {
    let world = World::new()
        .at("2026-11-20T08:00:00Z")
        .channel("Houston", |c| {
            let c = c.customer("A1").with("Email=nobody").at("2026-11-18 08:00:00");
            c.customer("B2").at("2026-11-17 08:00:00").customer("C3").with("Email=nobody").at("2026-11-19 06:00:00")
        })
        .channel("Seattle", |c| c.customer("D4").at("2026-11-19 08:00:00"));
    world.run("run-jobs p").exits(0);
    let oldest = |world: &World| {
        let answer = world.run("status --format json").exits(3).json();
        let of = |value: &Value| value["id"].clone();
        let of_channels: Vec<_> = answer["channels"].as_array().unwrap().iter().collect();
        let of_channels = of_channels.iter().map(|channel| of(&channel["oldest_waiting_customer"])).collect::<Vec<_>>();
        (of(&answer["oldest_waiting_customer"]), of_channels)
    };
    assert_eq!(oldest(&world), (json!(2), vec![json!(2), json!(4)]), "nothing is synchronized");
    world.run("run-jobs sync").exits(3);
    assert_eq!(oldest(&world), (json!(2), vec![json!(2), json!(4)]), "the accounts are not in the channels");
    world.run("run-jobs 1010 --channel Houston").exits(0);
    assert_eq!(oldest(&world), (json!(1), vec![json!(1), json!(4)]));
    world.run("run-jobs 1010").exits(0);
    assert_eq!(oldest(&world), (json!(1), vec![json!(1), json!(null)]));
    let answer = world.run("status --format json").exits(3).json();
    let guid = world.listed("async")[0].clone();
    let expected = json!({"id": 1, "async_customer_account": guid, "channel": "Houston",
        "since": "2026-11-18T08:00:00Z", "seconds": 172_800});
    assert_eq!(answer["oldest_waiting_customer"], expected);
    world.run("status").shows(&format!(
        "Longest without an account in its channel: customer {guid} of Houston, since 2026-11-18 08:00:00 (2d); `hqsync show 1` says why\n"
    ));
    world.run("dismiss 1 3 --reason test").exits(0);
    world.run("status").exits(0).shows("Customers without an account in their channel: none\n");
}

#[test]
fn a_status_says_which_store_and_configuration_it_is_about() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let (store, config) = (world.store(), world.config_path().display().to_string());
    world.run("status").exits(0).shows(&format!("Store {store}, configuration {config}\n"));
    let answer = world.run("status --format json").exits(0).json();
    assert_eq!((&answer["store"], &answer["config"]), (&json!(store), &json!(config)));
    let alone = world.start_command(world.bare_command(&format!("status --store {store}"))).end();
    alone.exits(0).shows(&format!("Store {store}, without a configuration\n"));
    let relative = world.run_at_home("status --format json").exits(0).json();
    assert_eq!((&relative["store"], &relative["config"]), (&answer["store"], &answer["config"]));
}

#[test]
fn a_status_is_printed_again_and_again_until_it_is_interrupted() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    world.run("status --watch 0").exits(2);
    let mut running = world.start("status --watch 1");
    while running.printed().matches("Needs attention: nothing").count() < 2 && !running.has_ended() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    running.signal("INT");
    let outcome = running.end().exits(130).says_only("").shows(", every 1s; Ctrl-C ends it\n");
    assert!(!outcome.stdout.contains('\u{1b}'), "it is no terminal");
}

#[test]
fn jobs_of_the_run_at_work_are_running_or_not_begun() {
    let world = World::new().at("2026-11-20T08:00:00Z").channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    // As a run leaves it while it is at work.
    let unended = "UPDATE run SET ended = NULL, outcome = 'unfinished'; DELETE FROM report WHERE job <> 'p'";
    world.headquarters().execute(unended);
    let since = 1_795_161_600_000_000_u64;
    let step = json!({"job": "sync", "channel": null, "since": since + 60_000_000, "done": 4, "total": 10});
    let activity = json!({"run": 1, "dry_run": false, "jobs": ["p", "sync", "1010"], "since": since, "step": step});
    let lock = fs::File::options().write(true).truncate(true).open(world.path("headquarters.db.lock")).unwrap();
    lock.lock().unwrap();
    (&lock).write_all(format!("ann@hq\n{activity}\n").as_bytes()).unwrap();

    let world = world.at("2026-11-20T08:05:00Z");
    let outcome = world.run("status --max-age 1m").exits(0);
    let words = |job| line(&outcome.stdout, job)[4..].join(" ");
    assert_eq!(
        ["P-job", "sync", "1010"].map(words),
        ["succeeded", "running since 2026-11-20 08:01:00, 40%", "not begun yet"]
    );
    outcome.shows("at sync (40%) since 2026-11-20 08:01:00, for 4m\n");
    let answer = world.run("status --format json").exits(0).json();
    assert_eq!((&answer["running"]["percent"], &answer["jobs"][1]["outcome"]), (&json!(40), &json!("unfinished")));
}

#[test]
fn a_channel_whose_name_has_a_comma_is_named_like_any_other() {
    let world = World::new().channel("Houston", |c| c.customer("A1")).channel("Aarhus", |c| c.customer("B2"));
    let config = std::fs::read_to_string(world.config_path()).unwrap();
    std::fs::write(world.config_path(), config.replace("\"Houston\"", "\"Köln, Süd\"")).unwrap();
    world.run("run-jobs").exits(0);
    let names = |words: &[&str]| {
        let status = world.run(words).json();
        let channels = status["channels"].as_array().unwrap().iter();
        channels.map(|channel| channel["channel"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&["status", "--format", "json", "--channel", "köln, süd"]), ["Köln, Süd"]);
    assert_eq!(names(&["status", "--format", "json", "--channel", "Köln, Süd,Aarhus"]).len(), 2);
    let listed = world.run(&["list", "--format", "json", "--channel", "Aarhus,Köln, Süd"]).exits(0).json();
    assert_eq!(listed.as_array().unwrap().len(), 2);
}
