//! `hqsync history`: what happened to operations.

use std::io::Write as _;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use serde_json::{Value as Json, json};

use super::show::no_operation;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Result;
use crate::i18n::Texts;
use crate::model::{CustomerId, OperationId, parse_guid};
use crate::options::operation_number;
use crate::output::{DetailFormat, changes_value, print_json, problems_value};
use crate::refusal::{Refusal, UsageError};
use crate::sanitize::visible;
use crate::store::{Access, ChannelReset, HistoryEntry, Store};
use crate::suggest;
use crate::trail::Event;

#[derive(Debug, Args)]
pub(crate) struct HistoryArgs {
    /// Numbers of the operations, as `list` gives them
    #[arg(value_name = "ID", value_parser = operation_number, required_unless_present_any = ["account", "channel"])]
    ids: Vec<i64>,
    /// All operations of this customer: a customer account, or the GUID of an async one
    #[arg(long, value_name = "ACCOUNT", conflicts_with = "ids", value_parser = NonEmptyStringValueParser::new())]
    account: Option<String>,
    /// Resets of this channel
    #[arg(long, value_name = "NAME", conflicts_with_all = ["ids", "account"], value_parser = NonEmptyStringValueParser::new())]
    channel: Option<String>,
    /// Format of the output
    #[arg(long, value_enum, default_value_t)]
    format: DetailFormat,
}

pub(crate) fn run(args: &HistoryArgs, cx: &mut Context) -> Result<Exit> {
    let store = cx.open_store(Access::Read)?;
    let store = store.snapshot()?;
    if let Some(name) = &args.channel {
        return resets(name, &store, args.format, cx);
    }
    let mut entries = Vec::new();
    let ids: Vec<_> = args.ids.iter().map(|id| OperationId(*id)).collect();
    for id in &ids {
        store.state(*id)?.ok_or_else(|| no_operation(&store, *id))?;
    }
    entries.extend(store.history(&ids)?);
    if let Some(account) = &args.account {
        for customer in customers(&store, account)? {
            entries.extend(store.history_of_customer(customer)?);
        }
    }
    match args.format {
        DetailFormat::Json => {
            let entries: Vec<_> = entries.iter().map(|entry| for_machines(entry, &cx.texts)).collect();
            print_json(&mut cx.output, &entries)?;
        }
        DetailFormat::Table => {
            let with_operation = args.account.is_some() || args.ids.len() > 1;
            for entry in &entries {
                for line in lines(entry, with_operation, &cx.texts) {
                    writeln!(cx.output, "{}", visible(&line))?;
                }
            }
        }
    }
    Ok(Exit::Done)
}

/// Prints when, by whom and why a channel was reset.
fn resets(name: &str, store: &Store, format: DetailFormat, cx: &mut Context) -> Result<Exit> {
    let channels = store.channels()?;
    let Some(channel) = channels.iter().find(|channel| channel.name.to_lowercase() == name.to_lowercase()) else {
        let hint = suggest::hint(name, channels.iter().map(|channel| channel.name.as_str()), || {
            "`hqsync channels` lists them".to_owned()
        });
        return Err(UsageError { message: format!("unknown channel `{}`", visible(name)), hint: Some(hint) }.into());
    };
    let resets = store.resets(channel.key)?;
    match format {
        DetailFormat::Json => {
            let value = |reset: &ChannelReset| {
                json!({
                    "entry": reset.entry,
                    "channel": channel.name,
                    "at": reset.at.rfc3339(),
                    "actor": reset.author.actor,
                    "event": Event::Reset.name(),
                    "epoch": reset.epoch,
                    "reason": reset.author.reason,
                    "hash": reset.hash,
                })
            };
            print_json(&mut cx.output, &resets.iter().map(value).collect::<Vec<_>>())?;
        }
        DetailFormat::Table => {
            for reset in &resets {
                let what = cx.texts.history_reset(reset.epoch);
                let line = format!("{}  {what}  {}", reset.at.local(), reset.author.actor);
                writeln!(cx.output, "{}", visible(&line))?;
                if !reset.author.reason.is_empty() {
                    let reason = cx.texts.history_reason(reset.author.reason.as_str());
                    writeln!(cx.output, "    {}", visible(&reason))?;
                }
            }
        }
    }
    Ok(Exit::Done)
}

/// The customers with an account or a GUID: a company has one at most.
fn customers(store: &Store, account: &str) -> Result<Vec<CustomerId>> {
    let mut companies: Vec<_> = store.channels()?.iter().map(|channel| channel.company).collect();
    companies.sort_by_key(|company| company.0);
    companies.dedup();
    let mut found = Vec::new();
    for company in companies {
        let customer = match parse_guid(account) {
            Some(guid) => store.customer_by_guid(company, guid)?,
            None => store.customer_by_account(company, account)?,
        };
        found.extend(customer.map(|customer| customer.id));
    }
    if found.is_empty() {
        let hint = "`hqsync filter 'CustName ~ …'` finds operations by what is known of a customer".to_owned();
        return Err(Refusal { message: format!("headquarters has no customer `{}`", visible(account)), hint }.into());
    }
    Ok(found)
}

/// An entry for people: what happened, and below it the values and problems.
fn lines(entry: &HistoryEntry, with_operation: bool, texts: &Texts) -> Vec<String> {
    let mut what = vec![entry.at.local()];
    if with_operation {
        what.push(texts.show_title(entry.operation.0));
    }
    let event = texts.event(entry.event);
    let state = texts.state(entry.state);
    what.push(if event == state { event } else { format!("{event}: {state}") });
    what.push(match entry.author.run {
        Some(run) => texts.history_run(entry.author.actor.as_str(), run),
        None => entry.author.actor.clone(),
    });
    let mut lines = vec![what.join("  ")];
    if !entry.author.reason.is_empty() {
        lines.push(format!("    {}", texts.history_reason(entry.author.reason.as_str())));
    }
    for change in &entry.changes {
        lines.push(format!("    {}: {}", change.field, texts.history_change(change.old.as_str(), change.new.as_str())));
    }
    for problem in &entry.problems {
        lines.push(format!("    {}  {}  {}", problem.code(), problem.field, texts.problem(problem)));
    }
    lines
}

fn for_machines(entry: &HistoryEntry, texts: &Texts) -> Json {
    json!({
        "entry": entry.id,
        "operation": entry.operation,
        "at": entry.at.rfc3339(),
        "actor": entry.author.actor,
        "run": entry.author.run,
        "event": entry.event.name(),
        "status": entry.state.name(),
        "reason": entry.author.reason,
        "fields": changes_value(&entry.changes),
        "errors": problems_value(&entry.problems, texts),
        "hash": entry.hash,
    })
}
