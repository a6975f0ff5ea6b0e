//! The e-mail address that a value with something around it or in it stands for.

use super::email_form::fault;
use crate::model::{is_invisible, trimmed};
use crate::suggest;

/// What a value that is no address was meant to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum MeantAddress {
    /// More than one address.
    Several,
    /// An address with something around it.
    Wrapped(String),
    /// An address with a slip in it.
    Mistyped(String),
}

/// Returns what a value that is no address was meant to be; `None` if nobody can tell.
pub(super) fn meant(value: &str) -> Option<MeantAddress> {
    let is_address = |text: &&str| fault(text).is_none();
    let parts: Vec<_> =
        value.split([';', ',', ' ', '/', '|', '\t', '\n', '\r']).filter(|part| !part.is_empty()).collect();
    if parts.iter().filter(|part| part.contains('@')).count() > 1 {
        let first = *parts.first()?;
        let is_repeated = parts.iter().all(|part| part.eq_ignore_ascii_case(first)) && is_address(&first);
        return Some(if is_repeated { MeantAddress::Wrapped(first.to_owned()) } else { MeantAddress::Several });
    }
    if let Some(inside) = unwrapped(value).filter(is_address) {
        return Some(MeantAddress::Wrapped(inside.to_owned()));
    }
    if suggest::is_longer_than_names(value) {
        return None;
    }
    let tidied = tidied(unwrapped(value).unwrap_or(value));
    (fault(&tidied).is_none()).then_some(MeantAddress::Mistyped(tidied))
}

/// Returns what is inside a wrapper: `mailto:`, angle brackets behind a name, quotes, a full stop behind it.
fn unwrapped(value: &str) -> Option<&str> {
    let mut inside = value;
    if let Some((_, rest)) = value.rsplit_once('<') {
        inside = rest.split_once('>')?.0;
    }
    let mail = inside.get(..7).filter(|start| start.eq_ignore_ascii_case("mailto:"));
    let inside = mail.map_or(inside, |start| &inside[start.len()..]);
    let inside = trimmed(inside).trim_matches(['\'', '"', '(', ')', '[', ']', ';', ',', ':']).trim_end_matches('.');
    let inside = trimmed(inside);
    (inside.len() < value.len()).then_some(inside)
}

/// Returns a value without what nobody types into an address on purpose: invisible characters, blanks beside its signs.
fn tidied(value: &str) -> String {
    let plain: String =
        value.chars().filter(|c| *c == ' ' || !is_invisible(*c)).map(|c| if c == '＠' { '@' } else { c }).collect();
    let mut tidied = plain;
    for sign in ['@', '.'] {
        let parts: Vec<_> = tidied.split(sign).map(str::trim).collect();
        tidied = parts.join(&sign.to_string());
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::super::email::check;

    #[test]
    fn the_address_in_a_wrapper_or_with_a_slip_is_proposed() {
        for (value, address) in [
            ("mailto:jdoe@example.com", Some("jdoe@example.com")),
            ("MAILTO: jdoe@example.com", Some("jdoe@example.com")),
            ("<jdoe@example.com>", Some("jdoe@example.com")),
            ("Molly <molly@example.com>", Some("molly@example.com")),
            ("\"Doe, Jane\" <jdoe@example.com>", Some("jdoe@example.com")),
            ("jdoe@example.com.", Some("jdoe@example.com")),
            ("jdoe@example.com;", Some("jdoe@example.com")),
            ("jdoe@example.com,", Some("jdoe@example.com")),
            ("jdoe @ example.com", Some("jdoe@example.com")),
            ("jdoe@example .com", Some("jdoe@example.com")),
            ("jdoe\u{200b}@example.com", Some("jdoe@example.com")),
            ("jdoe＠example.com", Some("jdoe@example.com")),
            ("jdoe@example.com;JDOE@example.com", Some("jdoe@example.com")),
            ("a@example.com;b@example.com", None),
            ("two words@example.com", None),
            ("jdoe@", None),
            ("jdoe@example", None),
            ("<>", None),
            ("@", None),
        ] {
            assert_eq!(check("Email", value).expect(value).proposal(), address, "{value}");
        }
    }
}
