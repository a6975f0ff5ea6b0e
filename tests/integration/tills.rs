//! `hqsync verify --channels`: the tills know how far the trail went, and which account each customer was given.

use pretty_assertions::assert_eq;
use serde_json::json;

use super::forgery::{breaches, forge, without_anchors};
use super::rows::guid;
use super::world::World;

/// A world whose channels have three customers of one company each, after two runs.
fn world() -> World {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").customer("B2").customer("X9").with("Email=nobody"))
        .channel("Seattle", |c| c)
        .channel("Amsterdam", |c| c.customer("D4"));
    world.run_jobs();
    world.then("Seattle", |c| c.customer("C3"))
}

#[test]
fn what_the_jobs_leave_in_the_tills_agrees() {
    let world = world();
    world.run("verify --channels").exits(0).shows("3 channels agree\n").says_only("");
    world.run("edit 3 --set Email=x9@example.com --resync").exits(0);
    world.run("verify --channels").exits(0);
    let world = world.then("Houston", |c| c.update("A1").with("Phone=555-0100").counter(9));
    let answer = world.run("verify --channels --format json").exits(0).json();
    assert_eq!((&answer["channels"], &answer["unasked"]), (&json!(3), &json!([])));
}

#[test]
fn a_forged_trail_shows_in_every_till_that_met_it() {
    let world = without_anchors(world());
    for sql in [
        "UPDATE entry SET actor = 'nobody' WHERE id = 1",
        "UPDATE entry SET at = at - 31536000000000",
        "UPDATE entry SET run = 1 WHERE run IS NOT NULL",
    ] {
        let copy = world.copy();
        forge(&copy, sql);
        let found = breaches(&copy, "verify --channels");
        for channel in ["Houston", "Seattle", "Amsterdam"] {
            assert!(found.contains(&format!("witness-differs channel {channel}")), "{sql}: {found:?}");
        }
    }
    world.run("verify --channels").exits(0);
}

#[test]
fn a_store_that_was_put_back_shows_until_it_is_accepted() {
    let world = world();
    world.back_up("copy.db");
    let world = world.then("Houston", |c| c.customer("E5"));
    world.put_back("copy.db");
    let found = breaches(&world, "verify --channels");
    assert!(found.contains(&"witness-ahead channel Houston".to_owned()), "{found:?}");
    world.run("verify --channels").exits(1).shows("channel Houston: knows entry ").shows("which does not exist: ");
    world.run("run-jobs --restored --quiet").exits_any(&[0, 3]);
    world.run("verify --channels").exits(0).shows("given up when the store was put back\n").shows("3 channels agree\n");
}

#[test]
fn the_till_of_another_store_or_channel_shows() {
    let world = without_anchors(world());
    let other = "UPDATE HQSYNC_BOOKMARK SET STORE = '00000000-0000-0000-0000-000000000001'";
    let copy = world.copy().execute("Houston", other);
    let found = breaches(&copy, "verify --channels");
    assert_eq!(found, ["witness-foreign channel Houston"]);
    let copy = world.copy().execute("Houston", "UPDATE HQSYNC_BOOKMARK SET CHANNEL = 5");
    assert_eq!(breaches(&copy, "verify --channels"), ["witness-id channel Houston"]);
}

#[test]
fn accounts_that_were_exchanged_in_a_till_show() {
    let world = world();
    let in_till = |name: &str| format!("customer {} in channel Seattle", guid(name));
    let exchange = format!(
        "UPDATE RETAILCUSTTABLE SET CUSTACCOUNTASYNC = CASE ACCOUNTNUM WHEN 'C-000001' THEN '{}' ELSE '{}' END
         WHERE ACCOUNTNUM IN ('C-000001', 'C-000002')",
        guid("B2"),
        guid("A1")
    );
    let copy = world.copy().execute("Seattle", &exchange);
    let expected = ["B2", "A1"].map(|name| format!("till-account-differs {}", in_till(name)));
    assert_eq!(breaches(&copy, "verify --channels")[..2], expected);
    let sentence = "has account C-000001, but headquarters gave C-000002\n";
    copy.run("verify --channels").exits(1).shows(&format!("customer {} in channel Seattle: {sentence}", guid("B2")));

    let stranger =
        format!("UPDATE RETAILCUSTTABLE SET CUSTACCOUNTASYNC = '{}' WHERE ACCOUNTNUM = 'C-000001'", guid("Z0"));
    let copy = world.copy().execute("Seattle", &stranger);
    assert_eq!(breaches(&copy, "verify --channels")[0], format!("till-account-taken {}", in_till("Z0")));

    let copy = world.copy().execute("Seattle", "DELETE FROM RETAILCUSTTABLE WHERE ACCOUNTNUM = 'C-000002'");
    assert_eq!(breaches(&copy, "verify --channels"), [format!("till-account-missing {}", in_till("B2"))]);
    copy.run("verify --channels").exits(1).shows("lacks account C-000002, which it received\n");

    // What headquarters knows nothing of is the channel's own, and what it has not downloaded yet is nothing that it lacks.
    let own = "INSERT INTO RETAILCUSTTABLE (ACCOUNTNUM, DATAAREAID, CUSTACCOUNTASYNC) VALUES ('own', 'USRT', '')";
    let copy = world.copy().execute("Seattle", own).append("Houston", |c| c.customer("F6"));
    copy.run("run-jobs p sync").exits(0);
    copy.run("verify --channels").exits(0);
}

#[test]
fn accounts_that_were_exchanged_at_headquarters_show() {
    let world = without_anchors(world());
    // Consistent in all that the trail covers of it, so that only the tills know better.
    let customers = "UPDATE customer SET account = 'x' WHERE account = 'C-000001';
        UPDATE customer SET account = 'C-000001' WHERE account = 'C-000002';
        UPDATE customer SET account = 'C-000002' WHERE account = 'x'";
    forge(&world, customers);
    let found = breaches(&world, "verify --channels");
    assert!(found.contains(&format!("till-account-differs customer {} in channel Seattle", guid("A1"))), "{found:?}");
}

#[test]
fn a_channel_that_cannot_be_asked_is_named() {
    let world = world().configured("Aarhus");
    let outcome = world.run("verify --channels").exits(4).shows("3 channels agree\n");
    outcome.says("error: channel `Aarhus` could not be asked: ").says("does not exist");
    let answer = world.run("verify --channels --format json").exits(4).json();
    assert_eq!((&answer["ok"], &answer["channels"]), (&json!(true), &json!(3)));
    let unasked = &answer["unasked"][0];
    assert_eq!((&unasked["channel"], &unasked["failure"]["code"]), (&json!("Aarhus"), &json!("channel-missing")));
    // A breach is a breach, whoever could not be asked.
    let copy = world.copy().execute("Houston", "UPDATE HQSYNC_BOOKMARK SET CHANNEL = 5");
    copy.run("verify --channels").exits(1).says("channel `Aarhus` could not be asked");
    world.run("verify").exits(0);
    let bare = world.bare_command(&format!("verify --channels --store {}", world.store())).output().unwrap();
    assert_eq!(bare.status.code(), Some(1), "{bare:?}");
}

#[test]
fn the_channels_of_a_store_without_runs_know_nothing() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run("run-jobs p").exits(0);
    world.run("verify --channels").exits(0).shows("1 channel agrees\n");
    assert_eq!(world.headquarters().query("SELECT count(*) FROM customer WHERE account IS NOT NULL"), ["0"]);
}
