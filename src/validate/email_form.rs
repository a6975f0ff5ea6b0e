//! The form of an e-mail address.

use email_address::{EmailAddress, Options};
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

use crate::model::{Reason, is_invisible};

/// The most bytes of a label of a domain (RFC 1035).
const LONGEST_LABEL: usize = 63;

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
