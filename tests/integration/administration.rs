//! `hqsync history --admin`: what happened to the store as a whole, such as the configuration that decided.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Stdio;

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use super::world::World;

fn world() -> World {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2").with("Email=nobody"));
    world.run_jobs();
    world
}

/// The events of a kind: their details with the actor, and the run if there is one.
fn noted(world: &World, event: &str) -> Vec<Value> {
    let entries = world.run("history --admin --format json").exits(0).json();
    let of_event = entries.as_array().unwrap().iter().filter(|entry| entry["event"] == event);
    of_event.map(|entry| json!([entry["details"], entry["actor"], entry["run"]])).collect()
}

#[test]
fn the_configuration_that_decided_is_noted_whenever_it_is_another_one() {
    let world = world();
    let user = world.user();
    let first = noted(&world, "configured");
    assert_eq!(first.len(), 1, "{first:#?}");
    assert_eq!((&first[0][1], &first[0][2]), (&json!(user), &json!(1)));
    assert_eq!(first[0][0]["companies"]["USRT"]["number_sequence"], "C-######");
    world.run_jobs();
    let world = world.setting("jobs.batch_size", "7").setting("language", "'nl'");
    world.run_jobs();
    assert_eq!(noted(&world, "configured").len(), 1, "what decides is the same");

    let world = world.setting("companies.USRT.currency", "'EUR'");
    world.run("edit 2 --set Email=b2@example.com --as ann").exits(0);
    let second = noted(&world, "configured").pop().unwrap();
    assert_eq!(second[0]["companies"]["USRT"]["currency"], "EUR");
    assert_eq!((&second[1], &second[2]), (&json!(world.user_as("ann")), &Value::Null));
    let shown = world.run("--lang en history --admin").exits(0).stdout;
    assert!(shown.contains("    companies.USRT.currency: `USD` → `EUR`\n"), "{shown}");

    let world = world.setting("reference.customer_groups", "['10', '30']");
    world.run("resync 2 --dry-run").exits(0);
    assert_eq!(noted(&world, "configured").len(), 2, "a rehearsal decides nothing");
    world.run("resync 2").exits(0);
    let world = world.setting("jobs.orphan_after", "'9d'").append("Houston", |c| c.customer("C3").with("Email=nobody"));
    world.run("run-jobs p").exits(0);
    let world = world.setting("reference.affiliations", "['VIP']");
    world.run("dismiss 3 --reason test").exits(0);
    let keys = |details: &Value| {
        let reference = &details[0]["reference"];
        json!([details[0]["jobs"]["orphan_after"], reference["customer_groups"], reference["affiliations"], details[2]])
    };
    let configured: Vec<_> = noted(&world, "configured").iter().map(keys).collect();
    assert_eq!(configured[2][1], json!(["10", "30"]));
    assert_eq!((&configured[3][0], &configured[3][3]), (&json!("9days"), &json!(4)));
    assert_eq!((&configured[4][2], &configured[4][3]), (&json!(["VIP"]), &Value::Null));
    assert_eq!(configured.len(), 5);
    world.verify();
}

#[test]
fn an_edit_that_changes_nothing_notes_no_configuration() {
    let world = world().setting("companies.USRT.currency", "'EUR'");
    world.run("edit 2 --set Email=nobody").exits(0);
    assert_eq!(noted(&world, "configured").len(), 1);
}

#[test]
fn whoever_saved_or_removed_a_filter_is_named() {
    let world = world();
    world.run("filter 'status = failed' --save wrong").exits(0);
    world.run("filter 'status = waiting' --save Wrong --force").exits(0);
    world.run("filter --remove-saved wrong").exits(0);
    let user = json!(world.user());
    let saved: Vec<_> = noted(&world, "saved")
        .iter()
        .map(|saved| json!([saved[0]["name"], saved[0]["expression"], saved[1]]))
        .collect();
    assert_eq!(saved, [json!(["wrong", "status = failed", user]), json!(["Wrong", "status = waiting", user])]);
    assert_eq!(noted(&world, "removed"), [json!([{"name": "wrong"}, user, null])]);
    let csv = world.run("history --admin --format csv").exits(0).stdout;
    assert!(csv.starts_with("entry,at,actor,run,event,reason,details,hash\n"), "{csv}");
    world.run("history --admin").exits(0).shows("  filter saved  ").shows("\n    expression: status = failed\n");
    world.verify();
}

#[test]
fn a_backup_is_noted_in_the_store_that_was_backed_up() {
    let world = world();
    let backup = world.run("backup copy.db --format json").exits(0).says_only("").json();
    let file = world.elsewhere("copy.db").display().to_string();
    let details = json!({"file": file, "head": backup["head"], "operations": 2});
    assert_eq!(noted(&world, "backed-up"), [json!([details, world.user(), null])]);
    world.run("backup copy.db").exits(1);
    assert_eq!(noted(&world, "backed-up").len(), 1);
    world.verify();
}

#[test]
fn a_store_that_cannot_be_written_is_backed_up_all_the_same() {
    let world = world();
    let store = world.headquarters();
    store.execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE");
    drop(store);
    fs::set_permissions(world.store_path(), fs::Permissions::from_mode(0o444)).unwrap();
    let is_root = fs::OpenOptions::new().append(true).open(world.store_path()).is_ok();
    world.run("backup copy.db").exits(0);
    assert_eq!(noted(&world, "backed-up").len(), usize::from(is_root));
}

#[test]
fn a_backup_of_a_store_that_is_locked_says_that_it_is_not_noted() {
    let world = world();
    let writer = world.headquarters();
    writer.begin_writing();
    let (_, unread) = io::pipe().unwrap();
    let mut silent = world.command("backup silent.db").stdout(Stdio::null()).stderr(unread).spawn().unwrap();
    world
        .run("backup copy.db")
        .exits(0)
        .says("the backup was made, but the audit trail does not record it: the store is locked");
    // It is made whether or not anybody reads that.
    assert_eq!(silent.wait().unwrap().code(), Some(0));
    writer.execute("COMMIT");
    assert_eq!(noted(&world, "backed-up").len(), 0);
}

#[test]
fn a_channel_is_registered_under_each_of_its_names() {
    let world = world();
    let renamed = fs::read_to_string(world.config_path()).unwrap().replace("\"Houston\"", "\"Dallas\"");
    fs::write(world.config_path(), renamed).unwrap();
    world.run("run-jobs").exits(0);
    let registered = noted(&world, "registered");
    let names: Vec<_> = registered.iter().map(|registered| json!([registered[0]["name"], registered[2]])).collect();
    assert_eq!(names, [json!(["Houston", 1]), json!(["Dallas", 2])]);
    world.run("verify").exits(0);
}
