//! Options of every command.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::context::Overrides;
use crate::language::Language;

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
    /// Language of the text for people [default: that of the configuration or the locale]
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub(crate) lang: Option<Language>,
}

impl GlobalArgs {
    /// Returns what the options set in place of the environment and the configuration.
    pub(crate) fn overrides(&self) -> Overrides {
        Overrides { config: self.config.clone(), store: self.store.clone(), language: self.lang }
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
