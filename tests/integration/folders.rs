//! Channels that are folders of exported tables: what is taken in, once, and what comes back.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use hqsync_support::tables::{CUSTOMER, DOWNLOAD_TABLES};
use hqsync_support::{open, query};
use pretty_assertions::assert_eq;
use serde_json::Value;

use super::rows::guid;
use super::world::World;

/// A world with one channel that is a folder, into which nothing was exported yet.
fn world(rows: impl FnOnce(hqsync_support::rows::Rows) -> hqsync_support::rows::Rows) -> World {
    World::new().channel("Houston", rows).with_folder("Houston")
}

#[test]
fn exported_tables_are_taken_once_and_the_result_comes_back_as_a_package() {
    let world = world(|c| c.customer("A1").address("A1", "H1", "Country=USA").affiliation("A1", "VIP").customer("B2"));
    world.export("Houston", "1").run_jobs();
    assert_eq!(world.listed("counter,status"), ["1 completed", "2 completed", "1 completed", "1 completed"]);
    assert_eq!(world.files_in("Houston", ""), [""; 0]);
    let done = ["RETAILASYNCADDRESSV2-1.csv", "RETAILASYNCCUSTOMERAFFILIATION-1.csv", "RETAILASYNCCUSTOMERV2-1.csv"];
    assert_eq!(world.files_in("Houston", "done"), done);
    assert_eq!(world.packages("Houston"), ["000001"]);
    let accounts = "SELECT ACCOUNTNUM, CUSTACCOUNTASYNC FROM RETAILCUSTTABLE ORDER BY 1";
    let expected = [format!("C-000001|{}", guid("A1")), format!("C-000002|{}", guid("B2"))];
    assert_eq!(query(&world.loaded("Houston"), accounts), expected);

    world.run("run-jobs").exits(0);
    assert_eq!(world.packages("Houston"), ["000001"], "nothing has changed since");
    world.run("verify --channels").exits(0);
}

#[test]
fn a_package_says_what_is_in_it() {
    let world = world(|c| c.customer("A1"));
    world.export("Houston", "1").run_jobs();
    let folder = world.channel_folder("Houston").join("download/000001");
    let manifest: Value = serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest["package"], 1);
    assert_eq!(manifest["channel"], "Houston");
    assert_eq!(manifest["content"], "full");
    assert_eq!(manifest["first_change"], 1);
    assert!(manifest["last_change"].as_i64() >= Some(1), "{manifest}");
    let tables = manifest["tables"].as_array().unwrap();
    let rows = |name: &str| tables.iter().find(|table| table["table"] == name).unwrap()["rows"].clone();
    assert_eq!(rows("RETAILCUSTTABLE"), 1);
    assert_eq!(rows("ONLINEOPERATIONCOMPLETED"), 1);
    let completed = fs::read_to_string(folder.join("ONLINEOPERATIONCOMPLETED.csv")).unwrap();
    let header = "TABLENAME,REPLICATIONCOUNTERFROMORIGIN,ONLINEOPERATIONCOMPLETED";
    assert_eq!(completed, format!("{header}\r\n{CUSTOMER},1,1\r\n"));
}

#[test]
fn packages_bring_what_databases_receive() {
    let rows = |c: hqsync_support::rows::Rows| {
        c.customer("A1").address("A1", "H1", "Country=USA City=Delft").contact("A1", "T1", "").affiliation("A1", "VIP")
    };
    let later = |c: hqsync_support::rows::Rows| c.affiliation("A1", "VIP").deactivated().update("A1").customer("B2");
    let folder = world(rows);
    folder.export("Houston", "1").run_jobs();
    let folder = folder.append("Houston", later);
    folder.export("Houston", "2").run_jobs();
    let database = World::new().channel("Houston", rows);
    database.run_jobs();
    let database = database.append("Houston", later);
    database.run_jobs();
    assert_eq!(folder.packages("Houston"), ["000001", "000002"]);
    let loaded = folder.loaded("Houston");
    for table in DOWNLOAD_TABLES {
        let sql = format!("SELECT * FROM {table} ORDER BY 1, 2");
        assert_eq!(query(&loaded, &sql), database.query("Houston", &sql), "{table}");
    }
}

#[test]
fn exports_may_overlap_and_late_rows_are_found() {
    let world = world(|c| c.customer("A1").customer("B2").counter(5));
    world.export("Houston", "1").run_jobs();
    let world = world.append("Houston", |c| c.customer("C3").counter(3));
    let figures = world.export("Houston", "2").run("run-jobs p --format json").exits(0).json()["figures"].clone();
    assert_eq!((&figures["uploaded"], &figures["late"]), (&1.into(), &1.into()));
    assert_eq!(world.listed("counter"), ["1", "5", "3"]);
}

#[test]
fn rows_are_taken_in_the_order_of_their_counters_whatever_the_file() {
    let world = world(|c| c.customer("A1").update("A1").with("CustName=Second"));
    let (text, _) = world.csv_of("Houston", CUSTOMER);
    let lines: Vec<_> = text.lines().collect();
    for (file, row) in [("a", lines[2]), ("b", lines[1])] {
        world.drop_file("Houston", &format!("{CUSTOMER}-{file}.csv"), format!("{}\n{row}\n", lines[0]));
    }
    world.run_jobs();
    assert_eq!(world.listed("counter,status"), ["1 completed", "2 completed"]);
}

#[test]
fn a_file_that_is_still_being_written_is_left_for_the_next_run() {
    let world = world(|c| c.customer("A1")).channel_setting("Houston", "settle", "1h");
    world.export("Houston", "1").drop_file("Houston", &format!("{CUSTOMER}-2.csv.tmp"), "half");
    world.run("run-jobs p").exits(0).shows("2 files still being written");
    assert_eq!(world.states(), [""; 0]);
    let world = world.channel_setting("Houston", "settle", "0s");
    world.run("run-jobs p").exits(0).shows("1 file still being written");
    assert_eq!(world.states(), ["customer 1 pending"]);
}

#[test]
fn a_line_that_is_no_row_is_a_malformed_operation_which_keeps_it() {
    let world = world(|c| c.customer("A1").customer("B2"));
    let (text, _) = world.csv_of("Houston", CUSTOMER);
    let broken: Vec<_> = text.lines().map(|line| line.replace("Customer A1", "Customer,A1")).collect();
    let file = format!("{CUSTOMER}.csv");
    world.drop_file("Houston", &file, broken.join("\n") + "\n");
    world.run("run-jobs").exits(3);
    assert_eq!(world.listed("counter,status,errors"), ["-1 failed malformed", "2 completed"]);
    let problem = format!("line 2 of {file} is not a row of the table");
    world.run("show 1").exits(0).shows(&problem).shows(broken[1].get(..40).unwrap());

    // The same export once more brings nothing new, and the mended one the row.
    world.drop_file("Houston", &file, broken.join("\n") + "\n");
    world.run("run-jobs").exits(0);
    world.drop_file("Houston", &file, text);
    world.run("run-jobs").exits(0);
    let expected = ["-1 failed malformed", "2 completed", "1 completed"];
    assert_eq!(world.listed("counter,status,errors"), expected);
    assert_eq!(world.files_in("Houston", "done").len(), 3);
    world.run("verify --channels").exits(0);
}

#[test]
fn a_file_that_cannot_be_read_goes_out_of_the_way_with_the_reason_beside_it() {
    let world = world(|c| c.customer("A1").address("A1", "H1", "Country=USA"));
    world.export("Houston", "1");
    let (customers, _) = world.csv_of("Houston", CUSTOMER);
    let cut = &customers[..customers.len() - 9];
    for (file, content) in [
        ("RETAILASYNCADDRESSV2-other.csv", customers.as_bytes()),
        ("RETAILASYNCCUSTOMERV2-cut.csv", cut.as_bytes()),
        ("RETAILASYNCCUSTOMERV2-binary.dat", &b"\x0a\x00\x01\x02\xff\xff\x00\x00\x05\x07"[..]),
    ] {
        world.drop_file("Houston", file, content);
    }
    world.run("run-jobs").exits(4).says("and 2 more files cannot be read");
    assert_eq!(world.states(), ["customer 1 completed", "address 1 completed"]);
    let failed = world.files_in("Houston", "failed");
    assert_eq!(failed.len(), 6, "{failed:?}");
    let reason = |file: &str| fs::read_to_string(world.channel_folder("Houston").join("failed").join(file)).unwrap();
    let other = reason("RETAILASYNCADDRESSV2-other.csv.txt");
    assert!(other.contains("has the columns of `RETAILASYNCCUSTOMERV2`"), "{other}");
    assert!(reason("RETAILASYNCCUSTOMERV2-binary.dat.txt").contains("-c -C 65001"));
    world.run("run-jobs").exits(0);
}

#[test]
fn a_file_that_needs_a_setting_waits_for_it_where_it_is() {
    let world = world(|c| c.customer("A1").set("CustName", "K?ge".to_owned()));
    let (text, _) = world.csv_of("Houston", CUSTOMER);
    let file = format!("{CUSTOMER}.csv");
    let bytes: Vec<u8> = text.bytes().map(|byte| if byte == b'?' { 0xf8 } else { byte }).collect();
    world.drop_file("Houston", &file, bytes);
    world.run("run-jobs").exits(4).says("waits for a setting of the channel").says("encoding");
    assert_eq!(world.files_in("Houston", ""), [file.as_str()]);
    let world = world.channel_setting("Houston", "encoding", "windows-1252");
    world.run("run-jobs").exits(0);
    assert_eq!(world.field(1, "CustName").1, "Køge");
}

#[test]
fn an_export_that_the_server_stopped_is_taken_in_and_told_of() {
    let world = world(|c| c.customer("A1").customer("B2"));
    let (text, _) = world.csv_of("Houston", CUSTOMER);
    let first = text.lines().take(2).collect::<Vec<_>>().join("\n");
    let error = "Msg 1205, Level 13, State 51, Server TILL, Line 1\nRerun the transaction.\n";
    let file = format!("{CUSTOMER}-1.csv");
    world.drop_file("Houston", &file, format!("{first}\n{error}"));
    let told = format!("{file} was taken in, but is not complete");
    world.run("channels check Houston").shows("the server stopped the export with an error: Msg 1205");
    world.run("run-jobs p").exits(4).says(&told).says("Msg 1205, Level 13");
    assert_eq!(world.listed("counter"), ["1"]);
    assert_eq!(world.files_in("Houston", "done"), [file]);
    world.export("Houston", "2").run("run-jobs p").exits(0);
    assert_eq!(world.listed("counter"), ["1", "2"]);
}

#[test]
fn a_time_that_proves_the_culture_wrong_makes_its_file_wait() {
    let world = world(|c| c.customer("A1").customer("B2")).channel_setting("Houston", "culture", "en-GB");
    let (text, _) = world.csv_of("Houston", CUSTOMER);
    let mut times = ["11/1/2026 08:00:22", "11/13/2026 08:00:22"].iter();
    let header: Vec<_> = text.lines().next().unwrap().split(',').collect();
    let at = header.iter().position(|name| *name == "CREATEDDATETIME").unwrap();
    let lines: Vec<_> = text
        .lines()
        .enumerate()
        .map(|(number, line)| {
            let mut cells: Vec<_> = line.split(',').collect();
            if number > 0 {
                cells[at] = times.next().unwrap();
            }
            cells.join(",")
        })
        .collect();
    let file = format!("{CUSTOMER}.csv");
    world.drop_file("Houston", &file, lines.join("\n") + "\n");
    world.run("run-jobs p").exits(1).says("such as `11/13/2026 08:00:22`");
    assert_eq!(world.files_in("Houston", ""), [file]);
}

#[test]
fn another_row_under_a_known_counter_tells_a_replaced_channel() {
    let first = world(|c| c.customer("A1"));
    first.export("Houston", "1").run_jobs();
    let other = world(|c| c.customer("Z9").at("2026-11-05 08:00:00"));
    let (text, _) = other.csv_of("Houston", CUSTOMER);
    let file = format!("{CUSTOMER}-2.csv");
    first.drop_file("Houston", &file, text);
    first.run("run-jobs").exits(4).says("was restored or replaced").says("channels reset");
    assert_eq!(first.files_in("Houston", ""), [file.as_str()]);
    first.run("channels reset Houston --dry-run").exits(0).shows("1 row").shows("1 new");
    first.run("channels reset Houston --yes").exits(0);
    first.run("run-jobs").exits(0);
    assert_eq!(first.states(), ["customer 1 completed", "customer 1 completed"]);
}

#[test]
fn a_rehearsal_changes_nothing_in_the_folder() {
    let world = world(|c| c.customer("A1"));
    world.export("Houston", "1");
    let before = world.files();
    let figures = world.run("run-jobs --dry-run --format json").exits(0).json()["figures"].clone();
    assert_eq!((&figures["uploaded"], &figures["accounts"]), (&1.into(), &1.into()));
    world.is_as(&before);
    world.run_jobs();
    let before = world.files();
    world.run("run-jobs --dry-run").exits(0);
    world.is_as(&before);
}

#[test]
fn a_folder_that_is_not_there_fails_alone() {
    let world = World::new().channel("Seattle", |c| c.customer("A1")).configured("Houston").with_folder("Houston");
    fs::remove_dir(world.channel_folder("Houston")).unwrap();
    world.run("run-jobs").exits(4).says("does not exist").says("channels create");
    assert_eq!(world.states(), ["customer 1 completed"]);
    world.run("channels create Houston").exits(0);
    world.run("run-jobs").exits(0);
}

#[test]
fn the_rows_of_another_channel_are_refused() {
    let seattle = World::new().channel("Seattle", |c| c.customer("A1"));
    let (text, _) = seattle.csv_of("Seattle", CUSTOMER);
    let world = world(|c| c);
    world.drop_file("Houston", &format!("{CUSTOMER}.csv"), text);
    world.run("run-jobs").exits(4).says("not of the one with id 5637144592");
    assert_eq!(world.states(), [""; 0]);
}

#[test]
fn json_of_another_table_or_without_a_column_is_refused() {
    let world = world(|c| c.customer("A1"));
    let row = |columns: &[(&str, &str)]| {
        let pairs: Vec<_> = columns.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        format!("{{{}}}\n", pairs.join(","))
    };
    let guid = format!("\"{}\"", guid("A1"));
    let envelope = [
        ("REPLICATIONCOUNTERFROMORIGIN", "1"),
        ("CUSTACCOUNTASYNC", guid.as_str()),
        ("CUSTACCOUNT", "\"\""),
        ("DATAAREAID", "\"USRT\""),
        ("OPERATION", "3"),
        ("ORIGINATINGCHANNEL", "5637144592"),
        ("CREATEDDATETIME", "\"2026-11-01T08:00:00\""),
    ];
    let with = |own: &[(&'static str, &'static str)]| row(&[&envelope[..], own].concat());
    let file = |number: u32| format!("{CUSTOMER}-{number}.jsonl");
    world.drop_file("Houston", &file(1), with(&[("ADDRESSID", "\"x\""), ("STREET", "null")]));
    world.drop_file("Houston", &file(2), with(&[("CUSTNAME", "\"Rosa\""), ("PHONE", "null")]));
    let check = world.run("channels check Houston --format json").exits(3).json();
    assert!(
        check["files"][0]["problem"].as_str().unwrap().contains("the columns of `RETAILASYNCADDRESSV2`"),
        "{check}"
    );
    assert!(check["files"][1]["problem"].as_str().unwrap().contains("it has no column"), "{check}");
    world.run("run-jobs").exits(4);
    assert_eq!(world.states(), [""; 0]);
    // Without any null, what is left out is empty.
    world.drop_file("Houston", &file(3), with(&[("CUSTNAME", "\"Rosa\"")]));
    world.run("run-jobs p").exits(0);
    assert_eq!(world.states(), ["customer 1 pending"]);
}

#[test]
fn two_rows_with_one_counter_in_a_file_block_nothing() {
    let world = world(|c| c.customer("A1").customer("B2").at("2026-11-03 08:00:00"));
    let (text, _) = world.csv_of("Houston", CUSTOMER);
    let lines: Vec<_> = text.lines().collect();
    let second = lines[2].replacen('2', "1", 1);
    world.drop_file("Houston", &format!("{CUSTOMER}.csv"), format!("{}\n{}\n{second}\n", lines[0], lines[1]));
    world.run("channels check Houston").exits(3).shows("has counter 1 too");
    world.run("run-jobs").exits(3);
    assert_eq!(world.listed("counter,status"), ["-1 failed", "1 completed"]);
}

#[test]
fn another_store_is_refused_as_with_databases() {
    let world = world(|c| c.customer("A1"));
    world.export("Houston", "1").run_jobs();
    world.run("--store other.db run-jobs").exits(1).says("channel `Houston` belongs to store");
}

#[test]
fn a_package_that_came_to_its_place_before_a_kill_is_known_before_anything_else_is_noted() {
    let world = world(|c| c.customer("A1"));
    world.export("Houston", "1").run_jobs();
    // As if the program had been killed after the package was renamed.
    let mirror = open(&world.channel_folder("Houston").join("hqsync.db"));
    mirror
        .execute_batch("UPDATE HQSYNC_PACKAGE SET NUMBER = 0; INSERT INTO HQSYNC_CHANGED VALUES ('USRT', 'C-000001')")
        .unwrap();
    drop(mirror);
    let world = world.append("Houston", |c| c.customer("B2"));
    world.export("Houston", "2").run_jobs();
    assert_eq!(world.packages("Houston"), ["000001", "000002"]);
    let table =
        fs::read_to_string(world.channel_folder("Houston").join("download/000002/RETAILCUSTTABLE.csv")).unwrap();
    assert_eq!(table.lines().count(), 2, "{table}");
    assert!(table.contains("C-000002"), "{table}");
}

#[test]
fn a_channel_that_was_reset_gets_a_package_with_everything() {
    let world = world(|c| c.customer("A1").affiliation("A1", "VIP"));
    world.export("Houston", "1").run_jobs();
    let world = world.append("Houston", |c| c.affiliation("A1", "VIP").deactivated());
    world.export("Houston", "2").run_jobs();
    world.run("channels reset Houston --yes").exits(0);
    world.run("run-jobs").exits(0);
    let folder = world.channel_folder("Houston").join("download/000003/manifest.json");
    let manifest: Value = serde_json::from_slice(&fs::read(folder).unwrap()).unwrap();
    assert_eq!((&manifest["content"], &manifest["first_change"]), (&"full".into(), &1.into()));
}

#[test]
fn packages_are_for_those_who_may_read_the_store() {
    let world = world(|c| c.customer("A1")).setting("store_mode", "\"0640\"");
    world.export("Houston", "1").run_jobs();
    let package = world.channel_folder("Houston").join("download/000001");
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&package), mode(&package.join("CUSTTABLE.csv"))), (0o750, 0o640));
}

#[test]
fn only_so_many_packages_stay() {
    let mut world = world(|c| c.customer("A1")).channel_setting("Houston", "keep", 2);
    for number in 1..=4 {
        world.export("Houston", &number.to_string()).run_jobs();
        let email = format!("Email=a{number}@example.com");
        world = world.append("Houston", |c| c.update("A1").with(&email));
    }
    assert_eq!(world.packages("Houston"), ["000003", "000004"]);
}

#[test]
fn channels_check_says_what_files_are_recognized_as_and_reads_nothing_in() {
    let world = world(|c| c.customer("A1").address("A1", "H1", "Country=USA"));
    world.export("Houston", "1").drop_file("Houston", "notes.txt", "hello");
    let before = world.files();
    world.run("channels check Houston").exits(0).shows("RETAILASYNCCUSTOMERV2-1.csv: 1 row").shows("notes.txt");
    world.drop_file("Houston", "RETAILASYNCADDRESSV2-bad.csv", world.csv_of("Houston", CUSTOMER).0);
    let check = world.run("channels check Houston --format json").exits(3).json();
    let files = check["files"].as_array().unwrap();
    assert_eq!(files.len(), 3);
    assert_eq!(files[1]["problem"].as_str().unwrap().contains("has the columns of"), true);
    assert_eq!(files[0]["form"].as_str().unwrap().contains("UTF-8"), true);
    fs::remove_file(world.channel_folder("Houston").join("RETAILASYNCADDRESSV2-bad.csv")).unwrap();
    world.is_as(&before);
}

#[test]
fn channels_check_looks_at_databases_too() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run("channels check Houston").exits(0).shows("RETAILASYNCCUSTOMERV2: 1 row").shows("nothing is wrong");
    let world = world.execute("Houston", "DROP TABLE RETAILASYNCADDRESSV2");
    let check = world.run("channels check Houston --format json").exits(3).json();
    assert!(check["tables"][1]["error"].as_str().unwrap().contains("has no table"), "{check}");
}
