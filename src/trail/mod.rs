//! The audit trail as plain bytes: its steps, its entries, and the hashes that chain them. Nothing here knows a
//! database.

mod accounts;
mod course;
mod details;
mod digest;
mod draft;
mod entry;
mod event;
mod import_digest;
mod note;
mod run_digest;
mod seal;
mod step;

pub(crate) use accounts::{
    ReservedAccount, passed_over, passed_over_details, reserved_accounts, reserved_details, reserving_channel,
};
pub(crate) use course::{
    ClaimedDetails, HeardDetails, RestoredDetails, WitnessDetails, course_details, read_course_details,
};
pub(crate) use details::{
    change_before, change_of_step, company_of, contacts_after, edited_fields, migrated_created, migrated_store,
    migration_details, reset_channel, reset_details, reset_epoch,
};
pub(crate) use digest::{
    Digest, NO_OUTCOME, OperationOutcome, ReceivedOperation, gives_account, layout_digest, list_digest,
    problems_digest, record_digest, row_digest,
};
pub(crate) use draft::{Draft, Drafted};
pub(crate) use entry::{ChainEnd, Entry, NewEntry};
pub(crate) use event::{Author, Event};
pub(crate) use import_digest::{ImportDigest, ImportedRow};
pub(crate) use note::{
    AdoptedChanges, AdoptedCompanies, AdoptedContacts, AdoptedDigests, AdoptedRuns, BackupMade, ChannelRegistered,
    ClockJumped, CustomersImported, DownloadedUpTo, FilterRemoved, FilterSaved, GapsForgotten, IndexRebuilt, JobEnded,
    KilledRun, Note, ReportedRange, ReportsPruned, RowsReported, RunBegan, RunEnded, SealBegan,
};
pub(crate) use run_digest::{ContactsDigest, ReportRow, RunRow, reports_digest};
pub(crate) use seal::{CODE_BYTES, SealKey, SealState};
pub(crate) use step::{Step, Steps};
