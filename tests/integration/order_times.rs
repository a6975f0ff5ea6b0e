//! When operations count: by the counter within a channel, by the time between channels, and what becomes of times that cannot
//! be right.

use pretty_assertions::assert_eq;
use serde_json::json;

use super::rows::Rows;
use super::world::World;

/// What headquarters has of a customer's telephone, as Houston has received it.
fn phone(world: &World) -> Vec<String> {
    world.query("Houston", "SELECT PHONE FROM DIRPARTYTABLE")
}

/// A world with a customer of Houston, at a time after everything that happens.
fn world() -> World {
    World::new().at("2026-11-20T08:00:00Z").channel("Houston", |c| c.customer("A1").at("2026-11-01 01:00:00"))
}

fn update(rows: Rows, phone: &str, at: &str) -> Rows {
    rows.update("A1").with(&format!("Phone={phone}")).at(at)
}

#[test]
fn the_counter_decides_within_a_channel_whose_clock_is_set_back() {
    for is_cut in [false, true] {
        let world = world().append("Houston", |c| update(c, "555-0101", "2026-11-01 02:59:00"));
        if is_cut {
            world.run_jobs();
        }
        let world = world.then("Houston", |c| update(c, "555-0102", "2026-11-01 02:01:00"));
        assert_eq!(phone(&world), ["555-0102"]);
        assert_eq!(world.listed("id,timestamp,status,notes")[2], "3 2026-11-01T02:01:00Z completed clock-back");
        assert_eq!(world.found("note = clock-back"), [3]);
        assert_eq!(world.found("note is not empty"), [3]);
        assert_eq!(world.found("timestamp = 2026-11-01T02:01"), [3]);
        let note = &world.run("show 3 --format json").json()["notes"][0];
        assert_eq!(
            (&note["code"], &note["field"], &note["proposal"]),
            (&json!("clock-back"), &json!("CreatedDateTime"), &json!(null))
        );
        world.run("show 3").exits(0).shows("Notes\n  clock-back  CreatedDateTime  ");
        world.verify();
    }
}

#[test]
fn the_time_decides_between_channels() {
    let world = world().channel("Seattle", |c| c);
    world.run_jobs();
    let world = world.then("Houston", |c| update(c, "555-0101", "2026-11-01 02:59:00"));
    let world = world.then("Seattle", |c| update(c, "555-0102", "2026-11-01 02:01:00"));
    assert_eq!(phone(&world), ["555-0101"]);
    assert_eq!(world.listed("id,notes")[2], "3 superseded");
    assert_eq!(world.found("note = superseded and received.Phone = 555-0102"), [3]);
    let run = world.run("jobs show last --format json").exits(0).json();
    assert_eq!(run["figures"]["superseded"], json!(1));
    world.run("status --format json").shows("\"superseded\": 1");
    world.run("status").shows("Notes: superseded 1 ");
    world.run("filter 'id > 0' --count-by note --no-header").exits(0).prints(",2\nsuperseded,1\n");
    world.verify();
}

#[test]
fn empty_dates_are_no_time_and_lose_nothing() {
    for none in [
        "1900-01-01 00:00:00",
        "1753-01-01 00:00:00",
        "0001-01-01 00:00:00",
        "2154-12-31 23:59:59",
        "9999-12-31 23:59:59",
        "9999-12-31",
    ] {
        let world = world().append("Houston", |c| update(c, "555-0101", "2026-11-01 02:00:00"));
        world.run_jobs();
        let world = world.then("Houston", |c| update(c, "555-0102", none));
        assert_eq!(phone(&world), ["555-0102"], "{none}");
        assert_eq!(world.listed("id,timestamp,status,notes")[2], "3  completed", "{none}");
        assert_eq!(world.run("show 3 --format json").json()["timestamp"], json!(null));
        assert_eq!(world.found("timestamp is empty"), [3]);
        // It is listed by its receipt.
        assert_eq!(world.run("list --limit 1 --columns id --no-header").stdout, "3\n");
        // What comes later still wins.
        let world = world.then("Houston", |c| update(c, "555-0103", "2026-11-01 03:00:00"));
        assert_eq!(phone(&world), ["555-0103"], "{none}");
        world.verify();
    }
}

#[test]
fn a_row_without_a_time_counts_from_the_row_before_it_and_not_from_its_late_receipt() {
    let world = world().channel("Seattle", |c| c);
    world.run_jobs();
    let world = world.then("Seattle", |c| {
        c.customer("B2").at("2026-11-01 02:00:00").update("A1").with("Phone=555-0102").at("1900-01-01 00:00:00")
    });
    let world = world.then("Houston", |c| update(c, "555-0101", "2026-11-01 02:30:00"));
    assert_eq!(world.query("Houston", "SELECT PHONE FROM DIRPARTYTABLE WHERE PHONE <> ''"), ["555-0101"]);
    world.verify();
}

#[test]
fn a_time_ahead_of_the_receipt_is_not_taken_at_its_word() {
    let world = world().append("Houston", |c| update(c, "555-0101", "2027-06-01 00:00:00"));
    world.run_jobs();
    assert_eq!(world.listed("id,timestamp,notes")[1], "2 2027-06-01T00:00:00Z clock-ahead");
    assert_eq!(world.run("jobs show last --format json").json()["figures"]["clock-ahead"], json!(1));
    assert_eq!(world.found("note = clock-ahead"), [2]);
    assert_eq!(world.found("timestamp > 2027-01-01"), [2]);
    let world = world.then("Houston", |c| update(c, "555-0102", "2026-11-20 08:00:30"));
    assert_eq!(phone(&world), ["555-0102"]);
    let later = world.at("2026-11-21T08:00:00Z").then("Houston", |c| update(c, "555-0103", "2026-11-21 07:00:00"));
    assert_eq!(phone(&later), ["555-0103"]);
    later.verify();
}

#[test]
fn how_far_a_clock_may_be_ahead_is_configured() {
    let almost = || world().append("Houston", |c| update(c, "555-0101", "2026-11-20 08:59:59"));
    let noted = |world: World| {
        world.run_jobs();
        world.found("note = clock-ahead").len()
    };
    assert_eq!(noted(almost()), 0);
    assert_eq!(noted(almost().setting("jobs.clock_tolerance", "\"30m\"")), 1);
    assert_eq!(noted(world().append("Houston", |c| update(c, "555-0101", "2026-11-20 09:00:01"))), 1);
}

#[test]
fn an_older_snapshot_that_arrives_after_a_deactivation_brings_its_values_and_leaves_the_record_inactive() {
    let city = |c: Rows, city: &str| c.address("A1", "home", &format!("City={city}"));
    let story = [
        |c: Rows| c.customer("A1").counter(1).at("2026-11-01 08:00:00"),
        |c: Rows| c.address("A1", "home", "City=Houston").counter(1).at("2026-11-01 08:01:00"),
        |c: Rows| c.address("A1", "home", "City=Dallas").updated().counter(2).at("2026-11-01 08:02:00"),
        |c: Rows| c.address("A1", "home", "City=Austin").deactivated().counter(3).at("2026-11-01 08:03:00"),
        |c: Rows| c.update("A1").with("Phone=555-0102").counter(2).at("2026-11-01 08:02:00"),
        |c: Rows| c.deactivate("A1").counter(3).at("2026-11-01 08:03:00"),
    ];
    let tell = |order: [usize; 6]| {
        let begin = World::new().at("2026-11-20T08:00:00Z").channel("Houston", |c| c);
        let world = order.into_iter().fold(begin, |world, step| world.then("Houston", story[step]));
        world.verify();
        let customer =
            world.query("Houston", "SELECT BLOCKED, PHONE FROM CUSTTABLE JOIN DIRPARTYTABLE ON PARTYNUMBER = PARTY");
        let address = world.query("Houston", "SELECT CITY, ACTIVE FROM LOGISTICSPOSTALADDRESS");
        (customer, address)
    };
    let expected = (vec!["2|555-0102".to_owned()], vec!["Dallas|0".to_owned()]);
    for order in [[0, 1, 2, 3, 4, 5], [0, 1, 3, 2, 5, 4], [0, 3, 1, 2, 5, 4], [5, 3, 2, 4, 1, 0]] {
        assert_eq!(tell(order), expected, "{order:?}");
    }
    // What is newer than the deactivation makes it active again.
    let world = World::new().at("2026-11-20T08:00:00Z").channel("Houston", |c| story[0](c));
    let world = [1, 3, 2].into_iter().fold(world, |world, step| world.then("Houston", story[step]));
    let world = world.then("Houston", |c| city(c, "Waco").updated().counter(4).at("2026-11-01 08:04:00"));
    assert_eq!(world.query("Houston", "SELECT CITY, ACTIVE FROM LOGISTICSPOSTALADDRESS"), ["Waco|1"]);
    world.verify();
}

#[test]
fn a_correction_of_the_time_moves_the_operation() {
    let world = world().append("Houston", |c| update(c, "12", "2027-06-01 00:00:00"));
    world.run_jobs();
    world.run("edit 2 --set Phone=555-0101 --set 'CreatedDateTime=2026-11-02 08:00:00' --resync").exits(0);
    assert_eq!(world.listed("id,timestamp,notes")[1], "2 2026-11-02T08:00:00Z");
    world.verify();
}

#[test]
fn a_row_with_the_guid_of_one_customer_and_the_account_of_another_is_refused() {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2"));
    let world =
        world.then("Houston", |c| c.update("A1").with("Phone=555-0101").set("CUSTACCOUNT", "C-000002".to_owned()));
    assert_eq!(world.listed("id,status,errors")[2], "3 failed customer-mismatch");
    let error = &world.run("show 3 --format json").json()["errors"][0];
    assert_eq!(error["field"], json!("CustAccount"));
    world.run("edit 3 --set CustAccount=C-000001 --resync").exits(0);
    assert_eq!(world.listed("id,status,account")[2], "3 synced C-000001");
    // An account that nobody has names nobody.
    let world = world.then("Houston", |c| c.update("A1").set("CUSTACCOUNT", "C-000777".to_owned()));
    assert_eq!(world.listed("id,status")[3], "4 completed");
    world.verify();
}
