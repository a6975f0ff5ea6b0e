//! Writing on the screen: no text leaves its place, and no customer's text controls the terminal.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::browse::theme::{Role, Theme};
use crate::sanitize::visible;

/// Writes into the cells of a screen.
pub(super) struct Pen<'b> {
    buffer: &'b mut Buffer,
    pub(super) theme: Theme,
}

impl<'b> Pen<'b> {
    pub(super) fn new(buffer: &'b mut Buffer, theme: Theme) -> Self {
        Self { buffer, theme }
    }

    /// Writes a text in the first line of a place, cut to its width; returns how many columns it takes.
    pub(super) fn text(&mut self, place: Rect, text: &str, role: Role) -> u16 {
        self.styled(place, text, self.theme.style(role))
    }

    /// Writes a text that looks as given.
    pub(super) fn styled(&mut self, place: Rect, text: &str, style: Style) -> u16 {
        let place = place.intersection(self.buffer.area);
        if place.is_empty() {
            return 0;
        }
        let text = self.theme.drawn(&clipped(text, usize::from(place.width), self.theme));
        let (end, _) = self.buffer.set_stringn(place.x, place.y, text, usize::from(place.width), style);
        end - place.x
    }

    /// Writes a text at the right of a place; returns the columns that are left of it.
    pub(super) fn right(&mut self, place: Rect, text: &str, role: Role) -> u16 {
        let needed = u16::try_from(width(text)).unwrap_or(u16::MAX);
        if needed == 0 || needed > place.width {
            return place.width;
        }
        self.text(Rect { x: place.right() - needed, width: needed, ..place }, text, role);
        place.width - needed
    }

    /// Draws a line across with a title, and a text at its right end.
    pub(super) fn rule(&mut self, place: Rect, title: &str, at_end: &str) {
        let line = self.theme.rule().repeat(usize::from(place.width));
        self.text(place, &line, Role::Quiet);
        let end = if at_end.is_empty() { String::new() } else { format!(" {at_end} ") };
        let right = Rect { width: place.width.saturating_sub(1), ..place };
        let left = self.right(right, &end, Role::Plain);
        if !title.is_empty() && left > 4 {
            self.text(Rect { x: place.x + 1, width: left - 1, ..place }, &format!(" {title} "), Role::Title);
        }
    }

    /// Makes a place look as given, whatever is written there.
    pub(super) fn paint(&mut self, place: Rect, role: Role) {
        let place = place.intersection(self.buffer.area);
        self.buffer.set_style(place, self.theme.style(role));
    }

    /// Draws a line down.
    pub(super) fn upright(&mut self, place: Rect) {
        for line in place.rows() {
            self.text(line, self.theme.upright(), Role::Quiet);
        }
    }
}

/// Returns how many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    visible(text).width()
}

/// Returns a text without control characters, cut to a width with an ellipsis.
pub(super) fn clipped(text: &str, most: usize, theme: Theme) -> String {
    let text = visible(text);
    if text.width() <= most {
        return text.into_owned();
    }
    let mut clipped = String::new();
    let mut used = 0;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used + 1 > most {
            break;
        }
        clipped.push(c);
    }
    if most > 0 {
        clipped.push_str(theme.ellipsis());
    }
    clipped
}

/// Returns the first line of a place, from a column on.
pub(super) fn line(place: Rect, line: u16) -> Rect {
    let height = u16::from(line < place.height);
    Rect { y: place.y + line.min(place.height), height, ..place }
}

/// Returns a place without its first columns.
pub(super) fn indented(place: Rect, columns: u16) -> Rect {
    let columns = columns.min(place.width);
    Rect { x: place.x + columns, width: place.width - columns, ..place }
}

/// Returns a text without its first columns.
pub(super) fn scrolled(text: &str, columns: usize) -> String {
    let mut passed = 0;
    text.chars()
        .skip_while(|c| {
            let is_before = passed < columns;
            passed += c.width().unwrap_or(0);
            is_before
        })
        .collect()
}
