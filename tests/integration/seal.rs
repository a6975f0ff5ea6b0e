//! A seal: what was appended to the trail cannot be forged later, even by somebody who has the whole machine.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use pretty_assertions::assert_eq;
use rusqlite::types::Value;
use serde_json::json;

use super::forgery::{breaches, chain_anew, forge, without_anchors};
use super::world::World;

/// A world with a failed operation, whose trail is sealed; returns the key as it was shown.
fn sealed() -> (World, String) {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2").with("Email=nobody"));
    world.run_jobs();
    let key = seal(&world);
    (world, key)
}

fn seal(world: &World) -> String {
    let outcome = world.run("trail seal --as ann --reason audit").exits(0);
    let key = outcome.stdout.lines().next().unwrap().strip_prefix("Key: ").unwrap().to_owned();
    assert_eq!((key.len(), key.split('-').count()), (71, 8), "{key}");
    outcome.shows("keep it away from this machine").shows("sealed from entry ");
    key
}

fn last_entry(world: &World) -> i64 {
    world.headquarters().number("SELECT max(id) FROM entry")
}

#[test]
fn each_entry_has_a_code_that_the_key_proves() {
    let (world, key) = sealed();
    let first = last_entry(&world);
    world.run("verify").exits(0).shows("1 entry is sealed; `--key` proves that they are as they were appended\n");
    world.run("edit 2 --set Email=b2@example.com").exits(0);
    let world = world.then("Houston", |c| c.customer("C3"));
    let count = last_entry(&world) - first + 1;
    world.run("verify").exits(0).shows(&format!("{count} entries are sealed; `--key`"));
    let proven = format!("{count} entries are sealed, {count} of them proven by keys\n");
    for key in [key.clone(), key.replace('-', ""), key.to_uppercase()] {
        world.run(&format!("verify --key {key}")).exits(0).shows(&proven);
    }
    world
        .run("verify --key nowhere")
        .exits(1)
        .says("the key in `nowhere` cannot be read")
        .says("hint: give the key itself");
    fs::write(world.elsewhere("key"), format!("kept in the safe\nKey: {key}\n")).unwrap();
    world.run("verify --key key").exits(0).shows(&proven);
    world.pipe("verify --key -", &format!("{key}\n")).exits(0).shows(&proven);
    let answer = world.run("verify --key key --format json").exits(0).json();
    assert_eq!((&answer["sealed"], &answer["proven"]), (&json!(count), &json!(count)));
    world.run("history --channel Houston").exits(0);
    let said = world.headquarters().query("SELECT substr(actor, 1, 5), reason FROM entry WHERE event = 'sealed'");
    assert_eq!(said, ["ann (|audit"]);
}

#[test]
#[cfg(target_os = "linux")]
fn who_does_not_type_a_key_can_stop_the_question() {
    let (world, _) = sealed();
    let mut program = world.command("verify --key -");
    let mut child = program.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    // It waits for the key once it sleeps for a while.
    let sleeps = || fs::read_to_string(format!("/proc/{}/stat", child.id())).unwrap().contains(") S ");
    let mut looks = 0;
    while looks < 100 {
        looks = if sleeps() { looks + 1 } else { 0 };
        thread::sleep(Duration::from_millis(1));
    }
    assert!(Command::new("kill").args(["-s", "TERM", &child.id().to_string()]).status().unwrap().success());
    let deadline = Instant::now() + Duration::from_secs(20);
    while child.try_wait().unwrap().is_none() && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(1));
    }
    let has_ended = child.try_wait().unwrap().is_some();
    drop(child.stdin.take());
    let status = child.wait().unwrap();
    assert!(has_ended && status.signal() == Some(15), "{status}");
}

#[test]
fn the_first_key_is_nowhere_and_the_present_one_is_its_owners() {
    let (world, key) = sealed();
    let file = world.seal_path();
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let digits = key.replace('-', "");
    let present = fs::read_to_string(&file).unwrap();
    world.run("resync 2").exits(3);
    assert_ne!(fs::read_to_string(&file).unwrap(), present);
    world.run("backup copy.db").exits(0);
    let mut files: Vec<_> = world.files().into_iter().map(|(_, bytes)| bytes).collect();
    files.push(fs::read(world.elsewhere("copy.db")).unwrap());
    for bytes in files {
        let text = String::from_utf8_lossy(&bytes).replace('-', "");
        assert!(!text.contains(&digits));
    }
    assert!(!world.elsewhere("copy.db.seal").exists());
    // Whoever may only read the store does not get the key.
    fs::set_permissions(world.store_path(), fs::Permissions::from_mode(0o644)).unwrap();
    fs::remove_file(&file).unwrap();
    seal(&world);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn what_is_forged_after_the_seal_is_named() {
    let (world, key) = sealed();
    world.run("edit 2 --set Email=b2@example.com --reason typo").exits(0);
    world.run("resync 2").exits(0);
    let world = without_anchors(world);
    let edited = world.headquarters().query("SELECT id FROM entry WHERE event = 'edited'")[0].clone();
    for sql in [
        "UPDATE entry SET actor = 'nobody', reason = 'none' WHERE event = 'edited'",
        "UPDATE entry SET at = at - 31536000000000 WHERE event = 'edited'",
    ] {
        let copy = world.copy();
        forge(&copy, sql);
        copy.run("verify").exits(0);
        assert_eq!(breaches(&copy, &format!("verify --key {key}")), [format!("code-differs entry {edited}")]);
        let sentence =
            "the code does not match the entry: it, or one before it, was changed after it was appended\n1 breach\n";
        copy.run(&format!("verify --key {key}")).prints(&format!("entry {edited}: {sentence}"));
    }
    // What was before the seal is part of what it seals.
    let copy = world.copy();
    forge(&copy, "UPDATE entry SET actor = 'nobody' WHERE id = 1");
    copy.run("verify").exits(0);
    let sealed = world.headquarters().query("SELECT id FROM entry WHERE event = 'sealed'")[0].clone();
    assert_eq!(breaches(&copy, &format!("verify --key {key}")), [format!("code-differs entry {sealed}")]);
}

#[test]
fn whoever_has_the_machine_forges_only_what_is_to_come() {
    use hmac::{Hmac, KeyInit as _, Mac as _};
    use sha2::{Digest as _, Sha256};

    let (world, key) = sealed();
    world.run("edit 2 --set Email=b2@example.com").exits(0);
    world.run("resync 2").exits(0);
    let world = without_anchors(world);
    // With all that is there: the present key, with which the forger writes codes anew.
    let present = fs::read_to_string(world.seal_path()).unwrap();
    let digits = present.lines().find_map(|line| line.strip_prefix("key ")).unwrap().replace('-', "");
    let mut present: Vec<u8> =
        (0..64).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect();
    let edited = world.headquarters().number("SELECT id FROM entry WHERE event = 'edited'");
    forge(&world, "UPDATE entry SET actor = 'nobody' WHERE event = 'edited'");
    let last = last_entry(&world);
    world.headquarters().without_triggers(|store| {
        for entry in edited..=last {
            let row = store.values(&format!("SELECT hash FROM entry WHERE id = {entry}")).remove(0);
            let [Value::Blob(hash)] = row.as_slice() else { panic!("no hash: {row:?}") };
            let mut mac = Hmac::<Sha256>::new_from_slice(&present).unwrap();
            mac.update(hash);
            let code = mac.finalize().into_bytes().to_vec();
            store.change("UPDATE entry_code SET code = ?1 WHERE entry = ?2", &[code.into(), entry.into()]);
            present = Sha256::new().chain_update("hqsync seal").chain_update(&present).finalize().to_vec();
        }
    });
    world.run("verify").exits(0);
    assert_eq!(breaches(&world, &format!("verify --key {key}")), [format!("code-differs entry {edited}")]);
}

#[test]
fn a_restored_store_gets_a_new_seal_before_it_goes_on() {
    let (world, _) = sealed();
    world.back_up("backup.db");
    let world = world.then("Houston", |c| c.customer("C3"));
    world.put_back("backup.db");
    world
        .run("run-jobs --restored")
        .exits(1)
        .says("has moved on to entry")
        .says("`hqsync trail seal` begins a new seal");
    world.run("trail seal").exits(0);
    world.run("run-jobs --restored").exits_any(&[0, 3]);
    assert_eq!(world.query("Houston", "SELECT count(*) FROM RETAILCUSTTABLE"), ["2"]);
    world.run("verify").exits(0);
}

#[test]
fn codes_that_are_missing_or_too_many_show_without_a_key() {
    let (world, key) = sealed();
    world.run("resync 2").exits(3);
    let (first, last) = (last_entry(&world) - 1, last_entry(&world));
    for (sql, expected) in [
        (format!("DELETE FROM entry_code WHERE entry = {last}"), format!("code-missing entry {last}")),
        ("INSERT INTO entry_code VALUES (1, zeroblob(32))".to_owned(), "code-unexpected entry 1".to_owned()),
        (format!("UPDATE entry_code SET code = x'00' WHERE entry = {last}"), format!("code-differs entry {last}")),
        (format!("UPDATE entry_code SET code = 'x' WHERE entry = {last}"), format!("code-differs entry {last}")),
        ("INSERT INTO entry_code VALUES (99999, zeroblob(32))".to_owned(), "damaged store".to_owned()),
    ] {
        let copy = world.copy();
        forge(&copy, &sql);
        assert_eq!(breaches(&copy, "verify"), [expected], "{sql}");
    }
    // A trail without its seal looks whole, but not to somebody who has the key.
    let copy = without_anchors(world.copy());
    let gone = format!(
        "DELETE FROM entry_code; UPDATE entry SET event = 'indexed', details = '{{\"operations\":2}}' WHERE id = {first}"
    );
    forge(&copy, &gone);
    copy.run("verify").exits(0);
    assert_eq!(breaches(&copy, &format!("verify --key {key}")), ["seal-missing store"]);
    let other = "0".repeat(64);
    assert_eq!(breaches(&world, &format!("verify --key {other}")), ["seal-missing store"]);
    world.run("verify --key 12ab").exits(1).says("the key in `12ab` cannot be read");
    fs::write(world.elsewhere("empty"), "").unwrap();
    world.run("verify --key empty").exits(2).says("is neither a key of 64 hexadecimal digits nor a file with one");
}

#[test]
fn a_sealed_store_without_its_key_is_not_written() {
    let (world, first) = sealed();
    let file = world.seal_path();
    let key = fs::read(&file).unwrap();
    let entries = last_entry(&world);
    let refused = |reason: &str, fault: &str| {
        for command in ["run-jobs", "resync 2", "edit 2 --set Email=b2@example.com"] {
            world
                .run(command)
                .exits(1)
                .says(fault)
                .says("`hqsync trail seal` begins a new seal, and the trail says so");
        }
        let answer = world.run("status --format json").exits(3).json();
        let kinds: Vec<_> =
            answer["attention"].as_array().unwrap().iter().map(|attention| &attention["kind"]).collect();
        assert!(kinds.contains(&&json!("seal-unusable")), "{kinds:?}");
        assert!(answer.to_string().contains(&format!("\"reason\":\"{reason}\"")), "{answer}");
        assert_eq!(last_entry(&world), entries);
        assert_eq!(breaches(&world, "verify"), ["seal-unusable store"]);
        world.run("verify").exits(1).shows(&format!("store: the key of the seal is {reason}, so entries may"));
        world.run("list").exits(0);
        world.run("resync 2 --dry-run").exits(3);
    };
    fs::remove_file(&file).unwrap();
    refused("missing", "headquarters.db.seal` is missing");
    fs::write(&file, &key[..key.len() / 2]).unwrap();
    refused("damaged", "headquarters.db.seal` is damaged");
    symlink("headquarters.db.lock", world.path("link")).unwrap();
    fs::rename(world.path("link"), &file).unwrap();
    assert_eq!(breaches(&world, "verify"), ["seal-unusable store"]);
    fs::remove_file(&file).unwrap();
    fs::write(&file, &key).unwrap();
    world.run("verify").exits(0);
    world.run("resync 2").exits(3);

    // Put back to before the seal moved on.
    let older = world.copy();
    world.run("resync 2").exits(3);
    fs::copy(&file, older.seal_path()).unwrap();
    older.run("resync 2").exits(1).says("has moved on to entry").says("put back to an older state");
    fs::remove_file(older.anchors_path()).unwrap();
    let second = seal(&older);
    older.run("resync 2").exits(3);
    let details =
        older.headquarters().query("SELECT details FROM entry WHERE event = 'sealed' ORDER BY id DESC LIMIT 1");
    assert!(details[0].ends_with(",\"broken\":\"ahead\"}"), "{details:?}");
    let outcome = older.run(&format!("verify --key {first} --key {second}")).exits(0);
    let count = last_entry(&older) - entries + 1;
    outcome.shows(&format!("{count} entries are sealed, {count} of them proven by keys\n"));
}

#[test]
fn a_key_that_is_behind_goes_on() {
    // As after a kill between the commit and the key.
    let (world, key) = sealed();
    let file = world.seal_path();
    let behind = fs::read(&file).unwrap();
    world.run("resync 2").exits(3);
    world.run("resync 2").exits(3);
    fs::write(&file, behind).unwrap();
    world.run("resync 2").exits(3);
    world.run(&format!("verify --key {key}")).exits(0).shows("4 of them proven by keys");
}

#[test]
fn a_seal_after_another_keeps_both() {
    let (world, first) = sealed();
    world.run("resync 2").exits(3);
    let ended = last_entry(&world) - 1;
    let outcome = world.copy().run("trail seal").exits(0).stdout;
    let expected = format!("The seal that began with entry {ended} ends here. Keep its key as well");
    assert!(outcome.contains(&expected), "{outcome}");
    assert_eq!(world.copy().run("trail seal --format json").exits(0).json()["ended"], json!(ended));
    let second = seal(&world);
    world.run("resync 2").exits(3);
    fs::write(world.elsewhere("keys"), format!("{first}\n{second}\n")).unwrap();
    world.run("verify --key keys").exits(0).shows("4 entries are sealed, 4 of them proven by keys\n");
    world.run(&format!("verify --key {second}")).exits(0).shows("4 entries are sealed, 2 of them proven by keys\n");
    let world = without_anchors(world);
    let copy = world.copy();
    let store = copy.headquarters();
    store.drop_trigger("entry_is_never_changed");
    store.execute("UPDATE entry SET reason = 'x' WHERE id = (SELECT max(id) FROM entry)");
    chain_anew(&store);
    drop(store);
    let found = breaches(&copy, &format!("verify --key {first} --key {second}"));
    assert!(found.contains(&format!("code-differs entry {}", last_entry(&copy))), "{found:?}");
}

#[test]
fn a_backup_has_no_key_and_is_no_breach() {
    let (world, key) = sealed();
    world.run("resync 2").exits(3);
    world.run("backup copy.db").exits(0);
    let copy = world.elsewhere("copy.db");
    let verify = format!("verify --store {} --key {key}", copy.display());
    world
        .run(&verify)
        .exits(0)
        .shows("2 of them proven by keys\nthe key of the seal is not at hand, so nothing shows whether");
    let answer = world.run(&format!("{verify} --format json")).exits(0).json();
    assert_eq!(answer["seal_key_checked"], json!(false));
    let answer = world.run("verify --format json").exits(0).json();
    assert_eq!(answer["seal_key_checked"], json!(true));
}

#[test]
fn the_key_of_another_seal_is_a_breach() {
    let (world, _) = sealed();
    let (other, _) = sealed();
    fs::copy(other.seal_path(), world.seal_path()).unwrap();
    assert_eq!(breaches(&world, "verify"), ["seal-unusable store"]);
    world.run("verify").exits(1).shows("the key of the seal is that of another seal, so entries may");
}

#[test]
fn a_seal_whose_key_was_not_given_proves_nothing() {
    let (world, first) = sealed();
    let world = without_anchors(world);
    let older = world.copy();
    world.run("dismiss 2 --reason spam --as boss").exits(0);
    // Whoever has the machine goes back to before the deed, and seals anew what is written in its place.
    let second = seal(&older);
    older.run("dismiss 2 --reason mistake --as ann").exits(0);
    older.run("verify").exits(0);
    let sealed = last_entry(&older) - 1;
    assert_eq!(breaches(&older, &format!("verify --key {first}")), [format!("seal-unproven entry {sealed}")]);
    let outcome = older.run(&format!("verify --key {first}")).exits(1).says("is not printed");
    let outcome = outcome.shows(&format!("entry {sealed}: a seal whose key was not given begins here (20"));
    let outcome = outcome.shows(", ann (");
    outcome.shows("; the seal before it vouches for this entry, and for none after it\n");
    older.run(&format!("verify --key {first} --key {second}")).exits(0).shows("3 of them proven by keys\n");
    // Who does not have the key of that moment cannot have the seal before vouch for another one.
    let copy = older.copy();
    forge(&copy, &format!("UPDATE entry_code SET code = substr(code, 1, 32) WHERE entry = {sealed}"));
    copy.run("verify").exits(0);
    let expected = [format!("code-differs entry {sealed}"), format!("seal-unproven entry {sealed}")];
    assert_eq!(breaches(&copy, &format!("verify --key {first}")), expected);
    forge(&copy, &format!("UPDATE entry_code SET code = code || x'00' WHERE entry = {sealed}"));
    assert_eq!(breaches(&copy, "verify"), [format!("code-differs entry {sealed}")]);
    fs::remove_file(older.seal_path()).unwrap();
    seal(&older);
    let sentence = "so no entry from here on is proven; the key of the seal before it was missing\n1 breach\n";
    older.run(&format!("verify --key {first} --key {second}")).exits(1).shows(sentence);
}

#[test]
fn a_seal_that_was_about_to_begin_leaves_the_present_key_usable() {
    // As after a kill just before the commit, and just after it.
    let (world, first) = sealed();
    let file = world.seal_path();
    let before = fs::read(&file).unwrap();
    let older = world.copy();
    let second = seal(&world);
    let both = [before, fs::read(&file).unwrap()].concat();
    for (world, keys) in [(&older, format!("--key {first}")), (&world, format!("--key {first} --key {second}"))] {
        let file = world.seal_path();
        fs::write(&file, &both).unwrap();
        world.run(&format!("verify {keys}")).exits(0);
        world.run("resync 2").exits(3);
        assert_eq!(fs::read(&file).unwrap().len(), both.len() / 2);
        world.run(&format!("verify {keys}")).exits(0);
    }
}

#[test]
fn a_key_that_nobody_reads_seals_nothing() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world
        .run("trail seal")
        .exits(1)
        .says("there is no store yet")
        .says("check `store` in the configuration, `--store`");
    world.run_jobs();
    for command in ["trail seal", "trail seal --format json"] {
        world.run_into_full_disk(command).exits(1).says("the key could not be shown, so nothing was sealed: ");
    }
    assert_eq!(world.headquarters().query("SELECT count(*) FROM entry WHERE event = 'sealed'"), ["0"]);
    let answer = world.run("trail seal --format json").exits(0).json();
    let key = answer["key"].as_str().unwrap().to_owned();
    world.run(&format!("verify --key {key}")).exits(0).shows("1 entry is sealed, 1 of them proven by a key\n");
}
