//! The configuration: one TOML file, checked as a whole before anything is done.

mod deciding;
mod discover;
mod effective;
mod error;
mod folder;
mod load;
mod max_age;
mod raw;
mod settings;
mod size;
mod used_files;
mod wording;

pub(crate) use discover::{find, language_in};
pub(crate) use effective::{Setting, settings};
pub(crate) use error::ConfigError;
pub(crate) use max_age::MaxAge;
pub(crate) use settings::{AnchorsFile, ChannelConfig, ChannelSource, CompanyConfig, Config, FolderConfig};
pub(crate) use used_files::{FileUse, UsedFiles, is_same};

use crate::language::Language;

/// Returns a configuration with comments in a language, as `hqsync init` writes it. One that is not in English names its
/// language, since cron has another locale than the person who asked for it.
pub(crate) const fn template(language: Language) -> &'static str {
    match language {
        Language::En => include_str!("template.toml"),
        Language::Nl => include_str!("template.nl.toml"),
        Language::Da => include_str!("template.da.toml"),
    }
}
