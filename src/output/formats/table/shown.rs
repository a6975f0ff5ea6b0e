//! What a table shows of a cell: its text, a shorter form of it, its colour, and where it may be broken.

use crate::i18n::Texts;
use crate::model::{Cell, Outcome, State};
use crate::sanitize::visible;
use crate::terminal::Tone;
use crate::terminal::wrap::{has_form, widest_word, width};

/// How a GUID looks.
const GUID: &str = "00000000-0000-0000-0000-000000000000";

/// What a table shows of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ShownCell {
    pub(super) text: String,
    /// A form for narrow screens, which still tells values apart.
    pub(super) short: Option<ShortForm>,
    pub(super) tone: Option<Tone>,
    /// Whether it stands at the right of its column.
    pub(super) is_number: bool,
    /// Whether it may be broken between its words.
    pub(super) is_breakable: bool,
}

/// A shorter form of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ShortForm {
    /// A time without its seconds, and without its year if that is the present one.
    Time(String),
    /// The beginning and the end of a GUID.
    Guid(String),
}

impl ShownCell {
    /// Returns what is shown of a cell, of which a text has at most so many characters. `year` is the present one.
    pub(super) fn new(cell: &Cell<'_>, texts: &Texts, most: usize, year: &str) -> Self {
        let text = beginning(&cell.text_for_people(texts), most);
        let short = short_form(cell, &text, year);
        let is_number = matches!(cell, Cell::Number(_) | Cell::Count(_) | Cell::Seconds(_));
        let is_time = matches!(cell, Cell::Time(_) | Cell::LastTime(_));
        let is_breakable = !is_number && !is_time && short.is_none();
        Self { text, short, tone: tone(cell), is_number, is_breakable }
    }

    /// Returns the width of the whole text.
    pub(super) fn full_width(&self) -> usize {
        width(&self.text)
    }

    /// Returns the width that the text needs at least, if words wider than `most` may be broken.
    pub(super) fn least_width(&self, most: usize) -> usize {
        if self.is_breakable { widest_word(&self.text).min(most) } else { self.full_width() }
    }
}

/// Returns the beginning of a text, made visible, with a mark if there is more of it.
fn beginning(text: &str, most: usize) -> String {
    let cut = |text: &str| text.char_indices().nth(most).map(|(end, _)| end);
    let end = cut(text);
    let shown = visible(&text[..end.unwrap_or(text.len())]).into_owned();
    // What is made visible takes more room.
    match (cut(&shown), end) {
        (Some(end), _) => format!("{}…", &shown[..end]),
        (None, Some(_)) => format!("{shown}…"),
        (None, None) => shown,
    }
}

fn short_form(cell: &Cell<'_>, text: &str, year: &str) -> Option<ShortForm> {
    match cell {
        Cell::Time(_) | Cell::LastTime(Some(_)) => Some(ShortForm::Time(short_time(text, year))),
        Cell::Text(_) | Cell::Account(Some(_)) if is_guid(text) => {
            Some(ShortForm::Guid(format!("{}…{}", &text[..4], &text[text.len() - 6..])))
        }
        _ => None,
    }
}

/// Whether a text is a GUID without braces.
fn is_guid(text: &str) -> bool {
    text.len() == GUID.len()
        && text.bytes().zip(GUID.bytes()).all(|(byte, of_guid)| match of_guid {
            b'0' => byte.is_ascii_hexdigit(),
            other => byte == other,
        })
}

/// Returns a local time such as `2026-11-20 19:20:05` as `11-20 19:20` if it is of the present year, else as its date.
fn short_time(text: &str, year: &str) -> String {
    if !has_form(text, "0000-00-00 00:00:00") {
        return text.to_owned();
    }
    if !year.is_empty() && text.starts_with(year) { text[5..16].to_owned() } else { text[..10].to_owned() }
}

fn tone(cell: &Cell<'_>) -> Option<Tone> {
    match cell {
        Cell::State(state) => tone_of_state(*state),
        Cell::Problems([_, ..]) | Cell::Outcome(Outcome::Failed | Outcome::Partial) => Some(Tone::Bad),
        Cell::Outcome(Outcome::Succeeded) => Some(Tone::Good),
        Cell::Outcome(_) | Cell::Account(None) => Some(Tone::Open),
        _ => None,
    }
}

/// Returns the tone of a state; `None` for one that needs no attention.
pub(in crate::output) fn tone_of_state(state: State) -> Option<Tone> {
    match state {
        State::Failed => Some(Tone::Bad),
        State::Waiting | State::Pending => Some(Tone::Open),
        State::Completed => Some(Tone::Good),
        State::Synced | State::Dismissed => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_loses_what_is_known_anyway() {
        assert_eq!(short_time("2026-11-20 19:20:05", "2026"), "11-20 19:20");
        assert_eq!(short_time("2025-11-20 19:20:05", "2026"), "2025-11-20");
        assert_eq!(short_time("never", "2026"), "never");
    }

    #[test]
    fn a_guid_is_known_in_either_case() {
        assert!(is_guid("239F8a3e-7d3a-4b58-9a34-0c8f0e8adf39"));
        assert!(!is_guid("239F8a3e-7d3a-4b58-9a34-0c8f0e8adf3"));
        assert!(!is_guid("239F8a3e-7d3a-4b58-9a34-0c8f0e8adf3g"));
    }
}
