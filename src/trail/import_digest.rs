//! The digest of an import: over what was imported of each customer, in the order of the customers' change numbers.

use super::digest::{Digest, Hasher};

/// What was imported of one customer: the customer itself, or its GUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ImportedRow<'r> {
    /// The number of the change with which the customer came.
    pub(crate) change: i64,
    /// The number of the customer.
    pub(crate) customer: i64,
    pub(crate) account: &'r str,
    /// The GUID as the store has it; empty if the customer has none.
    pub(crate) async_account: &'r str,
    /// Digest of the customer's record; `None` if only the GUID of a customer was imported that came without one.
    pub(crate) content: Option<&'r [u8]>,
    /// The number of the customer that operations had named by this GUID, and that is the same one; `None` for most.
    pub(crate) merged: Option<i64>,
}

/// The digest of an import, to which the customers are added one by one.
#[derive(Clone)]
pub(crate) struct ImportDigest(Hasher);

impl ImportDigest {
    /// Begins the digest of an import into a company.
    pub(crate) fn new(company: &str) -> Self {
        let mut hasher = Hasher::default();
        hasher.text(company);
        Self(hasher)
    }

    /// Adds a customer.
    pub(crate) fn add(&mut self, row: ImportedRow<'_>) {
        let ImportedRow { change, customer, account, async_account, content, merged } = row;
        self.0.number(change).number(customer).text(account).text(async_account).bytes(content.unwrap_or_default());
        if content.is_none() {
            self.0.number(merged.unwrap_or_default());
        }
    }

    /// Returns the digest of all customers that were added.
    pub(crate) fn digest(self) -> Digest {
        self.0.digest()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::hex;

    #[test]
    fn the_digest_of_an_import_never_changes() {
        let row = ImportedRow {
            change: 1,
            customer: 2,
            account: "C-000001",
            async_account: "5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b",
            content: Some(&[7; 16]),
            merged: None,
        };
        let digest = |rows: &[ImportedRow<'_>]| {
            let mut digest = ImportDigest::new("USRT");
            for row in rows {
                digest.add(*row);
            }
            hex(&digest.digest())
        };
        assert_eq!(digest(&[row]), "04dcec4054093aa3f66a0be0010b324f");
        for other in [
            ImportedRow { change: 2, ..row },
            ImportedRow { customer: 3, ..row },
            ImportedRow { account: "C-000002", ..row },
            ImportedRow { async_account: "", ..row },
            ImportedRow { content: Some(&[8; 16]), ..row },
            ImportedRow { content: None, ..row },
            ImportedRow { content: None, merged: Some(1), ..row },
        ] {
            assert_ne!(digest(&[other]), digest(&[row]), "{other:?}");
        }
        assert_ne!(digest(&[row, row]), digest(&[row]));
    }
}
