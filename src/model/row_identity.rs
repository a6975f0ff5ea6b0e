//! Which row of an upload table a row is. What a channel changes in its own row after the upload, such as the account that it
//! has received, does not make it another row.

use super::account::AsyncAccount;
use super::row::Layout;
use super::trimmed::trimmed;
use super::value::Value;
use super::written_time::WrittenTime;

impl Layout {
    /// Whether a row of this layout is the same one as a row of another layout with the same counter: both are about the same
    /// customer and record, and were created at the same time.
    pub(crate) fn is_same_row(&self, values: &[Value<'_>], other: &Self, other_values: &[Value<'_>]) -> bool {
        is_same_time(self.created(values), other.created(other_values))
            && is_same_key(self.key_value(values), other.key_value(other_values))
            && CustomerOfRow::of(self, values).is_same(&CustomerOfRow::of(other, other_values))
    }

    /// Whether a row of this layout was created before a row of another layout of the same channel.
    pub(crate) fn is_created_before(&self, values: &[Value<'_>], other: &Self, other_values: &[Value<'_>]) -> bool {
        let time = |value: &Value<'_>| WrittenTime::read(&value.text_or_empty()).map(WrittenTime::without_zone);
        time(self.created(values)).zip(time(other.created(other_values))).is_some_and(|(one, other)| one < other)
    }

    /// The value that tells the record of a row from others of its customer; NULL for the customer itself.
    fn key_value<'v, 'a>(&self, values: &'v [Value<'a>]) -> &'v Value<'a> {
        let key = self.kind().key_field().map(|field| field.column);
        let fields = self.kind().fields().iter().zip(self.field_positions());
        let position = fields.filter(|(field, _)| Some(field.column) == key).find_map(|(_, position)| *position);
        position.and_then(|at| values.get(at)).unwrap_or(&Value::Null)
    }
}

/// Whether two values are the same time, in whatever form the channel writes it.
fn is_same_time(one: &Value<'_>, other: &Value<'_>) -> bool {
    let read = |value: &Value<'_>| WrittenTime::read(&value.text_or_empty()).map(WrittenTime::without_zone);
    one.is_same(other) || read(one).is_some_and(|time| read(other) == Some(time))
}

/// Whether two values are the same key: GUIDs in any spelling, names in any case and padded to any width.
fn is_same_key(one: &Value<'_>, other: &Value<'_>) -> bool {
    let guid = |value: &Value<'_>| AsyncAccount::parse(&value.text_or_empty()).map(|key| key.guid());
    let name = |value: &Value<'_>| trimmed(&value.text_or_empty()).to_lowercase();
    one.is_same(other) || guid(one).is_some_and(|key| guid(other) == Some(key)) || name(one) == name(other)
}

/// The customer whom a row is about.
struct CustomerOfRow<'v, 'a> {
    /// `CUSTACCOUNTASYNC`.
    async_account: &'v Value<'a>,
    /// `CUSTACCOUNT`.
    account: &'v Value<'a>,
}

impl<'v, 'a> CustomerOfRow<'v, 'a> {
    fn of(layout: &Layout, values: &'v [Value<'a>]) -> Self {
        Self { async_account: layout.async_account(values), account: layout.account(values) }
    }

    /// The GUID decides; where one of the rows has none, the accounts do, unless a channel has filled one of them since.
    fn is_same(&self, other: &CustomerOfRow<'_, '_>) -> bool {
        let guid = |value: &Value<'_>| AsyncAccount::parse(&value.text_or_empty()).map(|account| account.guid());
        match (guid(self.async_account), guid(other.async_account)) {
            (Some(one), Some(other)) => one == other,
            (None, None) if self.account.is_empty() && other.account.is_empty() => {
                self.async_account.is_same(other.async_account)
            }
            _ => self.account.is_empty() || other.account.is_empty() || is_same_account(self.account, other.account),
        }
    }
}

fn is_same_account(one: &Value<'_>, other: &Value<'_>) -> bool {
    one.is_same(other) || trimmed(&one.text_or_empty()).eq_ignore_ascii_case(trimmed(&other.text_or_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RecordKind;

    const GUID: &str = "5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b";
    const OTHER: &str = "6f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b";

    const COLUMNS: [&str; 7] = [
        "CUSTACCOUNTASYNC",
        "CUSTACCOUNT",
        "OPERATION",
        "CREATEDDATETIME",
        "ADDRESSID",
        "CITY",
        "ONLINEOPERATIONCOMPLETED",
    ];

    fn layout() -> Layout {
        Layout::new(RecordKind::Address, COLUMNS.map(str::to_owned).to_vec())
    }

    /// A row with some columns changed.
    fn row(changed: &[(&str, &'static str)]) -> Vec<Value<'static>> {
        let mut values =
            [GUID, "", "1", "2026-11-20 08:00:00", OTHER, "Delft", "0"].map(|text| Value::Text(text.into()));
        for (column, text) in changed {
            values[COLUMNS.iter().position(|known| known == column).unwrap()] = Value::Text((*text).into());
        }
        values.to_vec()
    }

    fn is_same(uploaded: &[(&str, &'static str)], now: &[(&str, &'static str)]) -> bool {
        layout().is_same_row(&row(uploaded), &layout(), &row(now))
    }

    #[test]
    fn what_a_channel_changes_after_the_upload_does_not_matter() {
        for now in [
            &[][..],
            &[("CUSTACCOUNT", "C-000001")],
            &[("OPERATION", "3")],
            &[("OPERATION", ""), ("CITY", "")],
            &[("ONLINEOPERATIONCOMPLETED", "1"), ("CITY", "Rotterdam")],
            &[("CUSTACCOUNTASYNC", "{5F0B1C6E-7D3A-4B58-9A34-0C8F0E1D2A3B}")],
            &[("ADDRESSID", "6F0B1C6E-7D3A-4B58-9A34-0C8F0E1D2A3B")],
            &[("CREATEDDATETIME", "2026-11-20 08:00:00.0000000")],
            &[("CREATEDDATETIME", "2026-11-20T08:00:00Z")],
            &[("CUSTACCOUNTASYNC", ""), ("CUSTACCOUNT", "C-000001")],
        ] {
            assert!(is_same(&[], now), "{now:?}");
        }
    }

    #[test]
    fn another_customer_record_or_time_is_another_row() {
        for now in [
            &[("CUSTACCOUNTASYNC", OTHER)][..],
            &[("ADDRESSID", GUID)],
            &[("ADDRESSID", "")],
            &[("CREATEDDATETIME", "2026-11-20 08:00:01")],
            &[("CREATEDDATETIME", "2026-11-20 08:00:00.003")],
            &[("CREATEDDATETIME", "")],
        ] {
            assert!(!is_same(&[], now), "{now:?}");
        }
    }

    #[test]
    fn where_there_is_no_guid_the_account_decides() {
        let uploaded = [("CUSTACCOUNTASYNC", ""), ("CUSTACCOUNT", "C-000001")];
        for (account, expected) in [("c-000001 ", true), ("C-000002", false)] {
            assert_eq!(
                is_same(&uploaded, &[("CUSTACCOUNTASYNC", ""), ("CUSTACCOUNT", account)]),
                expected,
                "{account}"
            );
            assert_eq!(is_same(&uploaded, &[("CUSTACCOUNT", account)]), expected, "{account}");
        }
        let nobody = [("CUSTACCOUNTASYNC", "12")];
        assert!(is_same(&nobody, &nobody));
        assert!(!is_same(&nobody, &[("CUSTACCOUNTASYNC", "13")]));
    }

    #[test]
    fn the_earlier_one_of_two_rows_is_known_by_its_time() {
        let at = |time| row(&[("CREATEDDATETIME", time)]);
        let is_before = |one, other| layout().is_created_before(&at(one), &layout(), &at(other));
        assert!(is_before("2026-11-20 08:00:00", "2026-11-20T08:00:00.001Z"));
        assert!(!is_before("2026-11-20 08:00:00", "2026-11-20 08:00:00"));
        assert!(!is_before("yesterday", "2026-11-20 08:00:00"));
    }

    #[test]
    fn a_row_without_a_time_is_recognized_by_what_it_says_instead() {
        for (text, other, expected) in [("yesterday", "yesterday", true), ("yesterday", "today", false), ("", "", true)]
        {
            assert_eq!(
                is_same(&[("CREATEDDATETIME", text)], &[("CREATEDDATETIME", other)]),
                expected,
                "{text} {other}"
            );
        }
    }
}
