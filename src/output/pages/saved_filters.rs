//! The saved expressions, as a small list.

use std::io;

use crate::i18n::Texts;
use crate::output::formats::Format;
use crate::output::grid::Grid;
use crate::output::writer::Output;
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
    let row = |filter: &'_ SavedFilter| {
        vec![
            filter.name.clone().into(),
            filter.expression.clone().into(),
            filter.actor.clone().into(),
            filter.saved.into(),
        ]
    };
    Grid { columns, rows: filters.iter().map(row).collect() }.print(output, format, texts)
}
