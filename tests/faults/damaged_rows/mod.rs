//! A row of the store is removed, doubled, emptied or retyped behind the program's back, in each of its tables: no command
//! panics, and none claims success on wrong data that `verify` then calls well.
//!
//! The short form damages one row of each table, and every other column. The long form damages three rows of each table,
//! all columns in every way, and runs every command on each damaged store, whatever time that takes.

mod commands;
mod damage;
mod eventful;
mod examination;
mod plan;

use std::sync::Mutex;

use commands::{Expectation, READING, WRITING};
use eventful::eventful;
use examination::{Examination, Findings};
use hqsync_support::on_all_processors;
use plan::plan;

use crate::trial::Trial;
use crate::world::World;

/// The commands that open no store.
const STORELESS: [&str; 6] = ["init", "demo", "help", "restore", "completions", "man"];

/// The commands that are not run here: the page needs a terminal, and what watches the program has statuses of its own.
const APART: [&str; 3] = ["browse", "check", "config"];

#[test]
fn a_damaged_row_is_an_error_or_does_no_harm() {
    let mut trial = Trial::begin("damaged rows", 0, 0);
    let world = eventful();
    world.verify();
    let expectations = Expectation::all(&world);
    let cases = plan(&world, expectations.len());
    let findings = Mutex::new(Findings::default());
    on_all_processors(
        &cases,
        || (),
        |(), case| {
            if let Some(examination) = Examination::begin(&world, &case.damage, &findings) {
                case.commands.iter().for_each(|command| examination.run(&expectations[*command]));
            }
        },
    );
    let Findings { figures, faults } = findings.into_inner().unwrap();
    for (what, number) in figures {
        trial.count(what, number);
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    assert!(trial.counted("damages that verify finds") > 0);
}

#[test]
fn every_command_meets_damaged_rows() {
    let world = World::in_place();
    let help = world.run("--help").exits(0).stdout;
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names: Vec<_> = commands
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next().filter(|name| !name.is_empty()))
        .collect();
    assert!(names.contains(&"list"), "{help}");
    let meets = |name: &&str| READING.iter().chain(&WRITING).any(|command| command.split(' ').next() == Some(name));
    let missing: Vec<_> =
        names.iter().filter(|name| !STORELESS.contains(name) && !APART.contains(name) && !meets(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
