//! `hqsync list`: operations, newest first.

use std::io::Write as _;

use anyhow::Result;
use clap::Args;

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::UsageError;
use crate::model::Column;
use crate::output::{Format, OperationPrinter, default_columns};
use crate::store::{Access, Selection};
use crate::suggest;

/// How many operations are listed where nothing else is said.
const LIMIT: usize = 50;

#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// How many operations to list [default: 50]
    #[arg(long, value_name = "N", conflicts_with = "all")]
    limit: Option<usize>,
    /// List all operations
    #[arg(long)]
    all: bool,
    /// Columns to show, separated by commas: id, channel, company, account, async, record, operation, timestamp, status,
    /// errors, attempts, description, table, counter, received, edited
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    columns: Vec<String>,
    /// Column to sort by; ascending, but for the default, which is the newest first
    #[arg(long, value_name = "COLUMN")]
    sort: Option<String>,
    /// Sort in descending order
    #[arg(long, requires = "sort")]
    desc: bool,
    /// Format of the output [default: table on a terminal, csv otherwise]
    #[arg(long, value_enum)]
    format: Option<Format>,
}

impl ListArgs {
    fn selection(&self, format: Format) -> Result<Selection> {
        let limit = if self.all { None } else { Some(self.limit.unwrap_or(LIMIT)) };
        let columns = match self.columns.as_slice() {
            [] => default_columns(format).to_vec(),
            names => names.iter().map(|name| column(name)).collect::<Result<Vec<_>>>()?,
        };
        let columns = match format {
            // An object has a key once.
            Format::Json | Format::Jsonl => without_repetition(columns),
            Format::Table | Format::Csv | Format::Tsv | Format::Markdown => columns,
        };
        Ok(match &self.sort {
            None => Selection { sort: Column::Timestamp, descending: true, limit, columns },
            Some(name) => Selection { sort: column(name)?, descending: self.desc, limit, columns },
        })
    }
}

fn without_repetition(columns: Vec<Column>) -> Vec<Column> {
    let mut seen = Vec::with_capacity(columns.len());
    for column in columns {
        if !seen.contains(&column) {
            seen.push(column);
        }
    }
    seen
}

/// The built-in column with that name, in any case; `account` and `async` for short.
fn column(name: &str) -> Result<Column> {
    let long = match name.trim().to_lowercase().as_str() {
        "account" => "customer_account".to_owned(),
        "async" => "async_customer_account".to_owned(),
        other => other.to_owned(),
    };
    Column::ALL.into_iter().find(|column| column.key() == long).ok_or_else(|| {
        let nearest = suggest::nearest(name, Column::ALL.iter().map(|column| column.key()));
        UsageError {
            message: format!("unknown column `{name}`"),
            hint: Some(match nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("there are {}", Column::ALL.map(|column| column.key()).join(", ")),
            }),
        }
        .into()
    })
}

pub(crate) fn run(args: &ListArgs, cx: &mut Context) -> Result<Exit> {
    let format = cx.output.format(args.format);
    let selection = args.selection(format)?;
    let store = cx.open_store(Access::Read)?;
    let is_terminal = cx.output.is_terminal;
    let mut printer = OperationPrinter::new(&mut cx.output, &cx.texts, format, selection.columns.clone())?;
    store.for_each_operation(&selection, |operation| -> Result<()> { Ok(printer.print(&operation)?) })?;
    let shown = printer.finish()?;
    cx.output.flush()?;
    if is_terminal && format == Format::Table {
        if shown == 0 {
            writeln!(std::io::stderr(), "{}", cx.texts.list_empty())?;
        } else if args.limit.is_none() && selection.limit == Some(shown) {
            writeln!(std::io::stderr(), "{}", cx.texts.list_more(shown))?;
        }
    }
    Ok(Exit::Done)
}
