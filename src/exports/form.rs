//! What a file was recognized as.

use crate::i18n::Phrase;

/// What a file was recognized as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExportForm {
    /// The tool that probably wrote it, such as `sqlcmd`; `None` if several write this form.
    pub(crate) tool: Option<&'static str>,
}

impl ExportForm {
    /// Returns what is said of it.
    pub(crate) fn phrase(&self) -> Phrase {
        Phrase::verbatim(self.tool.unwrap_or_default())
    }

    /// Whether it is JSON, in which an empty property may be left out.
    pub(crate) fn is_json(&self) -> bool {
        false
    }
}
