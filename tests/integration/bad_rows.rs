//! Rows of the store that a job cannot work with: their operations fail, and the job goes on.

use pretty_assertions::assert_eq;
use serde_json::json;

use super::rows::Rows;
use super::world::World;

/// A world with customers `A0`, `A1` and so on, whose operations are pending.
fn uploaded(count: usize) -> World {
    let rows = |c: Rows| (0..count).fold(c, |c, number| c.customer(&format!("A{number}")));
    let world = World::new().channel("Houston", rows);
    world.run("run-jobs p --quiet").exits(0);
    world
}

/// Changes the store behind the program's back.
fn damage(world: &World, sql: &str) {
    world.headquarters().tamper(sql);
}

/// Returns the message of the only failed operation.
fn message(world: &World) -> String {
    let failed = world.run("list --columns errors --format json --status failed").json();
    failed[0]["errors"][0]["message"].as_str().unwrap().to_owned()
}

#[test]
fn an_operation_whose_row_cannot_be_read_fails_alone() {
    let world = uploaded(5);
    damage(&world, "UPDATE received SET row = '[1,' WHERE operation = 3");
    world.run("run-jobs").exits(3).shows("4 synced, 4 accounts assigned, 1 failed");
    assert_eq!(world.listed("id,status,errors,attempts")[2], "3 failed malformed 1");
    assert_eq!(world.found("status = completed"), [1, 2, 4, 5]);
    let message = message(&world);
    assert!(message.starts_with("the operation cannot be synchronized: operation 3 cannot be read"), "{message}");
    world.run("run-jobs --quiet").exits(0);
    world.run("dismiss 3 --reason damaged").exits(0);
    assert_eq!(world.found("status = dismissed"), [3]);
}

#[test]
fn an_operation_whose_columns_cannot_be_read_fails_alone() {
    for column in [
        "action = NULL",
        "action = 9",
        "customer = 99",
        "customer = 'x'",
        "channel = 'x'",
        "received = 'soon'",
        "key = x'00'",
    ] {
        let world = uploaded(5);
        damage(&world, &format!("UPDATE operation SET {column} WHERE id = 3"));
        world.run("run-jobs --quiet").exits(3);
        let store = world.headquarters();
        let states = "SELECT group_concat(state, ' ') FROM (SELECT state FROM operation ORDER BY id) AS states";
        assert_eq!(store.query(states), ["4 4 2 4 4"], "{column}");
    }
}

#[test]
fn an_operation_whose_record_cannot_be_read_fails_alone() {
    let world = uploaded(3);
    world.run_jobs();
    damage(&world, "UPDATE record SET fields = '[' WHERE customer = 2");
    let world = world.append("Houston", |c| c.update("A0").update("A1").update("A2"));
    world.run("run-jobs --quiet").exits(3);
    assert_eq!(world.found("status = completed"), [1, 2, 3, 4, 6]);
    assert!(message(&world).starts_with("the operation cannot be synchronized: operation 5 cannot be read"));
}

#[test]
fn many_operations_that_cannot_be_read_fail_alone() {
    let world = uploaded(120);
    damage(&world, "UPDATE received SET row = '[' WHERE operation % 3 = 0");
    world.run("run-jobs --quiet").exits(3);
    assert_eq!(world.found("status = failed").len(), 40);
    let accounts = world.query("Houston", "SELECT count(*), max(ACCOUNTNUM) FROM CUSTTABLE");
    assert_eq!(accounts, ["80|C-000080"], "no number was skipped");
}

#[test]
fn what_waits_for_an_operation_that_cannot_be_read_goes_on_once_that_is_dismissed() {
    let world = uploaded(1).append("Houston", |c| c.update("A0").update("A0").address("A0", "home", "Country=NLD"));
    world.run("run-jobs p --quiet").exits(0);
    damage(&world, "UPDATE received SET row = '[' WHERE operation = 2");
    world.run("run-jobs --quiet").exits(3);
    assert_eq!(world.listed("id,status"), ["1 completed", "2 failed", "3 waiting", "4 completed"]);
    world.run("dismiss 2 --reason damaged").exits(0);
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.listed("id,status")[2], "3 completed");
}

#[test]
fn a_huge_value_that_an_earlier_version_took_stops_nothing() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=molly@example.com").customer("B2"));
    world.run("run-jobs p --quiet").exits(0);
    damage(
        &world,
        "UPDATE received SET row = replace(row, 'molly@example.com', printf('%.*c', 3000000, 'x')) WHERE operation = 1",
    );
    world.run("run-jobs --quiet").exits(3);
    assert_eq!(world.listed("id,status,errors"), ["1 failed email-invalid too-long", "2 completed"]);
    assert_eq!(world.found("Email ~ xxxxx"), [1]);
    assert_eq!(world.found("Email ~ yyyyy"), [] as [i64; 0]);
    assert_eq!(world.found("CustName = \"Customer A1\""), [1]);
    world.run("edit 1 --set Email=molly@example.com --resync").exits(0);
    assert_eq!(world.found("status = completed or status = synced"), [1, 2]);
    let old = world.history(1)[2].to_string();
    assert!(old.contains("(text of 3000000 bytes, sha256 ") && old.len() < 2_000, "{}", old.len());
}

#[test]
fn resync_leaves_out_an_operation_that_cannot_be_read() {
    let world = World::new()
        .channel("Houston", |c| (0..5).fold(c, |c, number| c.customer(&format!("A{number}")).with("Email=nobody")));
    world.run_jobs();
    damage(&world, "UPDATE received SET row = '[' WHERE operation = 3");
    world.run("resync 3").exits(1).says("operation 3 cannot be synchronized").says("`hqsync dismiss 3` leaves it out");
    damage(&world, "UPDATE received SET row = replace(row, 'nobody', 'molly@example.com') WHERE operation <> 3");
    world.run("resync --where status=failed --yes").exits(3);
    assert_eq!(world.found("status = synced"), [1, 2, 4, 5]);
    assert_eq!(world.listed("id,errors")[2], "3 malformed");
}

/// What a trigger of a channel says to one customer.
const NO: &str = "CREATE TRIGGER no BEFORE INSERT ON DIRPARTYTABLE WHEN NEW.NAME = 'Customer A1' BEGIN SELECT raise(ABORT, 'no'); END";

#[test]
fn a_customer_whom_a_channel_refuses_is_left_out_until_it_does_not() {
    let world = uploaded(4).execute("Houston", NO);
    for _ in 0..2 {
        world
            .run("run-jobs")
            .exits(4)
            .says("does not take customer C-000002: refuses a row: no")
            .says("look at the rules");
        assert_eq!(world.listed("status"), ["completed", "synced", "completed", "completed"]);
        for table in ["CUSTTABLE", "RETAILCUSTTABLE"] {
            let accounts = world.query("Houston", &format!("SELECT ACCOUNTNUM FROM {table} ORDER BY 1"));
            assert_eq!(accounts, ["C-000001", "C-000003", "C-000004"], "{table}");
        }
    }
    let receipts = |world: &World, account: &str| {
        let shown = world.run(&format!("customer {account} --format json")).exits(0).json();
        shown["channels"][0]["up_to_date"].clone()
    };
    assert_eq!((receipts(&world, "C-000002"), receipts(&world, "C-000001")), (json!(null), json!(true)));
    world.run("customer C-000002").exits(0).shows("unknown, since customers were left out");
    let world = world.append("Houston", |c| c.customer("A9"));
    world.run("run-jobs").exits(4);
    assert_eq!(world.listed("status")[4], "completed", "the others go on");
    let world = world.execute("Houston", "DROP TRIGGER no");
    world.run("run-jobs").exits(0);
    assert_eq!(receipts(&world, "C-000002"), json!(true));
    assert_eq!(world.found("status = completed").len(), 5);
    assert_eq!(world.query("Houston", "SELECT count(*) FROM CUSTTABLE"), ["5"]);
    world.verify();
}

#[test]
fn a_customer_that_cannot_be_read_is_left_out() {
    let world = uploaded(3);
    world.run("run-jobs sync --quiet").exits(0);
    damage(&world, "UPDATE record SET fields = '[' WHERE customer = 2");
    world.run("run-jobs --quiet").exits(4).says("does not take customer C-000002: ").says("cannot be read");
    assert_eq!(world.listed("status"), ["completed", "synced", "completed"]);
    damage(&world, "UPDATE record SET fields = x'00' WHERE customer = 2");
    world.run("run-jobs --quiet").exits(4).says("does not take customer C-000002: ");
}

#[test]
fn a_row_that_cannot_be_completed_holds_back_no_other() {
    let world = uploaded(3).execute(
        "Houston",
        "CREATE TRIGGER no BEFORE UPDATE ON RETAILASYNCCUSTOMERV2 WHEN OLD.REPLICATIONCOUNTERFROMORIGIN = 2
         BEGIN SELECT raise(ABORT, 'no'); END",
    );
    world.run("run-jobs --quiet").exits(4).says("the row with counter 2 in `RETAILASYNCCUSTOMERV2`");
    assert_eq!(world.listed("status"), ["completed", "synced", "completed"]);
    let world = world.execute("Houston", "DROP TRIGGER no");
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.found("status = completed").len(), 3);
}
