//! What commands print, a page for each subject.

pub(super) mod detail;
pub(super) mod dismiss;
pub(super) mod edit;
pub(super) mod groups;
pub(super) mod history;
pub(super) mod objects;
pub(super) mod operations;
pub(super) mod resync;
pub(super) mod run;
pub(super) mod status;
