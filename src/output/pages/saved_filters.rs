//! The saved expressions, as a small list.

use std::io;

use crate::i18n::Texts;
use crate::output::{Cell, Format, Grid, Output};
use crate::store::SavedFilter;

/// Prints the saved expressions.
pub(crate) fn print_saved_filters(
    output: &mut Output,
    filters: &[SavedFilter],
    format: Format,
    texts: &Texts,
) -> io::Result<()> {
    let columns = vec![
        ("name", texts.filter_name()),
        ("expression", texts.filter_expression()),
        ("actor", texts.filter_actor()),
        ("saved", texts.filter_saved_at()),
    ];
    let row = |filter: &SavedFilter| {
        vec![
            Cell::text(&filter.name),
            Cell::text(&filter.expression),
            Cell::text(&filter.actor),
            Cell::new(filter.saved.local(), filter.saved.rfc3339()),
        ]
    };
    Grid { columns, rows: filters.iter().map(row).collect() }.print(output, format)
}
