//! `name-missing`: a customer without a name.

use crate::model::{Fields, Problem, Reason};

/// A customer has a `CustName`, or a first or last name.
pub(super) fn check(fields: &Fields<'_>) -> Option<Problem> {
    ["CustName", "FirstName", "LastName"]
        .iter()
        .all(|name| fields.get(name).trim().is_empty())
        .then(|| Problem::new(Reason::NameMissing, "CustName", ""))
}
