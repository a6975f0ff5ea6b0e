//! The verdicts of `sync` on operations, and the states that operations enter.

use std::slice;

use super::error::Result;
use super::transaction::Transaction;
use super::work::Revision;
use crate::model::{AssignedAccount, Change, CustomerId, Effect, OperationId, Problem, State};
use crate::trail::{Digest, Event, NO_OUTCOME, OperationOutcome};

/// What `sync` decided on an operation.
#[derive(Debug, Clone)]
pub(crate) struct Verdict {
    pub(crate) state: State,
    /// Whether it counts as an attempt: waiting for another operation does not.
    pub(crate) attempt: bool,
    pub(crate) effect: Option<Effect>,
    /// The account that the operation assigns to its customer.
    pub(crate) account: Option<AssignedAccount>,
    pub(crate) changes: Vec<Change>,
    pub(crate) problems: Vec<Problem>,
}

impl Transaction<'_> {
    /// Writes the verdict on an operation, which has no problems and changes before: see [`Transaction::reopen`].
    pub(crate) fn set_verdict(
        &self,
        id: OperationId,
        revision: Revision,
        event: Event,
        verdict: &Verdict,
    ) -> Result<()> {
        let revision = Revision { attempts: revision.attempts + u32::from(verdict.attempt), ..revision };
        let outcome = OperationOutcome {
            effect: verdict.effect,
            account: verdict.account.as_ref(),
            problems: &verdict.problems,
            changes: &verdict.changes,
        };
        self.draft.borrow_mut().step(event, id, verdict.state, revision.number(), Some(outcome.digest()));
        self.execute(
            "UPDATE operation SET state = ?2, attempts = ?3, effect = ?4, superseded_by = ?5 WHERE id = ?1",
            (
                id.0,
                verdict.state.index(),
                revision.attempts,
                verdict.effect.map(Effect::number),
                verdict.effect.and_then(Effect::superseded_by).map(|by| by.0),
            ),
        )?;
        self.add_problems(id, &verdict.problems)?;
        if !verdict.changes.is_empty() {
            self.add_later_document(id)?;
        }
        for (position, change) in verdict.changes.iter().enumerate() {
            self.execute(
                "INSERT INTO change (operation, position, field, old, new) VALUES (?1, ?2, ?3, ?4, ?5)",
                (id.0, position, &change.field, &change.old, &change.new),
            )?;
        }
        Ok(())
    }

    /// Marks an operation as failed that cannot be worked with, whatever its columns say.
    pub(crate) fn fail(&self, id: OperationId, event: Event, problem: &Problem) -> Result<()> {
        self.put_problems_aside(id)?;
        let mut statement = self.connection().prepare_cached(
            "UPDATE operation SET state = ?2, attempts = attempts + 1, effect = NULL, superseded_by = NULL WHERE id = ?1
             RETURNING CAST(attempts AS INTEGER), CAST(edited AS INTEGER)",
        )?;
        let revision = statement.query_row((id.0, State::Failed.index()), |row| {
            Ok(Revision { attempts: row.get(0)?, edits: row.get(1)? })
        })?;
        let problems = slice::from_ref(problem);
        let outcome = OperationOutcome { effect: None, account: None, problems, changes: &[] };
        self.draft.borrow_mut().step(event, id, State::Failed, revision.number(), Some(outcome.digest()));
        self.add_problems(id, problems)
    }

    /// Makes a failed, waiting or dismissed operation pending again.
    pub(crate) fn reopen(&self, id: OperationId) -> Result<()> {
        // An attempt that is followed by another one in the same transaction gets no entry.
        if self.draft.borrow().has_replaceable_outcome(id) {
            self.execute("DELETE FROM problem WHERE operation = ?1", [id.0])?;
        } else {
            self.put_problems_aside(id)?;
        }
        self.enter(id, State::Pending, Event::Released, Some(*NO_OUTCOME))
    }

    /// Dismisses an operation: `sync` leaves it alone. Its problems stay visible.
    pub(crate) fn dismiss(&self, id: OperationId) -> Result<()> {
        self.enter(id, State::Dismissed, Event::Dismissed, None)
    }

    /// Makes a dismissed operation failed again, since its row is malformed.
    pub(crate) fn revive(&self, id: OperationId) -> Result<()> {
        self.enter(id, State::Failed, Event::Resynced, None)
    }

    fn enter(&self, id: OperationId, state: State, event: Event, outcome: Option<Digest>) -> Result<()> {
        let mut statement = self
            .connection()
            .prepare_cached("UPDATE operation SET state = ?2 WHERE id = ?1 RETURNING attempts, edited")?;
        let revision = statement
            .query_row((id.0, state.index()), |row| Ok(Revision { attempts: row.get(0)?, edits: row.get(1)? }))?;
        self.draft.borrow_mut().step(event, id, state, revision.number(), outcome);
        Ok(())
    }

    /// Moves an operation's problems to its history, or deletes them if it waits, since waiting is no attempt. An
    /// operation that was dismissed while it waited still has the revision of the attempt before, whose problems stay.
    pub(super) fn put_problems_aside(&self, id: OperationId) -> Result<()> {
        self.execute(
            "INSERT INTO past_problem (operation, turn, position, reason, field, value, expected, suggestion)
             SELECT p.operation, o.attempts + o.edited, p.position, p.reason, p.field, p.value, p.expected, p.suggestion
             FROM problem p JOIN operation o ON o.id = p.operation WHERE o.id = ?1 AND o.state IN (2, 5)
             ON CONFLICT DO NOTHING",
            [id.0],
        )?;
        self.execute("DELETE FROM problem WHERE operation = ?1", [id.0])?;
        Ok(())
    }

    /// Assigns an operation to the customer that its account turned out to name. The row's own spelling of the GUID, or
    /// that the row has none, is kept.
    pub(crate) fn assign_customer(&self, id: OperationId, customer: CustomerId) -> Result<()> {
        self.execute(
            "UPDATE operation SET customer = ?2, account = NULL, async_account = nullif(
               coalesce(async_account, (SELECT c.async_account FROM customer c WHERE c.id = operation.customer), ''),
               (SELECT c.async_account FROM customer c WHERE c.id = ?2))
             WHERE id = ?1",
            (id.0, customer.0),
        )?;
        Ok(())
    }
}
