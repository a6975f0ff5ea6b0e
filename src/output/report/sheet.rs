//! Tables of a report: they sort where scripts run, scroll in their own box where they are wide, and end where nobody reads on.

use maud::{Markup, html};

use super::dates::{self, percent};
use crate::i18n::Texts;
use crate::model::Timestamp;
use crate::sanitize::visible;

/// The most rows.
const ROWS: usize = 50;

/// How many shades cells have.
const SHADES: u64 = 5;

/// The head of a column.
#[derive(Debug, Clone)]
pub(super) struct SheetHead {
    name: String,
    is_number: bool,
}

impl SheetHead {
    pub(super) fn text(name: impl Into<String>) -> Self {
        Self { name: name.into(), is_number: false }
    }

    pub(super) fn number(name: impl Into<String>) -> Self {
        Self { name: name.into(), is_number: true }
    }
}

/// A cell.
#[derive(Debug, Clone)]
pub(super) enum SheetCell {
    Empty,
    Text(String),
    /// The same in every language: an error, a field, a value.
    Code(String),
    Count(u64),
    /// A number with a shade, by the largest of all.
    Shaded {
        count: u64,
        largest: u64,
    },
    Seconds(u64),
    /// In thousandths.
    Share(Option<u64>),
    Time(Option<Timestamp>),
    /// What is drawn already.
    Drawn(Markup),
}

/// A table.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) heads: Vec<SheetHead>,
    /// The first cell of each says what the row is about.
    pub(super) rows: Vec<Vec<SheetCell>>,
    /// The command that shows the rows for which there is no room.
    pub(super) command: Option<&'static str>,
}

impl Sheet {
    /// Draws the table, whose caption is for those who cannot see what stands above it.
    pub(super) fn draw(&self, caption: &str, texts: &Texts) -> Markup {
        let left_out = self.rows.len().saturating_sub(ROWS);
        html! {
            div.scroll tabindex="0" role="group" aria-label=(caption) {
                table {
                    caption { (caption) }
                    thead { tr {
                        @for head in &self.heads {
                            th scope="col" class=[head.is_number.then_some("number")] { (visible(&head.name)) }
                        }
                    } }
                    tbody {
                        @for row in self.rows.iter().take(ROWS) {
                            tr {
                                @for (at, cell) in row.iter().enumerate() {
                                    @if at == 0 {
                                        th scope="row" { (cell.content(texts)) }
                                    } @else {
                                        (cell.draw(self.heads.get(at).is_some_and(|head| head.is_number), texts))
                                    }
                                }
                            }
                        }
                    }
                }
            }
            @if left_out > 0 {
                p.note {
                    (texts.report_more_rows(left_out))
                    @if let Some(command) = self.command { ": " code { (command) } }
                }
            }
        }
    }
}

impl SheetCell {
    /// Returns a count that is left out where it is zero.
    pub(super) fn unless_zero(count: u64) -> Self {
        if count == 0 { Self::Empty } else { Self::Count(count) }
    }

    fn draw(&self, is_number: bool, texts: &Texts) -> Markup {
        let shade = match self {
            Self::Shaded { count, largest } if *count > 0 => {
                format!(" shade{}", (count * SHADES).div_ceil((*largest).max(1)).min(SHADES))
            }
            _ => String::new(),
        };
        let class = format!("{}{shade}", if is_number { "number" } else { "" });
        let class = Some(class.trim().to_owned()).filter(|class| !class.is_empty());
        html! { td class=[class] data-v=[self.value()] { (self.content(texts)) } }
    }

    /// Returns the number that the cell is sorted by; `None` if it is sorted by its text.
    fn value(&self) -> Option<u64> {
        match self {
            Self::Count(value) | Self::Seconds(value) | Self::Shaded { count: value, .. } => Some(*value),
            Self::Share(share) => *share,
            Self::Time(_) | Self::Empty | Self::Text(_) | Self::Code(_) | Self::Drawn(_) => None,
        }
    }

    fn content(&self, texts: &Texts) -> Markup {
        let number = |count: u64| texts.number(i64::try_from(count).unwrap_or(i64::MAX));
        let text = match self {
            Self::Empty | Self::Shaded { count: 0, .. } => String::new(),
            Self::Text(text) => visible(text).into_owned(),
            Self::Code(code) => return html! { code { (visible(code)) } },
            Self::Count(count) | Self::Shaded { count, .. } => number(*count),
            Self::Seconds(seconds) => dates::seconds(*seconds, texts),
            Self::Share(share) => share.map_or_else(|| dates::NONE.to_owned(), |share| percent(share, texts)),
            Self::Time(at) => at.map_or_else(|| texts.never(), Timestamp::local),
            Self::Drawn(drawn) => return drawn.clone(),
        };
        html! { (text) }
    }
}
