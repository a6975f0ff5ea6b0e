//! The configuration: where it is found, and what is said about its mistakes.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown, symlink};

use pretty_assertions::assert_eq;

use super::world::{World, skipped};

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
