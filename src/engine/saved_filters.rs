//! Expressions that people saved under a name.

use super::error::EngineError;
use crate::store::{SavedFilter, Store};
use crate::suggest;
use crate::trail::Author;

/// Saves an expression; what had the name before is replaced.
///
/// # Errors
/// Those of the store.
pub(crate) fn save_filter(store: &mut Store, author: &Author, name: &str, expression: &str) -> Result<(), EngineError> {
    let filter = SavedFilter {
        name: name.to_owned(),
        expression: expression.to_owned(),
        actor: author.actor.clone(),
        saved: store.now(),
    };
    let transaction = store.begin(author)?;
    transaction.save_filter(&filter)?;
    Ok(transaction.commit()?)
}

/// Removes a saved expression.
///
/// # Errors
/// No expression is saved under that name.
pub(crate) fn remove_filter(store: &mut Store, author: &Author, name: &str) -> Result<(), EngineError> {
    let transaction = store.begin(author)?;
    let was_there = transaction.remove_filter(name)?;
    transaction.commit()?;
    if was_there { Ok(()) } else { Err(no_saved_filter(store, name)) }
}

/// Returns an expression as it was given, or the saved one that `@NAME` stands for.
///
/// # Errors
/// No expression is saved under that name.
pub(crate) fn resolve_expression(store: &Store, given: &str) -> Result<String, EngineError> {
    let Some(name) = given.trim().strip_prefix('@') else { return Ok(given.to_owned()) };
    store.saved_expression(name)?.ok_or_else(|| no_saved_filter(store, name))
}

fn no_saved_filter(store: &Store, name: &str) -> EngineError {
    match store.saved_filters() {
        Ok(saved) => {
            let nearest = suggest::nearest(name, saved.iter().map(|filter| filter.name.as_str()));
            EngineError::NoSavedFilter { name: name.to_owned(), nearest: nearest.map(str::to_owned) }
        }
        Err(error) => error.into(),
    }
}
