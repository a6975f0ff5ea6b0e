//! The P-job: every row once, whenever and in whatever form it appears.

use pretty_assertions::assert_eq;
use rusqlite::types::Value;
use serde_json::json;

use super::rows::guid;
use super::world::World;

#[test]
fn a_row_is_taken_once() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run("run-jobs p").exits(0);
    world.run("run-jobs p").exits(0);
    assert_eq!(world.states(), ["customer 1 pending"]);
}

#[test]
fn a_row_that_appears_below_the_bookmark_later_is_taken() {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2").counter(5));
    world.run_jobs();
    let world = world.append("Houston", |c| c.customer("C3").counter(3).customer("D4").counter(2));
    let figures = world.run("run-jobs p --format json").exits(0).json()["figures"].clone();
    assert_eq!(figures["uploaded"], 2);
    assert_eq!(figures["late"], 2);

    let world = world.then("Houston", |c| c.customer("E5").counter(4));
    assert_eq!(
        world.listed("counter,async")[2..],
        [2, 3, 4].map(|at| format!("{at} {}", guid(["D4", "C3", "E5"][at - 2])))
    );
}

#[test]
fn a_row_below_the_very_first_one_is_taken_too() {
    let world = World::new().channel("Houston", |c| c.customer("A1").counter(1_000));
    world.run_jobs();
    let world =
        world.then("Houston", |c| c.customer("B2").counter(7).customer("C3").counter(0).customer("D4").counter(-4));
    assert_eq!(world.listed("counter,status"), ["1000 completed", "-4 completed", "0 completed", "7 completed"]);
}

#[test]
fn rows_come_in_batches_of_any_size() {
    let world = World::new().setting("jobs.batch_size", "2").channel("Houston", |c| {
        (0..5).fold(c, |rows, number| rows.customer(&format!("A{number}")).counter(10 + 2 * number))
    });
    world.run_jobs();
    let world = world.then("Houston", |c| {
        (5..9).fold(c, |rows, number| rows.customer(&format!("A{number}")).counter(1 + 2 * number))
    });
    let counters: Vec<_> =
        [10, 12, 14, 16, 18, 11, 13, 15, 17].iter().map(|counter| format!("{counter} completed")).collect();
    assert_eq!(world.listed("counter,status"), counters);
}

#[test]
fn columns_that_the_contract_does_not_know_are_kept_and_shown() {
    let world = World::new()
        .channel("Houston", |c| c)
        .execute("Houston", "ALTER TABLE RETAILASYNCCUSTOMERV2 ADD COLUMN LoyaltyPreference TEXT")
        .append("Houston", |c| c.customer("A1").set("LoyaltyPreference", "e-mail only".to_owned()));
    world.run_jobs();
    let kept = "e-mail only".to_owned();
    assert_eq!(world.field(1, "LoyaltyPreference"), (None, kept.clone(), kept));
}

#[test]
fn a_column_may_be_added_between_two_runs() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let world = world
        .execute("Houston", "ALTER TABLE RETAILASYNCCUSTOMERV2 ADD COLUMN TIER TEXT")
        .then("Houston", |c| c.update("A1").with("TIER=gold"));
    assert_eq!(world.listed("description")[1], "changed: TIER");
    assert_eq!(
        world.show(1)["attributes"].as_array().unwrap().len() + 1,
        world.show(2)["attributes"].as_array().unwrap().len()
    );
}

#[test]
fn columns_are_matched_in_any_case() {
    let world = World::new()
        .channel("Houston", |c| c)
        .execute("Houston", "ALTER TABLE RETAILASYNCCUSTOMERV2 RENAME COLUMN EMAIL TO Email")
        .append("Houston", |c| c.customer("A1").with("Email=molly@example.com"));
    world.run_jobs();
    assert_eq!(world.query("Houston", "SELECT EMAIL FROM DIRPARTYTABLE"), ["molly@example.com"]);
}

#[test]
fn a_channel_behind_its_bookmark_fails_and_the_way_out_is_named() {
    let world =
        World::new().channel("Houston", |c| c.customer("A1").customer("B2")).channel("Seattle", |c| c.customer("C3"));
    world.run_jobs();
    let world = world
        // As in an older copy, the file does not know of the rows.
        .execute("Houston", "DELETE FROM RETAILASYNCCUSTOMERV2 WHERE REPLICATIONCOUNTERFROMORIGIN > 1")
        .execute("Houston", "DELETE FROM HQSYNC_BOOKMARK")
        .append("Houston", |c| c.address("A1", "home", ""))
        .append("Seattle", |c| c.customer("D4"));
    world
        .run("run-jobs")
        .exits(4)
        .says("`Houston`")
        .says("was restored or replaced: the newest row of `RETAILASYNCCUSTOMERV2` has counter 1, but rows up to 2")
        .says("hqsync channels reset \"Houston\"");
    assert_eq!(
        world.listed("channel,record,status"),
        [
            "Houston customer completed",
            "Houston customer completed",
            "Seattle customer completed",
            "Seattle customer completed"
        ],
        "no row of the restored channel is taken, and none of the other one is missed"
    );
}

#[test]
fn an_emptied_channel_is_behind_its_bookmark() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let world = world.execute("Houston", "DELETE FROM RETAILASYNCCUSTOMERV2; DELETE FROM HQSYNC_BOOKMARK");
    world.run("run-jobs p").exits(1).says("`RETAILASYNCCUSTOMERV2` is empty, but rows up to 1 were uploaded before");
}

#[test]
fn a_malformed_row_is_kept_as_it_came() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1")
            .operation(7)
            .at("31/12/2026 late")
            .set("CUSTACCOUNTASYNC", "not-a-guid".to_owned())
            .with("Email=jdoe@")
    });
    world.run("run-jobs --quiet").exits(3);
    let shown = world.show(1);
    assert_eq!(shown["timestamp"], json!(null));
    assert_eq!(shown["operation"], json!(null));
    assert_eq!(shown["async_customer_account"], "not-a-guid");
    assert_eq!(shown["errors"].as_array().unwrap().len(), 3);
    assert_eq!(world.field(1, "Email").2, "jdoe@");
}

#[test]
fn values_of_another_type_than_the_columns_are_kept() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").set("PHONE", Value::Blob(b"555-0100".to_vec())).set("ORGANIZATIONID", 2.5).set("VATNUM", 7)
    });
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.field(1, "Phone").2, "555-0100");
    assert_eq!(world.field(1, "OrganizationId").2, "2.5");
    assert_eq!(world.field(1, "VatNum").2, "7");
}

#[test]
fn a_malformed_rows_time_of_receipt_is_its_place_in_the_list() {
    let world = World::new().channel("Houston", |c| c.customer("A1").at("2001-01-01").customer("B2").at("later"));
    world.run_jobs();
    world.run("list --columns counter,timestamp").prints("counter,timestamp\n2,\n1,2001-01-01T00:00:00Z\n");
}

#[test]
fn a_counter_may_be_as_large_or_as_small_as_there_is() {
    let world =
        World::new().channel("Houston", |c| c.customer("A1").counter(i64::MAX).customer("B2").counter(i64::MIN));
    world.run_jobs();
    let world = world.then("Houston", |c| c.customer("C3").counter(i64::MAX - 1).customer("D4").counter(i64::MIN + 1));
    let counters = [i64::MIN, i64::MAX, i64::MIN + 1, i64::MAX - 1];
    assert_eq!(world.listed("counter,status"), counters.map(|counter| format!("{counter} completed")));
    world.run("channels").exits(0);
}
