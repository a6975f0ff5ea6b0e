//! Options that several commands share: which operations, how to print them, by whom and why.

mod absolute;
mod complete;
mod confirm;
mod file;
mod format;
mod global;
mod limit;
mod line_to_complete;
mod lists;
mod metrics;
mod page_file;
mod print;
mod run_name;
mod scope;
mod select;
mod target;
mod thresholds;
mod wait;

pub(crate) use absolute::absolute;
pub(crate) use complete::{CompletedKind, CompletionOffer, offers};
pub(crate) use confirm::{can_ask, confirm, question_about};
pub(crate) use file::{OutputArgs, in_use, used_as};
pub(crate) use format::small_list_format;
pub(crate) use global::{GlobalArgs, UnreadArguments};
pub(crate) use limit::Limit;
pub(crate) use line_to_complete::{COMPLETION_VARIABLE, line_to_complete};
pub(crate) use lists::{NumberList, numbered, separated};
pub(crate) use metrics::{MetricsArgs, exit_of_run};
pub(crate) use page_file::PageArgs;
pub(crate) use print::{PrintArgs, count_columns};
pub(crate) use run_name::RunName;
pub(crate) use scope::ScopeArgs;
pub(crate) use select::{SelectArgs, bare_expression, known_channels, known_values, names, no_selection};
pub(crate) use target::{AuthorArgs, CorrectionArgs, Sampled, TargetArgs};
pub(crate) use thresholds::{Thresholds, age_thresholds, count_thresholds};
pub(crate) use wait::{WaitArgs, duration};
