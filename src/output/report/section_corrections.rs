//! What people corrected, and how much of it went through then.

use maud::{Markup, html};

use super::dates::thousandths;
use super::section_failures::field_cell;
use super::sheet::{Sheet, SheetCell, SheetHead};
use crate::engine::{CorrectionSum, PeriodReport};
use crate::i18n::Texts;

/// Draws the section.
pub(super) fn section(report: &PeriodReport, texts: &Texts) -> Markup {
    let corrections = &report.corrections;
    html! {
        section aria-labelledby="corrections" {
            h2 id="corrections" { (texts.report_corrections()) }
            @if corrections.total == CorrectionSum::default() {
                p { (texts.report_corrections_none()) }
            } @else {
                p { (texts.report_corrections_meaning()) }
                (total(report, texts).draw(&texts.report_corrections(), texts))
                @if !corrections.fields.is_empty() {
                    h3 { (texts.report_errors_fields()) }
                    (fields(report, texts).draw(&texts.report_errors_fields(), texts))
                }
                @if let Some(people) = &corrections.people {
                    h3 { (texts.report_corrections_people()) }
                    (by_person(people, texts).draw(&texts.report_corrections_people(), texts))
                }
            }
        }
    }
}

/// The heads of what people did, after one that says what a row is about.
fn heads(first: String, texts: &Texts) -> Vec<SheetHead> {
    let numbers = [
        texts.report_edited(),
        texts.report_resynced(),
        texts.report_dismissed(),
        texts.report_corrected(),
        texts.report_through(),
        texts.report_through_share(),
    ];
    std::iter::once(SheetHead::text(first)).chain(numbers.map(SheetHead::number)).collect()
}

fn row(first: SheetCell, sum: &CorrectionSum) -> Vec<SheetCell> {
    let counts = [sum.edits, sum.resyncs, sum.dismissals, sum.operations, sum.through].map(SheetCell::Count);
    let share = SheetCell::Share(thousandths(sum.through, sum.operations));
    std::iter::once(first).chain(counts).chain([share]).collect()
}

fn total(report: &PeriodReport, texts: &Texts) -> Sheet {
    let all = texts.report_corrections_total();
    let rows = vec![row(SheetCell::Text(all), &report.corrections.total)];
    Sheet { heads: heads(String::new(), texts), rows, command: None }
}

fn fields(report: &PeriodReport, texts: &Texts) -> Sheet {
    let heads = vec![
        SheetHead::text(texts.field_header()),
        SheetHead::number(texts.report_edited()),
        SheetHead::number(texts.report_corrected()),
        SheetHead::number(texts.report_through()),
        SheetHead::number(texts.report_through_share()),
    ];
    let rows = report.corrections.fields.iter().map(|(field, sum)| {
        vec![
            field_cell(*field, texts),
            SheetCell::Count(sum.edits),
            SheetCell::Count(sum.operations),
            SheetCell::Count(sum.through),
            SheetCell::Share(thousandths(sum.through, sum.operations)),
        ]
    });
    Sheet { heads, rows: rows.collect(), command: Some("hqsync report --format json") }
}

fn by_person(people: &[(String, CorrectionSum)], texts: &Texts) -> Sheet {
    let rows = people.iter().map(|(actor, sum)| row(SheetCell::Text(actor.clone()), sum));
    let command = Some("hqsync report --people --format json");
    Sheet { heads: heads(texts.report_person(), texts), rows: rows.collect(), command }
}
