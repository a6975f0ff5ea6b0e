//! What a file was recognized as.

use super::culture::Culture;
use super::dialect::Quoting;
use super::survey::Survey;
use crate::i18n::Phrase;

/// What a file was recognized as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExportForm {
    /// The tool that probably wrote it, such as `sqlcmd`; `None` if several write this form.
    pub(crate) tool: Option<&'static str>,
    /// Name of the encoding.
    pub(crate) encoding: &'static str,
    pub(crate) has_byte_order_mark: bool,
    pub(crate) is_gzip: bool,
    pub(crate) layout: ExportLayout,
    /// The culture of its times and amounts, as the configuration names it.
    pub(crate) culture: Option<Culture>,
}

/// How the rows of a file stand in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ExportLayout {
    /// There is nothing in it.
    Empty,
    Delimited {
        /// Empty where there is one column only.
        delimiter: String,
        quoting: Quoting,
        source: ColumnSource,
    },
    JsonLines,
    JsonArray,
}

/// What names the columns of a file of delimited text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnSource {
    /// Its first line.
    Header,
    /// A format file beside it.
    FormatFile,
    /// The configuration.
    Setting,
}

impl ColumnSource {
    fn key(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::FormatFile => "format-file",
            Self::Setting => "setting",
        }
    }
}

impl ExportForm {
    /// Whether it is JSON, in which an empty property may be left out.
    pub(crate) fn is_json(&self) -> bool {
        matches!(self.layout, ExportLayout::JsonLines | ExportLayout::JsonArray)
    }

    /// Returns what the file was recognized as, in one line.
    pub(crate) fn phrase(&self) -> Phrase {
        let culture = self.culture.map_or("none", Culture::name);
        let phrase = match &self.layout {
            ExportLayout::Empty => return Phrase::new("export-form-empty"),
            ExportLayout::JsonLines => Phrase::new("export-form-json").with("frame", "lines"),
            ExportLayout::JsonArray => Phrase::new("export-form-json").with("frame", "array"),
            ExportLayout::Delimited { delimiter, quoting, source } => Phrase::new("export-form-delimited")
                .with("delimiter", delimiter)
                .with("delimiter_key", delimiter_key(delimiter))
                .with("quoting", quoting_key(*quoting))
                .with("source", source.key())
                .with("culture", culture),
        };
        phrase
            .with("tool", self.tool.unwrap_or("unknown"))
            .with("encoding", self.encoding)
            .with("mark", if self.has_byte_order_mark { "yes" } else { "no" })
            .with("gzip", if self.is_gzip { "yes" } else { "no" })
    }
}

fn delimiter_key(delimiter: &str) -> &'static str {
    match delimiter {
        "" => "none",
        "\t" => "tab",
        _ => "signs",
    }
}

fn quoting_key(quoting: Quoting) -> &'static str {
    match quoting {
        Quoting::Never => "never",
        Quoting::Doubled => "doubled",
        Quoting::Backslash => "backslash",
    }
}

/// What tools leave in the files they write.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ToolMarks {
    /// A line of dashes is under the header.
    pub(super) has_rule: bool,
    /// `#TYPE …` is before it.
    pub(super) has_type_line: bool,
    /// Each name of the header is in quotes.
    pub(super) has_quoted_header: bool,
    /// A field is a single NUL.
    pub(super) has_nul: bool,
    /// `/` is written `\/`.
    pub(super) has_escaped_slash: bool,
    /// Objects stand in lines of their own, indented.
    pub(super) is_indented: bool,
}

/// Returns the tool that probably wrote a file.
pub(super) fn tool_of(marks: ToolMarks, layout: &ExportLayout, survey: Survey) -> Option<&'static str> {
    match layout {
        ExportLayout::JsonLines => marks.has_escaped_slash.then_some("bcp"),
        ExportLayout::JsonArray => marks.is_indented.then_some("Data Studio"),
        ExportLayout::Delimited { .. } if marks.has_type_line => Some("PowerShell"),
        ExportLayout::Delimited { quoting: Quoting::Backslash, .. } => Some("Data Factory"),
        ExportLayout::Delimited { .. } if marks.has_quoted_header => Some("PowerShell"),
        ExportLayout::Delimited { .. } if marks.has_rule => Some("sqlcmd"),
        ExportLayout::Delimited { source: ColumnSource::FormatFile, .. } => Some("bcp"),
        ExportLayout::Delimited { source: ColumnSource::Setting, .. } if marks.has_nul => Some("bcp"),
        ExportLayout::Delimited { delimiter, .. } if survey.mark == 3 => {
            matches!(delimiter.as_str(), "," | ";" | "\t").then_some("SSMS")
        }
        ExportLayout::Delimited { source: ColumnSource::Setting, delimiter, .. } => {
            (survey.encoding.is_utf_16() && survey.mark > 0 && delimiter == "\t").then_some("bcp")
        }
        ExportLayout::Empty | ExportLayout::Delimited { .. } => None,
    }
}
