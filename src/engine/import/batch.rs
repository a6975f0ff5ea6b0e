//! The lines of an import, gathered into batches that are one transaction each.

use std::collections::BTreeMap;

use super::decide::decide;
use super::decision::ImportDecision;
use super::fault::ImportLineFault;
use super::line::ImportLine;
use super::report::ImportReport;
use super::request::ImportRequest;
use super::seen::SeenCustomers;
use crate::engine::error::EngineError;
use crate::model::{CustomerId, OperationId, State};
use crate::store::{IdentifiedCustomer, ImportTarget, ImportedCustomer, ImportedIdentity, Store, Transaction};

/// The batches of an import.
pub(super) struct ImportBatches<'a> {
    store: &'a mut Store,
    request: ImportRequest<'a>,
    /// Whether they are written, or only checked.
    writes: bool,
    lines: Vec<ImportLine<'a>>,
    seen: SeenCustomers,
    pub(super) report: ImportReport,
}

impl<'a> ImportBatches<'a> {
    /// Batches that are checked, all against each other.
    pub(super) fn checking(store: &'a mut Store, request: ImportRequest<'a>) -> Self {
        Self::new(store, request, false)
    }

    /// Batches that are imported.
    pub(super) fn writing(store: &'a mut Store, request: ImportRequest<'a>) -> Self {
        Self::new(store, request, true)
    }

    fn new(store: &'a mut Store, request: ImportRequest<'a>, writes: bool) -> Self {
        let (seen, report) = (SeenCustomers::default(), ImportReport::default());
        Self { store, request, writes, lines: Vec::new(), seen, report }
    }

    /// Adds a line; writes the batch if it is full.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) fn add(&mut self, line: ImportLine<'a>) -> Result<(), EngineError> {
        self.report.read += 1;
        self.lines.push(line);
        if self.lines.len() >= self.request.config.jobs.batch_size { self.flush() } else { Ok(()) }
    }

    /// Notes a line that is left out.
    pub(super) fn leave_out(&mut self, file: usize, line: u64, fault: ImportLineFault) {
        self.report.read += 1;
        self.report.leave_out(&self.request.files[file].name, line, fault);
    }

    /// Writes the batch.
    ///
    /// # Errors
    /// Those of the store: the batch leaves no trace then.
    pub(super) fn flush(&mut self) -> Result<(), EngineError> {
        let lines = std::mem::take(&mut self.lines);
        if lines.is_empty() {
            return Ok(());
        }
        let mut companies: BTreeMap<&str, Vec<ImportLine<'_>>> = BTreeMap::new();
        for line in lines {
            companies.entry(line.company).or_default().push(line);
        }
        let Self { store, request, writes, seen, report, .. } = self;
        let transaction = store.begin(request.author)?;
        transaction.decide_by(request.config.deciding());
        let mut done = ImportReport::default();
        for (code, lines) in companies {
            let company = transaction.company_with_code(code)?.map(|(company, _)| company);
            let decisions = decide(&transaction, company, &lines, seen)?;
            let (mut customers, mut identified) = (Vec::new(), Vec::new());
            for (line, decision) in lines.iter().zip(decisions) {
                match decision {
                    ImportDecision::Import(customer) => customers.push(customer),
                    ImportDecision::Identify(customer) => identified.push(customer),
                    ImportDecision::Already => done.already += 1,
                    ImportDecision::LeaveOut(fault) => {
                        done.leave_out(&request.files[line.file].name, line.line, fault);
                    }
                }
            }
            if *writes {
                done.released += write(&transaction, *request, code, (&customers, &identified))?;
            }
            done.imported += customers.len() as u64;
            done.identified += identified.len() as u64;
        }
        if *writes {
            transaction.commit()?;
            // From here on the store knows them.
            *seen = SeenCustomers::default();
        }
        report.add(done);
        Ok(())
    }
}

/// Imports customers into a company, and the GUIDs of others; returns how many operations that waited for them were released.
fn write(
    transaction: &Transaction<'_>,
    request: ImportRequest<'_>,
    code: &str,
    (customers, identified): (&[ImportedCustomer], &[IdentifiedCustomer]),
) -> Result<u64, EngineError> {
    if customers.is_empty() && identified.is_empty() {
        return Ok(0);
    }
    let company = transaction.company_number(code)?;
    // As the store spells it.
    let code = transaction.company_with_code(code)?.map_or_else(|| code.to_owned(), |(_, code)| code);
    let files: Vec<_> = request.files.iter().map(|file| file.name.clone()).collect();
    transaction.import_customers(ImportTarget { company, code: &code, files: &files }, customers, identified)?;
    let sequence = request.config.company(&code).map(|company| &company.number_sequence);
    let numbers = customers.iter().filter_map(|customer| sequence?.number(&customer.account));
    if let Some(highest) = numbers.max() {
        transaction.go_on_behind(company, &code, highest)?;
    }
    let known = customers.iter().filter_map(|customer| match &customer.identity {
        ImportedIdentity::Known(known) => Some(known.id),
        ImportedIdentity::New(_) => None,
    });
    release(transaction, known.chain(identified.iter().map(|identified| identified.customer.id)))
}

/// Makes the operations of customers pending again that waited for their creation.
fn release(transaction: &Transaction<'_>, customers: impl Iterator<Item = CustomerId>) -> Result<u64, EngineError> {
    let mut waiting: Vec<OperationId> = Vec::new();
    for customer in customers {
        let held = transaction.unresolved(customer, None)?;
        let of_customer = held.iter().filter(|operation| operation.state == State::Waiting);
        waiting.extend(of_customer.map(|operation| operation.order.id));
    }
    waiting.sort_unstable();
    transaction.reopen_all(&waiting)?;
    Ok(waiting.len() as u64)
}
