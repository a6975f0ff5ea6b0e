//! What an entry says about accounts: those that were reserved, and the numbers of a sequence that were passed over.

use serde_json::{Map, Value as Json};
use uuid::Uuid;

use crate::model::ChannelKey;

/// An account that was reserved for a customer, and what headquarters had then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReservedAccount {
    pub(crate) guid: Uuid,
    pub(crate) account: String,
    /// Another account that the customer had here.
    pub(crate) here: Option<String>,
    /// Another customer who had the account here.
    pub(crate) holder: Option<Uuid>,
}

/// Numbers of a company's sequence that were passed over, including both ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PassedOver {
    pub(crate) company: String,
    pub(crate) first: i64,
    pub(crate) last: i64,
}

/// Returns the details of an entry about accounts that a channel knew.
pub(crate) fn reserved_details(
    name: &str,
    channel: ChannelKey,
    company: &str,
    accounts: &[ReservedAccount],
) -> Map<String, Json> {
    let account = |reserved: &ReservedAccount| {
        let mut object = Map::from_iter([
            ("guid".to_owned(), Json::from(reserved.guid.to_string())),
            ("account".to_owned(), Json::from(reserved.account.as_str())),
        ]);
        object.extend(reserved.here.as_ref().map(|here| ("here".to_owned(), Json::from(here.as_str()))));
        object.extend(reserved.holder.map(|holder| ("holder".to_owned(), Json::from(holder.to_string()))));
        Json::Object(object)
    };
    Map::from_iter([
        ("channel".to_owned(), Json::from(name)),
        ("number".to_owned(), Json::from(channel.0)),
        ("company".to_owned(), Json::from(company)),
        ("accounts".to_owned(), accounts.iter().map(account).collect()),
    ])
}

/// Returns the company of an entry about reserved accounts, and the accounts; `None` if the details do not say it.
pub(crate) fn reserved_accounts(details: &str) -> Option<(String, Vec<ReservedAccount>)> {
    let details: Json = serde_json::from_str(details).ok()?;
    let guid = |value: &Json| value.as_str().and_then(|text| Uuid::try_parse(text).ok());
    let account = |object: &Json| {
        Some(ReservedAccount {
            guid: guid(&object["guid"])?,
            account: object["account"].as_str()?.to_owned(),
            here: object["here"].as_str().map(str::to_owned),
            holder: guid(&object["holder"]),
        })
    };
    let accounts = details["accounts"].as_array()?.iter().map(account).collect::<Option<_>>()?;
    Some((details["company"].as_str()?.to_owned(), accounts))
}

/// Returns the number of the channel that knew reserved accounts; `None` if the details do not say it.
pub(crate) fn reserving_channel(details: &str) -> Option<i64> {
    serde_json::from_str::<Json>(details).ok()?["number"].as_i64()
}

/// Returns the details of an entry about numbers that were passed over.
pub(crate) fn passed_over_details(company: &str, first: i64, last: i64) -> Map<String, Json> {
    Map::from_iter([
        ("company".to_owned(), Json::from(company)),
        ("first".to_owned(), Json::from(first)),
        ("last".to_owned(), Json::from(last)),
    ])
}

/// Returns the numbers that were passed over; `None` if the details do not say it.
pub(crate) fn passed_over(details: &str) -> Option<PassedOver> {
    let details: Json = serde_json::from_str(details).ok()?;
    let (first, last) = (details["first"].as_i64()?, details["last"].as_i64()?);
    Some(PassedOver { company: details["company"].as_str()?.to_owned(), first, last })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reserved() -> Vec<ReservedAccount> {
        let account = |guid, here: Option<&str>, holder: Option<u128>| ReservedAccount {
            guid: Uuid::from_u128(guid),
            account: "C-000001".to_owned(),
            here: here.map(str::to_owned),
            holder: holder.map(Uuid::from_u128),
        };
        vec![account(1, None, None), account(2, Some("C-000002"), Some(3))]
    }

    #[test]
    fn the_text_of_details_about_accounts_never_changes() {
        let details = Json::Object(reserved_details("Houston", ChannelKey(3), "USRT", &reserved())).to_string();
        let expected = concat!(
            r#"{"channel":"Houston","number":3,"company":"USRT","accounts":["#,
            r#"{"guid":"00000000-0000-0000-0000-000000000001","account":"C-000001"},"#,
            r#"{"guid":"00000000-0000-0000-0000-000000000002","account":"C-000001","here":"C-000002","#,
            r#""holder":"00000000-0000-0000-0000-000000000003"}]}"#
        );
        assert_eq!(details, expected);
        assert_eq!(reserved_accounts(&details), Some(("USRT".to_owned(), reserved())));
        let details = Json::Object(passed_over_details("USRT", 2, 9)).to_string();
        assert_eq!(details, r#"{"company":"USRT","first":2,"last":9}"#);
        assert_eq!(passed_over(&details), Some(PassedOver { company: "USRT".to_owned(), first: 2, last: 9 }));
    }

    #[test]
    fn details_of_another_kind_say_nothing_about_accounts() {
        for details in ["{", "[]", "{}", r#"{"company":"USRT","accounts":[{"guid":"x","account":"C"}]}"#] {
            assert_eq!(reserved_accounts(details), None, "{details}");
            assert_eq!(passed_over(details), None, "{details}");
        }
    }
}
