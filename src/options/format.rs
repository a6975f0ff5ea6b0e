<<<<<<< HEAD
//! The values of `--format`.
=======
//! The names of the formats on the command line.
>>>>>>> ec932c9 (Keep clap out of the formats, and open the writers' circle)

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::output::{DetailFormat, Format};

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Table, Self::Csv, Self::Tsv, Self::Json, Self::Jsonl, Self::Markdown, Self::Xlsx]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, help) = match self {
            Self::Table => ("table", "For people"),
            Self::Csv => ("csv", "Comma-separated, as spreadsheets read it"),
            Self::Tsv => ("tsv", "Tab-separated"),
            Self::Json => ("json", "One array"),
            Self::Jsonl => ("jsonl", "One object per line"),
            Self::Markdown => ("markdown", "A Markdown table"),
            Self::Xlsx => ("xlsx", "A workbook for spreadsheets; needs --output"),
        };
        Some(PossibleValue::new(name).help(help))
    }
}

<<<<<<< HEAD
=======
/// Reads the format of a small list, which is not worth a workbook.
pub(crate) fn small_list_format() -> impl TypedValueParser<Value = Format> {
    let formats = Format::value_variants().iter().filter(|format| **format != Format::Xlsx);
    PossibleValuesParser::new(formats.filter_map(Format::to_possible_value))
        .try_map(|name| <Format as ValueEnum>::from_str(&name, false))
}

>>>>>>> ec932c9 (Keep clap out of the formats, and open the writers' circle)
impl ValueEnum for DetailFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Table, Self::Json]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, help) = match self {
            Self::Table => ("table", "For people"),
<<<<<<< HEAD
            Self::Json => ("json", "A JSON object; an array for several ids"),
=======
            Self::Json => ("json", "One object, or an array where several things are asked for"),
>>>>>>> ec932c9 (Keep clap out of the formats, and open the writers' circle)
        };
        Some(PossibleValue::new(name).help(help))
    }
}
<<<<<<< HEAD

/// Returns the parser of `--format` for a list that is too small for a workbook.
pub(crate) fn small_list_format() -> impl TypedValueParser<Value = Format> {
    let formats = Format::value_variants().iter().filter(|format| **format != Format::Xlsx);
    PossibleValuesParser::new(formats.filter_map(ValueEnum::to_possible_value))
        .try_map(|name| <Format as ValueEnum>::from_str(&name, false))
}
=======
>>>>>>> ec932c9 (Keep clap out of the formats, and open the writers' circle)
