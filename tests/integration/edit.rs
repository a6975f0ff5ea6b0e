//! `hqsync edit`: fields of one operation are corrected, and what follows from that.

use std::fs;
use std::process::Stdio;

use pretty_assertions::assert_eq;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::rows::{CREATE, Rows, UPDATE, guid};
use super::world::{World, few_or_told};

/// A customer whose creation failed for its e-mail address, with an update and an address that wait for it.
fn failed() -> World {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").with("Email=nobody").update("A1").with("Phone=555-0100").address("A1", "home", "Country=USA")
    });
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 failed email-invalid", "customer 2 waiting", "address 1 waiting"]);
    world
}

#[test]
fn a_corrected_operation_goes_through_with_the_next_run_and_so_does_what_waited() {
    let world = failed();
    world.run("edit 1 --set Email=molly@example.com").exits(0).says_only("").prints(
        "Operation 1: pending
Id  Field  Old value  New value
──  ─────  ─────────  ─────────────────
 1  Email  nobody     molly@example.com
`hqsync run-jobs` will synchronize it; `hqsync resync 1` does it now
",
    );
    assert_eq!(world.states(), ["customer 1 pending", "customer 2 waiting", "address 1 waiting"]);
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.states(), ["customer 1 completed", "customer 2 completed", "address 1 completed"]);
    assert_eq!(world.query("Houston", "SELECT COUNTRY FROM LOGISTICSPOSTALADDRESS"), ["USA"]);
}

#[test]
fn several_fields_are_set_and_emptied_in_any_case_of_their_names() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody Phone=none Url=x.example"));
    world.run_jobs();
    world.run("edit 1 --set EMAIL=molly@example.com --set 'custname=Molly Arun' --unset phone").exits(0);
    let value = |name: &str| world.field(1, name).1;
    let values = ["Email", "CustName", "Phone", "Url"].map(value);
    assert_eq!(values, ["molly@example.com", "Molly Arun", "", "x.example"]);
    world.run_jobs();
    assert_eq!(
        world.query("Houston", "SELECT NAME, EMAIL, PHONE FROM DIRPARTYTABLE"),
        ["Molly Arun|molly@example.com|"]
    );
}

#[test]
fn a_column_of_the_channels_own_is_corrected_like_any_other() {
    let world = World::new().channel("Houston", |c| c).execute(
        "Houston",
        "ALTER TABLE RETAILASYNCCUSTOMERV2 ADD COLUMN LoyaltyTier TEXT;
         ALTER TABLE RETAILASYNCCUSTOMERV2 ADD COLUMN Points INTEGER",
    );
    let world = world.append("Houston", |c| c.customer("A1").with("LoyaltyTier=glod").set("Points", 7));
    world.run("run-jobs p").exits(0);
    world.run("edit 1 --set loyaltytier=gold --set points=8").exits(0);
    let world = world.then("Houston", |c| c.update("A1").with("LoyaltyTier=gold").set("Points", 8));
    assert_eq!(world.field(1, "LoyaltyTier"), (None, "gold".into(), "glod".into()));
    assert_eq!(
        world.listed("status,description")[1],
        "completed nothing to change",
        "the same values, and of the same type"
    );
}

#[test]
fn fields_come_from_a_file_or_through_a_pipe() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody Phone=none Url=x.example"));
    world.run_jobs();
    let values = || ["Email", "Phone", "Url", "Blocked"].map(|name| world.field(1, name).1);
    let file = world.elsewhere("fields");

    fs::write(&file, r#"{"email": "molly@example.com", "Phone": null, "Blocked": 2}"#).unwrap();
    world.run("edit 1 --from fields").exits(0);
    assert_eq!(values(), ["molly@example.com", "", "x.example", "2"]);

    fs::write(&file, "Email = \"max@example.com\"\nPHONE = '555-0100' # his own\n").unwrap();
    world.run("edit 1 --from fields").exits(0);
    assert_eq!(values(), ["max@example.com", "555-0100", "x.example", "2"]);

    world.pipe("edit 1 --from -", r#"{"Url": "", "Phone": "555-0101"}"#).exits(0);
    world.pipe("edit 1 --from -", "Blocked = 0\n").exits(0);
    assert_eq!(values(), ["max@example.com", "555-0101", "", "0"]);

    world
        .pipe("edit 1 --from - --set phone=555-0102 --unset EMAIL", "Phone = '1'\nEmail = 'x'\nUrl = 'y.example'")
        .exits(0);
    assert_eq!(values(), ["", "555-0102", "y.example", "0"], "what the command line says counts");
}

#[test]
fn a_file_that_says_no_fields_changes_nothing() {
    let world = failed();
    let before = world.files();
    let says = |outcome: super::world::Outcome<'_>, text: &str| {
        outcome.exits(1).prints("").says(text).says("hint: a JSON object looks like");
    };
    says(world.pipe("edit 1 --from -", "[1]"), "error: the standard input does not say which fields to change");
    says(
        world.pipe("edit 1 --from -", r#"{"Email": ["x"]}"#),
        "the value of `Email` is not a text, number, true, false or null",
    );
    says(world.pipe("edit 1 --from -", "Email = \n"), "line 1");
    world.run("edit 1 --from missing.json").exits(1).says("error: `missing.json` cannot be read");
    world.is_as(&before);
}

#[test]
fn an_unknown_field_comes_with_the_nearest_and_nothing_is_changed() {
    let world = failed();
    let before = world.files();
    world
        .run("edit 1 --set Phone=555-0100 --set Emial=molly@example.com")
        .exits(1)
        .prints("")
        .says_only("error: operation 1 has no field `Emial`; it is about a customer\nhint: did you mean `Email`?\n");
    world
        .run("edit 3 --set Locator=1")
        .exits(1)
        .says("it is about an address\nhint: its fields are Operation, CreatedDateTime,");
    world
        .run("edit 1 --set ReplicationCounterFromOrigin=9")
        .exits(1)
        .says("has no field `ReplicationCounterFromOrigin`");
    world.is_as(&before);
}

#[test]
fn what_is_still_wrong_is_shown_and_the_edit_is_saved() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody Phone=none Currency=EURO"));
    world.run_jobs();
    world.run("edit 1 --set Email=molly@example.com --set Phone=nil").exits(0).prints(
        "Operation 1: pending
Id  Field  Old value  New value
──  ─────  ─────────  ─────────────────
 1  Email  nobody     molly@example.com
 1  Phone  none       nil

Still wrong
  1  phone-invalid  Phone  `nil` is not a telephone number: it may contain digits, spaces, + - ( ) . , / # * and an extension such as `ext. 12`, `x12` or `;ext=12`
  1  currency-unknown  Currency  `EURO` is not an ISO 4217 code; did you mean `EUR`?
",
    );
    assert_eq!(world.states(), ["customer 1 pending"]);
    world.run("run-jobs --quiet").exits(3);
    assert_eq!(world.states(), ["customer 1 failed phone-invalid currency-unknown"]);
    assert_eq!(world.field(1, "Email").1, "molly@example.com");
}

#[test]
fn a_malformed_operation_stays_failed_until_it_can_be_understood() {
    let world = World::new().channel("Houston", |c| c.customer("A1").operation(7).at("31/12/2026 late"));
    world.run_jobs();
    world.run("edit 1 --set Operation=1").exits(0).shows("Operation 1: failed").shows("malformed  CreatedDateTime");
    assert_eq!(world.states(), ["customer 1 failed malformed"]);
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.states(), ["customer 1 failed malformed"]);
    world.run("edit 1 --set 'CreatedDateTime=2026-12-31 23:00:00'").exits(0).shows("Operation 1: pending");
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.states(), ["customer 1 completed"]);
}

#[test]
fn a_correction_can_make_an_operation_malformed() {
    let world = failed();
    world.run("edit 1 --set Blocked=yes").exits(0).shows("Operation 1: failed").shows("malformed  Blocked");
    assert_eq!(world.states()[0], "customer 1 failed malformed");
    world.run("edit 1 --unset Blocked --set Email=molly@example.com --resync").exits(0);
    assert_eq!(world.states(), ["customer 1 synced", "customer 2 synced", "address 1 synced"]);
}

#[test]
fn a_rehearsal_shows_the_difference_and_changes_nothing() {
    let world = failed();
    let before = world.files();
    let outcome = world.run("edit 1 --set Email=molly@ --set Phone=555-0100 --dry-run").exits(0);
    let outcome = outcome.shows(" 1  Email  nobody     molly@\n").shows("Still wrong\n  1  email-invalid  Email");
    outcome.says_only("dry run: nothing was changed\n");
    let json = world.run("edit 1 --set Email=molly@example.com --resync --dry-run --format json").exits(0).json();
    assert_eq!(json["dry_run"], true);
    assert_eq!(json["resync"]["operations"][2]["status"], "synced");
    world.is_as(&before);
}

#[test]
fn an_edit_synchronizes_at_once_where_that_is_asked_for() {
    let world = failed();
    let outcome = world.run("edit 1 --set Email=molly@example.com --resync").exits(0);
    outcome.shows(" 1  Email  nobody     molly@example.com").shows("3 synced\n");
    assert_eq!(world.states(), ["customer 1 synced", "customer 2 synced", "address 1 synced"]);
}

#[test]
fn an_edit_that_is_not_enough_fails_again_at_once() {
    let world = failed();
    let outcome = world.run("edit 1 --set Email=molly@ --resync").exits(3);
    outcome.shows("`molly@` is not an e-mail address").shows("1 failed\n");
    assert_eq!(world.listed("status,attempts"), ["failed 2", "waiting 0", "waiting 0"]);
}

#[test]
fn machines_get_the_difference_and_what_is_still_wrong() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody Phone=12"));
    world.run_jobs();
    let json = world.run("edit 1 --set Email=molly@example.com --format json").exits(0).json();
    let message = "`12` is not a telephone number: it needs at least 3 digits";
    let error = json!({"code": "phone-invalid", "field": "Phone", "message": message});
    let field = json!({"name": "Email", "old": "nobody", "new": "molly@example.com"});
    let edit = json!({"id": 1, "status": "pending", "fields": [field], "errors": [error]});
    assert_eq!(json, json!({"dry_run": false, "edits": [edit], "lacking_field": 0}));
}

#[test]
fn values_that_an_operation_has_already_are_no_edit() {
    let world = failed();
    let before = world.files();
    world.run("edit 1 --set Email=nobody --unset Phone").exits(0).shows("1 operation already has these values\n");
    world.is_as(&before);
}

#[test]
fn an_operation_that_has_not_gone_through_can_be_edited() {
    let world = failed().append("Houston", |c| c.customer("B2"));
    world.run("run-jobs p").exits(0);
    assert_eq!(world.listed("status"), ["failed", "waiting", "waiting", "pending"]);
    world.run("edit 1 2 4 --set Phone=555-0199").exits(0).shows("3 operations edited\n");
    assert_eq!(world.listed("status,edited"), ["pending true", "pending true", "waiting false", "pending true"]);
}

#[test]
fn an_operation_that_has_gone_through_is_not_edited() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    for (job, state) in [("p sync", "synced"), ("1010", "completed")] {
        world.run(&format!("run-jobs {job}")).exits(0);
        let before = world.files();
        let hint = "it is already synchronized; change the customer at headquarters or in the channel, which creates a new operation";
        let error = format!("error: operation 1 is {state}, so it cannot be edited\nhint: {hint}\n");
        world.run("edit 1 --set Phone=555-0100").exits(1).prints("").says_only(&error);
        world.is_as(&before);
    }
}

#[test]
fn a_dismissed_operation_is_revived_before_it_is_edited() {
    let world = failed();
    world.run("dismiss 1 --reason 'a test'").exits(0);
    let before = world.files();
    let error = "error: operation 1 is dismissed, so it cannot be edited\nhint: `hqsync resync 1` revives it\n";
    world.run("edit 1 --set Email=molly@example.com").exits(1).prints("").says_only(error);
    world.is_as(&before);
    world.run("resync 1").exits(3);
    world.run("edit 1 --set Email=molly@example.com").exits(0);
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.listed("status"), ["completed", "completed", "completed"]);
}

#[test]
fn one_operation_that_cannot_be_edited_keeps_the_others_as_they_are() {
    // In batches of one, so that none may be done before another is refused.
    let world = World::new().setting("jobs.batch_size", "1");
    let world = world.channel("Houston", |c| c.customer("A1").with("Email=nobody").customer("B2"));
    world.run_jobs();
    let before = world.files();
    world.run("edit 1 2 --set Email=molly@example.com").exits(1).says("operation 2 is completed");
    world.run("edit 1 99 --set Email=molly@example.com").exits(1).says("there is no operation 99");
    world.is_as(&before);
}

#[test]
fn without_a_terminal_somebody_has_to_say_what_to_change() {
    let world = failed();
    world.run("edit 1").exits(2).says("error: nothing to change\nhint: `--set FIELD=VALUE`, `--unset FIELD`");
    world.run("edit --set Email=x@example.com").exits(2).says("error: no operations selected");
    world.run("edit 1 --set Email").exits(2).says("such as Email=x@example.com");
    world.run("edit 1 --where 'status = failed' --set Email=x").exits(2);
    world.run("edit 1 --status failed --set Email=x").exits(2).says("selected by number or by options, not by both");
}

/// A row that is wrong, the field that its error names, and what is to be there.
struct Case {
    code: &'static str,
    /// The number of the operation.
    id: i64,
    field: &'static str,
    right: &'static str,
    wrong: &'static str,
    rows: fn(Rows, &str) -> Rows,
}

/// A row for every reason to fail; the rows after it wait for it, unless it is alone.
fn cases() -> Vec<Case> {
    fn customer(c: Rows, column: &str, value: &str) -> Rows {
        let c = c.customer("A1").set(column, value.to_owned()).update("A1").with("Phone=555-0100");
        c.address("A1", "home", "Country=NLD").affiliation("A1", "VIP").attribute("A1", "ShoeSize", "42")
    }
    fn address(c: Rows, column: &str, value: &str) -> Rows {
        let c = c.customer("A1").address("A1", "home", "Country=USA City=Houston").set(column, value.to_owned());
        c.address("A1", "home", "Country=USA City=Dallas").updated()
    }
    fn contact(c: Rows, column: &str, value: &str) -> Rows {
        let c = c.customer("A1").contact("A1", "mail", "ContactType=2 Locator=a1@example.com");
        let c = c.set(column, value.to_owned());
        c.contact("A1", "mail", "ContactType=2 Locator=a2@example.com IsPrimary=1").updated()
    }
    fn attribute(c: Rows, column: &str, value: &str) -> Rows {
        c.customer("A1").attribute("A1", "ShoeSize", "42").set(column, value.to_owned())
    }
    macro_rules! case {
        ($code:literal $id:literal $field:literal $wrong:literal becomes $right:literal in $rows:ident) => {
            case!($code $id $field $wrong becomes $right, |c, value| $rows(c, $field, value))
        };
        ($code:literal $id:literal $field:literal $wrong:literal becomes $right:literal, $rows:expr) => {
            Case { code: $code, id: $id, field: $field, wrong: $wrong, right: $right, rows: $rows }
        };
    }
    vec![
        case!("malformed" 1 "Operation" "7" becomes "1" in customer),
        case!("malformed" 1 "CreatedDateTime" "31/12/2026 late" becomes "2026-10-31 08:00:00" in customer),
        case!("malformed" 1 "CustAccountAsync" "not-a-guid" becomes "5f0b1c6e-7d3a-4b58-9a34-000000004131" in customer),
        case!("malformed" 1 "Blocked" "no" becomes "0" in customer),
        case!("malformed" 1 "OriginatingChannel" "Houston" becomes "5637144592" in customer),
        case!("malformed" 2 "MakePostalAddressPrimary" "yes" becomes "1" in address),
        case!("malformed" 2 "ContactId" "17" becomes "5f0b1c6e-7d3a-4b58-9a34-00006d61696c" in contact),
        case!("malformed" 2 "ContactType" "9" becomes "2" in contact),
        case!("name-missing" 1 "CustName" "" becomes "Molly Arun" in customer),
        case!("email-invalid" 1 "Email" "jdoe@" becomes "jdoe@example.com" in customer),
        case!("email-invalid" 1 "ReceiptEmail" "jdoe@localhost" becomes "jdoe@example.com" in customer),
        case!("email-invalid" 2 "Locator" "jdoe@" becomes "jdoe@example.com" in contact),
        case!("phone-invalid" 1 "Phone" "none" becomes "555-0199" in customer),
        case!("phone-invalid" 2 "Phone" "none" becomes "555-0199" in address),
        case!("country-unknown" 2 "Country" "NL" becomes "NLD" in address),
        case!("postal-code-invalid" 2 "Zip" "123" becomes "77001" in address),
        case!("currency-unknown" 1 "Currency" "EURO" becomes "EUR" in customer),
        case!("language-unknown" 1 "LanguageId" "Dutch" becomes "nl-NL" in customer),
        case!("customer-group-unknown" 1 "CustGroup" "99" becomes "10" in customer),
        case!("affiliation-unknown" 2 "Affiliation" "Pilot" becomes "Student",
            |c, value| c.customer("A1").affiliation("A1", value)),
        case!("attribute-unknown" 2 "AttributeName" "Hat" becomes "ShoeSize" in attribute),
        case!("attribute-invalid" 2 "AttributeValueString" "big" becomes "43" in attribute),
        case!("credit-limit-invalid" 1 "CreditMax" "-5" becomes "500.00" in customer),
        case!("too-long" 1 "VatNum" "123456789012345678901" becomes "12345678901234567890" in customer),
        case!("customer-unknown" 3 "CustAccountAsync" "5f0b1c6e-7d3a-4b58-9a34-00000000ffff"
        becomes "5f0b1c6e-7d3a-4b58-9a34-000000004131",
        |c, value| {
            let c = c.customer("A1").customer("B2").contact("A1", "mobile", "");
            c.set("CUSTACCOUNTASYNC", value.to_owned())
        }),
        case!("customer-unknown" 3 "CustAccount" "C-999999" becomes "C-000002",
            |c, value| c.customer("A1").customer("B2").contact("A1", "mobile", "").by_account(value)),
        case!("address-unknown" 3 "AddressId" "5f0b1c6e-7d3a-4b58-9a34-00000000ffff"
        becomes "5f0b1c6e-7d3a-4b58-9a34-0000686f6d65",
        |c, value| {
            let c = c.customer("A1").address("A1", "home", "City=Houston");
            c.address("A1", "home", "City=Dallas").updated().set("ADDRESSID", value.to_owned())
        }),
        case!("contact-unknown" 3 "ContactId" "5f0b1c6e-7d3a-4b58-9a34-00000000ffff"
        becomes "5f0b1c6e-7d3a-4b58-9a34-00006d61696c",
        |c, value| {
            let c = c.customer("A1").contact("A1", "mail", "");
            c.contact("A1", "mail", "Locator=555-0199").updated().set("CONTACTID", value.to_owned())
        }),
        case!("company-mismatch" 1 "DataAreaId" "NLRT" becomes "USRT" in customer),
    ]
}

#[test]
fn whatever_is_wrong_is_repaired_by_the_field_that_the_error_names() {
    for Case { code, id, field, wrong, right, rows } in cases() {
        let world = |value: &str| {
            let patience = if code == "customer-unknown" { "'0s'" } else { "'7d'" };
            let world = World::new().setting("jobs.orphan_after", patience).channel("Houston", |c| rows(c, value));
            world.run_jobs();
            world
        };
        let case = format!("{field} = {wrong}");
        let (good, bad) = (world(right), world(wrong));
        let error = bad.show(id)["errors"][0].clone();
        assert_eq!((&error["code"], &error["field"]), (&json!(code), &json!(field)), "{case}");
        assert!(!bad.listed("status").iter().all(|state| state == "completed"), "{case}");

        bad.run(&format!("edit {id} --set '{field}={right}'")).exits(0);
        bad.run("run-jobs --quiet").exits(0);
        assert_eq!(bad.states(), good.states(), "{case}");
        assert!(bad.listed("status").iter().all(|state| state == "completed"), "{case}");
        assert_eq!(bad.downloaded("Houston"), good.downloaded("Houston"), "{case}");
        assert_eq!(bad.field_if_any(id, field).map(|(_, original)| original).as_deref(), Some(wrong), "{case}");
    }
}

#[test]
fn every_error_that_an_operation_can_have_is_repaired_in_some_test() {
    let repaired: Vec<_> = cases()
        .iter()
        .map(|case| case.code)
        .chain(["number-sequence-exhausted", "account-conflict", "value-unknown", "customer-mismatch"])
        .collect();
    let world = failed();
    let unknown = world.run("filter 'error = nonsense'").exits(2).stderr;
    let (_, hint) = unknown.split_once("hint: valid words are ").unwrap();
    let known: Vec<_> = hint.split('`').skip(1).step_by(2).collect();
    assert_eq!(known.iter().filter(|code| !repaired.contains(code)).collect::<Vec<_>>(), [&""; 0]);
    assert_eq!(repaired.iter().filter(|code| !known.contains(code)).collect::<Vec<_>>(), [&""; 0]);
}

#[test]
fn a_number_sequence_without_numbers_is_extended_in_the_configuration() {
    let world = World::new().setting("companies.USRT.number_sequence", "'C-#'");
    let world = world.channel("Houston", |c| (0..10).fold(c, |c, number| c.customer(&format!("A{number}"))));
    world.run("run-jobs --quiet").exits(3);
    assert_eq!(world.states()[9], "customer 10 failed number-sequence-exhausted");
    let world = world.setting("companies.USRT.number_sequence", "'C-##'");
    world.run("resync 10").exits(0).shows("customer C-10 created");
}

#[test]
fn what_was_received_is_kept_beside_what_it_was_corrected_to() {
    let world = failed();
    let received = world.show(1);
    world.run("edit 1 --set Email=molly@ --set Phone=555-0100 --set Operation=2").exits(0);
    world
        .run("edit 1 --set Email=molly@example.com --set Operation=1 --set 'CreatedDateTime=2026-10-31 07:00:00'")
        .exits(0);
    let attribute = |name: &str, new: &str, original: &str| json!({"name": name, "old": null, "new": new, "edited": true, "original": original});
    let expected = json!([
        attribute("CreatedDateTime", "2026-10-31 07:00:00", "2026-11-01 08:00:00"),
        attribute("Email", "molly@example.com", "nobody"),
        attribute("Phone", "555-0100", ""),
    ]);
    let edited = |world: &World| {
        let shown = world.show(1);
        assert_eq!(shown["edited"], true);
        assert_eq!(shown["timestamp"], "2026-10-31T07:00:00Z");
        let attributes = shown["attributes"].as_array().unwrap().iter();
        Value::from(attributes.filter(|attribute| attribute["edited"] == true).cloned().collect::<Vec<_>>())
    };
    assert_eq!(edited(&world), expected);
    world.run_jobs();
    assert_eq!(edited(&world), expected, "after the run");
    for attribute in received["attributes"].as_array().unwrap() {
        let name = attribute["name"].as_str().unwrap();
        assert_eq!(Some(world.field(1, name).2.as_str()), attribute["original"].as_str(), "{name}");
    }
    world.run("show 1").shows("\nCreatedDateTime ").shows("Received value").shows("nobody");
    assert_eq!(world.listed("id,edited"), ["1 true", "2 false", "3 false"]);
}

#[test]
fn a_correction_that_is_taken_back_leaves_what_was_received() {
    let world = failed();
    world.run("edit 1 --set Email=molly@ --set Operation=2").exits(0);
    world.run("edit 1 --set Email=nobody --set Operation=1").exits(0);
    let shown = world.show(1);
    assert!(shown["attributes"].as_array().unwrap().iter().all(|attribute| attribute["edited"] == false), "{shown}");
}

#[test]
fn old_and_new_value_of_an_edited_field_are_those_of_headquarters() {
    let world =
        World::new().channel("Houston", |c| c.customer("A1").with("Phone=555-0100").update("A1").with("Phone=none"));
    world.run_jobs();
    let phone = || world.field(2, "Phone");
    let values = |new: &str| (Some("555-0100".to_owned()), new.to_owned(), "none".to_owned());
    assert_eq!(phone(), values("none"));
    world.run("edit 2 --set Phone=555-0199").exits(0);
    assert_eq!(phone(), values("555-0199"), "before");
    world.run_jobs();
    assert_eq!(phone(), values("555-0199"), "after");
    world.run("show 2").shows("changed: Phone");
}

#[test]
fn filters_and_lists_use_the_edited_value_before_and_after_the_index_knows_it() {
    let world = failed();
    let finds = |expression: &str, ids: &[i64]| assert_eq!(world.found(expression), ids, "{expression}");
    let check = |from: &str, to: &str| {
        finds(&format!("Email = {to}"), &[1]);
        finds(&format!("Email ~ {}", &to[1..to.len() - 1]), &[1]);
        finds(&format!("Email = {from}"), &[]);
        finds(&format!("Email ~ {from}"), &[]);
        finds("edited = true", &[1]);
        assert_eq!(world.listed("id,Email")[0], format!("1 {to}"));
    };
    finds("Email = nobody", &[1]);
    world.run("edit 1 --set Email=molly@").exits(0);
    check("nobody", "molly@");
    world.run("run-jobs --quiet").exits(3);
    check("nobody", "molly@");
    world.run("edit 1 --set Email=max@example.com").exits(0);
    check("molly@", "max@example.com");
    world.run("run-jobs --quiet").exits(0);
    check("molly@", "max@example.com");
    world.run("run-jobs --quiet").exits(0);
    check("molly@", "max@example.com");
}

#[test]
fn filters_and_lists_use_the_edited_common_columns() {
    let world = World::new().channel("Houston", |c| c.contact("A1", "mobile", "").set("DATAAREAID", "NLRT".to_owned()));
    world.run("run-jobs p").exits(0);
    let edit =
        format!("edit 1 --set DataAreaId=USRT --set CustAccountAsync={} --set Operation=3", guid("B2").to_uppercase());
    world.run(&format!("{edit} --set 'CreatedDateTime=2026-12-24 18:00:00.5'")).exits(0);
    assert_eq!(world.found("company = USRT"), [1]);
    assert_eq!(world.found("operation = deactivate"), [1]);
    assert_eq!(world.found("timestamp = 2026-12-24"), [1]);
    assert_eq!(world.found("timestamp < 2026-12-24"), [0; 0]);
    assert_eq!(world.found(&format!("async = {}", guid("B2"))), [1]);
    assert_eq!(world.found(&format!("async = {}", guid("A1"))), [0; 0]);
    let listed = world.listed("company,operation,timestamp,async");
    assert_eq!(listed, [format!("USRT deactivate 2026-12-24T18:00:00.500Z {}", guid("B2").to_uppercase())]);
}

#[test]
fn an_address_that_is_moved_to_another_record_lets_those_go_that_waited_for_it() {
    let world = World::new().channel("Houston", |c| {
        let c = c.customer("A1").address("A1", "home", "Country=XX").address("A1", "home", "City=Dallas");
        c.address("A1", "work", "City=Houston")
    });
    world.run_jobs();
    assert_eq!(world.states()[1..], ["address 1 failed country-unknown", "address 2 waiting", "address 3 completed"]);
    world.run(&format!("edit 2 --set AddressId={} --set Country=USA", guid("work"))).exits(0);
    assert_eq!(world.states()[1..], ["address 1 pending", "address 2 pending", "address 3 completed"]);
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(
        world.listed("status,description")[1..],
        ["completed superseded by operation 4", "completed address created", "completed address created",]
    );
    assert_eq!(world.query("Houston", "SELECT CITY FROM LOGISTICSPOSTALADDRESS ORDER BY CITY"), ["Dallas", "Houston"]);
}

#[test]
fn a_creation_that_is_moved_to_another_customer_leaves_those_behind_that_waited_for_it() {
    let world = failed();
    world.run(&format!("edit 1 --set CustAccountAsync={} --set Email=molly@example.com", guid("B2"))).exits(0);
    assert_eq!(world.listed("status"), ["pending", "pending", "pending"]);
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(
        world.states(),
        ["customer 1 completed", "customer 2 waiting customer-unknown", "address 1 waiting customer-unknown"]
    );
    assert_eq!(world.query("Houston", "SELECT CUSTACCOUNTASYNC FROM RETAILCUSTTABLE"), [guid("B2")]);
    let world = world.then("Houston", |c| c.customer("A1").at("2026-10-31 08:00:00"));
    assert_eq!(world.listed("status"), ["completed", "completed", "completed", "completed"]);
}

#[test]
fn what_waited_for_an_operation_that_gets_another_place_is_synchronized_with_it() {
    let world = failed();
    let edit = "edit 1 --set Email=molly@example.com --set 'CreatedDateTime=2026-10-31 08:00:00' --resync";
    world.run(edit).exits(0).shows("3 synced\n");
    assert_eq!(world.listed("status"), ["synced", "synced", "synced"]);
}

#[test]
fn a_creation_that_becomes_an_update_leaves_those_behind_that_waited_for_it() {
    let world = failed();
    world.run("edit 1 --set Operation=2 --set Email=molly@example.com").exits(0);
    world.run("run-jobs --quiet").exits(0);
    assert!(world.listed("status,errors").iter().all(|state| state == "waiting customer-unknown"));
}

#[test]
fn another_time_puts_an_operation_in_another_place() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").update("A1").with("Phone=none"))
        .channel("Seattle", |c| c.update("A1").with("Phone=555-0103"));
    world.run_jobs();
    assert_eq!(world.listed("status"), ["completed", "failed", "waiting"]);
    world.run("edit 2 --set Phone=555-0199 --set 'CreatedDateTime=2026-11-01 09:00:00'").exits(0);
    assert_eq!(world.listed("status"), ["completed", "pending", "pending"], "the third does not wait any more");
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.query("Houston", "SELECT PHONE FROM DIRPARTYTABLE"), ["555-0199"]);

    let world = world.append("Seattle", |c| c.update("A1").with("Phone=none").at("2026-11-01 10:00:00"));
    world.run_jobs();
    world.run("edit 4 --set Phone=555-0104 --set 'CreatedDateTime=2026-11-01 08:30:00' --resync").exits(0);
    assert_eq!(world.listed("description")[3], "superseded by operation 2");
}

#[test]
fn an_edit_and_a_run_at_the_same_time_both_succeed() {
    let world = World::new().setting("jobs.batch_size", "10");
    let world = world.channel("Houston", |c| {
        (0..300).fold(c.customer("A1").with("Email=nobody"), |c, number| c.customer(&format!("B{number}")))
    });
    world.run("run-jobs p").exits(0);
    let mut run = world.command("run-jobs --quiet").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    world.run("edit 1 --set 'CustName=Molly Arun' --as ann").exits(0);
    assert!(matches!(run.wait().unwrap().code(), Some(0 | 3)));
    world.run("edit 1 --set Email=molly@example.com --resync").exits(0);
    world.run("run-jobs --quiet").exits(0);
    assert!(world.listed("status").iter().all(|state| state == "completed"));
    assert_eq!(world.query("Houston", "SELECT count(*) FROM DIRPARTYTABLE WHERE NAME = 'Molly Arun'"), ["1"]);
}

/// Fields of the operations of [`wrong`], with their right values.
const RIGHT: [(i64, &str, &str); 8] = [
    (1, "Email", "molly@example.com"),
    (1, "Phone", "555-0100"),
    (1, "CustName", "Molly Arun"),
    (1, "CreatedDateTime", "2026-10-31 08:00:00"),
    (2, "Phone", "555-0101"),
    (2, "Operation", "2"),
    (3, "Country", "NLD"),
    (3, "AddressId", "5f0b1c6e-7d3a-4b58-9a34-000000004100"),
];

/// What each of them may have on the way there: with these values no operation goes through.
const ON_THE_WAY: [&str; 3] = ["x", "1", "nonsense"];

/// Three operations in which each field of [`RIGHT`] is wrong, and two that wait for them.
fn wrong() -> World {
    let world = World::new().channel("Houston", |c| {
        let c = c.customer("A1").with("Email=nobody Phone=none CustName=").at("never");
        let c = c.customer("A1").with("Phone=none").operation(CREATE + UPDATE + 4);
        c.address("A1", "home", "Country=NL")
            .set("ADDRESSID", "home".to_owned())
            .contact("A1", "mobile", "")
            .affiliation("A1", "VIP")
    });
    world.run_jobs();
    world
}

/// What a world has come to.
fn end(world: &World) -> (Vec<String>, String) {
    world.run("resync --where 'not status in (synced, completed)' --yes");
    world.run_jobs();
    (world.listed("record,counter,status,errors,description,Email,Phone,Country"), world.downloaded("Houston"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: few_or_told(4), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn corrections_in_several_steps_lead_where_one_leads(
        detours in vec((0..RIGHT.len(), 0..ON_THE_WAY.len(), any::<bool>()), 0..6),
        order in Just((0..RIGHT.len()).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let at_once = wrong();
        for id in 1..=3 {
            let sets = RIGHT.iter().filter(|(of, ..)| *of == id);
            let sets: Vec<_> = sets.map(|(_, field, value)| format!("--set '{field}={value}'")).collect();
            at_once.run(&format!("edit {id} {}", sets.join(" "))).exits(0);
        }
        let in_steps = wrong();
        for (field, value, resync) in detours {
            let (id, field, _) = RIGHT[field];
            let resync = if resync { "--resync" } else { "" };
            in_steps.run(&format!("edit {id} --set '{field}={}' {resync}", ON_THE_WAY[value]));
        }
        for field in order {
            let (id, field, value) = RIGHT[field];
            in_steps.run(&format!("edit {id} --set '{field}={value}'")).exits(0);
        }
        prop_assert_eq!(end(&in_steps), end(&at_once));
    }
}

#[test]
fn a_field_is_changed_once() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody"));
    world.run_jobs();
    for arguments in ["--set Phone=1 --unset phone", "--set Email=a@x.nl --set email=b@x.nl", "--unset Url --unset Url"]
    {
        world.run(&format!("edit 1 {arguments}")).exits(2).says("is changed twice").says("once for each field");
    }
    world.run(&["edit", "1", "--set", " Email =  molly@example.com "]).exits(0);
    assert_eq!(world.field(1, "Email").1, "molly@example.com");
}

#[test]
fn a_command_to_fill_in_is_not_taken_as_it_is() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody"));
    world.run("run-jobs").exits(3);
    for placeholder in ["Email=VALUE", "Email=…"] {
        world.run(&["edit", "1", "--set", placeholder, "--resync"]).exits(2).says("write the new value of Email");
    }
    assert_eq!(world.field(1, "Email").1, "nobody");
}
