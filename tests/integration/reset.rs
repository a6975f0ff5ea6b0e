//! Channels whose database was restored from an older copy or replaced, and `hqsync channels reset`.

use std::fs;

use super::editor::Terminal;
use super::rows::Rows;
use super::world::World;

/// Names and states of Houston's customers.
fn customers(world: &World) -> Vec<String> {
    world.listed("CustName,status")
}

/// The customers of Houston's upload table with their mark of completion.
fn marks(world: &World) -> Vec<String> {
    let sql =
        "SELECT CUSTNAME, ONLINEOPERATIONCOMPLETED FROM RETAILASYNCCUSTOMERV2 ORDER BY REPLICATIONCOUNTERFROMORIGIN";
    world.query("Houston", sql)
}

/// Houston with two customers that are completed; an older copy of its database has the first one alone.
fn restored() -> World {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run("run-jobs p").exits(0);
    let copy = fs::read(world.channel_path("Houston")).unwrap();
    let world = world.then("Houston", |c| c.customer("B2"));
    fs::write(world.channel_path("Houston"), copy).unwrap();
    world
}

fn new_customer(rows: Rows) -> Rows {
    rows.customer("C3")
}

#[test]
fn after_a_reset_an_older_copy_is_taken_up_with_its_new_rows_and_nothing_twice() {
    let world = restored();
    world.run("run-jobs").exits(1).says("has counter 1, but rows up to 2 were uploaded before");
    let reset = "channels reset Houston --yes --reason 'disk crash on Monday' --as ann";
    world.run(reset).exits(0).shows("Houston was reset (2nd database): ");
    let ann = world.user_as("ann");
    world
        .run("history --channel houston")
        .exits(0)
        .shows(&format!("channel reset (2nd database)  {ann}\n    reason: disk crash on Monday\n"));
    let answer = world.run("history --channel Houston --format json").exits(0).json();
    assert_eq!((&answer[0]["actor"], &answer[0]["epoch"]), (&ann.into(), &2.into()));
    let world = world.append("Houston", new_customer);
    world.run("run-jobs").exits(0);
    assert_eq!(customers(&world), ["Customer A1 completed", "Customer B2 completed", "Customer C3 completed"]);
    assert_eq!(marks(&world), ["Customer A1|1", "Customer C3|1"], "the restored row is completed too");
    assert_eq!(world.query("Houston", "SELECT count(*) FROM CUSTTABLE"), ["3"], "every customer is downloaded anew");
    let before = world.dump("Houston");
    world.run("run-jobs").exits(0);
    assert_eq!(world.dump("Houston"), before, "a further run changes nothing");
    world.run("verify").exits(0);
}

#[test]
fn a_counter_that_another_row_uses_again_is_noticed() {
    // The restored database has got as far as the bookmark again before anybody ran the jobs.
    let world = restored().append("Houston", new_customer);
    world
        .run("run-jobs")
        .exits(1)
        .says("the row with counter 2 in `RETAILASYNCCUSTOMERV2` is not the one that was uploaded before")
        .says("hqsync channels reset \"Houston\"");
    world.run("channels").exits(0).shows("is not the one that was uploaded before");
    world.run("status").exits(3).shows("is not the one that was uploaded before");
    world.run("channels reset houston --yes").exits(0);
    world.run("run-jobs").exits(0);
    assert_eq!(customers(&world), ["Customer A1 completed", "Customer B2 completed", "Customer C3 completed"]);
}

#[test]
fn an_empty_database_is_taken_up_after_a_reset() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    fs::remove_file(world.channel_path("Houston")).unwrap();
    world.run("channels create Houston").exits(0);
    world.run("run-jobs").exits(1).says("`RETAILASYNCCUSTOMERV2` is empty, but rows up to 1 were uploaded before");
    world.run("channels reset Houston --yes").exits(0);
    let world = world.append("Houston", new_customer);
    world.run("run-jobs").exits(0);
    assert_eq!(customers(&world), ["Customer A1 completed", "Customer C3 completed"]);
    assert_eq!(world.query("Houston", "SELECT count(*) FROM CUSTTABLE"), ["2"]);
    world.run("verify").exits(0);
}

#[test]
fn what_was_pending_before_a_reset_is_completed_after_it() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run("run-jobs p").exits(0);
    world.run("channels reset Houston --yes").exits(0);
    world.run("run-jobs").exits(0).shows("P-job succeeded: nothing to do");
    assert_eq!(customers(&world), ["Customer A1 completed"]);
    assert_eq!(marks(&world), ["Customer A1|1"]);
    world.run("verify").exits(0);
}

#[test]
fn a_copy_that_lacks_no_row_learns_what_was_completed_without_a_reset() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    let copy = fs::read(world.channel_path("Houston")).unwrap();
    world.run_jobs();
    fs::write(world.channel_path("Houston"), copy).unwrap();
    world.run("run-jobs").exits(0).shows("1 customer downloaded");
    assert_eq!(marks(&world), ["Customer A1|1"]);
}

#[test]
fn a_row_that_the_channel_has_removed_says_nothing() {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2"));
    world.run_jobs();
    let world = world
        .append("Houston", new_customer)
        .execute("Houston", "DELETE FROM RETAILASYNCCUSTOMERV2 WHERE REPLICATIONCOUNTERFROMORIGIN <= 2");
    world.run("run-jobs").exits(0);
    assert_eq!(customers(&world), ["Customer A1 completed", "Customer B2 completed", "Customer C3 completed"]);
}

#[test]
fn only_a_channel_that_was_uploaded_can_be_reset() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run("channels reset Houston --yes").exits(1).says("there is no store yet");
    world.run_jobs();
    let world = world.configured("Seattle");
    world.run("channels reset Seattle --yes").exits(1).says("has never been uploaded");
    world.run("channels reset Houstn --yes").exits(2).says("did you mean `Houston`?");
}

#[test]
fn a_column_with_a_default_that_the_channel_has_got_since_makes_no_other_rows() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let column = "ALTER TABLE RETAILASYNCCUSTOMERV2 ADD COLUMN LOYALTYTIER TEXT NOT NULL DEFAULT 'none'";
    let world = world.execute("Houston", column).append("Houston", new_customer);
    world.run("run-jobs").exits(0).shows("1 uploaded");
    world.run("channels reset Houston --yes").exits(0);
    world.run("run-jobs").exits(0).shows("P-job succeeded: nothing to do");
    assert_eq!(customers(&world), ["Customer A1 completed", "Customer C3 completed"]);
    world.run("verify").exits(0);
}

#[test]
fn a_copy_that_is_put_back_after_a_reset_learns_what_was_completed_too() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    let copy = fs::read(world.channel_path("Houston")).unwrap();
    world.run_jobs();
    world.run("channels reset Houston --yes").exits(0);
    world.run_jobs();
    fs::write(world.channel_path("Houston"), copy).unwrap();
    world.run("run-jobs").exits(0).shows("P-job succeeded: nothing to do");
    assert_eq!(marks(&world), ["Customer A1|1"]);
}

#[test]
fn a_reset_is_rehearsed_and_confirmed() {
    let world = restored().append("Houston", |c| c.customer("C3").update("B2").deactivate("A1"));
    let before = world.files();
    let preview = "About to reset channel Houston (2nd database):\n  \
        it has 4 rows: 1 was uploaded before and is recognized, 3 are new\n  \
        RETAILASYNCCUSTOMERV2: 1 known, 3 new (create 1, update 1, deactivate 1)\n  \
        1 new row would change a customer who has an account\n  \
        1 new row would deactivate a customer who has an account, or a record of theirs\n  \
        the next run reads it from the beginning, uploads nothing twice, and downloads all customers to it again\n";
    let rehearsal = world.run("channels reset Houston --dry-run").exits(0);
    rehearsal.prints(&preview.replace("About to", "Would")).says_only("dry run: nothing was changed\n");
    world
        .run("channels reset Houston")
        .exits(2)
        .says(preview)
        .says("\n  store ")
        .says("`--yes` skips the confirmation");
    world.is_as(&before);
    world.run("run-jobs").exits(1);
    world.run("channels reset Houston --yes").exits(0);
    world.run("run-jobs").exits(0).shows("P-job succeeded: 3 uploaded\n");
    let preview = "Would reset channel Houston (3rd database):\n  it has 4 rows: 4 were uploaded before and are recognized, 0 are new\n  \
        RETAILASYNCCUSTOMERV2: 4 known, 0 new\n  the next run";
    world.run("channels reset Houston --dry-run").exits(0).shows(preview);
}

#[test]
fn a_reset_that_affects_nobody_needs_no_confirmation_where_nobody_can_be_asked() {
    let world = restored().append("Houston", new_customer);
    world.run("channels reset Houston").exits(0).shows("Houston was reset (2nd database)");
    world.run("run-jobs").exits(0).shows("P-job succeeded: 1 uploaded\n");
    let world = world.append("Houston", |c| c.address("A1", "home", "City=Delft"));
    let answer = world.run("channels reset Houston").exits(2);
    answer
        .says("RETAILASYNCADDRESSV2: 0 known, 1 new (create 1, update 0, deactivate 0)")
        .says("1 new row would change a customer who has an account");
}

#[test]
fn malformed_rows_that_are_new_are_counted() {
    let world = restored().append("Houston", |c| c.customer("C3").operation(7));
    let answer = world.run("channels reset Houston --dry-run").exits(0);
    answer
        .shows("RETAILASYNCCUSTOMERV2: 1 known, 1 new (create 0, update 0, deactivate 0)\n")
        .shows("RETAILASYNCCUSTOMERV2: 1 new row is malformed\n");
}

#[test]
fn a_channel_that_cannot_be_read_can_be_reset_all_the_same() {
    let world = restored();
    fs::remove_file(world.channel_path("Houston")).unwrap();
    world.run("channels reset Houston --dry-run").exits(0).shows("it cannot be read now: `").shows("does not exist");
    world.run("channels reset Houston").exits(2).says("it cannot be read now");
    world.run("channels reset Houston --yes").exits(0);
}

#[test]
fn ctrl_d_at_the_question_changes_nothing_and_begins_a_line() {
    let world = restored();
    let before = world.files();
    let terminal = Terminal::run(&world, "channels reset Houston", &[], |session| {
        session.exp_string("[y/N] ").unwrap();
        session.send_control('d').unwrap();
    });
    terminal.exits(1).shows("\nnothing was changed\n");
    world.is_as(&before);
}
