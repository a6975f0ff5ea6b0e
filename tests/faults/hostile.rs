//! Files and rows as nobody should write them: every command ends properly, and machines get back what came in.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use fastrand::Rng;
use hqsync_support::STORE;
use hqsync_support::tables::UPLOAD_TABLES;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest as _, Sha256};

use super::invent::{CHANNELS, Clock, Story, Upload, guid, invent};
use super::trial::Trial;
use super::world::{Outcome, World, after_jobs, invented, small};

/// The statuses of the program; no other is one.
const STATUSES: [i32; 6] = [0, 1, 2, 3, 4, 75];

/// Commands that meet the files, those that write last.
const COMMANDS: [&[&str]; 19] = [
    &["list", "--all", "--format", "json"],
    &["list", "--all", "--format", "table"],
    &["filter", "CustName ~ arun and error = *", "--count-by", "error"],
    &["show", "1", "2", "3"],
    &["history", "1", "2", "3"],
    &["status"],
    &["jobs"],
    &["jobs", "show", "1"],
    &["channels"],
    &["report", "--format", "json"],
    &["verify"],
    &["backup", "copy.db", "--force"],
    &["run-jobs", "--dry-run"],
    &["run-jobs", "--quiet"],
    &["edit", "--where", "status = failed", "--set", "Country=NLD", "--resync", "--yes"],
    &["resync", "--where", "status != completed", "--yes"],
    &["dismiss", "1", "--reason", "test"],
    &["channels", "reset", "Houston"],
    &["run-jobs"],
];

/// Spoils bytes in one of the ways in which files go wrong.
fn spoil(rng: &mut Rng, bytes: &mut Vec<u8>) -> &'static str {
    if bytes.is_empty() {
        *bytes = (0..rng.usize(1..5_000)).map(|_| rng.u8(..)).collect();
        return "random bytes";
    }
    let at = rng.usize(..bytes.len());
    let length = rng.usize(..=(bytes.len() - at).min(20_000));
    match rng.u8(..8) {
        0 => {
            rng.fill(bytes);
            "random bytes"
        }
        1 => {
            bytes.truncate(at);
            "cut off"
        }
        2 => {
            bytes[at..at + length].fill(0);
            "zeros"
        }
        3 => {
            let from = rng.usize(..=bytes.len() - length);
            let block = bytes[from..from + length].to_vec();
            bytes[at..at + length].copy_from_slice(&block);
            "a block of another place"
        }
        4 => {
            // Where a database says what it is and where everything begins.
            let header = bytes.len().min(120);
            for _ in 0..rng.usize(1..8) {
                let at = rng.usize(..header);
                bytes[at] = rng.u8(..);
            }
            "bytes of the header"
        }
        5 => {
            let more: Vec<_> = (0..rng.usize(..10_000)).map(|_| rng.u8(..)).collect();
            bytes.extend(more);
            "more bytes"
        }
        _ => {
            for _ in 0..rng.usize(1..64) {
                let at = rng.usize(..bytes.len());
                bytes[at] ^= 1 << rng.u8(..8);
            }
            "flipped bits"
        }
    }
}

#[test]
fn spoiled_files_are_reported_properly() {
    let mut trial = Trial::begin("spoiled files", 12, 6);
    let fresh = small(&mut trial.rng);
    let done = after_jobs(&fresh);
    // A run that was killed leaves a log beside the store.
    let unfinished = fresh.copy();
    let store = unfinished.path(STORE);
    unfinished.run(&["run-jobs", "p", "--quiet"]).exits_any(&[0, 3]);
    let reader = Connection::open_with_flags(&store, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    reader.query_row("SELECT count(*) FROM operation", [], |_| Ok(())).unwrap();
    unfinished.run(&["run-jobs", "sync", "--quiet"]).exits_any(&[0, 3]);
    let with_log = unfinished.copy();
    drop(reader);
    let log = format!("{STORE}-wal");
    assert!(with_log.path(&log).exists());

    let files = [STORE, STORE, log.as_str(), "headquarters.db-shm", CHANNELS[0].file, CHANNELS[1].file, "hqsync.toml"];
    while trial.goes_on("refusals") {
        let world = [&fresh, &done, &with_log][trial.rng.usize(..3)].copy();
        let file = files[trial.rng.usize(..files.len())];
        let mut bytes = fs::read(world.path(file)).unwrap_or_default();
        let how = spoil(&mut trial.rng, &mut bytes);
        fs::write(world.path(file), bytes).unwrap();
        let mut commands: Vec<_> = (0..trial.rng.usize(2..6)).map(|_| trial.rng.usize(..COMMANDS.len())).collect();
        commands.sort_unstable();
        for command in commands {
            let outcome = world.run(COMMANDS[command]);
            let is_ended = outcome.status.is_some_and(|status| STATUSES.contains(&status));
            assert!(is_ended, "{file} with {how}: {}", outcome.report());
            assert!(!outcome.exited(1) || !outcome.stderr.is_empty() || command == VERIFY, "{}", outcome.report());
            trial.count("commands", 1);
            trial.count("refusals", (outcome.exited(1) || outcome.exited(4)).into());
        }
        trial.count("files", 1);
    }
    assert!(trial.counted("refusals") > 0);
}

/// Prints breaks as its result.
const VERIFY: usize = 9;

/// A value that a column was not made for.
fn any_value(rng: &mut Rng) -> Value {
    match rng.u8(..12) {
        0 => Value::Null,
        1 => Value::Integer([0, -1, i64::MIN, i64::MAX, 17][rng.usize(..5)]),
        2 => Value::Real([0.5, -0.0, 1e300, f64::MIN_POSITIVE, 0.1][rng.usize(..5)]),
        3 => Value::Blob((0..rng.usize(..40)).map(|_| rng.u8(..)).collect()),
        4 => Value::Text(format!("{{{}}}", guid(rng).to_uppercase())),
        5 => Value::Text(["2026-11-01", "1", "0x1", "NaN", "1e5", "-", " 1 "][rng.usize(..7)].to_owned()),
        6 if rng.u8(..) < 20 => Value::Text("Jörg ".repeat(200_000)),
        _ => Value::Text(any_text(rng)),
    }
}

/// Text that a terminal, a query or a format could stumble over.
fn any_text(rng: &mut Rng) -> String {
    let pieces = [
        "\u{1b}[31m",
        "\u{1b}]0;title\u{7}",
        "\u{9b}31m",
        "\u{202e}",
        "\u{2066}",
        "\u{200b}",
        "\u{feff}",
        "\n",
        "\r\n",
        "\t",
        "\0",
        "\u{7f}",
        "\u{85}",
        "'",
        "\"",
        "\"\"",
        ",",
        ";",
        "|",
        "\\",
        "\\n",
        "%s",
        "{0}",
        "{{",
        "=1+1",
        "@SUM(A1)",
        "'); DROP",
        " ",
        "  ",
        "é",
        "e\u{301}",
        "漢字",
        "👩‍👧",
        "ß",
        "İ",
        "\u{10ffff}",
        "\u{2028}",
        "<b>",
        "&amp;",
        "`id`",
        "$HOME",
        "--",
        "#",
        "contoso.com",
        "@",
        "a@b.nl",
        "NLD",
        "555-0100",
        "null",
        "*",
        "?",
    ];
    (0..rng.usize(..7)).map(|_| pieces[rng.usize(..pieces.len())]).collect()
}

/// What a value is as text, where it is text that can be read.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Null => Some(String::new()),
        Value::Real(_) | Value::Blob(_) => None,
    }
}

/// The columns of an upload table that can be shown, and can hold anything.
const COLUMNS: [&[(&str, &str)]; UPLOAD_TABLES.len()] = [
    &[("CUSTNAME", "CustName"), ("EMAIL", "Email"), ("PHONE", "Phone"), ("CREDITMAX", "CreditMax"), ("URL", "Url")],
    &[("CITY", "City"), ("STREET", "Street"), ("COUNTRY", "Country"), ("ZIP", "Zip")],
    &[("LOCATOR", "Locator"), ("DESCRIPTION", "Description")],
    &[],
    &[("ATTRIBUTEVALUESTRING", "AttributeValueString")],
];

fn columns_of(table: &str) -> &'static [(&'static str, &'static str)] {
    COLUMNS[UPLOAD_TABLES.iter().position(|known| *known == table).unwrap()]
}

/// Columns that decide what becomes of the row.
const DECISIVE: [&str; 6] =
    ["CUSTACCOUNTASYNC", "CUSTACCOUNT", "DATAAREAID", "OPERATION", "CREATEDDATETIME", "ONLINEOPERATIONCOMPLETED"];

/// Puts hostile values into a row.
fn make_hostile(rng: &mut Rng, upload: Upload) -> Upload {
    let mut row = upload.row;
    for (column, _) in columns_of(row.table) {
        if rng.bool() {
            row = row.set(*column, any_value(rng));
        }
    }
    for column in DECISIVE {
        if rng.u8(..) < 10 {
            let value = any_value(rng);
            row = row.set(column, if value == Value::Null { Value::Text(String::new()) } else { value });
        }
    }
    Upload { row, ..upload }
}

#[test]
fn hostile_rows_come_back_as_they_came_and_do_no_harm_on_a_terminal() {
    let mut trial = Trial::begin("hostile rows", 12, 4);
    while trial.goes_on("rows") {
        let world = invented(&mut trial.rng, Story { customers: 0, tangled: false }, 20);
        let rows = invent(&mut trial.rng, Story { customers: 15, tangled: true }, &mut Clock::new());
        let rows: Vec<_> = rows.into_iter().map(|row| make_hostile(&mut trial.rng, row)).collect();
        for row in &rows {
            row.append(&world.database(row.channel().file));
        }
        // Text that is not UTF-8 comes about in no other way.
        world
            .database(CHANNELS[0].file)
            .execute_batch("UPDATE RETAILASYNCCUSTOMERV2 SET VATNUM = CAST(x'4dff6c' AS TEXT)")
            .unwrap();
        world.run_jobs();
        world.verify();
        assert_came_back(&world, &rows);
        let id = trial.rng.usize(1..rows.len()).to_string();
        for words in [
            &["list", "--all", "--format", "table", "--columns", "id,CustName,Email,City,Locator,company,async"][..],
            &["list", "--all", "--format", "markdown", "--columns", "id,CustName,Email,City,Street"],
            &["show", id.as_str()],
            &["history", id.as_str()],
            &["filter", "id > 0", "--count-by", "CustName", "--format", "table"],
            &["status"],
            &["channels", "--format", "table"],
        ] {
            assert_harmless(&world.run(words).exits_any(&[0, 3]), &[]);
            trial.count("printed tables", 1);
        }
        on_a_terminal(&world, &mut trial);
        trial.count("rows", rows.len() as u64);
    }
}

/// Every value of every row is in what machines get.
#[track_caller]
fn assert_came_back(world: &World, rows: &[Upload]) {
    let columns = "channel,table,counter,CustName,Email,Phone,City,Street,Locator,Description";
    let listed = world.run(&["list", "--all", "--format", "jsonl", "--columns", columns]).exits(0);
    assert_eq!(listed.stdout.lines().count(), rows.len(), "a line of JSON for each row");
    let csv = world.run(&["list", "--all", "--format", "csv", "--columns", columns]).exits(0);
    let from_csv: Vec<_> =
        csv::Reader::from_reader(csv.stdout.as_bytes()).into_records().collect::<csv::Result<_>>().unwrap();
    for (at, line) in listed.stdout.lines().enumerate() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        for (position, column) in columns.split(',').enumerate() {
            let value = line.get(column).unwrap_or_else(|| panic!("no `{column}` in {line}"));
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let value = if value == "null" && line[column].is_null() { String::new() } else { value };
            assert_eq!(from_csv[at][position], value, "{column} in CSV and in JSON");
        }
    }
    let ids = world.run(&["list", "--all", "--format", "jsonl", "--columns", "id,channel,table,counter"]).exits(0);
    for line in ids.stdout.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let is_meant = |upload: &&Upload| {
            line["channel"] == upload.channel().name
                && line["table"] == upload.row.table
                && line["counter"] == upload.counter
        };
        let upload = rows.iter().find(is_meant).unwrap_or_else(|| panic!("nobody appended {line}"));
        let shown = world.run(&["show", &line["id"].to_string(), "--format", "json"]).exits(0).json();
        for (column, field) in columns_of(upload.row.table) {
            let Some(expected) = upload.row.get(column).and_then(text_of) else { continue };
            let attributes = shown["attributes"].as_array().unwrap();
            let attribute = attributes.iter().find(|attribute| attribute["name"] == *field);
            let original = attribute.map_or("", |attribute| attribute["original"].as_str().unwrap());
            let is_kept = original == kept(&expected);
            assert!(
                is_kept,
                "{column} came as {:?}… and is shown as {original:?}",
                expected.get(..200).unwrap_or(&expected)
            );
        }
    }
}

/// Returns what is kept of a text: all of it, or, beyond `jobs.max_value`, its length and digest.
fn kept(text: &str) -> String {
    if text.len() <= 64 << 10 {
        return text.to_owned();
    }
    let mut kept = format!("(text of {} bytes, sha256 ", text.len());
    for byte in Sha256::digest(text) {
        write!(kept, "{byte:02x}").unwrap();
    }
    kept + ")"
}

/// What people see has no character that controls a terminal, changes the direction of text or is invisible.
#[track_caller]
fn assert_harmless(outcome: &Outcome<'_>, allowed: &[char]) {
    let is_harmful = |c: char| {
        (c.is_control() && c != '\n' && !allowed.contains(&c))
            || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let found = outcome.stdout.chars().find(|c| is_harmful(*c));
    assert_eq!(found, None, "{}", outcome.report().escape_debug());
}

/// The same on a pseudo-terminal, where there is a program that gives one.
fn on_a_terminal(world: &World, trial: &mut Trial) {
    let program = world.command(&["list", "--all"]);
    let words: Vec<_> = program.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
    let line = format!("stty cols 300; {} {}", program.get_program().to_string_lossy(), words.join(" "));
    let mut script = Command::new("script");
    script.args(["-qec", &line, "/dev/null"]).current_dir(world.folder()).env("NO_COLOR", "1").env("LC_ALL", "C.UTF-8");
    script.env("PAGER", "cat");
    if Command::new("script").arg("--version").output().is_ok_and(|output| output.status.success()) {
        let outcome = world.start_command(script).end().exits(0);
        assert_harmless(&outcome, &['\r']);
        trial.count("terminals", 1);
    }
}
