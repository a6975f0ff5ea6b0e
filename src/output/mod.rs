//! Everything that is printed on the standard output or into a file, and remarks on the standard error: formats, widths and
//! colours are known only here.

mod cell;
mod columns;
mod error_counts;
mod formats;
mod grid;
mod list;
mod mending;
mod objects;
mod pages;
mod problem_line;
mod progress;
mod remark;
mod screen;
mod writer;

pub(crate) use columns::{ListColumn, default_columns, default_columns_on_screen, properties};
pub(crate) use formats::{DetailFormat, Format, print_json};
pub(crate) use list::Printed;
pub(crate) use mending::VALUE_TO_FILL_IN;
pub(crate) use pages::administration::print_administration;
pub(crate) use pages::backup::print_backup_report;
pub(crate) use pages::channel_check::print_channel_check;
pub(crate) use pages::channels::{print_channel, print_channels};
pub(crate) use pages::customer::print_customer;
pub(crate) use pages::detail::print_inspected;
pub(crate) use pages::dismiss::print_dismiss_report;
pub(crate) use pages::edit::print_edit_report;
pub(crate) use pages::explanation::print_explanation;
pub(crate) use pages::faulty_lines::faulty_lines;
pub(crate) use pages::fields::print_fields;
pub(crate) use pages::groups::GroupPrinter;
pub(crate) use pages::history::{print_history, print_reset_history};
pub(crate) use pages::import::{import_refused, print_import_report};
pub(crate) use pages::operations::OperationPrinter;
pub(crate) use pages::prune::print_prune_report;
pub(crate) use pages::resync::{print_resync_report, shown_waits};
pub(crate) use pages::run::{print_run_as_json, print_run_lines, print_run_table, remark_problems};
pub(crate) use pages::runs::{print_run_detail, print_runs};
pub(crate) use pages::saved_filters::print_saved_filters;
pub(crate) use pages::status::{StatusPlace, print_status};
pub(crate) use pages::verify::{VerifyPrinter, remark_unasked};
pub(crate) use problem_line::problem_line;
pub(crate) use progress::{Bars, Silent};
pub(crate) use remark::remark;
pub(crate) use screen::Display;
pub(crate) use writer::{Output, allow_closed_pipe};
