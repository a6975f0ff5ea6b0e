//! Colours by what they mean, of the sixteen that every theme makes legible on its own background.

use std::fmt::Display;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Colours {
    /// On a terminal, unless `NO_COLOR`, `CLICOLOR=0` or `TERM=dumb` is set; elsewhere if `CLICOLOR_FORCE` is.
    #[default]
    Auto,
    Always,
    Never,
}

impl Colours {
    /// Makes this the choice for everything that the program prints.
    pub(crate) fn choose(self) {
        match self {
            Self::Auto if is_dumb() => ColorChoice::Never,
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
        .write_global();
    }

    /// Returns the choice with that name; `auto` for none.
    pub(crate) fn named(name: Option<&str>) -> Self {
        match name {
            Some("always") => Self::Always,
            Some("never") => Self::Never,
            _ => Self::Auto,
        }
    }

    /// Whether the standard output shows colours.
    pub(crate) fn on_stdout() -> bool {
        AutoStream::choice(&std::io::stdout()) != ColorChoice::Never
    }
}

/// Whether the terminal says that it has no colours, and nobody forces them on it.
fn is_dumb() -> bool {
    let is_forced = std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| value != "0");
    !is_forced && std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// What a coloured text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Went through.
    Good,
    /// Failed, or is wrong.
    Bad,
    /// Is not decided yet.
    Open,
    /// Changes a value.
    Change,
    /// A heading.
    Title,
}

impl Tone {
    /// Returns how a text of this tone looks. Yellow and cyan, which many light themes make illegible, are not used.
    pub(crate) fn style(self) -> Style {
        match self {
            Self::Good => AnsiColor::Green.on_default(),
            Self::Bad => AnsiColor::Red.on_default(),
            Self::Open => AnsiColor::Magenta.on_default(),
            Self::Change => AnsiColor::Blue.on_default().bold(),
            Self::Title => Style::new().bold(),
        }
    }

    /// Returns a text in this tone.
    pub(crate) fn paint(self, text: impl Display) -> String {
        let style = self.style();
        format!("{style}{text}{style:#}")
    }
}
