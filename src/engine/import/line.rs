//! A line of a file of customers: what it says, and what is wrong with it.

use std::borrow::Cow;

use super::ImportRequest;
use super::fault::ImportLineFault;
use super::header::ImportHeader;
use crate::exports::{ExportCell, amount, integer};
use crate::model::{AsyncAccount, FieldType, Fields, RecordKind, Value, trimmed};
use crate::validate;

/// The most characters of an account, as UTF-16 counts them: `ACCOUNTNUM` is an `nvarchar(20)`.
const LONGEST_ACCOUNT: usize = 20;

/// A customer as a line says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ImportLine<'a> {
    /// Which of the files.
    pub(super) file: usize,
    pub(super) line: u64,
    /// The code of the company, as the configuration spells it.
    pub(super) company: &'a str,
    pub(super) account: String,
    /// `None` if it names no GUID.
    pub(super) async_account: Option<AsyncAccount>,
    /// The values with the company's defaults, as [`Fields::to_json`] writes them.
    pub(super) fields: String,
}

/// Reads the cells of a line, whose place is `(file, line)`.
///
/// # Errors
/// Says what is wrong with it.
pub(super) fn read_line<'a>(
    request: ImportRequest<'a>,
    header: &ImportHeader,
    (file, line): (usize, u64),
    cells: &[ExportCell<'_>],
) -> Result<ImportLine<'a>, ImportLineFault> {
    let values: Vec<_> = (header.places.iter().zip(&header.types))
        .map(|(place, of_type)| value(cells.get(*place).copied(), *of_type, request))
        .collect();
    let layout = &header.layout;
    let account = trimmed(&layout.account(&values).text_or_empty()).to_owned();
    if account.is_empty() {
        return Err(ImportLineFault::NoAccount);
    }
    if account.encode_utf16().count() > LONGEST_ACCOUNT {
        return Err(ImportLineFault::LongAccount { account, most: LONGEST_ACCOUNT });
    }
    let async_account = async_account(&layout.async_account(&values).text_or_empty())?;
    let code = layout.company(&values).text_or_empty();
    let (company, config) = match Some(trimmed(&code)).filter(|code| !code.is_empty()).or(request.company) {
        None => return Err(ImportLineFault::NoCompany),
        Some(code) => {
            let known = request.config.companies.iter().find(|(known, _)| known.eq_ignore_ascii_case(code));
            known.ok_or_else(|| ImportLineFault::UnknownCompany { code: code.to_owned() })?
        }
    };
    let mut problems = validate::check_integers(layout, &values);
    let mut fields = Fields::from_row(layout, &values);
    problems.extend(validate::check(RecordKind::Customer, &fields, &request.config.rules));
    if !problems.is_empty() {
        return Err(ImportLineFault::Invalid(problems));
    }
    fields.fill_defaults(&config.defaults);
    Ok(ImportLine { file, line, company, account, async_account, fields: fields.to_json() })
}

/// Returns a value as channel databases have it.
fn value<'c>(cell: Option<ExportCell<'c>>, of_type: FieldType, request: ImportRequest<'_>) -> Value<'c> {
    match (cell, of_type) {
        (None | Some(ExportCell::Null), _) => Value::Null,
        (Some(ExportCell::Text(text)), FieldType::Integer) => Value::Text(integer(text)),
        (Some(ExportCell::Text(text)), FieldType::Decimal) => Value::Text(amount(text, request.culture)),
        (Some(ExportCell::Text(text)), FieldType::Text | FieldType::Guid) => Value::Text(Cow::Borrowed(text)),
    }
}

/// Reads a GUID; what stands for none, such as zeros, is none.
fn async_account(text: &str) -> Result<Option<AsyncAccount>, ImportLineFault> {
    let text = trimmed(text);
    let is_none = text.chars().all(|c| matches!(c, '0' | '-' | '{' | '}'));
    match AsyncAccount::parse(text) {
        None if !is_none => Err(ImportLineFault::NoGuid { text: text.to_owned() }),
        async_account => Ok(async_account),
    }
}
