//! How wide the columns of a table are, and which form their values have.
//!
//! What is tried, until it fits: every value on one line; without the columns that a table can do without; texts broken between
//! their words; times and then GUIDs in their short forms; texts broken as far as their words allow. A screen that is narrower
//! still gets a block of lines for each row.

use super::shown::{ShortForm, ShownCell};
use crate::output::formats::Header;
use crate::terminal::wrap::{widest_word, width};

/// The columns between two columns of a table.
pub(super) const GUTTER: usize = 2;

/// A text of so many columns is not broken as long as there is another way.
const COMFORTABLE: usize = 20;

/// A word is broken only if it is wider than this and than half of the screen: GUIDs have this width.
pub(super) const WIDEST_WORD: usize = 36;

/// What is known of the cells of a column.
#[derive(Debug, Clone, Default)]
pub(super) struct Measure {
    header: HeaderMeasure,
    short_header: HeaderMeasure,
    full: usize,
    least: usize,
    with_short_times: usize,
    with_short_guids: usize,
    is_breakable: bool,
    has_cells: bool,
    has_only_numbers: bool,
    /// Whether a table can do without the column.
    is_optional: bool,
}

/// How much room a header takes: on one line, and at least.
#[derive(Debug, Clone, Copy, Default)]
struct HeaderMeasure {
    line: usize,
    word: usize,
}

impl HeaderMeasure {
    fn new(header: &str) -> Self {
        Self { line: width(header), word: widest_word(header) }
    }
}

/// Which headers are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heads {
    Full,
    Short,
}

impl Heads {
    /// Returns the header's text.
    pub(super) fn text(self, header: &Header) -> &str {
        match (self, &header.short) {
            (Self::Short, Some(short)) => short,
            _ => &header.title,
        }
    }
}

impl Measure {
    /// Returns what is known of a column before its first cell.
    pub(super) fn new(header: &Header) -> Self {
        let short_header = HeaderMeasure::new(Heads::Short.text(header));
        Self { header: HeaderMeasure::new(&header.title), short_header, ..Self::without_header(header) }
    }

    /// The same for a column whose header is not shown.
    pub(super) fn without_header(header: &Header) -> Self {
        // A column without a title may vanish, and any other stays where it is.
        let least = usize::from(!header.title.is_empty());
        Self { least, full: least, has_only_numbers: true, is_optional: header.is_optional, ..Self::default() }
    }

    /// Takes a cell into account, on a screen of that width.
    pub(super) fn add(&mut self, cell: &ShownCell, screen: Option<usize>) {
        let full = cell.full_width();
        let (time, guid) = match &cell.short {
            Some(ShortForm::Time(short)) => (width(short), width(short)),
            Some(ShortForm::Guid(short)) => (full, width(short)),
            None => (full, full),
        };
        self.full = self.full.max(full);
        self.with_short_times = self.with_short_times.max(time);
        self.with_short_guids = self.with_short_guids.max(guid);
        // Nothing is broken where nothing limits the width.
        if let Some(screen) = screen {
            self.least = self.least.max(cell.least_width(WIDEST_WORD.max(screen / 2)));
        }
        self.is_breakable |= cell.is_breakable && full > 0;
        self.has_only_numbers &= cell.is_number || full == 0;
        self.has_cells |= full > 0;
    }

    /// Whether the column has numbers, which stand at its right.
    pub(super) fn is_of_numbers(&self) -> bool {
        self.has_cells && self.has_only_numbers
    }

    /// The widest cell in a form.
    fn widest(&self, form: Form) -> usize {
        let widest = match form {
            Form::Full => self.full,
            Form::ShortTimes => self.with_short_times,
            Form::Short => self.with_short_guids,
        };
        widest.max(self.least.min(1))
    }

    /// The least and the greatest width of the column.
    fn bounds(&self, form: Form, breaking: Breaking, heads: Heads) -> (usize, usize) {
        let header = if heads == Heads::Full { self.header } else { self.short_header };
        let widest = self.widest(form);
        let least = match breaking {
            _ if !self.is_breakable || form.shortens(self) => widest,
            Breaking::Nothing => widest,
            Breaking::Comfortably => self.least.max(widest.min(COMFORTABLE)),
            Breaking::AsNeeded => self.least,
        };
        (least.max(header.word), widest.max(header.line))
    }
}

/// Which values have their short form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Full,
    ShortTimes,
    /// Times and GUIDs.
    Short,
}

impl Form {
    /// Whether a column is narrower in this form.
    fn shortens(self, measure: &Measure) -> bool {
        measure.widest(self) < measure.full
    }

    /// Returns the text of a cell in this form.
    pub(super) fn text(self, cell: &ShownCell) -> &str {
        match (self, &cell.short) {
            (Self::ShortTimes | Self::Short, Some(ShortForm::Time(short)))
            | (Self::Short, Some(ShortForm::Guid(short))) => short,
            _ => &cell.text,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Breaking {
    Nothing,
    Comfortably,
    AsNeeded,
}

/// What is tried where not every value fits on one line, the better first.
const WAYS: [(Form, Breaking, Heads); 6] = [
    (Form::Full, Breaking::Nothing, Heads::Short),
    (Form::Full, Breaking::Comfortably, Heads::Full),
    (Form::Full, Breaking::Comfortably, Heads::Short),
    (Form::ShortTimes, Breaking::Comfortably, Heads::Short),
    (Form::Short, Breaking::Comfortably, Heads::Short),
    (Form::Short, Breaking::AsNeeded, Heads::Short),
];

/// How a table is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TableLayout {
    /// A line for each row, or several where a text is broken. A column of width 0 is left out.
    Rows { widths: Vec<usize>, form: Form, heads: Heads },
    /// Lines for each row, one below the other, with the names of the columns before the values.
    Blocks,
}

impl TableLayout {
    /// Lays out a table for a screen of that width; `None` if lines may be as wide as their values.
    pub(super) fn new(measures: &[Measure], screen: Option<usize>) -> Self {
        let Some(screen) = screen else {
            let widths = measures.iter().map(|measure| measure.full.max(measure.header.line)).collect();
            return Self::Rows { widths, form: Form::Full, heads: Heads::Full };
        };
        let optional = measures.iter().filter(|measure| measure.is_optional).count();
        for left_out in 0..=optional {
            let columns = without_last(measures, left_out);
            if let Some(widths) = fit(&columns, Form::Full, Breaking::Nothing, Heads::Full, screen) {
                return Self::Rows { widths, form: Form::Full, heads: Heads::Full };
            }
        }
        let measures = without_last(measures, optional);
        let fitting = |(form, breaking, heads)| {
            let widths = fit(&measures, form, breaking, heads, screen)?;
            Some(Self::Rows { widths, form, heads })
        };
        WAYS.into_iter().find_map(fitting).unwrap_or(Self::Blocks)
    }

    /// Lays out rows that follow others, whose header stands above them: the same columns in the same form. What has no room in
    /// them makes its line wider than the screen.
    pub(super) fn grown(&self, measures: &[Measure], screen: Option<usize>) -> Self {
        let Self::Rows { widths: before, form, heads } = self else { return Self::Blocks };
        let columns: Vec<_> =
            measures.iter().zip(before).map(|(measure, width)| (*width > 0).then(|| measure.clone())).collect();
        let breakings = [Breaking::Nothing, Breaking::Comfortably, Breaking::AsNeeded];
        let fitting = screen.and_then(|screen| {
            breakings.into_iter().find_map(|breaking| fit(&columns, *form, breaking, *heads, screen))
        });
        let widths = fitting.unwrap_or_else(|| {
            let needed = |measure: &Measure| match screen {
                Some(_) if measure.is_breakable && measure.least > COMFORTABLE => 0,
                Some(_) if measure.is_breakable => measure.least,
                _ => measure.widest(*form),
            };
            let needed = columns.iter().map(|column| column.as_ref().map_or(0, needed));
            before.iter().zip(needed).map(|(width, needed)| (*width).max(needed)).collect()
        });
        Self::Rows { widths, form: *form, heads: *heads }
    }
}

/// Returns the columns, of which the last so many optional ones are left out.
fn without_last(measures: &[Measure], mut left_out: usize) -> Vec<Option<Measure>> {
    let mut columns: Vec<Option<Measure>> = measures.iter().cloned().map(Some).collect();
    for column in columns.iter_mut().rev() {
        if left_out > 0 && column.as_ref().is_some_and(|measure| measure.is_optional) {
            *column = None;
            left_out -= 1;
        }
    }
    columns
}

/// Returns the widths of the columns; `None` if they do not fit the screen.
fn fit(columns: &[Option<Measure>], form: Form, breaking: Breaking, heads: Heads, screen: usize) -> Option<Vec<usize>> {
    let bounds: Vec<_> = columns
        .iter()
        .map(|column| column.as_ref().map_or((0, 0), |measure| measure.bounds(form, breaking, heads)))
        .collect();
    let mut widths: Vec<usize> = bounds.iter().map(|(least, _)| *least).collect();
    let shown = columns.iter().flatten().count();
    let used = widths.iter().sum::<usize>() + GUTTER * shown.saturating_sub(1);
    let mut spare = screen.checked_sub(used)?;
    // What is left is shared out evenly.
    while spare > 0 {
        let before = spare;
        for (width, (_, most)) in widths.iter_mut().zip(&bounds) {
            if *width < *most && spare > 0 {
                *width += 1;
                spare -= 1;
            }
        }
        if spare == before {
            break;
        }
    }
    Some(widths)
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::i18n::Texts;
    use crate::language::Language;
    use crate::model::{Cell, Timestamp};

    fn measure(header: &str, cells: Vec<Cell<'_>>, screen: usize) -> Measure {
        let texts = Texts::new(Language::En);
        let header = Header { name: String::new(), title: header.to_owned(), short: None, is_optional: false };
        let mut measure = Measure::new(&header);
        for cell in cells {
            measure.add(&ShownCell::new(&cell, &texts, 400, "1970"), Some(screen));
        }
        measure
    }

    fn columns(screen: usize) -> Vec<Measure> {
        vec![
            measure("Id", vec![1000_i64.into()], screen),
            measure("Async customer account", vec!["239f8a3e-7d3a-4b58-9a34-0c8f0e8adf39".into()], screen),
            measure("Operation timestamp", vec![Timestamp(0).into()], screen),
            measure("Change description", vec!["changed: City, Street, Zip and some more".into()], screen),
        ]
    }

    #[test]
    fn a_narrower_screen_costs_one_thing_after_another() {
        for (screen, form) in [
            (120, Some(Form::Full)),
            (92, Some(Form::Full)),
            (80, Some(Form::ShortTimes)),
            (60, Some(Form::Short)),
            (50, Some(Form::Short)),
            (30, None),
        ] {
            let found = match TableLayout::new(&columns(screen), Some(screen)) {
                TableLayout::Rows { form, widths, .. } => {
                    assert!(widths.iter().sum::<usize>() + 3 * GUTTER <= screen, "{screen}: {widths:?}");
                    Some(form)
                }
                TableLayout::Blocks => None,
            };
            assert_eq!(found, form, "{screen}");
        }
    }

    #[test]
    fn a_column_is_never_narrower_than_a_word() {
        for screen in 1..200 {
            let measures = columns(screen);
            if let TableLayout::Rows { widths, .. } = TableLayout::new(&measures, Some(screen)) {
                assert!(widths[0] >= 4 && widths[3] >= "description".len(), "{screen}: {widths:?}");
            }
        }
    }

    #[test]
    fn optional_columns_are_there_if_all_fits_with_them() {
        let mut measures = columns(200);
        measures[3].is_optional = true;
        let width_of_last = |screen| match TableLayout::new(&measures, Some(screen)) {
            TableLayout::Rows { widths, .. } => widths[3],
            TableLayout::Blocks => 0,
        };
        assert_eq!((width_of_last(200), width_of_last(100)), (40, 0));
    }

    #[test]
    fn a_table_that_nobody_limits_is_as_wide_as_its_values() {
        let TableLayout::Rows { widths, form, .. } = TableLayout::new(&columns(1), None) else { panic!("blocks") };
        assert_eq!((widths, form), (vec![4, 36, 19, 40], Form::Full));
    }
}
