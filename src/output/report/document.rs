//! The page as a whole: one file that needs nothing else, neither a network nor a script.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use super::dates::offset;
use super::overview::{header, period, tiles};
use super::{attention, section_corrections, section_failures, section_jobs, section_operations, section_waiting};
use crate::address::StoreAddress;
use crate::engine::PeriodReport;
use crate::i18n::Texts;
use crate::model::hex;
use crate::sanitize::visible;

/// How the page looks: in the light, in the dark, on a telephone and on paper.
const STYLE: &str = include_str!("style.css");

/// Sorts tables; without it they can be read all the same.
const SCRIPT: &str = include_str!("sort.js");

/// What a report is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReportPlace<'a> {
    pub(crate) store: &'a StoreAddress,
}

impl ReportPlace<'_> {
    /// Returns the store's name without its folder, which tells nothing to those whom the page is sent to.
    fn name(self) -> String {
        let name = self.store.file().and_then(|path| path.file_name());
        name.map_or_else(|| self.store.to_string(), |name| name.to_string_lossy().into_owned())
    }
}

/// Returns the page.
pub(super) fn page(report: &PeriodReport, place: ReportPlace<'_>, texts: &Texts) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(texts.language().code()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (texts.report_title()) " · " (period(report, texts)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (header(report, texts))
                main {
                    (tiles(report, texts))
                    (attention::section(&report.status.attention, texts))
                    (section_waiting::section(report, texts))
                    (section_operations::section(report, texts))
                    (section_failures::section(report, texts))
                    (section_corrections::section(report, texts))
                    (section_jobs::section(report, texts))
                    @if let Some(open) = &report.open { (section_jobs::open_section(open, texts)) }
                }
                (footer(report, place, texts))
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

/// Returns what a browser may do with the page: show its style and run its script, whose hash this is, and nothing else.
fn policy() -> String {
    let hash = STANDARD.encode(Sha256::digest(SCRIPT.as_bytes()));
    format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
    )
}

/// Draws who made the page of what. The hash makes it an anchor: `verify --anchor` later shows whether anything before it changed.
fn footer(report: &PeriodReport, place: ReportPlace<'_>, texts: &Texts) -> Markup {
    let whose = if report.request.with_people { texts.report_foot_people() } else { texts.report_foot_private() };
    html! {
        footer {
            p {
                (texts.report_foot_version(env!("CARGO_PKG_VERSION"))) " · " (visible(&place.name())) " · "
                (texts.report_foot_offset(offset(report.status.now))) " · " (whose)
            }
            p { (texts.verify_head(hex(&report.anchor.hash))) }
        }
    }
}
