//! `hqsync history`: everything that happened to an operation or a customer.

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use super::rows::{Rows, guid};
use super::world::World;

/// What `history` prints for people, with the same time in each entry.
fn printed(world: &World, arguments: &str) -> String {
    let stdout = world.run(&format!("history {arguments}")).exits(0).stdout;
    let line = |line: &str| match line.split_once("  ") {
        Some((time, rest)) if !time.is_empty() => {
            assert_eq!(time.len(), "2026-11-01 08:00:00".len(), "{line}");
            format!("TIME  {rest}\n")
        }
        _ => format!("{line}\n"),
    };
    stdout.lines().map(line).collect()
}

/// A customer's creation that was corrected twice until it went through, and a contact that waited for it.
fn eventful() -> World {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1")
            .with("Email=nobody Phone=none CustGroup=10 Currency=USD LanguageId=en-US")
            .contact("A1", "mobile", "")
    });
    world.run_jobs();
    world.run("edit 1 --set Email=molly@ --unset Phone --as ann --reason 'a first try'").exits(0);
    world.run_jobs();
    world.run("resync 1 --as bob --reason 'does it go through now?'").exits(3);
    world.run("edit 1 --set Email=molly@example.com --as ann").exits(0);
    world.run_jobs();
    world
}

#[test]
fn people_see_who_did_what_and_what_came_of_it() {
    let world = eventful();
    let program = world.user();
    let email = "email-invalid  Email  `molly@` is not an e-mail address, such as jane@example.com";
    let expected = format!(
        "Operation 1: customer, create, from Houston, 2026-11-01 08:00:00
TIME  received  {program} in run 1
TIME  synchronization failed  {program} in run 1
    email-invalid  Email  `nobody` is not an e-mail address, such as jane@example.com
    phone-invalid  Phone  `none` is not a telephone number: it may contain digits, spaces, + - ( ) . , / # * and an extension such as `ext. 12`, `x12` or `;ext=12`
TIME  edited, now pending  ann ({program})
    reason: a first try
    Email: `nobody` → `molly@`
    Phone: `none` → empty
TIME  synchronization failed  {program} in run 2
    {email}
TIME  resynchronization failed  bob ({program})
    reason: does it go through now?
    {email}
TIME  edited, now pending  ann ({program})
    Email: `molly@` → `molly@example.com`
TIME  synchronized: customer C-000001 created  {program} in run 3
TIME  completed  {program} in run 3
"
    );
    assert_eq!(printed(&world, "1"), expected);
    let waited = format!(
        "Operation 2: contact, create, from Houston, 2026-11-01 08:00:01
TIME  received  {program} in run 1
TIME  waiting for another operation  {program} in run 1
TIME  released, now pending  {program} in run 3
TIME  synchronized: contact created  {program} in run 3
TIME  completed  {program} in run 3
"
    );
    assert_eq!(printed(&world, "2"), waited);
}

#[test]
fn machines_get_the_same() {
    let world = eventful();
    let entries = world.history(1);
    let what: Vec<_> = entries
        .iter()
        .map(|entry| {
            let codes: Vec<_> = entry["errors"].as_array().unwrap().iter().map(|error| &error["code"]).collect();
            let fields: Vec<_> = entry["fields"].as_array().unwrap().iter().map(|field| &field["name"]).collect();
            json!([entry["event"], entry["status"], entry["run"], entry["reason"], codes, fields])
        })
        .collect();
    assert_eq!(
        Value::from(what),
        json!([
            ["received", "pending", 1, "", [], []],
            ["synchronized", "failed", 1, "", ["email-invalid", "phone-invalid"], []],
            ["edited", "pending", null, "a first try", [], ["Email", "Phone"]],
            ["synchronized", "failed", 2, "", ["email-invalid"], []],
            ["resynced", "failed", null, "does it go through now?", ["email-invalid"], []],
            ["edited", "pending", null, "", [], ["Email"]],
            ["synchronized", "synced", 3, "", [], []],
            ["completed", "completed", 3, "", [], []],
        ])
    );
    let edit = &entries[2];
    assert_eq!((&edit["operation"], &edit["actor"]), (&json!(1), &json!(world.user_as("ann"))));
    assert_eq!(
        edit["fields"],
        json!([
            {"name": "Email", "old": "nobody", "new": "molly@"},
            {"name": "Phone", "old": "none", "new": ""},
        ])
    );
    let message = "`molly@` is not an e-mail address, such as jane@example.com";
    assert_eq!(entries[3]["errors"], json!([{"code": "email-invalid", "field": "Email", "message": message}]));
    let numbers: Vec<_> = entries.iter().map(|entry| entry["entry"].as_i64().unwrap()).collect();
    assert!(numbers.is_sorted(), "{numbers:?}");
    let times: Vec<_> = entries.iter().map(|entry| entry["at"].as_str().unwrap().to_owned()).collect();
    assert!(times.is_sorted() && times[0].ends_with('Z'), "{times:?}");
    for entry in &entries {
        assert_eq!(entry["hash"].as_str().unwrap().len(), 64, "{entry}");
    }
}

#[test]
fn it_has_the_formats_of_lists() {
    let world = eventful();
    let entries = world.run("history 1 --format json").exits(0).json();
    let lines = world.run("history 1 --format jsonl").exits(0).stdout;
    let of_lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(&of_lines, entries.as_array().unwrap());
    let csv = world.run("history 1 --format csv").exits(0).stdout;
    assert!(
        csv.starts_with("entry,operation,at,actor,run,event,status,reason,fields,errors,hash,channel,record,"),
        "{csv}"
    );
    assert_eq!(entries[0]["channel"], "Houston");
    assert_eq!(entries[0]["record"], "customer");
    assert_eq!(entries[6]["description"], "synchronized: customer C-000001 created");
    assert_eq!(csv.lines().count(), of_lines.len() + 1);
}

#[test]
fn what_headquarters_changed_is_told_with_old_and_new_value() {
    let world = World::new().channel("Houston", |c| c.customer("A1").update("A1").with("Phone=555-0100"));
    world.run_jobs();
    assert_eq!(world.history(2)[1]["fields"], json!([{"name": "Phone", "old": "", "new": "555-0100"}]));
    assert!(
        printed(&world, "2").contains("synchronized: changed: Phone  ")
            && printed(&world, "2").contains("    Phone: empty → `555-0100`\n")
    );
}

#[test]
fn a_dismissal_tells_who_and_why_and_what_it_released() {
    let world = eventful();
    let world = world.append("Houston", |c| c.update("A1").with("Phone=none").update("A1"));
    world.run_jobs();
    world.run("dismiss 3 --as ann --reason 'no telephone'").exits(0);
    world.run_jobs();
    assert_eq!(world.events(3), ["received pending", "synchronized failed", "dismissed dismissed"]);
    let last = world.history(3).pop().unwrap();
    let ann = json!(world.user_as("ann"));
    assert_eq!((&last["actor"], &last["reason"]), (&ann, &json!("no telephone")));
    assert_eq!(world.history(3)[1]["errors"][0]["code"], "phone-invalid");
    let events =
        ["received pending", "synchronized waiting", "released pending", "synchronized synced", "completed completed"];
    assert_eq!(world.events(4), events);
    let released = &world.history(4)[2];
    assert_eq!((&released["actor"], &released["reason"]), (&ann, &json!("no telephone")));
    world.run("resync 3 --as bob").exits(0).shows("superseded by operation 4");
    assert_eq!(world.events(3)[3..], ["resynced synced"]);
    assert_eq!(world.history(3)[1]["errors"][0]["code"], "phone-invalid", "that of the first attempt");
    let dismissed = format!("TIME  dismissed  {}\n    reason: no telephone\n", world.user_as("ann"));
    assert!(printed(&world, "3").contains(&dismissed));
}

#[test]
fn a_malformed_operation_tells_how_it_came_and_how_it_was_corrected() {
    let world = World::new().channel("Houston", |c| c.customer("A1").operation(7).at("never"));
    world.run_jobs();
    world.run("edit 1 --set Operation=1 --as ann").exits(0);
    world.run("edit 1 --set 'CreatedDateTime=2026-11-01 08:00:00' --resync --as ann").exits(0);
    assert_eq!(world.events(1), ["received failed", "edited failed", "edited pending", "resynced synced"]);
    let entries = world.history(1);
    let fields = |entry: &Value| {
        let errors = entry["errors"].as_array().unwrap().iter();
        errors.map(|error| error["field"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(fields(&entries[0]), ["Operation", "CreatedDateTime"]);
    assert_eq!(fields(&entries[1]), ["CreatedDateTime"]);
    assert_eq!((fields(&entries[2]), fields(&entries[3])), (vec![], vec![]));
}

#[test]
fn one_that_waits_after_it_failed_does_not_claim_the_errors_of_that_attempt() {
    let world = World::new().channel("Houston", |c| c.customer("A1").address("A1", "home", "Country=NL").counter(2));
    world.run_jobs();
    let earlier = |c: Rows| c.address("A1", "home", "Country=XX").at("2026-11-01 08:00:00.5").counter(1);
    let world = world.then("Houston", earlier);
    world.run("resync 2").exits(0).shows("waits for 3");
    world.run("edit 3 --set Country=USA --resync").exits(3);
    assert_eq!(world.events(2), ["received pending", "synchronized failed", "resynced waiting", "synchronized failed"]);
    let codes: Vec<_> = world.history(2).iter().map(|entry| entry["errors"][0]["code"].clone()).collect();
    assert_eq!(Value::from(codes), json!([null, "country-unknown", null, "country-unknown"]));
}

#[test]
fn a_customers_history_is_that_of_all_its_operations() {
    let world = eventful().append("Houston", |c| c.customer("B2").with("CustGroup=10"));
    world.run_jobs();
    let whole = printed(&world, "--account C-000001");
    assert_eq!(printed(&world, "--account c-000001"), whole);
    assert_eq!(printed(&world, &format!("--account {}", guid("A1").to_uppercase())), whole);
    let edited =
        format!("TIME  Operation 1 (customer, create, Houston)  edited, now pending  {}\n", world.user_as("ann"));
    assert!(whole.contains(&edited), "{whole}");
    assert!(whole.contains("TIME  Operation 2 (contact, create, Houston)  waiting for another operation  "), "{whole}");
    assert!(!whole.contains("Operation 3"), "{whole}");
    let entries = world.run("history --account C-000001 --format json").exits(0).json();
    let numbers: Vec<_> = entries.as_array().unwrap().iter().map(|entry| entry["entry"].as_i64().unwrap()).collect();
    assert!(numbers.is_sorted(), "in the order in which it happened: {numbers:?}");
    assert_eq!(numbers.len(), world.history(1).len() + world.history(2).len());
}

#[test]
fn several_operations_are_told_one_after_another() {
    let world = eventful();
    let both = world.run("history 2 1 --format json").exits(0).json();
    let one_by_one: Vec<_> = [world.history(2), world.history(1)].concat();
    assert_eq!(both, Value::from(one_by_one));
    assert!(printed(&world, "2 1").starts_with("TIME  Operation 2 (contact, create, Houston)  received  "));
}

#[test]
fn an_operation_that_only_the_trail_knows_is_no_unknown_one() {
    let world = eventful();
    world.headquarters().tamper("DELETE FROM operation WHERE id = 1");
    for command in ["history 1", "show 1"] {
        let outcome = world.run(command).exits(1).says("operation 1 is missing, although the audit trail knows it\n");
        outcome.says("hint: `hqsync verify` shows what else is wrong");
    }
}

#[test]
fn an_unknown_customer_has_no_history() {
    let world = eventful();
    world
        .run("history 99")
        .exits(1)
        .prints("")
        .says("error: there is no operation 99\nhint: the store has operations 1 to 2");
    world
        .run("history --account C-999999")
        .exits(1)
        .prints("")
        .says("error: headquarters has no customer `C-999999`\nhint: ");
    world.run(&format!("history --account {}", guid("Z9"))).exits(1);
    world.run("history").exits(2);
    world.run("history 1 --account C-000001").exits(2);
}

#[test]
fn who_calls_the_program_by_sudo_is_named_with_the_account() {
    let world = eventful();
    let user = world.user();
    let edit = |variable: (&str, &str), arguments: &str, value: &str| {
        let world = eventful().append("Houston", |c| c.customer("B2").with("Email=nobody"));
        world.run_jobs();
        let mut program = world.command(&format!("edit 3 --set Email={value} {arguments}"));
        assert!(program.env(variable.0, variable.1).status().unwrap().success());
        world.history(3).pop().unwrap()["actor"].as_str().unwrap().to_owned()
    };
    assert_eq!(edit(("SUDO_USER", "alice"), "", "a@x.nl"), format!("alice ({user})"));
    assert_eq!(edit(("DOAS_USER", "alice"), "", "a@x.nl"), format!("alice ({user})"));
    assert_eq!(edit(("SUDO_USER", "alice"), "--as ann", "a@x.nl"), format!("ann (alice, {user})"));
    for forged in ["bob (root@host)", "a\u{1b}[2J", "", "a, b"] {
        assert_eq!(edit(("SUDO_USER", forged), "", "a@x.nl"), user, "{forged:?}");
    }
}

#[test]
fn a_name_is_added_to_the_user_and_cannot_pass_for_a_run() {
    let world = eventful().append("Houston", |c| c.customer("B2").with("Email=nobody"));
    world.run_jobs();
    let user = world.user();
    world.run(&format!("edit 3 --set Email=b2@example.com --as '{user} in run 1'")).exits(0);
    assert_eq!(world.history(3).pop().unwrap()["actor"], format!("{user} in run 1 ({user})"));
    assert!(printed(&world, "3").ends_with(&format!(
        "edited, now pending  {user} in run 1 ({user})\n    Email: `nobody` → `b2@example.com`\n"
    )));
    for (name, message) in [
        ("' '", "the name is empty"),
        ("''", "the name is empty"),
        ("'a\u{1b}[2Jb'", "must not contain control characters"),
        ("'ann (root@host)'", "must not contain parentheses"),
    ] {
        world.run(&format!("dismiss 3 --reason test --as {name}")).exits(2).says(message);
    }
}

#[test]
fn the_history_of_several_customers_is_shown() {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2").customer("C3"));
    world.run_jobs();
    let operations = |command: &str| {
        let history = world.run(command).exits(0).json();
        let ids = history.as_array().unwrap().iter().map(|entry| entry["operation"].as_i64().unwrap());
        ids.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    assert_eq!(operations("history --account C-000001,C-000003 --format json"), [1, 3]);
    assert_eq!(operations("history --account C-000002 --account C-000002 --format json"), [2]);
}
