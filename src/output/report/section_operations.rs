//! The operations of a period by day and present state.

use maud::{Markup, html};

use super::chart::columns;
use super::scale::Quantity;
use super::series::{Chart, Series, extreme};
use crate::engine::{PeriodReport, StateCounts};
use crate::i18n::Texts;
use crate::model::State;

/// Draws the section.
pub(super) fn section(report: &PeriodReport, texts: &Texts) -> Markup {
    let title = texts.report_operations(report.calendar.unit.name());
    html! {
        section aria-labelledby="operations" {
            h2 id="operations" { (texts.status_operations()) }
            @if report.operations.total.total() == 0 {
                p { (texts.report_operations_none()) }
            } @else {
                p { (texts.report_operations_meaning()) }
                (columns(&chart(report, title, texts), texts))
                @if report.operations.earlier > 0 {
                    p.note { (texts.report_earlier(report.operations.earlier)) }
                }
            }
        }
    }
}

fn chart<'r>(report: &'r PeriodReport, title: String, texts: &Texts) -> Chart<'r> {
    let spans = &report.operations.spans;
    let values = |value: &dyn Fn(&StateCounts) -> u64| spans.iter().map(|span| Some(value(span))).collect();
    // What went through is below, what needs a person on top of it.
    let states = [
        (State::Completed, 1),
        (State::Synced, 2),
        (State::Pending, 3),
        (State::Waiting, 4),
        (State::Failed, 5),
        (State::Dismissed, 6),
    ];
    let series = states.map(|(state, look)| Series {
        name: texts.state_head(state),
        look,
        values: values(&|span| span.get(state)),
    });
    let all = Series { name: String::new(), look: 0, values: values(&StateCounts::total) };
    let of = |series: &Series| extreme(series, &report.calendar, Quantity::Count, texts);
    let mut description = match of(&all) {
        Some((most, date)) => texts.report_operations_extremes(report.operations.total.total(), most, date),
        None => texts.report_chart_empty(),
    };
    let failed = states.iter().zip(&series).find(|((state, _), _)| *state == State::Failed).map(|(_, series)| series);
    if let Some((most, date)) = failed.filter(|failed| failed.has_any()).and_then(of) {
        description = format!("{description} {}", texts.report_operations_failed(most, date));
    }
    Chart {
        id: "states",
        title,
        description,
        calendar: &report.calendar,
        quantity: Quantity::Count,
        series: series.into(),
    }
}
