//! Who a store and a channel are, and that nobody gets another person's account.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::world::World;

#[test]
fn a_wider_number_sequence_passes_over_accounts_that_are_there() {
    let names = |from: usize, to: usize| (from..to).map(|number| format!("A{number}")).collect::<Vec<_>>();
    let world = World::new()
        .setting("companies.USRT.number_sequence", "'C-9#'")
        .channel("Houston", |c| names(0, 10).iter().fold(c, |rows, name| rows.customer(name)));
    world.run("run-jobs --quiet").exits(3);
    let world = world
        .setting("companies.USRT.number_sequence", "'C-##'")
        .append("Houston", |c| names(10, 100).iter().fold(c, |rows, name| rows.customer(name)));
    world.run("resync 10").exits(0).shows("customer C-10 created");
    world.run("run-jobs --quiet").exits(3);
    let accounts = world.query("Houston", "SELECT ACCOUNTNUM FROM CUSTTABLE ORDER BY 1");
    let expected: Vec<_> = (10..100).map(|number| format!("C-{number}")).collect();
    assert_eq!(accounts, expected);
    world.verify();
    let world = world.setting("companies.USRT.number_sequence", "'C-###'");
    world.run("resync --where status=failed --yes").exits(0).shows("customer C-100 created");
    world.run("run-jobs --quiet").exits(0);
    world.verify();
}

/// Name and account of the customers that a channel knows, in the order of their accounts.
fn accounts(world: &World, channel: &str) -> Vec<String> {
    let sql = "SELECT r.ACCOUNTNUM, d.NAME FROM RETAILCUSTTABLE r JOIN CUSTTABLE c USING (ACCOUNTNUM)
         JOIN DIRPARTYTABLE d ON d.PARTYNUMBER = c.PARTY ORDER BY 1";
    world.query(channel, sql)
}

/// A backup in which Houston has Ada; since then Houston sent Bertha, and then Seattle, which was away, Anton, who was created
/// before her.
fn restored() -> World {
    let world = World::new().channel("Houston", |c| c.customer("Ada")).channel("Seattle", |c| c);
    world.run_jobs();
    world.back_up("copy.db");
    let (path, away) = (world.channel_path("Seattle"), world.path("away.db"));
    fs::rename(&path, &away).unwrap();
    let world = world.append("Houston", |c| c.customer("Bertha").at("2026-11-01 12:00:00"));
    world.run("run-jobs --quiet").exits(4);
    fs::rename(&away, &path).unwrap();
    let world = world.append("Seattle", |c| c.customer("Anton").at("2026-11-01 11:00:00"));
    world.run("run-jobs --quiet").exits(0);
    world.put_back("copy.db");
    world
}

const BEFORE: [&str; 3] = ["C-000001|Customer Ada", "C-000002|Customer Bertha", "C-000003|Customer Anton"];

#[test]
fn a_store_that_was_put_back_to_an_older_state_does_nothing() {
    let world = restored();
    // A log of the store stays where readers need it.
    world.run("run-jobs").exits(1);
    let before = world.files();
    let refused = "the store is an older state of itself: channel `Houston` knows its entry";
    for command in ["run-jobs", "run-jobs p", "run-jobs sync", "run-jobs 1010 --channel Seattle", "run-jobs --dry-run"]
    {
        let outcome = world.run(command).exits(1);
        if command.contains("Seattle") {
            outcome.says("channel `Seattle` knows its entry")
        } else {
            outcome.says(refused)
        }
        .says("put the newer store back; if it is lost, `hqsync run-jobs --restored`");
        world.is_as(&before);
    }
}

#[test]
fn a_restored_store_takes_the_accounts_from_the_channels() {
    let world = restored().append("Houston", |c| c.customer("Carl"));
    let run = world.run("run-jobs --restored --format json").exits(0).json();
    assert_eq!(run["figures"]["adopted"], 2);
    let status = world.run("status --format json").exits(0).json();
    let expected =
        json!({"at": status["restored"]["at"], "new": false, "accounts": 2, "open": 0, "conflicts": 0, "awaited": []});
    assert_eq!(status["restored"], expected);
    world.run("status").exits(0).shows("2 accounts taken over, 0 customers still without an operation");
    for channel in ["Houston", "Seattle"] {
        assert_eq!(accounts(&world, channel), [BEFORE.as_slice(), &["C-000004|Customer Carl"]].concat());
    }
    let mut listed = world.listed("CustName,account");
    listed.sort();
    let expected =
        ["Customer Ada C-000001", "Customer Anton C-000003", "Customer Bertha C-000002", "Customer Carl C-000004"];
    assert_eq!(listed, expected);
    world.verify();
    let before = world.dump("Houston");
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.dump("Houston"), before);
    world.verify();
}

#[test]
fn customers_of_an_import_that_a_restored_store_has_lost_keep_their_parties_to_themselves() {
    let world = World::new().channel("Houston", |c| c.customer("Ada"));
    world.run_jobs();
    world.back_up("copy.db");
    let file = world.path("customers.csv");
    fs::write(&file, "company,account,CustName\nUSRT,C-000007,Anna Old\nUSRT,X-1,Bert Old\n").unwrap();
    let import = format!("import '{}'", file.display());
    world.run(&import).exits(0).shows("2 customers imported");
    world.run_jobs();
    let before = ["C-000001|Customer Ada", "C-000007|Anna Old", "X-1|Bert Old"];
    assert_eq!(accounts(&world, "Houston"), before);

    world.put_back("copy.db");
    let world = world.append("Houston", |c| c.customer("Carl").customer("Doris"));
    world.run("run-jobs --restored --quiet").exits(0);
    let after = [
        "C-000001|Customer Ada",
        "C-000007|Anna Old",
        "C-000008|Customer Carl",
        "C-000009|Customer Doris",
        "X-1|Bert Old",
    ];
    assert_eq!(accounts(&world, "Houston"), after);
    assert_eq!(world.query("Houston", "SELECT count(DISTINCT PARTY) FROM CUSTTABLE"), ["5"]);

    // Once they are imported again, nothing is left of what was set aside.
    world.run(&import).exits(0).shows("2 customers imported");
    world.run_jobs();
    assert_eq!(accounts(&world, "Houston"), after);
    assert_eq!(world.query("Houston", "SELECT count(*) FROM DIRPARTYTABLE"), ["5"]);
    world.verify();
}

#[test]
fn a_backup_since_which_nothing_happened_goes_on_without_ado() {
    let world = World::new().channel("Houston", |c| c.customer("Ada"));
    world.run_jobs();
    world.back_up("copy.db");
    world.run("run-jobs --quiet").exits(0);
    world.put_back("copy.db");
    let world = world.then("Houston", |c| c.customer("Bertha"));
    assert_eq!(accounts(&world, "Houston"), ["C-000001|Customer Ada", "C-000002|Customer Bertha"]);
    // What the anchors noted of the lost run is told until somebody accepts it.
    world.run("verify").exits(1).shows("or the store was put back to an older state");
    world.run("run-jobs --restored").exits(0).says("the store was put back to an older state: it goes on after entry");
    world.verify();
    world.run("run-jobs --restored").exits(0).says("no channel or anchor knows a newer state; the jobs ran as usual");
    let sentence = "there is a store already, so `--new-store` had no effect; the jobs ran as usual\n";
    world.run("run-jobs --new-store").exits(0).says_only(sentence);
    let first = World::new().channel("Houston", |c| c.customer("Ada"));
    first
        .run("run-jobs --new-store")
        .exits(0)
        .says_only("no channel or anchor knows another store; the jobs ran as usual\n");
}

/// Moves the channels away or back.
fn move_away(world: &World, channels: &[&str], is_away: bool) {
    for channel in channels {
        let (here, away) = (world.channel_path(channel), world.path(&format!("{channel}.away")));
        let (from, to) = if is_away { (here, away) } else { (away, here) };
        fs::rename(from, to).unwrap();
    }
}

/// The account of each GUID that a channel knows.
fn known(world: &World, channel: &str) -> Vec<String> {
    world.query(channel, "SELECT lower(CUSTACCOUNTASYNC), ACCOUNTNUM FROM RETAILCUSTTABLE ORDER BY 1")
}

/// A backup, edits and runs with channels away, the store lost, the backup put back with channels
/// away again, further edits, and the others come back. `anchors` says whether the file with the anchors survived.
fn restore_with_channels_away(anchors: bool) {
    let away = ["Seattle", "Web shop"];
    let world = World::new()
        .channel("Houston", |c| c.customer("Ada").customer("Bad").with("Email=nobody"))
        .channel("Seattle", |c| c.customer("Sid").with("Email=nobody").address("Sid", "home", "City=Seattle"))
        .channel("Web shop", |c| c.customer("Web"))
        .channel("Amsterdam", |c| c.customer("Ams"));
    world.run("run-jobs --quiet").exits(3);
    world.back_up("copy.db");
    // Bad, who failed in Houston, gets its account while Houston is away, and only Seattle and the web shop receive it.
    move_away(&world, &["Houston"], true);
    world.run("edit 2 --set Email=bad@example.com --resync").exits(0);
    let world = world
        .append("Seattle", |c| c.customer("Sue").address("Sue", "home", "City=Kent"))
        .append("Web shop", |c| c.customer("Wim").contact("Wim", "phone", ""));
    world.run("run-jobs --quiet").exits(4);
    move_away(&world, &["Houston"], false);
    let world = world
        .append("Houston", |c| c.customer("Hal").address("Hal", "home", "City=Austin"))
        .append("Amsterdam", |c| c.customer("Bob"));
    move_away(&world, &["Web shop"], true);
    world.run("run-jobs --quiet").exits(4);
    // Only Seattle learns of these.
    move_away(&world, &["Houston"], true);
    world.run("edit 3 --set Email=sid@example.com --resync").exits(0);
    world.run("run-jobs --quiet").exits(4);
    move_away(&world, &["Houston", "Web shop"], false);
    let everybody: Vec<_> = known(&world, "Seattle");
    assert_eq!(everybody.len(), 7, "{everybody:?}");

    world.put_back("copy.db");
    if !anchors {
        fs::remove_file(world.anchors_path()).unwrap();
    }
    move_away(&world, &away, true);
    let world = world.append("Houston", |c| c.customer("New").update("Ada").with("Phone=555-0100"));
    world.run("run-jobs").exits(1).says("the store is an older state of itself");
    world.run("run-jobs --restored --quiet").exits_any(&[3, 4]);
    world.verify();
    // Houston knows what became of Bad, but not of Sid.
    world.run("edit 2 --set Email=bad@example.com --resync").exits(0);
    world.run("edit 3 --set Email=sid@example.com --resync").exits(0);
    assert_eq!(world.listed("status,errors")[1..3], ["synced", "waiting account-conflict"]);
    world.run("status").exits(3).shows("Not reached since then: Seattle, Web shop");
    let new = world.found("CustName = \"Customer New\"");
    let given =
        world.run(&format!("filter 'id = {}' --columns account --no-header --format csv", new[0])).exits(0).stdout;
    assert_eq!(given.contains("C-"), anchors, "{given}");
    move_away(&world, &["Web shop"], false);
    let world = world.append("Web shop", |c| c.customer("Wen"));
    world.run("run-jobs --quiet").exits_any(&[3, 4]);
    move_away(&world, &["Seattle"], false);
    world.run("run-jobs --quiet").exits_any(&[0, 3]);
    let states = world.listed("status");
    assert!(states.iter().all(|state| state == "completed"), "{states:?}");
    for channel in ["Houston", "Seattle", "Web shop"] {
        let now = known(&world, channel);
        assert!(everybody.iter().all(|account| now.contains(account)), "{channel}: {now:?}, {everybody:?}");
        assert_eq!(now.len(), 9);
        assert_eq!(world.downloaded(channel), world.downloaded("Seattle"));
    }
    assert_eq!(known(&world, "Amsterdam").len(), 2);
    world.verify();
    world.run("status").exits(0).shows("0 conflicts");
}

#[test]
fn everybody_has_the_account_of_before_when_all_channels_are_back() {
    restore_with_channels_away(true);
}

#[test]
fn everybody_has_the_account_of_before_even_if_the_anchors_are_lost() {
    restore_with_channels_away(false);
}

/// A store that was put back while nobody was there who could tell: Houston, where Bertha has her account, is away, and so
/// are the anchors. Seattle's Anton got the same account.
fn parted() -> World {
    let world = World::new().channel("Houston", |c| c.customer("Ada")).channel("Seattle", |c| c);
    world.run_jobs();
    world.back_up("copy.db");
    move_away(&world, &["Seattle"], true);
    let world = world.append("Houston", |c| c.customer("Bertha").at("2026-11-01 12:00:00"));
    world.run("run-jobs --quiet").exits(4);
    move_away(&world, &["Houston"], true);
    move_away(&world, &["Seattle"], false);
    world.put_back("copy.db");
    fs::remove_file(world.anchors_path()).unwrap();
    let world = world.append("Seattle", |c| c.customer("Anton").at("2026-11-01 11:00:00"));
    world.run("run-jobs --quiet").exits(4);
    world
}

#[test]
fn who_got_an_account_that_a_channel_knew_of_somebody_else_keeps_it_and_so_does_the_other() {
    let world = parted();
    let (houston, seattle) = (["C-000001|Customer Ada", "C-000002|Customer Bertha"], accounts(&world, "Seattle"));
    assert_eq!(seattle, ["C-000001|Customer Ada", "C-000002|Customer Anton"]);
    move_away(&world, &["Houston"], false);
    world.run("run-jobs --quiet").exits(1).says("channel `Houston` knows another entry").says("run-jobs --restored");
    assert_eq!(accounts(&world, "Houston"), houston);
    for command in ["run-jobs --restored --quiet", "run-jobs --quiet"] {
        world.run(command);
        assert_eq!(accounts(&world, "Houston"), houston);
        assert_eq!(accounts(&world, "Seattle"), seattle);
    }
    let failed = world.run("filter error=account-conflict --columns CustName --format csv").exits(0);
    failed.shows("Customer Bertha");
    world.run("status").exits(3).shows("1 conflict");
    world.run("verify").exits(0);
}

#[test]
fn a_mistyped_store_is_not_made() {
    let world = World::new().channel("Houston", |c| c.customer("Ada"));
    world.run_jobs();
    let before = world.files();
    let other = world.path("headquartres.db");
    for command in ["run-jobs", "run-jobs --dry-run", "run-jobs p --channel Houston"] {
        let mut words: Vec<_> = command.split(' ').collect();
        words.extend(["--store", other.to_str().unwrap()]);
        world
            .run(words.as_slice())
            .exits(1)
            .says("no new store was made: channel `Houston` belongs to store")
            .says("`hqsync run-jobs --new-store`");
        world.is_as(&before);
        assert!(!world.path("headquartres.db.lock").exists());
    }
}

#[test]
fn a_mistyped_store_is_not_made_for_a_channel_that_knows_none_either() {
    let without_channels = World::new().configured("Amsterdam");
    without_channels.run("run-jobs").exits(1);
    without_channels.headquarters().execute("DELETE FROM channel");
    let world = World::new().channel("Houston", |c| c.customer("Ada"));
    fs::copy(without_channels.store_path(), world.path("without-channels.db")).unwrap();
    // As a store has its log once it was opened.
    fs::write(world.path("without-channels.db-wal"), "").unwrap();
    world.run_jobs();
    let world = world.channel("Seattle", |c| c.customer("Bertha"));
    let (before, seattle) = (world.files(), world.dump("Seattle"));
    for command in ["run-jobs p --channel Seattle", "run-jobs 1010 --channel Seattle --dry-run"] {
        let refused = on(&world, "mistyped.db", command, 1);
        assert!(refused.contains("no new store was made: channel `Houston` belongs to store"), "{refused}");
        world.is_as(&before);
        let refused = on(&world, "without-channels.db", command, 1);
        assert!(refused.contains("no new store was made: channel `Houston` belongs to store"), "{refused}");
        let before: Vec<_> = before.iter().filter(|(path, _)| !is_of(path, "without-channels")).cloned().collect();
        let after: Vec<_> = world.files().into_iter().filter(|(path, _)| !is_of(path, "without-channels")).collect();
        assert!(before == after, "{command}");
    }
    assert_eq!(world.dump("Seattle"), seattle);
    world.run("run-jobs --quiet").exits(0);
    world.verify();
}

/// Whether a file is a store with that name, or beside it.
fn is_of(path: &Path, name: &str) -> bool {
    path.file_name().is_some_and(|file| file.to_string_lossy().starts_with(name))
}

/// The error about the anchors of a store that is lost.
fn noted(world: &World, store: &str) -> String {
    let file = world.anchors_path();
    format!("no new store was made: the anchors in `{}` are those of store {store}", file.display())
}

#[test]
fn a_lost_store_that_only_its_anchors_know_is_made_anew_behind_its_accounts() {
    let world = World::new().channel("Houston", |c| c.customer("Ada").customer("Bertha"));
    world.run_jobs();
    let store = world.headquarters().query("SELECT id FROM store")[0].clone();
    world.lose_store();
    move_away(&world, &["Houston"], true);
    let world = world.channel("Seattle", |c| c.customer("Carl"));
    let before = world.files();
    for command in ["run-jobs", "run-jobs p --channel Seattle", "run-jobs --dry-run"] {
        world.run(command).exits(1).says(&noted(&world, &store)).says("`hqsync run-jobs --new-store`");
        world.is_as(&before);
    }
    world.run("run-jobs --new-store").exits(4).says("the store was recreated, with the accounts that channels know");
    // Carl may be Houston's customer too.
    assert_eq!(world.listed("CustName,status,errors"), ["Customer Carl waiting account-conflict"]);
    move_away(&world, &["Houston"], false);
    world.run("run-jobs --quiet").exits(0);
    let expected = ["C-000001|Customer Ada", "C-000002|Customer Bertha", "C-000003|Customer Carl"];
    assert_eq!(accounts(&world, "Houston"), expected);
    assert_eq!(accounts(&world, "Seattle"), expected);
    world.verify();
}

#[test]
fn what_a_refused_run_notes_does_not_hide_the_anchors_of_the_lost_store() {
    let world = World::new().channel("Houston", |c| c.customer("Ada"));
    world.run_jobs();
    let store = world.headquarters().query("SELECT id FROM store")[0].clone();
    world.lose_store();
    move_away(&world, &["Houston"], true);
    // Not empty, but nothing is in it.
    world.headquarters().execute("CREATE TABLE t (x TEXT); DROP TABLE t");
    for _ in 0..2 {
        world.run("run-jobs").exits(1).says(&noted(&world, &store));
    }
    let world = world.channel("Seattle", |c| c.customer("Carl"));
    world.run("run-jobs --new-store --quiet").exits(4);
    move_away(&world, &["Houston"], false);
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(accounts(&world, "Seattle"), ["C-000001|Customer Ada", "C-000002|Customer Carl"]);
    world.verify();
}

#[test]
fn a_run_that_has_restored_the_store_has_done_something_even_if_all_channels_fail() {
    let world = restored();
    move_away(&world, &["Houston", "Seattle"], true);
    let run = world.run("run-jobs --restored --format json").exits(4).says("it goes on after entry").json();
    assert_eq!(run["outcome"], "partial");
    world.run("run-jobs --quiet").exits(1);
    // Houston is heard, and then the store fails.
    move_away(&world, &["Houston"], false);
    let store = world.headquarters();
    store.refuse("full_up", "INSERT", "operation", "new.id > 0", "no more");
    world.run("run-jobs p --quiet").exits(4).says("no more");
    store.refuse_no_more("full_up", "operation");
    move_away(&world, &["Seattle"], false);
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(accounts(&world, "Houston"), BEFORE);
    world.verify();
}

#[test]
fn a_run_that_fails_before_it_begins_has_not_restored_the_store() {
    let world = restored();
    let config = fs::read_to_string(world.config_path()).unwrap();
    let other = config.replacen("company = \"USRT\"", "company = \"NLRT\"", 1);
    assert_ne!(other, config);
    fs::write(world.config_path(), other).unwrap();
    world.run("run-jobs --restored").exits(1).says("but the configuration says `NLRT`");
    let restored = "SELECT count(*) FROM entry WHERE event = 'restored'";
    assert_eq!(world.headquarters().query(restored), ["0"]);
    fs::write(world.config_path(), config).unwrap();
    world.run("run-jobs --restored --quiet").exits(0);
    assert_eq!(accounts(&world, "Houston"), BEFORE);
}

#[test]
fn a_store_that_is_lost_is_made_anew_with_the_accounts_that_channels_know() {
    let world = World::new().channel("Houston", |c| c.customer("Ada").customer("Bertha")).channel("Seattle", |c| c);
    world.run_jobs();
    let world = world.execute("Seattle", "UPDATE RETAILASYNCCUSTOMERV2 SET CUSTNAME = 'x'");
    world.lose_store();
    // Bertha comes first now, and Carl before both.
    let world = world
        .execute(
            "Houston",
            "UPDATE RETAILASYNCCUSTOMERV2 SET CREATEDDATETIME = '2026-10-01 08:00:00' WHERE CUSTNAME LIKE '%Bertha'",
        )
        .append("Seattle", |c| c.customer("Carl").at("2026-09-01 08:00:00"));
    world.run("run-jobs --quiet").exits(1).says("no new store was made");
    let run = world.run("run-jobs --new-store --format json").exits(0).json();
    assert_eq!(run["figures"]["adopted"], 2);
    let expected = ["C-000001|Customer Ada", "C-000002|Customer Bertha", "C-000003|Customer Carl"];
    assert_eq!(accounts(&world, "Houston"), expected);
    assert_eq!(accounts(&world, "Seattle"), expected);
    world.run("run-jobs --quiet").exits(0);
    world.verify();
}

#[test]
fn a_channel_of_another_store_fails_alone() {
    let world = World::new().channel("Houston", |c| c.customer("Ada"));
    world.run_jobs();
    let other = world.path("other.db");
    let store = ["--store", other.to_str().unwrap()];
    // The other store has a channel of its own.
    let world = world.channel("Seattle", |c| c.customer("Bertha"));
    let run = |command: &str| {
        let words: Vec<_> = command.split(' ').chain(store).collect();
        world.run(words.as_slice())
    };
    move_away(&world, &["Houston"], true);
    run("run-jobs --channel Seattle p").exits(0);
    move_away(&world, &["Houston"], false);
    let before = world.dump("Houston");
    run("run-jobs --format json").exits(4).says("belongs to another headquarters, store");
    assert_eq!(world.dump("Houston"), before);
    run("run-jobs 1010 --channel Houston").exits(1);
    // And the first store does not take the other's channel.
    world.run("run-jobs").exits(4).says("`hqsync channels claim \"Seattle\"`");
    assert_eq!(accounts(&world, "Seattle"), ["C-000001|Customer Bertha"]);
    world.verify();
}

#[test]
fn a_bookmark_of_an_earlier_version_says_whose_the_channel_is() {
    let world = World::new().channel("Houston", |c| c.customer("Ada"));
    world.run_jobs();
    let earlier = "CREATE TABLE B AS SELECT STORE, CHANGE FROM HQSYNC_BOOKMARK; DROP TABLE HQSYNC_BOOKMARK;
         CREATE TABLE HQSYNC_BOOKMARK (STORE TEXT PRIMARY KEY, CHANGE INTEGER NOT NULL);
         INSERT INTO HQSYNC_BOOKMARK SELECT * FROM B; DROP TABLE B";
    let world = world.execute("Houston", earlier);
    let other = world.path("other.db");
    world.run(&["run-jobs", "--store", other.to_str().unwrap()]).exits(1).says("no new store was made");
    let world = world.then("Houston", |c| c.customer("Bertha"));
    assert_eq!(world.query("Houston", "SELECT CHANNEL, ACCOUNTS FROM HQSYNC_BOOKMARK"), ["5637144592|2"]);
    world.verify();
    // A store that is older than what the channel received shows too.
    let world =
        world.execute("Houston", "UPDATE HQSYNC_BOOKMARK SET CHANGE = 3, ENTRY = NULL, HASH = NULL, CHANNEL = NULL");
    world.run("run-jobs").exits(1).says("channel `Houston` received change 3, but its last change is 2");
    world.run("run-jobs --restored --quiet").exits(0);
    world.run("run-jobs --quiet").exits(0);
    world.verify();
}

#[test]
fn a_mistyped_id_takes_nothing() {
    let world = World::new().channel("Houston", |c| c.customer("Ada"));
    world.run_jobs();
    let config = fs::read_to_string(world.config_path()).unwrap();
    fs::write(world.config_path(), config.replace("5637144592", "5637144952")).unwrap();
    let before = world.dump("Houston");
    world
        .run("run-jobs")
        .exits(1)
        .says("is the database of channel `Houston` (id 5637144592), not of the one with id 5637144952")
        .says("correct `id` or `database`");
    assert_eq!(world.dump("Houston"), before);
    assert_eq!(world.listed("CustName"), ["Customer Ada"]);
    let status = world.run("status --format json").exits(3).json();
    let contacts: Vec<_> =
        status["channels"].as_array().unwrap().iter().map(|one| one["last_contact"].is_null()).collect();
    assert_eq!(contacts, [false, true], "the one with the mistyped id is only configured: {status}");
    fs::write(world.config_path(), config).unwrap();
    world.run("run-jobs --quiet").exits(0);
    world.verify();
}

#[test]
fn two_databases_that_were_exchanged_take_nothing() {
    let world = World::new().channel("Houston", |c| c.customer("Ada")).channel("Seattle", |c| c.customer("Bertha"));
    world.run_jobs();
    let (one, other, third) = (world.channel_path("Houston"), world.channel_path("Seattle"), world.path("third.db"));
    fs::rename(&one, &third).unwrap();
    fs::rename(&other, &one).unwrap();
    fs::rename(&third, &other).unwrap();
    let before = world.dump("Houston");
    world.run("run-jobs").exits(1).says("is the database of channel `Seattle` (id 5637144593)");
    assert_eq!(world.dump("Houston"), before);
    let states: Vec<_> = world.listed("channel,CustName");
    assert_eq!(states, ["Houston Customer Ada", "Seattle Customer Bertha"]);
}

#[test]
fn channels_on_one_file_fail_whatever_leads_there() {
    let links: [fn(&World); 3] = [
        |world| std::os::unix::fs::symlink(world.channel_path("Houston"), world.channel_path("Seattle")).unwrap(),
        |world| fs::hard_link(world.channel_path("Houston"), world.channel_path("Seattle")).unwrap(),
        |world| {
            let config = fs::read_to_string(world.config_path()).unwrap();
            fs::write(world.config_path(), config.replace("channels/seattle.db", "channels/../channels/houston.db"))
                .unwrap();
        },
    ];
    for link in links {
        let world = World::new()
            .channel("Houston", |c| c.customer("Ada"))
            .configured("Seattle")
            .channel("Amsterdam", |c| c.customer("Bertha"));
        link(&world);
        let before = world.dump("Houston");
        world
            .run("run-jobs")
            .exits(4)
            .says("is the database of several channels: also of `Seattle`")
            .says("also of `Houston`");
        assert_eq!(world.dump("Houston"), before);
        assert_eq!(world.listed("CustName"), ["Customer Bertha"]);
    }
}

#[test]
fn an_account_of_a_till_is_never_given_to_another_guid() {
    let world = World::new().channel("Houston", |c| c.customer("Ada").customer("Bertha"));
    let other = super::rows::guid("Zoe");
    let world = world.execute(
        "Houston",
        &format!("INSERT INTO RETAILCUSTTABLE (ACCOUNTNUM, DATAAREAID, CUSTACCOUNTASYNC) VALUES ('C-000001', 'USRT', '{other}')"),
    );
    for _ in 0..2 {
        world
            .run("run-jobs --quiet")
            .exits(4)
            .says(&format!("knows account C-000001 as that of customer {other}, but it is that of customer"));
        assert_eq!(accounts(&world, "Houston"), ["C-000002|Customer Bertha"]);
        assert_eq!(world.states(), ["customer 1 synced", "customer 2 completed"]);
    }
    // It is tried again.
    let world =
        world.execute("Houston", "UPDATE RETAILCUSTTABLE SET CUSTACCOUNTASYNC = '' WHERE ACCOUNTNUM = 'C-000001'");
    let run = world.run("run-jobs --format json").exits(0).json();
    assert_eq!(
        run["figures"],
        json!({"uploaded": 0, "late": 0, "synced": 0, "accounts": 0, "failed": 0, "waiting": 0, "downloaded": 1, "completed": 1})
    );
    assert_eq!(accounts(&world, "Houston"), ["C-000001|Customer Ada", "C-000002|Customer Bertha"]);
    world.verify();
}

/// Runs a command on another store.
fn on(world: &World, store: &str, command: &str, exit: i32) -> String {
    let path = world.path(store);
    let words: Vec<_> = command.split(' ').chain(["--store", path.to_str().unwrap()]).collect();
    let outcome = world.run(words.as_slice()).exits(exit);
    format!("{}{}", outcome.stdout, outcome.stderr)
}

#[test]
fn a_channel_of_another_store_is_claimed_with_its_accounts() {
    let world = World::new().channel("Houston", |c| c.customer("Ada").customer("Bertha")).channel("Seattle", |c| c);
    on(&world, "other.db", "run-jobs --channel Houston --quiet", 0);
    // This store has begun with Seattle, and gave nobody an account.
    move_away(&world, &["Houston"], true);
    world.run("run-jobs p --channel Seattle --quiet").exits(0);
    move_away(&world, &["Houston"], false);
    world.run("run-jobs").exits(4).says("belongs to another headquarters, store");
    let before = world.dump("Houston");
    world
        .run("channels claim Houston")
        .exits(2)
        .says("cannot ask for confirmation")
        .says("it has 2 rows to upload and knows 2 accounts");
    world
        .run("channels claim Houston --dry-run")
        .exits(0)
        .shows("Would make this store the headquarters of channel Houston:");
    assert_eq!(world.dump("Houston"), before);
    world
        .run("channels claim houston --yes --reason 'the other store is retired' --as ann")
        .exits(0)
        .shows("channel Houston belongs to this store now; 2 accounts taken over");
    world.run("channels claim Houston --yes").exits(0).says("belongs to this store already");
    let world = world.append("Seattle", |c| c.customer("Carl").at("2026-10-01 08:00:00"));
    world.run("run-jobs --quiet").exits(0);
    let expected = ["C-000001|Customer Ada", "C-000002|Customer Bertha", "C-000003|Customer Carl"];
    assert_eq!(accounts(&world, "Houston"), expected);
    assert_eq!(accounts(&world, "Seattle"), expected);
    assert_eq!(world.downloaded("Houston"), world.downloaded("Seattle"));
    world.verify();
    // The other store is told that the channel is no longer its own.
    assert!(on(&world, "other.db", "run-jobs --channel Houston", 1).contains("belongs to another headquarters"));
}

#[test]
fn what_is_another_channels_is_neither_claimed_nor_taken_for_a_replacement() {
    let world = World::new().channel("Houston", |c| c.customer("Ada")).channel("Seattle", |c| c.customer("Bertha"));
    world.run_jobs();
    let seattle = fs::read(world.channel_path("Seattle")).unwrap();
    fs::write(world.channel_path("Houston"), seattle).unwrap();
    let before = world.dump("Houston");
    let refused = "is the database of channel `Seattle` (id 5637144593), not of the one with id 5637144592";
    world.run("run-jobs").exits(4).says(refused);
    for command in ["channels reset Houston --yes", "channels claim Houston --yes"] {
        world.run(command).exits(1).says(refused).says("correct `id` or `database`");
    }
    // As earlier versions left it, the rows tell.
    let world = world.execute("Houston", "DROP TABLE HQSYNC_BOOKMARK");
    for command in ["channels reset Houston --yes", "run-jobs p --channel Houston"] {
        world.run(command).exits(1).says(refused);
    }
    let world = world
        .execute("Houston", "DELETE FROM RETAILASYNCCUSTOMERV2; CREATE TABLE HQSYNC_BOOKMARK (STORE TEXT PRIMARY KEY)");
    world.run("run-jobs p --channel Houston").exits(1).says("table `HQSYNC_BOOKMARK` has no column `CHANGE`");
    let world = world.execute(
        "Houston",
        "DROP TABLE HQSYNC_BOOKMARK; CREATE VIEW HQSYNC_BOOKMARK AS SELECT 1 AS STORE, 2 AS CHANGE",
    );
    world.run("run-jobs p --channel Houston").exits(1).says("has no table `HQSYNC_BOOKMARK`");
    assert!(!before.is_empty());
    assert_eq!(world.listed("CustName"), ["Customer Ada", "Customer Bertha"]);
}

#[test]
fn a_database_that_was_copied_for_another_channel_can_be_claimed_without_rows() {
    let world = World::new().channel("Houston", |c| c.customer("Ada")).configured("Seattle");
    world.run("run-jobs --quiet --channel Houston").exits(0);
    fs::copy(world.channel_path("Houston"), world.channel_path("Seattle")).unwrap();
    world.run("run-jobs").exits(4).says("is the database of channel `Houston`");
    world.run("channels claim Seattle --yes").exits(1);
    let world = world.execute("Seattle", "DELETE FROM RETAILASYNCCUSTOMERV2");
    world.run("channels claim Seattle --yes").exits(0);
    let world = world.append("Seattle", |c| c.customer("Bertha"));
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(accounts(&world, "Seattle"), ["C-000001|Customer Ada", "C-000002|Customer Bertha"]);
    assert_eq!(world.downloaded("Seattle"), world.downloaded("Houston"));
    world.verify();
}

/// A restored store whose channels do not agree about accounts: Houston has another account for Bertha than Seattle, and
/// knows Zoe under Anton's.
fn contradicting() -> World {
    let change = format!(
        "UPDATE RETAILCUSTTABLE SET ACCOUNTNUM = 'C-000009' WHERE ACCOUNTNUM = 'C-000002';
         UPDATE RETAILCUSTTABLE SET CUSTACCOUNTASYNC = '{}' WHERE ACCOUNTNUM = 'C-000003'",
        super::rows::guid("Zoe")
    );
    restored().execute("Houston", &change)
}

#[test]
fn a_contradiction_fails_and_moves_nobodys_number() {
    let world = contradicting();
    let before = (world.downloaded("Houston"), world.downloaded("Seattle"));
    world.run("run-jobs --restored --quiet").exits(3);
    let mut listed = world.listed("CustName,account,status,errors");
    listed.sort();
    let expected = [
        "Customer Ada C-000001 completed",
        "Customer Anton  failed account-conflict",
        "Customer Bertha  failed account-conflict",
    ];
    assert_eq!(listed, expected);
    let id = |name: &str| world.found(&format!("CustName = \"Customer {name}\""))[0];
    let (anton, bertha) = (id("Anton"), id("Bertha"));
    let message = |id| world.show(id)["errors"][0]["message"].as_str().unwrap().to_owned();
    assert_eq!(message(bertha), "channels know this customer under 2 accounts: C-000002, C-000009");
    let zoe = super::rows::guid("Zoe");
    assert_eq!(
        message(anton),
        format!("channels know this customer as `C-000003`, which is the account of customer {zoe}")
    );
    assert_eq!(world.show(anton)["errors"][0]["field"], "CustAccount");
    let status = world.run("status --format json").exits(3).json();
    assert_eq!((&status["restored"]["conflicts"], &status["restored"]["open"]), (&json!(3), &json!(3)));
    assert!(status["attention"].to_string().contains("accounts-conflict"));
    let table = |dump: &str| {
        dump.lines().filter(|line| line.starts_with("RETAILCUSTTABLE")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(table(&world.downloaded("Houston")), table(&before.0));
    assert_eq!(table(&world.downloaded("Seattle")), table(&before.1));
    world.verify();
    // A person decides: of the two accounts of Bertha, and on another one for Anton.
    world.run(&format!("edit {bertha} --set CustAccount=C-000002 --resync")).exits(0);
    world.run(&format!("edit {anton} --set CustAccount=C-000001 --resync")).exits(3);
    world.run(&format!("edit {anton} --set CustAccount=C-000077 --resync")).exits(0);
    world.verify();
    // Houston still has the other accounts.
    world
        .run("run-jobs --quiet")
        .exits(4)
        .says("knows customer")
        .says("under account C-000009, but it has account C-000002 here");
    let world = world.execute("Houston", "DELETE FROM RETAILCUSTTABLE WHERE ACCOUNTNUM = 'C-000009'");
    world.run("run-jobs --quiet").exits(4).says("knows customer").says("under account C-000003");
    assert!(accounts(&world, "Houston").contains(&"C-000002|Customer Bertha".to_owned()));
    let world = world.execute("Seattle", "DELETE FROM RETAILCUSTTABLE WHERE ACCOUNTNUM = 'C-000003'");
    world.run("run-jobs --quiet").exits(0);
    assert!(accounts(&world, "Seattle").contains(&"C-000077|Customer Anton".to_owned()));
    world.verify();
    assert_eq!(world.run("status --format json").exits(3).json()["restored"]["conflicts"], 1);
}

#[test]
fn what_was_reserved_and_passed_over_cannot_be_changed_unnoticed() {
    let world = restored();
    world.run("run-jobs --restored --quiet").exits(0);
    world.verify();
    let whole = world.keep_store();
    for (sql, message) in [
        ("DELETE FROM reserved_account WHERE account = 'C-000002'", "account C-000002 is not reserved as"),
        (
            "UPDATE reserved_account SET account = 'C-000008' WHERE account = 'C-000002'",
            "account C-000002 is not reserved as",
        ),
        ("UPDATE reserved_account SET channel = 3 - channel", "is not reserved as the audit trail recorded"),
        (
            "INSERT INTO reserved_account SELECT company, guid, 'C-5', channel FROM reserved_account LIMIT 1",
            "accounts are reserved, but",
        ),
        ("UPDATE company SET accounts = 2", "accounts were assigned, but"),
        ("UPDATE store SET id = 'another'", "the identity is another, but according to the audit trail"),
    ] {
        world.headquarters().execute(sql);
        world.run("verify").exits(1).shows(message);
        world.put_store_back(&whole);
    }
    world.verify();
}

#[test]
fn the_same_backup_can_be_restored_twice() {
    let world = World::new().channel("Houston", |c| c.customer("Ada")).channel("Seattle", |c| c);
    world.run_jobs();
    world.back_up("copy.db");
    let world = world.append("Houston", |c| c.customer("Bertha"));
    world.run_jobs();
    world.put_back("copy.db");
    let world = world.append("Seattle", |c| c.customer("Carl"));
    world.run("run-jobs --restored --quiet").exits(0);
    let world = world.append("Houston", |c| c.customer("Dora"));
    world.run_jobs();
    let before = accounts(&world, "Seattle");
    assert_eq!(before.len(), 4);
    // What the channels know now is of a course that began with a restoration, which is lost as well.
    world.put_back("copy.db");
    world.run("run-jobs").exits(1).says("the store is an older state of itself");
    world.run("run-jobs --restored --quiet").exits(0);
    for _ in 0..2 {
        for channel in ["Houston", "Seattle"] {
            assert_eq!(accounts(&world, channel), before);
        }
        world.run("run-jobs --quiet").exits(0);
        world.verify();
    }
}

#[test]
fn an_account_alone_means_nobody_while_channels_and_headquarters_disagree_about_it() {
    let world = parted();
    move_away(&world, &["Houston"], false);
    world.run("run-jobs --restored --quiet");
    // In Houston this is Bertha, at headquarters it is Anton.
    let world = world.append("Houston", |c| c.update("Bertha").by_account("C-000002").with("Phone=555-0100"));
    world.run("run-jobs --quiet");
    let id = world.found("operation = update")[0];
    let message = world.show(id)["errors"][0]["message"].as_str().unwrap().to_owned();
    let bertha = super::rows::guid("Bertha");
    assert_eq!(message, format!("channels know `C-000002` as the account of customer {bertha}, who has none here yet"));
    assert_eq!(
        world.query("Seattle", "SELECT NAME, PHONE FROM DIRPARTYTABLE WHERE NAME = 'Customer Anton'"),
        ["Customer Anton|"]
    );
    world.verify();
    // Once Bertha has another account, the account is Anton's alone.
    let bertha = world.found("CustName = \"Customer Bertha\" and operation = create")[0];
    world.run(&format!("edit {bertha} --set CustAccount=C-000077 --resync")).exits(0);
    world.run(&format!("resync {id}")).exits(0);
    world.verify();
}

#[test]
fn a_channel_that_knew_its_customers_before_its_first_contact_keeps_their_accounts() {
    let of_bertha = format!(
        "INSERT INTO RETAILCUSTTABLE (ACCOUNTNUM, DATAAREAID, CUSTACCOUNTASYNC) VALUES ('C-000050', 'usrt', '{}')",
        super::rows::guid("Bertha")
    );
    let world = World::new()
        .channel("Houston", |c| c.customer("Ada").customer("Bertha").customer("Carl"))
        .execute("Houston", &of_bertha.replace("usrt", "USRT"));
    let run = world.run("run-jobs --format json").exits(0).json();
    assert_eq!(run["figures"]["adopted"], 1);
    let expected = ["C-000001|Customer Ada", "C-000002|Customer Carl", "C-000050|Customer Bertha"];
    assert_eq!(accounts(&world, "Houston"), expected);
    world.verify();
}

/// A backup, after which Houston got accounts of which only the anchors know: Houston is away by now.
fn known_to_anchors_alone(prepare: impl FnOnce(&World)) -> World {
    let world = World::new().channel("Houston", |c| c.customer("Ada")).channel("Seattle", |c| c);
    world.run_jobs();
    prepare(&world);
    world.back_up("copy.db");
    let world = world.append("Houston", |c| c.customer("Bertha").customer("Carl"));
    world.run("run-jobs --quiet --channel Houston").exits(0);
    move_away(&world, &["Houston"], true);
    world.put_back("copy.db");
    world.append("Seattle", |c| c.customer("Dora"))
}

/// Goes on with an older store until Houston is back, and checks who has which account.
fn goes_on_behind_what_anchors_know(world: &World) {
    world.run("run-jobs --restored --quiet").exits(4);
    move_away(world, &["Houston"], false);
    world.run("run-jobs --quiet").exits(0);
    let expected =
        ["C-000001|Customer Ada", "C-000002|Customer Bertha", "C-000003|Customer Carl", "C-000004|Customer Dora"];
    assert_eq!(accounts(world, "Houston"), expected);
    assert_eq!(accounts(world, "Seattle"), expected);
    world.verify();
    world.run("verify --channels").exits(0);
}

#[test]
fn commands_that_went_on_with_an_older_store_hide_nothing_that_its_anchors_know() {
    for command in ["backup other.db", "filter status=failed --save x", "trail seal"] {
        let world = known_to_anchors_alone(|_| {});
        // A backup says that what it copies does not agree with the anchors.
        world.run(command).exits_any(&[0, 3]);
        let before = accounts(&world, "Seattle");
        let refused = world.run("run-jobs").exits(1);
        refused.says("the store is an older state of itself").says("headquarters.anchors").says("run-jobs --restored");
        assert_eq!(accounts(&world, "Seattle"), before, "{command}");
        goes_on_behind_what_anchors_know(&world);
    }
}

#[test]
fn a_sealed_store_that_was_put_back_goes_on_behind_the_accounts_that_its_anchors_know() {
    let world = known_to_anchors_alone(|world| drop(world.run("trail seal").exits(0)));
    world.run("run-jobs --restored").exits(1).says("`hqsync trail seal` begins a new seal");
    world.run("trail seal").exits(0);
    goes_on_behind_what_anchors_know(&world);
}

#[test]
fn status_says_that_the_store_was_put_back() {
    let world = known_to_anchors_alone(|_| {});
    world.run("run-jobs").exits(1);
    let status = world.run("status --format json").exits(3).json();
    let attention = status["attention"].as_array().unwrap();
    assert!(attention.iter().any(|attention| attention["kind"] == "older-store"), "{status}");
    world.run("status").exits(3).shows("the store is an older state of itself: `").shows("run-jobs --restored");
    goes_on_behind_what_anchors_know(&world);
    assert!(!world.run("status --format json").stdout.contains("older-store"));
}

#[test]
fn the_way_out_of_a_mistyped_id_is_named() {
    let world = World::new().channel("Houston", |c| c.customer("Ada"));
    let right = fs::read_to_string(world.config_path()).unwrap();
    let id = hqsync_support::tables::HOUSTON.id.to_string();
    fs::write(world.config_path(), right.replace(&id, "7")).unwrap();
    world.run_jobs();
    fs::write(world.config_path(), &right).unwrap();
    let hint = "correct `id` or `database` of the channel in the configuration: it was uploaded with `id = 7`";
    world.run("run-jobs").exits(1).says(hint);
    fs::write(world.config_path(), right.replace(&id, "7")).unwrap();
    world.run("run-jobs").exits(0);
}
