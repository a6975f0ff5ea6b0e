//! A customer for machines: one object, with the same keys in every language.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value as Json, json};

use super::timeline::sentence;
use crate::engine::{CurrentRecord, CustomerOverview, OpenOperation, TimelineEntry, TimelineEvent};
use crate::i18n::Texts;
use crate::model::{Action, RecordKind};
use crate::output::mending::mending_command;
use crate::output::objects::{change_objects, problem_objects};

/// A customer with the texts in English.
pub(super) struct CustomerObject<'a>(pub(super) &'a CustomerOverview);

impl Serialize for CustomerObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Object<'a> {
            customer_account: Option<&'a str>,
            async_customer_account: &'a str,
            company: &'a str,
            origin: Option<&'a str>,
            imports: Vec<Json>,
            current: Option<Json>,
            channels: Vec<Json>,
            problems: Vec<Json>,
            timeline: Vec<Json>,
        }
        let CustomerOverview { customer, company, origin, imports, records, receipts, open, timeline, .. } = self.0;
        let receipts =
            receipts.iter().map(|receipt| json!({"channel": receipt.channel, "up_to_date": receipt.is_current}));
        let imports = imports
            .iter()
            .map(|import| json!({"at": import.at.rfc3339(), "files": import.files, "only_guid": import.is_guid}));
        Object {
            customer_account: customer.account.as_deref(),
            async_customer_account: &customer.async_account,
            company,
            origin: origin.as_deref(),
            imports: imports.collect(),
            current: present(records),
            channels: receipts.collect(),
            problems: open.iter().map(problem_value).collect(),
            timeline: timeline.iter().map(entry_value).collect(),
        }
        .serialize(serializer)
    }
}

fn problem_value(open: &OpenOperation) -> Json {
    let OpenOperation { operation, waits_for, mending } = open;
    json!({
        "operation": operation.id,
        "record": operation.kind.name(),
        "status": operation.state.name(),
        "errors": problem_objects(&operation.problems),
        "waits_for": waits_for,
        "command": mending_command(operation.id, mending),
    })
}

fn entry_value(entry: &TimelineEntry) -> Json {
    let TimelineEntry { at, operation, event, changes, problems, .. } = entry;
    let (event, state, author) = match event {
        TimelineEvent::Sent { .. } => ("sent", operation.state, None),
        TimelineEvent::Corrected { event, author, state } => (event.name(), *state, Some(author)),
    };
    json!({
        "at": at.rfc3339(),
        "channel": &*operation.channel,
        "operation": operation.id,
        "record": operation.kind.name(),
        "action": operation.action.map(Action::name),
        "event": event,
        "status": state.name(),
        "actor": author.map(|author| author.actor.as_str()),
        "reason": author.map(|author| author.reason.as_str()),
        "changes": change_objects(changes),
        "errors": problem_objects(problems),
        "description": sentence(entry, &Texts::for_machines()),
    })
}

/// Returns what headquarters has now; `None` until it has something.
fn present(records: &[CurrentRecord]) -> Option<Json> {
    let itself = records.iter().find(|record| record.kind == RecordKind::Customer)?;
    let of_kind = |kind| records.iter().filter(|record| record.kind == kind).map(record_value).collect::<Vec<_>>();
    Some(json!({
        "name": itself.name,
        "email": itself.value("Email"),
        "phone": itself.value("Phone"),
        "blocked": itself.value("Blocked"),
        "fields": fields(itself),
        "addresses": of_kind(RecordKind::Address),
        "contacts": of_kind(RecordKind::Contact),
        "affiliations": of_kind(RecordKind::Affiliation),
        "attributes": of_kind(RecordKind::Attribute),
    }))
}

fn record_value(record: &CurrentRecord) -> Json {
    json!({"key": record.key, "active": record.is_active, "primary": record.is_primary, "fields": fields(record)})
}

fn fields(record: &CurrentRecord) -> Map<String, Json> {
    record.fields.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect()
}
