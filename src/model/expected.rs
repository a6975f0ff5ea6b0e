//! What a valid value would have been: typed for sentences, and as the text that the store keeps and the audit trail hashes.

use std::borrow::Cow;

use serde::Deserialize;

use super::reason::Reason;

/// The stored text of [`Expected::Empty`].
const EMPTY: &str = "empty";

/// What separates the values of a stored list.
const SEPARATOR: &str = ", ";

/// The type of an attribute's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum AttributeType {
    Text,
    Integer,
    Decimal,
    Boolean,
}

impl AttributeType {
    /// All types.
    pub(crate) const ALL: [Self; 4] = [Self::Text, Self::Integer, Self::Decimal, Self::Boolean];

    /// The word of the configuration.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Boolean => "boolean",
        }
    }
}

/// What a problem's reason needs to say beside the wrong value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Expected {
    /// The reason says it all.
    Nothing,
    /// No value: the empty one is proposed.
    Empty,
    /// English name of the country whose code is suggested.
    CountryName(String),
    /// The pattern of a country's postal codes.
    PostalCode { country: String, pattern: String },
    /// One of the configured names. A stored name that contains a comma and a space is read as two.
    OneOf(Vec<String>),
    /// The type of an attribute.
    Type { attribute: String, attribute_type: AttributeType },
    /// The most characters that the field holds, or bytes that are kept, and how many there are.
    Length { most: usize, found: usize },
    /// Why an operation cannot be worked with.
    Cause(String),
    /// Code of the channel's company.
    Company(String),
    /// The pattern of the company's number sequence.
    NumberSequence(String),
    /// The GUID of the customer that an account belongs to.
    Customer(String),
    /// Where a line stands in a file.
    Place { line: u64, file: String },
    /// A stored text that is not of the reason's form.
    Other(String),
}

impl Expected {
    /// Returns the text under which the store keeps it. The audit trail hashes this text, so it never changes.
    pub(crate) fn encode(&self) -> Cow<'_, str> {
        match self {
            Self::Nothing => Cow::Borrowed(""),
            Self::Empty => Cow::Borrowed(EMPTY),
            Self::CountryName(text)
            | Self::Cause(text)
            | Self::Company(text)
            | Self::NumberSequence(text)
            | Self::Customer(text)
            | Self::Other(text) => Cow::Borrowed(text),
            Self::PostalCode { country, pattern } => Cow::Owned(format!("{country} {pattern}")),
            Self::OneOf(names) => Cow::Owned(names.join(SEPARATOR)),
            Self::Type { attribute, attribute_type } => Cow::Owned(format!("{} {attribute}", attribute_type.name())),
            Self::Length { most, found } => Cow::Owned(format!("{most} {found}")),
            Self::Place { line, file } => Cow::Owned(format!("{line} {file}")),
        }
    }

    /// Reads the text that the store has for a reason. Encoding the result returns exactly this text, whatever it is.
    pub(crate) fn decode(reason: Reason, text: String) -> Self {
        let decoded = Self::of_reason(reason, &text);
        // `060 90` is the same length as `60 90` but another text, which the audit trail must notice.
        decoded.filter(|decoded| decoded.encode() == text).unwrap_or(Self::Other(text))
    }

    fn of_reason(reason: Reason, text: &str) -> Option<Self> {
        match reason {
            reason if reason.is_null_text() && text == EMPTY => Some(Self::Empty),
            Reason::CustomerGroupUnknown
            | Reason::ValueUnknown
            | Reason::CountryWithdrawn
            | Reason::CurrencyWithdrawn
            | Reason::AffiliationUnknown
            | Reason::AttributeUnknown
            | Reason::AccountAmbiguous
            | Reason::AccountAwaited => {
                Some(Self::OneOf(text.split(SEPARATOR).filter(|name| !name.is_empty()).map(str::to_owned).collect()))
            }
            Reason::CompanyMismatch => Some(Self::Company(text.to_owned())),
            Reason::OperationUnusable => Some(Self::Cause(text.to_owned())),
            Reason::AccountTaken | Reason::AccountDisputed | Reason::CustomerMismatch => {
                Some(Self::Customer(text.to_owned()))
            }
            Reason::CountryUnknown if !text.is_empty() => Some(Self::CountryName(text.to_owned())),
            Reason::NumberSequenceExhausted if !text.is_empty() => Some(Self::NumberSequence(text.to_owned())),
            Reason::PostalCodeInvalid => {
                let (country, pattern) = text.split_once(' ')?;
                Some(Self::PostalCode { country: country.to_owned(), pattern: pattern.to_owned() })
            }
            Reason::AttributeInvalid => {
                let (name, attribute) = text.split_once(' ')?;
                let attribute_type = AttributeType::ALL.into_iter().find(|known| known.name() == name)?;
                Some(Self::Type { attribute: attribute.to_owned(), attribute_type })
            }
            Reason::MalformedLine => {
                let (line, file) = text.split_once(' ')?;
                Some(Self::Place { line: line.parse().ok()?, file: file.to_owned() })
            }
            Reason::TooLong | Reason::ValueTooLong | Reason::RowTooLong => {
                let (most, found) = text.split_once(' ')?;
                Some(Self::Length { most: most.parse().ok()?, found: found.parse().ok()? })
            }
            Reason::CountryUnknown
            | Reason::NumberSequenceExhausted
            | Reason::MalformedOperation
            | Reason::MalformedTimestamp
            | Reason::MalformedCustomer
            | Reason::MalformedGuid
            | Reason::MalformedInteger
            | Reason::MalformedContactType
            | Reason::NameMissing
            | Reason::EmailMissing
            | Reason::EmailNoAddress
            | Reason::EmailSingleLabel
            | Reason::PhoneMissing
            | Reason::PhoneCharacters
            | Reason::PhoneTooShort
            | Reason::UrlMissing
            | Reason::CurrencyUnknown
            | Reason::LanguageUnknown
            | Reason::AffiliationMissing
            | Reason::AttributeMissing
            | Reason::CreditLimitInvalid
            | Reason::CustomerUnknown
            | Reason::AddressUnknown
            | Reason::ContactUnknown
            | Reason::EmailSeveral
            | Reason::EmailDomain
            | Reason::EmailWrapped
            | Reason::PhoneSameDigits
            | Reason::PhoneBrackets
            | Reason::PhoneSeveral
            | Reason::PhoneWrapped
            | Reason::MalformedNull
            | Reason::EmailNull
            | Reason::PhoneNull
            | Reason::UrlNull
            | Reason::CountryNull
            | Reason::PostalCodeNull
            | Reason::CurrencyNull
            | Reason::LanguageNull
            | Reason::CustomerGroupNull
            | Reason::AffiliationNull
            | Reason::AttributeNameNull
            | Reason::AttributeNull
            | Reason::CreditLimitNull
            | Reason::ValueNull => text.is_empty().then_some(Self::Nothing),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts as the first version of the store had them.
    fn stored() -> Vec<(Reason, &'static str, Expected)> {
        let names = |names: &[&str]| Expected::OneOf(names.iter().map(|name| (*name).to_owned()).collect());
        vec![
            (Reason::CountryUnknown, "Netherlands", Expected::CountryName("Netherlands".to_owned())),
            (Reason::CountryUnknown, "", Expected::Nothing),
            (
                Reason::PostalCodeInvalid,
                r"USA ^\d{5}(-\d{4})?$",
                Expected::PostalCode { country: "USA".to_owned(), pattern: r"^\d{5}(-\d{4})?$".to_owned() },
            ),
            (
                Reason::PostalCodeInvalid,
                r"NLD (?i)^[1-9]\d{3} ?[A-Z]{2}$",
                Expected::PostalCode { country: "NLD".to_owned(), pattern: r"(?i)^[1-9]\d{3} ?[A-Z]{2}$".to_owned() },
            ),
            (Reason::CustomerGroupUnknown, "10, 20, 30", names(&["10", "20", "30"])),
            (Reason::AffiliationUnknown, "VIP", names(&["VIP"])),
            (Reason::AttributeUnknown, "", names(&[])),
            (
                Reason::AttributeInvalid,
                "integer Shoe Size",
                Expected::Type { attribute: "Shoe Size".to_owned(), attribute_type: AttributeType::Integer },
            ),
            (Reason::TooLong, "60 90", Expected::Length { most: 60, found: 90 }),
            (Reason::ValueTooLong, "60 90", Expected::Length { most: 60, found: 90 }),
            (Reason::CompanyMismatch, "DKRT", Expected::Company("DKRT".to_owned())),
            (Reason::NumberSequenceExhausted, "C-##", Expected::NumberSequence("C-##".to_owned())),
            (Reason::NumberSequenceExhausted, "", Expected::Nothing),
            (Reason::EmailNoAddress, "", Expected::Nothing),
            (Reason::AccountAmbiguous, "C-000001, C-000002", names(&["C-000001", "C-000002"])),
            (Reason::AccountDisputed, "5f0b1c6e", Expected::Customer("5f0b1c6e".to_owned())),
            (Reason::AccountTaken, "5f0b1c6e", Expected::Customer("5f0b1c6e".to_owned())),
            (Reason::AccountAwaited, "Houston", names(&["Houston"])),
            (Reason::MalformedLine, "17 new.csv", Expected::Place { line: 17, file: "new.csv".to_owned() }),
        ]
    }

    #[test]
    fn stored_texts_are_read_and_written_as_ever() {
        for (reason, text, expected) in stored() {
            assert_eq!(Expected::decode(reason, text.to_owned()), expected, "{reason:?} {text}");
            assert_eq!(expected.encode(), text, "{reason:?}");
        }
    }

    #[test]
    fn every_text_comes_back_as_it_was() {
        let hostile =
            ["", " ", ",", ", ", "a, ", "a,, b", "60", "060 90", "+60 90", "60 90 ", "text", "text ", "hat x", "\0"];
        let texts = stored().into_iter().map(|(_, text, _)| text).chain(hostile);
        for text in texts {
            for reason in Reason::ALL {
                assert_eq!(Expected::decode(*reason, text.to_owned()).encode(), text, "{reason:?} {text:?}");
            }
        }
    }

    #[test]
    fn a_text_of_another_form_is_not_taken_for_its_value() {
        for (reason, text) in [
            (Reason::TooLong, "060 90"),
            (Reason::TooLong, "60"),
            (Reason::AttributeInvalid, "ShoeSize integer"),
            (Reason::EmailNoAddress, "anything"),
            (Reason::AffiliationUnknown, "VIP, "),
        ] {
            assert_eq!(Expected::decode(reason, text.to_owned()), Expected::Other(text.to_owned()), "{reason:?}");
        }
    }
}
