//! The end does not depend on how operations were cut into runs and batches, nor on the order in which they arrived.

use std::collections::{BTreeSet, HashSet};

use hqsync_support::tables::UPLOAD_TABLES;
use pretty_assertions::assert_eq;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

use super::rows::{CREATE, DEACTIVATE, Rows, UPDATE, time};
use super::world::{World, few_or_told};

/// The channels in which a story happens; they belong to one company.
const CHANNELS: [&str; 2] = ["Houston", "Seattle"];

/// What an operation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Customer,
    Address(usize),
    Contact(usize),
    Affiliation(usize),
    Attribute(usize),
}

/// One operation of a story.
#[derive(Debug, Clone)]
struct Step {
    channel: usize,
    customer: usize,
    kind: Kind,
    operation: i64,
    /// What the snapshot says.
    value: usize,
    primary: bool,
    valid: bool,
    /// How many seconds the channel's clock is wrong.
    clock: i32,
}

impl Step {
    /// The field that is wrong where the operation is invalid, with its right value.
    fn mended(&self) -> (&'static str, String) {
        let value = self.value;
        match self.kind {
            Kind::Customer => ("Phone", format!("555-010{value}")),
            Kind::Address(_) => ("Country", "NLD".to_owned()),
            Kind::Contact(_) => ("Locator", format!("555-010{value}")),
            Kind::Affiliation(at) => ("Affiliation", ["VIP", "Staff"][at].to_owned()),
            Kind::Attribute(_) => ("AttributeValueString", format!("4{value}")),
        }
    }

    /// The row of the operation, with the number that is both its time and its counter.
    fn row(&self, rows: Rows, number: usize) -> Rows {
        let customer = ["A1", "B2", "C3"][self.customer];
        let (value, primary) = (self.value, u8::from(self.primary));
        let (field, right) = self.mended();
        let pick = |invalid: &str| if self.valid { right.clone() } else { invalid.to_owned() };
        let rows = match self.kind {
            Kind::Customer => rows.customer(customer).with(&format!("{field}={}", pick("12"))),
            Kind::Address(at) => {
                let fields = format!("City=City{value} {field}={} MakePostalAddressPrimary={primary}", pick("NL"));
                rows.address(customer, ["home", "work"][at], &fields)
            }
            Kind::Contact(at) => {
                let fields = format!("{field}={} IsPrimary={primary}", pick("none"));
                rows.contact(customer, ["mobile", "desk"][at], &fields)
            }
            Kind::Affiliation(_) => rows.affiliation(customer, &pick("Moonwalkers")),
            Kind::Attribute(at) => rows.attribute(customer, ["ShoeSize", "Spend"][at], &pick("wide")),
        };
        let counter = i64::try_from(number).unwrap() + 1;
        let right = i32::try_from(number).unwrap() + 1_000;
        rows.operation(self.operation).at(&time(u32::try_from(right + self.clock).unwrap())).counter(counter)
    }
}

fn step(channels: usize, customers: usize, invalid: f64) -> impl Strategy<Value = Step> {
    let kind = prop_oneof![
        3 => Just(Kind::Customer),
        3 => (0..2_usize).prop_map(Kind::Address),
        2 => (0..2_usize).prop_map(Kind::Contact),
        1 => (0..2_usize).prop_map(Kind::Affiliation),
        1 => (0..2_usize).prop_map(Kind::Attribute),
    ];
    let operation = prop_oneof![4 => Just(CREATE), 4 => Just(UPDATE), 1 => Just(DEACTIVATE)];
    let valid = prop::bool::weighted(1.0 - invalid);
    (0..channels, 0..customers, kind, operation, 0..4_usize, any::<bool>(), valid).prop_map(
        |(channel, customer, kind, operation, value, primary, valid)| Step {
            channel,
            customer,
            kind,
            operation,
            value,
            primary,
            valid,
            clock: 0,
        },
    )
}

/// A story with anything in it.
fn any_story() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(2, 3, 0.15), 1..16)
}

/// A story in which every record begins with its creation and nothing is invalid.
fn good_story() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(2, 2, 0.0), 1..14).prop_map(begin_with_creations)
}

/// A story in which every record begins with its creation, and some operations are invalid.
fn story_with_mistakes() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(2, 2, 0.4), 1..12).prop_map(begin_with_creations)
}

/// A story of one channel, and the seconds by which its clock is wrong at each step. No records compete.
fn story_of_a_wrong_clock() -> impl Strategy<Value = (Vec<Step>, Vec<i32>)> {
    let story = prop::collection::vec(step(1, 2, 0.0), 1..14).prop_map(begin_with_creations);
    let clocks = prop::collection::vec(prop_oneof![2 => Just(0), 1 => -600..600_i32], 16);
    let peaceful = story.prop_map(|story| story.into_iter().map(|step| Step { primary: false, ..step }).collect());
    (peaceful, clocks)
}

/// A story of one customer's two addresses, which compete for the primary flag.
fn story_of_addresses() -> impl Strategy<Value = Vec<Step>> {
    let address = (step(1, 1, 0.0), 0..2_usize).prop_map(|(step, at)| Step { kind: Kind::Address(at), ..step });
    prop::collection::vec(address, 1..10).prop_map(begin_with_creations)
}

fn begin_with_creations(mut steps: Vec<Step>) -> Vec<Step> {
    let customers: BTreeSet<_> = steps.iter().map(|step| step.customer).collect();
    for customer in customers {
        steps.insert(0, Step { customer, kind: Kind::Customer, ..steps[0].clone() });
    }
    let mut known = HashSet::new();
    for step in &mut steps {
        step.operation = match (known.insert((step.customer, step.kind)), step.operation) {
            (true, _) => CREATE,
            (false, DEACTIVATE) => DEACTIVATE,
            (false, _) => UPDATE,
        };
        // The values of a deactivation are not checked.
        step.valid |= step.operation == DEACTIVATE;
    }
    steps
}

/// A story whose steps arrive in another order, as their numbers.
fn shuffled(story: impl Strategy<Value = Vec<Step>>) -> impl Strategy<Value = (Vec<Step>, Vec<usize>)> {
    story.prop_flat_map(|story| {
        let order: Vec<_> = (0..story.len()).collect();
        (Just(story), Just(order).prop_shuffle())
    })
}

fn world() -> World {
    CHANNELS.into_iter().fold(World::new(), |world, channel| world.channel(channel, |c| c))
}

/// What a channel does with its own rows between two runs.
#[derive(Debug, Clone, Copy)]
enum Housekeeping {
    Nothing,
    /// Fills in the accounts that it has received, and marks rows as it likes.
    Change,
    /// Removes the rows that are completed, of one table or of all.
    Purge(Option<usize>),
    /// Removes all rows.
    Empty,
}

impl Housekeeping {
    fn sql(self) -> String {
        let of_tables = |sql: &str| UPLOAD_TABLES.map(|table| sql.replace("UPLOAD", table)).concat();
        match self {
            Self::Nothing => String::new(),
            Self::Change => of_tables(
                "UPDATE UPLOAD SET OPERATION = 3, CUSTACCOUNT = coalesce((SELECT ACCOUNTNUM FROM RETAILCUSTTABLE r
                   WHERE r.CUSTACCOUNTASYNC = UPLOAD.CUSTACCOUNTASYNC), CUSTACCOUNT);",
            ),
            Self::Purge(None) => of_tables("DELETE FROM UPLOAD WHERE ONLINEOPERATIONCOMPLETED = 1;"),
            Self::Purge(Some(at)) => format!("DELETE FROM {} WHERE ONLINEOPERATIONCOMPLETED = 1", UPLOAD_TABLES[at]),
            Self::Empty => of_tables("DELETE FROM UPLOAD;"),
        }
    }
}

fn housekeeping() -> impl Strategy<Value = Vec<Housekeeping>> {
    let act = prop_oneof![
        2 => Just(Housekeeping::Nothing),
        2 => Just(Housekeeping::Change),
        1 => prop::option::of(0..UPLOAD_TABLES.len()).prop_map(Housekeeping::Purge),
        1 => Just(Housekeeping::Empty),
    ];
    prop::collection::vec(act, 16)
}

/// Tells the steps with these numbers to the channels. Before each step with which `cut` has something, the jobs are run, and then
/// the channels do with their rows what it is.
fn tell_tidily(story: &[Step], order: &[usize], cut: impl Fn(usize) -> Option<Housekeeping>) -> World {
    let mut world = world();
    for (at, &number) in order.iter().enumerate() {
        if let Some(housekeeping) = cut(at) {
            world.run_jobs();
            let sql = housekeeping.sql();
            world = CHANNELS.into_iter().fold(world, |world, channel| world.execute(channel, &sql));
        }
        let step = &story[number];
        world = world.append(CHANNELS[step.channel], |c| step.row(c, number));
    }
    world.run_jobs();
    world.run("verify").exits(0);
    world
}

/// Tells the steps with these numbers to the channels, with a run of the jobs after each of which `cut` says so.
fn tell(world: World, story: &[Step], order: &[usize], cut: impl Fn(usize) -> bool) -> World {
    let mut world = world;
    for (at, &number) in order.iter().enumerate() {
        let step = &story[number];
        world = world.append(CHANNELS[step.channel], |c| step.row(c, number));
        if cut(at) {
            world.run_jobs();
        }
    }
    world.run_jobs();
    world.run("verify").exits(0);
    world
}

/// Gives the operation of a step that failed or waits, with that number, the value that is right.
fn correct(world: &World, step: &Step, number: usize, resync: bool) {
    let (field, value) = step.mended();
    let id = world.found(&format!("counter = {} and channel = {}", number + 1, CHANNELS[step.channel]));
    let resync = if resync { "--resync" } else { "" };
    let outcome = world.run(&format!("edit {} --set {field}={value} {resync}", id[0]));
    assert!(matches!(outcome.status, Some(0 | 3)), "{}", outcome.stderr);
}

/// State and problems of each operation.
fn operations(world: &World) -> Vec<String> {
    let mut operations = world.listed("channel,record,counter,status,errors,attempts");
    operations.sort();
    operations
}

/// What a channel has of its customers, but for numbers that headquarters gives.
fn customers(world: &World, channel: &str) -> Vec<String> {
    let customer = "FROM RETAILCUSTTABLE r JOIN CUSTTABLE c USING (DATAAREAID, ACCOUNTNUM)";
    let of = |columns: &str, table: &str| {
        format!("SELECT r.CUSTACCOUNTASYNC, {columns} {customer} {table} ORDER BY 1, 2, 3")
    };
    [
        of("NAME, PHONE, CURRENCY, CUSTGROUP, BLOCKED", "JOIN DIRPARTYTABLE d ON d.PARTYNUMBER = c.PARTY"),
        of("ADDRESSID, CITY, COUNTRY, ISPRIMARY, ACTIVE", "JOIN LOGISTICSPOSTALADDRESS USING (PARTY)"),
        of("CONTACTID, LOCATOR, ISPRIMARY, ACTIVE", "JOIN LOGISTICSELECTRONICADDRESS USING (PARTY)"),
        of("AFFILIATION, ''", "JOIN RETAILCUSTAFFILIATION USING (DATAAREAID, ACCOUNTNUM)"),
        of("ATTRIBUTENAME, ATTRIBUTEVALUESTRING", "JOIN RETAILCUSTATTRIBUTE USING (DATAAREAID, ACCOUNTNUM)"),
    ]
    .iter()
    .flat_map(|sql| world.query(channel, sql))
    .collect()
}

/// The accounts that a channel's customers have got.
fn accounts(world: &World, channel: &str) -> Vec<String> {
    world.query(channel, "SELECT CUSTACCOUNTASYNC, ACCOUNTNUM FROM RETAILCUSTTABLE ORDER BY 1")
}

/// Tells a story in one run, then in this order with these cuts.
fn compare_with_another_order(story: &[Step], order: &[usize], cuts: &[bool]) {
    let in_order: Vec<_> = (0..story.len()).collect();
    let told = tell(world(), story, &in_order, |_| false);
    let retold = tell(world(), story, order, |at| cuts[at]);
    let states = |world: &World| {
        let mut states = world.listed("channel,record,counter,status,errors");
        states.sort();
        states
    };
    assert_eq!(states(&retold), states(&told));
    for channel in CHANNELS {
        assert_eq!(customers(&retold, channel), customers(&told, channel));
    }
}

fn few(cases: u32) -> ProptestConfig {
    let persistence = FileFailurePersistence::Off;
    ProptestConfig {
        cases: few_or_told(cases),
        max_shrink_iters: 60,
        failure_persistence: Some(Box::new(persistence)),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(few(8))]

    #[test]
    fn a_story_ends_the_same_however_it_is_cut_into_runs(
        story in any_story(),
        cuts in prop::collection::vec(prop::bool::weighted(0.3), 16),
    ) {
        let order: Vec<_> = (0..story.len()).collect();
        let whole = tell(world(), &story, &order, |_| false);
        let cut = tell(world(), &story, &order, |at| cuts[at]);
        assert_eq!(operations(&cut), operations(&whole));
        for channel in CHANNELS {
            assert_eq!(customers(&cut, channel), customers(&whole, channel));
            assert_eq!(accounts(&cut, channel), accounts(&whole, channel));
        }
    }

    #[test]
    fn a_channel_whose_clock_steps_ends_as_if_it_ran_forward(
        (story, clocks) in story_of_a_wrong_clock(),
        cuts in prop::collection::vec(prop::bool::weighted(0.4), 16),
    ) {
        let order: Vec<_> = (0..story.len()).collect();
        let right = tell(world(), &story, &order, |_| false);
        let stepping: Vec<_> = story.iter().zip(clocks).map(|(step, clock)| Step { clock, ..step.clone() }).collect();
        for wrong in [tell(world(), &stepping, &order, |_| false), tell(world(), &stepping, &order, |at| cuts[at])] {
            assert_eq!(customers(&wrong, CHANNELS[0]), customers(&right, CHANNELS[0]));
        }
    }

    #[test]
    fn a_story_ends_the_same_whatever_channels_do_with_their_rows(
        (story, order) in shuffled(any_story()),
        is_shuffled in any::<bool>(),
        cuts in prop::collection::vec(prop::bool::weighted(0.5), 16),
        acts in housekeeping(),
    ) {
        let order = if is_shuffled { order } else { (0..story.len()).collect() };
        let untouched = tell_tidily(&story, &order, |at| cuts[at].then_some(Housekeeping::Nothing));
        let tidied = tell_tidily(&story, &order, |at| cuts[at].then_some(acts[at]));
        assert_eq!(operations(&tidied), operations(&untouched));
        for channel in CHANNELS {
            assert_eq!(customers(&tidied, channel), customers(&untouched, channel));
            assert_eq!(accounts(&tidied, channel), accounts(&untouched, channel));
        }
    }

    #[test]
    fn a_story_ends_the_same_whatever_the_order_of_arrival(
        (story, order) in shuffled(good_story()),
        cuts in prop::collection::vec(prop::bool::weighted(0.5), 16),
    ) {
        compare_with_another_order(&story, &order, &cuts);
    }

    #[test]
    fn the_primary_address_is_the_same_whatever_the_order_of_arrival(
        (story, order) in shuffled(story_of_addresses()),
        cuts in prop::collection::vec(prop::bool::weighted(0.7), 16),
    ) {
        compare_with_another_order(&story, &order, &cuts);
    }

    #[test]
    fn a_story_whose_mistakes_are_corrected_ends_as_if_it_had_been_right(
        (story, order) in shuffled(story_with_mistakes()),
        cuts in prop::collection::vec(prop::bool::weighted(0.3), 16),
        resyncs in prop::collection::vec(any::<bool>(), 16),
    ) {
        let in_order: Vec<_> = (0..story.len()).collect();
        let good: Vec<_> = story.iter().map(|step| Step { valid: true, ..step.clone() }).collect();
        let right = tell(world(), &good, &in_order, |_| false);
        let wrong = tell(world(), &story, &in_order, |at| cuts[at]);
        for (&number, resync) in order.iter().zip(resyncs) {
            if !story[number].valid {
                correct(&wrong, &good[number], number, resync);
            }
        }
        wrong.run_jobs();
        assert!(wrong.listed("status").iter().all(|status| status == "completed"));
        for channel in CHANNELS {
            assert_eq!(customers(&wrong, channel), customers(&right, channel));
        }
    }

    #[test]
    fn a_story_ends_the_same_in_batches_of_any_size(story in any_story(), size in 1..5_usize) {
        let order: Vec<_> = (0..story.len()).collect();
        let whole = tell(world(), &story, &order, |_| false);
        let batches = tell(world().setting("jobs.batch_size", &size.to_string()), &story, &order, |_| false);
        let listed = "id,channel,account,async,record,timestamp,status,errors,attempts,description,table,counter";
        assert_eq!(batches.listed(listed), whole.listed(listed));
        for channel in CHANNELS {
            assert_eq!(batches.downloaded(channel), whole.downloaded(channel));
        }
    }
}

#[test]
fn a_claim_to_be_primary_counts_even_where_its_snapshot_is_superseded() {
    let home = |c: Rows| {
        c.address("A1", "home", "City=Houston MakePostalAddressPrimary=1").at("2026-11-01 09:00:01").counter(2)
    };
    let work = |c: Rows, seconds: u8, primary: u8| {
        let fields = format!("City=Dallas MakePostalAddressPrimary={primary}");
        c.address("A1", "work", &fields)
            .updated()
            .at(&format!("2026-11-01 09:00:0{seconds}"))
            .counter(i64::from(seconds) + 1)
    };
    let begin = || World::new().channel("Houston", |c| c.customer("A1").address("A1", "work", "City=Dallas"));
    let in_order = begin().then("Houston", home).then("Houston", |c| work(c, 2, 1)).then("Houston", |c| work(c, 3, 0));
    let late = begin().then("Houston", |c| work(c, 3, 0)).then("Houston", |c| work(c, 2, 1)).then("Houston", home);
    assert_eq!(customers(&late, "Houston"), customers(&in_order, "Houston"));
}

#[test]
fn the_account_numbers_of_many_small_runs_have_no_gap() {
    let mut world = World::new().channel("Houston", |c| c);
    for number in 0..5 {
        world = world.then("Houston", |c| {
            c.customer(&format!("A{number}")).customer(&format!("B{number}")).with("Email=nobody")
        });
    }
    let expected: Vec<_> = (1..=5).map(|number| format!("C-{number:06}")).collect();
    assert_eq!(world.query("Houston", "SELECT ACCOUNTNUM FROM CUSTTABLE ORDER BY 1"), expected);
}

#[test]
fn a_run_that_was_stopped_between_its_steps_is_continued() {
    let world = World::new().channel("Houston", |c| c.customer("A1").address("A1", "home", ""));
    world.run("run-jobs --quiet").exits(0);
    let completed = (world.dump("Houston"), world.states());
    // As if the program had been killed after the channel was written and before headquarters knew of it.
    let store = world.headquarters();
    store.execute("UPDATE operation SET state = 3; UPDATE channel SET downloaded = 0");
    drop(store);
    world.run("run-jobs --quiet").exits(0);
    assert_eq!((world.dump("Houston"), world.states()), completed);
}
