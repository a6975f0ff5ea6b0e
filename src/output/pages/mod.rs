//! What commands print, a page for each subject.

pub(super) mod administration;
pub(super) mod backup;
pub(super) mod channel_check;
pub(super) mod channels;
pub(super) mod copy;
pub(super) mod customer;
mod customer_object;
pub(super) mod detail;
pub(super) mod dismiss;
pub(super) mod edit;
pub(super) mod explanation;
pub(super) mod faulty_lines;
pub(super) mod fields;
pub(super) mod groups;
pub(super) mod health;
pub(super) mod history;
pub(super) mod import;
pub(super) mod operations;
pub(super) mod prune;
pub(super) mod resync;
pub(super) mod run;
mod running;
pub(super) mod runs;
pub(super) mod saved_filters;
pub(super) mod status;
mod timeline;
pub(super) mod verify;
