//! What an operation is about.

use super::field::{self, Field};

/// The kind of a record, which is also the upload table its operations come from. The numbers stand in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum RecordKind {
    Customer = 0,
    Address = 1,
    Contact = 2,
    Affiliation = 3,
    Attribute = 4,
}

impl RecordKind {
    /// All kinds in the order in which `sync` takes operations of the same instant: customer first.
    pub(crate) const ALL: [Self; 5] =
        [Self::Customer, Self::Address, Self::Contact, Self::Affiliation, Self::Attribute];

    /// Position in [`Self::ALL`], the number the store keeps.
    pub(crate) fn index(self) -> usize {
        self as usize
    }

    /// Returns the kind with that stored number; `None` if there is no such kind.
    pub(crate) fn from_index(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as i64 == number)
    }

    /// The word of machine formats and filters.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Address => "address",
            Self::Contact => "contact",
            Self::Affiliation => "affiliation",
            Self::Attribute => "attribute",
        }
    }

    /// The upload table, as spelled in the channel database.
    pub(crate) fn table(self) -> &'static str {
        match self {
            Self::Customer => "RETAILASYNCCUSTOMERV2",
            Self::Address => "RETAILASYNCADDRESSV2",
            Self::Contact => "RETAILASYNCCUSTOMERCONTACT",
            Self::Affiliation => "RETAILASYNCCUSTOMERAFFILIATION",
            Self::Attribute => "RETAILASYNCCUSTOMERATTRIBUTEV2",
        }
    }

    /// The fields of the kind's upload table in the order of `fields.csv`.
    pub(crate) fn fields(self) -> &'static [Field] {
        match self {
            Self::Customer => field::CUSTOMER,
            Self::Address => field::ADDRESS,
            Self::Contact => field::CONTACT,
            Self::Affiliation => field::AFFILIATION,
            Self::Attribute => field::ATTRIBUTE,
        }
    }

    /// The field that tells a customer's records of this kind apart; a customer has itself once.
    pub(crate) fn key_field(self) -> Option<&'static Field> {
        match self {
            Self::Customer => None,
            Self::Address | Self::Contact | Self::Affiliation | Self::Attribute => self.fields().first(),
        }
    }

    /// The field that makes an address or contact the primary one.
    pub(crate) fn primary_field(self) -> Option<&'static str> {
        match self {
            Self::Address => Some("MakePostalAddressPrimary"),
            Self::Contact => Some("IsPrimary"),
            Self::Customer | Self::Affiliation | Self::Attribute => None,
        }
    }

    /// Position of the named field (any case) among [`Self::fields`].
    pub(crate) fn position(self, name: &str) -> Option<usize> {
        self.fields().iter().position(|field| field.name.eq_ignore_ascii_case(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_number() {
        for kind in RecordKind::ALL {
            assert_eq!(RecordKind::from_index(kind.index() as i64), Some(kind));
        }
        assert_eq!(RecordKind::from_index(-1), None);
        assert_eq!(RecordKind::from_index(5), None);
    }

    #[test]
    fn the_key_field_is_the_one_that_names_the_record() {
        let names: Vec<_> = RecordKind::ALL.iter().map(|kind| kind.key_field().map(|field| field.name)).collect();
        assert_eq!(names, [None, Some("AddressId"), Some("ContactId"), Some("Affiliation"), Some("AttributeName")]);
    }
}
