//! What entries say about the course of a store: that it was put back to an older state or recreated, which channels were
//! heard since, and which were claimed from another store.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

/// The details of an entry of [`super::Event::Restored`]: what the store knew, and what others knew of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RestoredDetails {
    /// The number of the entry before, with which the older state ended.
    pub(crate) entry: i64,
    /// The hash of that entry in hexadecimal digits.
    pub(crate) hash: String,
    /// The number of the last operation of the older state; 0 if it had none.
    pub(crate) operation: i64,
    /// The number of the last customer of the older state; 0 if it had none. Later numbers were given to others before.
    pub(crate) customer: i64,
    /// Whether it is known how far each number sequence went.
    pub(crate) numbers_known: bool,
    /// The identities of other stores whose place this one takes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) replaces: Vec<String>,
    pub(crate) witnesses: Vec<WitnessDetails>,
}

/// What a channel, or the file with the anchors, knew about the store that was lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct WitnessDetails {
    /// The name of the channel; `None` for the anchors.
    pub(crate) channel: Option<String>,
    pub(crate) store: String,
    /// The last entry that it knew; `None` if an earlier version made its contact.
    pub(crate) entry: Option<i64>,
    pub(crate) hash: Option<String>,
    pub(crate) at: Option<String>,
    /// The hash of the entry with which the lost course had been put back last; `None` if it never was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) restored: Option<String>,
}

/// The details of an entry of [`super::Event::Heard`]: what a channel knew at its first contact since the store was put back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HeardDetails {
    pub(crate) channel: String,
    /// The store's own number of the channel.
    pub(crate) number: i64,
    /// The stores that it knew; more than one only where earlier versions wrote to it.
    pub(crate) stores: Vec<String>,
    /// The last entry that it knew; `None` if it knew none.
    pub(crate) entry: Option<i64>,
    pub(crate) hash: Option<String>,
    /// The highest counter of its customers' table that may have been taken; `None` if that is not known.
    pub(crate) taken: Option<i64>,
    /// How many of the accounts that it knew were taken over.
    pub(crate) accounts: u64,
}

/// The details of an entry of [`super::Event::Claimed`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ClaimedDetails {
    pub(crate) channel: String,
    /// The store's own number of the channel.
    pub(crate) number: i64,
    /// The stores that the channel knew.
    pub(crate) stores: Vec<String>,
    /// How many of the accounts that it knew were taken over.
    pub(crate) accounts: u64,
}

/// Returns the details of an entry as a JSON object.
pub(crate) fn course_details(details: &impl Serialize) -> Map<String, Json> {
    match serde_json::to_value(details) {
        Ok(Json::Object(object)) => object,
        // These details are structs of numbers and texts.
        _ => Map::new(),
    }
}

/// Reads the details of an entry; `None` if they are of another kind.
pub(crate) fn read_course_details<D: DeserializeOwned>(details: &str) -> Option<D> {
    serde_json::from_str(details).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_details_about_the_course_never_changes() {
        let text = |text: &str| text.to_owned();
        let restored = RestoredDetails {
            entry: 7,
            hash: text("ab"),
            operation: 3,
            customer: 2,
            numbers_known: true,
            replaces: vec![text("5f0b")],
            witnesses: vec![WitnessDetails {
                channel: Some(text("Houston")),
                store: text("5f0b"),
                entry: Some(9),
                hash: Some(text("cd")),
                at: Some(text("2026-11-01T08:00:00Z")),
                restored: Some(text("ef")),
            }],
        };
        let written = Json::Object(course_details(&restored)).to_string();
        let expected = concat!(
            r#"{"entry":7,"hash":"ab","operation":3,"customer":2,"numbers_known":true,"replaces":["5f0b"],"witnesses":[{"channel":"Houston","#,
            r#""store":"5f0b","entry":9,"hash":"cd","at":"2026-11-01T08:00:00Z","restored":"ef"}]}"#
        );
        assert_eq!(written, expected);
        assert_eq!(read_course_details(&written), Some(restored));

        let heard = HeardDetails {
            channel: text("Houston"),
            number: 3,
            stores: vec![text("5f0b")],
            entry: None,
            hash: None,
            taken: Some(4),
            accounts: 2,
        };
        let written = Json::Object(course_details(&heard)).to_string();
        let expected =
            r#"{"channel":"Houston","number":3,"stores":["5f0b"],"entry":null,"hash":null,"taken":4,"accounts":2}"#;
        assert_eq!(written, expected);
        assert_eq!(read_course_details(&written), Some(heard));
        assert_eq!(read_course_details::<RestoredDetails>("{}"), None);

        let claimed = ClaimedDetails { channel: text("Houston"), number: 3, stores: vec![text("5f0b")], accounts: 2 };
        let written = Json::Object(course_details(&claimed)).to_string();
        assert_eq!(written, r#"{"channel":"Houston","number":3,"stores":["5f0b"],"accounts":2}"#);
    }
}
