//! The columns of a list of operations, and what stands above them.

use super::formats::{Format, Header};
use crate::i18n::Texts;
use crate::model::{Column, Listed, Property};

/// A column of a list of operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ListColumn {
    /// As the person gave it; the key in machine formats.
    pub(crate) name: String,
    /// What the column shows of an operation.
    pub(crate) property: Property,
    /// Whether a table can do without the column where there is no room for it.
    pub(crate) is_optional: bool,
}

impl ListColumn {
    /// What machines and people find above the column: people have a word of their language for a built-in column.
    pub(super) fn header(&self, texts: &Texts) -> Header {
        let (title, short) = match &self.property {
            Property::Column(column) => (texts.column(column.key()), texts.short_header(column.key())),
            Property::Field(_) | Property::Attribute(_) | Property::Anywhere(_) => (self.name.clone(), None),
        };
        Header { name: self.name.clone(), title, short, is_optional: self.is_optional }
    }
}

impl From<Column> for ListColumn {
    fn from(column: Column) -> Self {
        Self { name: column.key().to_owned(), property: Property::Column(column), is_optional: false }
    }
}

/// What the columns show.
pub(crate) fn properties(columns: &[ListColumn]) -> Vec<Property> {
    columns.iter().map(|column| column.property.clone()).collect()
}

/// Returns the columns of a list that names none: those of JSON, and otherwise those of the status page.
pub(crate) fn default_columns(format: Format) -> Vec<ListColumn> {
    let most = match format {
        Format::Json | Format::Jsonl => Listed::InJson,
        Format::Table | Format::Csv | Format::Tsv | Format::Markdown | Format::Xlsx => Listed::Everywhere,
    };
    Column::ALL.into_iter().filter(|column| column.listed() <= most).map(ListColumn::from).collect()
}

/// Returns the columns of a table that names none, on a screen: those of the status page and, if there is room, what each
/// operation is and what is wrong with it.
pub(crate) fn default_columns_on_screen() -> Vec<ListColumn> {
    let more = [Column::Record, Column::Operation, Column::Errors];
    let more = more.into_iter().map(|column| ListColumn { is_optional: true, ..column.into() });
    default_columns(Format::Table).into_iter().chain(more).collect()
}
