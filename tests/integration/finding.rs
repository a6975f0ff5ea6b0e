//! Finding operations as people type: names without accents, telephone numbers, accounts, several values, bare words.

use std::fs;

use pretty_assertions::assert_eq;
use serde_json::json;

use super::rows::{Rows, guid};
use super::world::World;

/// Two runs: the second one completes what the first one could not, and brings an address.
fn world() -> World {
    let world = World::new().channel("Houston", |rows: Rows| {
        rows.customer("A1")
            .set("CustName", "Rosa Castañeira".to_owned())
            .set("Phone", "+31 20 555 0109".to_owned())
            .customer("B2")
            .set("CustName", "Renée O’Hara".to_owned())
            .set("Email", "wrong".to_owned())
    });
    world.run_jobs();
    let world = world.append("Houston", |rows: Rows| {
        rows.address("A1", "X1", "City=Køge").set("Phone", "(020) 555 01 09".to_owned()).customer("C3")
    });
    world.run_jobs();
    world
}

#[test]
fn nobody_types_accents_spaces_and_typographic_signs() {
    let world = world();
    for (expression, found) in [
        ("CustName ~ castaneira", vec![1]),
        ("CustName ~ RENEE", vec![2]),
        ("City ~ koge", vec![4]),
        ("CustName = \"renée o-hara\"", vec![]),
        ("CustName = \"Rosa Castaneira\"", vec![]),
        ("CustName = \"rosa castañeira\"", vec![1]),
        ("Phone ~ 5550109", vec![1, 4]),
        ("Phone = 020-5550109", vec![4]),
        ("Phone = +31205550109", vec![1]),
        ("Phone = *5550109", vec![1, 4]),
        ("customer.Phone ~ 0109", vec![1]),
        ("any ~ koge or any ~ 5550109", vec![1, 4]),
        ("Phone = \"0031 (0)20 555 0109\"", vec![1]),
        ("any = \"0031205550109\" or Phone = \"0031 20*\"", vec![1]),
    ] {
        assert_eq!(world.found(expression), found, "{expression}");
    }
    let mut typed = world.command("filter --columns id --no-header");
    let output = typed.arg("CustName ~ o'hara and CustName = \"RENÉE O'HARA\"").output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "2\n");
}

#[test]
fn a_bare_text_is_looked_for_in_all_text_fields() {
    let world = world();
    let ids = |command: &str| world.run(&format!("{command} --columns id --no-header")).exits(0);
    ids("filter castaneira").prints("1\n").says_only("searching as with 'any ~ \"castaneira\"'\n");
    ids("filter 'Rosa Castaneira'").prints("1\n");
    ids("filter Castaneira rosa").prints("1\n");
    ids("filter 'rosa koge'").prints("");
    ids("filter 'rosa*'").prints("1\n").says_only("searching as with 'any = \"rosa*\"'\n");
    ids("filter 'casta*'").prints("");
    ids("filter 5550109 --sort id").prints("1\n4\n");
    ids("filter C-000001 --sort id").prints("1\n4\n").says("customer_account = \"C-000001\"");
    world.run("filter failed").exits(2).says("hint: write 'status = failed'\n");
    world.run("filter Email").exits(2).says("expected an operator");
}

#[test]
fn only_telephone_numbers_are_found_by_their_digits_whether_the_index_has_them_or_not() {
    let world = World::new().channel("Houston", |rows: Rows| rows.customer("A1")).execute(
        "Houston",
        "ALTER TABLE RETAILASYNCCUSTOMERV2 ADD COLUMN LOCATOR TEXT;
         ALTER TABLE RETAILASYNCCUSTOMERV2 ADD COLUMN ADDRESSID TEXT",
    );
    let world = world.append("Houston", |rows: Rows| {
        rows.address("A1", "X1", "Zip=98052-6399 Phone=555-0109")
            .customer("B2")
            .set("Locator", "555-0110".to_owned())
            .set("AddressId", format!("{{{}}}", guid("X1")))
            .contact("A1", "Y1", "Locator=555-0111")
    });
    world.run_jobs();
    let find = || {
        let x1 = guid("X1");
        for (expression, found) in [
            ("any ~ 980526399", vec![]),
            ("any = 980526399", vec![]),
            ("any ~ 98052-6399", vec![3]),
            ("any ~ 5550109 or any = 5550111", vec![3, 4]),
            ("Locator ~ 5550110", vec![]),
            ("Locator ~ 5550111", vec![4]),
            ("Locator ~ 555-0110", vec![2]),
            (format!("AddressId = {x1}").as_str(), vec![3]),
        ] {
            assert_eq!(world.found(expression), found, "{expression}");
        }
    };
    find();
    world.headquarters().execute("UPDATE store SET indexed = 0");
    find();
}

#[test]
fn an_expression_without_quotes_is_shown_with_them() {
    let world = world();
    for (words, hint) in [
        (vec!["CustName", "=", "Rosa", "Castaneira"], "write 'CustName = \"Rosa Castaneira\"'"),
        (vec!["City = a,b"], "write `City in (a, b)`; a value with a comma needs quotes"),
    ] {
        let output = world.command("filter").args(words).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.ends_with(&format!("hint: {hint}\n")), "{said}");
    }
    let mut replaced = world.command("filter");
    replaced.env("HOME", "/home/me").args(["CustName", "/home/me", "rosa"]);
    let said = String::from_utf8(replaced.output().unwrap().stderr).unwrap();
    assert!(said.contains("the shell replaced `~` by `/home/me`"), "{said}");
    assert!(said.contains("`hqsync filter 'CustName ~ rosa'`"), "{said}");

    let mut redirected = world.command("filter");
    redirected.arg("attempts").stdout(fs::File::create(world.path("1")).unwrap());
    let said = String::from_utf8(redirected.output().unwrap().stderr).unwrap();
    assert!(said.contains("the shell wrote to the file `1` instead"), "{said}");
    assert!(said.contains("'attempts > 1'"), "{said}");
}

#[test]
fn an_account_is_a_number_a_guid_its_beginning_or_none_yet() {
    let world = world();
    let a1 = guid("A1");
    for (expression, found) in [
        (format!("account = {a1}"), vec![1, 4]),
        (format!("account = {{{}}}", a1.to_uppercase()), vec![1, 4]),
        (format!("account = {}", a1.replace('-', "")), vec![1, 4]),
        (format!("account in (C-000002, {a1})"), vec![1, 3, 4]),
        ("account = \"Pending sync\"".to_owned(), vec![2]),
        ("account != \"Pending sync\"".to_owned(), vec![1, 3, 4]),
        ("account = C-999999".to_owned(), vec![]),
    ] {
        assert_eq!(world.found(&expression), found, "{expression}");
    }
    let listed = |account: &str| world.run(&format!("list --sort id --columns id --no-header --account {account}"));
    listed("C-000001,C-000002").exits(0).prints("1\n3\n4\n");
    listed(&a1.replace('-', "")).exits(0).prints("1\n4\n");
    listed("5f0b1c6e").exits(0).prints("1\n2\n3\n4\n");
    listed(&format!("{}*", &a1[..9])).exits(0).prints("1\n2\n3\n4\n");
    let nobody = listed("C-999999").exits(1).prints("");
    nobody.says("error: headquarters has no customer `C-999999`\nhint: `hqsync filter 'CustName ~ …'` finds");
}

#[test]
fn a_channel_or_company_that_nothing_has_is_a_mistake_in_an_expression_too() {
    let world = world().configured("Aarhus");
    world
        .run("filter 'channel = Huston'")
        .exits(2)
        .says("unknown channel `Huston`\n  channel = Huston\n            ^^^^^^\nhint: did you mean `Houston`?");
    world.run("filter 'not company in (USRT, NLRTX)'").exits(2).says("unknown company `NLRTX`");
    world.run("filter 'channel = Hous* or channel ~ x or channel = aarhus' --count-by channel").exits(0);
}

#[test]
fn a_company_that_only_rows_say_is_known() {
    let world = World::new().channel("Houston", |rows: Rows| {
        rows.customer("A1").customer("B2").with("DataAreaId=USRTX").customer("C3").with("DataAreaId=USRTX")
    });
    world.run_jobs();
    assert_eq!(world.found("company = usrtx"), [2, 3]);
    world.run("list --company USRTX --columns id --no-header --sort id").exits(0).prints("2\n3\n");
    world.run("filter 'company = USRTY'").exits(2).says("unknown company `USRTY`").says("did you mean");
    world.run("edit --where 'company = USRTX' --set DataAreaId=USRT --yes").exits(0);
    assert_eq!(world.found("status = failed"), Vec::<i64>::new());
    world.run("list --company USRTX").exits(2).says("unknown company `USRTX`");
}

#[test]
fn a_guid_without_dashes_is_found_as_the_list_shows_it() {
    let bare = guid("A1").replace('-', "");
    let world = World::new()
        .channel("Houston", |rows: Rows| rows.customer("A1").customer("B2").set("CustAccountAsync", bare.clone()));
    world.run_jobs();
    let shown = world.listed("async_customer_account");
    for async_account in &shown {
        assert!(!world.found(&format!("async = {async_account}")).is_empty(), "{async_account}");
    }
    assert_eq!(world.found(&format!("async = {bare}")), [1, 2], "{shown:?}");
}

#[test]
fn what_has_no_guid_is_sorted_last_by_it() {
    let world = World::new()
        .channel("Houston", |rows: Rows| rows.customer("A1").set("CustAccountAsync", String::new()).customer("B2"));
    world.run_jobs();
    let sorted = |options: &str| world.run(&format!("list --columns id --no-header --sort async {options}")).exits(0);
    sorted("").prints("2\n1\n");
    sorted("--desc").prints("2\n1\n");
}

#[test]
fn an_operation_knows_the_last_run_that_changed_it() {
    let world = world();
    assert_eq!(world.listed("id,run"), ["1 1", "2 1", "3 2", "4 2"]);
    for (expression, found) in [
        ("run = 1", vec![1, 2]),
        ("run = last", vec![3, 4]),
        ("run = last and status = completed", vec![3, 4]),
        ("run in (1, last)", vec![1, 2, 3, 4]),
        ("run = 2..", vec![3, 4]),
        ("run is empty", vec![]),
    ] {
        assert_eq!(world.found(expression), found, "{expression}");
    }
    // A run at work is not the last one yet.
    let store = world.headquarters();
    store.execute("INSERT INTO run (id, jobs, actor, started, outcome) VALUES (3, 'p', 'x', 1, 'unfinished')");
    assert_eq!(world.found("run = last"), [3, 4]);
    store.execute("DELETE FROM run WHERE id = 3");
    // A person is no run.
    world.run("edit 2 --set Email=renee@example.com").exits(0);
    assert_eq!(world.listed("id,run")[1], "2 1");
    world.run_jobs();
    assert_eq!(world.listed("id,run"), ["1 1", "2 3", "3 2", "4 2"]);
    assert_eq!(world.run("list --format json -w 'id = 2'").exits(0).json()[0]["run"], json!(3));
    world.run("filter 'id > 0' --count-by run --no-header").exits(0).prints("2,2\n1,1\n3,1\n");
    world.verify();
}

#[test]
fn an_older_store_learns_its_last_runs_from_its_trail_and_gets_a_new_index() {
    let world = world();
    let before = world.listed("id,run");
    world.headquarters()
        .execute("DROP TABLE imported; DROP INDEX operation_company; ALTER TABLE operation DROP COLUMN run; DROP INDEX operation_noted; DROP INDEX operation_pending; DROP INDEX operation_held; DROP INDEX operation_held_creation;  ALTER TABLE operation DROP COLUMN ordered; ALTER TABLE operation DROP COLUMN noted;
             ALTER TABLE record DROP COLUMN snapshot; ALTER TABLE record DROP COLUMN deactivation;
             ALTER TABLE bookmark DROP COLUMN latest; ALTER TABLE channel DROP COLUMN unread; PRAGMA user_version = 7",
        );
    assert_eq!(world.found("CustName ~ castaneira"), [1]);
    assert_eq!(world.listed("id,run"), before);
    assert_eq!(world.headquarters().query("SELECT indexed FROM store"), ["0"]);
    world.verify();
    world.run_jobs();
    assert_eq!(world.headquarters().query("SELECT indexed FROM store"), ["4"]);
    assert_eq!(world.found("CustName ~ castaneira"), [1]);
    world.verify();
}

#[test]
fn several_numbers_and_names_are_given_with_commas_and_ranges() {
    let world = world().configured("Aarhus");
    let shown = |command: &str| {
        let shown = world.run(&format!("{command} --format json")).exits(0).json();
        shown.as_array().unwrap().iter().map(|operation| operation["id"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(shown("show 1,3"), [1, 3]);
    assert_eq!(shown("show 2..3 1"), [2, 3, 1]);
    assert_eq!(shown("show 2-4"), [2, 3, 4]);
    assert_eq!(world.found("id = 1, 3..4"), [1, 3, 4]);
    world.run("show 3..1").exits(2).says("write 1..3");
    world.run("dismiss one --reason x").exits(2).says("write 17, several as 17,18 or 17 18, a range as 17..20");
    world.run("list --channel Houston,Aarhus --company usrt, --columns id --no-header -n 1").exits(0).prints("3\n");
    world.run("list --channel Houston,Aarhos").exits(2).says("did you mean `Aarhus`?");
    world.run("run-jobs p,sync --channel Houston -q").exits(0).prints("");
    world.run("dismiss 2,2 --reason duplicate").exits(0);
}

#[test]
fn fields_are_listed_with_their_meaning_type_and_length() {
    let world = world();
    let listed = world.run("fields address").exits(0).stdout;
    assert!(
        listed.starts_with("field,record,meaning,type,length\nAddressId,address,GUID of the address,guid,\n"),
        "{listed}"
    );
    assert!(listed.contains("\nZip,address,postal code,text,10\n"), "{listed}");
    let all = world.run("fields --format json").exits(0).json();
    assert_eq!(
        all[0],
        json!({"field": "id", "record": null, "meaning": "number of the operation at headquarters",
                              "type": "integer", "length": null})
    );
    world.run("fields adress").exits(2).says("address");
    // It needs no store.
    world.lose_store();
    world.run("fields customer").exits(0).shows("CustName,customer,full name,text,100\n");
}

#[test]
fn columns_are_added_left_out_or_all_shown_and_meant_ones_proposed() {
    let world = world();
    let header = |columns: &str| {
        let listed = world.run(&format!("list --columns {columns}")).exits(0).stdout;
        listed.lines().next().unwrap().to_owned()
    };
    assert_eq!(header("id,"), "id");
    assert_eq!(header("+City,run"), "id,channel,customer_account,async_customer_account,timestamp,status,City,run");
    assert_eq!(header("-channel,async,+Zip"), "id,customer_account,timestamp,status,Zip");
    let all = header("all");
    assert!(
        all.starts_with("id,channel,company,") && all.contains(",edited,notes,run,proposal,effect,CustName,"),
        "{all}"
    );
    assert_eq!(all.matches(",Email,").count(), 1);
    for (name, meant) in [("name", "CustName"), ("zipcode", "Zip"), ("mail", "Email"), ("tel", "Phone")] {
        world.run(&format!("list --columns {name}")).exits(2).says(&format!("hint: did you mean `{meant}`?\n"));
    }
}

#[test]
fn a_list_that_leaves_operations_out_says_so_wherever_it_goes() {
    let world =
        World::new().channel("Houston", |rows: Rows| (1..=51).fold(rows, |rows, at| rows.customer(&format!("N{at}"))));
    world.run_jobs();
    world.run("list").exits(0).says_only("50 of 51 operations; `--all` lists all\n");
    world
        .run("list --status completed -o all.csv")
        .exits(0)
        .says_only("50 of more than 50 operations that match; `--all` lists all\n");
    for quiet in ["list --all", "list --limit all", "list -n 2", "list --where 'id < 51'"] {
        world.run(quiet).exits(0).says_only("");
    }
    world.run("list --limit many").exits(2).says("write a number such as 100, or `all`");
}

#[test]
fn what_is_empty_is_sorted_last_in_either_direction() {
    let world = world();
    let sorted = |options: &str| world.run(&format!("list --columns id --no-header {options}")).exits(0).stdout;
    assert_eq!(sorted("--sort City"), "4\n1\n2\n3\n");
    assert_eq!(sorted("--sort City --desc"), "4\n3\n2\n1\n");
    assert_eq!(sorted("--sort account"), "1\n4\n3\n2\n");
    assert_eq!(sorted("--desc"), sorted(""));
    world.run("list --sort status,id").exits(2).says("a list is sorted by one column\nhint: write `--sort status`\n");
}

#[test]
fn a_saved_expression_keeps_its_options_and_is_not_replaced_unasked() {
    let world = world();
    world.run("filter 'City is empty' --status failed --since -9000d --save wrong").exits(0).prints("");
    assert_eq!(world.found("@wrong"), [2]);
    let again = world.run("filter 'id = 1' --save wrong").exits(1);
    again.says("`@wrong` is saved already: (City is empty) and status = \"failed\"").says("`--force` replaces it");
    world.run("filter 'id = 1' --save wrong --force").exits(0);
    assert_eq!(world.found("@wrong"), [1]);
    world.run("filter 'id = 1' --save wrong").exits(0);
}

#[test]
fn the_name_of_a_file_and_its_format_agree() {
    let world = world();
    world
        .run("list --output x.xlsx --format csv")
        .exits(2)
        .says("`x.xlsx` is the name of a file in the format xlsx, not csv\nhint: leave out `--format csv`, or name the file `x.csv`");
    assert!(!world.working_folder().join("x.xlsx").exists());
    world
        .run("list --output x.txt")
        .exits(0)
        .says_only("`x.txt` is written as CSV; `--format` selects another format\n");
    let output = world.command("list --format xlsx").output().unwrap();
    assert!(output.status.success() && output.stdout.starts_with(b"PK"), "{:?}", output.status);
}

#[test]
fn every_list_can_be_written_into_a_file() {
    let world = world();
    for list in ["jobs", "channels", "history 1", "history --account C-000001", "history --admin"] {
        world.run(&format!("{list} -o list.xlsx")).exits(0).prints("").says_only("");
        assert!(fs::read(world.working_folder().join("list.xlsx")).unwrap().starts_with(b"PK"), "{list}");
        world.run(&format!("{list} --output list.csv")).exits(0).prints("");
        let csv = fs::read_to_string(world.working_folder().join("list.csv")).unwrap();
        assert_eq!(csv, world.run(&format!("{list} --format csv")).exits(0).stdout, "{list}");
    }
    world.run("jobs --limit all").exits(0).shows("\n1,");
}

#[test]
fn slips_in_times_and_durations_are_told_what_they_mean() {
    let world = world();
    for (time, meant) in [("7d", "-7d"), ("-7", "-7d"), ("19-11-2026", "2026-11-19"), ("11/19/2026", "2026-11-19")] {
        world.run(&format!("list --since {time}")).exits(2).says(&format!("hint: did you mean `{meant}`?\n"));
    }
    world.run("run-jobs --wait 5").exits(2).says("the unit is missing: did you mean 5m?");
    world.run("run-jobs --wait forever").exits(2).says("write a number with a unit, such as 30s, 5m, 2h or 7d");
}

#[test]
fn habits_of_other_tools_are_told_the_command() {
    let world = world();
    for (command, hint) in [
        ("sync", "`hqsync run-jobs sync` synchronizes"),
        ("undo", "`hqsync edit ID` corrects an operation"),
        ("version", "`hqsync --version`"),
        ("list failed", "`hqsync list --status failed`"),
        ("list 'status = failed'", "`hqsync filter 'status = failed'`"),
        ("filter 'id = 1' --count", "--count-by status"),
    ] {
        world.run(command).exits(2).prints("").says(hint);
    }
}

/// Customers, an address and contacts with names, numbers and addresses as people type them.
fn typed_in_many_ways() -> World {
    let world = World::new().channel("Houston", |rows: Rows| {
        rows.customer("A1")
            .set("CustName", "O’Brien".to_owned())
            .set("Phone", "+31(0)20 5550100".to_owned())
            .set("Email", "One@example.com".to_owned())
            .customer("B2")
            .set("CustName", "Zoe\u{308} Straße".to_owned())
            .set("ReceiptEmail", "one@EXAMPLE.com".to_owned())
            .customer("C3")
            .set("CustName", "İstanbul Kahvesi".to_owned())
            .set("Email", "one@example.com".to_owned())
            .set("CellularPhone", "0031 20 555 01 00".to_owned())
            .address("A1", "X1", "Country=NLD City=Ede Email=two@example.com Phone=020-5550101")
            .contact("A1", "Y1", "Locator=31205550100")
            .contact("A1", "Y2", "ContactType=2 Locator=ONE@example.com")
            .contact("A1", "Y3", "ContactType=3 Locator=one@example.com")
    });
    world.run_jobs();
    world
}

#[test]
fn texts_are_found_however_their_characters_are_typed() {
    let world = typed_in_many_ways();
    for (expression, found) in [
        ("Phone ~ 31205550100", vec![1]),
        ("Phone = \"0031 (0)20-5550100\"", vec![1]),
        ("Phone = \"tel:+31-20-5550100\"", vec![1]),
        ("Phone ~ ٥٥٥٠١٠٠", vec![1]),
        ("CustName = \"O`Brien\"", vec![]),
        ("CustName = \"O´BRIEN\"", vec![1]),
        ("CustName = \"Zoë Strasse\"", vec![2]),
        ("CustName = \"ZOË STRASSE\"", vec![2]),
        ("CustName = \"Zoe Straße\"", vec![]),
        ("CustName ~ istanbul", vec![3]),
        ("CustName = \"istanbul kahvesi\"", vec![3]),
        ("CustName = ISTANBUL*", vec![3]),
    ] {
        assert_eq!(world.found(expression), found, "{expression}");
    }
    let mut typed = world.command("filter --columns id --no-header");
    let output = typed.arg("CustName = \"O'Brien\"").output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "1\n");
}

#[test]
fn an_e_mail_address_or_a_number_is_found_wherever_a_customer_has_it() {
    let world = typed_in_many_ways();
    for (expression, found) in [
        ("any.Email = one@example.com", vec![1, 2, 3, 6]),
        ("any.email ~ example and record != customer", vec![4, 6]),
        ("any.Email in (two@example.com)", vec![4]),
        ("any.Email is empty", vec![5, 7]),
        ("any.Phone = 31205550100", vec![1, 3, 5]),
        ("any.Phone ~ 5550101", vec![4]),
        ("any.Phone ~ example", vec![]),
        ("any.Phone is empty", vec![2, 6, 7]),
    ] {
        assert_eq!(world.found(expression), found, "{expression}");
    }
    let columns = world.listed("id,any.Email,any.Phone");
    assert_eq!(columns[4], "5  31205550100");
}

#[test]
fn groups_have_the_values_that_are_equal() {
    let world = typed_in_many_ways();
    let counted = |by: &str| world.run(&format!("filter 'id > 0' --count-by {by} --format csv --no-header")).exits(0);
    counted("Email").prints(",4\nOne@example.com,2\ntwo@example.com,1\n");
    let world = World::new().channel("Houston", |rows: Rows| {
        rows.customer("A1")
            .with("CreditMax=7 Phone=+31205550100")
            .customer("B2")
            .with("CreditMax=7.00 Phone=0031205550100")
    });
    world.run_jobs();
    let counted = |by: &str| world.run(&format!("filter 'id > 0' --count-by {by} --format csv --no-header")).exits(0);
    counted("CreditMax").prints("7,2\n");
    counted("Phone").prints("+31205550100,2\n");
}

#[test]
fn accents_that_are_typed_count() {
    let world = World::new().channel("Houston", |rows: Rows| {
        let names = ["Müller", "Muller", "Mu\u{308}ller", "MÜLLER-SØRENSEN", "Muller-Sorensen"];
        let customer = |rows: Rows, (id, name): (&str, &str)| rows.customer(id).set("CustName", name.to_owned());
        ["A1", "B2", "C3", "D4", "E5"].into_iter().zip(names).fold(rows, customer)
    });
    world.run("run-jobs p").exits(0);
    for is_indexed in [false, true] {
        for (expression, found) in [
            ("CustName ~ muller", vec![1, 2, 3, 4, 5]),
            ("CustName ~ müller", vec![1, 3, 4]),
            ("CustName ~ mu\u{308}ller", vec![1, 3, 4]),
            ("any ~ sørensen", vec![4]),
            ("any ~ sorensen", vec![4, 5]),
            ("CustName !~ müller", vec![2, 5]),
        ] {
            assert_eq!(world.found(expression), found, "{expression} {is_indexed}");
        }
        world.run_jobs();
    }
    assert_eq!(world.headquarters().query("SELECT indexed FROM store"), ["5"]);
}

#[test]
fn the_names_of_the_upload_tables_are_aliases() {
    let world = world();
    let ids = |expression: &str| world.found(expression);
    assert_eq!(ids(&format!("CustAccountAsync = {}", guid("B2"))), ids(&format!("async = {}", guid("B2"))));
    for (expression, found) in [
        ("DataAreaId = usrt", vec![1, 2, 3, 4]),
        ("CreatedDateTime > 2000-01-01", vec![1, 2, 3, 4]),
        ("CUSTACCOUNT is empty", vec![2]),
        ("ReplicationCounterFromOrigin = 2", vec![2]),
        ("OriginatingChannel = Houston", vec![1, 2, 3, 4]),
        ("OriginatingChannel != 5637144592", vec![]),
        ("channel in (5637144592)", vec![1, 2, 3, 4]),
        ("Operation = 1", vec![1, 2, 3, 4]),
        ("operation != 1", vec![]),
        ("Operation in (2, 3)", vec![]),
    ] {
        assert_eq!(ids(expression), found, "{expression}");
    }
    world.run("filter 'OriginatingChannel = 7'").exits(2).says("unknown channel `7`");
    world.run("filter 'OnlineOperationCompleted = 1'").exits(2).says("did you mean `status`?");
    world.run("filter 'id = 2' --columns id,DataAreaId --format csv").exits(0).prints("id,DataAreaId\n2,USRT\n");
}

#[test]
fn what_was_received_is_found_after_an_edit_too() {
    let world = world();
    world.run("edit 2 --set Email=renee@example.com").exits(0);
    for (expression, found) in [
        ("received.Email = wrong", vec![2]),
        ("received.Email = renee@example.com", vec![]),
        ("Email = renee@example.com", vec![2]),
        ("received.Email ~ wro and Email ~ renee", vec![2]),
        ("received.address.City = Køge", vec![4]),
        ("received.Email is empty", vec![1, 3, 4]),
    ] {
        assert_eq!(world.found(expression), found, "{expression}");
    }
    assert_eq!(world.listed("id,Email,received.Email")[1], "2 renee@example.com wrong");
}

#[test]
fn proposals_are_a_column_and_found() {
    let world = World::new().channel("Houston", |rows: Rows| {
        rows.customer("A1").with("Currency=EURO Email=nobody").customer("B2").address("B2", "X1", "Country=NL").address(
            "B2",
            "X2",
            "Country=USA Zip=2139",
        )
    });
    world.run_jobs();
    let listed = ["1 email-invalid currency-unknown EUR", "2", "3 country-unknown NLD", "4 postal-code-invalid 02139"];
    assert_eq!(world.listed("id,errors,proposal"), listed.map(|line| line.replace("2  ", "2")));
    for (expression, found) in [
        ("proposal = nld", vec![3]),
        ("proposal is not empty", vec![1, 3, 4]),
        ("proposal is empty", vec![2]),
        ("proposal = 0*", vec![4]),
        ("proposal ~ EU or proposal in (NLD)", vec![1, 3]),
        ("proposal != NLD", vec![1, 2, 4]),
    ] {
        assert_eq!(world.found(expression), found, "{expression}");
    }
    let json = world.run("filter 'id < 3' --sort id --columns id,proposal --format json").exits(0).json();
    assert_eq!(json, json!([{"id": 1, "proposal": "EUR"}, {"id": 2, "proposal": null}]));
    let counted = world.run("filter 'proposal is not empty' --count-by proposal --format csv --no-header").exits(0);
    counted.prints("02139,1\nEUR,1\nNLD,1\n");
    let sorted = world.run("list --all --sort proposal --columns id --format csv --no-header").exits(0);
    sorted.prints("4\n1\n3\n2\n");
}
