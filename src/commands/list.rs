//! `hqsync list`: operations, newest first.

use std::io::Write as _;

use clap::Args;

use crate::context::Context;
use crate::engine;
use crate::exit::Exit;
use crate::failure::Result;
use crate::filter::Filter;
use crate::i18n::Phrase;
use crate::model::State;
use crate::options::{Limit, PrintArgs, SelectArgs, names};
use crate::output::{Format, OperationPrinter, Output, Printed, properties, remark};
use crate::refusal::Refusal;
use crate::shell::shell_quoted;
use crate::signals;
use crate::store::{Access, Selection, Store};

/// How many operations are listed by default.
const LIMIT: usize = 50;

#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// How many operations to list [default: 50]
    #[arg(long, short = 'n', value_name = "N", conflicts_with = "all")]
    limit: Option<Limit>,
    /// List all operations
    #[arg(long)]
    all: bool,
    /// All operations that match this expression (as in `filter`)
    #[arg(long = "where", short = 'w', value_name = "EXPRESSION")]
    expression: Option<String>,
    /// What people type who take the command for `filter`.
    #[arg(hide = true, value_name = "EXPRESSION")]
    words: Vec<String>,
    #[command(flatten)]
    select: SelectArgs,
    #[command(flatten)]
    print: PrintArgs,
}

pub(crate) fn run(args: &ListArgs, cx: &mut Context) -> Result<Exit> {
    if !args.words.is_empty() {
        return Err(no_words(&args.words).into());
    }
    let asked = if args.all { None } else { args.limit.map_or(Some(LIMIT), Limit::rows) };
    let format = args.print.output.format(&cx.output)?;
    let store = cx.open_store(Access::Read)?;
    let expression = args.expression.as_deref().map(|given| engine::resolve_expression(&store, given)).transpose()?;
    let filter = args.select.filter(expression.as_deref(), &store, cx)?;
    let (printed, has_more) = print_operations(&store, filter.as_ref(), asked, &args.print, cx)?;
    if printed.rows == 0 && cx.output.is_terminal && format == Format::Table {
        remark(cx.texts.list_empty());
    }
    // A file that is cut off looks complete, so this is said for every output.
    if has_more && args.limit.is_none() {
        let more = more(filter.is_some(), printed.rows, &store, cx)?;
        cx.remark_below(&more)?;
    }
    Ok(Exit::Done)
}

/// Returns the error for words that `list` does not take.
fn no_words(words: &[String]) -> Refusal {
    let text = words.join(" ");
    let state = State::ALL.into_iter().find(|state| state.name().eq_ignore_ascii_case(&text));
    let command = match state {
        Some(state) => format!("hqsync list --status {}", state.name()),
        None => format!("hqsync filter {}", shell_quoted(&text)),
    };
    Refusal::of_usage(Phrase::new("list-takes-options").with("text", text).with("command", command))
}

/// Returns a sentence that the list has more operations than were printed, and how many.
fn more(is_filtered: bool, shown: usize, store: &Store, cx: &Context) -> Result<String> {
    if is_filtered {
        return Ok(cx.texts.list_more(shown));
    }
    let total = store.counts()?.iter().map(|counts| counts.count).sum::<u64>();
    Ok(cx.texts.list_more_of(shown, total))
}

/// Prints the operations that match the filter, to the standard output or into a file. Returns what was printed, and whether
/// the limit left any out.
pub(super) fn print_operations(
    store: &Store,
    filter: Option<&Filter>,
    limit: Option<usize>,
    args: &PrintArgs,
    cx: &mut Context,
) -> Result<(Printed, bool)> {
    let format = args.output.format(&cx.output)?;
    // The names of columns, the index and the operations are read as they are at one moment.
    let store = store.snapshot()?;
    let names = names(&store)?;
    let columns = args.columns(format, cx.output.shows_more(), &names)?;
    let (sort, descending) = args.order(&names)?;
    let properties = properties(&columns);
    let settings = cx.value_settings();
    // One more than asked for tells whether there are others.
    let one_more = limit.map(|limit| limit.saturating_add(1));
    let selection = Selection { filter, sort, descending, limit: one_more, columns: &properties, settings: &settings };
    let mut found = 0;
    let (mut file, stop) = args.output.file_and_stop(cx)?;
    let output = file.as_mut().unwrap_or(&mut cx.output);
    let mut printer = OperationPrinter::new(output, &cx.texts, format, columns, args.no_header)?;
    store.for_each_operation(&selection, |operation| -> Result<()> {
        signals::check(&stop)?;
        found += 1;
        if limit.is_none_or(|limit| found <= limit) { Ok(printer.print(&operation)?) } else { Ok(()) }
    })?;
    let outcome = printer.finish()?;
    complete(file, outcome, cx)?;
    Ok((outcome, limit.is_some_and(|limit| found > limit)))
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
