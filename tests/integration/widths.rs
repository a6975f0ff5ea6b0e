//! Every table and page at every width of a screen: no line is too wide, and no GUID, date, number or word is broken.

use std::collections::HashSet;
use std::fs;
use std::thread;

use unicode_width::UnicodeWidthStr as _;

use super::rows::guid;
use super::world::World;

/// Commands with tables, and pages of sentences.
const COMMANDS: &[&str] = &[
    "list --all --format table",
    "list --all --format table --columns id,async,CustName,Street,description,errors",
    "filter 'status != completed' --format table --columns id,channel,received,Email,counter,edited",
    "filter 'id > 0' --format table --count-by channel,error,async",
    "show 1 2 3 4 5 6 7",
    "status",
    "channels --format table",
    "jobs --format table",
    "jobs show 1",
    "history 1 2 3 4",
    "history --account C-000001",
    "customer C-000001",
    "customer 5f0b1c6e-7d3a-4b58-9a34-000000004232",
    "channels show Houston",
    "channels check Houston",
    "edit 2 --set Email=rosa@example.com --dry-run",
    "resync 2 4 5 --dry-run",
    "dismiss 2 --reason 'a reason of many words that says why this operation is never to be synchronized' --dry-run",
    "filter --list-saved --format table",
    "import customers.csv --company USRT --dry-run",
    "verify",
];

/// The widest word that may not be broken, as that of a GUID.
const WIDEST_WORD: usize = 36;

/// Long names, names of wide characters, full GUIDs, and something wrong with most of it.
fn world() -> World {
    let world = wide_world();
    let bad = format!("account,async,CustName\nN-1,{},Rosa\nN-1,{},Rosa\n", guid("A1"), guid("B2"));
    fs::write(world.working_folder().join("customers.csv"), bad).unwrap();
    world
}

fn wide_world() -> World {
    let world = World::new()
        // Ages are the same all the while.
        .at("2026-11-20T08:00:00Z")
        .channel("Houston", |c| {
            c.customer("A1")
                .with("Email=rosa.maria.castaneira.de.la.fuente@example.com Phone=+12025550109")
                .set("CUSTNAME", "Rosa María Castañeira de la Fuente y Rodríguez del Campo".to_owned())
                .customer("B2")
                .with("Email=nobody Phone=12 CustGroup=99")
                .set("CUSTNAME", "王小明株式会社 東京都千代田区 の とても長い名前".to_owned())
                .address("B2", "home", "City=Houston Country=US Zip=12")
                .set("STREET", "Straße der Pariser Kommune 1234567890, Hinterhaus, dritter Aufgang links".to_owned())
                .contact("B2", "mobile", "Locator=call")
                .update("A1")
                .set("CUSTNAME", "👩\u{200d}💻 Ada नमस्ते".to_owned())
                .affiliation("A1", "Platinum")
        })
        .channel("Amsterdam", |c| c.customer("C3").with("LanguageId=xx Currency=ZZZ"))
        .configured("Seattle");
    world.run("run-jobs --quiet").exits(4);
    world.run("edit 4 --set Country=USA --reason 'a web shop sends the wrong code'").exits(0);
    world
        .run("filter 'status = failed and (Country in (NLD, DNK, USA) or CustName ~ castañeira)' --save long")
        .exits(0);
    world
}

/// What a command prints on a screen of that many columns.
fn printed(world: &World, command: &str, columns: &str) -> String {
    let output = world.command(command).env("COLUMNS", columns).output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 3)), "{command}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The words of a text, without the marks around them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| !word.chars().all(|c| matches!(c, '─' | '█')))
}

/// The short forms of a word: a GUID's ends, a time without its seconds, a date without its year.
fn short_forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if word.is_ascii() && word.len() == 36 {
        forms.push(format!("{}…{}", &word[..4], &word[30..]));
    }
    if word.is_ascii() && word.len() == 10 && word.as_bytes()[4] == b'-' {
        forms.push(word[5..].to_owned());
    }
    if word.is_ascii() && word.len() == 8 && word.as_bytes()[2] == b':' {
        forms.push(word[..5].to_owned());
    }
    forms
}

/// The words of the headers of narrow tables, which stand nowhere else.
fn short_headers() -> impl Iterator<Item = &'static str> {
    let languages = [
        include_str!("../../src/i18n/en.ftl"),
        include_str!("../../src/i18n/nl.ftl"),
        include_str!("../../src/i18n/da.ftl"),
    ];
    let lines = languages.into_iter().flat_map(str::lines);
    lines.filter_map(|line| line.trim().strip_prefix(".short = ")).flat_map(|header| header.split(' '))
}

/// Checks a command at these widths.
fn check(world: &World, command: &str, widths: impl Iterator<Item = usize>) {
    let whole = printed(world, &format!("{command} --wide"), "80");
    let known = words(&whole).flat_map(short_forms).chain(short_headers().map(str::to_owned));
    let known: HashSet<String> = known.collect();
    for width in widths {
        let text = printed(world, command, &width.to_string());
        for line in text.lines() {
            // What is wider than a line and cannot be broken, such as a hash, stands alone.
            let fits = line.width() <= width || !line.trim().contains(' ');
            assert!(fits, "{command}, {width} columns: {} in {line}\n{text}", line.width());
        }
        for word in words(&text) {
            let is_piece = || known.iter().any(|whole| whole.width() > WIDEST_WORD && whole.contains(word));
            assert!(known.contains(word) || is_piece(), "{command}, {width} columns: `{word}` is broken\n{text}");
        }
    }
}

#[test]
fn nothing_is_broken_at_any_width() {
    let world = world();
    assert!(printed(&world, "list --all --format table --wide", "40").contains(&guid("B2")));
    let checked = thread::scope(|scope| {
        let threads: Vec<_> = COMMANDS.iter().map(|command| scope.spawn(|| check(&world, command, widths()))).collect();
        threads.into_iter().flat_map(thread::ScopedJoinHandle::join).count()
    });
    assert_eq!(checked, COMMANDS.len(), "a command has a broken line, as printed above");
}

/// All widths up to those at which everything fits, and some of the rest.
fn widths() -> impl Iterator<Item = usize> {
    (40..=120).chain((121..=220).step_by(9))
}

/// Dutch and Danish words are a third longer.
#[test]
fn nothing_is_broken_in_another_language() {
    let world = world();
    for language in ["nl", "da"] {
        let world = &world;
        let checked = thread::scope(|scope| {
            let check = |command: &str| {
                check(world, &format!("--lang {language} {command}"), [40, 60, 72, 80, 100, 132, 200].into_iter());
            };
            let threads: Vec<_> = COMMANDS.iter().map(|command| scope.spawn(move || check(command))).collect();
            threads.into_iter().flat_map(thread::ScopedJoinHandle::join).count()
        });
        assert_eq!(checked, COMMANDS.len(), "a command has a broken line in `{language}`, as printed above");
    }
}
