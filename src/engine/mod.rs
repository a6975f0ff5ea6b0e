//! The jobs, the corrections and the queries behind the commands.
//!
//! Each job reads, decides and writes in batches; a batch is one transaction of the store, begun here, that holds the
//! effect of its operations, their states and the bookmarks together.

mod again;
mod backup;
mod backup_folder;
mod channel_check;
mod channels;
mod claim;
mod copying;
mod customer;
mod customer_search;
mod customer_term;
mod error;
mod history;
mod identity;
mod import;
mod indexing;
mod inspect;
mod jobs;
mod order_times;
mod paging;
mod repair;
mod report;
mod reset;
mod row_check;
mod running;
mod runs;
mod saved_filters;
mod seals;
mod status;
mod sync;
mod timeline;
#[cfg(test)]
mod verify_tests;

pub(crate) use backup::{BackupReport, BackupRequest, back_up, note_backup};
pub(crate) use backup_folder::{PruneFault, backup_in, is_backup_folder, prune_backups};
pub(crate) use channel_check::{ChannelCheck, CheckedContent, CheckedDatabase, CheckedTable, check_channel};
pub(crate) use channels::{
    ChannelOverview, ChannelProgress, channel_overview, configured_channel, create_channel, list_channels,
};
pub(crate) use claim::{ClaimPreview, ClaimRequest, claim_channel, preview_claim};
pub(crate) use copying::{CopyProgress, CopyReport, CopyRequest, CopyStep, copy_store};
pub(crate) use customer::{ChannelReceipt, CurrentRecord, CustomerOverview, read_customer};
pub(crate) use customer_search::{CustomerSearch, FoundCustomer, find_customers};
pub(crate) use error::EngineError;
pub(crate) use history::{
    OperationHistory, ResetHistory, administration_history, customer_history, has_customer, operation_history,
    reset_history,
};
pub(crate) use identity::Acceptance;
pub(crate) use import::{
    BadImportLine, ImportFile, ImportFileError, ImportLineFault, ImportReport, ImportRequest, import_customers,
};
pub(crate) use indexing::{IndexRequest, update_index};
pub(crate) use inspect::{Attribute, InspectedOperation, Inspection, inspect_all};
#[cfg(test)]
use jobs::run_jobs;
pub(crate) use jobs::{
    Environment, GuardedStore, KnownRows, NewRows, Progress, PruneReport, RunRequest, run_jobs_locked,
};
pub(crate) use paging::{
    ListPlace, ListWindow, WindowPlace, all_operations, count_matching, read_listed, read_window, with_numbers,
};
pub(crate) use repair::{
    AcceptedField, Assignment, Correction, CorrectionColumn, CorrectionRow, CorrectionTable, DEFAULT_BATCH_SIZE,
    DismissReport, Edit, EditReport, EditRequest, FaultyLine, LineFault, Matches, Mending, OpenedOperation,
    ProposalSelection, Repair, Repetition, ResyncReport, ResyncedOperation, TableOrigin, Targets, check_draft,
    dismiss_all, edit_all, edit_opened, edit_table, leave_out_unproposed, matching_operations, resync_all,
};
#[cfg(test)]
use repair::{NewValues, dismiss, edit, resync};
pub(crate) use report::{
    Calendar, CalendarUnit, ChannelWaiting, CorrectionSum, DurationSummary, ErrorFigures, JobSummary, PeriodReport,
    ReportRequest, ReportScope, ReportedChannel, ReportedOperation, StateCounts, WaitingSpan, WrongValue,
};
pub(crate) use reset::{ResetPreview, preview_reset, reset_channel};
pub(crate) use running::{RunningRun, SlowRun};
pub(crate) use runs::{find_run, last_run, list_runs, prune_reports};
pub(crate) use saved_filters::{remove_filter, resolve_expression, save_filter};
pub(crate) use seals::{SealBeginning, seal_trail};
pub(crate) use status::{Attention, ChannelStatus, Health, Measures, RestorationStatus, RunAge, Status, StatusRequest};
#[cfg(feature = "bench")]
pub(crate) use sync::{Decision, SituatedRecord, Situation, decide, problems_of};
pub(crate) use timeline::{OpenOperation, TimelineEntry, TimelineEvent};
