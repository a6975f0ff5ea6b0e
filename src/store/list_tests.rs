//! How many statements lists and groups take, and that they read whole chunks.

use std::path::Path;

use super::{Access, Grouping, Result, Selection, Store, StoreError};
use crate::clock::Clock;
use crate::filter::{Filter, KnownValues, Names, Surroundings, ValueSettings, parse};
use crate::model::{Column, Property, Timestamp};

/// Several chunks, the last of which is not full.
const OPERATIONS: u64 = 3_100;

/// The most statements for 1 000 operations.
const MOST: usize = 5;

/// The statements that do not depend on the number of operations: channels, layouts, the index.
const FIXED: usize = 12;

/// Makes a store whose operations are in turn completed updates with a change, failures with a problem and deactivations
/// that are pending.
fn make_store() -> Store {
    // Of a store that is not there a rehearsal is in memory.
    let store = Store::open(&Path::new("").into(), Access::Rehearse, Clock::system(), "tester").unwrap();
    fill(&store);
    store
}

fn fill(store: &Store) {
    let numbers = format!("WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < {OPERATIONS})");
    for sql in [
        "INSERT INTO company (id, code) VALUES (1, 'USRT')".to_owned(),
        "INSERT INTO channel (id, origin, name, company) VALUES (1, 1, 'Houston', 1)".to_owned(),
        "INSERT INTO layout (id, kind, columns) VALUES (1, 1, '[\"ADDRESSID\",\"CITY\"]')".to_owned(),
        "INSERT INTO customer (id, company, guid, async_account) VALUES (1, 1, x'00', 'guid')".to_owned(),
        format!(
            "{numbers} INSERT INTO operation (id, channel, epoch, kind, counter, state, action, customer, key, at, dated, \
             received, effect) SELECT i, 1, 1, 1, i, CASE i % 3 WHEN 0 THEN 4 WHEN 1 THEN 2 ELSE 0 END, 3 - (i % 3 = 0), 1, \
             'k' || i, i, 1, i, CASE i % 3 WHEN 0 THEN 2 END FROM n"
        ),
        format!(
            "{numbers} INSERT INTO received (operation, layout, row) SELECT i, 1, '[\"k' || i || '\",\"Old\"]' FROM n"
        ),
        format!("{numbers} INSERT INTO change SELECT i, 0, 'City', 'Old', 'New ' || (i % 7) FROM n WHERE i % 3 = 0"),
        format!(
            "{numbers} INSERT INTO problem SELECT i, 0, 'too-long', 'too-long', 'City', 'x', '60 90', '' FROM n WHERE i % 3 = 1"
        ),
        format!(
            "{numbers} INSERT INTO record SELECT 1, 1, 'k' || i, 1, 0, NULL, i, i, 1, i, '[\"k\",\"\",\"\",\"\",\"\",\"\",\"Kept\"]', NULL, NULL FROM n \
             WHERE i % 3 = 2"
        ),
        format!("UPDATE store SET operations = {OPERATIONS}, customers = 1"),
    ] {
        store.database.execute(&sql, &[]).unwrap();
    }
}

fn all_columns() -> Vec<Property> {
    let names = Names::default();
    let fields = ["City", "old.City", "attr.ShoeSize"].map(|name| names.property(name).unwrap());
    Column::ALL.map(Property::Column).into_iter().chain(fields).collect()
}

fn filter(expression: &str) -> Filter {
    parse(expression, &Surroundings { names: &Names::default(), known: &KnownValues::default(), now: Timestamp(0) })
        .unwrap()
}

/// What a list shows of each operation: its number, its problems, the fields that it changed and its values.
type Shown = (i64, usize, Vec<String>, Vec<Option<String>>);

fn list(store: &Store, filter: Option<&Filter>, sort: Property, limit: Option<usize>) -> Vec<Shown> {
    let (columns, settings) = (all_columns(), ValueSettings::default());
    let selection = Selection { filter, sort, descending: false, limit, columns: &columns, settings: &settings };
    let mut shown = Vec::new();
    let listed = store.for_each_operation(&selection, |operation| -> Result<()> {
        shown.push((operation.id.0, operation.problems.len(), operation.changed, operation.values));
        Ok(())
    });
    listed.unwrap();
    shown
}

#[test]
fn a_list_takes_a_few_statements_for_a_thousand_operations() {
    let mut store = make_store();
    let statements = store.database.count_statements().unwrap();
    let most = MOST * (OPERATIONS as usize).div_ceil(1_000) + FIXED;
    let city = all_columns().into_iter().find(|property| property.to_string() == "City").unwrap();
    let expression = filter("City != x and old.City != y and (error = too-long or City ~ e)");
    for (filter, sort) in [
        (None, Property::Column(Column::Id)),
        (None, Property::Column(Column::Channel)),
        (Some(&expression), Property::Column(Column::Timestamp)),
    ] {
        statements.reset();
        assert_eq!(list(&store, filter, sort, None).len() as u64, OPERATIONS);
        assert!(statements.get() <= most, "{} statements", statements.get());
    }
    statements.reset();
    assert_eq!(list(&store, Some(&expression), city.clone(), None).len() as u64, OPERATIONS);
    // The keys are read first.
    assert!(statements.get() <= 2 * most, "{} statements", statements.get());
    statements.reset();
    let settings = ValueSettings::default();
    let grouping = Grouping { filter: Some(&expression), by: &[city], limit: None, settings: &settings };
    let mut count = 0;
    let counted = store.for_each_group(&grouping, |group| -> Result<()> {
        count += group.count;
        Ok(())
    });
    counted.unwrap();
    assert_eq!(count, OPERATIONS);
    assert!(statements.get() <= most, "{} statements", statements.get());
}

#[test]
fn what_hangs_on_an_operation_is_its_own_in_any_chunk() {
    let store = make_store();
    let shown = list(&store, None, Property::Column(Column::Id), None);
    for (id, problems, changed, values) in shown {
        let texts: Vec<_> = values.iter().map(|value| value.as_deref()).collect();
        let new = format!("New {}", id % 7);
        match id % 3 {
            0 => assert_eq!(
                (problems, changed.join(","), texts),
                (0, "City".to_owned(), vec![Some(new.as_str()), Some("Old"), None])
            ),
            1 => assert_eq!((problems, changed.join(","), texts), (1, String::new(), vec![Some("Old"), None, None])),
            _ => assert_eq!(
                (problems, changed.join(","), texts),
                (0, String::new(), vec![Some("Kept"), Some("Kept"), None])
            ),
        }
    }
}

#[test]
fn two_connections_list_what_one_lists() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("headquarters.db");
    let open = |access| Store::open(&path.as_path().into(), access, Clock::system(), "tester").unwrap();
    fill(&open(Access::Create));
    let store = open(Access::Read);
    let by_number = || Property::Column(Column::Id);
    let expression = filter("City != x and id != 77 and (old.City is not empty or errors = too-long)");
    for filter in [None, Some(&filter("City != \"New 1\"")), Some(&expression)] {
        let alone = list(&store, filter, by_number(), None);
        let snapshot = store.snapshot().unwrap();
        assert!(alone.len() > 2_000);
        assert_eq!(list(&snapshot, filter, by_number(), None), alone);
    }
    let snapshot = store.snapshot().unwrap();
    let settings = ValueSettings::default();
    let selection = Selection {
        filter: None,
        sort: by_number(),
        descending: false,
        limit: None,
        columns: &all_columns(),
        settings: &settings,
    };
    let mut count = 0;
    let stopped = snapshot.for_each_operation(&selection, |_| {
        count += 1;
        if count < 1_000 { Ok(()) } else { Err(StoreError::Interrupted(2)) }
    });
    assert!(matches!(stopped, Err(StoreError::Interrupted(2))), "the list ends when its reader does");
    let expected: Vec<_> = snapshot.database.all("SELECT id FROM operation", &[], |row| row.get::<i64>(0)).unwrap();
    let mut found = 0;
    let query = snapshot.list_query(&selection).unwrap();
    let is_shared = snapshot.scan_side_by_side(&query, &mut |_: &mut _| -> Result<()> {
        found += 1;
        Ok(())
    });
    assert!(is_shared.unwrap(), "there is another connection");
    assert_eq!(found, expected.len());
    fill_more(&open(Access::Write));
    assert!(!snapshot.scan_side_by_side(&query, &mut |_: &mut _| -> Result<()> { Ok(()) }).unwrap());
}

/// Adds what another process may add meanwhile.
fn fill_more(store: &Store) {
    let sql = "UPDATE store SET operations = operations + 1";
    store.database.execute(sql, &[]).unwrap();
}

#[test]
fn a_list_with_a_limit_stops_once_it_has_enough() {
    let mut store = make_store();
    let statements = store.database.count_statements().unwrap();
    let expression = filter("City = \"New 3\"");
    let found: Vec<_> =
        list(&store, Some(&expression), Property::Column(Column::Id), Some(2)).into_iter().map(|of| of.0).collect();
    assert_eq!(found, [3, 24]);
    assert!(statements.get() <= MOST + FIXED, "{} statements", statements.get());
}

#[test]
fn the_operations_of_a_state_are_looked_up_where_they_are_few() {
    let store = make_store();
    store.database.execute("UPDATE operation SET state = 1 WHERE state = 2 AND id <= 30", &[]).unwrap();
    let counted = "INSERT INTO state_count (channel, state, operations) SELECT channel, state, count(*) FROM operation \
                   GROUP BY channel, state";
    store.database.execute(counted, &[]).unwrap();
    let settings = ValueSettings::default();
    let is_looked_up = |expression: &str, limit: Option<usize>| {
        let (filter, sort) = (filter(expression), Property::Column(Column::Timestamp));
        let selection =
            Selection { filter: Some(&filter), sort, descending: true, limit, columns: &[], settings: &settings };
        store.list_query(&selection).unwrap().sql.contains("o.id IN (SELECT id FROM operation WHERE state = ")
    };
    for (expression, limit, expected) in [
        ("status = waiting", None, true),
        ("status = waiting", Some(10), true),
        ("status in (waiting, dismissed)", None, true),
        // None of them: all operations would be looked at in vain.
        ("status = dismissed", Some(10), true),
        ("status = waiting and id > 5", Some(10), true),
        // A third of all: the first ten in the order of the list are soon found.
        ("status = failed", Some(10), false),
        ("status in (failed, waiting)", Some(10), false),
        ("status = failed", None, false),
        ("status in (waiting, completed)", None, false),
        ("not status = waiting", None, false),
    ] {
        assert_eq!(is_looked_up(expression, limit), expected, "{expression} {limit:?}");
    }
    let waiting = list(&store, Some(&filter("status = waiting")), Property::Column(Column::Id), None);
    assert_eq!(waiting.iter().map(|shown| shown.0).collect::<Vec<_>>(), [1, 4, 7, 10, 13, 16, 19, 22, 25, 28]);
}
