//! Completion in shells: what is offered where, and bash itself with our script.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;
use std::time::Instant;

use pretty_assertions::assert_eq;

use super::world::{World, skipped};

fn world() -> World {
    let world = World::new()
        .at("2026-11-20T08:00:00Z")
        .channel("Houston", |c| c.customer("A1").customer("B2").with("Email=nobody"))
        .channel("Amsterdam", |c| c.customer("C3"))
        .channel_setting("Amsterdam", "name", "AW online store");
    world.run_jobs();
    world.run("filter --save open 'status = failed'").exits_any(&[0, 3]);
    world
}

/// What is offered behind these words; the last one is typed. With it stands what is said beside it.
fn offered(world: &World, words: &[&str]) -> Vec<String> {
    // It is one of the shells that give words without their quotes.
    offered_in("powershell", world, words)
}

fn offered_in(shell: &str, world: &World, words: &[&str]) -> Vec<String> {
    let mut program = world.bare_command("");
    let config = world.config_path();
    program.arg("--").args(["hqsync", "--config"]).arg(config).args(words);
    program.env("COMPLETE", shell).env("_CLAP_COMPLETE_INDEX", (words.len() + 2).to_string()).env("_CLAP_IFS", "\n");
    let outcome = world.start_command(program).end().exits(0).says_only("");
    outcome.stdout.lines().map(str::to_owned).collect()
}

fn texts(world: &World, words: &[&str]) -> Vec<String> {
    let of = |line: &String| line.split('\t').next().unwrap().to_owned();
    offered(world, words).iter().map(of).collect()
}

#[test]
fn names_and_words_are_offered_where_they_can_stand() {
    let world = world();
    for (words, expected) in [
        (&["list", "--channel", "h"][..], &["Houston"][..]),
        (&["list", "--channel=AW"], &["--channel=AW online store"]),
        (&["channels", "show", "a"], &["AW online store"]),
        (&["list", "--status", "failed,wa"], &["failed,waiting"]),
        (&["list", "--error", "email"], &["email-invalid"]),
        (&["list", "--columns", "id,Stree"], &["id,Street", "id,StreetNumber"]),
        (&["edit", "2", "--set", "Emai"], &["Email="]),
        (&["filter", "--remove-saved", "o"], &["open"]),
        (&["jobs", "show", "l"], &["last"]),
        (&["filter", "@"], &["@open"]),
        (&["filter", "status = fa"], &["status = failed"]),
        (&["filter", "status = failed and channel = A"], &["status = failed and channel = \"AW online store\""]),
        (&["filter", "status in (failed,wai"], &["status in (failed,waiting"]),
        (&["filter", "status = failed "], &["status = failed and", "status = failed or"]),
        (&["list", "--where", "Custg"], &["CustGroup"]),
        (&["run-jobs", "sy"], &["sync"]),
    ] {
        assert_eq!(texts(&world, words), expected, "{words:?}");
    }
}

#[test]
fn words_may_come_with_the_quotes_and_backslashes_with_which_they_were_typed() {
    let world = world();
    for shell in ["zsh", "fish"] {
        for (typed, expected) in [
            ("'status = fa", "status = failed"),
            ("\"status = fa", "status = failed"),
            (r"status\ =\ fa", "status = failed"),
            ("'channel = \"AW on", "channel = \"AW online store\""),
            (r#""channel = \"AW on"#, "channel = \"AW online store\""),
            ("@o", "@open"),
        ] {
            let offers = offered_in(shell, &world, &["filter", typed]);
            let offers: Vec<_> = offers.iter().map(|line| line.split(['\t', ':']).next().unwrap()).collect();
            assert_eq!(offers, [expected], "{shell}: {typed}");
        }
        let offers = offered_in(shell, &world, &["list", "--channel", r"AW\ on"]);
        assert_eq!(offers, ["AW online store"], "{shell}");
    }
    // zsh gives all of them so, the configuration's name too.
    let quoted = format!("'{}'", world.config_path().display());
    assert_eq!(offered_in("zsh", &world, &["--config", &quoted, "list", "--channel", "h"]), ["Houston"]);
}

#[test]
fn numbers_of_open_operations_have_their_error_and_channel_beside_them_and_no_name() {
    let world = world();
    assert_eq!(offered(&world, &["show", "2"]), ["2\temail-invalid, Houston"]);
}

#[test]
fn without_a_store_or_a_configuration_nothing_is_said() {
    let world = World::new().channel("Houston", |c| c);
    assert_eq!(texts(&world, &["list", "--channel", ""]), ["Houston"]);
    assert_eq!(texts(&world, &["show", "1"]), [""; 0]);
    assert!(!world.has_store(), "nothing is made");
    fs::write(world.config_path(), "stor = 1\n").unwrap();
    assert_eq!(texts(&world, &["list", "--channel", ""]), [""; 0]);
}

#[test]
fn nobody_waits_for_long() {
    let world = world();
    let begun = Instant::now();
    offered(&world, &["filter", "status = "]);
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
}

#[test]
fn every_shell_has_its_script() {
    let world = World::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        world.run(&format!("completions {shell}")).exits(0).says_only("").shows("hqsync");
    }
    world.run("completions tcsh").exits(2);
}

/// What bash makes of a line: what stands in the place of the word that it replaces.
fn completed_by_bash(world: &World, line: &str, replaced: &str) -> Vec<String> {
    let tools = world.elsewhere("tools");
    fs::create_dir_all(&tools).unwrap();
    let _ = symlink(env!("CARGO_BIN_EXE_hqsync"), tools.join("hqsync"));
    let script =
        "source <(hqsync completions bash); COMP_LINE=$1 COMP_POINT=${#1}; _hqsync hqsync \"$2\" '' 2>/dev/null
        printf '%s\\n' \"${COMPREPLY[@]}\"";
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-c", script, "bash", line, replaced]);
    bash.env("PATH", format!("{}:/usr/bin:/bin", tools.display())).env("HQSYNC_CONFIG", world.config_path());
    let outcome = world.run_through_pipes(bash);
    outcome.stdout.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn bash_gets_what_it_puts_in_the_place_of_its_own_word() {
    if Command::new("bash").arg("--version").output().is_err() {
        return skipped("bash is not installed");
    }
    let world = world();
    // readline's own word ends at `=`, and has the quotes and backslashes of the line.
    for (line, replaced, expected) in [
        ("hqsync list --channel AW", "AW", "AW\\ online\\ store"),
        ("hqsync list --channel AW\\ on", "AW\\ on", "AW\\ online\\ store"),
        ("hqsync list --channel 'AW on", "'AW on", "AW online store"),
        ("hqsync list --channel=AW", "AW", "AW\\ online\\ store"),
        ("hqsync list --columns id,Distr", "id,Distr", "id,DistrictName"),
        ("hqsync edit 2 --set Emai", "Emai", "Email="),
        ("hqsync filter @o", "@o", "@open"),
        ("hqsync filter 'status = fa", "'status = fa", "status = failed"),
        ("hqsync filter \"status = fa", "\"status = fa", "status = failed"),
        ("hqsync chec", "chec", "check"),
    ] {
        assert_eq!(completed_by_bash(&world, line, replaced), [expected], "{line}");
    }
}

/// A shell in which the program is a command, with the world's configuration.
fn shell(world: &World, shell: &str, arguments: &[&str]) -> Command {
    let tools = world.elsewhere("tools");
    fs::create_dir_all(&tools).unwrap();
    let _ = symlink(env!("CARGO_BIN_EXE_hqsync"), tools.join("hqsync"));
    let mut command = Command::new(shell);
    command.args(arguments).env("PATH", format!("{}:/usr/bin:/bin", tools.display()));
    command.env("HQSYNC_CONFIG", world.config_path()).env("TERM", "dumb").env("HOME", world.elsewhere(""));
    command
}

#[test]
fn bash_completes_on_a_terminal() {
    if Command::new("bash").arg("--version").output().is_err() {
        return skipped("bash is not installed");
    }
    let world = world();
    let bash = shell(&world, "bash", &["--norc", "--noprofile", "-i"]);
    let mut bash = rexpect::session::spawn_command(bash, Some(30_000)).unwrap();
    bash.send_line("bind 'set enable-bracketed-paste off'; PS1='> '; source <(hqsync completions bash); echo rea''dy")
        .unwrap();
    bash.exp_string("ready").unwrap();
    bash.send("hqsync list --no-header --columns channel,statu\t --channel=AW\t\n").unwrap();
    bash.exp_regex("AW online store +completed").unwrap();
    bash.send_line("exit").unwrap();
}

#[test]
fn zsh_completes_on_a_terminal() {
    if Command::new("zsh").arg("--version").output().is_err() {
        return skipped("zsh is not installed");
    }
    let world = world();
    let mut zsh = shell(&world, "zsh", &["-f", "-i"]);
    zsh.current_dir(world.elsewhere("")).env("TERM", "xterm").env("NO_COLOR", "1");
    let mut zsh = rexpect::session::spawn_command(zsh, Some(30_000)).unwrap();
    zsh.send_line(
        "PS1='> '; autoload -U compinit; compinit -u -d zcompdump; source <(hqsync completions zsh); echo rea''dy",
    )
    .unwrap();
    zsh.exp_string("\nready").unwrap();
    zsh.send("hqsync list --no-pager --no-header --columns channel,statu\t --channel=AW\t\n").unwrap();
    zsh.exp_regex("AW online store +completed").unwrap();
    zsh.send("hqsync filter --no-pager --no-header --columns id,status 'status = fa\t\n").unwrap();
    zsh.exp_regex("2 +failed").unwrap();
    zsh.send_line("exit").unwrap();
}

#[test]
fn fish_takes_the_script_and_gets_an_answer() {
    if Command::new("fish").arg("--version").output().is_err() {
        return skipped("fish is not installed");
    }
    let world = world();
    // What fish would offer for a line, as it asks it at a Tab.
    let lines = "hqsync completions fish | source; complete -C 'hqsync list --columns channel,statu'; complete -C 'hqsync list --channel=AW'; \
        complete -C 'hqsync filter \\'status = fa'";
    let fish = shell(&world, "fish", &["--no-config", "-c", lines]);
    let outcome = world.run_through_pipes(fish).exits(0);
    outcome.shows("channel,status").shows("--channel=AW online store").shows("status = failed");
}
