//! The temporary identity of a customer that a channel has created.

use uuid::Uuid;

use super::trimmed::trimmed;

/// An async customer account: a GUID that compares without regard to case and prints as received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AsyncAccount {
    guid: Uuid,
    spelled: String,
}

impl AsyncAccount {
    /// Reads `CUSTACCOUNTASYNC`: a GUID in any spelling; `None` if it is not one.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let guid = parse_guid(text)?;
        Some(Self { guid, spelled: trimmed(text).to_owned() })
    }

    /// The GUID itself, equal for every spelling of the same account.
    pub(crate) fn guid(&self) -> Uuid {
        self.guid
    }

    /// The account as the channel spells it.
    pub(crate) fn as_str(&self) -> &str {
        &self.spelled
    }
}

/// Reads a GUID in any of the spellings that programs and people give it: with or without hyphens, in braces or parentheses,
/// with `urn:uuid:` before it, in any case, white and invisible characters around it.
///
/// The nil GUID is how Dynamics writes "none", so it is not taken for an identity.
pub(crate) fn parse_guid(text: &str) -> Option<Uuid> {
    let text = trimmed(text);
    let bare = without_prefix(text, "urn:uuid:").unwrap_or(text);
    let within = |open, close| bare.strip_prefix(open)?.strip_suffix(close);
    let bare = within('{', '}').or_else(|| within('(', ')')).map_or(bare, str::trim);
    // The crate reads further forms of its own.
    let is_plain = matches!(bare.len(), uuid::fmt::Hyphenated::LENGTH | uuid::fmt::Simple::LENGTH);
    Uuid::try_parse(bare).ok().filter(|guid| is_plain && !guid.is_nil())
}

fn without_prefix<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
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
    fn a_guid_is_read_in_every_spelling() {
        let guid = parse_guid("5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b");
        assert!(guid.is_some());
        for spelled in [
            "5f0b1c6e7d3a4b589a340c8f0e1d2a3b",
            "{5F0B1C6E7D3A4B589A340C8F0E1D2A3B}",
            "(5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b)",
            "urn:uuid:5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b",
            "URN:UUID:5F0B1C6E-7D3A-4B58-9A34-0C8F0E1D2A3B",
            " 5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b ",
            "\u{feff}5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b\t",
        ] {
            assert_eq!(parse_guid(spelled), guid, "{spelled}");
        }
    }

    #[test]
    fn anything_else_is_no_account() {
        for text in [
            "",
            "not-a-guid",
            "{5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b",
            "00000000-0000-0000-0000-000000000000",
            "C-000001",
        ] {
            assert_eq!(AsyncAccount::parse(text), None, "{text}");
        }
    }
}
