//! What commands print, a page for each subject.

mod detail;
mod groups;
mod objects;
mod operations;
mod resynced;
mod run;

pub(crate) use detail::{ShownOperation, print_detail};
pub(crate) use groups::GroupPrinter;
pub(crate) use objects::{changes_value, problems_value};
pub(crate) use operations::OperationPrinter;
pub(crate) use resynced::ResyncedOperation;
pub(crate) use run::{print_problems, print_run_as_json, print_run_lines, print_run_table, run_grid, run_value};
