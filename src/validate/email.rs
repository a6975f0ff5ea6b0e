//! `email-invalid`: not an address, or an address whose domain has a single label.

use email_address::{EmailAddress, Options};

use crate::model::{Problem, Reason};

/// Checks an e-mail address that may be empty.
pub(super) fn check(field: &str, value: &str) -> Option<Problem> {
    if value.is_empty() {
        return None;
    }
    let bare = Options::default().without_display_text().without_domain_literal();
    let reason = match EmailAddress::parse_with_options(value, bare.with_no_minimum_sub_domains()) {
        Err(_) => Reason::EmailNoAddress,
        Ok(address) if !address.domain().contains('.') => Reason::EmailSingleLabel,
        Ok(_) => return None,
    };
    Some(Problem::new(reason, field, value))
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
            ("jdoe@", Some(Reason::EmailNoAddress)),
            ("no-at-sign.example.com", Some(Reason::EmailNoAddress)),
            ("two words@example.com", Some(Reason::EmailNoAddress)),
            ("a@@b.com", Some(Reason::EmailNoAddress)),
            ("@example.com", Some(Reason::EmailNoAddress)),
            ("Molly <molly@example.com>", Some(Reason::EmailNoAddress)),
            ("mzhu@consolidatedmessenger", Some(Reason::EmailSingleLabel)),
        ] {
            assert_eq!(check("Email", value).map(|problem| problem.reason), reason, "{value}");
        }
    }
}
