//! A store on a PostgreSQL server: the only place of the store that speaks to one.
//!
//! Statements come as the store writes them and are translated. A statement that fails spoils the transaction that it is part
//! of: nothing of it can be kept then.

mod connection;
mod cursor;
mod fault;
mod parameters;
mod reading;
mod row;
mod text;
mod translation;
mod watch;

pub(in crate::store) use connection::{Connect, PostgresDatabase};
pub(in crate::store) use cursor::{PostgresQuery, PostgresRows};
pub(in crate::store) use row::PostgresRow;
pub(in crate::store) use watch::Cancel;
