//! Why an exported file, or a line of it, cannot be read.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::failure::Explain;
use crate::i18n::Phrase;

/// Writes JSON lines: any value is safe.
const BCP_JSON: &str = "bcp \"SELECT (SELECT t.* FOR JSON PATH, WITHOUT_ARRAY_WRAPPER, INCLUDE_NULL_VALUES) FROM ax.TABLE AS t\" \
    queryout TABLE.jsonl.tmp -c -C 65001 -r \\n";

/// Writes lines with a header that are not padded, broken or counted.
const SQLCMD: &str =
    "sqlcmd -W -w 65535 -s \"|\" -f o:65001 -o TABLE.csv.tmp -Q \"SET NOCOUNT ON; SELECT * FROM ax.TABLE\"";

/// Why a file cannot be read. The phrase says where and why, the hint which command would export it well.
#[derive(Debug, Error)]
#[error("{}", self.phrase())]
pub(crate) enum ExportFault {
    /// The system does not give the file.
    System(#[from] io::Error),
    GzipCutOff,
    GzipDamaged,
    /// It is none of the texts that are read here, as `bcp -n` writes it.
    Binary,
    /// That line is the first that is no UTF-8, and no encoding was named.
    Encoding {
        line: u64,
    },
    /// The last line lacks its end.
    CutOff {
        line: u64,
    },
    /// The quote that opens a field of the record that begins in that line is never closed.
    QuoteOpen {
        line: u64,
    },
    /// The file itself says that more rows were written.
    RowsMissing {
        announced: u64,
        found: u64,
    },
    LineTooLong {
        line: u64,
    },
    /// Nothing names the columns.
    NoHeader {
        line: u64,
    },
    ColumnTwice {
        column: String,
    },
    TooManyColumns {
        limit: usize,
    },
    /// Columns are told apart by a single blank.
    BlankDelimiter,
    /// Columns are padded with blanks.
    Padded,
    /// The header goes on in that line.
    Folded {
        line: u64,
    },
    /// No delimiter makes as many fields of the lines as there are columns, which a setting or a format file names.
    OtherColumns {
        line: u64,
        columns: usize,
    },
    /// The format file is none that can be read.
    FormatFile {
        path: PathBuf,
        line: u64,
        cause: FormatFault,
    },
    /// The file holds nothing but what the server complained of.
    ServerError {
        message: String,
    },
    /// The server has stopped behind some rows with that error.
    Interrupted {
        message: String,
    },
    JsonCutOff {
        line: u64,
    },
    /// A line break stands inside a text.
    JsonFolded {
        line: u64,
    },
    JsonDamaged {
        line: u64,
    },
}

impl ExportFault {
    /// Whether the file can be read once the channel's configuration says more: its encoding, columns or culture. Files of
    /// columns are meant too that lie beside the exports.
    pub(crate) fn needs_setting(&self) -> bool {
        matches!(
            self,
            Self::Encoding { .. } | Self::NoHeader { .. } | Self::OtherColumns { .. } | Self::FormatFile { .. }
        )
    }

    /// Returns the error with which the system did not give the file, such as one that is gone or must not be read: that says nothing
    /// about what is in it.
    pub(crate) fn of_system(&self) -> Option<&io::Error> {
        match self {
            Self::System(error) => Some(error),
            _ => None,
        }
    }
}

impl Explain for ExportFault {
    fn phrase(&self) -> Phrase {
        match self {
            Self::System(error) => error.phrase(),
            Self::GzipCutOff => Phrase::new("export-gzip-cut-off"),
            Self::GzipDamaged => Phrase::new("export-gzip-damaged"),
            Self::Binary => Phrase::new("export-binary").with("command", BCP_JSON),
            Self::Encoding { line } => Phrase::new("export-encoding").with("line", line),
            Self::CutOff { line } => Phrase::new("export-cut-off").with("line", line),
            Self::QuoteOpen { line } => Phrase::new("export-quote-open").with("line", line),
            Self::RowsMissing { announced, found } => {
                Phrase::new("export-rows-missing").count("announced", *announced).count("found", *found)
            }
            Self::LineTooLong { line } => {
                Phrase::new("export-line-too-long").with("line", line).with("command", BCP_JSON)
            }
            Self::NoHeader { line } => Phrase::new("export-no-header").with("line", line),
            Self::ColumnTwice { column } => Phrase::new("export-column-twice").with("column", column),
            Self::TooManyColumns { limit } => {
                Phrase::new("export-too-many-columns").count("limit", *limit).with("command", BCP_JSON)
            }
            Self::BlankDelimiter => Phrase::new("export-blank-delimiter").with("command", SQLCMD),
            Self::Padded => Phrase::new("export-padded").with("command", SQLCMD),
            Self::Folded { line } => Phrase::new("export-folded").with("line", line).with("command", SQLCMD),
            Self::OtherColumns { line, columns } => {
                Phrase::new("export-other-columns").with("line", line).count("columns", *columns)
            }
            Self::FormatFile { path, line, cause } => Phrase::new("export-format-file")
                .with("file", path.display())
                .with("line", line)
                .because(Phrase::new("export-format-fault").with("fault", cause.key())),
            Self::ServerError { message } => Phrase::new("export-server-error").with("message", message),
            Self::Interrupted { message } => Phrase::new("export-interrupted").with("message", message),
            Self::JsonCutOff { line } => Phrase::new("export-json-cut-off").with("line", line),
            Self::JsonFolded { line } => Phrase::new("export-json-folded").with("line", line).with("command", BCP_JSON),
            Self::JsonDamaged { line } => {
                Phrase::new("export-json-damaged").with("line", line).with("command", BCP_JSON)
            }
        }
    }

    fn hint(&self) -> Option<Phrase> {
        match self {
            Self::System(error) => error.hint(),
            _ => self.phrase().hint(),
        }
    }
}

/// What is wrong with a format file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FormatFault {
    /// It is XML, which `bcp -x` makes.
    Xml,
    /// It does not begin with a version and the number of columns.
    NotOne,
    /// A line is not one of a column, or there are more or fewer of them than announced.
    Column,
    /// A field has a length instead of a terminator, or is binary.
    Binary,
    /// Fields end in different ways, or lines do not end with a line break.
    Terminator,
}

impl FormatFault {
    fn key(self) -> &'static str {
        match self {
            Self::Xml => "xml",
            Self::NotOne => "none",
            Self::Column => "column",
            Self::Binary => "binary",
            Self::Terminator => "terminator",
        }
    }
}

/// Why a line cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BadLine {
    /// It has another number of fields than the header.
    Fields { expected: usize, found: usize },
    /// It is not a JSON object of plain values, each under a name of its own.
    Json,
    /// Something other than a delimiter follows a quoted field.
    Quotes,
    /// Some bytes are no sign of the file's encoding.
    Encoding,
}

impl BadLine {
    /// Returns what is wrong with the line.
    pub(crate) fn phrase(&self) -> Phrase {
        match self {
            Self::Fields { expected, found } => {
                Phrase::new("export-bad-fields").count("expected", *expected).count("found", *found)
            }
            Self::Json => Phrase::new("export-bad-json"),
            Self::Quotes => Phrase::new("export-bad-quotes"),
            Self::Encoding => Phrase::new("export-bad-encoding"),
        }
    }
}
