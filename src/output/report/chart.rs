//! Charts: columns that stand on one another, and lines.
//!
//! A column is a thick line, so its pattern is one of dashes: nothing in the page refers to anything, as a pattern of SVG would.
//! Colours and patterns are in `style.css`, so that they follow the page into the dark and onto paper.

#![allow(clippy::cast_precision_loss, reason = "a place on a screen needs no more digits")]

use std::fmt::Write as _;

use maud::{Markup, html};

use super::dates::NONE;
use super::scale::Quantity;
use super::series::{Chart, Series};
use super::sheet::{Sheet, SheetCell, SheetHead};
use crate::i18n::Texts;

const WIDTH: f64 = 680.0;
const HEIGHT: f64 = 220.0;
/// What is left for the scale, for the dates below, and at the other sides.
const LEFT: f64 = 62.0;
const BOTTOM: f64 = 28.0;
const MARGIN: f64 = 10.0;

/// The most dates below a chart.
const DATES: usize = 6;

/// The widest column.
const COLUMN: f64 = 36.0;

/// Size of a small line beside a figure.
const SMALL: (f64, f64) = (120.0, 22.0);

/// Returns a chart of columns, and the same as a table.
pub(super) fn columns(chart: &Chart<'_>, texts: &Texts) -> Markup {
    let shown: Vec<_> = chart.series.iter().filter(|series| series.has_any()).collect();
    let sum = |place: usize| shown.iter().filter_map(|series| series.values[place]).fold(0, u64::saturating_add);
    let largest = (0..chart.calendar.len()).map(sum).max().unwrap_or_default();
    let frame = ChartFrame::new(chart, largest);
    let width = COLUMN.min(frame.step() * 0.82);
    let mut below = vec![0; chart.calendar.len()];
    let bars = shown.iter().map(|series| {
        let mut path = String::new();
        for (place, below) in below.iter_mut().enumerate() {
            let Some(value) = series.values[place].filter(|value| *value > 0) else { continue };
            let (x, from, to) = (frame.x(place), frame.y(*below), frame.y(*below + value));
            // Writing to a string cannot fail.
            let _ = write!(path, "M{} {}V{}", short(x), short(from), short(to));
            *below += value;
        }
        (series.look, path)
    });
    let bars: Vec<_> = bars.collect();
    let drawn = html! {
        g stroke-width=(short(width)) {
            @for (look, path) in &bars {
                path class={ "ground k" (look) } d=(path) {}
                path class={ "bar k" (look) } d=(path) {}
            }
        }
    };
    figure(chart, &frame, &shown, &drawn, texts)
}

/// Returns a chart of lines, and the same as a table.
pub(super) fn lines(chart: &Chart<'_>, texts: &Texts) -> Markup {
    let shown: Vec<_> = chart.series.iter().filter(|series| series.largest().is_some()).collect();
    let largest = shown.iter().filter_map(|series| series.largest()).map(|(_, value)| value).max();
    let frame = ChartFrame::new(chart, largest.unwrap_or_default());
    let drawn = html! {
        @for series in &shown {
            path class={ "line k" (series.look) } d=(line(&series.values, |place, value| (frame.x(place), frame.y(value)))) {}
        }
    };
    figure(chart, &frame, &shown, &drawn, texts)
}

/// Returns a small line without a scale. `id` begins the ids of its texts.
pub(super) fn small_line(id: &str, title: &str, description: &str, values: &[u64]) -> Markup {
    let (width, height) = SMALL;
    let largest = values.iter().copied().max().unwrap_or_default().max(1) as f64;
    let step = width / values.len().max(1) as f64;
    let values: Vec<_> = values.iter().map(|value| Some(*value)).collect();
    let point = |place: usize, value: u64| {
        ((place as f64 + 0.5) * step, height - 2.0 - value as f64 / largest * (height - 4.0))
    };
    html! {
        svg class="small" role="img" viewBox={ "0 0 " (width) " " (height) }
            aria-labelledby={ (id) "-title " (id) "-desc" } {
            title id={ (id) "-title" } { (title) }
            desc id={ (id) "-desc" } { (description) }
            path class="line k1" d=(line(&values, point)) {}
        }
    }
}

/// Returns a path through values, with a gap where there is none; a value alone is a dot.
fn line(values: &[Option<u64>], point: impl Fn(usize, u64) -> (f64, f64)) -> String {
    let mut path = String::new();
    let mut is_open = false;
    for (place, value) in values.iter().enumerate() {
        let Some(value) = value else {
            is_open = false;
            continue;
        };
        let (x, y) = point(place, *value);
        let (command, dot) = if is_open { ('L', "") } else { ('M', "h0") };
        let _ = write!(path, "{command}{} {}{dot}", short(x), short(y));
        is_open = true;
    }
    path
}

/// The scale of a chart, and where things are.
struct ChartFrame {
    marks: Vec<u64>,
    spans: usize,
}

impl ChartFrame {
    fn new(chart: &Chart<'_>, largest: u64) -> Self {
        Self { marks: chart.quantity.marks(largest), spans: chart.calendar.len() }
    }

    /// The width of a span.
    fn step(&self) -> f64 {
        (WIDTH - LEFT - MARGIN) / self.spans.max(1) as f64
    }

    fn x(&self, place: usize) -> f64 {
        LEFT + (place as f64 + 0.5) * self.step()
    }

    fn y(&self, value: u64) -> f64 {
        let most = self.marks.last().copied().unwrap_or(1).max(1) as f64;
        HEIGHT - BOTTOM - value as f64 / most * (HEIGHT - BOTTOM - MARGIN)
    }

    fn draw(&self, chart: &Chart<'_>, texts: &Texts) -> Markup {
        let every = self.spans.div_ceil(DATES).max(1);
        let right = WIDTH - MARGIN;
        html! {
            @for mark in &self.marks {
                @let y = self.y(*mark);
                path class="grid" d={ "M" (LEFT) " " (short(y)) "H" (right) } {}
                text class="mark" x=(LEFT - 6.0) y=(short(y + 4.0)) { (chart.quantity.text(*mark, texts)) }
            }
            @for place in (0..self.spans).step_by(every) {
                text class="date" x=(short(self.x(place))) y=(HEIGHT - 6.0) { (chart.span(place)) }
            }
        }
    }
}

/// Returns a chart with its legend and its table.
fn figure(chart: &Chart<'_>, frame: &ChartFrame, shown: &[&Series], drawn: &Markup, texts: &Texts) -> Markup {
    let id = chart.id;
    html! {
        figure {
            figcaption { (chart.title) }
            @if shown.len() > 1 {
                ul.legend {
                    @for series in shown {
                        li { span class={ "swatch k" (series.look) } aria-hidden="true" {} (series.name) }
                    }
                }
            }
            div.scroll tabindex="0" role="group" aria-label=(chart.title) {
                svg.chart role="img" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } aria-labelledby={ (id) "-title " (id) "-desc" } {
                    title id={ (id) "-title" } { (chart.title) }
                    desc id={ (id) "-desc" } { (chart.description) }
                    (frame.draw(chart, texts))
                    (drawn)
                }
            }
            p.note { (chart.description) }
            (details(&chart.title, &table(chart, shown, texts), texts))
        }
    }
}

/// Returns a table that is closed until somebody wants it.
pub(super) fn details(title: &str, sheet: &Sheet, texts: &Texts) -> Markup {
    html! {
        details {
            summary { (texts.report_show_table()) }
            (sheet.draw(title, texts))
        }
    }
}

fn table(chart: &Chart<'_>, shown: &[&Series], texts: &Texts) -> Sheet {
    let mut heads = vec![SheetHead::text(texts.report_span(chart.unit().name()))];
    heads.extend(shown.iter().map(|series| SheetHead::number(series.name.clone())));
    let cell = |value: Option<u64>| match (value, chart.quantity) {
        (None, _) => SheetCell::Text(NONE.to_owned()),
        (Some(value), Quantity::Count) => SheetCell::Count(value),
        (Some(value), Quantity::Seconds) => SheetCell::Seconds(value),
    };
    let row = |place: usize| {
        let mut row = vec![SheetCell::Text(chart.span(place))];
        row.extend(shown.iter().map(|series| cell(series.values[place])));
        row
    };
    Sheet { heads, rows: (0..chart.calendar.len()).map(row).collect(), command: None }
}

/// Returns a coordinate with one digit of a fraction at most.
fn short(coordinate: f64) -> String {
    let text = format!("{coordinate:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_a_gap_where_there_is_nothing_and_a_dot_for_a_value_alone() {
        let values = [Some(1), Some(2), None, Some(3)];
        assert_eq!(line(&values, |place, value| (place as f64, value as f64)), "M0 1h0L1 2M3 3h0");
        assert_eq!(line(&[None], |_, _| (0.0, 0.0)), "");
    }

    #[test]
    fn coordinates_are_short() {
        for (coordinate, text) in [(1.0, "1"), (0.25, "0.2"), (62.05, "62"), (-3.46, "-3.5")] {
            assert_eq!(short(coordinate), text);
        }
    }
}
