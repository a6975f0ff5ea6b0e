//! Saved filters: each is as it was saved last.

use std::collections::HashMap;

use super::breach::{BreachKind, BreachPlace};
use super::verification::Verification;
use crate::filter::fold;
use crate::store::Result;
use crate::trail::{FilterRemoved, FilterSaved};

/// Saved filters as the trail notes them, by their names with the case folded.
#[derive(Debug, Default)]
pub(super) struct NotedFilters(HashMap<String, FilterSaved>);

impl NotedFilters {
    /// Adds a filter that was saved; it replaces the one with its name.
    pub(super) fn save(&mut self, saved: FilterSaved) {
        self.0.insert(fold(&saved.name).into_owned(), saved);
    }

    /// Removes a filter.
    pub(super) fn remove(&mut self, removed: &FilterRemoved) {
        self.0.remove(&*fold(&removed.name));
    }

    /// Compares the filters in the store.
    pub(super) fn finish(mut self, v: &mut Verification<'_>) -> Result<()> {
        let store = v.store;
        store.for_each_saved_filter(&mut |stored, unreadable| {
            let place = || BreachPlace::SavedFilter(stored.name.to_owned());
            if v.has_unreadable(place, unreadable) {
                return Ok(());
            }
            let Some(noted) = self.0.remove(&*fold(stored.name)) else {
                v.breach(place(), BreachKind::Unexplained);
                return Ok(());
            };
            let comparisons = [
                ("name", stored.name == noted.name),
                ("expression", stored.expression == noted.expression),
                ("actor", stored.actor == noted.actor),
                ("saved", stored.saved == noted.saved),
            ];
            let differing: Vec<_> =
                comparisons.into_iter().filter(|(_, is_right)| !is_right).map(|(name, _)| name).collect();
            if !differing.is_empty() {
                v.found(place(), BreachKind::SavedFilter, &differing.join(", "));
            }
            Ok(())
        })?;
        let mut gone: Vec<_> = self.0.into_values().map(|noted| noted.name).collect();
        gone.sort_unstable();
        for name in gone {
            v.breach(BreachPlace::SavedFilter(name), BreachKind::Gone);
        }
        Ok(())
    }
}
