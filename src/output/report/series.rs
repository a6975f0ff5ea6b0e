//! What a chart shows: rows of values, and where they are largest.

use super::dates::{long_date, span_name};
use super::scale::Quantity;
use crate::engine::{Calendar, CalendarUnit};
use crate::i18n::Texts;

/// A row of values, one for each span of the calendar; `None` where there is nothing to measure.
#[derive(Debug, Clone)]
pub(super) struct Series {
    pub(super) name: String,
    /// The number of its colour and pattern, from 1 on.
    pub(super) look: usize,
    pub(super) values: Vec<Option<u64>>,
}

impl Series {
    /// Returns the place and the value of the largest one.
    pub(super) fn largest(&self) -> Option<(usize, u64)> {
        let values = self.values.iter().enumerate().filter_map(|(place, value)| Some((place, (*value)?)));
        values.max_by_key(|(place, value)| (*value, std::cmp::Reverse(*place)))
    }

    /// Whether it has anything to show.
    pub(super) fn has_any(&self) -> bool {
        self.values.iter().any(|value| value.is_some_and(|value| value > 0))
    }
}

/// A chart with its texts.
#[derive(Debug, Clone)]
pub(super) struct Chart<'a> {
    /// Begins the ids of its parts.
    pub(super) id: &'static str,
    pub(super) title: String,
    /// What it shows, in a sentence that names the extremes.
    pub(super) description: String,
    pub(super) calendar: &'a Calendar,
    pub(super) quantity: Quantity,
    pub(super) series: Vec<Series>,
}

impl Chart<'_> {
    pub(super) fn unit(&self) -> CalendarUnit {
        self.calendar.unit
    }

    /// Returns the name of a span.
    pub(super) fn span(&self, place: usize) -> String {
        self.calendar.starts.get(place).map_or_else(String::new, |start| span_name(self.unit(), *start))
    }
}

/// Returns the largest value of a series and its date, as a sentence has them; `None` if the series is empty.
pub(super) fn extreme(
    series: &Series,
    calendar: &Calendar,
    quantity: Quantity,
    texts: &Texts,
) -> Option<(String, String)> {
    let (place, value) = series.largest()?;
    Some((quantity.text(value, texts), long_date(*calendar.starts.get(place)?, texts)))
}
