//! What a report is to be about.

use crate::model::Timestamp;

/// The period and the channels of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ReportScope {
    /// The first and the last moment; `None` for any.
    pub(crate) from: Option<Timestamp>,
    pub(crate) to: Option<Timestamp>,
    /// The names of the channels, as the store or the configuration has them; `None` for all.
    pub(crate) channels: Option<Vec<String>>,
}

/// What a report is to be about, and what it may tell beside figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ReportRequest {
    pub(crate) scope: ReportScope,
    /// Whether it names the people who corrected operations.
    pub(crate) with_people: bool,
    /// Whether it lists the oldest operations that have not gone through.
    pub(crate) with_operations: bool,
}
