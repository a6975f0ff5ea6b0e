//! `hqsync jobs`: the history of runs.

use pretty_assertions::assert_eq;
use serde_json::json;

use super::world::World;

#[test]
fn runs_are_listed_newest_first() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody"));
    world.run("run-jobs p").exits(0);
    world.run("run-jobs").exits(3);
    let runs = world.run("jobs --format json").exits(0).json();
    let answer: Vec<_> = runs
        .as_array()
        .unwrap()
        .iter()
        .map(|run| json!([run["run"], run["jobs"], run["outcome"], run["failed"]]))
        .collect();
    assert_eq!(answer, [json!([2, "p sync 1010", "succeeded", 1]), json!([1, "p", "succeeded", 0])]);
    assert!(runs[0]["actor"].as_str().unwrap().contains('@'), "user@host");
}

#[test]
fn a_run_is_shown_by_job_and_channel() {
    let world = World::new().channel("Houston", |c| c.customer("A1")).configured("Seattle");
    let run = world.run("run-jobs --format json").exits(4).json();
    let mut shown = world.run("jobs show 1 --format json").exits(0).json();
    shown["dry_run"] = false.into();
    assert_eq!(shown, run);
    world
        .run("jobs show 1")
        .exits(0)
        .shows("Run 1: partial\n")
        .shows("P-job  Houston  succeeded  1 uploaded")
        .shows("P-job and 1010, channel `Seattle`: `");
}

#[test]
fn a_run_is_shown_in_the_formats_of_lists() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run("run-jobs").exits(0);
    let run = world.run("jobs show 1 --format json").exits(0).json();
    let lines = world.run("jobs show 1 --format jsonl").exits(0).stdout;
    let reports: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(reports.len(), 3);
    for (report, expected) in reports.iter().zip(run["reports"].as_array().unwrap()) {
        for key in ["job", "channel", "outcome", "started", "ended", "figures", "error"] {
            assert_eq!(report[key], expected[key], "{key}");
        }
    }
    let table = world.run("jobs show 1 --format csv").exits(0).stdout;
    assert!(table.starts_with("job,channel,outcome,started,ended,figures,error\np,Houston,succeeded,"), "{table}");
    world.run("jobs show 1 --format markdown").exits(0).shows("| P-job | Houston | succeeded |");
}

#[test]
fn why_a_job_failed_is_a_code_with_arguments_and_an_english_sentence() {
    let world = World::new().channel("Houston", |c| c.customer("A1")).configured("Seattle");
    world.run("run-jobs p").exits(4);
    let path = world.channel_path("Seattle").display().to_string();
    let failure = json!({"code": "channel-missing", "channel": "Seattle", "path": path});
    let hint = "check the channel's `database` in the configuration; `hqsync channels create \"Seattle\"` creates an empty one";
    for language in ["en", "nl"] {
        let report = &world.run(&format!("--lang {language} jobs show 1 --format json")).exits(0).json()["reports"][1];
        assert_eq!(report["failure"], failure);
        assert_eq!(report["error"], format!("`{path}` does not exist; {hint}"));
        let status = world.run(&format!("--lang {language} status --format json")).exits(3).json();
        assert_eq!(status["channels"][1]["failure"], failure);
        assert_eq!(status["channels"][1]["error"], format!("`{path}` does not exist"));
    }
    let shown = world.run("jobs show 1 --format json").json();
    assert_eq!(shown["reports"][0]["failure"], json!(null));
}

#[test]
fn channels_that_had_nothing_to_do_are_counted_and_no_more() {
    let world = World::new().channel("Houston", |c| c.customer("A1")).channel("Seattle", |c| c).configured("Amsterdam");
    let run = world.run("run-jobs --format json").exits(4).json();
    assert_eq!((&run["idle"], run["reports"].as_array().unwrap().len()), (&json!({"p": 1, "1010": 0}), 7));
    let mut shown = world.run("jobs show 1 --format json").exits(0).json();
    let places = |run: &serde_json::Value| {
        let reports = run["reports"].as_array().unwrap().iter();
        reports.map(|report| json!([report["job"], report["channel"]])).collect::<Vec<_>>()
    };
    assert_eq!(
        places(&shown),
        [
            json!(["p", "Houston"]),
            json!(["p", "Amsterdam"]),
            json!(["sync", null]),
            json!(["1010", "Houston"]),
            json!(["1010", "Seattle"]),
            json!(["1010", "Amsterdam"])
        ]
    );
    // All else is as the run itself said it.
    let mut expected = run.clone();
    expected["reports"].as_array_mut().unwrap().retain(|report| report["channel"] != "Seattle" || report["job"] != "p");
    shown["dry_run"] = false.into();
    assert_eq!(shown, expected);
    world.run("jobs show 1").exits(0).shows("\nP-job: 1 channel had nothing to do\n");

    world.run("run-jobs").exits(4).shows("P-job partial: nothing else to do");
    let shown = world.run("jobs show 2").exits(0).stdout;
    assert!(shown.contains("\nP-job: 2 channels had nothing to do\n1010: 2 channels had nothing to do\n"), "{shown}");
    assert_eq!(world.run("jobs show 2 --format json").json()["idle"], json!({"p": 2, "1010": 2}));
    let stored = world.headquarters().query("SELECT count(*) FROM report WHERE run = 2 AND channel <> 'Amsterdam'");
    assert_eq!(stored, ["0"]);
    world.run("verify").exits(0);
}

#[test]
fn a_channel_with_nothing_to_do_is_reached_all_the_same() {
    let world = World::new().at("2026-11-20T08:00:00Z").channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let world = world.at("2026-11-20T09:30:00Z");
    world.run("run-jobs p").exits(0);
    let status = world.run("status --format json --max-age 2h").exits(0).json();
    assert_eq!(status["channels"][0]["last_contact"], "2026-11-20T09:30:00Z");
    assert_eq!(status["jobs"][0]["outcome"], "succeeded");
}

#[test]
fn a_rehearsal_is_no_run() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    world.run("run-jobs --dry-run").exits(0);
    assert_eq!(world.run("jobs --format json").json().as_array().unwrap().len(), 1);
}

#[test]
fn twenty_are_listed_where_nothing_else_is_said() {
    let world = World::new().channel("Houston", |c| c);
    for _ in 0..21 {
        world.run("run-jobs sync").exits(0);
    }
    let count = |command: &str| world.run(command).exits(0).stdout.lines().count() - 1;
    assert_eq!([count("jobs"), count("jobs --all"), count("jobs --limit 2")], [20, 21, 2]);
}

#[test]
fn an_unknown_run_comes_with_the_newest() {
    let world = World::new().channel("Houston", |c| c);
    world.run_jobs();
    world.run("jobs show 9").exits(1).says_only("error: there is no run 9\nhint: the newest run is 1\n");
}

#[test]
fn a_run_is_named_by_its_number_or_as_the_last() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run("jobs list").exits(1).says("there is no store yet");
    world.run_jobs();
    world.run_jobs();
    let shown = world.run("jobs show 2").exits(0).shows("Run 2: succeeded\n").stdout;
    for command in ["jobs show last", "jobs last", "jobs latest", "jobs 2"] {
        world.run(command).exits(0).prints(&shown);
    }
    assert_eq!(world.run("jobs last --format json").exits(0).json()["run"], 2);
    assert_eq!(world.run("jobs list --format json").exits(0).json().as_array().unwrap().len(), 2);
    assert_eq!(world.run("jobs list --limit 1 --format json").exits(0).json().as_array().unwrap().len(), 1);
    let hint = "not a run: give its number, as `hqsync jobs` prints it, or `last`";
    for command in ["jobs show first", "jobs first"] {
        world.run(command).exits(2).says(hint);
    }
    world.run("jobs --limit many").exits(2).says("write a number such as 100, or `all`");
    assert_eq!(world.run("jobs --limit all --format json").exits(0).json().as_array().unwrap().len(), 2);
}

/// A world with runs 1 and 2 long ago, run 3 a year later, and the clock there.
fn aged() -> World {
    let world = World::new().at("2026-01-01T08:00:00Z").channel("Houston", |c| c.customer("A1"));
    world.run("run-jobs").exits(0);
    let world = world.append("Houston", |c| c.customer("B2"));
    world.run("run-jobs").exits(0);
    let world = world.at("2027-01-20T08:00:00Z").append("Houston", |c| c.customer("C3"));
    world.run("run-jobs").exits(0);
    world
}

fn reports(world: &World) -> Vec<String> {
    world.headquarters().query("SELECT run || '.' || position FROM report ORDER BY run, position")
}

#[test]
fn reports_of_old_runs_are_removed_and_the_runs_stay() {
    let world = aged();
    assert_eq!(reports(&world).len(), 9);
    world.run("jobs prune").exits(0).prints("no run is old enough\n");
    world.run("jobs prune --keep 30d --dry-run").exits(0).prints("would remove 6 reports of runs up to run 2\n");
    assert_eq!(reports(&world).len(), 9);
    world.run("jobs prune --keep 30d").exits(0).prints("removed 6 reports of runs up to run 2\n");
    assert_eq!(reports(&world), ["3.0", "3.1", "3.2"]);
    world.verify();
    world.run("jobs prune --keep 30d --format json").exits(0).shows("\"runs\": 0").shows("\"last\": 2");

    let runs = world.run("jobs --format json").exits(0).json();
    let failed: Vec<_> = runs.as_array().unwrap().iter().map(|run| (&run["run"], &run["failed"])).collect();
    assert_eq!(failed, [(&json!(3), &json!(0)), (&json!(2), &json!(null)), (&json!(1), &json!(null))]);
    world.run("jobs show 2").exits(0).shows("Run 2: succeeded\n").shows("its reports were removed");
    let shown = world.run("jobs show 2 --format json").exits(0).json();
    assert_eq!((&shown["reports"], &shown["reports_removed"]), (&json!([]), &json!(true)));
    assert_eq!(world.run("jobs show 3 --format json").exits(0).json()["reports_removed"], false);
}

#[test]
fn a_run_removes_reports_when_it_is_time() {
    let world = aged().setting("jobs.keep", "'300d'").append("Houston", |c| c.customer("D4"));
    world.run("run-jobs").exits(0);
    assert_eq!(reports(&world), ["3.0", "3.1", "3.2", "4.0", "4.1", "4.2"]);
    world.verify();
    let pruned = "SELECT count(*) FROM entry WHERE event = 'pruned'";
    world.run("run-jobs").exits(0);
    assert_eq!(world.headquarters().query(pruned), ["1"]);
}

#[test]
fn reports_that_somebody_else_removed_are_a_breach() {
    let world = aged();
    world.run("jobs prune --keep 30d").exits(0);
    world.headquarters().execute("DELETE FROM report WHERE run = 3");
    world.run("verify").exits(1).shows("run 3");
}

#[test]
fn a_job_whose_reports_were_removed_needs_no_attention() {
    let world = World::new().at("2026-01-01T08:00:00Z").channel("Houston", |c| c.customer("A1"));
    world.run("run-jobs").exits(0);
    let world = world.at("2027-01-20T08:00:00Z");
    world.run("jobs prune --keep 30d").exits(0);
    let status = world.run("status --format json --max-age none").json();
    let kinds: Vec<_> = status["attention"].as_array().unwrap().iter().map(|one| one["kind"].clone()).collect();
    assert!(!kinds.iter().any(|kind| kind.as_str().unwrap().starts_with("job-")), "{kinds:?}");
}

#[test]
fn reports_are_not_removed_while_a_run_is_at_work() {
    let world = aged();
    let lock = std::fs::File::create(world.path("headquarters.db.lock")).unwrap();
    lock.lock().unwrap();
    world.run("jobs prune --keep 30d").exits(75);
    drop(lock);
    world.run("jobs prune --keep 30d").exits(0);
}

#[test]
fn one_run_goes_into_a_file() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let file = world.elsewhere("run.csv");
    world.run(&["jobs", "last", "--output", file.to_str().unwrap()]).exits(0).prints("");
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("job,channel,outcome,"));
    let workbook = world.elsewhere("run.xlsx");
    world.run(&["jobs", "1", "--output", workbook.to_str().unwrap()]).exits(0).prints("");
    assert!(std::fs::read(&workbook).unwrap().starts_with(b"PK"));
}
