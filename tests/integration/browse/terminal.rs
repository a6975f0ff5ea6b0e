//! The terminal: its size, the person's editor, suspension, signals, and how it is left.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::page::Page;
use super::{World, failed};

/// An editor that does what a script says with the file that is its first argument.
fn editor(world: &World, script: &str) -> String {
    let editor = world.elsewhere("editor");
    fs::write(&editor, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    editor.display().to_string()
}

/// Puts another country into the text.
const CORRECT: &str = r#"sed -i 's/^Country = .*/Country = "DEU"/' "$1""#;

#[test]
fn the_page_follows_the_size_of_the_terminal() {
    let world = failed();
    let mut page = Page::open(&world, "browse", (80, 24));
    page.shows("? Help");
    page.resize((40, 10)).shows("The page needs 60 columns and 16 lines");
    page.resize((200, 60)).shows("Async customer account").shows("Audit trail").shows("? Help");
    page.keys("q").ends(0);
}

#[test]
fn every_size_in_every_language_is_drawn_and_drawn_again() {
    let world = failed();
    for (language, help) in [("en", "? Help"), ("nl", "? Help"), ("da", "? Hjælp")] {
        let mut page = Page::open(&world, &format!("browse --lang {language}"), (80, 24));
        page.shows(help);
        // Among the fields, and with the help, which has keys of its own.
        for (key, shown) in [("", help), ("\r", help), ("?", "F1 "), ("\u{1b}", help)] {
            page.keys(key).shows(shown);
            for size in [(1, 1), (1, 70), (220, 1), (59, 16), (60, 15), (60, 16), (109, 17), (110, 40), (220, 70)] {
                page.resize(size);
                if size.0 >= 60 && size.1 >= 16 {
                    page.shows(shown);
                }
            }
            page.resize((80, 24)).shows(shown);
        }
        page.keys("q").ends(0).is_restored();
    }
}

#[test]
fn the_whole_operation_is_edited_in_the_persons_editor() {
    let world = failed();
    let editor = editor(&world, CORRECT);
    let mut page = Page::open_with(&world, "browse 'id = 3'", (80, 24), &[("EDITOR", &editor)]);
    page.shows("Customer attributes").keys("E").shows("1 change to save").keys("S").shows("Operation 3 is synced");
    assert_eq!(world.field(3, "Country").1, "DEU");
    page.keys("q").ends(0);
}

#[test]
fn the_terminal_is_as_before_after_every_end() {
    let world = failed();
    for (signal, status) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let mut page = Page::open(&world, "browse", (80, 24));
        page.shows("2 of 3").signal(signal).ends(status).is_restored();
    }
    let mut page = Page::open(&world, "browse", (80, 24));
    page.shows("2 of 3").keys("\u{3}").ends(0).is_restored();
}

#[test]
fn the_page_ends_when_its_terminal_is_closed() {
    let world = failed();
    Page::open(&world, "browse", (80, 24)).shows("2 of 3").hangs_up().ends(129);
    Page::open_without_hangup(&world, "browse", (80, 24)).shows("2 of 3").hangs_up().ends(129);
}

#[test]
fn ctrl_z_suspends_the_page_and_fg_brings_it_back() {
    let world = failed();
    let mut page = Page::open(&world, "browse", (80, 24));
    page.shows("2 of 3").keys("\u{1a}").is_suspended().is_restored();
    page.signal("CONT").shows("2 of 3").shows("? Help").keys("q").ends(0).is_restored();
}

#[test]
fn ctrl_z_in_the_editor_suspends_the_page_with_it() {
    let world = failed();
    // As an editor does, to all programs of the terminal.
    let editor = editor(&world, &format!("kill -TSTP 0\n{CORRECT}"));
    let mut page = Page::open_with(&world, "browse 'id = 3'", (80, 24), &[("EDITOR", &editor)]);
    page.shows("Customer attributes").keys("E").is_suspended().signal("CONT").shows("1 change to save");
    page.keys("S").shows("Operation 3 is synced").keys("q").ends(0).is_restored();
}

#[test]
fn an_editor_that_fails_keeps_what_was_typed() {
    let world = failed();
    let editor = editor(&world, &format!("{CORRECT}\nexit 7"));
    let kept = world.elsewhere("kept");
    fs::create_dir(&kept).unwrap();
    let variables = [("EDITOR", editor.as_str()), ("TMPDIR", kept.to_str().unwrap())];
    let mut page = Page::open_with(&world, "browse 'id = 3'", (160, 30), &variables);
    page.shows("Customer attributes").keys("E").shows("what you typed is kept in").keys("q").ends(0);
    let file = fs::read_dir(&kept).unwrap().next().unwrap().unwrap().path();
    assert!(fs::read_to_string(file).unwrap().contains("Country = \"DEU\""));
}

#[test]
fn what_a_customer_is_called_moves_no_cursor() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").with("Email=nobody").set("CUSTNAME", "red\u{202e}\u{1b}[31m\u{7}!".to_owned())
    });
    world.run_jobs();
    let mut page = Page::open(&world, "browse", (100, 30));
    page.shows(r"red\u{202e}\u{1b}[31m\u{7}!").keys("q").ends(0);
}
