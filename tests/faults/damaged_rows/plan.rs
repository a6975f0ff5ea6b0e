//! Which rows and values are damaged, and which commands are run after each damage.

use std::collections::BTreeSet;

use hqsync_support::open;
use rusqlite::Connection;

use super::damage::{Damage, DamageKind, columns, count_rows, tables};
use crate::trial::Trial;
use crate::world::World;

/// A damage to be done, and the commands that are run after it.
pub(super) struct Case {
    pub(super) damage: Damage,
    pub(super) commands: Vec<usize>,
}

/// Chooses the damages: all of them in the long form. In the short form every command is run after a row was removed, and
/// a sixth of them, each time others, after the rest.
pub(super) fn plan(world: &World, commands: usize) -> Vec<Case> {
    let store = open(&world.store_path());
    let damages = tables(&store).into_iter().flat_map(|table| damages_of(&store, &table));
    let case = |(number, damage): (usize, Damage)| {
        let runs_all = Trial::is_long() || damage.kind == DamageKind::Removed;
        let is_run = |command: &usize| runs_all || (command + number).is_multiple_of(6);
        Case { damage, commands: (0..commands).filter(is_run).collect() }
    };
    damages.enumerate().map(case).collect()
}

/// Chooses the damages of one table.
fn damages_of(store: &Connection, table: &str) -> Vec<Damage> {
    let rows = count_rows(store, table);
    assert!(rows > 0, "the world has no row in `{table}`");
    let picked = if Trial::is_long() { BTreeSet::from([0, rows / 2, rows - 1]) } else { BTreeSet::from([rows / 2]) };
    let mut kinds = vec![DamageKind::Removed, DamageKind::Doubled];
    for (number, column) in columns(store, table).into_iter().enumerate() {
        let of_column = DamageKind::OF_COLUMNS.into_iter().enumerate();
        let is_chosen =
            |kind: usize| Trial::is_long() || (number % 2 == 0 && number / 2 % DamageKind::OF_COLUMNS.len() == kind);
        kinds.extend(of_column.filter(|(kind, _)| is_chosen(*kind)).map(|(_, damage)| damage(column.clone())));
    }
    let damage = |row| kinds.iter().map(move |kind| Damage { table: table.to_owned(), row, kind: kind.clone() });
    picked.into_iter().flat_map(damage).collect()
}
