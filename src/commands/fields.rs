//! `hqsync fields`: the fields that lists, filters and corrections know.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Result;
use crate::model::RecordKind;
use crate::options::small_list_format;
use crate::output::{Format, print_fields};

#[derive(Debug, Args)]
pub(crate) struct FieldsArgs {
    /// Only the fields of this record; without it, the built-in columns too
    #[arg(value_name = "RECORD", ignore_case = true, value_parser = record_parser())]
    record: Option<RecordKind>,
    /// Format of the output [default: table on a terminal, csv otherwise]
    #[arg(long, short, value_parser = small_list_format())]
    format: Option<Format>,
}

/// Returns the parser of a kind of record.
fn record_parser() -> impl clap::builder::TypedValueParser<Value = RecordKind> {
    PossibleValuesParser::new(RecordKind::ALL.map(RecordKind::name)).try_map(|name| {
        let found = RecordKind::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(&name));
        found.ok_or("not a record")
    })
}

pub(crate) fn run(args: &FieldsArgs, cx: &mut Context) -> Result<Exit> {
    // The contract's fields are known without a store, or with one that cannot be used.
    let store = cx.existing_store().ok().flatten();
    let own = store.map(|store| store.extension_names()).transpose()?.unwrap_or_default();
    let format = cx.output.format(args.format);
    print_fields(&mut cx.output, args.record, &own, format, &cx.texts)?;
    Ok(Exit::Done)
}
