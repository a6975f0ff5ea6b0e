//! `--metrics FILE` of `run-jobs` and `status`: figures for Prometheus's node exporter.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt as _;

use pretty_assertions::assert_eq;

use super::world::World;

/// The samples of a file by name and labels, read as strictly as the collector does.
fn samples(world: &World, file: &str) -> BTreeMap<String, f64> {
    let text = fs::read_to_string(world.elsewhere(file)).unwrap();
    assert!(text.ends_with('\n'), "{text}");
    let (mut samples, mut types) = (BTreeMap::new(), BTreeMap::new());
    let mut present = String::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("# HELP ") {
            let (name, help) = rest.split_once(' ').unwrap();
            assert!(!help.is_empty());
            name.clone_into(&mut present);
        } else if let Some(rest) = line.strip_prefix("# TYPE ") {
            let (name, kind) = rest.split_once(' ').unwrap();
            assert_eq!(name, present);
            assert!(["gauge", "counter", "summary"].contains(&kind));
            assert_eq!(kind == "counter", name.ends_with("_total"));
            assert!(types.insert(name.to_owned(), kind.to_owned()).is_none(), "TYPE of {name} twice");
        } else {
            let (key, value) = line.rsplit_once(' ').unwrap();
            let name = key.split('{').next().unwrap();
            let base = name.trim_end_matches("_sum").trim_end_matches("_count");
            // Were there a time behind the value, this would be no key.
            assert!(types.contains_key(base) && (key == name || key.ends_with("\"}")), "{line}");
            assert!(samples.insert(key.to_owned(), value.parse().unwrap()).is_none(), "{key} twice");
        }
    }
    samples
}

fn value(samples: &BTreeMap<String, f64>, key: &str) -> Option<f64> {
    samples.get(key).copied()
}

const EIGHT: f64 = 1_795_161_600.0;

#[test]
fn a_run_leaves_what_it_measured() {
    let world = World::new()
        .at("2026-11-20T08:00:00Z")
        .channel("Houston", |c| {
            c.customer("A1").at("2026-11-20 07:50:00").customer("B2").with("Email=nobody").at("2026-11-20 07:00:00")
        })
        .configured("Seattle");
    world.run("run-jobs --quiet --metrics hqsync.prom").exits(4);
    let samples = samples(&world, "hqsync.prom");
    let of = |key: &str| value(&samples, key);
    for (state, count) in
        [("pending", 0.0), ("waiting", 0.0), ("failed", 1.0), ("synced", 0.0), ("completed", 1.0), ("dismissed", 0.0)]
    {
        assert_eq!(of(&format!("hqsync_operations{{channel=\"Houston\",state=\"{state}\"}}")), Some(count), "{state}");
        assert_eq!(of(&format!("hqsync_operations{{channel=\"Seattle\",state=\"{state}\"}}")), Some(0.0), "{state}");
    }
    assert_eq!(of(r#"hqsync_problems{channel="Houston",code="email-invalid"}"#), Some(1.0));
    assert_eq!(of(r#"hqsync_operations_received_total{channel="Houston"}"#), Some(2.0));
    assert_eq!(of(r#"hqsync_oldest_operation_timestamp_seconds{state="failed"}"#), Some(EIGHT - 3_600.0));
    assert_eq!(of(r#"hqsync_oldest_operation_timestamp_seconds{state="pending"}"#), None);
    assert_eq!(of(r#"hqsync_channel_up{channel="Houston"}"#), Some(1.0));
    assert_eq!(of(r#"hqsync_channel_up{channel="Seattle"}"#), Some(0.0));
    assert_eq!(of(r#"hqsync_channel_last_contact_timestamp_seconds{channel="Houston"}"#), Some(EIGHT));
    assert_eq!(of(r#"hqsync_channel_last_contact_timestamp_seconds{channel="Seattle"}"#), None);
    assert_eq!(of(r#"hqsync_channel_customers_behind{channel="Seattle"}"#), Some(1.0));
    assert_eq!(of(r#"hqsync_channel_missing_counters{channel="Houston"}"#), Some(0.0));
    // On Seattle, p and 1010 failed.
    assert_eq!(of(r#"hqsync_job_last_success_timestamp_seconds{job="p"}"#), None);
    assert_eq!(of(r#"hqsync_job_last_success_timestamp_seconds{job="sync"}"#), Some(EIGHT));
    for job in ["p", "sync", "1010"] {
        assert_eq!(of(&format!("hqsync_job_last_run_timestamp_seconds{{job=\"{job}\"}}")), Some(EIGHT));
        assert_eq!(of(&format!("hqsync_job_duration_seconds{{job=\"{job}\"}}")), Some(0.0));
    }
    assert_eq!(of(r#"hqsync_customer_wait_seconds{quantile="0.95"}"#), Some(600.0));
    assert_eq!(of("hqsync_customer_wait_seconds_count"), Some(1.0));
    assert_eq!(of("hqsync_last_run_exit_status"), Some(4.0));
    let mode = fs::metadata(world.elsewhere("hqsync.prom")).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o644, "the collector is another user");
}

#[test]
fn status_measures_the_same_and_replaces_the_file_as_a_whole() {
    let world = World::new()
        .at("2026-11-20T08:00:00Z")
        .channel("Houston", |c| c.customer("A1").customer("B2").with("Email=nobody"));
    world.run("run-jobs --metrics a.prom").exits(3);
    fs::write(world.elsewhere("b.prom"), "old").unwrap();
    fs::set_permissions(world.elsewhere("b.prom"), fs::Permissions::from_mode(0o600)).unwrap();
    world.run("status --metrics b.prom").exits(3);
    assert_eq!(samples(&world, "a.prom"), samples(&world, "b.prom"));
    let names: BTreeSet<_> =
        fs::read_dir(world.elsewhere("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "nothing else is left: {names:?}");
    let mode = fs::metadata(world.elsewhere("b.prom")).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o644);
}

#[test]
fn a_job_succeeded_when_it_last_did_even_if_another_fails() {
    let world = World::new().at("2026-11-20T08:00:00Z").channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let world = world.configured("Seattle").at("2026-11-20T08:05:00Z");
    world.run("run-jobs --metrics a.prom --quiet").exits(4);
    let samples = samples(&world, "a.prom");
    let success = |job: &str| value(&samples, &format!("hqsync_job_last_success_timestamp_seconds{{job=\"{job}\"}}"));
    assert_eq!([success("p"), success("sync"), success("1010")], [Some(EIGHT), Some(EIGHT + 300.0), Some(EIGHT)]);
}

#[test]
fn a_run_that_fails_before_it_begins_says_so() {
    let world = World::new();
    world.run("run-jobs --metrics a.prom").exits(1).says("has no channels");
    assert_eq!(value(&samples(&world, "a.prom"), "hqsync_last_run_exit_status"), Some(1.0));
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    world.run("run-jobs --channel Nowhere --metrics a.prom").exits(2);
    let samples = samples(&world, "a.prom");
    assert_eq!(value(&samples, "hqsync_last_run_exit_status"), Some(2.0));
    assert_eq!(value(&samples, r#"hqsync_operations{channel="Houston",state="completed"}"#), Some(1.0));
}

#[test]
fn a_run_that_finds_the_lock_held_leaves_the_file_as_it_is() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    fs::write(world.elsewhere("a.prom"), "old\n").unwrap();
    let lock = File::open(world.path("headquarters.db.lock")).unwrap();
    lock.lock().unwrap();
    world.run("run-jobs --metrics a.prom").exits(75);
    assert_eq!(fs::read_to_string(world.elsewhere("a.prom")).unwrap(), "old\n");
    drop(lock);
    world.run("run-jobs --metrics a.prom").exits(0);
    samples(&world, "a.prom");
}

#[test]
fn metrics_replace_no_file_in_use() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let before = world.files();
    for name in ["headquarters.db", "headquarters.db-wal", "hqsync.toml", "channels/houston.db"] {
        for command in ["run-jobs", "status"] {
            let file = world.path(name).display().to_string();
            world.run(&[command, "--metrics", file.as_str()]).exits(1).says(" cannot be written: it is ");
        }
    }
    world.is_as(&before);
}

#[test]
fn a_run_whose_metrics_cannot_be_written_is_done_all_the_same() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run("run-jobs --metrics nowhere/a.prom").exits(5).says("nowhere/a.prom");
    assert_eq!(world.listed("status"), ["completed"]);
}

#[test]
fn a_rehearsal_measures_nothing() {
    World::new().channel("Houston", |c| c).run("run-jobs --dry-run --metrics a.prom").exits(2);
}

#[test]
fn names_of_channels_are_labels_whatever_they_are() {
    let world =
        World::new().channel("Houston", |c| c.customer("A1")).channel_setting("Houston", "name", "A \"b\" \\ c");
    world.run("run-jobs --metrics a.prom").exits(0);
    let samples = samples(&world, "a.prom");
    assert_eq!(value(&samples, r#"hqsync_channel_up{channel="A \"b\" \\ c"}"#), Some(1.0));
}
