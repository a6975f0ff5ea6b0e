//! What a file was recognized as.

/// What a file was recognized as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExportForm {
    /// The tool that probably wrote it, such as `sqlcmd`; `None` if several write this form.
    pub(crate) tool: Option<&'static str>,
}

impl ExportForm {
    /// Whether it is JSON, in which an empty property may be left out.
    pub(crate) fn is_json(&self) -> bool {
        false
    }
}
