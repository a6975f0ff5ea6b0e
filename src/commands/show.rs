//! `hqsync show`: operations in detail.

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use crate::context::Context;
use crate::engine::{self, CustomerSearch};
use crate::exit::Exit;
use crate::failure::Result;
use crate::model::{OperationId, parse_guid};
use crate::options::{NumberList, SelectArgs, numbered};
use crate::output::{DetailFormat, print_inspected, remark};
use crate::shell::shell_word;
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
        ids.extend(match meant(given, store)? {
            Meant::Operations { numbers, is_account_too } => {
                if is_account_too {
                    remark(cx.texts.show_customer_too(given.trim(), shell_word(given.trim())));
                }
                numbers
            }
            Meant::Customer => limited(of_customer(given, store, cx)?, args.limit, cx),
        });
    }
    Ok(ids)
}

/// What an argument names.
enum Meant {
    Operations {
        numbers: Vec<OperationId>,
        /// Whether a customer has the argument as its account.
        is_account_too: bool,
    },
    Customer,
}

/// Returns what an argument names. Nobody writes the number of an operation with zeros in front, so that is a customer's
/// account or telephone number if there is one; so is a number that no operation has.
fn meant(given: &str, store: &Store) -> Result<Meant> {
    let is_numbers = given.bytes().all(|byte| byte.is_ascii_digit() || b"-,. ".contains(&byte));
    if !is_numbers || parse_guid(given).is_some() {
        return Ok(Meant::Customer);
    }
    let given = given.trim();
    let numbers = match given.parse::<NumberList>() {
        Ok(list) => numbered(&[list]),
        // Digits in groups are a telephone number.
        Err(_) if given.contains(' ') && !given.contains([',', '.']) => return Ok(Meant::Customer),
        Err(error) => return Err(error.into()),
    };
    let is_account = engine::has_customer(store, given)?;
    let mut states = numbers.iter().map(|number| store.state(*number));
    let is_operation = states.find_map(|state| state.transpose()).transpose()?.is_some();
    let has_zeros = given.len() > 1 && given.starts_with('0');
    Ok(match (has_zeros, is_operation, is_account) {
        (true, false, _) | (true, _, true) | (_, false, true) => Meant::Customer,
        _ => Meant::Operations { numbers, is_account_too: is_account },
    })
}

/// Returns the operations of the customer that a text names.
fn of_customer(term: &str, store: &Store, cx: &Context) -> Result<Vec<OperationId>> {
    match engine::find_customers(store, term, &cx.value_settings())? {
        CustomerSearch::One(customer) => Ok(store.operations_of(customer)?),
        CustomerSearch::Several { customers, has_more } => {
            Err(super::customer::several(term, &customers, has_more, &cx.texts).into())
        }
    }
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
