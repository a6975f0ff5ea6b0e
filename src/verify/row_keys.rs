//! The columns that an operation has beside its row, by which the store finds it: they follow from the row.

use super::references::KnownChannel;
use crate::model::{Envelope, Layout, State, Timestamp, Value, decode_row, trimmed};
use crate::store::{CustomerOfOperation, StoredOperation};
use crate::validate::{self, earlier_key, is_guid_of_earlier_versions};

/// The row of an operation, and what it is read with.
pub(super) struct RowContext<'c> {
    pub(super) channel: &'c KnownChannel,
    pub(super) layout: &'c Layout,
    /// After the operation's edits.
    pub(super) row: &'c str,
}

/// Returns the names of the columns that do not follow from the row.
pub(super) fn differing_columns(
    operation: &StoredOperation<'_>,
    customer: Option<&CustomerOfOperation<'_>>,
    context: &RowContext<'_>,
) -> Vec<&'static str> {
    let Ok(values) = decode_row(context.row) else { return vec!["row"] };
    let (envelope, malformed) = validate::read_envelope(context.layout, &values);
    let spelled = operation.async_account.or(customer.map(|customer| customer.async_account)).unwrap_or_default();
    let company =
        (!envelope.company.eq_ignore_ascii_case(&context.channel.company_code)).then_some(envelope.company.as_str());
    let state = State::from_index(operation.state);
    let is_out = matches!(state, Some(State::Failed | State::Dismissed));
    // Earlier versions kept what is around a value, and read GUIDs in one spelling only.
    let was_unreadable = is_out && !is_guid_of_earlier_versions(spelled);
    let comparisons = [
        ("state", malformed.is_empty() || is_out),
        ("action", operation.action == envelope.action.map(|action| action as i64)),
        ("key", operation.key == envelope.key || operation.key == earlier_key(context.layout, &values)),
        ("at", is_time_right(operation, envelope.timestamp, context.layout, &values)),
        ("noted", operation.noted == validate::noted(context.layout, &values, &envelope, &malformed)),
        ("company", is_company_right(operation, company, &context.channel.company_code)),
        ("async_account", trimmed(spelled) == envelope.async_spelled),
        ("account", is_account_right(operation, customer, &envelope)),
        (
            "customer",
            is_customer_right(operation, customer, &envelope, context.channel.company)
                || (operation.customer.is_none() && was_unreadable),
        ),
    ];
    comparisons.into_iter().filter(|(_, is_right)| !is_right).map(|(name, _)| name).collect()
}

/// The company stands there if it is not the channel's. Version 0.1.0 took one with blanks around it for another.
fn is_company_right(operation: &StoredOperation<'_>, company: Option<&str>, of_channel: &str) -> bool {
    let as_before =
        |stored: &str| trimmed(stored) != stored && trimmed(stored).eq_ignore_ascii_case(company.unwrap_or(of_channel));
    operation.company == company || operation.company.is_some_and(as_before)
}

/// An operation is listed by its row's own time, or by its receipt. [`super::operation`] checks where another order time came from.
/// Version 0.1.0 read fewer forms of time, and took dates that stand for none at their word.
fn is_time_right(
    operation: &StoredOperation<'_>,
    timestamp: Option<Timestamp>,
    layout: &Layout,
    values: &[Value<'_>],
) -> bool {
    let as_before = || match layout.created(values) {
        Value::Text(text) => Timestamp::parse(text),
        _ => None,
    };
    has_own_time(operation, timestamp) || has_own_time(operation, as_before())
}

/// Whether an operation has this as its row's own time.
fn has_own_time(operation: &StoredOperation<'_>, own: Option<Timestamp>) -> bool {
    operation.dated == i64::from(own.is_some())
        && operation.at == own.map_or(operation.received, |own| own.0)
        && operation.ordered != Some(operation.at)
}

/// `CUSTACCOUNT` is kept while it names a customer that headquarters does not have.
fn is_account_right(
    operation: &StoredOperation<'_>,
    customer: Option<&CustomerOfOperation<'_>>,
    envelope: &Envelope,
) -> bool {
    match operation.account {
        Some(account) => Some(trimmed(account)) == envelope.account.as_deref(),
        None => {
            let has_account = customer.is_some_and(|customer| customer.account.is_some());
            envelope.account.is_none() || has_account
        }
    }
}

/// A customer is found by its GUID or by its account, and every GUID makes a customer known.
fn is_customer_right(
    operation: &StoredOperation<'_>,
    customer: Option<&CustomerOfOperation<'_>>,
    envelope: &Envelope,
    company: i64,
) -> bool {
    let Some(customer) = customer else {
        return operation.customer.is_none() && envelope.async_account.is_none();
    };
    let by_guid = envelope.async_account.as_ref().is_some_and(|account| account.guid().as_bytes() == customer.guid);
    let by_account = match (customer.account, &envelope.account) {
        (Some(account), Some(of_row)) => account.eq_ignore_ascii_case(of_row),
        _ => false,
    };
    customer.company == company && (by_guid || by_account)
}
