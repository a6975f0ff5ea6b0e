//! `email-invalid`: not one address, or an address whose domain can be none.

use super::email_form::fault;
use super::email_proposal::{MeantAddress, meant};
use super::null_text;
use crate::model::{Problem, Reason};

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
        Some(MeantAddress::Several) => Problem::new(Reason::EmailSeveral, field, value),
        Some(MeantAddress::Wrapped(address)) => {
            Problem::new(Reason::EmailWrapped, field, value).suggesting(Some(address))
        }
        Some(MeantAddress::Mistyped(address)) => Problem::new(reason, field, value).suggesting(Some(address)),
        None => Problem::new(reason, field, value),
    })
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
