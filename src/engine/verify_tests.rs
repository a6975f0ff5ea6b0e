//! Whatever people do to operations, in whatever order, the store agrees with its audit trail.

use std::collections::HashSet;

use super::EngineError;
use crate::clock::Clock;
use crate::config::Config;
use crate::demo;
use crate::engine::{
    Acceptance, Assignment, Correction, Environment, NewValues, RunRequest, dismiss, edit, resync, run_jobs,
};
use crate::model::{Job, OperationId};
use crate::output::Silent;
use crate::stop::Stop;
use crate::store::{Access, Store};
use crate::trail::Author;
use crate::verify::{Breach, VerifyRequest, verify};

/// Numbers without a pattern, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    fn pick<'p>(&mut self, all: &[&'p str]) -> &'p str {
        all[self.below(all.len() as u64) as usize]
    }
}

/// Values that correct an operation, that move it, and that cannot be understood.
fn assignment(dice: &mut Dice, guids: &[String]) -> Assignment {
    let guids: Vec<&str> = guids.iter().map(String::as_str).collect();
    let (field, values): (&str, &[&str]) = match dice.below(12) {
        0 => ("Operation", &["1", "2", "3", "7"]),
        1 => ("CreatedDateTime", &["2026-10-01 08:00:00", "2026-11-02 08:00:00", "2027-01-01 08:00:00", "soon"]),
        2 => ("CustAccountAsync", &guids),
        3 => ("CustAccount", &["", "C-000001", "C-000002", "NL000001", "C-999999"]),
        4 => ("DataAreaId", &["USRT", "NLRT", "usrt"]),
        5 => ("Country", &["USA", "NLD", "NL"]),
        6 => ("ContactType", &["1", "2", "3", "4"]),
        7 => ("IsPrimary", &["0", "1"]),
        8 => ("MakePostalAddressPrimary", &["0", "1"]),
        9 => ("AddressId", &guids),
        10 => ("Locator", &["555-0100", "someone@example.com", ""]),
        _ => ("Email", &["someone@example.com", "nobody"]),
    };
    Assignment { field: field.to_owned(), value: Some(dice.pick(values).to_owned()) }
}

/// Corrects a few operations at random in one transaction; returns how many corrections were possible.
fn act(store: &mut Store, config: &Config, dice: &mut Dice, guids: &[String], last: u64) -> u64 {
    let author = Author { actor: "tester".to_owned(), ..Author::default() };
    let transaction = store.begin(&author).unwrap();
    let mut edited = Vec::new();
    let mut done = 0;
    for _ in 0..=dice.below(3) {
        let id = OperationId(1 + dice.below(last) as i64);
        let result = match dice.below(6) {
            0 => dismiss(&transaction, &[id]).map(drop),
            1 => resync(&transaction, config, &[id], &HashSet::new()).map(drop),
            _ => {
                edited.push(id);
                let assignments = [assignment(dice, guids)];
                let new = NewValues { assignments: &assignments, accepted: None, later: false };
                edit(&transaction, config, id, new, None).map(drop)
            }
        };
        match result {
            Ok(()) => done += 1,
            // Nothing is written before these are found.
            Err(EngineError::WrongState { .. } | EngineError::NoField { .. }) => {}
            Err(error) => panic!("{error}: {error:?}"),
        }
    }
    if dice.below(2) == 0 {
        edited.retain(|id| Correction::Resync.is_possible(transaction.state(*id).unwrap().unwrap()));
        edited.sort_unstable();
        edited.dedup();
        resync(&transaction, config, &edited, &HashSet::new()).unwrap();
    }
    transaction.commit().unwrap();
    done
}

fn breaches(store: &Store) -> Vec<Breach> {
    let mut breaches = Vec::new();
    verify(store, VerifyRequest::default(), &mut |breach| breaches.push(breach)).unwrap();
    breaches
}

#[test]
fn what_people_do_is_no_breach() {
    let folder = tempfile::tempdir().unwrap();
    for seed in 1..=3 {
        // Its channels know one store.
        let config = Config::load(&demo::make(&folder.path().join(format!("demo-{seed}"))).unwrap()).unwrap();
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ seed);
        let mut store =
            Store::open(&folder.path().join(format!("{seed}.db")).into(), Access::Create, Clock::system(), "tester")
                .unwrap();
        let stop = Stop::default();
        let run = |store: &mut Store, job| {
            let environment = Environment { config: &config, progress: &Silent, stop: &stop, actor: "tester" };
            let request = RunRequest { jobs: vec![job], channels: Vec::new(), accepts: Acceptance::Nothing };
            run_jobs(store, &request, &environment, None).unwrap();
        };
        run(&mut store, Job::P);
        let (_, last) = store.operation_range().unwrap().unwrap();
        let guids: Vec<String> = (1..=last.0)
            .filter_map(|id| store.detail(OperationId(id)).unwrap())
            .map(|detail| detail.operation.async_account)
            .chain([uuid::Uuid::from_u128(7).to_string(), String::new(), "x".to_owned()])
            .collect();
        let mut done = 0;
        for round in 0..240 {
            done += act(&mut store, &config, &mut dice, &guids, last.0.unsigned_abs());
            if round % 60 == 50 {
                run(&mut store, if round < 100 { Job::Sync } else { Job::Download });
            }
            if round % 24 == 0 {
                assert_eq!(breaches(&store), [], "seed {seed}, round {round}");
            }
        }
        run(&mut store, Job::Sync);
        assert_eq!(breaches(&store), [], "seed {seed}");
        assert!(done > 60, "{done}");
    }
}
