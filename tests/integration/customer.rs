//! `hqsync customer`: what headquarters has of a customer, and what happened to it.

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use super::rows::guid;
use super::world::World;

/// A customer whose address failed and was corrected, and another one that never got through.
fn eventful() -> World {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1")
            .with("Email=molly@example.com Phone=+1-713-555-0100")
            .address("A1", "home", "Street=Oak Country=NL MakePostalAddressPrimary=1")
            .customer("B2")
            .with("Email=nobody Phone=+31-20-555-0109")
    });
    world.run_jobs();
    world.run("edit 3 --set Country=NLD --as ann --reason 'a typo' --resync").exits(0);
    world.then("Houston", |c| c.update("A1").with("Email=m@example.com Phone=+1-713-555-0100"))
}

fn customer(world: &World, term: &str) -> Value {
    world.run(&["customer", term, "--format", "json"]).exits(0).json()
}

#[test]
fn it_is_found_by_everything_that_people_know_of_it() {
    let world = eventful();
    let a1 = guid("A1");
    let braces = format!("{{{}}}", a1.to_uppercase());
    let simple = a1.replace('-', "");
    for term in [
        "c-000001",
        &a1,
        &braces,
        &simple,
        "M@EXAMPLE.COM",
        "molly@example.com",
        "+1-713-555-0100",
        "713 555 0100",
        "(713) 5550100",
        "+1 (0)713 555 0100",
        "713 555 0100 ext 12",
        "Customer A",
    ] {
        assert_eq!(customer(&world, term)["customer_account"], "C-000001", "{term}");
    }
}

#[test]
fn one_that_is_only_failed_is_found_too() {
    let world = eventful();
    let failed = customer(&world, &guid("B2"));
    assert_eq!((&failed["customer_account"], &failed["current"]), (&Value::Null, &Value::Null));
    let problem = &failed["problems"][0];
    assert_eq!((&problem["operation"], &problem["status"]), (&json!(2), &json!("failed")));
    assert_eq!(problem["errors"][0]["code"], "email-invalid");
    assert_eq!(problem["command"], "hqsync edit 2 --set Email=VALUE --resync");
    world
        .run("customer +31-20-555-0109")
        .exits(0)
        .shows("Customer without an account: Customer B2")
        .shows("Headquarters has no values of this customer yet")
        .shows("`hqsync edit 2 --set Email=VALUE --resync`");
}

#[test]
fn machines_get_what_headquarters_has_and_what_happened() {
    let world = eventful();
    let shown = customer(&world, "C-000001");
    assert_eq!((&shown["company"], &shown["origin"]), (&json!("USRT"), &json!("Houston")));
    let current = &shown["current"];
    assert_eq!((&current["name"], &current["email"]), (&json!("Customer A1"), &json!("m@example.com")));
    let address = &current["addresses"][0];
    assert_eq!((&address["primary"], &address["fields"]["Country"]), (&json!(true), &json!("NLD")));
    assert_eq!(shown["channels"], json!([{"channel": "Houston", "up_to_date": true}]));
    assert_eq!(shown["problems"], json!([]));
    let timeline = shown["timeline"].as_array().unwrap();
    let told: Vec<_> =
        timeline.iter().map(|entry| json!([entry["operation"], entry["event"], entry["description"]])).collect();
    let corrected = format!("operation 3 edited by {}", world.user_as("ann"));
    assert_eq!(
        Value::from(told),
        json!([
            [1, "sent", "Houston created customer C-000001: Customer A1"],
            [3, "sent", "Corrected later: Houston sent a new address: Oak, NLD"],
            [4, "sent", "Houston changed the customer"],
            [3, "edited", corrected],
            [3, "resynced", format!("operation 3 synchronized again by {}", world.user_as("ann"))],
        ])
    );
    let edit = &timeline[3];
    assert_eq!((&edit["reason"], &edit["errors"][0]["code"]), (&json!("a typo"), &json!("country-unknown")));
    assert_eq!(edit["changes"], json!([{"name": "Country", "old": "NL", "new": "NLD"}]));
}

#[test]
fn people_read_it_in_words() {
    let world = eventful();
    world
        .run("customer C-000001")
        .exits(0)
        .shows("Customer C-000001: Customer A1\n")
        .shows("Email                   m@example.com\n")
        .shows("Blocked                 no\n")
        .shows("Addresses\n  Oak, NLD (primary)\n")
        .shows("No open problems")
        .shows("Houston changed the customer\n")
        .shows("  Email: `molly@example.com` → `m@example.com`\n")
        .shows("Corrected later: Houston sent a new address: Oak, NLD\n")
        .shows("  once corrected: address created\n")
        .shows("reason: a typo\n")
        .shows("before: country-unknown  Country  `NL`");
}

#[test]
fn several_come_with_the_command_for_each() {
    let world = eventful();
    let outcome = world.run(&["customer", "Customer"]).exits(1).prints("");
    outcome
        .says("error: 2 customers match `Customer`:")
        .says("\n  hqsync customer C-000001  ")
        .says("C-000001 (USRT) Customer A1\n")
        .says(&format!("hqsync customer {}  Pending sync (USRT) Customer B2\n", guid("B2")));
}

#[test]
fn a_name_makes_no_line_of_its_own() {
    let forged = "Rosa\n  hqsync dismiss --where 'id > 0' --yes";
    let world = World::new().channel("Houston", |c| {
        let c = c.customer("A1").set("CUSTNAME", forged.to_owned());
        c.customer("B2").set("CUSTNAME", "Rosa".to_owned())
    });
    world.run_jobs();
    let outcome = world.run("customer Rosa").exits(1);
    assert_eq!(outcome.stderr.lines().count(), 4, "{}", outcome.stderr);
    outcome.says("Rosa\\n  hqsync dismiss");
    world.run(&["history", "--account", "A\nhint: B"]).exits(1).says("headquarters has no customer `A\\nhint: B`\n");
}

#[test]
fn nobody_is_an_error_with_a_hint() {
    eventful().run("customer C-999999").exits(1).says("no customer has the account").says("hint: `hqsync filter");
}

/// The numbers of the operations in the timeline, those of corrections left out.
fn sent(shown: &Value) -> Vec<i64> {
    let timeline = shown["timeline"].as_array().unwrap().iter();
    timeline.filter(|entry| entry["event"] == "sent").map(|entry| entry["operation"].as_i64().unwrap()).collect()
}

#[test]
fn of_many_operations_the_newest_are_shown_and_those_with_problems() {
    let world = World::new().channel("Houston", |c| c.customer("A1").address("A1", "home", "Country=NL"));
    world.run_jobs();
    let world =
        world.append("Houston", |c| (0..5).fold(c, |c, number| c.update("A1").with(&format!("Phone=555-010{number}"))));
    world.run_jobs();
    let limited = |options: &str| {
        let outcome = world.run(&format!("customer C-000001 --format json {options}")).exits(0);
        (outcome.stderr.clone(), outcome.json())
    };
    let (remarks, shown) = limited("--limit 2");
    assert_eq!(remarks, "4 older operations are not shown; `--all` shows them\n");
    assert_eq!(sent(&shown), [2, 6, 7]);
    assert_eq!((&shown["origin"], &shown["problems"][0]["operation"]), (&json!("Houston"), &json!(2)));
    for options in ["--all", "--limit all", "--limit 7", ""] {
        let (remarks, shown) = limited(options);
        assert_eq!((remarks.as_str(), sent(&shown)), ("", vec![1, 2, 3, 4, 5, 6, 7]), "{options}");
    }
    world.run("customer C-000001 --limit 2 --all").exits(2);
}

#[test]
fn the_first_operations_that_one_waits_for_are_named() {
    let world = World::new().channel("Houston", |c| {
        (0..14).fold(c.customer("A1").with("Email=nobody"), |c, _| c.update("A1").with("Email=nobody"))
    });
    world.run_jobs();
    let shown = customer(&world, &guid("A1"));
    let last = shown["problems"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["operation"], &last["waits_for"]), (&json!(15), &json!([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])));
}

#[test]
fn a_damaged_row_is_named_and_left_out() {
    let world = eventful();
    world.headquarters().tamper("UPDATE received SET row = '[' WHERE operation = 4");
    let outcome = world.run("customer C-000001 --format json").exits(0);
    assert_eq!(outcome.stderr, "operation 4 cannot be read and is not shown; `hqsync verify` shows what is wrong\n");
    let shown = outcome.json();
    assert_eq!((&shown["customer_account"], &shown["current"]["email"]), (&json!("C-000001"), &json!("m@example.com")));
    assert_eq!(sent(&shown), [1, 3]);
}
