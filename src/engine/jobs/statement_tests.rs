//! How many statements the jobs take, and that none of them leaves anything half done if it fails.

use std::path::Path;

use pretty_assertions::assert_eq;

use super::environment::Environment;
use super::run::{RunRequest, run_jobs};
use crate::channel::{self, ChannelSession, TimeLimits};
use crate::clock::Clock;
use crate::config::Config;
use crate::demo;
use crate::engine::error::EngineError;
use crate::engine::identity::Acceptance;
use crate::model::{Job, OperationId, RecordKind, Run, Timestamp};
use crate::output::Silent;
use crate::stop::Stop;
use crate::store::{Access, Store};
use crate::verify::{Breach, VerifyRequest, verify};

const NOW: Timestamp = Timestamp(1_795_000_000_000_000);

/// The columns of the rows that are appended here.
const CUSTOMER: [&str; 8] = [
    "REPLICATIONCOUNTERFROMORIGIN",
    "CUSTACCOUNTASYNC",
    "DATAAREAID",
    "OPERATION",
    "ORIGINATINGCHANNEL",
    "CREATEDDATETIME",
    "CUSTNAME",
    "EMAIL",
];
const ADDRESS: [&str; 9] = [
    "REPLICATIONCOUNTERFROMORIGIN",
    "CUSTACCOUNTASYNC",
    "DATAAREAID",
    "OPERATION",
    "ORIGINATINGCHANNEL",
    "CREATEDDATETIME",
    "ADDRESSID",
    "COUNTRY",
    "MAKEPOSTALADDRESSPRIMARY",
];

/// Makes a channel with that many customers, each with an address and an update. Some come too late, some are invalid, and
/// some GUIDs are spelled in two ways.
fn world(folder: &Path, customers: usize, batch_size: usize) -> Config {
    let text = format!(
        "store = \"headquarters.db\"\n[jobs]\nbatch_size = {batch_size}\n[companies.USRT]\nnumber_sequence = \"C-######\"\n\
         currency = \"USD\"\nlanguage = \"en-US\"\ncustomer_group = \"30\"\n\
         [[channels]]\nname = \"Houston\"\nid = 1\ncompany = \"USRT\"\ndatabase = \"houston.db\"\n"
    );
    std::fs::write(folder.join("hqsync.toml"), text).unwrap();
    let config = Config::load(&folder.join("hqsync.toml")).unwrap();
    let (limit, stop) = (config.jobs.channel_timeout, Stop::default());
    channel::create(&config.channels[0], limit, &stop).unwrap();
    let session = ChannelSession::open(&config.channels[0], TimeLimits::of(limit), &stop).unwrap();
    session
        .write(move |channel| -> Result<(), EngineError> {
            for at in 0..customers {
                let guid = format!("00000000-0000-4000-8000-{at:012x}");
                let spelled = if at % 40 == 0 { guid.to_uppercase() } else { guid.clone() };
                let time = |minute: usize| format!("2026-10-{:02} 08:{minute:02}:{:02}", 1 + at % 20, at % 60);
                let email = if at % 50 == 0 { "nobody" } else { "someone@example.com" };
                let (created, updated) = ((2 * at + 1).to_string(), (2 * at + 2).to_string());
                let created_at = if at % 30 == 0 { time(9) } else { time(1) };
                let header = CUSTOMER.map(str::to_owned);
                let created = [&created, &spelled, "USRT", "1", "1", &created_at, "Ann Example", email];
                channel.append(RecordKind::Customer, &header, created.into_iter())?;
                let updated = [&updated, &guid, "USRT", "2", "1", &time(5), "Ann B. Example", "someone@example.com"];
                channel.append(RecordKind::Customer, &header, updated.into_iter())?;
                let (counter, id) = ((at + 1).to_string(), format!("00000000-0000-4000-9000-{at:012x}"));
                let address = [&counter, &guid, "USRT", "1", "1", &time(3), &id, "USA", "1"];
                channel.append(RecordKind::Address, &ADDRESS.map(str::to_owned), address.into_iter())?;
            }
            Ok(())
        })
        .unwrap();
    config
}

fn open(config: &Config, access: Access) -> Store {
    Store::open(&config.store, access, Clock::fixed(NOW), "tester").unwrap()
}

fn run(store: &mut Store, config: &Config, jobs: &[Job]) -> Result<Run, EngineError> {
    let request = RunRequest { jobs: jobs.to_vec(), channels: Vec::new(), accepts: Acceptance::Nothing };
    let environment = Environment { config, progress: &Silent, stop: &Stop::default(), actor: "scheduler" };
    run_jobs(store, &request, &environment, None)
}

/// What became of each operation, and who got which account.
fn end_state(store: &Store) -> Vec<String> {
    let Some((first, last)) = store.operation_range().unwrap() else { return Vec::new() };
    let outcome = |id| {
        let operation = store.detail(OperationId(id)).unwrap().unwrap().operation;
        let codes: Vec<_> = operation.problems.iter().map(|problem| problem.code().name()).collect();
        format!(
            "{id} {:?} {:?} {:?} {} {codes:?}",
            operation.state, operation.customer_account, operation.effect, operation.async_account
        )
    };
    (first.0..=last.0).map(outcome).collect()
}

fn breaches(store: &Store) -> Vec<Breach> {
    let mut breaches = Vec::new();
    verify(store, VerifyRequest::default(), &mut |breach| breaches.push(breach)).unwrap();
    breaches
}

#[test]
fn a_job_takes_few_statements_for_a_batch_whatever_its_size() {
    for (customers, batch_size, batches) in [(3_400, 20_000, 1), (400, 300, 4)] {
        let folder = tempfile::tempdir().unwrap();
        let config = world(folder.path(), customers, batch_size);
        let mut store = open(&config, Access::Create);
        let statements = store.count_statements();
        // A first run makes the channel known.
        for job in Job::ALL {
            statements.reset();
            run(&mut store, &config, &[job]).unwrap();
            let busy = statements.get();
            statements.reset();
            run(&mut store, &config, &[job]).unwrap();
            let idle = statements.get();
            // The search index is filled in batches of its own.
            let batches = if job == Job::Sync { 2 * batches } else { batches };
            assert!(
                busy.saturating_sub(idle) <= 60 * batches,
                "{job:?}: {busy} statements, {idle} if there is nothing to do, for {batches} batches"
            );
        }
        let synced = end_state(&store).iter().filter(|line| line.contains("Completed")).count();
        assert!(synced > 2 * customers, "{synced} operations went through");
    }
}

#[test]
fn a_statement_that_fails_leaves_nothing_half_done() {
    let make = || {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::load(&demo::make(&folder.path().join("demo")).unwrap()).unwrap();
        (folder, config)
    };
    let (_folder, config) = make();
    let mut store = open(&config, Access::Create);
    let statements = store.count_statements();
    run(&mut store, &config, &Job::ALL).unwrap();
    let (expected, count) = (end_state(&store), statements.get());
    // Every statement in turn would take minutes; the numbers have nothing in common with how the statements repeat.
    for failing in (1..=count).step_by(17) {
        let (_folder, config) = make();
        let mut store = open(&config, Access::Create);
        let statements = store.count_statements();
        statements.fail_at(failing);
        let ended = run(&mut store, &config, &Job::ALL);
        let is_told = ended
            .as_ref()
            .map_or(true, |run| run.fault.is_some() || run.reports.iter().any(|report| report.failure.is_some()));
        statements.reset();
        // What only says how far a job has come may fail unheard.
        assert!(is_told || end_state(&store) == expected, "statement {failing} failed and nobody says so");
        assert_eq!(breaches(&store), [], "after statement {failing}");
        run(&mut store, &config, &Job::ALL).unwrap();
        assert_eq!(end_state(&store), expected, "after statement {failing}");
        assert_eq!(breaches(&store), [], "in the end, after statement {failing}");
    }
}
