//! Options that say in which format a report is written, and where.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::file::{in_use, other_ending};
use crate::context::Context;
use crate::failure::Result;
use crate::i18n::Phrase;
use crate::output::{Output, ReportFormat};
use crate::refusal::Refusal;

/// Format and place of a report.
#[derive(Debug, Args)]
pub(crate) struct PageArgs {
    /// Format of the report [default: by the ending of `--output`; otherwise html]
    #[arg(long, short, value_enum)]
    format: Option<ReportFormat>,
    /// Write to this file, which appears or is replaced when it is complete
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl PageArgs {
    /// Returns the format, and the file to write to; `None` for the standard output.
    ///
    /// # Errors
    /// The file cannot be written, is in use, or has the ending of the other format; a page would go to a terminal.
    pub(crate) fn open(&self, cx: &Context) -> Result<(ReportFormat, Option<Output>)> {
        let path = self.output.as_ref().filter(|path| path.as_os_str() != "-");
        let named = path.and_then(|path| format_of(&path.extension()?.to_string_lossy()));
        let format = self.format.or(named).unwrap_or(ReportFormat::Html);
        let Some(path) = path else {
            let is_for_nobody = format == ReportFormat::Html && cx.output.is_terminal;
            return if is_for_nobody { Err(no_file().into()) } else { Ok((format, None)) };
        };
        if let Some(named) = named.filter(|named| *named != format) {
            return Err(other_ending(path, name_of(format), name_of(named)).into());
        }
        if let Some(file_use) = cx.used_files().use_of(path) {
            return Err(in_use(path, file_use).into());
        }
        let output = Output::to_file(path)?;
        if format == ReportFormat::Html && output.is_terminal {
            return Err(no_file().into());
        }
        Ok((format, Some(output)))
    }
}

/// Refuses to show a page on a terminal.
fn no_file() -> Refusal {
    Refusal::of_usage(Phrase::new("report-no-file"))
}

fn format_of(ending: &str) -> Option<ReportFormat> {
    let is_page = ending.eq_ignore_ascii_case("htm");
    let format = ReportFormat::value_variants().iter().find(|format| name_of(**format).eq_ignore_ascii_case(ending));
    format.copied().or(is_page.then_some(ReportFormat::Html))
}

fn name_of(format: ReportFormat) -> &'static str {
    match format {
        ReportFormat::Html => "html",
        ReportFormat::Json => "json",
    }
}

impl ValueEnum for ReportFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Html, Self::Json]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Html => "A page for browsers, which needs no other file",
            Self::Json => "The same figures as one object",
        };
        Some(PossibleValue::new(name_of(*self)).help(help))
    }
}
