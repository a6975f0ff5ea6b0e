//! Headquarters' store: the audit log of operations and the customers, in one SQLite file.
//!
//! This module alone speaks SQL to headquarters, and nothing of SQLite shows in what it offers: another database can be
//! put behind the same functions. Reading functions belong to [`Store`], writing ones to [`Transaction`].

mod channels;
mod connection;
mod customers;
mod error;
mod listing;
mod migrations;
mod operations;
mod reading;
mod runs;
mod transaction;

pub(crate) use channels::{Bookmarks, ChannelRow, Gap};
pub(crate) use connection::{Access, Store};
pub(crate) use customers::{Customer, DownloadedCustomer, Record, RecordRow};
pub(crate) use error::StoreError;
pub(crate) use listing::{Counts, Detail, Selection};
pub(crate) use operations::{BATCH_BYTES, Held, NewOperation, Verdict, WorkItem};
pub(crate) use transaction::Transaction;

/// What reading or writing the store gives.
pub(crate) type Result<T> = std::result::Result<T, StoreError>;
