//! `hqsync run-jobs`: what it says, its exit status, its lock and its rehearsal.

use std::fs::{self, File};
use std::io::Write as _;

use pretty_assertions::assert_eq;
use serde_json::json;

use super::world::World;

#[test]
fn it_prints_a_line_for_each_job() {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2").with("Email=nobody"));
    let outcome = world
        .run("run-jobs")
        .exits(3)
        .says_only("1 operation failed: email-invalid 1; `hqsync filter 'run = 1 and status = failed'` lists it, `hqsync show ID` says why\n");
    let lines: Vec<_> = outcome.stdout.lines().map(|line| line.splitn(3, ' ').nth(2).unwrap()).collect();
    assert_eq!(
        lines,
        [
            "P-job succeeded: 2 uploaded",
            "sync succeeded: 1 synced, 1 account assigned, 1 failed (email-invalid 1)",
            "1010 succeeded: 1 customer downloaded, 1 completed",
        ]
    );
}

#[test]
fn a_job_without_anything_to_do_says_so() {
    let world = World::new().channel("Houston", |c| c).configured("Seattle");
    let outcome = world.run("run-jobs").exits(4);
    outcome.shows("P-job partial: nothing else to do\n").shows("sync succeeded: nothing to do\n");
    let world = World::new().configured("Seattle");
    world.run("run-jobs p").exits(1).shows("P-job failed\n");
}

#[test]
fn failed_operations_are_counted_by_error_the_most_frequent_first() {
    let world = World::new().channel("Houston", |c| {
        let c = c.customer("A1").with("Email=nobody").customer("B2").with("CustGroup=77").with("Email=nobody");
        c.customer("C3").address("C3", "home", "Country=NL").customer("D4").with("Operation=9")
    });
    let errors = "email-invalid 2, malformed 1, country-unknown 1, customer-group-unknown 1";
    world.run("run-jobs --dry-run").exits(3).says(&format!("4 operations would fail: {errors}\n"));
    let outcome = world.run("run-jobs").exits(3);
    outcome
        .shows("P-job succeeded: 5 uploaded, 1 failed (malformed 1)\n")
        .shows("3 failed (email-invalid 2, country-unknown 1, customer-group-unknown 1)\n")
        .says(&format!("4 operations failed: {errors}; `hqsync filter 'run = 1 and status = failed'` lists them"));
    world.run("jobs show 1").exits(0).shows(&format!("\nFailed: {errors}\n"));
    let run = world.run("jobs show 1 --format json").exits(0).json();
    assert_eq!(run["reports"][0]["figures"]["errors"], json!({"malformed": 1}));
    assert_eq!(run["figures"]["errors"]["email-invalid"], 2);
    world.verify();
}

#[test]
fn reports_without_errors_are_read_and_verified_as_before() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run("run-jobs").exits(0);
    let figures = "SELECT figures FROM report WHERE job = 'sync'";
    let stored = world.headquarters().query(figures);
    assert!(!stored[0].contains("errors"), "{stored:?}");
    world.verify();
}

#[test]
fn a_channel_that_cannot_be_used_is_reported_once() {
    let world = World::new().channel("Houston", |c| c.customer("A1")).configured("Seattle");
    let outcome = world.run("run-jobs").exits(4);
    assert_eq!(outcome.stderr.matches("Seattle`").count(), 1, "{}", outcome.stderr);
    outcome.says("error: P-job and 1010, channel `Seattle`: `");
    world.run("run-jobs 1010").exits(4).says("error: 1010, channel `Seattle`: `");
    let shown = world.run("jobs show 1").exits(0).shows("P-job and 1010, channel `Seattle`: `").stdout;
    assert_eq!(shown.matches("channel `Seattle`").count(), 1, "{shown}");
}

#[test]
fn each_customer_is_counted_once_whatever_the_number_of_channels() {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2")).channel("Seattle", |c| c);
    let outcome = world.run("run-jobs").exits(0);
    outcome.shows("1010 succeeded: 2 customers downloaded, 2 completed\n");
    let run = world.run("jobs show 1 --format json").exits(0).json();
    assert_eq!((&run["figures"]["repeated"], &run["figures"]["downloaded"]), (&json!(2), &json!(4)));
}

#[test]
fn quiet_prints_only_problems() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run("run-jobs --quiet").exits(0).prints("").says_only("");
    let world = world.append("Houston", |c| c.customer("B2").with("Email=nobody"));
    world.run("run-jobs --quiet").exits(3).prints("").says("1 operation failed");
}

#[test]
fn json_is_one_object_with_the_figures_of_each_job_and_channel() {
    let world = World::new().channel("Houston", |c| c.customer("A1")).configured("Seattle");
    let run = world.run("run-jobs --format json").exits(4).json();
    assert_eq!((&run["run"], &run["dry_run"], &run["outcome"]), (&json!(1), &json!(false), &json!("partial")));
    let reports = run["reports"].as_array().unwrap();
    let outcomes: Vec<_> =
        reports.iter().map(|report| (&report["job"], &report["channel"], &report["outcome"])).collect();
    let [houston, seattle] = [json!("Houston"), json!("Seattle")];
    let [succeeded, failed] = [json!("succeeded"), json!("failed")];
    assert_eq!(
        outcomes,
        [
            (&json!("p"), &houston, &succeeded),
            (&json!("p"), &seattle, &failed),
            (&json!("sync"), &json!(null), &succeeded),
            (&json!("1010"), &houston, &succeeded),
            (&json!("1010"), &seattle, &failed),
        ]
    );
    assert_eq!(reports[0]["figures"], json!({"uploaded": 1, "late": 0, "failed": 0}));
    assert_eq!(reports[2]["figures"], json!({"synced": 1, "accounts": 1, "failed": 0, "waiting": 0}));
    assert_eq!(reports[3]["figures"], json!({"downloaded": 1, "completed": 1}));
}

#[test]
fn jobs_run_in_their_order_whatever_the_order_given() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    let run = world.run("run-jobs 1010 sync p --format json").exits(0).json();
    assert_eq!(run["jobs"], json!(["p", "sync", "1010"]));
    assert_eq!(world.states(), ["customer 1 completed"]);
}

#[test]
fn a_channel_that_is_named_is_the_only_one() {
    let world = World::new().channel("Houston", |c| c.customer("A1")).channel("Seattle", |c| c.customer("B2"));
    world.run("run-jobs --channel seattle").exits(0);
    assert_eq!(world.listed("channel,status"), ["Seattle completed"]);
    assert_eq!(world.query("Houston", "SELECT * FROM CUSTTABLE"), [""; 0]);
    world.run("run-jobs p --channel Houston --channel Seattle").exits(0);
    assert_eq!(world.listed("channel,status"), ["Seattle completed", "Houston pending"]);
}

#[test]
fn failed_operations_of_an_earlier_run_are_not_this_runs() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody"));
    world.run("run-jobs").exits(3);
    world.run("run-jobs").exits(0);
}

#[test]
fn a_rehearsal_changes_nothing() {
    let world = World::new().channel("Houston", |c| c.customer("A1").address("A1", "home", ""));
    world.run_jobs();
    let world = world.append("Houston", |c| c.update("A1").with("Phone=555-0199").customer("B2").with("Email=nobody"));
    let before = world.files();
    world.run("run-jobs --dry-run").exits(3).says("dry run: nothing was changed");
    assert!(world.files() == before, "the files are the same byte by byte");
    assert_eq!(world.states().len(), 2);
}

#[test]
fn a_rehearsal_of_the_first_run_leaves_no_store() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run("run-jobs --dry-run").exits(0);
    assert!(!world.has_store());
    assert!(!world.path("headquarters.db.lock").exists());
    assert_eq!(world.query("Houston", "SELECT count(*) FROM CUSTTABLE"), ["0"]);
}

#[test]
fn a_rehearsal_reports_the_figures_of_the_real_run() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").address("A1", "home", "Country=XX").contact("A1", "mobile", ""))
        .channel("Seattle", |c| c.update("A1").affiliation("C3", "VIP").customer("B2").operation(7));
    for _ in 0..2 {
        let figures = |command: &str| {
            let run = world.run(command).json();
            let reports = run["reports"].as_array().unwrap();
            reports
                .iter()
                .map(|report| json!([report["job"], report["channel"], report["figures"]]))
                .collect::<Vec<_>>()
        };
        let rehearsed = figures("run-jobs --dry-run --format json");
        assert_eq!(rehearsed, figures("run-jobs --format json"));
    }
}

#[test]
fn a_second_run_hears_who_holds_the_lock_and_ends_with_75() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let mut lock = File::create(world.path("headquarters.db.lock")).unwrap();
    lock.write_all(b"ann@hq, process 7, since 2026-11-01 08:00:00").unwrap();
    lock.lock().unwrap();
    for command in ["run-jobs", "run-jobs --wait 1ms", "run-jobs p --quiet --dry-run"] {
        let outcome = world.run(command).exits(75).prints("");
        outcome.says("headquarters.db`: ann@hq, process 7, since 2026-11-01 08:00:00\n").says("--wait 5m");
    }
    assert_eq!(world.states(), ["customer 1 completed"], "reading works meanwhile");
}

#[test]
fn a_second_run_is_turned_away_even_if_somebody_removed_the_lock_file() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    // A run locks the store's file, too.
    let store = File::open(world.store_path()).unwrap();
    store.lock().unwrap();
    std::fs::remove_file(world.path("headquarters.db.lock")).unwrap();
    world.run("run-jobs --quiet").exits(75).says("another run is at work").says("its lock file was removed");
    world.run("status").exits(0);
    drop(store);
    world.run("run-jobs --quiet").exits(0);
}

#[test]
fn a_second_run_may_wait_for_the_first() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    let lock = File::create(world.path("headquarters.db.lock")).unwrap();
    lock.lock().unwrap();
    let mut waiting = world.command("run-jobs --wait 5m --quiet").spawn().unwrap();
    drop(lock);
    assert!(waiting.wait().unwrap().success());
    assert_eq!(world.states(), ["customer 1 completed"]);
}

/// A run that waits for a lock that somebody else holds, and listens to signals.
#[cfg(target_os = "linux")]
fn waiting_run(world: &World, begin: &str) -> std::process::Child {
    let line = format!("{begin}; exec \"$0\" \"$@\"");
    let program = world.command("run-jobs --wait 5m --quiet");
    let mut shell = std::process::Command::new("sh");
    shell.arg("-c").arg(line).arg(program.get_program()).args(program.get_args());
    let run = shell.spawn().unwrap();
    let caught = |status: &str| status.lines().find_map(|line| line.strip_prefix("SigCgt:")).map(str::to_owned);
    let status = format!("/proc/{}/status", run.id());
    let listens = || {
        let mask = caught(&std::fs::read_to_string(&status).unwrap()).unwrap();
        u64::from_str_radix(mask.trim(), 16).unwrap() & (1 << 14) != 0
    };
    while !listens() {
        std::thread::yield_now();
    }
    run
}

#[test]
#[cfg(target_os = "linux")]
fn a_closed_terminal_stops_a_run_as_a_request_to_end_does() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    let lock = File::create(world.path("headquarters.db.lock")).unwrap();
    lock.lock().unwrap();
    let ends = |begin: &str, signals: &[&str]| {
        let mut run = waiting_run(&world, begin);
        for signal in signals {
            std::process::Command::new("kill").args(["-s", signal, &run.id().to_string()]).status().unwrap();
        }
        run.wait().unwrap().code()
    };
    assert_eq!(ends("true", &["HUP"]), Some(129));
    assert_eq!(ends("true", &["TERM"]), Some(143));
    assert_eq!(ends("trap '' HUP", &["HUP", "TERM"]), Some(143), "`nohup` is for what goes on");
}

#[test]
fn what_was_rolled_back_is_not_counted() {
    let world = World::new()
        .setting("jobs.batch_size", "2")
        .channel("Houston", |c| c.customer("A1").customer("B2").customer("C3").customer("D4"));
    world.run("run-jobs p").exits(0);
    world.headquarters().refuse("trap", "UPDATE", "operation", "new.id = 4", "no");
    let run = world.run("run-jobs sync --format json").exits(4).says("no").json();
    assert_eq!(run["figures"]["synced"], 2);
    assert_eq!(run["reports"][0]["figures"], json!({"synced": 2, "accounts": 2, "failed": 0, "waiting": 0}));
    assert_eq!(world.listed("status"), ["synced", "synced", "pending", "pending"]);
    assert_eq!(world.run("jobs show 2 --format json").json()["reports"], run["reports"]);
    // Where nothing was committed, nothing was done.
    world.run("run-jobs sync").exits(1).prints("");
}

#[test]
fn many_channels_that_are_away_are_tried_again_together() {
    let world = World::new().setting("jobs.try_count", "5").channel("Houston", |c| c.customer("A1"));
    let away = (1..=120).map(|id| {
        format!("\n[[channels]]\nname = \"Away {id}\"\nid = {id}\ncompany = \"USRT\"\ndatabase = \"away/{id}.db\"\n")
    });
    let config = fs::read_to_string(world.config_path()).unwrap() + &away.collect::<String>();
    fs::write(world.config_path(), config).unwrap();
    // One after the other they would wait for six minutes in each job.
    let run = world.run("run-jobs --format json").exits(4).json();
    let reports = run["reports"].as_array().unwrap();
    let of = |job: &str| reports.iter().filter(|report| report["job"] == job).collect::<Vec<_>>();
    let (uploads, downloads) = (of("p"), of("1010"));
    assert_eq!((uploads.len(), downloads.len()), (121, 121));
    assert_eq!((&uploads[0]["channel"], &uploads[120]["channel"]), (&json!("Houston"), &json!("Away 120")));
    for (upload, download) in uploads.iter().zip(&downloads) {
        assert_eq!((&upload["channel"], &upload["failure"]), (&download["channel"], &download["failure"]));
    }
    assert_eq!(world.states(), ["customer 1 completed"]);
}

/// Starts a command, and waits until it handles SIGTERM itself.
#[cfg(target_os = "linux")]
fn start_listening(world: &World, command: &str) -> std::process::Child {
    let child = world.command(command).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let handles_termination = || {
        let status = fs::read_to_string(&status).unwrap();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap();
        u64::from_str_radix(mask.trim(), 16).unwrap() & (1 << 14) != 0
    };
    while !handles_termination() {
        std::thread::yield_now();
    }
    child
}

#[test]
#[cfg(target_os = "linux")]
fn a_signal_ends_what_waits_for_another_programs_transaction() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody"));
    world.run("run-jobs").exits(3);
    let world = world.append("Houston", |c| c.customer("B2"));
    let other = world.headquarters();
    other.begin_writing();
    for (command, signal, status) in
        [("run-jobs", "TERM", 143), ("run-jobs sync", "INT", 130), ("channels reset Houston --yes", "TERM", 143)]
    {
        let waiting = start_listening(&world, command);
        std::process::Command::new("kill").args(["-s", signal, &waiting.id().to_string()]).status().unwrap();
        let ended = waiting.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(status), "{command}: {}", String::from_utf8_lossy(&ended.stderr));
    }
    other.execute("ROLLBACK");
    assert_eq!(world.states(), ["customer 1 failed email-invalid"]);
    assert_eq!(world.run("jobs").exits(0).stdout.lines().count(), 2, "nothing was begun");
    world.run("run-jobs").exits(0);
}

#[test]
fn an_unknown_channel_comes_with_the_nearest_name() {
    let world = World::new().channel("Houston", |c| c).channel("Seattle", |c| c);
    world
        .run("run-jobs --channel Seatle")
        .exits(2)
        .says_only("error: unknown channel `Seatle`\nhint: did you mean `Seattle`?\n");
    world.run("run-jobs --channel Paris").exits(2).says("known: `Houston`, `Seattle`");
    assert!(!world.has_store());
}

#[test]
fn an_unknown_job_comes_with_the_jobs_there_are() {
    World::new().run("run-jobs sink").exits(2).says("[possible values: p, sync, 1010]");
}

#[test]
fn what_cron_reads_has_no_control_characters() {
    let world = World::new().channel("Houston", |c| c.customer("A1")).configured("Seattle");
    let outcome = world.run("run-jobs").exits(4);
    let text = format!("{}{}", outcome.stdout, outcome.stderr);
    assert!(!text.replace('\n', "").chars().any(char::is_control), "{text:?}");
}

#[test]
fn help_tells_the_exit_statuses() {
    let world = World::new();
    let help = world.run("--help").exits(0).shows("Exit status:\n  0    done\n");
    for status in ["1 ", "2 ", "3 ", "4 ", "75", "130"] {
        assert!(help.stdout.contains(&format!("\n  {status}")), "{status}");
    }
}

#[test]
fn what_is_no_number_and_no_duration_is_a_wrong_usage() {
    let world = World::new();
    for command in ["run-jobs --wait soon", "list --limit many", "list --format xml", "lst", ""] {
        world.run(command).exits(2).prints("");
    }
}

#[test]
fn a_command_that_waits_says_for_whom() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let mut lock = File::options().write(true).truncate(true).open(world.path("headquarters.db.lock")).unwrap();
    lock.lock().unwrap();
    lock.write_all(b"ann@hq, process 7, since 2026-11-01 08:00:00\n").unwrap();
    let waits = "waiting for ann@hq, process 7, since 2026-11-01 08:00:00\n";
    world.run("run-jobs --wait 300ms").exits(75).says(waits);
    let quiet = world.run("run-jobs --wait 300ms --quiet").exits(75);
    assert!(!quiet.stderr.contains("waiting"), "{}", quiet.stderr);

    let mut waiting = world.start("channels reset Houston --yes --wait 5m");
    while waiting.said().is_empty() {
        assert!(!waiting.has_ended());
    }
    waiting.signal("INT");
    waiting.end().exits(130).prints("").says_only(&format!("{waits}interrupted while waiting; nothing was done\n"));
    let waiting = world.start("run-jobs --wait 5m");
    while waiting.said().is_empty() {}
    drop(lock);
    waiting.end().exits(0).says_only(waits);
}

#[test]
fn a_configuration_without_channels_is_a_mistake() {
    let world = World::new();
    let path = world.config_path().display().to_string();
    for command in ["run-jobs", "run-jobs sync --dry-run"] {
        world
            .run(command)
            .exits(1)
            .says_only(&format!(
                "error: configuration `{path}` has no channels\nhint: add a table `[[channels]]` for each store and web shop; `hqsync init FILE` writes an example\n"
            ));
    }
    assert!(!world.has_store(), "nothing is created");
}
