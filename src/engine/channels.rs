//! The channels: finding one by its name, and how far each has been read.

use super::error::EngineError;
use crate::config::{ChannelConfig, Config};

/// Finds a configured channel by its name, in any case.
///
/// # Errors
/// There is none; the error knows those that there are.
pub(crate) fn configured_channel<'c>(config: &'c Config, name: &str) -> Result<&'c ChannelConfig, EngineError> {
    find_channel(&config.channels, |channel| channel.name.as_str(), name)
}

/// Finds a channel by its name, in any case.
///
/// # Errors
/// There is none; the error knows those that there are.
pub(super) fn find_channel<'c, C>(
    channels: &'c [C],
    name_of: impl Fn(&C) -> &str,
    name: &str,
) -> Result<&'c C, EngineError> {
    let wanted = name.to_lowercase();
    channels.iter().find(|channel| name_of(channel).to_lowercase() == wanted).ok_or_else(|| EngineError::NoChannel {
        name: name.to_owned(),
        known: channels.iter().map(|c| name_of(c).to_owned()).collect(),
    })
}
