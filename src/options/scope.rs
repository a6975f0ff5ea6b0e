//! Options that select a period and channels.

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use super::lists::separated;
use super::select::{known_values, names, of_option};
use crate::context::Context;
use crate::engine::ReportScope;
use crate::failure::Result;
use crate::filter::{self, Filter, Surroundings, Test, TextDecision};
use crate::i18n::Phrase;
use crate::model::{Column, Property, Timestamp};
use crate::refusal::Refusal;
use crate::store::Store;

/// A period, and channels.
#[derive(Debug, Clone, Args)]
pub(crate) struct ScopeArgs {
    /// From this time on: 2026-11-01, 2026-11-01T08:30, today, yesterday, -2h, -30d
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    since: Option<String>,
    /// Up to this time; a date alone counts to its end
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    until: Option<String>,
    /// Only this channel
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    channel: Vec<String>,
    /// Only channels of this company
    #[arg(long, value_name = "CODE", value_parser = NonEmptyStringValueParser::new())]
    company: Vec<String>,
}

impl ScopeArgs {
    /// Returns the period, and the names of the channels if any are selected.
    ///
    /// # Errors
    /// What is not a time, a period that ends before it begins, or a name that nothing has.
    pub(crate) fn scope(&self, store: &Store, cx: &Context) -> Result<ReportScope> {
        let (names, known) = (names(store)?, known_values(store, cx)?);
        let surroundings = Surroundings { names: &names, known: &known, now: cx.clock.now() };
        let time = |option: &str, text: &Option<String>, read: TimeReader| {
            let Some(text) = text else { return Ok(None) };
            let filter = read(text, &surroundings).map_err(|mistake| of_option(option, mistake))?;
            Ok::<_, Refusal>(Some(ends_of(&filter)))
        };
        let from = time("--since", &self.since, filter::since)?.and_then(|(from, _)| from);
        let to = time("--until", &self.until, filter::until)?.and_then(|(_, to)| to);
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            return Err(Refusal::of_usage(Phrase::new("report-period-reversed")).into());
        }
        let decisions = |option: &str, given: &[String], column: Column| {
            let values =
                separated(option, given, if column == Column::Channel { &known.channels } else { &known.companies })?;
            let decision = |value: &String| {
                let filter = filter::equal(Property::Column(column), value, &surroundings);
                filter.map(|filter| name_test(&filter)).map_err(|mistake| of_option(option, mistake))
            };
            values.iter().map(decision).collect::<Result<Vec<_>, Refusal>>()
        };
        let by_name = decisions("--channel", &self.channel, Column::Channel)?;
        let by_company = decisions("--company", &self.company, Column::Company)?;
        let passes = |tests: &[Option<TextDecision>], word: &str| {
            tests.is_empty() || tests.iter().flatten().any(|test| test.passes_word(word))
        };
        let mut channels = channels_with_companies(store, cx)?;
        channels.retain(|(name, company)| passes(&by_name, name) && passes(&by_company, company));
        let is_limited = !by_name.is_empty() || !by_company.is_empty();
        let channels = is_limited.then(|| channels.into_iter().map(|(name, _)| name).collect());
        Ok(ReportScope { from, to, channels })
    }
}

/// Reads a time.
type TimeReader = fn(&str, &Surroundings<'_>) -> Result<Filter, filter::Mistake>;

/// Returns the first and the last moment of a filter on times.
fn ends_of(filter: &Filter) -> (Option<Timestamp>, Option<Timestamp>) {
    match filter {
        Filter::Test(Test::At { spans }) => spans.first().map_or((None, None), |span| (span.from, span.to)),
        _ => (None, None),
    }
}

/// Returns the test of a filter on names.
fn name_test(filter: &Filter) -> Option<TextDecision> {
    match filter {
        Filter::Test(Test::Text { test, .. }) => Some(TextDecision::of_words(test)),
        _ => None,
    }
}

/// Returns the names of the channels that the store or the configuration knows, each once, and the codes of their companies.
fn channels_with_companies(store: &Store, cx: &Context) -> Result<Vec<(String, String)>> {
    let stored = store.channels()?;
    let configured = cx.config_if_any().into_iter().flat_map(|config| config.channels.iter());
    let unknown = configured.filter(|channel| stored.iter().all(|row| row.origin != channel.id));
    let unknown = unknown.map(|channel| (channel.name.clone(), channel.company.clone()));
    Ok(stored.iter().map(|row| (row.name.clone(), row.company_code.clone())).chain(unknown).collect())
}
