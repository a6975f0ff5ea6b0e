//! The job 1010: what a channel receives, and which of its own rows are marked as completed.

use std::fs;

use pretty_assertions::assert_eq;

use super::rows::{Rows, guid};
use super::world::World;

#[test]
fn a_customer_fills_the_download_tables() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1")
            .with("FirstName=Molly LastName=Arun Email=molly@example.com Phone=555-0100 CreditMax=2500.00 VatNum=US1 OrganizationId=O7")
            .with("ReceiptEmail=slips@example.com ReceiptOption=2 PriceGroup=PG")
            .address("A1", "home", "Street=Main StreetNumber=7 City=Houston Country=USA Zip=77001 Role=2")
            .contact("A1", "mail", "ContactType=2 Locator=m@example.com Description=private IsPrimary=1")
            .affiliation("A1", "VIP")
            .attribute("A1", "ShoeSize", "42")
            .with("AttributeDataType=2")
    });
    world.run("run-jobs --quiet").exits(0);
    let (a1, home, mail) = (guid("A1"), guid("home"), guid("mail"));
    let expected = [
        "CUSTTABLE|C-000001|USRT|000000001|30|USD||2500.00|||PG|||||US1||O7".to_owned(),
        format!("RETAILCUSTTABLE|C-000001|USRT|{a1}|slips@example.com|2"),
        "DIRPARTYTABLE|000000001|1|Customer A1|Molly||Arun||en-US|molly@example.com|555-0100|||".to_owned(),
        format!("LOGISTICSPOSTALADDRESS|{home}|000000001||Main|7|||Houston|||USA|77001|||||2|0|1"),
        format!("LOGISTICSELECTRONICADDRESS|{mail}|000000001|2|m@example.com||private|1|1"),
        "RETAILCUSTAFFILIATION|C-000001|USRT|VIP".to_owned(),
        "RETAILCUSTATTRIBUTE|C-000001|USRT|ShoeSize|2|42".to_owned(),
    ];
    assert_eq!(world.downloaded("Houston"), expected.join("\n"));
}

#[test]
fn a_name_is_put_together_where_the_whole_is_missing() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").with("CustName= FirstName=Molly MiddleName=J LastName=Arun"));
    world.run_jobs();
    assert_eq!(world.query("Houston", "SELECT NAME FROM DIRPARTYTABLE"), ["Molly J Arun"]);
}

#[test]
fn a_new_channel_gets_every_customer_of_its_company() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").address("A1", "home", "").customer("B2"))
        .channel("Amsterdam", |c| c.customer("C3"));
    world.run_jobs();
    let world = world.channel("Seattle", |c| c);
    world.run_jobs();
    assert_eq!(world.downloaded("Seattle"), world.downloaded("Houston"));
    assert_eq!(world.query("Amsterdam", "SELECT ACCOUNTNUM FROM CUSTTABLE"), ["NL000001"]);
}

#[test]
fn a_channel_gets_what_changed_since_its_last_download_and_no_more() {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("B2")).channel("Seattle", |c| c);
    world.run_jobs();
    let world = world.append("Seattle", |c| c.update("B2").with("Phone=555-0199"));
    let figures = world.run("run-jobs --format json").exits(0).json()["figures"].clone();
    assert_eq!((&figures["downloaded"], &figures["completed"]), (&2.into(), &1.into()), "once for each channel");
    assert_eq!(world.downloaded("Seattle"), world.downloaded("Houston"));
}

#[test]
fn a_removal_reaches_the_other_channels() {
    let world = World::new()
        .channel("Houston", |c| {
            c.customer("A1").affiliation("A1", "VIP").attribute("A1", "ShoeSize", "42").address("A1", "home", "")
        })
        .channel("Seattle", |c| c);
    world.run_jobs();
    let world = world.then("Houston", |c| {
        let c = c.affiliation("A1", "VIP").deactivated().attribute("A1", "ShoeSize", "42").deactivated();
        c.address("A1", "home", "").deactivated().deactivate("A1")
    });
    assert_eq!(world.downloaded("Seattle"), world.downloaded("Houston"));
    assert_eq!(world.query("Seattle", "SELECT * FROM RETAILCUSTAFFILIATION"), [""; 0]);
    assert_eq!(world.query("Seattle", "SELECT * FROM RETAILCUSTATTRIBUTE"), [""; 0]);
    assert_eq!(world.query("Seattle", "SELECT ACTIVE FROM LOGISTICSPOSTALADDRESS"), ["0"]);
    assert_eq!(world.query("Seattle", "SELECT BLOCKED FROM CUSTTABLE"), ["2"]);
}

#[test]
fn the_guid_is_spelled_as_its_own_channel_spelled_it() {
    let spelled = guid("A1b").to_uppercase();
    let world = World::new()
        .channel("Houston", |c| c.update("A1b"))
        .channel("Seattle", |c| c.customer("A1b").set("CUSTACCOUNTASYNC", spelled.clone()).at("2026-10-31 08:00:00"));
    world.run_jobs();
    for channel in ["Houston", "Seattle"] {
        assert_eq!(world.query(channel, "SELECT CUSTACCOUNTASYNC FROM RETAILCUSTTABLE"), [spelled.as_str()]);
    }
}

#[test]
fn a_channel_is_told_which_of_its_rows_are_completed() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").customer("B2").with("Email=nobody").address("B2", "home", "").contact("A1", "mobile", "")
    });
    world.run_jobs();
    let completed = |table: &str| {
        world.query(
            "Houston",
            &format!("SELECT ONLINEOPERATIONCOMPLETED FROM {table} ORDER BY REPLICATIONCOUNTERFROMORIGIN"),
        )
    };
    assert_eq!(completed("RETAILASYNCCUSTOMERV2"), ["1", "0"]);
    assert_eq!(completed("RETAILASYNCADDRESSV2"), ["0"]);
    assert_eq!(completed("RETAILASYNCCUSTOMERCONTACT"), ["1"]);
}

#[test]
fn a_superseded_row_is_completed_too() {
    let world = World::new().channel("Houston", |c| c.customer("A1").update("A1"));
    world.run_jobs();
    let world = world.then("Houston", |c| c.update("A1").at("2026-10-31 08:00:00"));
    assert_eq!(world.query("Houston", "SELECT min(ONLINEOPERATIONCOMPLETED) FROM RETAILASYNCCUSTOMERV2"), ["1"]);
}

#[test]
fn a_second_run_changes_nothing_in_a_channel() {
    let world =
        World::new().channel("Houston", |c| c.customer("A1").address("A1", "home", "").affiliation("A1", "VIP"));
    world.run_jobs();
    let before = (world.dump("Houston"), fs::read(world.channel_path("Houston")).unwrap());
    let figures = world.run("run-jobs --format json").exits(0).json()["figures"].clone();
    assert_eq!(figures["downloaded"], 0);
    assert_eq!((world.dump("Houston"), fs::read(world.channel_path("Houston")).unwrap()), before);
}

#[test]
fn a_channel_restored_from_a_backup_gets_again_what_it_lost() {
    let world = World::new().channel("Houston", |c| c.customer("A1")).channel("Seattle", |c| c);
    world.run_jobs();
    let backup = fs::read(world.channel_path("Houston")).unwrap();
    let world = world.then("Seattle", |c| c.update("A1").with("Phone=555-0199"));
    fs::write(world.channel_path("Houston"), backup).unwrap();
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.downloaded("Houston"), world.downloaded("Seattle"));
}

#[test]
fn a_column_of_the_organisations_own_is_carried_to_the_channels() {
    let column = |table: &str| format!("ALTER TABLE {table} ADD COLUMN LOYALTYPREFERENCE TEXT");
    let world = World::new()
        .channel("Houston", |c| c)
        .channel("Seattle", |c| c)
        .execute("Houston", &column("RETAILASYNCCUSTOMERV2"))
        .execute("Houston", &column("CUSTTABLE"))
        .execute("Seattle", &column("CUSTTABLE"))
        .append("Houston", |c| c.customer("A1").with("LOYALTYPREFERENCE=points"));
    world.run_jobs();
    let preference = "SELECT LOYALTYPREFERENCE FROM CUSTTABLE";
    assert_eq!(world.query("Seattle", preference), ["points"]);
    let world = world.then("Seattle", |c| c.update("A1").with("Phone=555-0100"));
    assert_eq!(world.query("Houston", preference), ["points"], "a channel without the column says nothing about it");
}

#[test]
fn what_a_channel_missed_while_it_was_away_comes_with_the_next_run() {
    let world = World::new().channel("Houston", |c| c.customer("A1")).channel("Seattle", |c| c);
    let (path, away) = (world.channel_path("Seattle"), world.path("away.db"));
    fs::rename(&path, &away).unwrap();
    world.run("run-jobs --quiet").exits(4);
    fs::rename(&away, &path).unwrap();
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.downloaded("Seattle"), world.downloaded("Houston"));
}

#[test]
fn batches_of_one_download_the_same() {
    let rows = |c: Rows| c.customer("A1").customer("B2").address("B2", "home", "").customer("C3");
    let (one, many) =
        (World::new().setting("jobs.batch_size", "1").channel("Houston", rows), World::new().channel("Houston", rows));
    one.run_jobs();
    many.run_jobs();
    assert_eq!(one.downloaded("Houston"), many.downloaded("Houston"));
}

#[test]
fn a_companys_customers_stay_out_of_the_channels_of_another() {
    let world = World::new().channel("Houston", |c| c.customer("A1")).channel("Aarhus", |c| c.customer("B2"));
    world.run_jobs();
    assert_eq!(world.query("Aarhus", "SELECT ACCOUNTNUM FROM RETAILCUSTTABLE"), ["DK-00001"]);
    assert_eq!(world.query("Aarhus", "SELECT NAME FROM DIRPARTYTABLE"), ["Customer B2"]);
}

#[test]
fn a_column_of_the_organisations_own_that_is_emptied_is_emptied_in_the_channels() {
    let column = |table: &str| format!("ALTER TABLE {table} ADD COLUMN LOYALTYPREFERENCE TEXT");
    let world = World::new()
        .channel("Houston", |c| c)
        .execute("Houston", &column("RETAILASYNCCUSTOMERV2"))
        .execute("Houston", &column("CUSTTABLE"))
        .append("Houston", |c| c.customer("A1").with("LOYALTYPREFERENCE=points"));
    world.run_jobs();
    let world = world.then("Houston", |c| c.update("A1"));
    assert_eq!(world.field(2, "LOYALTYPREFERENCE"), (Some("points".into()), String::new(), String::new()));
    assert_eq!(world.query("Houston", "SELECT LOYALTYPREFERENCE FROM CUSTTABLE"), [""]);
}
