//! The job 1010: writes new accounts and changed customers to a channel, and marks its operations as completed.

use super::active_run::ActiveRun;
use super::survey::survey;
use crate::channel::{Database, DownloadRecord, DownloadTargets, Writing};
use crate::engine::error::EngineError;
use crate::model::{CustomerId, Fields, Figures, Job};
use crate::store::{ChannelRow, CompletedRow, DownloadedCustomer, RecordRow, Store};

/// Downloads what changed since the channel's bookmark; adds what it did to `figures` as it goes. In a rehearsal it only
/// counts: the channel is not written.
pub(super) fn download(
    store: &mut Store,
    channel: &ChannelRow,
    database: &mut Database,
    run: &ActiveRun<'_>,
    figures: &mut Figures,
) -> Result<(), EngineError> {
    // The rows that get marked as completed must be those that were uploaded.
    survey(store, channel, database)?;
    let targets = database.targets()?;
    let headquarters = store.identity()?;
    // If the channel has received more than headquarters remembers, headquarters was restored to an older state (or the
    // program was killed between the two writes): what changed since then is written again, which does no harm.
    let received = database.download_bookmark(&headquarters)?;
    let bookmark = received.min(channel.downloaded);
    let changed = store.count_changed_customers(channel.company, bookmark)?;
    run.progress.begin(Job::Download, Some(&channel.name), changed);
    let mut download = Download { store, channel, database, run, targets, headquarters, bookmark, figures };
    if download.store.is_rehearsal() {
        return download.count(changed);
    }
    // First, since the bookmarks that reveal it move with the customers: an interrupted run repeats it.
    if received < channel.downloaded {
        download.completed_before()?;
    }
    download.customers()?;
    download.completed()?;
    download.uploaded_again()
}

struct Download<'a, 'r> {
    store: &'a mut Store,
    channel: &'a ChannelRow,
    database: &'a mut Database,
    run: &'a ActiveRun<'r>,
    targets: DownloadTargets,
    headquarters: String,
    bookmark: i64,
    figures: &'a mut Figures,
}

impl Download<'_, '_> {
    /// Writes the changed customers in batches; each is one transaction of the channel that moves its bookmark too.
    fn customers(&mut self) -> Result<(), EngineError> {
        while !self.run.is_stopped() {
            let Some(bookmark) = self.customer_batch()? else { break };
            self.bookmark = bookmark;
            let transaction = self.run.begin(self.store)?;
            transaction.set_downloaded(self.channel.key, bookmark)?;
            transaction.commit()?;
        }
        Ok(())
    }

    /// Writes the next changed customers, as headquarters has them at one moment; returns the number of the last change.
    fn customer_batch(&mut self) -> Result<Option<i64>, EngineError> {
        let batch = self.run.batch_size();
        let snapshot = self.store.snapshot()?;
        let customers = snapshot.changed_customers(self.channel.company, self.bookmark, batch)?;
        let Some(last) = customers.last() else { return Ok(None) };
        let writing = self.database.begin()?;
        for customer in &customers {
            let records = snapshot.records(customer.id, None)?;
            put_customer(&writing, &self.targets, self.channel, customer, &records)?;
        }
        writing.set_download_bookmark(&self.headquarters, last.change)?;
        writing.commit()?;
        self.figures.downloaded += customers.len() as u64;
        self.run.progress.advance(customers.len() as u64);
        Ok(Some(last.change))
    }

    /// Sets `ONLINEOPERATIONCOMPLETED` on the channel's own rows whose result it has received, then completes the
    /// operations: a kill between the two repeats the first without effect.
    fn completed(&mut self) -> Result<(), EngineError> {
        while !self.run.is_stopped() {
            let batch = self.run.batch_size();
            let synced = self.store.synced(self.channel.key, self.bookmark, None, batch)?;
            if synced.is_empty() {
                break;
            }
            let writing = self.database.begin()?;
            // Rows of an earlier epoch were in a database that the channel no longer has.
            for row in synced.iter().filter(|row| row.epoch == self.channel.epoch) {
                writing.set_completed(row.kind, row.counter)?;
            }
            writing.commit()?;
            let transaction = self.run.begin(self.store)?;
            transaction.complete(&synced)?;
            transaction.commit()?;
            self.figures.completed += synced.len() as u64;
        }
        Ok(())
    }

    /// Repeats completions: the channel's database was restored to an older state, which may lack those made since.
    fn completed_before(&mut self) -> Result<(), EngineError> {
        let mut after = None;
        while !self.run.is_stopped() {
            let rows = self.store.completed(self.channel, after, self.run.batch_size())?;
            let Some(last) = rows.last() else { break };
            after = Some(*last);
            self.report_completed(&rows)?;
        }
        Ok(())
    }

    /// Sets `ONLINEOPERATIONCOMPLETED` on rows of the channel, in one transaction.
    fn report_completed(&mut self, rows: &[CompletedRow]) -> Result<(), EngineError> {
        let writing = self.database.begin()?;
        for row in rows {
            writing.set_completed(row.kind, row.counter)?;
        }
        Ok(writing.commit()?)
    }

    /// Sets `ONLINEOPERATIONCOMPLETED` on rows of a replaced database whose operation was completed before.
    fn uploaded_again(&mut self) -> Result<(), EngineError> {
        while !self.run.is_stopped() {
            let unreported = self.store.unreported_rows(self.channel, self.run.batch_size())?;
            if unreported.is_empty() {
                break;
            }
            self.report_completed(&unreported)?;
            let transaction = self.run.begin(self.store)?;
            transaction.set_reported(self.channel, &unreported)?;
            transaction.commit()?;
        }
        Ok(())
    }

    /// Counts what the two steps would do.
    fn count(&mut self, changed: u64) -> Result<(), EngineError> {
        self.figures.downloaded += changed;
        let everything = self.store.last_change()?;
        let mut after = None;
        loop {
            let batch = self.run.batch_size();
            let synced = self.store.synced(self.channel.key, everything, after, batch)?;
            let Some(last) = synced.last() else { return Ok(()) };
            after = Some(*last);
            self.figures.completed += synced.len() as u64;
        }
    }
}

fn put_customer(
    writing: &Writing<'_>,
    targets: &DownloadTargets,
    channel: &ChannelRow,
    customer: &DownloadedCustomer,
    records: &[RecordRow],
) -> Result<(), EngineError> {
    let party = party_number(customer.id);
    for record in records {
        let unreadable = |source| EngineError::UnreadableCustomer { account: customer.account.clone(), source };
        let fields = Fields::from_json(record.kind, &record.fields).map_err(unreadable)?;
        writing.put(
            targets,
            &DownloadRecord {
                account: &customer.account,
                company: &channel.company_code,
                async_account: &customer.async_account,
                party: &party,
                kind: record.kind,
                active: record.active,
                primary: record.primary,
                fields: &fields,
            },
        )?;
    }
    Ok(())
}

/// Returns `DIRPARTYTABLE.PARTYNUMBER` of a customer: one sequence for all companies, since a party belongs to none.
fn party_number(customer: CustomerId) -> String {
    format!("{:09}", customer.0)
}
