//! What an entry says beside its steps, as JSON: the fields of an edit, the epoch of a reset, the schema of a
//! migration.

use serde_json::{Map, Value as Json, json};

use super::digest::Digest;
use crate::model::{Change, ChannelKey, hex};

/// Returns the details of an edit: the fields with their old and new values. Those of other acts of a person are empty.
pub(super) fn edit_details(changes: &[Change]) -> Map<String, Json> {
    if changes.is_empty() {
        return Map::new();
    }
    let fields = changes.iter().map(|change| json!({"name": change.field, "old": change.old, "new": change.new}));
    Map::from_iter([("fields".to_owned(), Json::Array(fields.collect()))])
}

/// Adds the number of the last change to any customer before the entry, whose steps stand for the numbers that follow.
pub(super) fn add_change(details: &mut Map<String, Json>, change: i64) {
    details.insert("change".to_owned(), change.into());
}

/// Returns the number of the last change to any customer before an entry; `None` if the entry changed none.
pub(crate) fn change_before(details: &str) -> Option<i64> {
    if details.len() < "{\"change\":0}".len() {
        return None;
    }
    serde_json::from_str::<Json>(details).ok()?["change"].as_i64()
}

/// Returns the change number for which a step at a position stands.
pub(crate) fn change_of_step(before: i64, position: usize) -> i64 {
    i64::try_from(position).map_or(i64::MAX, |position| before.saturating_add(1).saturating_add(position))
}

/// Returns the fields that an edit changed; `None` if the details cannot be read.
pub(crate) fn edited_fields(details: &str) -> Option<Vec<Change>> {
    let details: Json = serde_json::from_str(details).ok()?;
    let fields = details.get("fields").and_then(Json::as_array).into_iter().flatten();
    let text = |field: &Json, key: &str| field.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    Some(
        fields
            .map(|field| Change { field: text(field, "name"), old: text(field, "old"), new: text(field, "new") })
            .collect(),
    )
}

/// Returns the details of a channel's reset, with which an epoch begins.
///
/// `contacts` is the digest of all channels' last contacts and errors after it.
pub(crate) fn reset_details(name: &str, channel: ChannelKey, epoch: i64, contacts: Digest) -> Map<String, Json> {
    Map::from_iter([
        ("channel".to_owned(), Json::from(name)),
        ("number".to_owned(), Json::from(channel.0)),
        ("epoch".to_owned(), Json::from(epoch)),
        ("contacts".to_owned(), Json::from(hex(&contacts))),
    ])
}

/// Returns the channel that was reset; `None` if the details do not say it.
pub(crate) fn reset_channel(details: &str) -> Option<ChannelKey> {
    serde_json::from_str::<Json>(details).ok()?.get("number")?.as_i64().map(ChannelKey)
}

/// Returns the digest of all channels' last contacts and errors after an entry, in hexadecimal digits; `None` if the details
/// do not say it.
pub(crate) fn contacts_after(details: &str) -> Option<String> {
    serde_json::from_str::<Json>(details).ok()?["contacts"].as_str().map(str::to_owned)
}

/// Returns the epoch that began with a reset; `None` if the details cannot be read, 0 if they do not say it.
pub(crate) fn reset_epoch(details: &str) -> Option<i64> {
    let details: Json = serde_json::from_str(details).ok()?;
    Some(details["epoch"].as_i64().unwrap_or_default())
}

/// Returns the details of a migration to a version of the schema, of the store with that identity, which was created at that
/// time (microseconds since 1970).
pub(crate) fn migration_details(version: i64, store: &str, created: i64) -> Map<String, Json> {
    Map::from_iter([
        ("schema".to_owned(), version.into()),
        ("store".to_owned(), store.into()),
        ("created".to_owned(), created.into()),
    ])
}

/// Returns the identity of the store that was created or migrated; `None` if the details do not say it, as those of
/// earlier versions.
pub(crate) fn migrated_store(details: &str) -> Option<String> {
    serde_json::from_str::<Json>(details).ok()?["store"].as_str().map(str::to_owned)
}

/// Returns when the store that was migrated was created; `None` if the details do not say it.
pub(crate) fn migrated_created(details: &str) -> Option<i64> {
    serde_json::from_str::<Json>(details).ok()?["created"].as_i64()
}

/// Returns the code of the company that an entry is about; `None` if the details do not say it.
pub(crate) fn company_of(details: &str) -> Option<String> {
    serde_json::from_str::<Json>(details).ok()?["company"].as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_fields_of_an_edit_are_read_back(fields in prop::collection::vec(any::<(String, String, String)>(), 0..5)) {
            let changes: Vec<_> = fields.into_iter().map(|(field, old, new)| Change { field, old, new }).collect();
            let details = Json::Object(edit_details(&changes)).to_string();
            prop_assert_eq!(edited_fields(&details), Some(changes));
        }
    }

    #[test]
    fn the_text_of_details_never_changes() {
        let change =
            |field: &str, old: &str, new: &str| Change { field: field.into(), old: old.into(), new: new.into() };
        let edit = edit_details(&[change("Phone", "1", "2"), change("é\"", "", "\n")]);
        let expected = r#"{"fields":[{"name":"Phone","old":"1","new":"2"},{"name":"é\"","old":"","new":"\n"}]}"#;
        assert_eq!(Json::Object(edit).to_string(), expected);
        let reset = Json::Object(reset_details("Houston", ChannelKey(3), 2, [1; 16])).to_string();
        let contacts = "01".repeat(16);
        assert_eq!(reset, format!(r#"{{"channel":"Houston","number":3,"epoch":2,"contacts":"{contacts}"}}"#));
        assert_eq!(contacts_after(&reset), Some(contacts));
        assert_eq!((reset_channel(&reset), reset_epoch(&reset)), (Some(ChannelKey(3)), Some(2)));
        let migration = Json::Object(migration_details(6, "5f0b", 7)).to_string();
        assert_eq!(migration, r#"{"schema":6,"store":"5f0b","created":7}"#);
        assert_eq!(migrated_created(&migration), Some(7));
        assert_eq!((migrated_store(&migration).as_deref(), migrated_store(r#"{"schema":4}"#)), (Some("5f0b"), None));
        assert_eq!(Json::Object(edit_details(&[])).to_string(), "{}");
    }

    #[test]
    fn details_that_are_no_json_cannot_be_read() {
        assert_eq!(edited_fields("{"), None);
        assert_eq!(reset_channel("{"), None);
        assert_eq!(reset_channel("[]"), None);
        assert_eq!(reset_epoch("{"), None);
    }
}
