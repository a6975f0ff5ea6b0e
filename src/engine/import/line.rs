//! A line of a file of customers: what it says, and what is wrong with it.

use std::borrow::Cow;

use super::fault::ImportLineFault;
use super::header::ImportHeader;
use super::request::ImportRequest;
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

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::super::request::ImportFile;
    use super::*;
    use crate::config::Config;
    use crate::demo;
    use crate::model::Reason;
    use crate::trail::Author;

    /// Reads a line of a table with these columns in the demo's configuration, where lines without a company are of USRT.
    fn read(columns: &str, cells: &[&str]) -> Result<(String, String, String), ImportLineFault> {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::load(&demo::make(&folder.path().join("demo")).unwrap()).unwrap();
        let columns: Vec<_> = columns.split(' ').map(str::to_owned).collect();
        let header = ImportHeader::new(&columns, true).unwrap();
        let files = [ImportFile { path: "a.csv".into(), name: "a.csv".to_owned() }];
        let request = ImportRequest {
            files: &files,
            config: &config,
            company: Some("USRT"),
            encoding: None,
            culture: None,
            is_strict: false,
            author: &Author::default(),
        };
        let cells: Vec<_> =
            cells.iter().map(|cell| if *cell == "NULL" { ExportCell::Null } else { ExportCell::Text(cell) }).collect();
        let line = read_line(request, &header, (0, 2), &cells)?;
        let guid = line.async_account.as_ref().map_or("", AsyncAccount::as_str).to_owned();
        let fields = Fields::from_json(RecordKind::Customer, &line.fields).unwrap();
        let values =
            fields.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={value}"));
        Ok((format!("{} {}", line.company, line.account), guid, values.collect::<Vec<_>>().join(" ")))
    }

    #[test]
    fn values_are_trimmed_and_completed_with_the_defaults_of_their_company() {
        let text = |text: &str| text.to_owned();
        let columns = "account async company CustName CustGroup TIER";
        let guid = "{5F0B1C6E-7D3A-4B58-9A34-0C8F0E1D2A3B}";
        assert_eq!(
            read(columns, &[" C-1\u{a0}", guid, "", " Anna ", "20", "gold "]),
            Ok((
                text("USRT C-1"),
                text(guid),
                text("CustName=Anna CustGroup=20 Currency=USD LanguageId=en-US TIER=gold")
            ))
        );
        assert_eq!(
            read(columns, &["C-1", "00000000-0000-0000-0000-000000000000", "nlrt", "Anna", "NULL", "NULL"]),
            Ok((text("NLRT C-1"), text(""), text("CustName=Anna CustGroup=30 Currency=EUR LanguageId=nl-NL")))
        );
    }

    #[test]
    fn all_that_is_wrong_with_the_values_is_said() {
        let found = read("account CustName Email Blocked", &["C-1", "", "jdoe@", "maybe"]);
        let Err(ImportLineFault::Invalid(problems)) = found else { panic!("{found:?}") };
        let reasons: Vec<_> = problems.iter().map(|problem| problem.reason).collect();
        assert_eq!(reasons[..2], [Reason::MalformedInteger, Reason::NameMissing]);
        assert_eq!(reasons.len(), 3, "{reasons:?}");
    }

    #[test]
    fn an_account_has_as_many_characters_as_its_column_holds() {
        let account = |account: &str| read("account CustName", &[account, "Anna"]);
        for fits in ["12345678901234567890", "ééééééééééééééééeeee", "😀😀😀😀😀😀😀😀😀😀"]
        {
            assert!(account(fits).is_ok(), "{fits}");
            let long = format!("{fits}1");
            assert_eq!(account(&long), Err(ImportLineFault::LongAccount { account: long, most: 20 }));
        }
        assert_eq!(account(" "), Err(ImportLineFault::NoAccount));
    }
}
