//! What is known of the screen that people read the output on.

use crate::terminal::{self, Colours};

/// What the command line says about the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Display {
    /// Whether lines may be as wide as their values.
    pub(crate) is_wide: bool,
    /// Whether long output is shown by a pager.
    pub(crate) has_pager: bool,
}

impl Default for Display {
    fn default() -> Self {
        Self { is_wide: false, has_pager: true }
    }
}

/// The screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Screen {
    /// The columns that a line must not exceed; `None` if it may be as wide as its values.
    pub(super) width: Option<usize>,
    /// Whether everything is shown, however wide.
    pub(super) is_wide: bool,
    pub(super) has_colours: bool,
    /// Whether it shows the characters that draw lines and bars.
    pub(super) is_unicode: bool,
}

impl Screen {
    /// Returns what is known of the standard output's screen. Where there is none, `$COLUMNS` may ask for a width.
    pub(super) fn of_stdout(is_terminal: bool, display: Display) -> Self {
        let width = if is_terminal { terminal::stdout_width() } else { terminal::asked_width() };
        Self {
            width: width.filter(|_| !display.is_wide),
            is_wide: display.is_wide,
            has_colours: Colours::on_stdout(),
            is_unicode: !is_terminal || terminal::is_unicode(),
        }
    }

    /// Returns what is known of a file's screen, which is a terminal or none.
    pub(super) fn of_file() -> Self {
        Self { width: None, is_wide: false, has_colours: false, is_unicode: true }
    }

    /// Returns a text with other characters for those that the screen lacks.
    pub(super) fn drawn(self, text: &str) -> String {
        if self.is_unicode { text.to_owned() } else { text.chars().map(ascii).collect() }
    }
}

/// The ASCII character that stands for one that draws.
fn ascii(c: char) -> char {
    match c {
        '─' => '-',
        '…' => '~',
        '█' | '▉' | '▊' | '▋' => '#',
        '▌' | '▍' | '▎' | '▏' => ':',
        c => c,
    }
}
