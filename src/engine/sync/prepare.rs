//! What can be done for a decision without knowing anything but the operation: a thread of its own decodes and checks the rows
//! of a batch while those before are decided on.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::Scope;

use uuid::Uuid;

use super::decide::problems_of;
use super::terms::Terms;
use crate::engine::error::{EngineError, panic_message};
use crate::i18n::Phrase;
use crate::model::{Fields, Layout, Problem, Value, decode_row, parse_guid, trimmed};
use crate::store::WorkItem;

/// How many operations are handed over at a time, and how many times as many may wait.
const PART: usize = 128;
const WAITING_PARTS: usize = 8;

/// In batches smaller than this, a thread would cost more than it saves.
const WORTH_A_THREAD: usize = 2 * PART;

/// An operation whose row is decoded and checked.
pub(super) struct PreparedItem<'i> {
    pub(super) item: &'i WorkItem,
    /// The snapshot in the row.
    pub(super) fields: Fields<'i>,
    /// What is wrong with the operation itself.
    pub(super) problems: Vec<Problem>,
    /// GUID and account, if the row has both.
    pub(super) names: Option<(Uuid, String)>,
}

impl<'i> PreparedItem<'i> {
    /// Decodes and checks the row of an operation.
    ///
    /// # Errors
    /// The row cannot be decoded, or its channel is missing.
    pub(super) fn new(item: &'i WorkItem, terms: &Terms<'_>) -> Result<Self, EngineError> {
        let unreadable = |source| EngineError::Unreadable { id: item.order.id, source };
        let values = decode_row(&item.row).map_err(unreadable)?;
        let fields = Fields::from_row(&item.layout, &values);
        let (kind, company) = (item.order.kind, &terms.channel(item)?.company_code);
        let problems = problems_of(kind, item.action, item.company.as_deref(), company, &fields, terms.rules());
        Ok(Self { item, fields, problems, names: names_of(&item.layout, &values) })
    }
}

/// Returns the GUID and the account that a row names its customer by, if it has both.
fn names_of(layout: &Layout, values: &[Value<'_>]) -> Option<(Uuid, String)> {
    let account = layout.account(values).text_or_empty();
    let account = Some(trimmed(&account)).filter(|account| !account.is_empty())?;
    Some((parse_guid(&layout.async_account(values).text_or_empty())?, account.to_owned()))
}

type PreparedResult<'i> = Result<PreparedItem<'i>, EngineError>;

/// The operations of a batch in their order, each prepared when it is its turn.
pub(super) struct Preparation<'i> {
    items: &'i [WorkItem],
    terms: &'i Terms<'i>,
    /// The thread that prepares them; `None` if they are too few for one.
    worker: Option<Worker<'i>>,
}

struct Worker<'i> {
    parts: Receiver<Vec<PreparedResult<'i>>>,
    part: std::vec::IntoIter<PreparedResult<'i>>,
}

impl<'i> Preparation<'i> {
    /// Begins to prepare operations.
    pub(super) fn begin<'s>(scope: &'s Scope<'s, 'i>, items: &'i [WorkItem], terms: &'i Terms<'i>) -> Self {
        let worker = (items.len() >= WORTH_A_THREAD).then(|| {
            let (send, parts) = sync_channel(WAITING_PARTS);
            scope.spawn(move || {
                let prepared = |part: &'i [WorkItem]| {
                    let prepare = || part.iter().map(|item| PreparedItem::new(item, terms)).collect();
                    catch_unwind(AssertUnwindSafe(prepare))
                        .unwrap_or_else(|panic| vec![Err(EngineError::PreparationPanicked(panic_message(&*panic)))])
                };
                // Nobody wants more once the batch has ended early.
                let _ = items.chunks(PART).try_for_each(|part| send.send(prepared(part)));
            });
            Worker { parts, part: Vec::new().into_iter() }
        });
        Self { items, terms, worker }
    }

    /// Returns the next operation, which stays the next; `None` at the end.
    pub(super) fn peek(&self) -> Option<&'i WorkItem> {
        self.items.first()
    }

    /// Returns the next operation, prepared.
    ///
    /// # Errors
    /// As [`PreparedItem::new`]; or there is none, or the thread has panicked.
    pub(super) fn next(&mut self) -> PreparedResult<'i> {
        let Some((item, left)) = self.items.split_first() else {
            return Err(EngineError::PreparationPanicked(Phrase::new("panic-no-operation")));
        };
        self.items = left;
        match &mut self.worker {
            Some(worker) => worker.next(),
            None => PreparedItem::new(item, self.terms),
        }
    }
}

impl<'i> Worker<'i> {
    fn next(&mut self) -> PreparedResult<'i> {
        if let Some(prepared) = self.part.next() {
            return prepared;
        }
        if let Ok(part) = self.parts.recv() {
            self.part = part.into_iter();
        }
        let ended = || Err(EngineError::PreparationPanicked(Phrase::new("panic-thread-ended")));
        self.part.next().unwrap_or_else(ended)
    }
}
