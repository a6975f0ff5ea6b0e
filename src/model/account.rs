//! The temporary identity of a customer that a channel has created.

use uuid::Uuid;

/// An async customer account: a GUID that compares without regard to case and prints as received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AsyncAccount {
    guid: Uuid,
    spelled: String,
}

impl AsyncAccount {
    /// Reads `CUSTACCOUNTASYNC`: a GUID with or without braces, in any case; `None` if it is not one.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let guid = parse_guid(text)?;
        Some(Self { guid, spelled: text.to_owned() })
    }

    /// The GUID itself, equal for every spelling of the same account.
    pub(crate) fn guid(&self) -> Uuid {
        self.guid
    }

    /// The account exactly as the channel spells it.
    pub(crate) fn as_str(&self) -> &str {
        &self.spelled
    }
}

/// Reads a GUID of a channel: 32 hexadecimal digits in five groups, optionally in braces.
///
/// The nil GUID is how Dynamics writes "none", so it is not taken for an identity.
pub(crate) fn parse_guid(text: &str) -> Option<Uuid> {
    let bare = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(text);
    if bare.len() != uuid::fmt::Hyphenated::LENGTH {
        return None;
    }
    Uuid::try_parse(bare).ok().filter(|guid| !guid.is_nil())
}

/// Reads a GUID as a person types or pastes it: in braces, without dashes, in any case.
pub(crate) fn read_guid(text: &str) -> Option<Uuid> {
    let text = text.trim();
    let bare = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(text);
    let is_simple = bare.len() == uuid::fmt::Simple::LENGTH && bare.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_simple { Uuid::try_parse(bare).ok().filter(|guid| !guid.is_nil()) } else { parse_guid(bare) }
}

/// The account that an operation assigned to its customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AssignedAccount {
    pub(crate) account: String,
    /// The customer's GUID as its creation spells it.
    pub(crate) async_account: String,
}

/// The account under which a channel knows a customer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct KnownAccount {
    pub(crate) guid: Uuid,
    pub(crate) account: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_braces_do_not_matter_but_are_kept() {
        let lower = AsyncAccount::parse("5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b").unwrap();
        for spelled in ["5F0B1C6E-7D3A-4B58-9A34-0C8F0E1D2A3B", "{5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b}"] {
            let other = AsyncAccount::parse(spelled).unwrap();
            assert_eq!(other.guid(), lower.guid());
            assert_eq!(other.as_str(), spelled);
        }
    }

    #[test]
    fn people_may_leave_out_the_dashes() {
        let guid = parse_guid("5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b");
        for typed in [
            "5f0b1c6e7d3a4b589a340c8f0e1d2a3b",
            "{5F0B1C6E7D3A4B589A340C8F0E1D2A3B}",
            " 5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b ",
        ] {
            assert_eq!(read_guid(typed), guid, "{typed}");
        }
        assert_eq!(read_guid("C-000001"), None);
        assert_eq!(read_guid("00000000000000000000000000000000"), None);
    }

    #[test]
    fn anything_else_is_no_account() {
        for text in
            ["", "not-a-guid", "5f0b1c6e7d3a4b589a340c8f0e1d2a3b", "00000000-0000-0000-0000-000000000000", "C-000001"]
        {
            assert_eq!(AsyncAccount::parse(text), None, "{text}");
        }
    }
}
