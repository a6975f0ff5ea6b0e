//! The form of an e-mail address.

use email_address::EmailAddress;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

use crate::model::{Reason, is_invisible};

/// The most bytes of a label of a domain (RFC 1035).
const LONGEST_LABEL: usize = 63;

/// The most bytes of a domain (RFC 1035).
const LONGEST_DOMAIN: usize = 253;

/// The combining class of a virama, behind which a joiner may stand in a label (RFC 5892).
const VIRAMA: u8 = 9;

/// Returns what is wrong with an e-mail address.
pub(super) fn fault(value: &str) -> Option<Reason> {
    let Some((local, domain)) = value.rsplit_once('@') else { return Some(Reason::EmailNoAddress) };
    let is_hidden = !local.is_ascii() && local.chars().any(is_invisible);
    if !EmailAddress::is_valid_local_part(local) || is_hidden || !may_be_domain(domain) {
        return Some(Reason::EmailNoAddress);
    }
    match domain.rsplit_once('.') {
        None => Some(Reason::EmailSingleLabel),
        Some((labels, last)) if labels.split('.').all(is_label) && is_ending(last) => None,
        Some(_) => Some(Reason::EmailDomain),
    }
}

/// Whether a text has the length of a domain, and labels none of which is empty, too long, or has a sign that cannot be meant.
fn may_be_domain(domain: &str) -> bool {
    let is_sign = |c: char| c.is_whitespace() || c.is_control() || "()<>[]:;,\\\"".contains(c);
    let is_possible = |label: &str| !label.is_empty() && label.len() <= LONGEST_LABEL && !label.contains(is_sign);
    domain.len() <= LONGEST_DOMAIN && domain.split('.').all(is_possible)
}

/// Whether a label has only letters, digits and inner hyphens.
fn is_label(label: &str) -> bool {
    let has_edges = label.starts_with('-') || label.ends_with('-');
    let is_possible = |c: char| is_letter(c) || c.is_numeric() || c == '-';
    let of_label =
        |(before, c): (Option<char>, char)| is_possible(c) || (is_joiner(c) && before.is_some_and(is_virama));
    let before = [None].into_iter().chain(label.chars().map(Some));
    !label.is_empty()
        && label.len() <= LONGEST_LABEL
        && !has_edges
        && !label.chars().next().is_some_and(is_mark)
        && before.zip(label.chars()).all(of_label)
        && !label.chars().any(is_unseen)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

fn is_unseen(c: char) -> bool {
    !c.is_ascii() && is_invisible(c) && !is_joiner(c)
}

fn is_virama(c: char) -> bool {
    CanonicalCombiningClassMapBorrowed::new().get_u8(c) == VIRAMA
}

/// Whether the last label of a domain has at least two letters and nothing else, or is encoded.
fn is_ending(label: &str) -> bool {
    let is_encoded = label.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--"));
    is_label(label)
        && (is_encoded || (label.chars().nth(1).is_some() && label.chars().all(|c| is_letter(c) || is_joiner(c))))
}

/// Whether a character is a letter or a mark of one, as Indic scripts have them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_mark(c)
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && CanonicalCombiningClassMapBorrowed::new().get_u8(c) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_of_all_scripts_are_domains() {
        for domain in ["x.சிங்கப்பூர்", "x.भारतम्", "แม่.ไทย", "ශ්‍රී.ලංකා", "пример.рф", "例え.テスト", "xn--a.xn--p1ai"]
        {
            assert_eq!(fault(&format!("a@{domain}")), None, "{domain}");
        }
        for (domain, reason) in [
            ("x\u{200d}y.com", Reason::EmailDomain),
            ("x\u{200b}y.com", Reason::EmailDomain),
            ("\u{301}x.com", Reason::EmailDomain),
            ("x..com", Reason::EmailNoAddress),
            ("[127.0.0.1]", Reason::EmailNoAddress),
            ("x y.com", Reason::EmailNoAddress),
            ("", Reason::EmailNoAddress),
        ] {
            assert_eq!(fault(&format!("a@{domain}")), Some(reason), "{domain}");
        }
        assert_eq!(fault(&format!("a@{}.com", "x".repeat(64))), Some(Reason::EmailNoAddress));
    }
}
