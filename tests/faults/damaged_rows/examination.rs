//! One damaged store: what each command makes of it.

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::commands::{End, Expectation, contents};
use super::damage::{Damage, DamageKind};
use crate::world::World;

/// Whether answers can be compared: in release builds the program's clock cannot be fixed.
const HAS_FIXED_CLOCK: bool = cfg!(debug_assertions);

/// What was done and found.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) figures: BTreeMap<&'static str, u64>,
    pub(super) faults: Vec<String>,
}

/// A store that was damaged, under examination.
pub(super) struct Examination<'e> {
    world: World,
    damage: &'e Damage,
    /// Whether `verify` finds the damage.
    is_noticed: bool,
    findings: &'e Mutex<Findings>,
}

impl<'e> Examination<'e> {
    /// Damages a copy of a world; `None` if the damage is not possible.
    pub(super) fn begin(world: &World, damage: &'e Damage, findings: &'e Mutex<Findings>) -> Option<Self> {
        let world = world.copy();
        if !damage.apply(&world.store_path()) {
            return None;
        }
        let verification = damage.verification();
        let verified = End::of(&world, verification);
        let examination = Self { world, damage, is_noticed: verified.status != Some(0), findings };
        examination.count("damages", true);
        examination.count("damages that verify finds", examination.is_noticed);
        examination.report(verified.fault(verification));
        Some(examination)
    }

    fn count(&self, what: &'static str, counts: bool) {
        *self.findings.lock().unwrap().figures.entry(what).or_default() += u64::from(counts);
    }

    fn report(&self, fault: Option<String>) {
        let damage = self.damage;
        self.findings.lock().unwrap().faults.extend(fault.map(|fault| format!("{damage}: {fault}")));
    }

    /// Runs a command on the damaged store, and reports what is wrong with its end.
    pub(super) fn run(&self, expected: &Expectation) {
        let command = expected.command.as_str();
        let copy = expected.writes.then(|| self.world.copy());
        let world = copy.as_ref().unwrap_or(&self.world);
        let end = End::of(world, command);
        self.count("commands", true);
        self.count("refusals", !end.is_success());
        self.report(end.fault(command));
        let is_well = || End::of(world, self.damage.verification()).status == Some(0);
        let is_wrong = if !end.is_success() {
            end.stderr.contains("the store is damaged") && !self.is_noticed
        } else if !HAS_FIXED_CLOCK {
            false
        } else if expected.writes {
            // What writes may take over values that were exchanged: `verify` has found them before.
            let is_told = self.is_noticed && matches!(self.damage.kind, DamageKind::Exchanged(_));
            // An operation that cannot be read fails, and says so; that mends it.
            let is_silent = |left: &str| ![&end.stdout, left].iter().any(|text| text.contains("the store is damaged"));
            let is_wrong = |left: String| is_silent(&left) && Some(left) != expected.left;
            !is_told && is_well() && contents(world).is_some_and(is_wrong)
        } else {
            !self.is_noticed && (end.status, &end.stdout) != (expected.end.status, &expected.end.stdout)
        };
        self.report(
            is_wrong.then(|| format!("{command}: verify calls the store well, but\n{}{}", end.stdout, end.stderr)),
        );
    }
}

impl Damage {
    /// Returns the command that finds the damage: the search index is compared as a whole only on request.
    fn verification(&self) -> &'static str {
        let is_indexed = matches!(self.column(), Some("indexed" | "indexed_later"));
        if is_indexed || self.table.starts_with("search_") || self.table == "later_document" {
            "verify --full"
        } else {
            "verify"
        }
    }
}
