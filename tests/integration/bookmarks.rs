//! What a channel says about its headquarters, where somebody else has written it.

use pretty_assertions::assert_eq;

use super::world::World;

/// A customer, whom both channels have received.
fn received() -> World {
    let world = World::new().channel("Houston", |c| c.customer("A1")).channel("Seattle", |c| c);
    world.run_jobs();
    world
}

#[test]
fn a_channel_that_tells_of_a_store_that_never_was_is_claimed() {
    for change in ["ENTRY = ENTRY + 100000", "ENTRY = -1", "HASH = 'x'"] {
        let world = received().execute("Seattle", &format!("UPDATE HQSYNC_BOOKMARK SET {change}"));
        let world = world.append("Houston", |c| c.customer("B2"));
        world
            .run("run-jobs")
            .exits(1)
            .says("channel `Seattle` knows")
            .says("if the store was never put back, what the channel says is wrong, and")
            .says("`hqsync channels claim \"Seattle\"` replaces it");
        world.run("channels claim Seattle --yes --reason damage").exits(0).shows("0 accounts taken over");
        world.run("run-jobs --quiet").exits(0);
        assert_eq!(world.downloaded("Seattle"), world.downloaded("Houston"), "{change}");
        world.verify();
    }
}

#[test]
fn what_is_of_another_type_stops_one_channel_and_is_replaced_by_a_claim() {
    for change in ["ENTRY = 'abc'", "CHANNEL = x'00'", "CHANGE = 1e300", "HASH = x'ff'"] {
        let world = received().execute("Seattle", &format!("UPDATE HQSYNC_BOOKMARK SET {change}"));
        let world = world.append("Houston", |c| c.customer("B2"));
        let failure = "has a row in `HQSYNC_BOOKMARK` that hqsync did not write: ";
        world.run("run-jobs --quiet").exits(4).says("channel `Seattle`: ").says(failure);
        world
            .run("channels reset Seattle --yes --reason test")
            .exits(1)
            .says("`hqsync channels claim \"Seattle\"` replaces it");
        world.run("channels claim Seattle --yes").exits(0);
        world.run("run-jobs --quiet").exits(0);
        assert_eq!(world.downloaded("Seattle"), world.downloaded("Houston"), "{change}");
        world.verify();
    }
}

#[test]
fn other_values_that_nobody_wrote_do_no_harm() {
    for change in ["TAKEN = 'x'", "ACCOUNTS = 'x'", "WRITTEN = x'00'", "LEFTOUT = x'00'", "LEFTOUT = '1 99 -5'"] {
        let world = received().execute("Seattle", &format!("UPDATE HQSYNC_BOOKMARK SET {change}"));
        let world = world.append("Houston", |c| c.customer("B2"));
        world.run("run-jobs --quiet").exits(0);
        assert_eq!(world.downloaded("Seattle"), world.downloaded("Houston"), "{change}");
        world.verify();
    }
}

#[test]
fn a_channel_gets_no_customers_of_another_company() {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2")).channel("Aarhus", |c| c);
    world.run_jobs();
    let world = world.execute("Aarhus", "UPDATE HQSYNC_BOOKMARK SET LEFTOUT = '1 2'");
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.query("Aarhus", "SELECT count(*) FROM RETAILCUSTTABLE"), ["0"]);
}

#[test]
fn a_number_from_which_no_account_can_be_made_ends_no_number_sequence() {
    let world = received();
    world.back_up("copy.db");
    let world = world.append("Houston", |c| c.customer("B2"));
    world.run_jobs();
    world.put_back("copy.db");
    let world = world.execute("Seattle", "UPDATE HQSYNC_BOOKMARK SET ACCOUNTS = 9223372036854775807");
    world.run("run-jobs --restored --quiet").exits(0);
    let world = world.append("Houston", |c| c.customer("C3"));
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.listed("account"), ["C-000001", "C-000002", "C-000003"]);
    world.verify();
}

#[test]
fn a_channel_that_cannot_be_told_about_its_headquarters_says_so() {
    let undo = "AFTER UPDATE ON HQSYNC_BOOKMARK WHEN new.HASH <> 'x' BEGIN UPDATE HQSYNC_BOOKMARK SET HASH = 'x'; END";
    for trigger in ["BEFORE UPDATE ON HQSYNC_BOOKMARK BEGIN SELECT raise(IGNORE); END", undo] {
        let world = received().execute("Seattle", &format!("CREATE TRIGGER DEAF {trigger}"));
        let world = world.append("Houston", |c| c.customer("B2"));
        let message = "does not keep what is written: the row about its headquarters in `HQSYNC_BOOKMARK`";
        world.run("run-jobs --quiet").exits(4).says("channel `Seattle`: ").says(message);
        let world = world.execute("Seattle", "DROP TRIGGER DEAF");
        world.run("run-jobs --quiet").exits(0);
        assert_eq!(world.downloaded("Seattle"), world.downloaded("Houston"));
        world.verify();
    }
}
