//! Who a store and a channel are, and that nobody gets another person's account.

use super::world::World;

#[test]
fn a_wider_number_sequence_passes_over_accounts_that_are_there() {
    let names = |from: usize, to: usize| (from..to).map(|number| format!("A{number}")).collect::<Vec<_>>();
    let world = World::new()
        .setting("companies.USRT.number_sequence", "'C-9#'")
        .channel("Houston", |c| names(0, 10).iter().fold(c, |rows, name| rows.customer(name)));
    world.run("run-jobs --quiet").exits(3);
    let world = world
        .setting("companies.USRT.number_sequence", "'C-##'")
        .append("Houston", |c| names(10, 100).iter().fold(c, |rows, name| rows.customer(name)));
    world.run("resync 10").exits(0).shows("customer C-10 created");
    world.run("run-jobs --quiet").exits(3);
    let accounts = world.query("Houston", "SELECT ACCOUNTNUM FROM CUSTTABLE ORDER BY 1");
    let expected: Vec<_> = (10..100).map(|number| format!("C-{number}")).collect();
    assert_eq!(accounts, expected);
    world.verify();
    let world = world.setting("companies.USRT.number_sequence", "'C-###'");
    world.run("resync --where status=failed --yes").exits(0).shows("customer C-100 created");
    world.run("run-jobs --quiet").exits(0);
    world.verify();
}
