//! Channels: where operations come from and accounts go to. Each has a database, or a folder of files.
//!
//! This module alone speaks to them. The contract of their tables is `schema.sql`. The rest of the program has a [`ChannelSession`].

mod contract;
mod control;
mod customer_writing;
mod database;
mod distrust;
mod error;
mod file_identity;
mod folder;
mod known_accounts;
mod length_limit;
mod limits;
mod opened;
mod parties;
mod patience;
mod row_reading;
mod session;
mod unkept;
mod unreliable_tables;
mod witness;
mod writing;

pub(crate) use contract::DownloadRecord;
pub(crate) use customer_writing::DownloadTargets;
pub(crate) use database::ChannelDatabase;
pub(crate) use error::{ChannelError, ChannelFault, SessionError};
pub(crate) use file_identity::FileIdentity;
pub(crate) use folder::{FileInspection, FileProblem, FolderInspection, IntakeResult, PackageRequest};
pub(crate) use limits::TimeLimits;
pub(crate) use session::{ChannelSession, ReadAhead, create};
pub(crate) use witness::{ChannelWitness, NewWitness, WitnessedState};
pub(crate) use writing::Writing;
