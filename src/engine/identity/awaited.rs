//! Channels that were not heard since the store was put back or made anew: they may know accounts of customers that have to
//! be created here again, so these wait for them.

use std::collections::HashMap;

use super::course::Course;
use crate::config::Config;
use crate::engine::error::EngineError;
use crate::model::{ChannelKey, Order};
use crate::store::Store;

/// The channels that are awaited, and for whose sake.
#[derive(Debug, Default)]
pub(in crate::engine) struct AwaitedChannels {
    /// The names of the channels by the code of their company, in lower case.
    by_company: HashMap<String, Vec<String>>,
    /// Whether it is known how far each number sequence went: then new customers need not wait.
    numbers_known: bool,
    /// The last operation of the store when it was put back.
    operation: i64,
    /// The highest counter of each channel's customers that may have been taken before; `None` if that is not known.
    taken: HashMap<ChannelKey, Option<i64>>,
}

impl AwaitedChannels {
    /// Returns the channels of the configuration that are awaited: none in nearly all stores.
    ///
    /// # Errors
    /// Those of the store.
    pub(in crate::engine) fn read(store: &Store, config: &Config) -> Result<Self, EngineError> {
        let course = Course::read(store)?;
        let Some(last) = course.restorations.last() else { return Ok(Self::default()) };
        let known = store.channels_by_origin()?;
        let mut by_company: HashMap<String, Vec<String>> = HashMap::new();
        for channel in &config.channels {
            if course.awaits(known.get(&channel.id).map(|row| row.key)) {
                by_company.entry(channel.company.to_lowercase()).or_default().push(channel.name.clone());
            }
        }
        let details = &last.details;
        let taken = course.heard.iter().map(|(channel, heard)| (*channel, heard.taken)).collect();
        Ok(Self { by_company, numbers_known: details.numbers_known, operation: details.operation, taken })
    }

    /// Returns the names of a company's channels that are awaited.
    pub(in crate::engine) fn of_company(&self, code: &str) -> &[String] {
        if self.by_company.is_empty() {
            return &[];
        }
        self.by_company.get(&code.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// Returns the names of all channels that are awaited, in order.
    pub(in crate::engine) fn all(&self) -> Vec<String> {
        let mut names: Vec<_> = self.by_company.values().flatten().cloned().collect();
        names.sort_unstable();
        names
    }

    /// Returns the channels for which the creation of a customer has to wait, if the customer may have an account there.
    pub(in crate::engine) fn of_creation(&self, company: &str, creation: Order) -> &[String] {
        let awaited = self.of_company(company);
        let may_be_known = || {
            let taken = self.taken.get(&creation.channel).copied().flatten();
            !self.numbers_known
                || creation.id.0 <= self.operation
                || taken.is_none_or(|taken| creation.counter.0 <= taken)
        };
        if !awaited.is_empty() && may_be_known() { awaited } else { &[] }
    }
}
