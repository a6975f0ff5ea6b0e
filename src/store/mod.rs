//! Headquarters' store: the audit log of operations and the customers, in one SQLite file.
//!
//! Only this module speaks SQL to headquarters, and its functions show nothing of SQLite: another database can be put
//! behind them. Reading functions belong to [`Store`], writing ones to [`Transaction`].

mod access;
mod administration;
mod adoption;
mod anchoring;
mod attached;
mod backup;
mod candidates;
mod channels;
mod clock_jumps;
mod columns;
mod completion;
mod copying;
mod course;
mod customer;
mod customer_lookup;
mod customers;
mod database;
mod desk;
mod edits;
mod epochs;
mod error;
mod evidence;
mod explanation;
#[cfg(test)]
mod filter_tests;
mod gaps;
mod groups;
mod handle;
mod history;
mod identification;
mod imported_customers;
mod imports;
mod index_repair;
mod inventory;
mod last_runs;
#[cfg(test)]
mod list_tests;
mod listing;
mod log_access;
mod measuring;
mod migrations;
mod misdated;
mod narrowing;
mod network;
mod noted_values;
mod open;
mod operations;
mod order_times;
mod period;
mod place;
mod pruning;
mod query;
mod read_operation;
mod reading;
mod rehearsal;
mod reservations;
mod runs;
mod saved;
mod scan;
mod seal;
mod sealing;
mod search;
mod search_matches;
mod search_table;
mod selection;
#[cfg(feature = "postgres")]
mod server;
#[cfg(not(feature = "postgres"))]
#[path = "server_absent.rs"]
mod server;
mod server_lock;
mod side_by_side;
mod sorting;
mod stopping;
mod stored_values;
mod trail;
mod trail_end;
mod transaction;
mod unresolved;
mod unresolved_operation;
mod verdicts;
mod waiting_customers;
mod work;
mod work_item;
mod write_out;

pub(crate) use access::Access;
pub(crate) use administration::AdministrationEntry;
pub(crate) use backup::{identity_of_backup, is_other_database};
pub(crate) use channels::{Bookmarks, ChannelRow, Gap};
pub(crate) use clock_jumps::MisdatedReceipts;
pub(crate) use completion::SyncedRow;
pub(crate) use copying::{CopiedRows, CopiedTable, CopyFault, HalfCopy, RowSum, STORE, TABLES};
pub(crate) use course::Restoration;
pub(crate) use customer::{Customer, DownloadedCustomer, Record, RecordRow, ValuesSource};
pub(crate) use edits::{EditedOperation, RereadOperation};
pub(crate) use epochs::{ChannelReset, CompletedRow, UploadedRow};
pub(crate) use error::{Result, StoreError};
pub(crate) use evidence::{
    ChangingEntry, CustomerEvidence, CustomerOfOperation, DanglingReference, GivenAccount, HeldAccount, ImportEvidence,
    NoteEntry, OperationEvidence, OperationFinding, OperationRange, PastProblems, RecordEvidence, StoredCustomer,
    StoredEntry, StoredOperation, StoredRun, UploadedCounter,
};
pub(crate) use explanation::Explanation;
pub(crate) use groups::Grouping;
pub(crate) use handle::Store;
pub(crate) use history::HistoryEntry;
pub(crate) use identification::IdentifiedCustomer;
pub(crate) use imported_customers::CustomerImport;
pub(crate) use imports::{ImportTarget, ImportedCustomer, ImportedIdentity, guid_of_nobody};
pub(crate) use listing::{Counts, Detail};
pub(crate) use log_access::FrozenStore;
pub(crate) use migrations::NEWEST as SCHEMA_VERSION;
pub(crate) use operations::{BATCH_BYTES, NewOperation, RepeatedCounter, RowKeys};
pub(crate) use order_times::{LaterCounter, RecordPlace, TimedCounter};
pub(crate) use period::{
    CountedCorrection, CountedFailure, CountedJob, CountedOperation, CountedValue, OperationScope,
};
pub(crate) use place::PlaceError;
pub(crate) use reservations::{AwaitingCreation, Reservations};
pub(crate) use saved::SavedFilter;
pub(crate) use selection::Selection;
pub(crate) use server_lock::{LockScope, ServerLock};
pub(crate) use stopping::heed;
pub(crate) use transaction::Transaction;
pub(crate) use unresolved_operation::UnresolvedOperation;
#[cfg(feature = "fuzz")]
pub(crate) use verdicts::DecidedOperation;
pub(crate) use verdicts::Verdict;
pub(crate) use waiting_customers::WaitingCustomer;
pub(crate) use work::PendingBatch;
#[cfg(any(feature = "bench", feature = "fuzz"))]
pub(crate) use work_item::Revision;
pub(crate) use work_item::WorkItem;
