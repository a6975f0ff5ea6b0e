//! `hqsync list`: columns, order and formats.

use std::io::Read as _;
use std::process::Stdio;

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use super::rows::guid;
use super::world::World;

/// Two customers, the second of which waits at the counter.
fn world() -> World {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1")
            .at("2026-11-01 08:00:05.25")
            .customer("B2")
            .with("Email=nobody Phone=12")
            .at("2026-11-01 09:00:00")
    });
    world.run_jobs();
    world
}

#[test]
fn the_newest_operation_comes_first_with_the_columns_of_the_status_page() {
    world().run("list").exits(0).prints(&format!(
        "id,channel,customer_account,async_customer_account,timestamp,status\n\
         2,Houston,,{},2026-11-01T09:00:00Z,failed\n\
         1,Houston,C-000001,{},2026-11-01T08:00:05.250Z,completed\n",
        guid("B2"),
        guid("A1")
    ));
}

#[test]
fn a_table_is_for_people() {
    world().run("list --format table --columns id,account,timestamp,status,errors").exits(0).prints(
        "Id  Customer account  Operation timestamp  Customer sync status  Last known error
──  ────────────────  ───────────────────  ────────────────────  ───────────────────────────
 2  Pending sync      2026-11-01 09:00:00  failed                email-invalid phone-invalid
 1  C-000001          2026-11-01 08:00:05  completed
",
    );
}

#[test]
fn markdown_is_for_a_ticket() {
    world()
        .run("list --format markdown --columns id,status --limit 1")
        .exits(0)
        .prints("| Id | Customer sync status |\n| --- | --- |\n| 2 | failed |\n");
}

#[test]
fn tsv_has_tabs() {
    world().run("list --format tsv --columns id,errors").prints("id\terrors\n2\temail-invalid phone-invalid\n1\t\n");
}

#[test]
fn json_has_every_key() {
    let list = world().run("list --format json --sort id").exits(0).json();
    let mut first = list[0].clone();
    let received = first["received"].take();
    assert!(received.as_str().unwrap().ends_with('Z'), "{received}");
    assert_eq!(
        first,
        json!({
            "id": 1, "channel": "Houston", "company": "USRT", "customer_account": "C-000001",
            "async_customer_account": guid("A1"), "record": "customer", "operation": "create",
            "timestamp": "2026-11-01T08:00:05.250Z", "status": "completed", "errors": [], "attempts": 1,
            "description": "customer C-000001 created", "table": "RETAILASYNCCUSTOMERV2", "counter": 1,
            "received": null, "edited": false, "notes": [], "run": 1,
        })
    );
    assert_eq!(list[1]["customer_account"], json!(null));
    assert_eq!(
        list[1]["errors"][0],
        json!({"code": "email-invalid", "field": "Email", "message": "`nobody` is not an e-mail address, such as jane@example.com"})
    );
}

#[test]
fn json_lines_are_the_elements_of_json() {
    let world = world();
    let lines: Vec<Value> =
        world.run("list --format jsonl").stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(world.run("list --format json").json(), Value::Array(lines));
}

#[test]
fn json_has_the_columns_that_were_asked_for() {
    assert_eq!(world().run("list --format json --columns status,id").json()[0], json!({"status": "failed", "id": 2}));
}

#[test]
fn columns_may_be_named_in_any_case_and_in_short_and_are_headed_as_given() {
    world()
        .run("list --columns ACCOUNT,Async --limit 1 --sort id")
        .exits(0)
        .prints(&format!("ACCOUNT,Async\nC-000001,{}\n", guid("A1")));
}

#[test]
fn fifty_are_listed_where_nothing_else_is_said() {
    let world =
        World::new().channel("Houston", |c| (10..70).fold(c, |rows, number| rows.customer(&format!("A{number}"))));
    world.run("run-jobs p").exits(0);
    let count = |command: &str| world.run(command).exits(0).stdout.lines().count() - 1;
    assert_eq!(count("list"), 50);
    assert_eq!(count("list --limit 7"), 7);
    assert_eq!(count("list --limit 0"), 0);
    assert_eq!(count("list --all"), 60);
}

#[test]
fn any_column_sorts_both_ways() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").customer("B2").address("A1", "home", "Country=XX"))
        .channel("Amsterdam", |c| c.customer("C3"));
    world.run_jobs();
    let sorted = |by: &str| {
        let outcome = world.run(&format!("list --columns id --sort {by}")).exits(0);
        outcome.stdout.lines().skip(1).collect::<String>()
    };
    for (by, order) in [
        ("id", "1234"),
        ("id --desc", "4321"),
        ("channel", "4123"),
        ("company", "4123"),
        ("account", "1324"),
        ("async --desc", "4231"),
        ("record", "1243"),
        ("record --desc", "3421"),
        ("timestamp", "1234"),
        ("errors --desc", "3421"),
        ("counter --desc", "2431"),
    ] {
        assert_eq!(sorted(by), order, "{by}");
    }
}

#[test]
fn an_empty_store_lists_nothing_in_every_format() {
    let world = World::new().channel("Houston", |c| c);
    world.run_jobs();
    world.run("list --columns id").exits(0).prints("id\n");
    world.run("list --format json").exits(0).prints("[]\n");
    world.run("list --format jsonl").exits(0).prints("");
}

#[test]
fn an_unknown_column_comes_with_the_nearest_name() {
    let world = world();
    for option in ["--columns", "--sort"] {
        let outcome = world.run(&format!("list {option} statsu")).exits(2).prints("");
        outcome.says_only("error: unknown column `statsu`\nhint: did you mean `status`?\n");
    }
}

#[test]
fn options_that_exclude_each_other_are_a_wrong_usage() {
    world().run("list --all --limit 3").exits(2).says("cannot be used with");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let world =
        World::new().channel("Houston", |c| (0..500).fold(c, |rows, number| rows.customer(&format!("A{number}"))));
    world.run("run-jobs p").exits(0);
    for format in ["table", "csv", "json", "jsonl", "markdown"] {
        let columns =
            "id,id,id,id,async,async,async,async,async,async,async,async,table,table,table,table,received,received";
        let mut program = world.command(&format!("list --all --format {format} --columns {columns}"));
        let mut child = program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdout.take().unwrap().read_exact(&mut [0; 10]).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(
            (output.status.code(), String::from_utf8(output.stderr).unwrap()),
            (Some(0), String::new()),
            "{format}"
        );
    }
}

#[test]
fn a_full_disk_is_an_error_with_its_reason() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let world = world();
    let output = world.command("list").stdout(full).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    let expected = "error: cannot write to the standard output (`/dev/full`): No space left on device\n";
    assert!(stderr.starts_with(expected), "{stderr}");
}

#[test]
fn an_effect_is_a_word_that_is_listed_where_it_is_asked_for() {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2").with("Email=nobody"));
    world.run_jobs();
    world.run("list --sort id --columns id,effect --format csv").exits(0).prints("id,effect\n1,created\n2,\n");
    world
        .run("list --sort id --columns id,effect --format jsonl")
        .exits(0)
        .prints("{\"id\":1,\"effect\":\"created\"}\n{\"id\":2,\"effect\":null}\n");
    world.run("list --sort effect --columns effect --format csv --desc").exits(0).prints("effect\ncreated\n\"\"\n");
    assert_eq!(world.run("list --all --format json").json()[0].get("effect"), None, "not among the keys of JSON");
}
