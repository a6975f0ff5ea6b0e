//! The formats in which a command can print.

use clap::ValueEnum;

/// A format of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Table,
    /// Comma-separated, as spreadsheets read it
    Csv,
    /// Tab-separated
    Tsv,
    /// One array
    Json,
    /// One object per line
    Jsonl,
    /// A Markdown table
    Markdown,
}

/// A format of what is not a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum DetailFormat {
    /// For people
    #[default]
    Table,
    /// One object, or an array where several things are asked for
    Json,
}
