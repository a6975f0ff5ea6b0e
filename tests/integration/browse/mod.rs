//! `hqsync browse`: the page on a terminal of a given size, used by its keys and read as a person reads it.

mod page;
mod sharing;
mod terminal;

use super::world::World;
use page::Page;

/// A customer whose address has a wrong country, and whom nothing else is wrong with.
fn failed() -> World {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1")
            .address("A1", "home", "Street=Lindenhof City=Hamburg Country=DE Zip=20095")
            .customer("A2")
            .with("Email=nobody")
    });
    world.run_jobs();
    world
}

#[test]
fn an_operation_is_found_repaired_synchronized_and_the_page_left() {
    let world = failed();
    let mut page = Page::open(&world, "browse", (100, 30));
    page.shows("2 of 3").shows("country-unknown").shows("email-invalid");
    page.keys("/").keys("\u{15}").types("error = country-unknown").shows("1 of 3");
    page.keys("\r").shows("Customer attributes");
    page.keys("\r").shows("Country: `DE` is not an ISO 3166-1 alpha-3 code");
    page.keys("\r").shows("Take the proposal");
    page.keys("\t").keys("\r").shows("1 change to save");
    page.keys("S").shows("Operation 3 is synced");
    assert_eq!(world.show(3)["status"], "synced");
    assert_eq!(world.field(3, "Country").1, "DEU");
    page.keys("q").ends(0);
}

#[test]
fn what_is_only_saved_waits_for_the_next_run() {
    let world = failed();
    let mut page = Page::open(&world, "browse 'error = country-unknown'", (80, 24));
    page.shows("Customer attributes").keys("\r").keys("\r").shows("Take the proposal").keys("\t\rs");
    page.shows("Operation 3 is saved");
    assert_eq!(world.show(3)["status"], "pending");
    page.keys("u").shows("1 change to save").keys("q").shows("Drop 1 change that is not saved?");
    page.keys("\r").ends(0);
}

#[test]
fn an_operation_is_dismissed_with_its_reason() {
    let world = failed();
    let mut page = Page::open(&world, "browse --error email-invalid", (80, 24));
    page.shows("Customer attributes").keys("d").shows("1 operation would be dismissed").types("a test").keys("\r");
    page.shows("1 operation dismissed");
    assert_eq!(world.show(2)["status"], "dismissed");
    assert_eq!(world.history(2).pop().unwrap()["reason"], "a test");
    page.keys("q").ends(0);
}

#[test]
fn many_operations_are_corrected_after_a_question() {
    let rows = |c: super::rows::Rows| {
        let customers = c.customer("A1").customer("A2");
        customers.address("A1", "x", "Street=a Country=NL").address("A2", "y", "Street=b Country=NL")
    };
    let world = World::new().channel("Houston", rows);
    world.run_jobs();
    let mut page = Page::open(&world, "browse 'Country = NL'", (100, 30));
    page.shows("2 of 4").keys("*").shows("2 operations are marked");
    page.keys("\r").shows("Customer attributes").keys("\r").shows("Take the proposal").keys("\t\r");
    page.shows("Edit 2 operations?").shows("2 operations would be edited");
    page.shows("hqsync edit --where 'Country = NL' --set Country=NLD --yes");
    page.keys("S").shows("2 synced");
    assert_eq!(world.field(3, "Country").1, "NLD");
    assert_eq!(world.field(4, "Country").1, "NLD");
    page.keys("q").ends(0);
}

#[test]
fn the_jobs_run_from_the_page() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run("run-jobs p").exits(0);
    let mut page = Page::open(&world, "browse", (80, 24));
    page.shows("pending").keys("J").shows("Which jobs to run?").keys("\r").shows("Run 2 succeeded");
    page.shows("completed").keys("q").ends(0);
    assert_eq!(world.show(1)["status"], "completed");
}

#[test]
fn what_happened_is_read_on_the_page() {
    let world = failed();
    let mut page = Page::open(&world, "browse 'id = 3'", (80, 24));
    page.shows("Customer attributes").keys("t").shows("Audit trail of operation 3").shows("received");
    page.keys("\u{1b}").shows("Customer attributes").keys("T").shows("Timeline");
    page.keys("\u{1b}").shows("Customer attributes").keys("?").shows("What can be done now");
    page.types("customer").keys("\r").shows("Timeline").keys("q").shows("Customer attributes").keys("q").ends(0);
}

#[test]
fn every_language_is_spoken() {
    let world = failed();
    for (language, title) in [("nl", "Synchronisatiestatus van klant"), ("da", "Status af kundesynkronisering")] {
        let mut page = Page::open(&world, &format!("browse --lang {language}"), (80, 24));
        page.shows(title).keys("q").ends(0);
    }
}

#[test]
fn without_a_terminal_other_commands_are_named() {
    let world = failed();
    world.run("browse").exits(2).says("`browse` needs a terminal").says("hqsync list");
    let mut page = Page::open_with(&world, "browse", (80, 24), &[("TERM", "dumb")]);
    page.ends(2).said("hqsync show ID");
}

#[test]
fn a_mistake_in_the_expression_is_told_before_the_page_opens() {
    let world = failed();
    let mut page = Page::open(&world, "browse 'Emial = x'", (80, 24));
    page.ends(2).said("unknown field `Emial`");
}
