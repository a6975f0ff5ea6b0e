//! Evidence for verification: rows of the store as they are.
//!
//! Somebody may have changed them behind the program's back, so every value is read whatever its type. The store may be
//! large, so rows are passed on one by one.

mod channels;
mod columns;
mod customers;
mod entries;
mod file;
mod given_accounts;
mod imports;
mod layouts;
mod left_behind;
mod numbers;
mod operation_rows;
mod operations;
mod outcomes;
mod records;
mod reservations;
mod runs;
mod saved;
mod search_index;
mod server;
mod side_table;
mod unrecorded;

pub(crate) use channels::UploadedCounter;
pub(super) use channels::{contacts_digest, early_contacts_digest};
pub(crate) use customers::{CustomerEvidence, StoredCustomer};
pub(crate) use entries::{ChangingEntry, NoteEntry, StoredEntry};
pub(crate) use file::DanglingReference;
pub(crate) use given_accounts::GivenAccount;
pub(crate) use imports::ImportEvidence;
pub(crate) use operation_rows::{
    CustomerOfOperation, OperationEvidence, OperationFinding, OperationRange, StoredOperation,
};
pub(crate) use outcomes::PastProblems;
pub(crate) use records::RecordEvidence;
pub(crate) use reservations::HeldAccount;
pub(crate) use runs::StoredRun;
pub(super) use runs::{report_digests, run_digest};
