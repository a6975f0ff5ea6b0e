//! The configuration: one TOML file, checked as a whole before anything is done.

mod deciding;
mod discover;
mod error;
mod load;
mod max_age;
mod raw;
mod settings;
mod size;
mod used_files;
mod wording;

pub(crate) use discover::find;
pub(crate) use error::ConfigError;
pub(crate) use max_age::MaxAge;
pub(crate) use settings::{AnchorsFile, ChannelConfig, ChannelSource, CompanyConfig, Config};
pub(crate) use used_files::{FileUse, UsedFiles};

/// A commented configuration, as `hqsync init` writes it.
pub(crate) const TEMPLATE: &str = include_str!("template.toml");
