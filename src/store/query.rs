//! Parts of a query that are put together from what people ask for: text with numbered parameters.

use rusqlite::types::Value;

/// The parameters of a query; its text is SQL that names them `?1`, `?2` and so on.
#[derive(Debug, Clone, Default)]
pub(super) struct Parameters(Vec<Value>);

impl Parameters {
    /// Takes a value; gives the name by which the query's text refers to it.
    pub(super) fn bind(&mut self, value: impl Into<Value>) -> String {
        self.0.push(value.into());
        format!("?{}", self.0.len())
    }

    /// The values in the order of their names.
    pub(super) fn into_values(self) -> Vec<Value> {
        self.0
    }
}

/// Joins conditions as a tree of little depth, which SQLite limits.
pub(super) fn join(mut conditions: Vec<String>, operator: &str) -> String {
    match conditions.len() {
        0 => "0".to_owned(),
        1 => conditions.remove(0),
        count => {
            let right = conditions.split_off(count / 2);
            format!("({} {operator} {})", join(conditions, operator), join(right, operator))
        }
    }
}

/// A list of whole numbers, which need no parameters.
pub(super) fn list(numbers: &[i64]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
