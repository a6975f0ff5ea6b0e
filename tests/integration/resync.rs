//! `hqsync resync`: operations are synchronized now, then what waited for them.

use pretty_assertions::assert_eq;
use serde_json::json;

use super::rows::guid;
use super::world::World;

/// A customer of an unknown group, with a contact and an update that wait for its creation.
fn unknown_group() -> World {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").with("CustGroup=50").update("A1").with("Phone=555-0100").contact("A1", "mobile", "")
    });
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 failed customer-group-unknown", "customer 2 waiting", "contact 1 waiting"]);
    world
}

#[test]
fn the_configuration_counts_as_it_is_now() {
    let world = unknown_group();
    world.run("resync 1").exits(3);
    let world = world.setting("reference.customer_groups", "['50']");
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.listed("status,attempts")[0], "failed 2", "a run does not try again by itself");
    let outcome = world.run("resync 1").exits(0).says_only("");
    outcome.prints(
        "Id  Channel name  Record    Customer sync status  Outcome
──  ────────────  ────────  ────────────────────  ─────────────────────────
 1  Houston       customer  synced                customer C-000001 created
 2  Houston       customer  synced                changed: CustGroup, Phone
 3  Houston       contact   synced                contact created
3 synced
",
    );
}

#[test]
fn everything_that_waited_goes_through_in_its_order() {
    let world = unknown_group().setting("reference.customer_groups", "['30', '50']");
    let json = world.run("resync 1 --format json").exits(0).json();
    let operations = json["operations"].as_array().unwrap();
    let became: Vec<_> =
        operations.iter().map(|op| json!([op["id"], op["status"], op["asked"], op["description"]])).collect();
    assert_eq!(
        json!(became),
        json!([
            [1, "synced", true, "customer C-000001 created"],
            [2, "synced", false, "changed: CustGroup, Phone"],
            [3, "synced", false, "contact created"],
        ])
    );
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.listed("status"), ["completed", "completed", "completed"]);
    assert_eq!(world.query("Houston", "SELECT PHONE FROM DIRPARTYTABLE"), ["555-0100"]);
}

#[test]
fn a_rehearsal_says_what_would_happen_and_changes_nothing() {
    let world = unknown_group().setting("reference.customer_groups", "['30', '50']");
    let before = world.files();
    world.run("resync 1 --dry-run").exits(0).shows("3 would be synced\n").says_only("dry run: nothing was changed\n");
    world.is_as(&before);
    world.run("resync 1").exits(0).shows("3 synced\n");
}

#[test]
fn one_that_waits_says_for_which() {
    let world = unknown_group();
    world.run("resync 2").exits(0).shows(" 2  Houston       customer  waiting               waits for 1\n1 waiting\n");
    let json = world.run("resync 3 --format json").exits(0).json();
    let operation = &json["operations"][0];
    assert_eq!((&operation["status"], &operation["waits_for"]), (&json!("waiting"), &json!([1])));
    assert_eq!(world.listed("attempts"), ["1", "0", "0"], "waiting is no try");
}

#[test]
fn one_whose_customer_nobody_knows_says_so() {
    let world = World::new().channel("Houston", |c| c.contact("A1", "mobile", ""));
    world.run_jobs();
    world.run("resync 1").exits(0).shows("waiting").shows(&format!("headquarters has no customer `{}`", guid("A1")));
    let world = world.setting("jobs.orphan_after", "'0s'");
    world.run("resync 1").exits(3).shows("1 failed\n");
}

#[test]
fn one_that_waits_goes_through_with_what_is_pending_before_it() {
    let world = unknown_group();
    world.run("edit 1 --set CustGroup=10").exits(0);
    let json = world.run("resync 3 --format json").exits(0).json();
    let operations = json["operations"].as_array().unwrap();
    let became: Vec<_> = operations.iter().map(|op| json!([op["id"], op["status"], op["asked"]])).collect();
    assert_eq!(json!(became), json!([[1, "synced", false], [2, "synced", false], [3, "synced", true]]));
}

#[test]
fn pending_operations_on_the_same_record_go_first() {
    let world = World::new().channel("Houston", |c| {
        let c = c.customer("A1").address("A1", "home", "City=Houston").address("A1", "home", "City=Dallas");
        c.address("A1", "work", "City=Austin")
    });
    world.run("run-jobs p").exits(0);
    world.run("resync 3").exits(0).shows("3 synced\n");
    assert_eq!(world.listed("status"), ["synced", "synced", "synced", "pending"], "another record is not touched");
    assert_eq!(world.field(3, "City"), (Some("Houston".into()), "Dallas".into(), "Dallas".into()));
}

#[test]
fn what_is_pending_between_goes_before_what_is_released() {
    let world = World::new().channel("Houston", |c| {
        let c = c.customer("A1").update("A1").with("Phone=none").update("A1").with("Phone=555-0102");
        c.update("A1").with("Phone=555-0103")
    });
    world.run_jobs();
    assert_eq!(world.listed("status"), ["completed", "failed", "waiting", "waiting"]);
    world.run("edit 3 --set Phone=555-0199").exits(0);
    world.run("edit 2 --set Phone=555-0101 --resync").exits(0).shows("3 synced\n");
    assert_eq!(world.listed("description")[1..], ["changed: Phone", "changed: Phone", "changed: Phone"]);
    assert_eq!(world.field(4, "Phone"), (Some("555-0199".into()), "555-0103".into(), "555-0103".into()));
}

#[test]
fn a_dismissed_operation_is_revived() {
    let world = unknown_group();
    world.run("dismiss 1 --reason 'a mistake'").exits(0);
    world.run("resync 1").exits(3).shows("1 failed\n");
    assert_eq!(world.states()[0], "customer 1 failed customer-group-unknown");
    world.run("dismiss 1 --reason 'a mistake'").exits(0);
    let world = world.setting("reference.customer_groups", "['30', '50']");
    world.run("resync 1").exits(0);
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.listed("status"), ["completed", "completed", "completed"]);
}

#[test]
fn one_that_waits_for_its_customer_is_dismissed_and_revived_as_often_as_anybody_likes() {
    let world = World::new().channel("Houston", |c| c.contact("A1", "mobile", ""));
    world.run_jobs();
    for _ in 0..3 {
        world.run("dismiss 1 --reason 'a test'").exits(0);
        assert_eq!(world.states(), ["contact 1 dismissed customer-unknown"]);
        world.run("resync 1").exits(0);
        assert_eq!(world.states(), ["contact 1 waiting customer-unknown"]);
    }
    let world = world.then("Houston", |c| c.customer("A1"));
    assert_eq!(world.listed("status"), ["completed", "completed"]);
}

#[test]
fn an_operation_that_has_gone_through_is_not_synchronized_again() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    for (job, state) in [("p sync", "synced"), ("1010", "completed")] {
        world.run(&format!("run-jobs {job}")).exits(0);
        let before = world.files();
        let error =
            format!("error: operation 1 is {state}, so it cannot be resynced\nhint: it is already synchronized\n");
        world.run("resync 1").exits(1).prints("").says_only(&error);
        world.is_as(&before);
    }
    world.run("resync 99").exits(1).says("error: there is no operation 99\nhint: the store has operations 1 to 1");
    world.run("resync").exits(2).says("error: no operations selected");
}

#[test]
fn a_malformed_operation_stays_failed_and_is_no_try() {
    let world = World::new().channel("Houston", |c| c.customer("A1").operation(7).customer("B2"));
    world.run_jobs();
    world.run("resync 1").exits(3).shows("`7` is not an operation").shows("1 failed\n");
    assert_eq!(world.listed("status,attempts,errors")[0], "failed 0 malformed");
    world.run("dismiss 1 --reason 'a mistake'").exits(0);
    world.run("resync 1").exits(3).shows("`7` is not an operation");
    assert_eq!(world.listed("status,attempts,errors")[0], "failed 0 malformed");
    world.run("edit 1 --set Operation=1 --resync").exits(0);
}

#[test]
fn several_are_reported_in_their_order() {
    let world = unknown_group().setting("reference.customer_groups", "['30', '50']");
    let json = world.run("resync 3 1 2 1 --format json").exits(0).json();
    let operations = json["operations"].as_array().unwrap();
    let became: Vec<_> = operations.iter().map(|op| json!([op["id"], op["status"], op["asked"]])).collect();
    assert_eq!(json!(became), json!([[1, "synced", true], [2, "synced", true], [3, "synced", true]]));
    assert_eq!(world.listed("attempts"), ["2", "1", "1"]);
}

#[test]
fn what_fails_of_those_that_waited_is_reported_too() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").with("CustGroup=50").address("A1", "home", "Country=NL").address("A1", "home", "Country=NLD")
    });
    world.run_jobs();
    let world = world.setting("reference.customer_groups", "['50']");
    let outcome = world.run("resync 1").exits(3);
    outcome
        .shows("`NL` is not an ISO 3166-1 alpha-3 code")
        .shows("waits for 2")
        .shows("\n1 synced, 1 waiting, 1 failed\n");
}

#[test]
fn a_resync_and_a_run_at_the_same_time_both_succeed() {
    let world = World::new()
        .setting("jobs.batch_size", "10")
        .channel("Houston", |c| (0..100).fold(c, |c, number| c.customer(&format!("B{number}")).with("CustGroup=50")));
    world.run_jobs();
    let world = world
        .setting("reference.customer_groups", "['50']")
        .append("Houston", |c| (0..100).fold(c, |c, number| c.customer(&format!("C{number}")).with("CustGroup=50")));
    let mut run = world.command("run-jobs --quiet").spawn().unwrap();
    world.run("resync --status failed --yes").exits(0);
    assert_eq!(run.wait().unwrap().code(), Some(0));
    world.run("run-jobs --quiet").exits(0);
    assert!(world.listed("status").iter().all(|state| state == "completed"));
    let accounts = world.query("Houston", "SELECT min(ACCOUNTNUM), max(ACCOUNTNUM), count(*) FROM CUSTTABLE");
    assert_eq!(accounts, ["C-000001|C-000200|200"], "no number is skipped or given twice");
}

#[test]
fn many_failures_are_counted_by_error() {
    let world = World::new().channel("Houston", |c| {
        let names: Vec<_> = (0..60).map(|number| format!("A{number}")).collect();
        names.iter().fold(c, |c, name| c.customer(name).with("Email=nobody")).customer("B1").with("CustGroup=77")
    });
    world.run_jobs();
    world
        .run("resync --where 'status = failed' --yes")
        .exits(3)
        .shows("and 41 more\nFailed: email-invalid 60, customer-group-unknown 1\n61 failed\n");
    world
        .run("edit --where 'status = failed' --set Phone=12345 --resync --yes")
        .exits(3)
        .shows("\nFailed: email-invalid 60, customer-group-unknown 1\n61 failed\n");
}

#[test]
fn a_row_that_an_earlier_version_could_not_read_is_read_again() {
    let world = World::new().channel("Houston", |c| c.customer("A1").at("20261101 08:00:00"));
    world.run("run-jobs p").exits(0);
    // What a version that does not know this form of a time made of it.
    world
        .headquarters()
        .execute(
            "UPDATE operation SET state = 2, dated = 0, at = received; UPDATE state_count SET state = 2 WHERE state = 0;
             INSERT INTO problem VALUES (1, 0, 'malformed', 'malformed-timestamp', 'CreatedDateTime', '20261101 08:00:00', '', '')",
        );
    world.run("run-jobs").exits(0);
    assert_eq!(world.listed("status,errors,timestamp"), ["failed malformed"]);
    world.run("resync 1").exits(0);
    assert_eq!(world.listed("status,timestamp"), ["synced 2026-11-01T08:00:00Z"]);
}
