//! The documents: their examples work, the output that they show is what the program prints, and no link is broken.

use std::fs;
use std::path::{Path, PathBuf};

use super::markdown::{Document, documents, manual, root};
use super::world::{Outcome, World};

/// A line of a console that stands for any number of lines.
const ELLIPSIS: &str = "…\n";

/// The arguments that a line of a shell or crontab gives to `hqsync`; `None` if it runs another program.
fn arguments(line: &str) -> Option<Vec<String>> {
    let line = line.replace("$(date +%F)", "2026-11-26");
    let mut words = Vec::new();
    for (at, part) in line.split('\'').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
            continue;
        }
        let bare: Vec<_> = part.split_whitespace().collect();
        let end = bare.iter().position(|word| matches!(*word, "#" | "|" | ">" | ">>"));
        words.extend(bare[..end.unwrap_or(bare.len())].iter().map(|word| (*word).to_owned()));
        if end.is_some() {
            break;
        }
    }
    let program = match words.first()?.as_str() {
        "cargo" => words.iter().position(|word| word == "--").filter(|_| words[1] == "run")?,
        _ => words.iter().position(|word| word == "hqsync" || word.ends_with("/bin/hqsync"))?,
    };
    Some(words.split_off(program + 1))
}

/// Folders that examples name and a test has no right to.
const SYSTEM_FOLDERS: [&str; 2] = ["/etc/hqsync/", "/backup/"];

/// Demo worlds: every block of examples begins with a fresh one, since its commands change it.
struct Demo {
    world: World,
}

impl Demo {
    fn new() -> Self {
        let world = World::new();
        world.run("demo").exits(0);
        Self { world }
    }

    /// A folder with a fresh demo world.
    fn folder(&self, name: &str) -> PathBuf {
        let folder = self.world.elsewhere(name);
        copy(&self.world.elsewhere("hqsync-demo"), &folder);
        folder
    }

    /// A folder without anything.
    fn empty_folder(&self, name: &str) -> PathBuf {
        let folder = self.world.elsewhere(name);
        fs::create_dir(&folder).unwrap();
        folder
    }

    /// Runs the program in a folder, and the system's folders are that one.
    fn run(&self, arguments: &[String], folder: &Path) -> Outcome<'_> {
        let local =
            |word: &String| match SYSTEM_FOLDERS.iter().fold(word.clone(), |word, folder| word.replace(folder, "")) {
                here if here.is_empty() => "./".to_owned(),
                local => local,
            };
        let mut program = self.world.bare_command("");
        let output = program.args(arguments.iter().map(local)).current_dir(folder).output().unwrap();
        Outcome::new(&self.world, &arguments.join(" "), output)
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn the_commands_of_the_documents_work_in_the_demo() {
    let demo = Demo::new();
    let mut count = 0;
    for document in manual() {
        for block in document.blocks("sh").into_iter().chain(document.blocks("cron")) {
            count += 1;
            let name = format!("block-{count}");
            let begins_anew = block.contains("hqsync init");
            let folder = if begins_anew { demo.empty_folder(&name) } else { demo.folder(&name) };
            for arguments in block.lines().filter_map(arguments) {
                let outcome = demo.run(&arguments, &folder);
                // In the demo some operations have failed, which is a warning to a monitor.
                let is_check = arguments.first().is_some_and(|word| word == "check");
                let done = matches!(outcome.status, Some(0 | 3)) || (is_check && outcome.exited(1));
                let path = document.path.display();
                assert!(done, "{path}: {}: {:?}\n{}", arguments.join(" "), outcome.status, outcome.stderr);
            }
        }
    }
    assert!(count >= 10, "the documents have {count} blocks of commands");
}

#[test]
fn the_documents_show_what_the_program_prints() {
    let demo = Demo::new();
    let mut count = 0;
    for document in manual() {
        for block in document.blocks("console") {
            let folder = demo.folder(&format!("console-{count}"));
            for example in block.split("$ ").skip(1) {
                count += 1;
                let (command, shown) = example.split_once('\n').unwrap();
                let mut arguments = arguments(command).unwrap();
                if ["list", "filter"].contains(&arguments[0].as_str()) {
                    // As on a terminal.
                    arguments.extend(["--format", "table"].map(str::to_owned));
                }
                let outcome = demo.run(&arguments, &folder);
                let printed = outcome.stdout + &outcome.stderr;
                let path = document.path.display();
                assert!(agrees(shown, &printed), "{path}: {command}\nshown:\n{shown}\nprinted:\n{printed}");
            }
        }
    }
    assert!(count >= 3, "the documents show the output of {count} commands");
}

/// Whether a text with lines left out agrees with the whole text. Bars, which only a terminal has, are ignored.
fn agrees(shown: &str, whole: &str) -> bool {
    let (shown, whole) = (without_bars(shown), without_bars(whole));
    let mut parts: Vec<_> = shown.split(ELLIPSIS).collect();
    let last = parts.pop().unwrap_or_default();
    if parts.is_empty() {
        return last == whole;
    }
    let Some(mut rest) = whole.strip_prefix(parts.remove(0)) else { return false };
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

/// The lines of a text without what is drawn at their ends.
fn without_bars(text: &str) -> String {
    let is_drawn = |c: char| c == ' ' || ('\u{2500}'..='\u{259F}').contains(&c);
    text.trim_end().lines().fold(String::new(), |text, line| text + line.trim_end_matches(is_drawn) + "\n")
}

#[test]
fn the_expressions_of_the_documents_work_in_the_demo() {
    let demo = Demo::new();
    let manual = manual();
    let blocks = manual.iter().flat_map(|document| document.blocks("filter"));
    let examples: Vec<_> = blocks.flat_map(str::lines).collect();
    assert!(examples.len() >= 10, "the documents have {} lines in blocks tagged `filter`", examples.len());
    let folder = demo.folder("expressions");
    for example in examples {
        let arguments = ["filter", "--columns", "id", "--no-header", "--", example].map(str::to_owned);
        let outcome = demo.run(&arguments, &folder).exits(0);
        assert_eq!(outcome.stderr, "", "{example}");
    }
}

#[test]
fn the_configurations_of_the_documents_are_valid() {
    let world = World::new();
    let manual = manual();
    let configurations: Vec<_> = manual.iter().flat_map(|document| document.blocks("toml")).collect();
    assert!(!configurations.is_empty());
    for configuration in configurations {
        fs::write(world.config_path(), configuration).unwrap();
        world.run("channels").exits(0);
    }
}

#[test]
fn every_link_and_path_of_the_documents_leads_somewhere() {
    for document in documents() {
        let path = document.path.display();
        let folder = document.path.parent().unwrap();
        for link in document.links().iter().filter(|link| !link.contains("://")) {
            let (file, anchor) = link.split_once('#').map_or((link.as_str(), None), |(file, at)| (file, Some(at)));
            let target = if file.is_empty() { document.path.clone() } else { folder.join(file) };
            assert!(root().join(&target).exists(), "{path}: `{link}` leads to no file");
            if let Some(anchor) = anchor {
                let anchors = Document::read(target.to_str().unwrap()).anchors();
                assert!(anchors.iter().any(|known| known == anchor), "{path}: `{link}` leads to none of {anchors:?}");
            }
        }
        let prose = document.prose();
        let code = prose.split('`').skip(1).step_by(2);
        let folders = ["src/", "tests/", "fixtures/", "docs/", "benches/", "fuzz/", ".ci/"];
        for file in code.filter(|code| folders.iter().any(|folder| code.starts_with(folder))) {
            assert!(root().join(file).exists(), "{path}: there is no `{file}`");
        }
    }
}

#[test]
fn the_readme_links_every_document() {
    let links = Document::read("README.md").links();
    for document in documents() {
        let path = document.path.to_str().unwrap();
        assert!(path == "README.md" || links.iter().any(|link| link == path), "README.md does not link `{path}`");
    }
}
