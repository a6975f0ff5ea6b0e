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
    let mut addresses = parts(value).filter(|part| part.contains(['@', '＠']));
    if let Some(first) = addresses.next()
        && let Some(second) = addresses.next()
    {
        let is_repeated = [second].into_iter().chain(addresses).all(|other| other.eq_ignore_ascii_case(first));
        let repeated = is_repeated.then(|| MeantAddress::Wrapped(first.to_owned())).filter(|_| is_address(&first));
        return Some(repeated.unwrap_or(MeantAddress::Several));
    }
    if value.matches(['@', '＠']).count() > 1 {
        return None;
    }
    if let Some(inside) = unwrapped(value).filter(is_address) {
        return Some(MeantAddress::Wrapped(inside.to_owned()));
    }
    if suggest::is_longer_than_names(value) {
        return None;
    }
    let tidied = tidied(unwrapped(value).unwrap_or(value))?;
    (fault(&tidied).is_none()).then_some(MeantAddress::Mistyped(tidied))
}

/// Returns the parts of a value that stand between what separates addresses or encloses them.
fn parts(value: &str) -> impl Iterator<Item = &str> {
    let is_between =
        |c: char| is_blank(c) || matches!(c, ';' | ',' | '/' | '|' | '<' | '>' | '(' | ')' | '[' | ']' | '"');
    value.split(is_between).filter(|part| !part.is_empty())
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

/// Returns a value without what nobody types into an address on purpose: characters without width, blanks beside the `@` or
/// beside the full stops of its domain; `None` if what stands behind a blank may be another word.
fn tidied(value: &str) -> Option<String> {
    let is_shown = |c: &char| is_blank(*c) || !is_invisible(*c);
    let plain: String = value.chars().filter(is_shown).map(|c| if is_blank(c) { ' ' } else { c }).collect();
    let plain = plain.replace('＠', "@");
    let (local, domain) = plain.split_once('@')?;
    let labels: Vec<_> = domain.split('.').collect();
    let mut joined = labels.first()?.trim().to_owned();
    for pair in labels.windows(2) {
        let [before, label] = pair else { break };
        let is_apart = before.ends_with(' ') || label.starts_with(' ');
        if is_apart && (is_sentence(before, label) || fault(&format!("a@{joined}")).is_none()) {
            return None;
        }
        joined.push('.');
        joined.push_str(label.trim());
    }
    Some(format!("{}@{joined}", local.trim()))
}

/// Whether a word with a capital follows one in small letters.
fn is_sentence(before: &str, label: &str) -> bool {
    let is_small = before.trim().chars().next_back().is_some_and(char::is_lowercase);
    is_small && label.trim().chars().next().is_some_and(char::is_uppercase)
}

/// Whether a character shows as a blank; fillers of Korean and Braille do.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{2800}')
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
            ("jdoe@ example.com", Some("jdoe@example.com")),
            ("jdoe@example. com", Some("jdoe@example.com")),
            ("jdoe\u{a0}@\u{a0}example.com", Some("jdoe@example.com")),
            ("Molly molly@example.com molly@example.com", Some("molly@example.com")),
            ("\"jdoe@example.com\" <jdoe@example.com>", Some("jdoe@example.com")),
            ("Molly\nm@x.com", None),
            ("Jane\u{a0}Doe\u{a0}jane@x.com", None),
            ("a@x.com\nMolly", None),
            ("a@x.com\tMolly", None),
            ("a@x.com\u{3164}Molly", None),
            ("Mr. smith@z.com", None),
            ("J. Doe@x.com", None),
            ("Tel. jdoe@x.com", None),
            ("jdoe@example. Call him", None),
            ("jdoe@example.com. call", None),
            ("jdoe@gmail. Thanks", None),
            ("a@b.com<a@c.com>", None),
            ("a@b.com(a@c.com)", None),
            ("a@@b.com", None),
            ("a@b@c.com", None),
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
