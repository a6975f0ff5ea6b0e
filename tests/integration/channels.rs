//! `hqsync channels`: what is configured, and empty channel databases.

use pretty_assertions::assert_eq;
use serde_json::json;

use super::world::World;

#[test]
fn channels_are_shown_before_the_first_run() {
    let world = World::new().channel("Houston", |c| c.customer("A1")).configured("Aarhus");
    let channels = world.run("channels --format json").exits(0).json();
    let database = world.channel_path("Houston").display().to_string();
    assert_eq!(
        channels[0],
        json!({"channel": "Houston", "company": "USRT", "database": database, "last_contact": null,
            "bookmarks": null, "gaps": null, "behind": null, "error": null})
    );
    assert_eq!((&channels[1]["channel"], &channels[1]["company"]), (&json!("Aarhus"), &json!("DKRT")));
}

#[test]
fn channels_are_shown_with_bookmarks_and_last_contact() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").counter(3).customer("B2").counter(7).address("A1", "home", ""));
    world.run_jobs();
    let channel = world.run("channels --format json").exits(0).json()[0].clone();
    assert_eq!(channel["bookmarks"], json!({"RETAILASYNCCUSTOMERV2": 7, "RETAILASYNCADDRESSV2": 1}));
    assert_eq!((&channel["gaps"], &channel["behind"]), (&json!(3), &json!(0)));
    assert!(channel["last_contact"].as_str().unwrap().ends_with('Z'));
    let table = world.run("channels --format table").exits(0).stdout;
    let words: Vec<_> = table.lines().last().unwrap().split_whitespace().collect();
    assert_eq!((words[..2].join(" "), words[4..].join(" ")), ("Houston USRT".to_owned(), "3 3 0".to_owned()));
}

#[test]
fn a_channel_that_failed_is_shown_with_its_error() {
    let world = World::new().configured("Houston");
    world.run("run-jobs").exits(1);
    let error = world.run("channels --format json").exits(0).json()[0]["error"].clone();
    assert!(error.as_str().unwrap().contains("does not exist"), "{error}");
}

#[test]
fn an_empty_channel_database_is_made_where_the_configuration_says() {
    let world = World::new().configured("Houston");
    let path = world.channel_path("Houston");
    world.run("channels create houston").exits(0).prints(&format!("created the channel database {}\n", path.display()));
    let world = world.append("Houston", |c| c.customer("A1"));
    world.run("run-jobs").exits(0);
}

#[test]
fn a_channel_database_that_exists_is_not_touched() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    let before = world.files();
    world.run("channels create Houston").exits(1).says("channel `Houston`").says("already exists");
    assert!(world.files() == before);
}

#[test]
fn an_unknown_channel_comes_with_the_nearest_name() {
    let world = World::new().channel("Houston", |c| c);
    world.run("channels create Huston").exits(2).says("unknown channel `Huston`").says("did you mean `Houston`?");
}

#[test]
fn one_channel_is_shown_with_its_bookmarks() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").counter(3).customer("B2").counter(7).address("A1", "home", ""))
        .configured("Seattle");
    world.run("channels show Houston").exits(0).shows("Last contact  never\n");
    world.run("run-jobs").exits(4);
    let shown = world.run("channels show houston").exits(0).stdout;
    let value = |name: &str| {
        let line = shown.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("no {name} in\n{shown}"));
        line[name.len()..].trim().to_owned()
    };
    let database = world.channel_path("Houston").display().to_string();
    assert_eq!(value("Channel name"), "Houston");
    assert_eq!(
        ["Database", "Operations", "Uploaded up to", "Missing counters"].map(value),
        [database.as_str(), "3", "customer 7, address 1", "3"]
    );
    assert_eq!(world.run("channels Houston").exits(0).stdout, shown);
    world.run("channels show Seattle").exits(0).shows("does not exist; check the channel's `database`");

    let object = world.run("channels show Houston --format json").exits(0).json();
    let listed = world.run("channels --format json").exits(0).json()[0].clone();
    for (key, value) in listed.as_object().unwrap() {
        assert_eq!(object[key], *value, "{key}");
    }
    assert_eq!((&object["operations"], &object["epoch"], &object["failure"]), (&json!(3), &json!(1), &json!(null)));
}

#[test]
fn what_one_types_for_a_channel_works_or_has_a_hint() {
    let world = World::new().channel("Houston", |c| c);
    world.run("channels list --format csv").exits(0).shows("channel,company,database");
    world.run("channels Huston").exits(2).says("unknown channel `Huston`").says("did you mean `Houston`?");
    world.run("channels show Huston").exits(2).says("did you mean `Houston`?");
    world.run("channels Houston --format csv").exits(2).says("only lists are printed as csv").says("lists all");
}

#[test]
fn one_channel_goes_into_a_file() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    let file = world.elsewhere("houston.json");
    world.run(&["channels", "Houston", "--output", file.to_str().unwrap()]).exits(0).prints("");
    let written: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(written["channel"], "Houston");
    assert_eq!(world.run("channels show Houston -f json").exits(0).json(), written);
    let workbook = world.elsewhere("houston.xlsx");
    world
        .run(&["channels", "Houston", "--output", workbook.to_str().unwrap()])
        .exits(2)
        .says("only lists are printed as xlsx");
    assert!(!workbook.exists());
}

#[test]
fn upload_tables_of_an_earlier_version_are_named_with_their_rows() {
    let older = |table: &str, rows: usize| {
        let insert = format!("INSERT INTO {table} VALUES (1);").repeat(rows);
        format!("CREATE TABLE {table} (REPLICATIONCOUNTERFROMORIGIN INTEGER); {insert}")
    };
    let world = World::new().channel("Houston", |c| c.customer("A1")).channel("Seattle", |c| c);
    let world =
        world.execute("Houston", &older("RETAILASYNCCUSTOMER", 2)).execute("Houston", &older("RetailAsyncAddress", 1));
    let world = world.execute("Seattle", &older("RETAILASYNCCUSTOMER", 0));
    let lines = "Houston: `RETAILASYNCCUSTOMER` has 2 rows that are not read: hqsync reads its successor `RETAILASYNCCUSTOMERV2`\n\
                 Houston: `RETAILASYNCADDRESS` has 1 row that is not read: hqsync reads its successor `RETAILASYNCADDRESSV2`\n";
    world.run("run-jobs").exits(0).shows(lines);
    world.run("run-jobs").exits(0).shows(lines);
    world.run("run-jobs --quiet").exits(0).prints("").says_only("");
    world.run("status --format table").exits(0).shows(lines);
    world.run("channels --format table").exits(0).shows(lines);
    world.run("channels show Houston").exits(0).shows("RETAILASYNCCUSTOMER (2 rows), RETAILASYNCADDRESS (1 row)\n");
    let tables = json!({"RETAILASYNCADDRESS": 1, "RETAILASYNCCUSTOMER": 2});
    let status = world.run("status --format json").exits(0).json();
    assert_eq!(
        (&status["channels"][0]["unread_tables"], &status["channels"][1].get("unread_tables")),
        (&tables, &None)
    );
    let run = world.run("run-jobs p --format json").exits(0).json();
    assert_eq!((&run["reports"][0]["unread_tables"], &run["reports"][1].get("unread_tables")), (&tables, &None));
    assert_eq!(world.run("channels show Houston --format json").exits(0).json()["unread_tables"], tables);
    assert_eq!(world.run("channels --format json").exits(0).json()[0]["unread_tables"], tables);
    world.verify();

    let world = world.execute("Houston", "DELETE FROM RETAILASYNCADDRESS; DROP TABLE RETAILASYNCCUSTOMER");
    let channels = world.run("run-jobs p").exits(0).stdout;
    assert!(!channels.contains("not read"), "{channels}");
    assert_eq!(world.run("channels show Houston --format json").exits(0).json().get("unread_tables"), None);
    world.verify();
}
