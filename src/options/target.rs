//! Options of the commands that do something to operations: to which ones, by whom and why.

use std::collections::HashSet;
use std::io::{self, IsTerminal as _, Write as _};

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use super::select::{SelectArgs, expression};
use crate::context::Context;
use crate::engine::Correction;
use crate::failure::Result;
use crate::filter::{Filter, Span, Test};
use crate::model::{Column, Operation, OperationId, Property};
use crate::output::DetailFormat;
use crate::refusal::{Refusal, UsageError};
use crate::sanitize::visible;
use crate::store::{Selection, Store, StoreError, ValueSettings};
use crate::trail::Author;

/// How many operations are shown before a question about many.
const SAMPLE: usize = 5;

/// The number of an operation.
pub(crate) fn operation_number(text: &str) -> Result<i64, String> {
    text.parse().map_err(|_| "not the number of an operation; several are separated by spaces".to_owned())
}

/// The operations that something is to be done to.
#[derive(Debug, Default, Args)]
pub(crate) struct TargetArgs {
    /// Numbers of the operations, as `list` gives them
    #[arg(value_name = "ID", value_parser = operation_number)]
    pub(crate) ids: Vec<i64>,
    /// All operations that this expression means, as with `filter`
    #[arg(long = "where", value_name = "EXPRESSION", conflicts_with = "ids")]
    expression: Option<String>,
    /// Do not ask before doing it to all operations that are meant
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    select: SelectArgs,
}

/// Who does it, and why.
#[derive(Debug, Default, Args)]
pub(crate) struct AuthorArgs {
    /// Who does it, for the audit trail [default: user and host]
    #[arg(long = "as", value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    actor: Option<String>,
}

impl AuthorArgs {
    /// The author of the entries in the audit trail.
    pub(crate) fn author(&self, reason: Option<&str>, cx: &Context) -> Author {
        let actor = self.actor.clone().unwrap_or_else(|| cx.actor.clone());
        Author { actor, run: None, reason: reason.unwrap_or_default().to_owned() }
    }
}

/// What `edit` and `resync` have in common beside the operations.
#[derive(Debug, Default, Args)]
pub(crate) struct CorrectionArgs {
    /// Show what would come of it, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Why, for the audit trail
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    author: AuthorArgs,
    /// Format of the output
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: DetailFormat,
}

impl CorrectionArgs {
    /// The author of the entries in the audit trail.
    pub(crate) fn author(&self, cx: &Context) -> Author {
        self.author.author(self.reason.as_deref(), cx)
    }
}

/// The operations that are meant.
#[derive(Debug)]
pub(crate) struct Targets {
    /// In the order given, or in that of their numbers.
    pub(crate) ids: Vec<OperationId>,
    pub(crate) chosen: Chosen,
}

/// How operations were chosen.
#[derive(Debug)]
pub(crate) enum Chosen {
    /// A person named them: all of them are meant, whatever has become of them.
    ByNumber,
    /// An expression or options chose them.
    ByFilter(Box<(Filter, ValueSettings)>),
    /// They come of something that was done just before.
    Before,
}

impl Targets {
    /// How many of them are in a transaction: operations that were named are done all or none.
    pub(crate) fn batch_size(&self, size: usize) -> usize {
        if self.are_named() { self.ids.len() } else { size }
    }

    /// Whether a person named them by their numbers.
    pub(crate) fn are_named(&self) -> bool {
        matches!(self.chosen, Chosen::ByNumber)
    }

    /// Those of a batch that are still meant, and to which the correction can still be done: others may have done something to
    /// them since they were chosen.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) fn still_meant(
        &self,
        store: &Store,
        ids: &[OperationId],
        correction: Correction,
    ) -> Result<Vec<OperationId>, StoreError> {
        let mut meant = Vec::with_capacity(ids.len());
        match &self.chosen {
            Chosen::ByNumber => meant.extend_from_slice(ids),
            Chosen::Before => {
                for &id in ids {
                    if store.state(id)?.is_some_and(|state| correction.is_possible(state)) {
                        meant.push(id);
                    }
                }
            }
            Chosen::ByFilter(chosen) => {
                let (filter, settings) = &**chosen;
                let batch: HashSet<_> = ids.iter().collect();
                let ends = Span { from: ids.first().map(|id| id.0), to: ids.last().map(|id| id.0) };
                let in_batch = Filter::Test(Test::Number { column: Column::Id, spans: vec![ends] });
                for_each(store, &filter.clone().and(in_batch), &[], settings, |operation| {
                    if batch.contains(&operation.id) && correction.is_possible(operation.state) {
                        meant.push(operation.id);
                    }
                })?;
            }
        }
        Ok(meant)
    }
}

impl TargetArgs {
    /// Finds the operations that are meant and to which the correction can be done.
    ///
    /// # Errors
    /// Nothing says which are meant, nothing is found, or the expression has a mistake.
    pub(crate) fn find(&self, correction: Correction, store: &Store, cx: &Context) -> Result<Targets> {
        if !self.ids.is_empty() {
            if !self.select.is_empty() {
                return Err(UsageError {
                    message: "numbers of operations and options that select them exclude each other".to_owned(),
                    hint: Some("leave one of them out".to_owned()),
                }
                .into());
            }
            let mut ids: Vec<_> = self.ids.iter().copied().map(OperationId).collect();
            let mut seen = HashSet::new();
            ids.retain(|id| seen.insert(*id));
            return Ok(Targets { ids, chosen: Chosen::ByNumber });
        }
        let given = self.expression.as_deref().map(|given| expression(store, given)).transpose()?;
        let Some(filter) = self.select.filter(given.as_deref(), store, cx)? else {
            return Err(UsageError {
                message: "which operations are meant?".to_owned(),
                hint: Some("give their numbers, or `--where EXPRESSION`".to_owned()),
            }
            .into());
        };
        let (mut ids, mut others) = (Vec::new(), 0);
        for_each(store, &filter, &[], &cx.value_settings(), |operation| {
            if correction.is_possible(operation.state) {
                ids.push(operation.id);
            } else {
                others += 1;
            }
        })?;
        if ids.is_empty() {
            let message = match others {
                0 => "no operation is meant".to_owned(),
                others => format!("none of the {others} operations that are meant can be {correction}"),
            };
            let hint = "`hqsync filter EXPRESSION` lists what an expression finds; synced and completed operations \
                        stay as they are";
            return Err(Refusal { message, hint: hint.to_owned() }.into());
        }
        if others > 0 {
            writeln!(io::stderr(), "{}", cx.texts.target_others(others))?;
        }
        Ok(Targets { ids, chosen: Chosen::ByFilter(Box::new((filter, cx.value_settings()))) })
    }

    /// Asks whether it is to be done to many operations, with a sample of them; gives whether it is. Numbers were typed on
    /// purpose, and a rehearsal does nothing: there is no question then.
    ///
    /// # Errors
    /// Nobody can be asked, and `--yes` is not given.
    pub(crate) fn confirm(
        &self,
        question: &str,
        targets: &Targets,
        fields: &[Property],
        store: &Store,
        cx: &Context,
    ) -> Result<bool> {
        if targets.are_named() || self.yes {
            return Ok(true);
        }
        let mut stderr = io::stderr();
        writeln!(stderr, "{question}")?;
        for line in Self::sample(targets, fields, store, cx)? {
            writeln!(stderr, "  {}", visible(&line))?;
        }
        if !io::stdin().is_terminal() || !stderr.is_terminal() {
            return Err(UsageError {
                message: "nobody can be asked whether this is right".to_owned(),
                hint: Some("`--yes` does it without a question, `--dry-run` shows what would happen".to_owned()),
            }
            .into());
        }
        write!(stderr, "{} ", cx.texts.target_question())?;
        stderr.flush()?;
        let mut answer = String::new();
        io::stdin().read_line(&mut answer)?;
        let answer = answer.trim().to_lowercase();
        let is_yes = !answer.is_empty() && (cx.texts.yes().starts_with(&answer) || "yes".starts_with(&answer));
        if !is_yes {
            writeln!(stderr, "{}", cx.texts.target_nothing_done())?;
        }
        Ok(is_yes)
    }

    /// Some of the operations that are meant, a line each.
    fn sample(targets: &Targets, fields: &[Property], store: &Store, cx: &Context) -> Result<Vec<String>> {
        let columns: Vec<_> =
            [Column::Id, Column::Errors].map(Property::Column).into_iter().chain(fields.to_vec()).collect();
        let wanted = &targets.ids[..targets.ids.len().min(SAMPLE)];
        let numbers: Vec<_> = wanted.iter().map(ToString::to_string).collect();
        let expression = format!("{} in ({})", Column::Id.key(), numbers.join(", "));
        let mut lines = Vec::new();
        if let Some(filter) = SelectArgs::default().filter(Some(&expression), store, cx)? {
            let settings = cx.value_settings();
            for_each(store, &filter, &columns, &settings, |operation| lines.push(sample_line(&operation, fields, cx)))?;
        }
        let more = targets.ids.len() - wanted.len();
        if more > 0 {
            lines.push(cx.texts.target_more(more));
        }
        Ok(lines)
    }
}

fn sample_line(operation: &Operation, fields: &[Property], cx: &Context) -> String {
    let texts = &cx.texts;
    let mut codes: Vec<_> = operation.problems.iter().map(|problem| problem.code().name()).collect();
    codes.dedup();
    let values = fields.iter().zip(&operation.values);
    let values = values.map(|(field, value)| format!("{field} = {}", value.as_deref().unwrap_or_default()));
    let parts = [
        operation.id.to_string(),
        operation.channel.to_string(),
        texts.record(operation.kind),
        texts.state(operation.state),
        codes.join(" "),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).chain(values).collect::<Vec<_>>().join("  ")
}

/// Gives the operations that pass a filter to `each`, by their numbers.
fn for_each(
    store: &Store,
    filter: &Filter,
    columns: &[Property],
    settings: &ValueSettings,
    mut each: impl FnMut(Operation),
) -> Result<(), StoreError> {
    let sort = Property::Column(Column::Id);
    let selection = Selection { filter: Some(filter), sort, descending: false, limit: None, columns, settings };
    store.for_each_operation(&selection, |operation| {
        each(operation);
        Ok(())
    })
}
