//! The terminal: its size, the person's editor, suspension, signals, and how it is left.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::failed;
use super::page::Page;

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
fn the_whole_operation_is_edited_in_the_persons_editor() {
    let world = failed();
    let editor = world.elsewhere("editor");
    fs::write(&editor, "#!/bin/sh\nsed -i 's/^Country = .*/Country = \"DEU\"/' \"$1\"\n").unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let editor = editor.display().to_string();
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
fn what_a_customer_is_called_moves_no_cursor() {
    let world = super::World::new().channel("Houston", |c| {
        c.customer("A1").with("Email=nobody").set("CUSTNAME", "red\u{202e}\u{1b}[31m\u{7}!".to_owned())
    });
    world.run_jobs();
    let mut page = Page::open(&world, "browse", (100, 30));
    page.shows(r"red\u{202e}\u{1b}[31m\u{7}!").keys("q").ends(0);
}
