//! `name-missing`: a customer without a name.

use crate::model::{Fields, Problem, Reason, is_empty};

/// A customer has a `CustName`, or a first or last name.
pub(super) fn check(fields: &Fields<'_>) -> Option<Problem> {
    ["CustName", "FirstName", "LastName"]
        .iter()
        .all(|name| is_empty(fields.get(name)))
        .then(|| Problem::new(Reason::NameMissing, "CustName", ""))
}
