//! The primary flag: a customer's primary address, and its primary contact of each type, as their operations leave
//! them.

use std::collections::HashMap;

use crate::model::{CustomerId, Fields, RecordKind, decode_row};
use crate::store::{Result, Store};

/// A record as far as the primary flag depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FlaggedRecord {
    pub(super) key: String,
    pub(super) active: bool,
    /// The flag as it is stored.
    pub(super) primary: i64,
    /// When the record last claimed the flag.
    pub(super) claimed: Option<i64>,
    /// Whether an operation on the record came at that time, if there is one.
    pub(super) claim_has_operation: bool,
    /// The time of its newest snapshot.
    pub(super) at: i64,
    pub(super) fields: String,
}

/// Returns the positions of the records, all of one kind of one customer, whose primary flag, or the time when they
/// claimed it, is not as their operations leave it.
pub(super) fn misplaced_flags(
    store: &Store,
    customer: CustomerId,
    kind: RecordKind,
    records: &[FlaggedRecord],
) -> Result<Vec<usize>> {
    // The check of the operations reports values that cannot be read.
    let Some(claims) = records.iter().map(|record| Claim::read(kind, record)).collect::<Option<Vec<_>>>() else {
        return Ok(Vec::new());
    };
    let classes = classes(&claims);
    let doubtful = wrong_against_rivals(&claims, &classes);
    let alone = (0..claims.len()).filter(|at| claims[*at].is_wrong_by_itself());
    let mut misplaced: Vec<_> = alone.collect();
    let may_have_changed = kind == RecordKind::Contact && !doubtful.is_empty();
    if !may_have_changed || !has_changed_type(store, customer)? {
        misplaced.extend(doubtful);
    }
    let two =
        |at: &usize| claims[*at].primary && classes.get(claims[*at].class.as_str()).is_some_and(|c| c.primaries > 1);
    misplaced.extend((0..claims.len()).filter(two));
    misplaced.sort_unstable();
    misplaced.dedup();
    Ok(misplaced)
}

/// A record's claim to the primary flag.
#[derive(Debug, PartialEq, Eq)]
struct Claim {
    /// Whether the newest snapshot claims the flag.
    claims: bool,
    primary: bool,
    /// Whether the record has what no record of its kind can have.
    is_odd: bool,
    claimed: Option<i64>,
    at: i64,
    /// Records of one class compete: contacts of one type, and all addresses.
    class: String,
}

impl Claim {
    fn read(kind: RecordKind, record: &FlaggedRecord) -> Option<Self> {
        let fields = Fields::from_json(kind, &record.fields).ok()?;
        Some(Self {
            claims: record.active && fields.claims_primary() == Some(true),
            primary: record.primary != 0,
            is_odd: !matches!(record.primary, 0 | 1)
                || !record.claim_has_operation
                || (kind.primary_field().is_none() && record.claimed.is_some()),
            claimed: record.claimed,
            at: record.at,
            class: if kind == RecordKind::Contact { fields.get("ContactType").to_owned() } else { String::new() },
        })
    }

    /// Whether the record has the flag without a claim, or claimed it at another time than it can have.
    fn is_wrong_by_itself(&self) -> bool {
        let is_claimed_in_time =
            if self.claims { self.claimed == Some(self.at) } else { self.claimed <= Some(self.at) };
        self.is_odd || (self.primary && !self.claims) || !is_claimed_in_time
    }
}

/// The records that compete with each other, as far as each must know of the others.
#[derive(Debug, Default)]
struct ClaimClass {
    /// When a record claimed the flag last, and when the one before it did; two may have done so at one time.
    latest: [Option<i64>; 2],
    /// How many have the flag.
    primaries: usize,
}

impl ClaimClass {
    fn add(&mut self, claim: &Claim) {
        let [first, second] = &mut self.latest;
        *second = (*second).max(claim.claimed.min(*first));
        *first = (*first).max(claim.claimed);
        self.primaries += usize::from(claim.primary);
    }

    /// Returns when a rival of one of the records claimed the flag last.
    fn latest_of_rivals(&self, claim: &Claim) -> Option<i64> {
        let [first, second] = self.latest;
        if claim.claimed == first { second } else { first }
    }
}

fn classes(claims: &[Claim]) -> HashMap<&str, ClaimClass> {
    let mut classes: HashMap<&str, ClaimClass> = HashMap::new();
    for claim in claims {
        classes.entry(&claim.class).or_default().add(claim);
    }
    classes
}

/// Returns the records that have the flag though a rival claimed it later, or lack it though they claimed it last. That
/// holds as long as no record ever changed its class.
fn wrong_against_rivals(claims: &[Claim], classes: &HashMap<&str, ClaimClass>) -> Vec<usize> {
    let is_wrong = |claim: &Claim| {
        let latest = classes.get(claim.class.as_str()).and_then(|class| class.latest_of_rivals(claim));
        let is_beaten = latest > claim.claimed;
        (claim.primary && is_beaten) || (claim.claims && !claim.primary && latest < claim.claimed)
    };
    claims.iter().enumerate().filter(|(_, claim)| is_wrong(claim)).map(|(at, _)| at).collect()
}

/// Whether any contact of a customer had more than one type in the operations that had an effect: it then took the flag
/// from others than those it competes with now.
fn has_changed_type(store: &Store, customer: CustomerId) -> Result<bool> {
    let mut types: HashMap<String, String> = HashMap::new();
    for applied in store.applied_rows(customer, RecordKind::Contact)? {
        let Ok(values) = decode_row(&applied.row) else { continue };
        let of_row = Fields::from_row(&applied.layout, &values).get("ContactType").to_owned();
        if let Some(known) = types.get(&applied.key)
            && *known != of_row
        {
            return Ok(true);
        }
        types.insert(applied.key, of_row);
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A contact's claim: class, whether its snapshot claims the flag, whether it has the flag, when it claimed it.
    fn claim(class: &str, claims: bool, primary: bool, claimed: Option<i64>) -> Claim {
        Claim { claims, primary, is_odd: false, claimed, at: claimed.unwrap_or(9), class: class.to_owned() }
    }

    #[test]
    fn the_flag_belongs_to_the_latest_claim_of_a_class() {
        let right =
            [claim("1", true, false, Some(3)), claim("1", true, true, Some(5)), claim("2", true, true, Some(1))];
        assert!(wrong_against_rivals(&right, &classes(&right)).is_empty());
        let wrong = [claim("1", true, true, Some(3)), claim("1", true, false, Some(5)), claim("1", false, false, None)];
        assert_eq!(wrong_against_rivals(&wrong, &classes(&wrong)), [0, 1]);
        let at_once =
            [claim("1", true, true, Some(5)), claim("1", true, false, Some(5)), claim("1", true, false, Some(3))];
        assert!(wrong_against_rivals(&at_once, &classes(&at_once)).is_empty());
    }

    #[test]
    fn rivals_are_all_others_of_a_class() {
        let times = [None, Some(1), Some(2), Some(2), Some(3)];
        for count in 1..=times.len() {
            for first in 0..=times.len() - count {
                let claims: Vec<_> =
                    times[first..first + count].iter().map(|at| claim("1", true, false, *at)).collect();
                let classes = classes(&claims);
                for (at, claim) in claims.iter().enumerate() {
                    let others = claims.iter().enumerate().filter(|(other, _)| *other != at);
                    let latest = others.filter_map(|(_, other)| other.claimed).max();
                    assert_eq!(classes["1"].latest_of_rivals(claim), latest);
                }
            }
        }
    }

    #[test]
    fn a_flag_needs_a_claim_in_time() {
        assert!(!claim("1", true, true, Some(3)).is_wrong_by_itself());
        assert!(!claim("1", false, false, None).is_wrong_by_itself());
        assert!(claim("1", false, true, Some(3)).is_wrong_by_itself());
        assert!(Claim { at: 4, ..claim("1", true, true, Some(3)) }.is_wrong_by_itself());
        assert!(Claim { is_odd: true, ..claim("1", true, true, Some(3)) }.is_wrong_by_itself());
    }
}
