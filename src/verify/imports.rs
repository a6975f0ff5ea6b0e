//! Customers that were imported: as the trail recorded, and since then changed by operations only.

use super::breach::{BreachKind, BreachPlace};
use super::verification::Verification;
use crate::model::{RecordKind, hex};
use crate::store::{ImportEvidence, Result};
use crate::trail::{CustomersImported, ImportDigest, ImportedRow};

/// An entry about an import, and what was found of it.
struct NotedImport {
    entry: i64,
    noted: CustomersImported,
    found: ImportDigest,
    count: i64,
}

impl NotedImport {
    fn new(entry: i64, noted: CustomersImported) -> Self {
        Self { entry, found: ImportDigest::new(&noted.company), noted, count: 0 }
    }

    /// Whether a change number is one of the import's.
    fn has(&self, change: i64) -> bool {
        change > self.noted.before && change.saturating_sub(self.noted.before) <= self.noted.customers
    }

    fn add(&mut self, evidence: &ImportEvidence<'_>) {
        let imported = evidence.imported;
        self.count += 1;
        self.found.add(ImportedRow {
            change: imported.change,
            customer: imported.customer,
            account: imported.account,
            async_account: imported.async_account,
            content: imported.content,
            merged: imported.merged,
        });
    }

    /// Reports an import of which not all is there, or of which something was changed.
    fn finish(self, v: &mut Verification<'_>) {
        if self.count != self.noted.customers || hex(&self.found.digest()) != self.noted.digest {
            v.breach(BreachPlace::Entry(self.entry), BreachKind::Imported);
        }
    }
}

/// Checks everything that was imported, and counts the customers of each company.
pub(super) fn check_imports(v: &mut Verification<'_>) -> Result<()> {
    let mut imports = std::mem::take(&mut v.imports).into_iter();
    let mut present: Option<NotedImport> = None;
    let store = v.store;
    store.for_each_import(&mut |evidence| {
        let change = evidence.imported.change;
        while present.as_ref().is_none_or(|import| !import.has(change) && import.noted.before < change) {
            let next = imports.next();
            present.take().into_iter().for_each(|ended| ended.finish(v));
            present = next.map(|(entry, noted)| NotedImport::new(entry, noted));
            if present.is_none() {
                break;
            }
        }
        let place = place(evidence);
        match present.as_mut().filter(|import| import.has(change)) {
            Some(import) => {
                import.add(evidence);
                check_import(v, evidence, &import.noted.company, place);
            }
            None => v.breach(place, BreachKind::Unexplained),
        }
        Ok(())
    })?;
    let rest = imports.map(|(entry, noted)| NotedImport::new(entry, noted));
    present.into_iter().chain(rest).for_each(|import| import.finish(v));
    Ok(())
}

fn place(evidence: &ImportEvidence<'_>) -> BreachPlace {
    BreachPlace::Customer(evidence.imported.account.to_owned())
}

/// Compares a customer with what was imported of it.
fn check_import(v: &mut Verification<'_>, evidence: &ImportEvidence<'_>, company: &str, place: BreachPlace) {
    let imported = evidence.imported;
    let Some(of_customer) = evidence.company else {
        v.breach(place, BreachKind::Gone);
        return;
    };
    let is_customer = imported.content.is_some();
    *v.imported.entry(of_customer).or_default() += i64::from(is_customer);
    if !evidence.unreadable.is_empty() {
        v.found(place, BreachKind::Unreadable, &evidence.unreadable.join(", "));
        return;
    }
    if is_customer && !evidence.has_record {
        let (customer, key) = (imported.account.to_owned(), String::new());
        v.breach(BreachPlace::Record { customer, kind: RecordKind::Customer, key }, BreachKind::Gone);
    }
    let comparisons = [
        ("company", evidence.code == company),
        ("account", evidence.account == imported.account),
        // Only a customer that came without a GUID gets one from a later import.
        ("guid", if evidence.is_last { evidence.async_account } else { "" } == imported.async_account),
        ("changed", evidence.changed >= imported.change),
    ];
    let differing: Vec<_> = comparisons.into_iter().filter(|(_, is_right)| !is_right).map(|(name, _)| name).collect();
    if !differing.is_empty() {
        v.found(place, BreachKind::Customer, &differing.join(", "));
    }
}
