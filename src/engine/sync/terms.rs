//! What decisions depend on apart from the operations.

use std::collections::HashMap;

use super::age_limit::AgeLimit;
use crate::config::Config;
use crate::engine::error::EngineError;
use crate::engine::identity::AwaitedChannels;
use crate::model::{ChannelKey, ClockJump, Order};
use crate::store::{ChannelRow, Store, StoreError, WorkItem};
use crate::validate::Rules;

/// What decisions depend on apart from the operations: the configuration, and the channels as the store knows them.
pub(in crate::engine) struct Terms<'c> {
    pub(super) config: &'c Config,
    channels: HashMap<ChannelKey, ChannelRow>,
    /// Whether channels know accounts of customers who have none here.
    pub(super) has_reserved_accounts: bool,
    /// The channels that may know such accounts and were not asked yet.
    pub(in crate::engine) awaited: AwaitedChannels,
    /// The operations that have waited too long for their customer.
    pub(in crate::engine) age_limit: AgeLimit,
}

impl<'c> Terms<'c> {
    /// `jump` says that the clock is far from the last run.
    pub(in crate::engine) fn new(
        store: &Store,
        config: &'c Config,
        jump: Option<ClockJump>,
    ) -> Result<Self, EngineError> {
        let channels = store.channels()?.into_iter().map(|channel| (channel.key, channel)).collect();
        let has_reserved_accounts = store.has_reserved_accounts()?;
        let (awaited, age_limit) =
            (AwaitedChannels::read(store, config)?, AgeLimit::new(store, config.jobs.orphan_after, jump)?);
        Ok(Self { config, channels, has_reserved_accounts, awaited, age_limit })
    }

    /// Returns the rules of a valid row.
    pub(super) fn rules(&self) -> &Rules {
        &self.config.rules
    }

    /// Returns the channel of an operation, which a damaged store may have lost.
    pub(super) fn channel(&self, item: &WorkItem) -> Result<&ChannelRow, StoreError> {
        let Order { id, channel, .. } = item.order;
        let missing = || StoreError::Damaged(format!("channel {} of operation {id} is missing", channel.0));
        self.channels.get(&channel).ok_or_else(missing)
    }
}
