//! The operations that a correction is for, and which of them it still applies to when their batch is corrected.

use std::collections::HashSet;

use super::correction::Correction;
use crate::filter::{Filter, Span, Test, ValueSettings};
use crate::model::{Column, Operation, OperationId, Property};
use crate::store::{Selection, Store, StoreError};

/// The operations to correct.
#[derive(Debug)]
pub(crate) struct Targets {
    /// In the order given, or in that of their numbers.
    pub(crate) ids: Vec<OperationId>,
    source: TargetSource,
}

/// How the operations were selected.
#[derive(Debug)]
enum TargetSource {
    /// By their numbers: all of them are corrected, or none.
    Numbers,
    /// By a filter, which a later change of an operation by somebody else may no longer match.
    Filter(Box<(Filter, ValueSettings)>),
    /// By an earlier step of the same correction.
    EarlierStep,
}

/// What a filter matches: targets, and operations that cannot be corrected.
#[derive(Debug)]
pub(crate) struct Matches {
    pub(crate) targets: Targets,
    /// How many operations match but are in a state in which they cannot be corrected so.
    pub(crate) excluded: usize,
}

impl Targets {
    /// The operations with these numbers, each once.
    pub(crate) fn numbered(ids: impl IntoIterator<Item = OperationId>) -> Self {
        let mut seen = HashSet::new();
        let ids = ids.into_iter().filter(|id| seen.insert(*id)).collect();
        Self { ids, source: TargetSource::Numbers }
    }

    /// The operations that a step before has corrected or released.
    pub(super) fn of_earlier_step(ids: Vec<OperationId>) -> Self {
        Self { ids, source: TargetSource::EarlierStep }
    }

    /// Finds the operations that match a filter and can be corrected.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) fn matching(
        store: &Store,
        filter: Filter,
        settings: ValueSettings,
        correction: Correction,
    ) -> Result<Matches, StoreError> {
        let (mut ids, mut excluded) = (Vec::new(), 0);
        for_each_matching(store, &filter, &[], &settings, |operation| {
            if correction.is_possible(operation.state) {
                ids.push(operation.id);
            } else {
                excluded += 1;
            }
        })?;
        let source = TargetSource::Filter(Box::new((filter, settings)));
        Ok(Matches { targets: Self { ids, source }, excluded })
    }

    /// Whether a person named them by their numbers.
    pub(crate) fn are_numbered(&self) -> bool {
        matches!(self.source, TargetSource::Numbers)
    }

    /// Returns how many of them are in a transaction: those that were named are all corrected or none is.
    pub(super) fn batch_size(&self, size: usize) -> usize {
        if self.are_numbered() { self.ids.len() } else { size }
    }

    /// Returns those of a batch that still match and can still be corrected: others may have changed them since they were
    /// selected.
    pub(super) fn still_matching(
        &self,
        store: &Store,
        batch: &[OperationId],
        correction: Correction,
    ) -> Result<Vec<OperationId>, StoreError> {
        match &self.source {
            TargetSource::Numbers => Ok(batch.to_vec()),
            TargetSource::EarlierStep => {
                let mut possible = Vec::with_capacity(batch.len());
                for &id in batch {
                    if store.state(id)?.is_some_and(|state| correction.is_possible(state)) {
                        possible.push(id);
                    }
                }
                Ok(possible)
            }
            TargetSource::Filter(source) => {
                let (filter, settings) = &**source;
                still_matching_filter(store, filter, settings, batch, correction)
            }
        }
    }

    /// Gives the first targets to `each`, at most `most`, with the values of these fields.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) fn sample(
        &self,
        store: &Store,
        most: usize,
        columns: &[Property],
        settings: &ValueSettings,
        each: impl FnMut(Operation),
    ) -> Result<(), StoreError> {
        let spans = self.ids.iter().take(most).map(|id| Span { from: Some(id.0), to: Some(id.0) }).collect();
        let filter = Filter::Test(Test::Number { column: Column::Id, spans });
        for_each_matching(store, &filter, columns, settings, each)
    }
}

fn still_matching_filter(
    store: &Store,
    filter: &Filter,
    settings: &ValueSettings,
    batch: &[OperationId],
    correction: Correction,
) -> Result<Vec<OperationId>, StoreError> {
    let ends = Span { from: batch.first().map(|id| id.0), to: batch.last().map(|id| id.0) };
    let in_batch = Filter::Test(Test::Number { column: Column::Id, spans: vec![ends] });
    let batch: HashSet<_> = batch.iter().collect();
    let mut matching = Vec::with_capacity(batch.len());
    for_each_matching(store, &filter.clone().and(in_batch), &[], settings, |operation| {
        if batch.contains(&operation.id) && correction.is_possible(operation.state) {
            matching.push(operation.id);
        }
    })?;
    Ok(matching)
}

/// Returns the operations that match a filter, in the order of their numbers.
///
/// # Errors
/// Those of the store.
pub(crate) fn matching_operations(
    store: &Store,
    filter: &Filter,
    settings: &ValueSettings,
) -> Result<Vec<OperationId>, StoreError> {
    let mut ids = Vec::new();
    for_each_matching(store, filter, &[], settings, |operation| ids.push(operation.id))?;
    Ok(ids)
}

/// Gives the operations that match a filter to `each`, in the order of their numbers.
fn for_each_matching(
    store: &Store,
    filter: &Filter,
    columns: &[Property],
    settings: &ValueSettings,
    mut each: impl FnMut(Operation),
) -> Result<(), StoreError> {
    let sort = Property::Column(Column::Id);
    let selection = Selection { filter: Some(filter), sort, descending: false, limit: None, columns, settings };
    store.for_each_operation(&selection, |operation| {
        each(operation);
        Ok(())
    })
}
