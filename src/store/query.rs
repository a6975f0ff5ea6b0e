//! Parts of a query that is built from what people look for: text with numbered parameters.

use rusqlite::types::Value;

/// The parameters of a query; its text is SQL that names them `?1`, `?2` and so on.
#[derive(Debug, Clone, Default)]
pub(super) struct Parameters(Vec<Value>);

impl Parameters {
    /// Adds a value; returns the name by which the query's text refers to it. Equal values share one name, since SQLite
    /// takes at most 32,766 parameters and slows down with their number.
    pub(super) fn bind(&mut self, value: impl Into<Value>) -> String {
        let value = value.into();
        let at = self.0.iter().position(|known| *known == value).unwrap_or_else(|| {
            self.0.push(value);
            self.0.len() - 1
        });
        format!("?{}", at + 1)
    }

    /// Returns the values in the order of their names.
    pub(super) fn into_values(self) -> Vec<Value> {
        self.0
    }
}

/// Joins conditions as a shallow tree, since SQLite limits its depth.
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

/// Returns a list of whole numbers, which need no parameters.
pub(super) fn list(numbers: &[i64]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// `CASE … WHEN … THEN … END` for numbers.
pub(super) fn cases(subject: &str, cases: impl Iterator<Item = (i64, String)>) -> String {
    let cases: Vec<_> = cases.map(|(number, value)| format!("WHEN {number} THEN {value}")).collect();
    format!("CASE {subject} {} END", cases.join(" "))
}
