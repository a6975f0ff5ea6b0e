//! `hqsync channels`: what is configured, and empty channel databases.

use pretty_assertions::assert_eq;
use serde_json::json;

use super::world::World;

#[test]
fn channels_are_shown_before_the_first_run() {
    let world = World::new().channel("Houston", |c| c.customer("A1")).configured("Aarhus");
    let channels = world.run("channels --format json").exits(0).json();
    let database = world.channel_path("Houston").display().to_string();
    assert_eq!(
        channels[0],
        json!({"channel": "Houston", "company": "USRT", "database": database, "last_contact": null,
            "bookmarks": null, "gaps": null, "behind": null, "error": null})
    );
    assert_eq!((&channels[1]["channel"], &channels[1]["company"]), (&json!("Aarhus"), &json!("DKRT")));
}

#[test]
fn channels_are_shown_with_bookmarks_and_last_contact() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").counter(3).customer("B2").counter(7).address("A1", "home", ""));
    world.run_jobs();
    let channel = world.run("channels --format json").exits(0).json()[0].clone();
    assert_eq!(channel["bookmarks"], json!({"RETAILASYNCCUSTOMERV2": 7, "RETAILASYNCADDRESSV2": 1}));
    assert_eq!((&channel["gaps"], &channel["behind"]), (&json!(3), &json!(0)));
    assert!(channel["last_contact"].as_str().unwrap().ends_with('Z'));
    world.run("channels --format table").exits(0).shows("customer 7, address 1");
}

#[test]
fn a_channel_that_failed_is_shown_with_its_error() {
    let world = World::new().configured("Houston");
    world.run("run-jobs").exits(1);
    let error = world.run("channels --format json").exits(0).json()[0]["error"].clone();
    assert!(error.as_str().unwrap().contains("does not exist"), "{error}");
}

#[test]
fn an_empty_channel_database_is_made_where_the_configuration_says() {
    let world = World::new().configured("Houston");
    let path = world.channel_path("Houston");
    world.run("channels create houston").exits(0).prints(&format!("created the channel database {}\n", path.display()));
    let world = world.append("Houston", |c| c.customer("A1"));
    world.run("run-jobs").exits(0);
}

#[test]
fn a_channel_database_that_exists_is_not_touched() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    let before = world.files();
    world.run("channels create Houston").exits(1).says("channel `Houston`").says("already exists");
    assert!(world.files() == before);
}

#[test]
fn an_unknown_channel_comes_with_the_nearest_name() {
    let world = World::new().channel("Houston", |c| c);
    world.run("channels create Huston").exits(2).says("unknown channel `Huston`").says("did you mean `Houston`?");
}
