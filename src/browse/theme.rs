//! Colours by what they mean: the terminal's own sixteen on its own background. Words carry all meaning, so nothing is lost
//! without colours.

use ratatui::style::{Color, Modifier, Style};

use crate::model::State;

/// What a part of the page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Plain,
    Title,
    /// What matters less: rules, hints, what is no longer in the list.
    Quiet,
    Failed,
    Waiting,
    Done,
    /// A value that changes, or a draft of one.
    Change,
    /// The row or the field that is selected.
    Selected,
    /// The name of a key.
    KeyName,
}

/// How the roles look on this terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Theme {
    pub(super) has_colours: bool,
    /// Whether the terminal has the characters that draw lines.
    pub(super) is_unicode: bool,
}

impl Theme {
    /// Returns how a role looks.
    pub(super) fn style(self, role: Role) -> Style {
        let coloured = |colour: Color| if self.has_colours { Style::new().fg(colour) } else { Style::new() };
        match role {
            Role::Plain => Style::new(),
            Role::Title | Role::KeyName => Style::new().add_modifier(Modifier::BOLD),
            Role::Quiet => Style::new().add_modifier(Modifier::DIM),
            Role::Failed => coloured(Color::Red).add_modifier(Modifier::BOLD),
            Role::Waiting => coloured(Color::Yellow),
            Role::Done => coloured(Color::Green),
            Role::Change => coloured(Color::Blue).add_modifier(Modifier::BOLD),
            Role::Selected => Style::new().add_modifier(Modifier::REVERSED),
        }
    }

    /// Returns the role of a state.
    pub(super) fn role_of(state: State) -> Role {
        match state {
            State::Failed => Role::Failed,
            State::Waiting | State::Pending => Role::Waiting,
            State::Synced => Role::Done,
            State::Completed | State::Dismissed => Role::Quiet,
        }
    }

    /// Returns the character that stands for what was cut off.
    pub(super) fn ellipsis(self) -> &'static str {
        if self.is_unicode { "…" } else { "~" }
    }

    /// Returns the character of a line across.
    pub(super) fn rule(self) -> &'static str {
        if self.is_unicode { "─" } else { "-" }
    }

    /// Returns the character of a line down.
    pub(super) fn upright(self) -> &'static str {
        if self.is_unicode { "│" } else { "|" }
    }

    /// Returns a text with other characters for those that the terminal lacks.
    pub(super) fn drawn(self, text: &str) -> String {
        if self.is_unicode {
            return text.to_owned();
        }
        let ascii = |c: char| match c {
            '·' => '-',
            '…' => '~',
            '↑' => '^',
            '↓' => 'v',
            c => c,
        };
        text.chars().map(ascii).collect()
    }
}
