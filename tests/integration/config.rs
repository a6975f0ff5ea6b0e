//! The configuration: where it is found, and what is said about its mistakes.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown, symlink};

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use super::world::{Outcome, World, skipped};

/// A world with this text as its configuration.
fn world(text: &str) -> World {
    let world = World::new();
    fs::write(world.config_path(), text).unwrap();
    world
}

#[test]
fn a_configuration_beside_the_user_is_found() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_at_home("run-jobs --quiet").exits(0);
    assert_eq!(world.states(), ["customer 1 completed"]);
}

#[test]
fn the_environment_names_the_configuration_and_the_store() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    let mut program = world.bare_command("run-jobs --quiet");
    program.env("HQSYNC_CONFIG", world.config_path()).env("HQSYNC_STORE", world.path("other.db"));
    assert!(program.status().unwrap().success());
    assert!(world.path("other.db").exists() && !world.has_store());
}

#[test]
fn the_store_may_be_named_on_the_command_line() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run("run-jobs --quiet --store other.db").exits(0);
    assert!(world.elsewhere("other.db").exists(), "relative to where the user stands");
    world.run("list --store other.db --columns id").exits(0).prints("id\n1\n");
    world.run("list").exits(1);
}

#[test]
fn the_users_configuration_folder_is_looked_at_too() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    fs::create_dir(world.elsewhere("hqsync")).unwrap();
    let config = fs::read_to_string(world.config_path()).unwrap();
    let config = config.replace("channels/houston.db", &world.channel_path("Houston").display().to_string());
    fs::write(world.elsewhere("hqsync/hqsync.toml"), config).unwrap();
    assert!(world.bare_command("run-jobs --quiet").status().unwrap().success());
    assert!(world.elsewhere("hqsync/headquarters.db").exists());
}

#[test]
fn without_a_configuration_the_places_are_named() {
    let world = World::new();
    let output = world.bare_command("run-jobs").output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr.starts_with(
            "error: no configuration was found\nhint: `hqsync init` creates one; looked for `hqsync.toml`, `"
        ),
        "{stderr}"
    );
    assert!(stderr.contains("/etc/hqsync/hqsync.toml"), "{stderr}");
}

#[test]
fn a_configuration_that_is_named_and_missing_is_an_error() {
    let world = World::new().channel("Houston", |c| c);
    fs::remove_file(world.config_path()).unwrap();
    for command in ["run-jobs", "list", "status", "channels"] {
        world.run(command).exits(1).says("hqsync.toml` cannot be read");
    }
}

#[test]
fn an_unknown_key_is_named_with_its_line_and_the_nearest_one() {
    let world = world("[jobs]\n\nbatch_sise = 3\n");
    let path = world.config_path().display().to_string();
    world.run("run-jobs").exits(1).says_only(&format!(
        "error: configuration `{path}`, line 3: unknown key `batch_sise`\n  batch_sise = 3\n  ^^^^^^^^^^\nhint: did you mean `batch_size`?\n"
    ));
}

#[test]
fn every_mistake_is_refused_with_its_line() {
    let company = "[companies.USRT]\nnumber_sequence = \"C-##\"\n";
    let channel = "[[channels]]\nname = \"Houston\"\nid = 1\ncompany = \"USRT\"\n";
    for (text, message) in [
        ("store = 7", "line 1: `store`: expected a text in quotes, found the number `7`"),
        ("store = ", "line 1"),
        ("[jobs]\nbatch_size = 0", "line 2: `batch_size`: must be at least 1"),
        ("[jobs]\norphan_after = \"soon\"", "line 2: `orphan_after`: `soon` is not a duration"),
        ("language = \"fr\"", "line 1: `language`"),
        ("[companies.USRT]\nnumber_sequence = \"CUST\"", "at least one `#`"),
        ("[companies.USRT]\ncurrency = \"USD\"", "the key `number_sequence` is missing"),
        (&format!("{company}currency = \"EURO\""), "line 3: `currency`: `EURO` is not an ISO 4217 currency"),
        (&format!("{company}{channel}"), "channel `Houston` needs a `database` or a `folder`"),
        (&format!("{channel}database = \"a\""), "there is no company `USRT`"),
        (
            &format!("{company}{channel}database = \"a\"\n{channel}database = \"b\""),
            "line 9: `name`: there are two channels",
        ),
        (
            &format!("{company}{channel}database = \"a\"\n{}database = \"b\"", channel.replace("Houston", "Seattle")),
            "line 10: `id`: channel `Houston` has the same id",
        ),
        ("[reference.postal_codes]\nNL = '^x$'", "`NL` is not an ISO 3166-1 alpha-3 country"),
        ("[reference.postal_codes]\nNLD = '^(x$'", "`^(x$` is not a regular expression"),
    ] {
        let world = world(text);
        world.run("run-jobs").exits(1).prints("").says(message);
        assert!(!world.has_store(), "nothing is done: {text}");
    }
}

#[test]
fn a_configuration_that_is_no_text_is_an_error() {
    let world = World::new();
    fs::write(world.config_path(), b"store = \"\xff\"").unwrap();
    world
        .run("run-jobs")
        .exits(1)
        .says("hqsync.toml` cannot be read: it is not UTF-8")
        .says("hint: save the file as UTF-8");
}

#[test]
fn a_folder_stands_for_the_configuration_in_it() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    let folder = world.folder().display().to_string();
    let mut program = world.bare_command(&["list", "--config", folder.as_str()]);
    let output = program.output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no store yet"), "{output:?}");
}

#[test]
fn a_key_below_a_table_that_it_does_not_belong_to_has_a_hint() {
    let world = world("[jobs]\nbatch_size = 3\nstore = \"hq.db\"");
    world.run("run-jobs").exits(1).says("unknown key `store`").says("put `store` above the first table");
}

#[test]
fn a_group_may_use_a_store_whose_configuration_says_so() {
    let mode = |world: &World, file: &str| fs::metadata(world.path(file)).unwrap().permissions().mode() & 0o777;
    for (setting, expected) in
        [(None, 0o600), (Some("\"0600\""), 0o600), (Some("\"0640\""), 0o640), (Some("\"0660\""), 0o660)]
    {
        let world = World::new().channel("Houston", |c| c.customer("A1"));
        let world = match setting {
            Some(setting) => world.setting("store_mode", setting),
            None => world,
        };
        world.run_jobs();
        for file in ["headquarters.db", "headquarters.db-wal", "headquarters.db-shm", "headquarters.db.lock"] {
            assert_eq!(mode(&world, file), expected, "{file} {setting:?}");
        }
    }
    for refused in ["\"0666\"", "\"0644\"", "\"4660\"", "\"rw\"", "660"] {
        let world = World::new().setting("store_mode", refused);
        world.run("list").exits(1).says("`store_mode`");
    }
}

#[test]
fn a_channel_keeps_its_operations_under_a_new_name() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let text = fs::read_to_string(world.config_path()).unwrap().replace("\"Houston\"", "\"Houston Galleria\"");
    fs::write(world.config_path(), text).unwrap();
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.listed("channel"), ["Houston Galleria"]);
}

/// A user who does not run the tests.
const STRANGER: u32 = 65_534;

#[test]
fn a_configuration_of_another_user_in_the_current_folder_is_used_only_if_it_is_named() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    if chown(world.config_path(), Some(STRANGER), Some(STRANGER)).is_err() {
        return skipped("only root can give a file to another user");
    }
    for command in ["run-jobs", "list --store other.db", "channels"] {
        world
            .run_at_home(command)
            .exits(1)
            .says("configuration `hqsync.toml` belongs to user `nobody`, so it is not used unless you name it")
            .says("hint: if you trust it: `--config ./hqsync.toml`");
    }
    assert!(!world.has_store());
    world.run_at_home("run-jobs --quiet --config ./hqsync.toml").exits(0);
}

#[test]
fn under_sudo_the_files_of_the_one_who_called_it_are_trusted() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    if chown(world.config_path(), Some(STRANGER), Some(STRANGER)).is_err() {
        return skipped("only root can give a file to another user");
    }
    for (caller, status) in [("1", 1), (STRANGER.to_string().as_str(), 0)] {
        let mut program = world.bare_command("run-jobs --quiet");
        program.current_dir(world.folder()).env("SUDO_UID", caller);
        world.start_command(program).end().exits(status);
    }
}

#[test]
fn a_link_of_another_user_to_a_configuration_is_not_followed_unasked() {
    let world = World::new();
    fs::rename(world.config_path(), world.path("mine.toml")).unwrap();
    symlink("mine.toml", world.config_path()).unwrap();
    world.run_at_home("channels").exits(0);
    if std::os::unix::fs::lchown(world.config_path(), Some(STRANGER), Some(STRANGER)).is_err() {
        return skipped("only root can give a link to another user");
    }
    world.run_at_home("channels").exits(1).says("belongs to user `nobody`");
}

#[test]
fn a_configuration_that_everybody_can_write_is_used_only_if_it_is_named() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    fs::set_permissions(world.config_path(), fs::Permissions::from_mode(0o666)).unwrap();
    world
        .run_at_home("run-jobs")
        .exits(1)
        .says("everybody can write configuration `hqsync.toml`")
        .says("hint: `chmod o-w hqsync.toml`");
    world.run_at_home("run-jobs --quiet --config ./hqsync.toml").exits(0);
}

/// What `config` says of a key: its value and where that comes from.
fn setting(outcome: &Outcome<'_>, key: &str) -> Value {
    let answer = outcome.json();
    let mut settings = answer["settings"].as_array().unwrap().iter();
    let found = settings.find(|setting| setting["key"] == key).unwrap_or_else(|| panic!("no {key} in {answer}"));
    json!([found["value"], found["origin"], found["name"], found["line"]])
}

#[test]
fn what_counts_is_shown_with_where_it_comes_from() {
    let world = World::new().channel("Houston", |c| c).setting("jobs.keep", "\"90d\"");
    let shown = world.run("config --format json").exits(0);
    assert_eq!(setting(&shown, "jobs.gap_after"), json!(["2d", "default", null, null]));
    let keep = setting(&shown, "jobs.keep");
    assert_eq!((&keep[0], &keep[1], keep[3].is_number()), (&json!("90d"), &json!("file"), true));
    assert_eq!(setting(&shown, "channels.Houston.timezone")[1], "default");
    assert_eq!(setting(&shown, "config"), json!([world.config_path(), "option", "--config", null]));
    let mut program = world.bare_command("config --format json --lang da");
    program.env("HQSYNC_CONFIG", world.config_path()).env("HQSYNC_STORE", "/srv/other.db");
    let shown = world.start_command(program).end().exits(0);
    assert_eq!(setting(&shown, "store"), json!(["/srv/other.db", "environment", "HQSYNC_STORE", null]));
    assert_eq!(setting(&shown, "config")[2], "HQSYNC_CONFIG");
    assert_eq!(setting(&shown, "language"), json!(["da", "option", "--lang", null]));
    let table = world.run("config").exits(0);
    assert!(
        table.stdout.lines().any(|line| line.split_whitespace().eq(["jobs.gap_after", "2d", "default"])),
        "{}",
        table.stdout
    );
}

#[test]
fn all_mistakes_of_a_configuration_are_told_at_once() {
    let text = "stor = \"x\"\n[jobs]\nkeep = \"long\"\ntry_count = 0\nbatch_sise = 3\n[companies.USRT]\nnumber_sequence = \"C\"\n\
        [[channels]]\nname = \"Houston\"\nid = 1\ncompany = \"NLRT\"\ndatabase = \"a.db\"\n";
    let world = world(text);
    let told = world.run("config --check").exits(1).prints("");
    for mistake in [
        "line 1: unknown key `stor`",
        "line 3: `keep`",
        "line 4: `try_count`",
        "line 5: unknown key `batch_sise`",
        "line 7: `number_sequence`",
        "line 11: `company`",
    ] {
        assert!(told.stderr.contains(mistake), "no {mistake} in\n{}", told.stderr);
    }
    let problems = world.run("config --format json").exits(1).json()["problems"].clone();
    let lines: Vec<_> = problems.as_array().unwrap().iter().map(|problem| problem["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [1, 3, 4, 5, 7, 11]);
    assert!(world.run("list").exits(1).stderr.contains("line 1: unknown key `stor`"), "other commands tell the first");
}

#[test]
fn a_mistake_that_hides_the_rest_is_told_alone() {
    for (text, mistake) in
        [("store = \n[jobs]\nkeep = \"long\"\n", "line 1"), ("[[channels]]\nname = 3\n", "line 2: `name`")]
    {
        let world = world(text);
        let told = world.run("config").exits(1);
        assert_eq!(told.stderr.matches("error: ").count(), 1, "{}", told.stderr);
        told.says(mistake);
    }
}

#[test]
fn channels_and_their_tables_are_looked_at_without_changing_anything() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    let before = world.files();
    let checked = world.run("config --check").exits(0);
    checked
        .shows("RETAILASYNCCUSTOMERV2")
        .shows("the configuration is right, and its channels can be read and written\n");
    world.is_as(&before);
    let world = world.configured("Seattle");
    let before = world.files();
    world.run("config --check").exits(3).shows("What is wrong:\n  channel `Seattle`: ").shows("does not exist");
    let found = world.run("config --check --format json").exits(3).json();
    assert_eq!((&found["right"], &found["channels"][0]["right"]), (&json!(false), &json!(true)));
    assert_eq!(found["problems"].as_array().unwrap().len(), 1);
    world.is_as(&before);
}

#[test]
fn a_configuration_without_channels_is_a_mistake_of_run_jobs() {
    let world = World::new();
    let before = world.files();
    world.run("run-jobs").exits(1).says("has no channels").says("hint: add a table `[[channels]]`");
    world.run("run-jobs --new-store").exits(1);
    world.is_as(&before);
    world.run("config --check").exits(3).shows("has no channels");
}

#[test]
fn the_password_of_a_server_is_not_shown() {
    let world = world("store = \"postgres://hq:secret@db.example/hq\"\n");
    fs::set_permissions(world.config_path(), fs::Permissions::from_mode(0o600)).unwrap();
    for words in [&["config"][..], &["config", "--format", "json"], &["config", "--store", "host=db password=secret"]] {
        let shown = world.run(words);
        assert!(!shown.stdout.contains("secret") && !shown.stderr.contains("secret"), "{}", shown.report());
    }
}

#[test]
fn the_version_says_what_tables_the_program_makes() {
    for option in ["--version", "-V"] {
        let version = World::new().run(option).exits(0).stdout;
        assert!(version.starts_with(&format!("hqsync {} (", env!("CARGO_PKG_VERSION"))), "{version}");
        assert!(version.ends_with("store schema 10)\n"), "{version}");
    }
}
