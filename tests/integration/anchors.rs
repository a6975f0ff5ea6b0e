//! Anchors write themselves: what was rewritten, cut off or put back since shows.

use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use super::forgery::forge;
use super::world::World;

fn world() -> World {
    World::new().channel("Houston", |c| c.customer("A1").customer("B2").with("Email=nobody"))
}

/// The lines of a file with anchors.
fn lines(path: &Path) -> Vec<String> {
    fs::read_to_string(path).unwrap_or_default().lines().map(str::to_owned).collect()
}

fn anchors(world: &World) -> Vec<String> {
    lines(&world.anchors_path())
}

fn head(world: &World) -> String {
    world.run("verify --format json").exits(0).json()["head"].as_str().unwrap().to_owned()
}

/// The codes and places of the breaches that `verify` finds.
fn breaches(world: &World, command: &str) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let answer = world.run(&format!("{command} --format json")).exits(1).json();
    assert_eq!((&answer["ok"], &answer["head"]), (&json!(false), &Value::Null));
    let breaches = answer["breaches"].as_array().unwrap().iter();
    breaches.map(|breach| (text(&breach["code"]), text(&breach["place"]))).collect()
}

#[test]
fn a_line_follows_each_run_and_each_correction() {
    let world = world().at("2026-11-20T08:00:00Z");
    let commands = [
        "run-jobs",
        "edit 2 --set Email=b2@example.com",
        "resync 2",
        "channels reset Houston --yes",
        "run-jobs --quiet",
    ];
    for (count, command) in commands.into_iter().enumerate() {
        world.run(command).exits_any(&[0, 3]);
        let lines = anchors(&world);
        assert_eq!(lines.len(), count + 1, "{command}");
        let store = world.headquarters();
        let id = store.query("SELECT id FROM store");
        let entry = store.query("SELECT id || ' ' || lower(hex(hash)) FROM entry ORDER BY id DESC LIMIT 1");
        let accounts = store.query("SELECT group_concat(code || '=' || accounts, ' ') FROM company");
        let expected = format!("2026-11-20T08:00:00.000000Z {} {} {}", entry[0], accounts[0], id[0]);
        assert_eq!(lines[count], expected, "{command}");
    }
    world.run("verify").exits(0).shows("5 anchors are part of the audit trail\n");
}

#[test]
fn the_line_of_a_correction_is_written_before_another_run_begins() {
    let world = World::new().channel("Houston", |c| c.customer("A1")).channel("Seattle", |c| c);
    world.run("run-jobs --channel Houston --quiet").exits(0);
    let other = World::new().configured("Houston").channel("Seattle", |c| c.customer("B2"));
    other.run("run-jobs p --quiet").exits(4);
    fs::copy(other.channel_path("Seattle"), world.channel_path("Seattle")).unwrap();
    for (command, event) in [("channels reset Houston --yes", "reset"), ("channels claim Seattle --yes", "claimed")] {
        let file = File::open(world.anchors_path()).unwrap();
        file.lock().unwrap();
        let mut correction = world.start(command);
        let store = world.headquarters();
        let committed = format!("SELECT count(*) FROM entry WHERE event = '{event}'");
        while store.query(&committed) == ["0"] && !correction.has_ended() {
            thread::sleep(Duration::from_millis(1));
        }
        world.run("run-jobs --quiet").exits(75).says("another run holds the lock");
        file.unlock().unwrap();
        correction.end().exits(0);
    }
    world.run("run-jobs --quiet").exits(0);
    world.verify();
}

#[test]
fn what_appends_nothing_to_the_trail_writes_no_line() {
    let world = world();
    world.run("run-jobs --dry-run").exits(3);
    assert!(anchors(&world).is_empty());
    world.run_jobs();
    for command in ["list", "status", "verify", "resync 2 --dry-run", "edit 2 --set Email=b2@example.com --dry-run"] {
        world.run(command).exits_any(&[0, 3]);
    }
    assert_eq!(anchors(&world).len(), 1);
}

#[test]
fn the_configuration_says_where_they_are() {
    let world = world().setting("trail.anchors", "'channels/a file'");
    world.run_jobs();
    let path = world.path("channels/a file");
    assert_eq!(lines(&path).len(), 1);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let world = world.setting("trail.anchors", "''");
    world.run("resync 2").exits(3);
    assert_eq!((lines(&path).len(), anchors(&world).len()), (1, 0));
    world.run("verify").exits(0).shows("no anchors to compare with the audit trail\n");
    // What the configuration says is about its own store.
    let world = world.setting("trail.anchors", "'channels/a file'");
    let other = world.path("other.db");
    // Its channels belong to the first store.
    world.run(&format!("run-jobs --new-store --store {}", other.display())).exits_any(&[0, 3]);
    assert_eq!((lines(&path).len(), lines(&world.path("other.anchors")).len()), (1, 1));
}

#[test]
fn stores_that_differ_in_their_ending_alone_have_anchors_of_their_own() {
    let world = world();
    for name in ["headquarters.db", "headquarters.bak", "headquarters.old", "headquarters.anchors.db"] {
        let command = format!("--new-store --quiet --store {}", world.path(name).display());
        world.run(&format!("run-jobs {command}")).exits_any(&[0, 3]);
    }
    let files = ["headquarters.anchors", "headquarters.bak.anchors", "headquarters.old.anchors"];
    for (name, file) in ["headquarters.db", "headquarters.bak", "headquarters.old"].into_iter().zip(files) {
        assert_eq!(lines(&world.path(file)).len(), 1, "{file}");
        let store = world.path(name).display().to_string();
        world.run(&format!("verify --store {store}")).exits(0).shows("1 anchor is part of the audit trail\n");
        world.run(&format!("backup --store {store} --force {}", world.path(file).display())).exits(1).says("anchors");
    }
    assert_eq!(lines(&world.path("headquarters.anchors.anchors")).len(), 1);
}

#[test]
fn a_file_that_cannot_be_written_is_a_warning() {
    let world = world();
    let anchors = world.anchors_path();
    world.run_jobs();
    fs::remove_file(&anchors).unwrap();
    let warns = |fault: &str| {
        world.run("resync 2").exits(3).says("warning: the end of the audit trail could not be noted").says(fault);
    };
    fs::write(world.path("victim"), "precious").unwrap();
    symlink("victim", &anchors).unwrap();
    warns("is a link, which hqsync does not follow");
    let is_a_breach = |fault: &str| {
        let expected = format!("`{}`: cannot be read: it {fault}\n1 breach\n", anchors.display());
        world.run("verify").exits(1).prints(&expected);
        let answer = world.run("status --format json").exits(3).json();
        let kinds: Vec<_> =
            answer["attention"].as_array().unwrap().iter().map(|attention| &attention["kind"]).collect();
        assert!(kinds.contains(&&json!("anchors-unusable")), "{answer}");
        world.run("status").exits(3).shows(fault);
    };
    is_a_breach("is a link, which hqsync does not follow");
    fs::remove_file(&anchors).unwrap();
    assert!(Command::new("mkfifo").arg(&anchors).status().unwrap().success());
    warns("headquarters.anchors`");
    is_a_breach("is not a regular file");
    fs::remove_file(&anchors).unwrap();
    fs::create_dir(&anchors).unwrap();
    warns("headquarters.anchors`");
    is_a_breach("is not a regular file");
    world.headquarters().execute("UPDATE operation SET state = 5 WHERE id = 2");
    world.run("verify").exits(1).shows("operation 2: the state is dismissed").shows("\n2 breaches\n");
    assert_eq!(fs::read_to_string(world.path("victim")).unwrap(), "precious");
}

#[test]
fn a_line_that_a_power_cut_left_unfinished_is_passed_over() {
    let world = world();
    world.run_jobs();
    let path = world.anchors_path();
    let line = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{line}{}", &line[..line.len() / 2])).unwrap();
    world.run("verify").exits(0).shows("1 anchor is part of the audit trail\n");
    world.run("resync 2").exits(3);
    world.run("verify").exits(0).shows("2 anchors are part of the audit trail\n");
    assert_eq!(anchors(&world).len(), 3);
}

#[test]
fn a_trail_that_was_rewritten_shows() {
    let world = world().at("2026-11-20T08:00:00Z");
    world.run_jobs();
    let first = world.headquarters().query("SELECT max(id) FROM entry")[0].clone();
    world.run("edit 2 --set Email=b2@example.com --reason typo").exits(0);
    world.run("resync 2").exits(0);
    let edited = world.headquarters().query("SELECT id FROM entry WHERE event = 'edited'")[0].clone();
    forge(&world, "UPDATE entry SET actor = 'nobody@nowhere', reason = 'none' WHERE event = 'edited'");
    let place = format!("lines 2 to 3 of {}", world.anchors_path().display());
    assert_eq!(breaches(&world, "verify"), [("anchor-differs".to_owned(), place)]);
    world
        .run("verify")
        .exits(1)
        .shows("lines 2 to 3 of `")
        .shows("headquarters.anchors` (from 2026-11-20 08:00:00 on): entry ");
    world.run("verify").shows(&format!("entry {edited} has another hash than "));
    assert_ne!(first, edited);
}

#[test]
fn every_kind_of_forgery_shows() {
    let world = world();
    world.run_jobs();
    world.run("dismiss 2 --reason test").exits(0);
    let world = world.then("Houston", |c| c.customer("C3"));
    for sql in [
        "UPDATE entry SET actor = 'nobody', reason = 'none' WHERE event = 'dismissed'",
        "UPDATE entry SET at = at - 31536000000000",
        "UPDATE entry SET run = 1 WHERE run IS NOT NULL",
        "UPDATE entry SET details = '{\"schema\":9}' WHERE id = 1",
    ] {
        let copy = world.copy();
        forge(&copy, sql);
        let found = breaches(&copy, "verify");
        assert!(found.iter().any(|(code, _)| code == "anchor-differs"), "{sql}: {found:?}");
    }
}

#[test]
fn a_store_that_was_cut_off_or_put_back_shows() {
    let world = world();
    world.run_jobs();
    let older = world.copy();
    world.run("edit 2 --set Email=b2@example.com").exits(0);
    world.run("resync 2").exits(0);
    let last = older.anchors_path();
    fs::copy(world.anchors_path(), &last).unwrap();
    let place = format!("lines 2 to 3 of {}", last.display());
    assert_eq!(breaches(&older, "verify"), [("anchor-ahead".to_owned(), place)]);
    older.run("verify").shows("entries were removed, or the store was put back to an older state\n");
}

#[test]
fn an_entry_that_forgers_add_excuses_nothing_that_comes_later() {
    let world = world().at("2026-11-20T08:00:00Z");
    world.run_jobs();
    // It claims that the store was put back, at a time far ahead.
    forge(
        &world,
        "INSERT INTO entry SELECT (SELECT max(id) + 1 FROM entry), 4102444800000000, 'ann@hq', 'restored', NULL, '',
           (SELECT printf('{\"entry\":%d,\"hash\":\"%s\",\"operation\":0,\"customer\":0,\"numbers_known\":true,\"witnesses\":[]}',
              id, lower(hex(hash))) FROM entry ORDER BY id DESC LIMIT 1), NULL, NULL, x'', x''",
    );
    let world = world.at("2026-11-20T09:00:00Z").then("Houston", |c| c.customer("C3"));
    world.run("verify --channels").exits(0);
    let older = world.copy();
    let world = world.at("2026-11-20T10:00:00Z").then("Houston", |c| c.customer("D4"));
    for file in ["headquarters.anchors", "channels/houston.db"] {
        fs::copy(world.path(file), older.path(file)).unwrap();
    }
    let codes: Vec<_> = breaches(&older, "verify --channels").into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["anchor-ahead", "witness-ahead"]);
}

#[test]
fn what_was_noted_under_a_wrong_clock_is_given_up_too() {
    let world = world().at("2026-11-20T08:00:00Z");
    world.run_jobs();
    world.back_up("copy.db");
    let world = world.at("2026-11-20T12:00:00Z").then("Houston", |c| c.customer("C3"));
    world.run("dismiss 2 --reason test").exits(0);
    world.put_back("copy.db");
    let world = world.at("2026-11-20T09:00:00Z");
    world.run("run-jobs --restored --quiet").exits_any(&[0, 3]);
    let store = world.headquarters();
    let restored = store.number("SELECT id FROM entry WHERE event = 'restored'");
    let user = world.user();
    let line = format!(
        "is no breach: entry {restored}, appended 2026-11-20 09:00:00 by {user}, says that the store was put back"
    );
    world.run("verify --channels").exits(0).shows(&line).shows("3 anchors are of states that were given up");
    let answer = world.run("verify --format json").exits(0).json();
    let expected = json!([{"entry": restored, "at": "2026-11-20T09:00:00Z", "actor": user}]);
    assert_eq!((&answer["given_up"], &answer["restorations"]), (&json!(3), &expected));
    // Whoever cuts off the last anchor of that time loses the excuse.
    let path = world.anchors_path();
    let whole = fs::read_to_string(&path).unwrap();
    let cut: Vec<_> = whole.lines().enumerate().filter(|(at, _)| *at != 3).map(|(_, line)| line).collect();
    fs::write(&path, cut.join("\n")).unwrap();
    assert_eq!(breaches(&world, "verify")[0].0, "anchor-differs");
}

#[test]
fn a_store_in_the_place_of_another_shows() {
    let world = world();
    world.run_jobs();
    let id = world.headquarters().query("SELECT id FROM store")[0].clone();
    let other = World::new().channel("Houston", |c| c.customer("A1"));
    other.run_jobs();
    fs::copy(world.anchors_path(), other.anchors_path()).unwrap();
    let place = format!("line 1 of {}", other.anchors_path().display());
    assert_eq!(breaches(&other, "verify"), [("anchor-foreign".to_owned(), place)]);
    other.run("verify").shows(&id);
}

#[test]
fn other_files_are_held_against_the_trail_too() {
    let world = world().setting("trail.anchors", "''");
    world.run_jobs();
    let first = head(&world);
    let world = world.setting("trail.anchors", "'headquarters.anchors'").then("Houston", |c| c.customer("C3"));
    let second = head(&world);
    let files = ["kept", "log", "heads"].map(|name| world.path(name).display().to_string());
    let line = anchors(&world)[0].clone();
    fs::write(&files[0], format!("{line}\n")).unwrap();
    fs::write(&files[1], format!("Nov 20 08:00:00 hq cron[3]: begins\nNov 20 08:00:00 hq hqsync[4]: {line}\n"))
        .unwrap();
    fs::write(&files[2], format!("{first}\n\n{second}\n")).unwrap();
    let command =
        format!("verify --anchors {} --anchor {first} --anchor {second} --anchors {}", files[..2].join(" "), files[2]);
    world.run(&command).exits(0).shows("5 anchors are part of the audit trail\n");

    forge(&world, "UPDATE entry SET reason = 'none'");
    let found = breaches(&world, &command);
    let codes = |code: &str| {
        found.iter().filter(|(found, _)| found == code).map(|(_, place)| place.as_str()).collect::<Vec<_>>()
    };
    let path = world.anchors_path();
    let line_of = |number: u32, file: &str| format!("line {number} of {file}");
    let expected = [line_of(1, &path.display().to_string()), line_of(1, &files[0]), line_of(2, &files[1])];
    assert_eq!(codes("anchor-differs"), expected);
    let mut missing = codes("anchor-missing");
    missing.sort_unstable();
    assert_eq!(missing.len(), 2);
    world
        .run("verify --anchors nowhere")
        .exits(1)
        .says("the anchors in `nowhere` cannot be read")
        .says("hint: check the name");
}

#[test]
fn a_file_that_is_named_must_have_anchors() {
    let world = world();
    world.run_jobs();
    let line = anchors(&world)[0].clone();
    fs::write(world.elsewhere("cut"), format!("{}\n", &line[..line.len() - 9])).unwrap();
    fs::write(world.elsewhere("empty"), "").unwrap();
    let config = world.config_path().display().to_string();
    for file in [config.as_str(), "/dev/null", "cut", "empty"] {
        let expected = vec![("anchors-none".to_owned(), format!("anchors {file}"))];
        assert_eq!(breaches(&world, &format!("verify --anchors {file}")), expected);
    }
    let sentence = "`cut`: has no anchors: it is another file, or its lines were removed or cut off\n1 breach\n";
    world.run("verify --anchors cut").exits(1).prints(sentence);
    // The one that the configuration names may be new.
    fs::write(world.anchors_path(), "").unwrap();
    world.run("verify").exits(0).shows("no anchors to compare");
    let own = world.anchors_path().display().to_string();
    assert_eq!(
        breaches(&world, &format!("verify --anchors {own}")),
        [("anchors-none".to_owned(), format!("anchors {own}"))]
    );
}

#[test]
fn a_file_that_is_named_twice_is_counted_once() {
    let world = world();
    world.run_jobs();
    let own = world.anchors_path();
    symlink(&own, world.elsewhere("link")).unwrap();
    fs::copy(&own, world.elsewhere("copy")).unwrap();
    for (files, count) in [
        (own.display().to_string(), "1 anchor is"),
        ("link".to_owned(), "1 anchor is"),
        ("copy copy".to_owned(), "2 anchors are"),
    ] {
        let outcome = world.run(&format!("verify --anchors {files}")).exits(0);
        outcome.shows(&format!("{count} part of the audit trail\n"));
    }
}

#[test]
fn a_store_that_may_have_been_put_back_gets_the_way_out_after_its_breaches() {
    let world = world();
    world.run_jobs();
    let older = world.copy();
    world.run("resync 2").exits(3);
    fs::copy(world.anchors_path(), older.anchors_path()).unwrap();
    let hint = "hint: if somebody put the store back, `hqsync run-jobs --restored` accepts that";
    older.run("verify").exits(1).shows("or the store was put back to an older state").says(hint);
    // Both to one place, as on a terminal.
    let mut shell = Command::new("sh");
    shell
        .args(["-c", "exec \"$0\" \"$@\" 2>&1", env!("CARGO_BIN_EXE_hqsync"), "verify", "--config"])
        .arg(older.config_path());
    let printed = older.run_through_pipes(shell).exits(1).stdout;
    assert!(printed.find("1 breach\n").unwrap() < printed.find("is not printed").unwrap(), "{printed}");
    older.run("run-jobs --restored").exits_any(&[0, 3]);
    let excused = older
        .run("verify")
        .exits(0)
        .shows("anchors or channels know entries that the audit trail does not have, which is no breach: entry ");
    excused.shows(" that the store was put back to an older state or made anew; ask ").shows(" whether that was so\n");
    let damaged = older.copy();
    damaged.headquarters().execute("UPDATE operation SET attempts = 7");
    assert!(!damaged.run("verify").exits(1).stderr.contains("--restored"));
}

#[test]
fn the_journal_gets_the_same_line() {
    let world = world().setting("trail.syslog", "true");
    let journal = UnixDatagram::bind(world.path("journal")).unwrap();
    let mut program = world.command("run-jobs --quiet");
    program.env("HQSYNC_TEST_SYSLOG", world.path("journal"));
    world.start_command(program).end().exits(3);
    let mut message = [0; 1_000];
    let length = journal.recv(&mut message).unwrap();
    let message = String::from_utf8_lossy(&message[..length]).into_owned();
    assert!(message.starts_with("<85>hqsync[") && message.ends_with(&anchors(&world)[0]), "{message}");

    drop(journal);
    fs::remove_file(world.path("journal")).unwrap();
    let mut program = world.command("resync 2");
    program.env("HQSYNC_TEST_SYSLOG", world.path("journal"));
    let resynced = world.start_command(program).end().exits(3);
    resynced.says("warning: the end of the audit trail could not be sent to the system's journal");
    assert_eq!(anchors(&world).len(), 2);
}

#[test]
fn a_trail_that_is_noted_nowhere_needs_attention() {
    let world = World::new().channel("Houston", |c| c.customer("A1")).at("2026-11-20T08:00:00Z");
    world.run_jobs();
    world.run("status").exits(0);
    fs::remove_file(world.anchors_path()).unwrap();
    world.run("status").exits(0);
    let world = world.at("2026-11-20T09:00:01Z");
    let answer = world.run("status --max-age none --format json").exits(3).json();
    let attention = &answer["attention"][0];
    let file = world.anchors_path();
    assert_eq!(
        (&attention["kind"], &attention["file"], &attention["entry"]),
        (&json!("entries-unnoted"), &json!(file), &json!(1))
    );
    let world = world.then("Houston", |c| c.customer("B2"));
    world.run("status").exits(0);
}
