//! Options that select operations.

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use crate::context::Context;
use crate::failure::Result;
use crate::filter::{self, Filter, Mistake, Names, Surroundings};
use crate::model::{Column, Property, parse_guid};
use crate::refusal::UsageError;
use crate::sanitize::visible;
use crate::store::Store;
use crate::suggest;

/// Common cases of a filter. An option that is given several times matches any of its values; different options, and an
/// expression, must all match.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Which operations")]
pub(crate) struct SelectArgs {
    /// In this state: pending, waiting, failed, synced, completed, dismissed
    #[arg(long, value_name = "STATE", value_delimiter = ',', value_parser = NonEmptyStringValueParser::new())]
    status: Vec<String>,
    /// Of this channel
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    channel: Vec<String>,
    /// Of this company
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = NonEmptyStringValueParser::new())]
    company: Vec<String>,
    /// With this timestamp or a later one: 2026-11-01, 2026-11-01T08:30, today, yesterday, -2h, -7d. An operation whose
    /// timestamp cannot be read has the time of its receipt
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    since: Option<String>,
    /// With this timestamp or an earlier one; a date alone counts to its end
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    until: Option<String>,
    /// Of this customer: a customer account, or the GUID of an async one
    #[arg(long, value_name = "ACCOUNT", value_parser = NonEmptyStringValueParser::new())]
    account: Vec<String>,
    /// With this error, such as email-invalid
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = NonEmptyStringValueParser::new())]
    error: Vec<String>,
}

impl SelectArgs {
    /// Whether no option is given.
    pub(crate) fn is_empty(&self) -> bool {
        let lists = [&self.status, &self.channel, &self.company, &self.account, &self.error];
        lists.iter().all(|list| list.is_empty()) && self.since.is_none() && self.until.is_none()
    }

    /// Returns the filter of the options and the expression together; `None` if there are neither.
    ///
    /// # Errors
    /// The expression has a mistake, which is shown with its place, or an option has an invalid value.
    pub(crate) fn filter(&self, expression: Option<&str>, store: &Store, cx: &Context) -> Result<Option<Filter>> {
        let names = names(store)?;
        let surroundings = Surroundings { names: &names, now: cx.clock.now() };
        let mut parts = Vec::new();
        if let Some(expression) = expression {
            parts.push(filter::parse(expression, &surroundings).map_err(|mistake| shown(&mistake, expression))?);
        }
        self.check_names(store, cx)?;
        let any_of = |option: &str, values: &[String], read: &dyn Fn(&str) -> Result<Filter, Mistake>| {
            let filters = values.iter().map(|value| read(value).map_err(|mistake| of_option(option, mistake)));
            Ok::<_, UsageError>(Filter::any(filters.collect::<Result<_, _>>()?))
        };
        let equal = |column: Column| {
            let surroundings = &surroundings;
            move |value: &str| filter::equal(Property::Column(column), value, surroundings)
        };
        parts.extend(any_of("--status", &self.status, &equal(Column::Status))?);
        parts.extend(any_of("--channel", &self.channel, &equal(Column::Channel))?);
        parts.extend(any_of("--company", &self.company, &equal(Column::Company))?);
        parts.extend(any_of("--error", &self.error, &equal(Column::Errors))?);
        parts.extend(any_of("--account", &self.account, &|value| {
            let is_guid = parse_guid(value).is_some();
            equal(if is_guid { Column::AsyncCustomerAccount } else { Column::CustomerAccount })(value)
        })?);
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

    /// Refuses channels and companies that neither the store nor the configuration has: a typing error would match nothing.
    fn check_names(&self, store: &Store, cx: &Context) -> Result<()> {
        let stored = store.channels()?;
        let configured = cx.config_if_any();
        let channels = stored.iter().map(|channel| channel.name.as_str());
        let channels = channels
            .chain(configured.iter().flat_map(|config| config.channels.iter().map(|channel| channel.name.as_str())));
        let companies = stored.iter().map(|channel| channel.company_code.as_str());
        let companies =
            companies.chain(configured.iter().flat_map(|config| config.companies.keys().map(String::as_str)));
        for channel in &self.channel {
            check_known("channel", channel, channels.clone())?;
        }
        for company in &self.company {
            check_known("company", company, companies.clone())?;
        }
        Ok(())
    }
}

/// Returns the error for a command line that selects no operations.
pub(crate) fn no_selection(hint: &str) -> UsageError {
    UsageError { message: "no operations are selected".to_owned(), hint: Some(hint.to_owned()) }
}

/// Returns the names of the fields that this store's operations have.
pub(crate) fn names(store: &Store) -> Result<Names> {
    Ok(Names::new(store.extension_names()?))
}

/// Returns the property that the name of a column stands for.
///
/// # Errors
/// An unknown name, with the nearest one.
pub(crate) fn property(names: &Names, name: &str) -> Result<Property, UsageError> {
    names.property(name.trim()).map_err(|unknown| UsageError {
        message: format!("unknown column `{}`", visible(name)),
        hint: Some(unknown.hint),
    })
}

fn check_known<'a>(noun: &str, name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Result<(), UsageError> {
    let is_pattern = name.contains(['*', '?']);
    if is_pattern || known.clone().any(|known| filter::fold(known) == filter::fold(name)) {
        return Ok(());
    }
    let hint = suggest::hint(name, known.clone(), || {
        let mut names: Vec<_> = known.map(|known| format!("`{known}`")).collect();
        names.sort_unstable();
        names.dedup();
        format!("known: {}", names.join(", "))
    });
    Err(UsageError { message: format!("unknown {noun} `{name}`"), hint: Some(hint) })
}

/// Returns a mistake with its place in the expression.
fn shown(mistake: &Mistake, expression: &str) -> UsageError {
    let pointer = mistake.pointer(expression, |text| visible(text).into_owned());
    UsageError { message: format!("{}\n{pointer}", visible(&mistake.message)), hint: mistake.hint.clone() }
}

fn of_option(option: &str, mistake: Mistake) -> UsageError {
    UsageError { message: format!("`{option}`: {}", visible(&mistake.message)), hint: mistake.hint }
}
