//! Stores, channels and texts as they should not be: a clear message, nothing lost, and the rest goes on.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use pretty_assertions::assert_eq;
use rusqlite::types::Value;

use super::rows::Rows;
use super::world::World;

/// Ruins a store or a channel in a way that has a message.
type Ruin = fn(&World);

#[test]
fn a_channel_that_cannot_be_uploaded_fails_alone() {
    let cases: [(&str, Ruin); 8] = [
        ("does not exist", |world| fs::remove_file(world.channel_path("Houston")).unwrap()),
        ("is not an SQLite database", |world| fs::write(world.channel_path("Houston"), "").unwrap()),
        ("is not an SQLite database", |world| fs::write(world.channel_path("Houston"), [7; 5_000]).unwrap()),
        ("is a directory", |world| {
            fs::remove_file(world.channel_path("Houston")).unwrap();
            fs::create_dir(world.channel_path("Houston")).unwrap();
        }),
        ("has no table `RETAILASYNCADDRESSV2`", |world| {
            world.channel_db("Houston").execute_batch("DROP TABLE RETAILASYNCADDRESSV2").unwrap();
        }),
        ("table `RETAILASYNCADDRESSV2` has no column `ZIP`", |world| {
            world.channel_db("Houston").execute_batch("ALTER TABLE RETAILASYNCADDRESSV2 DROP COLUMN ZIP").unwrap();
        }),
        ("table `RETAILASYNCCUSTOMERV2` has no column `CUSTACCOUNTASYNC`", |world| {
            let sql = "ALTER TABLE RETAILASYNCCUSTOMERV2 RENAME COLUMN CUSTACCOUNTASYNC TO GUID";
            world.channel_db("Houston").execute_batch(sql).unwrap();
        }),
        ("is damaged", |world| overwrite_from_page(world, 2)),
    ];
    for (message, ruin) in cases {
        let world = World::new().channel("Houston", |c| c.customer("A1")).channel("Seattle", |c| c.customer("B2"));
        ruin(&world);
        world.run("run-jobs").exits(4).says("channel `Houston`: ").says(message);
        assert_eq!(world.listed("channel,status"), ["Seattle completed"], "{message}");
    }
}

/// Writes over all pages of Houston's database from that one on.
fn overwrite_from_page(world: &World, page: usize) {
    let path = world.channel_path("Houston");
    let mut bytes = fs::read(&path).unwrap();
    bytes[page * 4_096..].fill(0xA5);
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_channel_that_is_damaged_in_the_middle_fails_alone_and_recovers() {
    let rows = |c: Rows| (0..400).fold(c, |rows, number| rows.customer(&format!("A{number}")));
    let world =
        World::new().setting("jobs.batch_size", "50").channel("Houston", rows).channel("Seattle", |c| c.customer("B2"));
    let path = world.channel_path("Houston");
    let whole = fs::read(&path).unwrap();
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2 / 4_096 * 4_096;
    damaged[middle..middle + 4 * 4_096].fill(0xA5);
    fs::write(&path, damaged).unwrap();
    world
        .run("run-jobs --quiet")
        .exits(4)
        .says("channel `Houston`")
        .says("is damaged")
        .says("restore the channel's database");

    fs::write(&path, whole).unwrap();
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.query("Houston", "SELECT count(*), sum(ACCOUNTNUM = 'C-000401') FROM CUSTTABLE"), ["401|1"]);
}

#[test]
fn a_channel_that_cannot_be_downloaded_to_fails_alone() {
    for (message, sql) in [
        ("has no table `CUSTTABLE`", "DROP TABLE CUSTTABLE"),
        ("table `DIRPARTYTABLE` has no column `URL`", "ALTER TABLE DIRPARTYTABLE DROP COLUMN URL"),
    ] {
        let world = World::new()
            .channel("Houston", |c| c.customer("A1"))
            .execute("Houston", sql)
            .channel("Seattle", |c| c.customer("B2"));
        world.run("run-jobs").exits(4).says("error: 1010, channel `Houston`: ").says(message);
        assert_eq!(world.listed("channel,status"), ["Houston synced", "Seattle completed"], "{message}");
    }
}

#[test]
fn a_channel_that_is_locked_fails_alone_and_comes_with_the_next_run() {
    let world = World::new().channel("Houston", |c| c.customer("A1")).channel("Seattle", |c| c.customer("B2"));
    let till = world.channel_db("Houston");
    till.execute_batch("BEGIN EXCLUSIVE").unwrap();
    world
        .run("run-jobs p")
        .exits(4)
        .says("channel `Houston`")
        .says("is locked by another program")
        .says("the next run continues");
    till.execute_batch("ROLLBACK").unwrap();
    world.run("run-jobs").exits(0);
    assert_eq!(world.listed("channel,status"), ["Seattle completed", "Houston completed"]);
}

#[test]
fn a_channel_that_is_written_to_can_be_uploaded() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    let till = world.channel_db("Houston");
    till.execute_batch("BEGIN IMMEDIATE").unwrap();
    world.run("run-jobs p sync").exits(0);
    assert_eq!(world.states(), ["customer 1 synced"]);
}

#[test]
fn a_run_in_which_every_channel_failed_has_done_nothing() {
    let world = World::new().configured("Houston").configured("Aarhus");
    world.run("run-jobs").exits(1).says("channel `Houston`").says("channel `Aarhus`").says("nothing was done");
}

#[test]
fn a_store_that_is_missing_or_empty_is_made_by_the_first_run() {
    let cases: [(&str, Ruin); 2] =
        [("there is no store yet", |_| {}), ("the file is empty", |world| fs::write(world.store_path(), "").unwrap())];
    for (message, ruin) in cases {
        let world = World::new().channel("Houston", |c| c.customer("A1"));
        ruin(&world);
        for command in ["list", "show 1", "status", "jobs"] {
            world
                .run(command)
                .exits(1)
                .prints("")
                .says("headquarters.db`")
                .says(message)
                .says("hint: `hqsync run-jobs` creates it");
        }
        world.run("run-jobs --dry-run").exits(0);
        world.run("run-jobs").exits(0);
        assert_eq!(world.states(), ["customer 1 completed"]);
    }
}

#[test]
fn the_store_is_private() {
    let world = World::new().channel("Houston", |c| c);
    world.run_jobs();
    assert_eq!(fs::metadata(world.store_path()).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_file_that_is_no_store_of_this_version_is_left_alone() {
    let cases: [(&str, Ruin); 4] = [
        ("the file is not a store of hqsync", |world| fs::write(world.store_path(), [7; 5_000]).unwrap()),
        ("the file is not a store of hqsync", |world| {
            world.headquarters().execute("CREATE TABLE mine (other INTEGER)");
        }),
        ("the store has schema version 99, but this hqsync knows only versions up to ", |world| {
            world.run_jobs();
            world.headquarters().set_schema_version(99);
        }),
        ("store `", |world| fs::create_dir(world.store_path()).unwrap()),
    ];
    for (message, ruin) in cases {
        let world = World::new().channel("Houston", |c| c.customer("A1"));
        ruin(&world);
        let before = world.files();
        for command in ["list", "show 1", "status", "jobs", "channels", "run-jobs", "run-jobs --dry-run"] {
            world.run(command).exits(1).prints("").says("hint: ").says(message);
        }
        assert!(world.files() == before, "{message}");
    }
}

#[test]
fn a_damaged_store_is_an_error_and_no_panic() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let mut bytes = fs::read(world.store_path()).unwrap();
    bytes[8_192..].fill(0xA5);
    fs::write(world.store_path(), bytes).unwrap();
    for command in ["list", "run-jobs"] {
        world.run(command).exits(1).says("error: ").says("damaged");
    }
}

#[test]
fn a_lost_row_is_an_error_that_names_it_and_the_way_out() {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2").with("Phone=none"));
    let world = world.channel("Amsterdam", |c| c.customer("N1"));
    world.run_jobs();
    world.run("edit 2 --set Phone=555-0100").exits(0);
    let whole = world.keep_store();
    for (table, commands, message) in [
        ("channel", &["run-jobs sync", "resync 2"][..], "the store is damaged: channel 1 of operation 2 is missing"),
        ("channel", &["show 2", "edit 2 --set Phone=1"], "channel 1 of operation 2 is missing"),
        ("company", &["run-jobs", "resync 2", "status", "channels"], "the company of channel `Houston` is missing"),
        ("received", &["show 1"], "the row of operation 1 is missing"),
        ("layout", &["run-jobs sync", "resync 2", "show 2"], "layout 1 is missing"),
    ] {
        world.put_store_back(&whole);
        let id = if table == "received" { "operation" } else { "id" };
        world.headquarters().tamper(&format!("DELETE FROM {table} WHERE {id} = 1"));
        for command in commands {
            let outcome = world.run(*command).exits(1).says(message);
            outcome.says(&format!("store `{}`", world.store())).says("hint: `hqsync verify` shows what else");
        }
        world.run("verify").exits(1);
    }
}

#[test]
fn a_store_that_is_read_only_can_be_read() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let set_mode = |mode| fs::set_permissions(world.path(""), fs::Permissions::from_mode(mode)).unwrap();
    fs::set_permissions(world.store_path(), fs::Permissions::from_mode(0o400)).unwrap();
    set_mode(0o500);
    let outcome = world.run("list --columns status");
    set_mode(0o700);
    outcome.exits(0).prints("status\ncompleted\n");
}

/// Texts that a terminal, a query or a file format could stumble over.
const HOSTILE: [&str; 7] = [
    "\u{1b}[31mred\u{1b}[0m\u{1b}]0;title\u{7}",
    "two\nlines\r\nand\ta tab",
    "a\u{202e}gnp.exe\u{2066}\u{200b}z",
    "'); DROP TABLE operation; --",
    "\"quoted\", with, commas | and bars",
    "%s {0} {{name}} $HOME `id` \\x1b",
    "=cmd|'/c calc'!A1 \u{85}\u{9b}31m",
];

#[test]
fn hostile_text_comes_back_intact_and_does_no_harm_on_a_terminal() {
    for text in HOSTILE {
        let world = World::new().channel("Houston", |c| {
            let c = c.customer("A1").set("CUSTNAME", text.to_owned());
            c.update("A1").set("PHONE", text.to_owned()).set("DATAAREAID", text.to_owned())
        });
        world.run("run-jobs --quiet").exits(3);
        assert_eq!(world.query("Houston", "SELECT NAME FROM DIRPARTYTABLE"), [text]);
        assert_eq!(world.field(1, "CustName").1, text);
        assert_eq!(world.show(2)["company"], text);
        assert_eq!(world.field(2, "Phone").2, text);
        assert_eq!(world.listed("company")[1], text.trim_end(), "CSV reads back");
        for command in
            ["show 1 2", "list --format table --columns id,company", "list --format markdown --columns company"]
        {
            let printed = world.run(command).exits(0).stdout;
            let harmful = |c: char| {
                (c.is_control() && c != '\n')
                    || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            assert!(!printed.contains(harmful), "{command}: {printed:?}");
            assert!(!printed.contains("two\nlines"), "{command}: {printed:?}");
        }
    }
}

#[test]
fn text_that_is_not_utf_8_is_kept_and_shown_as_far_as_it_can_be() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").update("A1").set("URL", Value::Blob(b"\xffbytes".to_vec())))
        .execute("Houston", "UPDATE RETAILASYNCCUSTOMERV2 SET CUSTNAME = CAST(x'4dff6c' AS TEXT)");
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.field(1, "CustName").2, "M\u{fffd}l");
    assert_eq!(world.field(2, "Url").2, "\u{fffd}bytes");
    world.run("list --format json").exits(0).json();
}

#[test]
fn a_megabyte_of_text_is_kept_and_not_repeated_in_a_message() {
    let long = "Jörg ".repeat(200_000);
    let world = World::new()
        .setting("jobs.max_value", "'2MiB'")
        .channel("Houston", |c| c.customer("A1").set("CUSTNAME", long.clone()));
    world.run("run-jobs --quiet").exits(3);
    assert_eq!(world.states(), ["customer 1 failed too-long"]);
    assert!(world.field(1, "CustName").2 == long);
    assert!(world.show(1)["errors"].to_string().len() < 1_000);
}

#[test]
fn a_channels_name_may_hold_anything_too() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    let text = fs::read_to_string(world.config_path()).unwrap();
    fs::write(world.config_path(), text.replace("\"Houston\"", r#""red\u001b[31m\n, \"quoted\"""#)).unwrap();
    world.run_jobs();
    assert_eq!(world.listed("channel"), ["red\u{1b}[31m\n, \"quoted\""]);
    for command in ["list --format table", "channels --format table", "status", "jobs show 1", "show 1"] {
        let printed = world.run(command).exits(0).stdout;
        assert!(!printed.replace('\n', "").contains(char::is_control), "{command}: {printed:?}");
    }
}

#[test]
fn a_store_whose_folder_is_missing_is_an_error_that_names_it() {
    let world = World::new().setting("store", "'no/such/headquarters.db'").channel("Houston", |c| c.customer("A1"));
    world.run("run-jobs").exits(1).says("no/such/headquarters.db").says("No such file or directory");
}

/// Houston with a customer table that has lost its primary key.
fn without_primary_key(sql: &str) -> World {
    World::new()
        .channel("Houston", |c| c.customer("A1").customer("C3"))
        .execute(
            "Houston",
            "CREATE TABLE copy AS SELECT * FROM RETAILASYNCCUSTOMERV2; DROP TABLE RETAILASYNCCUSTOMERV2",
        )
        .execute("Houston", "ALTER TABLE copy RENAME TO RETAILASYNCCUSTOMERV2")
        .execute("Houston", &format!("UPDATE RETAILASYNCCUSTOMERV2 SET REPLICATIONCOUNTERFROMORIGIN = {sql}"))
        .channel("Seattle", |c| c.customer("B2"))
}

#[test]
fn a_channel_whose_counters_are_no_numbers_fails_alone() {
    let world = without_primary_key("'one'");
    world.run("run-jobs").exits(4).says("channel `Houston`").says("REPLICATIONCOUNTERFROMORIGIN is not an integer");
    assert_eq!(world.listed("channel,status"), ["Seattle completed"]);
}

#[test]
fn a_channel_whose_counters_are_not_unique_fails_alone() {
    let world = without_primary_key("1");
    world.run("run-jobs").exits(4).says("channel `Houston`");
    assert_eq!(world.listed("channel,status"), ["Seattle completed"]);
}

#[test]
fn a_named_pipe_is_refused_and_not_waited_for() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody"));
    world.run_jobs();
    assert!(Command::new("mkfifo").arg(world.elsewhere("pipe")).status().unwrap().success());
    for (command, attempt) in [
        ("edit 1 --from pipe", "`pipe` cannot be read"),
        ("verify --anchors pipe", "the anchors in `pipe` cannot be read"),
        ("verify --key pipe", "the key in `pipe` cannot be read"),
    ] {
        world.run(command).exits(1).says(&format!("{attempt}: it is a named pipe, not a file"));
    }
    let mut list = world.bare_command("list --config pipe");
    list.current_dir(world.elsewhere(""));
    world
        .start_command(list)
        .end()
        .exits(1)
        .says("configuration `pipe` cannot be read: it is a named pipe, not a file");
    // What a shell makes of `<(…)` has no name.
    let (reader, mut writer) = std::io::pipe().unwrap();
    writer.write_all(b"Email = \"a1@example.com\"").unwrap();
    drop(writer);
    let mut program = world.command("edit 1 --from /dev/stdin");
    let output = program.stdin(reader).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_blank_value_of_an_option_never_selects_everything() {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2").with("Email=nobody"));
    world.run_jobs();
    let before = world.files();
    for command in [
        "run-jobs --channel",
        "status --channel",
        "list --channel",
        "list --company",
        "list --account",
        "list --status",
        "list --error",
        "history --account",
        "dismiss --reason x --dry-run --status failed --channel",
        "edit --set Email=a@example.com --yes --account",
        "resync --yes --company",
    ] {
        for blank in ["", " ", ",", " , "] {
            let mut words: Vec<&str> = command.split(' ').collect();
            words.push(blank);
            world.run(words.as_slice()).exits(2).prints("");
        }
    }
    world.is_as(&before);
    world.run(&["run-jobs", "--channel", ""]).exits(2).says("`--channel` has no value").says("leave out `--channel`");
}

#[test]
fn a_hint_names_what_works_in_that_command() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    world.run("dismiss 1 --reason x --force").exits(2).says("hint: `--yes` skips the confirmation");
    world.run("init x --force").exits(2).says("no file is replaced");
    let unknown = world.run("trail log").exits(2).says("unrecognized subcommand 'log'");
    assert!(!unknown.stderr.contains("hqsync history"), "{}", unknown.report());
    world.run("filter timestamp '>' -2h").exits(2).says("put the expression in single quotes");
    world.run("filter attempts '>' -1").exits(2).says("put the expression in single quotes");
    world.run("list --sort ,").exits(2).says("such as `--sort channel`");
    world.run("list --columns id,+Email").exits(2).says("begin with a sign, as `--columns +Email` does");
    world.run("list --columns all,Email").exits(2).says("write `--columns all`");
}
