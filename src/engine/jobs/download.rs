//! The job 1010: writes new accounts and changed customers to a channel, and marks its operations as completed.

use std::cell::Cell;
use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use super::active_run::ActiveRun;
use super::headquarters::Headquarters;
use super::left_out::{LeftOut, LeftOutCause};
use super::other_accounts::OtherAccounts;
use super::survey::survey;
use super::upload::take_in;
use crate::channel::{ChannelFault, ChannelSession, DownloadRecord, DownloadTargets, PackageRequest, Writing};
use crate::config::ChannelConfig;
use crate::engine::error::EngineError;
use crate::engine::identity::ChannelContact;
use crate::model::{CustomerId, Fields, Figures, Job, parse_guid};
use crate::store::{ChannelRow, CompletedRow, DownloadedCustomer, RecordRow, Store, SyncedRow};

/// Bytes of the records that are read from headquarters while the ones before are written to the channel.
const PART_BYTES: usize = 256 << 10;

/// The most customers whose records are read together.
const PART_CUSTOMERS: usize = 500;

/// More rows than a channel has.
const ALL_ROWS: usize = i64::MAX as usize;

/// How often a transaction is repeated because the channel has ended it.
const MOST_ENDS: usize = 16;

/// Downloads what changed since the channel's bookmark; adds what it did to `figures` as it goes.
pub(super) fn download(
    headquarters: &Headquarters<'_, '_>,
    config: &ChannelConfig,
    contact: &ChannelContact,
    session: &ChannelSession,
    figures: &mut Figures,
) -> Result<(), EngineError> {
    let (channel, store) = (&contact.row, &headquarters.store);
    let (targets, bookmark, changed) = begin(store, contact, session)?;
    headquarters.expect(&channel.name, changed);
    let (targets, left_out) = (Arc::new(targets), LeftOut::new(&contact.left_out));
    let mut download = Download {
        headquarters,
        store,
        config,
        contact,
        channel,
        session,
        targets,
        left_out,
        has_told: false,
        bookmark,
        shown: Cell::new(0),
        figures,
        unkept: None,
    };
    // First, since the bookmarks that reveal it move with the customers: an interrupted run repeats it.
    if contact.received < channel.downloaded {
        download.completed_before()?;
    }
    download.customers()?;
    download.remove_parties_aside()?;
    if session.is_mirrored() && !download.hand_over()? {
        return Ok(());
    }
    download.completed()?;
    download.uploaded_again()?;
    download.tell()?;
    download.check_kept()?;
    download.left_out.result(session)
}

/// Counts what [`download`] would do in a rehearsal, in which no channel is written.
pub(super) fn rehearse_download(
    store: &Store,
    contact: &ChannelContact,
    session: &ChannelSession,
    run: &ActiveRun<'_>,
    figures: &mut Figures,
) -> Result<(), EngineError> {
    let channel = &contact.row;
    // What the rehearsal of the P-job took in, in a session of its own, is gone.
    if !take_in(session, run, true)? {
        return Ok(());
    }
    let (_, _, changed) = begin(store, contact, session)?;
    run.progress.begin(Job::Download, Some(&channel.name), changed);
    figures.downloaded += changed;
    let everything = store.last_change()?;
    let mut after = None;
    loop {
        let synced = store.synced(channel.key, everything, after, run.batch_size())?;
        let Some(last) = synced.last() else { return Ok(()) };
        after = Some(*last);
        figures.completed += synced.len() as u64;
    }
}

/// Checks the channel; returns how customers are written to it, from which change on, and how many customers have changed
/// since.
fn begin(
    store: &Store,
    contact: &ChannelContact,
    session: &ChannelSession,
) -> Result<(DownloadTargets, i64, u64), EngineError> {
    let channel = &contact.row;
    // The rows that get marked as completed must be those that were uploaded.
    survey(store, contact, session)?;
    let targets = session.read(move |database| Ok::<_, EngineError>(database.targets()?))?;
    // The channel may be a copy that has received less than headquarters remembers; or the program was killed between the
    // two writes, and what the channel has received already is written again, which does no harm.
    let bookmark = contact.received.min(channel.downloaded);
    let changed = store.count_changed_customers(channel.company, bookmark)?;
    Ok((targets, bookmark, changed))
}

struct Download<'a, 'e, 'c> {
    headquarters: &'a Headquarters<'e, 'c>,
    /// Only to read.
    store: &'a Store,
    config: &'a ChannelConfig,
    contact: &'a ChannelContact,
    channel: &'a ChannelRow,
    session: &'a ChannelSession,
    targets: Arc<DownloadTargets>,
    left_out: LeftOut,
    /// Whether the channel was told about its headquarters at this contact.
    has_told: bool,
    bookmark: i64,
    /// How many customers of the batch were shown as written.
    shown: Cell<u64>,
    figures: &'a mut Figures,
    /// A row that the channel did not let be completed.
    unkept: Option<CompletedRow>,
}

impl Download<'_, '_, '_> {
    /// Writes the changed customers in batches; each is one transaction of the channel that moves its bookmark too. Those
    /// who were left out before come first.
    fn customers(&mut self) -> Result<(), EngineError> {
        let (company, batch) = (self.channel.company, self.headquarters.batch_size());
        for tried in self.left_out.customers().chunks(batch) {
            if self.headquarters.is_stopped() {
                break;
            }
            self.put(|store| store.customers_with_account(company, tried), Some(tried))?;
        }
        while !self.headquarters.is_stopped() {
            let bookmark = self.bookmark;
            let Some(change) = self.put(|store| store.changed_customers(company, bookmark, batch), None)? else {
                break;
            };
            self.bookmark = change;
            let key = self.channel.key;
            self.headquarters.write(move |transaction| Ok(transaction.set_downloaded(key, change)?))?;
        }
        Ok(())
    }

    /// Writes customers, as headquarters has them at one moment, in one transaction of the channel. Returns the number of the
    /// last change, to which the channel's bookmark moves unless they were left out before and are tried again.
    ///
    /// If one of them cannot be written for its own sake, the transaction is repeated without that customer.
    fn put(
        &mut self,
        customers: impl Fn(&Store) -> crate::store::Result<Vec<DownloadedCustomer>>,
        tried_again: Option<&[CustomerId]>,
    ) -> Result<Option<i64>, EngineError> {
        let left_out = self.left_out.list();
        self.shown.set(0);
        let mut result = self.put_once(&customers, tried_again, OnRefusal::Fail);
        if matches!(&result, Err(error) if is_refusal(error)) {
            self.left_out.put_back(left_out.clone());
            result = self.put_once(&customers, tried_again, OnRefusal::LeaveOut(&[]));
        }
        let mut set_aside = Vec::new();
        while set_aside.len() < MOST_ENDS
            && let Some(ended_by) = self.left_out.take_end()
        {
            self.left_out.put_back(left_out.clone());
            set_aside.push(ended_by);
            result = self.put_once(&customers, tried_again, OnRefusal::LeaveOut(&set_aside));
        }
        result
    }

    fn put_once(
        &mut self,
        customers: impl FnOnce(&Store) -> crate::store::Result<Vec<DownloadedCustomer>>,
        tried_again: Option<&[CustomerId]>,
        on_refusal: OnRefusal<'_>,
    ) -> Result<Option<i64>, EngineError> {
        let snapshot = self.store.snapshot()?;
        let mut customers = customers(&snapshot)?;
        let before = self.left_out.numbers();
        if let Some(tried) = tried_again {
            self.left_out.forget_missing(tried, &customers);
        }
        let Some(change) = customers.last().map(|customer| customer.change) else { return Ok(None) };
        // What the channel received before is written again, and its bookmark stays.
        let moves = tried_again.is_none() && change > self.contact.received;
        let count = customers.len() as u64;
        let leaves_out = self.set_aside(&mut customers, on_refusal);
        let mut witness = self.headquarters.identities().witness(&snapshot, self.config, self.channel, None)?;
        let (targets, company) = (Arc::clone(&self.targets), self.channel.company_code.clone());
        let (left_out, known) = (self.left_out.clone(), self.left_out.clone());
        let mut others = self.others(&snapshot, &customers)?;
        let unread = leaves_out.then(|| self.left_out.clone());
        let mut handed_over = 0;
        self.session.write_parts(
            parts(&snapshot, customers, unread).inspect(|part| {
                // Those before are written when the next ones are asked for.
                self.show(handed_over);
                handed_over += part.as_ref().map_or(0, |part| part.len() as u64);
            }),
            move |writing, part| {
                part.iter().try_for_each(|customer| {
                    let mut put = || -> Result<Option<LeftOutCause>, EngineError> {
                        if let Some(other) = others.account_of(writing, &company, &customer.0)? {
                            return Ok(Some(LeftOutCause::OtherAccount(other)));
                        }
                        let other = put_customer(writing, &targets, &company, customer)?;
                        Ok(other.map(LeftOutCause::OtherCustomer))
                    };
                    let cause = match if leaves_out { writing.all_or_nothing(put) } else { put() } {
                        Err(error) if leaves_out && is_refusal(&error) => {
                            let cause = LeftOutCause::of(&error);
                            if writing.has_ended() {
                                left_out.note_end(&customer.0, cause);
                                return Err(error);
                            }
                            Some(cause)
                        }
                        cause => cause?,
                    };
                    left_out.note(&customer.0, cause);
                    Ok(())
                })
            },
            move |writing| {
                let numbers = known.numbers();
                if !moves && numbers == before {
                    return Ok(());
                }
                (witness.change, witness.left_out) = (moves.then_some(change), Some(numbers));
                Ok(writing.set_witness(&witness)?)
            },
        )?;
        self.has_told |= moves;
        self.figures.downloaded += self.left_out.take_written();
        self.show(count);
        Ok(Some(change))
    }

    /// Shows that so many customers of a batch are written; a batch that is repeated shows nothing twice.
    fn show(&self, written: u64) {
        let shown = self.shown.get();
        if written > shown {
            self.shown.set(written);
            self.headquarters.advance(written - shown);
        }
    }

    /// Leaves out the customers with whom the channel ended the transaction before. Returns whether others are left out too
    /// instead of ending it.
    fn set_aside(&self, customers: &mut Vec<DownloadedCustomer>, on_refusal: OnRefusal<'_>) -> bool {
        let OnRefusal::LeaveOut(set_aside) = on_refusal else { return false };
        for (customer, cause) in set_aside {
            self.left_out.note(customer, Some(cause.clone()));
        }
        customers.retain(|customer| set_aside.iter().all(|(other, _)| other.id != customer.id));
        true
    }

    /// Returns the customers whom channels know under another account. There are none unless the store was put back, or the
    /// channel had customers before its first contact.
    fn others(&self, snapshot: &Store, customers: &[DownloadedCustomer]) -> Result<OtherAccounts, EngineError> {
        let contradicted = snapshot.contradicted_customers(self.channel.company)?;
        let contradicted = customers.iter().filter(|customer| contradicted.contains(&customer.id));
        Ok(OtherAccounts::new(contradicted.filter_map(|customer| parse_guid(&customer.async_account)).collect()))
    }

    /// Removes what a channel had set aside for customers whom it has received again since the store was put back.
    fn remove_parties_aside(&mut self) -> Result<(), EngineError> {
        if !self.headquarters.identities().has_taken_over()
            || !self.session.read(|database| Ok::<_, EngineError>(database.has_parties_aside()?))?
        {
            return Ok(());
        }
        self.session.write(|writing| Ok::<_, EngineError>(writing.remove_parties_aside()?))
    }

    /// Tells the channel about its headquarters, if something has happened since it was told last.
    fn tell(&mut self) -> Result<(), EngineError> {
        if self.has_told || !self.headquarters.identities().is_outdated(self.store, self.contact)? {
            return Ok(());
        }
        let witness = self.headquarters.identities().witness(self.store, self.config, self.channel, None)?;
        self.session.write(move |writing| Ok::<_, EngineError>(writing.set_witness(&witness)?))
    }

    /// Hands over what was written to a mirror, with the rows that are completed by that, before their operations are. Returns
    /// false if the program was asked to stop.
    fn hand_over(&mut self) -> Result<bool, EngineError> {
        let mut after = None;
        while let Some(synced) = self.next_synced(&mut after)? {
            self.set_completed(self.present_rows(&synced))?;
        }
        self.set_completed(self.store.unreported_rows(self.channel, ALL_ROWS)?)?;
        if self.headquarters.is_stopped() {
            return Ok(false);
        }
        let request = PackageRequest {
            id: self.config.id,
            company: self.channel.company_code.clone(),
            change: self.bookmark,
            mode: self.headquarters.config.store_mode,
        };
        self.session.hand_over(&request)?;
        Ok(true)
    }

    /// Returns the next batch of operations whose result the channel has received; `None` after the last one, or if the program
    /// was asked to stop.
    fn next_synced(&self, after: &mut Option<SyncedRow>) -> Result<Option<Vec<SyncedRow>>, EngineError> {
        if self.headquarters.is_stopped() {
            return Ok(None);
        }
        let batch = self.headquarters.batch_size();
        let mut synced = self.store.synced(self.channel.key, self.bookmark, *after, batch)?;
        let Some(last) = synced.last() else { return Ok(None) };
        *after = Some(*last);
        let left_out = self.left_out.customers();
        if !left_out.is_empty() {
            synced.retain(|row| row.customer.is_none_or(|customer| !left_out.contains(&customer)));
        }
        Ok(Some(synced))
    }

    /// Rows of an earlier epoch were in a database that the channel no longer has.
    fn is_present(&self, row: &SyncedRow) -> bool {
        row.epoch == self.channel.epoch
    }

    fn present_rows(&self, synced: &[SyncedRow]) -> Vec<CompletedRow> {
        synced.iter().filter(|row| self.is_present(row)).map(CompletedRow::from).collect()
    }

    /// Sets `ONLINEOPERATIONCOMPLETED` on the channel's own rows whose result it has received, then completes the
    /// operations: a kill between the two repeats the first without effect.
    fn completed(&mut self) -> Result<(), EngineError> {
        let mut after = None;
        while let Some(mut synced) = self.next_synced(&mut after)? {
            let unkept = self.set_completed(self.present_rows(&synced))?;
            synced.retain(|row| !self.is_present(row) || !unkept.contains(&row.into()));
            let count = synced.len() as u64;
            let key = self.channel.key;
            self.headquarters.write(move |transaction| Ok(transaction.complete(key, &synced)?))?;
            self.figures.completed += count;
        }
        Ok(())
    }

    /// Repeats completions: the channel's database was restored to an older state, which may lack those made since.
    fn completed_before(&mut self) -> Result<(), EngineError> {
        let mut after = None;
        while !self.headquarters.is_stopped() {
            let rows = self.store.completed(self.channel, after, self.headquarters.batch_size())?;
            let Some(last) = rows.last() else { break };
            after = Some(*last);
            self.set_completed(rows)?;
        }
        Ok(())
    }

    /// Sets `ONLINEOPERATIONCOMPLETED` on rows of the channel, in one transaction; returns those for which the channel did
    /// not keep it.
    fn set_completed(&mut self, rows: Vec<CompletedRow>) -> Result<HashSet<CompletedRow>, EngineError> {
        let unkept = self.session.write(move |writing| {
            let mut unkept = HashSet::new();
            for row in rows {
                if !writing.set_completed(row.kind, row.counter)? {
                    unkept.insert(row);
                }
            }
            Ok::<_, EngineError>(unkept)
        })?;
        self.unkept = self.unkept.or(unkept.iter().min().copied());
        Ok(unkept)
    }

    /// Reports the first row that was not completed, after all others.
    fn check_kept(&self) -> Result<(), EngineError> {
        let Some(CompletedRow { kind, counter }) = self.unkept else { return Ok(()) };
        Err(self.session.fault(ChannelFault::NotCompleted { table: kind.table(), counter }).into())
    }

    /// Sets `ONLINEOPERATIONCOMPLETED` on rows of a replaced database whose operation was completed before.
    fn uploaded_again(&mut self) -> Result<(), EngineError> {
        while !self.headquarters.is_stopped() {
            let mut unreported = self.store.unreported_rows(self.channel, self.headquarters.batch_size())?;
            if unreported.is_empty() {
                break;
            }
            let unkept = self.set_completed(unreported.clone())?;
            unreported.retain(|row| !unkept.contains(row));
            if unreported.is_empty() {
                // All that are left are such rows.
                break;
            }
            let channel = self.channel.clone();
            self.headquarters.write(move |transaction| Ok(transaction.set_reported(&channel, &unreported)?))?;
        }
        Ok(())
    }
}

/// What to do if a customer cannot be written for its own sake.
#[derive(Clone, Copy)]
enum OnRefusal<'a> {
    /// End the transaction. Nearly always nobody is refused, and a way back for each customer would take time.
    Fail,
    /// Leave the customer out. With these the channel ended the whole transaction before: they are not tried.
    LeaveOut(&'a [(DownloadedCustomer, LeftOutCause)]),
}

/// Whether it is a customer that cannot be read or written, and others may be.
fn is_refusal(error: &EngineError) -> bool {
    match error {
        EngineError::Channel(error) => error.is_refusal(),
        error => error.is_of_a_row(),
    }
}

/// A customer with its records, on the way to a channel.
type CustomerRecords = (DownloadedCustomer, Vec<RecordRow>);

/// Reads the records of customers in parts of about [`PART_BYTES`]. Customers that cannot be read are added to `unread`, if
/// there is such a list.
fn parts(
    snapshot: &Store,
    customers: Vec<DownloadedCustomer>,
    unread: Option<LeftOut>,
) -> impl Iterator<Item = Result<Vec<CustomerRecords>, EngineError>> {
    let mut left = VecDeque::from(customers);
    let mut part = move || {
        let mut part = Vec::new();
        while part.is_empty() && !left.is_empty() {
            let asked: Vec<_> = left.iter().take(PART_CUSTOMERS).map(|customer| customer.id).collect();
            let mut records = snapshot.records_of_all(&asked, PART_BYTES)?;
            let mut rest = Vec::new();
            for customer in left.drain(..asked.len()) {
                match (records.remove(&customer.id), &unread) {
                    (None, _) => rest.push(customer),
                    (Some(Err(error)), Some(unread)) => {
                        unread.note(&customer, Some(LeftOutCause::of(&error.into())));
                    }
                    (Some(records), _) => part.push((customer, records?)),
                }
            }
            rest.into_iter().rev().for_each(|customer| left.push_front(customer));
        }
        Ok(part)
    };
    std::iter::from_fn(move || Some(part()).filter(|part| !matches!(part, Ok(part) if part.is_empty())))
}

/// Writes a customer. If the account is another customer's in the channel, nothing is written, and that customer's GUID is
/// returned.
fn put_customer(
    writing: &Writing<'_>,
    targets: &DownloadTargets,
    company: &str,
    (customer, records): &CustomerRecords,
) -> Result<Option<String>, EngineError> {
    let party = party_number(customer.id);
    // The customer itself comes first in the order of records, and says whose account it is.
    for record in records {
        let unreadable = |source| EngineError::UnreadableCustomer { account: customer.account.clone(), source };
        let fields = Fields::from_json(record.kind, &record.fields).map_err(unreadable)?;
        let owner = writing.put(
            targets,
            &DownloadRecord {
                account: &customer.account,
                company,
                async_account: &customer.async_account,
                party: &party,
                kind: record.kind,
                active: record.active,
                primary: record.primary,
                fields: &fields,
            },
        )?;
        if owner.is_some() {
            return Ok(owner);
        }
    }
    Ok(None)
}

/// Returns `DIRPARTYTABLE.PARTYNUMBER` of a customer: one sequence for all companies, since a party belongs to none.
fn party_number(customer: CustomerId) -> String {
    format!("{:09}", customer.0)
}
