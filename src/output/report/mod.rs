//! The report on a period: a page for browsers that is one file, and the same figures as one object for machines.

mod attention;
mod chart;
mod dates;
mod document;
mod figures;
mod overview;
mod scale;
mod section_corrections;
mod section_failures;
mod section_jobs;
mod section_operations;
mod section_waiting;
mod series;
mod sheet;

use std::io::{self, Write as _};

pub(crate) use document::ReportPlace;

use self::document::page;
use self::figures::for_machines;
use super::formats::print_json;
use super::writer::Output;
use crate::engine::PeriodReport;
use crate::i18n::Texts;

/// The format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReportFormat {
    Html,
    Json,
}

/// Prints a report.
pub(crate) fn print_report(
    output: &mut Output,
    report: &PeriodReport,
    place: ReportPlace<'_>,
    format: ReportFormat,
    texts: &Texts,
) -> io::Result<()> {
    match format {
        ReportFormat::Json => print_json(output, &for_machines(report, place)),
        ReportFormat::Html => {
            output.keep_lines()?;
            writeln!(output, "{}", page(report, place, texts).into_string())
        }
    }
}
