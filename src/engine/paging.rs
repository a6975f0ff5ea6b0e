//! A window of a long list: some operations from a place on, found by the place and never by counting from the beginning.

use super::error::EngineError;
use crate::filter::{Filter, Operand, Span, Test, TextTest, ValueSettings};
use crate::model::{Column, Operation, OperationId, Property, Timestamp};
use crate::store::{Selection, Store};

/// The place of an operation in a list with the newest first: the number decides between those of one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ListPlace {
    pub(crate) at: Timestamp,
    pub(crate) id: OperationId,
}

impl ListPlace {
    /// Returns the place of an operation; one whose time cannot be read stands where it was received.
    pub(crate) fn of(operation: &Operation) -> Self {
        Self { at: operation.timestamp.unwrap_or(operation.received), id: operation.id }
    }
}

/// Where a window lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WindowPlace {
    Newest,
    Oldest,
    /// The operations behind a place, which are older.
    Behind(ListPlace),
    /// The operations before a place, which are newer.
    Before(ListPlace),
}

/// Some operations that follow one another in a list, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ListWindow {
    pub(crate) operations: Vec<Operation>,
    /// Whether there are others further on, in the direction in which it was read.
    pub(crate) has_more: bool,
    /// The highest number of all operations at that moment.
    pub(crate) newest: OperationId,
}

/// What a list reads of each operation.
const LISTED: [Column; 10] = [
    Column::Id,
    Column::Channel,
    Column::Company,
    Column::CustomerAccount,
    Column::AsyncCustomerAccount,
    Column::Operation,
    Column::Timestamp,
    Column::Received,
    Column::Errors,
    Column::Edited,
];

/// Reads a window of the operations that match a filter, as they are at one moment.
///
/// # Errors
/// Those of the store.
pub(crate) fn read_window(
    store: &Store,
    filter: Option<&Filter>,
    settings: &ValueSettings,
    place: WindowPlace,
    size: usize,
) -> Result<ListWindow, EngineError> {
    let store = store.snapshot()?;
    let is_backwards = matches!(place, WindowPlace::Oldest | WindowPlace::Before(_));
    let reader = WindowReader { store: &store, filter, settings, is_backwards, most: size + 1 };
    let mut operations = Vec::new();
    match place {
        WindowPlace::Newest | WindowPlace::Oldest => reader.read(None, &mut operations)?,
        // In two parts, each of which an index finds: those of the same time, and those beyond it.
        WindowPlace::Behind(ListPlace { at, id }) => {
            let same_time = at_time(Some(at), Some(at)).and(numbered(None, Some(id.0.saturating_sub(1))));
            reader.read(Some(same_time), &mut operations)?;
            reader.read(Some(at_time(None, Some(Timestamp(at.0.saturating_sub(1))))), &mut operations)?;
        }
        WindowPlace::Before(ListPlace { at, id }) => {
            let same_time = at_time(Some(at), Some(at)).and(numbered(Some(id.0.saturating_add(1)), None));
            reader.read(Some(same_time), &mut operations)?;
            reader.read(Some(at_time(Some(Timestamp(at.0.saturating_add(1))), None)), &mut operations)?;
        }
    }
    let has_more = operations.len() > size;
    operations.truncate(size);
    if is_backwards {
        operations.reverse();
    }
    Ok(ListWindow { operations, has_more, newest: store.last_operation()? })
}

/// Reads operations by their numbers, the newest first; of those that match a filter only, if there is one.
///
/// # Errors
/// Those of the store.
pub(crate) fn read_listed(
    store: &Store,
    ids: &[OperationId],
    filter: Option<&Filter>,
    settings: &ValueSettings,
) -> Result<Vec<Operation>, EngineError> {
    let wanted = with_numbers(ids);
    let mut operations = Vec::with_capacity(ids.len());
    if !ids.is_empty() {
        let reader = WindowReader { store, filter, settings, is_backwards: false, most: ids.len() };
        reader.read(Some(wanted), &mut operations)?;
    }
    Ok(operations)
}

/// Returns the filter for operations by their numbers.
pub(crate) fn with_numbers(ids: &[OperationId]) -> Filter {
    let mut ids: Vec<_> = ids.iter().map(|id| id.0).collect();
    ids.sort_unstable();
    let mut spans: Vec<Span<i64>> = Vec::new();
    for id in ids {
        match spans.last_mut() {
            Some(Span { to: Some(last), .. }) if *last + 1 == id => *last = id,
            _ => spans.push(Span { from: Some(id), to: Some(id) }),
        }
    }
    Filter::Test(Test::Number { column: Column::Id, spans })
}

/// Counts the operations that match a filter; only those with higher numbers than one, if there is one.
///
/// # Errors
/// Those of the store.
pub(crate) fn count_matching(
    store: &Store,
    filter: Option<&Filter>,
    settings: &ValueSettings,
    after: Option<OperationId>,
) -> Result<u64, EngineError> {
    let newer = after.map(|after| numbered(Some(after.0.saturating_add(1)), None));
    let filter = match (filter.cloned(), newer) {
        (Some(filter), Some(newer)) => filter.and(newer),
        (Some(filter), None) | (None, Some(filter)) => filter,
        (None, None) => return Ok(store.counts()?.iter().map(|counts| counts.count).sum()),
    };
    Ok(store.count_matching(&filter, settings)?)
}

/// Returns the filter that all operations match.
pub(crate) fn all_operations() -> Filter {
    numbered(None, None)
}

fn at_time(from: Option<Timestamp>, to: Option<Timestamp>) -> Filter {
    Filter::Test(Test::At { spans: vec![Span { from, to }] })
}

fn numbered(from: Option<i64>, to: Option<i64>) -> Filter {
    Filter::Test(Test::Number { column: Column::Id, spans: vec![Span { from, to }] })
}

/// Reads parts of a list, one after another, until there are as many operations as are wanted.
struct WindowReader<'r> {
    store: &'r Store,
    filter: Option<&'r Filter>,
    settings: &'r ValueSettings,
    is_backwards: bool,
    most: usize,
}

impl WindowReader<'_> {
    fn read(&self, part: Option<Filter>, operations: &mut Vec<Operation>) -> Result<(), EngineError> {
        let left = self.most.saturating_sub(operations.len());
        if left == 0 {
            return Ok(());
        }
        let filter = match (self.filter.cloned(), part) {
            (Some(filter), Some(part)) => Some(filter.and(part)),
            (filter, part) => filter.or(part),
        };
        let mut found = Vec::new();
        match filter.as_ref().map(by_state) {
            None => self.read_in_order(None, left, &mut found)?,
            Some(alternatives) => {
                alternatives.iter().try_for_each(|filter| self.read_in_order(Some(filter), left, &mut found))?;
            }
        }
        found.sort_by_key(ListPlace::of);
        found.dedup_by_key(|operation| operation.id);
        if !self.is_backwards {
            found.reverse();
        }
        operations.extend(found.into_iter().take(left));
        Ok(())
    }

    fn read_in_order(
        &self,
        filter: Option<&Filter>,
        limit: usize,
        found: &mut Vec<Operation>,
    ) -> Result<(), EngineError> {
        let selection = Selection {
            filter,
            sort: Property::Column(Column::Timestamp),
            descending: !self.is_backwards,
            limit: Some(limit),
            columns: &LISTED.map(Property::Column),
            settings: self.settings,
        };
        self.store.for_each_operation(&selection, |operation| -> Result<(), EngineError> {
            found.push(operation);
            Ok(())
        })
    }
}

/// Returns filters that match the same operations together, with a state each: an index has the operations of one state in the
/// order of the list, while those of several would all have to be sorted.
fn by_state(filter: &Filter) -> Vec<Filter> {
    match filter {
        Filter::Test(Test::Text { property, test: TextTest::OneOf(states) })
            if *property == Property::Column(Column::Status) =>
        {
            let of_state =
                |state: &Operand| Test::Text { property: property.clone(), test: TextTest::OneOf(vec![state.clone()]) };
            states.iter().map(|state| Filter::Test(of_state(state))).collect()
        }
        Filter::All(parts) => {
            let split = parts.iter().enumerate().map(|(at, part)| (at, by_state(part)));
            let Some((at, alternatives)) = split.into_iter().find(|(_, alternatives)| alternatives.len() > 1) else {
                return vec![filter.clone()];
            };
            let with = |alternative| {
                let mut parts = parts.clone();
                parts[at] = alternative;
                Filter::All(parts)
            };
            alternatives.into_iter().map(with).collect()
        }
        other => vec![other.clone()],
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::clock::Clock;
    use crate::config::Config;
    use crate::demo;
    use crate::engine::{Acceptance, Environment, RunRequest, run_jobs};
    use crate::filter::{KnownValues, Names, Surroundings, parse};
    use crate::model::Job;
    use crate::output::Silent;
    use crate::stop::Stop;
    use crate::store::{Access, StoreError};

    /// The numbers of all operations, read window by window.
    fn paged(store: &Store, filter: Option<&Filter>, is_forwards: bool) -> Vec<OperationId> {
        let settings = ValueSettings::default();
        let mut place = if is_forwards { WindowPlace::Newest } else { WindowPlace::Oldest };
        let mut ids = Vec::new();
        loop {
            let ListWindow { operations, has_more, .. } = read_window(store, filter, &settings, place, 7).unwrap();
            let window: Vec<_> = operations.iter().map(|operation| operation.id).collect();
            if is_forwards {
                ids.extend(window);
                place = WindowPlace::Behind(ListPlace::of(operations.last().unwrap()));
            } else {
                ids.splice(0..0, window);
                place = WindowPlace::Before(ListPlace::of(operations.first().unwrap()));
            }
            if !has_more {
                return ids;
            }
        }
    }

    #[test]
    fn the_windows_of_a_list_are_the_whole_list() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::load(&demo::make(&folder.path().join("demo")).unwrap()).unwrap();
        let mut store = Store::open(&config.store, Access::Create, Clock::system(), "tester").unwrap();
        let environment = Environment { config: &config, progress: &Silent, stop: &Stop::default(), actor: "tester" };
        let request = RunRequest { jobs: Job::ALL.to_vec(), channels: Vec::new(), accepts: Acceptance::Nothing };
        run_jobs(&mut store, &request, &environment, None).unwrap();
        let (names, known, settings) = (Names::default(), KnownValues::default(), ValueSettings::default());
        let surroundings = Surroundings { names: &names, known: &known, now: store.now() };
        for expression in [
            "id > 0",
            "status in (failed, waiting, pending)",
            "status in (failed, *ed) and id > 20",
            "City ~ a",
            "not id = 5",
        ] {
            let filter = parse(expression, &surroundings).unwrap();
            let selection = Selection {
                filter: Some(&filter),
                sort: Property::Column(Column::Timestamp),
                descending: true,
                limit: None,
                columns: &LISTED.map(Property::Column),
                settings: &settings,
            };
            let mut whole = Vec::new();
            store
                .for_each_operation(&selection, |operation| -> Result<(), StoreError> {
                    whole.push(operation);
                    Ok(())
                })
                .unwrap();
            // Those without a readable time come last in a list, and stand where they were received on the page.
            whole.sort_by_key(|operation| std::cmp::Reverse(ListPlace::of(operation)));
            let whole: Vec<_> = whole.iter().map(|operation| operation.id).collect();
            assert!(whole.len() > 7, "{expression}");
            assert_eq!(paged(&store, Some(&filter), true), whole, "{expression}");
            assert_eq!(paged(&store, Some(&filter), false), whole, "{expression}");
            let count = count_matching(&store, Some(&filter), &settings, None).unwrap();
            assert_eq!(count, whole.len() as u64, "{expression}");
        }
    }
}
