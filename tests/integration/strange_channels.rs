//! Channels whose database has views, triggers and functions of its own: what is legitimate works, and what a channel does
//! not keep is not reported as done.

use pretty_assertions::assert_eq;

use super::world::{World, query};

/// A channel with two customers.
fn two_customers() -> World {
    World::new().channel("Houston", |c| c.customer("A1").customer("B2").affiliation("B2", "VIP"))
}

/// Counters of Houston's customers with what says whether they are completed.
fn marks(world: &World) -> Vec<String> {
    let sql = "SELECT REPLICATIONCOUNTERFROMORIGIN, ONLINEOPERATIONCOMPLETED FROM RETAILASYNCCUSTOMERV2 ORDER BY 1";
    world.query("Houston", sql)
}

#[test]
fn triggers_views_and_generated_columns_of_a_channel_work() {
    for sql in [
        // A log of what headquarters writes, with a text in double quotes.
        "CREATE TABLE LOG (AT TEXT, WHAT TEXT);
         CREATE TRIGGER LOGGED AFTER UPDATE ON RETAILASYNCCUSTOMERV2
         BEGIN INSERT INTO LOG VALUES (datetime('now'), \"completed \" || new.CUSTNAME); END;
         CREATE TRIGGER LOGGED_TOO AFTER INSERT ON CUSTTABLE
         BEGIN INSERT INTO LOG VALUES (datetime('now'), upper(new.ACCOUNTNUM)); END",
        // An upload table that is a view, with a trigger that passes changes on.
        "ALTER TABLE RETAILASYNCCUSTOMERV2 RENAME TO SALES;
         CREATE VIEW RETAILASYNCCUSTOMERV2 AS SELECT * FROM SALES;
         CREATE TRIGGER COMPLETED INSTEAD OF UPDATE ON RETAILASYNCCUSTOMERV2
         BEGIN UPDATE SALES SET ONLINEOPERATIONCOMPLETED = new.ONLINEOPERATIONCOMPLETED
         WHERE REPLICATIONCOUNTERFROMORIGIN = new.REPLICATIONCOUNTERFROMORIGIN; END",
        "ALTER TABLE RETAILASYNCCUSTOMERV2 ADD COLUMN SHOUT TEXT GENERATED ALWAYS AS (upper(CUSTNAME)) VIRTUAL;
         ALTER TABLE CUSTTABLE ADD COLUMN KEY TEXT GENERATED ALWAYS AS (DATAAREAID || ACCOUNTNUM) VIRTUAL",
        // A text index that triggers keep.
        "CREATE VIRTUAL TABLE NAMES USING fts5(NAME);
         CREATE TRIGGER NAMED AFTER INSERT ON DIRPARTYTABLE
         BEGIN INSERT INTO NAMES (rowid, NAME) VALUES (CAST(new.PARTYNUMBER AS INTEGER), new.NAME); END",
        // A trigger that puts in order what headquarters writes.
        "CREATE TRIGGER TIDY AFTER UPDATE OF PHONE ON DIRPARTYTABLE
         BEGIN UPDATE DIRPARTYTABLE SET PHONE = trim(new.PHONE) WHERE PARTYNUMBER = new.PARTYNUMBER; END",
    ] {
        let world = two_customers().execute("Houston", sql);
        world.run("run-jobs --quiet").exits(0).says_only("");
        let world = world.then("Houston", |c| c);
        assert_eq!(marks(&world), ["1|1", "2|1"], "{sql}");
        assert_eq!(world.query("Houston", "SELECT count(*) FROM CUSTTABLE"), ["2"], "{sql}");
    }
}

#[test]
fn a_row_that_the_channel_does_not_complete_is_not_reported_as_completed() {
    for trigger in [
        "BEFORE UPDATE ON RETAILASYNCCUSTOMERV2 WHEN old.REPLICATIONCOUNTERFROMORIGIN = 1 BEGIN SELECT raise(IGNORE); END",
        "AFTER UPDATE ON RETAILASYNCCUSTOMERV2 WHEN new.ONLINEOPERATIONCOMPLETED = 1 AND new.REPLICATIONCOUNTERFROMORIGIN = 1
         BEGIN UPDATE RETAILASYNCCUSTOMERV2 SET ONLINEOPERATIONCOMPLETED = 0 WHERE REPLICATIONCOUNTERFROMORIGIN = 1; END",
    ] {
        let world = two_customers().execute("Houston", &format!("CREATE TRIGGER STUBBORN {trigger}"));
        let outcome = world.run("run-jobs --format json").exits(4);
        let outcome = outcome
            .says("error: 1010, channel `Houston`: ")
            .says("the row with counter 1 in `RETAILASYNCCUSTOMERV2` was completed, but is not")
            .says("look for triggers on `RETAILASYNCCUSTOMERV2`");
        let failure = outcome.json()["reports"][2]["failure"].clone();
        assert_eq!((failure["code"].as_str(), failure["counter"].as_i64()), (Some("channel-not-completed"), Some(1)));
        assert_eq!(outcome.json()["figures"]["completed"], 2, "the others are");
        assert_eq!(world.states(), ["customer 1 synced", "customer 2 completed", "affiliation 1 completed"]);
        assert_eq!(marks(&world), ["1|0", "2|1"]);

        let world = world.execute("Houston", "DROP TRIGGER STUBBORN");
        world.run("run-jobs --quiet").exits(0);
        assert_eq!(marks(&world), ["1|1", "2|1"]);
        world.verify();
    }
}

#[test]
fn a_row_that_is_gone_or_was_completed_before_is_no_error() {
    let world = two_customers();
    world.run("run-jobs p sync --quiet").exits(0);
    let world = world.execute(
        "Houston",
        "DELETE FROM RETAILASYNCCUSTOMERV2 WHERE REPLICATIONCOUNTERFROMORIGIN = 1;
         UPDATE RETAILASYNCCUSTOMERV2 SET ONLINEOPERATIONCOMPLETED = 1;
         CREATE TRIGGER HARMLESS AFTER UPDATE ON RETAILASYNCCUSTOMERV2 BEGIN SELECT 1; END",
    );
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.listed("status"), ["completed"; 3]);
}

#[test]
fn a_customer_that_the_channel_does_not_keep_is_not_reported_as_downloaded() {
    for (table, trigger) in [
        ("CUSTTABLE", "BEFORE INSERT ON CUSTTABLE WHEN new.ACCOUNTNUM = 'C-000002' BEGIN SELECT raise(IGNORE); END"),
        ("DIRPARTYTABLE", "BEFORE INSERT ON DIRPARTYTABLE WHEN new.NAME LIKE '%B2' BEGIN SELECT raise(IGNORE); END"),
        ("RETAILCUSTAFFILIATION", "AFTER INSERT ON RETAILCUSTAFFILIATION BEGIN DELETE FROM RETAILCUSTAFFILIATION; END"),
    ] {
        let world = two_customers().execute("Houston", &format!("CREATE TRIGGER GREEDY {trigger}"));
        let outcome = world.run("run-jobs --format json").exits(4);
        let outcome = outcome.says(&format!("customer `C-000002` was written to `{table}`, but is not there"));
        let run = outcome.json();
        assert_eq!(run["reports"][2]["failure"]["code"], "channel-not-kept");
        assert_eq!(
            (run["figures"]["downloaded"].as_i64(), run["figures"]["completed"].as_i64()),
            (Some(1), Some(1)),
            "{table}"
        );
        assert_eq!(world.listed("status"), ["completed", "synced", "synced"], "the other customer goes on: {table}");
        let world = world.execute("Houston", "DROP TRIGGER GREEDY");
        world.run("run-jobs --quiet").exits(0);
        assert_eq!(world.listed("status"), ["completed"; 3], "{table}");
    }
}

#[test]
fn an_affiliation_that_the_channel_does_not_remove_is_not_reported_as_removed() {
    let world = two_customers();
    world.run_jobs();
    let keep = "CREATE TRIGGER KEEP BEFORE DELETE ON RETAILCUSTAFFILIATION BEGIN SELECT raise(IGNORE); END";
    let world = world.execute("Houston", keep).append("Houston", |c| c.affiliation("B2", "VIP").deactivated());
    world.run("run-jobs --quiet").exits(4).says("customer `C-000002` was written to `RETAILCUSTAFFILIATION`, but");
    let world = world.execute("Houston", "DROP TRIGGER KEEP");
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.query("Houston", "SELECT count(*) FROM RETAILCUSTAFFILIATION"), ["0"]);
}

#[test]
fn a_schema_that_asks_for_what_no_stranger_gets_fails_alone() {
    let many = vec!["SELECT * FROM SALES"; 200].join(" UNION ALL ");
    let view = "ALTER TABLE RETAILASYNCCUSTOMERV2 RENAME TO SALES; CREATE VIEW RETAILASYNCCUSTOMERV2 AS";
    for (sql, message) in [
        (
            "CREATE TRIGGER AUDIT AFTER UPDATE ON RETAILASYNCCUSTOMERV2 BEGIN SELECT till_audit(new.CUSTNAME); END",
            "till_audit",
        ),
        (
            "CREATE TRIGGER AUDIT AFTER UPDATE ON RETAILASYNCCUSTOMERV2 BEGIN SELECT load_extension('evil'); END",
            "load_extension",
        ),
        (&format!("{view} {many}"), "too many terms in compound SELECT"),
        (&format!("{view} SELECT *, {}1 FROM SALES", "1 + ".repeat(400)), "Expression tree is too large"),
    ] {
        let world = World::new().channel("Houston", |c| c.customer("A1")).channel("Seattle", |c| c.customer("B2"));
        let world = world.execute("Houston", sql);
        world.run("run-jobs --quiet").exits(4).says("channel `Houston`").says(message);
        assert_eq!(world.found("status = completed and channel = Seattle").len(), 1, "{message}");
    }
}

#[test]
fn a_channel_may_have_as_many_columns_as_a_table_can_have() {
    let world = World::new().channel("Houston", |c| c);
    let own: Vec<_> = (0..1_960).map(|number| format!("OWN{number} TEXT, ")).collect();
    let own = own.concat();
    for table in ["RETAILASYNCCUSTOMERV2", "CUSTTABLE"] {
        let database = world.channel_db("Houston");
        let [sql] =
            query(&database, &format!("SELECT sql FROM sqlite_schema WHERE name = '{table}'")).try_into().unwrap();
        database.execute_batch(&format!("DROP TABLE {table}; {}", sql.replacen('(', &format!("({own}"), 1))).unwrap();
    }
    let world = world.append("Houston", |c| c.customer("A1").set("OWN1959", "last".to_owned()));
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.query("Houston", "SELECT OWN1959 FROM CUSTTABLE"), ["last"]);
}

#[test]
fn an_update_that_the_channel_ignores_is_not_reported_as_downloaded() {
    let world = two_customers();
    world.run_jobs();
    for table in ["CUSTTABLE", "DIRPARTYTABLE"] {
        let ignore = format!("CREATE TRIGGER STUBBORN BEFORE UPDATE ON {table} BEGIN SELECT raise(IGNORE); END");
        let world = world.copy().execute("Houston", &ignore);
        let world = world.append("Houston", |c| c.update("B2").with("CreditMax=99 Phone=555-0199"));
        world
            .run("run-jobs --quiet")
            .exits(4)
            .says(&format!("customer `C-000002` was written to `{table}`, but is not"));
        let world = world.execute("Houston", "DROP TRIGGER STUBBORN");
        world.run("run-jobs --quiet").exits(0);
        assert_eq!(world.query("Houston", "SELECT CREDITMAX FROM CUSTTABLE WHERE ACCOUNTNUM = 'C-000002'"), ["99"]);
    }
}

#[test]
fn a_customer_for_whom_the_channel_ends_the_transaction_is_left_out_alone() {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2").customer("C3").customer("D4"));
    let end = "CREATE TRIGGER RUDE BEFORE INSERT ON DIRPARTYTABLE WHEN new.NAME IN ('Customer B2', 'Customer C3')
               BEGIN SELECT raise(ROLLBACK, 'not here'); END";
    let world = world.execute("Houston", end);
    world
        .run("run-jobs --quiet")
        .exits(4)
        .says("does not take customer C-000002: refuses a row: not here; 1 more customer was left out");
    assert_eq!(world.listed("status"), ["completed", "synced", "synced", "completed"]);
    let world = world.execute("Houston", "DROP TRIGGER RUDE");
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.listed("status"), ["completed"; 4]);
    world.verify();
}

#[test]
fn a_table_that_replaces_rows_by_itself_loses_nobody() {
    let world = World::new().channel("Houston", |c| {
        let same = "Email=family@example.com";
        c.customer("A1").with(same).customer("B2").with(same).customer("C3")
    });
    let world = world.execute(
        "Houston",
        "CREATE TABLE NEW AS SELECT * FROM DIRPARTYTABLE; DROP TABLE DIRPARTYTABLE;
         CREATE TABLE DIRPARTYTABLE (
           PARTYNUMBER TEXT PRIMARY KEY, RELATIONSHIPTYPE INTEGER, NAME TEXT, FIRSTNAME TEXT, MIDDLENAME TEXT, LASTNAME TEXT,
           TITLERECORDID INTEGER, LANGUAGEID TEXT, EMAIL TEXT UNIQUE ON CONFLICT REPLACE, PHONE TEXT, PHONEEXTENSION TEXT,
           CELLULARPHONE TEXT, URL TEXT); DROP TABLE NEW",
    );
    world
        .run("run-jobs --quiet")
        .exits(4)
        .says("does not take customer C-000002: refuses a row: UNIQUE constraint failed");
    assert_eq!(world.query("Houston", "SELECT NAME FROM DIRPARTYTABLE ORDER BY 1"), ["Customer A1", "Customer C3"]);
    assert_eq!(world.listed("status"), ["completed", "synced", "completed"]);
}
