//! Dutch and Danish: everything that people read is in their language, and what machines read is the same in all.

use std::collections::HashSet;
use std::fs;
use std::process::Output;

use hqsync_support::tables::CUSTOMER;

use super::editor::Terminal;
use super::rules::CASES;
use super::world::World;

/// Words, in small letters, that Dutch or Danish shares with English.
const SHARED_WORDS: &str = include_str!("../../src/sentences/shared_words.txt");

/// Words that only English sentences have: a line with one is English in part.
const ENGLISH_WORDS: [&str; 11] =
    ["the", "cannot", "with", "that", "this", "which", "been", "have", "were", "its", "customer"];

/// What clap says of a command line, in English in every language.
const CLAP: [&str; 3] = ["unexpected argument", "requires a subcommand", "were not provided"];

/// Commands one after the other, with what people type and what they mistype.
const COMMANDS: &[&str] = &[
    "init",
    "init new/hqsync.toml",
    "list",
    "demo",
    "demo",
    "channels check 'Web shop'",
    "channels check Houston",
    "channels check Seattle",
    "run-jobs --dry-run",
    "run-jobs p --channel Houston",
    "run-jobs",
    "run-jobs",
    "run-jobs --restored",
    "run-jobs --new-store",
    "run-jobs --channel Huston",
    "run-jobs --wait long",
    "",
    "status",
    "status --max-age 1s",
    "status --max-age long",
    "status --max-age 0s",
    "status --channel Huston",
    "report --output report.html",
    "report --output report.json --format html",
    "report --since 2026-11-20 --until 2026-11-19",
    "report --format json --channel Huston",
    "list --format table",
    "list --format table --columns id,notes,proposal,effect,edited,attempts,received,table,counter,run,company",
    "list --limit 5 --format markdown",
    "list --format table --status wrong",
    "list --limit many",
    "list --since tomorow",
    "list --sort status,id",
    "list --columns Emial",
    "list --columns all,id",
    "list --output nowhere/list.csv",
    "list --output list",
    "list --channel Huston",
    "filter 'status = failed' --count-by error,Country --format table",
    "filter 'status = failed' --count-by note --format table",
    "filter 'status = failed' --explain",
    "filter 'status = failed' --save open",
    "filter 'status = failed' --save open",
    "filter 'status = waiting' --save open",
    "filter --list-saved --format table",
    "filter @opne",
    "filter --remove-saved open",
    "filter --remove-saved open",
    "filter --list-saved --format table",
    "filter",
    "filter rosa",
    "filter 'Emial = x'",
    "filter 'status = faled'",
    "filter 'status ='",
    "filter 'status = failed or'",
    "filter '(status = failed'",
    "filter 'status = failed)'",
    "filter 'id = many'",
    "filter 'timestamp = someday'",
    "filter 'edited = perhaps'",
    "filter 'Email = a b'",
    "filter 'status < failed'",
    "filter '\"unclosed'",
    "filter 'error = emial-invalid'",
    "fields --format table",
    "fields customer --format table",
    "show 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20",
    "show 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40",
    "show 9999",
    "show C-999999",
    "show --where 'status = failed' --limit 2",
    "customer C-000001",
    "customer Nobody",
    "customer name",
    "edit 9999 --set Email=x@example.com",
    "edit 1 --set Email=x@example.com",
    "edit 15 --set Emial=x@example.com",
    "edit 15 --set Email=x@example.com --set Email=y@example.com",
    "edit 15",
    "edit 15 16 --accept=nothing",
    "edit 15 --set Email=rosa@example.com --dry-run",
    "edit 15 --set Email=rosa@example.com --reason telephone",
    "edit --where 'status = failed' --accept --dry-run",
    "edit --where 'status = failed' --set Email=rosa@example.com",
    "edit --where 'status = failed' --accept --resync --yes",
    "edit --where 'status = failed' --accept --yes",
    "edit --from missing.csv",
    "edit --from hqsync.toml",
    "edit 15 --from missing.toml",
    "resync 15 16 --dry-run",
    "resync --status failed --yes",
    "resync 1",
    "resync 9999",
    "resync",
    "dismiss 16 --reason 'entered twice' --dry-run",
    "dismiss 16 17 --reason 'entered twice' --yes",
    "dismiss 16 --reason 'entered twice'",
    "dismiss --status completed --reason 'entered twice' --yes",
    "import customers.csv --dry-run",
    "import customers.csv --company USRT --dry-run",
    "import customers.csv --company USRT --strict",
    "import customers.csv --company USRT",
    "import customers.csv --company USRT",
    "import customers.csv --company MARS",
    "import customers.csv --culture nowhere",
    "import customers.csv --encoding nothing",
    "import addresses.csv",
    "import names.csv --company USRT",
    "import missing.csv",
    "history 15 16 17",
    "history --account C-000001",
    "history --channel Houston",
    "history --admin",
    "history 9999",
    "jobs --format table",
    "jobs show last",
    "jobs show 1",
    "jobs show 99",
    "jobs prune --keep 1d --dry-run",
    "jobs prune --keep 1d",
    "verify",
    "verify --channels",
    "verify --anchor 0000000000000000000000000000000000000000000000000000000000000000",
    "verify --anchors missing",
    "channels --format table",
    "channels show Houston",
    "channels show Huston",
    "channels create Houston",
    "channels reset Houston --dry-run",
    "channels reset Houston",
    "channels reset Houston --yes",
    "channels reset Seattle --yes",
    "channels claim Houston --yes",
    "history --channel Houston",
    "backup backup.db",
    "backup backup.db",
    "backup hqsync.toml",
    "backup nowhere/backup.db",
    "copy backup.db copy.db",
    "copy backup.db copy.db",
    "copy backup.db headquarters.db",
    "copy backup.db backup.db",
    "copy backup.db hqsync.toml",
    "copy missing.db other.db",
    "restore backup.db",
    "restore missing.db",
    "index",
    "index --rebuild",
    "trail",
    "trail seal",
    "verify",
    "verify --key nonsense",
    "--store missing.db list",
    "--store hqsync.toml list",
    "--config missing.toml list",
    "find rosa",
    "delete 7",
    "list --json",
    "resync --force",
    "filter 'timestamp > -2h' -2h",
];

/// The commands whose help is read.
const HELP: &[&str] = &[
    "",
    "run-jobs",
    "list",
    "filter",
    "fields",
    "show",
    "customer",
    "edit",
    "resync",
    "dismiss",
    "history",
    "status",
    "jobs",
    "jobs list",
    "jobs show",
    "jobs prune",
    "verify",
    "channels",
    "channels list",
    "channels show",
    "channels check",
    "channels create",
    "channels reset",
    "channels claim",
    "backup",
    "copy",
    "restore",
    "trail",
    "trail",
    "trail seal",
    "import",
    "index",
    "init",
    "demo",
];

/// Customers from before, each with another fault but for two.
const CUSTOMERS: &str = "\
account,async,company,CustName,Email
C-000099,,,Rosa,
C-000100,,USRT,Rosa,
,,USRT,Rosa,
123456789012345678901,,USRT,Rosa,
N-1,nobody,USRT,Rosa,
N-2,,MARS,Rosa,
N-3,,USRT,,jdoe@
N-4,5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b,USRT,Rosa,
N-4,5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3c,USRT,Rosa,
N-5,5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b,USRT,Rosa,
N-6,
";

/// A world with every kind of problem, notes, late and waiting operations, and a channel that is away.
fn world() -> World {
    let world = World::in_place().setting("reference.values", "{ReceiptOption = ['0', '1']}").channel("Houston", |c| {
        let c = CASES.iter().fold(c.customer("A1"), |rows, (_, _, append)| append(rows));
        let c = c.customer("C3").with("Email=bad").address("C3", "home", "City=Dallas").contact("C3", "mobile", "");
        let c = c.update("A1").with("Email=test@test.com").update("A1").set("CUSTNAME", "JosÃ©".to_owned());
        c.customer("D4").address("D4", "home", "").deactivated().customer("D4")
    });
    for (file, text) in
        [("customers.csv", CUSTOMERS), ("addresses.csv", "account,AddressId\n"), ("names.csv", "CustName\n")]
    {
        fs::write(world.path(file), text).unwrap();
    }
    let world = world
        .channel("Amsterdam", |c| c.customer("E5").affiliation("E5", "VIP").attribute("E5", "ShoeSize", "42"))
        .configured("Seattle")
        .channel("Web shop", |c| c.customer("F6").address("F6", "home", "City=Dallas").contact("F6", "mobile", ""))
        .with_folder("Web shop");
    drop_files(&world);
    world
}

/// Fills a folder with files of which each has something that is said of it.
fn drop_files(world: &World) {
    let (customers, _) = world.csv_of("Web shop", CUSTOMER);
    let (header, row) = customers.split_once('\n').unwrap();
    let cut = &customers[..customers.len() - 5];
    let broken = format!("{customers}{}", row.replace("Customer", "Customer,"));
    for (file, content) in [
        ("RETAILASYNCCUSTOMERV2-1.csv", broken.as_bytes()),
        ("RETAILASYNCCUSTOMERV2-2.csv", cut.as_bytes()),
        ("RETAILASYNCCUSTOMERV2-3.csv.tmp", b""),
        ("RETAILASYNCCUSTOMERV2-4.csv", row.as_bytes()),
        ("RETAILASYNCCUSTOMERV2-5.csv", row.replace('-', " ").as_bytes()),
        ("RETAILASYNCCUSTOMERV2-6.csv", format!("{header}\n{}", row.replace("F6", "K\u{f8}ge")).as_bytes()),
        ("RETAILASYNCADDRESSV2-1.csv", customers.as_bytes()),
        ("RETAILASYNCADDRESSV2-2.csv", header.replace("CUSTNAME,", "").as_bytes()),
        ("RETAILASYNCADDRESSV2-3.csv", b"\x0a\x00\x01\x02\xff\xff\x00\x00\x05\x07"),
        ("notes.md", b""),
    ] {
        world.drop_file("Web shop", file, content);
    }
    let times = customers.replace("2026-11-01", "1-11-2026");
    world.drop_file("Web shop", "RETAILASYNCCUSTOMERV2-7.csv", times);
    let latin: Vec<u8> =
        customers.replace("F6", "F\u{1}").bytes().map(|byte| if byte == 1 { 0xf8 } else { byte }).collect();
    world.drop_file("Web shop", "RETAILASYNCCUSTOMERV2-8.csv", latin);
}

fn run(world: &World, language: &str, command: &str) -> Vec<String> {
    let Output { stdout, stderr, .. } = world.command(&format!("--lang {language} {command}")).output().unwrap();
    let text = [stdout, stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
    // clap has its own sentences about the command line.
    if CLAP.iter().any(|sentence| text.contains(sentence)) {
        return Vec::new();
    }
    text.lines().map(str::to_owned).collect()
}

/// What a language prints for each command, in a world of its own.
fn answers(world: &World, language: &str) -> Vec<(String, Vec<String>)> {
    let world = world.copy();
    let help = HELP.iter().map(|command| format!("{command} --help")).chain(["-h".to_owned(), "edit -h".to_owned()]);
    let commands = COMMANDS.iter().map(|command| (*command).to_owned()).chain(help);
    commands.map(|command| (command.clone(), run(&world, language, &command))).collect()
}

/// The words of a line that are words of a language: without values, names, commands, codes and paths.
fn words(line: &str, fields: &HashSet<String>, data: &HashSet<String>) -> Vec<String> {
    // Of a command, its comment.
    let line = if line.trim_start().starts_with("hqsync ") { line.split_once('#').unwrap_or_default().1 } else { line };
    let prose = line.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    let tokens = prose.split_whitespace().filter(|token| !token.starts_with('-'));
    let tokens = tokens.map(|token| token.trim_matches(|c: char| !c.is_alphanumeric()));
    let is_code = |token: &str| {
        let is_name = token.chars().skip(1).any(char::is_uppercase);
        is_name || token.contains(|c: char| !c.is_alphabetic() && c != '\'')
    };
    let words = tokens
        .filter(|token| token.chars().count() > 1 && !is_code(token) && !fields.contains(*token))
        .map(str::to_lowercase);
    words.filter(|word| !data.contains(word)).collect()
}

/// Whether a line is a detail of an entry of the audit trail, such as `    schema: 9`.
fn is_detail(line: &str) -> bool {
    let key = line.strip_prefix("    ").and_then(|detail| detail.split_once(": ")).map(|(key, _)| key);
    key.is_some_and(|key| key.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
}

/// Whether a line has the values of a field, such as `!  Blocked  0  yes`.
fn is_value(line: &str, fields: &HashSet<String>) -> bool {
    let first = line.split_whitespace().find(|word| !matches!(*word, "!" | "*"));
    line.starts_with(['!', '*']) && first.is_some_and(|word| fields.contains(word))
}

/// Words that people typed, and those of the program that are the same in every language.
fn data(world: &World) -> HashSet<String> {
    let mut data: HashSet<String> = SHARED_WORDS.lines().map(str::to_owned).collect();
    let values =
        world.run("filter --format csv --columns CustName,City,Street,Email,AddressName,Affiliation 'id > 0'").stdout;
    data.extend(values.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase));
    for word in
        ["houston", "amsterdam", "seattle", "entered", "twice", "telephone", "hqsync", "malformed", "export", "rowid"]
    {
        data.insert(word.to_owned());
    }
    data
}

/// The names of all fields.
fn fields(world: &World) -> HashSet<String> {
    let names = world.run("fields --format csv").stdout;
    let names = names.lines().filter_map(|line| Some(line.split(',').next()?.to_owned()));
    // Those of the row itself, which no correction changes.
    names.chain(["Operation", "CreatedDateTime", "CustAccountAsync", "DataAreaId"].map(str::to_owned)).collect()
}

#[test]
fn nothing_that_people_read_is_left_in_english() {
    let world = world();
    let english = answers(&world, "en");
    let (data, fields) = {
        let world = world.copy();
        world.run("run-jobs --quiet");
        (data(&world), fields(&world))
    };
    let mut left = Vec::new();
    for language in ["nl", "da"] {
        for ((command, english), (_, own)) in english.iter().zip(answers(&world, language)) {
            // What was typed is shown again where it is wrong, entries of the trail have keys, SQL is SQL, and a server's plan
            // is in its own words.
            let has_plan = world.is_on_server() && command.ends_with("--explain");
            let is_text = |line: &&String| {
                let is_echo = command.contains(line.trim()) || line.starts_with("SELECT ");
                !is_echo && !has_plan && !is_detail(line) && !is_value(line, &fields)
            };
            for line in own.iter().filter(is_text) {
                let words = words(line, &fields, &data);
                let is_english =
                    english.contains(line) || words.iter().any(|word| ENGLISH_WORDS.contains(&word.as_str()));
                if is_english && !words.is_empty() {
                    left.push(format!("{language} {command}: {line}   {words:?}"));
                }
            }
        }
    }
    assert!(left.is_empty(), "{} lines are English:\n{}", left.len(), left.join("\n"));
}

#[test]
fn the_locale_chooses_the_language_unless_the_configuration_or_the_command_line_does() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let title = |world: &World, command: &str, variables: &[(&str, &str)]| {
        let mut program = world.command(command);
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"] {
            program.env_remove(name);
        }
        let output = program.envs(variables.iter().copied()).output().unwrap();
        String::from_utf8(output.stdout).unwrap().lines().next().unwrap().to_owned()
    };
    for (variables, expected) in [
        (&[][..], "Operation 1"),
        (&[("LANG", "nl_NL.UTF-8")], "Bewerking 1"),
        (&[("LANG", "nl_NL.UTF-8"), ("LC_MESSAGES", "da_DK.UTF-8")], "Handling 1"),
        (&[("LANG", "da_DK.UTF-8"), ("LC_MESSAGES", "da_DK.UTF-8"), ("LC_ALL", "nl_BE")], "Bewerking 1"),
        (&[("LANG", "en_US.UTF-8"), ("LANGUAGE", "fr:da:nl")], "Handling 1"),
        (&[("LC_ALL", "C"), ("LANGUAGE", "nl")], "Operation 1"),
        (&[("LANG", "fr_FR.UTF-8")], "Operation 1"),
    ] {
        assert_eq!(title(&world, "show 1", variables), expected, "{variables:?}");
    }
    assert_eq!(title(&world, "--lang da show 1", &[("LC_ALL", "nl_NL.UTF-8")]), "Handling 1");
    let world = world.setting("language", "'nl'");
    assert_eq!(title(&world, "show 1", &[("LC_ALL", "da_DK.UTF-8")]), "Bewerking 1");
    assert_eq!(title(&world, "--lang en show 1", &[]), "Operation 1");
    assert_eq!(title(&world, "show --help", &[]).split(' ').next(), Some("Bewerkingen"));
}

#[test]
fn what_is_wrong_with_a_configuration_is_said_in_its_language() {
    let world = World::new().channel("Houston", |c| c).setting("language", "'da'").setting("jobs.batch_sise", "7");
    let outcome = world.run("list").exits(1);
    assert!(outcome.stderr.starts_with("fejl: "), "{}", outcome.stderr);
}

#[test]
fn a_question_is_answered_in_the_language_in_which_it_is_asked() {
    let world = World::new().channel("Houston", |c| c.customer("A1").update("A1").with("Email=bad"));
    world.run_jobs();
    for (language, answer) in [("nl", "j"), ("nl", "ja"), ("da", "ja"), ("en", "y"), ("nl", "y")] {
        let world = world.copy();
        let command = format!("--lang {language} dismiss --status failed --reason double");
        let question = match language {
            "en" => "[y/N]",
            _ => "[j/N]",
        };
        Terminal::run(&world, &command, &[], |keyboard| {
            keyboard.exp_string(question).unwrap();
            keyboard.send_line(answer).unwrap();
        })
        .exits(0);
        assert_eq!(world.states()[1], "customer 2 dismissed email-invalid", "{language}: {answer}");
    }
}
