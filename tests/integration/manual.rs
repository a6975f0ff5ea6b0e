//! `hqsync man`: pages for `man`.

use std::fs;
use std::process::Command;

use pretty_assertions::assert_eq;

use super::markdown::Document;
use super::world::World;

fn names(world: &World, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(world.elsewhere(folder)).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn every_command_has_a_page_in_every_language() {
    let world = World::new();
    world.run("man pages").exits(0).shows(" pages are in pages");
    let pages = names(&world, "pages/man1");
    for name in ["hqsync.1", "hqsync-edit.1", "hqsync-run-jobs.1", "hqsync-channels-reset.1", "hqsync-check.1"] {
        assert!(pages.iter().any(|page| page == name), "no {name} in {pages:?}");
    }
    for language in ["nl", "da"] {
        assert_eq!(names(&world, &format!("pages/{language}/man1")), pages);
    }
    let text = |file: &str| fs::read_to_string(world.elsewhere(file)).unwrap();
    assert!(text("pages/nl/man1/hqsync-status.1").contains("stand van zaken"));
    for page in &pages {
        let page = text(&format!("pages/man1/{page}"));
        assert!(page.contains(".SH SYNOPSIS\n") && page.contains(".SH NAME\n"), "{page}");
        let headings: Vec<_> = page.lines().collect();
        let is_empty = |pair: &[&str]| pair.iter().all(|line| line.starts_with(".SH"));
        assert!(!headings.windows(2).any(is_empty), "an empty section in\n{page}");
    }
}

#[test]
fn pages_can_be_made_again_as_they_were() {
    let world = World::new();
    let mut program = world.bare_command("man pages");
    program.env("SOURCE_DATE_EPOCH", "1795161600");
    world.start_command(program).end().exits(0);
    let page = fs::read_to_string(world.elsewhere("pages/man5/hqsync.toml.5")).unwrap();
    assert!(
        page.contains(&format!(".TH HQSYNC.TOML 5 \"2026-11-20\" \"hqsync {}\"", env!("CARGO_PKG_VERSION"))),
        "{page}"
    );
}

#[test]
fn man_shows_the_pages_without_a_warning() {
    if Command::new("man").arg("--version").output().is_err() {
        return super::world::skipped("man is not installed");
    }
    let world = World::new();
    world.run("man pages").exits(0);
    for page in ["man1/hqsync.1", "man1/hqsync-filter.1", "man5/hqsync.toml.5", "man7/hqsync-filter.7"] {
        let mut man = Command::new("man");
        man.args(["--warnings=all", "-E", "UTF-8", "-l"])
            .arg(world.elsewhere("pages").join(page))
            .env("MANPAGER", "cat")
            .env("LC_ALL", "C.UTF-8");
        world.run_through_pipes(man).exits(0).says_only("");
    }
}

#[test]
fn mandoc_finds_nothing_in_the_pages() {
    if Command::new("mandoc").arg("-V").output().is_err() {
        return super::world::skipped("mandoc is not installed");
    }
    let world = World::new();
    world.run("man pages").exits(0);
    for folder in ["man1", "man5", "man7", "nl/man1", "da/man1"] {
        for name in names(&world, &format!("pages/{folder}")) {
            let mut mandoc = Command::new("mandoc");
            mandoc.args(["-T", "lint", "-W", "style"]).arg(world.elsewhere("pages").join(folder).join(name));
            world.run_through_pipes(mandoc).exits(0).says_only("").prints("");
        }
    }
}

#[test]
fn the_page_of_the_configuration_has_every_key_of_the_document() {
    let page = include_str!("../../src/commands/hqsync.toml.5").replace("\\-", "-");
    let keys = Document::read("docs/configuration.md");
    let rows = keys
        .prose()
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next().map(str::to_owned))
        .collect::<Vec<_>>();
    assert!(rows.len() > 20);
    for key in rows {
        assert!(page.contains(&key), "hqsync.toml(5) lacks {key}");
    }
}
