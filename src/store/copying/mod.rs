//! Copying a whole store into another database, row by row, so that it may be a database of another kind.
//!
//! A half-made copy is no store: the row that says who it is comes last, and until then a table of its own says what is being copied
//! and how far that is. Each chunk of rows is written together with how far it goes, so a copy goes on after whatever ended
//! it. Rows are summed up on both sides, so that the copy is proven by what is read of it. The search index is not copied:
//! it is made anew from the rows.

mod chunk;
mod fault;
mod half_copy;
mod mark;
mod reading;
mod row_sum;
mod tables;

pub(crate) use fault::CopyFault;
pub(crate) use half_copy::HalfCopy;
pub(crate) use mark::CopiedRows;
pub(crate) use row_sum::RowSum;
pub(crate) use tables::{CopiedTable, STORE, TABLES};
