//! The world that integration tests, fault tests and benchmarks share: a configuration, channels with their rows, the
//! program run on them, and what it prints and leaves behind.
//!
//! A test builds a [`World`], runs the program in it and checks the [`Outcome`]. Each test binary names its program in a type
//! that is a [`Binary`], and gives the types of this crate the names that its tests use:
//!
//! ```ignore
//! pub(crate) struct Built;
//!
//! impl hqsync_support::Binary for Built {
//!     const PATH: &'static str = env!("CARGO_BIN_EXE_hqsync");
//! }
//!
//! pub(crate) type World = hqsync_support::World<Built>;
//! ```
#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test ends where its world is not as it should be"
)]
#![allow(clippy::return_self_not_must_use, reason = "a builder that is dropped builds nothing, and the test shows it")]

mod answers;
mod database;
mod files;
mod folders;
mod headquarters;
mod outcome;
mod parallel;
mod postgres_server;
mod postgres_sql;
mod postgres_url;
mod postgres_value;
mod program;
pub mod rows;
mod store;
pub mod tables;
mod words;
mod world;

pub use database::{open, query, rows_of};
pub use files::STORE;
pub use headquarters::{Headquarters, Refusal};
pub use outcome::Outcome;
pub use parallel::on_all_processors;
pub use postgres_server::{Durability, PostgresServer};
pub use postgres_url::PostgresUrl;
pub use program::{Binary, Running};
pub use store::{DatabaseHost, KeptStore};
pub use words::Words;
pub use world::World;
