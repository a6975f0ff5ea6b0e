//! The commands: each reads its arguments, calls the engine and prints the result.

pub(crate) mod backup;
pub(crate) mod channels;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod copy;
pub(crate) mod customer;
pub(crate) mod demo;
pub(crate) mod dismiss;
pub(crate) mod edit;
pub(crate) mod fields;
pub(crate) mod filter;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod index;
pub(crate) mod init;
pub(crate) mod jobs;
pub(crate) mod list;
pub(crate) mod man;
pub(crate) mod restore;
pub(crate) mod resync;
pub(crate) mod run_jobs;
pub(crate) mod show;
pub(crate) mod status;
pub(crate) mod trail;
pub(crate) mod verify;
