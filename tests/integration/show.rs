//! `hqsync show`: one operation in detail.

use pretty_assertions::{assert_eq, assert_ne};
use serde_json::json;

use super::rows::guid;
use super::world::World;

#[test]
fn an_operation_is_shown_as_the_status_page_shows_it() {
    let world = World::new().at("2026-11-20T08:00:00Z").channel("Houston", |c| {
        let known = "CustGroup=10 Currency=EUR LanguageId=nl-NL";
        let c = c.customer("A1").with(known).with("Phone=555-0100");
        c.update("A1").with("CustGroup=10 LanguageId=nl-NL Phone=555-0199 Email=molly@example.com")
    });
    world.run_jobs();
    let expected = format!(
        "Operation 2
  Channel name            Houston (USRT)
  Customer account        C-000001
  Async customer account  {}
  Retail async operation  customer, update
  Operation timestamp     2026-11-01 08:00:01
  Customer sync status    completed
  Change description      changed: Currency, Email, Phone
  Source                  RETAILASYNCCUSTOMERV2, counter 2
  Received                2026-11-20 08:00:00
  Attempts                1

Customer attributes
   Field             Old value    New value          Received value
─  ────────────────  ───────────  ─────────────────  ──────────────
   CustName          Customer A1  Customer A1
   RelationshipType  1            1
   CustGroup         10           10
*  Currency          EUR          USD                (empty)
   LanguageId        nl-NL        nl-NL
*  Email                          molly@example.com
*  Phone             555-0100     555-0199
* changed
",
        guid("A1")
    );
    world.run("show 2").exits(0).prints(&expected);
}

#[test]
fn a_failed_operation_is_shown_with_all_its_problems_and_what_it_would_do() {
    let world = World::new().channel("Houston", |c| c.customer("A1").address("A1", "home", "Country=NL Email=nobody"));
    world.run_jobs();
    let shown = world.run("show 2").exits(0).stdout;
    for part in [
        "  Customer sync status    failed\n  Once corrected          would create the address\n",
        "Last known error\n  country-unknown  Country  `NL` is not an ISO 3166-1 alpha-3 code; did you mean `NLD` (Netherlands)?\n",
        "  email-invalid  Email  `nobody` is not an e-mail address, such as jane@example.com\n",
        "!  Country ",
    ] {
        assert!(shown.contains(part), "no {part} in\n{shown}");
    }
}

#[test]
fn a_waiting_operation_names_what_it_waits_for() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").with("Email=nobody").contact("A1", "mobile", "").contact("B2", "mobile", "")
    });
    world.run_jobs();
    world.run("show 2").shows("  Waits for               1 (customer, create, failed: email-invalid)\n");
    world.run("show 3").shows("  Waits for               an operation that creates the customer\n");
    assert_eq!(world.show(3)["waits_for"], json!([]));
}

#[test]
fn old_values_are_live_before_and_recorded_after() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Phone=555-0100"));
    world.run_jobs();
    let world = world.append("Houston", |c| c.update("A1").with("Phone=555-0101").update("A1").with("Phone=555-0102"));
    world.run("run-jobs p").exits(0);
    let phone = |id| {
        let (old, new, _) = world.field(id, "Phone");
        (old.unwrap_or_default(), new)
    };
    let values = |old: &str, new: &str| (old.to_owned(), new.to_owned());
    assert_eq!([phone(2), phone(3)], [values("555-0100", "555-0101"), values("555-0100", "555-0102")]);
    world.run("run-jobs sync").exits(0);
    assert_eq!([phone(2), phone(3)], [values("555-0100", "555-0101"), values("555-0101", "555-0102")]);
}

#[test]
fn a_default_that_headquarters_has_already_is_shown_as_old_and_new() {
    let world = World::new().channel("Houston", |c| c.customer("A1").update("A1"));
    world.run("run-jobs p").exits(0);
    world.run("run-jobs sync").exits(0);
    assert_eq!(world.field(2, "Currency"), (Some("USD".into()), "USD".into(), String::new()));
}

#[test]
fn a_deactivation_is_shown_with_the_values_that_headquarters_had() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Phone=555-0100"));
    world.run_jobs();
    let world = world.append("Houston", |c| c.deactivate("A1").with("Phone=555-0199"));
    world.run("run-jobs p").exits(0);
    let kept = (Some("555-0100".to_owned()), "555-0100".to_owned(), "555-0199".to_owned());
    assert_eq!(world.field(2, "Phone"), kept, "before");
    world.run_jobs();
    assert_eq!(world.field(2, "Phone"), kept, "after");
}

#[test]
fn a_superseded_operation_does_not_claim_a_value_that_headquarters_never_had() {
    let world = World::new().channel("Houston", |c| c.customer("A1").update("A1").with("Phone=555-0199"));
    world.run_jobs();
    let world = world.then("Houston", |c| c.update("A1").with("Phone=555-0100").at("2026-10-31 08:00:00"));
    assert_ne!(world.field(3, "Phone").0, Some("555-0100".to_owned()));
}

#[test]
fn a_record_that_headquarters_does_not_have_has_no_old_values() {
    let world = World::new().channel("Houston", |c| c.customer("A1").address("A1", "home", "City=Houston"));
    world.run("run-jobs p").exits(0);
    let pending = world.field(2, "City");
    world.run_jobs();
    let city = "Houston".to_owned();
    assert_eq!((pending, world.field(2, "City")), ((None, city.clone(), city.clone()), (None, city.clone(), city)));
}

#[test]
fn several_operations_are_an_array() {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2"));
    world.run_jobs();
    let both = world.run("show 2 1 --format json").exits(0).json();
    assert_eq!(both, json!([world.show(2), world.show(1)]));
    world.run("show 2 1").exits(0).shows("Operation 2\n").shows("\n\nOperation 1\n");
}

#[test]
fn json_has_every_key_of_a_list_and_two_more() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let mut shown = world.show(1);
    let attributes = shown.as_object_mut().unwrap().remove("attributes").unwrap();
    assert_eq!(shown.as_object_mut().unwrap().remove("waits_for"), Some(json!([])));
    assert_eq!(json!([shown]), world.run("list --format json").json());
    let name =
        json!({"name": "CustName", "old": null, "new": "Customer A1", "edited": false, "original": "Customer A1"});
    assert_eq!(attributes[0], name);
}

#[test]
fn operations_are_shown_by_their_customer_and_by_an_expression() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").customer("B2").with("Email=nobody").address("A1", "home", "Country=USA")
    });
    world.run_jobs();
    let numbers = |arguments: &[&str]| {
        let mut words = vec!["show", "--format", "json"];
        words.extend(arguments);
        let shown = world.run(words.as_slice()).exits(0).json();
        let shown = shown.as_array().cloned().unwrap_or_else(|| vec![shown]);
        shown.iter().map(|operation| operation["id"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(numbers(&["c-000001"]), [1, 3]);
    assert_eq!(numbers(&[&guid("B2").to_uppercase()]), [2]);
    assert_eq!(numbers(&["2", "C-000001"]), [2, 1, 3]);
    assert_eq!(numbers(&["--where", "record = customer"]), [1, 2]);
    world.run("show --where 'record = customer' --limit 1").exits(0).says("1 of 2 operations");
    world.run("show --where 'Email = x@y.nl'").exits(0).prints("").says_only("no operations\n");
}

#[test]
fn the_wrong_field_of_a_row_that_cannot_be_understood_is_marked() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").at("yesterday").customer("B2").set("DATAAREAID", "NLRT".to_owned()));
    world.run_jobs();
    world
        .run("show 1")
        .shows("  Operation timestamp     unreadable\n")
        .shows("!  CreatedDateTime")
        .shows("\n! wrong\n");
    world.run("show 2").shows("!  DataAreaId");
}

#[test]
fn what_an_edit_leaves_wrong_is_still_shown() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody"));
    world.run_jobs();
    world.run("edit 1 --set Email=somebody").exits(0).shows("Still wrong");
    world.run("show 1").shows("pending").shows("email-invalid  Email  `somebody`").shows("!  Email");
    assert_eq!(world.show(1)["errors"][0]["code"], "email-invalid");
}

#[test]
fn an_unknown_number_comes_with_those_there_are() {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2"));
    world.run_jobs();
    let hint = "hint: the store has operations 1 to 2; the nearest is 2\n";
    world.run("show 1 99").exits(1).prints("").says_only(&format!("error: there is no operation 99\n{hint}"));
    world.run("show first").exits(1).says("no customer has the account");
    world.run("show").exits(2);
}

#[test]
fn an_account_of_digits_is_not_the_number_of_an_operation() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").customer("B2").address("B2", "home", "").customer("C3"))
        .setting("companies.USRT.number_sequence", "'#####0'");
    world.run_jobs();
    let accounts = world.listed("id,account");
    let of_b2: Vec<_> = accounts.iter().filter(|line| line.ends_with("000020")).collect();
    assert_eq!(of_b2.len(), 2, "{accounts:?}");
    world.run("show 000020").exits(0).shows("Customer account        000020\n");
    world.run("show 2").exits(0).shows("Operation 2\n").says_only("");
    world.run("show 02").exits(0).shows("Operation 2\n");
    world.run("show '555 0109'").exits(1).says("no customer");
}

#[test]
fn a_number_that_is_an_account_too_is_shown_with_the_other_command() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").customer("B2"))
        .setting("companies.USRT.number_sequence", "'#'");
    world.run_jobs();
    world
        .run("show 2")
        .exits(0)
        .shows("Operation 2\n")
        .says_only("2 is also the account of a customer; `hqsync customer 2` shows it\n");
}
