//! How fast the whole program is, as ratios against the `sqlite3` shell doing the same movement by hand in the same minute.
//!
//! ```text
//! cargo bench --bench whole_process -- --customers 20000
//! ```
//! Nothing is asserted: machines are noisy. Compare ratios, not seconds, and ratios of the same machine.

#![expect(clippy::cast_precision_loss, reason = "bytes and operations are far below 2^52")]

mod support;

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use clap::Parser;

use support::World;
use support::customers;
use support::program::Program;
use support::reference::{self, Reference};

/// Compares hqsync with the sqlite3 shell on a world of invented customers.
#[derive(Debug, Parser)]
struct Options {
    /// Customers of the world; each has about 2.5 operations
    #[arg(long, default_value_t = 200_000, value_parser = clap::value_parser!(u64).range(10..))]
    customers: u64,
    /// How often everything is measured; the median counts
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u64).range(1..))]
    rounds: u64,
    /// Measure a tenth of the customers too: how the time grows
    #[arg(long)]
    growth: bool,
    /// Numbers of the world's random choices
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Only make a world in this folder, and stop
    #[arg(long, value_name = "DIR")]
    make: Option<PathBuf>,
    /// Given by cargo
    #[arg(long, hide = true)]
    bench: bool,
}

/// Seconds of one round's load.
struct Load {
    reference: f64,
    p: f64,
    sync: f64,
    download: f64,
}

impl Load {
    fn run(&self) -> f64 {
        self.p + self.sync + self.download
    }
}

/// The listings that are compared: name, the program's arguments, and the shell's options and question.
const QUESTIONS: [(&str, &[&str], &[&str], &str); 3] = [
    ("list", &["list"], &[], "SELECT * FROM op WHERE status = 0 ORDER BY ts DESC LIMIT 50"),
    (
        "csv",
        &[
            "list",
            "--all",
            "--sort",
            "id",
            "--format",
            "csv",
            "--columns",
            "id,channel,customer_account,async_customer_account,timestamp,status",
        ],
        &["-csv"],
        "SELECT id,channel,account,async,ts,status FROM op ORDER BY id",
    ),
    ("jsonl", &["list", "--all", "--sort", "id", "--format", "jsonl"], &["-json"], "SELECT * FROM op ORDER BY id"),
];

fn main() -> Result<()> {
    let options = Options::parse();
    let mut out = io::stdout().lock();
    if let Some(folder) = &options.make {
        let (_, operations) = customers::make(folder, options.customers, options.seed)?;
        writeln!(out, "{operations} operations of {} customers", options.customers)?;
        return Ok(());
    }
    reference::check_shell()?;
    let scratch = tempfile::tempdir()?;
    let (world, operations) = customers::make(&scratch.path().join("world"), options.customers, options.seed)?;
    writeln!(out, "{operations} operations of {} customers, {} rounds", options.customers, options.rounds)?;

    let mut peak_kib = None;
    let mut loads = Vec::new();
    let mut questions: [Vec<(f64, f64)>; QUESTIONS.len()] = Default::default();
    let mut bytes = 0;
    for _ in 0..options.rounds {
        let folder = scratch.path().join("round");
        let world = world.copy_to(&folder);
        let mut program = Program::new(&world);
        let (reference, load) = measure_load(&world, &mut program)?;
        loads.push(load);
        for ((_, arguments, shell_options, question), seconds) in QUESTIONS.iter().zip(&mut questions) {
            seconds.push((program.run(arguments)?, reference.ask(shell_options, question)?));
        }
        bytes = reference::size_of(&world.store_path())?;
        peak_kib = peak_kib.max(program.peak_kib);
        fs::remove_dir_all(&folder)?;
    }
    let small = if options.growth { Some(measure_tenth(&options, scratch.path())?) } else { None };

    ratio(&mut out, "p", &loads, |load| (load.p, load.reference))?;
    ratio(&mut out, "run", &loads, |load| (load.run(), load.reference))?;
    if let Some(small) = &small {
        let (whole, tenth) = (median(loads.iter().map(Load::run)), median(small.iter().map(Load::run)));
        writeln!(out, "growth   {:8.2}   a run, {whole:.3} s, in runs on a tenth, {tenth:.3} s", whole / tenth)?;
    }
    for ((name, ..), seconds) in QUESTIONS.iter().zip(&questions) {
        ratio(&mut out, name, seconds, |seconds| *seconds)?;
    }
    match peak_kib {
        Some(kib) => writeln!(out, "rss_mb   {:8.1}   peak of any command", kib as f64 / 1024.0)?,
        None => writeln!(out, "rss_mb          -   no /proc here")?,
    }
    writeln!(out, "bytes    {:8.1}   of the store per operation", bytes as f64 / operations as f64)?;
    for (name, seconds) in [
        ("reference", median(loads.iter().map(|load| load.reference))),
        ("p", median(loads.iter().map(|load| load.p))),
        ("sync", median(loads.iter().map(|load| load.sync))),
        ("1010", median(loads.iter().map(|load| load.download))),
    ] {
        let each = seconds * 1e6 / operations as f64;
        writeln!(out, "seconds  {seconds:8.3}   {name}, {each:.2} µs per operation")?;
    }
    Ok(())
}

/// The load by hand and the three jobs, in a fresh copy of the world.
fn measure_load(world: &World, program: &mut Program<'_>) -> Result<(Reference, Load)> {
    let (reference, seconds) = Reference::load(world, world.path("reference.db"))?;
    let load = Load {
        reference: seconds,
        p: program.run(&["run-jobs", "p", "--quiet"])?,
        sync: program.run(&["run-jobs", "sync", "--quiet"])?,
        download: program.run(&["run-jobs", "1010", "--quiet"])?,
    };
    Ok((reference, load))
}

fn measure_tenth(options: &Options, scratch: &Path) -> Result<Vec<Load>> {
    let (world, _) = customers::make(&scratch.join("tenth"), options.customers / 10, options.seed)?;
    let round = |_| {
        let folder = scratch.join("round");
        let world = world.copy_to(&folder);
        let (_, load) = measure_load(&world, &mut Program::new(&world))?;
        fs::remove_dir_all(&folder)?;
        Ok(load)
    };
    let loads = (0..options.rounds).map(round).collect::<Result<Vec<_>>>()?;
    ensure!(loads.iter().all(|load| load.run() > 0.0), "the clock stands still");
    Ok(loads)
}

/// Prints the median of what each round's measured time is in its reference time, with the medians of both.
fn ratio<T>(out: &mut impl io::Write, name: &str, rounds: &[T], times: impl Fn(&T) -> (f64, f64)) -> io::Result<()> {
    let ratio = median(rounds.iter().map(|round| times(round).0 / times(round).1));
    let measured = median(rounds.iter().map(|round| times(round).0));
    let by_hand = median(rounds.iter().map(|round| times(round).1));
    writeln!(out, "{name:9}{ratio:8.2}   {measured:.3} s, sqlite3 {by_hand:.3} s")
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
