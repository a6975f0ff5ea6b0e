//! Why a file of customers, or a line of it, cannot be imported.

use std::io::{self, ErrorKind};

use thiserror::Error;
use uuid::Uuid;

use crate::exports::{BadLine, ExportFault};
use crate::failure::Explain;
use crate::i18n::Phrase;
use crate::model::Problem;

/// Why a file cannot be imported, or not any further.
#[derive(Debug, Error)]
#[error("{}", self.phrase())]
pub(crate) struct ImportFileError {
    /// The name of the file.
    pub(crate) file: String,
    pub(crate) fault: ImportFileFault,
}

/// What is wrong with a file.
#[derive(Debug)]
pub(crate) enum ImportFileFault {
    Unreadable(ExportFault),
    /// It has no column with accounts; it has these columns.
    NoAccounts(Vec<String>),
    /// It has no column with the company, and nobody says which one it is.
    NoCompany,
    /// It is about other records than customers: the column that says so.
    OtherRecords(String),
    /// It is not what it was when its lines were checked.
    Changed,
}

impl ImportFileError {
    /// Returns the error of a file that the system cannot give.
    pub(crate) fn of_system(file: &str, error: io::Error) -> Self {
        Self { file: file.to_owned(), fault: ImportFileFault::Unreadable(error.into()) }
    }
}

impl Explain for ImportFileError {
    fn phrase(&self) -> Phrase {
        let named = |id: &'static str| Phrase::new(id).with("file", &self.file);
        match &self.fault {
            ImportFileFault::Unreadable(fault) => named("import-file-unreadable").because(fault.phrase()),
            ImportFileFault::NoAccounts(columns) => named("import-no-accounts").with("columns", columns.join(", ")),
            ImportFileFault::NoCompany => named("import-no-company"),
            ImportFileFault::OtherRecords(column) => named("import-other-records").with("column", column),
            ImportFileFault::Changed => named("import-file-changed"),
        }
    }

    fn hint(&self) -> Option<Phrase> {
        match &self.fault {
            // The file of a command has no channel whose settings would help.
            ImportFileFault::Unreadable(ExportFault::Encoding { .. }) => self.phrase().hint(),
            ImportFileFault::Unreadable(ExportFault::System(error)) if error.kind() == ErrorKind::NotFound => None,
            ImportFileFault::Unreadable(fault) => fault.hint(),
            _ => self.phrase().hint(),
        }
    }
}

/// A line that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BadImportLine {
    /// The name of the file.
    pub(crate) file: String,
    /// From 1 on.
    pub(crate) line: u64,
    pub(crate) fault: ImportLineFault,
}

/// Why a line is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ImportLineFault {
    /// It cannot be read.
    Unreadable(BadLine),
    NoAccount,
    /// The account has more characters than headquarters' column holds.
    LongAccount {
        account: String,
        most: usize,
    },
    /// What stands in the place of the GUID is none.
    NoGuid {
        text: String,
    },
    /// No such company is configured.
    UnknownCompany {
        code: String,
    },
    /// Its company has no name.
    NoCompany,
    /// Values that no operation may have.
    Invalid(Vec<Problem>),
    /// This line and others name different GUIDs for the account.
    SeveralGuids {
        account: String,
        guids: Vec<String>,
    },
    /// This line and others name different accounts for the GUID.
    SeveralAccounts {
        guid: Uuid,
        accounts: Vec<String>,
    },
    /// Headquarters, or a line before, has the account under another GUID.
    OtherGuid {
        account: String,
        guid: String,
    },
    /// Headquarters, or a line before, has the GUID under another account.
    OtherAccount {
        guid: Uuid,
        account: String,
    },
}
