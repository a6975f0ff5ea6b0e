//! Why an operation fails: codes for machines, reasons for sentences.

use std::fmt;

/// The code of a problem, as in machine formats and filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Code {
    Malformed,
    NameMissing,
    EmailInvalid,
    PhoneInvalid,
    CountryUnknown,
    PostalCodeInvalid,
    CurrencyUnknown,
    LanguageUnknown,
    CustomerGroupUnknown,
    AffiliationUnknown,
    AttributeUnknown,
    AttributeInvalid,
    CreditLimitInvalid,
    TooLong,
    ValueUnknown,
    CustomerUnknown,
    AddressUnknown,
    ContactUnknown,
    CompanyMismatch,
    NumberSequenceExhausted,
    AccountConflict,
    CustomerMismatch,
}

impl Code {
    /// All codes, in the order of `docs/operations.md`.
    pub(crate) const ALL: [Self; 22] = [
        Self::Malformed,
        Self::NameMissing,
        Self::EmailInvalid,
        Self::PhoneInvalid,
        Self::CountryUnknown,
        Self::PostalCodeInvalid,
        Self::CurrencyUnknown,
        Self::LanguageUnknown,
        Self::CustomerGroupUnknown,
        Self::AffiliationUnknown,
        Self::AttributeUnknown,
        Self::AttributeInvalid,
        Self::CreditLimitInvalid,
        Self::TooLong,
        Self::ValueUnknown,
        Self::CustomerUnknown,
        Self::AddressUnknown,
        Self::ContactUnknown,
        Self::CompanyMismatch,
        Self::NumberSequenceExhausted,
        Self::AccountConflict,
        Self::CustomerMismatch,
    ];

    /// The word of machine formats and filters.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::NameMissing => "name-missing",
            Self::EmailInvalid => "email-invalid",
            Self::PhoneInvalid => "phone-invalid",
            Self::CountryUnknown => "country-unknown",
            Self::PostalCodeInvalid => "postal-code-invalid",
            Self::CurrencyUnknown => "currency-unknown",
            Self::LanguageUnknown => "language-unknown",
            Self::CustomerGroupUnknown => "customer-group-unknown",
            Self::AffiliationUnknown => "affiliation-unknown",
            Self::AttributeUnknown => "attribute-unknown",
            Self::AttributeInvalid => "attribute-invalid",
            Self::CreditLimitInvalid => "credit-limit-invalid",
            Self::TooLong => "too-long",
            Self::ValueUnknown => "value-unknown",
            Self::CustomerUnknown => "customer-unknown",
            Self::AddressUnknown => "address-unknown",
            Self::ContactUnknown => "contact-unknown",
            Self::CompanyMismatch => "company-mismatch",
            Self::NumberSequenceExhausted => "number-sequence-exhausted",
            Self::AccountConflict => "account-conflict",
            Self::CustomerMismatch => "customer-mismatch",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

macro_rules! reasons {
    ($($reason:ident $id:literal $code:ident,)*) => {
        /// What exactly is wrong with a value. Each reason has a sentence of its own and belongs to a code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Reason {
            $($reason,)*
        }

        impl Reason {
            /// All reasons.
            pub(crate) const ALL: &[Self] = &[$(Self::$reason),*];

            /// The word under which the store keeps the reason and the texts have its sentence.
            pub(crate) fn id(self) -> &'static str {
                match self {
                    $(Self::$reason => $id,)*
                }
            }

            /// The code it is reported under.
            pub(crate) fn code(self) -> Code {
                match self {
                    $(Self::$reason => Code::$code,)*
                }
            }
        }
    };
}

reasons! {
    MalformedOperation "malformed-operation" Malformed,
    MalformedTimestamp "malformed-timestamp" Malformed,
    MalformedCustomer "malformed-customer" Malformed,
    MalformedGuid "malformed-guid" Malformed,
    MalformedInteger "malformed-integer" Malformed,
    MalformedContactType "malformed-contact-type" Malformed,
    OperationUnusable "operation-unusable" Malformed,
    NameMissing "name-missing" NameMissing,
    EmailMissing "email-missing" EmailInvalid,
    EmailNoAddress "email-no-address" EmailInvalid,
    EmailSingleLabel "email-single-label" EmailInvalid,
    PhoneMissing "phone-missing" PhoneInvalid,
    PhoneCharacters "phone-characters" PhoneInvalid,
    PhoneTooShort "phone-too-short" PhoneInvalid,
    UrlMissing "url-missing" Malformed,
    CountryUnknown "country-unknown" CountryUnknown,
    PostalCodeInvalid "postal-code-invalid" PostalCodeInvalid,
    CurrencyUnknown "currency-unknown" CurrencyUnknown,
    LanguageUnknown "language-unknown" LanguageUnknown,
    CustomerGroupUnknown "customer-group-unknown" CustomerGroupUnknown,
    AffiliationMissing "affiliation-missing" AffiliationUnknown,
    AffiliationUnknown "affiliation-unknown" AffiliationUnknown,
    AttributeMissing "attribute-missing" AttributeUnknown,
    AttributeUnknown "attribute-unknown" AttributeUnknown,
    AttributeInvalid "attribute-invalid" AttributeInvalid,
    CreditLimitInvalid "credit-limit-invalid" CreditLimitInvalid,
    TooLong "too-long" TooLong,
    ValueTooLong "value-too-long" TooLong,
    RowTooLong "row-too-long" TooLong,
    CustomerUnknown "customer-unknown" CustomerUnknown,
    AddressUnknown "address-unknown" AddressUnknown,
    ContactUnknown "contact-unknown" ContactUnknown,
    CompanyMismatch "company-mismatch" CompanyMismatch,
    NumberSequenceExhausted "number-sequence-exhausted" NumberSequenceExhausted,
    AccountAmbiguous "account-ambiguous" AccountConflict,
    AccountTaken "account-taken" AccountConflict,
    AccountDisputed "account-disputed" AccountConflict,
    AccountAwaited "account-awaited" AccountConflict,
    CustomerMismatch "customer-mismatch" CustomerMismatch,
    EmailSeveral "email-several" EmailInvalid,
    EmailDomain "email-domain" EmailInvalid,
    EmailWrapped "email-wrapped" EmailInvalid,
    PhoneSameDigits "phone-same-digits" PhoneInvalid,
    PhoneBrackets "phone-brackets" PhoneInvalid,
    PhoneWrapped "phone-wrapped" PhoneInvalid,
    CountryWithdrawn "country-withdrawn" CountryUnknown,
    CurrencyWithdrawn "currency-withdrawn" CurrencyUnknown,
    ValueUnknown "value-unknown" ValueUnknown,
    MalformedNull "malformed-null" Malformed,
    EmailNull "email-null" EmailInvalid,
    PhoneNull "phone-null" PhoneInvalid,
    UrlNull "url-null" Malformed,
    CountryNull "country-null" CountryUnknown,
    PostalCodeNull "postal-code-null" PostalCodeInvalid,
    CurrencyNull "currency-null" CurrencyUnknown,
    LanguageNull "language-null" LanguageUnknown,
    CustomerGroupNull "customer-group-null" CustomerGroupUnknown,
    AffiliationNull "affiliation-null" AffiliationUnknown,
    AttributeNameNull "attribute-name-null" AttributeUnknown,
    AttributeNull "attribute-null" AttributeInvalid,
    CreditLimitNull "credit-limit-null" CreditLimitInvalid,
    ValueNull "value-null" ValueUnknown,
    PhoneSeveral "phone-several" PhoneInvalid,
    MalformedLine "malformed-line" Malformed,
}

impl Reason {
    /// Whether the value is the text that a database tool writes for NULL.
    pub(crate) fn is_null_text(self) -> bool {
        matches!(
            self,
            Self::MalformedNull
                | Self::EmailNull
                | Self::PhoneNull
                | Self::UrlNull
                | Self::CountryNull
                | Self::PostalCodeNull
                | Self::CurrencyNull
                | Self::LanguageNull
                | Self::CustomerGroupNull
                | Self::AffiliationNull
                | Self::AttributeNameNull
                | Self::AttributeNull
                | Self::CreditLimitNull
                | Self::ValueNull
        )
    }

    /// The reason with that word, if there is one.
    pub(crate) fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|reason| reason.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_found_by_its_word() {
        for reason in Reason::ALL {
            assert_eq!(Reason::from_id(reason.id()), Some(*reason));
        }
    }
}
