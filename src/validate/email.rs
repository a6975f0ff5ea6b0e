//! `email-invalid`: not one address, or an address whose domain can be none.

use email_address::{EmailAddress, Options};
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

use super::email_proposal::{Meant, meant};
use super::null_text;
use crate::model::{Problem, Reason, is_invisible};

/// The most bytes of a label of a domain (RFC 1035).
const LONGEST_LABEL: usize = 63;

/// Checks an e-mail address that may be empty.
pub(super) fn check(field: &str, value: &str) -> Option<Problem> {
    if value.is_empty() {
        return None;
    }
    let reason = fault(value)?;
    if let Some(problem) = null_text::check(Reason::EmailNull, field, value) {
        return Some(problem);
    }
    Some(match meant(value) {
        Some(Meant::Several) => Problem::new(Reason::EmailSeveral, field, value),
        Some(Meant::Wrapped(address)) => Problem::new(Reason::EmailWrapped, field, value).suggesting(Some(address)),
        Some(Meant::Mistyped(address)) => Problem::new(reason, field, value).suggesting(Some(address)),
        None => Problem::new(reason, field, value),
    })
}

/// Returns what is wrong with an e-mail address.
pub(super) fn fault(value: &str) -> Option<Reason> {
    let bare = Options::default().without_display_text().without_domain_literal();
    let Ok(address) = EmailAddress::parse_with_options(value, bare.with_no_minimum_sub_domains()) else {
        return Some(Reason::EmailNoAddress);
    };
    if !value.is_ascii() && value.chars().any(is_invisible) {
        return Some(Reason::EmailNoAddress);
    }
    match address.domain().rsplit_once('.') {
        None => Some(Reason::EmailSingleLabel),
        Some((labels, last)) if labels.split('.').all(is_label) && is_ending(last) => None,
        Some(_) => Some(Reason::EmailDomain),
    }
}

/// Whether a label has only letters, digits and inner hyphens.
fn is_label(label: &str) -> bool {
    let has_edges = label.starts_with('-') || label.ends_with('-');
    !label.is_empty()
        && label.len() <= LONGEST_LABEL
        && !has_edges
        && label.chars().all(|c| is_letter(c) || c.is_numeric() || c == '-')
}

/// Whether the last label of a domain has at least two letters and nothing else, or is encoded.
fn is_ending(label: &str) -> bool {
    let is_encoded = label.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--"));
    is_label(label) && (is_encoded || (label.chars().nth(1).is_some() && label.chars().all(is_letter)))
}

/// Whether a character is a letter or a mark of one, as Indic scripts have them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || (!c.is_ascii() && CanonicalCombiningClassMapBorrowed::new().get_u8(c) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_other_text() {
        for (value, reason) in [
            ("", None),
            ("molly@treyresearch.net", None),
            ("molly+2@shop.example.co.uk", None),
            ("jörg@müller.de", None),
            ("o'hara@example.com", None),
            ("jdoe@xn--mller-kva.de", None),
            ("jdoe@example.xn--p1ai", None),
            ("иван@пример.рф", None),
            ("jdoe@उदाहरण.भारत", None),
            ("jdoe@163.com", None),
            ("jdoe@a-b.example.com", None),
            ("jdoe@", Some(Reason::EmailNoAddress)),
            ("no-at-sign.example.com", Some(Reason::EmailNoAddress)),
            ("two words@example.com", Some(Reason::EmailNoAddress)),
            ("a@@b.com", Some(Reason::EmailNoAddress)),
            ("@example.com", Some(Reason::EmailNoAddress)),
            ("mzhu@consolidatedmessenger", Some(Reason::EmailSingleLabel)),
            ("jdoe@123.456", Some(Reason::EmailDomain)),
            ("jdoe@192.168.0.1", Some(Reason::EmailDomain)),
            ("jdoe@example.c", Some(Reason::EmailDomain)),
            ("jdoe@example.c0m", Some(Reason::EmailDomain)),
            ("a@example.com;b@example.com", Some(Reason::EmailSeveral)),
            ("a@example.com, b@example.com", Some(Reason::EmailSeveral)),
            ("a@example.com b@example.com", Some(Reason::EmailSeveral)),
            ("a@example.com/b@example.com", Some(Reason::EmailSeveral)),
        ] {
            assert_eq!(check("Email", value).map(|problem| problem.reason), reason, "{value}");
        }
        for value in ["jdoe@foo_bar.com", "jdoe@-foo.com", "jdoe@foo-.com", "jdoe@foo!.com"] {
            assert!(check("Email", value).is_some(), "{value}");
        }
    }
}
