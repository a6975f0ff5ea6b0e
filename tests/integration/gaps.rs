//! Counters that no row has: they are looked for, and given up after a while.

use pretty_assertions::assert_eq;

use super::world::World;

/// The number of counters that are still looked for on Houston.
fn missing(world: &World) -> i64 {
    world.run("channels show Houston --format json").exits(0).json()["gaps"].as_i64().unwrap()
}

/// Houston with the counters that an IDENTITY column has after two restarts of its server.
fn restarted() -> World {
    let world = World::new().at("2026-11-01T09:00:00Z");
    let world = world.channel("Houston", |c| c.customer("A1").counter(3).customer("B2").counter(1_003));
    let world = world.append("Houston", |c| c.customer("C3").counter(2_003));
    world.run_jobs();
    world
}

#[test]
fn a_missing_counter_is_looked_for_two_days() {
    let world = restarted();
    assert_eq!(missing(&world), 1_998);
    let world = world.at("2026-11-03T08:59:00Z").append("Houston", |c| c.customer("D4").counter(500));
    world.run("run-jobs").exits(0).shows("1 uploaded");
    assert_eq!(missing(&world), 1_997);
    world.verify();

    // What is beside a late row is looked for as long again.
    let world = world.at("2026-11-03T09:00:00Z");
    world.run("run-jobs").exits(0);
    assert_eq!(missing(&world), 496);
    let world = world.append("Houston", |c| c.customer("E5").counter(499));
    world.run("run-jobs").exits(0).shows("1 uploaded");
    let world = world.at("2026-11-05T09:00:00Z");
    world.run("run-jobs").exits(0);
    assert_eq!(missing(&world), 0);
    world.verify();
    let history = world.run("history --admin").exits(0);
    let history = history.shows("missing counters given up").shows("    channel: Houston\n");
    history.shows("    gaps: [-9223372036854775808,2], [501,1002], [1004,2002]\n").shows("    gaps: [4,498]\n");
}

#[test]
fn a_gap_is_given_up_when_the_configuration_says() {
    let world = restarted().setting("jobs.gap_after", "'5m'").at("2026-11-01T09:04:00Z");
    world.run("run-jobs").exits(0);
    assert_eq!(missing(&world), 1_998);
    let world = world.at("2026-11-01T09:05:00Z");
    world.run("run-jobs --dry-run").exits(0);
    assert_eq!(missing(&world), 1_998);
    world.run("run-jobs").exits(0);
    assert_eq!(missing(&world), 0);
    world.verify();
}

#[test]
fn after_a_jump_of_the_clock_no_gap_is_given_up() {
    let world = restarted().at("2027-01-01T09:00:00Z");
    world.run("run-jobs").exits(0);
    assert_eq!(missing(&world), 1_998);
    world.run("run-jobs").exits(0);
    assert_eq!(missing(&world), 0);
    world.verify();
}

#[test]
fn gaps_of_a_reset_channel_begin_anew() {
    let world = restarted().setting("jobs.gap_after", "'5m'").at("2026-11-01T09:06:00Z");
    world.run("run-jobs").exits(0);
    world.run("channels reset Houston --yes").exits(0);
    world.run("run-jobs").exits(0);
    assert_eq!(missing(&world), 1_998);
    world.verify();
    let world = world.at("2026-11-01T09:12:00Z");
    world.run("run-jobs").exits(0);
    assert_eq!(missing(&world), 0);
    world.verify();
}

#[test]
fn a_row_below_all_others_whose_gap_was_given_up_is_not_overlooked() {
    let world = restarted().setting("jobs.gap_after", "'5m'").at("2026-11-01T09:06:00Z");
    world.run("run-jobs").exits(0);
    let world = world.append("Houston", |c| c.customer("D4").counter(1));
    world.run("run-jobs").exits(1).says("the row with counter 1 in `RETAILASYNCCUSTOMERV2` is not the one");
    world.run("channels reset Houston --yes").exits(0);
    world.run("run-jobs").exits(0).shows("1 uploaded");
    world.verify();
}

#[test]
fn the_highest_counter_is_a_counter() {
    let world = World::new().channel("Houston", |c| c.customer("A1").counter(3).customer("B2").counter(i64::MAX));
    world.run_jobs();
    assert_eq!(world.listed("counter,status"), ["3 completed", "9223372036854775807 completed"]);
    assert_eq!(missing(&world), i64::MAX - 4);
    let world = world.append("Houston", |c| c.customer("C3").counter(i64::MAX - 1));
    world.run("run-jobs").exits(0).shows("1 uploaded");
    world.run("run-jobs").exits(0).shows("P-job succeeded: nothing to do");
    world.run("channels reset Houston --yes").exits(0);
    world.run("run-jobs").exits(0).shows("P-job succeeded: nothing to do");
    world.verify();
}
