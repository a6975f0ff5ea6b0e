//! `hqsync show`: operations in detail.

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use crate::context::Context;
use crate::engine::{self, CustomerSearch};
use crate::exit::Exit;
use crate::failure::Result;
use crate::model::{OperationId, read_guid};
use crate::options::{NumberList, SelectArgs, numbered};
use crate::output::{DetailFormat, print_inspected, remark};
use crate::refusal::UsageError;
use crate::store::{Access, Store};

/// How many operations are shown unless more are asked for.
const SHOWN: usize = 50;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ShowArgs {
    /// Numbers of operations, as `list` prints them, such as 17, 17,18 or 17..20, or a customer: account, GUID or e-mail address
    #[arg(required_unless_present = "expression", value_name = "ID|CUSTOMER", value_parser = NonEmptyStringValueParser::new())]
    given: Vec<String>,
    /// All operations that match this expression (as in `filter`)
    #[arg(long = "where", short = 'w', value_name = "EXPRESSION", conflicts_with = "given")]
    expression: Option<String>,
    /// Show at most this many of the operations that match, or of those of customers
    #[arg(long, short = 'n', value_name = "N", default_value_t = SHOWN)]
    limit: usize,
    /// Format of the output
    #[arg(long, short, value_enum, default_value_t)]
    format: DetailFormat,
}

const EXAMPLES: &str = "\
Examples:
  hqsync show 57
  hqsync show C-000008
  hqsync show --where 'error = email-invalid'
  hqsync show 57 --format json";

pub(crate) fn run(args: &ShowArgs, cx: &mut Context) -> Result<Exit> {
    let store = cx.open_store(Access::Read)?;
    let ids = match &args.expression {
        Some(expression) => limited(matching(expression, &store, cx)?, args.limit, cx),
        None => given(args, &store, cx)?,
    };
    let inspected = engine::inspect_all(&store, cx.config_if_any(), &ids)?;
    if inspected.is_empty() && args.format == DetailFormat::Table {
        remark(cx.texts.list_empty());
    }
    print_inspected(&mut cx.output, &inspected, args.format, &cx.texts)?;
    Ok(Exit::Done)
}

/// Returns the operations with the given numbers and those of the given customers.
fn given(args: &ShowArgs, store: &Store, cx: &Context) -> Result<Vec<OperationId>> {
    let mut ids = Vec::new();
    for given in &args.given {
        let is_numbers = given.bytes().all(|byte| byte.is_ascii_digit() || b"-,. ".contains(&byte));
        if is_numbers && read_guid(given).is_none() {
            let list: NumberList = given.parse().map_err(|message| UsageError { message, hint: None })?;
            ids.extend(numbered(&[list]));
            continue;
        }
        match engine::find_customers(store, given, &cx.value_settings())? {
            CustomerSearch::One(customer) => {
                ids.extend(limited(store.operations_of(customer)?, args.limit, cx));
            }
            CustomerSearch::Several { customers, has_more } => {
                return Err(super::customer::several(given, &customers, has_more, &cx.texts).into());
            }
        }
    }
    Ok(ids)
}

/// Returns the operations that match an expression.
fn matching(expression: &str, store: &Store, cx: &Context) -> Result<Vec<OperationId>> {
    let expression = engine::resolve_expression(store, expression)?;
    let filter = SelectArgs::default().filter(Some(&expression), store, cx)?;
    Ok(filter
        .map(|filter| engine::matching_operations(store, &filter, &cx.value_settings()))
        .transpose()?
        .unwrap_or_default())
}

/// Returns the first operations, and says how many were left out.
fn limited(mut ids: Vec<OperationId>, limit: usize, cx: &Context) -> Vec<OperationId> {
    if ids.len() > limit {
        remark(cx.texts.show_limited(limit, ids.len()));
        ids.truncate(limit);
    }
    ids
}
