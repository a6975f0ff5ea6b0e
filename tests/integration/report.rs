//! `hqsync report`: figures on worlds with known times, and a page that needs nothing else and tells nothing of customers.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use pretty_assertions::assert_eq;
use scraper::{ElementRef, Html, Selector};
use serde_json::{Value, json};

use super::editor::Terminal;
use super::world::World;

/// The figures of a report.
fn figures(world: &World, options: &str) -> Value {
    world.run(&format!("report --format json {options}")).exits(0).says_only("").json()
}

/// The page of a report.
fn page(world: &World, options: &str) -> String {
    world.run(&format!("report --format html {options}")).exits(0).says_only("").stdout
}

fn all<'p>(page: &'p Html, selector: &str) -> Vec<ElementRef<'p>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// Two customers whose way is known to the second, and one who still waits.
fn timed_world() -> World {
    let world = World::new()
        .channel("Houston", |c| {
            c.customer("A1").at("2026-11-02 08:00:00").customer("B2").at("2026-11-02 08:10:00").address("A1", "a", "")
        })
        .channel("Seattle", |c| c);
    let world = world.at("2026-11-02T08:20:00Z");
    world.run("run-jobs p").exits(0);
    let world = world.at("2026-11-02T08:30:00Z");
    world.run("run-jobs sync").exits(0);
    let world = world.at("2026-11-02T08:40:00Z");
    world.run("run-jobs 1010").exits(0);
    let world = world.append("Houston", |c| c.customer("C3").at("2026-11-03 09:00:00")).at("2026-11-03T09:05:00Z");
    world.run("run-jobs p").exits(0);
    world.at("2026-11-03T10:00:00Z")
}

/// Operations that failed, one of which a person mended and one dismissed.
fn corrected_world() -> World {
    let world = World::new()
        .channel("Houston", |c| {
            c.customer("A1").with("Email=nobody").customer("B2").with("Email=nothing").customer("C3").customer("D4")
        })
        .channel("Amsterdam", |c| c.customer("E5").with("Email=nowhere"))
        .at("2026-11-02T08:00:00Z");
    world.run_jobs();
    let world = world.at("2026-11-03T08:00:00Z");
    world.run("edit 1 --set Email=a@example.com --reason telephone").exits(0);
    world.run("dismiss 2 --reason double").exits(0);
    world.run_jobs();
    world.at("2026-11-04T08:00:00Z")
}

#[test]
fn a_wait_is_measured_from_the_till_to_the_till() {
    let customers = figures(&timed_world(), "")["customers"].clone();
    assert_eq!(customers["new"], 3);
    // 40 and 30 minutes: the median is the smallest that half of them waited no longer than.
    assert_eq!(customers["seconds"], json!({"count": 2, "median": 1_800, "p95": 2_400, "longest": 2_400}));
    assert_eq!(customers["average_seconds"], json!({"upload": 900, "sync": 600, "download": 600}));
    assert_eq!(
        (&customers["waiting"], &customers["waiting_since"], &customers["waiting_seconds"]),
        (&json!(1), &json!("2026-11-03T09:00:00Z"), &json!(3_600))
    );
    let channel = &customers["channels"][0];
    assert_eq!(
        (&channel["channel"], &channel["new"], &channel["clock_ahead"]),
        (&json!("Houston"), &json!(3), &json!(0))
    );
}

#[test]
fn every_day_has_its_own_figures() {
    let world = timed_world();
    let whole = figures(&world, "--since 2026-11-01");
    assert_eq!((&whole["unit"], &whole["spans"]), (&json!("day"), &json!(["2026-11-01", "2026-11-02", "2026-11-03"])));
    let of_days =
        |list: &Value, key: &str| list.as_array().unwrap().iter().map(|day| day[key].clone()).collect::<Vec<_>>();
    assert_eq!(of_days(&whole["customers"]["spans"], "new"), [json!(0), json!(2), json!(1)]);
    assert_eq!(of_days(&whole["customers"]["spans"], "waiting"), [json!(0), json!(0), json!(1)]);
    assert_eq!(whole["customers"]["spans"][0]["seconds"], Value::Null);
    assert_eq!(whole["customers"]["spans"][1]["seconds"]["median"], 1_800);
    assert_eq!(of_days(&whole["operations"]["spans"], "pending"), [json!(0), json!(0), json!(1)]);
    let first = figures(&world, "--until 2026-11-02");
    assert_eq!((&first["customers"]["new"], &first["customers"]["waiting"]), (&json!(2), &json!(0)));
    assert_eq!(first["until"], "2026-11-02T23:59:59.999999Z");
    let none = figures(&world, "--since 2026-11-04 --until 2026-11-05");
    assert_eq!((&none["operations"]["total"], &none["customers"]["seconds"]), (&json!(0), &Value::Null));
}

#[test]
fn a_till_whose_clock_is_ahead_is_named_and_nobody_waits_less_than_no_time() {
    let world =
        World::new().channel("Houston", |c| c.customer("A1").at("2026-11-02 09:00:00")).at("2026-11-02T08:00:00Z");
    world.run_jobs();
    let customers = figures(&world, "")["customers"].clone();
    assert_eq!((&customers["seconds"]["longest"], &customers["channels"][0]["clock_ahead"]), (&json!(0), &json!(1)));
    assert!(page(&world, "").contains("The clock of Houston is ahead"));
}

#[test]
fn what_failed_is_told_by_error_field_and_channel() {
    let failures = figures(&corrected_world(), "")["failures"].clone();
    assert_eq!((&failures["operations"], &failures["open"]), (&json!(3), &json!(1)));
    let error = &failures["errors"][0];
    assert_eq!(
        (&error["error"], &error["operations"], &error["open"]),
        (&json!("email-invalid"), &json!(3), &json!(1))
    );
    let channels = json!([{"channel": "Houston", "operations": 2}, {"channel": "Amsterdam", "operations": 1}]);
    assert_eq!((&error["channels"], &error["spans"]), (&channels, &json!([3])));
    assert_eq!(failures["fields"], json!([{"field": "Email", "operations": 3, "open": 1}]));
}

#[test]
fn corrections_are_told_with_what_came_of_them() {
    let world = corrected_world();
    let report = figures(&world, "");
    let total = json!({"edited": 1, "resynced": 0, "dismissed": 1, "operations": 2, "through": 1});
    let mut corrections = report["corrections"].clone();
    let fields = corrections.as_object_mut().unwrap().remove("fields").unwrap();
    assert_eq!(corrections, total, "people are not named unless somebody asks for it");
    assert_eq!(
        (&fields[0]["field"], &fields[0]["edited"], &fields[0]["through"]),
        (&json!("Email"), &json!(1), &json!(1))
    );
    assert_eq!((&report["operations"]["total"], &report["operations"]["uncorrected"]), (&json!(5), &json!(2)));
    let people = figures(&world, "--people")["corrections"]["people"].clone();
    assert_eq!((people.as_array().unwrap().len(), &people[0]["operations"]), (1, &json!(2)));
    let later = figures(&world, "--since 2026-11-04");
    assert_eq!(later["corrections"]["operations"], 0);
}

#[test]
fn a_wrong_value_that_many_operations_have_is_told_with_the_right_one() {
    let world = World::new().channel("Houston", |c| {
        let c = c.customer("A1");
        let c = ["a", "b", "c", "d", "e"].into_iter().fold(c, |c, id| c.address("A1", id, "Country=NL"));
        ["f", "g", "h", "i"].into_iter().fold(c, |c, id| c.address("A1", id, "Country=Mars"))
    });
    world.run_jobs();
    let expected = json!([{
        "field": "Country", "value": "NL", "operations": 5, "channel": "Houston", "channel_operations": 5, "proposal": "NLD",
    }]);
    assert_eq!(figures(&world, "")["failures"]["values"], expected);
    assert!(!page(&world, "").contains("Mars"));
}

#[test]
fn runs_and_channels_are_told() {
    let report = figures(&timed_world(), "");
    assert_eq!(report["runs"]["outcomes"]["succeeded"], 4);
    assert_eq!(
        report["runs"]["jobs"][0],
        json!({"job": "p", "runs": 2, "failed": 0, "seconds": {"count": 2, "median": 0, "p95": 0, "longest": 0}})
    );
    let seattle = &report["channels"][1];
    assert_eq!(
        (&seattle["channel"], &seattle["missing"], &seattle["behind"]),
        (&json!("Seattle"), &json!(0), &json!(0))
    );
    assert_eq!(seattle["last_contact"], "2026-11-03T09:05:00Z");
}

#[test]
fn channels_and_companies_limit_it_as_they_limit_a_list() {
    let world = corrected_world();
    for (options, operations) in [
        ("--channel Houston", 4),
        ("--channel hous*", 4),
        ("--channel Houston,Amsterdam", 5),
        ("--company NLRT", 1),
        ("--company NLRT --channel Houston", 0),
    ] {
        assert_eq!(figures(&world, options)["operations"]["total"], operations, "{options}");
    }
    let houston = figures(&world, "--channel Houston");
    assert_eq!((&houston["failures"]["operations"], &houston["corrections"]["operations"]), (&json!(2), &json!(2)));
    let amsterdam = figures(&world, "--channel Amsterdam");
    assert_eq!(
        (&amsterdam["corrections"]["operations"], &amsterdam["channels"][0]["channel"]),
        (&json!(0), &json!("Amsterdam"))
    );
    world.run("report --format json --channel Huston").exits(2).says("did you mean `Houston`?");
}

#[test]
fn the_oldest_open_operations_are_listed_on_request() {
    let world = corrected_world();
    assert_eq!(figures(&world, "").get("open"), None);
    let open = figures(&world, "--operations")["open"].clone();
    let expected = json!([{
        "id": 5, "channel": "Amsterdam", "timestamp": "2026-11-01T08:00:04Z", "status": "failed", "errors": ["email-invalid"],
    }]);
    assert_eq!(open, expected);
}

#[test]
fn a_period_that_ends_before_it_begins_is_refused() {
    let world = timed_world();
    world
        .run("report --format json --since 2026-11-03 --until 2026-11-02")
        .exits(2)
        .says("`--since` is after `--until`");
    world.run("report --format json --since someday").exits(2).says("`--since`");
}

#[test]
fn where_nothing_happened_there_is_a_page_too() {
    let never = World::new().channel("Houston", |c| c).configured("Seattle");
    never.run("run-jobs").exits(4);
    for (world, options) in [(&never, ""), (&never, "--channel Seattle"), (&timed_world(), "--since 2030-01-01")] {
        let page = Html::parse_document(&page(world, options));
        assert_eq!(all(&page, "h1").len(), 1);
        assert!(all(&page, "main p").len() > 3, "{options}");
    }
    assert!(page(&never, "").contains("No customers were created in this period."));
}

/// A world in which everything that a report can show is there.
fn eventful_world() -> World {
    let world = World::new()
        .channel("Houston", |c| {
            let c = c.customer("A1").customer("B2").with("Email=nobody").customer("C3").at("2026-11-05 09:00:00");
            ["a", "b", "c", "d", "e"].into_iter().fold(c, |c, id| c.address("A1", id, "Country=NL"))
        })
        .channel("Amsterdam", |c| c.customer("D4").with("Email=nowhere"))
        .at("2026-11-02T08:00:00Z");
    world.run_jobs();
    world.run("edit 2 --set Email=a@example.com --reason telephone").exits(0);
    world.run_jobs();
    world.configured("Seattle").at("2026-11-03T08:00:00Z")
}

#[test]
fn the_page_needs_nothing_else() {
    let text = page(&eventful_world(), "--people --operations");
    let html = Html::parse_document(&text);
    assert!(all(&html, "[src], [href], link, iframe, object, embed, form, base").is_empty());
    for foreign in ["url(", "@import", "http://", "https://", "javascript:"] {
        assert!(!text.contains(foreign), "{foreign}");
    }
    let policy = all(&html, "meta[http-equiv='Content-Security-Policy']")[0].attr("content").unwrap();
    let script = text.split_once("<script>").unwrap().1.split_once("</script>").unwrap().0;
    let hash = base64_of_hash(script);
    assert!(
        policy.starts_with("default-src 'none'; ") && policy.contains(&format!("script-src 'sha256-{hash}'")),
        "{policy}"
    );
}

/// The hash of a script, as a browser compares it.
fn base64_of_hash(script: &str) -> String {
    use base64::Engine as _;
    use sha2::Digest as _;
    base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(script.as_bytes()))
}

#[test]
fn the_page_can_be_read_without_seeing_it() {
    for language in ["en", "nl", "da"] {
        let text = page(&eventful_world(), &format!("--lang {language} --people --operations"));
        let html = Html::parse_document(&text);
        assert_eq!(all(&html, "html")[0].attr("lang"), Some(language));
        let ids: Vec<_> = all(&html, "[id]").iter().map(|element| element.attr("id").unwrap()).collect();
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "{ids:?}");
        for labelled in all(&html, "[aria-labelledby]") {
            for id in labelled.attr("aria-labelledby").unwrap().split(' ') {
                assert!(ids.contains(&id), "{id}");
            }
        }
        let charts = all(&html, "svg");
        assert!(charts.len() > 3);
        for chart in charts {
            assert_eq!(chart.attr("role"), Some("img"));
            for part in ["title", "desc"] {
                let found = chart.select(&Selector::parse(part).unwrap()).next().unwrap();
                assert!(!self::text(found).is_empty(), "{part}");
            }
            let figure =
                chart.ancestors().filter_map(ElementRef::wrap).find(|around| around.value().name() == "figure");
            let table = Selector::parse("details table").unwrap();
            assert!(figure.unwrap().select(&table).next().is_some(), "{}", chart.html());
        }
        let levels: Vec<u8> =
            all(&html, "h1, h2, h3").iter().map(|head| head.value().name().as_bytes()[1] - b'0').collect();
        assert_eq!(levels[0], 1);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        for head in all(&html, "th") {
            assert!(head.attr("scope").is_some());
        }
    }
}

#[test]
fn every_text_of_the_page_is_translated() {
    /// What both languages say alike, beside names and codes.
    const SHARED: [&str; 5] = ["Median", "Person", "Id", "Job", "–"];
    let world = eventful_world();
    let texts = |language: &str| -> BTreeSet<String> {
        let html = Html::parse_document(&page(&world, &format!("--lang {language} --people --operations")));
        let found = all(&html, "h1, h2, h3, main p, li, figcaption, summary, caption, thead th, title, desc, footer p");
        found.into_iter().map(text).filter(|text| text.chars().any(char::is_alphabetic)).collect()
    };
    let english = texts("en");
    let codes = ["email-invalid", "country-unknown", "Houston", "Amsterdam"];
    for language in ["nl", "da"] {
        let same: Vec<_> = texts(language).intersection(&english).cloned().collect();
        let same: Vec<_> =
            same.iter().filter(|text| !SHARED.contains(&text.as_str()) && !codes.contains(&text.as_str())).collect();
        assert!(same.is_empty(), "{language}: {same:#?}");
    }
}

#[test]
fn nothing_of_a_customer_is_in_it() {
    const CANARY: &str = "Zwanenburg";
    let fields =
        |names: &[&str]| names.iter().map(|name| format!("{name}={CANARY}{name}")).collect::<Vec<_>>().join(" ");
    let world = World::new()
        .channel("Houston", |c| {
            c.customer("A1")
                .with(&fields(&[
                    "CustName",
                    "FirstName",
                    "LastName",
                    "Email",
                    "Phone",
                    "Currency",
                    "LanguageId",
                    "CustGroup",
                ]))
                .customer("B2")
                .with(&fields(&["CustName", "FirstName", "VatNum"]))
                .address("B2", "b", &fields(&["Street", "City", "Zip", "Country", "AddressName"]))
                .contact("B2", "c", &fields(&["Locator", "Description"]))
                .affiliation("B2", &format!("{CANARY}Club"))
                .attribute("B2", &format!("{CANARY}Size"), &format!("{CANARY}Value"))
        })
        .at("2026-11-02T08:00:00Z");
    world.run_jobs();
    world.run(&format!("edit 1 --set Email={CANARY}@example --set CustName={CANARY} --reason {CANARY}Reason")).exits(0);
    world.run(&format!("dismiss 4 --reason {CANARY}Reason")).exits(0);
    world.run_jobs();
    let account = world.headquarters().value("SELECT min(account) FROM customer");
    for options in ["", "--operations --people", "--lang nl --operations"] {
        for text in [page(&world, options), figures(&world, options).to_string()] {
            for secret in [CANARY, "5f0b1c6e", &account] {
                assert!(!text.to_lowercase().contains(&secret.to_lowercase()), "{secret} with {options}");
            }
        }
    }
}

#[test]
fn a_hostile_name_of_a_channel_stays_text() {
    const NAME: &str = "</title><script>alert(1)</script>\u{202e}&\"'";
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody").customer("B2"));
    let world = world.channel_setting("Houston", "name", NAME);
    world.run_jobs();
    let text = page(&world, "--operations");
    let html = Html::parse_document(&text);
    assert_eq!(all(&html, "script").len(), 1);
    assert!(!text.contains('\u{202e}'));
    assert!(all(&html, "tbody th").into_iter().any(|cell| self::text(cell).starts_with("</title><script>alert(1)")));
    assert_eq!(figures(&world, "")["channels"][0]["channel"], NAME);
}

#[test]
fn a_page_of_many_operations_is_small() {
    let world = World::new().channel("Houston", |c| c.customer("A1").with("Email=nobody").customer("B2"));
    world.run_jobs();
    let store = world.headquarters();
    // Two years, and more errors than a page has room for.
    store.execute(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
         INSERT INTO operation (id, channel, epoch, kind, counter, state, action, customer, key, at, dated, received)
         SELECT 100 + i, 1, 2, 0, i, 2, 1, 1, 'k' || i, (SELECT min(at) FROM operation) + i * 3600000000, 1,
                (SELECT min(at) FROM operation) + i * 3600000000 FROM n",
    );
    for (position, field) in ["Country", "Currency", "LanguageId", "CustGroup"].into_iter().enumerate() {
        store.execute(&format!(
            "INSERT INTO problem (operation, position, code, reason, field, value, expected, suggestion)
             SELECT id, {position}, 'country-unknown', 'country-unknown', '{field}', 'value ' || (counter % 900), '', '' FROM operation WHERE id > 100"
        ));
    }
    let text = page(&world, "--operations");
    assert!(text.len() < 200_000, "{}", text.len());
    let html = Html::parse_document(&text);
    assert!(all(&html, "tbody").into_iter().all(|body| body.select(&Selector::parse("tr").unwrap()).count() <= 62));
    assert_eq!(figures(&world, "")["failures"]["values"].as_array().unwrap().len(), 3_600);
}

#[test]
fn a_file_is_complete_or_not_there() {
    let world = timed_world();
    let page = world.path("report.html");
    let file = page.to_str().unwrap();
    world.run(&["report", "--output", file]).exits(0).prints("").says_only("");
    assert!(fs::read_to_string(&page).unwrap().starts_with("<!DOCTYPE html>"));
    assert_eq!(fs::metadata(&page).unwrap().permissions().mode() & 0o777, 0o600);
    let json = world.path("report.json");
    world.run(&["report", "-o", json.to_str().unwrap()]).exits(0).prints("");
    serde_json::from_str::<Value>(&fs::read_to_string(&json).unwrap()).unwrap();
    world.run(&["report", "-o", json.to_str().unwrap(), "--format", "html"]).exits(2).says("not html");
    world.run(&["report", "-o", world.config_path().to_str().unwrap()]).exits(1).says("it is the configuration");
    world.run(&["report", "-o", world.path("none/report.html").to_str().unwrap()]).exits(1).says("there is no folder");
    assert!(world.run("report --output -").exits(0).stdout.starts_with("<!DOCTYPE html>"));
    assert!(world.run("report").exits(0).stdout.starts_with("<!DOCTYPE html>"));
}

#[test]
fn a_terminal_shows_no_page() {
    let world = timed_world();
    Terminal::run(&world, "report", &[], |_| ()).exits(2).shows("hqsync report --output report.html");
    Terminal::run(&world, "report --format json", &[], |_| ()).exits(0).shows("\"customers\"");
}
