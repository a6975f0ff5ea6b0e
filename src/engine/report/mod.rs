//! A report on a period: how long customers waited, what failed, what people corrected, and what the jobs did. Figures only: the
//! values of customers are in none of them, but for wrong ones of reference fields that many operations have in common.

mod calendar;
mod corrections;
mod days;
mod durations;
mod failures;
mod local_days;
mod request;
mod runs;
mod summary;
mod waiting;

pub(crate) use calendar::{Calendar, CalendarUnit};
pub(crate) use corrections::CorrectionSum;
pub(crate) use days::StateCounts;
pub(crate) use durations::DurationSummary;
pub(crate) use failures::{ErrorFigures, WrongValue};
pub(crate) use request::{ReportRequest, ReportScope};
pub(crate) use runs::JobSummary;
pub(crate) use summary::{PeriodReport, ReportedChannel, ReportedOperation};
pub(crate) use waiting::{ChannelWaiting, WaitingSpan};
