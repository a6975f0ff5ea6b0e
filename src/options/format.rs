//! The values of `--format`.

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

impl ValueEnum for DetailFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Table, Self::Json]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, help) = match self {
            Self::Table => ("table", "For people"),
            Self::Json => ("json", "A JSON object; an array for several ids"),
        };
        Some(PossibleValue::new(name).help(help))
    }
}

/// Returns the parser of `--format` for a list that is too small for a workbook.
pub(crate) fn small_list_format() -> impl TypedValueParser<Value = Format> {
    let formats = Format::value_variants().iter().filter(|format| **format != Format::Xlsx);
    PossibleValuesParser::new(formats.filter_map(ValueEnum::to_possible_value))
        .try_map(|name| <Format as ValueEnum>::from_str(&name, false))
}
