//! The order times that operations of a channel have already, by which those of further rows are found.

use super::channels::ChannelRow;
use super::database::{among, ids, params, texts};
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

/// An operation with a later counter on a record, and its times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LaterCounter {
    pub(crate) id: OperationId,
    /// `None` if its row has no time.
    pub(crate) own: Option<Timestamp>,
    pub(crate) order: Timestamp,
    pub(crate) received: Timestamp,
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

    /// Returns the operations of a channel's table on records. Where headquarters does not know the customer, the account tells.
    pub(crate) fn timed_counters(
        &self,
        channel: ChannelKey,
        kind: RecordKind,
        records: &[RecordPlace],
    ) -> Result<Vec<TimedCounter>> {
        let sql = format!(
            "SELECT customer, account, key, epoch, counter, coalesce(ordered, at) FROM operation
             WHERE {} AND channel = ?2 AND kind = ?3 AND {}
             UNION ALL SELECT customer, account, key, epoch, counter, coalesce(ordered, at) FROM operation
             WHERE ?5 <> 0 AND customer IS NULL AND channel = ?2 AND kind = ?3 AND {}",
            among("customer", 1),
            among("key", 4),
            among("key", 4)
        );
        let [channel, kind, has_unknown] =
            params![channel.0, kind.index(), records.iter().any(|record| record.customer.is_none())];
        let customers = ids(records.iter().filter_map(|record| record.customer).map(|customer| customer.0));
        let keys = texts(records.iter().map(|record| record.key.as_str()));
        self.database.all(&sql, &[customers, channel, kind, keys, has_unknown], |row| {
            let customer = row.get::<Option<i64>>(0)?.map(CustomerId);
            let account = row.get::<Option<String>>(1)?.filter(|_| customer.is_none());
            Ok(TimedCounter {
                record: RecordPlace { customer, account, key: row.get(2)? },
                epoch: row.get(3)?,
                counter: Counter(row.get(4)?),
                order: Timestamp(row.get(5)?),
            })
        })
    }

    /// Returns the later counters on the record of an operation in its channel that have not gone through, in their order.
    pub(crate) fn later_counters(&self, id: OperationId) -> Result<Vec<LaterCounter>> {
        let sql = "SELECT o.id, CASE WHEN o.dated <> 0 THEN o.at END, coalesce(o.ordered, o.at), o.received
                   FROM operation e JOIN operation o ON o.customer = e.customer AND o.kind = e.kind AND o.key = e.key
                     AND o.channel = e.channel AND (o.epoch, o.counter) > (e.epoch, e.counter)
                   WHERE e.id = ?1 AND o.state IN (0, 1, 2) ORDER BY o.epoch, o.counter";
        self.settled()?.all(sql, &params![id.0], |row| {
            Ok(LaterCounter {
                id: OperationId(row.get(0)?),
                own: row.get::<Option<i64>>(1)?.map(Timestamp),
                order: Timestamp(row.get(2)?),
                received: Timestamp(row.get(3)?),
            })
        })
    }

    /// Returns counter and channel of the last operation on a record that counts at a time and has gone through.
    pub(crate) fn counter_at(
        &self,
        customer: CustomerId,
        (kind, key): (RecordKind, &str),
        order: Timestamp,
    ) -> Result<Option<(Counter, ChannelKey)>> {
        let sql = "SELECT counter, channel FROM operation
                   WHERE customer = ?1 AND kind = ?2 AND key = ?3 AND coalesce(ordered, at) = ?4 AND effect IS NOT NULL
                   ORDER BY counter DESC, channel DESC LIMIT 1";
        let parameters = params![customer.0, kind.index(), key, order.0];
        self.settled()?.one(sql, &parameters, |row| Ok((Counter(row.get(0)?), ChannelKey(row.get(1)?))))
    }

    /// Returns the epoch of its channel that an operation was uploaded in.
    pub(crate) fn epoch_of(&self, id: OperationId) -> Result<i64> {
        let epoch = self.database.one("SELECT epoch FROM operation WHERE id = ?1", &params![id.0], |row| row.get(0))?;
        epoch.ok_or_else(|| missing(&format!("operation {id}")))
    }

    /// Returns the newest order time of what was uploaded from a channel's table, in all its epochs; `None` if nothing was.
    pub(crate) fn latest_order_time(&self, channel: &ChannelRow, kind: RecordKind) -> Result<Option<Timestamp>> {
        let known = "SELECT latest FROM bookmark WHERE channel = ?1 AND kind = ?2";
        let latest =
            self.database.one(known, &params![channel.key.0, kind.index()], |row| row.get::<Option<i64>>(0))?;
        match latest {
            Some(Some(latest)) => Ok(Some(Timestamp(latest))),
            // Of a table without a bookmark nothing was uploaded, unless from a database that was replaced.
            None if channel.epoch == 1 => Ok(None),
            _ => self.newest_order_time(channel.key, kind),
        }
    }

    /// Looks for the newest order time of what was uploaded from a channel's table.
    fn newest_order_time(&self, channel: ChannelKey, kind: RecordKind) -> Result<Option<Timestamp>> {
        let sql = "SELECT max(coalesce(ordered, at)) FROM operation WHERE channel = ?1 AND kind = ?2";
        let newest = self.settled()?.only(sql, &params![channel.0, kind.index()], |row| row.get::<Option<i64>>(0))?;
        Ok(newest.map(Timestamp))
    }
}

impl Transaction<'_> {
    /// Moves the newest order time of a channel's table on, unless it is later already.
    pub(crate) fn raise_latest(&self, channel: ChannelKey, kind: RecordKind, latest: Option<Timestamp>) -> Result<()> {
        let sql = "UPDATE bookmark SET latest = CASE WHEN latest > ?3 THEN latest ELSE ?3 END WHERE channel = ?1 AND kind = ?2";
        if let Some(latest) = latest {
            self.database.execute(sql, &params![channel.0, kind.index(), latest.0])?;
        }
        Ok(())
    }

    /// Notes that an operation of a channel's table counts at another time than before. The newest one is looked for anew if it
    /// was that.
    pub(crate) fn note_moved(
        &self,
        channel: ChannelKey,
        kind: RecordKind,
        (before, now): (Timestamp, Timestamp),
    ) -> Result<()> {
        let sql = "SELECT latest FROM bookmark WHERE channel = ?1 AND kind = ?2";
        let latest = self.database.one(sql, &params![channel.0, kind.index()], |row| row.get::<Option<i64>>(0))?;
        if now < before && latest.flatten() == Some(before.0) {
            let newest = self.newest_order_time(channel, kind)?.map(|newest| newest.0);
            let sql = "UPDATE bookmark SET latest = ?3 WHERE channel = ?1 AND kind = ?2";
            self.database.execute(sql, &params![channel.0, kind.index(), newest])?;
            return Ok(());
        }
        self.raise_latest(channel, kind, Some(now))
    }

    /// Moves an operation in the order of `sync`.
    pub(crate) fn set_order_time(&self, id: OperationId, order: Timestamp) -> Result<()> {
        let sql = "UPDATE operation SET ordered = nullif(?2, at) WHERE id = ?1 RETURNING customer";
        let customer = self.settled()?.one(sql, &params![id.0, order.0], |row| row.get::<Option<i64>>(0))?.flatten();
        let mut desk = self.desk.borrow_mut();
        desk.works.remove(&id);
        if let Some(customer) = customer {
            desk.held.forget(CustomerId(customer));
        }
        Ok(())
    }
}
