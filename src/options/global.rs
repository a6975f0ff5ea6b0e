//! Options of every command.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, PossibleValue, TypedValueParser as _};
use clap::{Args, ValueEnum};

use super::line_to_complete::line_to_complete;
use crate::address::WrittenAddress;
use crate::config;
use crate::context::{Overrides, from_environment};
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
    #[arg(long, global = true, value_name = "FILE|URL", value_parser = OsStringValueParser::new().map(WrittenAddress::from))]
    pub(crate) store: Option<WrittenAddress>,
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

/// A command line that could not be read as a whole, or that asks for help: the options that decide how it is answered.
pub(crate) struct UnreadArguments(Vec<String>);

impl UnreadArguments {
    /// Returns the arguments of this process.
    pub(crate) fn of_process() -> Self {
        Self(env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect())
    }

    /// Returns the arguments of a command line that a shell completes.
    pub(crate) fn to_complete() -> Self {
        Self(line_to_complete())
    }

    /// Returns what they set in place of the environment and the configuration, as far as that is where something is.
    pub(crate) fn overrides(&self) -> Overrides {
        Overrides {
            config: self.value_of("--config").map(PathBuf::from),
            store: self.value_of("--store").map(|store| WrittenAddress::from(OsString::from(store))),
            ..Overrides::default()
        }
    }

    /// Returns when to use colours.
    pub(crate) fn colours(&self) -> Colours {
        Colours::named(self.value_of("--color"))
    }

    /// Returns the language: the one that is named, or that of the configuration or the locale.
    pub(crate) fn language(&self) -> Language {
        let configured = || {
            let given = self
                .value_of("--config")
                .map(PathBuf::from)
                .or_else(|| from_environment("HQSYNC_CONFIG").map(PathBuf::from));
            config::language_in(&config::find(given.as_deref()).ok()?)
        };
        let named = self.value_of("--lang").and_then(Language::from_code);
        named.or_else(configured).unwrap_or_else(Language::of_locale)
    }

    /// Returns the command: the first word that is no option and no value of one.
    pub(crate) fn command(&self) -> Option<&str> {
        let mut arguments = self.0.iter().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--config" | "--store" | "--lang" | "--color" => {
                    arguments.next();
                }
                option if option.starts_with('-') => {}
                command => return Some(command),
            }
        }
        None
    }

    /// Returns the value of an option.
    fn value_of(&self, option: &str) -> Option<&str> {
        let mut arguments = self.0.iter().take_while(|argument| *argument != "--");
        while let Some(argument) = arguments.next() {
            match argument.strip_prefix(option) {
                Some("") => return arguments.next().map(String::as_str),
                Some(value) if value.starts_with('=') => return Some(&value[1..]),
                _ => {}
            }
        }
        None
    }
}

impl AsRef<[String]> for UnreadArguments {
    fn as_ref(&self) -> &[String] {
        &self.0
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

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(line: &str) -> UnreadArguments {
        UnreadArguments(line.split(' ').map(str::to_owned).collect())
    }

    #[test]
    fn a_command_line_with_a_mistake_says_when_to_use_colours() {
        for (line, expected) in [
            ("hqsync list", Colours::Auto),
            ("hqsync --color never lst", Colours::Never),
            ("hqsync list --color=always", Colours::Always),
            ("hqsync filter -- --color never", Colours::Auto),
            ("hqsync list --color", Colours::Auto),
        ] {
            assert_eq!(arguments(line).colours(), expected, "{line}");
        }
    }

    #[test]
    fn a_command_line_with_a_mistake_says_its_command() {
        for (line, expected) in [
            ("hqsync check --failde 3", Some("check")),
            ("hqsync --config check.toml --wide check", Some("check")),
            ("hqsync --config=check.toml list check", Some("list")),
            ("hqsync --config", None),
        ] {
            assert_eq!(arguments(line).command(), expected, "{line}");
        }
    }

    #[test]
    fn a_command_line_with_a_mistake_says_its_language() {
        for (line, expected) in [
            ("hqsync lst --lang nl", Language::Nl),
            ("hqsync --lang=da lst", Language::Da),
            ("hqsync --lang en", Language::En),
        ] {
            assert_eq!(arguments(line).language(), expected, "{line}");
        }
    }
}
