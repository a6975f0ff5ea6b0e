//! The locator of a contact: a telephone number, an e-mail address or a URL, by its type.

use super::{email, null_text, phone};
use crate::model::{Fields, Problem, Reason};

/// Checks that the locator is there and is what the contact's type says.
pub(super) fn check(fields: &Fields<'_>) -> Option<Problem> {
    let locator = fields.get("Locator");
    let missing = |missing, null| match locator {
        "" => Some(Problem::new(missing, "Locator", "")),
        text => null_text::check_required(null, "Locator", text),
    };
    match fields.get("ContactType") {
        "1" => missing(Reason::PhoneMissing, Reason::PhoneNull).or_else(|| phone::check("Locator", locator)),
        "2" => missing(Reason::EmailMissing, Reason::EmailNull).or_else(|| email::check("Locator", locator)),
        _ => missing(Reason::UrlMissing, Reason::UrlNull),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RecordKind;

    #[test]
    fn the_type_decides_what_the_locator_must_be() {
        for (contact_type, locator, reason) in [
            ("1", "555-0100", None),
            ("1", "unlisted", Some(Reason::PhoneCharacters)),
            ("1", "", Some(Reason::PhoneMissing)),
            ("1", "NULL", Some(Reason::PhoneNull)),
            ("2", "a@example.com", None),
            ("2", "nobody", Some(Reason::EmailNoAddress)),
            ("2", "", Some(Reason::EmailMissing)),
            ("3", "https://example.com", None),
            ("3", "", Some(Reason::UrlMissing)),
        ] {
            let mut fields = Fields::from_json(RecordKind::Contact, "[]").unwrap();
            fields.set("ContactType", contact_type);
            fields.set("Locator", locator);
            assert_eq!(check(&fields).map(|problem| problem.reason), reason, "{contact_type} {locator}");
        }
    }
}
