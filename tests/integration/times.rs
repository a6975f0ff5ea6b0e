//! `CREATEDDATETIME` in the forms that databases and exports write, in other time zones, and where it stands for no time.

use pretty_assertions::assert_eq;
use serde_json::Value;

use super::rows::Rows;
use super::world::World;

/// Customers A0, A1, … whose rows were created at these times.
fn customers_at(rows: Rows, times: &[&str]) -> Rows {
    times.iter().enumerate().fold(rows, |rows, (at, time)| rows.customer(&format!("A{at}")).at(time))
}

/// The times of all operations in the order of their ids, as JSON has them.
fn times(world: &World) -> Vec<Value> {
    let operations = world.run("list --all --sort id --format json").exits(0).json();
    operations.as_array().unwrap().iter().map(|operation| operation["timestamp"].clone()).collect()
}

#[test]
fn a_time_in_the_form_of_another_program_is_read() {
    let forms = [
        ("2026-11-20 08:00:00.0000000 +00:00", "2026-11-20T08:00:00Z"),
        ("2026-11-20 09:00:00.0000000 +01:00", "2026-11-20T08:00:00Z"),
        ("2026-11-20 08:00", "2026-11-20T08:00:00Z"),
        ("20261120 08:00:00", "2026-11-20T08:00:00Z"),
        ("20261120 08:00:00.997", "2026-11-20T08:00:00.997Z"),
        ("2026-11-20T08:00:00.123Z", "2026-11-20T08:00:00.123Z"),
        ("2026/11/20 08:00:00", "2026-11-20T08:00:00Z"),
        ("2026-11-20 08:00:00 UTC", "2026-11-20T08:00:00Z"),
    ];
    let world = World::new().channel("Houston", |c| customers_at(c, &forms.map(|(text, _)| text)));
    world.run("run-jobs").exits(0);
    assert_eq!(times(&world), forms.map(|(_, at)| Value::from(at)));
    world.verify();
}

#[test]
fn a_time_whose_day_and_month_can_be_mistaken_is_malformed() {
    let forms = [
        ("11/20/2026", "2026-11-20 00:00:00"),
        ("20-11-2026", "2026-11-20 00:00:00"),
        ("20.11.2026 08:05", "2026-11-20 08:05:00"),
        ("Nov 20 2026  8:00AM", "2026-11-20 08:00:00"),
        ("11/12/2026", ""),
        ("05-11-26", ""),
        ("last week", ""),
    ];
    let world = World::new().channel("Houston", |c| customers_at(c, &forms.map(|(text, _)| text)));
    world.run("run-jobs").exits(3);
    for (id, (text, proposal)) in (1..).zip(forms) {
        let hint = if proposal.is_empty() { String::new() } else { format!("; did you mean `{proposal}`?") };
        let message = format!("`{text}` is not a timestamp, such as 2026-11-16 09:30:00 (UTC){hint}");
        let errors = &world.show(id)["errors"];
        assert_eq!((&errors[0]["code"], &errors[0]["message"]), (&"malformed".into(), &message.into()), "{text}");
    }
    world.run(&["edit", "1", "--set", "CreatedDateTime=2026-11-20 00:00:00", "--resync"]).exits(0);
    assert_eq!(times(&world)[0], "2026-11-20T00:00:00Z");
    world.verify();
}

#[test]
fn an_empty_date_and_the_end_of_time_are_no_time() {
    let forms = [
        "1900-01-01 00:00:00",
        "1900-01-01 00:00:00.000",
        "1753-01-01 00:00:00",
        "0001-01-01 00:00:00.0000000",
        "2154-12-31 23:59:59",
        "9999-12-31",
        "9999-12-31 23:59:59.9999999",
    ];
    let world = World::new().channel("Houston", |c| customers_at(c, &forms));
    world.run("run-jobs").exits(0);
    assert_eq!(times(&world), forms.map(|_| Value::Null));
    world.run("show 1").exits(0).shows("  Operation timestamp     none\n");
    assert!(world.listed("status").iter().all(|status| status == "completed"));
    world.verify();
}

#[test]
fn a_channel_may_store_local_time() {
    let local = [
        "2026-11-20 09:00:00",
        "2026-07-20 09:00",
        "2026-10-25 02:30:00",
        "2026-03-29 02:30:00",
        "2026-11-20T09:00:00Z",
    ];
    let world = World::new().channel("Houston", |c| customers_at(c, &local[..1]));
    let world = world.channel_setting("Houston", "timezone", "Europe/Amsterdam");
    world.run("run-jobs").exits(0);
    // What was uploaded in one zone stays in it.
    let world = world
        .channel_setting("Houston", "timezone", "America/Chicago")
        .append("Houston", |c| c.customer("B2").at(local[0]));
    world.run("run-jobs").exits(0);
    let world = world.channel_setting("Houston", "timezone", "Europe/Amsterdam").append("Houston", |c| {
        local[1..].iter().enumerate().fold(c, |c, (at, time)| c.customer(&format!("C{at}")).at(time))
    });
    world.run("run-jobs").exits(0);
    let expected = [
        "2026-11-20T08:00:00Z",
        "2026-11-20T15:00:00Z",
        "2026-07-20T07:00:00Z",
        "2026-10-25T01:30:00Z",
        "2026-03-29T01:30:00Z",
        "2026-11-20T09:00:00Z",
    ];
    assert_eq!(times(&world), expected);
    world.verify();
}

#[test]
fn a_corrected_time_is_local_too() {
    let world = World::new().channel("Houston", |c| c.customer("A1").at("20-11-2026 09:00"));
    let world = world.channel_setting("Houston", "timezone", "Europe/Amsterdam");
    world.run("run-jobs").exits(3);
    world.run(&["edit", "1", "--set", "CreatedDateTime=2026-11-20 09:00:00", "--resync"]).exits(0);
    assert_eq!(times(&world), ["2026-11-20T08:00:00Z"]);
    world.verify();
}
