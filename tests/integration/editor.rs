//! `hqsync edit` on a terminal: the person's editor, and the question before many operations.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::time::Duration;

use pretty_assertions::assert_eq;
use rexpect::process::WaitStatus;
use rexpect::session::PtySession;

use super::world::World;

/// Longer than any machine takes, in milliseconds: a terminal on which nothing comes any more ends the test.
const PATIENCE: Option<u64> = Some(60_000);

/// Commands that ask before they do something to all that failed.
const ASKING: [&str; 3] = [
    "edit --status failed --set Email=x@example.com",
    "resync --status failed",
    "dismiss --status failed --reason 'a test'",
];

/// Puts a right e-mail address into the text.
const TYPE_EMAIL: &str = r#"sed -i 's/^Email = .*/Email = "molly@example.com"/' "$1""#;

/// Puts a line into the text that is no TOML.
const TYPE_NONSENSE: &str = r#"sed -i 's/^Email = .*/Email = molly@example.com/' "$1""#;

/// A customer whose creation failed.
fn failed() -> World {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody Phone=555-0100"));
    world.run_jobs();
    world
}

/// A person's terminal on which the program is run, and what it left there.
pub(super) struct Terminal {
    pub(super) screen: String,
    status: i32,
}

impl Terminal {
    /// Runs a command to its end with an editor that does a step each time it is opened: a line for the shell, in which `$1`
    /// is the text's file and `$hqsync` the program for somebody else.
    fn edit(world: &World, command: &str, steps: &[&str]) -> Self {
        let editor = editor(world, "editor", steps);
        Self::run(world, command, &[("EDITOR", &editor)], |_| ())
    }

    /// Runs a command to its end in the given surroundings, while somebody uses the keyboard.
    pub(super) fn run(
        world: &World,
        command: &str,
        variables: &[(&str, &str)],
        keyboard: impl FnOnce(&mut PtySession),
    ) -> Self {
        let mut program = world.command(command);
        fs::create_dir_all(world.elsewhere("tmp")).unwrap();
        program.env("TMPDIR", world.elsewhere("tmp")).env_remove("VISUAL").env_remove("EDITOR").env("TERM", "xterm");
        let bin = env!("CARGO_BIN_EXE_hqsync");
        program.env("hqsync", format!("{bin} --config {}", world.config_path().display()));
        program.envs(variables.iter().copied());
        let mut session = rexpect::session::spawn_command(program, PATIENCE).unwrap();
        keyboard(&mut session);
        let screen = session.exp_eof().unwrap().replace("\r\n", "\n");
        match session.process().wait().unwrap() {
            WaitStatus::Exited(_, status) => Self { screen, status },
            WaitStatus::Signaled(_, signal, _) => Self { screen, status: 128 + signal as i32 },
            other => panic!("{other:?}\n{screen}"),
        }
    }

    #[track_caller]
    pub(super) fn exits(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{}", self.screen);
        self
    }

    #[track_caller]
    pub(super) fn shows(self, text: &str) -> Self {
        assert!(self.screen.contains(text), "no `{text}` in\n{}", self.screen);
        self
    }
}

/// Writes an editor that does one step after another, and keeps the texts that it is given.
fn editor(world: &World, name: &str, steps: &[&str]) -> String {
    let path = world.elsewhere(name);
    let folder = world.elsewhere("").display().to_string();
    let cases: Vec<_> = (1..).zip(steps).map(|(time, step)| format!("{time}) {step} ;;\n")).collect();
    let cases = cases.concat();
    let script = format!(
        "#!/bin/sh\necho >> {folder}/opened\nn=$(($(wc -l < {folder}/opened)))\ncp \"$1\" {folder}/offered-$n\n\
         case $n in\n{cases}*) echo opened too often; exit 9 ;;\nesac\n"
    );
    fs::write(&path, script).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path.display().to_string()
}

/// What the editor was given when it was opened for that time.
#[track_caller]
fn offered(world: &World, time: usize) -> String {
    fs::read_to_string(world.elsewhere(&format!("offered-{time}"))).unwrap()
}

/// How often the editor was opened.
fn opened(world: &World) -> usize {
    fs::read_to_string(world.elsewhere("opened")).map_or(0, |lines| lines.lines().count())
}

/// The files with what was typed that are left behind.
fn kept(world: &World) -> Vec<String> {
    let files = fs::read_dir(world.elsewhere("tmp")).unwrap();
    files.map(|entry| entry.unwrap().path().display().to_string()).collect()
}

#[test]
fn a_person_changes_values_in_the_editor() {
    let world = failed();
    let person = Terminal::edit(&world, "edit 1 --as ann --reason 'asked the customer'", &[TYPE_EMAIL]).exits(0);
    person.shows("Operation 1: pending").shows("nobody     molly@example.com");
    assert_eq!(world.field(1, "Email").1, "molly@example.com");
    assert_eq!(world.history(1).pop().unwrap()["actor"], world.user_as("ann"));
    assert_eq!(kept(&world), [""; 0], "the text is removed");
    let text = offered(&world, 1);
    for line in [
        "# Operation 1: failed\n# Houston (USRT), customer, create\n",
        "\n# email-invalid  Email  `nobody` is not an e-mail address, such as jane@example.com\nEmail = \"nobody\"\n",
        "\nOperation = \"1\"\n",
        "\nCreatedDateTime = \"2026-11-01 08:00:00\"\n",
        "\nCustName = \"Customer A1\"\n",
        "\nUrl = \"\"\n",
    ] {
        assert!(text.contains(line), "no {line} in\n{text}");
    }
}

#[test]
fn values_that_headquarters_has_stand_beside_those_of_the_operation() {
    let world =
        World::new().channel("Houston", |c| c.customer("A1").with("Phone=555-0100").update("A1").with("Phone=none"));
    world.run_jobs();
    let step = r#"sed -i 's/^Phone = "none"/Phone = "555-0199"/' "$1""#;
    Terminal::edit(&world, "edit 2 --resync", &[step]).exits(0).shows("changed: Phone").shows("1 synced");
    let text = offered(&world, 1);
    assert!(text.contains("\nPhone = \"none\"  # at headquarters: 555-0100\n"), "{text}");
}

#[test]
fn a_text_that_is_left_as_it_is_or_emptied_changes_nothing() {
    for step in ["true", ": > \"$1\"", r#"sed -i 's/^[^#].*//' "$1""#] {
        let world = failed();
        let before = world.files();
        Terminal::edit(&world, "edit 1", &[step]).exits(0).shows("nothing was changed");
        assert_eq!(opened(&world), 1);
        assert_eq!(kept(&world), [""; 0]);
        world.is_as(&before);
    }
}

#[test]
fn a_line_that_is_taken_out_leaves_its_field_as_it_is() {
    let world = failed();
    let step = r#"sed -i '/^Phone/d; s/^Email = .*/email = "molly@example.com"/; s/^Url = .*/Url = ""/' "$1""#;
    Terminal::edit(&world, "edit 1", &[step]).exits(0);
    assert_eq!(["Email", "Phone"].map(|name| world.field(1, name).1), ["molly@example.com", "555-0100"]);
}

#[test]
fn a_text_that_cannot_be_read_is_offered_again_as_it_was_typed() {
    let world = failed();
    Terminal::edit(&world, "edit 1", &[TYPE_NONSENSE, TYPE_EMAIL]).exits(0);
    let text = offered(&world, 2);
    assert!(text.starts_with("# TOML parse error at line"), "{text}");
    assert!(text.contains("\nEmail = molly@example.com\n"), "{text}");
    assert_eq!(world.field(1, "Email").1, "molly@example.com");
}

#[test]
fn an_unknown_field_in_the_text_is_offered_again_too() {
    let world = failed();
    let misspell = r#"sed -i 's/^Email = .*/Emial = "molly@example.com"/' "$1""#;
    let correct = r#"sed -i 's/^Emial/Email/' "$1""#;
    Terminal::edit(&world, "edit 1", &[misspell, correct]).exits(0);
    assert!(offered(&world, 2).starts_with("# operation 1 has no field `Emial`"), "{}", offered(&world, 2));
    assert_eq!(world.field(1, "Email").1, "molly@example.com");
}

#[test]
fn a_text_that_is_given_up_is_kept_in_a_file() {
    let world = failed();
    let before = world.files();
    let person = Terminal::edit(&world, "edit 1", &[TYPE_NONSENSE, "true"]).exits(1);
    let files = kept(&world);
    let (kept, saves) = (files.join(" "), format!("hqsync edit 1 --from {}", files.join(" ")));
    let person = person.shows(&format!("what you typed is kept in `{kept}`; `{saves}` saves it"));
    person
        .shows("error: the text cannot be used: TOML parse error")
        .shows("hint: `hqsync edit 1` opens the editor again");
    let text = fs::read_to_string(&files[0]).unwrap();
    assert!(text.contains("\nEmail = molly@example.com\n"), "{text}");
    assert_eq!(fs::metadata(&files[0]).unwrap().permissions().mode() & 0o777, 0o600);
    world.is_as(&before);
}

#[test]
fn what_another_person_did_meanwhile_is_told_and_both_edits_are_saved() {
    let world = failed();
    let meanwhile = format!("{TYPE_EMAIL}; $hqsync edit 1 --set Phone=555-0199 --as ann > /dev/null");
    Terminal::edit(&world, "edit 1 --as bob", &[&meanwhile, "true"]).exits(0);
    let text = offered(&world, 2);
    let heading = text.lines().next().unwrap();
    let [ann, bob] = ["ann", "bob"].map(|name| world.user_as(name));
    assert!(heading.starts_with(&format!("# {ann} edited the operation at 20")), "{heading}");
    assert!(heading.ends_with(": Phone: `555-0100` → `555-0199`"), "{heading}");
    assert!(text.contains("\nEmail = \"molly@example.com\"\n") && text.contains("\nPhone = \"555-0199\"\n"), "{text}");
    let entries = world.history(1);
    let edits = entries.iter().filter(|entry| entry["event"] == "edited");
    let edits: Vec<_> =
        edits.map(|entry| (entry["actor"].as_str().unwrap(), entry["fields"][0]["name"].as_str().unwrap())).collect();
    assert_eq!(edits, [(ann.as_str(), "Phone"), (bob.as_str(), "Email")]);
    assert_eq!(["Email", "Phone"].map(|name| world.field(1, name).1), ["molly@example.com", "555-0199"]);
}

#[test]
fn what_both_persons_changed_is_as_the_one_leaves_it_who_saw_both() {
    let world = failed();
    let meanwhile = format!("{TYPE_EMAIL}; $hqsync edit 1 --set Email=max@example.com --as ann > /dev/null");
    Terminal::edit(&world, "edit 1 --as bob", &[&meanwhile, "true"]).exits(0);
    assert!(offered(&world, 2).contains("Email: `nobody` → `max@example.com`"));
    let (edit, fields) = (world.history(1).pop().unwrap(), ["max@example.com", "molly@example.com"]);
    assert_eq!(
        (edit["fields"][0]["old"].as_str(), edit["fields"][0]["new"].as_str()),
        (Some(fields[0]), Some(fields[1]))
    );
}

#[test]
fn what_another_person_did_before_a_text_is_offered_again_is_not_undone() {
    let world = failed();
    let meanwhile = format!("{TYPE_NONSENSE}; $hqsync edit 1 --set Phone=555-0199 --as ann > /dev/null");
    Terminal::edit(&world, "edit 1 --as bob", &[&meanwhile, TYPE_EMAIL, "true"]).exits(0);
    let heading = format!("# {} edited the operation", world.user_as("ann"));
    assert!(offered(&world, 3).starts_with(&heading), "{}", offered(&world, 3));
    assert_eq!(["Email", "Phone"].map(|name| world.field(1, name).1), ["molly@example.com", "555-0199"]);
}

#[test]
fn an_operation_that_went_through_meanwhile_is_refused_and_what_was_typed_is_kept() {
    let world = failed();
    let meanwhile = format!("{TYPE_EMAIL}; $hqsync edit 1 --set Email=max@example.com --resync > /dev/null");
    let person = Terminal::edit(&world, "edit 1", &[&meanwhile]).exits(1);
    let person =
        person.shows("error: operation 1 is synced, so it cannot be edited").shows("what you typed is kept in `");
    person.shows("hint: it is already synchronized; change the customer at headquarters or in the channel");
    let text = fs::read_to_string(&kept(&world)[0]).unwrap();
    assert!(text.contains("\nEmail = \"molly@example.com\"\n"), "{text}");
    assert_eq!(world.field(1, "Email").1, "max@example.com");
}

#[test]
fn an_operation_that_has_gone_through_is_not_opened() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    Terminal::edit(&world, "edit 1", &[]).exits(1).shows("error: operation 1 is completed, so it cannot be edited");
    Terminal::edit(&world, "edit 99", &[]).exits(1).shows("error: there is no operation 99");
    assert_eq!(opened(&world), 0);
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    let world = failed();
    let before = world.files();
    let person = Terminal::run(&world, "edit 1", &[("EDITOR", "false")], |_| ()).exits(1);
    person.shows("error: the editor `false` failed, so nothing was changed\nhint: set `$VISUAL` or `$EDITOR`");
    Terminal::run(&world, "edit 1", &[("EDITOR", "no-such-editor")], |_| ())
        .exits(1)
        .shows("the editor `no-such-editor`");
    assert_eq!(kept(&world), [""; 0]);
    world.is_as(&before);
}

#[test]
fn what_was_typed_is_kept_where_the_editor_fails_at_last() {
    for steps in [&[&format!("{TYPE_EMAIL}; exit 1")[..]][..], &[TYPE_NONSENSE, "exit 1"]] {
        let world = failed();
        let before = world.files();
        Terminal::edit(&world, "edit 1", steps).exits(1).shows("what you typed is kept in `");
        let text = fs::read_to_string(&kept(&world)[0]).unwrap();
        assert!(text.contains("molly@example.com"), "{text}");
        world.is_as(&before);
    }
}

#[test]
fn what_was_typed_is_kept_where_it_is_in_another_encoding() {
    let world = failed();
    let before = world.files();
    let step = r#"sed -i 's/^CustName = .*/CustName = "Mo"/; s/Mo"/M\xf8"/' "$1""#;
    Terminal::edit(&world, "edit 1", &[step]).exits(1).shows("error: the text is not UTF-8");
    let text = fs::read(&kept(&world)[0]).unwrap();
    assert!(text.windows(3).any(|window| window == b"M\xf8\""), "{text:?}");
    world.is_as(&before);
}

#[test]
fn a_ctrl_c_in_a_command_that_the_editor_runs_loses_nothing() {
    // The terminal sends it to all of them: the editor, what it runs, the shell and the program.
    let world = failed();
    let step = format!("trap : INT; sh -c 'kill -s INT 0; sleep 5'; {TYPE_EMAIL}");
    Terminal::edit(&world, "edit 1", &[&step]).exits(0).shows("nobody     molly@example.com");
    assert_eq!(world.field(1, "Email").1, "molly@example.com");
    assert_eq!(kept(&world), [""; 0]);
}

#[test]
fn a_terminal_that_is_closed_leaves_what_was_typed_in_a_file() {
    let world = failed();
    let before = world.files();
    let step = format!("trap 'exit 1' HUP; {TYPE_EMAIL}; kill -s HUP 0; sleep 5");
    Terminal::edit(&world, "edit 1", &[&step]);
    let text = fs::read_to_string(&kept(&world)[0]).unwrap();
    assert!(text.contains("molly@example.com"), "{text}");
    world.is_as(&before);
}

#[test]
fn the_visual_editor_goes_before_the_other_and_may_have_arguments() {
    let world = failed();
    let visual = format!("sh {}", editor(&world, "visual", &[TYPE_EMAIL]));
    Terminal::run(&world, "edit 1", &[("VISUAL", &visual), ("EDITOR", "false")], |_| ()).exits(0);
    assert_eq!(world.field(1, "Email").1, "molly@example.com");
    Terminal::run(&world, "edit 1", &[("VISUAL", " "), ("EDITOR", "true")], |_| ()).exits(0);
}

#[test]
fn texts_that_are_hard_to_write_come_back_as_they_are() {
    let text = "Mølly \"'O\\'\"\t# = '''\r\nArun\u{1b}[31m";
    let world =
        World::new().channel("Houston", |c| c.customer("A1").set("CUSTNAME", text.to_owned()).with("Email=nobody"));
    world.run_jobs();
    Terminal::edit(&world, "edit 1", &[TYPE_EMAIL]).exits(0);
    let json = &world.history(1).pop().unwrap()["fields"];
    assert_eq!((json[0]["name"].as_str(), json.as_array().unwrap().len()), (Some("Email"), 1), "{json}");
    assert_eq!(world.field(1, "CustName").1, text);
}

#[test]
fn an_editor_rehearses_too() {
    let world = failed();
    let before = world.files();
    let person = Terminal::edit(&world, "edit 1 --dry-run", &[TYPE_EMAIL]).exits(0);
    person.shows("nobody     molly@example.com").shows("dry run: nothing was changed");
    world.is_as(&before);
}

#[test]
fn an_editor_is_for_one_operation() {
    let world = failed();
    Terminal::edit(&world, "edit --status failed", &[]).exits(2).shows("error: an editor opens for one operation");
}

#[test]
fn many_are_changed_after_a_yes() {
    for answer in ["y", "Yes"] {
        let world = failed();
        let person = Terminal::run(&world, "edit --status failed --set Email=molly@example.com", &[], |keyboard| {
            let before = keyboard.exp_string("[y/N]").unwrap();
            assert!(before.contains("About to edit 1 operation:"), "{before}");
            assert!(before.contains("  1  Houston  customer  failed  email-invalid  Email = nobody"), "{before}");
            keyboard.send_line(answer).unwrap();
        });
        person.exits(0).shows("Operation 1: pending");
        assert_eq!(world.listed("status"), ["pending"]);
    }
}

#[test]
fn ctrl_c_ends_a_question_at_once() {
    let world = failed();
    let before = world.files();
    for command in ASKING {
        let person = Terminal::run(&world, command, &[], |keyboard| {
            keyboard.exp_string("[y/N]").unwrap();
            keyboard.send_control('c').unwrap();
        });
        person.exits(130).shows("nothing was changed");
    }
    world.is_as(&before);
}

#[test]
fn the_wrong_fields_stand_on_top_and_the_empty_ones_at_the_end() {
    let world = failed();
    Terminal::edit(&world, "edit 1", &["true"]).exits(0);
    let text = offered(&world, 1);
    let place = |line: &str| text.find(line).unwrap_or_else(|| panic!("no {line:?} in\n{text}"));
    let places =
        ["\n# email-invalid  Email  `nobody`", "\nEmail = ", "\nCustName = ", "\nOperation = ", "\nUrl = \"\""];
    assert!(places.map(place).is_sorted(), "{text}");
}

#[test]
fn a_mistake_in_the_text_names_the_line_that_it_has_when_it_is_offered_again() {
    let world = failed();
    Terminal::edit(&world, "edit 1", &[TYPE_NONSENSE, TYPE_EMAIL]).exits(0);
    let text = offered(&world, 2);
    let line = text.lines().position(|line| line.starts_with("Email = molly")).unwrap() + 1;
    assert!(text.contains(&format!("line {line}, ")), "line {line}:\n{text}");
}

#[test]
fn many_stay_as_they_are_after_anything_else() {
    let world = failed();
    let before = world.files();
    for answer in ["n", "", "yesterday", "no"] {
        for command in ASKING {
            let person = Terminal::run(&world, command, &[], |keyboard| {
                keyboard.exp_string("[y/N]").unwrap();
                keyboard.send_line(answer).unwrap();
            });
            person.exits(1).shows("nothing was changed");
        }
    }
    world.is_as(&before);
}

#[test]
fn what_others_corrected_while_the_question_is_open_stays_as_it_is() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=a").customer("B2").with("Email=b"));
    world.run_jobs();
    let command = "edit --where 'error = email-invalid' --set Email=all@example.com";
    let person = Terminal::run(&world, command, &[], |keyboard| {
        keyboard.exp_string("[y/N]").unwrap();
        world.run("edit 1 --set Email=molly@example.com --as ann").exits(0);
        keyboard.send_line("y").unwrap();
    });
    person.exits(0).shows("Operation 2: pending");
    assert_eq!(world.listed("Email"), ["molly@example.com", "all@example.com"]);
}

#[test]
fn nobody_waits_for_an_editor() {
    for command in ["edit 1", "edit 1 --dry-run"] {
        let world = failed();
        // Another person's edit goes through while the editor is open.
        let step = "$hqsync edit 1 --set Phone=555-0111 --as ann";
        Terminal::edit(&world, command, &[step]).exits(0).shows("nothing was changed");
        assert_eq!(world.listed("Phone"), ["555-0111"]);
    }
}

#[test]
fn a_text_that_a_killed_edit_left_is_cleared_away_by_the_next_one() {
    let world = failed();
    // The editor's parent is the shell in which the program runs it.
    let kill = "kill -9 $(cut -d ' ' -f 4 /proc/$PPID/stat); sleep 1";
    Terminal::edit(&world, "edit 1", &[&format!("touch \"${{1%/*}}/.operation.toml.swp\"; {kill}")]).exits(137);
    let left = || fs::read_dir(world.elsewhere("tmp")).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    assert_eq!(left().len(), 1);
    assert_eq!(fs::metadata(&left()[0]).unwrap().permissions().mode() & 0o777, 0o700);

    Terminal::run(&world, "edit 1", &[("EDITOR", "true")], |_| ()).exits(0);
    assert_eq!(left().len(), 1, "somebody may have begun a moment ago");
    let modified = fs::metadata(&left()[0]).unwrap().modified().unwrap() - Duration::from_secs(2 * 60 * 60);
    File::open(&left()[0]).unwrap().set_modified(modified).unwrap();
    Terminal::run(&world, "edit 1", &[("EDITOR", "true")], |_| ()).exits(0);
    assert_eq!(left(), Vec::<PathBuf>::new());
}
