//! Values as people and export tools write them: what is accepted, what is refused, and what is proposed.

use pretty_assertions::assert_eq;
use serde_json::Value;

use super::rows::Rows;
use super::world::World;

/// What became of an operation: its error codes, or nothing if it went through.
type Verdict = (&'static str, Option<&'static str>);

/// The value is accepted.
const ACCEPTED: Verdict = ("", None);

const fn refused(code: &'static str) -> Verdict {
    (code, None)
}

const fn refused_for(code: &'static str, proposal: &'static str) -> Verdict {
    (code, Some(proposal))
}

/// Runs the jobs over a customer for each case, whose field has the value, and compares what became of it.
fn check_customers(field: &str, cases: &[(&str, Verdict)]) {
    let rows = |c: Rows| {
        cases
            .iter()
            .enumerate()
            .fold(c, |c, (at, (value, _))| c.customer(&format!("A{at}")).set(field, (*value).to_owned()))
    };
    compare(&World::new().channel("Houston", rows), cases.iter().map(|(value, verdict)| (*value, *verdict)), 1);
}

/// Runs the jobs over an address for each case, whose country is the first and whose field has the value.
fn check_addresses(field: &str, cases: &[(&str, &str, Verdict)]) {
    let rows = |c: Rows| {
        cases.iter().enumerate().fold(c.customer("A1"), |c, (at, (country, value, _))| {
            let c = c.address("A1", &format!("{at}"), "").set("COUNTRY", (*country).to_owned());
            c.set(field, (*value).to_owned())
        })
    };
    compare(&World::new().channel("Houston", rows), cases.iter().map(|(_, value, verdict)| (*value, *verdict)), 2);
}

fn compare<'c>(world: &World, cases: impl Iterator<Item = (&'c str, Verdict)>, first: i64) {
    world.run("run-jobs --quiet").exits_any(&[0, 3]);
    let listed = world.run("list --all --sort id --columns id,errors --format json").exits(0).json();
    let errors: Vec<_> = listed.as_array().unwrap().iter().filter(|row| row["id"].as_i64() >= Some(first)).collect();
    let mut number = 0;
    for ((value, (code, proposal)), row) in cases.zip(errors) {
        let codes: Vec<_> =
            row["errors"].as_array().unwrap().iter().map(|error| error["code"].as_str().unwrap()).collect();
        assert_eq!(codes.join(" "), code, "{value:?}");
        if let Some(error) = row["errors"].get(0) {
            assert_eq!(proposed(error), proposal, "{value:?}: {}", error["message"]);
        }
        number += 1;
    }
    assert!(number > 0);
    world.verify();
}

/// Returns the value that an error proposes.
fn proposed(error: &Value) -> Option<&str> {
    error["proposal"].as_str()
}

#[test]
fn what_nobody_sees_around_a_value_does_not_belong_to_it() {
    let world = World::new().channel("Houston", |c| {
        let c = c.customer("A1").set("CUSTNAME", "\u{feff} Zoë Öz\u{200b}".to_owned());
        let c = c.set("EMAIL", "\u{202a}zoe@example.com\u{202c}\u{a0}".to_owned()).set("CURRENCY", "USD ".to_owned());
        let c = c.set("PHONE", "\t020 5550100\r\n".to_owned()).set("DATAAREAID", " USRT".to_owned());
        c.address("A1", "home", "").set("COUNTRY", "\u{2066}NLD\u{2069}".to_owned()).set("ZIP", " 1017 AB ".to_owned())
    });
    world.run("run-jobs").exits(0);
    assert_eq!(world.listed("status"), ["completed", "completed"]);
    assert_eq!(world.query("Houston", "SELECT NAME, EMAIL FROM DIRPARTYTABLE"), ["Zoë Öz|zoe@example.com"]);
    let (_, new, original) = world.field(1, "Email");
    assert_eq!((new.as_str(), original.as_str()), ("zoe@example.com", "\u{202a}zoe@example.com\u{202c}\u{a0}"));
    assert_eq!(world.show(1)["edited"], false);
    assert_eq!(world.found("Email = zoe@example.com and Phone = \"020 5550100\""), [1]);
    assert_eq!(world.found("Zip = \"1017 AB\""), [2]);
    world.verify();
}

#[test]
fn the_same_value_with_blanks_around_it_is_no_change() {
    let world = World::new().channel("Houston", |c| c.customer("A1").set("PHONE", "5550100".to_owned()));
    let world = world.then("Houston", |c| c.update("A1").set("PHONE", " 5550100\u{a0}".to_owned()));
    assert_eq!(world.listed("id,description")[1], "2 nothing to change");
}

#[test]
fn a_record_is_the_same_whatever_is_around_its_key() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").affiliation("A1", "VIP").affiliation("A1", " VIP\u{200b}").deactivated()
    });
    world.run_jobs();
    assert_eq!(
        world.listed("id,description"),
        ["1 customer C-000001 created", "2 affiliation created", "3 affiliation removed"]
    );
}

#[test]
fn telephone_numbers_are_read_as_people_write_them() {
    let phone = "phone-invalid";
    check_customers(
        "PHONE",
        &[
            ("+31 (0)20 5550100", ACCEPTED),
            ("020–555–0100", ACCEPTED),
            ("020\u{2011}555\u{2011}0100", ACCEPTED),
            ("０２０５５５０１００", ACCEPTED),
            ("٠٢٠٥٥٥٠١٠٠", ACCEPTED),
            ("555-0100 extension 12", ACCEPTED),
            ("555-0100 extn 12", ACCEPTED),
            ("+31205550100;ext=12", ACCEPTED),
            ("tel:+31205550100", refused_for(phone, "+31205550100")),
            ("'0205550100", refused_for(phone, "0205550100")),
            ("1-800-FLOWERS", refused_for(phone, "1-800-3569377")),
            ("000", refused(phone)),
            ("(((555012", refused(phone)),
            ("12", refused(phone)),
            ("call me", refused(phone)),
            ("NULL", refused_for(phone, "")),
        ],
    );
}

#[test]
fn an_e_mail_field_holds_one_address_with_a_domain_that_can_be_one() {
    let email = "email-invalid";
    check_customers(
        "EMAIL",
        &[
            ("jdoe@example.com", ACCEPTED),
            ("jörg@müller.de", ACCEPTED),
            ("jdoe@example.xn--p1ai", ACCEPTED),
            ("a@example.com;b@example.com", refused(email)),
            ("jdoe@123.456", refused(email)),
            ("jdoe@example.c", refused(email)),
            ("jdoe@foo_bar.com", refused(email)),
            ("mailto:jdoe@example.com", refused_for(email, "jdoe@example.com")),
            ("Molly <molly@example.com>", refused_for(email, "molly@example.com")),
            ("(null)", refused_for(email, "")),
        ],
    );
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=a@example.com;b@example.com"));
    world.run("run-jobs --quiet").exits(3);
    let message = world.show(1)["errors"][0]["message"].as_str().unwrap().to_owned();
    assert_eq!(message, "`a@example.com;b@example.com` is more than one address: Email holds one e-mail address");
}

#[test]
fn a_name_has_a_letter_or_a_digit() {
    check_customers(
        "CUSTNAME",
        &[
            ("-", refused("name-missing")),
            (".", refused("name-missing")),
            ("\u{200b}", refused("name-missing")),
            ("\u{3164}", refused("name-missing")),
            ("N/A", ACCEPTED),
            ("NULL", ACCEPTED),
            ("unknown", ACCEPTED),
            ("李", ACCEPTED),
            ("7", ACCEPTED),
        ],
    );
}

#[test]
fn what_is_probably_not_meant_is_noted() {
    let world = World::new().channel("Houston", |c| {
        let c = c.customer("A1").with("CustName=JosÃ©").customer("A2").with("CustName=N/A");
        let c = c.customer("A3").with("CustName=NULL").customer("A4").with("CustName=unknown");
        let c = c.customer("A5").with("CustName=José").customer("A6").with("CustName=ANDRÉ’S");
        let c = c.customer("A7").set("CUSTNAME", "CittÃ\u{a0}".to_owned());
        c.customer("A8").with("FirstName=Nil").customer("A9").set("CUSTNAME", "BLÅ–GUL AB".to_owned())
    });
    world.run("run-jobs").exits(0);
    assert_eq!(world.found("note = encoding"), [1, 7]);
    assert_eq!(world.show(7)["notes"][0]["proposal"], "Città");
    assert_eq!(world.found("note = placeholder"), [2, 3, 4]);
    let note = &world.show(1)["notes"][0];
    assert_eq!((note["code"].as_str(), note["field"].as_str()), (Some("encoding"), Some("CustName")));
    assert_eq!(note["proposal"], "José");
    world.verify();
}

#[test]
fn lengths_are_those_of_headquarters_in_utf_16_units() {
    check_customers(
        "FIRSTNAME",
        &[
            ("1234567890123456789012345", ACCEPTED),
            ("12345678901234567890123456", refused("too-long")),
            ("öööööööööööööööööööööööö5", ACCEPTED),
            ("😀😀😀😀😀😀😀😀😀😀😀😀", ACCEPTED),
            ("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", refused("too-long")),
        ],
    );
    let county = |most: &str| {
        let world = World::new().setting("reference.lengths.County", most);
        let world = world.channel("Houston", |c| c.customer("A1").address("A1", "home", "County=Staffordshire"));
        world.run("run-jobs --quiet").exits_any(&[0, 3]);
        world.listed("status")[1].clone()
    };
    assert_eq!((county("60"), county("12")), ("completed".to_owned(), "failed".to_owned()));
}

#[test]
fn nothing_is_proposed_where_another_value_may_be_meant() {
    let refused_values =
        |code, values: &[&'static str]| values.iter().map(|value| (*value, refused(code))).collect::<Vec<_>>();
    let emails =
        ["Molly\nm@x.com", "Jane\u{a0}Doe\u{a0}jane@x.com", "Mr. smith@z.com", "a@b.com<a@c.com>", "jdoe@x.com. Call"];
    check_customers("EMAIL", &refused_values("email-invalid", &emails));
    let phones = [
        "1-800-FLOWERS or 1-800-468-5865",
        "800 unknown",
        "877-XXX",
        "=1+2+3+4",
        "020 5550100\n020 5550101",
        "0205550100,0205550101",
        "Fax: 020 5550100",
    ];
    check_customers("PHONE", &refused_values("phone-invalid", &phones));
    check_customers("LANGUAGEID", &refused_values("language-unknown", &["es-SP", "uk-UK", "in-IN", "ca_ES@valencia"]));
    let countries = ["N/A", "n.a.", "C/O", "S.A.", "A/S", "NA"];
    check_addresses("ZIP", &countries.map(|country| (country, "", refused("country-unknown"))));
    let codes = [("DEU", "D-8000"), ("HND", "HN1102"), ("PRT", "P-100001"), ("COL", "11001")];
    check_addresses("ZIP", &codes.map(|(country, code)| (country, code, refused("postal-code-invalid"))));
}

#[test]
fn domains_and_postal_codes_of_all_countries_are_accepted() {
    check_customers("EMAIL", &["a@x.சிங்கப்பூர்", "a@x.भारतम्", "a@แม่.ไทย", "a@ශ්‍රී.ලංකා"].map(|email| (email, ACCEPTED)));
    let codes = [("EGY", "4272001"), ("KAZ", "A05E4B5"), ("MMR", "0111811")];
    check_addresses("ZIP", &codes.map(|(country, code)| (country, code, ACCEPTED)));
    check_addresses(
        "ZIP",
        &[
            ("IRN", "11936-53471", refused_for("too-long", "1193653471")),
            ("GHA", "GA-184-1234", refused_for("too-long", "GA1841234")),
        ],
    );
}

#[test]
fn a_company_that_is_not_the_channels_is_put_right() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("DataAreaId=NLRT"));
    world.run("run-jobs --quiet").exits(3);
    assert_eq!(proposed(&world.show(1)["errors"][0]), Some("USRT"));
    world.run("edit 1 --accept --resync --yes").exits(0);
    assert_eq!(world.listed("status"), ["synced"]);
    world.verify();
}

#[test]
fn an_exported_null_is_told_as_such() {
    check_addresses("COUNTRY", &[("", "NULL", refused_for("country-unknown", ""))]);
    check_customers(
        "CURRENCY",
        &[("NULL", refused_for("currency-unknown", "")), ("\\N", refused_for("currency-unknown", ""))],
    );
    check_customers("BLOCKED", &[("NULL", refused_for("malformed", "")), ("no", refused("malformed"))]);
    let world = World::new().channel("Houston", |c| {
        c.customer("A1").with("Currency=NULL").contact("A1", "phone", "Locator=NULL").affiliation("A1", "NULL")
    });
    world.run("run-jobs --quiet").exits(3);
    let message = |id: i64| world.show(id)["errors"][0]["message"].as_str().unwrap().to_owned();
    let right = "`NULL` is not a value of Currency: NULL was probably exported as text; did you mean an empty value?";
    assert_eq!(message(1), right);
    world.run("edit 1 --unset Currency --resync").exits_any(&[0, 3]);
    assert_eq!(message(2), "`NULL` is not a value of Locator: NULL was probably exported as text");
    assert_eq!(message(3), "`NULL` is not a value of Affiliation: NULL was probably exported as text");
}

#[test]
fn a_guid_is_the_same_in_every_spelling() {
    let guid = "5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b";
    for spelled in [
        "5f0b1c6e7d3a4b589a340c8f0e1d2a3b",
        "(5F0B1C6E-7D3A-4B58-9A34-0C8F0E1D2A3B)",
        "{5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b}",
        "urn:uuid:5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b",
        " 5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b ",
    ] {
        let world = World::new().channel("Houston", |c| {
            let c = c.customer("A1").set("CUSTACCOUNTASYNC", spelled.to_owned());
            let c = c.address("A1", "home", "City=Houston").set("CUSTACCOUNTASYNC", guid.to_owned());
            let c = c.address("A1", "home", "City=Dallas").updated().set("CUSTACCOUNTASYNC", guid.to_owned());
            c.set("ADDRESSID", format!("({})", super::rows::guid("home")))
        });
        world.run("run-jobs").exits(0);
        let (created, changed) = ("address created", "changed: City");
        assert_eq!(world.listed("description"), ["customer C-000001 created", created, changed], "{spelled}");
        assert_eq!(world.run(&format!("show {guid} --format json")).exits(0).json().as_array().map(Vec::len), Some(3));
        let downloaded = world.query("Houston", "SELECT count(*) FROM CUSTTABLE");
        assert_eq!(downloaded, ["1"], "{spelled}");
        world.verify();
    }
}

#[test]
fn postal_codes_are_proposed_in_their_countrys_own_form() {
    let zip = "postal-code-invalid";
    check_addresses(
        "ZIP",
        &[
            ("DNK", "DK-8000", refused_for(zip, "8000")),
            ("DEU", "D-10115", refused_for(zip, "10115")),
            ("NLD", "NL-1017 AB", refused_for(zip, "1017 AB")),
            ("SWE", "SE-113 51", refused_for(zip, "113 51")),
            ("NLD", "1017  AB", refused_for(zip, "1017 AB")),
            ("POL", "00001", refused_for(zip, "00-001")),
            ("PRT", "1000001", refused_for(zip, "1000-001")),
            ("USA", "021391234", refused_for(zip, "02139-1234")),
            ("USA", "2139", refused_for(zip, "02139")),
            ("GBR", "BFPO 61", ACCEPTED),
            ("GBR", "ASCN 1ZZ", ACCEPTED),
            ("NLD", "1234 SS", refused(zip)),
            ("NLD", "0123 AB", refused(zip)),
            ("JPN", "1234", refused(zip)),
            ("JPN", "100-0001", ACCEPTED),
            ("HKG", "anything", ACCEPTED),
            ("XKX", "10000", ACCEPTED),
            ("DEU", "NULL", refused_for(zip, "")),
        ],
    );
}

#[test]
fn a_country_by_its_name_or_a_withdrawn_code_is_proposed() {
    let country = "country-unknown";
    let cases = [
        ("XKX", ACCEPTED),
        ("NL", refused_for(country, "NLD")),
        ("Nederland", refused_for(country, "NLD")),
        ("Belgien", refused_for(country, "BEL")),
        ("Suomi", refused_for(country, "FIN")),
        ("Island", refused_for(country, "ISL")),
        ("Swaziland", refused_for(country, "SWZ")),
        ("Macedonia", refused_for(country, "MKD")),
        ("Burma", refused_for(country, "MMR")),
        ("none", refused(country)),
        ("Congo", refused(country)),
        ("Korea", refused(country)),
        ("Germny", refused(country)),
        ("ZAR", refused_for(country, "COD")),
        ("ROM", refused_for(country, "ROU")),
        ("TMP", refused_for(country, "TLS")),
        ("ANT", refused(country)),
        ("SCG", refused(country)),
        ("YUG", refused(country)),
    ];
    check_addresses("COUNTRY", &cases.map(|(value, verdict)| ("", value, verdict)));
    let world = World::new().setting("reference.countries", "['XXK']");
    let world = world.channel("Houston", |c| {
        let c = c.customer("A1").address("A1", "home", "Country=XXK").address("A1", "work", "Country=ANT");
        c.address("A1", "other", "Country=ROM")
    });
    world.run("run-jobs --quiet").exits(3);
    let message = |id: i64| world.show(id)["errors"][0]["message"].as_str().unwrap().to_owned();
    assert_eq!(world.listed("status"), ["completed", "completed", "failed", "failed"]);
    assert_eq!(message(3), "`ANT` is a withdrawn country; BES, CUW, SXM have replaced it");
    assert_eq!(message(4), "`ROM` is a withdrawn country; ROU has replaced it; did you mean `ROU`?");
}

#[test]
fn a_withdrawn_currency_and_a_platforms_locale_are_put_right() {
    let currency = "currency-unknown";
    let withdrawn = [
        ("HRK", "EUR"),
        ("BGN", "EUR"),
        ("ZWL", "ZWG"),
        ("SLL", "SLE"),
        ("ANG", "XCG"),
        ("MRO", "MRU"),
        ("BYR", "BYN"),
    ];
    check_customers("CURRENCY", &withdrawn.map(|(code, successor)| (code, refused_for(currency, successor))));
    check_customers("CURRENCY", &[("XCG", ACCEPTED), ("QQQ", refused(currency)), ("$", refused(currency))]);
    let locales = [
        ("zh-CHS", "zh-Hans"),
        ("zh-CHT", "zh-Hant"),
        ("iw-IL", "he-IL"),
        ("sr-SP", "sr-RS"),
        ("es-ES_tradnl", "es-ES"),
        ("en_US", "en-US"),
    ];
    check_customers("LANGUAGEID", &locales.map(|(locale, tag)| (locale, refused_for("language-unknown", tag))));
}

#[test]
fn a_state_that_is_written_out_is_too_long_and_its_code_is_proposed() {
    check_addresses(
        "STATE",
        &[
            ("USA", "Massachusetts", refused_for("too-long", "MA")),
            ("NLD", "Noord-Holland", refused_for("too-long", "NH")),
            ("NLD", "Massachusetts", refused("too-long")),
            ("USA", "MA", ACCEPTED),
            ("USA", "Texas", ACCEPTED),
        ],
    );
}

#[test]
fn a_field_may_have_a_list_of_values() {
    let world = World::new()
        .setting("reference.values.ReceiptOption", "['0', '1', '2']")
        .setting("reference.values.PriceGroup", "['Retail', 'Wholesale']");
    let world = world.channel("Houston", |c| {
        let c = c.customer("A1").with("ReceiptOption=1 PriceGroup=Retail").customer("A2").with("ReceiptOption=3");
        c.customer("A3").with("PriceGroup=retail").customer("A4")
    });
    world.run("run-jobs --quiet").exits(3);
    assert_eq!(world.listed("status"), ["completed", "failed", "failed", "completed"]);
    assert_eq!(world.found("error = value-unknown"), [2, 3]);
    let errors = |id: i64| world.show(id)["errors"][0].clone();
    assert_eq!(errors(2)["message"], "`3` is not a value of ReceiptOption; the values are 0, 1, 2");
    assert_eq!(proposed(&errors(3)), Some("Retail"));
    world.run("edit 3 --set PriceGroup=Retail --resync").exits(0);
    world.verify();
}
