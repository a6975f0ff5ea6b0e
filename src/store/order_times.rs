//! The order times that operations of a channel have already, by which those of further rows are found.

use std::collections::HashSet;

use super::database::{among, ids, params};
use super::error::{Result, missing};
use super::handle::Store;
use super::operations::RowKeys;
use super::transaction::Transaction;
use crate::model::{ChannelKey, Counter, CustomerId, OperationId, RecordKind, Timestamp};

/// A record of a channel's rows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct RecordPlace {
    /// `None` if headquarters does not know the customer.
    pub(crate) customer: Option<CustomerId>,
    /// The account by which the rows name a customer that is not known; `None` if the customer is.
    pub(crate) account: Option<String>,
    pub(crate) key: String,
}

impl RecordPlace {
    /// Returns the record that a row is about.
    pub(crate) fn of(keys: &RowKeys<'_>) -> Self {
        let account = keys.account.filter(|_| keys.customer.is_none());
        Self { customer: keys.customer, account: account.map(str::to_owned), key: keys.key.to_owned() }
    }
}

/// An operation of a channel's table on a record, and its order time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TimedCounter {
    pub(crate) record: RecordPlace,
    pub(crate) epoch: i64,
    pub(crate) counter: Counter,
    pub(crate) order: Timestamp,
}

impl Store {
    /// Returns the order time of the last row before a counter in a channel's table; `None` if there is none.
    pub(crate) fn order_time_before(
        &self,
        channel: ChannelKey,
        (epoch, kind): (i64, RecordKind),
        counter: Counter,
    ) -> Result<Option<Timestamp>> {
        let sql = "SELECT coalesce(ordered, at) FROM operation WHERE channel = ?1 AND epoch = ?2 AND kind = ?3 AND counter < ?4
                   ORDER BY counter DESC LIMIT 1";
        let parameters = params![channel.0, epoch, kind.index(), counter.0];
        self.database.one(sql, &parameters, |row| row.get(0).map(Timestamp))
    }

    /// Returns the operations of a channel's table on the records of customers.
    pub(crate) fn timed_counters(
        &self,
        channel: ChannelKey,
        kind: RecordKind,
        customers: &HashSet<CustomerId>,
    ) -> Result<Vec<TimedCounter>> {
        let sql = format!(
            "SELECT customer, key, epoch, counter, coalesce(ordered, at) FROM operation WHERE {} AND channel = ?2 AND kind = ?3",
            among("customer", 1)
        );
        let [channel, kind] = params![channel.0, kind.index()];
        let parameters = [ids(customers.iter().map(|customer| customer.0)), channel, kind];
        self.database.all(&sql, &parameters, |row| {
            Ok(TimedCounter {
                record: RecordPlace { customer: Some(CustomerId(row.get(0)?)), account: None, key: row.get(1)? },
                epoch: row.get(2)?,
                counter: Counter(row.get(3)?),
                order: Timestamp(row.get(4)?),
            })
        })
    }

    /// Returns the epoch of its channel that an operation was uploaded in.
    pub(crate) fn epoch_of(&self, id: OperationId) -> Result<i64> {
        let epoch = self.database.one("SELECT epoch FROM operation WHERE id = ?1", &params![id.0], |row| row.get(0))?;
        epoch.ok_or_else(|| missing(&format!("operation {id}")))
    }

    /// Returns the newest order time of what was uploaded from a channel's table, in all its epochs; `None` if nothing was.
    pub(crate) fn latest_order_time(&self, channel: ChannelKey, kind: RecordKind) -> Result<Option<Timestamp>> {
        let known = "SELECT latest FROM bookmark WHERE channel = ?1 AND kind = ?2";
        let parameters = params![channel.0, kind.index()];
        let latest = self.database.one(known, &parameters, |row| row.get::<Option<i64>>(0))?.flatten();
        if latest.is_some() {
            return Ok(latest.map(Timestamp));
        }
        let sql = "SELECT max(coalesce(ordered, at)) FROM operation WHERE channel = ?1 AND kind = ?2";
        Ok(self.database.only(sql, &parameters, |row| row.get::<Option<i64>>(0))?.map(Timestamp))
    }
}

impl Transaction<'_> {
    /// Moves the newest order time of a channel's table on, unless it is later already.
    pub(crate) fn raise_latest(&self, channel: ChannelKey, kind: RecordKind, latest: Option<Timestamp>) -> Result<()> {
        let sql = "UPDATE bookmark SET latest = max(coalesce(latest, ?3), ?3) WHERE channel = ?1 AND kind = ?2";
        if let Some(latest) = latest {
            self.database.execute(sql, &params![channel.0, kind.index(), latest.0])?;
        }
        Ok(())
    }
}
