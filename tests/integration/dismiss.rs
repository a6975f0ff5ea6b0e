//! `hqsync dismiss`: operations are never synchronized, and what waited for them is released.

use pretty_assertions::assert_eq;
use serde_json::json;

use super::world::World;

/// An update that failed, and one of the same customer that waits for it.
fn failed() -> World {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").update("A1").with("Phone=none").update("A1").with("Phone=555-0100"));
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 completed", "customer 2 failed phone-invalid", "customer 3 waiting"]);
    world
}

#[test]
fn a_later_update_of_the_same_record_goes_through() {
    let world = failed();
    let outcome = world.run("dismiss 2 --reason 'the customer has no telephone'").exits(0).says_only("");
    outcome.prints("1 operation dismissed\n1 operation that was waiting is pending again\n");
    assert_eq!(world.states()[1..], ["customer 2 dismissed phone-invalid", "customer 3 pending"]);
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.states()[1..], ["customer 2 dismissed phone-invalid", "customer 3 completed"]);
    assert_eq!(world.query("Houston", "SELECT PHONE FROM DIRPARTYTABLE"), ["555-0100"]);
}

#[test]
fn its_problems_are_still_shown() {
    let world = failed();
    world.run("dismiss 2 --reason 'a test'").exits(0);
    world.run("show 2").shows("dismissed").shows("`none` is not a telephone number");
    assert_eq!(world.found("error = phone-invalid"), [2]);
    assert_eq!(world.found("status = dismissed"), [2]);
}

#[test]
fn a_reason_has_to_be_given() {
    let world = failed();
    let before = world.files();
    world.run("dismiss 2").exits(2).says("--reason <TEXT>");
    world.run("dismiss 2 --reason ''").exits(2);
    world.run("dismiss 2 --reason '  '").exits(2);
    world.run("dismiss --reason 'a test'").exits(2).says("error: no operations selected");
    world.is_as(&before);
}

#[test]
fn one_that_is_dismissed_already_is_passed_over() {
    let world = failed();
    world.run("dismiss 2 --reason 'a test'").exits(0);
    let events = world.events(2);
    world.run("dismiss 2 --reason 'a test'").exits(0).prints("1 operation was dismissed already\n");
    let both = world.run("dismiss 3 2 --reason 'a test'").exits(0);
    both.prints("1 operation was dismissed already\n1 operation dismissed\n");
    assert_eq!(world.events(2), events);
    let again = world.run("dismiss 2 --reason 'a test' --format json").exits(0).json();
    assert_eq!(again, json!({"dry_run": false, "dismissed": [], "released": [], "already_dismissed": [2]}));
}

#[test]
fn an_operation_that_has_gone_through_is_not_dismissed() {
    let world = failed();
    let before = world.files();
    let error = "error: operation 1 is completed, so it cannot be dismissed\nhint: it is already synchronized\n";
    world.run("dismiss 1 --reason 'a test'").exits(1).says_only(error);
    world.is_as(&before);
}

#[test]
fn a_rehearsal_changes_nothing() {
    let world = failed();
    let before = world.files();
    let outcome =
        world.run("dismiss 2 --reason 'a test' --dry-run").exits(0).says_only("dry run: nothing was changed\n");
    outcome.prints("1 operation would be dismissed\n1 operation that is waiting would be pending again\n");
    world.is_as(&before);
}

#[test]
fn machines_get_the_numbers() {
    let world = failed();
    let json = world.run("dismiss 2 --reason 'a test' --format json").exits(0).json();
    assert_eq!(json, json!({"dry_run": false, "dismissed": [2], "released": [3]}));
}

#[test]
fn what_waited_for_the_creation_of_its_customer_waits_for_another_and_fails_in_the_end() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").with("Email=nobody").update("A1").address("A1", "home", "").contact("A1", "mobile", "")
    });
    world.run_jobs();
    let outcome = world.run("dismiss 1 --reason 'a test'").exits(0);
    outcome.prints("1 operation dismissed\n3 operations that were waiting are pending again\n");
    assert_eq!(world.listed("status"), ["dismissed", "pending", "pending", "pending"]);
    world.run("run-jobs --quiet").exits(0);
    let waiting = ["waiting customer-unknown"; 3];
    assert_eq!(world.listed("status,errors")[1..], waiting);
    let world = world.setting("jobs.orphan_after", "'0s'");
    world.run("run-jobs --quiet").exits(3);
    assert_eq!(world.listed("status,errors")[1..], ["failed customer-unknown"; 3]);
    assert_eq!(world.listed("status,errors")[0], "dismissed email-invalid");
}

#[test]
fn another_creation_of_the_customer_takes_the_place_of_the_dismissed_one() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody").contact("A1", "mobile", ""));
    world.run_jobs();
    world.run("dismiss 1 --reason 'sent again'").exits(0);
    let world = world.then("Houston", |c| c.customer("A1").with("Email=molly@example.com"));
    assert_eq!(world.listed("status"), ["dismissed", "completed", "completed"]);
}

#[test]
fn a_pending_operation_is_never_synchronized() {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2"));
    world.run("run-jobs p").exits(0);
    world.run("dismiss 1 --reason 'a test'").exits(0).prints("1 operation dismissed\n");
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.listed("status,attempts"), ["dismissed 0", "completed 1"]);
    assert_eq!(world.query("Houston", "SELECT NAME FROM DIRPARTYTABLE"), ["Customer B2"]);
}

#[test]
fn an_edited_operation_that_is_dismissed_releases_what_waits_for_it() {
    let world = failed();
    world.run("edit 2 --set Phone=555-0199").exits(0);
    world.run("dismiss 2 --reason 'a test'").exits(0).shows("1 operation that was waiting is pending again\n");
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.listed("status"), ["completed", "dismissed", "completed"]);
}

#[test]
fn several_that_wait_for_one_another_are_dismissed_in_any_order() {
    for ids in ["2 3", "3 2"] {
        let world = failed();
        world.run(&format!("dismiss {ids} --reason 'a test'")).exits(0).prints("2 operations dismissed\n");
        assert_eq!(world.states()[1..], ["customer 2 dismissed phone-invalid", "customer 3 dismissed"]);
        assert_eq!(world.events(3)[1..], ["synchronized waiting", "dismissed dismissed"]);
    }
}

#[test]
fn several_of_an_unknown_customer_keep_their_problems_in_any_order() {
    for ids in ["1 2", "2 1"] {
        let world =
            World::new().channel("Houston", |c| c.contact("A1", "mobile", "").contact("A1", "mobile", "").updated());
        world.run_jobs();
        world.run(&format!("dismiss {ids} --reason 'a test'")).exits(0).prints("2 operations dismissed\n");
        let dismissed = ["contact 1 dismissed customer-unknown", "contact 2 dismissed customer-unknown"];
        assert_eq!(world.states(), dismissed, "{ids}");
    }
}
