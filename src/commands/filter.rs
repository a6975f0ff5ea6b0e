//! `hqsync filter`: the operations that match an expression.

use clap::Args;

use super::list::{complete, print_operations};
use crate::context::Context;
use crate::engine;
use crate::exit::Exit;
use crate::failure::Result;
use crate::filter::Filter;
use crate::i18n::Phrase;
use crate::options::{Limit, PrintArgs, SelectArgs, bare_expression, count_columns, names, no_selection};
use crate::output::{Format, GroupPrinter, Printed, print_explanation, print_saved_filters, properties, remark};
use crate::refusal::Refusal;
use crate::shell::shell_quoted;
use crate::signals;
use crate::store::{Access, Explanation, Grouping, Selection, Store};

/// The grammar in short, below the options.
const GRAMMAR: &str = "\
Expressions, in single quotes for the shell:
  FIELD OPERATOR VALUE, joined by and, or, not and parentheses
  operators  = != < <= > >=   ~ !~ (contains)   in (A, B)   not in (A, B)
             is empty   is not empty
  wildcards  Email = *@contoso.com   City = K?ge   (with = != in; \\* is a star)
  ranges     id = 100..200   timestamp = 2026-11-01..2026-11-07
  times      2026-11-01 (a whole day)   2026-11-01T08:30   today   -2h   -7d
  text       hqsync filter rosa finds the word in any text field, as any ~ rosa
  fields     the columns of `list`; error; any field such as Email;
             address.Email of addresses alone, old.Email at headquarters,
             received.Email before edits, attr.ShoeSize an attribute,
             any.Email and any.Phone anywhere in the record
  proposal   the values that would mend what is wrong; proposal is not empty
  account    an account, a GUID, or 'Pending sync' for none yet
  run        the last run that changed the operation; run = last the newest
  note       superseded, clock-ahead, clock-back, encoding, placeholder
  effect     created, updated, unchanged, deactivated, superseded; empty
             before synchronization. `description` is always in English
  Text compares without regard to case, ~ without regard to accents either;
  telephone numbers by their digits. Values with spaces or signs need quotes.
  What an operation lacks is empty, equal to nothing and unequal to
  everything.

Examples:
  hqsync filter 'status = failed and Email = *@contoso.com'
  hqsync filter 'error = country-unknown' --columns id,account,Country
  hqsync filter 'status = failed' --count-by error,Country
  hqsync filter 'old.Phone is not empty and Phone is empty' --output lost.xlsx";

#[derive(Debug, Args)]
#[command(after_help = GRAMMAR)]
pub(crate) struct FilterArgs {
    /// Which operations, such as 'Email = *@contoso.com and status = failed'; @NAME for a saved one
    #[arg(value_name = "EXPRESSION")]
    expression: Vec<String>,
    /// How many operations to list at most [default: all]
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<Limit>,
    /// Count the operations by these instead of listing them, the largest group first
    #[arg(long, value_name = "COLUMN", value_delimiter = ',', conflicts_with_all = ["columns", "sort"])]
    count_by: Vec<String>,
    /// Print the SQL, its query plan and what is decided on each row; do not run it
    #[arg(long)]
    explain: bool,
    /// Save the expression, with the options that select operations, under this name; list nothing
    #[arg(long, value_name = "NAME", value_parser = saved_name,
          conflicts_with_all = ["count_by", "explain", "limit", "columns", "sort", "desc", "output"])]
    save: Option<String>,
    /// Replace an expression that is saved under this name
    #[arg(long, requires = "save")]
    force: bool,
    /// List the saved expressions
    #[arg(long, conflicts_with_all = ["expression", "count_by", "explain", "limit", "columns", "sort"])]
    list_saved: bool,
    /// Remove a saved expression
    #[arg(long, value_name = "NAME", conflicts_with_all = ["expression", "count_by", "explain", "list_saved"])]
    remove_saved: Option<String>,
    #[command(flatten)]
    select: SelectArgs,
    #[command(flatten)]
    print: PrintArgs,
}

impl FilterArgs {
    /// Returns the most operations or groups to list; `None` for all.
    fn limit(&self) -> Option<usize> {
        self.limit.and_then(Limit::rows)
    }
}

fn saved_name(name: &str) -> Result<String, Refusal> {
    let name = name.strip_prefix('@').unwrap_or(name);
    let is_good = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !name.is_empty() && name.chars().all(is_good) {
        Ok(name.to_owned())
    } else {
        Err(Refusal::of_usage(Phrase::new("filter-name-invalid")))
    }
}

pub(crate) fn run(args: &FilterArgs, cx: &mut Context) -> Result<Exit> {
    let format = args.print.output.format(&cx.output)?;
    if let Some(name) = &args.remove_saved {
        return remove_saved(name, cx);
    }
    let store = cx.open_store(Access::Read)?;
    if args.list_saved {
        print_saved(args, &store, format, cx)?;
        return Ok(Exit::Done);
    }
    let given = joined(&args.expression)?;
    let given = Some(given.as_str()).filter(|given| !given.trim().is_empty());
    if given.is_none() && args.select.is_empty() {
        return Err(no_selection(Phrase::new("filter-give-expression")).into());
    }
    let expression = given.map(|given| engine::resolve_expression(&store, given)).transpose()?;
    let bare = expression.as_deref().map(|text| bare_expression(text, &store, cx)).transpose()?.flatten();
    if let Some(bare) = &bare {
        remark(cx.texts.filter_bare(shell_quoted(bare)));
    }
    let expression = bare.or(expression);
    let filter = args.select.filter(expression.as_deref(), &store, cx)?;
    match &args.save {
        Some(name) => save(name, expression.as_deref(), args, &store, cx),
        None => print(args, &store, filter.as_ref(), format, cx),
    }
}

/// Saves an expression that was checked, with the options that select operations.
///
/// # Errors
/// Another expression has the name, and nobody said to replace it.
fn save(name: &str, expression: Option<&str>, args: &FilterArgs, store: &Store, cx: &mut Context) -> Result<Exit> {
    let Some(expression) = args.select.with_options(expression, store, cx)? else { return Ok(Exit::Done) };
    let known = store.saved_expression(name)?.filter(|known| *known != expression && !args.force);
    if let Some(known) = known {
        let taken = Phrase::new("filter-name-taken").with("name", name).with("expression", known);
        return Err(Refusal::new(taken).into());
    }
    engine::save_filter(&mut cx.open_store(Access::Write)?, &cx.author(), name, &expression)?;
    remark(cx.texts.filter_saved(name));
    Ok(Exit::Done)
}

/// Returns the expression whose words are arguments of their own, since nobody put quotes around them all.
///
/// # Errors
/// The shell replaced the sign `~`.
fn joined(words: &[String]) -> Result<String, Refusal> {
    let home = std::env::var("HOME").ok().filter(|home| !home.is_empty());
    let is_home = |word: &String| Some(word) == home.as_ref();
    let meant: Vec<_> = words.iter().map(|word| if is_home(word) { "~" } else { word.as_str() }).collect();
    match words.iter().skip(1).find(|word| is_home(word)) {
        Some(home) => {
            let replaced = Phrase::new("filter-tilde-replaced").with("home", home);
            Err(Refusal::of_usage(replaced.with("expression", shell_quoted(&meant.join(" ")))))
        }
        None => Ok(words.join(" ")),
    }
}

/// Prints the operations that match, how many there are, or how they are found.
fn print(args: &FilterArgs, store: &Store, filter: Option<&Filter>, format: Format, cx: &mut Context) -> Result<Exit> {
    if args.explain {
        let explanation = explain(args, store, filter, format, cx)?;
        print_explanation(&mut cx.output, &explanation, &cx.texts)?;
        return Ok(Exit::Done);
    }
    let printed = if args.count_by.is_empty() {
        print_operations(store, filter, args.limit(), &args.print, cx)?.0
    } else {
        print_groups(args, store, filter, format, cx)?
    };
    if printed.rows == 0 && cx.output.is_terminal && format == Format::Table {
        remark(cx.texts.list_empty());
    }
    Ok(Exit::Done)
}

fn remove_saved(name: &str, cx: &mut Context) -> Result<Exit> {
    let name = name.strip_prefix('@').unwrap_or(name);
    let author = cx.author();
    engine::remove_filter(&mut cx.open_store(Access::Write)?, &author, name)?;
    remark(cx.texts.filter_removed(name));
    Ok(Exit::Done)
}

fn print_saved(args: &FilterArgs, store: &Store, format: Format, cx: &mut Context) -> Result<()> {
    let mut file = args.print.output.file(cx)?;
    let filters = store.saved_filters()?;
    if filters.is_empty() && cx.output.is_terminal && format == Format::Table {
        remark(cx.texts.filter_none_saved());
        return Ok(());
    }
    print_saved_filters(file.as_mut().unwrap_or(&mut cx.output), &filters, format, &cx.texts)?;
    match file {
        Some(file) => file.complete(),
        None => Ok(()),
    }
}

fn print_groups(
    args: &FilterArgs,
    store: &Store,
    filter: Option<&Filter>,
    format: Format,
    cx: &mut Context,
) -> Result<Printed> {
    let store = store.snapshot()?;
    let columns = count_columns(&args.count_by, &names(&store)?)?;
    let by = properties(&columns);
    let settings = cx.value_settings();
    let grouping = Grouping { filter, by: &by, limit: args.limit(), settings: &settings };
    let (mut file, stop) = args.print.output.file_and_stop(cx)?;
    let output = file.as_mut().unwrap_or(&mut cx.output);
    let mut printer = GroupPrinter::new(output, &cx.texts, format, &columns, args.print.no_header)?;
    store.for_each_group(&grouping, |group| -> Result<()> {
        signals::check(&stop)?;
        Ok(printer.print(&group)?)
    })?;
    let outcome = printer.finish()?;
    complete(file, outcome, cx)?;
    Ok(outcome)
}

fn explain(
    args: &FilterArgs,
    store: &Store,
    filter: Option<&Filter>,
    format: Format,
    cx: &Context,
) -> Result<Explanation> {
    let names = names(store)?;
    let settings = cx.value_settings();
    if args.count_by.is_empty() {
        let columns = properties(&args.print.columns(format, cx.output.shows_more(), &names)?);
        let (sort, descending) = args.print.order(&names)?;
        let limit = args.limit();
        let selection = Selection { filter, sort, descending, limit, columns: &columns, settings: &settings };
        return Ok(store.explain_list(&selection)?);
    }
    let by = properties(&count_columns(&args.count_by, &names)?);
    Ok(store.explain_groups(&Grouping { filter, by: &by, limit: args.limit(), settings: &settings })?)
}
