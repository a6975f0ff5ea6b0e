//! What becomes of a line.

use uuid::Uuid;

use super::fault::ImportLineFault;
use crate::store::{IdentifiedCustomer, ImportedCustomer};

/// What becomes of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ImportDecision {
    Import(ImportedCustomer),
    /// Headquarters has the customer without a GUID, which it learns; all else stays as it is.
    Identify(IdentifiedCustomer),
    /// Headquarters has the customer, which is left as it is.
    Already,
    LeaveOut(ImportLineFault),
}

/// Decides on a line whose account somebody has who has this GUID, if any: it is the same customer unless the line names another
/// GUID.
pub(super) fn is_same(account: &str, known: Option<Uuid>, of_line: Option<Uuid>) -> ImportDecision {
    match (known, of_line) {
        (Some(known), Some(guid)) if known != guid => ImportDecision::LeaveOut(ImportLineFault::OtherGuid {
            account: account.to_owned(),
            guid: known.to_string(),
        }),
        _ => ImportDecision::Already,
    }
}
