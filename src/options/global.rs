//! Options of every command.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::context::Overrides;
use crate::language::Language;
use crate::output::Display;
use crate::terminal::Colours;

/// Options that every command has.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct GlobalArgs {
    /// The configuration [default: `$HQSYNC_CONFIG`, ./hqsync.toml, the user's configuration folder,
    /// /etc/hqsync/hqsync.toml]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// The store [default: `$HQSYNC_STORE`, the one that the configuration names]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) store: Option<PathBuf>,
    /// Language of messages and tables [default: that of the configuration or the locale]
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub(crate) lang: Option<Language>,
    /// When to use colours
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    color: Colours,
    /// Show everything: lines may be wider than the terminal
    #[arg(long, global = true)]
    wide: bool,
    /// Print long output to the terminal without a pager
    #[arg(long, global = true)]
    no_pager: bool,
}

impl GlobalArgs {
    /// Returns when to use colours.
    pub(crate) fn colours(&self) -> Colours {
        self.color
    }

    /// Returns what the options set in place of the environment and the configuration.
    pub(crate) fn overrides(&self) -> Overrides {
        Overrides {
            config: self.config.clone(),
            store: self.store.clone(),
            language: self.lang,
            display: Display { is_wide: self.wide, has_pager: !self.no_pager },
        }
    }
}

impl ValueEnum for Colours {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Auto, Self::Always, Self::Never]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, help) = match self {
            Self::Auto => ("auto", "On a terminal, unless `NO_COLOR`, `CLICOLOR=0` or `TERM=dumb` is set"),
            Self::Always => ("always", "Everywhere"),
            Self::Never => ("never", "Nowhere"),
        };
        Some(PossibleValue::new(name).help(help))
    }
}

impl ValueEnum for Language {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.code()))
    }
}
