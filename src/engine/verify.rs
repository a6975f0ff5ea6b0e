//! Compares the store with what the audit trail and the rules of the jobs lead to.

use std::collections::HashMap;

use super::conversion::claims_primary;
use super::error::EngineError;
use crate::model::{CustomerId, Envelope, Fields, RecordKind, State, decode_row};
use crate::store::{Audited, Auditor, KeptOperation, KeptRecord, Store, StoreError};
use crate::validate;
use crate::verify::Breach;

/// Looks at everything in the store as it is at one moment, and gives each breach to `report` as it is found. `anchor` is the
/// hash of an entry, noted earlier, that has to be part of the trail.
///
/// # Errors
/// The store is locked or cannot be reached. What is wrong with it otherwise is a breach.
pub(crate) fn verify(
    store: &Store,
    anchor: Option<&[u8]>,
    report: &mut dyn FnMut(Breach),
) -> Result<Audited, EngineError> {
    let snapshot = store.snapshot()?;
    Ok(snapshot.audit(anchor, &mut Rules { store: &snapshot, report })?)
}

/// The rules by which the jobs fill the store.
struct Rules<'r> {
    store: &'r Store,
    report: &'r mut dyn FnMut(Breach),
}

impl Auditor for Rules<'_> {
    fn breach(&mut self, breach: Breach) {
        (self.report)(breach);
    }

    fn differing_columns(&mut self, kept: &KeptOperation<'_>) -> Vec<&'static str> {
        let Ok(values) = decode_row(kept.row) else { return vec!["row"] };
        let (envelope, malformed) = validate::read_envelope(kept.layout, &values);
        let customer = kept.customer.as_ref();
        let spelled = kept.async_account.or(customer.map(|customer| customer.async_account)).unwrap_or_default();
        let of_row =
            (!envelope.company.eq_ignore_ascii_case(kept.channel_company)).then_some(envelope.company.as_str());
        let is_out = matches!(kept.state, Some(State::Failed | State::Dismissed));
        let comparisons = [
            ("state", malformed.is_empty() || is_out),
            ("action", kept.action == envelope.action.map(|action| action as i64)),
            ("key", kept.key == envelope.key),
            ("at", kept.at == envelope.timestamp.map_or(kept.received, |at| at.0)),
            ("dated", kept.dated == i64::from(envelope.timestamp.is_some())),
            ("company", kept.company == of_row),
            ("async_account", spelled == envelope.async_spelled),
            ("account", is_account_right(kept, &envelope)),
            ("customer", is_customer_right(kept, &envelope)),
        ];
        comparisons.into_iter().filter(|(_, is_right)| !is_right).map(|(name, _)| name).collect()
    }

    fn misplaced_marks(
        &mut self,
        customer: CustomerId,
        kind: RecordKind,
        records: &[KeptRecord],
    ) -> Result<Vec<usize>, StoreError> {
        // Values that cannot be read were told of.
        let Some(claims) = records.iter().map(|record| Claim::read(kind, record)).collect::<Option<Vec<_>>>() else {
            return Ok(Vec::new());
        };
        let doubtful = wrong_against_rivals(&claims);
        let alone = (0..claims.len()).filter(|at| claims[*at].is_wrong_by_itself());
        let mut misplaced: Vec<_> = alone.collect();
        let may_have_changed = kind == RecordKind::Contact && !doubtful.is_empty();
        if !may_have_changed || !has_changed_type(self.store, customer)? {
            misplaced.extend(doubtful);
        }
        let two = |at: &usize| claims[*at].primary && claims[*at].rivals(&claims).any(|rival| rival.primary);
        misplaced.extend((0..claims.len()).filter(two));
        misplaced.sort_unstable();
        misplaced.dedup();
        Ok(misplaced)
    }
}

/// `CUSTACCOUNT` is kept while it names a customer that headquarters does not have.
fn is_account_right(kept: &KeptOperation<'_>, envelope: &Envelope) -> bool {
    match kept.account {
        Some(_) => kept.account == envelope.account.as_deref(),
        None => {
            let has_account = kept.customer.as_ref().is_some_and(|customer| customer.account.is_some());
            envelope.account.is_none() || has_account
        }
    }
}

/// A customer is found by its GUID or by its account, and every GUID makes one known.
fn is_customer_right(kept: &KeptOperation<'_>, envelope: &Envelope) -> bool {
    let Some(customer) = &kept.customer else {
        return !kept.names_customer && envelope.async_account.is_none();
    };
    let by_guid = envelope.async_account.as_ref().is_some_and(|account| account.guid().as_bytes() == customer.guid);
    let by_account = match (customer.account, &envelope.account) {
        (Some(account), Some(of_row)) => account.eq_ignore_ascii_case(of_row),
        _ => false,
    };
    customer.company == kept.channel_company_key && (by_guid || by_account)
}

/// What a record has to do with the mark of the primary one.
#[derive(Debug, PartialEq, Eq)]
struct Claim {
    /// Whether its newest snapshot claims the mark.
    claims: bool,
    primary: bool,
    /// Whether it has what no record of its kind can have.
    is_odd: bool,
    claimed: Option<i64>,
    at: i64,
    /// What it competes with others in: contacts of one type, and all addresses.
    class: String,
}

impl Claim {
    fn read(kind: RecordKind, record: &KeptRecord) -> Option<Self> {
        let fields = Fields::from_json(kind, &record.fields).ok()?;
        Some(Self {
            claims: record.active && claims_primary(kind, &fields) == Some(true),
            primary: record.primary != 0,
            is_odd: !matches!(record.primary, 0 | 1)
                || !record.claim_has_operation
                || (kind.primary_field().is_none() && record.claimed.is_some()),
            claimed: record.claimed,
            at: record.at,
            class: if kind == RecordKind::Contact { fields.get("ContactType").to_owned() } else { String::new() },
        })
    }

    /// Whether it has the mark without a claim, or claimed it at another time than it can have.
    fn is_wrong_by_itself(&self) -> bool {
        let is_claimed_in_time =
            if self.claims { self.claimed == Some(self.at) } else { self.claimed <= Some(self.at) };
        self.is_odd || (self.primary && !self.claims) || !is_claimed_in_time
    }

    fn rivals<'c>(&'c self, all: &'c [Self]) -> impl Iterator<Item = &'c Self> {
        all.iter().filter(move |other| !std::ptr::eq(*other, self) && other.class == self.class)
    }
}

/// The records that have the mark though a rival claimed it later, or have it not though they claimed it last: as long as no
/// record ever changed sides.
fn wrong_against_rivals(claims: &[Claim]) -> Vec<usize> {
    let is_wrong = |claim: &Claim| {
        let latest = claim.rivals(claims).filter_map(|rival| rival.claimed).max();
        let is_beaten = latest > claim.claimed;
        (claim.primary && is_beaten) || (claim.claims && !claim.primary && latest < claim.claimed)
    };
    claims.iter().enumerate().filter(|(_, claim)| is_wrong(claim)).map(|(at, _)| at).collect()
}

/// Whether any contact of a customer had more than one type, as far as its operations went through: then it took the mark from
/// others than those that it competes with now.
fn has_changed_type(store: &Store, customer: CustomerId) -> Result<bool, StoreError> {
    let mut types: HashMap<String, String> = HashMap::new();
    for (key, layout, row) in store.rows_gone_through(customer, RecordKind::Contact)? {
        let Ok(values) = decode_row(&row) else { continue };
        let of_row = Fields::from_row(&layout, &values).get("ContactType").to_owned();
        if let Some(known) = types.get(&key)
            && *known != of_row
        {
            return Ok(true);
        }
        types.insert(key, of_row);
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::clock::Clock;
    use crate::config::Config;
    use crate::demo;
    use crate::engine::{Assignment, Correction, Environment, Request, dismiss, edit, resync, run_jobs};
    use crate::model::{Job, OperationId};
    use crate::output::Silent;
    use crate::stop::Stop;
    use crate::store::Access;
    use crate::trail::Author;

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

    /// Values that correct, that change the operation's place, and that nobody can understand.
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

    /// Does a few things to operations in one transaction; gives how many of them could be done.
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
                    edit(&transaction, config, id, &[assignment(dice, guids)], None).map(drop)
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
        verify(store, None, &mut |breach| breaches.push(breach)).unwrap();
        breaches
    }

    #[test]
    fn what_people_do_is_no_breach() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::load(&demo::make(&folder.path().join("demo")).unwrap()).unwrap();
        for seed in 1..=3 {
            let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ seed);
            let mut store =
                Store::open(&folder.path().join(format!("{seed}.db")), Access::Create, Clock::system(), "tester")
                    .unwrap();
            let stop = Stop::default();
            let run = |store: &mut Store, job| {
                let environment = Environment { config: &config, progress: &Silent, stop: &stop, actor: "tester" };
                run_jobs(store, &Request { jobs: vec![job], channels: Vec::new() }, &environment).unwrap();
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
}
