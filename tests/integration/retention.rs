//! What a channel does with its own rows after their upload: it changes them, and removes them.

use pretty_assertions::assert_eq;

use super::rows::Rows;
use super::world::World;

const TABLES: [&str; 5] = [
    "RETAILASYNCCUSTOMERV2",
    "RETAILASYNCADDRESSV2",
    "RETAILASYNCCUSTOMERCONTACT",
    "RETAILASYNCCUSTOMERAFFILIATION",
    "RETAILASYNCCUSTOMERATTRIBUTEV2",
];

/// Two customers, with a record of every kind of the first one.
fn rows(rows: Rows) -> Rows {
    let rows = rows.customer("A1").counter(1).customer("B2").counter(2);
    let rows = rows.address("A1", "home", "City=Delft").contact("A1", "mobile", "");
    rows.affiliation("A1", "VIP").attribute("A1", "ShoeSize", "42")
}

/// Houston with these rows, all completed.
fn completed() -> World {
    let world = World::new().channel("Houston", rows);
    world.run_jobs();
    world
}

/// Runs the jobs, which have nothing to do on Houston, then again with a new row in every table.
fn goes_on(world: World) {
    let before = world.dump("Houston");
    world.run("run-jobs").exits(0).shows("P-job succeeded: nothing to do");
    assert_eq!(world.dump("Houston"), before);
    let world = world.append("Houston", |c| {
        let c = c.update("A1").with("Phone=555-0177").counter(11).address("A1", "work", "City=Breda").counter(11);
        let c = c.contact("A1", "desk", "").counter(11).affiliation("B2", "VIP").counter(11);
        c.attribute("B2", "ShoeSize", "43").counter(11)
    });
    world.run("run-jobs").exits(0).shows("P-job succeeded: 5 uploaded");
    assert!(world.listed("status").iter().all(|status| status == "completed"));
    assert_eq!(world.query("Houston", "SELECT BLOCKED FROM CUSTTABLE WHERE BLOCKED > 0"), [""; 0]);
    let phone = "SELECT PHONE FROM DIRPARTYTABLE WHERE NAME = 'Customer A1'";
    assert_eq!(world.query("Houston", phone), ["555-0177"]);
    world.verify();
}

fn change(change: &str) -> String {
    TABLES.map(|table| format!("UPDATE {table} SET {change};")).concat()
}

#[test]
fn what_a_channel_changes_in_uploaded_rows_changes_nothing() {
    for changed in [
        "CUSTACCOUNT = 'C-000001'",
        "OPERATION = 3",
        "OPERATION = 2, ONLINEOPERATIONCOMPLETED = 0",
        "CUSTACCOUNTASYNC = '{' || upper(CUSTACCOUNTASYNC) || '}'",
        "CREATEDDATETIME = replace(CREATEDDATETIME, ' ', 'T') || '.0000000Z'",
        "DATAAREAID = 'usrt', ORIGINATINGCHANNEL = 1",
    ] {
        let world = completed().execute("Houston", &change(changed));
        // What is marked as completed may be marked anew.
        world.run("run-jobs").exits(0);
        goes_on(world);
    }
    let fields =
        "UPDATE RETAILASYNCCUSTOMERV2 SET CUSTNAME = 'gone', EMAIL = NULL; UPDATE RETAILASYNCADDRESSV2 SET CITY = ''";
    goes_on(completed().execute("Houston", fields));
    let keys = "UPDATE RETAILASYNCCUSTOMERAFFILIATION SET AFFILIATION = 'vip  ';
                UPDATE RETAILASYNCCUSTOMERATTRIBUTEV2 SET ATTRIBUTENAME = 'SHOESIZE'";
    goes_on(completed().execute("Houston", keys));
}

#[test]
fn rows_that_are_changed_after_their_upload_are_known_after_a_reset() {
    let world = completed().execute("Houston", &change("CUSTACCOUNT = 'C-000001', OPERATION = 3"));
    world.run("channels reset Houston --yes").exits(0);
    world.run("run-jobs").exits(0).shows("P-job succeeded: nothing to do");
    goes_on(world);
}

#[test]
fn a_channel_removes_rows_of_one_table_or_of_all() {
    for table in TABLES {
        goes_on(completed().execute("Houston", &format!("DELETE FROM {table} WHERE ONLINEOPERATIONCOMPLETED = 1")));
    }
    goes_on(completed().execute("Houston", &TABLES.map(|table| format!("DELETE FROM {table};")).concat()));
    goes_on(completed().execute("Houston", "DELETE FROM RETAILASYNCCUSTOMERV2 WHERE REPLICATIONCOUNTERFROMORIGIN = 2"));
    goes_on(completed().execute("Houston", "DELETE FROM RETAILASYNCCUSTOMERV2 WHERE REPLICATIONCOUNTERFROMORIGIN = 1"));
}

#[test]
fn rows_that_are_removed_between_the_jobs_are_no_matter() {
    let world = World::new().channel("Houston", rows);
    for job in ["p", "sync", "1010"] {
        world.run(&format!("run-jobs {job}")).exits(0);
        let world = world.copy().execute("Houston", "DELETE FROM RETAILASYNCCUSTOMERV2");
        world.run("run-jobs").exits(0);
        goes_on(world);
    }
}

#[test]
fn a_table_whose_counters_begin_again_is_refused() {
    for counters in [&[1][..], &[2], &[1, 2, 3], &[1, 2, 3, 4, 5, 6, 7]] {
        let world = completed().execute("Houston", "DELETE FROM RETAILASYNCCUSTOMERV2");
        let world = world.append("Houston", |c| {
            counters.iter().fold(c, |c, counter| c.customer(&format!("N{counter}")).counter(*counter))
        });
        world
            .run("run-jobs")
            .exits(1)
            .says("was restored or replaced")
            .says("in `RETAILASYNCCUSTOMERV2` is not the one that was uploaded before")
            .says("hqsync channels reset \"Houston\"");
        assert_eq!(world.listed("id").len(), 6, "nothing is taken");
        world.run("channels reset Houston --yes").exits(0);
        world.run("run-jobs").exits(0).shows(&format!("P-job succeeded: {} uploaded", counters.len()));
        assert!(world.listed("status").iter().all(|status| status == "completed"));
        world.verify();
    }
}

#[test]
fn counters_that_begin_again_below_the_first_one_that_was_uploaded_are_refused() {
    let world = World::new().channel("Houston", |c| c.customer("A1").counter(1_000).customer("B2").counter(1_001));
    world.run_jobs();
    let world = world
        .execute("Houston", "DELETE FROM RETAILASYNCCUSTOMERV2")
        .append("Houston", |c| c.customer("C3").counter(1));
    world.run("run-jobs").exits(1).says("the row with counter 1 in `RETAILASYNCCUSTOMERV2` is not the one");
    world.run("channels reset Houston --yes").exits(0);
    world.run("run-jobs").exits(0).shows("P-job succeeded: 1 uploaded");
}

#[test]
fn a_reseeded_counter_in_the_middle_of_a_table_is_refused() {
    let customers = |c: Rows| (1..=9).fold(c, |c, at| c.customer(&format!("A{at}")).counter(at));
    let world = World::new().channel("Houston", customers);
    world.run_jobs();
    let world = world
        .execute("Houston", "DELETE FROM RETAILASYNCCUSTOMERV2 WHERE REPLICATIONCOUNTERFROMORIGIN > 4")
        .append("Houston", |c| c.customer("B5").counter(5));
    world.run("run-jobs").exits(1).says("the row with counter 5 in `RETAILASYNCCUSTOMERV2` is not the one");
    let world = world.append("Houston", |c| (6..=12).fold(c, |c, at| c.customer(&format!("B{at}")).counter(at)));
    world.run("run-jobs").exits(1).says("the row with counter 9 in `RETAILASYNCCUSTOMERV2` is not the one");
}

#[test]
fn late_rows_of_a_table_that_lost_others_are_taken() {
    let world = World::new().channel("Houston", |c| c.customer("A1").counter(1).customer("B2").counter(5));
    world.run_jobs();
    let world = world
        .execute("Houston", "DELETE FROM RETAILASYNCCUSTOMERV2 WHERE REPLICATIONCOUNTERFROMORIGIN = 5")
        .append("Houston", |c| c.customer("C3").counter(3));
    world.run("run-jobs").exits(0).shows("1 uploaded");
    let world = world
        .execute("Houston", "DELETE FROM RETAILASYNCCUSTOMERV2")
        .append("Houston", |c| c.customer("D4").counter(4));
    world.run("run-jobs").exits(0).shows("1 uploaded");
    world.verify();
}
