//! `hqsync import`: customers that headquarters had before it heard of any operation.

use std::fs;

use pretty_assertions::assert_eq;
use serde_json::json;

use super::forgery::{breaches, without_anchors};
use super::rows::guid;
use super::world::World;

/// Writes a file beside the configuration; returns the command that imports it.
fn given(world: &World, name: &str, text: &str) -> String {
    let path = world.path(name);
    fs::write(&path, text).unwrap();
    format!("import '{}'", path.display())
}

/// Imports a text; returns what is printed as JSON.
fn imported(world: &World, text: &str, status: i32) -> serde_json::Value {
    world.run(&format!("{} --format json", given(world, "customers.csv", text))).exits(status).json()
}

/// Two customers from before, of whom one has a GUID.
fn two_customers() -> String {
    let (first, second) = ("USRT,C-000007,,Anna Old,anna@example.com", format!("USRT,X-1,{},Bert Old,", guid("B2")));
    format!("DATAAREAID,ACCOUNTNUM,CUSTACCOUNTASYNC,NAME,EMAIL\n{first}\n{second}\n")
}

#[test]
fn operations_find_imported_customers_by_account_and_by_guid() {
    let world = World::new().channel("Houston", |c| {
        c.update("A1").by_account("C-000007").with("Phone=555-0100").update("B2").with("Phone=555-0199")
    });
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 waiting customer-unknown", "customer 2 waiting customer-unknown"]);
    world.run("show 1").shows("`hqsync import` brings customers that it had before");
    let outcome = world.run(&given(&world, "customers.csv", &two_customers())).exits(0);
    outcome
        .prints("2 lines read\n2 customers imported\n2 operations waited for them; the next `sync` decides on them\n");
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 completed", "customer 2 completed"]);
    let customers = "SELECT ACCOUNTNUM || ' ' || CUSTACCOUNTASYNC FROM RETAILCUSTTABLE ORDER BY ACCOUNTNUM";
    assert_eq!(world.query("Houston", customers), ["C-000007 ".to_owned(), format!("X-1 {}", guid("B2"))]);
    assert_eq!(world.query("Houston", "SELECT PHONE FROM DIRPARTYTABLE ORDER BY PHONE"), ["555-0100", "555-0199"]);
    world.verify();
}

#[test]
fn a_store_that_is_not_there_yet_is_created_and_its_first_account_is_behind_the_imported_ones() {
    let world = World::new().channel("Houston", |c| c.customer("A1").update("X1").by_account("c-000007"));
    world.run(&given(&world, "customers.csv", &two_customers())).exits(0);
    world.verify();
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 completed", "customer 2 completed"]);
    assert_eq!(world.listed("account"), ["C-000008", "C-000007"]);
    world.verify();
}

#[test]
fn headers_of_tables_and_of_lists_are_read() {
    for header in
        ["ACCOUNTNUM,DATAAREAID,NAME,TIER", "CustAccount,DataAreaId,CustName,TIER", "account,company,custname,tier"]
    {
        let world = World::new().channel("Houston", |c| c).channel("Amsterdam", |c| c);
        let command =
            given(&world, "customers.csv", &format!("{header}\nC-000007,usrt,Anna Old,gold\nN-1,NLRT,Bert Old,\n"));
        world.run(&command).exits(0).shows("2 customers imported");
        world.run_jobs();
        world.run("customer C-000007").exits(0).shows("Customer C-000007: Anna Old").shows("gold");
        assert_eq!(world.query("Amsterdam", "SELECT ACCOUNTNUM FROM CUSTTABLE"), ["N-1"], "{header}");
        assert_eq!(world.query("Houston", "SELECT CURRENCY FROM CUSTTABLE"), ["USD"], "{header}");
        world.verify();
    }
}

#[test]
fn bad_lines_are_left_out_with_all_that_is_wrong_with_each() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let text = format!(
        "account,async,company,CustName,Email,Blocked\n\
         ,,USRT,Nobody,,\n\
         123456789012345678901,,USRT,Long,,\n\
         N-1,nobody,USRT,No GUID,,\n\
         N-2,,MARS,Elsewhere,,\n\
         N-3,,USRT,,jdoe@,maybe\n\
         C-000001,{},USRT,Other GUID,,\n\
         N-4,{},USRT,Other account,,\n\
         N-5,,USRT,Good,,0\n\
         N-5,00000000-0000-0000-0000-000000000000,USRT,Good again,,\n",
        guid("B2"),
        guid("A1"),
    );
    let answer = imported(&world, &text, 3);
    let counts = ["read", "imported", "already", "left_out"].map(|key| answer[key].as_u64().unwrap());
    assert_eq!(counts, [9, 1, 1, 7]);
    let codes: Vec<_> = answer["bad_lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|bad| {
            let errors = bad["errors"].as_array().unwrap().iter();
            let codes: Vec<_> = errors.map(|error| error["code"].as_str().unwrap()).collect();
            format!("{} {}", bad["line"], codes.join(" "))
        })
        .collect();
    let expected = [
        "2 account-missing",
        "3 account-too-long",
        "4 guid-invalid",
        "5 company-unknown",
        "6 malformed name-missing email-invalid",
        "7 customer-mismatch",
        "8 customer-mismatch",
    ];
    assert_eq!(codes, expected);
    world.verify();
}

#[test]
fn a_strict_import_takes_all_lines_or_none() {
    let world = World::new().channel("Houston", |c| c).setting("jobs.batch_size", "1");
    world.run_jobs();
    let before = world.files();
    let good = given(&world, "good.csv", "company,account,CustName\nUSRT,C-000001,Anna\nUSRT,C-000002,Bert\n");
    let bad =
        given(&world, "bad.csv", "company,account,CustName\nUSRT,C-000003,Cees\nUSRT,C-000005,\nUSRT,C-000004,Dirk\n");
    let outcome = world.run(&format!("{good} {} --strict", bad.trim_start_matches("import "))).exits(1);
    outcome.says("error: nothing was imported: 1 line cannot be used\n").says("bad.csv, line 3: name-missing");
    fs::remove_file(world.path("good.csv")).unwrap();
    fs::remove_file(world.path("bad.csv")).unwrap();
    world.is_as(&before);

    // Lines of one batch and of several contradict each other alike.
    let guids = format!("company,account,async,CustName\nUSRT,N-1,{},Anna\nUSRT,N-1,{},Anna\n", guid("A1"), guid("B2"));
    let twice = given(&world, "twice.csv", &guids);
    world.run(&format!("{twice} --strict")).exits(1).says("line 3: account `N-1` belongs to");

    let good = given(&world, "good.csv", "company,account,CustName\nUSRT,C-000001,Anna\nUSRT,C-000002,Bert\n");
    world.run(&format!("{good} --strict")).exits(0).shows("2 customers imported");
    world.verify();
}

#[test]
fn a_rehearsal_tells_all_and_changes_nothing() {
    let world = World::new().channel("Houston", |c| c.update("B2"));
    world.run_jobs();
    let command = given(&world, "customers.csv", &two_customers());
    let before = world.files();
    let outcome = world.run(&format!("{command} --dry-run")).exits(0);
    outcome
        .says_only("dry run: nothing was changed\n")
        .prints("2 lines read\n2 customers would be imported\n1 operation waited for one of them; the next `sync` decides on it\n");
    world.is_as(&before);
}

#[test]
fn a_second_import_of_a_file_finds_all_customers_there_as_operations_left_them() {
    let world = World::new().channel("Houston", |c| c);
    world.run(&given(&world, "customers.csv", &two_customers())).exits(0);
    let world = world.then("Houston", |c| c.update("X1").by_account("C-000007").with("CustName=Ann"));
    let again = world.run(&given(&world, "customers.csv", &two_customers())).exits(0);
    again.prints("2 lines read\nno new customers\n2 customers were already there and stay as they are\n");
    world.run("customer C-000007").shows("Customer C-000007: Ann\n");
    world.verify();
}

#[test]
fn operations_that_failed_are_named_with_the_command_that_synchronizes_them_again() {
    let world = World::new()
        .setting("jobs.orphan_after", "'0s'")
        .channel("Houston", |c| c.update("X1").by_account("C-000007").with("Phone=555-0100"));
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 failed customer-unknown"]);
    let command = "hqsync resync --where 'status = failed and error = customer-unknown'";
    let outcome = world.run(&given(&world, "customers.csv", &two_customers())).exits(0);
    outcome.shows(&format!("1 operation failed because its customer was unknown, and can go through now: `{command}`"));
    world.run("resync --where 'status = failed and error = customer-unknown' --yes").exits(0);
    assert_eq!(world.states(), ["customer 1 synced"]);
    world.verify();
}

#[test]
fn what_waited_for_a_creation_that_failed_is_released() {
    let world = World::new()
        .channel("Houston", |c| c.customer("B2").with("Email=nobody").contact("B2", "desk", "Locator=555-0100"));
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 failed email-invalid", "contact 1 waiting"]);
    let answer = imported(&world, &two_customers(), 0);
    assert_eq!(answer["waiting"], json!(1));
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 failed email-invalid", "contact 1 completed"]);
    world.run("edit 1 --set Email=bert@example.com --resync").exits(0);
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 completed", "contact 1 completed"]);
    assert_eq!(world.listed("account"), ["X-1", "X-1"]);
    world.verify();
}

#[test]
fn a_deactivation_and_an_older_snapshot_after_it_leave_an_imported_customer_as_any_other() {
    let world = World::new().channel("Houston", |c| c);
    world.run(&given(&world, "customers.csv", &two_customers())).exits(0);
    let world = world.then("Houston", |c| c.deactivate("B2").at("2026-11-03 08:00:00"));
    world.verify();
    assert_eq!(world.query("Houston", "SELECT BLOCKED FROM CUSTTABLE WHERE ACCOUNTNUM = 'X-1'"), ["2"]);
    let world = world.channel("Seattle", |c| c.update("B2").with("CustName=Older").at("2026-11-02 08:00:00"));
    world.run_jobs();
    world.run("customer X-1").shows("Customer X-1: Older");
    world.verify();
}

#[test]
fn the_trail_says_what_was_imported_by_whom_and_why() {
    let world = World::new().channel("Houston", |c| c);
    let command = given(&world, "customers.csv", &two_customers());
    world.run(&format!("{command} --as Anna --reason 'the old system'")).exits(0);
    let history = world.run("history --admin --format json").exits(0).json();
    let entry = history.as_array().unwrap().iter().find(|entry| entry["event"] == "imported").unwrap();
    assert!(entry["actor"].as_str().unwrap().starts_with("Anna ("), "{entry}");
    assert_eq!(entry["reason"], json!("the old system"));
    let details = &entry["details"];
    assert_eq!((&details["company"], &details["customers"]), (&json!("USRT"), &json!(2)));
    assert_eq!(details["files"], json!([world.path("customers.csv").display().to_string()]));
}

#[test]
fn a_change_of_an_imported_customer_behind_the_programs_back_shows() {
    let world = World::new().channel("Houston", |c| c.update("B2").customer("A1"));
    world.run(&given(&world, "customers.csv", &two_customers())).exits(0);
    world.run_jobs();
    world.verify();
    let world = without_anchors(world);
    let kept = world.keep_store();
    for (sql, found) in [
        ("UPDATE record SET fields = replace(fields, 'Anna', 'Eve')", "values-differ record of customer C-000007"),
        ("UPDATE record SET active = 0 WHERE operation = 0", "values-differ record of customer C-000007"),
        ("UPDATE record SET at = 0 WHERE operation = 0", "source-differs record of customer C-000007"),
        ("DELETE FROM record WHERE operation = 0", "gone record of customer C-000007"),
        ("UPDATE customer SET account = 'C-000009' WHERE account = 'C-000007'", "customer-differs customer C-000007"),
        ("UPDATE customer SET guid = zeroblob(16) WHERE account = 'C-000007'", "customer-differs customer C-000007"),
        ("UPDATE customer SET async_account = 'x' WHERE account = 'X-1'", "customer-differs customer X-1"),
        ("UPDATE customer SET changed = 1 - changed WHERE account = 'C-000007'", "customer-differs customer C-000007"),
        ("DELETE FROM customer WHERE account = 'C-000007'", "gone customer C-000007"),
        ("UPDATE imported SET account = 'C-000009' WHERE account = 'C-000007'", "imported-differs entry"),
        ("UPDATE imported SET content = zeroblob(16)", "imported-differs entry"),
        ("DELETE FROM imported WHERE account = 'C-000007'", "imported-differs entry"),
        ("UPDATE imported SET change = change + 70", "unexplained customer C-000007"),
        ("INSERT INTO imported SELECT change + 70, (SELECT id FROM customer WHERE account = 'C-000008'), 'C-000008', '', content, NULL
          FROM imported WHERE account = 'X-1'", "unexplained customer C-000008"),
        // As it was imported, although an operation has changed it since.
        ("UPDATE record SET operation = 0, at = -9223372036854775808, counter = 0, channel = 0 WHERE operation = 1",
         "source-differs record of customer X-1"),
    ] {
        world.put_store_back(&kept);
        world.headquarters().tamper(sql);
        let breaches = breaches(&world, "verify");
        assert!(breaches.iter().any(|breach| breach.starts_with(found)), "{sql}: {breaches:?}");
    }
}

#[test]
fn the_account_that_channels_know_for_a_guid_is_that_customers() {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2"));
    world.run_jobs();
    world.lose_store();
    fs::remove_file(world.anchors_path()).unwrap();
    let customers = "company,account,CustName\nUSRT,C-000001,Anna\nUSRT,C-000009,Cees\n";
    let command = given(&world, "customers.csv", customers);
    // A channel knows the store that was lost.
    world.run(&command).exits(1).says("hint: ");
    assert!(!world.has_store());
    world.run("run-jobs p --new-store").exits(0);
    let other =
        format!("company,account,async,CustName\nUSRT,C-000002,{},Eve\nUSRT,N-1,{},Eve\n", guid("E5"), guid("B2"));
    let answer = imported(&world, &other, 3);
    assert_eq!((&answer["imported"], &answer["left_out"]), (&json!(0), &json!(2)));
    let command = given(&world, "customers.csv", customers);
    world.run(&command).exits(0).shows("2 customers imported");
    let guids = world
        .headquarters()
        .query("SELECT account || ' ' || async_account FROM customer WHERE account > '' ORDER BY 1");
    assert_eq!(guids, [format!("C-000001 {}", guid("A1")), "C-000009 ".to_owned()]);
    world.run_jobs();
    world.verify();
    assert_eq!(world.listed("account"), ["C-000001", "C-000002"]);
}

#[test]
fn the_guid_by_which_a_channel_knows_the_account_of_a_customer_without_one_stays() {
    let row = format!(
        "INSERT INTO RETAILCUSTTABLE (ACCOUNTNUM, DATAAREAID, CUSTACCOUNTASYNC) VALUES ('C-000007', 'USRT', '{}')",
        guid("Z9")
    );
    let world = World::new().channel("Houston", |c| c).execute("Houston", &row);
    world.run(&given(&world, "customers.csv", &two_customers())).exits(0);
    world.run_jobs();
    let customers = "SELECT CUSTACCOUNTASYNC FROM RETAILCUSTTABLE WHERE ACCOUNTNUM = 'C-000007'";
    assert_eq!(world.query("Houston", customers), [guid("Z9")]);
    assert_eq!(world.query("Houston", "SELECT count(*) FROM CUSTTABLE"), ["2"]);
    world.verify();
}

/// The customers from before, both without a GUID, and then with one each.
fn without_and_with_guids() -> [String; 2] {
    let lines = |first: &str, second: &str| {
        format!("account,async,company,CustName\nC-000007,{first},USRT,Anna Old\nX-1,{second},USRT,Bert Old\n")
    };
    [lines("", ""), lines(&guid("A1"), &guid("B2"))]
}

fn customers_of(world: &World) -> Vec<String> {
    world.query("Houston", "SELECT ACCOUNTNUM || ' ' || CUSTACCOUNTASYNC FROM RETAILCUSTTABLE ORDER BY ACCOUNTNUM")
}

#[test]
fn a_later_import_gives_customers_their_guids_so_that_nobody_gets_a_second_account() {
    let [without, with] = without_and_with_guids();
    let world = World::new().channel("Houston", |c| c.update("X1").by_account("C-000007").with("Phone=555-0100"));
    world.run(&given(&world, "customers.csv", &without)).exits(0);
    world.run_jobs();
    let command = given(&world, "customers.csv", &with);
    let before = world.files();
    world.run(&format!("{command} --dry-run")).exits(0).shows("2 customers were already there without GUIDs");
    world.is_as(&before);
    let outcome = world.run(&command).exits(0);
    outcome.prints("2 lines read\nno new customers\n2 customers were already there without GUIDs and get them\n");
    world.verify();
    world.run("customer C-000007").shows("Customer C-000007: Customer X1").shows("555-0100");
    let again = imported(&world, &with, 0);
    assert_eq!((&again["already"], &again["identified"]), (&json!(2), &json!(0)));
    let world = world.then("Houston", |c| c.customer("A1").with("CustName=Ann"));
    assert_eq!(customers_of(&world), [format!("C-000007 {}", guid("A1")), format!("X-1 {}", guid("B2"))]);
    assert_eq!(world.listed("account"), ["C-000007", "C-000007"]);
    world.run("show 1").shows("C-000007");
    world.verify();
}

#[test]
fn a_customer_whom_operations_named_by_the_guid_is_the_one_of_the_account() {
    let [without, with] = without_and_with_guids();
    // A creation that fails with what waits for it, and an update that nobody can place.
    let world = World::new().channel("Houston", |c| {
        c.customer("A1")
            .with("Email=nobody")
            .contact("A1", "desk", "Locator=555-0100")
            .update("B2")
            .with("Phone=555-0199")
    });
    world.run(&given(&world, "customers.csv", &without)).exits(0);
    world.run_jobs();
    let states = ["customer 1 failed email-invalid", "customer 2 waiting customer-unknown", "contact 1 waiting"];
    assert_eq!(world.states(), states);
    let answer = imported(&world, &with, 0);
    assert_eq!((&answer["identified"], &answer["waiting"]), (&json!(2), &json!(2)));
    world.verify();
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 failed email-invalid", "customer 2 completed", "contact 1 completed"]);
    world.run("edit 1 --set Email=anna@example.com --resync").exits(0);
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 completed", "customer 2 completed", "contact 1 completed"]);
    assert_eq!(customers_of(&world), [format!("C-000007 {}", guid("A1")), format!("X-1 {}", guid("B2"))]);
    // The numbers of those who are gone are not given again.
    let world = world.then("Houston", |c| c.customer("C3"));
    assert_eq!(customers_of(&world).len(), 3);
    world.verify();
}

#[test]
fn lines_that_contradict_each_other_are_all_left_out() {
    let world = World::new().channel("Houston", |c| c);
    let (a, b) = (guid("A1"), guid("B2"));
    let text = format!(
        "company,account,async,CustName\nUSRT,N-1,{a},Anna\nUSRT,N-1,{b},Bert\nUSRT,N-2,,Cees\nUSRT,N-2,{{{}}},Cees\n",
        guid("C3")
    );
    let command = given(&world, "customers.csv", &text);
    let outcome = world.run(&command).exits(3);
    let outcome =
        outcome.shows("1 customer imported").shows("1 customer was already there").shows("2 lines were left out:");
    outcome.shows("line 2: lines name different GUIDs for account `N-1`: ").shows("line 3: lines name different GUIDs");
    world.run_jobs();
    assert_eq!(customers_of(&world), [format!("N-2 {{{}}}", guid("C3"))]);
    world.verify();
}

#[test]
fn a_guid_of_an_imported_customer_that_was_changed_behind_the_programs_back_shows() {
    let [without, with] = without_and_with_guids();
    let world = World::new().channel("Houston", |c| c.update("B2"));
    world.run(&given(&world, "customers.csv", &without)).exits(0);
    world.run_jobs();
    world.run(&given(&world, "customers.csv", &with)).exits(0);
    world.run_jobs();
    world.verify();
    let world = without_anchors(world);
    let kept = world.keep_store();
    for (sql, found) in [
        ("UPDATE customer SET async_account = 'x' WHERE account = 'C-000007'", "customer-differs customer C-000007"),
        ("UPDATE customer SET guid = zeroblob(16) WHERE account = 'C-000007'", "customer-differs customer C-000007"),
        ("UPDATE imported SET async_account = 'x' WHERE content IS NULL", "imported-differs entry"),
        ("UPDATE imported SET merged = NULL", "imported-differs entry"),
        ("DELETE FROM imported WHERE content IS NULL AND account = 'C-000007'", "imported-differs entry"),
        ("UPDATE customer SET changed = changed - 1 WHERE account = 'C-000007'", "customer-differs customer C-000007"),
    ] {
        world.put_store_back(&kept);
        world.headquarters().tamper(sql);
        let breaches = breaches(&world, "verify");
        assert!(breaches.iter().any(|breach| breach.starts_with(found)), "{sql}: {breaches:?}");
    }
}

#[test]
fn a_customer_that_no_operation_is_about_is_found_by_what_headquarters_has() {
    let world = World::new().channel("Houston", |c| c.customer("A1").set("CustName", "Anna New".to_owned()));
    let text = "company,account,CustName,Email,Phone\nUSRT,C-000007,Rosa Old,rosa@example.com,+31 20 555 0109\n\
                USRT,X-1,Bert Old,,\n";
    let command = given(&world, "old.csv", text);
    world.run(&command).exits(0);
    world.run_jobs();
    for term in ["c-000007", "Rosa@Example.com", "020-5550109", "rosa o"] {
        world.run(&["customer", term]).exits(0).shows("Customer C-000007: Rosa Old");
    }
    world.run("customer Old").exits(1).says("2 customers match `Old`").says("X-1 (USRT) Bert Old");
    // What an operation has replaced is found by the operation alone, once.
    let world = world.then("Houston", |c| c.update("X1").by_account("C-000007").set("CustName", "Rosa New".to_owned()));
    world.run("customer Rosa Old").exits(1);
    world.run("customer Rosa New").exits(0).shows("Customer C-000007: Rosa New");
    world.run("customer Eve").exits(1);
}

#[test]
fn the_page_of_a_customer_says_when_and_from_which_file_it_and_its_guid_were_imported() {
    let world = World::new().channel("Houston", |c| c).at("2026-11-20T08:00:00Z");
    let [without, with] = without_and_with_guids();
    let first = given(&world, "first.csv", &without);
    world.run(&first).exits(0);
    let world = world.at("2026-11-21T08:00:00Z");
    let second = given(&world, "second.csv", &with);
    world.run(&second).exits(0);
    let of = |name: &str| world.path(name).display().to_string();
    let page = world.run("customer C-000007").exits(0);
    let page = page.shows(&format!("  Imported                2026-11-20 08:00:00 from {}\n", of("first.csv")));
    page.shows(&format!("  GUID imported           2026-11-21 08:00:00 from {}\n", of("second.csv")));
    let imports = world.run("customer C-000007 --format json").exits(0).json()["imports"].clone();
    let expected = json!([
        {"at": "2026-11-20T08:00:00Z", "files": [of("first.csv")], "only_guid": false},
        {"at": "2026-11-21T08:00:00Z", "files": [of("second.csv")], "only_guid": true},
    ]);
    assert_eq!(imports, expected);
}

#[test]
fn files_that_are_no_lists_of_customers_are_refused() {
    let world = World::new().channel("Houston", |c| c).channel("Amsterdam", |c| c);
    for (text, said) in [
        ("NAME,EMAIL\nAnna,\n", "has no column with accounts; its columns: NAME, EMAIL\nhint: call the column"),
        ("ACCOUNTNUM,NAME\nN-1,Anna\n", "does not say which company its customers belong to\nhint: name the company"),
        ("ACCOUNTNUM,ADDRESSID\nN-1,x\n", "it has a column `ADDRESSID`\nhint: only customers"),
    ] {
        world.run(&given(&world, "customers.csv", text)).exits(1).says(said);
    }
    let command = given(&world, "customers.csv", "ACCOUNTNUM,NAME\nN-1,Anna\n");
    world.run(&format!("{command} --company MARS")).exits(2).says("has no company `MARS`\nhint: known: ");
    world.run(&format!("{command} --company nlrt")).exits(0).shows("1 customer imported");
    world.run("import missing.csv").exits(1).says("`missing.csv` cannot be imported");
    world.run("import").exits(2);
}

#[test]
fn an_export_that_the_server_stopped_is_imported_as_far_as_it_goes() {
    let world = World::new();
    let error = "Msg 1205, Level 13, State 51, Server TILL, Line 1\nRerun the transaction.\n";
    let command = given(&world, "customers.csv", &format!("{}{error}", two_customers()));
    world.run(&command).exits(4).says("the server stopped the export with an error: Msg 1205");
    world.run("customer C-000007").exits(0);
}

#[test]
fn the_standard_input_is_read_too() {
    let world = World::new().channel("Houston", |c| c);
    world.pipe("import - --strict", &two_customers()).exits(0).shows("2 customers imported");
    world.verify();
}

#[test]
fn a_strict_import_reads_a_pipe_that_can_be_read_only_once() {
    let world = World::new().channel("Houston", |c| c);
    world.pipe("import --strict /dev/stdin", &two_customers()).exits(0).shows("2 customers imported");
    let world = World::new().channel("Houston", |c| c);
    // What is named twice is there twice.
    let twice = world.pipe("import --strict /dev/stdin /dev/stdin", &two_customers()).exits(0);
    twice.shows("2 customers imported").shows("2 customers were already there");
    world.run("import --strict .").exits(1).says("`.` cannot be imported");
}

#[test]
fn a_strict_import_of_which_a_file_cannot_be_read_imports_nothing() {
    let world = World::new().channel("Houston", |c| c);
    world.run_jobs();
    let before = world.files();
    let good = given(&world, "good.csv", &two_customers());
    world.run(&format!("{good} missing.csv --strict")).exits(1).says("`missing.csv` cannot be imported");
    fs::remove_file(world.path("good.csv")).unwrap();
    world.is_as(&before);
}

#[test]
fn an_import_that_is_killed_is_finished_by_the_next_one() {
    let count = 4_000;
    let world = World::new().channel("Houston", |c| c).setting("jobs.batch_size", "50");
    let lines = (1..=count).map(|number| format!("USRT,C-{number:06},Anna {number}\n"));
    let text = format!("DATAAREAID,ACCOUNTNUM,NAME\n{}", lines.collect::<String>());
    let command = given(&world, "customers.csv", &text);
    let imported = || {
        let store = world.headquarters_to_read();
        store.and_then(|store| store.number_if_told("SELECT count(*) FROM imported")).unwrap_or_default()
    };
    let mut running = world.start(&command);
    while !running.has_ended() && imported() == 0 {
        std::thread::yield_now();
    }
    let was_killed = running.kill().was_killed();
    let before = imported();
    assert!(was_killed && (1..count).contains(&before), "{before} of {count} were imported");
    world.verify();
    let again = world.run(&format!("{command} --format json")).exits(0).json();
    assert_eq!((&again["imported"], &again["already"]), (&json!(count - before), &json!(before)));
    world.run_jobs();
    assert_eq!(world.query("Houston", "SELECT count(DISTINCT ACCOUNTNUM) FROM CUSTTABLE"), [count.to_string()]);
    world.verify();
}
