//! What commands print, a page for each subject.

pub(super) mod detail;
pub(super) mod groups;
pub(super) mod objects;
pub(super) mod operations;
pub(super) mod resynced;
pub(super) mod run;
pub(super) mod status;
