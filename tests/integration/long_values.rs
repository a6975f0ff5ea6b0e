//! Values that are too long to be kept, blobs, and values that are longer than any name.

use pretty_assertions::assert_eq;
use rusqlite::types::Value;
use serde_json::json;

use super::rows::Rows;
use super::world::World;

/// A text of that many bytes.
fn long(bytes: usize) -> String {
    "x".repeat(bytes)
}

/// What is shown of a text of 3000 `x`.
const SHOWN: &str = "(text of 3000 bytes, sha256 e1630f843370f402870799e14abbf2b06af2d23b0153658e1211dffabc61ad8f)";

/// A world with a small limit.
fn world(rows: impl FnOnce(Rows) -> Rows) -> World {
    World::new().setting("jobs.max_value", "'1KiB'").channel("Houston", rows)
}

/// A world whose customers have a column of the organisation's own.
fn with_own_column(rows: impl FnOnce(Rows) -> Rows) -> World {
    world(|c| c)
        .execute(
            "Houston",
            "ALTER TABLE RETAILASYNCCUSTOMERV2 ADD COLUMN PHOTO; ALTER TABLE CUSTTABLE ADD COLUMN PHOTO;",
        )
        .append("Houston", rows)
}

fn errors(world: &World, id: i64) -> serde_json::Value {
    world.show(id)["errors"].clone()
}

#[test]
fn a_value_above_the_limit_fails_its_operation_and_no_other() {
    let world = world(|c| c.customer("A1").set("EMAIL", long(3_000)).customer("B2").set("CUSTNAME", long(100)));
    world.run("run-jobs --quiet").exits(3);
    assert_eq!(world.states(), ["customer 1 failed too-long", "customer 2 completed"]);
    assert_eq!(
        errors(&world, 1),
        json!([{
            "code": "too-long",
            "field": "Email",
            "message": "the value has 3000 bytes and was not kept: the limit is 1024"
        }])
    );
    world.verify();
}

#[test]
fn length_and_digest_stand_for_the_value_wherever_it_is_shown() {
    let world = world(|c| c.customer("A1").set("EMAIL", long(3_000)));
    world.run_jobs();
    assert_eq!(world.field(1, "Email").1, SHOWN);
    world.run("show 1").exits(0).shows(SHOWN);
    world.run("history 1").exits(0);
    for format in ["csv", "tsv", "json", "jsonl", "markdown"] {
        world.run(&format!("list --columns id,Email --format {format}")).exits(0).shows(SHOWN);
    }
    assert_eq!(world.found("Email ~ \"3000 bytes\""), [1]);
    assert_eq!(world.found("Email ~ xxx"), [] as [i64; 0]);
    assert_eq!(world.found("error = too-long"), [1]);
}

#[test]
fn an_edit_of_the_field_mends_the_operation() {
    let world = world(|c| c.customer("A1").set("EMAIL", long(3_000)).address("A1", "home", "Country=NLD"));
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 failed too-long", "address 1 waiting"]);
    world.run("resync 1").exits(3);
    assert_eq!(world.states()[0], "customer 1 failed too-long");
    world.run("edit 1 --set Phone=555-0100").exits(0);
    assert_eq!(world.states()[0], "customer 1 failed too-long");
    world.run("edit 1 --set Email=molly@example.com --resync").exits(0);
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 completed", "address 1 completed"]);
    assert_eq!(world.query("Houston", "SELECT EMAIL FROM DIRPARTYTABLE"), ["molly@example.com"]);
    assert_eq!(world.query("Houston", "SELECT length(EMAIL) FROM RETAILASYNCCUSTOMERV2"), ["3000"]);
    world.verify();
}

#[test]
fn an_operation_with_a_long_value_is_dismissed_like_any_other() {
    let world = world(|c| c.customer("A1").update("A1").set("EMAIL", long(3_000)).update("A1").with("Phone=555-0100"));
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 completed", "customer 2 failed too-long", "customer 3 waiting"]);
    world.run("dismiss 2 --reason 'not ours'").exits(0);
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 completed", "customer 2 dismissed too-long", "customer 3 completed"]);
    world.verify();
}

#[test]
fn a_long_common_column_fails_its_operation_too() {
    for (column, field) in [
        ("CUSTACCOUNTASYNC", "CustAccountAsync"),
        ("CUSTACCOUNT", "CustAccount"),
        ("DATAAREAID", "DataAreaId"),
        ("OPERATION", "Operation"),
        ("ORIGINATINGCHANNEL", "OriginatingChannel"),
        ("CREATEDDATETIME", "CreatedDateTime"),
        ("ADDRESSID", "AddressId"),
        ("MAKEPOSTALADDRESSPRIMARY", "MakePostalAddressPrimary"),
    ] {
        let world = world(|c| c.customer("A1").address("A1", "home", "").set(column, long(3_000)).customer("B2"));
        world.run("run-jobs --quiet").exits(3);
        assert_eq!(world.states(), ["customer 1 completed", "customer 2 completed", "address 1 failed too-long"]);
        let errors = errors(&world, 3);
        assert_eq!((errors.as_array().unwrap().len(), &errors[0]["field"]), (1, &json!(field)), "{errors}");
        world.run("list --all --columns id,async,company").exits(0);
        world.run("dismiss 3 --reason test").exits(0);
        world.verify();
    }
}

#[test]
fn a_long_blob_of_an_own_column_fails_its_operation_and_is_never_written_to_a_till() {
    let world = with_own_column(|c| {
        c.customer("A1")
            .set("PHOTO", b"small".to_vec())
            .update("A1")
            .set("PHOTO", vec![0; 3_000])
            .with("Phone=555-0100")
    });
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 completed", "customer 2 failed too-long"]);
    let shown = world.field(2, "PHOTO").1;
    assert!(shown.starts_with("(blob of 3000 bytes, sha256 "), "{shown}");
    let photo = "SELECT typeof(PHOTO), PHOTO FROM CUSTTABLE";
    assert_eq!(world.query("Houston", photo), ["blob|small"]);
    world.run("edit 2 --set PHOTO=none").exits(0);
    world.run_jobs();
    assert_eq!(world.query("Houston", photo), ["text|none"]);
    world.verify();
}

#[test]
fn a_row_above_sixteen_limits_loses_its_largest_values() {
    let world = with_own_column(|c| c.customer("A1").set("PHOTO", vec![1; 1_024]).customer("B2"));
    let columns: Vec<_> = (0..17).map(|at| format!("ALTER TABLE RETAILASYNCCUSTOMERV2 ADD COLUMN OWN{at}")).collect();
    let world = world.execute("Houston", &columns.join(";"));
    let set = |bytes: usize| (0..17).map(|at| format!("OWN{at} = printf('%.*c', {bytes}, 'y')")).collect::<Vec<_>>();
    let update =
        format!("UPDATE RETAILASYNCCUSTOMERV2 SET {} WHERE REPLICATIONCOUNTERFROMORIGIN = 1", set(1_000).join(", "));
    let world = world.execute("Houston", &update);
    world.run("run-jobs --quiet").exits(3);
    assert_eq!(world.states(), ["customer 1 failed too-long too-long", "customer 2 completed"]);
    let errors = errors(&world, 1);
    let message = "the value of 1024 bytes was not kept: its row has more than 16384 bytes";
    assert!(errors.as_array().unwrap().iter().any(|error| error["message"] == message), "{errors}");
    assert_eq!(world.field(1, "OWN16").1, long(1_000).replace('x', "y"));
    world.verify();
}

#[test]
fn long_values_are_found_whatever_the_table_is() {
    let tables = [
        "CREATE VIEW {t} AS SELECT * FROM REAL_ROWS",
        "CREATE TABLE {t} (REPLICATIONCOUNTERFROMORIGIN INTEGER PRIMARY KEY, {c}) WITHOUT ROWID; INSERT INTO {t} SELECT * FROM REAL_ROWS",
        "CREATE TABLE {t} (REPLICATIONCOUNTERFROMORIGIN, {c}); INSERT INTO {t} SELECT * FROM REAL_ROWS",
    ];
    for table in tables {
        let world = world(|c| {
            c.customer("A1")
                .customer("B2")
                .set("EMAIL", long(3_000))
                .customer("C3")
                .set("URL", long(900_000))
                .customer("D4")
        });
        let name = "RETAILASYNCCUSTOMERV2";
        let columns = world
            .query("Houston", &format!("SELECT group_concat(name) FROM pragma_table_info('{name}') WHERE cid > 0"));
        let sql = table.replace("{t}", name).replace("{c}", &columns[0]);
        let world = world.execute("Houston", &format!("ALTER TABLE {name} RENAME TO REAL_ROWS; {sql}"));
        world.run("run-jobs p").exits(3);
        assert_eq!(
            world.states(),
            ["customer 1 pending", "customer 2 failed too-long", "customer 3 failed too-long", "customer 4 pending"],
            "{table}"
        );
        assert_eq!(world.field(2, "Email").1, SHOWN);
    }
}

#[test]
fn a_text_of_a_utf_16_database_has_the_digest_of_its_utf_8() {
    let world = world(|c| c).execute("Houston", "CREATE TABLE REAL_ROWS (X)");
    std::fs::remove_file(world.path("channels/houston.db")).unwrap();
    let database = super::world::open(&world.path("channels/houston.db"));
    database.execute_batch("PRAGMA encoding = 'UTF-16le'").unwrap();
    database.execute_batch(hqsync_support::tables::SCHEMA).unwrap();
    drop(database);
    let world =
        world.append("Houston", |c| c.customer("A1").set("EMAIL", long(3_000)).customer("B2").set("URL", long(800)));
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 failed too-long", "customer 2 failed too-long"]);
    assert_eq!(world.field(1, "Email").1, SHOWN);
    assert_eq!(world.field(2, "Url").1, long(800));
}

#[test]
fn another_limit_changes_nothing_about_rows_that_were_uploaded() {
    let world = world(|c| c.customer("A1").set("CUSTNAME", long(90)).customer("B2").set("EMAIL", long(3_000)));
    world.run_jobs();
    let states = world.states();
    for limit in ["'1MiB'", "100"] {
        let world = world.copy().setting("jobs.max_value", limit);
        world.run("run-jobs --quiet").exits(0);
        assert_eq!(world.states(), states);
        world.run("edit 2 --set Email=molly@example.com").exits(0);
        world.run("run-jobs --quiet").exits(0);
        assert_eq!(world.states()[1], "customer 2 completed");
    }
}

#[test]
fn many_long_values_are_read_in_one_go() {
    let world = world(|c| {
        (1..400).fold(c, |c, number| c.customer(&format!("A{number}")).set("EMAIL", long(1_000 + number % 3 * 1_000)))
    });
    world.run("run-jobs p --quiet").exits(3);
    assert_eq!(world.states().iter().filter(|state| state.ends_with("failed too-long")).count(), 266);
    assert_eq!(world.found("status = pending").len(), 133);
}

#[test]
fn a_blob_that_is_kept_comes_back_byte_for_byte() {
    let bytes: Vec<u8> = (0..=255).collect();
    let world = with_own_column(|c| c.customer("A1").set("PHOTO", bytes.clone()));
    world.run_jobs();
    let photo: Vec<u8> =
        world.channel_db("Houston").query_row("SELECT PHOTO FROM CUSTTABLE", [], |row| row.get(0)).unwrap();
    assert_eq!(photo, bytes);
    let shown = "(blob of 256 bytes, sha256 40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880)";
    assert_eq!(world.field(1, "PHOTO").1, shown);
    assert_eq!(world.found("PHOTO ~ 40aff2e9"), [1]);
    assert_eq!(world.found("PHOTO is empty"), [] as [i64; 0]);
    world.run("edit 1 --set PHOTO=x").exits(1);
    let world = world.then("Houston", |c| c.update("A1").set("PHOTO", bytes).with("Phone=555-0100"));
    assert_eq!(world.listed("description")[1], "changed: Phone");
    world.verify();
}

#[test]
fn an_edit_of_another_field_leaves_a_blob_as_it_is() {
    let world = with_own_column(|c| c.customer("A1").set("PHOTO", vec![0, 255]).with("Email=nobody"));
    world.run_jobs();
    world.run("edit 1 --set Email=molly@example.com").exits(0);
    world.run_jobs();
    assert_eq!(world.query("Houston", "SELECT hex(PHOTO) FROM CUSTTABLE"), ["00FF"]);
    world.verify();
}

#[test]
fn blobs_take_about_their_size_in_the_store() {
    let world = with_own_column(|c| {
        (0..50).fold(c, |c, number| {
            let photo: Vec<u8> = (0..1_024).map(|at: u32| (at * 7 + number) as u8).collect();
            c.customer(&format!("A{number}")).set("PHOTO", photo)
        })
    });
    world.run_jobs();
    let store = world.headquarters();
    let bytes = |table: &str, column: &str| store.number(&format!("SELECT sum(length({column})) FROM {table}"));
    assert!(bytes("received", "row") < 50 * (1_400 + 400), "{}", bytes("received", "row"));
    assert!(bytes("search_data", "block") < 50 * 1_500, "{}", bytes("search_data", "block"));
}

#[test]
fn a_table_for_people_shows_the_beginning_of_a_long_value() {
    let world = World::new()
        .setting("jobs.max_value", "'4MiB'")
        .channel("Houston", |c| c.customer("A1").set("EMAIL", long(2 << 20)).with("Phone=555-0100"));
    world.run_jobs();
    let table = world.run("show 1").exits(0).stdout;
    assert!(table.len() < 2 << 20, "{}", table.len());
    assert_eq!(world.field(1, "Email").1, long(2 << 20));
}

#[test]
fn a_number_that_is_no_text_is_never_too_long() {
    let world = world(|c| c.customer("A1").set("CREDITMAX", Value::Real(1e300)));
    world.run_jobs();
    assert_eq!(world.states().len(), 1);
}

#[test]
fn nothing_is_proposed_for_what_is_longer_than_a_name() {
    let name = "United Kingdom of Great Britain and Northern Ireland (the)";
    let world = World::new().channel("Houston", |c| {
        c.customer("A1")
            .address("A1", "one", "")
            .set("COUNTRY", name.to_owned())
            .address("A1", "two", "")
            .set("COUNTRY", format!("{name} or whatever"))
    });
    world.run_jobs();
    let message = |id| errors(&world, id)[0]["message"].as_str().unwrap().to_owned();
    assert!(message(2).contains("did you mean `GBR`"), "{}", message(2));
    assert!(!message(3).contains("did you mean"), "{}", message(3));
}

#[test]
fn a_size_that_is_none_is_refused() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    for (size, message) in [("'big'", "`big` is not a size"), ("5", "must be from 100 to 4194304 bytes")] {
        world.copy().setting("jobs.max_value", size).run("run-jobs").exits(1).says(message);
    }
}
