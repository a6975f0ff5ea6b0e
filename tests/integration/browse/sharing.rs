//! Others at work while the page is open.

use std::fs::File;

use super::failed;
use super::page::Page;

/// Puts the right country into the address.
const CORRECT: &str = "edit 3 --set Country=DNK --set Zip=1000 --as anna";

#[test]
fn two_people_correct_one_operation() {
    let world = failed();
    let mut page = Page::open(&world, "browse 'id = 3'", (100, 30));
    page.shows("country-unknown")
        .keys("\r")
        .keys("\r")
        .shows("Take the proposal")
        .keys("\t\r")
        .shows("1 change to save");
    let mut other = Page::open(&world, "browse 'id = 3'", (80, 24));
    other
        .shows("Customer attributes")
        .keys("\r")
        .keys("\r")
        .shows("Take the proposal")
        .keys("\u{15}")
        .types("DNK")
        .keys("\r");
    other.shows("1 change to save").keys("s").shows("Operation 3 is saved").keys("q").ends(0);
    page.shows("changed by").keys("s").shows("Operation 3 was changed by");
    page.shows("when you began").shows("DNK");
    page.keys("\rs").shows("Operation 3 is saved");
    assert_eq!(world.field(3, "Country").1, "DEU");
    page.keys("q").ends(0);
}

#[test]
fn the_values_of_the_other_can_be_kept() {
    let world = failed();
    let mut page = Page::open(&world, "browse 'id = 3'", (100, 30));
    page.shows("Customer attributes")
        .keys("\r")
        .keys("\r")
        .shows("Take the proposal")
        .keys("\t\r")
        .shows("1 change to save");
    world.run(CORRECT).exits(0);
    page.keys("s").shows("Operation 3 was changed by anna").keys("ts").shows("nothing was changed");
    assert_eq!(world.field(3, "Country").1, "DNK");
    page.keys("q").ends(0);
}

#[test]
fn a_run_beside_the_page_changes_rows_in_place() {
    let world = failed();
    let mut page = Page::open(&world, "browse 'status in (failed, pending)'", (100, 30));
    page.shows("2 of 3");
    let world = world.append("Houston", |c| c.customer("A3").with("Email=nobody"));
    world.run("run-jobs").exits(3);
    page.shows("1 new").shows("3 of 4").keys("\u{1b}[15~").shows_no("1 new");
    world.run(CORRECT).exits(0);
    page.shows("pending");
    world.run("resync 3").exits(0);
    // It no longer matches, and stays where it is.
    page.shows("synced").keys("\u{1b}[15~").shows_no("synced").keys("q").ends(0);
}

#[test]
fn a_run_that_is_at_work_is_named_and_blocks_nothing_else() {
    let world = failed();
    let mut page = Page::open(&world, "browse", (100, 30));
    page.shows("2 of 3");
    let lock = File::create(world.path("headquarters.db.lock")).unwrap();
    lock.lock().unwrap();
    page.keys("J\r").shows("another run holds the lock");
    page.keys("y").shows("Operation 2 failed");
    drop(lock);
    page.keys("J\r").shows("Run 2").keys("q").ends(0);
}

#[test]
fn what_came_after_the_marks_is_not_corrected_with_them() {
    let world = failed();
    let mut page = Page::open(&world, "browse 'status = failed'", (100, 30));
    page.shows("2 of 3").keys("*").shows("2 operations are marked");
    let world = world.append("Houston", |c| c.customer("A3").with("Email=nobody"));
    world.run("run-jobs").exits(3);
    page.shows("1 new").keys("d").shows("2 operations would be dismissed").types("a test").keys("\r");
    page.shows("2 operations dismissed").keys("q").ends(0);
    assert_eq!(world.show(2)["status"], "dismissed");
    assert_eq!(world.show(4)["status"], "failed");
}

#[test]
fn a_run_that_was_stopped_stops_nothing_else() {
    let world = failed();
    let world = world.append("Houston", |c| (0..2_000).fold(c, |c, number| c.customer(&format!("B{number}"))));
    let mut page = Page::open(&world, "browse 'id = 2'", (100, 30));
    page.shows("1 of 3").keys("J").shows("Which jobs").keys("\r").shows_no("Which jobs").keys("\u{1b}").shows("Run 2 ");
    page.keys("y").shows("Operation 2 failed");
    page.keys("d").shows("1 operation would be dismissed").types("a test").keys("\r").shows("1 operation dismissed");
    page.keys("q").ends(0);
}
