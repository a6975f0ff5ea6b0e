//! `hqsync list`: operations, newest first.

use std::io::{self, IsTerminal as _, Write as _};

use clap::Args;

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Result;
use crate::filter::Filter;
use crate::options::{PrintArgs, SelectArgs, names};
use crate::output::{Format, OperationPrinter, Output, Printed, allow_closed_pipe, properties, remark};
use crate::signals;
use crate::store::{Access, Selection, Store};

/// How many operations are listed by default.
const LIMIT: usize = 50;

#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// How many operations to list [default: 50]
    #[arg(long, value_name = "N", conflicts_with = "all")]
    limit: Option<usize>,
    /// List all operations
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    select: SelectArgs,
    #[command(flatten)]
    print: PrintArgs,
}

pub(crate) fn run(args: &ListArgs, cx: &mut Context) -> Result<Exit> {
    let limit = if args.all { None } else { Some(args.limit.unwrap_or(LIMIT)) };
    let format = args.print.format(&cx.output)?;
    let store = cx.open_store(Access::Read)?;
    let filter = args.select.filter(None, &store, cx)?;
    let printed = print_operations(&store, filter.as_ref(), limit, &args.print, cx)?;
    allow_closed_pipe(cx.output.close())?;
    if printed.rows == 0 && cx.output.is_terminal && format == Format::Table {
        remark(cx.texts.list_empty());
    }
    // Say so for files too: the list is cut off.
    if io::stderr().is_terminal() && args.limit.is_none() && limit == Some(printed.rows) {
        remark(cx.texts.list_more(printed.rows));
    }
    Ok(Exit::Done)
}

/// Prints the operations that match the filter, to the standard output or into a file.
pub(super) fn print_operations(
    store: &Store,
    filter: Option<&Filter>,
    limit: Option<usize>,
    args: &PrintArgs,
    cx: &mut Context,
) -> Result<Printed> {
    let format = args.format(&cx.output)?;
    // The names of columns, the index and the operations are read as they are at one moment.
    let store = store.snapshot()?;
    let names = names(&store)?;
    let columns = args.columns(format, cx.output.shows_more(), &names)?;
    let (sort, descending) = args.order(&names)?;
    let properties = properties(&columns);
    let settings = cx.value_settings();
    let selection = Selection { filter, sort, descending, limit, columns: &properties, settings: &settings };
    let (mut file, stop) = args.file_and_stop(cx)?;
    let output = file.as_mut().unwrap_or(&mut cx.output);
    let mut printer = OperationPrinter::new(output, &cx.texts, format, columns, args.no_header)?;
    store.for_each_operation(&selection, |operation| -> Result<()> {
        signals::check(&stop)?;
        Ok(printer.print(&operation)?)
    })?;
    let outcome = printer.finish()?;
    complete(file, outcome, cx)?;
    Ok(outcome)
}

/// Completes the output, and reports what a workbook had no room for.
pub(super) fn complete(file: Option<Output>, printed: Printed, cx: &mut Context) -> Result<()> {
    match file {
        Some(file) => file.complete()?,
        None => cx.output.flush()?,
    }
    if printed.shortened > 0 {
        remark(cx.texts.list_shortened(printed.shortened));
    }
    Ok(())
}
