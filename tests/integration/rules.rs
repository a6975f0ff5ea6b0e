//! States of an operation, what it depends on, and why it fails.

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use super::rows::{Rows, guid};
use super::world::World;

#[test]
fn a_new_customer_gets_an_account_and_is_completed() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world
        .run("run-jobs --quiet")
        .exits(0)
        .run("list --format csv --columns account,status,attempts,description")
        .prints("account,status,attempts,description\nC-000001,completed,1,customer C-000001 created\n");
}

#[test]
fn an_operation_is_pending_then_synced_then_completed() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    for (job, state) in [("p", "pending"), ("sync", "synced"), ("1010", "completed")] {
        world.run(&format!("run-jobs {job}")).exits(0);
        assert_eq!(world.states(), [format!("customer 1 {state}")]);
    }
}

#[test]
fn a_bad_address_does_not_hold_back_the_phone_number() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").address("A1", "home", "Country=NL").contact("A1", "mobile", "Locator=5550100")
    });
    world.run("run-jobs --quiet").exits(3);
    assert_eq!(world.states(), ["customer 1 completed", "address 1 failed country-unknown", "contact 1 completed"]);
}

#[test]
fn one_customer_never_holds_back_another() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody").customer("B2"));
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 failed email-invalid", "customer 2 completed"]);
}

#[test]
fn everything_of_a_customer_waits_for_its_creation() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1")
            .with("Email=nobody")
            .update("A1")
            .address("A1", "home", "Country=NLD")
            .contact("A1", "mobile", "")
            .affiliation("A1", "VIP")
            .attribute("A1", "ShoeSize", "42")
    });
    world.run("run-jobs --quiet").exits(3);
    assert_eq!(
        world.states(),
        [
            "customer 1 failed email-invalid",
            "customer 2 waiting",
            "address 1 waiting",
            "contact 1 waiting",
            "affiliation 1 waiting",
            "attribute 1 waiting",
        ]
    );
    for id in 2..=6 {
        assert_eq!(world.show(id)["waits_for"], json!([1]));
    }
}

#[test]
fn a_later_operation_on_the_same_record_waits_for_the_one_that_failed() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").update("A1").with("Phone=none").update("A1").with("Phone=555-0100").update("A1")
    });
    world.run_jobs();
    assert_eq!(
        world.states(),
        ["customer 1 completed", "customer 2 failed phone-invalid", "customer 3 waiting", "customer 4 waiting"]
    );
    assert_eq!(world.show(3)["waits_for"], json!([2]));
    assert_eq!(world.show(4)["waits_for"], json!([2, 3]));
}

#[test]
fn a_later_operation_on_another_record_of_the_same_kind_does_not_wait() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").address("A1", "home", "Country=XX").address("A1", "work", "Country=NLD")
    });
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 completed", "address 1 failed country-unknown", "address 2 completed"]);
}

#[test]
fn an_operation_of_a_customer_that_nobody_knows_waits() {
    let world = World::new().channel("Houston", |c| c.contact("A1", "mobile", ""));
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.states(), ["contact 1 waiting customer-unknown"]);
    assert_eq!(world.listed("attempts"), ["0"], "waiting is no try");
}

#[test]
fn what_waited_for_its_customer_goes_through_once_it_arrives() {
    let world = World::new().channel("Houston", |c| c.contact("A1", "mobile", "").update("A1"));
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 waiting customer-unknown", "contact 1 waiting customer-unknown"]);
    let world = world.then("Houston", |c| c.customer("A1").at("2026-10-31 20:00:00"));
    assert_eq!(world.states(), ["customer 1 completed", "contact 1 completed", "customer 2 completed"]);
}

#[test]
fn what_waits_for_an_unknown_customer_hears_that_its_creation_failed() {
    let world = World::new().channel("Houston", |c| c.contact("A1", "mobile", ""));
    world.run_jobs();
    let world = world.then("Houston", |c| c.customer("A1").with("Email=nobody"));
    assert_eq!(world.states(), ["contact 1 waiting", "customer 1 failed email-invalid"]);
    assert_eq!(world.show(1)["waits_for"], json!([2]));
}

#[test]
fn an_operation_whose_customer_never_arrives_fails_in_the_end() {
    let world = World::new().channel("Houston", |c| c.contact("A1", "mobile", ""));
    world.run("run-jobs --quiet").exits(0);
    let world = world.setting("jobs.orphan_after", "'0s'");
    world.run("run-jobs --quiet").exits(3);
    assert_eq!(world.states(), ["contact 1 failed customer-unknown"]);
}

#[test]
fn an_operation_that_failed_for_its_customer_stays_failed_when_that_arrives() {
    let world = World::new().setting("jobs.orphan_after", "'0s'").channel("Houston", |c| c.contact("A1", "mobile", ""));
    world.run_jobs();
    let world = world.then("Houston", |c| c.customer("A1"));
    assert_eq!(world.states(), ["contact 1 failed customer-unknown", "customer 1 completed"]);
}

#[test]
fn a_failed_operation_is_not_tried_again_by_the_next_run() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody"));
    world.run("run-jobs").exits(3);
    world.run("run-jobs").exits(0);
    assert_eq!(world.listed("status,attempts"), ["failed 1"]);
}

#[test]
fn a_customer_of_the_same_instant_goes_before_its_address() {
    let world = World::new().channel("Houston", |c| {
        let same = "2026-11-01 08:00:00";
        c.address("A1", "home", "").at(same).customer("A1").at(same)
    });
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 completed", "address 1 completed"]);
}

#[test]
fn an_address_that_comes_before_its_customer_goes_through_in_the_same_run() {
    let world = World::new().channel("Houston", |c| c.address("A1", "home", "").customer("A1"));
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.states(), ["customer 1 completed", "address 1 completed"]);
}

#[test]
fn a_creation_of_a_customer_that_exists_is_an_update() {
    let world = World::new().channel("Houston", |c| c.customer("A1").customer("A1").with("Phone=555-0199"));
    world.run_jobs();
    assert_eq!(
        world.listed("account,status,description"),
        ["C-000001 completed customer C-000001 created", "C-000001 completed changed: Phone"]
    );
    assert_eq!(world.query("Houston", "SELECT PHONE FROM DIRPARTYTABLE"), ["555-0199"]);
}

#[test]
fn an_older_snapshot_that_arrives_later_changes_nothing() {
    let world = World::new().channel("Houston", |c| c.customer("A1").update("A1").with("Phone=555-0199"));
    world.run_jobs();
    let world = world.channel("Seattle", |c| c.update("A1").with("Phone=555-0100").at("2026-11-01 08:00:00.5"));
    world.run_jobs();
    assert_eq!(
        world.listed("status,description"),
        ["completed customer C-000001 created", "completed changed: Phone", "completed superseded by operation 2"]
    );
    assert_eq!(world.query("Houston", "SELECT PHONE FROM DIRPARTYTABLE"), ["555-0199"]);
}

#[test]
fn an_older_deactivation_that_arrives_later_changes_nothing() {
    let world = World::new().channel("Houston", |c| c.customer("A1").affiliation("A1", "VIP"));
    world.run_jobs();
    let removal = |c: Rows| c.affiliation("A1", "VIP").deactivated().at("2026-11-01 08:00:00.5");
    let world = world.channel("Seattle", removal);
    world.run_jobs();
    assert_eq!(world.listed("description")[2], "superseded by operation 2");
    assert_eq!(world.query("Houston", "SELECT AFFILIATION FROM RETAILCUSTAFFILIATION"), ["VIP"]);
}

#[test]
fn an_older_affiliation_that_arrives_after_its_removal_stays_removed() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").affiliation("A1", "VIP").affiliation("A1", "VIP").deactivated());
    world.run_jobs();
    let older = |c: Rows| c.affiliation("A1", "VIP").updated().at("2026-11-01 08:00:01.5");
    let world = world.channel("Seattle", older);
    world.run_jobs();
    assert_eq!(world.listed("status")[3], "completed");
    assert_eq!(world.query("Houston", "SELECT * FROM RETAILCUSTAFFILIATION"), [""; 0]);
}

#[test]
fn deactivating_a_customer_blocks_it_and_leaves_the_rest() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").with("Phone=555-0100 CreditMax=250").deactivate("A1").with("Phone=none")
    });
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.query("Houston", "SELECT BLOCKED, CREDITMAX FROM CUSTTABLE"), ["2|250"]);
    assert_eq!(world.query("Houston", "SELECT PHONE FROM DIRPARTYTABLE"), ["555-0100"]);
    assert_eq!(world.listed("description")[1], "customer blocked");
    assert_eq!(world.field(2, "Blocked"), (Some(String::new()), "2".into(), String::new()));
}

#[test]
fn a_deactivated_address_or_contact_becomes_inactive() {
    let world = World::new().channel("Houston", |c| {
        let c = c.customer("A1").address("A1", "home", "Zip=98371").contact("A1", "mobile", "");
        c.address("A1", "home", "").deactivated().contact("A1", "mobile", "").deactivated()
    });
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.query("Houston", "SELECT ZIP, ACTIVE FROM LOGISTICSPOSTALADDRESS"), ["98371|0"]);
    assert_eq!(world.query("Houston", "SELECT LOCATOR, ACTIVE FROM LOGISTICSELECTRONICADDRESS"), ["555-0100|0"]);
}

#[test]
fn a_deactivated_affiliation_or_attribute_is_removed_and_can_come_back() {
    let world = World::new().channel("Houston", |c| {
        let c = c.customer("A1").affiliation("A1", "VIP").attribute("A1", "ShoeSize", "42");
        c.affiliation("A1", "VIP").deactivated().attribute("A1", "ShoeSize", "").deactivated()
    });
    world.run("run-jobs --quiet").exits(0);
    let tables =
        "SELECT AFFILIATION FROM RETAILCUSTAFFILIATION UNION ALL SELECT ATTRIBUTEVALUESTRING FROM RETAILCUSTATTRIBUTE";
    assert_eq!(world.query("Houston", tables), [""; 0]);

    let world = world.then("Houston", |c| c.affiliation("A1", "VIP").attribute("A1", "ShoeSize", "43"));
    assert_eq!(world.query("Houston", tables), ["VIP", "43"]);
}

#[test]
fn a_deactivation_of_what_is_not_there_has_nothing_to_change() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").affiliation("A1", "Moonwalkers").deactivated().attribute("A1", "HatSize", "x").deactivated()
    });
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.listed("status,description")[1..], ["completed nothing to change", "completed nothing to change"]);
}

#[test]
fn a_new_primary_address_takes_the_mark_from_the_one_before() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1")
            .address("A1", "home", "City=Houston MakePostalAddressPrimary=1")
            .address("A1", "work", "City=Dallas MakePostalAddressPrimary=1")
            .address("A1", "boat", "City=Galveston")
    });
    world.run_jobs();
    let marks = "SELECT CITY, ISPRIMARY FROM LOGISTICSPOSTALADDRESS ORDER BY CITY";
    assert_eq!(world.query("Houston", marks), ["Dallas|1", "Galveston|0", "Houston|0"]);
}

#[test]
fn there_is_a_primary_contact_of_each_type() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1")
            .contact("A1", "old", "Locator=555-0100 IsPrimary=1")
            .contact("A1", "mail", "ContactType=2 Locator=a@example.com IsPrimary=1")
            .contact("A1", "new", "Locator=555-0199 IsPrimary=1")
    });
    world.run_jobs();
    let marks = "SELECT LOCATOR, ISPRIMARY FROM LOGISTICSELECTRONICADDRESS ORDER BY LOCATOR";
    assert_eq!(world.query("Houston", marks), ["555-0100|0", "555-0199|1", "a@example.com|1"]);
}

#[test]
fn the_mark_goes_to_the_latest_claim_whatever_the_order_of_arrival() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").address("A1", "work", "City=Dallas MakePostalAddressPrimary=1"));
    world.run_jobs();
    let world = world.then("Houston", |c| {
        c.address("A1", "home", "City=Houston MakePostalAddressPrimary=1").at("2026-11-01 08:00:00.5")
    });
    let marks = "SELECT CITY, ISPRIMARY FROM LOGISTICSPOSTALADDRESS ORDER BY CITY";
    assert_eq!(world.query("Houston", marks), ["Dallas|1", "Houston|0"]);
}

#[test]
fn a_guid_in_another_case_is_the_same_customer_and_the_same_address() {
    let world = World::new().channel("Houston", |c| {
        let address = |rows: Rows, fields| rows.address("A1", "home", fields);
        let c = address(c.customer("A1"), "City=Houston");
        let c = address(c, "City=Dallas").updated().set("ADDRESSID", guid("home").to_uppercase());
        c.set("CUSTACCOUNTASYNC", format!("{{{}}}", guid("A1").to_uppercase()))
    });
    world.run("run-jobs --quiet").exits(0);
    let addresses = world.query("Houston", "SELECT ADDRESSID, CITY FROM LOGISTICSPOSTALADDRESS");
    assert_eq!(addresses, [format!("{}|Dallas", guid("home"))]);
    let spelled = format!("{{{}}}", guid("A1").to_uppercase());
    assert_eq!(world.listed("async"), [guid("A1"), guid("A1"), spelled], "each as it was received");
}

#[test]
fn an_operation_may_name_its_customer_by_account() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let world = world.then("Houston", |c| c.update("A1").by_account("C-000001").with("Phone=555-0199"));
    assert_eq!(world.listed("account,status,description")[1], "C-000001 completed changed: Phone");
    assert_eq!(world.query("Houston", "SELECT PHONE FROM DIRPARTYTABLE"), ["555-0199"]);
}

#[test]
fn an_account_that_headquarters_gives_later_finds_its_customer() {
    let world = World::new().channel("Houston", |c| c.contact("A1", "mobile", "").by_account("C-000001"));
    world.run_jobs();
    assert_eq!(world.states(), ["contact 1 waiting customer-unknown"]);
    let world = world.then("Houston", |c| c.customer("A1"));
    assert_eq!(world.states(), ["contact 1 completed", "customer 1 completed"]);
}

#[test]
fn two_channels_of_a_company_share_a_customer() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1"))
        .channel("Seattle", |c| c.update("A1").with("Phone=555-0199"));
    world.run_jobs();
    assert_eq!(world.listed("channel,account,status"), ["Houston C-000001 completed", "Seattle C-000001 completed"]);
    assert_eq!(world.query("Houston", "SELECT PHONE FROM DIRPARTYTABLE"), ["555-0199"]);
}

#[test]
fn the_same_guid_in_two_companies_is_two_customers() {
    let world = World::new().channel("Houston", |c| c.customer("A1")).channel("Amsterdam", |c| c.customer("A1"));
    world.run_jobs();
    assert_eq!(world.listed("company,account"), ["USRT C-000001", "NLRT NL000001"]);
}

#[test]
fn each_company_has_account_numbers_without_gaps() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").customer("B2").with("Email=nobody").customer("C3"))
        .channel("Aarhus", |c| c.customer("D4"))
        .channel("Seattle", |c| c.customer("E5"));
    world.run_jobs();
    assert_eq!(world.listed("account"), ["C-000001", "", "C-000002", "DK-00001", "C-000003"]);
}

#[test]
fn a_number_sequence_that_is_used_up_gives_no_account() {
    let world = World::new()
        .setting("companies.USRT.number_sequence", "'C-#'")
        .channel("Houston", |c| (0..10).fold(c, |rows, number| rows.customer(&format!("A{number}"))));
    world.run("run-jobs --quiet").exits(3);
    assert_eq!(world.listed("account,status")[8..], ["C-9 completed", " failed"]);
    let message = "the company's number sequence C-# has no numbers left";
    let problem = json!({"code": "number-sequence-exhausted", "field": "CustAccount", "message": message});
    assert_eq!(world.show(10)["errors"], json!([problem]));
}

#[test]
fn an_empty_field_of_a_new_customer_gets_the_companys_default() {
    let world = World::new().channel("Amsterdam", |c| c.customer("A1").with("LanguageId=en-GB"));
    world.run_jobs();
    assert_eq!(world.query("Amsterdam", "SELECT CURRENCY, CUSTGROUP FROM CUSTTABLE"), ["EUR|30"]);
    assert_eq!(world.query("Amsterdam", "SELECT LANGUAGEID FROM DIRPARTYTABLE"), ["en-GB"]);
    assert_eq!(world.field(1, "Currency"), (None, "EUR".into(), String::new()));
}

#[test]
fn an_empty_field_of_an_update_stands_for_the_default_or_for_no_value() {
    let world = World::new().channel("Amsterdam", |c| {
        c.customer("A1").with("Currency=USD CustGroup=10 LanguageId=en-GB Phone=555-0100").update("A1")
    });
    world.run_jobs();
    assert_eq!(world.listed("description")[1], "changed: CustGroup, Currency, LanguageId, Phone");
    assert_eq!(world.field(2, "Currency"), (Some("USD".into()), "EUR".into(), String::new()));
    assert_eq!(world.field(2, "Phone"), (Some("555-0100".into()), String::new(), String::new()));
}

#[test]
fn an_update_of_an_address_that_headquarters_lacks_fails_until_its_creation_arrives() {
    let world = World::new().channel("Houston", |c| c.customer("A1").address("A1", "home", "City=Dallas").updated());
    world.run("run-jobs --quiet").exits(3);
    assert_eq!(world.states()[1], "address 1 failed address-unknown");

    let world = world.then("Houston", |c| c.address("A1", "work", ""));
    assert_eq!(world.states()[1], "address 1 failed address-unknown", "another address does not help");

    let creation = |c: Rows| c.address("A1", "home", "City=Houston").at("2026-11-01 08:00:00.5");
    let world = world.channel("Seattle", creation);
    world.run_jobs();
    assert_eq!(world.states()[1], "address 1 completed");
    assert_eq!(world.query("Houston", "SELECT CITY FROM LOGISTICSPOSTALADDRESS ORDER BY 1"), ["", "Dallas"]);
}

#[test]
fn a_creation_does_not_wait_for_an_update_that_failed_for_want_of_it() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").contact("A1", "mobile", "").updated().contact("A1", "mobile", ""));
    world.run_jobs();
    assert_eq!(world.states(), ["customer 1 completed", "contact 1 completed", "contact 2 completed"]);
    assert_eq!(world.show(2)["description"], "superseded by operation 3");
}

#[test]
fn a_creation_does_not_wait_for_an_earlier_update_that_waits_for_it() {
    let world = World::new()
        .channel("Houston", |c| c.customer("A1").at("2026-11-01 08:00:05"))
        .channel("Seattle", |c| c.update("A1").with("Phone=555-0100").at("2026-11-01 08:00:02"));
    world.run("run-jobs --quiet").exits(0);
    assert_eq!(world.listed("status"), ["completed", "completed"]);
    assert_eq!(world.show(2)["description"], "superseded by operation 1");
}

#[test]
fn a_deactivation_is_not_checked_for_its_values() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").address("A1", "home", "").address("A1", "home", "Country=XX Email=nobody").deactivated()
    });
    world.run("run-jobs --quiet").exits(0);
}

#[test]
fn a_malformed_creation_holds_back_what_depends_on_it() {
    let world = World::new().channel("Houston", |c| c.customer("A1").at("31/12/2026 late").address("A1", "home", ""));
    world.run("run-jobs --quiet").exits(3);
    assert_eq!(world.states(), ["customer 1 failed malformed", "address 1 waiting"]);
    assert_eq!(world.show(2)["waits_for"], json!([1]));
}

/// Appends the rows of a case.
pub(super) type Append = fn(Rows) -> Rows;

/// What makes an operation fail: the code of the problem, the field, and the rows behind those of the good customer A1.
pub(super) const CASES: [(&str, &str, Append); 35] = [
    ("malformed", "Operation", |c| c.update("A1").operation(7)),
    ("malformed", "Operation", |c| c.update("A1").set("OPERATION", "create".to_owned())),
    ("malformed", "CreatedDateTime", |c| c.update("A1").at("31/12/2026 late")),
    ("malformed", "CustAccountAsync", |c| c.customer("B2").set("CUSTACCOUNTASYNC", "not-a-guid".to_owned())),
    ("malformed", "CustAccountAsync", |c| c.customer("B2").set("CUSTACCOUNTASYNC", String::new())),
    ("malformed", "Blocked", |c| c.update("A1").with("Blocked=yes")),
    ("malformed", "AddressId", |c| c.address("A1", "home", "AddressId=17")),
    ("malformed", "ContactId", |c| c.contact("A1", "home", "ContactId=17")),
    ("name-missing", "CustName", |c| c.customer("B2").set("CUSTNAME", String::new())),
    ("email-invalid", "Email", |c| c.update("A1").with("Email=jdoe@")),
    ("email-invalid", "Email", |c| c.update("A1").with("Email=mzhu@consolidatedmessenger")),
    ("email-invalid", "ReceiptEmail", |c| c.update("A1").with("ReceiptEmail=a@@b.com")),
    ("email-invalid", "Locator", |c| c.contact("A1", "mail", "ContactType=2 Locator=nobody")),
    ("email-invalid", "Email", |c| c.address("A1", "home", "Email=@example.com")),
    ("phone-invalid", "Phone", |c| c.update("A1").with("Phone=12")),
    ("phone-invalid", "CellularPhone", |c| c.update("A1").with("CellularPhone=unlisted")),
    ("phone-invalid", "Locator", |c| c.contact("A1", "mobile", "Locator=unlisted")),
    ("phone-invalid", "Locator", |c| c.contact("A1", "mobile", "Locator=")),
    ("country-unknown", "Country", |c| c.address("A1", "home", "Country=Belgium")),
    ("postal-code-invalid", "Zip", |c| c.address("A1", "home", "Country=USA Zip=2139")),
    ("currency-unknown", "Currency", |c| c.update("A1").with("Currency=EURO")),
    ("language-unknown", "LanguageId", |c| c.update("A1").with("LanguageId=klingonese")),
    ("customer-group-unknown", "CustGroup", |c| c.update("A1").with("CustGroup=99")),
    ("affiliation-unknown", "Affiliation", |c| c.affiliation("A1", "Moonwalkers")),
    ("affiliation-unknown", "Affiliation", |c| c.affiliation("A1", "")),
    ("attribute-unknown", "AttributeName", |c| c.attribute("A1", "HatSize", "7")),
    ("attribute-unknown", "AttributeName", |c| c.attribute("A1", "", "7")),
    ("attribute-invalid", "AttributeValueString", |c| c.attribute("A1", "ShoeSize", "wide")),
    ("credit-limit-invalid", "CreditMax", |c| c.update("A1").with("CreditMax=-5")),
    ("too-long", "VatNum", |c| c.update("A1").with("VatNum=999999999999999999999")),
    ("customer-unknown", "CustAccountAsync", |c| c.update("B2")),
    ("customer-unknown", "CustAccount", |c| c.update("B2").by_account("C-000099")),
    ("address-unknown", "AddressId", |c| c.address("A1", "home", "").deactivated()),
    ("contact-unknown", "ContactId", |c| c.contact("A1", "mobile", "").updated()),
    ("company-mismatch", "DataAreaId", |c| c.update("A1").with("DataAreaId=NLRT")),
];

/// The failed operations of a world with the good customer A1 and these rows: code and field of each problem.
fn problems(rows: impl FnOnce(Rows) -> Rows) -> Vec<(String, String)> {
    let world = World::new().setting("jobs.orphan_after", "'0s'").channel("Houston", |c| rows(c.customer("A1")));
    let outcome = world.run("run-jobs --quiet").exits(3).run("list --all --format json");
    let operations = outcome.json();
    let errors = operations.as_array().unwrap().iter().flat_map(|operation| operation["errors"].as_array().unwrap());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    errors.map(|error| (text(&error["code"]), text(&error["field"]))).collect()
}

#[test]
fn every_reason_to_fail_has_its_code_and_names_the_field() {
    for (code, field, rows) in CASES {
        assert_eq!(problems(rows), [(code.to_owned(), field.to_owned())], "{code} {field}");
    }
}

#[test]
fn all_problems_of_an_operation_are_reported_together() {
    let found = problems(|c| c.update("A1").with("Email=jdoe@ Phone=12 Currency=EURO CustGroup=99 CreditMax=lots"));
    let codes: Vec<_> = found.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(
        codes,
        ["email-invalid", "phone-invalid", "currency-unknown", "customer-group-unknown", "credit-limit-invalid"]
    );
}

#[test]
fn of_a_malformed_row_nothing_else_is_checked() {
    let found = problems(|c| c.update("A1").operation(7).with("Email=jdoe@ DataAreaId=NLRT"));
    assert_eq!(found, [("malformed".to_owned(), "Operation".to_owned())]);
}

#[test]
fn an_unknown_country_comes_with_the_code_that_was_meant() {
    let world = World::new().channel("Amsterdam", |c| {
        c.customer("A1").address("A1", "home", "Country=NL").address("A1", "work", "Country=Denmark")
    });
    world.run_jobs();
    let message = |id| world.show(id)["errors"][0]["message"].as_str().unwrap().to_owned();
    assert_eq!(message(2), "`NL` is not an ISO 3166-1 alpha-3 code; did you mean `NLD` (Netherlands)?");
    assert_eq!(message(3), "`Denmark` is not an ISO 3166-1 alpha-3 code; did you mean `DNK` (Denmark)?");
}

#[test]
fn a_list_that_the_configuration_leaves_out_is_not_checked() {
    let world = World::new().setting("reference", "{}").channel("Houston", |c| {
        c.customer("A1").with("CustGroup=99").affiliation("A1", "Moonwalkers").attribute("A1", "HatSize", "wide")
    });
    world.run("run-jobs --quiet").exits(0);
}

#[test]
fn a_postal_code_is_held_against_the_configured_pattern() {
    let world = World::new().setting("reference.postal_codes", "{ISL = '^\\d{3}$'}").channel("Houston", |c| {
        c.customer("A1").address("A1", "home", "Country=ISL Zip=101").address("A1", "work", "Country=ISL Zip=1017AB")
    });
    world.run_jobs();
    assert_eq!(world.states()[1..], ["address 1 completed", "address 2 failed postal-code-invalid"]);
}

#[test]
fn an_account_finds_the_customer_where_headquarters_does_not_know_the_guid() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let world = world.then("Houston", |c| c.update("B2").with("CustAccount=C-000001 Phone=555-0199"));
    assert_eq!(world.listed("account,status")[1], "C-000001 completed");
    assert_eq!(world.query("Houston", "SELECT PHONE FROM DIRPARTYTABLE"), ["555-0199"]);
}

#[test]
fn an_address_that_is_updated_after_its_deactivation_is_active_again() {
    let world = World::new().channel("Houston", |c| {
        let c = c.customer("A1").address("A1", "home", "City=Dallas").address("A1", "home", "").deactivated();
        c.address("A1", "home", "City=Dallas").updated()
    });
    world.run_jobs();
    assert_eq!(world.query("Houston", "SELECT CITY, ACTIVE FROM LOGISTICSPOSTALADDRESS"), ["Dallas|1"]);
    assert_eq!(world.listed("description")[2..], ["address deactivated", "address active again"]);
}

#[test]
fn a_widened_number_sequence_goes_on_where_it_stopped() {
    let world = World::new()
        .setting("companies.USRT.number_sequence", "'C-#'")
        .channel("Houston", |c| (0..10).fold(c, |rows, number| rows.customer(&format!("A{number}"))));
    world.run_jobs();
    let world = world.setting("companies.USRT.number_sequence", "'C-##'").then("Houston", |c| c.customer("B2"));
    assert_eq!(world.listed("account,status")[8..], ["C-9 completed", " failed", "C-10 completed"]);
}

#[test]
fn a_name_of_a_list_in_another_case_is_not_in_it_but_is_proposed() {
    let world = World::new().channel("Houston", |c| c.customer("A1").affiliation("A1", "vip"));
    world.run_jobs();
    let message = "`vip` is not an affiliation; the affiliations are VIP, Staff, Student; did you mean `VIP`?";
    assert_eq!(world.show(2)["errors"][0]["message"], message);
}

#[test]
fn operations_of_a_channel_that_left_the_configuration_are_synchronized() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run("run-jobs p").exits(0);
    let world = world.setting("channels", "[]").channel("Seattle", |c| c);
    world.run("run-jobs").exits(0);
    assert_eq!(world.listed("channel,account,status"), ["Houston C-000001 synced"]);
}
