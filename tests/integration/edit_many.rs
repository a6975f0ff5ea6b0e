//! `edit`, `resync` and `dismiss` with `--where`: many operations at once.

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use super::world::World;

/// A web shop that sent `NL` for `NLD`: three addresses failed, a fourth is right, and so is a customer of the same group.
fn web_shop() -> World {
    let world = World::new().channel("Amsterdam", |c| {
        ["A1", "B2", "C3"]
            .iter()
            .fold(c, |c, name| c.customer(name).address(name, "home", "Country=NL City=Utrecht"))
            .address("A1", "work", "Country=NLD")
    });
    world.run_jobs();
    world
}

/// The states of the addresses in [`web_shop`].
fn addresses(world: &World) -> Vec<String> {
    world.listed("id,status,Country").split_off(3)
}

const FAILED: [&str; 4] = ["4 failed NL", "5 failed NL", "6 failed NL", "7 completed NLD"];

#[test]
fn all_that_an_expression_means_are_corrected_and_go_through() {
    let world = web_shop();
    assert_eq!(addresses(&world), FAILED);
    let outcome = world.run("edit --where 'Country = NL' --set Country=NLD --yes").exits(0).says_only("");
    outcome.prints(
        "3 operations edited
Id  Field    Old value  New value
──  ───────  ─────────  ─────────
 4  Country  NL         NLD
 5  Country  NL         NLD
 6  Country  NL         NLD
",
    );
    assert_eq!(addresses(&world), ["4 pending NLD", "5 pending NLD", "6 pending NLD", "7 completed NLD"]);
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.query("Amsterdam", "SELECT DISTINCT COUNTRY FROM LOGISTICSPOSTALADDRESS"), ["NLD"]);
}

#[test]
fn nobody_can_be_asked_without_a_terminal_so_nothing_is_done() {
    let world = web_shop();
    let before = world.files();
    let store = world.store();
    let sample = "  4  Amsterdam  address  failed  country-unknown  Country = NL
  5  Amsterdam  address  failed  country-unknown  Country = NL
  6  Amsterdam  address  failed  country-unknown  Country = NL
  store STORE
error: cannot ask for confirmation: not on a terminal
hint: `--yes` skips the confirmation, `--dry-run` shows what would happen
";
    let sample = sample.replace("STORE", &store);
    let edit = world.run("edit --where 'Country = NL' --set country=NLD").exits(2).prints("");
    edit.says_only(&format!("About to edit 3 operations:\n{sample}"));
    let sample = sample.replace("  Country = NL", "");
    let resync = world.run("resync --where 'Country = NL'").exits(2).prints("");
    resync.says_only(&format!("About to synchronize 3 operations:\n{sample}"));
    let dismiss = world.run("dismiss --where 'Country = NL' --reason 'a test'").exits(2).prints("");
    dismiss.says_only(&format!("About to dismiss 3 operations, which will never be synchronized:\n{sample}"));
    world.is_as(&before);
}

#[test]
fn a_sample_of_many_says_how_many_more_there_are() {
    let world = World::new()
        .channel("Houston", |c| (0..9).fold(c, |c, number| c.customer(&format!("A{number}")).with("Email=nobody")));
    world.run_jobs();
    let outcome = world.run("edit --status failed --set Email=molly@example.com").exits(2);
    outcome
        .says("About to edit 9 operations:\n  1  Houston  customer  failed  email-invalid  Email = nobody\n")
        .says("\n  and 4 more\n");
}

#[test]
fn a_rehearsal_needs_no_question_and_changes_nothing() {
    let world = web_shop();
    let before = world.files();
    let outcome = world.run("edit --where 'Country = NL' --set Country=NLD --dry-run").exits(0);
    outcome.shows("3 operations would be edited\n").says_only("dry run: nothing was changed\n");
    let json = world.run("resync --status failed --dry-run --format json").exits(3).json();
    assert_eq!((&json["dry_run"], json["operations"].as_array().unwrap().len()), (&json!(true), 3));
    let json = world.run("dismiss --status failed --reason 'a test' --dry-run --format json").exits(0).json();
    assert_eq!(json, json!({"dry_run": true, "dismissed": [4, 5, 6], "released": []}));
    world.is_as(&before);
}

#[test]
fn every_operation_has_an_entry_of_its_own() {
    let world = web_shop();
    world.run("edit --where 'Country = NL' --set Country=NLD --yes --as ann --reason 'two letters'").exits(0);
    let entries: Vec<_> = [4, 5, 6].map(|id| world.history(id).pop().unwrap()).to_vec();
    let ann = world.user_as("ann");
    for entry in &entries {
        let what = [&entry["event"], &entry["actor"], &entry["reason"], &entry["run"]];
        assert_eq!(what, [&json!("edited"), &json!(ann), &json!("two letters"), &Value::Null]);
        assert_eq!(entry["fields"], json!([{"name": "Country", "old": "NL", "new": "NLD"}]));
    }
    assert!(entries[0]["entry"] != entries[1]["entry"] && entries[1]["entry"] != entries[2]["entry"], "{entries:?}");
    assert_eq!(world.events(7), ["received pending", "synchronized synced", "completed completed"]);
}

#[test]
fn those_that_have_gone_through_are_left_out_and_counted() {
    let world = web_shop();
    let says = "skipped 1 matching operation that is already synchronized or dismissed\n";
    let outcome = world.run("edit --where 'record = address' --set City=Delft --yes").exits(0).says_only(says);
    outcome.shows("3 operations edited\n");
    assert_eq!(world.listed("id,City").split_off(3), ["4 Delft", "5 Delft", "6 Delft", "7"]);

    world.run("dismiss 4 --reason 'a test'").exits(0);
    world
        .run("edit --where 'id in (4, 7)' --set City=Delft --yes")
        .exits(1)
        .says("none of the 2 matching operations can be edited");
    let json = world.run("resync --where 'record = address' --yes --format json").exits(3).json();
    let ids: Vec<_> = json["operations"].as_array().unwrap().iter().map(|operation| &operation["id"]).collect();
    assert_eq!(ids, [4, 5, 6], "what was dismissed is revived");
    world.run("dismiss --where 'record = address' --yes --reason 'a test'").exits(0).prints("3 operations dismissed\n");
    world
        .run("dismiss --where 'record = address' --yes --reason 'a test'")
        .exits(1)
        .says("none of the 4 matching operations");
}

#[test]
fn those_without_the_field_are_left_out_and_counted() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").with("Email=nobody").address("A1", "home", "").contact("A1", "mobile", "")
    });
    world.run_jobs();
    let lacking = "skipped 1 operation whose record has no such field\n";
    let edit = "edit --where 'id > 0' --set Phone=555-0100 --unset Url --yes";
    world.run(edit).exits(0).shows("2 operations edited\n").shows(lacking);
    assert_eq!(world.listed("id,edited"), ["1 true", "2 true", "3 false"]);

    let json = world.run("edit --where 'id > 0' --set City=Houston --yes --format json").exits(0).json();
    assert_eq!((&json["lacking_field"], json["edits"].as_array().unwrap().len()), (&json!(2), 1));

    let before = world.files();
    let outcome = world.run("edit --where 'id > 0' --set Emial=x --yes").exits(1).prints("");
    outcome.says("has no field `Emial`").says("hint: ");
    world.is_as(&before);
}

#[test]
fn a_saved_expression_and_options_choose_as_they_do_for_a_filter() {
    let world = web_shop().channel("Aarhus", |c| c.customer("D4").address("D4", "home", "Country=NL"));
    world.run_jobs();
    world.run("filter 'Country = NL' --save two-letters").exits(0);
    let json =
        world.run("edit --where @two-letters --channel Aarhus --set Country=DNK --yes --format json").exits(0).json();
    let ids = |json: &Value, list: &str, id: &str| -> Vec<i64> {
        json[list].as_array().unwrap().iter().map(|entry| entry[id].as_i64().unwrap()).collect()
    };
    assert_eq!(ids(&json, "edits", "id"), [9]);
    let json = world.run("resync --where @two-letters --status failed --yes --format json").exits(3).json();
    assert_eq!(ids(&json, "operations", "id"), [4, 5, 6]);
    let json = world
        .run("dismiss --where @two-letters --error country-unknown --yes --reason 'a test' --format json")
        .exits(0)
        .json();
    assert_eq!(json["dismissed"], json!([4, 5, 6]));
    world.run("edit --where @two-leters --set Country=NLD --yes").exits(2).says("did you mean `@two-letters`?");
    world.run("edit --where 'Country = ' --set Country=NLD --yes").exits(2).says("^");
    world.run("edit --where 'Country = XX' --set Country=NLD --yes").exits(1).says("error: no operation matches");
}

#[test]
fn many_are_corrected_and_synchronized_at_once() {
    let world = web_shop();
    let outcome = world.run("edit --where 'Country = NL' --set Country=NLD --yes --resync").exits(0);
    outcome.shows("3 operations edited\n").shows("address created\n").shows("3 synced\n");
    assert_eq!(world.events(5)[2..], ["edited pending", "resynced synced"]);
}

/// A customer with three updates of which the first failed, in batches of one operation.
fn small_batches() -> World {
    let world = World::new().setting("jobs.batch_size", "1").channel("Houston", |c| {
        let c = c.customer("A1").update("A1").with("Phone=none CustGroup=10");
        c.update("A1").with("CustGroup=10").update("A1").with("CustGroup=10")
    });
    world.run_jobs();
    assert_eq!(world.listed("status"), ["completed", "failed", "waiting", "waiting"]);
    world
}

#[test]
fn in_small_batches_each_is_corrected_before_any_is_synchronized() {
    let world = small_batches();
    let edit = "edit --where 'CustGroup = 10' --set CustGroup=20 --set Phone=555-0100 --yes --resync";
    let outcome = world.run(edit).exits(0);
    outcome.shows("3 operations edited\n").shows("\n3 synced\n");
    assert_eq!(world.listed("status,CustGroup").split_off(1), ["synced 20", "synced 20", "synced 20"]);
}

#[test]
fn in_small_batches_each_is_tried_and_told_of_once() {
    let world = small_batches();
    world.run("edit 3 --set Phone=nil").exits(0);
    world.run("edit 2 --set Phone=555-0100").exits(0);
    let json = world.run("resync --where 'id > 1' --yes --format json").exits(3).json();
    let answer: Vec<_> =
        json["operations"].as_array().unwrap().iter().map(|op| (&op["id"], &op["status"], &op["asked"])).collect();
    let answer = json!(answer);
    assert_eq!(answer, json!([[2, "synced", true], [3, "failed", true], [4, "waiting", true]]));
    assert_eq!(world.listed("attempts").split_off(1), ["2", "1", "0"]);
}

#[test]
fn numbers_are_done_together_in_batches_of_any_size() {
    let world = small_batches();
    world.run("edit 2 --set Phone=555-0100").exits(0);
    world.run("resync 2 3 4").exits(0).shows("3 synced\n");
    let world = small_batches();
    let before = world.files();
    world
        .run("dismiss 2 1 --reason 'a test'")
        .exits(1)
        .says("error: operation 1 is completed, so it cannot be dismissed");
    world.run("resync 2 1").exits(1).says("error: operation 1 is completed, so it cannot be resynced");
    world.is_as(&before);
}
