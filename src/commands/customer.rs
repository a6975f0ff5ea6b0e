//! `hqsync customer`: what headquarters has of a customer, and everything that happened to it.

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use crate::context::Context;
use crate::engine::{self, CustomerSearch, FoundCustomer};
use crate::exit::Exit;
use crate::failure::Result;
use crate::i18n::{Phrase, Texts};
use crate::options::Limit;
use crate::output::{DetailFormat, print_customer};
use crate::refusal::Refusal;
use crate::shell::shell_word;
use crate::store::Access;

/// How many operations are shown unless more are asked for.
const LIMIT: usize = 1_000;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct CustomerArgs {
    /// Customer account, GUID, e-mail address, telephone number or a part of the name
    #[arg(value_name = "CUSTOMER", required = true, num_args = 1.., value_parser = NonEmptyStringValueParser::new())]
    term: Vec<String>,
    /// How many of the customer's operations to show: the newest, and those with problems [default: 1000]
    #[arg(long, short = 'n', value_name = "N", conflicts_with = "all")]
    limit: Option<Limit>,
    /// Show all operations of the customer
    #[arg(long)]
    all: bool,
    /// Format of the output
    #[arg(long, short, value_enum, default_value_t)]
    format: DetailFormat,
}

const EXAMPLES: &str = "\
Examples:
  hqsync customer C-000008
  hqsync customer rosa@example.com
  hqsync customer '+31 20 555 0109'
  hqsync customer 4c6ce987-10d1-4958-96f3-6db8990e011e --format json";

pub(crate) fn run(args: &CustomerArgs, cx: &mut Context) -> Result<Exit> {
    let store = cx.open_store(Access::Read)?;
    // A name or number of several words needs no quotes.
    let term = args.term.join(" ");
    let customer = match engine::find_customers(&store, &term, &cx.value_settings())? {
        CustomerSearch::One(customer) => customer,
        CustomerSearch::Several { customers, has_more } => {
            return Err(several(&term, &customers, has_more, &cx.texts).into());
        }
    };
    let limit = if args.all { None } else { args.limit.map_or(Some(LIMIT), Limit::rows) };
    let overview = engine::read_customer(&store, cx.config_if_any(), customer, limit)?;
    print_customer(&mut cx.output, &overview, args.format, &cx.texts)?;
    if overview.left_out > 0 {
        cx.remark_below(&cx.texts.customer_left_out(overview.left_out))?;
    }
    if !overview.unreadable.is_empty() {
        let ids: Vec<_> = overview.unreadable.iter().map(ToString::to_string).collect();
        cx.remark_below(&cx.texts.customer_unreadable(ids.len(), ids.join(", ")))?;
    }
    Ok(Exit::Done)
}

/// Returns the error for a text that several customers match, with the command for each.
pub(super) fn several(term: &str, customers: &[FoundCustomer], has_more: bool, texts: &Texts) -> Refusal {
    let several = if has_more { Phrase::new("customer-many") } else { Phrase::new("customer-several") };
    let several = several.with("term", term).count("count", customers.len());
    let width = customers.iter().map(|customer| command(customer, customers).len()).max().unwrap_or_default();
    let line = |customer: &FoundCustomer| {
        let account = customer.account.clone().unwrap_or_else(|| texts.pending_sync());
        let command = command(customer, customers);
        let line = format!("  {command:width$}  {account} ({}) {}", customer.company, customer.name);
        Phrase::verbatim(line.trim_end())
    };
    Refusal::new(customers.iter().map(line).fold(several, Phrase::line)).hinting(Some(Phrase::new("customer-choose")))
}

/// Returns the command that shows one of several customers: by the account unless another company has it as well.
fn command(customer: &FoundCustomer, among: &[FoundCustomer]) -> String {
    let is_same = |account: &String| among.iter().filter(|other| other.account.as_ref() == Some(account)).count();
    match &customer.account {
        Some(account) if is_same(account) == 1 => format!("hqsync customer {}", shell_word(account)),
        _ => format!("hqsync customer {}", shell_word(&customer.async_account)),
    }
}
