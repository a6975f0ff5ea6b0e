//! Options that select operations.

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use super::lists::separated;
use crate::context::Context;
use crate::engine::{self, EngineError};
use crate::failure::Result;
use crate::filter::{self, Filter, KnownValues, Mistake, Names, Surroundings};
use crate::i18n::Phrase;
use crate::model::{Column, Property};
use crate::refusal::Refusal;
use crate::sanitize::visible;
use crate::shell::shell_quoted;
use crate::store::{Selection, Store};

/// Common cases of a filter. An option that is given several times, or with several values separated by commas, matches any
/// of them; different options, and an expression, must all match.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Which operations")]
pub(crate) struct SelectArgs {
    /// Only this state: pending, waiting, failed, synced, completed, dismissed
    #[arg(long, value_name = "STATE", value_delimiter = ',', value_parser = NonEmptyStringValueParser::new())]
    status: Vec<String>,
    /// Only this channel
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    channel: Vec<String>,
    /// Only this company
    #[arg(long, value_name = "CODE", value_parser = NonEmptyStringValueParser::new())]
    company: Vec<String>,
    /// At or after this time: 2026-11-01, 2026-11-01T08:30, today, yesterday, -2h, -7d. Operations with
    /// an unreadable timestamp are compared by the time they were received
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    since: Option<String>,
    /// At or before this time; a date alone counts to its end
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    until: Option<String>,
    /// Only this customer: a customer account, or the GUID of an async one, or its beginning
    #[arg(long, value_name = "ACCOUNT", value_parser = NonEmptyStringValueParser::new())]
    account: Vec<String>,
    /// Only with this error, such as email-invalid
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = NonEmptyStringValueParser::new())]
    error: Vec<String>,
}

impl SelectArgs {
    /// Whether no option is given.
    pub(crate) fn is_empty(&self) -> bool {
        let lists = [&self.status, &self.channel, &self.company, &self.account, &self.error];
        lists.iter().all(|list| list.is_empty()) && self.since.is_none() && self.until.is_none()
    }

    /// Returns the expression that says what the options and an expression say together, relative times as they were typed;
    /// `None` if there are neither.
    ///
    /// # Errors
    /// As [`Self::filter`].
    pub(crate) fn with_options(&self, expression: Option<&str>, store: &Store, cx: &Context) -> Result<Option<String>> {
        let lists = Self { since: None, until: None, ..self.clone() };
        let mut parts: Vec<String> = lists.filter(None, store, cx)?.iter().map(ToString::to_string).collect();
        for (sign, time) in [(">=", &self.since), ("<=", &self.until)] {
            let time = time.as_ref().map(|time| time.replace('"', ""));
            parts.extend(time.map(|time| {
                format!("(timestamp {sign} \"{time}\" or timestamp is empty and received {sign} \"{time}\")")
            }));
        }
        let expression = expression
            .map(|expression| if parts.is_empty() { expression.to_owned() } else { format!("({expression})") });
        let parts: Vec<_> = expression.into_iter().chain(parts).collect();
        Ok(Some(parts.join(" and ")).filter(|joined| !joined.is_empty()))
    }

    /// Returns the filter of the options and the expression together; `None` if there are neither.
    ///
    /// # Errors
    /// The expression has a mistake, which is shown with its place, or an option has an invalid value.
    pub(crate) fn filter(&self, expression: Option<&str>, store: &Store, cx: &Context) -> Result<Option<Filter>> {
        let (names, known) = (names(store)?, known_values(store, cx)?);
        let surroundings = Surroundings { names: &names, known: &known, now: cx.clock.now() };
        let mut parts = Vec::new();
        if let Some(expression) = expression {
            parts.push(
                filter::parse(expression, &surroundings)
                    .map_err(|mistake| shown(&mistake, expression, &surroundings))?,
            );
        }
        let any_of = |option: &str, values: &[String], column: Column| {
            let equal = |value: &String| filter::equal(Property::Column(column), value, &surroundings);
            let filters = values.iter().map(|value| equal(value).map_err(|mistake| of_option(option, mistake)));
            Ok::<_, Refusal>(Filter::any(filters.collect::<Result<_, _>>()?))
        };
        parts.extend(any_of("--status", &self.status, Column::Status)?);
        parts.extend(any_of("--channel", &separated("--channel", &self.channel, &known.channels)?, Column::Channel)?);
        parts.extend(any_of("--company", &separated("--company", &self.company, &known.companies)?, Column::Company)?);
        parts.extend(any_of("--error", &self.error, Column::Errors)?);
        let accounts = separated("--account", &self.account, &[])?;
        let accounts = accounts.iter().map(|account| account_filter(account, store, &surroundings, cx));
        parts.extend(Filter::any(accounts.collect::<Result<_>>()?));
        if let Some(since) = &self.since {
            let since = filter::since(since, &surroundings);
            parts.push(since.map_err(|mistake| of_option("--since", mistake))?);
        }
        if let Some(until) = &self.until {
            let until = filter::until(until, &surroundings);
            parts.push(until.map_err(|mistake| of_option("--until", mistake))?);
        }
        Ok(parts.into_iter().reduce(Filter::and))
    }
}

/// The most companies of rows that are told apart from slips.
const MOST_COMPANIES: usize = 200;

/// Returns the names of the channels that the store or the configuration knows.
///
/// # Errors
/// Those of the store.
pub(crate) fn known_channels(store: &Store, cx: &Context) -> Result<Vec<String>> {
    let configured = cx.config_if_any().into_iter().flat_map(|config| config.channels.iter());
    let configured = configured.map(|channel| channel.name.clone());
    Ok(store.channels()?.iter().map(|channel| channel.name.clone()).chain(configured).collect())
}

/// Returns what the store and the configuration know of values in expressions.
///
/// # Errors
/// Those of the store.
pub(crate) fn known_values(store: &Store, cx: &Context) -> Result<KnownValues> {
    let (stored, configured) = (store.channels()?, cx.config_if_any());
    let companies = configured.iter().flat_map(|config| config.companies.keys().cloned());
    let companies = stored.iter().map(|channel| channel.company_code.clone()).chain(companies);
    Ok(KnownValues {
        channels: known_channels(store, cx)?,
        channel_ids: stored.iter().map(|channel| (channel.origin, channel.name.clone())).collect(),
        // If rows say too many different ones, any may be right.
        companies: store
            .companies_of_rows(MOST_COMPANIES)?
            .map_or_else(Vec::new, |of_rows| companies.chain(of_rows).filter(|company| !company.is_empty()).collect()),
        no_account: vec![cx.texts.pending_sync(), cx.texts.pending_sync_cell()],
        last_ended_run: store.last_ended_run()?,
    })
}

/// Returns the filter for the operations of a customer: by account, by GUID, or by the beginning of a GUID if it is nobody's
/// account.
///
/// # Errors
/// No customer and no operation has it.
fn account_filter(account: &str, store: &Store, surroundings: &Surroundings<'_>, cx: &Context) -> Result<Filter> {
    let equal = |column: Column, value: &str| {
        filter::equal(Property::Column(column), value, surroundings).map_err(|mistake| of_option("--account", mistake))
    };
    let filter = equal(Column::CustomerAccount, account)?;
    if has_operation(store, &filter, cx)? || engine::has_customer(store, account)? {
        return Ok(filter);
    }
    if is_beginning_of_guid(account) {
        let filter = equal(Column::AsyncCustomerAccount, &format!("{}*", account.trim_end_matches('*')))?;
        if has_operation(store, &filter, cx)? {
            return Ok(filter);
        }
    }
    if account.contains(['*', '?']) || filter::is_no_account(account, surroundings) {
        return Ok(filter);
    }
    Err(EngineError::NoCustomer { account: account.to_owned() }.into())
}

fn has_operation(store: &Store, filter: &Filter, cx: &Context) -> Result<bool> {
    let (sort, settings) = (Property::Column(Column::Id), cx.value_settings());
    let selection =
        Selection { filter: Some(filter), sort, descending: false, limit: Some(1), columns: &[], settings: &settings };
    let mut found = false;
    store.for_each_operation(&selection, |_| -> Result<()> {
        found = true;
        Ok(())
    })?;
    Ok(found)
}

/// The fewest characters of a GUID that stand for it.
const SHORTEST_GUID: usize = 4;

/// Whether a text can be the beginning of a GUID.
fn is_beginning_of_guid(text: &str) -> bool {
    let text = text.trim_end_matches('*');
    let fits = |(at, c): (usize, char)| if matches!(at, 8 | 13 | 18 | 23) { c == '-' } else { c.is_ascii_hexdigit() };
    (SHORTEST_GUID..36).contains(&text.len()) && text.chars().enumerate().all(fits)
}

/// Returns the error for a command line that selects no operations.
pub(crate) fn no_selection(hint: Phrase) -> Refusal {
    Refusal::of_usage(Phrase::new("filter-no-selection")).hinting(Some(hint))
}

/// Returns the names of the fields that this store's operations have.
pub(crate) fn names(store: &Store) -> Result<Names> {
    Ok(Names::new(store.extension_names()?))
}

/// Returns the property that the name of a column stands for.
///
/// # Errors
/// An unknown name, with the nearest one.
pub(crate) fn property(names: &Names, name: &str) -> Result<Property, Refusal> {
    names.property(name.trim()).map_err(|unknown| {
        Refusal::of_usage(Phrase::new("filter-unknown-column").with("column", name)).hinting(Some(unknown.hint))
    })
}

/// Returns a mistake with its place in the expression.
fn shown(mistake: &Mistake, expression: &str, surroundings: &Surroundings<'_>) -> Refusal {
    let pointer = mistake.pointer(expression, |text| visible(text).into_owned());
    let corrected = filter::corrected(expression, surroundings).filter(|_| !mistake.is_about_several_values());
    let corrected = corrected.map(|corrected| Phrase::new("filter-write").with("expression", shell_quoted(&corrected)));
    let hint = corrected.or_else(|| redirection(mistake, expression)).or_else(|| mistake.hint.clone());
    Refusal::of_usage(mistake.message.clone().lines(&pointer)).hinting(hint)
}

/// Returns a hint if the shell probably took a `>` of the expression, and wrote to the file that was the value.
fn redirection(mistake: &Mistake, expression: &str) -> Option<Phrase> {
    let file = own_output_file().filter(|_| filter::lacks_operator_at_end(expression, mistake))?;
    let meant = shell_quoted(&format!("{} > {file}", expression.trim()));
    Some(Phrase::new("filter-redirected").with("file", file).with("expression", meant))
}

/// Returns the name of the file that the standard output goes to; `None` if it goes elsewhere.
fn own_output_file() -> Option<String> {
    let path = std::fs::read_link("/proc/self/fd/1").ok().filter(|path| path.is_file())?;
    Some(path.file_name()?.to_string_lossy().into_owned())
}

/// Returns the expression for a bare text: what to look for in all text fields, or whose operations; `None` if the text is an
/// expression.
///
/// # Errors
/// Those of the store.
pub(crate) fn bare_expression(text: &str, store: &Store, cx: &Context) -> Result<Option<String>> {
    let (names, known) = (names(store)?, known_values(store, cx)?);
    let surroundings = Surroundings { names: &names, known: &known, now: cx.clock.now() };
    let Some(filter) = filter::bare_text(text, &surroundings) else { return Ok(None) };
    let text = text.trim();
    if engine::has_customer(store, text)? {
        let account = filter::equal(Property::Column(Column::CustomerAccount), text, &surroundings);
        return Ok(account.ok().map(|account| account.to_string()));
    }
    Ok(Some(filter.to_string()))
}

pub(super) fn of_option(option: &str, mistake: Mistake) -> Refusal {
    let message = Phrase::new("filter-option").with("option", option).because(mistake.message);
    Refusal::of_usage(message).hinting(mistake.hint)
}
